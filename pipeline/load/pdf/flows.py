"""What reading order yields: columns of lines and rows of tables, one after the other."""

from collections.abc import Iterable
from dataclasses import dataclass

from pipeline.load.pdf.lines import Line

#: Cells of one table differ by no more points from page to page.
_ALIGNED = 6.0


@dataclass(frozen=True, slots=True)
class Column:
    """Lines under each other, with the left and right edge of the column; `boxed` where a box is drawn around them."""

    lines: tuple[Line, ...]
    x0: float
    x1: float
    boxed: bool = False


@dataclass(frozen=True, slots=True)
class TableRow:
    """A row of a table: each cell as the columns it fills, more than one where the row runs over pages."""

    cells: tuple[tuple[Column, ...], ...]


Flow = Column | TableRow


def with_rows_joined(flows: Iterable[Flow]) -> list[Flow]:
    """The flows of a document, a row whose label stands on the page before joined to its beginning."""
    joined: list[Flow] = []
    for flow in flows:
        last = joined[-1] if joined else None
        if isinstance(flow, TableRow) and isinstance(last, TableRow) and _continues(last, flow):
            joined[-1] = TableRow(tuple((*a, *b) for a, b in zip(last.cells, flow.cells, strict=True)))
        else:
            joined.append(flow)
    return joined


def _continues(row: TableRow, following: TableRow) -> bool:
    """Whether a row is the rest, on another page, of the row before it: same cells, the first of them empty."""
    if len(row.cells) != len(following.cells) or len(row.cells) < 2 or following.cells[0][0].lines:
        return False
    before = [line.page for cell in row.cells for column in cell for line in column.lines]
    after = [line.page for cell in following.cells for column in cell for line in column.lines]
    aligned = all(abs(a[-1].x0 - b[0].x0) < _ALIGNED for a, b in zip(row.cells, following.cells, strict=True))
    return bool(before) and bool(after) and after[0] > before[-1] and aligned
