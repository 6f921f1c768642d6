"""Thematic dossiers: levers that are counted, and insets known by their label or by how their headings are set."""

import pytest

from pipeline.gazetteer import Gazetteer
from pipeline.rulebook import Rulebook
from pipeline.segment.cut import cut
from pipeline.segment.model import Segmentation
from tests.support import document

LEVER = "Les départements peuvent prêter une salle et former ceux qui l'ouvrent."
TOLD = "Douze bénévoles y servent chaque jeudi un repas chaud aux voisins."

COUNTED = f"""\
Dossier : manger ensemble

Par Nadine Doré

Pourquoi la table compte

La solitude commence souvent devant une assiette.

Levier n° 1 : Ouvrir les cuisines

{LEVER}

SUR LE TERRAIN

Les marmites du jeudi

{TOLD}

Levier n° 2 : Former les cuisiniers

{LEVER}

SUR LE TERRAIN

Le jardin des chefs

{TOLD}

Ressources pour aller plus loin

Le guide de la table ouverte
"""

MARKED = f"""\
# Manger ensemble

Par Nadine Doré

## Ouvrir les cuisines

{LEVER}

### Les marmites du jeudi dans l'Ain

{TOLD}

## Former les cuisiniers

{LEVER}

### La table du Jura

{TOLD}

### Le jardin des chefs

{TOLD}

## Pour aller plus loin

Un guide.
"""


class Reader:
    def __init__(self, rulebook: Rulebook, gazetteer: Gazetteer) -> None:
        self._rulebook, self._gazetteer = rulebook, gazetteer

    def __call__(self, text: str) -> Segmentation:
        return cut(document(text), self._rulebook.profile("dossier"), self._rulebook, self._gazetteer)[0]


@pytest.fixture(scope="module")
def read(rulebook: Rulebook, gazetteer: Gazetteer) -> Reader:
    return Reader(rulebook, gazetteer)


def outline(found: Segmentation) -> list[tuple[str, str, list[str]]]:
    return [(s.kind.value, s.title.text, [b.text.text for b in s.body]) for s in found.segments]


LEVERS = [
    ("lever", "Ouvrir les cuisines", [LEVER]),
    ("box", "Les marmites du jeudi", [TOLD]),
    ("lever", "Former les cuisiniers", [LEVER]),
    ("box", "Le jardin des chefs", [TOLD]),
]


def test_counted_levers_without_their_numbers(read: Reader) -> None:
    assert outline(read(COUNTED)) == LEVERS


@pytest.mark.parametrize("count", ["Piste {} - ", "LEVIER {} : ", "Levier d'action n° {} – "])
def test_other_ways_to_count_levers(count: str, read: Reader) -> None:
    text = COUNTED.replace("Levier n° 1 : ", count.format(1)).replace("Levier n° 2 : ", count.format(2))
    assert outline(read(text)) == LEVERS


def test_headings_above_the_first_counted_lever_are_outside(read: Reader) -> None:
    outside = [block.text.text for block in read(COUNTED).outside]
    assert "Pourquoi la table compte" in outside
    assert outside[-2:] == ["Ressources pour aller plus loin", "Le guide de la table ouverte"]


def test_one_counted_lever_does_not_open_the_levers(read: Reader) -> None:
    alone = COUNTED.replace("Levier n° 2 : ", "")
    assert [title for _, title, _ in outline(read(alone))][:2] == ["Pourquoi la table compte", "Ouvrir les cuisines"]


def test_any_label_above_several_headings_is_that_of_insets(read: Reader) -> None:
    assert outline(read(COUNTED.replace("SUR LE TERRAIN", "CHEZ NOS VOISINS"))) == LEVERS


def test_unknown_label_above_one_heading_tells_no_inset(read: Reader) -> None:
    once = COUNTED.replace("SUR LE TERRAIN", "CHEZ NOS VOISINS", 1).replace("SUR LE TERRAIN", "DANS LE VAL")
    assert [kind for kind, _, _ in outline(read(once))] == ["lever"] * 4


def test_insets_set_below_levers(read: Reader) -> None:
    assert outline(read(MARKED)) == [
        ("lever", "Ouvrir les cuisines", [LEVER]),
        ("box", "Les marmites du jeudi dans l'Ain", [TOLD]),
        ("lever", "Former les cuisiniers", [LEVER]),
        ("box", "La table du Jura", [TOLD]),
        ("box", "Le jardin des chefs", [TOLD]),
    ]


def test_setting_tells_nothing_where_few_of_it_say_where(read: Reader) -> None:
    nowhere = MARKED.replace("La table du Jura", "La table du port")
    assert [kind for kind, _, _ in outline(read(nowhere))] == ["lever"] * 5


def test_lever_that_names_a_department_is_no_inset_among_others(read: Reader) -> None:
    named = MARKED.replace("## Former les cuisiniers", "## Des cuisiniers formés comme dans le Lot")
    named = named.replace("## Pour aller", f"## Prêter des salles\n\n{LEVER}\n\n## Pour aller")
    assert [kind for kind, _, _ in outline(read(named))] == ["lever", "box", "lever", "box", "box", "lever"]


def test_page_title_and_byline_are_no_levers(read: Reader) -> None:
    found = read(MARKED)
    assert [block.text.text for block in found.outside][:2] == ["Manger ensemble", "Par Nadine Doré"]


def test_line_without_a_mark_is_no_lever_between_headings(read: Reader) -> None:
    parted = MARKED.replace("## Former les cuisiniers", f"Un essai qui dure\n\n{TOLD}\n\n## Former les cuisiniers")
    found = outline(read(parted))
    assert [title for _, title, _ in found] == [title for _, title, _ in outline(read(MARKED))]
    assert found[1] == ("box", "Les marmites du jeudi dans l'Ain", [TOLD, "Un essai qui dure", TOLD])
