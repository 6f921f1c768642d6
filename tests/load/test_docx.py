"""Word documents: what is printed, in order, and what it is; what is struck out, hidden or beside the text is not read."""

import io
import re
import zipfile
from collections.abc import Callable

import pytest
from docx import Document as WordDocument
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from pipeline.document import Block
from pipeline.errors import BrokenPackageError
from pipeline.load import package
from pipeline.load.docx import read_docx

W = nsdecls("w")


def saved(document) -> bytes:  # type: ignore[no-untyped-def]
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def body(xml: str) -> bytes:
    """A document whose body is the given WordprocessingML, with the styles and lists of an ordinary one."""
    document = WordDocument()
    for element in reversed(parse_xml(f"<w:body {nsdecls('w', 'wp', 'a', 'r')}>{xml}</w:body>")):
        document.element.body.insert(0, element)
    return saved(document)


def paragraph(xml: str) -> tuple[Block, ...]:
    return read_docx(body(f"<w:p>{xml}</w:p>")).blocks


def texts(data: bytes) -> list[str]:
    return [block.text.text for block in read_docx(data).blocks]


def shapes(data: bytes) -> list[tuple[str, int, str, str]]:
    return [(str(b.kind), b.level, b.marker, b.text.text) for b in read_docx(data).blocks]


def rewritten(data: bytes, part: str, change: Callable[[bytes], bytes]) -> bytes:
    """The package with one part changed."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(name, change(old.read(name)) if name == part else old.read(name))
    return buffer.getvalue()


# -- kinds of blocks


def test_styles_are_headings_lists_and_paragraphs() -> None:
    document = WordDocument()
    document.add_heading("Le recueil", 0)
    document.add_heading("Insertion", 1)
    document.add_paragraph("Un texte.")
    document.add_paragraph("un relais", "List Bullet")
    document.add_paragraph("un bus", "List Bullet 2")
    document.add_paragraph("commander", "List Number")
    document.add_paragraph("venir", "List Number")
    assert shapes(saved(document)) == [
        ("heading", 1, "", "Le recueil"),
        ("heading", 1, "", "Insertion"),
        ("paragraph", 0, "", "Un texte."),
        ("list_item", 0, "•", "un relais"),
        ("list_item", 1, "•", "un bus"),
        ("list_item", 0, "1.", "commander"),
        ("list_item", 0, "2.", "venir"),
    ]


def test_a_style_of_ones_own_and_french_names_are_headings() -> None:
    document = WordDocument()
    own = document.styles.add_style("Nom de l'action", WD_STYLE_TYPE.PARAGRAPH)
    own.base_style = document.styles["Heading 2"]
    french = document.styles.add_style("Titre 3", WD_STYLE_TYPE.PARAGRAPH)
    outline = document.styles.add_style("Grand", WD_STYLE_TYPE.PARAGRAPH)
    outline.element.append(parse_xml(f'<w:pPr {W}><w:outlineLvl w:val="3"/></w:pPr>'))
    flat = document.styles.add_style("Hors plan", WD_STYLE_TYPE.PARAGRAPH)
    flat.base_style = own
    flat.element.append(parse_xml(f'<w:pPr {W}><w:outlineLvl w:val="9"/></w:pPr>'))
    for style in (own, french, outline, flat):
        document.add_paragraph("Le relais", style)
    assert [shape[:2] for shape in shapes(saved(document))] == [("heading", 2), ("heading", 3), ("heading", 4), ("paragraph", 0)]


NUMBERING = f"""<w:numbering {W}>
<w:abstractNum w:abstractNumId="90">
<w:lvl w:ilvl="0"><w:start w:val="3"/><w:numFmt w:val="upperRoman"/><w:lvlText w:val="Axe %1 :"/></w:lvl>
<w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1.%2"/></w:lvl>
<w:lvl w:ilvl="2"><w:start w:val="1"/><w:numFmt w:val="lowerLetter"/><w:lvlText w:val="%3)"/></w:lvl>
<w:lvl w:ilvl="3"><w:start w:val="1"/><w:numFmt w:val="bullet"/><w:lvlText w:val="&#xF0D8;"/></w:lvl>
</w:abstractNum>
<w:num w:numId="90"><w:abstractNumId w:val="90"/></w:num>
<w:num w:numId="91"><w:abstractNumId w:val="90"/><w:lvlOverride w:ilvl="2"><w:startOverride w:val="5"/></w:lvlOverride></w:num>
</w:numbering>"""


def test_numbers_that_word_prints_are_counted() -> None:
    def item(number_id: int, level: int, style: str = "Normal") -> str:
        return (
            f'<w:p><w:pPr><w:pStyle w:val="{style}"/><w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number_id}"/></w:numPr></w:pPr>'
            "<w:r><w:t>un mot</w:t></w:r></w:p>"
        )

    data = body(
        item(90, 0, "Heading1") + item(90, 2) + item(90, 2) + item(90, 3) + item(90, 0, "Heading1") + item(90, 2) + item(91, 2) + item(0, 0)
    )
    data = rewritten(data, "word/numbering.xml", lambda _: NUMBERING.encode())
    assert shapes(data) == [
        ("heading", 1, "", "Axe III : un mot"),
        ("list_item", 0, "a)", "un mot"),
        ("list_item", 0, "b)", "un mot"),
        ("list_item", 1, "➢", "un mot"),
        ("heading", 1, "", "Axe IV : un mot"),
        ("list_item", 0, "a)", "un mot"),
        ("list_item", 0, "e)", "un mot"),
        ("paragraph", 0, "", "un mot"),
    ]


def test_bold_italic_and_their_styles() -> None:
    document = WordDocument()
    line = document.add_paragraph()
    line.add_run("Le ")
    line.add_run("relais ").bold = True
    line.add_run("des aînés", "Strong")
    line.add_run(" ouvre ").italic = True
    line.add_run("demain", "Strong").bold = False
    (block,) = read_docx(saved(document)).blocks
    assert [block.text.text[a:b] for a, b in block.bold] == ["relais des aînés"]
    assert [block.text.text[a:b] for a, b in block.italic] == ["ouvre"]


def test_tables_with_merged_and_nested_cells() -> None:
    document = WordDocument()
    table = document.add_table(5, 2)
    for row, (label, value) in enumerate([("Année", "2019"), ("Porteur", "Relais"), ("", "Mairie"), ("Total", "40")]):
        table.cell(row, 0).text, table.cell(row, 1).text = label, value
    table.cell(1, 0).merge(table.cell(2, 0))
    table.cell(3, 0).merge(table.cell(3, 1))
    table.cell(4, 0).text = "Public"
    inner = table.cell(4, 1).add_table(1, 2)
    inner.cell(0, 0).text, inner.cell(0, 1).text = "aidants", "40"
    rows = read_docx(saved(document)).blocks
    assert [[cell.text for cell in row.cells] for row in rows] == [
        ["Année", "2019"],
        ["Porteur", "Relais"],
        ["", "Mairie"],
        [],
        [],
        ["Public", "aidants 40"],
    ]
    assert [row.text.text for row in rows[3:5]] == ["Total", "40"]


def test_contents_entries_are_rows_of_title_and_page() -> None:
    document = WordDocument()
    entry = document.styles.add_style("toc 2", WD_STYLE_TYPE.PARAGRAPH)
    document.add_paragraph("1.\tLe relais des aînés\t12", entry)
    document.add_paragraph("Le bus", entry)
    assert [[cell.text for cell in row.cells] for row in read_docx(saved(document)).blocks] == [
        ["1. Le relais des aînés", "12"],
        ["Le bus", ""],
    ]


# -- what is printed of a paragraph

RUNS = {
    "insertion": ('<w:ins w:id="1" w:author="A"><w:r><w:t>Le relais</w:t></w:r></w:ins>', "Le relais"),
    "deletion": ('<w:r><w:t>Le </w:t></w:r><w:del w:id="1" w:author="A"><w:r><w:delText>vieux </w:delText></w:r></w:del><w:r><w:t>relais</w:t></w:r>', "Le relais"),
    "move": (
        '<w:moveFrom w:id="1" w:author="A"><w:r><w:t>relais </w:t></w:r></w:moveFrom><w:r><w:t>Le </w:t></w:r>'
        '<w:moveTo w:id="2" w:author="A"><w:r><w:t>relais</w:t></w:r></w:moveTo>',
        "Le relais",
    ),
    "link": ('<w:hyperlink w:anchor="x"><w:r><w:t>Le relais</w:t></w:r></w:hyperlink>', "Le relais"),
    "field": (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> HYPERLINK "x" </w:instrText></w:r><w:r><w:t>caché</w:t></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>Le relais</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>',
        "Le relais",
    ),
    "simple field": ('<w:fldSimple w:instr="PAGE"><w:r><w:t>Le relais</w:t></w:r></w:fldSimple>', "Le relais"),
    "content control": ("<w:sdt><w:sdtContent><w:r><w:t>Le relais</w:t></w:r></w:sdtContent></w:sdt>", "Le relais"),
    "tab and break": ("<w:r><w:t>Le</w:t><w:tab/><w:t>relais</w:t><w:br/><w:t>ouvre</w:t></w:r>", "Le relais ouvre"),
    "hyphens": ("<w:r><w:t>porte</w:t><w:noBreakHyphen/><w:t>pa</w:t><w:softHyphen/><w:t>role</w:t></w:r>", "porte-parole"),
    "symbol": ('<w:r><w:sym w:font="Wingdings" w:char="F0FC"/><w:t> fait</w:t></w:r>', "fait"),
    "hidden": ("<w:r><w:rPr><w:vanish/></w:rPr><w:t>secret </w:t></w:r><w:r><w:t>Le relais</w:t></w:r>", "Le relais"),
    "note": ('<w:r><w:t>Le relais</w:t></w:r><w:r><w:footnoteReference w:id="2"/></w:r>', "Le relais"),
    "blanks": ('<w:r><w:t xml:space="preserve">Le  </w:t></w:r><w:r><w:t xml:space="preserve"> re\u200blais\u00a0!</w:t></w:r>', "Le relais !"),
}  # fmt: skip


@pytest.mark.parametrize(("runs", "wanted"), RUNS.values(), ids=RUNS)
def test_what_is_printed_of_a_paragraph(runs: str, wanted: str) -> None:
    assert [block.text.text for block in paragraph(runs)] == [wanted]


def test_a_paragraph_whose_end_was_struck_out_goes_on_in_the_next() -> None:
    struck = '<w:p><w:pPr><w:rPr><w:del w:id="1" w:author="A"/></w:rPr></w:pPr><w:r><w:t xml:space="preserve">Le </w:t></w:r></w:p>'
    assert texts(body(f"{struck}<w:p><w:r><w:t>relais</w:t></w:r></w:p>")) == ["Le relais"]


def test_a_drop_capital_belongs_to_its_paragraph() -> None:
    capital = '<w:p><w:pPr><w:framePr w:dropCap="drop"/></w:pPr><w:r><w:t>L</w:t></w:r></w:p>'
    assert texts(body(f"{capital}<w:p><w:r><w:t>e relais</w:t></w:r></w:p>")) == ["Le relais"]


def test_a_struck_out_row_is_left_out() -> None:
    def row(properties: str, text: str) -> str:
        return f"<w:tr>{properties}<w:tc><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:tc></w:tr>"

    struck = row('<w:trPr><w:del w:id="1" w:author="A"/></w:trPr>', "ancien")
    assert texts(body(f"<w:tbl>{struck}{row('', 'nouveau')}</w:tbl>")) == ["nouveau"]


def test_content_controls_around_paragraphs_and_their_prompts() -> None:
    filled = "<w:sdt><w:sdtContent><w:p><w:r><w:t>Le relais</w:t></w:r></w:p></w:sdtContent></w:sdt>"
    prompt = "<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent><w:p><w:r><w:t>Cliquez ici</w:t></w:r></w:p></w:sdtContent></w:sdt>"
    assert texts(body(filled + prompt)) == ["Le relais"]


def test_a_text_box_is_read_once_after_its_paragraph() -> None:
    inside = "<w:txbxContent><w:p><w:r><w:t>Encadré</w:t></w:r></w:p></w:txbxContent>"
    box = (
        '<mc:AlternateContent xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"><mc:Choice Requires="wps"><w:drawing>'
        f'<wps:wsp xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"><wps:txbx>{inside}</wps:txbx></wps:wsp></w:drawing>'
        f'</mc:Choice><mc:Fallback><w:pict><v:textbox xmlns:v="urn:schemas-microsoft-com:vml">{inside}</v:textbox></w:pict></mc:Fallback>'
        "</mc:AlternateContent>"
    )
    assert texts(body(f"<w:p><w:r>{box}</w:r><w:r><w:t>Le relais</w:t></w:r></w:p>")) == ["Le relais", "Encadré"]


def test_headers_footers_and_comments_are_no_text() -> None:
    document = WordDocument()
    document.sections[0].header.paragraphs[0].text = "Département"
    document.sections[0].footer.paragraphs[0].text = "page 3"
    document.add_paragraph("Le relais")
    document.core_properties.title = "Titre du fichier"
    assert texts(saved(document)) == ["Le relais"]


def test_every_character_leads_back_to_the_source() -> None:
    reading = read_docx(body("<w:p><w:r><w:t>L’e\ufb03ca\u00adcité</w:t></w:r></w:p><w:p><w:r><w:t>du relais</w:t></w:r></w:p>"))
    assert reading.source == "L’e\ufb03ca\u00adcité\ndu relais\n"
    for block in reading.blocks:
        start, end = block.text.source_range
        assert reading.source[start:end].replace("\ufb03", "ffi").replace("\u00ad", "") == block.text.text


def test_a_document_in_the_strict_dialect() -> None:
    def strict(xml: bytes) -> bytes:
        return xml.replace(
            b"http://schemas.openxmlformats.org/wordprocessingml/2006/main", b"http://purl.oclc.org/ooxml/wordprocessingml/main"
        )

    document = WordDocument()
    document.add_heading("Le relais", 2)
    data = rewritten(rewritten(saved(document), "word/document.xml", strict), "word/styles.xml", strict)
    assert shapes(data) == [("heading", 2, "", "Le relais")]


# -- files that are damaged or not to be trusted


def simple() -> bytes:
    document = WordDocument()
    document.add_paragraph("Le relais")
    return saved(document)


LAUGHS = (
    b'<?xml version="1.0"?><!DOCTYPE w [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]>'
    b'<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body><w:p><w:r><w:t>&b;</w:t></w:r></w:p></w:body></w:document>'
)
BROKEN = {
    "cut off": (simple()[:3000], "damaged"),
    "no body": (
        rewritten(simple(), "word/document.xml", lambda xml: re.sub(rb"<w:body>.*</w:body>", b"", xml, flags=re.DOTALL)),
        "no body",
    ),
    "no well-formed XML": (rewritten(simple(), "word/document.xml", lambda xml: xml[:-40]), "well-formed"),
    "entities": (rewritten(simple(), "word/document.xml", lambda _: LAUGHS), "document type"),
    "entities in styles": (rewritten(simple(), "word/styles.xml", lambda _: LAUGHS), "document type"),
}


@pytest.mark.parametrize(("data", "said"), BROKEN.values(), ids=BROKEN)
def test_a_broken_package_is_a_named_error(data: bytes, said: str) -> None:
    with pytest.raises(BrokenPackageError, match=said):
        read_docx(data)


def test_a_part_that_unpacks_beyond_all_measure_is_a_named_error(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(package, "MAX_PART", 100_000)
    bomb = rewritten(simple(), "word/document.xml", lambda _: b" " * 200_000)
    assert len(bomb) < 100_000
    with pytest.raises(BrokenPackageError, match="larger"):
        read_docx(bomb)


def test_styles_that_are_based_on_each_other_end() -> None:
    def circle(xml: bytes) -> bytes:
        return xml.replace(
            b"</w:styles>",
            b'<w:style w:styleId="A"><w:basedOn w:val="B"/></w:style><w:style w:styleId="B"><w:basedOn w:val="A"/></w:style></w:styles>',
        )

    data = body('<w:p><w:pPr><w:pStyle w:val="A"/></w:pPr><w:r><w:t>Le relais</w:t></w:r></w:p>')
    assert shapes(rewritten(data, "word/styles.xml", circle)) == [("paragraph", 0, "", "Le relais")]


def test_sizes_of_letters_are_those_of_the_run_or_its_style() -> None:
    (block,) = paragraph('<w:r><w:rPr><w:sz w:val="30"/></w:rPr><w:t>Le four banal</w:t></w:r>')
    assert block.size == 15
