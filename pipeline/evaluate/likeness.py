"""When two printed texts count as the same."""

import re
import unicodedata
from functools import lru_cache

from rapidfuzz import fuzz

_WORDS = re.compile(r"[0-9a-z]+")

#: A shorter title is not looked for inside another one: it would be found nearly everywhere.
_SHORTEST_PART = 6
_PART_AT_LEAST = 92


@lru_cache(maxsize=65536)
def fold(text: str) -> str:
    """Words of unaccented lower-case letters and digits, one blank between them.

    Narrower than `pipeline.document.fold`, which keeps the letters of other alphabets: scores must stay comparable
    with those of the judge's scorer, whatever becomes of the pipeline's own comparison.

    >>> fold("L’Œuvre :  « Été »")
    'l oeuvre ete'
    """
    letters = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
    return " ".join(_WORDS.findall(letters.lower().replace("œ", "oe")))


def alike(one: str, other: str, at_least: float) -> bool:
    """Whether two texts differ by little, in spelling or in word order; `at_least` is a similarity of 0-100.

    >>> alike("Jeanne LÉTANG", "Létang Jeanne", 92), alike("Jeanne LÉTANG", "", 0)
    (True, False)
    """
    a, b = fold(one), fold(other)
    if a == b:
        return True
    return bool(a and b) and max(fuzz.ratio(a, b), fuzz.token_sort_ratio(a, b)) >= at_least


def same_opening(one: str, other: str) -> bool:
    """Whether two titles are roughly alike or one is a part of the other: where the title of a brief ends is unsure.

    >>> same_opening("Le car des aidants", "Le car des aidants sillonne trois cantons")
    True
    """
    if alike(one, other, 80):
        return True
    a, b = fold(one), fold(other)
    return min(len(a), len(b)) >= _SHORTEST_PART and fuzz.partial_ratio(a, b) >= _PART_AT_LEAST
