import pytest

from pipeline.gazetteer import Gazetteer
from pipeline.rulebook import Rulebook
from pipeline.segment.detect import fits
from tests.support import document

RECUEIL = """\
Recueil d'initiatives menées par les départements

Chapitre 1 : Habitat

Un toit pour deux

**Département de l'Ain**
2017

CONTEXTE

Les loyers montent.

DESCRIPTION

Un étudiant vit chez un aîné.

Le car des soins

**Département de la Creuse**
2016

OBJECTIFS

Rouler vers les bourgs.

DESCRIPTION DU PROJET

Une infirmière conduit le car.

Département du Gard

La malle aux jeux - Des jeux prêtés aux familles.

Territoire de Belfort

Le café des pères - Un temps de parole le samedi.
"""

DOSSIER = """\
Agir contre la solitude des aînés

Les départements peuvent peu de choses seuls. Plusieurs pistes d'action existent :

Soutenir les visites de voisinage

Les départements pourront former des bénévoles.

Encourager les repas partagés entre voisins

Une table ouverte chaque jeudi.

Ressources pour aller plus loin

Un guide de la visite.
"""

SCHEME = """\
Le Département adopte un nouveau schéma de l'autonomie (2024-2029)

Les engagements du Département

Axe 1 - Prévenir la perte d'autonomie

Repérer plus tôt

- former les facteurs

Quelques exemples : un bus de dépistage

Axe 2 - Soutenir les aidants

Offrir du répit

- ouvrir des places

Focus : la maison du répit

Une maison reçoit dix familles.

Axe 3 - Habiter autrement
"""

STRATEGY = """\
La stratégie de lutte contre la pauvreté

Trois fiches actions composent la stratégie pour l'enfance, dans la contractualisation avec l'État.

Ouvrir les crèches aux parents seuls

Le contexte

Peu de places.

Objectifs

Garder des places d'urgence.

Former les accueillants

Le contexte

Une feuille de route existe.

Objectifs

Former chaque équipe.
"""

CONTRACT = """\
Communiqué de presse

Un contrat signé entre l'État et le Département

La convention porte sur trois ans. Le contrat finance l'accueil.

Un plan d'actions a été établi, dont voici les mesures :

- une maison des familles, financée à 120 000 €
- un avenant de 40 000 euros par an
"""

UNKNOWN = """\
Recette de la soupe au potiron

Couper le potiron en dés. Le faire revenir dans le beurre.

- 1 potiron
- 2 oignons

Servir chaud avec des croûtons.
"""

FAMILIES = {"recueil": RECUEIL, "dossier": DOSSIER, "scheme": SCHEME, "strategy": STRATEGY, "contract": CONTRACT}


@pytest.mark.parametrize("family", FAMILIES)
def test_best_profile(family: str, rulebook: Rulebook, gazetteer: Gazetteer) -> None:
    best, second, *_ = fits(document(FAMILIES[family]), rulebook, gazetteer)
    assert best.profile.id == family
    assert best.fits
    assert best.rank > second.rank


@pytest.mark.parametrize("family", FAMILIES)
def test_no_other_profile_fits(family: str, rulebook: Rulebook, gazetteer: Gazetteer) -> None:
    found = fits(document(FAMILIES[family]), rulebook, gazetteer)
    assert [f.profile.id for f in found if f.fits and not f.profile.general] == [family]


@pytest.mark.parametrize(
    "text",
    [UNKNOWN, "Bonjour.", "Le Département de l'Ain a voté son budget de 400 000 euros.", "Sommaire\n\nChapitre 1\n\nRien"],
    ids=["recipe", "one word", "one sentence", "bare contents"],
)
def test_unknown_document_fits_nothing(text: str, rulebook: Rulebook, gazetteer: Gazetteer) -> None:
    assert [f.profile.id for f in fits(document(text), rulebook, gazetteer) if f.fits] == []


def test_all_profiles_are_scored_best_first(rulebook: Rulebook, gazetteer: Gazetteer) -> None:
    found = fits(document(RECUEIL), rulebook, gazetteer)
    assert {f.profile.id for f in found if not f.profile.general} == set(FAMILIES)
    assert [f.rank for f in found] == sorted((f.rank for f in found), reverse=True)
    assert all(0 <= f.score <= 1 for f in found)


def test_ties_are_in_the_order_of_the_ids(rulebook: Rulebook, gazetteer: Gazetteer) -> None:
    found = fits(document("Bonjour."), rulebook, gazetteer)
    assert [f.profile.id for f in found if not f.profile.general] == sorted(FAMILIES)


def test_reasons_are_told(rulebook: Rulebook, gazetteer: Gazetteer) -> None:
    best = fits(document(RECUEIL), rulebook, gazetteer)[0]
    counts = {cue.id: n for cue, n in best.found}
    assert counts == {"recueil.department_lines": 4, "recueil.capital_sections": 4, "recueil.chapters": 1, "recueil.name": 1}


def test_a_cue_found_too_seldom_gives_its_share(rulebook: Rulebook, gazetteer: Gazetteer) -> None:
    half = document("Département de l'Ain\n\nCONTEXTE\n\nDépartement du Gard\n\nDESCRIPTION\n")
    best = fits(half, rulebook, gazetteer)[0]
    assert best.profile.id == "recueil"
    assert best.score == pytest.approx((3 * 2 / 4 + 3 * 2 / 4) / 8)
    assert not best.fits


LABELLED = {
    "rows": "### Fiche {n}\n\n| Territoire | {place} |\n| Porteur | Le Toit |\n\n#### Contexte\n\nIl pleut.\n\n",
    "bare names": "### Fiche {n}\n\n| Département | {bare} |\n| Année | 2016 |\n\n#### Objectifs\n\nIl pleut.\n\n",
    "label lines": "### Fiche {n}\n\nLieu\n\n{place}\n\nDate\n\n2016\n\n#### Description\n\nIl pleut.\n\n",
    "sections in rows": "### Fiche {n}\n\n| Lieu | {bare} |\n| Contexte | Il pleut chez nous. |\n| Résultats | Il fait beau chez eux. |\n\n",
    "bars on a line": "**Fiche {n}**\n\nLieu : {place} | Date : 2016 | Contact : Ada Lien\n\n**Contexte.** Il pleut chez nous.\n\n",
    "row of labels, bold sections": "**Fiche {n}**\n\n| Lieu | Date |\n|---|---|\n| {place} | 2016 |\n\n**Contexte**\n\nIl pleut.\n\n",
    "no place": "### La fiche {n}\n\n| Porteur | Le Toit |\n| Année | 2016 |\n| Contact | Ada Lien |\n\n#### Contexte\n\nIl pleut.\n\n",
}


@pytest.mark.parametrize("fiche", LABELLED.values(), ids=LABELLED)
def test_labelled_headers(fiche: str, rulebook: Rulebook, gazetteer: Gazetteer) -> None:
    names = [("Ain", "Département de l'Ain"), ("Gard", "Département du Gard"), ("Lot", "Lot (46)"), ("Jura", "Pays de Dole, Jura")]
    text = "".join(fiche.format(n=n, bare=bare, place=place) for n, (bare, place) in enumerate(names))
    best, second, *_ = fits(document(text), rulebook, gazetteer)
    assert (best.profile.id, best.fits) == ("labelled", True)
    assert best.rank > second.rank


def test_tables_of_numbers_are_no_recueil(rulebook: Rulebook, gazetteer: Gazetteer) -> None:
    text = "### Résultats\n\n| Année | Nombre |\n| 2016 | 12 |\n| Ain | 30 |\n\n" * 5
    assert [f.profile.id for f in fits(document(text), rulebook, gazetteer) if f.fits] == []
