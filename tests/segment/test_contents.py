import pytest

from pipeline.segment.contents import Entry, FrontMatter, IndexEntry, read_front_matter, section_of
from schemas.rules import HeaderFichesLayout
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


def front(text: str, layout: HeaderFichesLayout) -> FrontMatter:
    return read_front_matter(blocks(text), layout)


def test_table(layout: HeaderFichesLayout) -> None:
    read = front(TABLE, layout)
    assert read.entries == (
        Entry("Un toit pour deux", 6, 1, "Bien vieillir chez soi"),
        Entry("Le car des soins", 8, 1, "Bien vieillir chez soi"),
        Entry("La maison en paille", 10, 1, "Bâtir autrement"),
        Entry("Le café des pères", 13, 2, None),
    )
    assert read.sections == ((1, "Bien vieillir chez soi"), (1, "Bâtir autrement"))
    assert read.index == (IndexEntry("Ain", (6, 14)), IndexEntry("Creuse", (8,)), IndexEntry("Territoire de Belfort", (13, 15)))


def test_only_list_and_index_are_front_matter(layout: HeaderFichesLayout) -> None:
    read = front(TABLE, layout)
    left = [b.text.text for i, b in enumerate(blocks(TABLE)) if i not in read.blocks]
    assert left == ["Recueil des actions", "Avant-propos", "Ce recueil a été fait en 2018."]


def test_dotted_lines(layout: HeaderFichesLayout) -> None:
    read = front(DOTTED, layout)
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
def test_forms_of_a_line(line: str, title: str, page: int | None, layout: HeaderFichesLayout) -> None:
    assert front(f"Sommaire\n\n{line}\n", layout).entries == (Entry(title, page, None, None),)


def test_empty_lists(layout: HeaderFichesLayout) -> None:
    for text in ("Sommaire", "Sommaire\n\nAvant-propos\n\nMerci.", "Un toit pour deux 6"):
        read = front(text, layout)
        assert (read.entries, read.sections, read.index) == ((), (), ())


def test_index_alone(layout: HeaderFichesLayout) -> None:
    read = front("Index des départements\n\nAin 6\n\nCreuse 8\n\nMerci à tous.", layout)
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
def test_section_of_a_title(title: str, chapter: int | None, expected: str | None, layout: HeaderFichesLayout) -> None:
    assert section_of(front(TABLE, layout), title, chapter) == expected
