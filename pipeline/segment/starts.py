"""Where the fiches and the blocks of briefs of a recueil start."""

import itertools
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from pipeline.document import Block, BlockKind, MappedText, fold
from pipeline.segment.announced import announced_titles
from pipeline.segment.fields import YEAR, FieldRun
from pipeline.segment.headings import ADDRESS, is_bare_number, looks_like_heading
from pipeline.segment.lines import is_prose
from pipeline.segment.outline import Outline
from pipeline.segment.titles import could_be_title, style_of
from schemas.enums import HeaderSlot

#: A line of a header is shorter than this; longer blocks are running text.
HEADER_LINE = 330
#: A line that only says when: it belongs to the header, also where it stands above the department.
_YEAR_LINE = re.compile(r"^(?:[a-zéûô]+ ){0,3}(?:19|20)\d\d\b.{0,24}$", re.IGNORECASE)
_DIGITS = re.compile(r"\d+")
#: A line that says when holds little else.
_SHORT = 45
#: How many lines of a header may stand above its department, where the contents list announces the title above them.
_LATE = 7
#: Marks that open a quotation: a title may be one.
_QUOTES = "«\"“'‘"
#: A banner above a title has no more lines below the department.
_BANNER = 2
#: The share of titles that a contents list announces where it does not announce just what runs above them.
_ANNOUNCED = 0.6
#: A cover has no more lines of its title.
_COVER = 3
#: So many headers show how all are set.
_CARDS = 3
#: The share of announced titles that must head fiches with a header for the others to be titles of fiches as well.
_MET = 0.75
#: The share of headers right below which titles stand, where they stand below.
_BELOW = 0.8
#: The share of department lines that follow text, where titles stand below them.
_FOLLOW = 0.7
#: A list of contacts behind the fiches has no more lines below its heading.
_LISTED = 30
#: A summary between a title and the first section has no more blocks.
_SUMMARY = 3


@dataclass(frozen=True, slots=True)
class Start:
    """Where a fiche or a block of briefs starts: the positions of its first block, its header and its department line.

    `labelled` tells that its header is made of labelled fields; `department` is then the start of the header. `title`
    is given where a field or a line that counts the fiche holds it, `told` where that line tells more, `inside` the
    position of a title that stands within the header, below the department.
    """

    first: int
    header: int
    department: int
    full: bool
    labelled: bool = False
    title: MappedText | None = None
    counted: bool = False
    told: MappedText | None = None
    inside: int | None = None

    @property
    def named(self) -> int:
        """Position of the (last) line of its title: below the first one where that only counts the fiche or tells a prize."""
        return self.inside if self.inside is not None else max(self.first, self.header - 1)


class StartFinder:
    """Finds the starts in the outline of one document."""

    def __init__(self, outline: Outline) -> None:
        self._outline = outline
        self._taken: set[int] = set()
        self._cards: set[int] = set()

    def find(self) -> list[Start]:
        """All starts, in order: where most titles of the contents list are none of them, those it announces."""
        found = self._found()
        announced = self._announced_starts()
        titles = [start.named for start in announced]
        met = sum(any(start.first <= title <= start.named for start in found if start.full) for title in titles)
        if 2 * met < len(titles):
            return sorted([*announced, *self._briefs_behind(announced)], key=lambda start: start.first)
        alone = list(self._told_alone(found))
        headers = {start.header for start in alone}  # a department alone below a title opens no briefs
        kept = [start for start in found if start.full or start.first not in headers]
        return sorted([*kept, *alone], key=lambda start: start.first)

    def _told_alone(self, found: Sequence[Start]) -> Iterator[Start]:
        """The fiches without a header: the contents list announces them among the others, and their titles are set alike."""
        named = {start.named for start in found if start.full}
        met = [lines for lines in self.announced_titles if not named.isdisjoint(lines)]
        titles = [lines for lines in self.announced_titles if met and lines.start >= met[0].start and not self._is_behind(lines)]
        if len(met) < max(_CARDS, _MET * len(titles)):
            return
        blocks, outline = self._outline.blocks, self._outline
        styles = {style_of(blocks[lines.start]) for lines in met}
        apart = {*outline.marks, *outline.chapters, *outline.upper, *(start.first for start in found)}
        for lines in titles:
            alike = style_of(blocks[lines.start]) in styles and any(map(is_prose, blocks[lines.stop : lines.stop + _BANNER]))
            # behind the last of the others, where text has nothing but lines, it may tell how the document was made
            alike = alike and (lines.start < met[-1].start or blocks[lines.start].kind is BlockKind.HEADING)
            if alike and named.isdisjoint(lines) and lines.start not in apart:
                yield Start(lines.start, lines.stop, lines.stop, True)

    def _is_behind(self, lines: range) -> bool:
        """Whether lines stand behind the last fiche."""
        return lines.start >= min(self._outline.appendices, default=len(self._outline.blocks))

    def _announced_starts(self) -> list[Start]:
        """The fiches below the titles that the contents list announces, where most of them head one header and no more."""
        outline = self._outline
        titles = self.announced_titles
        following = itertools.zip_longest(titles, titles[1:])
        spans = [(lines, below.start if below else len(outline.blocks)) for lines, below in following]
        starts = [start for lines, end in spans if (start := self._announced(lines, end))]
        headers = [run.start for run in outline.runs if run.opens_header] or outline.departments
        single = sum(sum(lines.start - 1 <= header < end - 1 for header in headers) == 1 for lines, end in spans)
        return starts if len(starts) >= _CARDS and 2 * len(starts) > len(titles) and 2 * single > len(titles) else []

    @cached_property
    def announced_titles(self) -> Sequence[range]:
        """The lines of the headings that the contents list announces, in order."""
        return announced_titles(self._outline.blocks, self._outline.front, self._outline.fields.is_place_name)

    def _announced(self, lines: range, end: int) -> Start | None:
        """The fiche of an announced title: a line that names its department stands right above or below it, or labelled fields in its text."""
        title = MappedText.join(self._outline.blocks[i].text for i in lines)
        above, departments = lines.start - 1, self._outline.departments
        if above in departments:
            return Start(above, above, above, True, title=title, inside=lines[-1])
        if any(lines.stop <= run.start < end and run.opens_header for run in self._outline.runs):
            return Start(lines.start, lines.stop, lines.stop, True, labelled=True)
        below = next((i for i in departments if lines.stop <= i < min(end, lines.stop + _LATE)), None)
        return Start(lines.start, lines.stop, below, True) if below is not None else None

    def _found(self) -> list[Start]:
        """The starts that headers, lines that count fiches and department lines tell."""
        if self._outline.counted:
            counted = self._counted_starts()
            return sorted([*counted, *self._briefs_behind(counted)], key=lambda start: start.first)
        labelled = [self._below_its_place(start) if self._names_below else start for start in self._labelled_starts()]
        owned = {i for start in labelled for i in range(start.first, self.end_of_header(start))}
        starts: list[Start] = list(labelled)
        self._taken = {start.first for start in labelled}
        taken = -1
        for n, line in enumerate(self._outline.departments):
            if line <= taken or line in owned or self._on_cover(line):
                continue
            section = self._first_section(line)
            others = [d for d in self._outline.departments[n + 1 :] if section is not None and d < section]
            # the department may stand again, as carrier, among the short lines of its own header
            if section is not None and all(self._same_header(line, d) for d in others):
                starts.append(self._full(line))
                taken = others[-1] if others else taken
            elif section is None and not self._is_listed(line, starts) and self._opens_lines(line):
                starts.append(self._full(line))  # a header without any section below it
                taken = max((d for d in others or self._outline.departments[n:] if d < self._end_of_lines(line)), default=line)
            else:
                starts.append(Start(line, line, line, False))
        return sorted(map(self._with_number, starts), key=lambda start: start.first)

    def _with_number(self, start: Start) -> Start:
        """A fiche from the line on that numbers it above its title ("Fiche 3"), where one does."""
        above = start.first - 1
        if not start.full or start.title is not None or not self._outline.may_be_title(above) or above in self._outline.chapters:
            return start
        text = self._outline.blocks[above].text
        if not is_bare_number(text) or self._outline.is_axis(text):
            return start
        return replace(start, first=above, title=MappedText.join(block.text for block in self._outline.blocks[start.first : start.header]))

    def end_of_header(self, start: Start) -> int:
        """Position of the first section heading or running text of a labelled fiche."""
        position = start.header
        while position < len(self._outline.blocks) and not (
            self._outline.keys[position] or position in self._outline.chapters or position in self._outline.titles
        ):
            if position not in self._outline.run_at and (
                is_prose(self._outline.blocks[position]) or self._outline.blocks[position].kind is BlockKind.LIST_ITEM
            ):
                break
            position += 1
        return position

    def _counted_starts(self) -> list[Start]:
        """The fiches below the lines that count them; a title may stand in the block below, or in a field of it."""
        starts: list[Start] = []
        for position, line in sorted(self._outline.counted.items()):
            first, header, title = position, position + 1, line.title
            if title is None and header < len(self._outline.blocks):
                run = self._outline.run_at.get(header)
                titled = [value.text for field in run.fields for value in field.lines if value.slot is HeaderSlot.TITLE] if run else []
                if titled:
                    title = titled[0]
                elif self._titled_above(position):
                    first, title = position - 1, self._outline.blocks[position - 1].text
                elif not run and not self._outline.keys[header]:
                    title = self._outline.blocks[header].text
                    header += 1
                    goes_on = title.text.endswith(":") and header < len(self._outline.blocks)
                    if goes_on and self._outline.may_be_heading(header):
                        title = MappedText.join([title, self._outline.blocks[header].text])
                        header += 1
            if title is not None:
                starts.append(Start(first, header, header, True, labelled=True, title=title, counted=True, told=line.told))
        return starts

    def _titled_above(self, position: int) -> bool:
        """Whether the title of a fiche stands above the line that counts it, and what stands below is none."""
        below = self._outline.blocks[position + 1]
        told = position + 1 in self._outline.run_at or self._outline.keys[position + 1] or not could_be_title(below)
        above = self._outline.blocks[position - 1] if position else None
        return bool(told and above and looks_like_heading(above) and self._outline.may_be_heading(position - 1))

    def _briefs_behind(self, fiches: Sequence[Start]) -> Iterator[Start]:
        """The blocks of briefs below headings that announce them, behind some fiches: up to the next one, which opens another chapter."""
        floor = fiches[0].header if fiches else 0
        headings = [i for i in self._outline.marks if i > floor and self._outline.heads_briefs(self._outline.blocks[i])]
        for line in self._outline.departments:
            above = max((i for i in headings if i < line), default=None)
            if above is not None and not any(above < start.first <= line for start in fiches):
                yield Start(line, line, line, False)

    def _labelled_starts(self) -> list[Start]:
        """The fiches whose header is labelled: below a heading of the style of titles, else right below a title line."""
        headers = [run for run in self._outline.runs if run.opens_header]
        self._note_cards(headers)
        if self._trail(headers):
            return list(self._above_trailing(headers))
        titled = [(run, line) for run in headers for field in run.fields for line in field.lines if line.slot is HeaderSlot.TITLE]
        if 2 * len(titled) > len(headers):
            return [Start(self._above_title_row(run), run.start, run.start, True, labelled=True, title=line.text) for run, line in titled]
        if titles := self._titles_below(headers):
            blocks = self._outline.blocks
            return [Start(run.start, run.start, run.start, True, labelled=True, title=blocks[i].text, inside=i) for run, i in titles]
        groups = self._title_groups()
        if not groups:
            return [start for run in headers if (start := self._below_title_line(run))]
        ends = [*(group[0] for group in groups[1:]), len(self._outline.blocks)]
        spans = list(zip(groups, ends, strict=True))
        found = [start for group, end in spans if (start := self._below_heading(group, end))]
        return [*found, *(start for group, end in spans for start in self._set_otherwise(group, end))]

    def _titles_below(self, headers: Sequence[FieldRun]) -> list[tuple[FieldRun, int]]:
        """The headers with the titles right below them, as where a card stands beside the title of its page; empty where titles stand above."""
        titles = [i for i in self._outline.titles if i not in self._outline.marks]
        # a title above the first header: headers stand below theirs, or close the fiches
        if len(headers) < _CARDS or not titles or titles[0] < headers[0].start:
            return []
        following = ((run, next((i for i in titles if i >= run.end), None)) for run in headers)
        below = [(run, title) for run, title in following if title is not None and self._is_header(run.end, title)]
        return below if len(below) >= _BELOW * len(headers) else []

    def _is_header(self, start: int, end: int) -> bool:
        """Whether no more than a few short lines stand between two positions."""
        lines = range(start, end)
        return len(lines) <= _LATE and not any(self._outline.keys[i] or is_prose(self._outline.blocks[i]) for i in lines)

    def _note_cards(self, headers: Sequence[FieldRun]) -> None:
        """Take the heading that stands above most headers ("Carte d'identité") for what it is: no title."""
        above = [run.start - 1 for run in headers if run.start and self._outline.may_be_title(run.start - 1)]
        times = Counter(fold(self._outline.blocks[i].text.text) for i in above)
        name, count = times.most_common(1)[0] if times else ("", 0)
        if count >= _CARDS and 2 * count > len(headers):
            self._cards = {i for i in above if fold(self._outline.blocks[i].text.text) == name}
            self._outline.marks |= self._cards

    def _trail(self, headers: Sequence[FieldRun]) -> bool:
        """Whether headers stand behind the text of their fiches: sections above the first one, none below the last."""
        keyed = [i for i, key in enumerate(self._outline.keys) if key]
        return len(headers) >= _CARDS and bool(keyed) and keyed[0] < headers[0].start and keyed[-1] < headers[-1].start

    def _above_trailing(self, headers: Sequence[FieldRun]) -> Iterator[Start]:
        """The fiches above headers that close them: the title is the last heading above the first section."""
        floor = 0
        opening = self._opening_section(headers)
        for run in headers:
            keyed = [i for i in range(floor, run.start) if self._outline.keys[i]]
            named = [i for i in keyed if fold(self._outline.blocks[i].text.text) == opening]
            # what stands above the first fiche may have sections too
            section = named[-1] if named and not floor else keyed[0] if keyed else None
            places = range(section - 1, max(floor, section - 1 - _SUMMARY) - 1, -1) if section is not None else range(0)
            title = next((i for i in places if self._outline.may_be_heading(i) and self._reads_like_title(i)), None)
            if section is None:  # told without sections
                title = next(
                    (i for i in self._outline.titles if floor <= i < run.start - 1 and is_prose(self._outline.blocks[i + 1])), None
                )
            if title is not None:
                yield self._below_its_place(Start(self._first_line(title), title + 1, title + 1, True, labelled=True))
            floor = run.end

    def _below_its_place(self, start: Start) -> Start:
        """A fiche from the line on that says where and when right above its title, where one does."""
        place = start.first - 1
        if place not in self._outline.departments or start.named != start.first:
            return start
        return replace(start, first=place, header=place, department=place, title=self._outline.blocks[start.first].text, inside=start.first)

    def _reads_like_title(self, position: int) -> bool:
        return could_be_title(self._outline.blocks[position]) or self._first_line(position) < position

    def _opening_section(self, headers: Sequence[FieldRun]) -> str:
        """The words of the section heading that opens most fiches above headers that close them."""
        spans = itertools.pairwise(headers)
        first = (next((i for i in range(a.end, b.start) if self._outline.keys[i]), None) for a, b in spans)
        words = Counter(fold(self._outline.blocks[i].text.text) for i in first if i is not None)
        return words.most_common(1)[0][0] if words else ""

    def _set_otherwise(self, group: Sequence[int], next_title: int) -> Iterator[Start]:
        """Fiches below another whose title is not set like the others: their header says where once more."""
        located = [run for run in self._outline.runs if group[-1] < run.start < next_title and HeaderSlot.DEPARTMENT in run.slots]
        for before, run in itertools.pairwise(located):
            if any(self._outline.keys[before.end : run.start]) and (start := self._below_title_line(run)):
                yield start

    def _above_title_row(self, run: FieldRun) -> int:
        """Where a fiche starts whose title is a field: a heading right above only numbers it ("Fiche 3")."""
        above = run.start - 1
        heading = above >= 0 and self._outline.blocks[above].kind is BlockKind.HEADING and self._outline.may_be_heading(above)
        return above if heading else run.start

    def _title_groups(self) -> list[list[int]]:
        """The titles; lines of one title that stand on each other are one group."""
        groups: list[list[int]] = []
        for position in self._outline.titles:
            if position in self._outline.marks or self._outline.is_foreword(position):
                continue
            if groups and groups[-1][-1] == position - 1:
                groups[-1].append(position)
            else:
                groups.append([position])
        return groups

    def _below_heading(self, group: Sequence[int], next_title: int) -> Start | None:
        header = group[-1] + 1
        end = min([next_title, *(i for i in (*self._outline.chapters, *self._outline.front.blocks, *self._outline.upper) if i >= header)])
        line = next((i for i in self._outline.departments if header <= i < end), end)
        labelled = any(run.boxed or run.opens_header for run in self._outline.runs if header <= run.start < end)
        sections = any(self._outline.keys[i] and not self._stands_above(i, group[0]) for i in range(header, line))
        return Start(group[0], header, header, True, labelled=True) if labelled or sections else None

    def _stands_above(self, position: int, title: int) -> bool:
        """Whether a heading is of a higher level than a title, so that it heads no section of its fiche."""
        level = self._outline.blocks[position].level
        return self._outline.blocks[position].kind is BlockKind.HEADING and 0 < level < self._outline.blocks[title].level

    def _below_title_line(self, run: FieldRun) -> Start | None:
        if self._in_header_of(run) or run.start == 0:
            return None
        start = self._full(run.start)
        if start.first == start.header or not self._reads_like_title(start.named):
            return None
        return replace(start, labelled=True)

    def _in_header_of(self, run: FieldRun) -> bool:
        """Whether the fields go on a header that a line `Département de …` opens."""
        lines = [i for i in self._outline.departments if run.start - self._outline.layout.max_header_blocks <= i < run.start]
        return bool(lines) and not any(
            self._outline.keys[i] or self._ends_header(i) or is_prose(self._outline.blocks[i]) for i in range(lines[-1] + 1, run.start)
        )

    def _ends_header(self, position: int) -> bool:
        """Whether a block cannot stand in the header of a fiche that began above it."""
        block = self._outline.blocks[position]
        return len(block.text) > HEADER_LINE or position in self._outline.marks or position in self._outline.chapters

    def _opens_lines(self, line: int) -> bool:
        """Whether a department line without any section below it opens the header of a fiche."""
        return self._year_follows(line) or self._header_follows(line) or self._below_banner(line) is not None

    def _is_listed(self, line: int, starts: Sequence[Start]) -> bool:
        """Whether a department line stands in a list behind the starts found so far, of those to write to or who took part."""
        headings = (heading for heading in self._outline.appendices if starts and heading > starts[0].first)
        return any(heading < line <= heading + _LISTED for heading in headings)

    def _year_follows(self, line: int) -> bool:
        """Whether a department line stands between a title and a year, as in a header."""
        if line == 0 or line + 1 >= len(self._outline.blocks) or not looks_like_heading(self._outline.blocks[line - 1]):
            return False
        return _YEAR_LINE.match(self._outline.blocks[line + 1].text.plain) is not None

    def _header_follows(self, line: int) -> bool:
        """Whether a department line opens lines of a header that hold a contact, or is one that holds it: text without sections follows."""
        if not self._outline.may_be_title(line - 1) or not could_be_title(self._outline.blocks[line - 1]):
            return False
        for position in range(line, min(len(self._outline.blocks), line + _LATE)):
            block = self._outline.blocks[position]
            if is_prose(block) or block.kind is BlockKind.LIST_ITEM or not self._outline.may_be_title(position):
                return False
            told = YEAR.search(block.text.plain) and (
                self._outline.fields.composed(block) or (position > line and len(block.text) < _SHORT)
            )
            if ADDRESS.search(block.text.plain) or told:
                return True
        return False

    def _on_cover(self, line: int) -> bool:
        """Whether a line stands below the title of the document, or above the foreword with nothing told between them."""
        blocks = self._outline.blocks
        if 0 < line <= _COVER and blocks[0].level == 1 and all(block.kind is BlockKind.HEADING for block in blocks[:line]):
            below = [blocks[i - 1] for i in self._outline.departments if i > line]
            titles = [blocks[i] for i in self._taken] if self._taken else below
            if len(titles) >= _CARDS and all(block.level > 1 for block in titles):
                return True
        for position in range(line + 1, min(len(self._outline.blocks), line + _LATE)):
            if self._outline.is_foreword(position):
                return True
            if self._outline.keys[position] or is_prose(self._outline.blocks[position]):
                return False
        return False

    def _end_of_lines(self, line: int) -> int:
        """Position of the first running text below a line."""
        blocks = self._outline.blocks
        return next((i for i in range(line + 1, min(len(blocks), line + _LATE)) if is_prose(blocks[i])), line + 1)

    def _full(self, line: int) -> Start:
        """The fiche of a department line: a year line above it is of the header, a title may take two lines."""
        if (title := self._below_banner(line)) is not None:
            return Start(line, line, line, True, title=self._outline.blocks[title].text, inside=title)
        if self._announces_titles and (place := self._announced_above(line)):
            first, header = place
            return Start(first, header, line, True)
        top = self._top_of_lines(line)
        if top + 1 < line and self._outline.apart(top) and opening(self._outline.blocks[top]) in self._tops_again:
            return Start(top, top + 2, line, True, title=self._outline.blocks[top + 1].text)
        header = self._top_of_group(line)
        while header - 1 in self._cards:
            header -= 1
        while header - 1 in self._outline.run_at:
            header = self._outline.run_at[header - 1].start
        if self._outline.may_be_title(line - 2) and _YEAR_LINE.match(self._outline.blocks[line - 1].text.plain):
            header = line - 1
        first = self._first_line(header - 1) if self._outline.may_be_title(header - 1) else header
        return Start(first, header, line, True)

    def _below_banner(self, line: int) -> int | None:
        """Position of the title below a department line, where most titles of the document stand so."""
        return self._title_below(line) if self._names_below else None

    def _title_below(self, line: int) -> int | None:
        """Position of the title right below a department line, or below what says when: a heading of the format, or a line above text.

        A mere line is the title only below a line that holds a whole header ("MANCHE | depuis 2018 | association Les Sentiers"), or
        where departments follow the text of the fiche before.
        """
        for position in range(line + 1, min(len(self._outline.blocks), line + 1 + _BANNER)):
            block = self._outline.blocks[position]
            if not (len(block.text) < _SHORT and self._outline.fields.says_when(block.text)):
                heads = block.kind is BlockKind.HEADING and block.level > 0 and self._outline.may_be_heading(position)
                told = self._is_told_below(line, position) or (self._follow_text and self._could_name(position))
                return position if heads or told else None
        return None

    def _could_name(self, position: int) -> bool:
        """Whether a line could be a title: neither text nor a page number, and no address."""
        block = self._outline.blocks[position]
        worded = could_be_title(block) and not (is_prose(block) or block.text.text.isdigit() or ADDRESS.search(block.text.plain))
        return worded and self._outline.may_be_heading(position)

    @cached_property
    def _follow_text(self) -> bool:
        """Whether most department lines above sections follow the text of the fiche before, so that no title stands above them."""
        lines = [line for line in self._outline.departments if self._first_section(line) is not None]
        return len(lines) >= _CARDS and sum(not self._could_name(line - 1) for line in lines if line) > _FOLLOW * len(lines)

    def _is_told_below(self, line: int, position: int) -> bool:
        """Whether a line stands between a whole header on one line and running text, or between a department and labelled fields."""
        blocks = self._outline.blocks
        between = position == line + 1 < len(blocks) - 1 and self._outline.may_be_heading(position) and could_be_title(blocks[position])
        if not between or position in self._outline.run_at:
            return False
        told = is_prose(blocks[position + 1]) and len(self._outline.fields.composed(blocks[line])) > 0
        return told or (position + 1 in self._outline.run_at and not self._could_name(line - 1))

    @cached_property
    def _names_below(self) -> bool:
        """Whether titles stand below the departments of their fiches, as below a banner: headings that are set alike."""
        departments = self._outline.departments
        lines = [line for line in departments if self._first_section(line) is not None] or departments
        below = [title for line in lines if (title := self._title_below(line)) is not None]
        styles = Counter(style_of(self._outline.blocks[title]) for title in below)
        style, count = styles.most_common(1)[0] if styles else (None, 0)
        tops = (self._outline.blocks[line - 1] for line in lines if line)
        above = sum(style_of(top) == style and could_be_title(top) and not ADDRESS.search(top.text.plain) for top in tops)
        return count >= _CARDS and 2 * count > len(lines) and 2 * above < count

    def _announced_above(self, line: int) -> tuple[int, int] | None:
        """Where the title that the contents list announces starts above a department line, and where the header below it."""
        top = next((i for i in range(line - 1, max(0, line - _LATE), -1) if self._outline.keys[i] or self._ends_header(i)), line - _LATE)
        places = [(first, header) for header in range(line, max(0, top), -1) for first in (header - 1, header - 2)]
        places = [(first, header) for first, header in places if not self._heads_deeper(first, header, line)]
        announced = [(self._outline.announced_as(*place), place) for place in places if self._outline.may_be_title(place[0])]
        likeness, (first, header) = max(announced, key=lambda pair: pair[0], default=(0.0, (line, line)))
        if header < line and self._outline.blocks[header - 1].text.text.endswith(":"):
            header += 1  # the contents list leaves out what goes on behind a colon
        return (first, header) if likeness else None

    def _heads_deeper(self, first: int, header: int, line: int) -> bool:
        """Whether a heading of a lower level stands between a heading and a line: that one is the title."""
        level = self._outline.blocks[first].level if self._outline.blocks[first].kind is BlockKind.HEADING else 0
        return level > 0 and any(b.kind is BlockKind.HEADING and b.level > level for b in self._outline.blocks[header:line])

    @cached_property
    def _announces_titles(self) -> bool:
        """Whether the contents list announces the titles of fiches, each its own, and not just the headings that run above them."""
        lines = [line for line in self._outline.departments if self._first_section(line) is not None]
        lines += [run.start for run in self._outline.runs if run.opens_header]
        places = [place for line in lines if (place := self._announced_above(line))]
        titles = {fold(MappedText.join(block.text for block in self._outline.blocks[first:header]).text) for first, header in places}
        return len(titles) > _ANNOUNCED * len(lines)

    def _first_line(self, last: int) -> int:
        """Position of the first line of a title whose last is here: one that begins with a small letter goes on the line above."""
        if not self._outline.blocks[last].text.text[0].islower() or not self._outline.may_be_title(last - 1):
            return last
        above = self._outline.blocks[last - 1].text.text
        return last - 1 if len(above) < 120 and above[-1] not in ".;!?" else last

    def _top_of_group(self, line: int) -> int:
        """The first header line of the lines that a department line stands among, where nothing but line ends parts them.

        The title stands above them, set apart, or is the first of them: whichever most fiches of the document do.
        """
        top = self._top_of_lines(line)
        if not self._outline.apart(top):
            return line
        return top if self._titles_apart else min(line, top + 1)

    def _top_of_lines(self, line: int) -> int:
        top = line
        while top > max(0, line - _LATE) and not self._outline.apart(top) and self._may_be_of_header(top - 1):
            top -= 1
        return top

    def _may_be_of_header(self, position: int) -> bool:
        return self._outline.may_be_title(position) and not self._ends_header(position) and not is_prose(self._outline.blocks[position])

    @cached_property
    def _titles_apart(self) -> bool:
        """Whether a line of its own stands above most groups of lines that name a department: their title, not the text before."""
        above = [self._top_of_lines(line) - 1 for line in self._outline.departments]
        # a marked line heads a section ("■ Prévenir les placements")
        return 2 * sum(i >= 0 and self._could_name(i) and not self._outline.blocks[i].marker for i in above) > len(above)

    @cached_property
    def _tops_again(self) -> frozenset[str]:
        """How the lines open that stand above the titles of several fiches, in one group of lines with them ("★ TROPHÉE D'OR")."""
        lines = (*self._outline.departments, *(run.start for run in self._outline.runs if run.opens_header))
        tops = (self._top_of_lines(line) for line in lines)
        times = Counter(opening(self._outline.blocks[top]) for top in tops if self._outline.apart(top))
        return frozenset(opening for opening, count in times.items() if count > 1)

    def _first_section(self, line: int) -> int | None:
        """Position of the first section heading below a department line, None where running text comes first."""
        for position in range(line + 1, min(len(self._outline.blocks), line + 1 + self._outline.layout.max_header_blocks)):
            block = self._outline.blocks[position]
            if self._outline.keys[position]:
                return position
            if self._ends_header(position) or position in self._taken or block.kind is BlockKind.LIST_ITEM:
                return None
        return None

    def _same_header(self, line: int, other: int) -> bool:
        between = self._outline.blocks[line + 1 : other]
        if all(len(block.text) < _SHORT and self._outline.fields.says_when(block.text) for block in between):
            return True
        again = fold(self._outline.blocks[other].text.text).removeprefix("le ")
        if not again.startswith(fold(self._outline.blocks[line].text.text)):
            return False
        return all(len(block.text) < 80 for block in between)


def opening(block: Block) -> str:
    """The symbol that a line opens with, its folded words without numbers where it opens with none."""
    first = block.text.text[0]
    return _DIGITS.sub("", fold(block.text.text)) if first.isalnum() or first in _QUOTES else first
