import random
from collections.abc import Sequence

import pytest

from pipeline.evaluate.gold import GoldFiche
from pipeline.evaluate.intervals import Interval, intervals
from pipeline.evaluate.matching import Outcome, Value
from pipeline.evaluate.scores import Graded, Report
from schemas.enums import FicheKind, FieldName

#: Values found, spurious and missed of a fiche.
Counts = tuple[int, int, int]

_FICHE = GoldFiche(kind=FicheKind.FICHE, title="Le car qui attend", departments=())


def graded(counts: Sequence[Counts], field: FieldName = FieldName.FIGURES) -> list[Graded]:
    def values(number: int) -> tuple[Value, ...]:
        return tuple(Value(str(n)) for n in range(number))

    return [
        Graded("essai", None, _FICHE, None, (Outcome(field, values(found), values(missed), values(spurious)),))
        for found, spurious, missed in counts
    ]


def interval(counts: Sequence[Counts]) -> Interval:
    return intervals(graded(counts))[FieldName.FIGURES]


def width(counts: Sequence[Counts]) -> float:
    bounds = interval(counts)
    return bounds.high - bounds.low


#: One figure of ten is wrong, in every second fiche.
MIXED: list[Counts] = [(4, 1, 1), (5, 0, 0)]


def test_the_bounds_stand_around_f1() -> None:
    fiches = graded(MIXED * 20)
    bounds = intervals(fiches)[FieldName.FIGURES]
    f1 = Report(tuple(fiches)).tallies[FieldName.FIGURES].f1
    assert f1 == pytest.approx(0.9)
    assert 0.8 < bounds.low < f1 < bounds.high < 1


def test_fewer_fiches_are_less_sure() -> None:
    assert width(MIXED * 5) > 1.5 * width(MIXED * 20) > 2 * width(MIXED * 160)


def test_errors_that_stand_together_are_less_sure_than_scattered_ones() -> None:
    """The same counts: forty values of which ten are missed, in one fiche of eight or spread over all."""
    together: list[Counts] = [(0, 0, 10), *[(10, 0, 0)] * 7]
    scattered: list[Counts] = [(9, 0, 1)] * 6 + [(8, 0, 2)] * 2
    assert sum(missed for _, _, missed in together) == sum(missed for _, _, missed in scattered) == 10
    assert width(together) > 3 * width(scattered)


def test_a_plain_bootstrap_agrees() -> None:
    counts: list[Counts] = [(5, 0, 0), (3, 1, 2), (8, 2, 0), (1, 0, 4), (6, 1, 1), (4, 0, 0), (2, 2, 2), (7, 0, 1)] * 4
    chance = random.Random(3)  # noqa: S311
    drawn = []
    for _ in range(1000):
        found, spurious, missed = (sum(column) for column in zip(*chance.choices(counts, k=len(counts)), strict=True))
        drawn.append(2 * found / (2 * found + spurious + missed))
    drawn.sort()
    bounds = interval(counts)
    assert bounds.low == pytest.approx(drawn[25], abs=0.015)
    assert bounds.high == pytest.approx(drawn[975], abs=0.015)


def test_the_same_fiches_always_give_the_same_bounds() -> None:
    assert interval(MIXED * 7) == interval(MIXED * 7)


@pytest.mark.parametrize(
    ("counts", "bounds"),
    [
        ([(3, 0, 0)], Interval(1, 1)),
        ([(3, 0, 0)] * 9, Interval(1, 1)),
        ([(0, 0, 2)] * 9, Interval(0, 0)),
        ([(1, 1, 1)], Interval(0.5, 0.5)),
    ],
    ids=["one fiche all right", "all right", "all wrong", "one fiche half right"],
)
def test_where_all_fiches_are_alike_chance_changes_nothing(counts: list[Counts], bounds: Interval) -> None:
    assert interval(counts) == bounds


def test_only_fields_of_the_gold_have_bounds() -> None:
    assert intervals([]) == {}
    assert intervals(graded([(0, 3, 0)])) == {}
    told = intervals(graded([(1, 0, 0)], FieldName.STATUS) + graded([(0, 3, 0)], FieldName.PERIOD) + graded([(0, 0, 1)]))
    assert list(told) == [FieldName.STATUS, FieldName.FIGURES]


def test_a_draw_without_any_value_counts_as_right() -> None:
    """One fiche of two holds the field: a draw that leaves it out has nothing wrong."""
    assert interval([(0, 0, 1), (0, 0, 0)]) == Interval(0, 1)
