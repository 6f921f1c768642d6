"""Running headers, footers and page numbers."""

from collections.abc import Callable, Sequence

import pytest

from pipeline.load.pdf.furniture import PageLines, without_furniture
from pipeline.load.pdf.lines import Line
from tests.load.pdf.printed import line

BODY = ("La lanterne", "Une salle", "Le troc", "La halte", "Un chemin", "La source", "Le verger", "Une scène")

HEAD, FOOT = 40, 770


def publication(*drawn: Callable[[int], Sequence[Line]], pages: int = 6) -> list[PageLines]:
    """Pages of 800 points, each with a text of its own in the middle and what is drawn for its number."""
    return [
        PageLines(n, 800, (line(f"{BODY[n % len(BODY)]} de la page.", 50, 400, page=n), *(found for draw in drawn for found in draw(n))))
        for n in range(1, pages + 1)
    ]


def running(text: str, baseline: float = HEAD, x: float = 50, size: float = 8) -> Callable[[int], Sequence[Line]]:
    """A line on every page; `#` stands for the number of the page."""
    return lambda n: [line(text.replace("#", str(n)), x, baseline, size, page=n)]


def texts(pages: Sequence[PageLines]) -> list[list[str]]:
    return [[found.text for found in page.lines] for page in pages]


def bare(pages: int = 6) -> list[list[str]]:
    return texts(publication(pages=pages))


def test_what_comes_back_at_the_edge_of_pages_is_left_out() -> None:
    kept, printed = without_furniture(publication(running("Cahier des vallées"), running("Conseil du lac", FOOT)), 10)
    assert (texts(kept), printed) == (bare(), {})


def test_what_comes_back_in_the_middle_of_pages_stays() -> None:
    pages = publication(running("Cahier des vallées", 300))
    assert without_furniture(pages, 10)[0] == pages


def test_headers_change_sides_and_words_between_left_and_right_pages() -> None:
    def header(n: int) -> list[Line]:
        return [line("Cahier des vallées", 50, HEAD, 8) if n % 2 else line("Chapitre deux", 480, HEAD, 8)]

    def footer(n: int) -> list[Line]:
        return [line(f"{n} | Cahier des vallées", 50, FOOT, 8) if n % 2 else line(f"Cahier des vallées | {n}", 480, FOOT, 8)]

    kept, printed = without_furniture(publication(header, footer, pages=8), 10)
    assert texts(kept) == bare(8)
    assert printed == {n: n for n in range(1, 9)}


@pytest.mark.parametrize(
    "form", ["{}", "- {} -", "– {} –", "Page {}", "p. {}", "{}/40", "{} sur 40", "page {} de 40", "| {}", "Cahier des vallées {}", "[{}]"]
)
def test_page_numbers_in_all_forms(form: str) -> None:
    kept, printed = without_furniture(publication(lambda n: [line(form.format(n + 3), 300, FOOT, 8, page=n)]), 10)
    assert texts(kept) == bare()
    assert printed == {n: n + 3 for n in range(1, 7)}


def test_pages_without_a_number_have_none() -> None:
    _, printed = without_furniture(publication(lambda n: [line(str(n), 300, FOOT, 8, page=n)] if n > 2 else []), 10)
    assert printed == {3: 3, 4: 4, 5: 5, 6: 6}


def test_numbers_that_do_not_count_pages_are_none() -> None:
    years = ("12", "48", "7", "250", "31", "96")
    _, printed = without_furniture(publication(lambda n: [line(years[n - 1], 300, FOOT, 8, page=n)]), 10)
    assert printed == {}


def test_the_number_of_a_single_page_is_read() -> None:
    kept, printed = without_furniture(publication(running("14", FOOT), pages=1), 10)
    assert (texts(kept), printed) == (bare(1), {1: 14})


def test_the_lines_of_a_single_page_are_its_text() -> None:
    pages = publication(running("Cahier des vallées"), running("Le 3 mai, au lac", FOOT), pages=1)
    assert without_furniture(pages, 10) == (pages, {})


def test_two_pages_are_enough_in_a_short_document_and_not_in_a_long_one() -> None:
    def twice(n: int) -> list[Line]:
        return [line("Cahier des vallées", 50, HEAD, 8, page=n)] if n < 3 else []

    assert texts(without_furniture(publication(twice, pages=4), 10)[0]) == bare(4)
    long = publication(twice, pages=9)
    assert without_furniture(long, 10)[0] == long


def test_a_second_row_is_running_where_most_pages_have_it() -> None:
    def rows(n: int) -> list[Line]:
        return [line("Cahier des vallées", 50, 30, 8), line("Chapitre deux", 50, 42, 8)]

    assert texts(without_furniture(publication(rows, pages=8), 10)[0]) == bare(8)


def test_a_line_below_the_running_header_of_some_pages_is_text() -> None:
    def rows(n: int) -> list[Line]:
        return [line("Cahier des vallées", 50, 30, 8), *([line("Une remarque", 50, 42, 8)] if n < 4 else [])]

    kept, _ = without_furniture(publication(rows, pages=12), 10)
    assert sum("Une remarque" in page for page in texts(kept)) == 3


def test_what_stands_beside_a_running_line_goes_with_it() -> None:
    themes = ("Eau", "Bois", "Air", "Feu", "Sel", "Vent")
    pages = publication(running("Cahier des vallées"), lambda n: [line(themes[n - 1], 480, HEAD, 8)])
    assert texts(without_furniture(pages, 10)[0]) == bare()


def test_a_heading_beside_a_running_line_stays_above_its_text() -> None:
    def column(n: int) -> list[Line]:
        return [line("Le car bleu", 300, HEAD, 10, bold=True), line("Il passe chaque jeudi", 300, HEAD + 14, 10)] if n == 2 else []

    kept, _ = without_furniture(publication(running("Cahier des vallées"), column), 10)
    assert ["Le car bleu" in page for page in texts(kept)] == [n == 2 for n in range(1, 7)]


@pytest.mark.parametrize(("text", "size"), [("» Le bilan", 10), ("► Le bilan", 10), ("Le bilan", 14)])
def test_a_heading_that_comes_back_at_the_top_of_pages_is_text(text: str, size: float) -> None:
    pages = publication(running(text, 60, size=size))
    assert without_furniture(pages, 10)[0] == pages


def test_pages_that_hold_nothing_else_keep_their_line() -> None:
    pages = [PageLines(n, 800, (line(f"Carte {n}", 50, HEAD, 24),)) for n in range(1, 7)]
    assert without_furniture(pages, 24)[0] == pages


@pytest.mark.parametrize(("bold", "kept"), [(True, True), (False, False)])
def test_labels_above_other_values_on_every_page_are_text(*, bold: bool, kept: bool) -> None:
    places = ("Creuse", "Aisne", "Doubs", "Lozère", "Gers", "Oise", "Somme")
    pages = publication(lambda n: [line("Département", 50, HEAD, 8, bold=bold, page=n), line(places[n], 50, HEAD + 11, 8, page=n)])
    assert ("Département" in texts(without_furniture(pages, 10)[0])[0]) is kept


def test_heads_of_two_lines_whose_second_changes_with_the_chapter_are_no_labels() -> None:
    def head(n: int) -> list[Line]:
        return [line("Cahier", 50, HEAD, 8, bold=True, page=n), line(f"Partie {'AB'[n > 3]}", 50, HEAD + 11, 8, page=n)]

    assert "Cahier" not in texts(without_furniture(publication(head), 10)[0])[0]
