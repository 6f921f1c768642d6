"""Fiches told without a header among others that have one, labels that nothing parts from their value, what fiches are called."""

import pytest

from schemas.enums import FicheKind, HeaderSlot
from tests.support import Reader

TOLD = (
    "Chaque jeudi, le Département prête un car aux habitants des hameaux. Depuis 2021, douze bénévoles y tiennent une "
    "permanence et 340 personnes sont venues."
)
PLACES = {"Le car du jeudi": "Creuse", "Un toit pour deux": "Nièvre", "Le café des pères": "Gers", "Permis en main": "Landes"}
ALONE = "La halte du canal"


def headed(title: str, place: str, mark: str) -> str:
    return f"{mark}{title}\n\nTerritoire : {place}\nPorteur : Association Le Gué\nDate : 2019\n\n{TOLD}\n\n"


def recueil(alone: str, mark: str = "## ", announced: bool = True) -> str:
    """Fiches with labelled headers; `alone` stands between the last two of them."""
    titles = [*PLACES][:-1] + ([ALONE] if announced else []) + [*PLACES][-1:]
    listed = "".join(f"{title} ........ {page}\n" for page, title in enumerate(titles, 4))
    fiches = [headed(title, place, mark) for title, place in PLACES.items()]
    return f"Recueil d'initiatives\n\nSOMMAIRE\n\n{listed}\n\n{''.join(fiches[:-1])}{alone}{fiches[-1]}"


@pytest.mark.parametrize("mark", ["## ", ""])
def test_announced_fiche_without_header(read: Reader, mark: str) -> None:
    found = read(recueil(f"{mark}{ALONE}\n\n{TOLD}\n\n", mark), "labelled").segments
    assert [segment.title.text for segment in found] == [*[*PLACES][:-1], ALONE, [*PLACES][-1]]


def test_text_that_nothing_announces_is_of_the_fiche_above(read: Reader) -> None:
    found = read(recueil(f"## {ALONE}\n\n{TOLD}\n\n", announced=False), "labelled").segments
    assert [segment.title.text for segment in found] == [*PLACES]


BARE = """INITIATIVE N° {number}

{title}

TERRITOIRE {place}
PORTEURS CCAS de Marlange et association Le Gué
LANCEMENT 2019
ÉTAT D'AVANCEMENT En cours
VOTRE CONTACT Lise Doré, directrice – 05 55 00 11 22

LE BESOIN
{told}

"""


def test_labels_in_capitals_need_no_mark(read: Reader) -> None:
    text = "".join(BARE.format(number=n, title=title, place=place, told=TOLD) for n, (title, place) in enumerate(PLACES.items(), 1))
    first, *others = read(f"Recueil\n\n{text}", "labelled").segments
    assert [segment.title.text for segment in (first, *others)] == [*PLACES]
    assert {line.slot: line.text.text for line in first.header} == {
        HeaderSlot.DEPARTMENT: "Creuse",
        HeaderSlot.CARRIER: "CCAS de Marlange et association Le Gué",
        HeaderSlot.PERIOD: "2019",
        HeaderSlot.STATUS: "En cours",
        HeaderSlot.CONTACT: "Lise Doré, directrice – 05 55 00 11 22",
    }


NAMES = {
    "Recueil d'initiatives": FicheKind.FICHE,
    "Plan départemental d'insertion 2024": FicheKind.ACTION,
    "Conférence des départements": FicheKind.FICHE,
    "Recueil des actions du plan": FicheKind.FICHE,
}


@pytest.mark.parametrize(("name", "kind"), NAMES.items())
def test_fiches_are_what_the_document_calls_itself(read: Reader, name: str, kind: FicheKind) -> None:
    text = f"{name}\n\n{''.join(headed(title, place, '## ') for title, place in PLACES.items())}"
    assert {segment.kind for segment in read(text, "labelled").segments} == {kind}


def test_layout_of_an_analyst_says_what_its_fiches_are(read: Reader) -> None:
    """The profile of the real recueil leaves nothing open: no layout but the general ones goes by the name."""
    text = f"Plan départemental d'insertion 2024\n\n{''.join(headed(title, place, '## ') for title, place in PLACES.items())}"
    assert {segment.kind for segment in read(text, "recueil").segments} == {FicheKind.FICHE}


def test_labelled_contact_closes_an_action_told_without_header(read: Reader) -> None:
    contact = "Votre contact : Lise Doré, directrice – 05 55 00 11 22"
    actions = "".join(f"## {title}\n\n{TOLD}\n\n{contact if n == 1 else TOLD}\n\n" for n, title in enumerate(PLACES))
    found = read(f"Nos actions pour l'insertion\n\n{actions}", "told").segments
    assert [[line.text.text for line in segment.header] for segment in found] == [[], ["Lise Doré, directrice – 05 55 00 11 22"], [], []]
    assert contact not in [block.text.text for block in found[1].body]


SECTIONS = "### Le besoin\n\n{told}\n\n### Les résultats\n\n{told}\n\n"
BOX = "#### Carte d'identité\n\n| Département | {place} |\n|---|---|\n| Porteur | Association Le Gué |\n| Date | 2019 |\n\n"


def test_fiche_without_sections_above_the_box_that_closes_it(read: Reader) -> None:
    fiches = "".join(
        f"## {title}\n\n{TOLD if title == 'Le café des pères' else SECTIONS.format(told=TOLD)}\n\n{BOX.format(place=place)}"
        for title, place in PLACES.items()
    )
    assert [segment.title.text for segment in read(f"Recueil d'initiatives\n\n{fiches}", "labelled").segments] == [*PLACES]


def test_carrier_labelled_below_the_text(read: Reader) -> None:
    """The line below the title says where and when and nothing else, so that nobody is named there who could carry the action."""
    closing = "Porté par : Association Le Gué  \nContact : Lise Doré – 05 55 00 11 22\n\n"
    fiches = "".join(f"### {title}\n\n*{place} · depuis 2019*\n\n**Le déclic**\n\n{TOLD}\n\n{closing}" for title, place in PLACES.items())
    first = read(f"Recueil d'initiatives\n\n{fiches}", "lines").segments[0]
    told = {line.slot: line.text.text for line in first.header}
    assert (told[HeaderSlot.CARRIER], told[HeaderSlot.CONTACT]) == ("Association Le Gué", "Lise Doré – 05 55 00 11 22")


def test_contact_label_on_a_line_of_its_own_ends_no_fiche(read: Reader) -> None:
    fiches = "".join(
        f"### {title}\n\nTerritoire : {place}\n\nDate : 2019\n\nPorteur : Association Le Gué\n\nVotre contact\n\n"
        f"Lise Doré, directrice – 05 55 00 11 22\n\n#### Contexte\n\n{TOLD}\n\n"
        for title, place in PLACES.items()
    )
    found = read(f"Recueil d'initiatives\n\n{fiches}", "labelled").segments
    assert [[section.blocks[0].text.text for section in segment.sections] for segment in found] == [[TOLD]] * 4


def test_unknown_words_in_bold_on_the_line_of_their_text_are_no_titles(read: Reader) -> None:
    parts = "**D'où on part.** {told}\n\n**Ce qu'on fait.** {told}\n\n**La moisson.** {told}\n\n"
    fiches = "".join(
        f"### {title}\n\n**{place}** | Association Le Gué | 2019\n\n{parts.format(told=TOLD)}" for title, place in PLACES.items()
    )
    assert [segment.title.text for segment in read(f"Recueil d'initiatives\n\n{fiches}", "lines").segments] == [*PLACES]


def test_town_behind_a_carrier_in_a_header_line(read: Reader) -> None:
    fiches = "".join(
        f"### {title}\n\nAssociation Le Gué – Marlange ({place}) · 2019 · Contact : Lise Doré, 05 55 00 11 22\n\n{TOLD}\n\n"
        for title, place in PLACES.items()
    )
    first = read(f"Recueil d'initiatives\n\n{fiches}", "lines").segments[0]
    told = [first.department_line, *first.header] if first.department_line else [*first.header]
    assert {"Association Le Gué", "Marlange (Creuse)", "2019", "Lise Doré, 05 55 00 11 22"} <= {line.text.text for line in told}
