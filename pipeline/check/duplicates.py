"""Fiches that tell the same action twice, in one document or in two."""

from collections import defaultdict
from collections.abc import Iterator, Sequence

from rapidfuzz import fuzz

from pipeline.document import fold
from schemas.fiche import Fiche

#: How alike titles and texts of one action are (0-100). Titles alone prove nothing: departments run actions of one name.
_SAME_TITLE = 90
_SAME_TEXT = 80


def duplicates(fiches: Sequence[Fiche]) -> Iterator[tuple[Fiche, Fiche]]:
    """Each fiche that repeats an earlier one, with the first that it repeats.

    Both have the same departments, nearly the same title and nearly the same text.
    """
    seen: dict[frozenset[str], list[tuple[Fiche, str, str]]] = defaultdict(list)
    for fiche in fiches:
        title = fold(fiche.title)
        text = fold(" ".join(section.text for section in fiche.sections))
        earlier = seen[frozenset(department.code for department in fiche.departments)]
        for first, first_title, first_text in earlier:
            if _alike(title, first_title, _SAME_TITLE) and _alike(text, first_text, _SAME_TEXT):
                yield fiche, first
                break
        earlier.append((fiche, title, text))


def _alike(first: str, second: str, at_least: int) -> bool:
    return fuzz.ratio(first, second, score_cutoff=at_least) >= at_least
