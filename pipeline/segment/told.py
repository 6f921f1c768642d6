"""Cutting a document whose actions are told below headings that nothing but their shape makes titles.

A press kit, the page of a strategy or a yearly report has no label, number or announcement to go by. What tells its
titles is that headings set in one way each stand above a few sentences of about the same length, and that these
sentences count something and name who acts. The sections of minutes, guides and statistics do not agree so.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace

from pipeline.document import Block, BlockKind, Document, fold
from pipeline.rulebook import Rulebook
from pipeline.segment.chapters import counted_through, numbered_chapter
from pipeline.segment.fields import FieldReader
from pipeline.segment.headings import ADDRESS, known_heading, standing_twice
from pipeline.segment.model import HeaderLine, Segment, Segmentation, first_match
from pipeline.segment.titles import Style, could_be_title, setting_of
from schemas.enums import FicheKind, HeaderSlot
from schemas.fiche import Chapter
from schemas.rules import ToldLayout

#: How a title is set: its style, whether it is in capitals, the sort of its mark.
_Setting = tuple[Style, bool, str]
#: A title has no more words.
_TITLE_WORDS = 25
#: So many titles are no accident; so many words are a text, and no fewer are what most titles head.
_LEAST, _WORDS, _USUAL = 4, 20, 35
#: The shares of the texts below headings that stand below those of one setting, of these that count something, and that name who acts.
_TOLD, _COUNTS, _ACTS = 0.8, 0.75, 0.6
#: So many headings of another sort of document tell that it is one.
_OTHER = 3
#: So many departments in titles are not those of one publisher.
_SEVERAL = 3
#: A heading that ends the actions has no more characters.
_ENDING = 100


@dataclass(frozen=True, slots=True)
class _Titles:
    """The titles of a document, the headings above them and the end of their texts, as positions."""

    titles: tuple[int, ...]
    outer: tuple[int, ...]
    end: int


def cut(document: Document, layout: ToldLayout, rulebook: Rulebook, fields: FieldReader) -> Segmentation:
    """One action a title, below the chapters and sections that stand above titles, and lines that say where."""
    blocks = document.blocks
    found = _Finder(blocks, layout, rulebook).find()
    if found is None:
        return Segmentation((), blocks)
    places = _places_above(blocks, found.titles, fields)
    kind = FicheKind.BOX if _tell_of_departments(blocks, found.titles, fields) else FicheKind.ACTION
    stops = sorted({*found.titles, *found.outer, *(i - 1 for i in places), found.end})
    segments = []
    for title in found.titles:
        stop = next(stop for stop in stops if stop > title)
        above = next((i for i in reversed(found.outer) if i < title), None)
        chapter, section = _above(blocks[above]) if above is not None else (None, None)
        text = blocks[title + 1 : stop]
        segment = Segment.of_text(kind, blocks[title].text, text, chapter=chapter, section=section)
        if title in places:
            segment = replace(segment, header=(places[title],), department_line=places[title])
        segments.append(segment)
    return Segmentation(tuple(segments), (*blocks[: found.titles[0]], *blocks[found.end :]))


def _tell_of_departments(blocks: Sequence[Block], titles: Sequence[int], fields: FieldReader) -> bool:
    """Whether most titles say in which department it happens, and in another one each: who tells it publishes a letter or a dossier."""
    named = [codes for title in titles if (codes := fields.departments_in(blocks[title].text))]
    return 2 * len(named) > len(titles) and len(set().union(*named)) >= max(_SEVERAL, len(named))


def _places_above(blocks: Sequence[Block], titles: Sequence[int], fields: FieldReader) -> dict[int, HeaderLine]:
    """The departments that a line right above titles names, as the tags of a card do ("Mayenne | Santé"), by title; empty where few have one."""
    found: dict[int, HeaderLine] = {}
    for title in titles:
        above = blocks[title - 1] if title else None
        pieces = above.text.text.split(" | ") if above and above.kind is BlockKind.PARAGRAPH else []
        if above and len(pieces) > 1 and fields.is_place(above.text[: len(pieces[0])]):
            found[title] = HeaderLine(above.text[: len(pieces[0])], HeaderSlot.DEPARTMENT)
    return found if 2 * len(found) > len(titles) else {}


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
        # a contents list prints the headings of a format once more, as lines
        set_apart = [block for block in blocks if block.kind is BlockKind.HEADING]
        self._again = standing_twice(set_apart) | standing_twice(block for block in blocks if block.kind is not BlockKind.HEADING)

    def find(self) -> _Titles | None:
        """The headings of the setting that most texts stand below, where these agree."""
        if sum(first_match(self._layout.other, block.text.plain) is not None for block in self._blocks) >= _OTHER:
            return None
        by_setting: dict[_Setting, list[int]] = defaultdict(list)
        for position, block in enumerate(self._blocks[:-1]):
            if self._may_name(block):
                by_setting[_setting(block)].append(position)
        found = [titles for positions in by_setting.values() if (titles := self._titles(positions))]
        return max(found, key=lambda titles: len(titles.titles), default=None)

    def _is_part(self, block: Block) -> bool:
        """Whether a heading stands again and again, or is known to head a part of an action."""
        plain = block.text.plain
        return (
            fold(plain) in self._again
            or known_heading(plain, self._rules.sections)
            or first_match((*self._rules.briefs.label, *self._layout.parts), plain) is not None
        )

    def _may_name(self, block: Block) -> bool:
        """Whether a heading could be the title of an action: it heads neither a part of one nor a text of another sort."""
        apart = (*self._rules.outline.foreword, *self._layout.apart)
        return _could_head(block) and not self._is_part(block) and first_match(apart, block.text.plain) is None

    def _titles(self, positions: Sequence[int]) -> _Titles | None:
        """The titles among headings of one setting, None where their texts are not those of actions."""
        first = next((i for i in positions if self._words_below(i) >= _WORDS), None)
        if first is None:
            return None
        end = self._end([i for i in positions if self._words_below(i) >= _WORDS])
        told = [i for i in positions if first <= i < end and self._words_below(i) >= _WORDS]
        if len(told) < _LEAST or len(told) < _TOLD * self._texts(first, end, self._blocks[told[0]].level):
            return None
        outer = self._outer(end, told)
        stops = sorted({*told, *outer, end})
        texts = [self._blocks[i + 1 : next(stop for stop in stops if stop > i)] for i in told]
        sizes = sorted(sum(len(block.text.text.split()) for block in text) for text in texts)
        counting = sum(any(first_match(self._layout.counts, block.text.plain) for block in text) for text in texts)
        acting = sum(any(first_match(self._layout.acts, block.text.plain) for block in text) for text in texts)
        if sizes[len(sizes) // 2] < _USUAL or counting < _COUNTS * len(told) or acting < _ACTS * len(told):
            return None
        return _Titles(tuple(told), tuple(outer), end)

    def _end(self, titles: Sequence[int]) -> int:
        """Where the actions end: between titles that the format sets, a line that it does not ("En savoir plus") ends nothing."""
        last = titles[-1] if self._blocks[titles[-1]].kind is BlockKind.HEADING else 0
        found = (i for i in range(titles[0], len(self._blocks)) if self._ends(i))
        return next((i for i in found if i > last or self._blocks[i].kind is BlockKind.HEADING), len(self._blocks))

    def _ends(self, position: int) -> bool:
        """Whether a line ends the actions; one that stands again is a link below each of them ("En savoir plus")."""
        plain = self._blocks[position].text.plain
        if fold(plain) in self._again:
            return False
        return len(plain) <= _ENDING and first_match((*self._layout.ends_at, *self._rules.outline.appendix), plain) is not None

    def _words_below(self, position: int) -> int:
        """How many words stand below a heading before the next one; a heading of a part may stand above them."""
        words = 0
        for block in self._blocks[position + 1 :]:
            if _could_head(block) and not self._is_part(block):
                break
            words += 0 if _could_head(block) else len(block.text.text.split())
        return words

    def _texts(self, first: int, end: int, level: int) -> int:
        """How many texts of some length stand below headings that head no part and stand no higher than a level.

        Where headings have levels, lines that merely look like one head no text of their own.
        """
        heads = (i for i in range(first, end) if self._may_name(self._blocks[i]) and self._blocks[i].level >= level)
        return sum(self._words_below(i) >= _WORDS for i in heads)

    def _outer(self, end: int, titles: Sequence[int]) -> list[int]:
        """The headings above titles that are set in another way; numbers before them count from one, as those of pages do not."""
        settings = {_setting(self._blocks[i]) for i in titles}
        name = self._name()
        above = [i for i in range(end) if i != name and self._stands_above(i, titles) and _setting(self._blocks[i]) not in settings]
        numbered = {i: chapter for i in above if (chapter := numbered_chapter(self._blocks[i]))}
        counts = counted_through(numbered)
        return [i for i in above if (counts or i not in numbered) and not self._blocks[i].text.text.isdigit()]

    def _name(self) -> int | None:
        """The position of the only heading of the highest level, where there are several levels: the title of the document."""
        levels = [(block.level, i) for i, block in enumerate(self._blocks) if block.kind is BlockKind.HEADING and block.level]
        highest = [i for level, i in levels if level == min(levels)[0]]
        return highest[0] if len(highest) == 1 else None

    def _stands_above(self, position: int, titles: Sequence[int]) -> bool:
        """Whether a heading stands above a title; one of a higher level may have a line of introduction between them."""
        block, level = self._blocks[position], self._blocks[titles[0]].level
        if position in titles or not could_be_title(block) or (level and not 0 < block.level <= level):
            return False
        return position + 1 in titles or (block.kind is BlockKind.HEADING and 0 < block.level < level)


def _above(block: Block) -> tuple[Chapter | None, str | None]:
    """The chapter that a numbered heading names, or the section that any other does."""
    chapter = numbered_chapter(block)
    return (chapter, None) if chapter else (None, block.text.text)


def _could_head(block: Block) -> bool:
    return could_be_title(block) and len(block.text.text.split()) <= _TITLE_WORDS and not ADDRESS.search(block.text.plain)


def _setting(block: Block) -> _Setting:
    return *setting_of(block), block.marker
