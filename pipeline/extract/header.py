"""Which line of a header is which slot: every line goes to a slot, what fits none is reported unread."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from pipeline.document import MappedText
from pipeline.extract.contacts import ContactReader, PersonTest
from pipeline.extract.organisations import OrganisationReader
from pipeline.extract.periods import has_year, is_period_slot
from pipeline.rulebook import Rulebook
from pipeline.segment.model import HeaderLine, first_match
from schemas.enums import HeaderSlot
from schemas.rules import StatusRule

#: "Département de l'Ain - Direction de l'enfance": the line of the department names who carries the action.
_SERVICE_BEHIND = re.compile(r" - (?:direction|service|pôle|mission|cellule|dga)\b", re.IGNORECASE)
#: Where a status may begin behind a year, and how long it is at most.
_BADGE = re.compile(r"(?<=\d) (?=[A-ZÀ-Ý])")
_BADGE_LENGTH = 40
#: A header line longer than this is running text that no slot takes.
_LONGEST_SLOT = 400


@dataclass
class HeaderSlots:
    """The lines of a header by slot."""

    department: MappedText | None = None
    period: MappedText | None = None
    status: tuple[MappedText, StatusRule] | None = None
    carriers: list[MappedText] = field(default_factory=list)
    contacts: list[MappedText] = field(default_factory=list)
    notes: list[MappedText] = field(default_factory=list)
    unread: list[MappedText] = field(default_factory=list)
    #: those of the unread lines that bear a label, with it
    unread_labelled: list[MappedText] = field(default_factory=list)


class HeaderReader:
    """Sorts header lines into slots by what they hold, their order only where that does not decide."""

    def __init__(self, rulebook: Rulebook, contacts: ContactReader, organisations: OrganisationReader) -> None:
        self._rules = rulebook
        self._contacts = contacts
        self._organisations = organisations

    def read(self, header: Sequence[HeaderLine], is_person: PersonTest | None = None) -> HeaderSlots:
        """The slots of a header."""
        slots = HeaderSlots()
        for position, line in enumerate(header):
            if line.slot is HeaderSlot.DEPARTMENT:
                self._department(line, slots)
            elif first_match(self._rules.header.nothing_known, line.text.plain):
                if slots.period is None and line.slot in {None, HeaderSlot.PERIOD}:
                    slots.period = line.text
            elif line.slot:
                self._labelled(line.text, line.slot, slots)
            else:
                self._open(line, slots, header[position + 1 :], is_person)
        if not slots.carriers and slots.department and _SERVICE_BEHIND.search(slots.department.plain):
            slots.carriers.append(slots.department)
        return slots

    def _department(self, line: HeaderLine, slots: HeaderSlots) -> None:
        if slots.department is None:
            slots.department = line.text
            dash = line.text.plain.rfind(" - ")
            if dash > 0 and is_period_slot(line.text[dash + 3 :].plain, self._rules.periods):
                slots.period = slots.period or line.text[dash + 3 :]
        else:
            slots.notes.append(line.text)

    def _labelled(self, text: MappedText, slot: HeaderSlot, slots: HeaderSlots) -> None:
        """A line whose label says what it is, which a year or a status below the wrong label overrules."""
        match slot:
            case HeaderSlot.CARRIER:
                slots.carriers.append(text)
            case HeaderSlot.CONTACT if first_match(self._rules.header.note, text.plain) and not self._contacts.has_address(text.plain):
                slots.notes.append(text)
            case HeaderSlot.CONTACT:
                slots.contacts.append(text)
            case HeaderSlot.PERIOD | HeaderSlot.STATUS:
                self._period_or_status(text, slot, slots)
            case _:
                slots.notes.append(text)

    def _period_or_status(self, text: MappedText, slot: HeaderSlot, slots: HeaderSlots) -> None:
        if slot is HeaderSlot.PERIOD and slots.status is None:
            text = self._without_badge(text, slots)
        rule = self._status(text.plain)
        says_when = rule is None or has_year(text.plain) if slot is HeaderSlot.PERIOD else rule is None and has_year(text.plain)
        if says_when and slots.period is None:
            slots.period = text
        elif rule and slots.status is None:
            slots.status = (text, rule)
        else:
            slots.unread.append(text)

    def _without_badge(self, text: MappedText, slots: HeaderSlots) -> MappedText:
        """A year slot without the status that a badge prints behind the year ("2021-2024 Réalisé")."""
        for joint in _BADGE.finditer(text.plain):
            badge = text[joint.end() :]
            if len(badge) <= _BADGE_LENGTH and not has_year(badge.plain) and (rule := self._status(badge.plain)):
                slots.status = (badge, rule)
                return text[: joint.start()]
        return text

    def _open(self, line: HeaderLine, slots: HeaderSlots, following: Sequence[HeaderLine], is_person: PersonTest | None) -> None:
        """A line without a known label: what it holds decides."""
        text = line.text
        if first_match((*self._rules.header.note, *self._rules.outline.award), text.plain):
            slots.notes.append(text)
        elif self._contacts.has_address(text.plain):
            slots.contacts.append(text)
        elif slots.period is None and is_period_slot(text.plain, self._rules.periods):
            slots.period = text
        elif slots.status is None and (rule := self._status(text.plain)):
            slots.status = (text, rule)
        elif line.label:
            slots.unread.append(text)
            slots.unread_labelled.append(MappedText.join([line.label, text], " : "))
        else:
            self._carrier_or_contact(text, slots, following, is_person)

    def _status(self, plain: str) -> StatusRule | None:
        if len(plain) > 160:
            return None
        return self._rules.status.told(plain)

    def _carrier_or_contact(
        self, text: MappedText, slots: HeaderSlots, following: Sequence[HeaderLine], is_person: PersonTest | None
    ) -> None:
        plain = text.plain
        if len(plain) > _LONGEST_SLOT:
            slots.unread.append(text)
        elif slots.contacts and (slots.carriers or not self._organisations.starts_like_one(plain)):
            slots.contacts.append(text)
        elif self._organisations.starts_like_one(plain) and not self._names_person(plain, is_person):
            slots.carriers.append(text)
        elif self._contacts.looks_like_person(plain, is_person) or (slots.carriers and self._begins_spread_contact(plain, following)):
            slots.contacts.append(text)
        elif slots.carriers and len(plain) < 4:
            slots.unread.append(text)
        else:
            slots.carriers.append(text)

    def _names_person(self, plain: str, is_person: PersonTest | None) -> bool:
        """Whether words in capitals are a name ("MORVAN Léa, directrice"), no acronym."""
        return not self._organisations.is_headed(plain) and self._contacts.looks_like_person(plain, is_person)

    def _begins_spread_contact(self, plain: str, following: Sequence[HeaderLine]) -> bool:
        """A short line after the carrier, with an address some lines below: a contact spread over lines."""
        return len(plain) < 40 and any(self._contacts.has_address(line.text.plain) for line in following[:5])
