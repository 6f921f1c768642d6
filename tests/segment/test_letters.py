"""Letters of nothing but briefs, and headers on one line that stand above their titles."""

import pytest

from pipeline.gazetteer import Gazetteer
from pipeline.rulebook import Rulebook
from pipeline.segment.detect import fits
from pipeline.segment.divide import Divider
from tests.support import Reader, document

TOLD = (
    "Chaque jeudi, le Département prête un car aux habitants des hameaux. Depuis 2021, douze bénévoles y tiennent une "
    "permanence et 340 personnes sont venues."
)
LONG = f"{TOLD} {TOLD}"
PLACES = ["Département du Lot", "Département du Gard", "Département du Jura", "Département de l'Aude"]
BRIEFS = [("Le car du jeudi", " – "), ("Un toit pour deux", " : "), ("Le café des pères", " – "), ("Permis en main", " – ")]


def letter(places: list[str], headings: tuple[str, str] = ("ROULER AUTREMENT", "HABITER LE BOURG"), end: str = "") -> str:
    told = [f"{place}\n\n{name}{mark}{TOLD}\n\n" for place, (name, mark) in zip(places, BRIEFS, strict=True)]
    return f"La lettre\n\n{headings[0]}\n\n{told[0]}{told[1]}{headings[1]}\n\n{told[2]}{told[3]}{end}"


@pytest.mark.parametrize("places", [PLACES, ["LOT (46)", "GARD (30)", "JURA (39)", "AUDE (11)"]], ids=["departments", "names and codes"])
def test_letter_of_briefs_is_recognised(places: list[str], rulebook: Rulebook, gazetteer: Gazetteer) -> None:
    best = fits(document(letter(places)), rulebook, gazetteer)[0]
    assert best.profile.id == "recueil"
    assert best.fits


def test_departments_above_fields_are_no_briefs(rulebook: Rulebook, gazetteer: Gazetteer) -> None:
    text = "".join(f"{place}\n\nPorteur : Association Le Gué\n\n{TOLD}\n\n" for place in ("LOT", "GARD", "JURA", "AUDE"))
    recueil = next(fit for fit in fits(document(text), rulebook, gazetteer) if fit.profile.id == "recueil")
    assert not recueil.fits


def test_briefs_of_a_letter_stand_under_their_theme(read: Reader) -> None:
    found = read(letter(PLACES)).segments
    assert [(s.title.text, s.section) for s in found] == [
        ("Le car du jeudi", "ROULER AUTREMENT"),
        ("Un toit pour deux", "ROULER AUTREMENT"),
        ("Le café des pères", "HABITER LE BOURG"),
        ("Permis en main", "HABITER LE BOURG"),
    ]


def test_contents_list_of_departments_names_no_themes(read: Reader) -> None:
    listed = "".join(f"{name} ............ {page}\n" for page, name in enumerate(("Avant-propos", *PLACES), start=1))
    told = "".join(f"{place}\n\n{name}{mark}{TOLD}\n\n" for place, (name, mark) in zip(PLACES, BRIEFS, strict=True))
    found = read(
        f"Tour du pays\n\nSOMMAIRE\n\n{listed}\nAVANT-PROPOS\n\nVoici le relevé de l'été, relu par les services.\n\n{told}"
    ).segments
    assert [(s.title.text, s.section) for s in found] == [(name, None) for name, _ in BRIEFS]


def test_heading_above_briefs_among_fiches_got_lost(read: Reader) -> None:
    fiche = "".join(
        f"{t}\n\nDépartement du {p}\n2019\n\nCONTEXTE\n\n{LONG}\n\nDESCRIPTION\n\n{LONG}\n\n"
        for t, p in (("Le bus bleu", "Lot"), ("La table ronde", "Gard"), ("Le jardin", "Jura"))
    )
    briefs = "".join(f"{place}\n\n{name}{mark}{TOLD}\n\n" for place, (name, mark) in zip(PLACES, BRIEFS, strict=True))
    found = read(f"Recueil d'initiatives\n\n{fiche}{briefs}").segments
    assert [s.section for s in found if s.kind == "brief"] == ["Autres démarches"] * 4


def test_contacts_behind_briefs_open_none(read: Reader) -> None:
    contacts = "OÙ S'ADRESSER\n\nLot, direction des routes, 05 65 11 22 33\nGard, direction du logement, 04 66 11 22 33\n"
    assert [s.title.text for s in read(letter(PLACES, end=contacts)).segments] == [name for name, _ in BRIEFS]


@pytest.mark.parametrize(
    "imprint",
    [
        "Directrice de la publication : H. Doré - Rédaction : J. Lys - Maquette : Atelier du Pont-Vieux - Tirage : 800 exemplaires",
        "Comité de rédaction : les directions de l'enfance des départements membres. Mise en page : Atelier du Môle. Dépôt légal : mars 2021.",
    ],
)
def test_line_that_tells_who_made_a_letter_opens_no_brief(imprint: str, read: Reader) -> None:
    found = read(letter(PLACES, end=imprint)).segments
    assert [s.title.text for s in found] == [name for name, _ in BRIEFS]
    assert imprint not in [b.text.text for b in found[-1].body]


# -- headers on one line

TITLES = ["Un toit pour deux", "Le car des soins", "Le café des pères"]
LINES = ["LOT | depuis 2018 | Association Le Gué", "GARD | 2021 | CCAS de Marlange", "JURA | 2019 | Association Les Sentiers"]


def stories(line_first: bool) -> str:
    pairs = zip(LINES, TITLES, strict=True)
    return "Récits\n\n" + "".join("{}\n\n{}\n\n{}\n\n".format(*(pair if line_first else pair[::-1]), LONG) for pair in pairs)


@pytest.mark.parametrize("line_first", [True, False], ids=["below the header", "above the header"])
def test_title_beside_a_header_on_one_line(line_first: bool, read: Reader) -> None:
    found = read(stories(line_first), "lines").segments
    assert [s.title.text for s in found] == TITLES
    assert [s.department_line.text.text for s in found if s.department_line] == ["LOT", "GARD", "JURA"]


def test_place_below_a_title_in_the_style_of_titles_is_none(read: Reader) -> None:
    card = "### {p}\n\n#### Qui ?\n\nAssociation Le Gué\n\n#### Depuis quand ?\n\n2021\n\n### LE CONTEXTE\n\n{t}\n\n### LE BILAN\n\n{t}\n\n"
    text = "".join(f"## {title}\n\n{card.format(p=p, t=LONG)}" for title, p in zip(TITLES, ("Lot", "Gard", "Jura"), strict=True))
    found = read(f"# Initiatives\n\n{text}", "labelled").segments
    assert [s.title.text for s in found] == TITLES


def test_bullets_mark_labels_above_values(read: Reader) -> None:
    sheet = "FICHE ACTION {n}\n{t}\n\n■ Pilote\nUTAS du bourg\n■ Calendrier\n2023-2024\n■ Diagnostic\n{x}\n\n"
    text = "".join(sheet.format(n=n, t=t, x=LONG) for n, t in enumerate(TITLES, 1))
    found = read(f"Programme d'insertion\n\n{text}", "sheets").segments
    assert [s.title.text for s in found] == TITLES
    told = [[(line.slot.value, line.text.text) for line in s.header if line.slot] for s in found]
    assert told == [[("carrier", "UTAS du bourg"), ("period", "2023-2024")]] * 3


def test_thanks_in_front_take_no_fiche_away(read: Reader) -> None:
    found = read(f"Remerciements\n\nÀ celles et ceux qui nous ont écrit.\n\n{stories(True)}", "lines").segments
    assert [s.title.text for s in found] == TITLES


def test_rubrics_that_the_contents_list_announces_head_and_end_briefs(read: Reader) -> None:
    contents = "AU SOMMAIRE\nEn direct des départements ........ p. 2\nAgenda ........ p. 6\n\n"
    told = "".join(f"{place}\n\n{name}{mark}{TOLD}\n\n" for place, (name, mark) in zip(PLACES, BRIEFS, strict=True))
    diary = "AGENDA\n\n9 décembre 2021 – Webinaire « Trois départements témoignent », à 14 heures.\n"
    found = read(f"La lettre\n\n{contents}EN DIRECT DES DÉPARTEMENTS\n\n{told}{diary}").segments
    assert [(s.title.text, s.section) for s in found] == [(name, "EN DIRECT DES DÉPARTEMENTS") for name, _ in BRIEFS]


@pytest.mark.parametrize("line", ["[{}]  ·  2021-2023  ·  En cours", "[{}]  2021-2023 / en cours"], ids=["marks", "blanks"])
def test_place_in_square_brackets_opens_a_header_on_one_line(line: str, read: Reader) -> None:
    places = {"Le bus bleu": "Indre", "La table ronde": "Cher", "Le jardin": "Loiret"}
    text = "".join(
        f"{title}\n\n{line.format(place)}\nPorteur : CCAS\n\nConstat\n{LONG}\n\nDescriptif\n{LONG}\n\n" for title, place in places.items()
    )
    found = read(text, "lines").segments
    assert [(s.title.text, s.department_line and s.department_line.text.text) for s in found] == list(places.items())
    assert {"2021-2023", "en cours"} <= {told.text.text.lower() for told in found[0].header}


def test_articles_below_a_place_and_a_title_are_insets_of_a_letter(rulebook: Rulebook, gazetteer: Gazetteer) -> None:
    titles = ["Ouvrir la cuisine aux voisins", "Le café des pères", "Prêter un car", "Partager le jardin du collège", "Un toit pour deux"]
    places = ["Lot", "Gard", "Jura", "Aude", "Orne"]
    articles = "".join(f"{place}\n\n## {title}\n\n{TOLD}\n\n" for place, title in zip(places, titles, strict=True))
    whole = document(f"# La lettre des initiatives\n\n{articles}## Pour aller plus loin\n\n- Le guide\n")
    (part,) = Divider(rulebook, gazetteer).divide(whole, fits(whole, rulebook, gazetteer))
    assert [(s.kind.value, s.title.text, s.section) for s in part.segmentation.segments] == [("box", title, None) for title in titles]
