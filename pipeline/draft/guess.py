"""Which slot of a header a value seems to fill, by what it holds."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.document import MappedText
from pipeline.extract.contacts import ContactReader
from pipeline.extract.organisations import OrganisationReader
from pipeline.extract.periods import is_period_slot
from pipeline.gazetteer import Gazetteer
from pipeline.rulebook import Rulebook
from pipeline.segment.fields import FieldReader
from pipeline.segment.model import first_match
from schemas.enums import HeaderSlot

#: A longer value tells no status.
_STATUS = 60
#: The share of the values that must look alike for their slot to be guessed; organisations have names of all sorts.
_SURE, _CARRIER = 0.6, 0.4


@dataclass(frozen=True, slots=True)
class Guess:
    """The slot that most of some values fill, and the share of those that do."""

    slot: HeaderSlot
    share: float


class SlotGuesser:
    """Guesses slots from values."""

    def __init__(self, rulebook: Rulebook, gazetteer: Gazetteer) -> None:
        self._rules = rulebook
        self._fields = FieldReader(rulebook, gazetteer)
        self._contacts = ContactReader(rulebook.contacts, rulebook.first_names)
        self._organisations = OrganisationReader(rulebook.organisations)

    def slot_of(self, value: MappedText) -> HeaderSlot:
        """The slot that one value fills, `other` where it does not show.

        >>> from pipeline.rulebook import default_rulebook
        >>> rules = default_rulebook()
        >>> guesser = SlotGuesser(rules, Gazetteer(rules.departments))
        >>> values = ("Gers", "depuis 2019", "en cours", "Association Le Rucher", "01 99 00 47 11", "trois ruches")
        >>> [str(guesser.slot_of(MappedText(value, tuple(range(len(value)))))) for value in values]
        ['department', 'period', 'status', 'carrier', 'contact', 'other']
        """
        plain = value.plain
        if self._contacts.has_address(plain):
            return HeaderSlot.CONTACT
        if self._fields.is_place(value) or first_match(self._rules.header.department_line, plain):
            return HeaderSlot.DEPARTMENT
        if is_period_slot(plain, self._rules.periods):
            return HeaderSlot.PERIOD
        if len(plain) <= _STATUS and self._rules.status.told(plain):
            return HeaderSlot.STATUS
        if first_match(self._rules.header.council_line, plain) or self._organisations.starts_like_one(plain):
            return HeaderSlot.CARRIER
        return HeaderSlot.CONTACT if self._contacts.looks_like_person(plain) else HeaderSlot.OTHER

    def of_all(self, values: Sequence[MappedText]) -> Guess:
        """The slot that enough of some values fill, else `other` with the share of those that show nothing."""
        found = Counter(self.slot_of(value) for value in values)
        slot = max((slot for slot in found if slot is not HeaderSlot.OTHER), key=lambda s: (found[s], s), default=HeaderSlot.OTHER)
        share = found[slot] / max(1, len(values))
        if slot is not HeaderSlot.OTHER and share >= (_CARRIER if slot is HeaderSlot.CARRIER else _SURE):
            return Guess(slot, share)
        return Guess(HeaderSlot.OTHER, found[HeaderSlot.OTHER] / max(1, len(values)))
