"""Where the titles of fiches stand: nearest to headers, right below them, above the line that counts them."""

import pytest

from pipeline.document import BlockKind
from pipeline.gazetteer import Gazetteer
from pipeline.rulebook import Rulebook
from pipeline.segment.fields import FieldReader
from pipeline.segment.lines import LineSplitter
from pipeline.segment.model import Segment, Segmentation
from schemas.rules import HeaderFichesLayout
from tests.support import Reader, blocks

TEXT = "Une équipe de bénévoles passe chaque jeudi, de bourg en bourg, avec un car aménagé."
TITLES = ["Un toit pour deux", "Le car des soins", "Le café des pères"]
PLACES = ["Lot", "Gard", "Jura"]
THEMES = ["Habiter", "Se soigner", "Grandir"]

CARD = "Territoire : {p}\nPorteur : Association Le Gué\n\n"
SECTIONS = f"#### Contexte\n\n{TEXT}\n\n#### Description\n\n{TEXT}\n\n"


def told(fiche: str, opening: str = "") -> str:
    """A recueil of three fiches in a layout."""
    fiches = zip(TITLES, PLACES, THEMES, strict=True)
    return f"# Recueil d'initiatives\n\n{opening}" + "".join(fiche.format(n=n, t=t, p=p, s=s) for n, (t, p, s) in enumerate(fiches, 1))


def titles(found: Segmentation) -> list[str]:
    return [segment.title.text for segment in found.segments]


def values(segment: Segment, slot: str) -> list[str]:
    return [line.text.text for line in segment.header if line.slot == slot]


# -- above headers

FRONT = f"### Qui sommes-nous\n\n{TEXT}\n\n### Comment lire\n\n{TEXT}\n\n"

ABOVE = {
    "below a theme": (f"## {{s}}\n\n### {{t}}\n\n{CARD}{SECTIONS}", ""),
    "below a theme, and set like the front matter": (f"## {{s}}\n\n### {{t}}\n\n{CARD}{SECTIONS}", FRONT),
    "above words that come again": (f"## {{t}}\n\n### Fiche signalétique\n\n{CARD}{SECTIONS}", ""),
}


@pytest.mark.parametrize(("fiche", "front"), ABOVE.values(), ids=ABOVE)
def test_titles_are_the_headings_nearest_to_headers(fiche: str, front: str, read: Reader) -> None:
    found = read(told(fiche, front), "labelled")
    assert titles(found) == TITLES
    assert [segment.section for segment in found.segments] == (THEMES if "{s}" in fiche else [None] * 3)


# -- below headers

BELOW = {
    "card beside the title": f"{CARD}## {{t}}\n\n{SECTIONS}",
    "a line between": f"{CARD}Mis à jour hier\n\n## {{t}}\n\n{SECTIONS}",
    "labels and values in headings": f"### Territoire\n\n{{p}}\n\n### Porteur\n\nAssociation Le Gué\n\n## {{t}}\n\n{SECTIONS}",
}


@pytest.mark.parametrize("fiche", BELOW.values(), ids=BELOW)
def test_titles_right_below_their_headers(fiche: str, read: Reader) -> None:
    found = read(told(fiche), "labelled")
    assert titles(found) == TITLES
    assert [values(segment, "department") for segment in found.segments] == [[place] for place in PLACES]
    assert [values(segment, "carrier") for segment in found.segments] == [["Association Le Gué"]] * 3


def test_headings_below_headers_that_have_titles_above_are_none_of_theirs(read: Reader) -> None:
    found = read(told(f"## {{t}}\n\n{CARD}## Une idée du bourg {{n}}\n\n{SECTIONS}"), "labelled").segments
    assert [(s.title.text, values(s, "department")) for s in found if s.header] == [
        (title, [place]) for title, place in zip(TITLES, PLACES, strict=True)
    ]


# -- lines that count

PILOT = "| Pilote | Association Le Gué |\n\n"

COUNTED = {
    "row below": f"## {{t}}\n\n| Fiche action | n° 1.{{n}} |\n\n{PILOT}{SECTIONS}",
    "line below": f"## {{t}}\n\nFiche action n° 1.{{n}}\n\n{PILOT}{SECTIONS}",
    "line below, then a section": f"## {{t}}\n\nFiche action n° 1.{{n}}\n\n{SECTIONS}",
    "line above": f"Fiche action n° 1.{{n}}\n\n## {{t}}\n\n{PILOT}{SECTIONS}",
    "line above, below a theme": f"# {{s}}\n\nFiche action n° 1.{{n}}\n\n## {{t}}\n\n{PILOT}{SECTIONS}",
}


@pytest.mark.parametrize("fiche", COUNTED.values(), ids=COUNTED)
def test_title_above_or_below_the_line_that_counts_it(fiche: str, read: Reader) -> None:
    found = read(told(fiche), "sheets")
    assert titles(found) == TITLES
    carriers = [["Association Le Gué"]] * 3 if PILOT in fiche else [[]] * 3
    assert [values(segment, "carrier") for segment in found.segments] == carriers


def test_text_above_a_line_that_counts_is_no_title(read: Reader) -> None:
    assert titles(read(told(f"{TEXT}\n\nFiche action n° 1.{{n}}\n\n{PILOT}{SECTIONS}"), "sheets")) == []


# -- rows

ROWS = {
    "who between": ("| Lot | Association Le Gué | 2021 |", ["Lot", "Association Le Gué", "2021"]),
    "tabs": ("Lot\tAssociation Le Gué\tdepuis 2021", ["Lot", "Association Le Gué", "depuis 2021"]),
    "state between": ("| Lot | CCAS de Marlange | En cours | 2021 |", ["Lot", "CCAS de Marlange", "En cours", "2021"]),
    "nothing between": ("| Lot | 2021 |", ["Lot", "2021"]),
    "numbers between": ("| Lot | 1 245 | 2021 |", None),
    "small words between": ("| Lot | douze familles | 2021 |", None),
    "sentence between": (f"| Lot | {TEXT} | 2021 |", None),
    "no date behind": ("| Lot | Association Le Gué | 45 |", None),
    "no place before": ("| Marlange | Association Le Gué | 2021 |", None),
    "below labels": ("| Territoire | Porteur | Date |\n|---|---|---|\n| Lot | Association Le Gué | 2021 |", None),
}


@pytest.mark.parametrize(("row", "lines"), ROWS.values(), ids=ROWS)
def test_row_of_a_header_gives_lines(
    row: str, lines: list[str] | None, layout: HeaderFichesLayout, rulebook: Rulebook, gazetteer: Gazetteer
) -> None:
    listed = blocks(row)
    parts = LineSplitter(rulebook, FieldReader(rulebook, gazetteer, layout.labels), listed).apart(listed[-1])
    if lines is None:
        assert parts == (listed[-1],)
    else:
        assert [(part.kind, part.text.text) for part in parts] == [(BlockKind.PARAGRAPH, line) for line in lines]


def test_row_below_a_title_is_the_header_of_its_fiche(read: Reader) -> None:
    found = read(told(f"{{t}}\n\n| {{p}} | Association Le Gué | 2021 |\n\n{SECTIONS}"), "recueil")
    assert titles(found) == TITLES
    assert [[line.text.text for line in segment.header] for segment in found.segments] == [
        [place, "Association Le Gué", "2021"] for place in PLACES
    ]


# -- contents lists

LISTED = "Sommaire\n\n" + "".join(f"{title} ..... {page}\n" for page, title in enumerate(TITLES, 3)) + "\n"


@pytest.mark.parametrize(("joint", "wanted"), [(" :", " : une idée neuve"), ("", "")], ids=["colon", "no colon"])
def test_title_goes_on_behind_a_colon_where_the_contents_list_leaves_it_out(joint: str, wanted: str, read: Reader) -> None:
    fiche = f"{{t}}{joint}\n\nune idée neuve\n\nDépartement du {{p}}\n2019\n\nCONTEXTE\n\n{TEXT}\n\nDESCRIPTION\n\n{TEXT}\n\n"
    assert titles(read(told(fiche, LISTED), "recueil")) == [f"{title}{wanted}" for title in TITLES]


def test_title_in_bold_below_the_contacts_of_the_fiche_above(read: Reader) -> None:
    contacts = "**Correspondant**\n\nM. Loïc Aubin – loic@legue.example\n\nMme Ada Doré – ada@legue.example\n\n"
    table = "| Territoire | {p} |\n|---|---|\n| Porteur(s) | Association Le Gué |\n\n"
    found = read(told(f"**{{t}}**\n\n{table}**Description**\n\n{TEXT}\n\n{contacts}"), "labelled").segments
    assert [segment.title.text for segment in found] == TITLES
    assert values(found[0], "contact") == ["M. Loïc Aubin – loic@legue.example", "Mme Ada Doré – ada@legue.example"]
