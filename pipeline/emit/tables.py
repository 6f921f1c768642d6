"""The dataset as flat tables with fixed columns, joined by the ids of documents and fiches."""

import csv
import io
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from pipeline.emit.columns import (
    CONTACT,
    DEPARTMENT,
    DOCUMENT,
    FICHE,
    FIGURE,
    ISSUE,
    ORGANISATION,
    Cell,
    Columns,
    prefixed,
)
from pipeline.emit.numbers import plain
from schemas.dataset import Dataset, Failure
from schemas.enums import Severity
from schemas.fiche import Department, Fiche, Figure
from schemas.issue import Issue

_T = TypeVar("_T")


@dataclass(frozen=True, slots=True)
class Table:
    """A flat table; every row has one cell a column."""

    name: str
    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]


@dataclass(frozen=True, slots=True)
class _Part(Generic[_T]):
    """Something that a document or one of its fiches holds, with the id of its row."""

    id: str
    document: str | None
    fiche: str | None
    item: _T


def tables(dataset: Dataset) -> tuple[Table, ...]:
    """The tables `documents`, `fiches`, `departments`, `carriers`, `contacts`, `figures`, `organisations`, `issues`.

    Each row has an `id` of its own. In all but the first, `document` is the id of a row of `documents`; in all but
    the first two, `fiche` is the id of a row of `fiches`. `fiche` is null where something belongs to the document as
    a whole, both are null where the document could not be read.

    >>> [table.name for table in tables(Dataset(documents=(), fiches=()))][:3]
    ['documents', 'fiches', 'departments']
    """
    fiches = dataset.fiches
    carriers = _of_fiches(fiches, "carrier", lambda fiche: fiche.carriers)
    contacts = _of_fiches(fiches, "contact", lambda fiche: fiche.contacts)
    organisations = _of_fiches(fiches, "organisation", lambda fiche: fiche.organisations)
    return (
        _table("documents", DOCUMENT, dataset.documents),
        _table("fiches", FICHE, fiches),
        _parts_table("departments", DEPARTMENT, _departments(fiches)),
        _parts_table("carriers", ORGANISATION, carriers),
        _parts_table("contacts", CONTACT, contacts),
        _parts_table("figures", FIGURE, _figures(dataset)),
        _parts_table("organisations", ORGANISATION, organisations),
        _parts_table("issues", ISSUE, _issues(dataset)),
    )


def to_csv(table: Table) -> bytes:
    r"""A table as CSV: UTF-8, commas, `\n` line ends, decimal points, `true`/`false`, nothing for null.

    >>> to_csv(Table("figures", ("id", "value", "high"), (("a#figure-1", 12.5, None), ("a#figure-2", 40.0, 50.0))))
    b'id,value,high\na#figure-1,12.5,\na#figure-2,40,50\n'
    """
    return "".join(_line(cells) for cells in (table.columns, *table.rows)).encode()


def _line(cells: Sequence[Cell]) -> str:
    # the csv module quotes a carriage return only where it is part of the line end it is told to write
    buffer = io.StringIO()
    csv.writer(buffer, lineterminator="\r\n").writerow([_printed(cell) for cell in cells])
    return buffer.getvalue().removesuffix("\r\n") + "\n"


def _printed(cell: Cell) -> str:
    match cell:
        case None:
            return ""
        case bool():
            return "true" if cell else "false"
        case float():
            return str(plain(cell))
        case _:
            return str(cell)


def _table(name: str, columns: Columns[_T], records: Iterable[_T]) -> Table:
    return Table(name, tuple(columns), tuple(tuple(read(record) for read in columns.values()) for record in records))


def _parts_table(name: str, columns: Columns[_T], parts: Iterable[_Part[_T]]) -> Table:
    ids: Columns[_Part[_T]] = {
        "id": lambda part: part.id,
        "document": lambda part: part.document,
        "fiche": lambda part: part.fiche,
    }

    def item(part: _Part[_T]) -> _T:
        return part.item

    return _table(name, {**ids, **prefixed("", item, columns)}, parts)


def _parts(kind: str, items: Iterable[_T], document: str, fiche: str | None = None) -> Iterator[_Part[_T]]:
    for number, item in enumerate(items, 1):
        yield _Part(f"{fiche or document}#{kind}-{number}", document, fiche, item)


def _of_fiches(fiches: Iterable[Fiche], kind: str, held: Callable[[Fiche], Iterable[_T]]) -> Iterator[_Part[_T]]:
    for fiche in fiches:
        yield from _parts(kind, held(fiche), fiche.document, fiche.id)


def _departments(fiches: Iterable[Fiche]) -> Iterator[_Part[tuple[str, Department]]]:
    for fiche in fiches:
        runs = [("runs", department) for department in fiche.departments]
        related = [("related", department) for department in fiche.related_departments]
        yield from _parts("department", runs, fiche.document, fiche.id)
        yield from _parts("related", related, fiche.document, fiche.id)


def _figures(dataset: Dataset) -> Iterator[_Part[Figure]]:
    for document in dataset.documents:
        yield from _parts("figure", document.figures, document.id)
    yield from _of_fiches(dataset.fiches, "figure", lambda fiche: fiche.figures)


def _issues(dataset: Dataset) -> Iterator[_Part[tuple[str | None, Issue]]]:
    for failure in dataset.failures:
        # a document that could not be read has no row to join with: only its path tells which one it is
        yield _Part(f"{failure.path}#failure", None, None, (failure.path, _failed(failure)))
    paths: dict[str, str | None] = {document.id: document.source.path for document in dataset.documents}
    for document in dataset.documents:
        found = [(paths[document.id], issue) for issue in document.issues]
        yield from _parts("issue", found, document.id)
    for fiche in dataset.fiches:
        found = [(paths.get(fiche.document), issue) for issue in fiche.issues]
        yield from _parts("issue", found, fiche.document, fiche.id)


def _failed(failure: Failure) -> Issue:
    message = f"{failure.message} ({failure.error})"
    return Issue(code="document_failed", severity=Severity.ERROR, field=None, message=message)
