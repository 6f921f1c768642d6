"""Pairing the titles a contents list announces with the titles printed above the fiches."""

import unicodedata
from collections.abc import Callable, Collection, Sequence

from rapidfuzz import fuzz

from pipeline.document import fold
from pipeline.segment.contents import Entry
from schemas.fiche import Fiche

#: How alike two titles must be to be taken for one (0-100, compared without case, accents and punctuation).
SAME_TITLE = 80
_EQUAL = 100
#: A title this long (letters and blanks) that begins the other one is that title cut short.
_CUT_TITLE = 20
#: What contents lists and pages print in different ways without meaning anything by it.
_QUOTES = "«»“”„\"'’‘ʼ´`"

#: How alike the title at a position of the contents list and the one at a position of the fiches are (0-100).
Likeness = Callable[[int, int], float]


def similarity(announced: str, printed: str) -> float:
    """How alike two titles are (0-100); 100 where they only differ by case, quotes, blanks and dots at the end.

    >>> similarity("La plateforme « Rebond »...", "LA PLATEFORME “REBOND”")
    100.0
    >>> similarity("Les ateliers", "Les atelier") < 100
    True
    """
    first, second = _bare(announced), _bare(printed)
    if first == second:
        return 100.0
    # rounding must not make two different titles equal
    return min(99.9, round(fuzz.ratio(first, second), 1))


def pair_titles(entries: Sequence[Entry], fiches: Sequence[Fiche]) -> dict[int, int]:
    """Positions of announced titles -> positions of their fiches; each stands in one pair at most.

    Titles are paired in order within a chapter, so that equal titles in a row find their own fiche; what is left over
    is paired by likeness in the same chapter, then anywhere. Equal titles go before titles that are only alike.
    """
    entry_words = [fold(entry.title) for entry in entries]
    fiche_words = [fold(fiche.title) for fiche in fiches]

    def likeness(entry: int, fiche: int) -> float:
        return _likeness(entry_words[entry], fiche_words[fiche])

    chapters = [fiche.chapter.number if fiche.chapter else None for fiche in fiches]
    pairs: dict[int, int] = {}
    for chapter in dict.fromkeys(entry.chapter for entry in entries):
        announced = [n for n, entry in enumerate(entries) if entry.chapter == chapter]
        printed = [n for n, number in enumerate(chapters) if number == chapter]
        for at_least in (_EQUAL, SAME_TITLE):
            for pairing in (_in_order, _by_likeness):
                left = _without(announced, pairs), _without(printed, pairs.values())
                pairs.update(pairing(*left, likeness, at_least))
    left = _without(range(len(entries)), pairs), _without(range(len(fiches)), pairs.values())
    pairs.update(_by_likeness(*left, likeness, SAME_TITLE))
    return pairs


def _in_order(announced: Sequence[int], printed: Sequence[int], likeness: Likeness, at_least: int) -> dict[int, int]:
    """The pairing in which no two pairs cross and likeness (above the threshold) adds up highest."""
    gain = [[max(0.0, likeness(a, p) - at_least + 1) for p in printed] for a in announced]
    # best[i][j]: the highest sum for the titles from i and the fiches from j on
    best = [[0.0] * (len(printed) + 1) for _ in range(len(announced) + 1)]
    for i in reversed(range(len(announced))):
        for j in reversed(range(len(printed))):
            paired = gain[i][j] + best[i + 1][j + 1] if gain[i][j] >= 1 else 0.0
            best[i][j] = max(paired, best[i + 1][j], best[i][j + 1])
    pairs: dict[int, int] = {}
    i = j = 0
    while i < len(announced) and j < len(printed):
        if gain[i][j] >= 1 and best[i][j] == gain[i][j] + best[i + 1][j + 1]:
            pairs[announced[i]] = printed[j]
            i, j = i + 1, j + 1
        elif best[i][j] == best[i + 1][j]:
            i += 1
        else:
            j += 1
    return pairs


def _by_likeness(announced: Sequence[int], printed: Sequence[int], likeness: Likeness, at_least: int) -> dict[int, int]:
    """The most alike first, whatever the order; of equally alike ones the first."""
    scored = sorted((-likeness(a, p), a, p) for a in announced for p in printed)
    pairs: dict[int, int] = {}
    for score, a, p in scored:
        if -score >= at_least and a not in pairs and p not in pairs.values():
            pairs[a] = p
    return pairs


def _likeness(first: str, second: str) -> float:
    shorter, longer = sorted((first, second), key=len)
    if len(shorter) >= _CUT_TITLE and longer.startswith(shorter):
        return max(float(SAME_TITLE), fuzz.ratio(first, second))
    return fuzz.ratio(first, second)


def _without(positions: Sequence[int], taken: Collection[int]) -> list[int]:
    return [n for n in positions if n not in taken]


def _bare(title: str) -> str:
    kept = (c for c in unicodedata.normalize("NFC", title) if not c.isspace() and c not in _QUOTES)
    return "".join(kept).rstrip(".…").casefold()
