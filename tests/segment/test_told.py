"""Press kits, pages of a strategy and yearly reports: actions that nothing but the shape of their headings makes known."""

import re
from pathlib import PurePath

import pytest

from pipeline.document import Document
from pipeline.gazetteer import Gazetteer
from pipeline.load.html import read_html
from pipeline.rulebook import Rulebook
from pipeline.segment.detect import fits
from pipeline.segment.divide import Divider
from pipeline.segment.fields import FieldReader
from pipeline.segment.model import Segment, Segmentation
from pipeline.segment.told import cut, told_headings
from schemas.rules import ToldLayout
from tests.support import document

#: What stands below titles: a few sentences that count something and name who acts.
BUS = (
    "Depuis mars, le Département fait rouler un car équipé de deux fauteuils entre les bourgs du canton. "
    "En six mois, 412 personnes âgées ont été soignées sans quitter leur village, et trente communes attendent leur tour."
)
INTERNS = (
    "Le Département a racheté l'ancien presbytère de Marlange afin d'y loger les jeunes médecins en stage. "
    "Douze internes y ont déjà vécu un semestre, et quatre d'entre eux ont choisi de s'installer dans la vallée."
)
KITCHENS = (
    "L'association Les Marmites ouvre chaque jeudi la cuisine du collège aux familles du quartier des Tanneries. "
    "Le Département lui verse 18 000 euros par an, et 63 familles ont appris à cuisiner les légumes des maraîchers voisins."
)
GARAGE = (
    "Un garage solidaire prête des voitures aux personnes qui retrouvent un emploi loin des lignes de car. "
    "Géré par l'association Les Roues libres avec une aide du Département, il a conclu 145 prêts depuis son ouverture."
)
FOSTER = (
    "Les assistantes familiales du Département peuvent désormais souffler un week-end par mois sans rompre l'accueil. "
    "Quinze familles relais ont été formées, et 48 enfants connaissent déjà la maison où ils passent ces deux jours."
)
FOREWORD = (
    "Nos habitants attendent des services proches de chez eux, ouverts tard et faciles à joindre par tous les temps. "
    "Ce dossier dit ce que nous avons entrepris ensemble, avec nos agents et avec les bénévoles qui les entourent."
)

KIT = f"""\
DOSSIER DE PRESSE

Le Département de la Drôme aux côtés des siens

ÉDITORIAL

{FOREWORD}

1. Se soigner partout

Un car dentaire de bourg en bourg

{BUS}

EN CHIFFRES
412 patients
30 communes

La maison des internes de Marlange

{INTERNS}

2. Vivre mieux au quotidien

Les cuisines du jeudi

{KITCHENS}

EN CHIFFRES
63 familles

Le garage des Roues libres

{GARAGE}

ANNEXE - Dépenses par politique

Autonomie : 62 millions d'euros
Enfance : 48 millions d'euros
"""

TITLES = ["Un car dentaire de bourg en bourg", "La maison des internes de Marlange", "Les cuisines du jeudi", "Le garage des Roues libres"]
SECTIONS = ("Se soigner chez soi", "Vivre mieux")

PARTED = "<h1>Stratégie santé de proximité</h1><h2>{s[0]}</h2>{0}{1}<h2>{s[1]}</h2>{2}{3}<h2>Documents à télécharger</h2><p>{end}</p>"
#: The text of each title of the page, its parts headed by the same words.
WHY = "Les cabinets ferment et les bourgs se vident de leurs médecins depuis dix ans."


@pytest.fixture(scope="module")
def layout(rulebook: Rulebook) -> ToldLayout:
    layout = rulebook.profile("told").layout
    assert isinstance(layout, ToldLayout)
    return layout


@pytest.fixture(scope="module")
def divider(rulebook: Rulebook, gazetteer: Gazetteer) -> Divider:
    return Divider(rulebook, gazetteer)


def page(body: str) -> Document:
    return Document("page", PurePath("page.html"), "0" * 64, read_html(f"<html><body><main>{body}</main></body></html>".encode()))


def headed(*texts: str) -> str:
    """A press kit without parts that tells some texts, each below a title of its own."""
    names = ("Le premier pas", "Le deuxième élan", "La troisième voie", "La quatrième porte", "Le cinquième rang", "La sixième marche")
    return "DOSSIER DE PRESSE\n\n" + "".join(f"{name}\n\n{text}\n\n" for name, text in zip(names, texts, strict=False))


def read(source: str | Document, layout: ToldLayout, rulebook: Rulebook) -> Segmentation:
    return cut(
        document(source) if isinstance(source, str) else source, layout, rulebook, FieldReader(rulebook, Gazetteer(rulebook.departments))
    )


def titles(found: Segmentation) -> list[str]:
    return [segment.title.text for segment in found.segments]


def above(segment: Segment) -> tuple[int, str] | str | None:
    """The chapter of an action, or else its section."""
    return (segment.chapter.number, segment.chapter.name) if segment.chapter else segment.section


def outline(found: Segmentation) -> list[tuple[str, str, tuple[int, str] | str | None, list[str]]]:
    return [(s.kind.value, s.title.text, above(s), [b.text.text for b in s.body]) for s in found.segments]


# -- a press kit


def test_titles_of_a_press_kit_below_numbered_parts(layout: ToldLayout, rulebook: Rulebook) -> None:
    assert outline(read(KIT, layout, rulebook)) == [
        ("action", TITLES[0], (1, "Se soigner partout"), [BUS, "EN CHIFFRES", "412 patients", "30 communes"]),
        ("action", TITLES[1], (1, "Se soigner partout"), [INTERNS]),
        ("action", TITLES[2], (2, "Vivre mieux au quotidien"), [KITCHENS, "EN CHIFFRES", "63 familles"]),
        ("action", TITLES[3], (2, "Vivre mieux au quotidien"), [GARAGE]),
    ]


def test_foreword_and_annex_are_outside(layout: ToldLayout, rulebook: Rulebook) -> None:
    outside = [block.text.text for block in read(KIT, layout, rulebook).outside]
    assert FOREWORD in outside
    assert outside[-3:] == ["ANNEXE - Dépenses par politique", "Autonomie : 62 millions d'euros", "Enfance : 48 millions d'euros"]


def test_parts_without_numbers_are_sections(layout: ToldLayout, rulebook: Rulebook) -> None:
    named = KIT.replace("1. Se soigner partout", "SE SOIGNER PARTOUT").replace("2. Vivre mieux au quotidien", "VIVRE MIEUX AU QUOTIDIEN")
    assert [(s.title.text, above(s)) for s in read(named, layout, rulebook).segments] == [
        (TITLES[0], "SE SOIGNER PARTOUT"),
        (TITLES[1], "SE SOIGNER PARTOUT"),
        (TITLES[2], "VIVRE MIEUX AU QUOTIDIEN"),
        (TITLES[3], "VIVRE MIEUX AU QUOTIDIEN"),
    ]


def test_numbered_lines_that_do_not_count_from_one_are_no_chapters(layout: ToldLayout, rulebook: Rulebook) -> None:
    running = KIT.replace("1. Se soigner partout", "4 Le Département agit").replace("2. Vivre mieux au quotidien", "7 Le Département agit")
    assert [(s.title.text, above(s)) for s in read(running, layout, rulebook).segments] == [(title, None) for title in TITLES]


def test_bare_numbers_above_titles_are_no_sections(layout: ToldLayout, rulebook: Rulebook) -> None:
    paged = KIT.replace("1. Se soigner partout", "7").replace("2. Vivre mieux au quotidien", "8")
    assert [(s.title.text, above(s)) for s in read(paged, layout, rulebook).segments] == [(title, None) for title in TITLES]


def test_lines_of_an_article_are_no_parts_of_it(layout: ToldLayout, rulebook: Rulebook) -> None:
    signed = KIT.replace(f"{INTERNS}\n", f"{INTERNS}\n\nNadine Doré, vice-présidente chargée de la santé\n")
    found = read(signed, layout, rulebook)
    assert titles(found) == TITLES
    assert [b.text.text for b in found.segments[1].body] == [INTERNS, "Nadine Doré, vice-présidente chargée de la santé"]


# -- a page with headings of its own


def html(*texts: str, level: int = 3) -> str:
    told = [f"<h{level}>{title}</h{level}>{text}" for title, text in zip(TITLES, texts, strict=True)]
    return PARTED.format(*told, s=SECTIONS, end=FOREWORD)


def parted(text: str, level: int = 4) -> str:
    return f"<h{level}>Pourquoi ?</h{level}><p>{WHY}</p><h{level}>Comment ?</h{level}><p>{text}</p>"


TEXTS = (BUS, INTERNS, KITCHENS, GARAGE)
BELOW = [(TITLES[0], SECTIONS[0]), (TITLES[1], SECTIONS[0]), (TITLES[2], SECTIONS[1]), (TITLES[3], SECTIONS[1])]


def test_headings_of_a_page_below_its_sections(layout: ToldLayout, rulebook: Rulebook) -> None:
    found = read(page(html(*(f"<p>{text}</p>" for text in TEXTS))), layout, rulebook)
    assert outline(found) == [("action", title, section, [text]) for (title, section), text in zip(BELOW, TEXTS, strict=True)]


def test_a_link_below_one_title_ends_nothing(layout: ToldLayout, rulebook: Rulebook) -> None:
    texts = [f"<p>{text}</p>" for text in TEXTS]
    texts[1] += "<p>En savoir plus</p>"
    assert titles(read(page(html(*texts)), layout, rulebook)) == TITLES


def test_titles_of_cards_and_of_folded_parts_are_set_alike(layout: ToldLayout, rulebook: Rulebook) -> None:
    told = [f"<p>{text}</p>" for text in TEXTS]
    body = re.sub(r"(<h3>.*?</p>)", r'<div class="card">\1</div>', html(*told))
    for title, text in list(zip(TITLES, told, strict=True))[1:3]:
        card = f'<div class="card"><h3>{title}</h3>{text}</div>'
        body = body.replace(card, f"<details open><summary>{title}</summary><div>{text}</div></details>")
    assert titles(read(page(body), layout, rulebook)) == TITLES


def test_titles_that_name_a_department_each_are_those_of_experiences(layout: ToldLayout, rulebook: Rulebook) -> None:
    names = ("Dans la Manche, un car dentaire", "Le Lot loge ses internes", "Cuisiner dans le Jura", "Un garage en Creuse")
    several, one = html(*(f"<p>{text}</p>" for text in TEXTS)), html(*(f"<p>{text}</p>" for text in TEXTS))
    for title, name in zip(TITLES, names, strict=True):
        several, one = several.replace(title, name), one.replace(title, f"{title} dans le Lot")
    assert {s.kind for s in read(page(several), layout, rulebook).segments} == {"box"}
    assert {s.kind for s in read(page(one), layout, rulebook).segments} == {"action"}


def test_parts_that_stand_below_every_title_are_text(layout: ToldLayout, rulebook: Rulebook) -> None:
    found = read(page(html(*map(parted, TEXTS))), layout, rulebook)
    assert outline(found) == [
        ("action", title, section, ["Pourquoi ?", WHY, "Comment ?", text]) for (title, section), text in zip(BELOW, TEXTS, strict=True)
    ]


def test_a_line_of_introduction_between_section_and_title(layout: ToldLayout, rulebook: Rulebook) -> None:
    body = html(*(f"<p>{text}</p>" for text in TEXTS)).replace(f"<h2>{SECTIONS[1]}</h2>", f"<h2>{SECTIONS[1]}</h2><p>Deux idées.</p>")
    found = read(page(body), layout, rulebook)
    assert [(s.title.text, s.section) for s in found.segments] == BELOW
    assert "Deux idées." not in str(outline(found))


def test_the_same_in_markdown(layout: ToldLayout, rulebook: Rulebook) -> None:
    body = html(*map(parted, TEXTS))
    marked = re.sub(r"<h(\d)>", lambda match: "#" * int(match[1]) + " ", body)
    marked = re.sub(r"</h\d>|</p>", "\n\n", marked).replace("<p>", "")
    assert outline(read(marked, layout, rulebook)) == outline(read(page(body), layout, rulebook))


# -- what is told of no actions

SAYS_NOTHING = "Le Département reste attentif aux besoins des habitants et poursuit le travail engagé avec constance, pour que chacun trouve près de chez soi une réponse simple et humaine à ce qui le préoccupe, quel que soit son âge ou son histoire."
NOBODY = "Il pleut sur la lande depuis 40 jours, et 12 rivières ont quitté leur lit sans que la digue cède. Trente arbres sont tombés le long de la route, que des branches couvrent encore, et deux ponts restent fermés aux voitures."

NO_ACTIONS = {
    "texts that count nothing": headed(*[SAYS_NOTHING] * 5),
    "texts that name nobody who acts": headed(*[NOBODY] * 5),
    "three titles": headed(BUS, INTERNS, KITCHENS),
    "texts of a line": headed(*["Le Département a aidé 12 familles."] * 5),
    "articles of a regulation": "".join(f"Article {n} – Aide aux familles\n\n{text}\n\n" for n, text in enumerate(TEXTS, 1)),
    "one title of four with a text": headed(BUS, "Voir page 4.", "Voir page 5.", "Voir page 6.", "Voir page 7."),
}


@pytest.mark.parametrize("text", NO_ACTIONS.values(), ids=NO_ACTIONS)
def test_no_actions(text: str, layout: ToldLayout, rulebook: Rulebook) -> None:
    found = read(text, layout, rulebook)
    assert found.segments == ()
    assert found.outside == document(text).blocks
    assert told_headings(document(text), layout, rulebook) == 0


def test_four_titles_are_enough(layout: ToldLayout, rulebook: Rulebook) -> None:
    text = headed(BUS, INTERNS, KITCHENS, GARAGE)
    assert titles(read(text, layout, rulebook)) == ["Le premier pas", "Le deuxième élan", "La troisième voie", "La quatrième porte"]
    assert told_headings(document(text), layout, rulebook) == 4


def test_titles_are_actions_where_three_of_four_count_something(layout: ToldLayout, rulebook: Rulebook) -> None:
    assert len(read(headed(BUS, INTERNS, KITCHENS, SAYS_NOTHING), layout, rulebook).segments) == 4
    assert read(headed(BUS, INTERNS, SAYS_NOTHING, SAYS_NOTHING), layout, rulebook).segments == ()


def test_names_of_three_articles_tell_a_regulation(layout: ToldLayout, rulebook: Rulebook) -> None:
    articles = ["Article 1 – Objet", "Article 2 – Durée", "Article 3 – Litiges"]
    assert len(read("\n\n".join([KIT, *articles[:2]]), layout, rulebook).segments) == 4
    assert read("\n\n".join([KIT, *articles]), layout, rulebook).segments == ()


# -- taken last


def chosen(text: str, divider: Divider, rulebook: Rulebook, gazetteer: Gazetteer) -> list[tuple[str, list[str]]]:
    whole = document(text)
    parts = divider.divide(whole, fits(whole, rulebook, gazetteer))
    return [(part.profile.id, [segment.title.text for segment in part.segmentation.segments]) for part in parts]


def test_taken_where_no_other_profile_cuts_anything(divider: Divider, rulebook: Rulebook, gazetteer: Gazetteer) -> None:
    assert chosen(KIT, divider, rulebook, gazetteer) == [("told", TITLES)]


COUNTED = "DOSSIER DE PRESSE\n\nLe Département de la Drôme agit\n\n" + "".join(
    f"### Fiche action n° {n} – {title}\n\nPilote : Direction de l'autonomie\n\n#### Objectifs\n\n{text}\n\n"
    for n, (title, text) in enumerate(zip(TITLES, TEXTS, strict=True), 1)
)


def test_left_where_another_profile_fits_less(divider: Divider, rulebook: Rulebook, gazetteer: Gazetteer) -> None:
    ranked = fits(document(COUNTED), rulebook, gazetteer)
    last = next(fit for fit in ranked if fit.profile.id == "told")
    assert last.fits
    assert ranked[-1].rank <= last.rank < 0
    ((profile, found),) = chosen(COUNTED, divider, rulebook, gazetteer)
    assert profile != "told"
    assert found == TITLES


def test_behind_every_profile_that_fits(rulebook: Rulebook, gazetteer: Gazetteer) -> None:
    fitting = [fit.profile.id for fit in fits(document(COUNTED), rulebook, gazetteer) if fit.fits]
    assert len(fitting) > 1
    assert fitting[-1] == "told"


@pytest.mark.parametrize("amount", ["3,4 M€ en 2025", "BUDGET\n\n720 000 €", "Coût : 12 000 euros"])
def test_amount_below_a_title_is_no_title(amount: str, layout: ToldLayout, rulebook: Rulebook) -> None:
    told = (("Un car dentaire", BUS), ("La maison des internes", INTERNS), ("Les marmites", KITCHENS), ("Le garage", GARAGE))
    text = "Dossier de presse\n\n" + "".join(f"{title}\n\n{amount}\n\n{text}\n\n" for title, text in told)
    found = read(text, layout, rulebook)
    assert [segment.title.text for segment in found.segments] == [title for title, _ in told]


def test_link_below_every_action_ends_none(layout: ToldLayout, rulebook: Rulebook) -> None:
    told = (("Un car dentaire", BUS), ("La maison des internes", INTERNS), ("Les marmites", KITCHENS), ("Le garage", GARAGE))
    text = "Dossier de presse\n\n" + "".join(f"{title}\n\n{text}\n\nEn savoir plus\n\n" for title, text in told)
    found = read(f"{text}Contact presse\n\n{BUS}", layout, rulebook)
    assert [segment.title.text for segment in found.segments] == [title for title, _ in told]


def test_title_of_a_document_is_no_section_and_a_contents_list_takes_no_titles(layout: ToldLayout, rulebook: Rulebook) -> None:
    texts = dict(zip(TITLES, (BUS, INTERNS, KITCHENS, GARAGE), strict=True))
    listed = "".join(f"<p>{title}</p>" for title in TITLES[:2])
    told = "".join(f"<h2>{title}</h2><p>{text}</p>" for title, text in texts.items())
    found = read(page(f"<h1>Une année pour se rapprocher</h1><p>Dans nos pages</p>{listed}{told}"), layout, rulebook)
    assert outline(found) == [("action", title, None, [text]) for title, text in texts.items()]


def test_letter_to_departments_with_its_call_for_candidates(rulebook: Rulebook, gazetteer: Gazetteer, divider: Divider) -> None:
    told = {
        "Le car dentaire, dans la Nièvre": BUS,
        "La maison des internes, dans le Lot": INTERNS,
        "Les marmites du jeudi, en Lozère": KITCHENS,
        "Un garage pour tous, dans l'Orne": GARAGE,
    }
    text = "".join(f"## {title}\n\n{text}\n\n" for title, text in told.items())
    letter = document(f"# La lettre aux départements\n\n{text}## Candidater en 2031\n\n{FOSTER}")
    scored = fits(letter, rulebook, gazetteer)
    (part,) = divider.divide(letter, scored)
    assert part.profile.id == "told"
    assert [(str(s.kind), s.title.text) for s in part.segmentation.segments] == [("box", title) for title in told]
