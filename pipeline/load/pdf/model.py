"""What a page draws: characters, rules, fills and images, whichever reader or OCR found them.

All places are in points from the upper left corner of the page as a viewer shows it: rotation is applied, and
the corner is that of the crop box.
"""

from dataclasses import dataclass

#: Red, green and blue, each from 0 to 1.
Color = tuple[float, float, float]


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle in points: left, top, right and bottom edge.

    >>> Box(10, 20, 110, 32).width
    100
    """

    x0: float
    top: float
    x1: float
    bottom: float

    @property
    def width(self) -> float:
        """From the left to the right edge."""
        return self.x1 - self.x0

    @property
    def height(self) -> float:
        """From the top to the bottom edge."""
        return self.bottom - self.top

    @property
    def area(self) -> float:
        """Width by height, in square points."""
        return self.width * self.height


@dataclass(frozen=True, slots=True)
class Char(Box):
    """A character and its box; a ligature may hold several letters.

    `size` is that of its font and `baseline` the line it stands on, in points; `font` its name without the prefix of a subset; `color` that of its ink,
    None where it is not known; `upright` is False for text that does not run from left to right; `ocr` tells
    characters recognised on an image, whose box is their share of the box of their word.
    """

    text: str
    size: float
    baseline: float
    font: str = ""
    bold: bool = False
    italic: bool = False
    color: Color | None = None
    upright: bool = True
    ocr: bool = False


@dataclass(frozen=True, slots=True)
class Rule(Box):
    """A horizontal or vertical line, or a rectangle so thin that it is seen as one."""

    @property
    def horizontal(self) -> bool:
        """Whether it is wider than high."""
        return self.width >= self.height


@dataclass(frozen=True, slots=True)
class Fill(Box):
    """A rectangle or closed curve big enough to stand around text; white page backgrounds are left out.

    `color` is what it is filled with, None for an outline alone; `stroked` whether its outline is drawn.
    """

    color: Color | None = None
    stroked: bool = False


@dataclass(frozen=True, slots=True)
class PageChars:
    """A page: 1-based number, size in points, and what it draws, in the order it is drawn.

    `marks` are small shapes and groups of them, as bullets and icons are drawn when they are no characters.
    `ocr_confidence` is the mean confidence of the words (0 to 1) where the page was recognised on an image.
    """

    number: int
    width: float
    height: float
    chars: tuple[Char, ...]
    rules: tuple[Rule, ...] = ()
    fills: tuple[Fill, ...] = ()
    marks: tuple[Box, ...] = ()
    images: tuple[Box, ...] = ()
    ocr_confidence: float | None = None
