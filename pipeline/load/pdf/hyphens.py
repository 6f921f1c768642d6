"""Words cut at the end of a line: whether the hyphen belongs to the word (`médico-social`) or to the cut."""

import json
import re
from collections import Counter
from collections.abc import Iterable
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path

#: The vocabulary of the language model, read as a word list.
_MODEL = "fr_core_news_md"
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
#: First parts that keep their hyphen where no lexicon decides.
_PREFIXES = frozenset(["sous", "sans", "non", "mi", "semi", "demi", "quasi", "vice", "ex", "grand", "grande", "avant", "après", "contre", "celui", "celle", "ceux", "celles", "peut", "rendez", "vis", "porte", "chef", "lieu"])  # fmt: skip
#: Second parts that keep the hyphen of an inversion or of a demonstrative.
_ENCLITICS = frozenset(
    [
        "il",
        "elle",
        "ils",
        "elles",
        "on",
        "je",
        "tu",
        "nous",
        "vous",
        "moi",
        "toi",
        "lui",
        "leur",
        "ce",
        "ci",
        "là",
        "même",
        "mêmes",
        "t",
        "y",
        "en",
    ]
)
#: Number words, whose compounds keep their hyphens ("quatre-vingt-dix").
_NUMBERS = frozenset(
    [
        "deux",
        "trois",
        "quatre",
        "cinq",
        "six",
        "sept",
        "huit",
        "neuf",
        "dix",
        "onze",
        "douze",
        "treize",
        "quatorze",
        "quinze",
        "seize",
        "vingt",
        "vingts",
        "trente",
        "quarante",
        "cinquante",
        "soixante",
        "cent",
        "cents",
    ]
)
#: How the name of a place goes on behind its first word ("Montreuil-" "sur-Mer").
_PLACE_TAIL = re.compile(r"(?:le|la|les|l|sur|sous|en|de|du|des|d|lès|lez|et|au|aux|près)-[A-ZÀ-Ý]")

#: Two words of this many letters or more that make no known word together are a compound (`bourgs-centres`).
_WHOLE_WORD = 4


class Lexicon:
    """The words of a document that stand whole on a line, with a word list of French behind them.

    >>> lexicon = Lexicon(["Un service médico-social", "pour les bénéficiaires"])
    >>> lexicon.hyphen("médico", "social"), lexicon.hyphen("bénéfi", "ciaires"), lexicon.hyphen("Seine", "Maritime")
    ('-', '', '-')
    >>> lexicon.hyphen("Vauclair", "le-Haut"), lexicon.hyphen("quatre", "vingt-cinq")
    ('-', '-')
    """

    def __init__(self, lines: Iterable[str]) -> None:
        self._counts: Counter[str] = Counter()
        for line in lines:
            words = _WORD.findall(line)
            if words and line.rstrip().endswith(("-", "\u2010", "\u2011", "\u00ad")):
                words.pop()
            self._counts.update(_stem(word) for word in words)

    def hyphen(self, left: str, right: str, unsure: str = "") -> str:
        """What stands between the parts of a word cut in two: a hyphen that is its own, or nothing; else `unsure`."""
        if not right[:1].isalpha() or not left[-1:].isalpha():
            return "-"
        whole, compound = (left + right).casefold(), f"{left}-{right}".casefold()
        here = self._counts[_stem(whole)], self._counts[_stem(compound)]
        if here[0] != here[1]:
            return "" if here[0] > here[1] else "-"
        if right[0].isupper() and not (left.isupper() and right.isupper() and len(left) > 1):
            return "-"
        if left[0].isupper() and _PLACE_TAIL.match(right):
            return "-"
        words = _french_words()
        if compound in words:
            return "-"
        if whole in words:
            return ""
        first, second = left.casefold().rpartition("-")[2], right.casefold().partition("-")[0]
        if first in _NUMBERS and second in _NUMBERS:
            return "-"
        if first in _PREFIXES or (second in _ENCLITICS and first in words):
            return "-"
        if min(len(left), len(right)) >= _WHOLE_WORD and left.casefold() in words and right.casefold() in words:
            return "-"
        return unsure


def _stem(word: str) -> str:
    """A word without the endings of its plural and feminine, so that `sociales` speaks for `sociale`."""
    return word.casefold().rstrip("esx")


@lru_cache(maxsize=1)
def _french_words() -> frozenset[str]:
    """The words of the model's vocabulary, lower case; empty where the model is not installed."""
    spec = find_spec(_MODEL)
    if spec is None or spec.origin is None:
        return frozenset()
    found = sorted(Path(spec.origin).parent.glob("*/vocab/strings.json"))
    if not found:
        return frozenset()
    return frozenset(word.casefold() for word in json.loads(found[0].read_text(encoding="utf-8")))
