"""Whether a personal e-mail address fits the name of the person it is printed with.

Addresses are built from names in few ways (`prenom.nom`, `nom.prenom`, `pnom`, `nomprenom`…). All ways to build one
from a name are spelt out, then each part of the address is looked up among them.
"""

import re
from collections.abc import Collection
from dataclasses import dataclass
from itertools import combinations

from rapidfuzz.distance import DamerauLevenshtein

from pipeline.document import fold

_LETTERS = re.compile(r"[^\W\d_]+")
_PIECES = re.compile(r"[._]")
#: What was read as a name with more words than this is not one.
_MOST_WORDS = 8
#: A shorter part proves nothing: initials and particles fit many names.
_PROOF = 3
#: A name as long as this, found whole at the end of a part, is no chance (`mcmartin` for "Anne Martin").
_WHOLE_NAME = 4
#: Parts and forms as long as this may differ by one letter, or by two; shorter ones may be acronyms.
_ONE_LETTER, _TWO_LETTERS = 5, 8


@dataclass(frozen=True, slots=True)
class NameFit:
    """How an address fits a name: `fits`, or else the `part` that nearly does with the `expected` spelling.

    `corrected` is the local part with the expected spelling. All three are None where nothing comes near.
    """

    fits: bool
    part: str | None = None
    expected: str | None = None
    corrected: str | None = None


def name_fit(local: str, name: str) -> NameFit | None:
    """Hold the local part of an address against a person's name; None where the name cannot be judged.

    >>> name_fit("jm.lebriand", "Jean-Marc Le Briand")
    NameFit(fits=True, part=None, expected=None, corrected=None)
    >>> name_fit("odette.fauconier", "Odette FAUCONNIER")
    NameFit(fits=False, part='fauconier', expected='fauconnier', corrected='odette.fauconnier')
    >>> name_fit("accueil-mdph", "Odette Fauconnier")
    NameFit(fits=False, part=None, expected=None, corrected=None)
    """
    words = fold(name).split()
    if not words or len(words) > _MOST_WORDS:
        return None
    forms = _Forms(words)
    parts = [(match, fold(match.group()).replace(" ", "")) for match in _LETTERS.finditer(local)]
    if spells(local, name):
        return NameFit(fits=True)
    nearest: tuple[int, re.Match[str], str] | None = None
    proved = False
    for match, part in parts:
        if forms.explain(part):
            proved = proved or len(part) >= _PROOF
            continue
        near = forms.nearest(part)
        if near and (nearest is None or near[0] < nearest[0]):
            nearest = (near[0], match, near[1])
        elif near is None and forms.begins(part):
            proved = True
    if nearest:
        _, match, expected = nearest
        corrected = local[: match.start()] + expected + local[match.end() :]
        return NameFit(fits=False, part=match.group(), expected=expected, corrected=corrected)
    return NameFit(fits=proved)


def spells(local: str, name: str) -> bool:
    """Whether a whole local part is one of the ways to write a name.

    >>> spells("fauconnier-o", "Odette Fauconnier"), spells("fauc", "Odette Fauconnier")
    (True, False)
    """
    words = fold(name).split()
    whole = "".join(fold(letters).replace(" ", "") for letters in _LETTERS.findall(local))
    return 0 < len(words) <= _MOST_WORDS and whole in _Forms(words).all


def is_personal(local: str, first_names: Collection[str]) -> bool:
    """Whether a local part has the shape of a personal address: a first name or an initial, and another name.

    `first_names` are folded. A name without separator (`jdurand`) cannot be told from a service's acronym.

    >>> is_personal("odette.fauconnier", {"odette"}), is_personal("o.fauconnier", set())
    (True, True)
    >>> is_personal("secretariat.enfance", {"odette"}), is_personal("odette", {"odette"})
    (False, False)
    """
    pieces = [fold(piece).split() for piece in _PIECES.split(local)]
    given = [p for p in pieces if p and (all(word in first_names for word in p) or (len(p) == 1 and len(p[0]) == 1))]
    return bool(given) and any(len("".join(p)) >= _PROOF and p is not given[0] for p in pieces)


class _Forms:
    """All ways to write a name, or a part of it, in an address."""

    def __init__(self, words: list[str]) -> None:
        spans = list(combinations(range(len(words) + 1), 2))
        self._words = words
        self._runs = {"".join(words[a:b]) for a, b in spans}
        built: set[str] = set()
        for a, b in spans:
            for c, d in spans:
                if b <= c or d <= a:
                    first, second = "".join(words[a:b]), "".join(words[c:d])
                    initials = "".join(word[0] for word in words[a:b])
                    built.update((first + second, initials + second, second + initials))
        self.all = self._runs | built
        self._ordered = sorted(form for form in self.all if len(form) >= _ONE_LETTER)

    def explain(self, part: str) -> bool:
        """Whether a part is a form, some of the initials, or ends with a whole name after a few letters."""
        if part in self.all or (len(part) <= _PROOF and _is_subsequence(part, [word[0] for word in self._words])):
            return True
        return any(len(run) >= _WHOLE_NAME and part.endswith(run) and len(part) - len(run) <= _PROOF for run in self._runs)

    def nearest(self, part: str) -> tuple[int, str] | None:
        """Distance and spelling of the form that a part misspells, None where no form is near."""
        if len(part) < _ONE_LETTER:
            return None
        near: list[tuple[int, str]] = []
        for form in self._ordered:
            limit = 2 if min(len(form), len(part)) >= _TWO_LETTERS else 1
            distance = DamerauLevenshtein.distance(part, form, score_cutoff=limit)
            if distance <= limit:
                near.append((distance, form))
        return min(near, default=None)

    def begins(self, part: str) -> bool:
        """Whether a form starts with a part: `alex` for "Alexandra", logins cut to eight letters."""
        return len(part) >= _PROOF and any(form.startswith(part) for form in self.all)


def _is_subsequence(letters: str, initials: list[str]) -> bool:
    rest = iter(initials)
    return all(letter in rest for letter in letters)
