"""Civilities in texts ("M.", "Madame", "le Dr"), and whether one introduces a person."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from pipeline.segment.model import first_match
from schemas.rules import PersonsFile

#: How far in front of a civility what is named after somebody begins, in characters.
_BEFORE = 30
_AMOUNT = re.compile(r"\d\s?$")
#: Behind "de", "et" or "avec" somebody is meant ("Cabinet de Mme Roux"), and the organisation is not called like a person.
_NOT_OF_SOMEBODY = re.compile(r"(?<!de)(?<!et)(?<!avec)\s$")


@dataclass(frozen=True, slots=True)
class Civility:
    """A civility in a text, one past its last character being `end`.

    `sure`: what follows is a person's name; otherwise only the name of a contact is one. `several`: it may introduce
    more than one name. `job`: it may be a profession as well ("Professeur des écoles").
    """

    end: int
    sure: bool
    several: bool
    job: bool


class Civilities:
    """Finds civilities; `organisations` that are called like a person are known by their name."""

    def __init__(self, rules: PersonsFile, organisations: Iterable[str]) -> None:
        self._rules = rules
        self._organisations = [name.lower() for name in sorted(set(organisations)) if self._is_like_a_person(name)]

    def found_in(self, text: str) -> Iterator[Civility]:
        """The civilities of a text. Raises SlowPattern."""
        for match in self._matches(text):
            own = match.group()
            yield Civility(
                end=match.end(),
                sure=not first_match(self._rules.doubtful, own) and not self._is_no_person(text, match.start(), own),
                several=first_match(self._rules.several, own) is not None,
                job=first_match(self._rules.job, own) is not None,
            )

    def is_one(self, word: str) -> bool:
        """Whether a word is a civility itself. Raises SlowPattern."""
        return any(rule.regex.fullmatch(word) for rule in self._rules.civility)

    def _matches(self, text: str) -> Iterator[re.Match[str]]:
        for rule in self._rules.civility:
            yield from rule.regex.finditer(text)

    def _is_no_person(self, text: str, start: int, civility: str) -> bool:
        """Whether it is an amount ("5 M. Le…") or a part of the name of an organisation or a place."""
        before = text[max(0, start - _BEFORE) : start]
        if _AMOUNT.search(before):
            return True
        if not first_match(self._rules.honoured, civility):
            return False
        if first_match(self._rules.named_after, before):
            return True
        lowered, own = text.lower(), civility.lower()
        return any(lowered.startswith(name, start - at) for name in self._organisations if (at := name.find(own)) > 0)

    def _is_like_a_person(self, organisation: str) -> bool:
        civility = next(self._matches(organisation), None)
        return civility is not None and _NOT_OF_SOMEBODY.search(organisation[: civility.start()]) is not None
