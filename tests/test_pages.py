"""Where the characters of a paged document stand."""

from pipeline.pages import Pages, PrintedLine, around
from schemas.evidence import PageBox


def line(start: int, page: int, top: float, letters: str, x: float = 50) -> PrintedLine:
    """Letters of 5 points; a blank has no width."""
    x0 = [x + 5 * i for i in range(len(letters))]
    return PrintedLine(
        start, page, top, top + 10, x0, [left + (0 if letter == "_" else 5) for left, letter in zip(x0, letters, strict=True)]
    )


PAGES = Pages(3, (line(0, 1, 100, "Le_four"), line(8, 1, 112, "à_pain"), line(15, 3, 60, "du_lac", 80)), {1: 7, 3: 9})


def test_a_character_stands_on_the_page_of_its_line() -> None:
    assert [PAGES.page_of(offset) for offset in (0, 7, 8, 14, 15, 20)] == [1, 1, 1, 1, 3, 3]
    assert Pages(1, (line(4, 1, 100, "Le"),)).page_of(2) is None


def test_words_of_one_line_have_one_box() -> None:
    assert PAGES.boxes(3, 7) == (PageBox(page=1, bbox=(65, 100, 85, 110)),)


def test_words_over_lines_and_pages_have_a_box_a_line() -> None:
    assert PAGES.boxes(3, 17) == (
        PageBox(page=1, bbox=(65, 100, 85, 110)),
        PageBox(page=1, bbox=(50, 112, 80, 122)),
        PageBox(page=3, bbox=(80, 60, 90, 70)),
    )


def test_blanks_and_line_ends_have_no_box() -> None:
    assert PAGES.boxes(2, 3) == ()
    assert PAGES.boxes(7, 8) == ()
    assert PAGES.boxes(2, 7) == PAGES.boxes(3, 7)


def test_boxes_are_never_smaller_than_the_ink() -> None:
    (box,) = Pages(1, (PrintedLine(0, 1, 10.008, 20.001, (1.239,), (2.001,)),)).boxes(0, 1)
    assert box.bbox == (1.23, 10.0, 2.01, 20.01)


def test_the_box_around_boxes() -> None:
    assert around(PAGES.boxes(3, 14)) == (50, 100, 85, 122)
