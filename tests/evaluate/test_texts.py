from collections.abc import Callable
from copy import deepcopy

import pytest

from pipeline.evaluate.scores import Tally
from pipeline.evaluate.texts import TextScores, text_scores
from tests.evaluate.lune import Annotated, Lune

#: What a test does to the gold.
Change = Callable[[list[Annotated]], None]


def scores(lune: Lune, change: Change) -> dict[str, TextScores]:
    records = deepcopy(lune.records)
    change(records)
    return text_scores(lune.report(records).graded)


def found(texts: TextScores) -> tuple[int, int, int]:
    return texts.strict.tp, texts.normalised.tp, texts.fuzzy.tp


def title(text: str) -> Change:
    return lambda gold: gold[1].update(title=text)


def test_texts_that_are_the_same_are_the_same_in_every_sense(lune: Lune) -> None:
    told = scores(lune, lambda gold: None)
    assert {name: texts.strict.support for name, texts in told.items()} == {
        "title": 3,
        "section": 3,
        "carrier names": 4,
        "contact names": 3,
        "contact roles": 3,
        "period slots": 3,
        "status slots": 3,
        "figure words": 5,
        "figure labels": 5,
    }
    assert all(tally.f1 == 1 for texts in told.values() for tally in (texts.strict, texts.normalised, texts.fuzzy))


@pytest.mark.parametrize(
    ("text", "right"),
    [
        ("Le car qui attend", (3, 3, 3)),
        ("LE CAR QUI ATTEND", (2, 3, 3)),
        ("Lé càr qui âttend", (2, 3, 3)),
        ("« Le  car » qui attend !", (2, 3, 3)),
        ("Le\u00a0car qui attend…", (2, 3, 3)),
        ("Le car qui atend", (2, 2, 3)),
        ("Qui attend le car", (2, 2, 3)),
        ("Le bus de la mairie", (2, 2, 2)),
    ],
    ids=["same", "case", "accents", "marks", "blanks", "a slip", "another order", "another title"],
)
def test_how_strict_each_sense_is(text: str, right: tuple[int, int, int], lune: Lune) -> None:
    texts = scores(lune, title(text))["title"]
    assert found(texts) == right
    assert all(tally.support == 3 for tally in (texts.strict, texts.normalised, texts.fuzzy))


def test_ligatures_and_apostrophes_are_typography(lune: Lune) -> None:
    texts = scores(lune, lambda gold: gold[0].update(title="L’atelier des rayons voilés"))["title"]
    assert found(texts) == (2, 3, 3)


def test_what_is_wrong_is_missed_on_one_side_and_spurious_on_the_other(lune: Lune) -> None:
    texts = scores(lune, lambda gold: gold[2]["carriers"][0].update(name="Bailleur du Toit"))["carrier names"]
    assert (texts.strict, texts.fuzzy) == (Tally(3, 1, 1), Tally(3, 1, 1))


def test_each_text_is_taken_once(lune: Lune) -> None:
    def twice(gold: list[Annotated]) -> None:
        gold[2]["carriers"].append(gold[2]["carriers"][0])

    assert scores(lune, twice)["carrier names"].strict == Tally(4, 0, 1)


def test_a_text_that_gold_does_not_hold_is_not_compared(lune: Lune) -> None:
    def forget(gold: list[Annotated]) -> None:
        gold[0]["section"] = None
        for fiche in gold:
            fiche["status"] = None

    told = scores(lune, forget)
    assert told["section"].strict == Tally(2, 0, 0)
    assert "status slots" not in told


def test_fiches_that_were_not_found_are_left_to_the_scores(lune: Lune) -> None:
    extra: Annotated = {"title_line": 3, "kind": "fiche", "title": "Un guichet pour tous", "departments": []}
    assert scores(lune, lambda gold: gold.insert(0, extra))["title"].strict == Tally(3, 0, 0)
    assert scores(lune, lambda gold: gold.pop())["title"].strict == Tally(2, 0, 0)
