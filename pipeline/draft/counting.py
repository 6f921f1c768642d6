"""Words that count the fiches of a document ("Portrait n° 3"), known or not."""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pipeline.document import Block, BlockKind, fold
from pipeline.rulebook import Rulebook
from pipeline.segment.model import first_match
from schemas.rules import HeaderFichesLayout, Rule

#: So many different numbers behind one word count something.
_LEAST = 3
_LINE = re.compile(
    r"^(?P<word>[A-ZÀ-Ý][^\W\d]*(?:(?:[ '-]|d')[^\W\d]+){0,3}?)[ -]*(?:[nN] ?[°o]\.? ?|(?i:num[ée]ro) )?(?P<number>\d+(?:[.-]\d+)*)"
    r"(?=$| ?[:.)/|-]| [A-ZÀ-Ý\"«])"
)
#: What counts years, not fiches.
_YEAR = re.compile(r"^(?:19|20)\d\d$")
#: The number of a fiche behind the words that count it, in any of the ways that publishers print it.
_NUMBER = r"[ -]*(?:n ?[°o]\.? ?|num[ée]ro )?(?P<number>(?:[a-z]{1,3}[ .-]?)?\d+(?:[.-]?(?:\d+|[a-z]\b))*)(?=$|[ :.)/|-])"


@dataclass(frozen=True, slots=True)
class CountingWord:
    """Words that stand before numbers at the head of lines, with the first such line of each as printed.

    There are several where a document counts its parts each in its own way; `known` tells that a profile knows them.
    """

    words: tuple[str, ...]
    examples: tuple[str, ...]
    times: int
    known: bool

    @property
    def pattern(self) -> str:
        """A pattern for the lines that they open."""
        words = [re.sub(r"\\([ '-])", r"\1", re.escape(word)) for word in self.words]
        return f"^{words[0] if len(words) == 1 else '(?:' + '|'.join(words) + ')'}{_NUMBER}"


def counting_words(blocks: Sequence[Block], rulebook: Rulebook) -> list[CountingWord]:
    """The words that count something in a document, those of the most lines first, all known ones together last.

    Parts and chapters are left out.
    """
    found: dict[str, list[tuple[str, str, str]]] = defaultdict(list)
    for word, number, printed, name in _counted(blocks, rulebook):
        found[name].append((word, number, printed))
    starts = _starts(rulebook)
    words = [
        CountingWord((lines[0][0].lower(),), (lines[0][2],), len(lines), first_match(starts, lines[0][2]) is not None)
        for lines in found.values()
        if len({number for _, number, _ in lines}) >= _LEAST
    ]
    words.sort(key=lambda word: (not word.known, -word.times, word.words))
    known = [word for word in words if word.known]
    return [*words, *([_together(known)] if len(known) > 1 else [])]


def _together(words: Sequence[CountingWord]) -> CountingWord:
    return CountingWord(
        tuple(one for word in words for one in word.words),
        tuple(example for word in words for example in word.examples),
        sum(word.times for word in words),
        known=True,
    )


def _starts(rulebook: Rulebook) -> list[Rule]:
    layouts = (profile.layout for profile in rulebook.profiles)
    return [rule for layout in layouts if isinstance(layout, HeaderFichesLayout) for rule in layout.start]


def _counted(blocks: Sequence[Block], rulebook: Rulebook) -> Iterator[tuple[str, str, str, str]]:
    outline = rulebook.outline
    starts = _starts(rulebook)
    for block in blocks:
        plain = block.text.plain
        match = _LINE.match(plain) if block.kind is not BlockKind.LIST_ITEM else None
        if match is None or _YEAR.match(match["number"]):
            continue
        structural = first_match(outline.chapter, plain) or first_match(outline.part, plain)
        if structural or (first_match(outline.axis, plain) and not first_match(starts, plain)):
            continue
        yield match["word"].strip(), match["number"], match.group().strip(), fold(match["word"])
