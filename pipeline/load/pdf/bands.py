"""Bands of a page: stretches from top to bottom in which the same columns stand side by side.

A page is cut into strips, blank from side to side between them; strips whose columns agree make a band.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise, takewhile
from statistics import median

from pipeline.load.pdf.flows import Flow
from pipeline.load.pdf.lines import Line
from pipeline.load.pdf.model import Box, Rule

#: Columns may overlap by this many points.
_TOUCH = 2.0
#: A heading over several columns: each goes on below it only after a blank of this many line heights.
_BLANK_BESIDE = 2.2
_LARGER = 1.08
#: Letter sizes no further apart, in points, are one.
_ONE_SIZE = 0.3
_MOST_HEADING_LINES = 6
#: Lines further apart than this multiple of the usual gap do not go on.
_PARAGRAPH_GAP = 1.4
#: A box that only labels what stands below it is lower than this many letter sizes.
_LABEL = 3.0
#: A heading stands at least this share of its height below what it does not belong to.
_DETACHED = 0.8


@dataclass(slots=True)
class Atom:
    """What the cutting into strips and columns does not divide: a line, a box or a table."""

    box: Box
    line: Line | None = None
    inside: "tuple[Flow, ...] | None" = None
    boxed: bool = False


@dataclass(slots=True)
class Span:
    """The atoms of a strip or band that stand in one column."""

    x0: float
    x1: float
    atoms: list[Atom] = field(default_factory=list)

    def meets(self, other: "Span") -> bool:
        """Whether the two stand above or below each other."""
        return min(self.x1, other.x1) - max(self.x0, other.x0) > _TOUCH

    def add(self, other: "Span") -> None:
        """Take in the atoms of another."""
        self.x0, self.x1 = min(self.x0, other.x0), max(self.x1, other.x1)
        self.atoms += other.atoms


def _strips(atoms: Sequence[Atom]) -> list[list[Span]]:
    """The atoms from top to bottom, parted where the page is blank from side to side; each strip as its columns."""
    strips: list[list[Atom]] = []
    bottom = 0.0
    for atom in sorted(atoms, key=lambda a: (a.box.top, a.box.x0)):
        if not strips or atom.box.top >= bottom:
            strips.append([])
            bottom = atom.box.bottom
        strips[-1].append(atom)
        bottom = max(bottom, atom.box.bottom)
    return [spans_of(strip) for strip in strips]


def spans_of(atoms: Sequence[Atom]) -> list[Span]:
    """Atoms as the columns they stand in, from left to right, each from top to bottom."""
    spans: list[Span] = []
    for atom in sorted(atoms, key=lambda a: a.box.x0):
        span = Span(atom.box.x0, atom.box.x1, [atom])
        if spans and spans[-1].meets(span):
            spans[-1].add(span)
        else:
            spans.append(span)
    for span in spans:
        span.atoms.sort(key=lambda a: (a.box.top, a.box.x0))
    return spans


def bands_of(atoms: Sequence[Atom], rules: Sequence[Rule], body_size: float) -> list[list[Span]]:
    """The bands of a page from top to bottom, each as its columns from left to right."""
    strips = _strips(atoms)
    bands: list[list[Span]] = []
    held: list[list[list[Span]]] = []
    for position, strip in enumerate(strips):
        # a card alone in its row stands below a row of cards, not in their first column
        cards = _all_boxed(strip) and (len(strip) > 1 or (bool(bands) and len(bands[-1]) > 1 and _all_boxed(bands[-1])))
        apart = not bands or cards or not _agree(bands[-1], strip)
        heads = apart or _headed(bands[-1], strip, body_size) or _heads(position, strips, bands[-1], rules, body_size)
        if heads or _labels_below(position, strips, bands[-1], body_size):
            first = _first_rows(held[-1], strip, body_size) if held and not cards else []
            if first:
                held[-1] = held[-1][: -len(first)]
                bands[-1] = _columns(held[-1])
            bands.append(_columns(first))
            held.append(first)
        _merge(bands[-1], strip)
        held[-1].append(strip)
    return bands


def _labels_below(position: int, strips: Sequence[list[Span]], band: Sequence[Span], body_size: float) -> bool:
    """Whether a strip is a small box alone ("Fiche action 5"), far below all columns of a band, on a heading that bridges them."""
    strip = strips[position]
    if len(band) < 2 or len(strip) > 1 or not _all_boxed(strip) or position + 1 == len(strips) or _agree(band, strips[position + 1]):
        return False
    box = strip[0].atoms[0].box
    blank = box.top - max(column.atoms[-1].box.bottom for column in band)
    return len(strip[0].atoms) == 1 and box.bottom - box.top < _LABEL * body_size and blank > _DETACHED * body_size


def _all_boxed(spans: Iterable[Span]) -> bool:
    return all(atom.boxed for span in spans for atom in span.atoms)


def _columns(strips: Iterable[list[Span]]) -> list[Span]:
    band: list[Span] = []
    for strip in strips:
        _merge(band, strip)
    return band


def _first_rows(strips: Sequence[list[Span]], strip: Sequence[Span], body_size: float) -> list[list[Span]]:
    """The last rows of a band that belong to the columns which only this strip shows: the first lines of one of them.

    A heading over the first column heads them all and stays.
    """
    if len(strip) < 2:
        return []
    first: list[list[Span]] = []
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


def _headed(band: Sequence[Span], strip: Sequence[Span], body_size: float) -> bool:
    """Whether a band ends with a heading above columns that only begin with this strip."""
    last = band[0].atoms[-1].line
    return len(band) == 1 < len(strip) and last is not None and _stands_out(last, body_size)


def _stands_out(line: Line, body_size: float) -> bool:
    return line.size > _LARGER * body_size or line.bold


def _agree(band: Sequence[Span], strip: Sequence[Span]) -> bool:
    """Whether a strip goes on in the columns of a band: none of its parts bridges two of them, or parts one."""
    met: list[int] = []
    for span in strip:
        hits = [i for i, column in enumerate(band) if column.meets(span)]
        if len(hits) > 1:
            return False
        met += hits
    # what stands alone below or above all columns stands beside none
    return len(met) == len(set(met)) and (bool(met) or len(strip) > 1)


def _merge(band: list[Span], strip: Sequence[Span]) -> None:
    for span in strip:
        column = next((c for c in band if c.meets(span)), None)
        if column:
            column.add(span)
        else:
            band.append(Span(span.x0, span.x1, list(span.atoms)))
    band.sort(key=lambda column: column.x0)


def _heads(position: int, strips: Sequence[list[Span]], band: Sequence[Span], rules: Sequence[Rule], body_size: float) -> bool:
    """Whether a strip opens with a heading over all columns of a band, though it is no wider than the first."""
    if len(band) < 2 or len(strips[position]) != 1 or not band[0].meets(strips[position][0]):
        return False
    first, before = strips[position][0].atoms[0].box, band[0].atoms[-1].box
    if first.top - before.bottom < max(_PARAGRAPH_GAP * _usual_gap(band[0]), _DETACHED * (first.bottom - first.top)):
        return False
    alone = list(takewhile(lambda strip: _holds_lines_of(band[0], strip), strips[position:]))
    below = strips[position + len(alone) :]
    lines = [atom.line for strip in alone for atom in strip[0].atoms if atom.line]
    if not below or len(alone) > _MOST_HEADING_LINES or not any(_stands_out(line, body_size) for line in lines[:2]):
        return False
    # a heading stands nearer to what follows over all columns
    return not _agree(band, below[0]) or _resume(band, lines, below, rules, body_size)


def _holds_lines_of(column: Span, strip: Sequence[Span]) -> bool:
    return len(strip) == 1 and column.meets(strip[0]) and all(atom.line for atom in strip[0].atoms)


def _resume(band: Sequence[Span], heading: Sequence[Line], below: Sequence[list[Span]], rules: Sequence[Rule], body_size: float) -> bool:
    """Whether further columns go on below a heading, each after a blank, or a rule is drawn under the heading."""
    height = median(line.bottom - line.top for line in heading)
    top, end = heading[0].top - height, below[0][0].atoms[0].box.top
    ruled = any(r.horizontal and r.x0 < band[0].x1 and r.x1 > band[1].x0 + _TOUCH and top < r.top < end for r in rules)
    if not ruled and any(_set_alike(atom.line, heading[0]) for column in band[1:] for atom in column.atoms if atom.line):
        return False  # a heading within a column is set like this one
    blanks = []
    for column in band[1:]:
        following = next((span for strip in below[:4] for span in strip if span.meets(column)), None)
        opening = following.atoms[0].line if following else None
        if opening and opening.size > _LARGER * max(line.size for line in heading):
            return False  # what goes on with a larger heading stands below none of these
        if following:
            blanks.append(min(atom.box.top for atom in following.atoms) - max(atom.box.bottom for atom in column.atoms))
    return bool(blanks) and (ruled or min(blanks) >= _BLANK_BESIDE * min(height, 1.3 * body_size))


def _set_alike(line: Line, heading: Line) -> bool:
    """Whether two lines are headings of one look."""
    return line.bold == heading.bold and line.color == heading.color and abs(line.size - heading.size) < _ONE_SIZE


def _usual_gap(column: Span) -> float:
    """The blank between two lines of a column, in points."""
    gaps = [b.box.top - a.box.bottom for a, b in pairwise(column.atoms)]
    return max(0.5, median(gaps)) if gaps else 0.5
