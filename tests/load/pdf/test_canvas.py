"""What a page draws, sorted: doubled letters, unknown letters, rules, fills, bullets and icons."""

import pytest

from pipeline.load.pdf.canvas import UNKNOWN, Canvas, unknown_share
from pipeline.load.pdf.model import Color, PageChars
from tests.load.pdf.printed import BLUE

PAGE = (0, 0, 600, 800)
WHITE: Color = (1.0, 1.0, 1.0)


def letters(*placed: tuple[str, float], font: str = "Roman") -> PageChars:
    """A page with letters of 10 points at these places of one line."""
    canvas = Canvas(1, PAGE)
    for text, x in placed:
        canvas.char(text, (x, 700, x + 6, 710), 10, font)
    return canvas.finished()


def box(canvas: Canvas, x0: float, y0: float, x1: float, y1: float, fill: Color | None = BLUE) -> None:
    canvas.shape([(x0, y0), (x1, y0), (x1, y1), (x0, y1)], fill=fill, stroked=fill is None)


def test_a_letter_printed_twice_is_one_bold_letter() -> None:
    page = letters(("L", 50), ("e", 56), ("L", 50.4), ("e", 56.4))
    assert [(char.text, char.bold) for char in page.chars] == [("L", True), ("e", True)]


def test_a_letter_that_is_doubled_in_its_word_stays_two() -> None:
    assert [(char.text, char.bold) for char in letters(("l", 50), ("l", 56)).chars] == [("l", False), ("l", False)]


@pytest.mark.parametrize(
    ("font", "bold", "italic"), [("ABCDEF+Nord-Bold", True, False), ("Nord-Oblique", False, True), ("Nord", False, False)]
)
def test_fonts_tell_their_style(font: str, bold: bool, italic: bool) -> None:
    (char,) = letters(("L", 50), font=font).chars
    assert (char.bold, char.italic, "+" in char.font) == (bold, italic, False)


@pytest.mark.parametrize(("text", "read"), [("(cid:7)", UNKNOWN), ("\x02", UNKNOWN), ("(cid:127)", "•"), ("\t", " "), ("é", "é")])
def test_letters_without_a_name(text: str, read: str) -> None:
    assert [char.text for char in letters((text, 50)).chars] == [read]


def test_the_share_of_unknown_letters() -> None:
    assert unknown_share(letters(("(cid:7)", 50), ("a", 60), (" ", 70)).chars) == 0.5
    assert unknown_share(()) == 0


def test_letters_outside_the_page_are_left_out() -> None:
    assert [char.text for char in letters(("a", -20), ("b", 50), ("c", 700)).chars] == ["b"]


def test_thin_shapes_are_rules_and_wide_ones_fills() -> None:
    canvas = Canvas(1, PAGE)
    box(canvas, 50, 700, 300, 701)
    box(canvas, 50, 500, 300, 600)
    box(canvas, 0, 0, 600, 800, fill=WHITE)
    page = canvas.finished()
    assert [(rule.x0, rule.top, rule.horizontal) for rule in page.rules] == [(50, 99, True)]
    assert [(fill.x0, fill.top, fill.x1, fill.bottom) for fill in page.fills] == [(50, 200, 300, 300)]


def test_a_table_drawn_in_one_go_is_its_rules() -> None:
    canvas = Canvas(1, PAGE)
    canvas.shape([(50, 700), (300, 700), (300, 600)], fill=None, stroked=True, closed=False)
    assert sorted((rule.horizontal, rule.x0) for rule in canvas.finished().rules) == [(False, 300), (True, 50)]


def test_a_small_shape_is_a_bullet_and_a_group_of_them_one_icon() -> None:
    canvas = Canvas(1, PAGE)
    box(canvas, 50, 700, 53, 703)
    box(canvas, 50, 600, 56, 606)
    box(canvas, 56, 606, 62, 612)
    assert sorted((mark.top, mark.width) for mark in canvas.finished().marks) == [(97, 3), (188, 12)]


def test_a_drawing_of_many_small_shapes_has_no_bullets() -> None:
    canvas = Canvas(1, PAGE)
    for step in range(700):
        box(canvas, 10 + step % 50 * 10, 10 + step // 50 * 10, 13 + step % 50 * 10, 13 + step // 50 * 10)
    assert canvas.finished().marks == ()
