"""Thematic dossiers: levers that are counted, and insets known by their label or by how their headings are set."""

import pytest

from pipeline.gazetteer import Gazetteer
from pipeline.rulebook import Rulebook
from pipeline.segment.detect import fits
from pipeline.segment.model import Segmentation
from tests.support import Reader, document

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


def outline(found: Segmentation) -> list[tuple[str, str, list[str]]]:
    return [(s.kind.value, s.title.text, [b.text.text for b in s.body]) for s in found.segments]


LEVERS = [
    ("lever", "Ouvrir les cuisines", [LEVER]),
    ("box", "Les marmites du jeudi", [TOLD]),
    ("lever", "Former les cuisiniers", [LEVER]),
    ("box", "Le jardin des chefs", [TOLD]),
]


def test_counted_levers_without_their_numbers(read: Reader) -> None:
    assert outline(read(COUNTED, "dossier")) == LEVERS


@pytest.mark.parametrize("count", ["Piste {} - ", "LEVIER {} : ", "Levier d'action n° {} – "])
def test_other_ways_to_count_levers(count: str, read: Reader) -> None:
    text = COUNTED.replace("Levier n° 1 : ", count.format(1)).replace("Levier n° 2 : ", count.format(2))
    assert outline(read(text, "dossier")) == LEVERS


def test_levers_below_a_mark_and_a_text_about_a_department_that_no_label_heads(read: Reader) -> None:
    text = (
        COUNTED.replace("Levier n° 1 : ", ">> Levier 1\n")
        .replace("Levier n° 2 : ", ">> Levier 2\n")
        .replace("Ressources pour", "À RETENIR / RESSOURCES pour")
    )
    here = "Dans l'Ain, trois écoles ont rouvert leur cantine."
    text = text.replace("À RETENIR", f"Le goût des ados\n\n{here}\n\nÀ RETENIR")
    assert outline(read(text, "dossier")) == [*LEVERS, ("box", "Le goût des ados", [here])]


def test_headings_above_the_first_counted_lever_are_outside(read: Reader) -> None:
    outside = [block.text.text for block in read(COUNTED, "dossier").outside]
    assert "Pourquoi la table compte" in outside
    assert outside[-2:] == ["Ressources pour aller plus loin", "Le guide de la table ouverte"]


def test_one_counted_lever_does_not_open_the_levers(read: Reader) -> None:
    alone = COUNTED.replace("Levier n° 2 : ", "")
    assert [title for _, title, _ in outline(read(alone, "dossier"))][:2] == ["Pourquoi la table compte", "Ouvrir les cuisines"]


def test_any_label_above_several_headings_is_that_of_insets(read: Reader) -> None:
    assert outline(read(COUNTED.replace("SUR LE TERRAIN", "CHEZ NOS VOISINS"), "dossier")) == LEVERS


def test_unknown_label_above_one_heading_tells_no_inset(read: Reader) -> None:
    once = COUNTED.replace("SUR LE TERRAIN", "CHEZ NOS VOISINS", 1).replace("SUR LE TERRAIN", "DANS LE VAL")
    assert [kind for kind, _, _ in outline(read(once, "dossier"))] == ["lever"] * 4


def test_insets_set_below_levers(read: Reader) -> None:
    assert outline(read(MARKED, "dossier")) == [
        ("lever", "Ouvrir les cuisines", [LEVER]),
        ("box", "Les marmites du jeudi dans l'Ain", [TOLD]),
        ("lever", "Former les cuisiniers", [LEVER]),
        ("box", "La table du Jura", [TOLD]),
        ("box", "Le jardin des chefs", [TOLD]),
    ]


def test_setting_tells_nothing_where_few_of_it_say_where(read: Reader) -> None:
    nowhere = MARKED.replace("La table du Jura", "La table du port")
    assert [kind for kind, _, _ in outline(read(nowhere, "dossier"))] == ["lever"] * 5


def test_lever_that_names_a_department_is_no_inset_among_others(read: Reader) -> None:
    named = MARKED.replace("## Former les cuisiniers", "## Des cuisiniers formés comme dans le Lot")
    named = named.replace("## Pour aller", f"## Prêter des salles\n\n{LEVER}\n\n## Pour aller")
    assert [kind for kind, _, _ in outline(read(named, "dossier"))] == ["lever", "box", "lever", "box", "box", "lever"]


def test_page_title_and_byline_are_no_levers(read: Reader) -> None:
    found = read(MARKED, "dossier")
    assert [block.text.text for block in found.outside][:2] == ["Manger ensemble", "Par Nadine Doré"]


def test_line_without_a_mark_is_no_lever_between_headings(read: Reader) -> None:
    parted = MARKED.replace("## Former les cuisiniers", f"Un essai qui dure\n\n{TOLD}\n\n## Former les cuisiniers")
    found = outline(read(parted, "dossier"))
    assert [title for _, title, _ in found] == [title for _, title, _ in outline(read(MARKED, "dossier"))]
    assert found[1] == ("box", "Les marmites du jeudi dans l'Ain", [TOLD, "Un essai qui dure", TOLD])


# -- what announces and what is set apart

ANNOUNCED = {
    "counted": COUNTED.replace(
        "Par Nadine Doré", "Au sommaire\n\nOuvrir les cuisines\n\nFormer les cuisiniers\n\nRessources pour aller plus loin"
    ),
    "marked": MARKED.replace(
        "Par Nadine Doré", "## Au sommaire\n\n**Ouvrir les cuisines**\n\n**Former les cuisiniers**\n\n**Pour aller plus loin**"
    ),
}


@pytest.mark.parametrize("text", ANNOUNCED.values(), ids=ANNOUNCED)
def test_contents_list_that_announces_the_resources_ends_nothing(text: str, read: Reader) -> None:
    found = read(text, "dossier")
    assert outline(found) == outline(read(COUNTED if "Levier" in text else MARKED, "dossier"))
    assert [block.text.text.endswith("ller plus loin") for block in found.outside].count(True) == 2


def test_dossier_ends_at_the_first_of_two_lists_of_resources(read: Reader) -> None:
    found = read(MARKED.replace("Un guide.", f"Un guide.\n\n## À lire aussi\n\n{LEVER}"), "dossier")
    assert outline(found) == outline(read(MARKED, "dossier"))
    assert [block.text.text for block in found.outside][-2:] == ["À lire aussi", LEVER]


INTERVIEW = (
    f"## {{}}\n\n{TOLD}\n\n### Comment ouvrir une cuisine ?\n\nEn la partageant avec les voisins.\n\n"
    "### Et après ?\n\nOn recommence avec eux.\n\n"
)
INTERVIEWS = ["Trois questions à Lise Doré, cheffe de cuisine", "Entretien avec Lise Doré", "Rencontre avec une cheffe de cuisine"]


@pytest.mark.parametrize("heading", INTERVIEWS)
def test_interview_and_its_questions_are_no_levers(heading: str, read: Reader) -> None:
    asked = INTERVIEW.format(heading)
    assert outline(read(MARKED.replace("## Ouvrir", f"{asked}## Ouvrir"), "dossier")) == outline(read(MARKED, "dossier"))
    between = outline(read(MARKED.replace("## Former", f"{asked}## Former"), "dossier"))
    assert [(kind, title) for kind, title, _ in between] == [(kind, title) for kind, title, _ in outline(read(MARKED, "dossier"))]


def test_questions_below_another_heading_are_levers(read: Reader) -> None:
    titles = [
        title
        for _, title, _ in outline(read(MARKED.replace("## Former", f"{INTERVIEW.format('Une cuisine au port')}## Former"), "dossier"))
    ]
    assert titles[2:5] == ["Une cuisine au port", "Comment ouvrir une cuisine ?", "Et après ?"]


# -- parts

PARTED = f"""\
Manger ensemble

Un dossier pour les départements

Fédération des tables ouvertes

La solitude commence souvent devant une assiette.

ACCUEILLIR

Ouvrir les cuisines

{LEVER}

Prêter des salles

{LEVER}

TRANSMETTRE

Former les cuisiniers

{LEVER}

SUR LE TERRAIN

Les marmites du jeudi

{TOLD}

Pour aller plus loin

Un guide.
"""

PUBLISHER = "Fédération des tables ouvertes"
IN_PARTS = [
    ("Ouvrir les cuisines", "ACCUEILLIR"),
    ("Prêter des salles", "ACCUEILLIR"),
    ("Former les cuisiniers", "TRANSMETTRE"),
    ("Les marmites du jeudi", "TRANSMETTRE"),
]


def sections(found: Segmentation) -> list[tuple[str, str | None]]:
    return [(segment.title.text, segment.section) for segment in found.segments]


def test_headings_of_parts_are_sections_and_who_publishes_is_no_lever(read: Reader) -> None:
    found = read(PARTED, "dossier")
    assert sections(found) == IN_PARTS
    assert [kind for kind, _, _ in outline(found)] == ["lever", "lever", "lever", "box"]
    assert PUBLISHER in [block.text.text for block in found.outside]


def test_parts_set_by_the_format(read: Reader) -> None:
    parted = MARKED.replace("## Ouvrir", "# Accueillir\n\n## Ouvrir").replace("## Former", "# Transmettre\n\n## Former")
    assert [section for _, section in sections(read(parted, "dossier"))] == ["Accueillir"] * 2 + ["Transmettre"] * 3


NO_PARTS = {
    "none": PARTED.replace("ACCUEILLIR\n\n", "").replace("TRANSMETTRE\n\n", ""),
    "one alone": PARTED.replace("TRANSMETTRE\n\n", ""),
    "labels": PARTED.replace("ACCUEILLIR", "À RETENIR").replace("TRANSMETTRE", "EN BREF"),
    "the same words": PARTED.replace("TRANSMETTRE", "ACCUEILLIR"),
}


@pytest.mark.parametrize("text", NO_PARTS.values(), ids=NO_PARTS)
def test_other_headings_above_levers_are_no_sections(text: str, read: Reader) -> None:
    assert sections(read(text, "dossier")) == [(title, None) for title in (PUBLISHER, *(title for title, _ in IN_PARTS))]


# -- insets below the name of their department

PLACED = f"""\
## Ouvrir les cuisines

{LEVER}

Gers

#### Les marmites du jeudi

{TOLD}

## Former les cuisiniers

{LEVER}

Finistère et Morbihan

#### Le jardin des chefs

{TOLD}
"""


def test_place_above_a_heading_makes_it_an_inset(read: Reader) -> None:
    found = read(f"Le dossier\n\n# Manger ensemble\n\n{PLACED}", "dossier")
    assert outline(found) == LEVERS
    where = [s.department_line.text.text if s.department_line else None for s in found.segments]
    assert where == [None, "Gers", None, "Finistère et Morbihan"]
    assert [s.section for s in found.segments] == [None] * 4


def test_list_of_what_a_dossier_holds_takes_no_lever_away(read: Reader) -> None:
    opening = "# Manger ensemble\n\n**Dans ce dossier**\n\n1. Ouvrir\n2. Former\n\n"
    assert outline(read(f"{opening}{PLACED}", "dossier")) == LEVERS


def test_marked_lines_above_text_are_levers_and_labelled_ones_insets(read: Reader) -> None:
    told = f"{TOLD} Le Département a prêté une salle et formé ceux qui l'ouvrent chaque matin."
    levers = "".join(
        f"■ {name}\n\n{LEVER}\n\nÀ LA LOUPE\n{inset}\n\n{told}\n\n"
        for name, inset in (
            ("Ouvrir les cuisines", "Dans le Gers, une marmite"),
            ("Former les cuisiniers", "Une table en Ardèche"),
            ("Prêter un local", "Le repas du jeudi"),
        )
    )
    found = read(
        f"LA LETTRE\n\nMANGER ENSEMBLE\n\n{told}\n\nCE QUE PEUVENT FAIRE LES DÉPARTEMENTS\n\n{levers}REPÈRES BIBLIOGRAPHIQUES\n\n{told}\n",
        "dossier",
    )
    assert [(segment.kind.value, segment.title.text) for segment in found.segments] == [
        ("lever", "Ouvrir les cuisines"),
        ("box", "Dans le Gers, une marmite"),
        ("lever", "Former les cuisiniers"),
        ("box", "Une table en Ardèche"),
        ("lever", "Prêter un local"),
        ("box", "Le repas du jeudi"),
    ]


# -- levers and insets that are set alike

EXPERIENCE = "Ouverte en mars 2021, la table est portée par l'association Les Marmites."
ALIKE = {
    "Soutenir ceux qui cuisinent": ("lever", LEVER),
    "Dans l'Ain, les marmites du jeudi": ("box", TOLD),
    "Former les cuisiniers": ("lever", LEVER),
    "Le jardin des chefs": ("box", EXPERIENCE),
    "Des salles prêtées": ("lever", LEVER),
}


@pytest.mark.parametrize("counted", [False, True])
def test_text_tells_insets_from_levers_where_nothing_sets_them_apart(counted: bool, read: Reader) -> None:
    headings = {f"Levier {n} : {title}" if counted else title: told for n, (title, told) in enumerate(ALIKE.items(), 1)}
    text = "Dossier\n\nLES LEVIERS\n\n" + "".join(f"{title}\n\n{text}\n\n" for title, (_, text) in headings.items())
    expected = [("lever" if counted else kind, title, [text]) for title, (kind, text) in ALIKE.items()]
    assert outline(read(text, "dossier")) == expected


def test_contacts_below_insets_are_theirs(read: Reader) -> None:
    contact = "Pour prendre contact : Lise Doré, directrice – 01 99 00 12 34"
    found = read(MARKED.replace(TOLD, f"{TOLD}\n\n{contact}"), "dossier")
    assert [len(segment.header) for segment in found.segments] == [0, 1, 0, 1, 1]
    assert all(segment.section is None for segment in found.segments)


@pytest.mark.parametrize("heading", ["Pour aller plus loin : ressources", "Nous soutenir", "L'agenda du réseau"])
def test_what_follows_the_levers_is_none(heading: str, read: Reader) -> None:
    text = MARKED.replace("## Pour aller plus loin", f"## {heading}")
    assert outline(read(text, "dossier")) == outline(read(MARKED, "dossier"))


def test_dossier_of_a_letter_begins_below_its_heading(read: Reader) -> None:
    letter = MARKED.replace("Par Nadine Doré", f"## L'éditorial\n\n{TOLD}\n\n## NOTRE DOSSIER – Manger ensemble")
    assert outline(read(letter, "dossier")) == outline(read(MARKED, "dossier"))


# -- the dossier of a magazine

MAGAZINE = f"""\
PAYS & VAL
Le magazine du Département de la Creuse

12 / DOSSIER

Cuisiner ensemble, manger mieux

Des cantines aux jardins, tour d'horizon de ce qui mijote.

Dossier réalisé par Nadine Doré - Photos : Jean Lys

Ouvrir les cuisines

{LEVER}

ZOOM
Les marmites du jeudi

{TOLD}

Photo : les cuisiniers devant la salle © Jean Lys

Ne laisser personne devant une porte close

{LEVER}

TROIS QUESTIONS À...
Lise Doré, vice-présidente

Pourquoi cuisiner ?
Parce que le repas du soir est souvent le seul.

Et demain ?
Douze salles de plus.

Quand la salle vient à vous

{LEVER}

ZOOM
Le jardin des chefs

{TOLD}

PRATIQUE
Toutes les salles sur notre site
"""

TOLD_IN_MAGAZINE = [
    ("lever", "Ouvrir les cuisines"),
    ("box", "Les marmites du jeudi"),
    ("lever", "Ne laisser personne devant une porte close"),
    ("lever", "Quand la salle vient à vous"),
    ("box", "Le jardin des chefs"),
]


def test_dossier_of_a_magazine_without_its_name_interview_and_addresses(read: Reader) -> None:
    assert [(kind, title) for kind, title, _ in outline(read(MAGAZINE, "dossier"))] == TOLD_IN_MAGAZINE


def test_labels_of_insets_tell_a_dossier(rulebook: Rulebook, gazetteer: Gazetteer) -> None:
    whole = document(MAGAZINE.replace("Quand la salle", "Dans l'Ain, l'Orne et le Jura, la salle"))
    assert fits(whole, rulebook, gazetteer)[0].profile.id == "dossier"


def test_captions_and_links_of_a_page_head_and_end_nothing(read: Reader) -> None:
    caption = "### Le jardin des chefs\n\nLes carrés du potager, au printemps – © J. Lys"
    page = MARKED.replace("### Le jardin des chefs", caption).replace("### Le jardin", "En savoir plus · Le bilan\n\n### Le jardin")
    found = outline(read(page, "dossier"))
    assert [(kind, title) for kind, title, _ in found] == [(kind, title) for kind, title, _ in outline(read(MARKED, "dossier"))]


def test_numbered_foreword_and_resources_are_no_levers(read: Reader) -> None:
    page = MARKED.replace("Par Nadine Doré", f"## 1. Pourquoi ce guide ?\n\n{TOLD}").replace(
        "## Pour aller plus loin", "## 3. Pour aller plus loin"
    )
    assert outline(read(page, "dossier")) == outline(read(MARKED, "dossier"))


def test_text_in_a_block_quote_is_an_inset_where_others_tell_where(read: Reader) -> None:
    quoted = "### {0}\n>\n> {1}\n\n"
    insets = ("Les marmites du jeudi dans l'Ain", "Deux fours sur les routes", "Le jardin des chefs en Savoie")
    levers = ("Ouvrir les cuisines du collège", "Former les cuisiniers du bourg", "Partager les récoltes du canton")
    text = "".join(f"### {a}\n\n{LEVER}\n\n> {quoted.format(b, TOLD)}" for a, b in zip(levers, insets, strict=True))
    found = read(f"# Dossier : manger ensemble\n\n## Trois leviers pour agir\n\n{text}", "dossier")
    assert [(kind, title) for kind, title, _ in outline(found)] == [
        pair for a, b in zip(levers, insets, strict=True) for pair in (("lever", a), ("box", b))
    ]
