"""What is compared between a gold fiche and an extracted one, field by field, and when two values are the same."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from operator import eq
from typing import Any, Generic, TypeVar

from rapidfuzz import fuzz

from pipeline.evaluate.gold import GoldCarrier, GoldContact, GoldFiche, GoldFigure, GoldPeriod
from pipeline.evaluate.likeness import alike, fold, same_opening
from schemas.enums import FicheKind

_T = TypeVar("_T")


class FieldName(StrEnum):
    """The fields that are scored, in the order in which scores are shown.

    Carriers printed in a header slot and those that only running text tells are two tasks, hence two fields.
    """

    FICHE = "fiche"
    TITLE = "title"
    KIND = "kind"
    CHAPTER = "chapter"
    SECTION = "section"
    DEPARTMENTS = "departments"
    RELATED_DEPARTMENTS = "related_departments"
    PERIOD = "period"
    STATUS = "status"
    CARRIERS = "carriers"
    CARRIERS_TEXT = "carriers_text"
    CARRIER_TYPE = "carrier_type"
    CONTACT_NAME = "contact_name"
    CONTACT_ROLE = "contact_role"
    CONTACT_PHONE = "contact_phone"
    CONTACT_EMAIL = "contact_email"
    FIGURES = "figures"
    FIGURE_NATURE = "figure_nature"
    FIGURE_QUALIFIER = "figure_qualifier"
    SECTION_KEYS = "section_keys"


@dataclass(frozen=True, slots=True)
class Outcome:
    """How a field of one pair came out: number of values found, and the others as text."""

    field: FieldName
    hits: int
    missed: tuple[str, ...]
    spurious: tuple[str, ...]


def outcomes(gold: GoldFiche | None, extracted: GoldFiche | None) -> Iterator[Outcome]:
    """The outcome of every field that is scored on this pair.

    Without an extracted fiche all that the gold one holds is missed; without gold all that was extracted is spurious.
    """
    for criterion in _CRITERIA:
        if criterion.applies(gold, extracted):
            yield from criterion.outcomes(gold, extracted)


# How values are matched


@dataclass(frozen=True, slots=True)
class _Matching(Generic[_T]):
    """Values (gold, extracted) found to be the same, and what is left on both sides."""

    hits: list[tuple[_T, _T]]
    missed: list[_T]
    spurious: list[_T]


def _match(gold: Sequence[_T], extracted: Sequence[_T], same: Callable[[_T, _T], bool]) -> _Matching[_T]:
    """Each gold value takes the first extracted one that is the same and still free."""
    hits: list[tuple[_T, _T]] = []
    missed: list[_T] = []
    free = list(extracted)
    for value in gold:
        place = next((i for i, candidate in enumerate(free) if same(value, candidate)), None)
        if place is None:
            missed.append(value)
        else:
            hits.append((value, free.pop(place)))
    return _Matching(hits, missed, free)


def _always(_gold: GoldFiche | None, _extracted: GoldFiche | None) -> bool:
    return True


def _as_found(_gold: Sequence[_T], extracted: Sequence[_T]) -> Sequence[_T]:
    return extracted


@dataclass(frozen=True)
class _Criterion(Generic[_T]):
    """How a field is read from a fiche and compared.

    `order` arranges extracted values so that the likeliest comes first. `details` are fields of their own that are
    scored on the values found only, over all of them together.
    """

    field: FieldName
    values: Callable[[GoldFiche], Sequence[_T]]
    same: Callable[[_T, _T], bool] = eq
    show: Callable[[_T], str] = str
    applies: Callable[[GoldFiche | None, GoldFiche | None], bool] = _always
    order: Callable[[Sequence[_T], Sequence[_T]], Sequence[_T]] = _as_found
    details: tuple[tuple[FieldName, Callable[[_T], str]], ...] = ()

    def outcomes(self, gold: GoldFiche | None, extracted: GoldFiche | None) -> Iterator[Outcome]:
        """The outcome of the field and of its details."""
        wanted = self.values(gold) if gold else []
        found = self.values(extracted) if extracted else []
        matching = _match(wanted, self.order(wanted, found), self.same)
        yield _outcome(self.field, matching, self.show)
        for field, detail in self.details:
            graded = _match([detail(a) for a, _ in matching.hits], [detail(b) for _, b in matching.hits], eq)
            yield _outcome(field, graded, str)


def _outcome(field: FieldName, matching: _Matching[_T], show: Callable[[_T], str]) -> Outcome:
    return Outcome(field, len(matching.hits), tuple(map(show, matching.missed)), tuple(map(show, matching.spurious)))


# Values and when they are the same


@dataclass(frozen=True, slots=True)
class _Owned:
    """A part of a contact, with the contact's name ("" where there is none)."""

    owner: str
    value: str

    def __str__(self) -> str:
        return f"{self.owner}: {self.value}" if self.owner else self.value


def _alike(at_least: float) -> Callable[[str, str], bool]:
    return lambda gold, extracted: alike(gold, extracted, at_least)


def _same_title(gold: GoldFiche, extracted: GoldFiche) -> bool:
    if gold.kind is FicheKind.BRIEF:
        return same_opening(gold.title, extracted.title)
    return alike(gold.title, extracted.title, 92)


def _dated(fiche: GoldFiche) -> Sequence[tuple[int | None, int | None, bool]]:
    """The period as a value, where it has a year."""
    period = fiche.period or GoldPeriod()
    if period.start_year is None and period.end_year is None:
        return []
    return [(period.start_year, period.end_year, period.ongoing)]


def _show_period(period: tuple[int | None, int | None, bool]) -> str:
    start, end, ongoing = period
    return f"{start or ''}-{end or ''}" + (", ongoing" if ongoing else "")


def _same_carrier(gold: GoldCarrier, extracted: GoldCarrier) -> bool:
    return alike(gold.name, extracted.name, 88)


def _slot(gold: GoldFiche | None, extracted: GoldFiche | None) -> bool:
    """Whether carriers stand in a header slot: gold tells the kind, where there is gold."""
    fiche = gold or extracted
    return fiche is not None and fiche.kind is FicheKind.FICHE


def _no_slot(gold: GoldFiche | None, extracted: GoldFiche | None) -> bool:
    return not _slot(gold, extracted)


def _roles(fiche: GoldFiche) -> Sequence[_Owned]:
    return [_Owned(contact.name or "", contact.role) for contact in fiche.contacts if contact.role]


def _reached(parts: Callable[[GoldContact], Sequence[str]]) -> Callable[[GoldFiche], Sequence[_Owned]]:
    def values(fiche: GoldFiche) -> Sequence[_Owned]:
        return [_Owned(fold(contact.name or ""), part.lower()) for contact in fiche.contacts for part in parts(contact)]

    return values


def _same_owner(gold: _Owned, extracted: _Owned) -> bool:
    return not gold.owner or alike(gold.owner, extracted.owner, 80)


def _same_role(gold: _Owned, extracted: _Owned) -> bool:
    return alike(gold.value, extracted.value, 85) and _same_owner(gold, extracted)


def _same_address(gold: _Owned, extracted: _Owned) -> bool:
    return gold.value == extracted.value and _same_owner(gold, extracted)


def _quantity(figure: GoldFigure) -> tuple[float, float | None, str]:
    return round(figure.value, 2), None if figure.high is None else round(figure.high, 2), figure.kind


def _same_quantity(gold: GoldFigure, extracted: GoldFigure) -> bool:
    return _quantity(gold) == _quantity(extracted)


def _closest_label_first(gold: Sequence[GoldFigure], extracted: Sequence[GoldFigure]) -> Sequence[GoldFigure]:
    """Where a fiche holds a number twice, the figure whose label is nearest to a gold one is to be taken for it."""

    def closeness(figure: GoldFigure) -> float:
        same = (wanted for wanted in gold if _same_quantity(wanted, figure))
        return max((fuzz.token_set_ratio(fold(wanted.label), fold(figure.label)) for wanted in same), default=0.0)

    # not reverse=True: figures that are equally close stay in order of print
    return sorted(extracted, key=lambda figure: -closeness(figure))


def _show_figure(figure: GoldFigure) -> str:
    value, high, kind = _quantity(figure)
    amount = f"{value:.15g}" + ("" if high is None else f"-{high:.15g}")
    return f"{amount} {kind} ({figure.label})"


def _has_section(gold: GoldFiche | None, _extracted: GoldFiche | None) -> bool:
    """Null in gold means that the heading got lost, not that there must be none."""
    return gold is not None and bool(gold.section)


def _has_headings(gold: GoldFiche | None, _extracted: GoldFiche | None) -> bool:
    return gold is None or gold.kind is FicheKind.FICHE


_CARRIERS: _Criterion[GoldCarrier] = _Criterion(
    FieldName.CARRIERS,
    lambda fiche: fiche.carriers,
    _same_carrier,
    lambda carrier: carrier.name,
    applies=_slot,
    details=((FieldName.CARRIER_TYPE, lambda carrier: carrier.type),),
)

_CRITERIA: tuple[_Criterion[Any], ...] = (
    _Criterion(FieldName.FICHE, lambda fiche: [fiche], lambda _gold, _extracted: True, lambda fiche: fiche.title),
    _Criterion(FieldName.TITLE, lambda fiche: [fiche], _same_title, lambda fiche: fiche.title),
    _Criterion(FieldName.KIND, lambda fiche: [fiche.kind]),
    _Criterion(FieldName.CHAPTER, lambda fiche: [fiche.chapter.number] if fiche.chapter else []),
    _Criterion(
        FieldName.SECTION,
        lambda fiche: [] if fiche.section is None else [fiche.section],
        _alike(90),
        applies=_has_section,
    ),
    _Criterion(FieldName.DEPARTMENTS, lambda fiche: fiche.departments),
    _Criterion(FieldName.RELATED_DEPARTMENTS, lambda fiche: fiche.related_departments),
    _Criterion(FieldName.PERIOD, _dated, show=_show_period),
    _Criterion(FieldName.STATUS, lambda fiche: [fiche.status.code] if fiche.status else []),
    _CARRIERS,
    replace(_CARRIERS, field=FieldName.CARRIERS_TEXT, applies=_no_slot),
    _Criterion(FieldName.CONTACT_NAME, lambda fiche: [contact.name for contact in fiche.contacts if contact.name], _alike(92)),
    _Criterion(FieldName.CONTACT_ROLE, _roles, _same_role),
    _Criterion(FieldName.CONTACT_PHONE, _reached(lambda contact: contact.phones), _same_address),
    _Criterion(FieldName.CONTACT_EMAIL, _reached(lambda contact: contact.emails), _same_address),
    _Criterion(
        FieldName.FIGURES,
        lambda fiche: fiche.figures,
        _same_quantity,
        _show_figure,
        order=_closest_label_first,
        details=(
            (FieldName.FIGURE_NATURE, lambda figure: figure.nature),
            (FieldName.FIGURE_QUALIFIER, lambda figure: figure.qualifier),
        ),
    ),
    _Criterion(FieldName.SECTION_KEYS, lambda fiche: fiche.section_keys, applies=_has_headings),
)
