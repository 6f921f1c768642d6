"""Headers of a recueil that a lost break or an unusual order makes hard to tell."""

from pathlib import Path

import pytest

from pipeline.rulebook import default_rulebook
from pipeline.run import Pipeline, input_files
from schemas.fiche import Fiche

_FICHE = """{title}

{header}

CONTEXTE

Le bus ne passe plus.

DESCRIPTION DE L'ACTION

Un car passe chaque jour.

"""


def read(folder: Path, *headers: tuple[str, str], contents: str = "") -> list[Fiche]:
    text = f"Recueil d'initiatives des départements\n\n{contents}Chapitre 1 : Mobilité\n\n"
    path = folder / "recueil.txt"
    path.write_text(text + "".join(_FICHE.format(title=title, header=header) for title, header in headers), encoding="utf-8")
    return list(Pipeline(default_rulebook(), ner=False).run(input_files([path])).fiches)


PLAIN = [("Le car du soir", "Département du Jura\n\n2016"), ("Le car du matin", "Département de l'Ain\n\n2017")]


def test_a_department_line_glued_to_its_title_is_taken_off(tmp_path: Path) -> None:
    fiches = read(tmp_path, *PLAIN, ("Des livres portés à domicile Département de l'Aube", "Depuis 2013"))
    assert [(fiche.title, fiche.departments[0].code) for fiche in fiches][-1] == ("Des livres portés à domicile", "10")


@pytest.mark.parametrize(
    "title",
    [
        "Le schéma social du Département de l'Aube",
        "Une convention avec le Département de l'Aube",
    ],
)
def test_a_title_that_ends_with_a_department_stays_whole(title: str, tmp_path: Path) -> None:
    fiches = read(tmp_path, *PLAIN, (title, "Département de l'Aube\n\n2013"))
    assert fiches[-1].title == title


def test_carriers_that_end_with_a_department_stay_in_the_header(tmp_path: Path) -> None:
    fiches = read(tmp_path, *PLAIN, ("Le car de nuit", "Département de l'Aube\n\n2013\n\nAssociation Lien / Département de l'Aube"))
    assert [carrier.name for carrier in fiches[-1].carriers] == ["Association Lien", "Département de l'Aube"]


def test_a_department_far_below_a_title_of_the_contents_list(tmp_path: Path) -> None:
    contents = "Sommaire\n\nLe car du soir .... 3\n\nLe car du matin .... 4\n\nLa maison des fratries .... 5\n\n"
    header = "Réalisé\n\n2016\n\nÉtablissement public Les Tilleuls\n\nPaul Brun, directeur : 02 61 91 60 60\n\nDépartement d'Eure-et-Loir"
    fiche = read(tmp_path, *PLAIN, ("La maison des fratries", header), contents=contents)[-1]
    assert (fiche.title, fiche.departments[0].code, fiche.status and fiche.status.code) == ("La maison des fratries", "28", "done")
    assert [contact.phones for contact in fiche.contacts] == [("+33261916060",)]


def test_a_year_behind_the_department(tmp_path: Path) -> None:
    fiche = read(tmp_path, *PLAIN, ("Débranche, on joue", "Département du Tarn – Rentrée 2021"))[-1]
    assert fiche.period is not None
    assert fiche.period.start_year == 2021


def test_what_stands_below_an_appendix_is_no_action(tmp_path: Path) -> None:
    path = tmp_path / "recueil.txt"
    text = "Recueil d'initiatives des départements\n\nChapitre 1 : Mobilité\n\n" + "".join(
        _FICHE.format(title=title, header=header) for title, header in PLAIN
    )
    briefs = "» Autres démarches\n\nDépartement de l'Aube\n\nCafé des aînés - Un car devenu café passe dans douze villages.\n\n"
    path.write_text(text + briefs + "Liste des sigles\n\nAPA : allocation personnalisée d'autonomie\n", encoding="utf-8")
    fiches = Pipeline(default_rulebook(), ner=False).run(input_files([path])).fiches
    assert [fiche.title for fiche in fiches if fiche.kind == "brief"] == ["Café des aînés"]
