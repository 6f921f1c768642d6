"""The names that stand behind a civility: "M. Durand", "Mme la Présidente Claire Roux"."""

import re
from collections.abc import Iterable, Iterator

from pipeline.document import fold
from pipeline.public.civilities import Civilities, Civility
from pipeline.public.letters import Span
from pipeline.rulebook import Rulebook
from pipeline.segment.model import first_match

#: A word of a name, perhaps cut at the end of a line.
_WORD = re.compile(r"(?:[dl]['’])?[^\W\d_]+(?:['’‐‑-][^\W\d_]+)*(?:[\u00ad-]\s*\n\s*[a-zà-ÿ]+)?")
_MOST_WORDS = 6
#: Between words of a name; also inside "J.-P.".
_GAP = re.compile(r"[^\S\n]*\n?[^\S\n]*[‐‑-]?")
#: Behind a name it tells where somebody belongs: "M. Durand du Département".
_BELONGING = re.compile(r"(?:du|des|de\s+l(?:a|es)?)\b")
_AND = re.compile(r"\s*(?:,|&|/|\bet\b|\bou\b)\s*")
#: A function between civility and name: "la Présidente Claire Roux".
_ADDRESSED = re.compile(r"\s+(?:le\s+|la\s+|l['’])[\w-]+,?\s+(?=[A-ZÀ-Ý])")
_ARTICLES = frozenset({"le", "la", "les", "l"})


class IntroducedNames:
    """Finds what civilities introduce; the words of the names of contacts are known, whatever their case."""

    def __init__(self, contacts: Iterable[str], organisations: Iterable[str], rulebook: Rulebook) -> None:
        self._rules = rulebook.persons
        self._civilities = Civilities(rulebook.persons, organisations)
        self._first_names = frozenset(rulebook.first_names.first_names)
        self._particles = frozenset(fold(particle) for particle in rulebook.contacts.particle)
        self._known = {word for name in contacts for word in fold(name).split() if len(word) > 2} - self._particles

    def spans(self, text: str) -> Iterator[Span]:
        """Where a text prints one, without its civility. Raises SlowPattern."""
        for civility in self._civilities.found_in(text):
            more: re.Match[str] | None = None
            while span := self._name_at(text, more.end() if more else civility.end, civility):
                yield span
                more = _AND.match(text, span[1])
                if not more or not civility.several:
                    break

    def _name_at(self, text: str, start: int, civility: Civility) -> Span | None:
        """The name that begins behind the blanks at a place."""
        addressed = _ADDRESSED.match(text, start)
        if civility.sure and addressed and self._is_full_name(text, addressed.end()):
            start = addressed.end()
        words: list[re.Match[str]] = []
        end = start
        while len(words) < _MOST_WORDS and (gap := _GAP.match(text, end)) and (word := _WORD.match(text, gap.end())):
            # a name goes on in the next line only behind a first name
            broken = words and "\n" in gap.group() and fold(words[-1].group()) not in self._first_names
            new = civility.sure and not broken and self._is_part(text, word, None if words else civility)
            if not new and not self._is_known(text, word):
                break
            words.append(word)
            end = word.end() + (len(word.group()) == 1 and text.startswith(".", word.end()))
        return (words[0].start(), end) if words else None

    def _is_full_name(self, text: str, place: int) -> bool:
        first = _WORD.match(text, place)
        second = first and _WORD.match(text, first.end() + 1)
        return bool(first and second and fold(first.group()).split()[0] in self._first_names and _is_capital(second.group()))

    def _is_known(self, text: str, word: re.Match[str]) -> bool:
        """Whether a word, or the one behind it where it is a particle, is of the name of a contact."""
        own, named = word.group(), self._behind_particles(text, word)
        return not self._known.isdisjoint({*fold(own).split(), *fold(named).split()})

    def _is_part(self, text: str, word: re.Match[str], civility: Civility | None) -> bool:
        """Whether a word looks like a part of a name; `civility` is the one just before it, None further on."""
        own, named = fold(word.group()), self._behind_particles(text, word)
        if not _is_capital(named):
            return False
        if civility is None and _BELONGING.match(text, word.start()):
            return False
        if civility and civility.job and own.split()[0] in self._particles:
            return False  # "Professeur des Universités"
        if own not in self._particles:
            return not any(rule.regex.fullmatch(own) for rule in self._rules.function) and not self._civilities.is_one(word.group())
        # "M. le Préfet", but "M. Le Gall"
        return not (civility and own in _ARTICLES and (word.group().islower() or self._is_function(named)))

    def _is_function(self, word: str) -> bool:
        return first_match((*self._rules.function, *self._rules.function_or_name), fold(word)) is not None

    def _behind_particles(self, text: str, word: re.Match[str]) -> str:
        """The word itself, or the first behind it where it is a particle."""
        following: re.Match[str] | None = word
        while following and fold(following.group()) in self._particles:
            gap = _GAP.match(text, following.end())
            following = gap and _WORD.match(text, gap.end())
        return following.group() if following else ""


def _is_capital(word: str) -> bool:
    return re.sub(r"^d['’]", "", word)[:1].isupper()
