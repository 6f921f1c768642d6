"""The headings of chapters: what numbers them and what they are called."""

import re
from collections.abc import Mapping, Sequence

from pipeline.document import Block
from pipeline.segment.model import match_of
from schemas.fiche import Chapter
from schemas.rules import Rule

#: "2 — Insertion et logement", "1. Grandir en sécurité", "III. Se loger".
_NUMBERED = re.compile(r"^(?:(?P<number>\d{1,2})(?: ?[.)|/–—-] ?| )|(?P<roman>[IVX]{1,4})(?: ?[.)|/–—-] ))(?P<name>[^\d\W].*)$")
_ROMAN = {"i": 1, "v": 5, "x": 10}


def chapter_number(printed: str) -> int | None:
    """The number that digits or Roman numerals tell, None for anything else.

    >>> chapter_number("12"), chapter_number("IV"), chapter_number("B")
    (12, 4, None)
    """
    if printed.isdigit():
        return int(printed)
    values = [_ROMAN.get(letter, 0) for letter in printed.lower()]
    if not values or 0 in values:
        return None
    return sum(-value if value < after else value for value, after in zip(values, [*values[1:], 0], strict=True))


def chapter_of(text: str, rules: Sequence[Rule]) -> Chapter | None:
    """The chapter that a heading opens by its own word ("Chapitre 2 : Logement"); its name is empty where the heading has none."""
    match = match_of(rules, text)
    number = chapter_number(match["number"]) if match else None
    return Chapter(number=number, name=match["name"].strip()) if match and number else None


def numbered_chapter(block: Block) -> Chapter | None:
    """The chapter that a heading could be by the number before its words ("1. Se loger"), read from its marker too."""
    printed = f"{block.marker} {block.text.text}" if block.marker[:1].isdigit() else block.text.text
    match = _NUMBERED.match(printed)
    number = chapter_number(match["number"] or match["roman"]) if match else None
    return Chapter(number=number, name=match["name"].strip()) if match and number else None


def counted_through(chapters: Mapping[int, Chapter]) -> bool:
    """Whether chapters by position count from one without a gap, as page numbers and the items of many lists do not."""
    numbers = [chapter.number for _, chapter in sorted(chapters.items())]
    return numbers == list(range(1, len(numbers) + 1))
