"""The dataset as flat tables with fixed, typed columns, joined by the ids of documents and fiches."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, Generic, Literal, TypeVar

from pydantic import BaseModel

from pipeline.emit.columns import Cell, Column, columns_of, same, within
from schemas.base import Record
from schemas.dataset import Dataset, Failure
from schemas.document import DocumentRecord
from schemas.enums import Severity
from schemas.evidence import Printed
from schemas.fiche import Carrier, Contact, Department, Fiche, Figure, Organisation, Section
from schemas.issue import Issue

_T = TypeVar("_T")


@dataclass(frozen=True, slots=True)
class Table:
    """A flat table; every row has one cell a column, the first column is its key.

    `joins` names the table that a column holds ids of.
    """

    name: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    joins: Mapping[str, str]

    @property
    def names(self) -> tuple[str, ...]:
        """The names of the columns."""
        return tuple(column.name for column in self.columns)


class _Part(Record, Generic[_T]):
    """Something that a document or one of its fiches holds, with the id of its row."""

    id: Printed
    document: Printed | None
    fiche: Printed | None
    item: _T


class _OfDocument(_Part[_T], Generic[_T]):
    document: Printed


class _OfFiche(_OfDocument[_T], Generic[_T]):
    fiche: Printed


class _Related(Record):
    """A department and what it is to the fiche."""

    relation: Literal["runs", "related"]
    department: Department


class _Territory(Record):
    """A department that runs a fiche, with what a map shows of it."""

    fiche: Fiche
    department: Department


class _Found(Record):
    """A finding, and the path of the document it was made in."""

    path: str | None
    issue: Issue


_EVIDENCE = same("char_start", "char_end", "line", "page", "rule", "confidence", "text")
_PERIOD = {**same("raw", "start_year", "end_year", "ongoing"), **within("evidence", _EVIDENCE)}
_DATE = {"date": "date", **within("evidence", _EVIDENCE)}
_RANGE = same("line_start", "line_end", "char_start", "char_end", "page_start", "page_end", "printed_page")
_PLACE = same("code", "name", "region_code", "region")
_ORGANISATION = {**same("name", "type"), **within("evidence", _EVIDENCE), "type_rule": "type_rule"}

_DOCUMENT = {
    "id": "id",
    **within("source", same("path", "sha256", "media_type", "lines", "pages")),
    **same("profile", "kind"),
    "departments": "departments[].code",
    "title": "title",
    **within("title_evidence", _EVIDENCE, "title_"),
    "publisher": "publisher",
    **within("publisher_evidence", _EVIDENCE, "publisher_"),
    **within("period", _PERIOD, "period_"),
    **within("adopted", _DATE, "adopted_"),
    **within("signed", _DATE, "signed_"),
    **within("published", _DATE, "published_"),
}
_FICHE = {
    **same("id", "document", "kind"),
    **within("chapter", same("number", "name"), "chapter_"),
    **same("section", "title"),
    "departments": "departments[].code",
    "related_departments": "related_departments[].code",
    "section_keys": "sections[].key",
    "legal_references": "legal_references[].text",
    "confidence": "confidence",
    **within("source", _RANGE),
    **within("title_evidence", _EVIDENCE, "title_"),
    **within("period", _PERIOD, "period_"),
    "status": "status.code",
    "status_raw": "status.raw",
    **within("status.evidence", _EVIDENCE, "status_"),
}
_SECTION = {**same("key", "heading", "text"), **within("source", _RANGE)}
_DEPARTMENT = {
    "relation": "relation",
    **within("department", _PLACE),
    **within("department.evidence", _EVIDENCE),
}
_TERRITORY = {
    **within("department", _PLACE),
    **within("fiche", same("title", "kind")),
    **within("fiche.period", same("start_year", "end_year", "ongoing")),
    "status": "fiche.status.code",
    "carriers": "fiche.carriers[].name",
}
_CONTACT = {
    **same("name", "role"),
    "phones": "phones[]",
    "emails": "emails[]",
    **within("evidence", _EVIDENCE),
}
_FIGURE = {
    **same("value", "high", "kind", "qualifier", "nature", "label", "raw", "section"),
    **within("evidence", _EVIDENCE),
    **same("qualifier_rule", "nature_rule"),
}
_ISSUE = {
    "path": "path",
    **within("issue", same("code", "severity", "field", "message", "suggestion")),
    **within("issue.evidence", _EVIDENCE),
}

_DOCUMENT_ID = {"document": "documents"}
_FICHE_ID = {**_DOCUMENT_ID, "fiche": "fiches"}


def tables(dataset: Dataset) -> tuple[Table, ...]:
    """The tables `documents`, `fiches`, `sections`, `departments`, `carriers`, `contacts`, `figures`, `organisations`, `issues`.

    Each row has an `id` of its own. In all but the first, `document` is the id of a row of `documents`; in all but
    the first two, `fiche` is the id of a row of `fiches`. `fiche` is null where something belongs to the document as
    a whole, both are null where the document could not be read.

    >>> [table.name for table in tables(Dataset(documents=(), fiches=()))][:3]
    ['documents', 'fiches', 'sections']
    """
    fiches = dataset.fiches
    return (
        _table("documents", DocumentRecord, _DOCUMENT, dataset.documents, {}),
        _table("fiches", Fiche, _FICHE, fiches, _DOCUMENT_ID),
        _parts_table("sections", _OfFiche[Section], _SECTION, _of_fiches(fiches, "section", lambda fiche: fiche.sections)),
        _parts_table("departments", _OfFiche[_Related], _DEPARTMENT, _departments(fiches)),
        _parts_table("carriers", _OfFiche[Carrier], _ORGANISATION, _of_fiches(fiches, "carrier", lambda fiche: fiche.carriers)),
        _parts_table("contacts", _OfFiche[Contact], _CONTACT, _of_fiches(fiches, "contact", lambda fiche: fiche.contacts)),
        _parts_table("figures", _OfDocument[Figure], _FIGURE, _figures(dataset)),
        _parts_table(
            "organisations",
            _OfFiche[Organisation],
            _ORGANISATION,
            _of_fiches(fiches, "organisation", lambda fiche: fiche.organisations),
        ),
        _parts_table("issues", _Part[_Found], _ISSUE, _issues(dataset)),
    )


def territories(dataset: Dataset) -> Table:
    """The table for maps: a row for each fiche and each department that runs it, with INSEE codes of department and region.

    >>> territories(Dataset(documents=(), fiches=())).names[3:7]
    ('code', 'name', 'region_code', 'region')
    """
    placed = _of_fiches(dataset.fiches, "department", lambda fiche: [_Territory(fiche=fiche, department=d) for d in fiche.departments])
    return _parts_table("territories", _OfFiche[_Territory], _TERRITORY, placed)


@cache
def _columns(model: type[BaseModel], paths: tuple[tuple[str, str], ...]) -> tuple[Column, ...]:
    return columns_of(model, dict(paths))


def _table(name: str, model: type[BaseModel], paths: Mapping[str, str], records: Iterable[object], joins: Mapping[str, str]) -> Table:
    columns = _columns(model, tuple(paths.items()))
    return Table(name, columns, tuple(tuple(column.read(record) for column in columns) for record in records), joins)


def _parts_table(name: str, model: type[_Part[Any]], paths: Mapping[str, str], parts: Iterable[_Part[Any]]) -> Table:
    return _table(name, model, {**same("id", "document", "fiche"), **within("item", paths)}, parts, _FICHE_ID)


def _parts(kind: str, items: Iterable[_T], document: str, fiche: str | None = None) -> Iterator[_Part[_T]]:
    for number, item in enumerate(items, 1):
        yield _Part(id=f"{fiche or document}#{kind}-{number}", document=document, fiche=fiche, item=item)


def _of_fiches(fiches: Iterable[Fiche], kind: str, held: Callable[[Fiche], Iterable[_T]]) -> Iterator[_Part[_T]]:
    for fiche in fiches:
        yield from _parts(kind, held(fiche), fiche.document, fiche.id)


def _departments(fiches: Iterable[Fiche]) -> Iterator[_Part[_Related]]:
    for fiche in fiches:
        runs = [_Related(relation="runs", department=department) for department in fiche.departments]
        related = [_Related(relation="related", department=department) for department in fiche.related_departments]
        yield from _parts("department", runs, fiche.document, fiche.id)
        yield from _parts("related", related, fiche.document, fiche.id)


def _figures(dataset: Dataset) -> Iterator[_Part[Figure]]:
    for document in dataset.documents:
        yield from _parts("figure", document.figures, document.id)
    yield from _of_fiches(dataset.fiches, "figure", lambda fiche: fiche.figures)


def _issues(dataset: Dataset) -> Iterator[_Part[_Found]]:
    for failure in dataset.failures:
        # a document that could not be read has no row to join with: only its path tells which one it is
        yield _Part(id=f"{failure.path}#failure", document=None, fiche=None, item=_Found(path=failure.path, issue=_failed(failure)))
    paths: dict[str, str | None] = {document.id: document.source.path for document in dataset.documents}
    for document in dataset.documents:
        found = [_Found(path=paths[document.id], issue=issue) for issue in document.issues]
        yield from _parts("issue", found, document.id)
    for fiche in dataset.fiches:
        found = [_Found(path=paths.get(fiche.document), issue=issue) for issue in fiche.issues]
        yield from _parts("issue", found, fiche.document, fiche.id)


def _failed(failure: Failure) -> Issue:
    message = f"{failure.message} ({failure.error})"
    return Issue(code="document_failed", severity=Severity.ERROR, field=None, message=message)
