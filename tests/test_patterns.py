import hashlib
from collections.abc import Callable
from threading import Event, Thread
from time import perf_counter, thread_time

import pytest

from schemas.patterns import Pattern, SlowPattern, with_bare_capitals

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


def test_the_time_of_other_threads_does_not_count() -> None:
    # "$" is missed for a third of a second: alone it ends in time, beside busy threads the process uses up a second before
    letters = next(n for n in range(20, 60) if _seconds("a" * n + "!") > 0.3)
    done = Event()
    busy = [Thread(target=_compute_until, args=(done,), daemon=True) for _ in range(4)]
    for thread in busy:
        thread.start()
    try:
        assert ENDLESS.search("a" * letters + "!") is None
    finally:
        done.set()


def _seconds(text: str) -> float:
    started = thread_time()
    ENDLESS.search(text)
    return thread_time() - started


def _compute_until(done: Event) -> None:
    while not done.is_set():
        hashlib.sha256(bytes(1_000_000)).digest()  # which lets other threads go on


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


# -- capitals typed without accents

FOUND: dict[str, tuple[str, bool, tuple[str, ...], tuple[str, ...]]] = {
    "letters": ("département", False, ("DEPARTEMENT", "DÉPARTEMENT", "Département"), ("departement", "DPARTEMENT")),
    "first letter": ("^état", False, ("Etat", "État", "ETAT"), ("etat", "Atat")),
    "cedilla": ("façade", False, ("FACADE",), ("facade",)),
    "set": ("[àéè]s$", False, ("ES", "AS", "ÈS"), ("es", "OS")),
    "set that holds a bracket": (r"^[\]é]$", False, ("]", "E"), ("e",)),
    "negated set": ("^[^é]tat$", False, ("Etat", "etat"), ("état", "État")),
    "escaped": (r"^\é$", False, ("E", "é"), ("e",)),
    "repeated": ("^né{2}$", False, ("NEE", "néé"), ("NE", "nee")),
    "group": ("^(?P<first>é)(?:t|v)", False, ("Et", "EV"), ("et",)),
    "œ": ("cœur", False, ("coeur", "COEUR", "CŒUR", "cœur"), ("ceur",)),
    "small letters where case counts": ("^état cœur$", True, ("état coeur",), ("Etat cœur", "ETAT CŒUR", "État cœur")),
    "capitals where case counts": ("^É[A-ZÀ-Ý]+$", True, ("ETAT", "ÉTAT"), ("état", "Etat")),
}


@pytest.mark.parametrize(("pattern", "case", "found", "missed"), FOUND.values(), ids=FOUND)
def test_capitals_need_no_accents(pattern: str, case: bool, found: tuple[str, ...], missed: tuple[str, ...]) -> None:
    asked = Pattern("a.rule", pattern, case=case)
    assert [text for text in (*found, *missed) if asked.search(text)] == [*found]


@pytest.mark.parametrize("pattern", [r"^en (?P<year>\d{4})$", "[^é]", r"\.[a-z]", "[a-z-]", "(?-i:A|B)"])
def test_patterns_without_accents_stay_as_they_are(pattern: str) -> None:
    assert with_bare_capitals(pattern, case=False) == with_bare_capitals(pattern, case=True) == pattern
