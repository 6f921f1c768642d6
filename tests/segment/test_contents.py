import pytest

from pipeline.rulebook import Rulebook
from pipeline.segment.contents import Entry, FrontMatter, IndexEntry, read_front_matter, section_of, with_sections
from tests.support import blocks

TABLE = """\
Recueil des actions

**Sommaire**

| Chapitre 1 : Habitat | 5 |
|---|---|
| » Bien vieillir chez soi |  |
| Un toit pour deux | 6 |
| Le car des soins | 8 |
| » Bâtir autrement |  |
| La maison en paille | 10 |
| Chapitre 2 - Enfance | 12 |
| Le café des pères | 13 |
| Départements cités dans ce rapport | 20 |

Avant-propos

Ce recueil a été fait en 2018.

**Départements cités dans ce rapport**

| Ain | 6, 14 |
| Creuse | 8 |
| Territoire de Belfort | 13-15 |
"""

DOTTED = """\
Sommaire

Chapitre 1 : Habitat .......... 5
» Bien vieillir chez soi ...... 6
Un toit pour deux ............. 6
Le car des soins…………… 8
Les 100 jardins de quartier . . . . . 10

Avant-propos
"""


def front(text: str, rulebook: Rulebook) -> FrontMatter:
    return read_front_matter(blocks(text), rulebook.outline)


HEADED = """\
## Sommaire

##### Habiter

| Un toit pour deux | 6 |
| Le car des soins | 8 |

##### Bouger

| Le bus du jeudi | 10 |

## Avant-propos
"""

NUMBERED = """\
Sommaire

Habiter
1. Un toit pour deux .......... 6
2. Le car des soins .......... 8
Bouger
3. Le bus du jeudi .......... 10

Avant-propos
"""


@pytest.mark.parametrize("text", [HEADED, NUMBERED, NUMBERED.replace("Sommaire", "Le palmarès")], ids=["rows", "numbered", "laureates"])
def test_headings_above_lines_with_pages_are_sections(rulebook: Rulebook, text: str) -> None:
    read = front(text, rulebook)
    assert [(entry.title, entry.page, entry.section) for entry in read.entries] == [
        ("Un toit pour deux", 6, "Habiter"),
        ("Le car des soins", 8, "Habiter"),
        ("Le bus du jeudi", 10, "Bouger"),
    ]
    assert read.sections == ((None, "Habiter"), (None, "Bouger"))


def test_index_right_behind_the_contents_list(rulebook: Rulebook) -> None:
    """Its heading stands above rows with pages too, and is no heading of the contents list."""
    read = front(TABLE.replace("Avant-propos\n\nCe recueil a été fait en 2018.\n\n", ""), rulebook)
    assert [entry.name for entry in read.index] == ["Ain", "Creuse", "Territoire de Belfort"]
    assert len(read.entries) == 4


def test_table(rulebook: Rulebook) -> None:
    read = front(TABLE, rulebook)
    assert read.entries == (
        Entry("Un toit pour deux", 6, 1, "Bien vieillir chez soi"),
        Entry("Le car des soins", 8, 1, "Bien vieillir chez soi"),
        Entry("La maison en paille", 10, 1, "Bâtir autrement"),
        Entry("Le café des pères", 13, 2, None),
    )
    assert read.sections == ((1, "Bien vieillir chez soi"), (1, "Bâtir autrement"))
    assert read.index == (IndexEntry("Ain", (6, 14)), IndexEntry("Creuse", (8,)), IndexEntry("Territoire de Belfort", (13, 15)))


def test_only_list_and_index_are_front_matter(rulebook: Rulebook) -> None:
    read = front(TABLE, rulebook)
    left = [b.text.text for i, b in enumerate(blocks(TABLE)) if i not in read.blocks]
    assert left == ["Recueil des actions", "Avant-propos", "Ce recueil a été fait en 2018."]


def test_dotted_lines(rulebook: Rulebook) -> None:
    read = front(DOTTED, rulebook)
    assert [(e.title, e.page, e.chapter, e.section) for e in read.entries] == [
        ("Un toit pour deux", 6, 1, "Bien vieillir chez soi"),
        ("Le car des soins", 8, 1, "Bien vieillir chez soi"),
        ("Les 100 jardins de quartier", 10, 1, "Bien vieillir chez soi"),
    ]


@pytest.mark.parametrize(
    ("line", "title", "page"),
    [
        ("Un toit pour deux 6", "Un toit pour deux", 6),
        ("Un toit pour deux....6", "Un toit pour deux", 6),
        ("Un toit pour deux … 6", "Un toit pour deux", 6),
        ("Un toit pour deux\t6", "Un toit pour deux", 6),
        ("| Un toit pour deux .......... | 6 |", "Un toit pour deux", 6),
        ("| Un toit | pour deux | 6 |", "Un toit pour deux", 6),
        ("| Un toit pour deux | |", "Un toit pour deux", None),
        ("La plateforme « Cap 9 »  12", "La plateforme « Cap 9 »", 12),
    ],
    ids=["blank", "dots", "ellipsis", "tab", "table with dots", "three cells", "no page", "number in the name"],
)
def test_forms_of_a_line(line: str, title: str, page: int | None, rulebook: Rulebook) -> None:
    assert front(f"Sommaire\n\n{line}\n", rulebook).entries == (Entry(title, page, None, None),)


def test_empty_lists(rulebook: Rulebook) -> None:
    for text in ("Sommaire", "Sommaire\n\nAvant-propos\n\nMerci.", "Un toit pour deux 6"):
        read = front(text, rulebook)
        assert (read.entries, read.sections, read.index) == ((), (), ())


def test_index_alone(rulebook: Rulebook) -> None:
    read = front("Index des départements\n\nAin 6\n\nCreuse 8\n\nMerci à tous.", rulebook)
    assert read.index == (IndexEntry("Ain", (6,)), IndexEntry("Creuse", (8,)))


@pytest.mark.parametrize(
    ("title", "chapter", "expected"),
    [
        ("Le car des soins", 1, "Bien vieillir chez soi"),
        ("LE CAR DES SOINS", 1, "Bien vieillir chez soi"),
        ("Le car des soins.", 1, "Bien vieillir chez soi"),
        ("La maison de paille", 1, "Bâtir autrement"),
        ("Le car des soins", 2, None),
        ("Le car des soins", None, "Bien vieillir chez soi"),
        ("Le café des pères", 2, None),
        ("Le vélo des aînés", 1, None),
    ],
    ids=["same", "capitals", "full stop", "one word off", "other chapter", "no chapter", "no section", "not announced"],
)
def test_section_of_a_title(title: str, chapter: int | None, expected: str | None, rulebook: Rulebook) -> None:
    assert section_of(front(TABLE, rulebook), title, chapter) == expected


LINKS = """\
## Sommaire

- Départements cités dans ce recueil
- Chapitre 1 Habitat
- » Bien vieillir chez soi
- Un toit pour deux
- Chapitre 2 Enfance
- Le café des pères

## Avant-propos
"""


def test_list_of_links(rulebook: Rulebook) -> None:
    """A page on screen announces its parts without page numbers; the index it announces is not the index."""
    read = front(LINKS, rulebook)
    assert read.entries == (Entry("Un toit pour deux", None, 1, "Bien vieillir chez soi"), Entry("Le café des pères", None, 2, None))
    assert (read.sections, read.index) == (((1, "Bien vieillir chez soi"),), ())
    assert len(read.blocks) == 7


def test_sections_known_by_their_depth(rulebook: Rulebook) -> None:
    read = front("Sommaire\n\n- Habiter\n    - Un toit pour deux\n    - Le car des soins\n- Soigner\n    - La malle\n", rulebook)
    assert [(e.title, e.section) for e in read.entries] == [
        ("Un toit pour deux", "Habiter"),
        ("Le car des soins", "Habiter"),
        ("La malle", "Soigner"),
    ]


def test_contents_line_that_announces_the_index(rulebook: Rulebook) -> None:
    read = front("Sommaire\n\nDépartements cités dans ce recueil 4\n\nUn toit pour deux 6\n", rulebook)
    assert ([e.title for e in read.entries], read.index) == (["Un toit pour deux"], ())


def test_entries_that_run_above_titles_are_sections(rulebook: Rulebook) -> None:
    read = front("Sommaire\n\nHabiter 3\n\nUn toit pour deux 4\n\nSoigner 5\n\nLe car des soins 6\n", rulebook)
    told = with_sections(read, ["HABITER", "Soigner"])
    assert [(e.title, e.section) for e in told.entries] == [("Un toit pour deux", "Habiter"), ("Le car des soins", "Soigner")]
    assert [name for _, name in told.sections] == ["Habiter", "Soigner"]


def test_pages_named_as_such_and_headings_with_a_mark(rulebook: Rulebook) -> None:
    read = front(
        "SOMMAIRE\n§ Se loger\n1  Un toit pour deux    p. 4\n2  Le bail rebond    page 6\n§ Se soigner\n3  La malle    p. 7\n", rulebook
    )
    assert [(e.title, e.page, e.section) for e in read.entries] == [
        ("1 Un toit pour deux", 4, "Se loger"),
        ("2 Le bail rebond", 6, "Se loger"),
        ("3 La malle", 7, "Se soigner"),
    ]


def test_titles_without_pages_that_stand_again_as_headings(rulebook: Rulebook) -> None:
    listed = "Sommaire\n\nFiche 1 Un toit pour deux\n\nFiche 2 Le car des soins\n\n"
    told = "## Un toit pour deux\n\nIl pleut.\n\n## Le car des soins\n\nIl vente.\n"
    assert [e.title for e in front(f"{listed}{told}", rulebook).entries] == ["Fiche 1 Un toit pour deux", "Fiche 2 Le car des soins"]
    assert front(f"{listed}{told.replace('## ', '')}", rulebook).entries == ()


@pytest.mark.parametrize("heading", ["Table des fiches", "LISTE DES ACTIONS", "Table des matières"])
def test_other_names_of_a_contents_list(heading: str, rulebook: Rulebook) -> None:
    assert [e.title for e in front(f"{heading}\n\nUn toit pour deux ........ 4\n", rulebook).entries] == ["Un toit pour deux"]


def test_heading_above_items_without_pages_is_a_section(rulebook: Rulebook) -> None:
    read = front("Sommaire\n\nAxe 1 – Habiter\n\n- Un toit pour deux\n- Le bail rebond\n\n## Axe 1 – Habiter\n\nIl pleut.\n", rulebook)
    assert [(e.title, e.section) for e in read.entries] == [("Un toit pour deux", "Axe 1 – Habiter"), ("Le bail rebond", "Axe 1 – Habiter")]


def test_one_running_heading_alone_is_no_section(rulebook: Rulebook) -> None:
    read = front("Sommaire\n\nHabiter 3\n\nUn toit pour deux 4\n\nLe car des soins 6\n", rulebook)
    assert [(e.title, e.section) for e in with_sections(read, ["Habiter"]).entries] == [
        ("Un toit pour deux", None),
        ("Le car des soins", None),
    ]
