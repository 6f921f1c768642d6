"""OpenDocument texts: what is printed, in order, and what it is."""

import pytest

from pipeline.load.odt import read_odt
from pipeline.load.package import BrokenPackageError
from tests.load.office_files import packed


def shapes(text: str) -> list[tuple[str, int, str, str]]:
    return [(str(b.kind), b.level, b.marker, b.text.text) for b in read_odt(packed(text)).blocks]


def texts(text: str) -> list[str]:
    return [block.text.text for block in read_odt(packed(text)).blocks]


def test_headings_by_outline_and_by_style() -> None:
    body = (
        '<text:p text:style-name="P2">Le recueil</text:p><text:h text:outline-level="1">Insertion</text:h>'
        '<text:p text:style-name="Fiche">Le relais</text:p><text:p>Un texte.</text:p>'
    )
    assert shapes(body) == [
        ("heading", 1, "", "Le recueil"),
        ("heading", 1, "", "Insertion"),
        ("heading", 2, "", "Le relais"),
        ("paragraph", 0, "", "Un texte."),
    ]


def test_lists_have_depth_and_marker() -> None:
    body = (
        '<text:list text:style-name="L1"><text:list-item><text:p>un</text:p><text:p>suite</text:p><text:list><text:list-item><text:p>deux</text:p>'
        "</text:list-item><text:list-item><text:p>trois</text:p></text:list-item></text:list></text:list-item></text:list>"
        '<text:list text:style-name="L2"><text:list-item><text:p>quatre</text:p></text:list-item></text:list><text:p>Entre.</text:p>'
        '<text:list text:style-name="L2" text:continue-numbering="true"><text:list-item><text:p>cinq</text:p></text:list-item></text:list>'
    )
    assert shapes(body) == [
        ("list_item", 0, "➢", "un"),
        ("paragraph", 0, "", "suite"),
        ("list_item", 1, "a)", "deux"),
        ("list_item", 1, "b)", "trois"),
        ("list_item", 0, "1.", "quatre"),
        ("paragraph", 0, "", "Entre."),
        ("list_item", 0, "2.", "cinq"),
    ]


def test_bold_and_italic_words() -> None:
    body = '<text:p>Le <text:span text:style-name="T1">relais <text:span text:style-name="T2">ouvre</text:span></text:span></text:p><text:p text:style-name="P1">Public</text:p>'
    first, second = read_odt(packed(body)).blocks
    assert [first.text.text[a:b] for a, b in first.bold] == ["relais ouvre"]
    assert [first.text.text[a:b] for a, b in first.italic] == ["ouvre"]
    assert second.all_bold


def test_tables_with_merged_cells() -> None:
    def cell(text: str, rows: int = 1, columns: int = 1) -> str:
        spans = f'table:number-rows-spanned="{rows}" table:number-columns-spanned="{columns}"'
        return f"<table:table-cell {spans}><text:p>{text}</text:p></table:table-cell>"

    covered = "<table:covered-table-cell/>"
    rows = [
        f"<table:table-header-rows><table:table-row>{cell('Année')}{cell('2019')}</table:table-row></table:table-header-rows>",
        f"<table:table-row>{cell('Porteur', rows=2)}{cell('Relais')}</table:table-row>",
        f"<table:table-row>{covered}{cell('Mairie')}</table:table-row>",
        f"<table:table-row>{cell('Total', columns=2)}{covered}</table:table-row>",
    ]
    found = read_odt(packed(f"<table:table>{''.join(rows)}</table:table>")).blocks
    assert [[cell.text for cell in row.cells] for row in found] == [["Année", "2019"], ["Porteur", "Relais"], ["", "Mairie"], []]
    assert found[3].text.text == "Total"


def test_a_contents_list_gives_rows() -> None:
    body = (
        "<text:table-of-content><text:table-of-content-source><text:index-title-template>Modèle</text:index-title-template></text:table-of-content-source>"
        "<text:index-body><text:index-title><text:p>Sommaire</text:p></text:index-title>"
        "<text:p><text:a>Le relais<text:tab/>12</text:a></text:p></text:index-body></text:table-of-content>"
    )
    heading, row = read_odt(packed(body)).blocks
    assert heading.text.text == "Sommaire"
    assert [cell.text for cell in row.cells] == ["Le relais", "12"]


PRINTED = {
    "blanks": "<text:p>Le<text:s text:c='3'/>relais\n  <text:tab/>ouvre</text:p>",
    "break": "<text:p>Le relais<text:line-break/>ouvre</text:p>",
    "link and field": "<text:p>Le <text:a>relais</text:a> <text:date>ouvre</text:date></text:p>",
    "note": "<text:p>Le relais<text:note><text:note-citation>1</text:note-citation><text:note-body><text:p>Note</text:p></text:note-body></text:note> ouvre</text:p>",
    "comment": "<text:p>Le <office:annotation><text:p>à revoir</text:p></office:annotation>relais ouvre</text:p>",
    "hidden": "<text:p>Le <text:span text:style-name='T3'>vieux </text:span>relais ouvre</text:p>",
    "struck out": "<text:tracked-changes><text:changed-region><text:deletion><text:p>ancien</text:p></text:deletion></text:changed-region></text:tracked-changes>"
    "<text:p>Le <text:change-start text:change-id='c'/>relais ouvre</text:p>",
    "section": "<text:section><text:p>Le relais ouvre</text:p></text:section>",
    "forms": "<office:forms/><text:sequence-decls/><text:p>Le relais ouvre</text:p>",
}


@pytest.mark.parametrize("body", PRINTED.values(), ids=PRINTED)
def test_what_is_printed(body: str) -> None:
    assert texts(body) == ["Le relais ouvre"]


def test_a_frame_is_read_after_its_paragraph() -> None:
    frame = "<draw:frame><draw:text-box><text:p>Encadré</text:p></draw:text-box><svg:title>image</svg:title></draw:frame>"
    assert texts(f"<text:p>{frame}Le relais</text:p><text:p>Un bus</text:p>") == ["Le relais", "Encadré", "Un bus"]


def test_every_character_leads_back_to_the_source() -> None:
    reading = read_odt(packed("<text:p>L’e\ufb03ca\u00adcité à 3\u00a0€</text:p>"))
    assert reading.source == "L’e\ufb03ca\u00adcité à 3\u00a0€\n"
    assert reading.blocks[0].text.text == "L’efficacité à 3 €"


BROKEN = {
    "cut off": (packed("<text:p>Le relais</text:p>")[:200], "damaged"),
    "no text": (packed("").replace(b"office:text>", b"office:none>"), "no text|damaged"),
    "protected": (
        packed(
            "",
            **{
                "META-INF__manifest_xml": '<m:manifest xmlns:m="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"><m:encryption-data/></m:manifest>'
            },
        ),
        "password",
    ),
}


@pytest.mark.parametrize(("data", "said"), BROKEN.values(), ids=BROKEN)
def test_a_broken_package_is_a_named_error(data: bytes, said: str) -> None:
    with pytest.raises(BrokenPackageError, match=said):
        read_odt(data)
