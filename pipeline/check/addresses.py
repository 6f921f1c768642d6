"""The e-mail addresses of a fiche, each once."""

from collections import defaultdict
from dataclasses import dataclass

from schemas.evidence import Evidence
from schemas.fiche import Contact, Fiche


@dataclass(frozen=True, slots=True)
class Address:
    """An e-mail address, where it was read first, and the contacts that share it."""

    text: str
    evidence: Evidence | None
    contacts: tuple[Contact, ...]

    @property
    def local(self) -> str:
        """What stands before the @."""
        return self.text.rpartition("@")[0]

    @property
    def domain(self) -> str:
        """What stands after the @; it may lack its ending."""
        return self.text.rpartition("@")[2]


def addresses(fiche: Fiche) -> list[Address]:
    """The distinct addresses of all contacts, in order of first appearance."""
    holders: defaultdict[str, list[Contact]] = defaultdict(list)
    evidence: dict[str, Evidence] = {}
    for contact in fiche.contacts:
        for email in contact.emails:
            holders[email].append(contact)
        # evidence runs parallel to the values; a contact corrected by hand may have less of it
        for email, place in zip(contact.emails, contact.parts.emails, strict=False):
            evidence.setdefault(email, place)
    return [Address(email, evidence.get(email), tuple(contacts)) for email, contacts in holders.items()]
