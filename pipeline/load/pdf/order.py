"""Reading order: which lines stand in one column, which columns stand side by side, what is boxed or set in a table.

A page is cut from top to bottom into strips (blank from side to side between them); strips whose columns agree
make a band, and a band is read column by column. A box is read by itself, in the place where it stands.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from statistics import median

from pipeline.load.pdf.grids import Grid, find_grids
from pipeline.load.pdf.lines import Line
from pipeline.load.pdf.model import Box, Fill, Rule

#: Share of a line's height, at its top and bottom, in which nothing is printed.
_LOOSE = 0.18
#: Columns may overlap by this many points.
_TOUCH = 2.0
#: A heading over several columns: each goes on below it only after a blank of this many line heights.
_BLANK_BESIDE = 2.2
_LARGER = 1.08
_MOST_HEADING_LINES = 6
#: Lines further apart than this multiple of the usual gap do not go on.
_PARAGRAPH_GAP = 1.4
#: A heading stands at least this share of its height below what it does not belong to.
_DETACHED = 0.8
#: A box beside running text is narrower than this share of the widest column.
_ASIDE = 0.85
#: A column of labels has lines of at most this many letters and words (in the mean).
_LABEL_LETTERS, _LABEL_WORDS = 32, 4.5
#: A picture is as wide and high as this, in points.
_PICTURE = 30.0
#: Cells of one table differ by no more points from page to page.
_ALIGNED = 6.0
_PAGE_NUMBERS = re.compile(r"[\d\s,;–-]+$")
_LIST_MARK = re.compile(r"[-–—•▪◦‣●○■□►➢➤❖→\uf0b7\uf0a7\uf0d8✓✔]\s|\d{1,2}[.)]\s")


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


@dataclass(slots=True)
class _Atom:
    """What the cutting into strips and columns does not divide: a line, a box or a table."""

    box: Box
    line: Line | None = None
    inside: "tuple[Flow, ...] | None" = None
    boxed: bool = False


@dataclass(slots=True)
class _Span:
    """The atoms of a strip or band that stand in one column."""

    x0: float
    x1: float
    atoms: list[_Atom] = field(default_factory=list)

    def meets(self, other: "_Span") -> bool:
        return min(self.x1, other.x1) - max(self.x0, other.x0) > _TOUCH

    def add(self, other: "_Span") -> None:
        self.x0, self.x1 = min(self.x0, other.x0), max(self.x1, other.x1)
        self.atoms += other.atoms


def reading_order(
    lines: Sequence[Line], fills: Sequence[Fill], rules: Sequence[Rule], body_size: float, images: Sequence[Box] = ()
) -> list[Flow]:
    """The columns and table rows of a page (or of a box) in reading order; images only keep their place."""
    grids, rest = find_grids(lines, rules)
    boxes, rest = _boxes(rest, fills)
    atoms = [_Atom(_tight(line), line) for line in rest]
    for box, inner in boxes:
        smaller = [fill for fill in fills if _inside(fill, box) and fill.area < 0.97 * box.area]
        flows = reading_order(inner, smaller, [rule for rule in rules if _inside(rule, box, 3)], body_size)
        atoms.append(_Atom(box, inside=tuple(_as_boxed(flows)), boxed=True))
    atoms += [_Atom(grid.box, inside=tuple(_rows_of(grid))) for grid in grids]
    atoms += [_Atom(picture, inside=()) for picture in _pictures([*images, *fills], lines)]
    return [flow for band in _bands(_strips(atoms), rules, body_size) for flow in _read_band(band, rules)]


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
    for fill in sorted(_stacked(fills), key=lambda f: -f.area):
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


def _stacked(fills: Sequence[Fill]) -> list[Box]:
    """Boxes set on one another without a gap, of one width, are one box."""
    joined: list[Box] = []
    for fill in sorted(fills, key=lambda f: (f.x0, f.x1, f.top)):
        last = joined[-1] if joined else None
        if last and abs(last.x0 - fill.x0) < 1 and abs(last.x1 - fill.x1) < 1 and last.top <= fill.top <= last.bottom + 1.5:
            joined[-1] = Box(last.x0, last.top, last.x1, max(last.bottom, fill.bottom))
        else:
            joined.append(Box(fill.x0, fill.top, fill.x1, fill.bottom))
    return joined


def _strips(atoms: Sequence[_Atom]) -> list[list[_Span]]:
    """The atoms from top to bottom, parted where the page is blank from side to side; each strip as its columns."""
    strips: list[list[_Atom]] = []
    bottom = 0.0
    for atom in sorted(atoms, key=lambda a: (a.box.top, a.box.x0)):
        if not strips or atom.box.top >= bottom:
            strips.append([])
            bottom = atom.box.bottom
        strips[-1].append(atom)
        bottom = max(bottom, atom.box.bottom)
    return [_spans(strip) for strip in strips]


def _spans(atoms: Sequence[_Atom]) -> list[_Span]:
    spans: list[_Span] = []
    for atom in sorted(atoms, key=lambda a: a.box.x0):
        span = _Span(atom.box.x0, atom.box.x1, [atom])
        if spans and spans[-1].meets(span):
            spans[-1].add(span)
        else:
            spans.append(span)
    for span in spans:
        span.atoms.sort(key=lambda a: (a.box.top, a.box.x0))
    return spans


def _bands(strips: Sequence[list[_Span]], rules: Sequence[Rule], body_size: float) -> list[list[_Span]]:
    """The strips gathered into bands, each as its columns."""
    bands: list[list[_Span]] = []
    held: list[list[list[_Span]]] = []
    for position, strip in enumerate(strips):
        cards = len(strip) > 1 and all(atom.boxed for span in strip for atom in span.atoms)
        apart = not bands or cards or not _agree(bands[-1], strip)
        if apart or _headed(bands[-1], strip, body_size) or _heads(position, strips, bands[-1], rules, body_size):
            first = _first_rows(held[-1], strip, body_size) if held and not cards else []
            if first:
                held[-1] = held[-1][: -len(first)]
                bands[-1] = _columns(held[-1])
            bands.append(_columns(first))
            held.append(first)
        _merge(bands[-1], strip)
        held[-1].append(strip)
    return bands


def _columns(strips: Iterable[list[_Span]]) -> list[_Span]:
    band: list[_Span] = []
    for strip in strips:
        _merge(band, strip)
    return band


def _first_rows(strips: Sequence[list[_Span]], strip: Sequence[_Span], body_size: float) -> list[list[_Span]]:
    """The last rows of a band that belong to the columns which only this strip shows: the first lines of one of them.

    A heading over the first column heads them all and stays.
    """
    if len(strip) < 2:
        return []
    first: list[list[_Span]] = []
    for row in reversed(strips[1:]):
        met = [i for i, span in enumerate(strip) if span.meets(row[0])]
        lines = [atom.line for atom in row[0].atoms if atom.line]
        if len(row) > 1 or len(met) != 1 or len(lines) < len(row[0].atoms):
            break
        if met[0] == 0 and any(_stands_out(line, body_size) for line in lines):
            break
        first.insert(0, row)
    # without a line of a further column the first one may have begun anywhere
    return first if any(not strip[0].meets(row[0]) for row in first) else []


def _headed(band: Sequence[_Span], strip: Sequence[_Span], body_size: float) -> bool:
    """Whether a band ends with a heading above columns that only begin with this strip."""
    last = band[0].atoms[-1].line
    return len(band) == 1 < len(strip) and last is not None and _stands_out(last, body_size)


def _stands_out(line: Line, body_size: float) -> bool:
    return line.size > _LARGER * body_size or line.bold


def _agree(band: Sequence[_Span], strip: Sequence[_Span]) -> bool:
    """Whether a strip goes on in the columns of a band: none of its parts bridges two of them, or parts one."""
    met: list[int] = []
    for span in strip:
        hits = [i for i, column in enumerate(band) if column.meets(span)]
        if len(hits) > 1:
            return False
        met += hits
    # what stands alone below or above all columns stands beside none
    return len(met) == len(set(met)) and (bool(met) or len(strip) > 1)


def _merge(band: list[_Span], strip: Sequence[_Span]) -> None:
    for span in strip:
        column = next((c for c in band if c.meets(span)), None)
        if column:
            column.add(span)
        else:
            band.append(_Span(span.x0, span.x1, list(span.atoms)))
    band.sort(key=lambda column: column.x0)


def _heads(position: int, strips: Sequence[list[_Span]], band: Sequence[_Span], rules: Sequence[Rule], body_size: float) -> bool:
    """Whether a strip opens with a heading over all columns of a band, though it is no wider than the first."""
    if len(band) < 2 or len(strips[position]) != 1 or not band[0].meets(strips[position][0]):
        return False
    first, before = strips[position][0].atoms[0].box, band[0].atoms[-1].box
    if first.top - before.bottom < max(_PARAGRAPH_GAP * _usual_gap(band[0]), _DETACHED * (first.bottom - first.top)):
        return False
    run: list[_Span] = []
    for strip in strips[position:]:
        if (
            len(strip) != 1
            or not band[0].meets(strip[0])
            or any(not atom.line for atom in strip[0].atoms)
            or len(run) > _MOST_HEADING_LINES
        ):
            break
        run.append(strip[0])
    below = strips[position + len(run) :]
    if not below or len(run) > _MOST_HEADING_LINES:
        return False
    atoms = [atom for span in run for atom in span.atoms]
    lines = [atom.line for atom in atoms if atom.line]
    if not any(_stands_out(line, body_size) for line in lines[:2]):
        return False
    if not _agree(band, below[0]):
        return True  # a heading stands nearer to what follows over all columns
    top, bottom = min(a.box.top for a in atoms), max(a.box.bottom for a in atoms)
    height = median(line.bottom - line.top for line in lines)
    end = below[0][0].atoms[0].box.top
    ruled = any(r.horizontal and r.x0 < band[0].x1 and r.x1 > band[1].x0 + _TOUCH and top - height < r.top < end for r in rules)
    resumed = 0
    for column in band[1:]:
        above = max(atom.box.bottom for atom in column.atoms)
        following = next((span for strip in below[:4] for span in strip if span.meets(column)), None)
        if following is None:
            continue
        resumed += 1
        blank = min(atom.box.top for atom in following.atoms) - above
        if blank < _BLANK_BESIDE * min(height, 1.3 * body_size) and not ruled:
            return False
    return resumed > 0 and (ruled or bottom > top)


def _usual_gap(column: _Span) -> float:
    """The blank between two lines of a column, in points."""
    gaps = [b.box.top - a.box.bottom for a, b in pairwise(column.atoms)]
    return max(0.5, median(gaps)) if gaps else 0.5


def _read_band(band: list[_Span], rules: Sequence[Rule]) -> Iterator[Flow]:
    columns = sorted(band, key=lambda column: (not _is_aside(column, band), column.x0))
    position = 0
    while position < len(columns):
        column = columns[position]
        following = columns[position + 1] if position + 1 < len(columns) else None
        if following and _labels(column, following):
            yield from _paired(column, following, rules)
            position += 2
        else:
            yield from _read_column(column)
            position += 1


def _is_aside(column: _Span, band: Sequence[_Span]) -> bool:
    """Whether a column is a narrow box beside running text: it is read before that text."""
    texts = [other for other in band if other is not column and any(not atom.boxed for atom in other.atoms)]
    widest = max((text.x1 - text.x0 for text in texts), default=0.0)
    return column.x1 - column.x0 < _ASIDE * widest and all(atom.boxed for atom in column.atoms)


def _read_column(column: _Span) -> Iterator[Flow]:
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


def _labels(left: _Span, right: _Span) -> bool:
    """Whether the left column says what the right one tells, row by row."""
    if any(atom.line is None for span in (left, right) for atom in span.atoms):
        return False
    names = [atom.line for atom in left.atoms if atom.line]
    values = [atom.line for atom in right.atoms if atom.line]
    beside = [name for name in names if any(abs(name.baseline - value.baseline) < 0.3 * name.size for value in values)]
    if all(_PAGE_NUMBERS.match(value.text) for value in values):
        return len(names) >= len(values) >= 0.4 * len(names) and len(beside) == len(values)
    if any(_LIST_MARK.match(name.text) or name.mark_x is not None for name in names):
        return False
    if _style(names[0]) == _style(values[0]) and len(names) > 1 and _style(names[1]) != _style(names[0]):
        return False  # each column has a label of its own above its value
    letters = sum(len(name.text) for name in names) / len(names)
    words = sum(len(name.text.split()) for name in names) / len(names)
    if letters > _LABEL_LETTERS or words > _LABEL_WORDS or len(beside) < 0.6 * len(names):
        return False
    # text set in two columns fills both; labels leave room before the values
    filled = median(name.x1 - name.x0 for name in names) / max(1.0, right.x0 - left.x0)
    return filled < 0.72 and len(names) > 1


def _style(line: Line) -> tuple[bool, float, object]:
    return line.bold, round(line.size, 1), line.color


def _paired(left: _Span, right: _Span, rules: Sequence[Rule]) -> Iterator[TableRow]:
    """The rows of labels and values; a rule drawn across parts two rows, else each label opens one."""
    names = sorted((atom.line for atom in left.atoms if atom.line), key=lambda line: line.baseline)
    values = sorted((atom.line for atom in right.atoms if atom.line), key=lambda line: line.baseline)
    drawn = [r.top for r in rules if r.horizontal and r.x0 < left.x1 and r.x1 > left.x0 + 4 and names[0].top < r.top < names[-1].bottom]
    ruled = len(drawn) >= 0.5 * (len(names) - 1)
    starts: list[float] = []
    for name in names:
        beside = any(abs(name.baseline - value.baseline) < 0.3 * name.size for value in values)
        if not starts or (any(starts[-1] < y < name.baseline for y in drawn) if ruled else beside):
            starts.append(name.top)
    ends = [*starts[1:], float("inf")]
    first = True
    for start, end in zip(starts, ends, strict=True):
        slack = 0.4 * names[0].size
        low = float("-inf") if first else start - slack
        first = False
        cells = tuple(
            (Column(tuple(line for line in lines if low <= line.top < end - slack), span.x0, span.x1),)
            for lines, span in ((names, left), (values, right))
        )
        yield TableRow(cells)
