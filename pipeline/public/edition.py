"""The public edition of a dataset: without persons.

Roles and organisations stay. In every text, e-mail addresses, phone numbers and the names of persons are covered with
`█`, one for each character, so that evidence stays as long as its range; `persons` says which are found.
"""

import re
from collections.abc import Mapping
from enum import Enum
from typing import TypeVar

from pipeline.public.ids import renamed
from pipeline.public.persons import Persons, hidden
from pipeline.rulebook import Rulebook
from schemas.base import Record
from schemas.dataset import Dataset
from schemas.evidence import Evidence
from schemas.fiche import Contact, ContactEvidence
from schemas.issue import Issue, Rejected

_T = TypeVar("_T")
_CHECKSUM = re.compile(r"[0-9a-f]{64}")


def public_edition(dataset: Dataset, rulebook: Rulebook) -> Dataset:
    """The dataset without persons.

    Contacts keep their role; those without one are left out. Findings about contacts keep what they say, not the
    words they quote. Values set aside that look personal are covered whole. Raises SlowPattern where the pattern of a
    pack is stopped on a text.

    >>> from pipeline.rulebook import default_rulebook
    >>> public_edition(Dataset(documents=(), fiches=()), default_rulebook()).fiches
    ()
    """
    persons = Persons(
        [contact for fiche in dataset.fiches for contact in fiche.contacts],
        [held.name for fiche in dataset.fiches for held in (*fiche.carriers, *fiche.organisations)],
        rulebook,
    )
    return _Edition(persons, renamed(dataset, persons)).of(dataset)


class _Edition:
    """Walks all records, so that a text of a field added later is masked too."""

    def __init__(self, persons: Persons, ids: Mapping[str, str]) -> None:
        self._persons = persons
        self._ids = ids

    def of(self, held: _T) -> _T:
        """The same without persons."""
        public: object = held
        match held:
            case Enum() | int() | float() | None:
                pass
            case str():
                public = self._text(held)
            case Contact():
                public = self._fields(held, **_without_person(held))
            case Issue() if (held.field or "").startswith("contacts"):
                public = self._fields(held, **_without_quotes(held))
            case Rejected():
                public = self._rejected(held)
            case Record():
                public = self._fields(held)
            case tuple():
                public = tuple(self.of(item) for item in held if not (isinstance(item, Contact) and item.role is None))
            case _:
                raise TypeError(f"nobody has said how a {type(held).__name__} is made public")
        return public  # type: ignore[return-value]

    def _fields(self, record: Record, **replaced: object) -> Record:
        values = {name: getattr(record, name) for name in type(record).model_fields} | replaced
        return type(record).model_validate({name: self.of(value) for name, value in values.items()})

    def _rejected(self, rejected: Rejected) -> Record:
        personal = rejected.field.startswith("contacts") or self._text(rejected.value) != rejected.value
        return self._fields(rejected, value=hidden(rejected.value)) if personal else self._fields(rejected)

    def _text(self, text: str) -> str:
        if _CHECKSUM.fullmatch(text):
            return text  # ten digits in a row may stand in one by chance
        if text in self._ids:
            return self._ids[text]
        for old, new in self._ids.items():
            text = text.replace(f"« {old} »", f"« {new} »")  # findings quote ids
        return self._persons.mask(text)


def _without_person(contact: Contact) -> dict[str, object]:
    role = contact.parts.role
    evidence = contact.evidence
    shown = (0, 0)
    if role and evidence.char_start <= role.char_start and role.char_end <= evidence.char_end:
        shown = (role.char_start - evidence.char_start, role.char_end - evidence.char_start)
    text = hidden(evidence.text[: shown[0]]) + evidence.text[slice(*shown)] + hidden(evidence.text[shown[1] :])
    return {
        "name": None,
        "phones": (),
        "emails": (),
        "evidence": evidence.model_copy(update={"text": text}),
        "parts": ContactEvidence(name=None, role=role, phones=(), emails=()),
    }


def _without_quotes(issue: Issue) -> dict[str, object]:
    """A finding about contacts quotes parts of names and addresses, which no search for whole ones finds."""
    evidence: Evidence | None = issue.evidence
    return {
        "message": re.sub(r"(?<=« ).*?(?= »)", lambda quoted: hidden(quoted.group()), issue.message),
        "suggestion": issue.suggestion and hidden(issue.suggestion),
        "evidence": evidence and evidence.model_copy(update={"text": hidden(evidence.text)}),
    }
