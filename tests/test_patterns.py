from collections.abc import Callable
from time import perf_counter

import pytest

from schemas.patterns import Pattern, SlowPattern

ENDLESS = Pattern("a.rule", "(a|aa)+$", case=False)
TEXT = "a" * 5000 + "!"


@pytest.mark.parametrize(
    "ask",
    [
        lambda: ENDLESS.search(TEXT),
        lambda: ENDLESS.match(TEXT),
        lambda: ENDLESS.fullmatch(TEXT),
        lambda: ENDLESS.finditer(TEXT),
        lambda: ENDLESS.sub(lambda m: m.group(), TEXT),
    ],
    ids=["search", "match", "fullmatch", "finditer", "sub"],
)
def test_a_pattern_is_stopped_in_time_and_named(ask: Callable[[], object]) -> None:
    started = perf_counter()
    with pytest.raises(SlowPattern, match=r"a\.rule took more than 1 s"):
        ask()
    assert perf_counter() - started < 10  # the limit is of computing time: other programs may make it longer


def test_a_pattern_does_what_those_of_re_do() -> None:
    year = Pattern("a.year", r"\ben (?P<year>\d{4})", case=True)
    found = year.search("Ouvert en 2016, fermé en 2018")
    assert found is not None
    assert (found["year"], found.span("year"), found.groupdict()) == ("2016", (10, 14), {"year": "2016"})
    assert [m.start() for m in year.finditer("en 2016, en 2018")] == [0, 9]
    assert year.search("En 2016") is None
    assert year.match("en 2016", 1) is None
    assert year.fullmatch("en 2016") is not None
    assert year.sub(lambda m: "·" * len(m.group()), "vu en 2016.") == "vu ·······."
    assert year.group_names == {"year"}
