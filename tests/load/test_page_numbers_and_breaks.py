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


def broken(line: str, *after: str) -> str:
    """The line above the pages 4, 5, 6, each followed by what stands there."""
    return "".join(f"Une halte ouvre.\n\n{line}\n\n{page}\n\n{rest}\n\n" for page, rest in enumerate(after, start=4)) + "Fin du voyage."


def test_sentence_that_breaks_at_every_page_is_no_running_line() -> None:
    line, rest = "Les voisins ont préparé la halte avec les élus et", "les agents du canton."
    assert texts(broken(line, rest, rest, rest)).count(f"{line} {rest}") == 3


def test_running_line_may_break_sentences() -> None:
    found = texts(broken("La halte, journal du canton", "les agents sont venus.", "puis un car est passé.", "mais la classe plante."))
    assert not [text for text in found if "journal" in text]


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


TITLES = ["Un toit pour deux", "Le car des soins", "Le café des pères"]


def test_numbers_at_the_right_are_pages_also_right_above_the_next_line() -> None:
    right = "".join(f"{sentence}\n\n{' ' * 60}{page}\nMesure {page}\n\n" for page, sentence in enumerate(SENTENCES, start=2))
    assert texts(right) == [text for page, sentence in enumerate(SENTENCES, start=2) for text in (sentence, f"Mesure {page}")]


def test_footer_that_says_page_may_stand_on_every_page_from_the_first() -> None:
    pages = "".join(f"{sentence}\n\nDossier Toits et liens | page {page}\n\n" for page, sentence in enumerate(SENTENCES, start=1))
    assert texts(pages) == SENTENCES


def test_footer_with_a_bar_before_its_number_may_stand_on_every_page_from_the_first() -> None:
    pages = "".join(f"{sentence}\n\nSchéma des toits et des liens   |   {page}\n\n" for page, sentence in enumerate(SENTENCES, start=1))
    assert texts(pages) == SENTENCES


def above_titles(*marks: str) -> str:
    """Lines that stand right above the titles of the next page."""
    return "".join(f"{sentence}\n\n{mark}\n{title}\n\n" for sentence, mark, title in zip(SENTENCES, marks, TITLES, strict=False))


@pytest.mark.parametrize("marks", [("2/9", "3/9", "4/9"), ("page 2", "page 3", "page 7"), ("p. 2", "p. 3", "p. 4")], ids=" ".join)
def test_marks_that_say_they_are_pages_may_stand_right_above_the_next_line(marks: tuple[str, ...]) -> None:
    assert texts(above_titles(*marks)) == [text for pair in zip(SENTENCES, TITLES, strict=False) for text in pair]


@pytest.mark.parametrize("marks", [("2", "3", "4"), ("4/9", "3/9", "2/9"), ("2/9", "3/9")], ids=" ".join)
def test_other_marks_right_above_a_line_are_text(marks: tuple[str, ...]) -> None:
    lines = zip(SENTENCES, marks, TITLES, strict=False)
    assert texts(above_titles(*marks)) == [text for line in lines for text in line]


def below_numbers(heading: str) -> list[str]:
    """What stands on three pages whose numbers stand above a heading."""
    return texts("".join(f"{number}\n\n{heading}\n\n{SENTENCES[n]}\n\n{SENTENCES[n]}\n\n" for n, number in enumerate((4, 6, 7))))


@pytest.mark.parametrize("mark", ["■ ", "» ", "## "])
def test_marked_heading_beside_page_numbers_is_kept(mark: str) -> None:
    assert below_numbers(f"{mark}Habiter") == [text for n in range(3) for text in ("Habiter", SENTENCES[n], SENTENCES[n])]


def test_line_without_a_mark_beside_page_numbers_is_not() -> None:
    assert below_numbers("Habiter") == [SENTENCES[n] for n in range(3) for _ in range(2)]


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
    "long word in small letters below a comma": ("Le car part de la place du marché le soir,", "quatre-vingt-dix-neuvièmes l'attendent."),
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


def test_part_of_a_running_line_runs_beside_a_page_number() -> None:
    foot = "Département du Lac – Le schéma des haltes du canton"
    whole = "".join(f"{sentence}\n\n{foot}\n{page}\n\n" for page, sentence in enumerate(SENTENCES[:3], start=2))
    found = texts(f"{whole}Les haltes du bourg ouvrent :\n5\nLe schéma des haltes du canton\ndeux familles sur trois y viennent.\n")
    assert found == [*SENTENCES[:3], "Les haltes du bourg ouvrent :", "deux familles sur trois y viennent."]
