"""Reading order: which lines stand in one column, which columns stand side by side, what is boxed or set in a table.

A band of columns is read column by column; a box is read by itself, in the place where it stands.
"""

from collections.abc import Iterable, Iterator, Sequence

from pipeline.load.pdf.bands import Atom, Span, bands_of, spans_of
from pipeline.load.pdf.flows import Column, Flow, TableRow
from pipeline.load.pdf.grids import Grid, find_grids, stacked
from pipeline.load.pdf.label_columns import are_labels, labelled_rows
from pipeline.load.pdf.lines import Line
from pipeline.load.pdf.model import Box, Fill, Rule

#: Share of a line's height, at its top and bottom, in which nothing is printed.
_LOOSE = 0.18
#: A box beside running text is narrower than this share of the widest column.
_ASIDE = 0.85
#: A picture is as wide and high as this, in points.
_PICTURE = 30.0
#: A banner has so many cells, one of them of one line, the others of no more lines, none of more letters.
_CELLS, _CELL_LINES, _CELL = 2, 2, 60
#: A box in a box is smaller than this share of it.
_SMALLER = 0.97


def reading_order(
    lines: Sequence[Line], fills: Sequence[Fill], rules: Sequence[Rule], body_size: float, images: Sequence[Box] = ()
) -> list[Flow]:
    """The columns and table rows of a page (or of a box) in reading order; images only keep their place."""
    grids, rest = find_grids(lines, rules, fills)
    boxes, rest = _boxes(rest, fills)
    atoms = [Atom(_tight(line), line) for line in rest]
    for box, inner in boxes:
        smaller = [fill for fill in fills if _inside(fill, box) and fill.area < _SMALLER * box.area]
        inner_rules = [rule for rule in rules if _inside(rule, box, 3)]
        flows = _with_banners(inner, smaller, body_size) or reading_order(inner, smaller, inner_rules, body_size)
        atoms.append(Atom(box, inside=tuple(_as_boxed(flows)), boxed=True))
    atoms += [Atom(grid.box, inside=tuple(_rows_of(grid))) for grid in grids]
    atoms += [Atom(picture, inside=()) for picture in _pictures([*images, *fills], lines)]
    return [flow for band in bands_of(atoms, rules, body_size) for flow in _read_band(band, rules)]


def _with_banners(lines: Sequence[Line], fills: Sequence[Fill], body_size: float) -> list[Flow]:
    """The title and the banner of a box that is one, or is made of a few set on one another; empty for any other box."""
    parts = [[line for line in lines if _inside(_tight(line), fill)] for fill in sorted(fills, key=lambda fill: fill.top)] or [list(lines)]
    rows = [_banner(part) for part in parts]
    if not any(rows) or sum(map(len, parts)) != len(lines):
        return []
    return [flow for part, row in zip(parts, rows, strict=True) for flow in ([row] if row else reading_order(part, (), (), body_size))]


def _banner(lines: Sequence[Line]) -> TableRow | None:
    """The one row of lines that hold nothing but a few words side by side ("AISNE   Depuis 2019   Réalisé"); None for any others."""
    spans = spans_of([Atom(_tight(line), line) for line in lines])
    high = [len(span.atoms) for span in spans]
    short = all(len(line.text) <= _CELL for line in lines)
    if len(spans) < _CELLS or min(high) > 1 or max(high) > _CELL_LINES or not short:
        return None
    return TableRow(tuple((_column(span),) for span in spans))


def _column(span: Span) -> Column:
    return Column(tuple(atom.line for atom in span.atoms if atom.line), span.x0, span.x1)


def _tight(line: Line) -> Box:
    loose = _LOOSE * (line.bottom - line.top)
    return Box(line.x0, line.top + loose, line.x1, line.bottom - loose)


def _inside(inner: Box, outer: Box, slack: float = 1.0) -> bool:
    return (
        inner.x0 >= outer.x0 - slack
        and inner.x1 <= outer.x1 + slack
        and inner.top >= outer.top - slack
        and inner.bottom <= outer.bottom + slack
    )


def _as_boxed(flows: Iterable[Flow]) -> Iterator[Flow]:
    for flow in flows:
        yield Column(flow.lines, flow.x0, flow.x1, True) if isinstance(flow, Column) else flow


def _rows_of(grid: Grid) -> Iterator[TableRow]:
    for row in grid.rows:
        yield TableRow(tuple((Column(tuple(lines), x0, x1),) for lines, x0, x1 in row))


def _boxes(lines: Sequence[Line], fills: Sequence[Fill]) -> tuple[list[tuple[Box, list[Line]]], list[Line]]:
    """The outermost boxes that hold whole lines, with their lines; and the lines in none."""
    found: list[tuple[Box, list[Line]]] = []
    rest = list(lines)
    for fill in sorted(stacked(fills), key=lambda f: -f.area):
        inner = [line for line in rest if _inside(_tight(line), fill)]
        cut = [line for line in rest if _cut_by(line, fill)]
        if inner and not cut and len(inner) < len(lines):
            found.append((fill, inner))
            taken = {id(line) for line in inner}
            rest = [line for line in rest if id(line) not in taken]
    return found, rest


def _pictures(shapes: Sequence[Box], lines: Sequence[Line]) -> Iterator[Box]:
    """Images and coloured areas as large as a picture, without text on them."""
    for shape in shapes:
        if min(shape.width, shape.height) >= _PICTURE and not any(_cut_by(line, shape) or _inside(_tight(line), shape) for line in lines):
            yield shape


def _cut_by(line: Line, fill: Box) -> bool:
    tight = _tight(line)
    overlap = min(tight.x1, fill.x1) - max(tight.x0, fill.x0) > 1 and min(tight.bottom, fill.bottom) - max(tight.top, fill.top) > 1
    return overlap and not _inside(tight, fill)


def _read_band(band: list[Span], rules: Sequence[Rule]) -> Iterator[Flow]:
    columns = sorted(band, key=lambda column: (not _is_aside(column, band), column.x0))
    position = 0
    while position < len(columns):
        column = columns[position]
        following = columns[position + 1] if position + 1 < len(columns) else None
        if following and are_labels(column, following):
            yield from labelled_rows(column, following, rules)
            position += 2
        else:
            yield from _read_column(column)
            position += 1


def _is_aside(column: Span, band: Sequence[Span]) -> bool:
    """Whether a column is a narrow box beside running text: it is read before that text."""
    texts = [other for other in band if other is not column and any(not atom.boxed for atom in other.atoms)]
    widest = max((text.x1 - text.x0 for text in texts), default=0.0)
    return column.x1 - column.x0 < _ASIDE * widest and all(atom.boxed for atom in column.atoms)


def _read_column(column: Span) -> Iterator[Flow]:
    lines: list[Line] = []
    for atom in column.atoms:
        if atom.line:
            lines.append(atom.line)
            continue
        if lines:
            yield Column(tuple(lines), column.x0, column.x1)
            lines = []
        yield from atom.inside or ()
    if lines:
        yield Column(tuple(lines), column.x0, column.x1)
