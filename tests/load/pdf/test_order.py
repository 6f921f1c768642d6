"""Reading order: columns, headings above them, boxes, labels beside values."""

from collections.abc import Sequence

import pytest

from pipeline.load.pdf.flows import Column, Flow, TableRow, with_rows_joined
from pipeline.load.pdf.lines import Line
from pipeline.load.pdf.model import Fill, Rule
from pipeline.load.pdf.order import reading_order
from tests.load.pdf.printed import BLUE, across, down, line, wrapped

LEFT = "Une ancienne école reçoit les ateliers du village. Trois artisans y forment des jeunes au travail du bois et de la pierre sèche."
RIGHT = "Le car des aînés passe deux fois par semaine. Il mène au marché, chez le médecin et à la piscine de la vallée voisine sans détour."
OTHER = "La cuisine centrale livre quarante repas par jour. Les légumes viennent des jardins que tiennent les habitants eux-mêmes."


def order(lines: Sequence[Line], fills: Sequence[Fill] = (), rules: Sequence[Rule] = ()) -> list[Flow]:
    return reading_order(lines, fills, rules, 10)


def shown(flows: Sequence[Flow]) -> list[str | list[str]]:
    """The text of each column, the cells of each row."""

    def text(*columns: Column) -> str:
        return " ".join(found.text for column in columns for found in column.lines)

    return [text(flow) if isinstance(flow, Column) else [text(*cell) for cell in flow.cells] for flow in flows]


def beside(left: str = LEFT, right: str = RIGHT, baseline: float = 100) -> list[Line]:
    """Two columns of 45 letters, line by line."""
    return [*wrapped(left, 50, baseline, 45), *wrapped(right, 310, baseline, 45)]


def test_one_column_is_read_from_top_to_bottom() -> None:
    lines = wrapped(LEFT)
    (column,) = order(lines[::-1])
    assert isinstance(column, Column)
    assert (list(column.lines), column.boxed) == (lines, False)


def test_columns_are_read_one_after_the_other() -> None:
    assert shown(order(beside())) == [LEFT, RIGHT]


def test_columns_with_baselines_of_their_own_are_read_one_after_the_other() -> None:
    assert shown(order([*wrapped(LEFT, 50, 100, 45), *wrapped(RIGHT, 310, 105, 45)])) == [LEFT, RIGHT]


def test_three_columns() -> None:
    lines = [found for i, text in enumerate((LEFT, RIGHT, OTHER)) for found in wrapped(text, 40 + 180 * i, 100, 30)]
    assert shown(order(lines)) == [LEFT, RIGHT, OTHER]


def test_a_heading_over_columns_parts_what_is_above_from_what_is_below() -> None:
    heading = line("Les services qui viennent aux habitants des hameaux", 50, 185, 14)
    flows = order([*beside(), heading, *beside(OTHER, LEFT, 215)])
    assert shown(flows) == [LEFT, RIGHT, heading.text, OTHER, LEFT]


def test_a_short_heading_over_columns_parts_them_too() -> None:
    heading = line("Les services", 50, 195, 14)
    flows = order([*beside(), heading, *beside(OTHER, LEFT, 225)])
    assert " ".join(text for text in shown(flows) if isinstance(text, str)) == " ".join([LEFT, RIGHT, heading.text, OTHER, LEFT])


def test_a_heading_inside_a_column_stays_in_it() -> None:
    left = [*wrapped(LEFT, 50, 100, 45), line("La cuisine", 50, 148, 12), *wrapped(OTHER, 50, 165, 45)]
    flows = order([*left, *wrapped(f"{RIGHT} {RIGHT}", 310, 100, 45)])
    assert shown(flows) == [f"{LEFT} La cuisine {OTHER}", f"{RIGHT} {RIGHT}"]


def test_a_narrow_box_beside_running_text_is_read_before_it() -> None:
    box = Fill(300, 90, 480, 150, BLUE)
    flows = order([*wrapped(LEFT, 50, 100, 45), *wrapped("Contact : la mairie du bourg", 310, 105, 30)], [box])
    assert shown(flows) == ["Contact : la mairie du bourg", LEFT]
    assert [flow.boxed for flow in flows if isinstance(flow, Column)] == [True, False]


def test_a_box_as_wide_as_the_text_beside_it_waits_for_its_turn() -> None:
    box = Fill(300, 90, 560, 150, BLUE)
    assert shown(order([*wrapped(LEFT, 50, 100, 45), *wrapped(RIGHT, 310, 105, 45)], [box])) == [LEFT, RIGHT]


def test_a_box_between_paragraphs_is_read_in_its_place() -> None:
    first, boxed, last = wrapped(LEFT), wrapped(OTHER, 60, 160), wrapped(RIGHT, 50, 230)
    flows = order([*first, *boxed, *last], [Fill(50, 145, 500, 205, BLUE)])
    assert shown(flows) == [LEFT, OTHER, RIGHT]


def test_a_box_in_a_box_is_read_once() -> None:
    outer, inner = Fill(40, 80, 560, 300, BLUE), Fill(50, 145, 500, 205, None, True)
    flows = order([*wrapped(LEFT, 60), *wrapped(OTHER, 60, 160), line("En dehors de tout", 60, 400)], [outer, inner])
    assert shown(flows) == [LEFT, OTHER, "En dehors de tout"]


def test_a_fill_that_cuts_lines_is_no_box() -> None:
    assert shown(order([*wrapped(LEFT), *wrapped(RIGHT, 50, 230)], [Fill(100, 90, 160, 150, BLUE)])) == [f"{LEFT} {RIGHT}"]


def test_cards_are_read_row_by_row() -> None:
    cards = [(50, 100), (310, 100), (50, 200), (310, 200)]
    texts = [
        "La fruitière. Une cave sert à tous.",
        "Le pressoir. On y vient à pied.",
        "Le moulin. Il tourne le soir.",
        "Le lavoir. On y lit des contes.",
    ]
    lines = [found for (x, top), text in zip(cards, texts, strict=True) for found in wrapped(text, x + 10, top + 20, 20)]
    assert shown(order(lines, [Fill(x, top, x + 240, top + 80, BLUE) for x, top in cards])) == texts


def test_labels_beside_their_values_make_rows() -> None:
    values = wrapped("La recyclerie du pont, avec les deux communes voisines et le lycée", 200, 112, 45)
    lines = [
        line("Lieu", 50, 100),
        line("Jura", 200, 100),
        line("Porteur", 50, 112),
        *values,
        line("Depuis", 50, 136),
        line("2018", 200, 136),
    ]
    assert shown(order(lines)) == [["Lieu", "Jura"], ["Porteur", " ".join(value.text for value in values)], ["Depuis", "2018"]]


def test_rules_part_the_rows_of_labels() -> None:
    lines = [line("Porteur de", 50, 100), line("La recyclerie", 200, 100), line("l'action", 50, 112), line("du pont", 200, 112)]
    lines += [line("Depuis", 50, 130), line("2018", 200, 130)]
    assert shown(order(lines, rules=[across(50, 500, 118)])) == [["Porteur de l'action", "La recyclerie du pont"], ["Depuis", "2018"]]


def test_page_numbers_at_the_right_belong_to_their_titles() -> None:
    titles = ("La fruitière du plateau et sa cave ouverte à tous", "Le pressoir", "Le moulin des deux rives")
    lines = [found for i, title in enumerate(titles) for found in (line(title, 50, 100 + 14 * i), line(str(7 + i), 500, 100 + 14 * i))]
    assert shown(order(lines)) == [[title, str(7 + i)] for i, title in enumerate(titles)]


def test_a_ruled_table_is_rows_in_its_place() -> None:
    rules = [*(across(50, 250, y) for y in (150, 170, 190)), *(down(x, 150, 190) for x in (50, 150, 250))]
    table = [line("Lieu", 55, 164), line("Jura", 155, 164), line("Depuis", 55, 184), line("2018", 155, 184)]
    flows = order([*wrapped(LEFT), *table, *wrapped(RIGHT, 50, 230)], rules=rules)
    assert shown(flows) == [LEFT, ["Lieu", "Jura"], ["Depuis", "2018"], RIGHT]


def test_a_blank_page_has_no_order() -> None:
    assert order([]) == []


def cells(*texts: str, page: int, x: float = 50) -> TableRow:
    """A row of a table of columns of 100 points."""
    places = [x + 100 * i for i in range(len(texts))]
    return TableRow(
        tuple(
            (Column((line(text, left + 5, 114, page=page),) if text else (), left, left + 100),)
            for text, left in zip(texts, places, strict=True)
        )
    )


def test_a_row_that_runs_over_pages_is_one_row() -> None:
    first, rest = cells("Bilan", "Vingt jeunes ont", page=1), cells("", "rejoint la scierie", page=2)
    assert shown(with_rows_joined([first, rest])) == [["Bilan", "Vingt jeunes ont rejoint la scierie"]]


@pytest.mark.parametrize(
    "following",
    [cells("Suite", "Dix autres", page=2), cells("", "Dix autres", page=1), cells("", "Dix autres", page=2, x=80)],
    ids=["with a label", "on the same page", "elsewhere on the page"],
)
def test_another_row_stays_a_row(following: TableRow) -> None:
    first = cells("Bilan", "Vingt jeunes ont", page=1)
    assert with_rows_joined([first, following]) == [first, following]


def test_words_side_by_side_in_a_box_are_cells_of_a_row() -> None:
    band = [line("Creuse", 60, 120), line("Octobre 2018 à", 220, 114), line("décembre 2020", 220, 126), line("Réalisé", 420, 120)]
    flows = order([*wrapped(LEFT, 50, 200), *band], [Fill(50, 100, 550, 132, BLUE)])
    assert shown(flows) == [["Creuse", "Octobre 2018 à décembre 2020", "Réalisé"], LEFT]


def test_a_title_on_the_box_of_a_banner_stands_above_it() -> None:
    title, band = line("Un toit pour deux", 60, 90, 14, bold=True), [line("Creuse", 60, 120), line("2018", 220, 120)]
    fills = [Fill(50, 74, 550, 100, BLUE), Fill(50, 100, 550, 132, (0.8, 0.9, 0.8))]
    assert shown(order([title, *band, *wrapped(LEFT, 50, 200)], fills)) == ["Un toit pour deux", ["Creuse", "2018"], LEFT]


def test_texts_side_by_side_in_a_box_are_columns() -> None:
    flows = order([*beside(), *wrapped(OTHER, 50, 300)], [Fill(40, 80, 560, 150, BLUE)])
    assert shown(flows) == [LEFT, RIGHT, OTHER]
