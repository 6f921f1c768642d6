"""Chapters that a recueil counts by a mere number or in Roman numerals, and what only looks like them."""

import pytest

from pipeline.document import Block, BlockKind
from pipeline.rulebook import Rulebook
from pipeline.segment.chapters import chapter_number, chapter_of, counted_through, numbered_chapter
from schemas.fiche import Chapter
from tests.support import Reader, block, mapped

Named = tuple[int, str] | None


def named(chapter: Chapter | None) -> Named:
    return (chapter.number, chapter.name) if chapter else None


# -- numbers and names

NUMBERS = {"3": 3, "12": 12, "I": 1, "iv": 4, "IX": 9, "XII": 12, "B": None, "IL": None, "": None, "3a": None}


def test_number_of_a_chapter() -> None:
    assert {printed: chapter_number(printed) for printed in NUMBERS} == NUMBERS


WORDED: dict[str, Named] = {
    "Chapitre II – Se loger": (2, "Se loger"),
    "CHAPITRE IX. GRANDIR": (9, "GRANDIR"),
    "Partie n° 3 : Se déplacer": (3, "Se déplacer"),
    "Chapitre IV": (4, ""),
    "Chapitre 0 : Se loger": None,
    "Chapitre vital pour le canton": None,
    "Ce chapitre II dit comment se loger": None,
}


def test_chapter_by_its_own_word(rulebook: Rulebook) -> None:
    assert {printed: named(chapter_of(mapped(printed).plain, rulebook.outline.chapter)) for printed in WORDED} == WORDED


COUNTED: dict[str, Named] = {
    "1. Se loger": (1, "Se loger"),
    "2 — Grandir en sécurité": (2, "Grandir en sécurité"),
    "3 | Se déplacer": (3, "Se déplacer"),
    "IV. Vieillir au village": (4, "Vieillir au village"),
    "## 5. Se soigner": (5, "Se soigner"),
    "I aimer": None,
    "I.Se loger": None,
    "2. 30 logements": None,
    "2019. Se loger": None,
    "0. Se loger": None,
    "Se loger en 2 temps": None,
}


def test_chapter_by_a_mere_number() -> None:
    assert {printed: named(numbered_chapter(block(printed))) for printed in COUNTED} == COUNTED


def test_number_may_be_the_marker_of_an_item() -> None:
    assert named(numbered_chapter(Block(BlockKind.LIST_ITEM, mapped("Se loger"), marker="2."))) == (2, "Se loger")
    assert numbered_chapter(Block(BlockKind.LIST_ITEM, mapped("Se loger"), marker="•")) is None


THROUGH = {(1, 2, 3): True, (1,): True, (2, 3): False, (1, 3): False, (1, 2, 2): False, (2, 1): False}


def test_chapters_count_from_one_without_a_gap() -> None:
    def chapters(numbers: tuple[int, ...]) -> dict[int, Chapter]:
        return {place: Chapter(number=number, name="Se loger") for place, number in reversed([*enumerate(numbers)])}

    assert {numbers: counted_through(chapters(numbers)) for numbers in THROUGH} == THROUGH


# -- recueils

TEXT = "Une équipe de bénévoles passe chaque jeudi, de bourg en bourg, avec un car aménagé."
FICHES = [("Un toit pour deux", "Lot"), ("Le car des soins", "Gard"), ("Le café des pères", "Jura"), ("La malle aux jeux", "Cher")]
TITLES = [title for title, _ in FICHES]


def recueil(first: str, second: str, text: str = TEXT, opening: str = "") -> str:
    """Two headings, each above two fiches."""
    told = [f"{t}\n\nDépartement du {p}\n2019\n\nCONTEXTE\n\n{text}\n\nDESCRIPTION\n\n{TEXT}\n\n" for t, p in FICHES]
    return f"Recueil d'initiatives\n\n{opening}{first}\n\n{''.join(told[:2])}{second}\n\n{''.join(told[2:])}"


CHAPTERS = {
    "numbers": ("1. Se loger", "2. Se soigner"),
    "dashes": ("1 – Se loger", "2 – Se soigner"),
    "headings of the format": ("## 1. Se loger", "## 2. Se soigner"),
    "Roman numerals": ("I. Se loger", "II. Se soigner"),
    "word and Roman numerals": ("Chapitre I – Se loger", "Chapitre II – Se soigner"),
    "a line of introduction": (f"1. Se loger\n\n{TEXT}", f"2. Se soigner\n\n{TEXT}"),
}


@pytest.mark.parametrize("headings", CHAPTERS.values(), ids=CHAPTERS)
def test_chapters_of_fiches_are_no_sections(headings: tuple[str, str], read: Reader) -> None:
    found = read(recueil(*headings)).segments
    assert [(s.title.text, named(s.chapter), s.section) for s in found] == [
        (title, chapter, None) for title, chapter in zip(TITLES, [(1, "Se loger")] * 2 + [(2, "Se soigner")] * 2, strict=True)
    ]
    assert [b.text.text for b in found[1].body][-1] == TEXT


ANNOUNCED = {
    "with their pages": ("1. Se loger ..... 3\n", "2. Se soigner ..... 5\n", ""),
    "above deeper items": ("1. Se loger\n", "2. Se soigner\n", "   - "),
}


@pytest.mark.parametrize(("first", "second", "mark"), ANNOUNCED.values(), ids=ANNOUNCED)
def test_chapters_that_the_contents_list_announces(first: str, second: str, mark: str, read: Reader) -> None:
    listed = [f"{mark}{title} ..... {page}\n" for page, title in enumerate(TITLES, 3)]
    opening = f"Sommaire\n\n{first}{''.join(listed[:2])}{second}{''.join(listed[2:])}\n"
    found = read(recueil("1. Se loger", "2. Se soigner", opening=opening)).segments
    assert [(s.title.text, named(s.chapter), s.section) for s in found] == [
        (title, chapter, None) for title, chapter in zip(TITLES, [(1, "Se loger")] * 2 + [(2, "Se soigner")] * 2, strict=True)
    ]


NO_CHAPTERS = {
    "not from one": ("4. Se loger", "5. Se soigner"),
    "a gap": ("1. Se loger", "3. Se soigner"),
    "one alone": ("1. Se loger", "Se soigner"),
    "no numbers": ("SE LOGER", "SE SOIGNER"),
}


@pytest.mark.parametrize("headings", NO_CHAPTERS.values(), ids=NO_CHAPTERS)
def test_headings_that_do_not_count_through_are_no_chapters(headings: tuple[str, str], read: Reader) -> None:
    found = read(recueil(*headings)).segments
    assert [(s.title.text, s.chapter) for s in found] == [(title, None) for title in TITLES]


LISTS = {"items": "1. Trouver un lieu\n2. Former deux équipes", "items apart": "1. Trouver un lieu\n\n2. Former deux équipes"}


@pytest.mark.parametrize("listed", LISTS.values(), ids=LISTS)
def test_numbered_list_of_a_fiche_counts_no_chapters(listed: str, read: Reader) -> None:
    behind = recueil("SE LOGER", "SE SOIGNER").replace(f"DESCRIPTION\n\n{TEXT}", f"DESCRIPTION\n\n{TEXT}\n\n{listed}")
    for text in (behind, recueil("SE LOGER", "SE SOIGNER", text=f"{TEXT}\n\n{listed}")):
        found = read(text).segments
        assert [(s.title.text, s.chapter) for s in found] == [(title, None) for title in TITLES]
        assert all("Former deux équipes" in [b.text.text for b in s.body] for s in found)
