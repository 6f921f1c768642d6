"""Cutting a document whose actions are told below headings that nothing but their shape makes titles.

A press kit, the page of a strategy or a yearly report has no label, number or announcement to go by. What tells its
titles is that headings set in one way each stand above a few sentences of about the same length, and that these
sentences count something and name who acts. The sections of minutes, guides and statistics do not agree so.
"""

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.document import Block, BlockKind, Document, fold
from pipeline.rulebook import Rulebook
from pipeline.segment.headings import known_heading, standing_twice
from pipeline.segment.model import Segment, Segmentation, SegmentSection, first_match
from pipeline.segment.titles import Style, could_be_title, style_of
from schemas.enums import FicheKind, SectionKey
from schemas.fiche import Chapter
from schemas.rules import ToldLayout

#: How a title is set: its style, whether it is in capitals, the sort of its mark.
_Setting = tuple[Style, bool, str]
#: A title has no more words.
_TITLE_WORDS = 25
#: So many titles are no accident; so many words are a text, and no fewer are what most titles head.
_LEAST, _WORDS, _USUAL = 4, 20, 35
#: The shares of the headings of one setting that head a text, of the texts that count something, and that name who acts.
_TOLD, _COUNTS, _ACTS = 0.8, 0.75, 0.6
#: A heading that ends the actions has no more characters.
_ENDING = 100
#: "2 — Insertion et logement", "1. Grandir en sécurité".
_NUMBERED = re.compile(r"^(?P<number>\d{1,2})(?: ?[.)|/–—-] ?| )(?P<name>[^\d\W].*)$")


@dataclass(frozen=True, slots=True)
class _Titles:
    """The titles of a document, the headings above them and the end of their texts, as positions."""

    titles: tuple[int, ...]
    outer: tuple[int, ...]
    end: int


def cut(document: Document, layout: ToldLayout, rulebook: Rulebook) -> Segmentation:
    """One action a title, below the chapters and sections that stand above titles."""
    blocks = document.blocks
    found = _Finder(blocks, layout, rulebook).find()
    if found is None:
        return Segmentation((), blocks)
    stops = sorted({*found.titles, *found.outer, found.end})
    segments = []
    for title in found.titles:
        stop = next(stop for stop in stops if stop > title)
        above = next((i for i in reversed(found.outer) if i < title), None)
        chapter, section = _above(blocks[above]) if above is not None else (None, None)
        segments.append(
            Segment(
                kind=FicheKind.ACTION,
                title=blocks[title].text,
                header=(),
                department_line=None,
                sections=(SegmentSection(SectionKey.BODY, None, blocks[title + 1 : stop]),),
                chapter=chapter,
                section=section,
            )
        )
    return Segmentation(tuple(segments), (*blocks[: found.titles[0]], *blocks[found.end :]))


def told_headings(document: Document, layout: ToldLayout, rulebook: Rulebook) -> int:
    """How many headings of a document are the titles of actions by their shape; 0 where too few are."""
    found = _Finder(document.blocks, layout, rulebook).find()
    return len(found.titles) if found else 0


class _Finder:
    """Finds the titles among the blocks of one document; positions index them."""

    def __init__(self, blocks: Sequence[Block], layout: ToldLayout, rulebook: Rulebook) -> None:
        self._blocks = blocks
        self._layout = layout
        self._rules = rulebook
        self._again = standing_twice(blocks)

    def find(self) -> _Titles | None:
        """The headings of the setting that most texts stand below, where these agree."""
        by_setting: dict[_Setting, list[int]] = defaultdict(list)
        for position, block in enumerate(self._blocks[:-1]):
            if _could_head(block) and not self._is_part(block):
                by_setting[_setting(block)].append(position)
        found = [titles for positions in by_setting.values() if (titles := self._titles(positions))]
        return max(found, key=lambda titles: len(titles.titles), default=None)

    def _is_part(self, block: Block) -> bool:
        """Whether a heading stands again and again, or is known to head a part of an action or of a document."""
        plain = block.text.plain
        if fold(plain) in self._again or known_heading(plain, self._rules.sections):
            return True
        return first_match((*self._layout.apart, *self._rules.briefs.label), plain) is not None

    def _titles(self, positions: Sequence[int]) -> _Titles | None:
        """The titles among headings of one setting, None where their texts are not those of actions."""
        first = next((i for i in positions if self._words_below(i) >= _WORDS), None)
        if first is None:
            return None
        end = next((i for i in range(first, len(self._blocks)) if self._ends(i)), len(self._blocks))
        heads = [i for i in positions if first <= i < end]
        told = [i for i in heads if self._words_below(i) >= _WORDS]
        if len(told) < _LEAST or len(told) < _TOLD * len(heads):
            return None
        outer = [i for i in range(end) if self._stands_above(i, told)]
        stops = sorted({*told, *outer, end})
        texts = [self._blocks[i + 1 : next(stop for stop in stops if stop > i)] for i in told]
        sizes = sorted(sum(len(block.text.text.split()) for block in text) for text in texts)
        counting = sum(any(first_match(self._layout.counts, block.text.plain) for block in text) for text in texts)
        acting = sum(any(first_match(self._layout.acts, block.text.plain) for block in text) for text in texts)
        if sizes[len(sizes) // 2] < _USUAL or counting < _COUNTS * len(told) or acting < _ACTS * len(told):
            return None
        return _Titles(tuple(told), tuple(outer), end)

    def _ends(self, position: int) -> bool:
        plain = self._blocks[position].text.plain
        return len(plain) <= _ENDING and first_match((*self._layout.ends_at, *self._rules.outline.appendix), plain) is not None

    def _words_below(self, position: int) -> int:
        """How many words stand below a heading before the next one."""
        words = 0
        for block in self._blocks[position + 1 :]:
            if _could_head(block):
                break
            words += len(block.text.text.split())
        return words

    def _stands_above(self, position: int, titles: Sequence[int]) -> bool:
        """Whether a heading stands above a title; one of a higher level may have a line of introduction between them."""
        block = self._blocks[position]
        if position in titles or not could_be_title(block):
            return False
        if position + 1 in titles:
            return True
        level = self._blocks[titles[0]].level
        return block.kind is BlockKind.HEADING and 0 < block.level < level


def _above(block: Block) -> tuple[Chapter | None, str | None]:
    """The chapter that a numbered heading names, or the section that any other does."""
    printed = f"{block.marker} {block.text.text}" if block.marker[:1].isdigit() else block.text.text
    match = _NUMBERED.match(printed)
    if match is None:
        return None, block.text.text
    return Chapter(number=int(match["number"]), name=match["name"]), None


def _could_head(block: Block) -> bool:
    return could_be_title(block) and len(block.text.text.split()) <= _TITLE_WORDS


def _setting(block: Block) -> _Setting:
    return style_of(block), block.text.text.isupper(), block.marker
