"""Markdown that shows what was understood, and reads back as the same blocks."""

import io
from pathlib import Path, PurePath

import pytest
from docx import Document as WordDocument

from pipeline.document import Block, BlockKind, Document, Reading
from pipeline.emit.markdown import to_markdown, write_markdown
from pipeline.errors import OutputError
from pipeline.load import load
from pipeline.load.docx import read_docx
from pipeline.load.html import read_html
from pipeline.load.inline import Run, write_block
from pipeline.load.text import read_blocks
from pipeline.load.writer import SourceWriter
from pipeline.pages import Pages, PrintedLine

ROOT = Path(__file__).resolve().parent.parent.parent


def document(reading: Reading) -> Document:
    return Document("essai", PurePath("essai"), "", reading)


def of_page(body: str) -> Document:
    return document(read_html(f"<main>{body}</main>".encode()))


def back(text: str) -> list[tuple[BlockKind, str]]:
    return [(block.kind, block.text.text) for block in read_blocks(text)]


def test_what_it_looks_like() -> None:
    page = (
        "<h1>Le relais</h1><p>Il <b>ouvre</b> <i>demain</i>.</p><ul><li>un lit<ol><li>grand</ol><li>une table</ul>"
        "<table><tr><th>Année<th>Places<tr><td>2019<td>12</table><p>» Soutenir</p>"
    )
    assert to_markdown(of_page(page)) == (
        "# Le relais\n\nIl **ouvre** *demain*.\n\n- un lit\n    1. grand\n- une table\n\n"
        "| Année | Places |\n| --- | --- |\n| 2019 | 12 |\n\n» Soutenir\n"
    )


MARKS = [
    "* une étoile, **deux** et 3 * 4", "# pas un titre", "- - -", "=====", "+ un", "1. un", "12) douze", "a) lettre", "o rond", "• puce", "° degré", "» guillemet",
    "> citation", "| a | b |", "a|b", "snake_case et _souligné_ et __init__", "[lien](https://x.example) et [1]", "<b>gras</b> <!-- rien --> a < b", "&amp; &#42; R&D",
    "m^2 et 1^{er}", "C:\\*dossier et a\\b", "`code`", "----", "--- fin", "(entre) parenthèses", "« entre guillemets »", "5 % de 3", "2019", "→ flèche", "❖ losange", "– tiret",
]  # fmt: skip


def block_of(text: str, kind: BlockKind, **rest: object) -> Document:
    """A document of a heading, the text, and a paragraph; the text is taken as it is."""
    writer = SourceWriter()
    heading = write_block(writer, [Run("Le relais")], BlockKind.HEADING, 2)
    written = writer.line(text)
    middle = Block(kind, written, cells=(written, written[:0]) if kind is BlockKind.TABLE_ROW else (), **rest)  # type: ignore[arg-type]
    last = write_block(writer, [Run("Il ouvre.")])
    assert heading
    assert last
    return document(Reading("text/html", writer.source, (heading, middle, last)))


@pytest.mark.parametrize("text", MARKS)
@pytest.mark.parametrize("kind", [BlockKind.PARAGRAPH, BlockKind.HEADING, BlockKind.LIST_ITEM, BlockKind.TABLE_ROW])
def test_characters_that_markdown_would_eat(text: str, kind: BlockKind) -> None:
    rest: dict[str, object] = {BlockKind.HEADING: {"level": 3}, BlockKind.LIST_ITEM: {"marker": "•"}}.get(kind, {})
    assert back(to_markdown(block_of(text, kind, **rest))) == [
        (BlockKind.HEADING, "Le relais"),
        (kind, text),
        (BlockKind.PARAGRAPH, "Il ouvre."),
    ]


def test_plain_text_stays_readable() -> None:
    text = "L'accueil (40 places, 3,5 % & plus) : jean-marc_r@relais.example, 02 99 00 12 12 - voir « ici » [1]"
    assert text in to_markdown(block_of(text, BlockKind.PARAGRAPH))


def test_paragraphs_that_would_be_read_as_one_are_kept_apart() -> None:
    first = "Le relais des aînés reçoit chaque semaine des familles venues de tout le canton et"
    page = of_page(f"<p>{first}</p><p>leurs voisins.</p>")
    assert [text for _, text in back(to_markdown(page))] == [first, "leurs voisins."]


def test_touching_bold_ranges_are_no_lost_line_break() -> None:
    page = block_of("Le relais ouvre", BlockKind.PARAGRAPH, bold=((0, 5), (5, 9)), italic=((9, 15),))
    assert [text for _, text in back(to_markdown(page))] == ["Le relais", "Le relais ouvre", "Il ouvre."]


def test_pages_are_marked_by_comments_that_are_no_text() -> None:
    writer = SourceWriter()
    blocks = [write_block(writer, [Run(text)]) for text in ("Un", "Deux", "Trois")]
    starts = [block.text.offsets[0] for block in blocks if block]
    lines = tuple(PrintedLine(start, page, 0.0, 10.0, (0,) * 5, (1,) * 5) for start, page in zip(starts, (1, 1, 3), strict=True))
    reading = Reading("application/pdf", writer.source, tuple(block for block in blocks if block), pages=Pages(3, lines))
    text = to_markdown(document(reading))
    assert text == "<!-- page 1 -->\n\nUn\n\nDeux\n\n<!-- page 3 -->\n\nTrois\n"
    assert [read for _, read in back(text)] == ["Un", "Deux", "Trois"]


@pytest.mark.parametrize(
    "path", [*sorted((ROOT / "data/raw").glob("*.txt")), *sorted((ROOT / "tests/load/pages").glob("*.html"))], ids=lambda path: path.stem
)
def test_samples_read_back_the_same(path: Path) -> None:
    read = load(path)
    assert [text for _, text in back(to_markdown(read))] == [block.text.text for block in read.blocks]


def test_a_word_document_reads_back_the_same() -> None:
    word = WordDocument()
    word.add_heading("Le relais", 1)
    word.add_paragraph("* note : 3 < 4")
    word.add_paragraph("un lit", "List Bullet")
    word.add_paragraph("un drap", "List Bullet 2")
    word.add_table(1, 2).cell(0, 1).text = "a | b"
    buffer = io.BytesIO()
    word.save(buffer)
    read = document(read_docx(buffer.getvalue()))
    assert back(to_markdown(read)) == [(block.kind, block.text.text) for block in read.blocks]


def test_renditions_of_the_real_documents_read_back_the_same(shared: Path) -> None:
    paths = [*sorted((shared / "renditions/html").glob("*.html")), *sorted((shared / "renditions/docx").glob("*.docx"))]
    assert paths
    for path in paths:
        read = load(path)
        assert back(to_markdown(read)) == [(block.kind, block.text.text) for block in read.blocks], path.name


def test_a_file_that_cannot_be_written_is_a_named_error(tmp_path: Path) -> None:
    with pytest.raises(OutputError):
        write_markdown(of_page("<p>Le relais</p>"), tmp_path / "nulle" / "part.md")
