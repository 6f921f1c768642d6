"""Collects what a page draws and sorts it: characters on the page, rules, fills, images.

Readers report what they find; what counts as a rule, a fill, bold or a double print is decided here once.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import lru_cache
from itertools import pairwise

from pipeline.load.lists import sign
from pipeline.load.pdf.model import Box, Char, Color, Fill, PageChars, Rule

#: A box in the space of a PDF: left, bottom, right, top.
Bounds = tuple[float, float, float, float]
Point = tuple[float, float]

#: Points. Thinner is a line; shorter lines and smaller boxes cannot stand around text.
_LINE = 2.5
_SHORTEST_RULE = 5.0
_SMALLEST_FILL = 6.0
#: A bullet or an icon drawn as shapes.
_SMALLEST_MARK, _LARGEST_SMALL = 1.2, 24.0
#: A page with more small shapes is a drawing.
_MOST_SMALL = 600
#: Share of a page that a background covers.
_BACKGROUND = 0.9
#: Part of the outline that runs along the axes in a rectangle with round corners.
_STRAIGHT = 0.5
#: A copy of a character this close, as a share of its size, is the same one printed twice to look bold.
_DOUBLE = 0.12

#: Fonts whose letters draw bullets and signs.
_SYMBOLS = re.compile(r"wingdings|webdings|dingbats", re.IGNORECASE)
_SUBSET = re.compile(r"^[A-Z]{6}\+")
_BOLD = re.compile(r"bold|black|heavy|demi(?!-?italic$)|extrabd|-bd|,bd", re.IGNORECASE)
_ITALIC = re.compile(r"italic|oblique|-it\b|kursiv", re.IGNORECASE)
#: Codes that WinAnsiEncoding leaves unused stand for a bullet (PDF 32000-1, annex D.2, note 3).
_UNUSED_CODES = frozenset(f"(cid:{code})" for code in (127, 129, 141, 143, 144, 157))
_WHITE = (1.0, 1.0, 1.0)
#: What stands for a character whose font does not say which it is.
UNKNOWN = "\ufffd"


class Canvas:
    """The page being read. `page` is the part of the PDF's plane that is shown, `rotation` in degrees clockwise.

    Places are reported in the plane of the PDF.

    >>> canvas = Canvas(1, (100, 100, 300, 200), rotation=90)
    >>> canvas.char("a", (110, 150, 116, 162), size=12, font="ABCDEF+Arial-BoldMT")
    >>> canvas.finished().width, canvas.finished().chars[0].top, canvas.finished().chars[0].bold
    (100, 10, True)
    """

    def __init__(self, number: int, page: Bounds, rotation: int = 0) -> None:
        self._number = number
        self._page = page
        self._rotation = rotation % 360
        x0, y0, x1, y1 = page
        self.width, self.height = (y1 - y0, x1 - x0) if self._rotation in {90, 270} else (x1 - x0, y1 - y0)
        self._chars: list[Char] = []
        self._rules: list[Rule] = []
        self._fills: list[Fill] = []
        self._images: list[Box] = []
        self._small: list[Box] = []
        self._printed: dict[tuple[str, int, int], int] = {}

    def char(
        self,
        text: str,
        bounds: Bounds,
        size: float,
        font: str = "",
        *,
        origin: Point | None = None,
        bold: bool = False,
        italic: bool = False,
        color: Color | None = None,
        upright: bool = True,
    ) -> None:
        """A character; one outside the page is left out, one printed twice becomes bold.

        `origin` is the point on its baseline where it starts, as fonts count; without one, a fifth of the size is below.
        """
        x0, top, x1, bottom = self._placed(bounds)
        if not (0 <= (x0 + x1) / 2 <= self.width and 0 <= (top + bottom) / 2 <= self.height):
            return
        name, looks_bold, looks_italic, draws_signs = _style(font)
        shown = _sign(text) if draws_signs else _known(text)
        baseline = self._placed((*origin, *origin))[1] if origin else bottom - size / 5
        char = Char(x0, top, x1, bottom, shown, size, baseline, name, bold or looks_bold, italic or looks_italic, color, upright)
        first = self._same_before(char)
        if first is None:
            self._printed[char.text, int(x0), int(top)] = len(self._chars)
            self._chars.append(char)
        elif not char.text.isspace():
            self._chars[first] = replace(self._chars[first], bold=True)

    def shape(self, points: Sequence[Point], *, fill: Color | None, stroked: bool, closed: bool = True) -> None:
        """A line, rectangle or curve given by the end points of its segments; `fill` is None for an outline."""
        if len(points) < 2 or (fill is None and not stroked):
            return
        xs, ys = [x for x, _ in points], [y for _, y in points]
        x0, top, x1, bottom = self._placed((min(xs), min(ys), max(xs), max(ys)))
        x0, x1 = max(0.0, x0), min(self.width, x1)
        top, bottom = max(0.0, top), min(self.height, bottom)
        width, height = x1 - x0, bottom - top
        if width < 0 or height < 0:
            return
        if max(width, height) <= _LARGEST_SMALL:
            self._small.append(Box(x0, top, x1, bottom))
        if min(width, height) <= _LINE:
            if max(width, height) >= _SHORTEST_RULE:
                self._rules.append(Rule(x0, top, x1, bottom))
        elif min(width, height) >= _SMALLEST_FILL and closed and _box_like(points):
            if fill != _WHITE or width * height < _BACKGROUND * self.width * self.height:
                self._fills.append(Fill(x0, top, x1, bottom, fill, stroked))
        elif len(points) <= 3 * 4 and not closed:
            self._segments(points)

    def image(self, bounds: Bounds) -> None:
        """An image; the part outside the page is cut off."""
        x0, top, x1, bottom = self._placed(bounds)
        x0, top, x1, bottom = max(0.0, x0), max(0.0, top), min(self.width, x1), min(self.height, bottom)
        if x1 > x0 and bottom > top:
            self._images.append(Box(x0, top, x1, bottom))

    def finished(self) -> PageChars:
        """The page."""
        return PageChars(
            self._number,
            self.width,
            self.height,
            tuple(self._chars),
            tuple(self._rules),
            tuple(self._fills),
            tuple(self._small_figures()),
            tuple(self._images),
        )

    def _small_figures(self) -> Iterator[Box]:
        """Small shapes on their own, as bullets are, and groups of them, as icons are."""
        groups: list[Box] = []
        for shape in self._small if len(self._small) <= _MOST_SMALL else ():
            met = [group for group in groups if _beside(group, shape)]
            groups = [group for group in groups if group not in met]
            groups.append(_around([shape, *met]))
        return (
            group
            for group in groups
            if min(group.width, group.height) >= _SMALLEST_MARK and max(group.width, group.height) <= _LARGEST_SMALL
        )

    def _placed(self, bounds: Bounds) -> Bounds:
        """Bounds in the plane as left, top, right and bottom on the page as shown."""
        left, low, right, high = self._page
        x0, y0, x1, y1 = bounds
        match self._rotation:
            case 90:
                return y0 - low, x0 - left, y1 - low, x1 - left
            case 180:
                return right - x1, y0 - low, right - x0, y1 - low
            case 270:
                return high - y1, right - x1, high - y0, right - x0
            case _:
                return x0 - left, high - y1, x1 - left, high - y0

    def _segments(self, points: Sequence[Point]) -> None:
        """The lines of an open polygon along the axes, as of a table drawn in one go."""
        for (xa, ya), (xb, yb) in pairwise(points):
            if min(abs(xa - xb), abs(ya - yb)) <= _LINE:
                self.shape(((xa, ya), (xb, yb)), fill=None, stroked=True)

    def _same_before(self, char: Char) -> int | None:
        """The position of the same character printed at almost the same place."""
        reach = _DOUBLE * char.size
        column, row = int(char.x0), int(char.top)
        for near in ((char.text, c, r) for c in (column - 1, column, column + 1) for r in (row - 1, row, row + 1)):
            position = self._printed.get(near)
            if position is not None:
                other = self._chars[position]
                if abs(other.x0 - char.x0) <= reach and abs(other.top - char.top) <= reach and abs(other.size - char.size) <= reach:
                    return position
        return None


def rgb(components: object) -> Color | None:
    """A colour of a PDF, grey, RGB or CMYK, as RGB; None for patterns and what is not known.

    >>> rgb(0.5), rgb((1, 0, 0)), rgb((0, 0, 0, 1)), rgb("P1")
    ((0.5, 0.5, 0.5), (1.0, 0.0, 0.0), (0.0, 0.0, 0.0), None)
    """
    parts = components if isinstance(components, tuple | list) else (components,)
    if not all(isinstance(part, int | float) for part in parts):
        return None
    match [min(1.0, max(0.0, float(part))) for part in parts]:
        case [grey]:
            return grey, grey, grey
        case [red, green, blue]:
            return red, green, blue
        case [cyan, magenta, yellow, black]:
            return (1 - cyan) * (1 - black), (1 - magenta) * (1 - black), (1 - yellow) * (1 - black)
        case _:
            return None


def unknown_share(chars: Iterable[Char]) -> float:
    """The share of printed characters whose font does not say which they are."""
    printed = [char.text for char in chars if not char.text.isspace()]
    return sum(UNKNOWN in text for text in printed) / len(printed) if printed else 0.0


def _sign(text: str) -> str:
    """What a letter of a symbol font draws."""
    return sign(0xF000 + ord(text)) if len(text) == 1 and " " < text <= "\xff" else _known(text)


def _known(text: str) -> str:
    """The text of a character; control characters and `(cid:7)` stand for none."""
    if text.isspace():
        return " "
    if text in _UNUSED_CODES:
        return "•"
    if text.startswith("(cid:") or any(unicodedata.category(c) in {"Cc", "Cs", "Cn"} for c in text):
        return UNKNOWN
    return text


@lru_cache(maxsize=512)
def _style(font: str) -> tuple[str, bool, bool, bool]:
    """The name of a font without the mark of a subset, and whether it says bold, italic, and that its letters draw signs."""
    name = _SUBSET.sub("", font)
    return name, _BOLD.search(name) is not None, _ITALIC.search(name) is not None, _SYMBOLS.search(name) is not None


def _around(boxes: Sequence[Box]) -> Box:
    return Box(min(b.x0 for b in boxes), min(b.top for b in boxes), max(b.x1 for b in boxes), max(b.bottom for b in boxes))


def _beside(a: Box, b: Box, reach: float = 1.5) -> bool:
    return a.x0 < b.x1 + reach and a.x1 > b.x0 - reach and a.top < b.bottom + reach and a.bottom > b.top - reach


def _box_like(points: Sequence[Point]) -> bool:
    """Whether most of an outline runs along the edges of its bounds, as in a rectangle with round corners."""
    xs, ys = [x for x, _ in points], [y for _, y in points]
    outline = 2 * (max(xs) - min(xs) + max(ys) - min(ys))
    edges_x, edges_y = (min(xs), max(xs)), (min(ys), max(ys))
    along = 0.0
    for (xa, ya), (xb, yb) in pairwise([*points, points[0]]):
        if abs(xa - xb) < 0.5 and min(abs(xa - edge) for edge in edges_x) < 0.5:
            along += abs(ya - yb)
        elif abs(ya - yb) < 0.5 and min(abs(ya - edge) for edge in edges_y) < 0.5:
            along += abs(xa - xb)
    return along >= _STRAIGHT * outline
