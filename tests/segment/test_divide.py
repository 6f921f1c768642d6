import pytest

from pipeline.gazetteer import Gazetteer
from pipeline.rulebook import Rulebook
from pipeline.segment.detect import Fit, fits
from pipeline.segment.divide import Divider, Part
from pipeline.segment.header_fiches import cut
from schemas.rules import HeaderFichesLayout
from tests.support import document

PLACES = ("l'Ain", "la Creuse", "l'Oise", "la Somme")
TEXT = "Une équipe de bénévoles passe chaque jeudi, de bourg en bourg, avec un car aménagé."

LABELLED = "".join(
    f"### Le projet {name}\n\nTerritoire : Département de {place}\nPorteur : Association {name}\nDate : 2018\n\n#### Contexte\n\n{TEXT}\n\n"
    for name, place in zip(("Lune", "Soleil", "Étoile", "Comète"), PLACES, strict=True)
)
COUNTED = "".join(
    f"### Fiche action n° {n} – {title}\n\nPilote : Direction de l'habitat\n\n#### Objectifs\n\n{TEXT}\n\n"
    for n, title in enumerate(("Un toit", "Un car", "Un jardin"), 1)
)


@pytest.fixture(scope="module")
def divider(rulebook: Rulebook, gazetteer: Gazetteer) -> Divider:
    return Divider(rulebook, gazetteer)


def divided(text: str, rulebook: Rulebook, gazetteer: Gazetteer, *forced: str) -> tuple[Part, ...]:
    whole = document(text)
    divider = Divider(rulebook, gazetteer, rulebook.profile(forced[0]) if forced else None)
    return divider.divide(whole, fits(whole, rulebook, gazetteer))


def told(parts: tuple[Part, ...]) -> list[tuple[str, list[str]]]:
    """The profile of each part and the titles of its fiches."""
    return [(part.profile.id, [segment.title.text for segment in part.segmentation.segments]) for part in parts]


def fit(rulebook: Rulebook, profile: str, score: float) -> Fit:
    return Fit(rulebook.profile(profile), score, ())


def test_one_layout_is_one_part(rulebook: Rulebook, gazetteer: Gazetteer) -> None:
    (part,) = divided(f"Recueil d'initiatives\n\n{LABELLED}", rulebook, gazetteer)
    assert told((part,)) == [("labelled", ["Le projet Lune", "Le projet Soleil", "Le projet Étoile", "Le projet Comète"])]
    assert part.score > 0.5
    assert part.starts == sorted(part.starts)
    assert len(part.starts) == 4


def test_no_profile_fits(rulebook: Rulebook, gazetteer: Gazetteer) -> None:
    assert divided("Bonjour.\n\nIl pleut sur le canton.", rulebook, gazetteer) == ()
    assert divided(f"Partie 1 : La pluie\n\n{TEXT}\n\nPartie 2 : Le vent\n\n{TEXT}", rulebook, gazetteer) == ()


def test_forced_profile_is_used_whatever_fits(rulebook: Rulebook, gazetteer: Gazetteer) -> None:
    text = f"Partie 1 : Les initiatives\n\n{LABELLED}Partie 2 : Les fiches actions\n\n{COUNTED}"
    (part,) = divided(text, rulebook, gazetteer, "sheets")
    assert (part.profile.id, part.score) == ("sheets", 0.0)
    assert [s.title.text for s in part.segmentation.segments] == ["Un toit", "Un car", "Un jardin"]
    (empty,) = divided("Bonjour.", rulebook, gazetteer, "recueil")
    assert told((empty,)) == [("recueil", [])]


def test_document_of_two_layouts(rulebook: Rulebook, gazetteer: Gazetteer) -> None:
    text = (
        f"Plan d'action et recueil d'initiatives\n\nPartie 1 : Les initiatives des départements\n\n{LABELLED}"
        f"Partie 2 : Les fiches actions\n\n{COUNTED}"
    )
    parts = divided(text, rulebook, gazetteer)
    assert told(parts) == [
        ("labelled", ["Le projet Lune", "Le projet Soleil", "Le projet Étoile", "Le projet Comète"]),
        ("sheets", ["Un toit", "Un car", "Un jardin"]),
    ]
    assert parts[0].starts[-1] < parts[1].starts[0]


def test_parts_of_one_layout_stay_together(rulebook: Rulebook, gazetteer: Gazetteer) -> None:
    half = LABELLED.index("### Le projet Étoile")
    text = f"Recueil d'initiatives\n\nPartie 1 : Habiter\n\n{LABELLED[:half]}Partie 2 : Bouger\n\n{LABELLED[half:]}"
    ((profile, titles),) = told(divided(text, rulebook, gazetteer))
    assert (profile, len(titles)) == ("labelled", 4)


def test_part_that_holds_no_fiche_is_left_out(rulebook: Rulebook, gazetteer: Gazetteer) -> None:
    text = f"Partie 1 : Avant-propos\n\n{TEXT}\n\nPartie 2 : Les fiches actions\n\n{COUNTED}Partie 3 : Merci\n\n{TEXT}\n"
    parts = divided(f"Plan d'action\n\n{text}", rulebook, gazetteer)
    assert [titles for _, titles in told(parts)] == [["Un toit", "Un car", "Un jardin"]]


def test_profile_that_cuts_nothing_is_passed_over(rulebook: Rulebook, gazetteer: Gazetteer, divider: Divider) -> None:
    whole = document(f"Recueil d'initiatives\n\n{LABELLED}")
    parts = divider.divide(whole, [fit(rulebook, "contract", 1.0), fit(rulebook, "labelled", 0.7)])
    assert [(part.profile.id, part.score, len(part.starts)) for part in parts] == [("labelled", 0.7, 4)]


def test_profile_that_fits_is_named_where_none_cuts(rulebook: Rulebook, divider: Divider) -> None:
    parts = divider.divide(document(f"Bonjour.\n\n{TEXT}"), [fit(rulebook, "contract", 0.9), fit(rulebook, "recueil", 0.8)])
    assert told(parts) == [("contract", [])]


def test_profile_that_does_not_fit_is_not_tried(rulebook: Rulebook, divider: Divider) -> None:
    whole = document(f"Recueil d'initiatives\n\n{LABELLED}")
    assert divider.divide(whole, [fit(rulebook, "labelled", 0.1)]) == ()


def test_fiches_at_the_lines_that_count_them_win(rulebook: Rulebook, divider: Divider) -> None:
    """A profile that fits better but starts its fiches elsewhere gives way."""
    text = "".join(
        f"Fiche n° {n}\n\n{title}\n\nDépartement de {place}\n2018\n\nCONTEXTE\n\n{TEXT}\n\nAilleurs\n\nDépartement du Gers\n2019\n\nCONTEXTE\n\n{TEXT}\n\n"
        for n, (title, place) in enumerate(zip(("Un toit", "Un car", "Un jardin"), PLACES[:3], strict=True), 1)
    )
    alone = divider.divide(document(text), [fit(rulebook, "recueil", 0.9)])
    assert len(alone[0].starts) == 6
    parts = divider.divide(document(text), [fit(rulebook, "recueil", 0.9), fit(rulebook, "labelled", 0.6)])
    assert told(parts) == [("labelled", ["Un toit", "Un car", "Un jardin"])]


# -- what a profile says of its family


@pytest.fixture(scope="module")
def family() -> HeaderFichesLayout:
    """The layout of a family that prints words of its own."""
    return HeaderFichesLayout.model_validate(
        {
            "name": "header_fiches",
            "labels": {"department": ["Ça bouge dans"], "carrier": ["La main à la pâte"]},
            "headings": {"context": ["Le caillou dans la chaussure"], "impact": ["La récolte"]},
        }
    )


def test_labels_and_headings_of_a_family(family: HeaderFichesLayout, rulebook: Rulebook, gazetteer: Gazetteer) -> None:
    fiche = (
        "### {}\n\nÇa bouge dans : {}\nLa main à la pâte : Association Lune\nDate : 2018\n\n"
        "Le caillou dans la chaussure\n\nLe bus manque.\n\nLa récolte\n\nDouze duos.\n\n"
    )
    text = fiche.format("Un toit", "Lot") + fiche.format("Un car", "Gers")
    found = cut(document(text), family, rulebook, gazetteer)[0].segments
    assert [s.title.text for s in found] == ["Un toit", "Un car"]
    assert [s.department_line.text.text if s.department_line else None for s in found] == ["Lot", "Gers"]
    assert [[(line.slot.value if line.slot else None, line.text.text) for line in s.header] for s in found] == [
        [("department", place), ("carrier", "Association Lune"), ("period", "2018")] for place in ("Lot", "Gers")
    ]
    assert [[(p.key.value, p.blocks[0].text.text) for p in s.sections] for s in found] == [
        [("context", "Le bus manque."), ("impact", "Douze duos.")]
    ] * 2
    bare = HeaderFichesLayout(name="header_fiches")
    assert cut(document(text), bare, rulebook, gazetteer)[0].segments != found


LINES = ("carrier", "period", "status", "contact")


def test_lines_by_their_position(rulebook: Rulebook, gazetteer: Gazetteer) -> None:
    layout = HeaderFichesLayout.model_validate({"name": "header_fiches", "lines": ["department", *LINES]})
    fiche = "{}\n\nDépartement {}\n{}\n2018\nEn sommeil\nAda Lien\n\nCONTEXTE\n\nLe bus manque.\n\n"
    text = fiche.format("Un toit", "du Lot", "Marguerite") + fiche.format("Un car", "du Gers", "Capucine")
    found = cut(document(text), layout, rulebook, gazetteer)[0].segments
    assert [[line.slot.value for line in s.header if line.slot] for s in found] == [["department", *LINES]] * 2
    assert [s.header[1].text.text for s in found] == ["Marguerite", "Capucine"]


def test_other_number_of_lines_is_not_told_by_position(rulebook: Rulebook, gazetteer: Gazetteer) -> None:
    layout = HeaderFichesLayout.model_validate({"name": "header_fiches", "lines": ["department", *LINES]})
    text = "Un toit\n\nDépartement du Lot\nMarguerite\n2018\n\nCONTEXTE\n\nLe bus manque.\n"
    (found,) = cut(document(text), layout, rulebook, gazetteer)[0].segments
    assert [line.slot.value if line.slot else None for line in found.header] == ["department", None, None]


# -- profiles that read more of the same fiches

NAMES = ("Des brigades de cueillette", "Un permis pour embaucher", "La cuisine qui forme", "Le guichet des mères")
COUNTING = (
    "En 2024, le Département a financé 23 brigades chez 118 exploitants, et 41 % des participants ont signé un contrat dans les six mois."
)


def test_headers_below_the_titles_of_a_release_are_read(rulebook: Rulebook, gazetteer: Gazetteer) -> None:
    """The plan of a release has its actions below headings too, but knows no headers."""
    actions = "".join(
        f"### {name}\n\n{place} | Chef de file : association Lune | Démarrage : juin 2021\n\n{COUNTING}\n\nContact : Lise Doré, 01 99 00 12 34\n\n"
        for name, place in zip(NAMES, ("Ain", "Creuse", "Oise", "Somme"), strict=True)
    )
    text = f"# Un pas vers l'emploi\n\nDossier de presse. La convention est signée, le contrat aussi, pour 3 M€.\n\n## Les actions :\n\n{actions}"
    ((part),) = divided(text, rulebook, gazetteer)
    assert told((part,)) == [("lines", list(NAMES))]
    assert all(segment.department_line for segment in part.segmentation.segments)


def test_reports_in_which_few_actions_have_a_header(rulebook: Rulebook, gazetteer: Gazetteer) -> None:
    header = "Pilotage : association Lune – Contact : Lise Doré, 01 99 00 12 34\n\nCalendrier : 2024\n\n"
    actions = "".join(
        f"### {rubric} {place}\n\n"
        + "".join(f"##### {name} {place}\n\n{header if n == 0 else ''}{COUNTING} {TEXT}\n\n" for n, name in enumerate(NAMES))
        for rubric, place in (("Prévenir dans", "l'Ain"), ("Soutenir dans", "le Lot"), ("Loger dans", "l'Oise"))
    )
    parts = divided(f"# Rapport d'activité 2024\n\nLe Département agit.\n\n{actions}", rulebook, gazetteer)
    assert [(profile, len(titles)) for profile, titles in told(parts)] == [("told", 12)]
