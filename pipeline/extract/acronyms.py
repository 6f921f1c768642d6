"""What the acronyms of a document stand for, learnt from the document itself."""

import re
import unicodedata

from pipeline.document import Document

_IN_BRACKETS = re.compile(
    r"(?P<words>(?:[\wÀ-ÿ'’-]+ ){1,14})\(« ?(?P<a>[A-Z]{2,8})s? ?»?\)|(?P<words2>(?:[\wÀ-ÿ'’-]+ ){1,14})\((?P<b>[A-Z]{2,8})s?\)"
)
_EXPANDED = re.compile(r"\b(?P<acronym>[A-Z]{2,8})(?: \(|, )(?P<words>[A-ZÀ-Ýa-zà-ÿ][^(),.;]{8,90})")
_SMALL = {"de", "des", "du", "d", "la", "le", "les", "l", "et", "en", "a", "au", "aux", "pour", "dans", "par", "sur", "un", "une"}


def _initials(words: list[str]) -> str:
    return "".join(unicodedata.normalize("NFD", w)[0].upper() for w in words)


def _content(text: str) -> list[str]:
    words = re.findall(r"[\wÀ-ÿ]+", text)
    return [w for w in words if unicodedata.normalize("NFD", w)[0].lower() + w[1:].lower() not in _SMALL]


class Acronyms:
    """Acronym -> first word of what it stands for.

    >>> from pipeline.load.text import read_blocks
    >>> from pathlib import PurePath
    >>> from pipeline.document import Reading
    >>> source = "Des Jeunes Ambassadeurs des Droits de l'Enfant (JADE). Les acteurs de rue du lien local, ARLL."
    >>> Acronyms(Document("d", PurePath("d.txt"), "", Reading("text/plain", source, read_blocks(source)))).head("JADE")
    'Jeunes'
    """

    def __init__(self, document: Document) -> None:
        self._heads: dict[str, str] = {}
        self._titles = [block.text.text for block in document.blocks if 15 < len(block.text) < 160]
        for block in document.blocks:
            text = block.text.text
            for match in _IN_BRACKETS.finditer(text):
                self._learn(match["a"] or match["b"], _content(match["words"] or match["words2"]), from_end=True)
            for match in _EXPANDED.finditer(text):
                self._learn(match["acronym"], _content(match["words"]), from_end=False)

    def _learn(self, acronym: str, words: list[str], *, from_end: bool) -> None:
        size = len(acronym)
        part = words[-size:] if from_end else words[:size]
        if acronym not in self._heads and len(part) == size and _initials(part) == acronym:
            self._heads[acronym] = part[0]

    def head(self, acronym: str) -> str | None:
        """The first word an acronym stands for: told in brackets, or spelt out in a short line such as a title."""
        if acronym not in self._heads and len(acronym) >= 4:
            for title in self._titles:
                words = _content(title)
                at = _initials(words).find(acronym)
                if at >= 0:
                    self._heads[acronym] = words[at]
                    break
        return self._heads.get(acronym)
