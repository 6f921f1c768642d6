"""Ruled tables: cells from the lines drawn around them."""

import itertools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pipeline.load.pdf.lines import Line
from pipeline.load.pdf.model import Box, Fill, Rule

#: Rules nearer than this many points meet, or are one.
_NEAR = 3.0

#: So many rules part the rows beside a shaded column; values have so many points of room at least.
_SHADED, _VALUE = 2, 40.0

#: A frame covers this share of a side.
_FRAME = 0.9

Cell = tuple[list[Line], float, float]


@dataclass(frozen=True, slots=True)
class Grid:
    """A ruled table: its box and, row by row, the lines of each cell with the cell's left and right edge."""

    box: Box
    rows: tuple[tuple[Cell, ...], ...]


def find_grids(lines: Sequence[Line], rules: Sequence[Rule], fills: Sequence[Fill] = ()) -> tuple[list[Grid], list[Line]]:
    """The ruled tables of at least two columns, and the lines in none; a table of one row has a frame around it."""
    grids = []
    rest = list(lines)
    for group in _connected([*rules, *_edges_of_shaded_labels(rules, fills)]):
        grid = _grid(group, rest)
        if grid:
            grids.append(grid)
            taken = {id(line) for row in grid.rows for cell in row for line in cell[0]}
            rest = [line for line in rest if id(line) not in taken]
    return grids, rest


def _edges_of_shaded_labels(rules: Sequence[Rule], fills: Sequence[Fill]) -> Iterator[Rule]:
    """The right edges of shaded columns from which rules run on across: nothing else is drawn between their labels and the values."""
    for shade in stacked(fills):
        across = [r for r in rules if r.horizontal and abs(r.x0 - shade.x0) <= _NEAR and r.x1 > shade.x1 + _VALUE]
        if sum(shade.top - _NEAR <= r.top <= shade.bottom + _NEAR for r in across) >= _SHADED:
            yield Rule(shade.x1, shade.top, shade.x1, shade.bottom)


def stacked(fills: Sequence[Fill]) -> list[Box]:
    """Boxes set on one another without a gap, of one width, are one box."""
    joined: list[Box] = []
    for fill in sorted(fills, key=lambda f: (f.x0, f.x1, f.top)):
        last = joined[-1] if joined else None
        if last and abs(last.x0 - fill.x0) < 1 and abs(last.x1 - fill.x1) < 1 and last.top <= fill.top <= last.bottom + 1.5:
            joined[-1] = Box(last.x0, last.top, last.x1, max(last.bottom, fill.bottom))
        else:
            joined.append(Box(fill.x0, fill.top, fill.x1, fill.bottom))
    return joined


def _connected(rules: Sequence[Rule]) -> list[list[Rule]]:
    """Rules that touch, directly or through others; only groups with rules both ways."""
    groups: list[list[Rule]] = []
    for rule in rules:
        met = [group for group in groups if any(_touch(rule, other) for other in group)]
        groups = [group for group in groups if group not in met]
        groups.append([rule, *(other for group in met for other in group)])
    return [g for g in groups if any(not r.horizontal for r in g) and sum(r.horizontal for r in g) > 1]


def _touch(a: Rule, b: Rule) -> bool:
    return a.x0 - _NEAR <= b.x1 and b.x0 - _NEAR <= a.x1 and a.top - _NEAR <= b.bottom and b.top - _NEAR <= a.bottom


def _framed(box: Box, across: Sequence[Rule], down: Sequence[Rule]) -> bool:
    """Whether rules run along the whole top and bottom; one will do where both sides are drawn (a page cuts the other off)."""
    drawn = [_drawn_along(edge, box, across) for edge in (box.top, box.bottom)]
    sides = [
        any(abs(r.x0 - edge) <= _NEAR and r.bottom - r.top >= _FRAME * (box.bottom - box.top) for r in down) for edge in (box.x0, box.x1)
    ]
    return all(drawn) or (any(drawn) and all(sides))


def _drawn_along(edge: float, box: Box, across: Sequence[Rule]) -> bool:
    return sum(r.x1 - r.x0 for r in across if abs(r.top - edge) <= _NEAR) >= _FRAME * (box.x1 - box.x0)


def _edges(values: Sequence[float]) -> list[float]:
    edges: list[float] = []
    for value in sorted(values):
        if not edges or value - edges[-1] > _NEAR:
            edges.append(value)
    return edges


def _grid(rules: Sequence[Rule], lines: Sequence[Line]) -> Grid | None:
    across = [rule for rule in rules if rule.horizontal]
    down = [rule for rule in rules if not rule.horizontal]
    box = Box(min(r.x0 for r in rules), min(r.top for r in rules), max(r.x1 for r in rules), max(r.bottom for r in rules))
    xs = _edges([box.x0, box.x1, *((r.x0 + r.x1) / 2 for r in down)])
    ys = _edges([box.top, box.bottom, *((r.top + r.bottom) / 2 for r in across)])
    if len(xs) < 3 or len(ys) < 2 or (len(ys) == 2 and not _framed(box, across, down)):
        return None
    rows = []
    for top, bottom in itertools.pairwise(ys):
        middle = (top + bottom) / 2
        # a rule missing between two columns leaves one cell that spans them
        sides = [
            x for x in xs if x in {xs[0], xs[-1]} or any(abs((r.x0 + r.x1) / 2 - x) <= _NEAR and r.top <= middle <= r.bottom for r in down)
        ]
        cells = []
        for left, right in itertools.pairwise(sides):
            inside = [
                line
                for line in lines
                if left - 1 <= (line.x0 + line.x1) / 2 <= right + 1 and top <= line.baseline - 0.3 * line.size <= bottom
            ]
            cells.append((inside, left, right))
        if any(cell[0] for cell in cells):
            rows.append(tuple(cells))
    # a single row that the page's start cuts off may be the rest of a cell beside an empty one
    rest_of_row = len(rows) == 1 and not _drawn_along(box.top, box, across) and not rows[0][0][0]
    if not rows or (max(sum(1 for cell in row if cell[0]) for row in rows) < 2 and not rest_of_row):
        return None
    return Grid(box, tuple(rows))
