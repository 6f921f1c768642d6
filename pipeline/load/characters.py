"""Odd characters made legible: ligatures, accents set apart, unusual hyphens, invisible and unusual blanks."""

import unicodedata
from collections.abc import Sequence

from pipeline.document import MappedText

BOLD, ITALIC = 1, 2

Ranges = tuple[tuple[int, int], ...]

_INVISIBLE = frozenset("\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\ufeff")
_HYPHENS = frozenset("\u2010\u2011")
_LIGATURES = frozenset("\ufb00\ufb01\ufb02\ufb03\ufb04\ufb05\ufb06")


def legible(text: MappedText, styles: Sequence[int]) -> tuple[MappedText, Ranges, Ranges]:
    """The text with one kind of blank and hyphen, letters for ligatures and accents on their letters; its bold and italic ranges.

    `styles` has the bits BOLD and ITALIC for each character of the text.

    >>> shown, bold, _ = legible(MappedText("e\ufb03cace\u202f!", tuple(range(8))), [1] * 6 + [0] * 2)
    >>> shown.text, shown.offsets[:4], bold
    ('efficace !', (0, 1, 1, 1), ((0, 8),))
    """
    letters: list[str] = []
    offsets: list[int] = []
    kept: list[int] = []
    for letter, offset, style in zip(text.text, text.offsets, styles, strict=True):
        if letter in _INVISIBLE:
            continue
        if unicodedata.combining(letter) and letters and len(joined := unicodedata.normalize("NFC", letters[-1] + letter)) == 1:
            letters[-1] = joined
            continue
        shown = _shown(letter)
        if shown == " " and (not letters or letters[-1] == " "):
            continue
        for part in shown:
            letters.append(part)
            offsets.append(offset)
            kept.append(style)
    if letters and letters[-1] == " ":
        letters, offsets, kept = letters[:-1], offsets[:-1], kept[:-1]
    return MappedText("".join(letters), tuple(offsets)), _ranges(kept, BOLD), _ranges(kept, ITALIC)


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
