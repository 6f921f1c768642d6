"""From what the readers found to the values of a record: text, numbers and the evidence for them."""

from pipeline.document import BlockKind, Document, MappedText
from pipeline.extract.carriers import ReadCarrier
from pipeline.extract.contacts import ReadContact
from pipeline.extract.figures import ReadFigure
from pipeline.extract.gate import Gate
from pipeline.extract.header import HeaderSlots
from pipeline.extract.periods import ReadPeriod
from pipeline.segment.model import SegmentSection
from schemas.enums import SectionKey
from schemas.evidence import Evidence
from schemas.fiche import ContactEvidence, Period, Section, Status


def period_of(document: Document, gate: Gate, period: ReadPeriod | None) -> Period | None:
    """The validated period, None where there is none or it fails."""
    if period is None:
        return None
    return gate.admit(
        Period,
        "period",
        raw=period.raw,
        start_year=period.start_year,
        end_year=period.end_year,
        ongoing=period.ongoing,
        evidence=document.evidence(period.place, period.rule, 0.95 if period.raw else 0.75),
    )


def status_of(document: Document, gate: Gate, slots: HeaderSlots) -> Status | None:
    """The validated status, None where there is none or it fails."""
    if slots.status is None:
        return None
    text, rule = slots.status
    return gate.admit(Status, "status", raw=text.text, code=rule.code, evidence=document.evidence(text, rule.id, 0.95))


def organisation_values(document: Document, carrier: ReadCarrier) -> dict[str, object]:
    """The values of a carrier or organisation record."""
    return {
        "name": carrier.name.text,
        "type": carrier.type,
        "evidence": document.evidence(carrier.name, carrier.rule, carrier.confidence),
        "type_rule": carrier.type_rule.id if carrier.type_rule else None,
    }


def contact_values(document: Document, contact: ReadContact) -> dict[str, object]:
    """The values of a contact record."""
    ranges = [piece.source_range for piece in contact.place]

    def of(piece: MappedText | None) -> Evidence | None:
        return document.evidence(piece, contact.rule, 0.95) if piece else None

    parts = ContactEvidence(
        name=of(contact.name),
        role=of(contact.role),
        phones=tuple(document.evidence(piece, "contact.phone") for _, piece in contact.phones),
        emails=tuple(document.evidence(piece, "contact.email") for _, piece in contact.emails),
    )
    start, end = min((a for a, _ in ranges), default=0), max((b for _, b in ranges), default=1)
    return {
        "name": _one_line(contact.name),
        "role": _one_line(contact.role),
        "phones": tuple(value for value, _ in contact.phones),
        "emails": tuple(value for value, _ in contact.emails),
        "evidence": document.evidence_at(start, end, contact.rule, 0.95),
        "parts": parts,
    }


def figure_values(document: Document, figure: ReadFigure) -> dict[str, object]:
    """The values of a figure record."""
    return {
        "value": figure.value,
        "high": figure.high,
        "kind": figure.kind,
        "qualifier": figure.qualifier,
        "nature": figure.nature,
        "label": figure.label,
        "raw": figure.raw.text,
        "section": figure.section,
        "evidence": document.evidence(figure.raw, figure.rule, figure.confidence),
        "qualifier_rule": figure.qualifier_rule,
        "nature_rule": figure.nature_rule,
    }


def _one_line(text: MappedText | None) -> str | None:
    return " ".join(text.text.split()) if text else None


def section_of(document: Document, section: SegmentSection, key: SectionKey) -> Section:
    """The record of a section under the key it is written out with."""
    pieces = [b.text for b in section.blocks] + ([section.heading] if section.heading else [])
    start = min((p.offsets[0] for p in pieces), default=0)
    end = max((p.offsets[-1] + 1 for p in pieces), default=0)
    lines = [f"{'  ' * b.level}- {b.text.text}" if b.kind is BlockKind.LIST_ITEM else b.text.text for b in section.blocks]
    return Section(
        key=key,
        heading=section.heading.text if section.heading else None,
        text="\n".join(lines),
        source=document.range_of(start, end),
    )
