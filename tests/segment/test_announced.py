"""Fiches found by the contents list, where nothing else tells their titles from the lines around them."""

import pytest

from pipeline.document import Document
from pipeline.rulebook import Rulebook
from pipeline.segment.announced import announced_titles
from pipeline.segment.contents import read_front_matter
from schemas.enums import HeaderSlot
from tests.support import Reader, document

TOLD = (
    "Chaque jeudi, le Département prête un car aux habitants des hameaux. Depuis 2021, douze bénévoles y tiennent une "
    "permanence et 340 personnes sont venues."
)
FICHES = {
    "Creuse": "Le car du jeudi",
    "Nièvre": "Un toit pour deux",
    "Gers": "Le café des pères",
    "Landes": "Permis en main",
}


def placed_above(contents: str) -> str:
    """A recueil whose departments stand above their titles, right below the text of the fiche before."""
    told = "".join(
        f"Département d{'u' if place == 'Gers' else 'e la'} {place}\n{title}\nAssociation Le Gué\nDepuis 2019\n"
        f"Lise Doré, directrice – 05 55 00 11 22\n\nCONTEXTE\n{TOLD}\n\nDESCRIPTION\n{TOLD}\n\n{page}\n\n"
        for page, (place, title) in enumerate(FICHES.items(), 4)
    )
    return f"Recueil d'initiatives\n\n{contents}{told}"


LIST = "SOMMAIRE\n\nAvant-propos ........ 3\n" + "".join(
    f"{place} - {title} ........ {page}\n" for page, (place, title) in enumerate(FICHES.items(), 4)
)


def closed_by_fields() -> str:
    """Fiches with headings of their own, closed by labelled fields."""
    contents = "Sommaire\n" + "".join(f"{title} ({place}) ........ {page}\n" for page, (place, title) in enumerate(FICHES.items(), 4))
    told = "".join(
        f"{title}\n\n{place} (00)\n\n{TOLD}\n\nCe qui reste fragile\n{TOLD}\n\nREPÈRES\nPorteur : association Le Gué\n"
        "Lancement : 2021\nContact : Lise Doré, coordinatrice – 05 55 00 11 22\n\n"
        for place, title in FICHES.items()
    )
    return f"Carnet d'expériences\n\n{contents}\n{told.replace('Creuse (00)', 'Creuse (23)').replace('(00)', '')}"


def found(text: Document, rulebook: Rulebook, places: tuple[str, ...] = ()) -> list[str]:
    front = read_front_matter(text.blocks, rulebook.outline)
    titles = announced_titles(text.blocks, front, lambda words: words in places)
    return [" / ".join(text.blocks[i].text.text for i in lines) for lines in titles]


@pytest.mark.parametrize("contents", [LIST, ""], ids=["announced", "not announced"])
def test_titles_stand_below_departments_that_the_text_above_runs_into(contents: str, read: Reader) -> None:
    segments = read(placed_above(f"{contents}\n")).segments
    assert [segment.title.text for segment in segments] == list(FICHES.values())
    assert [line.text.text for line in segments[1].header if line.slot is HeaderSlot.DEPARTMENT] == ["Département de la Nièvre"]
    assert [line.text.text for line in segments[1].header][1:3] == ["Association Le Gué", "Depuis 2019"]


def test_fields_that_close_fiches_without_sections_are_theirs(read: Reader) -> None:
    segments = read(closed_by_fields(), "lines").segments
    assert [segment.title.text for segment in segments] == list(FICHES.values())
    assert segments[0].department_line is not None
    assert segments[0].department_line.text.text == "Creuse (23)"
    assert [line.text.text for line in segments[-1].header if line.slot is HeaderSlot.CARRIER] == ["association Le Gué"]


def test_contents_that_announce_parts_only_start_no_fiche(read: Reader) -> None:
    parts = {"Rouler autrement": ["Creuse", "Nièvre"], "Habiter le bourg": ["Gers", "Landes"], "Grandir ici": ["Lot", "Jura"]}
    told = "".join(
        f"## {part}\n\n" + "".join(f"### Le car de {place}\n\nDépartement : {place}\n\nPorteur : CCAS\n\n{TOLD}\n\n" for place in places)
        for part, places in parts.items()
    )
    contents = "".join(f"{part} ........ {page}\n" for page, part in enumerate(parts, 3))
    segments = read(f"# Recueil\n\n## Sommaire\n\n{contents}\n{told}", "labelled").segments
    assert [segment.title.text for segment in segments] == [f"Le car de {place}" for places in parts.values() for place in places]


def test_headings_above_another_and_what_is_missing_are_left_out(rulebook: Rulebook) -> None:
    contents = "Sommaire\nHabiter ........ 3\n1. Un toit pour deux ........ 4\n2. Le café des pères ........ 6\nGlossaire ........ 9\n\n"
    text = f"{contents}{TOLD}\n\nHabiter\n\nUn toit pour deux\n\n{TOLD}\n\nFiche 2 - Le café des pères\n\n{TOLD}"
    assert found(document(text), rulebook) == ["Un toit pour deux", "Fiche 2 - Le café des pères"]


def test_announced_title_may_be_shortened_and_bear_its_place(rulebook: Rulebook) -> None:
    contents = "Sommaire\nLot – Parrains et marraines de proximité ........ 4\nUn toit pour deux (Gard) ........ 6\n\n"
    text = f"{contents}{TOLD}\n\nParrains et marraines de proximité : un soutien durable\n\n{TOLD}\n\nUn toit pour deux\n\n{TOLD}"
    assert found(document(text), rulebook, ("Lot", "Gard")) == [
        "Parrains et marraines de proximité : un soutien durable",
        "Un toit pour deux",
    ]


def test_contents_of_another_text_announce_nothing(rulebook: Rulebook) -> None:
    contents = "Sommaire\nUn toit pour deux ........ 4\nLe café des pères ........ 6\nPermis en main ........ 8\n\n"
    assert found(document(f"{contents}{TOLD}\n\nUn toit pour deux\n\n{TOLD}"), rulebook) == []


def test_briefs_stand_behind_announced_fiches(read: Reader) -> None:
    briefs = "AUTRES DÉMARCHES\n\nDépartement du Lot\n\nUn car de nuit – " + TOLD
    segments = read(f"{placed_above(f'{LIST}{chr(10)}')}{briefs}\n").segments
    assert [(segment.kind.value, segment.title.text) for segment in segments][-1] == ("brief", "Un car de nuit")
    assert [segment.title.text for segment in segments[:-1]] == list(FICHES.values())


def test_counted_title_goes_on_below_a_colon_and_may_end_the_document(read: Reader) -> None:
    told = "Territoire : Lot\nPorteur : CCAS\n\nContexte\n\nIl pleut sur le canton.\n\n"
    text = f"Fiche n° 1\nHabiter chez soi :\ndes colocations\n\n{told}Fiche n° 2\nLe car\n\n{told}Fiche n° 3\nRouler :"
    assert next(segment.title.text for segment in read(text, "labelled").segments) == "Habiter chez soi : des colocations"
