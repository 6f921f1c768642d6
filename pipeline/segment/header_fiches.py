"""Cutting a recueil: fiches with a header and sections in capitals, briefs at the end of chapters."""

import re
from collections import Counter
from collections.abc import Container, Sequence
from dataclasses import dataclass, replace

from rapidfuzz import fuzz

from pipeline.document import Block, BlockKind, Document, MappedText, fold
from pipeline.gazetteer import Gazetteer
from pipeline.rulebook import Rulebook
from pipeline.segment.briefs import split_briefs
from pipeline.segment.contents import SAME_TITLE, FrontMatter, read_front_matter, section_of, with_sections
from pipeline.segment.fields import FieldReader, FieldRun
from pipeline.segment.headings import looks_like_heading, section_key, section_row
from pipeline.segment.model import HeaderLine, Segment, Segmentation, SegmentSection, first_match
from pipeline.segment.titles import running_headings, style_of, title_positions
from schemas.enums import FicheKind, HeaderSlot, SectionKey
from schemas.fiche import Chapter
from schemas.rules import HeaderFichesLayout

#: A line of a header is shorter than this; longer blocks are running text.
_HEADER_LINE = 330
#: A line that only says when: it belongs to the header, also where it stands above the department.
_YEAR_LINE = re.compile(r"^(?:[a-zéûô]+ ){0,3}(?:19|20)\d\d\b.{0,24}$", re.IGNORECASE)
#: "CONTEXTE : Les loyers montent.": a section heading with its text on the same line.
_INLINE_HEADING = re.compile(r"^(?P<heading>[^:.;]{3,60}?) ?: (?=\S.{10,})")
#: A heading in the first cell of a row has no more characters.
_ROW_HEADING = 70
_QUOTES = "«\"“'"
#: Words that ask for more.
_GOES_ON = re.compile(r"(?:\b(?:le|la|les|du|de|des|par|dans|en|et|avec|à|au|aux|pour|sur)|[ld]') *$", re.IGNORECASE)
#: How alike a garbled running heading and the section it names must be (0-100).
_GARBLED = 85


@dataclass(frozen=True, slots=True)
class _Start:
    """Where a fiche or a block of briefs starts: the positions of its first block, its header and its department line.

    `labelled` tells that its header is made of labelled fields; `department` is then the start of the header. `title`
    is given where a field holds it.
    """

    first: int
    header: int
    department: int
    full: bool
    labelled: bool = False
    title: MappedText | None = None


class _Cutter:
    """Walks the blocks of one document; positions index `blocks`."""

    def __init__(self, document: Document, layout: HeaderFichesLayout, rulebook: Rulebook, gazetteer: Gazetteer) -> None:
        self.layout = layout
        self.rulebook = rulebook
        self.fields = FieldReader(rulebook, gazetteer)
        self.blocks = tuple(part for block in document.blocks for part in self._apart(block))
        self.front = read_front_matter(self.blocks, layout)
        self.keys = [None if i in self.front.blocks else section_key(b, rulebook.sections) for i, b in enumerate(self.blocks)]
        self.chapters = self._chapters()
        self.marks: set[int] = {i for i, b in enumerate(self.blocks) if self._is_marked(b)}
        self.marked = any(self.blocks[i].marker in self.layout.running_mark for i in self.marks - self.front.blocks)
        no_field = {*self.front.blocks, *self.chapters, *self.marks, *(i for i, key in enumerate(self.keys) if key)}
        self.runs = self.fields.runs(self.blocks, no_field)
        self.run_at = {i: run for run in self.runs for i in range(run.start, run.end)}
        self.departments = [i for i, b in enumerate(self.blocks) if i not in self.run_at and self._is_department_line(i, b)]
        self.titles = title_positions(self.blocks, self.runs, self._may_be_heading_of_fiche)
        self.titles = sorted([*self.titles, *self._titles_like_sections()])
        self.marks |= self._running_above(self.titles)
        self.upper = self._upper_headings()
        running = {self.blocks[i].text.text for i in self.marks - self.front.blocks}
        self.front = with_sections(self.front, running)

    def cut(self) -> Segmentation:
        """All segments, and the blocks in none."""
        starts = self._starts()
        segments: list[Segment] = []
        used: set[int] = set()
        self.marks |= self._running_above([start.first for start in starts if start.full])
        barriers = {
            *self.chapters,
            *self.front.blocks,
            *self.upper,
            *(set(self.titles) - {i for s in starts for i in range(s.first, s.header)}),
        }
        for n, start in enumerate(starts):
            end = starts[n + 1].first if n + 1 < len(starts) else len(self.blocks)
            end = min([end, *(i for i in barriers if start.first < i < end)])
            if not start.full:
                end = next((i for i in range(start.department + 1, end) if self._in_capitals(i)), end)
            stop = self._without_running_heading(start.header if start.labelled else start.department + 1, end)
            chapter = next((self.chapters[i] for i in sorted(self.chapters, reverse=True) if i < start.first), None)
            found = self._fiche(start, stop, chapter) if start.full else self._briefs(start, stop, chapter)
            segments.extend(found)
            if found:
                used.update(range(start.first, end))
        outside = tuple(b for i, b in enumerate(self.blocks) if i not in used and i not in self.front.blocks and i not in self.marks)
        return Segmentation(tuple(segments), outside)

    def _apart(self, block: Block) -> tuple[Block, ...]:
        """A title and its department line, a section heading and its text, where one line holds both."""
        tail = block.bold[-1][0] if block.bold and block.bold[-1][1] == len(block.text) else 0
        if (
            tail > 3
            and self._may_be_name(block.text[:tail].plain)
            and first_match(self.rulebook.header.department_line, block.text[tail:].plain)
        ):
            line = replace(block, kind=BlockKind.PARAGRAPH, text=block.text[tail:], bold=())
            return replace(block, text=block.text[:tail].strip(), bold=()), line
        if block.kind is BlockKind.TABLE_ROW:
            return section_row(block, self.rulebook.sections) or self._told_row(block)
        match = _INLINE_HEADING.match(block.text.plain)
        if match is None:
            return (block,)
        heading = replace(block, text=block.text[: match.end("heading")], bold=())
        if section_key(heading, self.rulebook.sections) is None:
            return (block,)
        return heading, replace(block, text=block.text[match.end() :], bold=())

    def _may_be_name(self, plain: str) -> bool:
        """Whether words before a department can be a title: no sentence that goes on."""
        return first_match(self.layout.verb, plain) is None and _GOES_ON.search(plain) is None

    def _told_row(self, block: Block) -> tuple[Block, ...]:
        """A row whose second cell is running text: its first cell heads it, unless it labels a slot that may be told at length."""
        if (
            len(block.cells) != 2
            or not 0 < len(block.cells[0]) <= _ROW_HEADING
            or not self._is_prose(Block(BlockKind.PARAGRAPH, block.cells[1]))
        ):
            return (block,)
        if self.fields.slot_of(block.cells[0].plain) not in {None, HeaderSlot.PERIOD, HeaderSlot.STATUS}:
            return (block,)
        return Block(BlockKind.HEADING, block.cells[0]), Block(BlockKind.PARAGRAPH, block.cells[1])

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

    def _titles_like_sections(self) -> list[int]:
        """Titles that read like a section heading ("Évaluation"): right above a header, set unlike the section headings."""
        keyed = [i for i, key in enumerate(self.keys) if key and self.blocks[i].kind is BlockKind.HEADING]
        if not keyed:
            return []
        usual = Counter(style_of(self.blocks[i]) for i in keyed).most_common(1)[0][0]
        headers = {*self.departments, *(run.start for run in self.runs if run.opens_header)}
        found = [i for i in keyed if i + 1 in headers and style_of(self.blocks[i]) != usual]
        for position in found:
            self.keys[position] = None
        style = style_of(self.blocks[self.titles[0]]) if self.titles else None
        return [i for i in found if style_of(self.blocks[i]) == style]

    def _is_marked(self, block: Block) -> bool:
        """Whether a block bears the mark of running headings, or is the one above the briefs, which may lose it."""
        other_actions = block.kind in {BlockKind.PARAGRAPH, BlockKind.HEADING} and fold(block.text.text) == fold(self.layout.other_actions)
        opens = block.text.text[0].isalnum() and not block.text.text[0].islower()  # "», dit-on": a quotation ends here
        return (block.marker in self.layout.running_mark and (opens or block.text.text[0] in _QUOTES)) or other_actions

    def _running_above(self, titles: Sequence[int]) -> frozenset[int]:
        """Running headings without a mark that stand right above titles."""
        return running_headings(
            self.blocks,
            titles,
            self._may_run,
            lambda i: self._garbled(i, i + 1) is not None,
        )

    def _may_run(self, position: int) -> bool:
        """Whether a block could be a running heading: words without a verb."""
        text = self.blocks[position].text.plain
        return self._may_be_heading_of_fiche(position) and first_match(self.layout.verb, text) is None

    def _may_be_heading_of_fiche(self, position: int) -> bool:
        """Whether a block is neither of the front matter nor a chapter, a field, a section heading or a marked heading."""
        chapter = position in self.chapters or (
            position - 1 in self.chapters and self.chapters[position - 1].name == self.blocks[position].text.text
        )
        department = self._is_department_line(position, self.blocks[position])
        return self._may_be_title(position) and not (chapter or department or position in self.run_at)

    def _upper_headings(self) -> dict[int, str]:
        """Headings of a level above the titles, by position: what they head ends a fiche."""
        levels = [self.blocks[i].level for i in self.titles]
        if not levels or not min(levels):
            return {}
        found = {i: b for i, b in enumerate(self.blocks) if b.kind is BlockKind.HEADING and 0 < b.level < min(levels)}
        first = [i for i, b in found.items() if b.level == 1]
        alone = set(first) if len(first) == 1 else set()
        return {i: b.text.text for i, b in found.items() if i not in alone and self._may_be_heading_of_fiche(i)}

    def _labelled_starts(self) -> list[_Start]:
        """The fiches whose header is labelled: below a heading of the style of titles, else right below a title line."""
        headers = [run for run in self.runs if run.opens_header]
        titled = [(run, line) for run in headers for field in run.fields for line in field.lines if line.slot is HeaderSlot.TITLE]
        if 2 * len(titled) > len(headers):
            return [_Start(self._above_title_row(run), run.start, run.start, True, labelled=True, title=line.text) for run, line in titled]
        groups = self._title_groups()
        if not groups:
            return [start for run in headers if (start := self._below_title_line(run))]
        ends = [*(group[0] for group in groups[1:]), len(self.blocks)]
        return [start for group, end in zip(groups, ends, strict=True) if (start := self._below_heading(group, end))]

    def _above_title_row(self, run: FieldRun) -> int:
        """Where a fiche starts whose title is a field: a heading right above only numbers it ("Fiche 3")."""
        above = run.start - 1
        heading = above >= 0 and self.blocks[above].kind is BlockKind.HEADING and self._may_be_heading_of_fiche(above)
        return above if heading else run.start

    def _title_groups(self) -> list[list[int]]:
        """The titles; lines of one title that stand on each other are one group."""
        groups: list[list[int]] = []
        for position in self.titles:
            if position in self.marks:
                continue
            if groups and groups[-1][-1] == position - 1:
                groups[-1].append(position)
            else:
                groups.append([position])
        return groups

    def _below_heading(self, group: Sequence[int], next_title: int) -> _Start | None:
        header = group[-1] + 1
        end = min([next_title, *(i for i in (*self.chapters, *self.front.blocks, *self.upper) if i >= header)])
        line = next((i for i in self.departments if header <= i < end), end)
        labelled = any(run.boxed or run.opens_header for run in self.runs if header <= run.start < end)
        sections = any(self.keys[header:line])
        return _Start(group[0], header, header, True, labelled=True) if labelled or sections else None

    def _below_title_line(self, run: FieldRun) -> _Start | None:
        if self._in_header_of(run) or run.start == 0:
            return None
        start = self._full(run.start)
        if start.first == start.header or not looks_like_heading(self.blocks[start.first]):
            return None
        return replace(start, labelled=True)

    def _in_header_of(self, run: FieldRun) -> bool:
        """Whether the fields go on a header that a line `Département de …` opens."""
        lines = [i for i in self.departments if run.start - self.layout.max_header_blocks <= i < run.start]
        return bool(lines) and not any(self.keys[i] or len(self.blocks[i].text) > _HEADER_LINE for i in range(lines[-1], run.start))

    def _starts(self) -> list[_Start]:
        labelled = self._labelled_starts()
        owned = {i for start in labelled for i in range(start.first, self._end_of_header(start))}
        starts: list[_Start] = list(labelled)
        self.taken = {start.first for start in labelled}
        taken = -1
        for n, line in enumerate(self.departments):
            if line <= taken or line in owned:
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
        return sorted(starts, key=lambda start: start.first)

    def _end_of_header(self, start: _Start) -> int:
        """Position of the first section heading or running text of a labelled fiche."""
        position = start.header
        while position < len(self.blocks) and not (self.keys[position] or position in self.chapters or position in self.titles):
            if position not in self.run_at and (self._is_prose(self.blocks[position]) or self.blocks[position].kind is BlockKind.LIST_ITEM):
                break
            position += 1
        return position

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
        while header - 1 in self.run_at:
            header = self.run_at[header - 1].start
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
        return position not in self.marks

    def _first_section(self, line: int) -> int | None:
        """Position of the first section heading below a department line, None where running text comes first."""
        for position in range(line + 1, min(len(self.blocks), line + 1 + self.layout.max_header_blocks)):
            block = self.blocks[position]
            if self.keys[position]:
                return position
            if len(block.text) > _HEADER_LINE or position in self.marks or position in self.taken or block.kind is BlockKind.LIST_ITEM:
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
        while end > start and (end - 1 in self.marks or self._garbled(end - 1, end)):
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
        if before in self.marks and (self._is_marked(self.blocks[before]) or not self.marked):
            return self.blocks[before].text.text, False
        for length in (1, 2):
            if first - length >= 0 and (name := self._garbled(first - length, first)):
                return name, True
        return None, False

    def _section_in_force(self, first: int) -> str | None:
        """The last running heading of the chapter, where it is printed once for several fiches.

        One without a mark is known by standing above each fiche; where it lacks, another may have been lost.
        """
        for position in range(first - 1, -1, -1):
            if position in self.chapters:
                return None
            if position in self.upper:
                return self.upper[position]
            if position in self.marks and self._is_marked(self.blocks[position]):
                name = self.blocks[position].text.text
                return None if fold(name) == fold(self.layout.other_actions) else name
        return None

    def _fiche(self, start: _Start, stop: int, chapter: Chapter | None) -> list[Segment]:
        title = start.title or MappedText.join(block.text for block in self.blocks[start.first : start.header])
        if not title:
            return []
        section, restored = self._section_before(start.first)
        if section is None:
            section = section_of(self.front, title.text, chapter.number if chapter else None)
            restored = section is not None
            section = section or self._section_in_force(start.first)
        line, lines = self._department(start, stop)
        header, sections = self._parts(start, stop, {i for i in lines if i not in self.run_at})
        return [
            Segment(
                kind=FicheKind.FICHE,
                title=title,
                header=tuple(header) if start.labelled or line is None else (line, *header),
                department_line=line,
                sections=tuple(sections),
                chapter=chapter,
                section=section,
                restored=restored,
            )
        ]

    def _department(self, start: _Start, stop: int) -> tuple[HeaderLine | None, list[int]]:
        """The line of a header that names the department, and the positions it fills."""
        if not start.labelled:
            lines = [i for i in (start.department, start.department + 1) if i in self.departments]
            text = MappedText.join(self.blocks[i].text for i in lines or [start.department])
            return HeaderLine(text, HeaderSlot.DEPARTMENT), lines
        fields = [field for run in self.runs if start.header <= run.start < stop for field in run.fields]
        labelled = [[line for line in field.lines if line.slot is HeaderSlot.DEPARTMENT] for field in fields]
        printed = [lines for lines in labelled if lines]
        if printed:
            named = next((lines for lines in printed if any(self.fields.names_department(line.text) for line in lines)), printed[0])
            return replace(named[0], text=MappedText.join((line.text for line in named), ", ")), []
        line = next((i for i in self.departments if start.header <= i < self._end_of_header(start)), None)
        return (HeaderLine(self.blocks[line].text, HeaderSlot.DEPARTMENT), [line]) if line is not None else (None, [])

    def _parts(self, start: _Start, stop: int, skipped: Container[int]) -> tuple[list[HeaderLine], list[SegmentSection]]:
        """Header lines and sections of a fiche; `skipped` are positions that are read elsewhere."""
        header: list[HeaderLine] = []
        sections: list[SegmentSection] = []
        without_sections = not any(self.keys[start.header : stop])
        position = start.header
        while position < stop:
            block, key = self.blocks[position], self.keys[position]
            run = self.run_at.get(position)
            if run and (not sections or run.boxed or run.opens_header):
                field = next(field for field in run.fields if field.start <= position < field.end)
                header += [line for line in field.lines if line.slot is not HeaderSlot.TITLE or line.text != start.title]
                position = field.end
                continue
            position += 1
            if position - 1 in skipped:
                continue
            if key:
                sections.append(SegmentSection(key, block.text, ()))
            elif not sections and (start.labelled or without_sections) and self._opens_body(block, start):
                sections.append(SegmentSection(SectionKey.BODY, None, (block,)))
            elif not sections:
                header.append(self.fields.line(block))
            elif position - 1 not in self.marks:
                sections[-1] = replace(sections[-1], blocks=(*sections[-1].blocks, block))
        return header, sections

    def _opens_body(self, block: Block, start: _Start) -> bool:
        """Whether a block between header and first section heading is text of the fiche."""
        if not start.labelled:
            return self._is_prose(block)
        if block.kind is BlockKind.TABLE_ROW or first_match(self.rulebook.header.note, block.text.plain):
            return False
        return self._is_prose(block) or len(block.text) > _HEADER_LINE or block.kind in {BlockKind.HEADING, BlockKind.LIST_ITEM}

    def _is_prose(self, block: Block) -> bool:
        """Whether a block is running text, not a line of a header: it ends as a sentence does and holds no address."""
        text = block.text.text
        return len(text) > 60 and text.endswith((".", "!", "»")) and "@" not in text

    def _briefs(self, start: _Start, stop: int, chapter: Chapter | None) -> list[Segment]:
        line = HeaderLine(self.blocks[start.department].text, HeaderSlot.DEPARTMENT)
        body = [self.blocks[i] for i in range(start.department + 1, stop) if i not in self.marks]
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


def cut(document: Document, layout: HeaderFichesLayout, rulebook: Rulebook, gazetteer: Gazetteer) -> tuple[Segmentation, FrontMatter]:
    """Cut a document of this layout; the front matter comes along for the contents check."""
    cutter = _Cutter(document, layout, rulebook, gazetteer)
    return cutter.cut(), cutter.front
