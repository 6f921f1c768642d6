"""Which line of a header is which slot: every line goes to a slot, what fits none is reported unread."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from pipeline.document import Block, MappedText
from pipeline.extract.contacts import ContactReader, PersonTest
from pipeline.extract.organisations import OrganisationReader
from pipeline.extract.periods import is_period_slot
from pipeline.rulebook import Rulebook
from pipeline.segment.model import first_match
from schemas.rules import SlotLabelRule, StatusRule

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


class HeaderReader:
    """Sorts header lines into slots by what they hold, their order only where that does not decide."""

    def __init__(self, rulebook: Rulebook, contacts: ContactReader, organisations: OrganisationReader) -> None:
        self._rules = rulebook
        self._contacts = contacts
        self._organisations = organisations

    def read(self, header: Sequence[Block], is_person: PersonTest | None = None) -> HeaderSlots:
        """The slots of a header whose first block is the department line."""
        slots = HeaderSlots(department=header[0].text)
        for position, block in enumerate(header[1:], start=1):
            if first_match(self._rules.header.nothing_known, block.text.plain):
                if slots.period is None:
                    slots.period = block.text
                continue
            text, label = self._without_label(block.text)
            if (label and label.slot is None) or first_match(self._rules.header.note, text.plain):
                slots.notes.append(block.text)
            elif label and label.slot == "carrier":
                slots.carriers.append(text)
            elif (label and label.slot == "contact") or self._contacts.has_address(text.plain):
                slots.contacts.append(text)
            elif slots.period is None and is_period_slot(text.plain, self._rules.periods):
                slots.period = text
            elif slots.status is None and (rule := self._status(text.plain)):
                slots.status = (text, rule)
            else:
                self._carrier_or_contact(text, slots, header[position + 1 :], is_person)
        return slots

    def _without_label(self, text: MappedText) -> tuple[MappedText, SlotLabelRule | None]:
        for rule in self._rules.header.label:
            match = rule.regex.match(text.plain)
            if match and match.end() < len(text):
                return text[match.end() :], rule
        return text, None

    def _status(self, plain: str) -> StatusRule | None:
        if len(plain) > 160:
            return None
        return next((rule for rule in self._rules.status.status if rule.regex.search(plain)), None)

    def _carrier_or_contact(self, text: MappedText, slots: HeaderSlots, following: Sequence[Block], is_person: PersonTest | None) -> None:
        plain = text.plain
        if len(plain) > _LONGEST_SLOT:
            slots.unread.append(text)
        elif slots.contacts and (slots.carriers or not self._organisations.starts_like_one(plain)):
            slots.contacts.append(text)
        elif self._organisations.starts_like_one(plain):
            slots.carriers.append(text)
        elif self._contacts.looks_like_person(plain, is_person) or (slots.carriers and self._begins_spread_contact(plain, following)):
            slots.contacts.append(text)
        elif slots.carriers and len(plain) < 4:
            slots.unread.append(text)
        else:
            slots.carriers.append(text)

    def _begins_spread_contact(self, plain: str, following: Sequence[Block]) -> bool:
        """A short line after the carrier, with an address some lines below: a contact spread over lines."""
        return len(plain) < 40 and any(self._contacts.has_address(block.text.plain) for block in following[:5])
