"""The departments of France: finding them in text and telling what they are called."""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from pipeline.document import fold
from schemas.fiche import DepartmentName
from schemas.rules import DepartmentEntry, DepartmentsFile

#: Words that make a capitalised department name a place and not a common noun ("le Lot", "en Creuse").
_BEFORE = re.compile(
    r"(?:\b(?:le|la|les|du|de|des|en|dans|et|ou|à|au|aux|par|avec|vers|départements?|départementale?|départementaux|notamment|comme|via)"
    r" |\b[ld]'|[,(:;/] ?|- |(?<!\w)-|^)$",
    re.IGNORECASE,
)
#: The mentions of so many texts are kept.
_KEPT = 4096
#: Words that join departments, or stand beside them where nothing else is named.
_BESIDE_PLACE = re.compile(r"\b(?:et|ou|départements?|dpts?|dépts?|de la|de l'|du|des|de|d'|le|la|les|l')(?!\w)", re.IGNORECASE)
#: "Nord-Aveyron", "les Lot-et-Garonnais": a name that goes on is another one, unless another department follows ("Drôme-Ardèche").
_COMPASS = "nord"
_GOES_ON = re.compile(r"[-‑][A-Za-zÀ-ÿ]")
#: A code on its own: "46", "Pays de Figeac (46)", "Départements 01 et 39".
_CODE = re.compile(r"(?:^|[(,/;] ?|\bdépartements? (?:n° ?)?|\bet )(?P<code>\d{2,3}|2[AB]|69M)(?=$| ?[),/;]| et | - )", re.IGNORECASE)


def same_length_key(text: str) -> str:
    """Lower case without accents, hyphens and apostrophes as blanks, exactly as long as the text.

    >>> same_length_key("Côtes-d’Armor")
    'cotes d armor'
    """
    return "".join(_key(c) for c in text)


@cache
def _key(char: str) -> str:
    base = unicodedata.normalize("NFD", char)[0].lower()
    return base if base.isalnum() and len(base) == 1 else " "


def _plurals(people: str) -> tuple[str, str]:
    """Masculine and feminine plural of a masculine plural: "lozériens" and "lozériennes", "gardois" and "gardoises"."""
    stem = people if people.endswith(("ais", "ois")) else people.removesuffix("s")
    return people, stem + ("nes" if stem.endswith("en") else "s" if stem.endswith("e") else "es")


@dataclass(frozen=True, slots=True)
class Mention:
    """A department named in a text, by range of that text."""

    start: int
    end: int
    code: str


class Gazetteer:
    """Finds departments by name, old name, misspelling or INSEE code.

    >>> from pipeline.rulebook import default_rulebook
    >>> places = Gazetteer(default_rulebook().departments)
    >>> [m.code for m in places.find("déployé dans le Gard, en Gironde et les Pays de la Loire")]
    ['30', '33']
    >>> [m.code for m in places.find("Drôme-Ardèche, le Nord-Aveyron et les Lot-et-Garonnais")]
    ['26', '07']
    """

    def __init__(self, departments: DepartmentsFile) -> None:
        regions = {r.code: r.name for r in departments.regions}
        self._entries: dict[str, DepartmentEntry] = {d.code: d for d in departments.departments}
        self._records = {
            d.code: DepartmentName(code=d.code, name=d.name, region=regions[d.region], region_code=d.region)
            for d in departments.departments
        }
        names: dict[str, str | None] = {fold(name): None for name in departments.not_departments}
        for d in departments.departments:
            names.update({fold(name): d.code for name in (d.name, *d.also)})
        self._groups: dict[str, list[str | None]] = {fold(group.name): list(group.codes) for group in departments.groups}
        names.update(dict.fromkeys(self._groups))
        self._codes = names
        longest_first = sorted(names, key=lambda n: (-len(n), n))
        self._regions = re.compile("|".join(same_length_key(name) for name in sorted(regions.values(), key=len, reverse=True)))
        #: many ask for the departments of the same lines
        self._kept = lru_cache(_KEPT)(self._find)
        self._people = {form: d.code for d in departments.departments for people in d.inhabitants for form in _plurals(fold(people))}
        self._people_regex = re.compile(r"(?<![a-z0-9])(?:" + "|".join(sorted(self._people, key=len, reverse=True)) + r")(?![a-z0-9])")
        self._regex = re.compile(r"(?<![a-z0-9])(?:" + "|".join(n.replace(" ", " +") for n in longest_first) + r")(?![a-z0-9])")

    def record(self, code: str) -> DepartmentName:
        """Code, name and region of a department; KeyError for an unknown code."""
        return self._records[code]

    def phone_region(self, code: str | None) -> str:
        """The region a local phone number of the department belongs to (`FR`, `RE`…)."""
        return self._entries[code].phone_region if code in self._entries else "FR"

    def code_of(self, name: str) -> str | None:
        """The code of a department named alone (an index line, a table cell)."""
        wanted = fold(name)
        return self._codes.get(wanted) or self._codes.get(wanted.removeprefix("la ").removeprefix("le ").removeprefix("l "))

    def find(self, plain: str) -> Sequence[Mention]:
        """All departments named in plain text, in order: capitalised, and after a word that places can follow."""
        return self._kept(plain)

    def _find(self, plain: str) -> Sequence[Mention]:
        found: list[Mention] = []
        key = same_length_key(plain)
        for match in self._regex.finditer(key):
            name = " ".join(match.group().split())
            start = match.start() + (3 if name.startswith(("la ", "le ")) and plain[match.start()].islower() else 0)
            codes = self._groups.get(name) or [self._codes[name]]
            goes_on = _GOES_ON.match(plain, match.end())
            if goes_on and not (name != _COMPASS and plain[match.end() + 1].isupper() and self._regex.match(key, match.end() + 1)):
                continue
            pair = bool(found) and found[-1].end == start - 1 and plain[start - 1] in "-‑"  # "Drôme-Ardèche"
            if plain[start].isupper() and (pair or _BEFORE.search(plain[max(0, start - 20) : start])):
                found += [Mention(start, match.end(), code) for code in codes if code]
        return found

    def find_people(self, plain: str) -> list[Mention]:
        """The departments whose inhabitants a text names, capitalised and in the plural.

        >>> from pipeline.rulebook import default_rulebook
        >>> places = Gazetteer(default_rulebook().departments)
        >>> [m.code for m in places.find_people("Lozériens et Lot-et-Garonnaises le proposent à un public lotois")]
        ['48', '47']
        """
        matches = self._people_regex.finditer(same_length_key(plain))
        return [Mention(m.start(), m.end(), self._people[m.group()]) for m in matches if plain[m.start()].isupper()]

    def without_places(self, plain: str) -> str:
        """The text without the departments and regions it names, and without their codes."""
        bare = list(plain)
        for mention in [*self.find(plain), *self.find_codes(plain)]:
            bare[mention.start : mention.end] = " " * (mention.end - mention.start)
        for match in self._regions.finditer(same_length_key("".join(bare))):
            bare[match.start() : match.end()] = " " * len(match.group())
        return "".join(bare)

    def holds_only_places(self, plain: str) -> bool:
        """Whether nothing is left of a text without the places it names and the words that join them.

        >>> from pipeline.rulebook import default_rulebook
        >>> places = Gazetteer(default_rulebook().departments)
        >>> [places.holds_only_places(text) for text in ("Lot et Aveyron", "le Lot et la Nièvre", "Lot de vélos")]
        [True, True, False]
        """
        return not any(c.isalnum() for c in _BESIDE_PLACE.sub(" ", self.without_places(plain)))

    def find_codes(self, plain: str) -> list[Mention]:
        """The departments that a place gives by code, each code standing on its own.

        >>> from pipeline.rulebook import default_rulebook
        >>> places = Gazetteer(default_rulebook().departments)
        >>> [[m.code for m in places.find_codes(text)] for text in ("Pays de Figeac (46)", "46 communes")]
        [['46'], []]
        """
        codes = ((match, match["code"].upper()) for match in _CODE.finditer(plain))
        return [Mention(*match.span("code"), code) for match, code in codes if code in self._records]
