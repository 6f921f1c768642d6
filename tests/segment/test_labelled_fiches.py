from dataclasses import replace
from time import process_time

import pytest

from pipeline.document import Block, BlockKind, Document
from pipeline.gazetteer import Gazetteer
from pipeline.rulebook import Rulebook
from pipeline.segment.header_fiches import cut
from pipeline.segment.model import Segment, Segmentation
from schemas.enums import FicheKind
from schemas.rules import HeaderFichesLayout
from tests.support import document

RECUEIL = """\
# Recueil d'initiatives

## Chapitre 1 – Habitat

Vieillir chez soi

### Un toit pour deux

| Lieu | Département de l'Ain |
| Porté par | Association Le Toit |

#### Contexte

Les loyers montent.

#### Description de l'action

Un étudiant vit chez un aîné

Vieillir chez soi

### Le car des soins

| Porté par | Conseil départemental |
| Lieu | Pays de Gex, Département de l'Ain |

#### Description de l'action

Une infirmière conduit le car.

Mieux habiter

### Évaluation

| Lieu | Métropole de Lyon |

#### Description de l'action

On compte.

Mieux habiter

### La maison en paille

#### Description de l'action

Douze logements ouverts au village.

| Lieu | Lot (46) |
| Date | 2015 |

## Autres démarches

### Département de la Loire

La malle aux jeux - Des jeux sont prêtés aux familles du canton.

### Territoire de Belfort

Le café du midi - Une table ouverte chaque jeudi.
"""


def read(source: str | Document, layout: HeaderFichesLayout, rulebook: Rulebook) -> Segmentation:
    loaded = document(source) if isinstance(source, str) else source
    return cut(loaded, layout, rulebook, Gazetteer(rulebook.departments))[0]


def header(segment: Segment) -> list[tuple[str | None, str]]:
    return [(line.slot, line.text.text) for line in segment.header]


def body(segment: Segment) -> list[str]:
    return [b.text.text for b in segment.body]


@pytest.fixture(scope="module")
def whole(layout: HeaderFichesLayout, rulebook: Rulebook) -> Segmentation:
    return read(RECUEIL, layout, rulebook)


def test_fiches_and_briefs_in_order(whole: Segmentation) -> None:
    assert [(s.kind.value, s.title.text) for s in whole.segments] == [
        ("fiche", "Un toit pour deux"),
        ("fiche", "Le car des soins"),
        ("fiche", "Évaluation"),
        ("fiche", "La maison en paille"),
        ("brief", "La malle aux jeux"),
        ("brief", "Le café du midi"),
    ]


def test_headers_are_labelled_lines(whole: Segmentation) -> None:
    assert [header(s) for s in whole.segments[:4]] == [
        [("department", "Département de l'Ain"), ("carrier", "Association Le Toit")],
        [("carrier", "Conseil départemental"), ("department", "Pays de Gex, Département de l'Ain")],
        [("department", "Métropole de Lyon")],
        [("department", "Lot (46)"), ("period", "2015")],
    ]


def test_fields_below_the_text_are_no_text(whole: Segmentation) -> None:
    assert body(whole.segments[3]) == ["Douze logements ouverts au village."]


def test_running_headings_without_mark(whole: Segmentation) -> None:
    running = ["Vieillir chez soi", "Vieillir chez soi", "Mieux habiter", "Mieux habiter"]
    assert [s.section for s in whole.segments] == [*running, "Autres démarches", "Autres démarches"]
    assert not set(running) & {text for s in whole.segments for text in body(s)}
    assert body(whole.segments[0]) == ["Les loyers montent.", "Un étudiant vit chez un aîné"]


def test_chapters_of_headings(whole: Segmentation) -> None:
    assert {(s.chapter.number, s.chapter.name) for s in whole.segments if s.chapter} == {(1, "Habitat")}


def test_section_heading_above_several_fiches(layout: HeaderFichesLayout, rulebook: Rulebook) -> None:
    fiche = "### {}\n\n| Lieu | Département du {} |\n\n#### Contexte\n\nIl pleut.\n\n"
    text = (
        "# Recueil\n\n## Habiter\n\n"
        + fiche.format("Un toit", "Gard")
        + fiche.format("Un car", "Lot")
        + "## Soigner\n\n"
        + fiche.format("Un lit", "Gers")
    )
    found = read(text, layout, rulebook).segments
    assert [(s.title.text, s.section) for s in found] == [("Un toit", "Habiter"), ("Un car", "Habiter"), ("Un lit", "Soigner")]
    assert [body(s) for s in found] == [["Il pleut."]] * 3


ONE = "### Un toit pour deux\n\n{}\n\n#### Contexte\n\nLes loyers montent.\n"

HEADERS = {
    "rows": "| Lieu | Département de l'Ain |\n| Date | 2016 |",
    "other order": "| Date | 2016 |\n| Lieu | Département de l'Ain |",
    "capitals": "| TERRITOIRE | Département de l'Ain |\n| ANNÉE | 2016 |",
    "label lines": "Lieu\n\nDépartement de l'Ain\n\nDate\n\n2016",
    "headings": "#### Département concerné\n\nDépartement de l'Ain\n\n#### Calendrier\n\n2016",
    "colons": "Territoire : Département de l'Ain\nAnnée : 2016",
    "columns": "| Territoire | Année |\n|---|---|\n| Département de l'Ain | 2016 |",
    "department unlabelled": "Département de l'Ain\n\n| Année | 2016 |",
    "department unlabelled below": "| Année | 2016 |\n\nDépartement de l'Ain",
    "first cell empty": "| Lieu | Département de l'Ain |\n| | 2016 |",
}


@pytest.mark.parametrize("printed", HEADERS.values(), ids=HEADERS)
def test_header_in_any_form(printed: str, layout: HeaderFichesLayout, rulebook: Rulebook) -> None:
    (found,) = read(ONE.format(printed), layout, rulebook).segments
    assert (found.title.text, found.department_line and found.department_line.text.text) == ("Un toit pour deux", "Département de l'Ain")
    assert sorted(text for _, text in header(found)) == ["2016", "Département de l'Ain"]
    assert body(found) == ["Les loyers montent."]


@pytest.mark.parametrize("title", ["**Un toit pour deux**", "Un toit pour deux"])
def test_title_that_is_no_heading(title: str, layout: HeaderFichesLayout, rulebook: Rulebook) -> None:
    text = f"Il pleut.\n\n{title}\n\nTerritoire : Département de l'Ain\nPorteur : Le Toit\n\nCONTEXTE\n\nLes loyers montent.\n"
    (found,) = read(text, layout, rulebook).segments
    assert (found.title.text, body(found)) == ("Un toit pour deux", ["Les loyers montent."])


def test_missing_fields(layout: HeaderFichesLayout, rulebook: Rulebook) -> None:
    """A title of the style of the others is one, whatever its header lacks."""
    fiche = "### {}\n\n{}\n\n#### Contexte\n\nIl pleut.\n\n"
    headers = ["| Lieu | Département du Gard |\n| Date | 2016 |", "| Contact | Ada Lien |", "", "| Porteur | Le Toit |\n| Date | 2017 |"]
    text = "".join(fiche.format(f"Fiche {name}", printed) for name, printed in zip("abcd", headers, strict=True))
    found = read(text, layout, rulebook).segments
    assert [(s.title.text, [slot for slot, _ in header(s)]) for s in found] == [
        ("Fiche a", ["department", "period"]),
        ("Fiche b", ["contact"]),
        ("Fiche c", []),
        ("Fiche d", ["carrier", "period"]),
    ]
    assert [s.department_line is not None for s in found] == [True, False, False, False]


SIDE = {
    "after the text": "#### Contexte\n\nLes loyers montent.\n\n{}",
    "between two sections": "#### Contexte\n\nLes loyers montent.\n\n{}\n\n#### Impact\n\nDouze logements.",
    "before the text of a section": "#### Contexte\n\n{}\n\nLes loyers montent.",
}
SIDE_FIELDS = {
    "rows": "| Lieu | Département de l'Ain |\n| Porteur | Le Toit |",
    "label lines": "Lieu\n\nDépartement de l'Ain\n\nPorté par\n\nLe Toit",
    "headings": "##### Lieu\n\nDépartement de l'Ain\n\n##### Porté par\n\nLe Toit",
}


@pytest.mark.parametrize("place", SIDE.values(), ids=SIDE)
@pytest.mark.parametrize("printed", SIDE_FIELDS.values(), ids=SIDE_FIELDS)
def test_fields_beside_the_text(place: str, printed: str, layout: HeaderFichesLayout, rulebook: Rulebook) -> None:
    text = f"### Un toit pour deux\n\n{place.format(printed)}\n\n### Un car\n\n{place.format(printed)}\n"
    found = read(text, layout, rulebook).segments
    assert [s.title.text for s in found] == ["Un toit pour deux", "Un car"]
    assert [header(s) for s in found] == [[("department", "Département de l'Ain"), ("carrier", "Le Toit")]] * 2
    assert [b for s in found for b in body(s) if b not in {"Les loyers montent.", "Douze logements."}] == []


def test_numbers_in_the_text_are_no_header(layout: HeaderFichesLayout, rulebook: Rulebook) -> None:
    table = "| Année | Nombre |\n| 2016 | 12 |\n"
    (found,) = read(ONE.format("| Lieu | Département de l'Ain |") + "\n" + table, layout, rulebook).segments
    assert header(found) == [("department", "Département de l'Ain")]
    assert body(found)[1:] == ["Année Nombre", "2016 12"]


def test_whole_fiche_in_a_table(layout: HeaderFichesLayout, rulebook: Rulebook) -> None:
    rows = (
        "## Fiche {}\n\n| Intitulé de l'action | {} |\n| Département | {} |\n| Contexte | Les loyers montent ici. |\n"
        "| Description | Un étudiant vit chez un aîné. |\n| Contact | Ada Lien, 04 99 00 12 34 |\n\n"
    )
    found = read(rows.format(1, "Un toit", "Ain") + rows.format(2, "Un car", "Gard"), layout, rulebook).segments
    assert [s.title.text for s in found] == ["Un toit", "Un car"]
    assert [header(s) for s in found] == [
        [("department", department), ("contact", "Ada Lien, 04 99 00 12 34")] for department in ("Ain", "Gard")
    ]
    assert [[(s.key.value, s.heading and s.heading.text) for s in f.sections] for f in found] == [
        [("context", "Contexte"), ("description", "Description")]
    ] * 2
    assert [body(f) for f in found] == [["Les loyers montent ici.", "Un étudiant vit chez un aîné."]] * 2


def test_text_without_section_heading(layout: HeaderFichesLayout, rulebook: Rulebook) -> None:
    note = "Retrouvez cette action, avec son bilan et ses suites, sur www.toit.example."
    text = f"### Un toit\n\n| Lieu | Département de l'Ain |\n\n{note}\n\nUn étudiant vit chez un aîné, qui le loge pour un loyer modéré.\n\nIl l'aide."
    (found,) = read(text, layout, rulebook).segments
    assert [text for _, text in header(found)] == ["Département de l'Ain", note]
    assert [(s.key.value, len(s.blocks)) for s in found.sections] == [("body", 2)]


def larger(block: Block) -> Block:
    """Titles as a page sets them: plain paragraphs in larger letters."""
    if block.kind is BlockKind.HEADING and block.level == 3:
        return replace(block, kind=BlockKind.PARAGRAPH, level=0, marker="", size=16.0)
    return replace(block, size=10.0)


def test_titles_known_by_their_size(layout: HeaderFichesLayout, rulebook: Rulebook, whole: Segmentation) -> None:
    plain = document(RECUEIL)
    sized = replace(plain, reading=replace(plain.reading, blocks=tuple(larger(b) for b in plain.blocks)))
    found = read(sized, layout, rulebook).segments
    assert [(s.title.text, s.section) for s in found] == [(s.title.text, s.section) for s in whole.segments]


def test_heading_above_the_titles_ends_a_fiche(layout: HeaderFichesLayout, rulebook: Rulebook) -> None:
    text = RECUEIL.replace("## Autres démarches", "## Remerciements\n\nMerci à tous.\n\n## Autres démarches")
    found = read(text, layout, rulebook)
    assert body(found.segments[3]) == ["Douze logements ouverts au village."]
    assert "Merci à tous." in [b.text.text for b in found.outside]


def test_briefs_with_labels_stay_briefs(layout: HeaderFichesLayout, rulebook: Rulebook) -> None:
    told = "La malle - Des jeux sont prêtés.\n\nPorteur : l'association du canton\n\nContact : la mairie"
    (found,) = read(f"Autres démarches\n\nDépartement de l'Ain\n\n{told}\n", layout, rulebook).segments
    assert (found.kind, found.title.text) == (FicheKind.BRIEF, "La malle")


def test_title_worded_like_a_section_with_its_header_further_down(layout: HeaderFichesLayout, rulebook: Rulebook) -> None:
    fiche = "### {}\n\n#### Contexte\n\nIl pleut.\n\n| Lieu | Département du {} |\n\n"
    text = "".join(fiche.format(*words) for words in (("Un toit", "Gard"), ("Évaluation", "Lot"), ("Un car", "Gers")))
    assert [s.title.text for s in read(text, layout, rulebook).segments] == ["Un toit", "Évaluation", "Un car"]


def test_fiche_whose_title_is_not_set_like_the_others(layout: HeaderFichesLayout, rulebook: Rulebook) -> None:
    fiche = "{}\n\n| Lieu | Département du {} |\n\n#### Contexte\n\nIl pleut.\n\n"
    text = "".join(fiche.format(*words) for words in (("### Un toit", "Gard"), ("Un lit", "Lot"), ("### Un car", "Gers")))
    found = read(text, layout, rulebook).segments
    assert [(s.title.text, body(s)) for s in found] == [("Un toit", ["Il pleut."]), ("Un lit", ["Il pleut."]), ("Un car", ["Il pleut."])]


RUN_IN = {
    "bold and colon": ("**Contexte : **{}", "**Bilan : **{}"),
    "bold and dash": ("**Contexte –** {}", "**Bilan –** {}"),
    "bold and full stop": ("**Contexte.** {}", "**Bilan.** {}"),
    "capitals and colon": ("CONTEXTE : {}", "BILAN : {}"),
    "capitals and dash": ("CONTEXTE – {}", "BILAN – {}"),
    "capitals and full stop": ("CONTEXTE. {}", "BILAN. {}"),
}


@pytest.mark.parametrize("headings", RUN_IN.values(), ids=RUN_IN)
def test_section_headings_before_their_text(headings: tuple[str, str], layout: HeaderFichesLayout, rulebook: Rulebook) -> None:
    body = "\n\n".join(heading.format(text) for heading, text in zip(headings, ("Les loyers montent.", "Douze duos logés."), strict=True))
    (fiche,) = read(f"### Un toit pour deux\n\nLieu : Département de l'Ain\n\n{body}\n", layout, rulebook).segments
    assert [(s.key, s.blocks[0].text.text) for s in fiche.sections] == [("context", "Les loyers montent."), ("impact", "Douze duos logés.")]


def test_words_of_a_heading_in_running_text_open_no_section(layout: HeaderFichesLayout, rulebook: Rulebook) -> None:
    text = "### Un toit pour deux\n\nLieu : Département de l'Ain\n\n#### Contexte\n\nBilan : les loyers montent.\n"
    (fiche,) = read(text, layout, rulebook).segments
    assert [s.key for s in fiche.sections] == ["context"]


LISTED = """\
# Recueil d'initiatives

## Sommaire

| Mieux habiter | 3 |
| Un toit pour deux | 3 |
| Le car des soins | 4 |
| Bouger | 5 |
| Le vélo prêté | 5 |

"""
LISTED_FICHE = "{}\n\nLieu : Département de l'Ain\n\n#### Contexte\n\nLes loyers montent.\n\n"


@pytest.mark.parametrize(
    ("first", "second", "third"),
    [
        ("## Mieux habiter\n\n## Un toit pour deux", "## Le car des soins", "## Bouger\n\n## Le vélo prêté"),
        ("### Mieux habiter\n\nUn toit pour deux", "Le car des soins", "### Bouger\n\nLe vélo prêté"),
        ("## Mieux habiter Un toit pour deux", "## Le car des soins", "## Bouger Le vélo prêté"),
    ],
    ids=["set alike", "titles set like text", "set as one"],
)
def test_headings_of_the_contents_list(first: str, second: str, third: str, layout: HeaderFichesLayout, rulebook: Rulebook) -> None:
    text = LISTED + "".join(LISTED_FICHE.format(title) for title in (first, second, third))
    assert [(s.title.text, s.section) for s in read(text, layout, rulebook).segments] == [
        ("Un toit pour deux", "Mieux habiter"),
        ("Le car des soins", "Mieux habiter"),
        ("Le vélo prêté", "Bouger"),
    ]


@pytest.mark.parametrize(
    ("printed", "titles"),
    [
        (("1.1 Un toit", "1.2 1000 premiers jours", "2.1 3 jours pour soi"), ["Un toit", "1000 premiers jours", "3 jours pour soi"]),
        (("Fiche 1 – Un toit", "Fiche n° 2 : Le car", "Fiche 3. Le vélo"), ["Un toit", "Le car", "Le vélo"]),
        (("Un toit", "1000 premiers jours", "1.5 degré"), ["Un toit", "1000 premiers jours", "1.5 degré"]),
    ],
    ids=["numbers of two parts", "fiche and its number", "numbers of names"],
)
def test_numbers_before_titles(printed: tuple[str, ...], titles: list[str], layout: HeaderFichesLayout, rulebook: Rulebook) -> None:
    text = "# Recueil d'initiatives\n\n" + "".join(LISTED_FICHE.format(f"### {title}") for title in printed)
    assert [s.title.text for s in read(text, layout, rulebook).segments] == titles


def test_quotation_that_nothing_closes_takes_no_time(layout: HeaderFichesLayout, rulebook: Rulebook) -> None:
    """Each letter of its words could be a word of its own, so that a careless pattern tries them all."""
    said = "« " + "Nous venons le jeudi avec les voisins " * 3
    started = process_time()
    (found,) = read(
        f"### Un toit\n\n| Lieu | Département de l'Ain |\n\n{said}\n\nUn étudiant vit chez un aîné, qui le loge.", layout, rulebook
    ).segments
    assert found.title.text == "Un toit"
    assert process_time() - started < 5
