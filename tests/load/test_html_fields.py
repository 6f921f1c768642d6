"""Labelled fields and folded parts of web pages, however a page builds them."""

import pytest

from pipeline.document import Block
from pipeline.load.html import read_html


def shapes(body: str) -> list[tuple[str, int, str]]:
    blocks: tuple[Block, ...] = read_html(f"<html><body><main>{body}</main></body></html>".encode()).blocks
    return [(str(b.kind), b.level, " | ".join(cell.text for cell in b.cells) or b.text.text) for b in blocks]


ROWS = [("table_row", 0, "Commune | Vernoux-sur-Lay"), ("table_row", 0, "Ouverture | 2020")]


@pytest.mark.parametrize(
    "body",
    [
        "<ul><li><span class='a'>Commune</span> <span class='b'>Vernoux-sur-Lay</span></li>"
        "<li><span class='a'>Ouverture</span> <span class='b'>2020</span></li></ul>",
        "<div><div><b>Commune</b> <span>Vernoux-sur-Lay</span></div><div><b>Ouverture</b> <span>2020</span></div></div>",
        "<p><em>Commune</em> <b>Vernoux-sur-Lay</b></p><p><em>Ouverture</em> <b>2020</b></p>",
    ],
    ids=["list", "divisions", "paragraphs"],
)
def test_pairs_built_alike_are_rows(body: str) -> None:
    assert shapes(body) == ROWS


def test_pairs_among_other_items_keep_their_place() -> None:
    pair = "<li><span class='a'>{}</span><span class='b'>{}</span></li>"
    body = f"<ul><li>Avant</li>{pair.format('Commune', 'Vernoux-sur-Lay')}{pair.format('Ouverture', '2020')}<li>Après</li></ul>"
    assert shapes(body) == [("list_item", 0, "Avant"), *ROWS, ("list_item", 0, "Après")]


@pytest.mark.parametrize(
    "item",
    [
        "<li><b>Le four banal</b><span>, rallumé chaque samedi</span></li>",
        "<li><span>Le four</span> <span>banal</span></li>",
        "<li><a href='#'>Le four</a> <span>banal</span></li>",
        "<li><b>Le four</b> <span>" + "Les habitants y cuisent leur pain et se relaient pour le bois. " * 3 + "Il est banal.</span></li>",
    ],
    ids=["a phrase", "two of one class", "a link", "running text"],
)
def test_items_that_are_no_fields(item: str) -> None:
    assert [kind for kind, _, _ in shapes(f"<ul>{item}{item}</ul>")] == ["list_item", "list_item"]


FIELDS = [("paragraph", 0, "Commune : Vernoux-sur-Lay"), ("paragraph", 0, "Ouverture : 2020")]


@pytest.mark.parametrize(
    "body",
    [
        "<div><span><b>Commune :</b> Vernoux-sur-Lay</span> | <span><b>Ouverture :</b> 2020</span></div>",
        "<p><span>Commune : Vernoux-sur-Lay</span> <span>Ouverture : 2020</span></p>",
        "<p><strong>Commune :</strong> Vernoux-sur-Lay <strong>Ouverture :</strong> 2020</p>",
        "<p><strong>Commune</strong> : Vernoux-sur-Lay <strong>Ouverture</strong> : 2020</p>",
    ],
    ids=["elements with bold labels", "elements with a colon", "bold labels", "bold labels before a colon"],
)
def test_labels_in_a_row_start_a_line_each(body: str) -> None:
    assert shapes(body) == FIELDS


@pytest.mark.parametrize(
    "body",
    [
        "<p>Le relais a <strong>deux buts : </strong>écouter et <strong>orienter : </strong>rien d'autre.</p>",
        "<p><span>Une</span> <span>phrase : en</span> <span>morceaux</span></p>",
        "<p><strong>Le relais</strong> accueille <strong>chacun</strong></p>",
    ],
)
def test_bold_words_of_a_sentence_do_not_cut_it(body: str) -> None:
    assert len(shapes(body)) == 1


def headings(body: str) -> list[tuple[int, str]]:
    return [(level, text) for kind, level, text in shapes(body) if kind == "heading"]


PANEL = "<details><summary>{}</summary><p>Il chauffe.</p></details>"


def test_the_summary_of_a_folded_part_stands_below_the_heading_in_force() -> None:
    body = f"<h2>Se nourrir</h2><h3>La cantine</h3><h2>Cuire</h2>{PANEL.format('Le four banal')}{PANEL.format('La halle')}"
    assert headings(body) == [(2, "Se nourrir"), (3, "La cantine"), (2, "Cuire"), (3, "Le four banal"), (3, "La halle")]


def test_folded_parts_within_a_folded_part_stand_lower() -> None:
    inner = (
        f"<details><summary>Cuire</summary><h4>Bilan</h4><p>Il chauffe.</p>{PANEL.format('Le four')}</details>{PANEL.format('La halle')}"
    )
    assert headings(f"<h2>Se nourrir</h2>{inner}") == [(2, "Se nourrir"), (3, "Cuire"), (4, "Bilan"), (5, "Le four"), (3, "La halle")]


def test_the_summary_of_a_folded_part_has_no_level_on_a_page_without_headings() -> None:
    assert headings(PANEL.format("Le four banal")) == [(0, "Le four banal")]


def test_headings_of_an_article_stand_below_the_heading_it_stands_under() -> None:
    article = "<article><h2>{}</h2><h3>Bilan</h3><p>Il chauffe.</p></article>"
    body = f"<h2>Se nourrir</h2>{article.format('Le four banal')}{article.format('La cantine ouverte')}<h2>Se loger</h2>"
    found = [(2, "Se nourrir"), (3, "Le four banal"), (4, "Bilan"), (3, "La cantine ouverte"), (4, "Bilan"), (2, "Se loger")]
    assert headings(body) == found
    assert headings(f"<h1>Actions</h1>{article.format('Le four banal')}") == [(1, "Actions"), (2, "Le four banal"), (3, "Bilan")]


def test_sizes_of_letters_are_told_and_end_with_their_element() -> None:
    page = "<p><font size='5'><b>Se nourrir</b></font></p><p style='font-size:10pt'>Le <i>four</i></p><p>Il chauffe.</p>"
    blocks = read_html(f"<html><body><main>{page}</main></body></html>".encode()).blocks
    assert [block.size for block in blocks] == [18.0, 10.0, 0.0]
    assert [block.all_bold for block in blocks] == [True, False, False]
    assert blocks[1].italic == ((3, 7),)
