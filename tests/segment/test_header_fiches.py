import itertools

import pytest

from pipeline.gazetteer import Gazetteer
from pipeline.rulebook import Rulebook
from pipeline.segment.header_fiches import cut
from pipeline.segment.headings import section_key
from pipeline.segment.model import Segment, Segmentation
from schemas.enums import FicheKind, SectionKey
from schemas.rules import HeaderFichesLayout
from tests.support import block, document

RECUEIL = """\
Recueil d'initiatives

**Sommaire**

| Chapitre 1 : Habitat | 3 |
|---|---|
| » Bien vieillir chez soi |  |
| Un toit pour deux | 4 |
| Le car des soins | 5 |
| » Habiter la ruche commune |  |
| La maison en paille | 6 |
| Chapitre 2 : Enfance | 8 |
| Le café des pères | 9 |

Avant-propos

Merci à ceux qui ont écrit ces pages.

**Chapitre 1 : Habitat**

» Bien vieillir chez soi

**Un toit pour deux**

**Département de l'Ain**
2017
Association Le Toit

**CONTEXTE**

Les loyers montent.

**DESCRIPTION**

Un étudiant vit chez un aîné.

- un loyer modéré
- un repas partagé

» Bien vieillir chez soi

**Le car des soins**

**Département de la Creuse**
2016

**DESCRIPTION DU PROJET**

Une infirmière conduit le car.

**IMPACT**

12 bourgs desservis.

» Habiter la ruche commune

**La maison en paille**

**Département du Gard**
2015

**DESCRIPTION**

Douze logements.

Autres démarches

Département de la Loire

La malle aux jeux - Des jeux sont prêtés aux familles du canton.

Le prêt dure un mois.

Territoire de Belfort

Le café du midi - Une table ouverte chaque jeudi.

**Chapitre 2**

**Enfance**

**Le café des pères**

**Département de la Somme**
2018

**CONTEXTE**

Les pères viennent peu.
"""


def segments(text: str, layout: HeaderFichesLayout, rulebook: Rulebook) -> Segmentation:
    return cut(document(text), layout, rulebook, Gazetteer(rulebook.departments))[0]


def fiches(text: str, layout: HeaderFichesLayout, rulebook: Rulebook) -> list[Segment]:
    return [s for s in segments(text, layout, rulebook).segments if s.kind is FicheKind.FICHE]


def body(segment: Segment) -> list[str]:
    return [b.text.text for b in segment.body]


@pytest.fixture(scope="module")
def whole(layout: HeaderFichesLayout, rulebook: Rulebook) -> Segmentation:
    return segments(RECUEIL, layout, rulebook)


def test_fiches_and_briefs_in_order(whole: Segmentation) -> None:
    assert [(s.kind.value, s.title.text) for s in whole.segments] == [
        ("fiche", "Un toit pour deux"),
        ("fiche", "Le car des soins"),
        ("fiche", "La maison en paille"),
        ("brief", "La malle aux jeux"),
        ("brief", "Le café du midi"),
        ("fiche", "Le café des pères"),
    ]


def test_chapters(whole: Segmentation) -> None:
    chapters = [(s.chapter.number, s.chapter.name) if s.chapter else None for s in whole.segments]
    assert chapters == [(1, "Habitat")] * 5 + [(2, "Enfance")]


def test_sections(whole: Segmentation) -> None:
    assert [s.section for s in whole.segments] == [
        "Bien vieillir chez soi",
        "Bien vieillir chez soi",
        "Habiter la ruche commune",
        "Autres démarches",
        "Autres démarches",
        None,
    ]
    assert not any(s.restored for s in whole.segments)


def test_header_and_parts_of_a_fiche(whole: Segmentation) -> None:
    first = whole.segments[0]
    assert [b.text.text for b in first.header] == ["Département de l'Ain", "2017", "Association Le Toit"]
    assert [(s.key.value, s.heading.text if s.heading else None) for s in first.sections] == [
        ("context", "CONTEXTE"),
        ("description", "DESCRIPTION"),
    ]
    assert body(first) == ["Les loyers montent.", "Un étudiant vit chez un aîné.", "un loyer modéré", "un repas partagé"]


def test_department_line_of_a_brief(whole: Segmentation) -> None:
    lines = [s.department_line.text.text for s in whole.segments if s.kind is FicheKind.BRIEF and s.department_line]
    assert lines == ["Département de la Loire", "Territoire de Belfort"]
    assert body(whole.segments[3]) == ["Des jeux sont prêtés aux familles du canton.", "Le prêt dure un mois."]


def test_what_is_outside(whole: Segmentation) -> None:
    outside = [b.text.text for b in whole.outside]
    assert outside[:3] == ["Recueil d'initiatives", "Avant-propos", "Merci à ceux qui ont écrit ces pages."]
    assert not {"Un toit pour deux", "Les loyers montent."} & set(outside)


def test_segments_do_not_overlap(whole: Segmentation) -> None:
    ranges = [s.source_range for s in whole.segments]
    assert all(before[1] <= after[0] for before, after in itertools.pairwise(ranges))


# -- running headings that were lost or garbled

HEADING = "» Habiter la ruche commune\n\n**La maison"

RUNNING = {
    "printed": (HEADING, "Habiter la ruche commune", False),
    "lost": ("**La maison", "Habiter la ruche commune", True),
    "mark lost": ("Habiter la ruche commune\n\n**La maison", "Habiter la ruche commune", True),
    "letters lost": ("Habter la ruche comune\n\n**La maison", "Habiter la ruche commune", True),
    "page number glued": ("6Habiter la ruche commune\n\n**La maison", "Habiter la ruche commune", True),
    "over two lines": ("Habiter la ruche\n\ncommune\n\n**La maison", "Habiter la ruche commune", True),
}


@pytest.mark.parametrize(("printed", "section", "restored"), RUNNING.values(), ids=RUNNING)
def test_running_heading(printed: str, section: str, restored: bool, layout: HeaderFichesLayout, rulebook: Rulebook) -> None:
    found = fiches(RECUEIL.replace(HEADING, printed), layout, rulebook)
    assert (found[2].title.text, found[2].section, found[2].restored) == ("La maison en paille", section, restored)
    assert body(found[1]) == ["Une infirmière conduit le car.", "12 bourgs desservis."]


def test_running_heading_is_not_restored_for_an_unannounced_title(layout: HeaderFichesLayout, rulebook: Rulebook) -> None:
    text = RECUEIL.replace(HEADING, "**Le vélo")
    found = fiches(text, layout, rulebook)
    in_force = found[1].section
    assert in_force
    assert (found[2].title.text, found[2].section, found[2].restored) == ("Le vélo en paille", in_force, False)


def test_heading_of_other_actions_may_be_lost(layout: HeaderFichesLayout, rulebook: Rulebook) -> None:
    found = segments(RECUEIL.replace("Autres démarches\n\n", ""), layout, rulebook).segments
    assert [s.section for s in found if s.kind is FicheKind.BRIEF] == ["Autres démarches"] * 2
    assert found[3].title.text == "La malle aux jeux"


# -- headers

HEADERS = {
    "department twice": (
        "Département de l'Ain\n2017\nDépartement de l'Ain\nMme Ada Lien",
        ["Département de l'Ain", "2017", "Département de l'Ain", "Mme Ada Lien"],
    ),
    "only the department": ("Département de l'Ain", ["Département de l'Ain"]),
    "two departments": ("Départements de l'Ain et du Jura\n2017", ["Départements de l'Ain et du Jura", "2017"]),
    "with territory": ("Département du Nord – Territoire de Lens\n2017", ["Département du Nord – Territoire de Lens", "2017"]),
    "special territory": ("Métropole de Lyon\n2017", ["Métropole de Lyon", "2017"]),
    "Belfort": ("Territoire de Belfort\n2017", ["Territoire de Belfort", "2017"]),
    "glued": ("**Département de l'Ain****2017**", ["Département de l'Ain", "2017"]),
    "capitals": ("DÉPARTEMENT DE L'AIN\n2017", ["DÉPARTEMENT DE L'AIN", "2017"]),
    "department three times": (
        "Département de l'Ain\n2017\nDépartement de l'Ain\nDépartement de l'Ain",
        ["Département de l'Ain", "2017", "Département de l'Ain", "Département de l'Ain"],
    ),
    "blank lines between": ("Département de l'Ain\n\n2017\n\nnc\n\nLe Toit", ["Département de l'Ain", "2017", "nc", "Le Toit"]),
}


@pytest.mark.parametrize(("printed", "header"), HEADERS.values(), ids=HEADERS)
def test_header(printed: str, header: list[str], layout: HeaderFichesLayout, rulebook: Rulebook) -> None:
    text = f"Un toit pour deux\n\n{printed}\n\nCONTEXTE\n\nLes loyers montent.\n"
    (found,) = fiches(text, layout, rulebook)
    assert found.title.text == "Un toit pour deux"
    assert [b.text.text for b in found.header] == header
    assert body(found) == ["Les loyers montent."]


def test_two_fiches_of_one_department_one_after_the_other(layout: HeaderFichesLayout, rulebook: Rulebook) -> None:
    one = "\n\n{}\n\nDépartement de l'Ain\n2017\n\nCONTEXTE\n\nLes loyers montent.\n"
    found = fiches(one.format("Un toit pour deux") + one.format("Le car des soins"), layout, rulebook)
    assert [f.title.text for f in found] == ["Un toit pour deux", "Le car des soins"]
    assert [len(f.header) for f in found] == [2, 2]


def test_title_glued_to_its_department(layout: HeaderFichesLayout, rulebook: Rulebook) -> None:
    text = "Un toit pour deux**Département de l'Ain****2017**\n\nCONTEXTE\n\nLes loyers montent.\n"
    (found,) = fiches(text, layout, rulebook)
    assert (found.title.text, found.header[0].text.text) == ("Un toit pour deux", "Département de l'Ain")


def test_title_cut_in_the_middle_of_a_long_line(layout: HeaderFichesLayout, rulebook: Rulebook) -> None:
    title = "Un toit pour deux, ou comment un étudiant et un aîné partagent leur logement"
    text = f"{title}\ndans le canton\n\nDépartement de l'Ain\n2017\n\nCONTEXTE\n\nLes loyers montent.\n"
    (found,) = fiches(text, layout, rulebook)
    assert found.title.text == f"{title} dans le canton"


def test_running_heading_printed_again_in_the_middle(layout: HeaderFichesLayout, rulebook: Rulebook) -> None:
    again = "Les loyers montent.\n\n» Bien vieillir chez soi\n\nLes jeunes partent."
    (first, *_) = fiches(RECUEIL.replace("Les loyers montent.", again, 1), layout, rulebook)
    assert body(first)[:2] == ["Les loyers montent.", "Les jeunes partent."]


def test_markdown_headings(layout: HeaderFichesLayout, rulebook: Rulebook) -> None:
    text = "# Chapitre 1 : Habitat\n\n## Un toit\n\n**Département de l'Ain**\n2017\n\n### Contexte\n\nLes loyers montent.\n"
    (found,) = fiches(text, layout, rulebook)
    assert (found.title.text, [s.key.value for s in found.sections]) == ("Un toit", ["context"])
    assert found.chapter is not None
    assert (found.chapter.number, found.chapter.name) == (1, "Habitat")


CHAPTERS = {
    "Chapitre 3 : Logement": (3, "Logement"),
    "CHAPITRE 3 – LOGEMENT": (3, "LOGEMENT"),
    "Chapitre 3. Logement": (3, "Logement"),
    "Partie 3 - Logement": (3, "Logement"),
    "Chapitre 3\n\nLogement": (3, "Logement"),
}


@pytest.mark.parametrize(("heading", "chapter"), CHAPTERS.items(), ids=[h.replace("\n", " ") for h in CHAPTERS])
def test_chapter_heading(heading: str, chapter: tuple[int, str], layout: HeaderFichesLayout, rulebook: Rulebook) -> None:
    text = f"{heading}\n\nUn toit\n\nDépartement de l'Ain\n2017\n\nCONTEXTE\n\nLes loyers montent.\n"
    (found,) = fiches(text, layout, rulebook)
    assert found.chapter is not None
    assert (found.chapter.number, found.chapter.name) == chapter


def test_long_text_without_sections_is_no_fiche(layout: HeaderFichesLayout, rulebook: Rulebook) -> None:
    text = "Département de l'Ain\n\nLa malle aux jeux - " + "Des jeux sont prêtés aux familles. " * 12
    found = segments(text, layout, rulebook).segments
    assert [(s.kind, s.title.text) for s in found] == [(FicheKind.BRIEF, "La malle aux jeux")]


def test_department_in_a_sentence_starts_nothing(layout: HeaderFichesLayout, rulebook: Rulebook) -> None:
    text = "Le Département a souhaité agir.\n\nCONTEXTE\n\nDépartement du Gard et autres s'y joignent.\n"
    assert segments(text, layout, rulebook).segments == ()


def test_document_without_anything_to_cut(layout: HeaderFichesLayout, rulebook: Rulebook) -> None:
    found = segments("Bonjour.\n\nMerci.", layout, rulebook)
    assert (found.segments, len(found.outside)) == ((), 2)


# -- section headings

KEYS = {
    "CONTEXTE": "context",
    "CONTEXTE :": "context",
    "OBJECTIFS": "context",
    "OBJECTIF": "context",
    "OBJECTIFS/CONTEXTE": "context",
    "OBJECTIFS / CONTEXTE": "context",
    "CONTEXTE ET OBJECTIFS": "context",
    "OBJECTIFS DE L’ACTION/CONTEXTE": "context",
    "OBJECTIFS/CON": "context",
    "OBJECTFS/CONTEXTE": "context",
    "CONTEXT": "context",
    "ENJEUX": "context",
    "DESCRIPTION": "description",
    "DESCRIPTION DU PROJET": "description",
    "DESCRIPTION DE L’ACTION": "description",
    "DESCRITION DU PROJET": "description",
    "DECRIPTION DE L'ACTION": "description",
    "DESCRIPTIF DE L'ACTION": "description",
    "PRESENTATION DU PROJET": "description",
    "PRÉSENTATION DE L’ACTION": "description",
    "**DESCRIPTION**": "description",
    "IMPACT": "impact",
    "IMPACTS ATTENDUS": "impact",
    "IMPACT/CRITERES D’EVALUATION": "impact",
    "IMPACT/CRITERES D’EVLUATION": "impact",
    "IMPACTS/CRITÈRES D'ÉVALUATION": "impact",
    "PREMIERS RESULTATS": "impact",
    "PREMIERS RESULATS": "impact",
    "RESULTATS": "impact",
    "CARACTERE INNOVANT": "innovation",
    "CARACTÈRE INNOVANT :": "innovation",
    "CARACTERE INOVANT": "innovation",
    "POUR ALLER PLUS LOIN": "further",
    "POUR ALLER PLUS LOIN :": "further",
    "POUR ALER PLUS LOIN": "further",
    "## Contexte": "context",
    "## Description de l'action": "description",
    "Contexte": None,
    "Description du projet": None,
    "» CONTEXTE": None,
    "- CONTEXTE": None,
    "| CONTEXTE |": None,
    "ARS": None,
    "ADAPEI DE L'AIN": None,
    "CONSEIL DEPARTEMENTAL": None,
    "2017": None,
}


@pytest.mark.parametrize(("printed", "key"), KEYS.items(), ids=KEYS)
def test_section_key(printed: str, key: str | None, rulebook: Rulebook) -> None:
    assert section_key(block(printed), rulebook.sections) == (SectionKey(key) if key else None)


SECTIONS = "\n\nCONTEXTE\n\nLes loyers montent.\n"
PROSE = "Les loyers montent dans tout le canton depuis que la laiterie a rouvert."

ODD_HEADERS = {
    "title over two lines": f"Un toit\npour deux\n\nDépartement de l'Ain\n2017{SECTIONS}",
    "year above the department": f"Un toit pour deux\n\n2017\nDépartement de l'Ain{SECTIONS}",
    "two department lines": f"Un toit pour deux\n\nDépartement de l'Ain\nDépartement du Jura\n2017{SECTIONS}",
    "department as carrier": f"Un toit pour deux\n\nDépartement de l'Ain\n2017\nDépartement de l'Ain - Pôle habitat{SECTIONS}",
    "department glued to the title": f"## Un toit pour deux **Département de l'Ain**\n\n2017{SECTIONS}",
    "text on the line of the heading": "Un toit pour deux\n\nDépartement de l'Ain\n2017\n\nCONTEXTE : Les loyers montent.\n",
    "bold heading in small letters": "Un toit pour deux\n\nDépartement de l'Ain\n2017\n\n**Contexte**\n\nLes loyers montent.\n",
    "no section heading": f"Un toit pour deux\n\nDépartement de l'Ain\n2017\nLe Toit\n\n{PROSE}\n",
}


@pytest.mark.parametrize("text", ODD_HEADERS.values(), ids=ODD_HEADERS)
def test_odd_header(text: str, layout: HeaderFichesLayout, rulebook: Rulebook) -> None:
    (found,) = segments(text, layout, rulebook).segments
    assert (found.kind, found.title.text) == (FicheKind.FICHE, "Un toit pour deux")
    assert found.department_line
    assert found.department_line.text.text.startswith("Département de l'Ain")
    assert found.header[0] == found.department_line
    assert "2017" in [b.text.text for b in found.header]
    assert body(found)[0].startswith("Les loyers montent")


def test_fiche_without_title_is_left_outside(layout: HeaderFichesLayout, rulebook: Rulebook) -> None:
    read = segments(f"Département de l'Ain\n2017{SECTIONS}", layout, rulebook)
    assert read.segments == ()
    assert [b.text.text for b in read.outside] == ["Département de l'Ain", "2017", "CONTEXTE", "Les loyers montent."]


def test_heading_in_capitals_ends_the_briefs(layout: HeaderFichesLayout, rulebook: Rulebook) -> None:
    text = "Autres démarches\n\nDépartement de l'Ain\n\nLa malle - Des jeux prêtés aux familles.\n\nPOUR NOUS ÉCRIRE\n\nUne adresse : la mairie.\n"
    read = segments(text, layout, rulebook)
    assert [s.title.text for s in read.segments] == ["La malle"]
    assert "Une adresse : la mairie." in [b.text.text for b in read.outside]


def test_year_below_the_department_of_a_brief(layout: HeaderFichesLayout, rulebook: Rulebook) -> None:
    told = "La malle - Des jeux sont prêtés aux familles du canton depuis la rentrée."
    text = f"Autres démarches\n\nDépartement de l'Ain\n\n{told}\n\nDépartement du Jura\n2016\n\nLe café - Un temps de parole.\n"
    assert [s.kind for s in segments(text, layout, rulebook).segments if s.title.text == "La malle"] == [FicheKind.BRIEF]
