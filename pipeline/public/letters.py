"""Finding words in a text letter by letter, whatever case, accents, blanks and marks they are printed with."""

import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import cache

#: First and one past last character.
Span = tuple[int, int]


@cache
def letters_of(text: str) -> str:
    """Letters and digits in lower case, without accents.

    >>> letters_of("Élise Œuvrard-2")
    'eliseoeuvrard2'
    """
    whole = text.lower().replace("œ", "oe").replace("æ", "ae")
    return "".join(c for c in unicodedata.normalize("NFKD", whole).lower() if c.isalnum())


class Letters:
    """A text with its bare letters and digits: the place of each in the text, and where words or numbers begin."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.places: list[int] = []
        self.starts: set[int] = set()
        letters: list[str] = []
        kind = ""
        for place, character in enumerate(text):
            if unicodedata.combining(character):
                continue
            own = "letter" if character.isalpha() else "digit" if character.isalnum() else ""
            if own and own != kind:
                self.starts.add(len(letters))
            kind = own
            for letter in letters_of(character):
                letters.append(letter)
                self.places.append(place)
        self.bare = "".join(letters)


class Spellings:
    """Words to look for, each as its bare letters."""

    def __init__(self, spellings: Iterable[str]) -> None:
        self._by_head: dict[str, set[str]] = defaultdict(set)
        for spelt in spellings:
            self._by_head[spelt[:2]].add(spelt)

    def spans(self, printed: Letters) -> Iterator[Span]:
        r"""Where they stand in a text, from the beginning of a word to the end of one.

        >>> list(Spellings(["anneroy"]).spans(Letters("Anne\nRoy, Marianne Royer")))
        [(0, 8)]
        """
        for first in printed.starts:
            for spelt in self._by_head.get(printed.bare[first : first + 2], ()):
                end = first + len(spelt)
                if printed.bare.startswith(spelt, first) and (end == len(printed.bare) or end in printed.starts):
                    yield printed.places[first], printed.places[end - 1] + 1
