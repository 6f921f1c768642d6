"""Odd characters made legible: ligatures, accents set apart, unusual hyphens, invisible and unusual blanks."""

import re
import unicodedata
from collections.abc import Sequence

from pipeline.document import MappedText

BOLD, ITALIC = 1, 2

#: Words that a sentence cannot end with: what follows belongs to it.
OPEN_END = re.compile(
    r"(?:\b(?:le|la|les|un|une|des?|du|et|ou|à|au|aux|en|dans|par|pour|sur|avec|sans|que|qui|dont|leurs?|ses|son|sa|cette?|ces)|[ld]['’])$",
    re.IGNORECASE,
)

Ranges = tuple[tuple[int, int], ...]

_INVISIBLE = frozenset("\u00ad\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2060\ufeff")
_HYPHENS = frozenset("\u2010\u2011")
_LIGATURES = frozenset("\ufb00\ufb01\ufb02\ufb03\ufb04\ufb05\ufb06")


def is_blank(text: str) -> bool:
    """Whether nothing of a text is visible."""
    return all(letter.isspace() or letter in _INVISIBLE for letter in text)


def resolved(text: MappedText) -> MappedText:
    """The text with one kind of blank and hyphen, letters for ligatures and accents on their letters.

    Each character maps to where it stands; blanks and what is invisible at the ends are left out.

    >>> shown = resolved(MappedText("e\ufb03cace\u202f!", tuple(range(8))))
    >>> shown.text, shown.offsets[:4]
    ('efficace !', (0, 1, 1, 1))
    """
    return _mapped(text, _letters(text.text))


def legible(text: MappedText, styles: Sequence[int]) -> tuple[MappedText, Ranges, Ranges]:
    """The text as `resolved` gives it; its bold and italic ranges.

    `styles` has the bits BOLD and ITALIC for each character of the text.

    >>> shown, bold, _ = legible(MappedText("un re\u0301pit", tuple(range(9))), [0] * 3 + [BOLD] * 6)
    >>> shown.text, bold
    ('un répit', ((3, 8),))
    """
    letters = _letters(text.text)
    kept = [styles[at] for _, at in letters]
    return _mapped(text, letters), _ranges(kept, BOLD), _ranges(kept, ITALIC)


def _mapped(text: MappedText, letters: Sequence[tuple[str, int]]) -> MappedText:
    return MappedText("".join(shown for shown, _ in letters), tuple(text.offsets[at] for _, at in letters))


def _letters(text: str) -> list[tuple[str, int]]:
    """The characters that are shown, each with its position in the text."""
    letters: list[tuple[str, int]] = []
    for at, letter in enumerate(text):
        if letter in _INVISIBLE:
            continue
        if unicodedata.combining(letter) and letters and len(joined := unicodedata.normalize("NFC", letters[-1][0] + letter)) == 1:
            letters[-1] = (joined, letters[-1][1])
            continue
        shown = _shown(letter)
        if shown == " " and (not letters or letters[-1][0] == " "):
            continue
        letters += [(part, at) for part in shown]
    return letters[:-1] if letters and letters[-1][0] == " " else letters


def _shown(letter: str) -> str:
    if letter in _LIGATURES:
        return unicodedata.normalize("NFKC", letter)
    if letter in _HYPHENS:
        return "-"
    return " " if letter.isspace() else letter


def _ranges(styles: Sequence[int], flag: int) -> Ranges:
    ranges: list[tuple[int, int]] = []
    for position, style in enumerate(styles):
        if style & flag:
            if ranges and ranges[-1][1] == position:
                ranges[-1] = (ranges[-1][0], position + 1)
            else:
                ranges.append((position, position + 1))
    return tuple(ranges)
