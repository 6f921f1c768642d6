"""From lines in reading order to blocks."""

from collections.abc import Sequence

import pytest

from pipeline.document import Block, BlockKind
from pipeline.load.pdf.flows import Column, Flow, TableRow
from pipeline.load.pdf.hyphens import Lexicon
from pipeline.load.pdf.lines import NOTE, Line
from pipeline.load.pdf.paragraphs import BlockBuilder, with_levels
from pipeline.load.pdf.typography import Typography
from tests.load.pdf.printed import BLUE, PITCH, line, wrapped

BODY = (
    "Le foyer rural ouvre ses ateliers aux habitants de tous les âges. Une potière, un menuisier et deux jardiniers y donnent leur temps. "
)
MORE = "Chaque printemps, une fête réunit les familles des sept hameaux autour du four à pain, que les anciens ont rebâti pierre à pierre."

HEADING, ITEM, ROW, PARAGRAPH = BlockKind.HEADING, BlockKind.LIST_ITEM, BlockKind.TABLE_ROW, BlockKind.PARAGRAPH


def column(*lines: Line, boxed: bool = False) -> Column:
    return Column(lines, min(found.x0 for found in lines), max(found.x1 for found in lines), boxed)


def built(flows: Sequence[Flow]) -> tuple[BlockBuilder, tuple[Block, ...]]:
    lines = [found for flow in flows for part in ([flow] if isinstance(flow, Column) else sum(flow.cells, ())) for found in part.lines]
    # running text elsewhere in the document tells what is usual
    usual = Typography.of([*lines, *wrapped(BODY * 20)]).with_pitch([*flows, column(*wrapped(BODY * 3))])
    builder = BlockBuilder(usual, Lexicon(found.text for found in lines))
    return builder, with_levels(builder.blocks(flows))


def blocks(*flows: Flow | Sequence[Line]) -> list[tuple[BlockKind, str]]:
    """Kind and text of the blocks of columns, table rows or mere lines of one column."""
    return [(block.kind, block.text.text) for block in built([f if isinstance(f, Column | TableRow) else column(*f) for f in flows])[1]]


def stacked(*texts: str, x: float = 50, baseline: float = 100, size: float = 10) -> list[Line]:
    return [line(text, x, baseline + i * PITCH, size) for i, text in enumerate(texts)]


def after(lines: Sequence[Line], steps: float = 1) -> float:
    """The baseline some lines below the last one."""
    return lines[-1].baseline + steps * PITCH


def test_the_lines_of_a_paragraph_are_one_block() -> None:
    assert blocks(wrapped(BODY)) == [(PARAGRAPH, BODY.strip())]


def test_every_letter_knows_its_place_in_the_source() -> None:
    builder, (block,) = built([column(*wrapped(BODY))])
    assert [builder.source[offset] for offset in block.text.offsets if builder.source[offset] != "\n"]
    assert all(builder.source[offset].isspace() or builder.source[offset] == letter for letter, offset in zip(block.text.text, block.text.offsets, strict=True) if letter != " ")  # fmt: skip
    assert [printed.start for printed in builder.printed] == [0, *(i + 1 for i, c in enumerate(builder.source[:-1]) if c == "\n")]


def test_a_wider_step_starts_a_paragraph() -> None:
    full = wrapped(BODY)[:2]
    first = " ".join(found.text for found in full)
    assert blocks([*full, *wrapped(MORE, 50, after(full, 1.6))]) == [(PARAGRAPH, first), (PARAGRAPH, MORE)]
    assert blocks([*full, *wrapped(MORE, 50, after(full))]) == [(PARAGRAPH, f"{first} {MORE}")]


def test_a_first_line_set_in_starts_a_paragraph() -> None:
    first = wrapped(BODY)
    opening, *rest = wrapped(f"___{MORE}", 50, after(first))
    lines = [*first, line(opening.text[3:], 65, opening.baseline), *rest]
    assert blocks(lines) == [(PARAGRAPH, BODY.strip()), (PARAGRAPH, MORE)]


def test_a_line_broken_before_its_end_is_broken_on_purpose() -> None:
    address = stacked("Maison du lac", "3, rue des Tilleuls", "Bourg-sous-Roche")
    assert blocks([*wrapped(BODY), *(line(x.text, 50, 200 + i * PITCH) for i, x in enumerate(address))]) == [
        (PARAGRAPH, BODY.strip()),
        *((PARAGRAPH, found.text) for found in address),
    ]


def test_a_paragraph_goes_on_in_the_next_column_and_on_the_next_page() -> None:
    lines = wrapped(BODY)
    assert blocks(lines[:2], lines[2:]) == [(PARAGRAPH, BODY.strip())]
    over = [*lines[:2]], [line(found.text, 50, 60 + i * PITCH, page=2) for i, found in enumerate(lines[2:])]
    assert blocks(*over) == [(PARAGRAPH, BODY.strip())]


def test_a_sentence_that_ends_a_column_ends_its_paragraph() -> None:
    assert blocks(wrapped(BODY), wrapped(MORE, 300)) == [(PARAGRAPH, BODY.strip()), (PARAGRAPH, MORE)]


def test_a_box_does_not_go_on_with_the_text_around_it() -> None:
    lines = wrapped(BODY)
    found = blocks(column(*lines[:2]), column(line("dans un encadré", 300, 100), boxed=True))
    assert [text for _, text in found] == [" ".join(x.text for x in lines[:2]), "dans un encadré"]


@pytest.mark.parametrize(
    ("upper", "lower", "whole"),
    [
        ("Le foyer rural ouvre une bibli-", "othèque au village", "Le foyer rural ouvre une bibliothèque au village"),
        ("La maison de Saint-", "Aubin ouvre au public le jeudi", "La maison de Saint-Aubin ouvre au public le jeudi"),
        ("Le foyer rural ouvre une bibli\u00ad", "othèque au village", "Le foyer rural ouvre une bibliothèque au village"),
        ("Le foyer rural ouvre une bibli\u2010", "othèque au village", "Le foyer rural ouvre une bibliothèque au village"),
        ("Le plan de 2019-", "2021 du foyer rural de la vallée", "Le plan de 2019-2021 du foyer rural de la vallée"),
    ],
)
def test_words_cut_at_line_ends_are_mended(upper: str, lower: str, whole: str) -> None:
    assert blocks(stacked(upper, lower)) == [(PARAGRAPH, whole)]


@pytest.mark.parametrize(
    ("upper", "lower", "whole"),
    [
        ("Pour écrire au foyer : accueil@foyer-", "rural.example", "Pour écrire au foyer : accueil@foyer-rural.example"),
        ("Pour écrire : accueil.du.foyer@", "foyer.example", "Pour écrire : accueil.du.foyer@foyer.example"),
        ("Pour écrire au foyer : accueil@foyer", ".example", "Pour écrire au foyer : accueil@foyer.example"),
        ("Tout est sur www.foyer.example/", "ateliers", "Tout est sur www.foyer.example/ateliers"),
        ("Pour écrire : accueil@foyer.example", "ou au siège", "Pour écrire : accueil@foyer.example ou au siège"),
    ],
)
def test_addresses_cut_at_line_ends_are_mended(upper: str, lower: str, whole: str) -> None:
    assert [text for _, text in blocks(stacked(upper, lower))] == [whole]


def test_larger_letters_are_headings_ranked_by_size() -> None:
    title, lower = line("Le foyer des sept hameaux", 50, 60, 20), line("Les ateliers", 50, 85, 14)
    _, found = built([column(title, lower, *wrapped(BODY, 50, 110))])
    assert [(block.kind, block.level, block.text.text) for block in found[:2]] == [(HEADING, 1, title.text), (HEADING, 2, lower.text)]
    assert found[2].kind is PARAGRAPH


def test_a_heading_runs_over_lines() -> None:
    title = [line("Le foyer des sept hameaux et de", 50, 60, 20), line("la vallée", 50, 84, 20)]
    assert blocks([*title, *wrapped(BODY, 50, 120)])[0] == (HEADING, "Le foyer des sept hameaux et de la vallée")


def test_a_heading_that_counts_goes_on_with_none_above_it() -> None:
    headings = [line("Annexe – Les fiches", 50, 60, 20), line("Engagement 1 : ouvrir", 50, 84, 20), line("les foyers", 50, 108, 20)]
    assert blocks([*headings, *wrapped(BODY, 50, 144)])[:2] == [
        (HEADING, "Annexe – Les fiches"),
        (HEADING, "Engagement 1 : ouvrir les foyers"),
    ]


def test_a_bold_line_in_another_ink_is_a_heading_and_in_the_same_ink_is_not() -> None:
    inked, plain = line("Les ateliers", 50, 100, bold=True, color=BLUE), line("Les ateliers", 50, 100, bold=True)
    assert [blocks([found, *wrapped(BODY, 50, 125)])[0][0] for found in (inked, plain)] == [HEADING, PARAGRAPH]


def test_long_larger_text_that_ends_as_a_sentence_is_none() -> None:
    assert blocks([*wrapped(BODY + MORE, size=12), *wrapped(BODY, 50, 300)])[0][0] is PARAGRAPH


@pytest.mark.parametrize("mark", ["•", "-", "–", "►", "\uf0b7", "1.", "2)", "a)", "o"])
def test_bullets_open_list_items(mark: str) -> None:
    (item,) = built([column(line(f"{mark} un atelier de poterie"))])[1]
    assert (item.kind, item.marker, item.text.text) == (ITEM, mark, "un atelier de poterie")


def test_a_bullet_drawn_as_a_shape_opens_a_list_item() -> None:
    lines = [line("un atelier de poterie", 60, 100, mark_x=50), line("deux jardins", 60, 100 + PITCH, mark_x=50)]
    assert blocks(lines) == [(ITEM, "un atelier de poterie"), (ITEM, "deux jardins")]


def test_items_run_over_lines_and_nest_by_their_indentation() -> None:
    lines = [
        *stacked("• un atelier de poterie et de vannerie ouvert à"),
        line("tous les habitants", 60, 112),
        line("- le lundi", 70, 124),
        line("- le jeudi", 70, 136),
        line("• deux jardins", 50, 148),
    ]
    _, found = built([column(*lines)])
    assert [(block.kind, block.level, block.text.text) for block in found] == [
        (ITEM, 0, "un atelier de poterie et de vannerie ouvert à tous les habitants"),
        (ITEM, 1, "le lundi"),
        (ITEM, 1, "le jeudi"),
        (ITEM, 0, "deux jardins"),
    ]


def test_text_set_out_ends_a_list() -> None:
    lines = [
        *stacked("• un atelier de poterie et de vannerie ouvert aux"),
        line("habitants du bourg et des hameaux de la vallée,", 60, 112),
    ]
    found = blocks([*lines, line("Le foyer reste ouvert pendant les vacances d'été.", 50, 124)])
    assert [kind for kind, _ in found] == [ITEM, PARAGRAPH]


def test_a_dash_inside_a_sentence_opens_no_item() -> None:
    lines = stacked("Le foyer rural ouvre ses ateliers aux gens du bourg", "– jeunes et vieux – chaque jeudi de la belle saison")
    assert blocks(lines) == [(PARAGRAPH, " ".join(found.text for found in lines))]


def test_labels_in_bold_are_read_line_by_line() -> None:
    lines = [
        line("Porteur : le foyer rural des sept hameaux du val", 50, 100, bold_to=9),
        line("Partenaires : la commune", 50, 112, bold_to=13),
    ]
    assert [text for _, text in blocks(lines)] == [found.text for found in lines]


def test_a_quotation_mark_opens_a_heading_only_outside_quotations() -> None:
    assert blocks(stacked("» Le bilan")) == [(HEADING, "Le bilan")]
    closing = stacked("La maire parle de « l'atelier de tous les habitants du", "» et du four à pain que le village a rebâti en 2019.")
    assert [kind for kind, _ in blocks(closing)] == [PARAGRAPH]


def test_a_line_of_a_contents_list_is_a_row_of_title_and_page() -> None:
    _, found = built([column(*stacked("Le four à pain . . . . . . . . . . . 12", "Les ateliers ................. 14"))])
    assert [(block.kind, [cell.text for cell in block.cells]) for block in found] == [
        (ROW, ["Le four à pain", "12"]),
        (ROW, ["Les ateliers", "14"]),
    ]


def test_a_row_of_a_table_is_one_block_of_cells() -> None:
    row = TableRow(((column(line("Porteur", 50)),), (column(line("Le foyer rural", 150)),)))
    _, (block,) = built([row])
    assert (block.kind, [cell.text for cell in block.cells]) == (ROW, ["Porteur", "Le foyer rural"])


def test_calls_of_footnotes_are_no_text() -> None:
    called = line("Le four à pain3 du village")
    called.style = bytes(NOTE if letter == "3" else 0 for letter in called.text)
    builder, (block,) = built([column(called)])
    assert (block.text.text, builder.source) == ("Le four à pain du village", "Le four à pain3 du village\n")


def test_bold_words_are_marked_where_they_stand() -> None:
    _, (block,) = built([column(line("Depuis 2018, le foyer", 50, 100, bold_to=11))])
    assert [block.text.text[slice(*span)] for span in block.bold] == ["Depuis 2018"]


def test_a_bold_line_set_apart_from_the_sentence_above_is_none_of_its_paragraph() -> None:
    told = stacked("Le foyer rural ouvre ses ateliers aux habitants de", "tous les âges, et deux jardiniers y sont à demeure.")
    bold = [line("Département du Gard et de la Lozère", 50, after(told, steps), bold=True) for steps in (1.2, 1)]
    assert [len(blocks([*told, heading])) for heading in bold] == [2, 1]
