"""Lists as formats print them: typed marks, indentation, numbers that are headings."""

import io

import pytest
from docx import Document as WordDocument
from docx.shared import Pt

from pipeline.document import Block, BlockKind
from pipeline.load.docx import read_docx
from pipeline.load.html import read_html
from pipeline.load.odt import read_odt
from tests.load.office_files import packed

PROSE = "Chaque jeudi, des habitants y préparent ensemble un repas servi à une trentaine de voisins."


def page(*lines: str) -> tuple[Block, ...]:
    body = "".join(f"<p>{line}</p>" for line in lines)
    return read_html(f"<html><body><main>{body}</main></body></html>".encode()).blocks


def word(*lines: tuple[str, int]) -> tuple[Block, ...]:
    """A document of paragraphs, each set in by so many points; text between two `*` at its start is bold."""
    document = WordDocument()
    for text, indent in lines:
        paragraph = document.add_paragraph()
        paragraph.paragraph_format.left_indent = Pt(indent)
        _, bold, rest = text.split("*", 2) if text.startswith("*") else ("", "", text)
        paragraph.add_run(bold).bold = True
        paragraph.add_run(rest)
    buffer = io.BytesIO()
    document.save(buffer)
    return read_docx(buffer.getvalue()).blocks


def depths(blocks: tuple[Block, ...]) -> list[int]:
    return [block.level for block in blocks if block.kind is BlockKind.LIST_ITEM]


TYPED = ("• Ouvrir un four :", "– trouver un lieu", "– former deux équipes", "• Livrer le pain")


def test_a_dash_below_a_bullet_is_one_level_deeper_in_every_format() -> None:
    assert depths(page(*TYPED)) == [0, 1, 1, 0]
    assert depths(page("<br>".join(TYPED))) == [0, 1, 1, 0]
    assert depths(word(*((line, 0) for line in TYPED))) == [0, 1, 1, 0]
    assert depths(read_odt(packed("".join(f"<text:p>{line}</text:p>" for line in TYPED))).blocks) == [0, 1, 1, 0]


@pytest.mark.parametrize(
    ("lines", "wanted"),
    [
        (("– Un four", "• Un moulin"), [0, 0]),
        (("– Deux chantiers :", "• un four", "• un moulin", "– Un bilan"), [0, 1, 1, 0]),
        (("1. Ouvrir un four", "• trouver un lieu", "2. Livrer le pain"), [0, 1, 0]),
        (("• Un four", PROSE, "– un lieu"), [0, 0]),
        (("• Un four", "– un lieu", PROSE, "– une équipe", "• Un moulin"), [0, 1, 1, 0]),
        (("• Un four", "Livrer :", "– le pain"), [0, 0]),
    ],
    ids=["bullet after dash", "after a colon", "numbers", "another list", "text inside an item", "short line between"],
)
def test_depth_by_marks(lines: tuple[str, ...], wanted: list[int]) -> None:
    assert depths(page(*lines)) == wanted


def test_typed_items_of_a_marked_up_list_are_below_its_items() -> None:
    blocks = page("<ul><li>Ouvrir un four<br>• trouver un lieu</li></ul>", "<ul><li>Un lieu<p>• au bourg</p></li></ul>")
    assert depths(blocks) == [0, 0, 1]


def test_indentation_of_word_paragraphs_is_depth_and_text_set_in_stays_in_its_list() -> None:
    blocks = word(("• Ouvrir un four", 18), ("• trouver un lieu", 36), ("Au bourg.", 18), ("• former une équipe", 36), ("• Livrer", 18))
    assert depths(blocks) == [0, 1, 1, 0]
    assert {block.level for block in blocks if block.kind is BlockKind.PARAGRAPH} == {0}


def test_bold_numbered_lines_are_headings_with_their_numbers() -> None:
    blocks = word(("*1. Rallumer le four*", 0), (PROSE, 0), ("*2. Livrer le pain*", 0), (PROSE, 0))
    heads = [block for block in blocks if block.all_bold]
    assert [(block.kind, block.text.text) for block in heads] == [
        (BlockKind.PARAGRAPH, "1. Rallumer le four"),
        (BlockKind.PARAGRAPH, "2. Livrer le pain"),
    ]


def test_numbered_lines_that_count_over_text_are_headings_and_lead_back_to_the_source() -> None:
    reading = read_html(f"<p>1. Rallumer le four</p><p>{PROSE}</p><p>2. Livrer le pain</p><p>{PROSE}</p>".encode())
    first, _, second, _ = reading.blocks
    assert [first.kind, second.kind] == [BlockKind.PARAGRAPH] * 2
    assert [reading.source[slice(*block.text.source_range)] for block in (first, second)] == ["1. Rallumer le four", "2. Livrer le pain"]


@pytest.mark.parametrize(
    "lines",
    [
        ("<b>1. Un four</b>", "<b>2. Un moulin</b>", PROSE),
        ("1. Un four", PROSE),
        ("<b>1. Un four.</b>", PROSE),
        ("1. Un four", "À midi", "2. Un moulin", "Le soir"),
    ],
    ids=["side by side", "alone and not bold", "a sentence", "no running text below"],
)
def test_numbered_items_that_stay_items(lines: tuple[str, ...]) -> None:
    assert BlockKind.LIST_ITEM in {block.kind for block in page(*lines)}
    assert not any(block.text.text.startswith("1.") for block in page(*lines))


def test_a_contents_list_above_does_not_hide_the_first_numbered_heading() -> None:
    blocks = page("1. Le four", "2. Le moulin", "<b>1. Le four</b>", PROSE, "<b>2. Le moulin</b>", PROSE)
    assert [block.kind for block in blocks[:2]] == [BlockKind.LIST_ITEM] * 2
    assert [block.text.text for block in blocks[2::2]] == ["1. Le four", "2. Le moulin"]
