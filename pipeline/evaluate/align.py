"""Which extracted fiche is which gold fiche."""

from collections.abc import Sequence

from rapidfuzz import fuzz

from pipeline.evaluate.gold import GoldFiche
from pipeline.evaluate.likeness import fold
from schemas.enums import FicheKind

#: Fiches that are less alike than this are never paired.
_FLOOR = 0.55
#: How far apart two title lines may be and still be the same place.
_NEAR = 2
_ROUNDING = 1e-9


#: Positions of a gold fiche and of the extracted one that stands for it; one of them is None where it has no counterpart.
Pair = tuple[int | None, int | None]


def likeness(gold: GoldFiche, extracted: GoldFiche) -> float:
    """How likely both describe the same fiche (0-1): by title, and by place or, where lines are unknown, department."""
    title = _title_likeness(gold, extracted)
    if gold.title_line is not None and extracted.title_line is not None:
        near = abs(gold.title_line - extracted.title_line) <= _NEAR
        return min(1.0, 0.55 * title + (0.45 if near else 0.0))
    shared = not set(gold.departments).isdisjoint(extracted.departments)
    return 0.85 * title + (0.15 if shared else 0.0)


def _title_likeness(gold: GoldFiche, extracted: GoldFiche) -> float:
    a, b = fold(gold.title), fold(extracted.title)
    whole = fuzz.ratio(a, b) / 100
    # where the title of a brief ends is unsure, so that a part of it is worth nearly as much
    return max(whole, 0.9 * fuzz.partial_ratio(a, b) / 100) if gold.kind is FicheKind.BRIEF else whole


def align(gold: Sequence[GoldFiche], extracted: Sequence[GoldFiche]) -> list[Pair]:
    """The pairing with the greatest sum of likeness among those that keep the order of both.

    >>> fiches = [GoldFiche(kind=FicheKind.FICHE, title=title, departments=()) for title in ("Un toit", "Le bus bleu")]
    >>> align(fiches[1:], fiches)
    [(None, 0), (0, 1)]
    """
    table = [[likeness(wanted, found) for found in extracted] for wanted in gold]
    best = _best_sums(table, len(gold), len(extracted))
    pairs: list[Pair] = []
    i = j = 0
    while i < len(gold) and j < len(extracted):
        together = table[i][j] + best[i + 1][j + 1]
        if table[i][j] >= _FLOOR and abs(best[i][j] - together) < _ROUNDING:
            pairs.append((i, j))
            i, j = i + 1, j + 1
        elif best[i][j] == best[i + 1][j]:
            pairs.append((i, None))
            i += 1
        else:
            pairs.append((None, j))
            j += 1
    pairs += [(missed, None) for missed in range(i, len(gold))]
    pairs += [(None, spurious) for spurious in range(j, len(extracted))]
    return pairs


def _best_sums(table: Sequence[Sequence[float]], rows: int, columns: int) -> list[list[float]]:
    """At [i][j] the greatest sum of likeness that pairing the gold from i on with the extracted from j on can reach."""
    best = [[0.0] * (columns + 1) for _ in range(rows + 1)]
    for i in reversed(range(rows)):
        for j in reversed(range(columns)):
            apart = max(best[i + 1][j], best[i][j + 1])
            together = table[i][j] + best[i + 1][j + 1]
            best[i][j] = max(apart, together) if table[i][j] >= _FLOOR else apart
    return best
