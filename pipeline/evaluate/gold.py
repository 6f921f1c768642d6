"""Gold annotations: what careful readers found in a document, in the terms of the annotation guide."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from pydantic import Field, ValidationError, model_validator

from pipeline.errors import GoldError
from schemas.base import Record
from schemas.enums import FicheKind, FigureKind, Nature, OrganisationType, Qualifier, SectionKey, StatusCode
from schemas.evidence import Printed
from schemas.fiche import Chapter, Fiche, Figure, Period


class GoldPeriod(Record):
    """When an action runs; years are null where the slot gives none."""

    raw: str | None = None
    start_year: int | None = None
    end_year: int | None = None
    ongoing: bool = False


class GoldStatus(Record):
    """The status slot and its code."""

    raw: str | None = None
    code: StatusCode


class GoldCarrier(Record):
    """A body that carries the action."""

    name: Printed
    type: OrganisationType


class GoldContact(Record):
    """A person or service; phones in E.164, e-mails as printed in lower case."""

    name: str | None = None
    role: str | None = None
    phones: tuple[str, ...] = ()
    emails: tuple[str, ...] = ()


class GoldFigure(Record):
    """A quantity; `value` (lower bound of a range) and `high` in units of `kind`."""

    value: float = Field(allow_inf_nan=False)
    high: float | None = Field(default=None, allow_inf_nan=False)
    kind: FigureKind
    qualifier: Qualifier
    nature: Nature
    label: str
    raw: str | None = None


class GoldFiche(Record):
    """A fiche as an annotator writes it: values without evidence, departments by INSEE code.

    `title_line` is 1-based and null where the document has no lines.
    """

    title_line: int | None = Field(default=None, ge=1)
    kind: FicheKind
    chapter: Chapter | None = None
    section: str | None = None
    title: Printed
    departments: tuple[str, ...]
    related_departments: tuple[str, ...] = ()
    period: GoldPeriod | None = None
    status: GoldStatus | None = None
    carriers: tuple[GoldCarrier, ...] = ()
    contacts: tuple[GoldContact, ...] = ()
    figures: tuple[GoldFigure, ...] = ()
    section_keys: tuple[SectionKey, ...] = ()


@dataclass(frozen=True, slots=True)
class ReadFiche:
    """An extracted fiche, and the same in the annotators' terms."""

    fiche: Fiche
    terms: GoldFiche


class _Covered(Record):
    """The first record of a gold file that covers a part of its document: first and last lines."""

    lines: tuple[tuple[int, int], ...]

    @model_validator(mode="after")
    def _in_order(self) -> "_Covered":
        for first, last in self.lines:
            if not 1 <= first <= last:
                raise ValueError(f"[{first}, {last}] is not a range of lines")
        return self


@dataclass(frozen=True, slots=True)
class Gold:
    """The annotations of a document, in its order.

    `lines` are the ranges (first and last line, 1-based) that were annotated; none means the whole document.
    """

    document: str
    lines: tuple[tuple[int, int], ...]
    fiches: tuple[GoldFiche, ...]

    def covers(self, line: int) -> bool:
        """Whether a line of the document was annotated."""
        return not self.lines or any(first <= line <= last for first, last in self.lines)


def read_gold(path: Path) -> Gold:
    """The gold of a file; its document is what stands before the first dot of its name.

    Raises GoldError with the line where the file cannot be read, holds no record, or holds one that is not valid.
    """
    covered = _Covered(lines=())
    fiches: list[GoldFiche] = []
    records = _records(path)
    for place, (line, record) in enumerate(records):
        try:
            if place == 0 and "lines" in record:
                covered = _Covered.model_validate(record)
            else:
                fiches.append(GoldFiche.model_validate(record))
        except ValidationError as error:
            first = error.errors()[0]
            field = ".".join(str(part) for part in first["loc"])
            raise GoldError(path, line, f"{field}: {first['msg']}" if field else first["msg"]) from error
    return Gold(path.name.split(".")[0], covered.lines, tuple(fiches))


def as_gold(fiche: Fiche) -> GoldFiche:
    """What was extracted, in the annotators' terms: what both are compared in.

    The header is no section, and only fiches with headings of their own have sections.
    """
    keys = (section.key for section in fiche.sections if section.key is not SectionKey.HEADER)
    return GoldFiche(
        title_line=fiche.source.line_start,
        kind=fiche.kind,
        chapter=fiche.chapter,
        section=fiche.section,
        title=fiche.title,
        departments=tuple(department.code for department in fiche.departments),
        related_departments=tuple(department.code for department in fiche.related_departments),
        period=_gold_period(fiche.period) if fiche.period else None,
        status=GoldStatus(raw=fiche.status.raw, code=fiche.status.code) if fiche.status else None,
        carriers=tuple(GoldCarrier(name=carrier.name, type=carrier.type) for carrier in fiche.carriers),
        contacts=tuple(
            GoldContact(name=contact.name, role=contact.role, phones=contact.phones, emails=contact.emails) for contact in fiche.contacts
        ),
        figures=tuple(_gold_figure(figure) for figure in fiche.figures),
        section_keys=tuple(dict.fromkeys(keys)) if fiche.kind is FicheKind.FICHE else (),
    )


def _gold_period(period: Period) -> GoldPeriod:
    return GoldPeriod(raw=period.raw, start_year=period.start_year, end_year=period.end_year, ongoing=period.ongoing)


def _gold_figure(figure: Figure) -> GoldFigure:
    return GoldFigure(
        value=figure.value,
        high=figure.high,
        kind=figure.kind,
        qualifier=figure.qualifier,
        nature=figure.nature,
        label=figure.label,
        raw=figure.raw,
    )


def _records(path: Path) -> Sequence[tuple[int, dict[str, object]]]:
    """The JSON objects of a file with their lines; blank lines are passed over."""
    try:
        data = path.read_bytes()
        text = data.decode("utf-8-sig")
    except OSError as error:
        raise GoldError(path, 1, f"cannot be read ({error.strerror or 'unknown reason'})") from error
    except UnicodeDecodeError as error:
        raise GoldError(path, data.count(b"\n", 0, error.start) + 1, "not UTF-8 text") from error
    records: list[tuple[int, dict[str, object]]] = []
    for number, line in enumerate(text.split("\n"), 1):
        if not line.strip():
            continue
        try:
            record = json.loads(line)
        except json.JSONDecodeError as error:
            raise GoldError(path, number, f"not JSON (column {error.colno}: {error.msg})") from error
        if not isinstance(record, dict):
            raise GoldError(path, number, "not a JSON object")
        records.append((number, record))
    if not records:
        raise GoldError(path, 1, "holds no record")
    return records
