"""From the characters of a page to its printed lines: words apart, raised letters in place, columns not glued."""

import re
import unicodedata
from array import array
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise
from statistics import median
from typing import TypeVar

from pipeline.load.characters import BOLD, ITALIC
from pipeline.load.lists import BULLETS
from pipeline.load.pdf.canvas import UNKNOWN
from pipeline.load.pdf.model import Box, Char, Color, PageChars

#: Style of a character that calls a footnote, beside BOLD and ITALIC.
NOTE = 4

_T = TypeVar("_T")

#: Baselines nearer than this share of the letter size are one line.
_SAME_BASELINE = 0.12
#: Baselines of two fonts in one line differ by no more than this share.
_OTHER_FONT = 0.3
#: Letters smaller than this share of their neighbours, off their baseline, are raised or lowered; browsers set them at five sixths.
_RAISED = 0.85
#: Words of a line stand further apart than these shares of the letter size: where blanks are printed, where they are not.
_WORD_GAP_SPACED = 0.2
_WORD_GAP = 0.13
#: A gap wider than this share parts columns, unless a blank was printed in it.
_COLUMN_GAP = 1.5
#: A gap wider than this share parts columns in any case.
_WIDE_GAP = 3.0
#: A gap wider than this share parts columns where the rows around have it in the same place.
_GUTTER = 0.9
#: Rows looked at around a gap (each way), how far they may stand (in letter sizes), how many must share it.
_AROUND, _NEAR, _SHARED = 4, 6.0, 3
#: What is set flush left begins within this many points.
_ALIGNED = 0.6
_BULLET = re.compile(rf"[{BULLETS}o»]$|\(?\d{{1,2}}(?:\.\d{{1,2}})*[.)]?$|[a-z]\)$")
#: Shapes beside a line: a bullet, an icon (in letter sizes).
_BULLET_HEIGHT, _ICON_HEIGHT = 0.6, 2.2
#: Letters of fewer points are not for readers.
_SMALLEST = 0.5
_FIGURES = re.compile(r"\d+$")


@dataclass(slots=True)
class Line:
    """A printed line, or the part of it that stands in one column.

    `text` has one blank for each gap between words; `x0` and `x1` the edges of its characters (a blank has those
    of its gap); `style` the bits of a character (BOLD, ITALIC, NOTE: the call of a footnote). `mark_x` is the left
    edge of a bullet drawn before it as a shape; `icon` tells that an icon stands there.
    """

    text: str
    x0s: "array[float]"
    x1s: "array[float]"
    style: bytes
    top: float
    bottom: float
    baseline: float
    size: float
    color: Color | None
    page: int
    mark_x: float | None = None
    icon: bool = False

    @property
    def x0(self) -> float:
        """Left edge of the first character."""
        return self.x0s[0]

    @property
    def x1(self) -> float:
        """Right edge of the last character."""
        return self.x1s[-1]

    @property
    def bold(self) -> bool:
        """Whether every letter is bold."""
        return all(s & BOLD for s, c in zip(self.style, self.text, strict=True) if c.isalnum())


@dataclass(slots=True)
class _Row:
    baseline: float
    size: float
    chars: list[Char] = field(default_factory=list)


def page_lines(page: PageChars) -> list[Line]:
    """The lines of a page, from top to bottom and left to right."""
    rows = _with_raised(_rows(_printed(page)))
    gaps = [_gaps(row) for row in rows]
    lines: list[Line] = []
    for position, row in enumerate(rows):
        cuts = _cuts(position, rows, gaps, page)
        for chars in _pieces(row.chars, cuts):
            line = _line(chars, page.number)
            if line:
                lines.append(line)
    lines = _rejoined(lines)
    _attach_marks(lines, page.marks)
    return sorted(lines, key=lambda line: (line.baseline, line.x0))


def _printed(page: PageChars) -> list[Char]:
    """The characters to read: upright, of a known letter."""
    return [char for char in page.chars if char.upright and char.size > _SMALLEST and UNKNOWN not in char.text]


def _rows(chars: Iterable[Char]) -> list[_Row]:
    rows: list[_Row] = []
    for char in sorted(chars, key=lambda c: c.baseline):
        if not rows or char.baseline - rows[-1].baseline > _SAME_BASELINE * max(char.size, rows[-1].size):
            rows.append(_Row(char.baseline, char.size))
        row = rows[-1]
        row.chars.append(char)
        row.size = max(row.size, char.size) if not char.text.isspace() else row.size
    for row in rows:
        row.chars.sort(key=lambda c: (c.x0, c.x1))
    return [row for row in rows if any(not c.text.isspace() for c in row.chars)]


def _with_raised(rows: list[_Row]) -> list[_Row]:
    """Bring superscripts and subscripts to the line they stand in."""
    for position, row in enumerate(rows):
        for run in _runs(row.chars):
            size = max(c.size for c in run)
            host = next((h for h in _hosts(rows, position) if _holds(h, run, size)), None)
            if host:
                taken = {id(c) for c in run}
                row.chars = [c for c in row.chars if id(c) not in taken]
                host.chars = sorted([*host.chars, *run], key=lambda c: (c.x0, c.x1))
    return [row for row in rows if any(not c.text.isspace() for c in row.chars)]


def _runs(chars: Sequence[Char]) -> list[list[Char]]:
    runs: list[list[Char]] = []
    for char in chars:
        if char.text.isspace():
            continue
        if not runs or char.x0 - runs[-1][-1].x1 > 0.6 * char.size:
            runs.append([])
        runs[-1].append(char)
    return runs


def _hosts(rows: list[_Row], position: int) -> list[_Row]:
    return [rows[i] for i in (position + 1, position - 1, position + 2, position - 2) if 0 <= i < len(rows)]


def _holds(host: _Row, run: list[Char], size: float) -> bool:
    """Whether a run of smaller letters belongs to a row: beside one of its letters, and not a line away."""
    for char in host.chars:
        if char.text.isspace() or size >= _RAISED * char.size or abs(char.baseline - run[0].baseline) > 0.65 * char.size:
            continue
        if -0.2 * char.size < run[0].x0 - char.x1 < 0.3 * char.size:
            return True
    return False


def _gaps(row: _Row) -> list[tuple[float, float, bool]]:
    """Left and right edge of every gap between letters that is wide enough for a gutter, and whether a blank is in it."""
    found = []
    last: Char | None = None
    blank = False
    for char in row.chars:
        if char.text.isspace():
            blank = True
            continue
        if last is not None and char.x0 - last.x1 > _GUTTER * min(char.size, last.size) * 0.9:
            found.append((last.x1, char.x0, blank))
        last = char if last is None or char.x1 > last.x1 else last
        blank = False
    return found


def _cuts(position: int, rows: list[_Row], gaps: list[list[tuple[float, float, bool]]], page: PageChars) -> list[float]:
    """Where a row is cut into columns: the middle of each gap that parts them."""
    row = rows[position]
    cuts = []
    for left, right, blank in gaps[position]:
        size = _size_at(row, left)
        width = right - left
        if _BULLET.match(_before(row, left)) and width < 4 * size:
            continue
        ruled = any(not r.horizontal and left - 1 <= r.x0 <= right + 1 and r.top <= row.baseline <= r.bottom + 2 for r in page.rules)
        edge = any(_edge_between(fill, left, right, row.baseline) for fill in page.fills)
        wide = width > _WIDE_GAP * size or (width > _COLUMN_GAP * size and not blank)
        if ruled or edge or wide or (width > _GUTTER * size and _is_gutter(position, left, right, rows, gaps, page.fills)):
            cuts.append((left + right) / 2)
    return cuts


def _edge_between(fill: Box, left: float, right: float, baseline: float) -> bool:
    if not fill.top <= baseline <= fill.bottom + 1:
        return False
    return left <= fill.x0 <= right or left <= fill.x1 <= right


def _size_at(row: _Row, x: float) -> float:
    return next((c.size for c in reversed(row.chars) if c.x1 <= x + 0.01 and not c.text.isspace()), row.size)


def _before(row: _Row, x: float) -> str:
    """The last word before a place, if it opens its row or column."""
    word: list[str] = []
    last: Char | None = None
    for char in reversed(row.chars):
        if char.x0 > x or char.text.isspace():
            continue
        if last is not None and last.x0 - char.x1 > 1.2 * char.size:
            break
        word.append(char.text)
        if len(word) > 8:
            break
        last = char
    return "".join(reversed(word))


def _is_gutter(
    position: int,
    left: float,
    right: float,
    rows: list[_Row],
    gaps: list[list[tuple[float, float, bool]]],
    fills: Sequence[Box],
) -> bool:
    """Whether rows above and below leave the same place blank, with text on both sides, or begin at its right edge.

    Rows that stand elsewhere on the page, beside or below the box that a row stands in, say nothing.
    """
    top, bottom = _box_around((left + right) / 2, rows[position].baseline, fills)
    shared = crossed = 0
    for step in (-1, 1):
        seen = 0
        at = position + step
        while 0 <= at < len(rows) and seen < _AROUND:
            row = rows[at]
            if abs(row.baseline - rows[position].baseline) > _NEAR * rows[position].size or not top <= row.baseline <= bottom:
                break
            same = any(min(right, b) - max(left, a) > 0.5 * (right - left) for a, b, _ in gaps[at])
            over = any(c.x0 < right - 1 and c.x1 > left + 1 for c in row.chars if not c.text.isspace())
            begins = not same and not over and any(abs(start - right) < _ALIGNED for start in _starts(row, gaps[at]))
            shared += same or begins
            crossed += over and not same
            seen += same or over or begins
            at += step
    return shared >= _SHARED and crossed <= 1


def _box_around(x: float, y: float, fills: Sequence[Box]) -> tuple[float, float]:
    """Top and bottom of the smallest box around a place."""
    around = [fill for fill in fills if fill.x0 < x < fill.x1 and fill.top < y < fill.bottom]
    smallest = min(around, key=lambda fill: fill.bottom - fill.top, default=None)
    return (smallest.top, smallest.bottom) if smallest else (float("-inf"), float("inf"))


def _starts(row: _Row, gaps: Sequence[tuple[float, float, bool]]) -> Iterator[float]:
    """Left edges of a row and of what stands behind its gaps."""
    yield next(c.x0 for c in row.chars if not c.text.isspace())
    yield from (right for _, right, _ in gaps)


def _pieces(chars: Sequence[Char], cuts: Sequence[float]) -> list[list[Char]]:
    pieces: list[list[Char]] = [[] for _ in range(len(cuts) + 1)]
    for char in chars:
        middle = (char.x0 + char.x1) / 2
        pieces[sum(middle > cut for cut in cuts)].append(char)
    return pieces


def _line(chars: Sequence[Char], page: int) -> Line | None:
    inked = [c for c in chars if not c.text.isspace()]
    if not inked:
        return None
    size = _common([c.size for c in inked])
    base = [c for c in inked if c.size >= _RAISED * size] or inked
    baseline = _common([round(c.baseline, 2) for c in base])
    gap = _word_gap(chars, inked, size)
    text: list[str] = []
    x0s, x1s, style = array("f"), array("f"), bytearray()
    last: Char | None = None
    blank = ""

    def put(letter: str, x0: float, x1: float, flags: int) -> None:
        text.append(letter)
        x0s.append(x0)
        x1s.append(x1)
        style.append(flags)

    for char in chars:
        if char.text.isspace():
            blank = blank or char.text[0]
            continue
        flags = (BOLD if char.bold else 0) | (ITALIC if char.italic else 0)
        if last is not None and (char.x0 - last.x1 > gap or (blank and char.x0 - last.x1 > -0.1 * size)):
            put(blank if blank in {"\u00a0", "\u202f"} else " ", last.x1, char.x0, style[-1] & flags)
        raised = char.size < _RAISED * size and char.baseline < baseline - 0.1 * size
        if raised and _FIGURES.match(char.text) and _is_call(text):
            flags |= NOTE
        # a ligature holds several letters in one box
        width = (char.x1 - char.x0) / len(char.text)
        for i, letter in enumerate(char.text):
            put(letter, char.x0 + i * width, char.x0 + (i + 1) * width, flags)
        last, blank = char, ""
    icon = len(text) > 2 and text[1].isspace() and _is_icon(text[0])
    if icon:
        del text[:2], x0s[:2], x1s[:2], style[:2]
    top, bottom = min(c.top for c in base), max(c.bottom for c in base)
    color = _common([c.color for c in inked])
    return Line("".join(text), x0s, x1s, bytes(style), top, bottom, baseline, size, color, page, icon=icon)


def _is_icon(letter: str) -> bool:
    """Whether a character is a pictogram or the letter of an icon font."""
    return unicodedata.category(letter) in {"So", "Co"} and not _BULLET.match(letter) and letter not in "©®°"


def _is_call(text: Sequence[str]) -> bool:
    """Whether a raised figure after this text calls a footnote: `m²` and `1er` do not."""
    tail = "".join(text[-3:])
    return bool(tail) and (tail[-1].isdigit() or tail[-1] in ".,;:»)" or (len(tail) == 3 and tail.isalpha()))


def _word_gap(chars: Sequence[Char], inked: Sequence[Char], size: float) -> float:
    """The least gap between two words, in points."""
    gaps = [b.x0 - a.x1 for a, b in pairwise(inked) if a.text[-1].isalnum() and b.text[0].isalnum()]
    # letters set apart for show: what is common to all gaps is no blank
    spread = max(0.0, median(gaps)) if len(gaps) >= 4 else 0.0
    if spread < 0.06 * size:
        spread = 0.0
    least = spread + size * (_WORD_GAP + (0.07 if spread else 0))
    blanks = bare = 0
    for a, b in pairwise(chars):
        blanks += b.text.isspace() and not a.text.isspace()
        bare += not a.text.isspace() and not b.text.isspace() and b.x0 - a.x1 > least
    # where blanks are printed between words, a gap without one is none
    return spread + size * _WORD_GAP_SPACED if blanks > bare else least


def _common(values: list[_T]) -> _T:
    """The most frequent value, the first of them where several are."""
    return Counter(values).most_common(1)[0][0]


def _rejoined(lines: Sequence[Line]) -> list[Line]:
    """The lines, those joined that fell apart because two fonts count their baselines differently: `•` before its text."""
    joined: list[Line] = []
    rest = sorted(lines, key=lambda line: line.x0)
    taken: set[int] = set()
    for line in rest:
        if id(line) in taken:
            continue
        reach = (4.0 if _BULLET.match(line.text) else 0.45) * line.size
        near = [
            other
            for other in rest
            if other is not line
            and id(other) not in taken
            and -0.1 * line.size <= other.x0 - line.x1 < reach
            and 0 < abs(other.baseline - line.baseline) <= _OTHER_FONT * line.size
        ]
        following = min(near, key=lambda other: other.x0, default=None)
        if following is None:
            joined.append(line)
            continue
        taken.add(id(following))
        joined.append(_one_line(line, following))
    return joined


def _one_line(a: Line, b: Line) -> Line:
    gap = array("f", [a.x1]), array("f", [max(a.x1, b.x0)])
    larger = max(a, b, key=lambda line: len(line.text))
    return replace(
        larger,
        text=f"{a.text} {b.text}",
        x0s=a.x0s + gap[0] + b.x0s,
        x1s=a.x1s + gap[1] + b.x1s,
        style=a.style + b.style[:1] + b.style,
        top=min(a.top, b.top),
        bottom=max(a.bottom, b.bottom),
    )


def _attach_marks(lines: Sequence[Line], marks: Sequence[Box]) -> None:
    for mark in marks:
        middle = (mark.top + mark.bottom) / 2
        beside = [
            line
            for line in lines
            if line.top <= middle <= line.bottom and 0 < line.x0 - mark.x1 < 2.5 * line.size and mark.height < _ICON_HEIGHT * line.size
        ]
        if beside:
            nearest = min(beside, key=lambda line: line.x0)
            if mark.height < _BULLET_HEIGHT * nearest.size:
                nearest.mark_x = mark.x0
            else:
                nearest.icon = True
