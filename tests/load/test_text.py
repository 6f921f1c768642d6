import textwrap
from pathlib import Path, PurePath

import pytest

from pipeline.document import Block, BlockKind
from pipeline.errors import BrokenDocumentError, EmptyDocumentError, RecueilError, UnreadableFileError, UnsupportedFormatError
from pipeline.load import load
from pipeline.load.text import decode
from tests.support import block, blocks, document

LONG = "Le relais des aînés reçoit chaque semaine des familles venues de tout le canton"


def texts(source: str) -> list[str]:
    return [b.text.text for b in blocks(source)]


def shapes(source: str) -> list[tuple[str, int, str]]:
    return [(b.text.text, b.level, b.marker) for b in blocks(source)]


# -- kinds of blocks

KINDS = {
    "paragraph": ("Le relais ouvre.", BlockKind.PARAGRAPH, ""),
    "heading": ("## Le relais", BlockKind.HEADING, "##"),
    "running heading": ("» Soutenir les parents", BlockKind.HEADING, "»"),
    "running heading with a section sign": ("§ Se déplacer", BlockKind.HEADING, "§"),
    "section of a law": ("§ 3 du décret", BlockKind.PARAGRAPH, ""),
    "dash": ("- un lit", BlockKind.LIST_ITEM, "-"),
    "en dash": ("– un lit", BlockKind.LIST_ITEM, "–"),
    "bullet": ("• un lit", BlockKind.LIST_ITEM, "•"),
    "square": ("▪ un lit", BlockKind.LIST_ITEM, "▪"),
    "arrow": ("➢ un lit", BlockKind.LIST_ITEM, "➢"),
    "tick": ("✓ un lit", BlockKind.LIST_ITEM, "✓"),
    "star": ("* un lit", BlockKind.LIST_ITEM, "*"),
    "number and dot": ("1. un lit", BlockKind.LIST_ITEM, "1."),
    "number and bracket": ("2) un lit", BlockKind.LIST_ITEM, "2)"),
    "letter": ("a) un lit", BlockKind.LIST_ITEM, "a)"),
    "bullet after no-break space": ("-\u00a0un lit", BlockKind.LIST_ITEM, "-"),
    "degree sign": ("° un lit", BlockKind.PARAGRAPH, "°"),
    "dash inside a word": ("-ci et -là", BlockKind.PARAGRAPH, ""),
    "decimal": ("1.5 place", BlockKind.PARAGRAPH, ""),
    "bold opening": ("**Public** : tous", BlockKind.PARAGRAPH, ""),
    "table row": ("| Ain | 12 |", BlockKind.TABLE_ROW, ""),
}


@pytest.mark.parametrize(("source", "kind", "marker"), KINDS.values(), ids=KINDS)
def test_kind_of_block(source: str, kind: BlockKind, marker: str) -> None:
    read = block(source)
    assert (read.kind, read.marker) == (kind, marker)


@pytest.mark.parametrize("mark", ["•", "o", "❖", "→", "\uf0b7", "-", "–", "▸", "▹", "∙"])
def test_bullet(mark: str) -> None:
    assert shapes(f"{mark} un relais") == [("un relais", 0, mark)]


@pytest.mark.parametrize("rule", ["---", "***", "_____", "- - -", "===="])
def test_drawn_rule_is_no_text(rule: str) -> None:
    assert texts(f"avant\n\n{rule}\n\naprès") == ["avant", "après"]


def test_footer_with_page_number_is_no_text() -> None:
    pages = "".join(f"{LONG} {n}.\n\nRecueil de la Ligue des bourgs {page}\n\n" for n, page in enumerate((4, 7, 9)))
    assert texts(pages) == [f"{LONG} {n}." for n in range(3)]


def test_footer_of_two_words_ends_with_a_year() -> None:
    pages = "".join(f"{LONG} {n}.\n\nPanorama 2024      {page}\n\n" for n, page in enumerate((4, 7, 9)))
    assert texts(pages) == [f"{LONG} {n}." for n in range(3)]


@pytest.mark.parametrize("foot", ["Ligue des bourgs{blank}{page}", "Recueil de la Ligue des bourgs{blank}{page}/12"])
def test_footer_at_both_ends_of_a_line(foot: str) -> None:
    pages = "".join(f"{LONG} {n}.\n\n{foot.format(blank=' ' * 40, page=page)}\n\n" for n, page in enumerate((4, 7, 9)))
    assert texts(pages) == [f"{LONG} {n}." for n in range(3)]
    assert len(texts(pages.replace(" " * 40, " ").replace("Recueil de la ", ""))) > 3


def test_head_below_the_foot_of_most_pages_is_no_text() -> None:
    pages = "".join(f"{LONG} {n}.\n\nLigue des bourgs{' ' * 40}{page}\nPlan des bourgs\n\n" for n, page in enumerate((4, 7, 9)))
    assert texts(pages) == [f"{LONG} {n}." for n in range(3)]
    other = pages.replace("9\nPlan des bourgs", "9\nLe car du jeudi")
    assert texts(other)[1] == "Plan des bourgs"


def test_footer_in_the_middle_of_a_sentence() -> None:
    footers = "\n\n".join(f"Recueil de la Ligue des bourgs {page}\n\n{LONG}." for page in (4, 7))
    assert texts(f"{footers}\n\n{LONG}\n\n9 | Recueil de la Ligue des bourgs\n\net de la vallée.")[-1] == f"{LONG} et de la vallée."


@pytest.mark.parametrize("numbers", [(1, 2, 3), (3, 7), (9, 4, 7)], ids=["parts", "twice", "out of order"])
def test_numbered_line_is_no_footer(numbers: tuple[int, ...]) -> None:
    lines = [f"Objectif de la démarche commune {n}" for n in numbers]
    assert texts("\n\n".join(lines)) == lines


def test_heading_levels() -> None:
    assert [b.level for b in blocks("# Un\n\n## Deux\n\n### Trois")] == [1, 2, 3]


# -- lists

LISTS = {
    "one level": ("- a1\n- b1", [("a1", 0, "-"), ("b1", 0, "-")]),
    "two levels": ("- a1\n  - b1\n- c1", [("a1", 0, "-"), ("b1", 1, "-"), ("c1", 0, "-")]),
    "deep then back": ("- a1\n    - b1\n        - c1\n- d1", [("a1", 0, "-"), ("b1", 1, "-"), ("c1", 2, "-"), ("d1", 0, "-")]),
    "tabs": ("- a1\n\t- b1", [("a1", 0, "-"), ("b1", 1, "-")]),
    "all indented": ("   - a1\n   - b1", [("a1", 0, "-"), ("b1", 0, "-")]),
    "second list starts anew": ("  - a1\n\nAutre :\n\n- b1", [("a1", 0, "-"), ("Autre :", 0, ""), ("b1", 0, "-")]),
    "mark inside a mark": ("- ✓ a1", [("a1", 0, "-")]),
}


@pytest.mark.parametrize(("source", "expected"), LISTS.values(), ids=LISTS)
def test_lists(source: str, expected: list[tuple[str, int, str]]) -> None:
    assert shapes(source) == expected


# -- tables


def test_pipe_table() -> None:
    source = "| Département | Pages |\n|---|:--:|\n| **Ain** | 12, 14 |\n| Aisne |  |\n"
    rows = blocks(source)
    assert [[cell.text for cell in row.cells] for row in rows] == [["Département", "Pages"], ["Ain", "12, 14"], ["Aisne", ""]]
    assert rows[1].text.text == "Ain 12, 14"
    assert source[slice(*rows[1].cells[0].source_range)] == "Ain"


def test_row_without_closing_pipe() -> None:
    assert [c.text for c in block("| Ain | 12").cells] == ["Ain", "12"]


# -- header fields glued on one line

GLUED = {
    "two fields": ("**Département de l'Ain****2016**", ["Département de l'Ain", "2016"]),
    "three fields": ("**Département du Gard****2015****En cours**", ["Département du Gard", "2015", "En cours"]),
    "title and fields": ("Le relais des aînés**Département du Gard****2015**", ["Le relais des aînés", "Département du Gard", "2015"]),
    "blank between": ("**Département du Gard** **2015**", ["Département du Gard 2015"]),
    "one bold run": ("**Département du Gard**", ["Département du Gard"]),
}


@pytest.mark.parametrize(("source", "expected"), GLUED.values(), ids=GLUED)
def test_glued_fields(source: str, expected: list[str]) -> None:
    assert texts(source) == expected


def test_glued_fields_know_their_place() -> None:
    source = "Le relais**Département du Gard****2015**"
    assert [source[slice(*b.text.source_range)] for b in blocks(source)] == ["Le relais", "Département du Gard", "2015"]


@pytest.mark.parametrize(
    ("source", "expected"),
    [("**Le relais**", True), ("**Le relais** :", True), ("**Le relais** ouvre", False), ("Le relais", False)],
    ids=["bold", "bold and colon", "partly", "not at all"],
)
def test_all_bold(source: str, expected: bool) -> None:
    assert block(source).all_bold is expected


# -- sentences cut by a page break

REJOINED = {
    "word cut at the line end": (f"{LONG}, dans un accom-\npagnement suivi.", f"{LONG}, dans un accompagnement suivi."),
    "soft hyphen at the line end": (f"{LONG}, dans un accom\u00ad\npagnement suivi.", f"{LONG}, dans un accompagnement suivi."),
    "compound cut at its hyphen": (f"{LONG}, sur un rendez-\nvous suivi.", f"{LONG}, sur un rendez-vous suivi."),
    "page number between": (f"{LONG}\n\n4\n\net de la vallée.", f"{LONG} et de la vallée."),
    "small letter after a blank line": (f"{LONG}\n\net des communes voisines.", f"{LONG} et des communes voisines."),
    "ends with an article": (f"{LONG}, avec le\n\nDépartement.", f"{LONG}, avec le Département."),
    "ends with an elided article": (f"{LONG}, grâce à l’\n\nAssociation.", f"{LONG}, grâce à l’ Association."),
    "bracket goes on": (f"{LONG}\n\n(ouvert à tous).", f"{LONG} (ouvert à tous)."),
    "list item goes on": (f"- {LONG}\n\net des communes voisines.", f"{LONG} et des communes voisines."),
    "three pages": (f"{LONG}\n\n{LONG.lower()}\n\nencore.", f"{LONG} {LONG.lower()} encore."),
}


@pytest.mark.parametrize(("source", "expected"), REJOINED.values(), ids=REJOINED)
def test_rejoined(source: str, expected: str) -> None:
    assert texts(source) == [expected]


APART = {
    "full stop": f"{LONG}.\n\net puis.",
    "colon": f"{LONG} :\n\nun lit.",
    "semicolon": f"{LONG} ;\n\nun lit.",
    "closing quote": f"{LONG} »\n\nun lit",
    "capital after": f"{LONG}\n\nUn autre relais ouvre.",
    "short line before": "Le relais des aînés\n\nouvre en mars.",
    "list item after": f"{LONG}\n\n- et un lit.",
    "heading after": f"{LONG}\n\n## et un titre",
    "running heading after": f"{LONG}\n\n» et un titre",
    "table row before": f"| {LONG} |\n\net un lit.",
    "heading before": f"## {LONG}\n\net un lit.",
}


@pytest.mark.parametrize("source", APART.values(), ids=APART)
def test_not_rejoined(source: str) -> None:
    assert len(blocks(source)) == 2


def test_rejoined_text_leads_back_across_the_break() -> None:
    source = f"{LONG}\n\net des **communes** voisines."
    (whole,) = blocks(source)
    assert [whole.text.text[a:b] for a, b in whole.bold] == ["communes"]
    at = whole.text.text.index("communes")
    assert source[slice(*whole.text[at : at + 8].source_range)] == "communes"


# -- hard-wrapped text

PARAGRAPH = " ".join(
    [
        "Le relais des aînés du canton reçoit chaque semaine des familles venues de toute la vallée pour un temps de parole "
        "et de repos. Un médecin passe le mardi et une psychologue tient une permanence."
    ]
    * 10
)


@pytest.mark.parametrize("width", [60, 72, 80])
def test_hard_wrapped_paragraph_is_one_block(width: int) -> None:
    assert texts(textwrap.fill(PARAGRAPH, width)) == [PARAGRAPH]


def test_hard_wrapped_paragraphs_stay_apart_at_blank_lines() -> None:
    wrapped = textwrap.fill(PARAGRAPH, 72)
    assert texts(f"Le relais\n\n{wrapped}\n\n{wrapped}") == ["Le relais", PARAGRAPH, PARAGRAPH]


def test_hard_wrapped_list_items_stay_apart() -> None:
    wrapped = textwrap.fill(PARAGRAPH, 72, subsequent_indent="  ")
    assert texts(f"- {wrapped}\n- {wrapped}") == [PARAGRAPH, PARAGRAPH]


def test_title_wrapped_in_the_middle_of_a_phrase() -> None:
    assert texts("Un relais pour les aînés du canton\net leurs aidants\n\nDépartement du Gard") == [
        "Un relais pour les aînés du canton et leurs aidants",
        "Département du Gard",
    ]


# -- lines that stay lines


def test_short_lines_of_a_header_are_not_joined() -> None:
    source = "Le relais\nDépartement du Gard\n2016\nAssociation Lien"
    assert texts(source) == source.split("\n")


# -- line ends and encodings


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r", "\n\n", "\f"], ids=["LF", "CRLF", "CR", "blank line", "form feed"])
def test_line_ends(end: str) -> None:
    assert texts(f"Le relais{end}Département du Gard{end}2016") == ["Le relais", "Département du Gard", "2016"]


def test_lines_are_counted_as_sed_does() -> None:
    read = document("Le relais\r\n\r\nDépartement du Gard\r\n2016\r\n")
    assert [read.line_of(b.text.offsets[0]) for b in read.blocks] == [1, 3, 4]
    assert read.lines == 4


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16", "utf-16-le", "utf-16-be"])
def test_encodings(encoding: str) -> None:
    text = "L’été à Nîmes – 3 €, cœur"
    data = text.encode(encoding)
    if encoding == "utf-16-le":
        data = b"\xff\xfe" + data
    if encoding == "utf-16-be":
        data = b"\xfe\xff" + data
    assert decode(data).removeprefix("\ufeff") == text


# -- loading a file


def test_load(tmp_path: Path) -> None:
    path = tmp_path / "essai.md"
    path.write_bytes("# Le relais\r\n\r\n- 12 lits".encode("utf-8-sig"))
    read = load(path)
    assert (read.id, read.path, read.media_type) == ("essai", PurePath("essai.md"), "text/markdown")
    assert [b.text.text for b in read.blocks] == ["Le relais", "12 lits"]
    assert load(path, PurePath("sous/essai.md")).path == PurePath("sous/essai.md")


def test_same_bytes_same_document(tmp_path: Path) -> None:
    path = tmp_path / "essai.txt"
    path.write_text("Le relais", encoding="utf-8")
    assert load(path) == load(path)
    assert load(path).sha256 == "".join(load(path).sha256.split())


REFUSED = {
    "pdf": (b"%PDF-1.7\n...", BrokenDocumentError, "not a PDF file"),
    "binary": (b"abc\x00\x01\x02", UnsupportedFormatError, "binary"),
    "empty": (b"", EmptyDocumentError, "no text"),
    "blanks": (b" \n\t\r\n ", EmptyDocumentError, "no text"),
    "mark only": (b"\xef\xbb\xbf\n", EmptyDocumentError, "no text"),
}


@pytest.mark.parametrize(("data", "error", "told"), REFUSED.values(), ids=REFUSED)
def test_refused(data: bytes, error: type[RecueilError], told: str, tmp_path: Path) -> None:
    path = tmp_path / "essai.txt"
    path.write_bytes(data)
    with pytest.raises(error, match=r"^essai\.txt: .*" + told) as caught:
        load(path)
    assert "\n" not in str(caught.value)


def test_folder_and_missing_file_are_unreadable(tmp_path: Path) -> None:
    for path in (tmp_path, tmp_path / "rien.txt"):
        with pytest.raises(UnreadableFileError, match="cannot be read"):
            load(path)


def test_every_block_of_a_real_document_leads_back(shared: Path) -> None:
    for path in sorted((shared / "corpus").glob("*.txt")):
        read = load(path)
        firsts = [b.text.offsets[0] for b in read.blocks]
        assert firsts == sorted(firsts)
        assert all(_grounded(b, read.source) for b in read.blocks)


def _grounded(read: Block, source: str) -> bool:
    pairs = zip(read.text.text, read.text.offsets, strict=True)
    return all(source[at] == char for char, at in pairs if char.isdigit() or char in "éèàç@")


def test_a_comment_alone_on_a_line_is_no_text_and_keeps_paragraphs_apart() -> None:
    assert texts(f"{LONG} et\n\nleurs voisins.") == [f"{LONG} et leurs voisins."]
    assert texts(f"{LONG} et\n\n<!-- page 2 -->\n\nleurs voisins.") == [f"{LONG} et", "leurs voisins."]
    assert texts("Un <!-- presque --> relais") != ["Un relais"]


# -- two columns of a line


def cells(source: str) -> list[list[str]]:
    """The cells of the rows; a block that is none is a row of one."""
    return [[cell.text for cell in b.cells] if b.kind is BlockKind.TABLE_ROW else [b.text.text] for b in blocks(source)]


ROWS = [["Porteur", "Association Lune"], ["Date", "Depuis 2018"], ["Contact", "Ada Lien"]]

COLUMNS = {
    "aligned": "Porteur     Association Lune\nDate        Depuis 2018\nContact     Ada Lien",
    "tabs": "Porteur\tAssociation Lune\nDate\t\tDepuis 2018\nContact\tAda Lien",
    "dots": "Porteur ........ Association Lune\nDate ............... Depuis 2018\nContact ...... Ada Lien",
    "ellipses": "Porteur ……… Association Lune\nDate ………… Depuis 2018\nContact …… Ada Lien",
    "same three blanks": "Porteur   Association Lune\nDate   Depuis 2018\nContact   Ada Lien",
    "blank lines between": "Porteur     Association Lune\n\nDate        Depuis 2018\n\nContact     Ada Lien",
}


@pytest.mark.parametrize("source", COLUMNS.values(), ids=COLUMNS)
def test_two_columns(source: str) -> None:
    assert cells(source) == ROWS


def test_marks_stand_before_the_labels_of_two_columns() -> None:
    found = cells("".join(f">> {line}\n" for line in COLUMNS["aligned"].split("\n")))
    assert [[label.strip("> "), value] for label, value in found] == ROWS


def test_columns_know_their_place() -> None:
    source = f"Le relais\n\n{COLUMNS['aligned']}\n"
    row = blocks(source)[1]
    assert [source[slice(*cell.source_range)] for cell in row.cells] == ROWS[0]


def test_second_column_goes_on_below() -> None:
    source = "Porteur     Association Lune\n            et ses amis\nDate        Depuis 2018\nContact     Ada Lien\n            01 99 00 12 34\n\nIl pleut."
    assert cells(source) == [
        ["Porteur", "Association Lune et ses amis"],
        ["Date", "Depuis 2018"],
        ["Contact", "Ada Lien 01 99 00 12 34"],
        ["Il pleut."],
    ]


def test_labels_of_columns_stand_alone_elsewhere() -> None:
    source = f"{COLUMNS['same three blanks']}\n\nIl pleut.\n\nPorteur   CCAS de Vire\n\nIl vente."
    assert cells(source) == [*ROWS, ["Il pleut."], ["Porteur", "CCAS de Vire"], ["Il vente."]]


def test_words_before_a_tab_that_open_three_lines_are_labels() -> None:
    bodies = ("CCAS de Vire", "La Halte", "Le Relais")
    source = "\n\n".join(f"Il pleut {n}.\n\nPilote\t{body}" for n, body in enumerate(bodies))
    assert [row for row in cells(source) if len(row) == 2] == [["Pilote", body] for body in bodies]
    assert [row for row in cells(source.rsplit("\n\n", 2)[0]) if len(row) == 2] == []


NO_COLUMNS = {
    "two lines": "Porteur     Association Lune\nDate        Depuis 2018",
    "not aligned": "Porteur  Association Lune\nDate  Depuis 2018\nContact  Ada Lien",
    "contents list": "Un toit pour deux ........ 4\nLe car des soins ........ 5\nLe café des pères ........ 6",
    "contents list in columns": "Un toit      4\nLe car       5\nLe café      6",
    "contents list with p.": "Un toit pour deux ........ p. 4\nLe car des soins ........ p. 5\nLe café des pères ........ p. 6",
    "list items": "- Porteur     Association Lune\n- Date        Depuis 2018\n- Contact     Ada Lien",
    "long first column": "\n".join(f"{LONG} {n}     Association Lune" for n in range(3)),
    "text between": "Porteur     Association Lune\nIl pleut.\nDate        Depuis 2018\nIl vente.\nContact     Ada Lien",
}


@pytest.mark.parametrize("source", NO_COLUMNS.values(), ids=NO_COLUMNS)
def test_no_columns(source: str) -> None:
    assert [b for b in blocks(source) if b.kind is BlockKind.TABLE_ROW] == []


# -- what runs on every page


def pages(running: str) -> list[str]:
    """The texts of three pages that `running` parts; `{}` stands for the page number."""
    return texts("".join(f"{LONG} {n}.\n\n{running.format(page)}\n\n" for n, page in enumerate((4, 6, 7))))


RUNNING = {
    "number on the next line": "Cahier des bourgs\n{}",
    "number apart": "Cahier des bourgs\n\n{}",
    "number above": "{}\n\nCahier des bourgs",
    "number between dashes": "Cahier des bourgs\n- {} -",
    "number alone": "{}",
    "short line before a bar": "Cahier des bourgs | {}",
    "short line behind a bar": "{} | Cahier des bourgs",
    "short line and page": "Cahier des bourgs – page {}",
    "page of pages": "Page {} sur 9",
    "page over pages": "{} / 9",
}


@pytest.mark.parametrize("running", RUNNING.values(), ids=RUNNING)
def test_running_line(running: str) -> None:
    assert pages(running) == [f"{LONG} {n}." for n in range(3)]


def test_running_line_that_names_the_chapter_behind_a_bar() -> None:
    chapters = ((4, "Habiter"), (6, "Se soigner"), (7, "Se déplacer"))
    source = "".join(f"{LONG} {n}.\n\n{page} | Cahier des bourgs | {chapter}\n\n" for n, (page, chapter) in enumerate(chapters))
    assert texts(source) == [f"{LONG} {n}." for n in range(3)]


def test_page_that_bears_nothing_but_its_number_between_others() -> None:
    footers = "".join(f"{LONG} {n}.\n\nCahier des bourgs du pays {page}\n\n" for n, page in enumerate((4, 6, 9)))
    assert texts(footers.replace("pays 6\n", "pays 6\n\n7\n")) == [f"{LONG} {n}." for n in range(3)]
    assert "12" in texts(footers.replace("pays 6\n", "pays 6\n\n12\n"))


def test_line_that_mostly_stands_without_a_number_does_not_run() -> None:
    often = "Cahier des bourgs\n\nIl pleut.\n\n" * 3
    assert (
        texts(often + "".join(f"{LONG} {n}.\n\nCahier des bourgs\n\n{page}\n\n" for n, page in enumerate((4, 6, 7)))).count(
            "Cahier des bourgs"
        )
        == 6
    )


NO_PAGES = {"two": (4, 7), "out of order": (9, 4, 7), "twice the same": (4, 4, 7), "growing too fast": (12, 45, 120)}


@pytest.mark.parametrize("numbers", NO_PAGES.values(), ids=NO_PAGES)
def test_numbers_alone_that_are_no_pages(numbers: tuple[int, ...]) -> None:
    lines = [line for number in numbers for line in (f"places ouvertes en {2000 + number}", str(number))]
    assert texts("\n\n".join(lines)) == lines


@pytest.mark.parametrize("numbers", [(120, 45, 80), (45, 120, 300)], ids=["out of order", "growing too fast"])
def test_values_below_their_labels_are_no_pages(numbers: tuple[int, ...]) -> None:
    lines = [line for number in numbers for line in ("Bénéficiaires", str(number), "Contexte", f"{LONG} {number}.")]
    assert texts("\n\n".join(lines)) == lines


@pytest.mark.parametrize(("line", "kept"), [("Le relais ouvre tous les jeudis.", True), ("Recueil de la Ligue des bourgs", False)])
def test_line_that_stands_twice_before_a_number_runs_unless_it_is_a_sentence(line: str, kept: bool) -> None:
    between = "".join(f"{LONG} {n}.\n\n" for n in range(5))
    assert (f"{line} 4" in texts(f"{line} 4\n\n{between}{line} 7\n\nIl pleut.")) is kept


def test_fiches_that_a_line_below_their_name_numbers_are_no_pages() -> None:
    lines = [line for n in (1, 2, 3) for line in ("Fiche", str(n), f"{LONG} {n}.", f"{LONG} pour {n}.")]
    assert "Fiche" in texts("\n".join(lines))


# -- lines of a header that no sentence goes on with

HEADER_LINES = {
    "label": "Porteur : Association Lune",
    "question": "Où ? Dans le Lot",
    "since": "Depuis mars 2018",
    "season": "Printemps 2019",
    "state": "En cours",
    "done": "Réalisé",
}


@pytest.mark.parametrize("line", HEADER_LINES.values(), ids=HEADER_LINES)
def test_label_and_date_lines_stay_lines_in_wrapped_text(line: str) -> None:
    wrapped = textwrap.fill(PARAGRAPH, 72)
    last = "Un toit pour deux, avec les étudiants du canton et leurs aînés du bourg"
    assert texts(f"{wrapped}\n\n{last}\n{line}\n\n{wrapped}") == [PARAGRAPH, last, line, PARAGRAPH]


def test_capital_in_wrapped_text_goes_on_all_the_same() -> None:
    wrapped = textwrap.fill(PARAGRAPH, 72)
    last = "Un toit pour deux, avec les étudiants du canton et leurs aînés du bourg"
    assert texts(f"{wrapped}\n\n{last}\nBerthe et Ada")[-1] == f"{last} Berthe et Ada"


SERVICES = {
    "phone": ("Direction de l'enfance, service de la protection maternelle du canton", "Ada Lien, 01 99 00 12 34"),
    "e-mail": ("Direction de l'enfance, service de la protection maternelle du canton", "Ada Lien, a.lien@lune.example"),
}


@pytest.mark.parametrize(("service", "contact"), SERVICES.values(), ids=SERVICES)
def test_contact_below_its_service_is_a_line(service: str, contact: str) -> None:
    wrapped = textwrap.fill(PARAGRAPH, 72)
    assert texts(f"{wrapped}\n\n{service}\n{contact}") == [PARAGRAPH, service, contact]


def test_sentence_that_asks_for_more_goes_on_with_an_address() -> None:
    wrapped = textwrap.fill(PARAGRAPH, 72)
    asks = "Pour rejoindre le relais des aînés du canton, appelez sans attendre le"
    contact = "Service social, 01 99 00 12 34"
    assert texts(f"{wrapped}\n\n{asks}\n{contact}")[-1] == f"{asks} {contact}"


def test_what_markdown_writes_behind_a_heading_for_links_is_no_text() -> None:
    assert texts("## Nos leviers {#leviers .large}\n\nUn prix {net}\n\n# {#vide}") == ["Nos leviers", "Un prix {net}"]
