"""What is compared between a gold fiche and an extracted one, field by field, and when two values are the same."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from rapidfuzz import fuzz

from pipeline.evaluate.gold import GoldCarrier, GoldContact, GoldFiche, GoldFigure, GoldPeriod, ReadFiche
from pipeline.evaluate.likeness import alike, fold, same_opening
from pipeline.evaluate.matching import Criterion, Detail, Outcome
from schemas.enums import FicheKind, FieldName
from schemas.evidence import Evidence
from schemas.fiche import Contact


def outcomes(gold: GoldFiche | None, extracted: ReadFiche | None) -> Iterator[Outcome]:
    """The outcome of every field that is scored on this pair.

    Without an extracted fiche all that the gold one holds is missed; without gold all that was extracted is spurious.
    """
    for criterion in _CRITERIA:
        yield from criterion.outcomes(gold, extracted)


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


def _dated(fiche: GoldFiche) -> Sequence[GoldPeriod]:
    """The period, where it has a year."""
    period = fiche.period
    return [period] if period and (period.start_year is not None or period.end_year is not None) else []


def _same_period(gold: GoldPeriod, extracted: GoldPeriod) -> bool:
    return (gold.start_year, gold.end_year, gold.ongoing) == (extracted.start_year, extracted.end_year, extracted.ongoing)


def _show_period(period: GoldPeriod) -> str:
    return f"{period.start_year or ''}-{period.end_year or ''}" + (", ongoing" if period.ongoing else "")


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


def _distance_of_label(gold: Sequence[GoldFigure], figure: GoldFigure) -> float:
    """Where a fiche holds a number twice, the figure whose label is nearest to a gold one is to be taken for it."""
    same = (wanted for wanted in gold if _same_quantity(wanted, figure))
    return -max((fuzz.token_set_ratio(fold(wanted.label), fold(figure.label)) for wanted in same), default=0.0)


def _show_figure(figure: GoldFigure) -> str:
    value, high, kind = _quantity(figure)
    amount = f"{value:.15g}" + ("" if high is None else f"-{high:.15g}")
    return f"{amount} {kind} ({figure.label})"


def _has_section(gold: GoldFiche | None, _extracted: GoldFiche | None) -> bool:
    """Null in gold means that the heading got lost, not that there must be none."""
    return gold is not None and bool(gold.section)


def _has_headings(gold: GoldFiche | None, _extracted: GoldFiche | None) -> bool:
    return gold is None or gold.kind is FicheKind.FICHE


# Where each extracted value was read, in the order of the values


def _title_place(read: ReadFiche) -> Sequence[Evidence | None]:
    return [read.fiche.title_evidence]


def _parts(parts: Callable[[Contact], Sequence[tuple[object, Evidence | None]]]) -> Callable[[ReadFiche], Sequence[Evidence | None]]:
    """The places of the parts of all contacts that are there; the contact's own where a part has none."""

    def places(read: ReadFiche) -> Sequence[Evidence | None]:
        return [place or contact.evidence for contact in read.fiche.contacts for part, place in parts(contact) if part]

    return places


def _padded(parts: Sequence[str], places: Sequence[Evidence]) -> Sequence[tuple[object, Evidence | None]]:
    return [(part, places[n] if n < len(places) else None) for n, part in enumerate(parts)]


_CARRIERS: Criterion[GoldCarrier] = Criterion(
    FieldName.CARRIERS,
    lambda fiche: fiche.carriers,
    _same_carrier,
    lambda carrier: carrier.name,
    lambda carrier: carrier.name,
    places=lambda read: [carrier.evidence for carrier in read.fiche.carriers],
    applies=_slot,
    details=(Detail(FieldName.CARRIER_TYPE, lambda carrier: carrier.type),),
    rules=lambda read: [(carrier.type_rule,) for carrier in read.fiche.carriers],
)

_CRITERIA: tuple[Criterion[Any], ...] = (
    Criterion(
        FieldName.FICHE,
        lambda fiche: [fiche],
        lambda _gold, _extracted: True,
        lambda fiche: fiche.title,
        lambda fiche: fiche.title,
        places=_title_place,
    ),
    Criterion(
        FieldName.TITLE, lambda fiche: [fiche], _same_title, lambda fiche: fiche.title, lambda fiche: fiche.title, places=_title_place
    ),
    Criterion(FieldName.KIND, lambda fiche: [fiche.kind], places=_title_place),
    Criterion(FieldName.CHAPTER, lambda fiche: [fiche.chapter.number] if fiche.chapter else []),
    Criterion(
        FieldName.SECTION,
        lambda fiche: [] if fiche.section is None else [fiche.section],
        _alike(90),
        applies=_has_section,
    ),
    Criterion(
        FieldName.DEPARTMENTS,
        lambda fiche: fiche.departments,
        places=lambda read: [department.evidence for department in read.fiche.departments],
    ),
    Criterion(
        FieldName.RELATED_DEPARTMENTS,
        lambda fiche: fiche.related_departments,
        places=lambda read: [department.evidence for department in read.fiche.related_departments],
    ),
    Criterion(
        FieldName.PERIOD,
        _dated,
        _same_period,
        _show_period,
        lambda period: period.raw or "",
        places=lambda read: [read.fiche.period.evidence] if read.fiche.period else [],
    ),
    Criterion(
        FieldName.STATUS,
        lambda fiche: [fiche.status] if fiche.status else [],
        lambda gold, extracted: gold.code == extracted.code,
        lambda status: status.code,
        lambda status: status.raw or "",
        places=lambda read: [read.fiche.status.evidence] if read.fiche.status else [],
    ),
    _CARRIERS,
    replace(_CARRIERS, field=FieldName.CARRIERS_TEXT, applies=_no_slot),
    Criterion(
        FieldName.CONTACT_NAME,
        lambda fiche: [contact.name for contact in fiche.contacts if contact.name],
        _alike(92),
        words=str,
        places=_parts(lambda contact: [(contact.name, contact.parts.name)]),
    ),
    Criterion(
        FieldName.CONTACT_ROLE,
        _roles,
        _same_role,
        words=lambda role: role.value,
        places=_parts(lambda contact: [(contact.role, contact.parts.role)]),
    ),
    Criterion(
        FieldName.CONTACT_PHONE,
        _reached(lambda contact: contact.phones),
        _same_address,
        places=_parts(lambda contact: _padded(contact.phones, contact.parts.phones)),
    ),
    Criterion(
        FieldName.CONTACT_EMAIL,
        _reached(lambda contact: contact.emails),
        _same_address,
        words=lambda address: address.value,
        places=_parts(lambda contact: _padded(contact.emails, contact.parts.emails)),
    ),
    Criterion(
        FieldName.FIGURES,
        lambda fiche: fiche.figures,
        _same_quantity,
        _show_figure,
        lambda figure: figure.raw or "",
        places=lambda read: [figure.evidence for figure in read.fiche.figures],
        rank=_distance_of_label,
        details=(
            Detail(FieldName.FIGURE_NATURE, lambda figure: figure.nature),
            Detail(FieldName.FIGURE_QUALIFIER, lambda figure: figure.qualifier),
        ),
        rules=lambda read: [(figure.nature_rule, figure.qualifier_rule) for figure in read.fiche.figures],
    ),
    Criterion(FieldName.SECTION_KEYS, lambda fiche: fiche.section_keys, applies=_has_headings),
)

#: The fields that are judged on the values found only: where a value is missed they hold nothing.
DETAILS = frozenset(detail.field for criterion in _CRITERIA for detail in criterion.details)
