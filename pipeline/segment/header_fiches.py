"""Cutting a recueil: fiches with a header and sections in capitals, briefs at the end of chapters."""

import re
from dataclasses import dataclass, replace

from rapidfuzz import fuzz

from pipeline.document import Block, BlockKind, Document, MappedText, fold
from pipeline.rulebook import Rulebook
from pipeline.segment.briefs import split_briefs
from pipeline.segment.contents import SAME_TITLE, FrontMatter, read_front_matter, section_of
from pipeline.segment.headings import looks_like_heading, section_key
from pipeline.segment.model import Segment, Segmentation, SegmentSection, first_match
from schemas.enums import FicheKind, SectionKey
from schemas.fiche import Chapter
from schemas.rules import HeaderFichesLayout

#: A line of a header is shorter than this; longer blocks are running text.
_HEADER_LINE = 330
#: A line that only says when: it belongs to the header, also where it stands above the department.
_YEAR_LINE = re.compile(r"^(?:[a-zéûô]+ ){0,3}(?:19|20)\d\d\b.{0,24}$", re.IGNORECASE)
#: "CONTEXTE : Les loyers montent.": a section heading with its text on the same line.
_INLINE_HEADING = re.compile(r"^(?P<heading>[^:.;]{3,60}?) ?: (?=\S.{10,})")
#: How alike a garbled running heading and the section it names must be (0-100).
_GARBLED = 85


@dataclass(frozen=True, slots=True)
class _Start:
    """Where a fiche or a block of briefs starts: the positions of its first block, its header and its department line."""

    first: int
    header: int
    department: int
    full: bool


class _Cutter:
    """Walks the blocks of one document; positions index `blocks`."""

    def __init__(self, document: Document, layout: HeaderFichesLayout, rulebook: Rulebook) -> None:
        self.layout = layout
        self.rulebook = rulebook
        self.blocks = tuple(part for block in document.blocks for part in self._apart(block))
        self.front = read_front_matter(self.blocks, layout)
        self.keys = [None if i in self.front.blocks else section_key(b, rulebook.sections) for i, b in enumerate(self.blocks)]
        self.chapters = self._chapters()
        self.departments = [i for i, b in enumerate(self.blocks) if self._is_department_line(i, b)]

    def cut(self) -> Segmentation:
        """All segments, and the blocks in none."""
        starts = self._starts()
        segments: list[Segment] = []
        used: set[int] = set()
        barriers = {*self.chapters, *self.front.blocks}
        for n, start in enumerate(starts):
            end = starts[n + 1].first if n + 1 < len(starts) else len(self.blocks)
            end = min([end, *(i for i in barriers if start.first < i < end)])
            if not start.full:
                end = next((i for i in range(start.department + 1, end) if self._in_capitals(i)), end)
            stop = self._without_running_heading(start.department + 1, end)
            chapter = next((self.chapters[i] for i in sorted(self.chapters, reverse=True) if i < start.first), None)
            found = self._fiche(start, stop, chapter) if start.full else self._briefs(start, stop, chapter)
            segments.extend(found)
            if found:
                used.update(range(start.first, end))
        outside = tuple(b for i, b in enumerate(self.blocks) if i not in used and i not in self.front.blocks and not self._is_mark(b))
        return Segmentation(tuple(segments), outside)

    def _apart(self, block: Block) -> tuple[Block, ...]:
        """A title and its department line, a section heading and its text, where one line holds both."""
        tail = block.bold[-1][0] if block.bold and block.bold[-1][1] == len(block.text) else 0
        if tail > 3 and first_match(self.rulebook.header.department_line, block.text[tail:].plain):
            line = replace(block, kind=BlockKind.PARAGRAPH, text=block.text[tail:], bold=())
            return replace(block, text=block.text[:tail].strip(), bold=()), line
        match = _INLINE_HEADING.match(block.text.plain)
        if match is None:
            return (block,)
        heading = replace(block, text=block.text[: match.end("heading")], bold=())
        if section_key(heading, self.rulebook.sections) is None:
            return (block,)
        return heading, replace(block, text=block.text[match.end() :], bold=())

    def _is_department_line(self, position: int, block: Block) -> bool:
        return (
            position not in self.front.blocks
            and block.kind in {BlockKind.PARAGRAPH, BlockKind.HEADING}
            and block.marker not in self.layout.running_mark
            and len(block.text) < 160
            and not block.text.text.endswith((".", ";") if len(block.text) < 60 else (".", ";", ":"))
            and first_match(self.rulebook.header.department_line, block.text.plain) is not None
        )

    def _in_capitals(self, position: int) -> bool:
        """Whether a heading in capitals stands here: briefs hold none, so it opens something else ("POUR NOUS ÉCRIRE")."""
        text = self.blocks[position].text.plain
        return self.blocks[position].kind is not BlockKind.LIST_ITEM and text.isupper() and len(text.split()) >= 3

    def _is_mark(self, block: Block) -> bool:
        return block.marker in self.layout.running_mark

    def _starts(self) -> list[_Start]:
        starts: list[_Start] = []
        taken = -1
        for n, line in enumerate(self.departments):
            if line <= taken:
                continue
            section = self._first_section(line)
            others = [d for d in self.departments[n + 1 :] if section is not None and d < section]
            # the department may stand again, as carrier, among the short lines of its own header
            if section is not None and all(self._same_header(line, d) for d in others):
                starts.append(self._full(line))
                taken = others[-1] if others else taken
            elif section is None and self._year_follows(line):
                starts.append(self._full(line))  # a header without any section below it
            else:
                starts.append(_Start(line, line, line, False))
        return starts

    def _year_follows(self, line: int) -> bool:
        """Whether a department line stands between a title and a year, as in a header."""
        if line == 0 or line + 1 >= len(self.blocks) or not looks_like_heading(self.blocks[line - 1]):
            return False
        return _YEAR_LINE.match(self.blocks[line + 1].text.plain) is not None

    def _full(self, line: int) -> _Start:
        """The fiche of a department line: a year line above it is of the header, a title may take two lines."""
        for header in range(line, max(0, line - 4), -1):
            for first in (header - 1, header - 2):
                if self._may_be_title(first) and self._is_announced(first, header):
                    return _Start(first, header, line, True)
        header = line
        if self._may_be_title(line - 2) and _YEAR_LINE.match(self.blocks[line - 1].text.plain):
            header = line - 1
        first = header - 1 if self._may_be_title(header - 1) else header
        if first < header and self.blocks[first].text.text[0].islower() and self._may_be_title(first - 1):
            above = self.blocks[first - 1].text.text
            if len(above) < 120 and above[-1] not in ".;:!?":
                first -= 1
        return _Start(first, header, line, True)

    def _is_announced(self, first: int, end: int) -> bool:
        """Whether the blocks are a title of the contents list."""
        text = fold(MappedText.join(block.text for block in self.blocks[first:end]).text)
        return any(fuzz.ratio(text, fold(entry.title)) >= SAME_TITLE for entry in self.front.entries)

    def _may_be_title(self, position: int) -> bool:
        if position < 0 or position in self.front.blocks or self.keys[position]:
            return False
        return not self._is_mark(self.blocks[position])

    def _first_section(self, line: int) -> int | None:
        """Position of the first section heading below a department line, None where running text comes first."""
        for position in range(line + 1, min(len(self.blocks), line + 1 + self.layout.max_header_blocks)):
            block = self.blocks[position]
            if self.keys[position]:
                return position
            if len(block.text) > _HEADER_LINE or self._is_mark(block) or block.kind is BlockKind.LIST_ITEM:
                return None
        return None

    def _same_header(self, line: int, other: int) -> bool:
        if other == line + 1:
            return True
        again = fold(self.blocks[other].text.text).removeprefix("le ")
        if not again.startswith(fold(self.blocks[line].text.text)):
            return False
        return all(len(self.blocks[i].text) < 80 for i in range(line + 1, other))

    def _chapters(self) -> dict[int, Chapter]:
        """The chapters by the position of their heading; a name may stand in the block below it."""
        found: dict[int, Chapter] = {}
        for i, block in enumerate(self.blocks):
            if i in self.front.blocks or block.kind not in {BlockKind.PARAGRAPH, BlockKind.HEADING} or len(block.text) > 160:
                continue
            rule = first_match(self.layout.chapter, block.text.plain)
            match = rule.regex.search(block.text.plain) if rule else None
            if not match:
                continue
            name = match["name"].strip()
            if not name and i + 1 < len(self.blocks):
                name = self.blocks[i + 1].text.text
            found[i] = Chapter(number=int(match["number"]), name=name.strip())
        return found

    def _without_running_heading(self, start: int, end: int) -> int:
        """Leave out running headings (also garbled ones) that stand before the next title."""
        while end > start and (self._is_mark(self.blocks[end - 1]) or self._garbled(end - 1, end)):
            end -= 1
        if end - 2 >= start and self._garbled(end - 2, end):
            end -= 2
        return end

    def _garbled(self, start: int, end: int) -> str | None:
        """The announced section that the blocks hold as a damaged running heading, None otherwise."""
        text = fold(MappedText.join(b.text for b in self.blocks[start:end]).text)
        if not 12 <= len(text) <= 120:
            return None
        text = re.sub(r"^\d+", "", text)
        for _, name in self.front.sections:
            if fuzz.ratio(text, fold(name)) >= _GARBLED:
                return name
        return None

    def _section_before(self, first: int) -> tuple[str | None, bool]:
        """The running heading printed right before a position, and whether it had to be mended."""
        before = first - 1
        if before >= 0 and self._is_mark(self.blocks[before]):
            return self.blocks[before].text.text, False
        for length in (1, 2):
            if first - length >= 0 and (name := self._garbled(first - length, first)):
                return name, True
        return None, False

    def _section_in_force(self, first: int) -> str | None:
        """The last running heading of the chapter, where it is printed once for several fiches."""
        for position in range(first - 1, -1, -1):
            if position in self.chapters:
                return None
            if self._is_mark(self.blocks[position]):
                name = self.blocks[position].text.text
                return None if fold(name) == fold(self.layout.other_actions) else name
        return None

    def _fiche(self, start: _Start, stop: int, chapter: Chapter | None) -> list[Segment]:
        if start.first == start.header:
            return []
        title = MappedText.join(block.text for block in self.blocks[start.first : start.header])
        section, restored = self._section_before(start.first)
        if section is None:
            section = section_of(self.front, title.text, chapter.number if chapter else None)
            restored = section is not None
            section = section or self._section_in_force(start.first)
        header: list[Block] = []
        sections: list[SegmentSection] = []
        line = self.blocks[start.department]
        lines = [i for i in (start.department, start.department + 1) if i in self.departments]
        if len(lines) > 1:
            line = replace(line, text=MappedText.join(self.blocks[i].text for i in lines), bold=())
        without_sections = not any(self.keys[start.header : stop])
        for position in range(start.header, stop):
            if position in lines:
                continue
            block, key = self.blocks[position], self.keys[position]
            if without_sections and not sections and self._is_prose(block):
                sections.append(SegmentSection(SectionKey.BODY, None, (block,)))
            elif key:
                sections.append(SegmentSection(key, block.text, ()))
            elif not sections:
                header.append(block)
            elif not self._is_mark(block):
                sections[-1] = replace(sections[-1], blocks=(*sections[-1].blocks, block))
        return [
            Segment(
                kind=FicheKind.FICHE,
                title=title,
                header=(line, *header),
                department_line=line,
                sections=tuple(sections),
                chapter=chapter,
                section=section,
                restored=restored,
            )
        ]

    def _is_prose(self, block: Block) -> bool:
        """Whether a block is running text, not a line of a header: it ends as a sentence does and holds no address."""
        text = block.text.text
        return len(text) > 60 and text.endswith((".", "!", "»")) and "@" not in text

    def _briefs(self, start: _Start, stop: int, chapter: Chapter | None) -> list[Segment]:
        line = self.blocks[start.department]
        body = [b for b in self.blocks[start.department + 1 : stop] if not self._is_mark(b)]
        return [
            Segment(
                kind=FicheKind.BRIEF,
                title=brief.title,
                header=(),
                department_line=line,
                sections=(SegmentSection(SectionKey.BODY, None, brief.blocks),),
                chapter=chapter,
                section=self.layout.other_actions,
                confidence=brief.confidence,
            )
            for brief in split_briefs(body, self.layout)
        ]


def cut(document: Document, layout: HeaderFichesLayout, rulebook: Rulebook) -> tuple[Segmentation, FrontMatter]:
    """Cut a document of this layout; the front matter comes along for the contents check."""
    cutter = _Cutter(document, layout, rulebook)
    return cutter.cut(), cutter.front
