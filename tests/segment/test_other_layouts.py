import pytest

from pipeline.segment.headings import looks_like_heading
from pipeline.segment.model import Segmentation
from tests.support import Reader, block, document


def outline(found: Segmentation) -> list[tuple[str, str, int]]:
    """Kind, title and number of blocks of each segment."""
    return [(s.kind.value, s.title.text, len(s.body)) for s in found.segments]


# -- thematic dossier

DOSSIER = """\
Agir contre la solitude des aînés

La solitude touche tous les cantons.

Plusieurs pistes d'action existent :

Soutenir les visites de voisinage

Des bénévoles se forment.

Un café du midi en Creuse

Le Département de la Creuse ouvre une table le jeudi.

- douze repas
- un car

Encourager et faciliter les repas partagés

La cuisine rassemble, dit-on dans l'Ain et le Jura.

Ressources pour aller plus loin

Le guide de la visite

Un livret de vingt pages.
"""


def test_dossier(read: Reader) -> None:
    assert outline(read(DOSSIER, "dossier")) == [
        ("lever", "Soutenir les visites de voisinage", 1),
        ("box", "Un café du midi en Creuse", 3),
        ("lever", "Encourager et faciliter les repas partagés", 1),
    ]


def test_dossier_leaves_foreword_and_resources_outside(read: Reader) -> None:
    outside = [b.text.text for b in read(DOSSIER, "dossier").outside]
    assert outside[0] == "Agir contre la solitude des aînés"
    assert outside[-2:] == ["Le guide de la visite", "Un livret de vingt pages."]


def test_dossier_without_announcement(read: Reader) -> None:
    text = DOSSIER.replace("Plusieurs pistes d'action existent :", "Voici la suite.")
    assert [title for _, title, _ in outline(read(text, "dossier"))][-3:] == [
        "Soutenir les visites de voisinage",
        "Un café du midi en Creuse",
        "Encourager et faciliter les repas partagés",
    ]


# -- departmental scheme

SCHEME = """\
Le nouveau schéma de l'autonomie (2024-2029)

Le schéma a été voté en mars.

Axe 1 - Prévenir la perte d'autonomie

Repérer plus tôt les fragilités

- former les facteurs
- ouvrir un guichet

Quelques exemples : un bus de dépistage à Dole.

Soutenir les aidants

- ouvrir des places de répit

Focus : la maison du répit

Une maison reçoit des familles le samedi.

Axe 2 - Habiter autrement

- créer une colocation
- adapter les logements

Téléchargez le schéma

Contacts
"""


def test_scheme(read: Reader) -> None:
    assert outline(read(SCHEME, "scheme")) == [
        ("commitment", "Repérer plus tôt les fragilités", 3),
        ("commitment", "Soutenir les aidants", 1),
        ("focus", "Focus : la maison du répit", 1),
        ("commitment", "Axe 2 - Habiter autrement", 2),
    ]


def test_scheme_axis_is_the_section(read: Reader) -> None:
    found = read(SCHEME, "scheme").segments
    assert [s.section for s in found] == ["Axe 1 - Prévenir la perte d'autonomie"] * 3 + [None]
    assert all(s.chapter is None for s in found)


def test_scheme_leaves_the_rest_outside(read: Reader) -> None:
    outside = [b.text.text for b in read(SCHEME, "scheme").outside]
    assert outside == [
        "Le nouveau schéma de l'autonomie (2024-2029)",
        "Le schéma a été voté en mars.",
        "Téléchargez le schéma",
        "Contacts",
    ]


@pytest.mark.parametrize(
    "axis",
    ["« J'ai le droit de vivre chez moi »", "Axe 3 : vivre chez soi", "Orientation n°2 – Vivre chez soi", "Axe IV. Vivre chez soi"],
    ids=["quoted", "colon", "number sign", "roman"],
)
def test_scheme_axes(axis: str, read: Reader) -> None:
    text = f"Le schéma\n\n{axis}\n\nSoutenir les aidants\n\n- ouvrir des places\n"
    (found,) = read(text, "scheme").segments
    assert (found.title.text, found.section) == ("Soutenir les aidants", axis)


def test_scheme_links_belong_to_nothing(read: Reader) -> None:
    text = SCHEME.replace("- ouvrir des places de répit", "- ouvrir des places de répit\n\nEn savoir plus sur Zelli")
    assert outline(read(text, "scheme")) == outline(read(SCHEME, "scheme"))


def test_scheme_without_axes(read: Reader) -> None:
    found = read("Le schéma\n\nSoutenir les aidants\n\n- ouvrir des places", "scheme")
    assert (found.segments, len(found.outside)) == ((), 3)


# -- strategy page

STRATEGY = """\
La stratégie de lutte contre la pauvreté

Fiches actions :

- Ouvrir les crèches aux parents seuls
- Former les accueillants

Ouvrir les crèches aux parents seuls

Le contexte

Peu de places le soir.

Objectifs

Garder des places d'urgence.

Former les accueillants

Le contexte

Une feuille de route existe.

Version imprimable

Pied de page du site
"""


def test_strategy(read: Reader) -> None:
    assert outline(read(STRATEGY, "strategy")) == [
        ("action", "Ouvrir les crèches aux parents seuls", 2),
        ("action", "Former les accueillants", 1),
    ]


def test_strategy_parts_of_a_sheet(read: Reader) -> None:
    first = read(STRATEGY, "strategy").segments[0]
    parts = [(s.heading.text if s.heading else None, [b.text.text for b in s.blocks]) for s in first.sections]
    assert parts == [("Le contexte", ["Peu de places le soir."]), ("Objectifs", ["Garder des places d'urgence."])]


def test_strategy_without_list_of_sheets(read: Reader) -> None:
    text = STRATEGY.replace("- Ouvrir les crèches aux parents seuls\n- Former les accueillants\n", "")
    assert outline(read(text, "strategy")) == outline(read(STRATEGY, "strategy"))


def test_strategy_leaves_navigation_outside(read: Reader) -> None:
    outside = [b.text.text for b in read(STRATEGY, "strategy").outside]
    assert outside[-2:] == ["Version imprimable", "Pied de page du site"]


# -- contract, press release

CONTRACT = """\
Communiqué de presse

Un contrat pour l'enfance

Les objectifs du contrat sont :

- rompre la solitude
- soutenir les pères

Un plan d'actions a été établi, dont voici les mesures :

- **La maison des familles** : un lieu ouvert
    - dix ateliers
    - un jardin
- Un car de consultation, dans les bourgs
- Des livrets pour tous

Le budget se répartit ainsi :

- 40 000 € pour la maison
- 20 000 € pour le car

Fin du communiqué.
"""


def test_contract(read: Reader) -> None:
    assert outline(read(CONTRACT, "contract")) == [
        ("action", "La maison des familles", 3),
        ("action", "Un car de consultation", 1),
        ("action", "Des livrets pour tous", 0),
    ]


def test_contract_goals_and_money_are_no_actions(read: Reader) -> None:
    outside = [b.text.text for b in read(CONTRACT, "contract").outside]
    assert {"rompre la solitude", "40 000 € pour la maison", "Fin du communiqué."} <= set(outside)


def test_contract_text_of_an_action(read: Reader) -> None:
    first = read(CONTRACT, "contract").segments[0]
    assert [b.text.text for b in first.body] == ["un lieu ouvert", "dix ateliers", "un jardin"]


@pytest.mark.parametrize("profile", ["dossier", "scheme", "strategy", "contract", "recueil"], ids=lambda p: p)
@pytest.mark.parametrize("text", ["Bonjour", "Bonjour.\n\n- un\n- deux", "| a | b |"], ids=["word", "list", "table"])
def test_nothing_to_cut(text: str, profile: str, read: Reader) -> None:
    found = read(text, profile)
    assert found.segments == ()
    assert [b.text.text for b in found.outside] == [b.text.text for b in document(text).blocks]


# -- headings without markup

HEADINGS = {
    "Soutenir les aidants": True,
    "## soutenir les aidants": True,
    "« J'ai le droit de jouer »": True,
    "3 maisons du répit": True,
    "Les aidants ont besoin de répit.": False,
    "Les mesures :": False,
    "soutenir les aidants": False,
    "- Soutenir les aidants": False,
    "| Soutenir | 3 |": False,
    "© agence photo": False,
    "www.relais.example": False,
    "Le relais " * 25: False,
}


@pytest.mark.parametrize(("text", "expected"), HEADINGS.items(), ids=[t[:30] for t in HEADINGS])
def test_looks_like_heading(text: str, expected: bool) -> None:
    assert looks_like_heading(block(text)) is expected


# -- other publishers' ways


def test_numbered_levers_below_a_contents_list(read: Reader) -> None:
    text = """\
# Mobilité

Au sommaire

1. Soutenir les garages solidaires
2. Former des conducteurs

## 1. Soutenir les garages solidaires

Des mécaniciens réparent à petit prix.

Retour d'expérience

**Dans l'Ain, un garage au lycée**

Le garage a ouvert en mars.

## 2. Former des conducteurs

Un bénévole conduit.

## Pour en savoir plus

Un guide.
"""
    assert outline(read(text, "dossier")) == [
        ("lever", "1. Soutenir les garages solidaires", 1),
        ("box", "Dans l'Ain, un garage au lycée", 1),
        ("lever", "2. Former des conducteurs", 1),
    ]


def test_axis_with_an_introduction_and_end_beside_the_axes(read: Reader) -> None:
    text = """\
# Le schéma de l'autonomie 2024-2028

## Axe 1 - Prévenir

Le premier axe mise sur la proximité.

### 1.1 Aller vers les aînés

- former les facteurs

## Axe 2 - Soutenir les aidants

Un adulte sur six aide un proche.

- ouvrir des places

## Un suivi partagé

Un comité se réunit chaque année.
"""
    assert outline(read(text, "scheme")) == [
        ("commitment", "1.1 Aller vers les aînés", 1),
        ("commitment", "Axe 2 - Soutenir les aidants", 2),
    ]


def test_paragraph_below_nested_bullets_does_not_end_the_plan(read: Reader) -> None:
    text = """\
Le plan d'actions comprend les mesures suivantes :

• **Ouverture de chantiers** dans deux bourgs :
    o un chantier du bois ;
    o un chantier du linge.
  Une aide au démarrage est versée à chacun.

• **Prêt de voitures** aux apprentis.
"""
    assert outline(read(text, "contract")) == [("action", "Ouverture de chantiers", 4), ("action", "Prêt de voitures", 1)]
