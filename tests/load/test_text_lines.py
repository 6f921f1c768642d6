"""Lines of a text file that draw what other formats set: headings between ornaments, rows between tabs, contents with leaders."""

import textwrap

import pytest

from pipeline.document import BlockKind
from tests.support import block, blocks

LONG = "Un toit pour deux, ou comment un étudiant et un aîné du canton partagent leur logement"


def cells(source: str) -> list[list[str]]:
    """The cells of the rows; a block that is none is a row of one."""
    return [[cell.text for cell in b.cells] if b.kind is BlockKind.TABLE_ROW else [b.text.text] for b in blocks(source)]


# -- ornaments

ORNAMENTED = {
    "~ ~ ~ HABITER ~ ~ ~": "HABITER",
    "== Se loger ==": "Se loger",
    "--- Se loger ---": "Se loger",
    "  •·• Se loger en 2030 •·•": "Se loger en 2030",
    "— — Se loger ***": "Se loger",
}


@pytest.mark.parametrize(("line", "heading"), ORNAMENTED.items(), ids=ORNAMENTED)
def test_heading_between_ornaments(line: str, heading: str) -> None:
    read = block(line)
    assert (read.kind, read.level, read.marker, read.text.text) == (BlockKind.HEADING, 0, "", heading)
    assert line[slice(*read.text.source_range)] == heading


PLAIN = {
    "page number": "-- 3 --",
    "longer page number": "-- 112 --",
    "one ornament": "= Se loger =",
    "no ornament behind": "== Se loger",
    "no ornament before": "Se loger ==",
    "no blank": "==Se loger==",
    "too long": f"== {LONG} {LONG} ==",
}


@pytest.mark.parametrize("line", PLAIN.values(), ids=PLAIN)
def test_other_line_with_ornaments_is_no_heading(line: str) -> None:
    assert block(line).kind is BlockKind.PARAGRAPH


@pytest.mark.parametrize("rule", ["~ ~ ~ ~ ~ ~", "== == ==", "-- --"])
def test_rule_is_no_heading(rule: str) -> None:
    assert [b.text.text for b in blocks(f"avant\n\n{rule}\n\naprès")] == ["avant", "après"]


# -- tabs

TABBED = {
    "three pieces": "Lot\tAssociation Le Gué\t2021",
    "wide gaps": "Lot \t Association Le Gué\t\t2021",
    "indented": "\tLot\tAssociation Le Gué\t2021",
}


@pytest.mark.parametrize("line", TABBED.values(), ids=TABBED)
def test_pieces_between_tabs_are_a_row(line: str) -> None:
    assert cells(f"Le relais\n{line}\nIl ouvre.") == [["Le relais"], ["Lot", "Association Le Gué", "2021"], ["Il ouvre."]]
    assert [line[slice(*cell.source_range)] for cell in block(line).cells] == ["Lot", "Association Le Gué", "2021"]


NO_ROWS = {"two pieces": "Lot\t2021", "nothing behind": "Lot\t2021\t", "sentence": f"Lot\t2021\t{LONG}, ou encore un repas"}


@pytest.mark.parametrize("line", NO_ROWS.values(), ids=NO_ROWS)
def test_other_line_with_tabs_is_no_row(line: str) -> None:
    assert block(line).kind is BlockKind.PARAGRAPH


# -- two columns

LINES = ("Porteur     Association Lune", "Date        Depuis 2018", "Contact     Ada Lien")
ROWS = [["Porteur", "Association Lune"], ["Date", "Depuis 2018"], ["Contact", "Ada Lien"]]


@pytest.mark.parametrize("indent", [0, 2, 7])
def test_indented_lines_of_two_columns(indent: int) -> None:
    assert cells("".join(f"{' ' * indent}{line}\n" for line in LINES)) == ROWS


def test_lines_indented_like_a_second_column_are_none() -> None:
    assert [len(row) for row in cells("".join(f"{' ' * 8}{line}\n" for line in LINES))] == [1, 1, 1]


def test_column_that_begins_with_a_colon_belongs_to_its_label() -> None:
    source = "".join(f"{label:<12}: {value}\n" for label, value in ROWS)
    assert [row[0].replace(" ", "") for row in cells(source)] == [f"{label}:{value}".replace(" ", "") for label, value in ROWS]


# -- contents lists

LEADERS = [" . . . . . 3", " ...... 3", " …… p. 3", ". . . . . 12"]


@pytest.mark.parametrize("leader", LEADERS)
def test_line_that_dots_lead_to_its_page_ends_there(leader: str) -> None:
    assert [b.text.text for b in blocks(f"{LONG}{leader}\nle car des soins . . . . 4")] == [f"{LONG}{leader}", "le car des soins . . . . 4"]


@pytest.mark.parametrize("end", [" . . 3", " de 3", " . . . . . ici"])
def test_line_without_a_leader_goes_on(end: str) -> None:
    assert [b.text.text for b in blocks(f"{LONG}{end}\nrepas par semaine.")] == [f"{LONG}{end} repas par semaine."]


# -- headings in capitals below full lines

FULL = "Contact : Nadine Doré, cheffe du service – 05 36 49 10 21 – nadine.dore@marlange-solidarites.example"
WRAPPED = "Le car passe chaque jeudi dans les bourgs du plateau, où les habitants attendent une visite de plus.\n" * 12


@pytest.mark.parametrize(
    ("line", "apart"), [("CONTEXTE", True), ("DESCRIPTION DE L'INITIATIVE", True), ("MSA", False)], ids=["word", "words", "acronym"]
)
def test_line_in_capitals_below_a_full_line(line: str, apart: bool) -> None:
    read = [block.text.text for block in blocks(f"{WRAPPED}\n{FULL}\n{line}\n\n{WRAPPED}")]
    assert (line in read) is apart


@pytest.mark.parametrize(
    ("line", "apart"), [("Lot | septembre 2019 | réalisé", True), ("Aveyron, ouverte en septembre 2019", False)], ids=["bars", "none"]
)
def test_header_on_one_line_below_a_long_title(line: str, apart: bool) -> None:
    title = "La colocation de transition pour les jeunes qui quittent leur foyer et cherchent un toit"
    assert (title in [block.text.text for block in blocks(f"{WRAPPED}\n{title}\n{line}\n\n{WRAPPED}")]) is apart


def test_second_line_of_a_running_head_is_left_out() -> None:
    pages = "".join(
        f"Le texte de la page {n} raconte le car du jeudi.\n\n{n}\n\nCe que font les voisins\n\nRecueil 2023\n\n" for n in range(3, 8)
    )
    read = [block.text.text for block in blocks(f"{pages}Le car reviendra.\n\nRecueil 2024\n")]
    assert read == [*(f"Le texte de la page {n} raconte le car du jeudi." for n in range(3, 8)), "Le car reviendra.", "Recueil 2024"]


# -- lines of wrapped bullets

FULL = "• Une halte de soins : portée par l'association Le Gué, elle reçoit deux jours par semaine au bourg"
BEHIND = [
    "(deux infirmières) les aînés du canton.",
    "18 500 euros par an.",
    "« sans rendez-vous », dit-on.",
    "EHPAD compris, deux communes.",
]


@pytest.mark.parametrize("line", BEHIND)
def test_line_set_in_under_the_text_of_its_bullet_goes_on_with_it(line: str) -> None:
    found = blocks(f"{FULL}\n  {line}\n\n• Un car")
    assert [b.text.text for b in found] == [f"{FULL[2:]} {line}", "Un car"]


def test_text_below_the_title_on_a_bullet_stands_for_itself() -> None:
    title = "• Une halte de soins ouverte deux jours par semaine aux aînés des hameaux"
    told = "Le Département y envoie deux infirmières, un médecin et, un jeudi sur deux, le camion des dents."
    assert len(blocks(f"{title}\n  {told}")) == 2


def test_a_few_lines_longer_than_the_column_do_not_hide_it() -> None:
    line = "Chaque jeudi, le car des soins fait halte dans un bourg du canton où nul médecin ne reçoit plus,"
    longer = f"{line} et il revient le lundi suivant pour les soins"
    found = blocks(f"{line}\n" * 9 + f"{longer}\n" + f"{line}\n" * 3 + "« Le Gué » le conduit.")
    assert len(found) == 1


def test_picture_alone_on_its_line_is_no_text() -> None:
    assert [b.text.text for b in blocks("# Un car\n\n![Le car devant la mairie](img/car.jpg)\n\nIl roule.")] == ["Un car", "Il roule."]


def test_title_that_ends_in_the_middle_of_a_phrase_goes_on_with_a_name() -> None:
    wrapped = textwrap.fill("Une équipe passe chaque jeudi dans les bourgs du canton pour aider les aînés. " * 14, 76)
    assert [b.text.text for b in blocks(f"{wrapped}\n\nFocus : un vélo prêté aux lycéens de\nMarlange\n\n{wrapped}")][1] == (
        "Focus : un vélo prêté aux lycéens de Marlange"
    )
