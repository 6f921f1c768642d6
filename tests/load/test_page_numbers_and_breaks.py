"""Lone page numbers, lines that were broken on purpose in a hard-wrapped text, and headings in quoted Markdown."""

import pytest

from pipeline.document import BlockKind
from tests.support import block, blocks


def texts(source: str) -> list[str]:
    return [b.text.text for b in blocks(source)]


SENTENCES = ["Le relais ouvre.", "Un car passe.", "La halte ferme.", "Les voisins cuisinent.", "Une classe plante."]


def with_numbers(*numbers: str, gap: str = "\n\n") -> str:
    return "".join(f"{sentence}{gap}{number}\n\n" for sentence, number in zip(SENTENCES, numbers, strict=False)) + "Fin du voyage."


def kept(*numbers: str) -> list[str]:
    return [text for pair in zip(SENTENCES, numbers, strict=False) for text in pair] + ["Fin du voyage."]


# -- page numbers


@pytest.mark.parametrize("numbers", [("3", "9", "27"), ("12", "24", "36", "40"), ("1", "2", "4")])
def test_lone_numbers_that_grow_are_pages(numbers: tuple[str, ...]) -> None:
    assert texts(with_numbers(*numbers)) == [*SENTENCES[: len(numbers)], "Fin du voyage."]


NO_PAGES = {
    "out of order": ("12", "7", "30"),
    "one twice": ("7", "7", "30"),
    "two": ("7", "30"),
    "years": ("2019", "2020", "2024"),
}


@pytest.mark.parametrize("numbers", NO_PAGES.values(), ids=NO_PAGES)
def test_other_lone_numbers_are_text(numbers: tuple[str, ...]) -> None:
    assert texts(with_numbers(*numbers)) == kept(*numbers)


def test_numbers_without_a_blank_line_above_are_text() -> None:
    assert texts(with_numbers("7", "30", "58", gap="\n")) == kept("7", "30", "58")


def test_numbers_without_a_blank_line_below_are_text() -> None:
    nouns = ("familles", "communes", "collèges")
    lines = list(zip(SENTENCES, ("7", "30", "58"), nouns, strict=False))
    source = "".join(f"{sentence}\n\n{number}\n{noun}\n\n" for sentence, number, noun in lines)
    assert texts(source) == [text for line in lines for text in line]


def test_number_with_its_noun_below_leaves_the_others_pages() -> None:
    source = f"{with_numbers('7', '20', '38')}\n\n12\nfamilles"
    assert texts(source) == [*SENTENCES[:3], "Fin du voyage.", "12", "familles"]


# -- lines broken on purpose

WRAPPED = """\
Chaque jeudi une équipe de bénévoles passe de bourg en bourg avec un car
aménagé pour recevoir les familles qui vivent loin de la ville et qui ne
conduisent plus depuis longtemps, faute de permis ou de voiture en état de
rouler sur les routes de la montagne, souvent enneigées de novembre à mars
comme elles le furent encore cet hiver dans tout le canton et ses vallées.

"""
PARAGRAPH = " ".join(WRAPPED.split())
#: Lines of the text, its column being the longest of them.
COLUMN = max(map(len, WRAPPED.splitlines()))


def below(line: str, following: str) -> list[str]:
    """What is read of two lines that follow each other in a text wrapped at the column."""
    assert len(line) <= COLUMN
    return texts(f"{WRAPPED}{WRAPPED}{line}\n{following}")[2:]


def test_wrapped_lines_are_one_paragraph() -> None:
    assert texts(WRAPPED + WRAPPED) == [PARAGRAPH, PARAGRAPH]


ROOM = "Le car part de la place du marché de Marlange à huit"
FULL = f"{ROOM} heures du matin"

ONE_PARAGRAPH = {
    "small letter": (ROOM, "il rentre le soir."),
    "word too long for the line above": (ROOM, "Villeneuve-sur-Marlange le voit arriver."),
    "full line above": (FULL, "Marlange le voit revenir."),
    "line above that asks for more": ("Le car part de la place du marché de Marlange avec la", "Croix verte du canton."),
}


@pytest.mark.parametrize(("line", "following"), ONE_PARAGRAPH.values(), ids=ONE_PARAGRAPH)
def test_line_goes_on_the_one_above(line: str, following: str) -> None:
    assert below(line, following) == [f"{line} {following}"]


def test_capital_whose_word_would_have_fitted_above_begins_a_line() -> None:
    assert len(ROOM) >= 0.7 * COLUMN
    assert below(ROOM, "Il rentre le soir.") == [ROOM, "Il rentre le soir."]


# -- headings in quotations


@pytest.mark.parametrize(("source", "level"), [("> #### Un toit pour deux", 4), (">## Un toit pour deux", 2), ("> # Un toit pour deux", 1)])
def test_quoted_heading(source: str, level: int) -> None:
    read = block(source)
    assert (read.kind, read.level, read.marker, read.text.text) == (BlockKind.HEADING, level, "#" * level, "Un toit pour deux")


@pytest.mark.parametrize("source", ["> Un toit pour deux", "> #quartier : un toit pour deux"])
def test_other_quoted_line_is_no_heading(source: str) -> None:
    read = block(source)
    assert (read.kind, read.marker) == (BlockKind.PARAGRAPH, ">")
