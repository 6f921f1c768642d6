"""Looking for the contacts of a dataset in texts, for the proof that none is left.

For every contact it looks for

- the name: all its words side by side, in any order, whatever their case, accents, punctuation and line breaks, or
  written as one word; a family name on its own, and a name of one word, only behind a civility, since it may be a common
  word ("Martin", "Février");
- each e-mail address, also with blanks inside, and with "(at)";
- each phone number: national, international, with or without separators.

Names and addresses are bounded by words: "Anne Roy" is not found in "Marianne Royer".
Names with initials ("A. Roy") are not looked for, nor persons who are no contact.

Nothing here is shared with the code and the rules that make the public edition: a proof with their gaps would be none.
"""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterator
from itertools import pairwise, permutations
from typing import Literal

import phonenumbers

from schemas.dataset import Dataset

Kind = Literal["name", "email", "phone"]

_WORD = re.compile(r"[^\W\d_]+|\d+")
_CIVILITY = re.compile(
    r"mm?|mrs?|mmes?|mlles?|drs?|pr|me|monsieur|messieurs|madame|mesdames|mademoiselle|mesdemoiselles|docteure?s?|professeure?s?|maitres?"
)
_PARTICLES = frozenset({"de", "du", "des", "d", "le", "la", "les", "l", "van", "von", "den", "der", "ben", "el", "al", "da", "dos", "di"})
#: What may stand between a civility and a name.
_BEHIND_CIVILITY = re.compile(r"(?:\.|\s)[^\S\n]?\n?[^\S\n]?")
_BEHIND_PARTICLE = re.compile(r"[\s'’-]")
#: A word cut at the end of a line.
_CUT = re.compile(r"[-‐\u00ad]\s*\n\s*")
_WORD_CUT = re.compile(rf"[^\W\d_]+(?:{_CUT.pattern}[^\W\d_]+)*|\d+")
#: The column that holds names of contacts and nothing else: there a name of one word is found too.
_CONTACT_NAME = re.compile(r"contact.*\bname$")
_AT = re.compile(r"[(\[](?:at|arobase|@)[)\]]")
_NUMBER = re.compile(r"\d(?:[\s./_·()‐‑–—-]{0,3}\d){7,}")
#: A name with more words has too many orders to try; its words are turned in a circle instead.
_MANY_WORDS = 6

#: Where it begins, what it is, and the fiche of the contact.
Finding = tuple[int, Kind, str]


class ContactSearch:
    """The contacts of a dataset, each with its fiche, ready to be looked for."""

    def __init__(self, full: Dataset) -> None:
        self._orders: dict[str, dict[tuple[str, ...], str]] = defaultdict(dict)
        self._families: dict[str, str] = {}
        self._lone: dict[str, str] = {}
        self._emails: dict[str, str] = {}
        self._phones: dict[str, str] = {}
        self._bare: dict[str, str] = {}
        for fiche in full.fiches:
            for contact in fiche.contacts:
                if contact.name:
                    self._add_name(contact.name, fiche.id)
                for email in contact.emails:
                    self._emails.setdefault(_folded(email), fiche.id)
                for phone in contact.phones:
                    self._add_phone(phone, fiche.id)
        self._lengths = sorted({len(printed) for printed in self._phones})
        self._seen: dict[str, list[Finding]] = {}

    def found_in(self, place: str, text: str) -> list[Finding]:
        """On which line of the text of a place something of a contact begins, what it is, and of which fiche."""
        if text not in self._seen:
            folded = _folded(text)
            found = (*self._names_in(folded), *self._emails_in(folded), *self._phones_in(folded))
            self._seen[text] = [(folded.count("\n", 0, at) + 1, kind, fiche) for at, kind, fiche in found]
        lone = self._lone.get(_folded(text).strip()) if _CONTACT_NAME.search(place) else None
        return [*self._seen[text], (1, "name", lone)] if lone else self._seen[text]

    def _add_name(self, name: str, fiche: str) -> None:
        words = tuple(_WORD.findall(_folded(name)))
        if len(words) == 1:
            self._lone.setdefault(words[0], fiche)
        else:
            turned = (words[n:] + words[:n] for n in range(len(words)))
            for order in permutations(words) if len(words) < _MANY_WORDS else turned:
                self._orders[order[0]].setdefault(order, fiche)
                self._orders["".join(order)].setdefault(("".join(order),), fiche)
        parts = name.split()
        capitals = [part for part in parts if part.isupper() and len(part) > 2]
        family = capitals if capitals and len(parts) > len(capitals) else parts[1:] or parts
        for word in (word for part in family for word in _WORD.findall(_folded(part))):
            if len(word) > 2 and word not in _PARTICLES:
                self._families.setdefault(word, fiche)

    def _add_phone(self, phone: str, fiche: str) -> None:
        parsed = phonenumbers.parse(phone)
        country, national = str(parsed.country_code), str(parsed.national_number)
        for printed in (f"0{national}", country + national, f"{country}0{national}"):
            self._phones.setdefault(printed, fiche)
        # a program that takes it for a number drops its zero; among other digits that would be chance
        self._bare.setdefault(national, fiche)

    def _names_in(self, folded: str) -> Iterator[Finding]:
        for pattern in (_WORD, _WORD_CUT) if _CUT.search(folded) else (_WORD,):
            matches = list(pattern.finditer(folded))
            words = [_CUT.sub("", match.group()) for match in matches]
            for n, word in enumerate(words):
                for order, fiche in self._orders.get(word, {}).items():
                    if tuple(words[n : n + len(order)]) == order:
                        yield matches[n].start(), "name", fiche
                if _CIVILITY.fullmatch(word) and (owner := self._introduced(folded, matches[n : n + 4])):
                    yield matches[n].start(), "name", owner

    def _introduced(self, text: str, matches: list[re.Match[str]]) -> str | None:
        """The fiche of the contact whose family name stands behind a civility, perhaps behind particles."""
        if text[matches[0].start() - 1 : matches[0].start()] == ".":
            return None  # an acronym
        for last, match in pairwise(matches):
            gap = text[last.end() : match.start()]
            if not (_BEHIND_CIVILITY if last is matches[0] else _BEHIND_PARTICLE).fullmatch(gap):
                return None
            word = _CUT.sub("", match.group())
            if word in self._families:
                return self._families[word]
            if word not in _PARTICLES:
                return None
        return None

    def _emails_in(self, folded: str) -> Iterator[Finding]:
        if not re.search(r"@|\bat\b|\barobase\b", folded):
            return
        compact = _AT.sub("@", re.sub(r"\s", "", folded))
        for email, fiche in self._emails.items():
            if email in compact:
                at = r"\s*(?:@|[(\[]\s*(?:at|arobase|@)\s*[)\]])\s*"
                spaced = at.join(r"\s*".join(map(re.escape, part)) for part in email.split("@"))
                for match in re.finditer(rf"(?<![\w.+-]){spaced}(?!\w)", folded):
                    yield match.start(), "email", fiche

    def _phones_in(self, folded: str) -> Iterator[Finding]:
        for match in _NUMBER.finditer(folded):
            digits = "".join(c for c in match.group() if c.isdigit())
            for length in self._lengths:
                for n in range(len(digits) - length + 1):
                    if digits[n : n + length] in self._phones:
                        yield match.start(), "phone", self._phones[digits[n : n + length]]
            if digits in self._bare:
                yield match.start(), "phone", self._bare[digits]


def _folded(text: str) -> str:
    """Lower case without accents; line breaks stay."""
    if text.isascii():
        return text.lower()
    joined = text.lower().replace("œ", "oe").replace("æ", "ae")
    return "".join(c for c in unicodedata.normalize("NFKD", joined).lower() if not unicodedata.combining(c))
