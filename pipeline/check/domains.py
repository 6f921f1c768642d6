"""E-mail domains that are misspellings of other domains of the same collection.

Domains of departments are alike by nature (`cg41.fr`, `cg71.fr`; Loire, Loiret), so likeness alone proves nothing:
the other domain must be the usual one, digits must agree, and a domain that spells its department's name is right.
"""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from rapidfuzz.distance import DamerauLevenshtein

from pipeline.document import fold

#: Length of the longer name from which one letter, or two, may differ. Short names (acronyms) differ on purpose.
_ONE_LETTER, _TWO_LETTERS = 7, 10


@dataclass(frozen=True, slots=True)
class DomainUse:
    """How often a domain was seen, and the names of the departments whose fiches print it."""

    count: int
    departments: frozenset[str]


@dataclass(frozen=True)
class _Domain:
    text: str
    use: DomainUse

    @cached_property
    def name(self) -> str:
        """All labels but the last: what its owner chose."""
        return self.text.rpartition(".")[0] if "." in self.text else self.text

    @cached_property
    def ending(self) -> str:
        """The last label, empty where there is only one."""
        return self.text.rpartition(".")[2] if "." in self.text else ""

    @cached_property
    def letters(self) -> str:
        """The name without accents, hyphens and dots."""
        return _squash(self.name)

    @cached_property
    def digits(self) -> str:
        """All digits in order."""
        return "".join(c for c in self.text if c.isdigit())

    @cached_property
    def own(self) -> frozenset[str]:
        """The names of the departments whose fiches print it, written like `letters`."""
        return frozenset(_squash(name) for name in self.use.departments)


def corrections(uses: Mapping[str, DomainUse]) -> dict[str, str]:
    """The misspelt domains and what they should be.

    >>> jura = frozenset({"Jura"})
    >>> corrections({"solidarites.example": DomainUse(3, jura), "soldarites.example": DomainUse(1, jura)})
    {'soldarites.example': 'solidarites.example'}
    >>> corrections({"cg41.fr": DomainUse(3, jura), "cg71.fr": DomainUse(1, jura)})
    {}
    """
    domains = [_Domain(text, use) for text, use in sorted(uses.items())]
    endings = Counter(domain.ending for domain in domains)
    names = frozenset(name for domain in domains for name in domain.own)
    found: dict[str, str] = {}
    for suspect in domains:
        right = [d for d in domains if _broken_ending(suspect, d, endings) or _misspelt_name(suspect, d, names)]
        if right:
            found[suspect.text] = min(right, key=lambda d: (_distance(suspect, d), -d.use.count, d.text)).text
    return {wrong: _last(found, right) for wrong, right in found.items()}


def _broken_ending(suspect: _Domain, other: _Domain, endings: Counter[str]) -> bool:
    """Same name, but an ending that is missing or nearly the other's and rarer than it: `.frr` for `.fr`."""
    if suspect.name != other.name or not other.ending or suspect.use.count > other.use.count:
        return False
    if not suspect.ending:
        return True
    near = DamerauLevenshtein.distance(suspect.ending, other.ending) == 1
    return near and endings[suspect.ending] < endings[other.ending]


def _misspelt_name(suspect: _Domain, other: _Domain, names: frozenset[str]) -> bool:
    """Same ending, a name nearly the other's, and the other is the usual one."""
    if suspect.ending != other.ending or suspect.digits != other.digits:
        return False
    # more often than a domain that was seen is at least twice
    if other.use.count <= suspect.use.count:
        return False
    longest = max(len(suspect.letters), len(other.letters))
    # a short name may differ by a letter too where the other one spells the department of the fiche
    limit = 2 if longest >= _TWO_LETTERS else int(longest >= _ONE_LETTER or other.letters in suspect.own)
    if _distance(suspect, other) > limit:
        return False
    spelt = _spelt_name(suspect, suspect.own | (names & {suspect.letters}))
    return spelt is None or spelt == _spelt_name(other, names)


def _spelt_name(domain: _Domain, names: frozenset[str]) -> str | None:
    """The department whose name the domain holds; of names within names (Loire, Loiret) the longest."""
    return max((name for name in names if name in domain.letters), key=lambda n: (len(n), n), default=None)


def _distance(first: _Domain, second: _Domain) -> int:
    return DamerauLevenshtein.distance(first.letters, second.letters)


def _squash(text: str) -> str:
    return fold(text).replace(" ", "")


def _last(found: Mapping[str, str], domain: str) -> str:
    """The end of a chain of corrections; each step leads to a domain or ending seen more often, so it ends."""
    while domain in found:
        domain = found[domain]
    return domain
