import pytest

from pipeline.segment.repeated import repeated_headings
from tests.support import blocks

TEXT = "Une infirmière conduit le car de bourg en bourg, le jeudi et le samedi matin."


def headings(text: str, *known: str) -> list[str]:
    """The words of the headings that repeat; `known` are those that may begin small."""
    read = blocks(text)
    return [read[i].text.text for i in repeated_headings(read, lambda _: True, lambda words: words in known)]


def fiches(body: str, times: int = 3) -> str:
    return "".join(body.format(n=n, text=TEXT) for n in range(times))


def test_heading_that_stands_thrice_above_running_text() -> None:
    assert headings(fiches("Action {n}\n\nLe petit mot\n\n{text}\n\n")) == ["Le petit mot"] * 3


FOUND = {
    "above a list": "Action {n}\n\nLe petit mot\n\n- un car\n- un lit\n\n",
    "with a colon": "Action {n}\n\nLe petit mot :\n\n{text}\n\n",
    "set as a heading": "Action {n}\n\n#### le petit mot\n\n{text}\n\n",
    "as a question": "Action {n}\n\nEt si on osait ?\n\n{text}\n\n",
}


@pytest.mark.parametrize("body", FOUND.values(), ids=FOUND)
def test_ways_to_print_it(body: str) -> None:
    assert len(headings(fiches(body))) == 3


NONE = {
    "twice only": fiches("Action {n}\n\nLe petit mot\n\n{text}\n\n", 2),
    "above titles": fiches("Bien vieillir chez soi\n\nAction {n}\n\n{text}\n\n"),
    "above short lines": fiches("Le petit mot\n\nLe car roule.\n\n"),
    "above text too seldom": fiches("Le petit mot\n\n{text}\n\n") + fiches("Le petit mot\n\nAction {n}\n\n", 2),
    "sentence": fiches("Le car roule.\n\n{text}\n\n"),
    "too long": fiches("Le petit mot que chaque équipe de chaque canton adresse à toutes les autres\n\n{text}\n\n"),
    "list item": fiches("{text}\n\n- Le petit mot\n\n{text}\n\n"),
    "table row": fiches("| Le petit mot |\n\n{text}\n\n"),
    "number": fiches("2018\n\n{text}\n\n"),
    "last line of the document": "Le petit mot\n\n" * 3,
}


@pytest.mark.parametrize("text", NONE.values(), ids=NONE)
def test_no_heading(text: str) -> None:
    assert headings(text) == []


def test_small_letters_only_for_known_words() -> None:
    text = fiches("Action {n}\n\nle petit mot\n\n{text}\n\nle contexte\n\n{text}\n\n")
    assert headings(text, "le contexte") == ["le contexte"] * 3


def test_accents_and_capitals_do_not_part_headings() -> None:
    text = f"L'idée neuve\n\n{TEXT}\n\nL'IDEE NEUVE\n\n{TEXT}\n\nL’idée neuve :\n\n{TEXT}\n"
    assert len(headings(text)) == 3


def test_positions_are_in_order_and_hold_every_place() -> None:
    text = fiches("Le petit mot\n\n{text}\n\nLa grande idée\n\n{text}\n\n", 4) + "Le petit mot\n\nAction 9\n"
    found = repeated_headings(blocks(text), lambda _: True, lambda _: False)
    assert found == [0, 2, 4, 6, 8, 10, 12, 14, 16]


def test_blocks_that_may_not_be_headings_do_not_count() -> None:
    text = fiches("Le petit mot\n\n{text}\n\n")
    assert repeated_headings(blocks(text), lambda position: position > 0, lambda _: False) == []
