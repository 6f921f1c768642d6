"""Rows of tables to blocks."""

from dataclasses import replace

from pipeline.document import Block, BlockKind
from pipeline.load.tables import row_blocks
from tests.support import block, mapped

PROSE = block("Le foyer rural a reçu deux cents habitants en un an, et chacun de ses ateliers a doublé le nombre de ses places dès le premier hiver, sans dépense de plus.")  # fmt: skip


def read(*cells: list[Block]) -> list[tuple[BlockKind, str, list[str]]]:
    return [(found.kind, found.text.text, [cell.text for cell in found.cells]) for found in row_blocks(cells)]


def bold(text: str) -> Block:
    return replace(block(text), bold=((0, len(text)),))


def test_paragraphs_beside_each_other_are_a_row_of_cells() -> None:
    assert read([block("Porteur")], [block("Le foyer rural")]) == [
        (BlockKind.TABLE_ROW, "Porteur Le foyer rural", ["Porteur", "Le foyer rural"])
    ]


def test_an_empty_cell_keeps_its_place() -> None:
    assert read([block("Porteur")], [], [block("2018")]) == [(BlockKind.TABLE_ROW, "Porteur 2018", ["Porteur", "", "2018"])]
    assert read([], []) == []


def test_a_label_beside_running_text_heads_it() -> None:
    assert read([block("Bilan")], [PROSE]) == [(BlockKind.HEADING, "Bilan", []), (BlockKind.PARAGRAPH, PROSE.text.text, [])]
    (head, *_) = row_blocks([[block("Bilan")], [PROSE]])
    assert head.all_bold


def test_a_label_beside_several_paragraphs_heads_them() -> None:
    assert [kind for kind, _, _ in read([block("Bilan")], [block("Oui."), block("Non.")])] == [BlockKind.HEADING] + [
        BlockKind.PARAGRAPH
    ] * 2


def test_a_long_label_heads_only_in_bold() -> None:
    long = "Ce que les habitants du village ont dit de leur foyer rural en 2019"
    assert [read([cell], [PROSE])[0][0] for cell in (bold(long), block(long))] == [BlockKind.HEADING, BlockKind.TABLE_ROW]


def test_cells_with_headings_or_several_paragraphs_each_lay_out_the_page() -> None:
    heading = Block(BlockKind.HEADING, mapped("Le foyer"), level=2)
    assert [text for _, text, _ in read([heading, block("Oui.")], [block("Non.")])] == ["Le foyer", "Oui.", "Non."]
    assert [text for _, text, _ in read([block("Un."), block("Deux.")], [block("Trois."), block("Quatre.")])] == [
        "Un.",
        "Deux.",
        "Trois.",
        "Quatre.",
    ]


def test_a_table_of_one_cell_is_its_text() -> None:
    assert read([block("Le foyer rural")]) == [(BlockKind.PARAGRAPH, "Le foyer rural", [])]
