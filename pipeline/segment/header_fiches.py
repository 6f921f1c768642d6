"""Cutting a recueil: fiches with a header and sections, briefs at the end of chapters."""

import re
from collections import Counter
from collections.abc import Container, Sequence
from dataclasses import replace

from pipeline.document import Block, BlockKind, Document, MappedText, fold
from pipeline.gazetteer import Gazetteer
from pipeline.rulebook import Rulebook
from pipeline.segment.briefs import split_briefs
from pipeline.segment.closing import with_closing_contacts
from pipeline.segment.contents import FrontMatter
from pipeline.segment.fields import YEAR, Field
from pipeline.segment.headings import ADDRESS, is_bare_number, looks_like_heading
from pipeline.segment.inline import LABEL_MARKS
from pipeline.segment.lines import is_prose
from pipeline.segment.model import HeaderLine, Segment, Segmentation, SegmentSection, first_match
from pipeline.segment.outline import Outline
from pipeline.segment.starts import HEADER_LINE, Start, StartFinder, opening
from schemas.enums import FicheKind, HeaderSlot, SectionKey
from schemas.fiche import Chapter
from schemas.rules import HeaderFichesLayout

#: What counts the fiches before their titles: "2.3 Le car des soins", "Fiche n° 12 – Le car des soins".
_NUMBERING = re.compile(
    r"^(?:(?-i:[A-H])\d{1,2}[.)] |\d+(?:\.\d+)+\.?(?: [:-])? |\d{1,2}(?:\.| ?[|)-])? |(?:fiche(?:[ -](?:action|projet|initiative|pratique|expérience|d'expérience|d'action))?|action|initiative|expérience)(?: n°)? ?\d+(?:\.\d+)* ?[:.|-] ?)(?=\S)",
    re.IGNORECASE,
)


#: "37, 82, 87 Loire-Atlantique": a line of an index.
_INDEX_LINE = re.compile(r"\d{1,3}(?:, ?\d{1,3})+(?!\d|,)")
_AMOUNT = re.compile(r"^[^:@]{3,40} ?: .*\d ?(?:€|euros?\b|[km]€)", re.IGNORECASE)
#: A sentence of five words or more.
_LEAD = re.compile(r"[A-ZÀ-Ý]\S* (?:\S+ ){3,}\S*[^\W\d_]{2}[.!?]")
_BRACKET = re.compile(r" ?\((?P<inside>[^()]*)\)$")
#: Words of somebody, alone on their line.
_QUOTED = re.compile(r"[«\"](?=(?: ?[^ «»\"]){5}) ?[^ «»\"]+(?: [^ «»\"]+)* ?[»\"]")
_SENTENCE_ENDS = (".", "!", "?")
#: So many departments above titles are no accident.
_GROUPS = 2
#: So many lines of one word and different numbers count something.
_COUNTING = 3
#: Slots that a header tells once.
_HEADER_SLOTS = {HeaderSlot.DEPARTMENT, HeaderSlot.CARRIER, HeaderSlot.PERIOD, HeaderSlot.STATUS, HeaderSlot.CONTACT}


class _Cutter:
    """Cuts one document; positions index the blocks of its outline."""

    def __init__(self, outline: Outline, rulebook: Rulebook) -> None:
        self._outline = outline
        self._finder = StartFinder(outline)
        self._note = rulebook.header.note
        self._briefs_rules = rulebook.briefs
        self._numbered = False
        self._groups: list[int] = []
        bare = {block.text.text: block for block in outline.blocks if is_bare_number(block.text) and not YEAR.search(block.text.plain)}
        self._counting = Counter(map(opening, bare.values()))

    def cut(self) -> Segmentation:
        """All segments, and the blocks in none."""
        starts = self._finder.find()
        titles = [self._title(start).plain for start in starts if start.full]
        # a number before a single title may be part of it
        self._numbered = 2 * sum(_NUMBERING.match(title) is not None for title in titles) > len(titles)
        segments: list[Segment] = []
        used: set[int] = set()
        self._groups = self._department_groups(starts)
        headed = [start for start in starts if start.full]
        # a letter may hold nothing but briefs
        self._outline.note_titles({start.first: start.named for start in headed or starts})
        barriers = {
            *self._outline.chapters,
            *self._outline.front.blocks,
            *self._outline.upper,
            *self._outline.axes,
            *self._outline.appendices,
            *(set(self._outline.titles) - {i for s in starts for i in (*range(s.first, s.header), s.inside)}),
        }
        # the contents list of a letter announces its rubrics
        rubrics = {lines.start for lines in self._finder.announced_titles}
        for n, start in enumerate(starts):
            if n and not start.full and any(starts[n - 1].first < i < start.first for i in self._outline.appendices):
                break  # a list of those who contributed names departments too
            end = starts[n + 1].first if n + 1 < len(starts) else len(self._outline.blocks)
            end = min([end, *(i for i in barriers if start.first < i < end)])
            if not start.full:
                end = next((i for i in range(start.department + 1, end) if i in rubrics or self._in_capitals(i)), end)
                while end in self._outline.appendices and end > start.department + 2 and looks_like_heading(self._outline.blocks[end - 1]):
                    end -= 1  # what is printed there may have a heading of its own
            stop = self._outline.without_running_heading(start.header if start.labelled else start.department + 1, end)
            chapter = next((self._outline.chapters[i] for i in sorted(self._outline.chapters, reverse=True) if i < start.first), None)
            if start.full:
                inset = next((i for i in range(start.header, stop) if self._outline.heads_inset(i)), stop)
                found = self._fiche(start, inset, chapter)
                if found and inset < stop:
                    blocks = self._outline.blocks
                    found.append(Segment.of_text(FicheKind.FOCUS, blocks[inset].text, blocks[inset + 1 : stop], section=found[0].section))
            else:
                section = self._outline.section_of_briefs(start.first, rubrics, among_fiches=bool(headed))
                found = self._briefs(start, stop, chapter, section)
            segments.extend(found)
            if found:
                used.update(range(start.first, end))
        segments = with_closing_contacts(segments)
        if not self._outline.fiche_is_told and all(_has_tag(segment) for segment in segments):
            segments = [replace(segment, kind=FicheKind.ACTION) for segment in segments]
        outside = tuple(
            b
            for i, b in enumerate(self._outline.blocks)
            if i not in used and i not in self._outline.front.blocks and i not in self._outline.marks
        )
        return Segmentation(tuple(segments), outside)

    def _department_groups(self, starts: Sequence[Start]) -> list[int]:
        """The departments that stand above the titles of their fiches, where not each fiche has its own; empty where these are few."""
        lines = [start.department for start in starts if start.full and start.inside == start.department + 1]
        lines += [i for i in self._outline.upper if self._outline.fields.is_place(self._outline.blocks[i].text)]
        if len(lines) < _GROUPS:
            return []
        bare = any(start.full and start.labelled and self._department(start, start.header + 1)[0] is None for start in starts)
        return sorted(lines) if bare else []

    def _title(self, start: Start) -> MappedText:
        """The title of a fiche as printed, with what numbers it."""
        return start.title or MappedText.join(block.text for block in self._outline.blocks[start.first : start.header])

    def _in_capitals(self, position: int) -> bool:
        """Whether a heading in capitals stands here: briefs hold none, so it opens something else ("POUR NOUS ÉCRIRE")."""
        text = self._outline.blocks[position].text.plain
        return self._outline.blocks[position].kind is not BlockKind.LIST_ITEM and text.isupper() and len(text.split()) >= 3

    def _fiche(self, start: Start, stop: int, chapter: Chapter | None) -> list[Segment]:
        title = self._title(start)
        if not title:
            return []
        section, restored = self._outline.section(start.first, title.text, chapter)
        if self._numbered and not start.counted and (number := _NUMBERING.match(title.plain)):
            title = title[number.end() :]
        line, lines = self._department(start, stop)
        if line is None and start.labelled and (above := next((i for i in reversed(self._groups) if i < start.first), None)) is not None:
            line = HeaderLine(self._outline.blocks[above].text, HeaderSlot.DEPARTMENT)
        header, sections = self._parts(start, stop, {start.inside, *(i for i in lines if i not in self._outline.run_at)})
        section, header = self._section_in_header(section, header)
        return [
            Segment(
                kind=self._outline.fiche,
                title=title,
                header=tuple(header) if start.labelled or line is None else (line, *header),
                department_line=line,
                sections=tuple(sections),
                chapter=chapter,
                section=section,
                restored=restored,
            )
        ]

    def _section_in_header(self, section: str | None, header: list[HeaderLine]) -> tuple[str | None, list[HeaderLine]]:
        """The section that the header names, where no heading above the fiche does, and the header without its lines."""
        told = [line for line in header if line.slot is HeaderSlot.SECTION or (line.label is None and self._outline.is_axis(line.text))]
        return section or (told[0].text.text if told else None), [line for line in header if line not in told]

    def _department(self, start: Start, stop: int) -> tuple[HeaderLine | None, list[int]]:
        """The line of a header that names the department, and the positions it fills."""
        if not start.labelled:
            if composed := self._outline.fields.composed(self._outline.blocks[start.department]):
                return next(line for line in composed if line.slot is HeaderSlot.DEPARTMENT), []
            if start.department in self._outline.openings:
                return None, []
            if self._outline.is_council(start.department):
                return HeaderLine(self._outline.blocks[start.department].text, HeaderSlot.DEPARTMENT), []
            lines = [i for i in (start.department, start.department + 1) if i in self._outline.departments]
            words = [fold(self._outline.blocks[i].text.text) for i in lines]
            if len(lines) > 1 and words[1].startswith(f"{words[0]} "):
                lines.pop()  # the department carries the action with others
            text = MappedText.join(self._outline.blocks[i].text for i in lines or [start.department])
            return HeaderLine(text, HeaderSlot.DEPARTMENT), lines
        fields = [field for run in self._outline.runs if start.header <= run.start < stop for field in run.fields]
        labelled = [[line for line in field.lines if line.slot is HeaderSlot.DEPARTMENT] for field in fields]
        printed = [lines for lines in labelled if lines]
        if printed:
            named = next(
                (lines for lines in printed if any(self._outline.fields.names_department(line.text) for line in lines)), printed[0]
            )
            return replace(named[0], text=MappedText.join((line.text for line in named), ", ")), []
        line = next((i for i in self._outline.departments if start.header <= i < self._finder.end_of_header(start)), None)
        if line is None:
            return None, []
        if composed := self._outline.fields.composed(self._outline.blocks[line]):
            return next(line for line in composed if line.slot is HeaderSlot.DEPARTMENT), []
        return HeaderLine(self._outline.blocks[line].text, HeaderSlot.DEPARTMENT), [line]

    def _parts(self, start: Start, stop: int, skipped: Container[int | None]) -> tuple[list[HeaderLine], list[SegmentSection]]:
        """Header lines and sections of a fiche; `skipped` are positions that are read elsewhere."""
        header: list[HeaderLine] = []
        sections: list[SegmentSection] = []
        #: text above the first section
        above: list[Block] = [Block(BlockKind.PARAGRAPH, start.told)] if start.told else []
        composed = not start.labelled and bool(self._outline.fields.composed(self._outline.blocks[start.department]))
        without_sections = not any(self._outline.keys[start.header : stop])
        position = start.header
        while position < stop:
            block, key = self._outline.blocks[position], self._outline.keys[position]
            if field := self._field(start, position, header, in_sections=bool(sections)):
                lines = [line for line in field.lines if line.slot is not HeaderSlot.TITLE or line.text != start.title]
                header += [_with_since(part) for line in lines if line.slot is not HeaderSlot.OTHER for part in _with_contact(line)]
                told = [_as_text(line) for line in lines if line.slot is HeaderSlot.OTHER]
                if sections:
                    sections[-1] = replace(sections[-1], blocks=(*sections[-1].blocks, *told))
                else:
                    above += told
                position = field.end
                continue
            position += 1
            if position - 1 in skipped or (not sections and (position - 1 in self._outline.marks or self._only_counts(block))):
                continue
            if key:
                sections.append(SegmentSection(key, block.text, ()))
            elif not sections and (start.labelled or without_sections) and self._opens_body(block, start):
                sections.append(SegmentSection(SectionKey.BODY, None, (block,)))
            elif not sections and self._is_told_above(block, start):
                above.append(block)
            elif not sections and composed and position - 1 > start.department and block.text.text.endswith(_SENTENCE_ENDS):
                above.append(block)  # all of the header stands in one line, so that a sentence below it is text
            elif not sections:
                place = position - 1 in self._outline.departments
                if slot := self._slot_by_position(start, position - 1, stop):
                    header.append(HeaderLine(block.text, slot))
                    continue
                header += (place and self._outline.fields.composed(block)) or self._outline.fields.lines(block)
            elif position - 1 not in self._outline.marks:
                sections[-1] = replace(sections[-1], blocks=(*sections[-1].blocks, block))
        return header, [SegmentSection(SectionKey.BODY, None, tuple(above)), *sections] if above else sections

    def _only_counts(self, block: Block) -> bool:
        """Whether a block is a word and a number that counts the fiche ("Lauréat 3"), as others do in the same word."""
        return is_bare_number(block.text) and self._counting[opening(block)] >= _COUNTING

    def _slot_by_position(self, start: Start, position: int, stop: int) -> HeaderSlot | None:
        """What an unlabelled line of a header is by its place, in a header that has just the lines that the family prints."""
        slots = self._outline.layout.lines
        end = next((i for i in range(start.header, stop) if self._outline.keys[i] or is_prose(self._outline.blocks[i])), stop)
        return slots[position - start.header] if slots and end - start.header == len(slots) else None

    def _field(self, start: Start, position: int, header: Sequence[HeaderLine], *, in_sections: bool) -> Field | None:
        """The labelled field at a position; below a section heading, one of a header only, or of a slot that the header lacks."""
        run = self._outline.run_at.get(position)
        if run is None:
            return None
        field = next(field for field in run.fields if field.start <= position < field.end)
        known = {line.slot for line in header}
        if start.labelled:
            lacks = any(line.slot in _HEADER_SLOTS & run.slots and line.slot not in known for line in field.lines)
        else:  # only an address, a place or a date tells what an unlabelled line is
            addressed = any(ADDRESS.search(line.text.plain) for line in header)
            dated = any(self._outline.fields.says_when(line.text) for line in header)
            fields = self._outline.fields
            acting = any(not line.slot and not fields.is_place(line.text) and not fields.says_when(line.text) for line in header)
            lacking = {
                *(() if addressed else (HeaderSlot.CONTACT,)),
                *(() if dated else (HeaderSlot.PERIOD,)),
                *(() if acting else (HeaderSlot.CARRIER,)),
            }
            lacks = any(line.slot in lacking for line in field.lines)
        return field if not in_sections or run.boxed or run.opens_header or lacks else None

    def _is_told_above(self, block: Block, start: Start) -> bool:
        """Whether a block among header lines is text: what somebody says of the action, what it costs, what sums it up above labelled fields."""
        plain = block.text.plain
        said = _QUOTED.fullmatch(plain) is not None or _AMOUNT.search(plain) is not None
        sums_up = _LEAD.fullmatch(plain) is not None and not ADDRESS.search(plain) and not first_match(self._note, plain)
        return said or (start.labelled and sums_up)

    def _opens_body(self, block: Block, start: Start) -> bool:
        """Whether a block between header and first section heading is text of the fiche."""
        if not start.labelled:
            return is_prose(block)
        if block.kind is BlockKind.TABLE_ROW or first_match(self._note, block.text.plain):
            return False
        return is_prose(block) or len(block.text) > HEADER_LINE or block.kind in {BlockKind.HEADING, BlockKind.LIST_ITEM}

    def _briefs(self, start: Start, stop: int, chapter: Chapter | None, section: str | None) -> list[Segment]:
        line = HeaderLine(self._outline.blocks[start.department].text, HeaderSlot.DEPARTMENT)
        body = [self._outline.blocks[i] for i in range(start.department + 1, stop) if i not in self._outline.marks]
        return [
            Segment(
                kind=FicheKind.BRIEF,
                title=brief.title,
                header=(),
                department_line=line,
                sections=(SegmentSection(SectionKey.BODY, None, brief.blocks),),
                chapter=chapter,
                section=section,
                confidence=brief.confidence,
            )
            for brief in split_briefs(body, self._briefs_rules)
            if not _INDEX_LINE.match(brief.title.plain)
        ]


def _has_tag(segment: Segment) -> bool:
    """Whether nothing but a place stands above a title, or a place and a field of policy ("Logement · Jura"): no header of a fiche."""
    slots = {line.slot for line in segment.header if line.label is None}
    if segment.kind is not FicheKind.FICHE or not {HeaderSlot.DEPARTMENT} <= slots <= {HeaderSlot.DEPARTMENT, None}:
        return False
    others = [line for line in segment.header if line.slot is not HeaderSlot.DEPARTMENT]
    # the name of who carries it has a capital within
    return all(line.label is None and line.text.text[1:].islower() for line in others)


def _with_since(line: HeaderLine) -> HeaderLine:
    """A year whose label says that the action goes on ("Depuis : 2018") with that label."""
    since = line.slot is HeaderSlot.PERIOD and line.label is not None and line.label.plain.strip(LABEL_MARKS).lower() == "depuis"
    return replace(line, text=MappedText.join([line.label.strip(LABEL_MARKS), line.text])) if since and line.label else line


def _with_contact(line: HeaderLine) -> tuple[HeaderLine, ...]:
    """A carrier, and the contact that stands behind it in brackets ("Direction de l'enfance (Mme Doré, 05 36 49 10 21)")."""
    bracket = _BRACKET.search(line.text.plain) if line.slot is HeaderSlot.CARRIER else None
    if bracket is None or not ADDRESS.search(bracket["inside"]):
        return (line,)
    contact = HeaderLine(line.text[bracket.start("inside") : bracket.end("inside")], HeaderSlot.CONTACT)
    return replace(line, text=line.text[: bracket.start()].strip()), contact


def _as_text(line: HeaderLine) -> Block:
    """A labelled value that is of no slot, as text of the fiche ("Budget : 45 000 €")."""
    return Block(BlockKind.PARAGRAPH, MappedText.join([line.label, line.text], " : ") if line.label else line.text)


def cut(document: Document, layout: HeaderFichesLayout, rulebook: Rulebook, gazetteer: Gazetteer) -> tuple[Segmentation, FrontMatter]:
    """Cut a document of this layout; the front matter comes along for the contents check."""
    outline = Outline(document, layout, rulebook, gazetteer)
    return cut_outlined(outline, rulebook), outline.front


def cut_outlined(outline: Outline, rulebook: Rulebook) -> Segmentation:
    """Cut a document whose outline is known; the outline is told what the cut finds."""
    return _Cutter(outline, rulebook).cut()
