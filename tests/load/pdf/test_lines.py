"""Printed lines: words apart, raised letters in place, columns not glued."""

import pytest

from pipeline.load.pdf.canvas import UNKNOWN
from pipeline.load.pdf.lines import NOTE, page_lines
from pipeline.load.pdf.model import Box, Char, Fill, PageChars
from tests.load.pdf.printed import BLUE, chars, down, page, words


def texts(read: PageChars) -> list[str]:
    return [line.text for line in page_lines(read)]


def test_words_without_printed_blanks_are_told_by_their_gaps() -> None:
    (line,) = page_lines(page(words("Le four à pain du hameau", 50, 100)))
    assert line.text == "Le four à pain du hameau"
    assert (line.x0s[2], line.x1s[2]) == pytest.approx((60, 63)), "a blank has the edges of its gap"


def test_where_blanks_are_printed_a_loose_letter_opens_no_word() -> None:
    start, rest = chars("Le f", 50, 100), chars("our à pain", 71.7, 100)
    assert texts(page(start, rest)) == ["Le four à pain"]
    assert texts(page(*([char for char in run if char.text != " "] for run in (start, rest)))) == ["Le f our à pain"]


def test_letters_set_apart_for_show_are_one_word() -> None:
    first, second = chars("RELAIS", 50, 100, spread=4), chars("COMMUNAL", 113, 100, spread=4)
    assert texts(page(first, second)) == ["RELAIS COMMUNAL"]


def test_no_break_spaces_stay() -> None:
    assert texts(page(chars("42\u202f000\u00a0€", 50, 100))) == ["42\u202f000\u00a0€"]


@pytest.mark.parametrize(
    ("text", "raised", "rest", "whole", "note"),
    [
        ("le 1", "er", "mars", "le 1er mars", False),
        ("dix m", "2", "de serre", "dix m2 de serre", False),
        ("une serre", "2", "chauffée", "une serre2 chauffée", True),
        ("la serre.", "12", "Puis", "la serre.12 Puis", True),
        ("en 2021", "3", "déjà", "en 20213 déjà", True),
    ],
)
def test_raised_letters_stand_in_their_line(text: str, raised: str, rest: str, whole: str, note: bool) -> None:
    host = chars(text, 50, 100)
    small = chars(raised, host[-1].x1, 96, size=6)
    (line,) = page_lines(page(host, small, chars(rest, small[-1].x1 + 4, 100)))
    assert line.text == whole
    at = slice(len(text), len(text) + len(raised))
    assert {bool(style & NOTE) for style in line.style[at]} == {note}
    assert not any(style & NOTE for style in line.style[: len(text)])


def test_letters_that_browsers_raise_stand_in_their_line() -> None:
    # the style sheet of browsers sets <sup> at five sixths of the size around it
    host = chars("le 1", 50, 100, size=12)
    small = chars("er", host[-1].x1, 96, size=10)
    assert texts(page(host, small, chars("mars", small[-1].x1 + 4, 100, size=12))) == ["le 1er mars"]


def test_lowered_letters_stand_in_their_line() -> None:
    host = chars("du CO", 50, 100)
    small = chars("2", host[-1].x1, 102, size=6)
    assert texts(page(host, small, chars("évité", small[-1].x1 + 4, 100))) == ["du CO2 évité"]


def test_small_print_below_a_line_is_a_line_of_its_own() -> None:
    assert texts(page(chars("La serre du lycée", 50, 100), chars("photographie", 50, 110, size=6))) == ["La serre du lycée", "photographie"]


def test_a_ligature_is_as_many_letters_as_it_holds() -> None:
    ligature = Char(50, 92, 59, 102, "ffi", 10, 100)
    (line,) = page_lines(page([ligature], chars("che", 59, 100)))
    assert line.text == "ffiche"
    assert list(line.x0s[:3]) == pytest.approx([50, 53, 56])


def columns(rows: int, gap: float) -> list[list[Char]]:
    """Two columns of equally long lines without printed blanks."""
    found = []
    for row in range(rows):
        left = words("Le jardin nourrit", 50, 100 + 12 * row)
        found += [left, words("Une halte accueille", left[-1].x1 + gap, 100 + 12 * row)]
    return found


def test_a_gap_shared_by_the_rows_around_parts_columns() -> None:
    assert texts(page(*columns(5, gap=12))) == ["Le jardin nourrit", "Une halte accueille"] * 5


def test_the_same_gap_in_one_row_is_a_blank() -> None:
    assert texts(page(*columns(1, gap=12))) == ["Le jardin nourrit Une halte accueille"]


@pytest.mark.parametrize(
    ("gap", "blank", "parts"),
    [(20, False, 2), (20, True, 1), (35, True, 2)],
    ids=["no blank in it", "a blank in it", "too wide for a blank"],
)
def test_a_wide_gap_parts_columns(gap: float, blank: bool, parts: int) -> None:
    left = chars("Le jardin", 50, 100)
    between = chars(" ", left[-1].x1, 100) if blank else []
    assert len(page_lines(page(left, between, chars("Une halte", left[-1].x1 + gap, 100)))) == parts


def test_a_rule_or_the_edge_of_a_box_in_a_gap_parts_columns() -> None:
    left = chars("Le jardin", 50, 100)
    row = left, chars("Une halte", left[-1].x1 + 12, 100)
    apart = ["Le jardin", "Une halte"]
    assert texts(page(*row, rules=[down(left[-1].x1 + 6, 80, 120)])) == apart
    assert texts(page(*row, fills=[Fill(left[-1].x1 + 6, 80, 300, 120, BLUE)])) == apart
    assert texts(page(*row, rules=[down(left[-1].x1 + 6, 200, 220)])) == ["Le jardin Une halte"]


@pytest.mark.parametrize("bullet", ["•", "-", "1.", "a)", "\uf0b7"])
def test_a_bullet_stays_with_its_item(bullet: str) -> None:
    mark = chars(bullet, 50, 100)
    assert texts(page(mark, chars("une navette", mark[-1].x1 + 22, 100))) == [f"{bullet} une navette"]


def test_a_bullet_drawn_as_a_shape_marks_the_line_beside_it() -> None:
    first, second = page_lines(page(chars("une navette", 70, 100), chars("deux vélos", 70, 112), marks=[Box(55, 95, 58, 98)]))
    assert (first.text, first.mark_x, second.mark_x) == ("une navette", 55, None)


def test_a_shape_far_from_every_line_marks_none() -> None:
    (line,) = page_lines(page(chars("une navette", 70, 100), marks=[Box(20, 95, 23, 98)]))
    assert line.mark_x is None


@pytest.mark.parametrize("icon", ["☎", "\ue0b0", "\U0001f4e7"])
def test_an_icon_before_a_line_is_no_text(icon: str) -> None:
    (line,) = page_lines(page(chars(f"{icon} 04 00 00 00 00", 50, 100)))
    assert (line.text, line.icon, line.x0) == ("04 00 00 00 00", True, 60)


def test_an_icon_drawn_as_shapes_is_told_from_a_bullet() -> None:
    (line,) = page_lines(page(chars("04 00 00 00 00", 70, 100), marks=[Box(50, 90, 64, 104)]))
    assert (line.icon, line.mark_x) == (True, None)


def test_what_nobody_reads_is_left_out() -> None:
    tiny, unknown = chars("invisible", 50, 100, size=0.4), chars(UNKNOWN, 50, 130)
    turned = [Char(20, 200, 30, 206, "M", 10, 206, upright=False)]
    assert texts(page(tiny, unknown, turned, chars("   ", 50, 140), chars("La navette", 50, 100))) == ["La navette"]


def test_lines_run_from_top_to_bottom_and_tell_their_style() -> None:
    upper, lower = page_lines(page(chars("en bas", 50, 112), chars("En haut", 50, 100, bold=True)))
    assert (upper.text, upper.bold, lower.text, lower.bold) == ("En haut", True, "en bas", False)
    assert (upper.x0, upper.x1, upper.top, upper.bottom, upper.baseline) == pytest.approx((50, 85, 92, 102, 100))
