"""Printed pages as tests build them: every letter is half as wide as it is high."""

import textwrap
from array import array
from collections.abc import Iterable, Sequence

from pipeline.load.characters import BOLD
from pipeline.load.pdf.lines import Line
from pipeline.load.pdf.model import Box, Char, Color, Fill, PageChars, Rule

BLACK: Color = (0.0, 0.0, 0.0)
BLUE: Color = (0.1, 0.2, 0.7)

#: Distance of two lines of 10 points.
PITCH = 12.0


def chars(
    text: str, x: float, baseline: float, size: float = 10, *, bold: bool = False, spread: float = 0, font: str = "Roman"
) -> list[Char]:
    """Characters one after the other, blanks among them; `spread` points are left between two."""
    width = size / 2
    return [
        Char(x + i * (width + spread), baseline - 0.8 * size, x + i * (width + spread) + width, baseline + 0.2 * size, letter, size, baseline, font, bold)
        for i, letter in enumerate(text)
    ]  # fmt: skip


def words(text: str, x: float, baseline: float, gap: float = 3, size: float = 10) -> list[Char]:
    """Words set apart by gaps alone: no blank is printed."""
    found: list[Char] = []
    for word in text.split():
        found += chars(word, x, baseline, size)
        x = found[-1].x1 + gap
    return found


def page(
    *runs: Iterable[Char], rules: Sequence[Rule] = (), fills: Sequence[Fill] = (), marks: Sequence[Box] = (), number: int = 1
) -> PageChars:
    """A page of 600 by 800 points."""
    return PageChars(number, 600, 800, tuple(char for run in runs for char in run), tuple(rules), tuple(fills), tuple(marks))


def line(
    text: str,
    x: float = 50,
    baseline: float = 100,
    size: float = 10,
    *,
    bold: bool = False,
    bold_to: int = 0,
    color: Color | None = BLACK,
    page: int = 1,
    mark_x: float | None = None,
) -> Line:
    """A line; `bold_to` is the number of its first characters that are bold."""
    width = size / 2
    x0s = array("f", (x + i * width for i in range(len(text))))
    x1s = array("f", (x + (i + 1) * width for i in range(len(text))))
    style = bytes(BOLD if bold or i < bold_to else 0 for i in range(len(text)))
    return Line(text, x0s, x1s, style, baseline - 0.8 * size, baseline + 0.2 * size, baseline, size, color, page, mark_x)


def wrapped(text: str, x: float = 50, baseline: float = 100, width: int = 50, size: float = 10, *, page: int = 1) -> list[Line]:
    """The lines of a paragraph of so many letters a line, from a baseline on."""
    step = PITCH * size / 10
    return [line(part, x, baseline + i * step, size, page=page) for i, part in enumerate(textwrap.wrap(text, width))]


def across(x0: float, x1: float, y: float) -> Rule:
    """A horizontal rule."""
    return Rule(x0, y, x1, y + 0.5)


def down(x: float, top: float, bottom: float) -> Rule:
    """A vertical rule."""
    return Rule(x, top, x + 0.5, bottom)
