"""Schemes whose commitments are counted, and plans whose actions stand below headings of their own."""

import pytest

from pipeline.gazetteer import Gazetteer
from pipeline.rulebook import Rulebook
from pipeline.segment.cut import cut
from pipeline.segment.detect import fits
from pipeline.segment.divide import Divider
from pipeline.segment.model import Segmentation
from schemas.enums import HeaderSlot
from tests.support import document

Outline = list[tuple[str, str, str | None, list[str]]]

TEXT = "Une équipe passe chaque jeudi dans les bourgs du canton."


def read(text: str, profile: str, rulebook: Rulebook, gazetteer: Gazetteer) -> Segmentation:
    return cut(document(text), rulebook.profile(profile), rulebook, gazetteer)[0]


def outline(found: Segmentation) -> Outline:
    return [(s.kind.value, s.title.text, s.section, [b.text.text for b in s.body]) for s in found.segments]


# -- commitments whose parts have headings

PARTS = f"""\
# Schéma départemental de l'autonomie 2024-2028

## Orientation 1 – Prévenir

### Repérer plus tôt

{TEXT}

**Nos mesures**

- former les facteurs

### Adapter les logements

**Nos mesures**

- visiter les maisons

## Orientation 2 – Transformer les établissements

{TEXT}

**Nos mesures**

- rénover
"""


def test_axes_of_a_contents_list_and_headings_behind_the_scheme_are_no_commitments(rulebook: Rulebook, gazetteer: Gazetteer) -> None:
    contents = "Orientation 1 – Prévenir  p. 4\nOrientation 2 – Transformer les établissements  p. 9\n\n"
    behind = f"### Suivi du schéma\n\n{TEXT}\n\n### Sigles\n\n{TEXT}\n"
    found = read(PARTS.replace("## Orientation 1", contents + "## Orientation 1", 1) + behind, "scheme", rulebook, gazetteer)
    assert outline(found) == outline(read(PARTS, "scheme", rulebook, gazetteer))


def test_headings_that_stand_again_and_again_are_parts_of_commitments(rulebook: Rulebook, gazetteer: Gazetteer) -> None:
    found = read(PARTS, "scheme", rulebook, gazetteer)
    assert [(kind, title, section) for kind, title, section, _ in outline(found)] == [
        ("commitment", "Repérer plus tôt", "Orientation 1 – Prévenir"),
        ("commitment", "Adapter les logements", "Orientation 1 – Prévenir"),
        ("commitment", "Orientation 2 – Transformer les établissements", None),
    ]


# -- actions below the numbered headings of a press kit

KIT = f"""\
Dossier de presse

Sommaire

Priorité 1 : Former ....... p. 4

Priorité 2 : Aller vers ....... p. 6

Priorité 3 : Prévenir ....... p. 8

LE MOT DU PRÉSIDENT

{TEXT}

Priorité 1 : Former

► Des bourses pour les étudiants
{TEXT}

► Une maison des internes
{TEXT}
Le bilan :
- douze internes

Priorité 2 : Aller vers

► Le bus dentaire
{TEXT}

CALENDRIER

Mars : adoption du plan
"""


def test_actions_below_numbered_headings(rulebook: Rulebook, gazetteer: Gazetteer) -> None:
    found = read(KIT, "contract", rulebook, gazetteer)
    assert outline(found) == [
        ("action", "Des bourses pour les étudiants", "Priorité 1 : Former", [TEXT]),
        ("action", "Une maison des internes", "Priorité 1 : Former", [TEXT, "Le bilan :", "douze internes"]),
        ("action", "Le bus dentaire", "Priorité 2 : Aller vers", [TEXT]),
    ]


def test_actions_that_are_counted_are_left_to_another_profile(rulebook: Rulebook, gazetteer: Gazetteer) -> None:
    counted = KIT.replace("► Des", "► Mesure 1 : Des").replace("► Une", "► Mesure 2 : Une")
    assert read(counted, "contract", rulebook, gazetteer).segments == ()


def test_titles_on_marked_lines_are_actions_without_any_axis(rulebook: Rulebook, gazetteer: Gazetteer) -> None:
    marked = "Le plan en trois mesures\n\n" + KIT[KIT.index("►") :].replace("Priorité 2 : Aller vers\n\n", "").replace("►", "■")
    found = read(marked, "contract", rulebook, gazetteer)
    assert [(title, section) for _, title, section, _ in outline(found)] == [
        ("Des bourses pour les étudiants", None),
        ("Une maison des internes", None),
        ("Le bus dentaire", None),
    ]
    assert "Mars : adoption du plan" not in str(outline(found))


def test_a_list_within_an_action_does_not_hide_the_titles_on_marked_lines(rulebook: Rulebook, gazetteer: Gazetteer) -> None:
    announced = KIT.replace("Le bilan :\n- douze internes", "Les actions proposées :\n- douze internes")
    found = read(announced, "contract", rulebook, gazetteer)
    assert [title for _, title, _, _ in outline(found)] == [
        "Des bourses pour les étudiants",
        "Une maison des internes",
        "Le bus dentaire",
    ]


LABELLED_FOCUS = f"""\
AXE 1 – RESTER CHEZ SOI

ENGAGEMENT 1
Repérer plus tôt

{TEXT}

FOCUS
La caravane

{TEXT}

AXE 2 – ENTOURER

ENGAGEMENT 2
Offrir du répit

{TEXT}
"""


def test_labels_on_a_line_above_titles_of_a_scheme(rulebook: Rulebook, gazetteer: Gazetteer) -> None:
    found = read(LABELLED_FOCUS, "scheme", rulebook, gazetteer)
    assert [(kind, title, section) for kind, title, section, _ in outline(found)] == [
        ("commitment", "Repérer plus tôt", "AXE 1 – RESTER CHEZ SOI"),
        ("focus", "La caravane", "AXE 1 – RESTER CHEZ SOI"),
        ("commitment", "Offrir du répit", "AXE 2 – ENTOURER"),
    ]


# -- bullets that open with the name of their action

RELEASE = f"""\
Communiqué de presse

Le plan se décline autour de deux axes :

Agir plus tôt

• Une équipe mobile : dès septembre, trois sages-femmes se rendront au domicile des parents.

• Des maisons des parents : ouvertes à tous, elles proposeront :
    o un accueil quotidien ;
    o des ateliers.
  {TEXT}

• Un numéro d'appui : testé dans le canton, il est ouvert à tous les enseignants.

Le plan en chiffres

- 26 recrutements
- 2 000 familles
"""


def test_bullets_that_open_with_a_name_are_actions(rulebook: Rulebook, gazetteer: Gazetteer) -> None:
    found = read(RELEASE, "contract", rulebook, gazetteer)
    assert [(title, section) for _, title, section, _ in outline(found)] == [
        ("Une équipe mobile", "Agir plus tôt"),
        ("Des maisons des parents", "Agir plus tôt"),
        ("Un numéro d'appui", "Agir plus tôt"),
    ]
    assert TEXT in outline(found)[1][3][-1]


# -- counted commitments

SCHEME = f"""\
Le schéma départemental de l'autonomie

Le schéma a été voté en mars.

Prévenir la perte d'autonomie

Engagement 1 : Repérer plus tôt les fragilités

- former les facteurs

Engagement 2 : Adapter les logements

{TEXT}

Focus : la maison du répit

Une maison reçoit des familles le samedi.

Soutenir les aidants

Engagement 3 : Offrir du répit

- ouvrir des places

Téléchargez le schéma

Contacts
"""


def test_counted_commitments_below_axes_without_a_number(rulebook: Rulebook, gazetteer: Gazetteer) -> None:
    found = read(SCHEME, "scheme", rulebook, gazetteer)
    assert outline(found) == [
        ("commitment", "Repérer plus tôt les fragilités", "Prévenir la perte d'autonomie", ["former les facteurs"]),
        ("commitment", "Adapter les logements", "Prévenir la perte d'autonomie", [TEXT]),
        ("focus", "Focus : la maison du répit", "Prévenir la perte d'autonomie", ["Une maison reçoit des familles le samedi."]),
        ("commitment", "Offrir du répit", "Soutenir les aidants", ["ouvrir des places"]),
    ]


def test_what_is_outside_counted_commitments(rulebook: Rulebook, gazetteer: Gazetteer) -> None:
    outside = [b.text.text for b in read(SCHEME, "scheme", rulebook, gazetteer).outside]
    assert outside == [
        "Le schéma départemental de l'autonomie",
        "Le schéma a été voté en mars.",
        "Prévenir la perte d'autonomie",
        "Soutenir les aidants",
        "Téléchargez le schéma",
        "Contacts",
    ]


@pytest.mark.parametrize(
    ("printed", "title"),
    [
        ("Engagement 3 : Offrir du répit", "Offrir du répit"),
        ("Objectif n° 3 - Offrir du répit", "Offrir du répit"),
        ("Mesure 2.1. Offrir du répit", "Offrir du répit"),
        ("## Action 3 – Offrir du répit", "Offrir du répit"),
    ],
)
def test_ways_to_count_commitments(printed: str, title: str, rulebook: Rulebook, gazetteer: Gazetteer) -> None:
    found = outline(read(SCHEME.replace("Engagement 3 : Offrir du répit", printed), "scheme", rulebook, gazetteer))
    assert found[-1] == ("commitment", title, "Soutenir les aidants", ["ouvrir des places"])


def test_two_counted_headings_are_no_scheme(rulebook: Rulebook, gazetteer: Gazetteer) -> None:
    text = SCHEME.replace("Engagement 3 : ", "")
    assert read(text, "scheme", rulebook, gazetteer).segments == ()


def test_numbered_axes_win_over_counted_commitments(rulebook: Rulebook, gazetteer: Gazetteer) -> None:
    text = SCHEME.replace("Prévenir la", "Axe 1 : Prévenir la").replace("Soutenir les aidants", "Axe 2 : Soutenir les aidants")
    titles = [(title, section) for _, title, section, _ in outline(read(text, "scheme", rulebook, gazetteer))]
    assert ("Engagement 3 : Offrir du répit", "Axe 2 : Soutenir les aidants") in titles


# -- actions below headings of their own

PLAN = f"""\
Communiqué de presse

Un contrat pour l'enfance est signé.

Les 4 actions phares

Une maison des familles

{TEXT}

Un car de consultation

{TEXT}

- le lundi à Dole

Des livrets pour tous

{TEXT}

Un accueil de nuit

{TEXT}

Contact presse

Ada Lien, 01 99 00 12 34
"""
TITLES = ["Une maison des familles", "Un car de consultation", "Des livrets pour tous", "Un accueil de nuit"]


def test_headings_below_their_announcement_are_actions(rulebook: Rulebook, gazetteer: Gazetteer) -> None:
    found = read(PLAN, "contract", rulebook, gazetteer)
    bodies = [[TEXT], [TEXT, "le lundi à Dole"], [TEXT], [TEXT]]
    assert outline(found) == [("action", title, None, body) for title, body in zip(TITLES, bodies, strict=True)]
    assert [b.text.text for b in found.outside][-2:] == ["Contact presse", "Ada Lien, 01 99 00 12 34"]


ANNOUNCED = ("Les actions", "Quatre mesures pour la première année", "Nos principales mesures", "Les mesures du contrat :")


@pytest.mark.parametrize("announcement", ANNOUNCED)
def test_announcements(announcement: str, rulebook: Rulebook, gazetteer: Gazetteer) -> None:
    found = read(PLAN.replace("Les 4 actions phares", announcement), "contract", rulebook, gazetteer)
    assert [s.title.text for s in found.segments] == TITLES


NO_PLAN = {
    "not announced": PLAN.replace("Les 4 actions phares", "Une belle journée"),
    "two headings": PLAN[: PLAN.index("Des livrets")],
    "far below": PLAN.replace("phares\n", "phares\n" + f"\n{TEXT}\n" * 5),
    "counted ones": PLAN.replace("Une maison", "Mesure 1 : Une maison").replace("Un car", "Mesure 2 : Un car").replace("Des liv", "Mesure 3 : Des liv"),
}  # fmt: skip


@pytest.mark.parametrize("text", NO_PLAN.values(), ids=NO_PLAN)
def test_headings_that_are_no_plan(text: str, rulebook: Rulebook, gazetteer: Gazetteer) -> None:
    assert read(text, "contract", rulebook, gazetteer).segments == ()


def test_key_figures_above_the_actions_are_none(rulebook: Rulebook, gazetteer: Gazetteer) -> None:
    figures = f"4 mesures\n3,2 millions d'euros\n1 870 foyers\n430 habitants entendus\n\n{TEXT}"
    found = read(PLAN.replace("Les 4 actions phares", figures), "contract", rulebook, gazetteer)
    assert [s.title.text for s in found.segments] == TITLES


def test_announced_list_wins_over_headings(rulebook: Rulebook, gazetteer: Gazetteer) -> None:
    text = PLAN.replace("Contact presse", "Les mesures du contrat :\n\n- un car\n- un lit\n\nContact presse")
    assert [s.title.text for s in read(text, "contract", rulebook, gazetteer).segments] == ["un car", "un lit"]


# -- commitments with a pilot

LED = f"""\
# Schéma enfance et familles 2024-2028

## Prévenir avant la rupture

*Orientation 1*

### Repérer plus tôt

**Objectif 1.1** | Pilote : service de la Halte | Calendrier : 2024-2026

{TEXT}

- Action 1 – former les facteurs

### Soutenir les parents

**Objectif 1.2** | Pilote : association Le Relais | Calendrier : 2025

- Action 2 – ouvrir un lieu

## Grandir sans attendre

*Orientation 2*

### Partager l'information

**Objectif 2.1** | Pilote : association Le Relais | Calendrier : 2027

- Action 3 – tenir un tableau
"""


def test_the_number_of_an_axis_may_stand_below_its_name_and_a_line_says_who_leads(rulebook: Rulebook, gazetteer: Gazetteer) -> None:
    found = read(LED, "scheme", rulebook, gazetteer)
    assert [(title, section) for _, title, section, _ in outline(found)] == [
        ("Repérer plus tôt", "Prévenir avant la rupture"),
        ("Soutenir les parents", "Prévenir avant la rupture"),
        ("Partager l'information", "Grandir sans attendre"),
    ]
    told = [[(line.slot, line.text.text) for line in segment.header if line.slot] for segment in found.segments]
    assert told[0] == [(HeaderSlot.CARRIER, "service de la Halte"), (HeaderSlot.PERIOD, "2024-2026")]
    assert [len(lines) for lines in told] == [2, 2, 2]


SHEETS = f"""\
# Schéma de l'autonomie

## Sommaire

- Orientation 1 – Prévenir
- Orientation 2 – Habiter

## Prévenir

{TEXT}

**Fiche action 1**

### Un bilan pour tous

**Pilote :** CCAS de Vire

{TEXT}

#### Focus : le car de Vire

{TEXT}

## Habiter

{TEXT}

**Fiche action 2**

### Un toit pour deux

**Pilote :** CCAS de Vire

{TEXT}
"""


def test_insets_stand_between_sheets_and_the_contents_list_numbers_their_sections(rulebook: Rulebook, gazetteer: Gazetteer) -> None:
    found = read(SHEETS, "sheets", rulebook, gazetteer)
    assert [(kind, title, section) for kind, title, section, _ in outline(found)] == [
        ("action", "Un bilan pour tous", "Prévenir"),
        ("focus", "Focus : le car de Vire", "Prévenir"),
        ("action", "Un toit pour deux", "Habiter"),
    ]


# -- thematic dossiers

DOSSIER = f"""\
# Lutter contre le non-recours : quels leviers pour les départements ?

## Avant-propos

{TEXT}

## Croiser les données

{TEXT}

**À retenir**

- Désigner un référent.

> **RETOUR D'EXPÉRIENCE**
>
> **Dans la Drôme, un coup de fil**
>
> {TEXT}

## Former les accueillants

{TEXT}
"""


def test_forewords_are_no_levers_and_summaries_are_part_of_one(rulebook: Rulebook, gazetteer: Gazetteer) -> None:
    found = read(DOSSIER, "dossier", rulebook, gazetteer)
    assert [(kind, title) for kind, title, _, _ in outline(found)] == [
        ("lever", "Croiser les données"),
        ("box", "Dans la Drôme, un coup de fil"),
        ("lever", "Former les accueillants"),
    ]
    assert outline(found)[0][3] == [TEXT, "À retenir", "Désigner un référent."]


COUNTED = f"""\
Culture et lien social

Dans ce dossier
- Ouvrir les portes ........ 2
- Ressources ........ 4

LEVIER 1

Ouvrir les portes des musées

{TEXT}

* * * Ils l'ont fait * * *

Des veillées dans les salles du bourg

{TEXT}

LEVIER 2

Créer avec les habitants

{TEXT}

Ressources

Un guide en ligne
"""


def test_levers_below_their_number(rulebook: Rulebook, gazetteer: Gazetteer) -> None:
    assert [(kind, title, section) for kind, title, section, _ in outline(read(COUNTED, "dossier", rulebook, gazetteer))] == [
        ("lever", "Ouvrir les portes des musées", None),
        ("box", "Des veillées dans les salles du bourg", None),
        ("lever", "Créer avec les habitants", None),
    ]


RELEASES = f"""\
Le plan comporte les mesures suivantes :

- **Un car** : {TEXT}
- **Un lit** : {TEXT}

Ce qui a été décidé :

- **Une bourse** : {TEXT}
- **Un guichet** : {TEXT}

Le budget se répartit ainsi :

- **État** : {TEXT}
- **Région** : {TEXT}
"""


def test_every_release_of_a_page_tells_its_actions(rulebook: Rulebook, gazetteer: Gazetteer) -> None:
    assert [s.title.text for s in read(RELEASES, "contract", rulebook, gazetteer).segments] == [
        "Un car",
        "Un lit",
        "Une bourse",
        "Un guichet",
    ]


def test_contents_list_of_a_scheme_ends_nothing(rulebook: Rulebook, gazetteer: Gazetteer) -> None:
    listed = "Sommaire\n\nAxe 1 - Prévenir ......... 4\nAxe 2 - Habiter ......... 6\nAnnexes ......... 9\n\n"
    text = "".join(
        f"AXE {n}\n{name}\n\n{n}.1 {title}\n\n{TEXT}\n\n" for n, name, title in ((1, "Prévenir", "Repérer"), (2, "Habiter", "Adapter"))
    )
    found = outline(read(f"Schéma départemental\n\n{listed}{text}", "scheme", rulebook, gazetteer))
    assert found == [("commitment", "Repérer", "Prévenir", [TEXT]), ("commitment", "Adapter", "Habiter", [TEXT])]


@pytest.mark.parametrize("heading", ["CONTACTS UTILES", "Mise en œuvre et évaluation", "Suivre le schéma"])
def test_text_behind_the_commitments_is_none(heading: str, rulebook: Rulebook, gazetteer: Gazetteer) -> None:
    behind = f"{PARTS}\n## {heading}\n\n{TEXT} Contact : autonomie@lien.example\n"
    assert outline(read(behind, "scheme", rulebook, gazetteer)) == outline(read(PARTS, "scheme", rulebook, gazetteer))


def test_plan_with_orientations_is_read_as_a_scheme_and_an_axis_goes_on_over_the_page(rulebook: Rulebook, gazetteer: Gazetteer) -> None:
    measures = "Nos mesures :\n- Former 30 facteurs au repérage.\n- Ouvrir 4 haltes.\n- Financer 12 000 € de trajets.\n\n"
    text = (
        "DÉPARTEMENT DE LA CREUSE\nPlan départemental du grand âge 2023-2027\n\nORIENTATION 1 - RESTER CHEZ SOI\n\n"
        f"Repérer plus tôt\n\n{TEXT}\n\n{measures}ORIENTATION 1 (suite)\n\nRompre la solitude\n\n{TEXT}\n\n{measures}"
        f"ORIENTATION 2 - TROUVER UN TOIT\n\nAdapter les maisons\n\n{TEXT}\n\n{measures}SUIVRE LE PLAN\n\n{TEXT}\n"
    )
    whole = document(text)
    (part,) = Divider(rulebook, gazetteer).divide(whole, fits(whole, rulebook, gazetteer))
    assert [(kind, title, section) for kind, title, section, _ in outline(part.segmentation)] == [
        ("commitment", "Repérer plus tôt", "ORIENTATION 1 - RESTER CHEZ SOI"),
        ("commitment", "Rompre la solitude", "ORIENTATION 1 - RESTER CHEZ SOI"),
        ("commitment", "Adapter les maisons", "ORIENTATION 2 - TROUVER UN TOIT"),
    ]


def test_sheets_of_a_scheme_are_commitments_below_the_axes_above_their_orientations(rulebook: Rulebook, gazetteer: Gazetteer) -> None:
    names = {"Prévenir": ("Repérer plus tôt", "Former les voisins"), "Habiter": ("Adapter les maisons", "Partager un toit")}
    text = "Schéma départemental de l'autonomie 2024-2028\n\nAdopté le 3 mars\n\n"
    for n, (axis, titles) in enumerate(names.items(), 1):
        sheets = "".join(
            f"FICHE N° {2 * n + i - 2}\n{title}\n\n{TEXT}\n\nMesures\n- former\n- visiter\n\n" for i, title in enumerate(titles, 1)
        )
        text += f"Axe {n} – {axis}\n\nOrientation {n}.1 – Agir ensemble\n\n{sheets}"
    text = text.replace("Axe 2", f"Focus : le car bleu\n\n{TEXT}\n\nAxe 2")
    whole = document(text)
    (part,) = Divider(rulebook, gazetteer).divide(whole, fits(whole, rulebook, gazetteer))
    assert [(kind, title, section) for kind, title, section, _ in outline(part.segmentation)] == [
        ("commitment", "Repérer plus tôt", "Axe 1 – Prévenir"),
        ("commitment", "Former les voisins", "Axe 1 – Prévenir"),
        ("focus", "Focus : le car bleu", "Axe 1 – Prévenir"),
        ("commitment", "Adapter les maisons", "Axe 2 – Habiter"),
        ("commitment", "Partager un toit", "Axe 2 – Habiter"),
    ]
