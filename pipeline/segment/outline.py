"""What the blocks of a recueil are: front matter, chapters, section headings, labelled fields, titles, running headings."""

import itertools
import re
from collections import Counter
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cached_property

from rapidfuzz import fuzz

from pipeline.document import Block, BlockKind, Document, MappedText, fold
from pipeline.gazetteer import Gazetteer
from pipeline.rulebook import Rulebook
from pipeline.segment.chapters import chapter_of, counted_through, numbered_chapter
from pipeline.segment.contents import SAME_TITLE, read_front_matter, section_of, with_sections
from pipeline.segment.fields import YEAR, FieldReader
from pipeline.segment.headings import ADDRESS, is_bare_number, key_of_words, known_heading, looks_like_heading, section_key
from pipeline.segment.lines import LineSplitter, is_item, is_prose
from pipeline.segment.listed_headers import without_bullets
from pipeline.segment.model import first_match
from pipeline.segment.numbered import counted_lines
from pipeline.segment.openings import LEAST, bare_places, councils, opening_lines
from pipeline.segment.repeated import repeated_headings
from pipeline.segment.titles import could_be_title, running_headings, setting_of, style_of, text_size, title_positions
from schemas.enums import FicheKind, HeaderSlot, SectionKey
from schemas.fiche import Chapter
from schemas.rules import HeaderFichesLayout, OutlineFile, SectionsFile

#: Marks that open a quotation.
_QUOTES = "«\"“'"
#: A mark of running headings, of quotations or of list items.
_QUOTED = ">"
#: How alike a garbled running heading and the section it names must be (0-100).
_GARBLED = 85
#: A numbered heading above fiches has no more characters, and no more blocks between it and the first of them.
_AXIS = 200
_INTRODUCED = 6
#: "147 projets financés": what an action has reached, set as large as a heading.
_FIGURE = re.compile(r"\d[\d ,.]*(?:[%€]|[a-zà-ÿ]{3})")
#: Between the number of a heading and its name.
_JOINT = re.compile(r" ?[:.–—-] ")
#: One numbered heading counts no chapters.
_COUNTED = 2
#: A heading behind the last fiche has fewer characters, also where names follow it ("Réalisation : …").
_APPENDIX = 90
#: What tells who made a document fills no more blocks at its end.
_IMPRINT = 8
#: A section heading has no more characters.
_SECTION_HEADING = 70
#: A document says what it is in its first blocks.
_COVER = 8
#: The share of its places at which a heading must stand above a title to run there.
_ABOVE = 0.7
#: Marks of list items that no running heading bears; nor does one bear a mark that items below each other do.
_DASHES = "-–—*o"
#: The contacts that close a fiche fill no more lines, and so many fiches that close with some are no accident.
_CLOSING, _CLOSED = 6, 3
#: So many section headings tell how all are set.
_KNOWN = 3


class Outline:
    """The structure of one document; positions index `blocks`.

    `fiche` is what its fiches are, `fiche_is_told` whether the layout or its name says so; `keys` holds the section that a block opens, None for most; `chapters` the chapters by position; `runs` the runs of
    labelled fields, `run_at` the same by position; `departments` the lines that name a department and bear no label;
    `counted` the lines that count fiches; `titles` the headings set like titles, `upper` those of a higher level, `axes`
    numbered headings above fiches; `marks` the running headings, `appendices` the headings behind the last action.
    """

    def __init__(self, document: Document, layout: HeaderFichesLayout, rulebook: Rulebook, gazetteer: Gazetteer) -> None:
        self.layout = layout
        named = self._kind_by_name(document, rulebook.outline) if layout.fiche_by_name else layout.fiche
        self.fiche, self.fiche_is_told = named or layout.fiche, named is not None
        self._source = document.source
        self._rules = rulebook.outline
        self._verb = rulebook.briefs.verb
        self._status = rulebook.status
        self._department_line = rulebook.header.department_line
        self._council_line = rulebook.header.council_line
        self.fields = FieldReader(rulebook, gazetteer, layout.labels)
        splitter = LineSplitter(rulebook, self.fields, document.blocks)
        self.blocks = without_bullets(
            [part for block in document.blocks for part in splitter.apart(block)],
            lambda text: self.fields.is_place(text) or first_match(self._department_line, text.plain) is not None,
        )
        self.front = read_front_matter(self.blocks, rulebook.outline)
        if self._part_joined_headings():
            self.front = read_front_matter(self.blocks, rulebook.outline)
        self._own_headings = {fold(heading): key for key, printed in layout.headings.items() for heading in printed}
        self.keys = [None if i in self.front.blocks else self._key(b, rulebook.sections) for i, b in enumerate(self.blocks)]
        self.counted = {line.position: line for line in counted_lines(self.blocks, layout.start, self._may_count)}
        self.chapters = self._chapters()
        self._running_marks = [mark for mark in self._rules.running_mark if mark != _QUOTED or not self._quotes_or_lists()]
        self.marks: set[int] = {i for i, b in enumerate(self.blocks) if self._is_marked(b)}
        self._marked = any(self.blocks[i].marker in self._running_marks for i in self.marks - self.front.blocks)
        self._announced = self._announced_above_announced()
        self.marks |= self._announced
        #: one announced heading alone says nothing of the fiches behind the next one: the others got lost
        self._in_force = self._announced if len({fold(self.blocks[i].text.text) for i in self._announced}) > 1 else set()
        self._find_repeated_headings(rulebook.sections)
        no_field = {
            *self.front.blocks,
            *self.chapters,
            *self.marks,
            *self.counted,
            *self._axis_lines(),
            *(i for i, key in enumerate(self.keys) if key),
        }
        self.runs = self.fields.runs(self.blocks, no_field)
        self.run_at = {i: run for run in self.runs for i in range(run.start, run.end)}
        self.openings: frozenset[int] = frozenset()
        self._key_bare_fiches(rulebook.sections)
        self.departments = [i for i, b in enumerate(self.blocks) if i not in self.run_at and self._is_department_line(i, b)]
        self._take_openings()
        places = set(self.departments)
        self.titles = title_positions(self.blocks, self.runs, lambda i: i not in places and self.may_be_heading(i))
        self.titles = sorted([*self.titles, *self._titles_like_sections()])
        self.marks |= self._running_above(self.titles)
        self.upper = self._upper_headings()
        self.appendices = [i for i, b in enumerate(self.blocks) if self._heads_appendix(i, b.text.plain) and not self._is_of_header(i)]
        self.axes: dict[int, str] = {}
        self._lone: set[int] = set()
        items = itertools.pairwise(b.marker if b.kind is BlockKind.LIST_ITEM else None for b in self.blocks)
        self._list_marks = {*_DASHES, *(mark for mark, below in items if mark == below)}
        running = {self.blocks[i].text.text for i in self.marks - self.front.blocks}
        self.front = with_sections(self.front, running)

    @staticmethod
    def _kind_by_name(document: Document, rules: OutlineFile) -> FicheKind | None:
        """What the fiches of a document are by what it calls itself; None where it does not say."""
        first = [block.text.plain for block in document.blocks[:_COVER]]
        recueil, plan = (any(first_match(names, line) for line in first) for names in (rules.recueil, rules.plan))
        if recueil == plan:
            return None
        return FicheKind.FICHE if recueil else FicheKind.ACTION

    def note_titles(self, starts: Mapping[int, int]) -> None:
        """Take the headings that run above fiches for what they are; `starts` holds where these start, with the place of their title."""
        titles = list(starts)
        self.marks |= self._running_above(titles)
        self._lone = {i - 1 for i in titles if self._is_lone_item(i - 1)}
        self._lone |= self._set_apart_above(starts)
        if not self.chapters:
            self.chapters = self._numbered_chapters(titles)
            self._lone -= self.chapters.keys()
            self.marks -= self.chapters.keys()
        self.marks |= self._lone
        self.axes = self._axes_above(titles)

    def section(self, first: int, title: str, chapter: Chapter | None) -> tuple[str | None, bool]:
        """The section of a fiche that starts at a position, and whether it had to be restored."""
        section, restored = self._section_before(first)
        if section is not None:
            return section, restored
        announced = section_of(self.front, title, chapter.number if chapter else None)
        if announced and chapter and fold(announced) == fold(chapter.name):
            announced = None
        return announced or self._section_in_force(first), announced is not None

    def apart(self, position: int) -> bool:
        """Whether something else than a mere line end stands between a block and the one before it."""
        if position == 0:
            return True
        end, start = self.blocks[position - 1].text.source_range[1], self.blocks[position].text.source_range[0]
        return self._source.count("\n", end, start) != 1  # two blocks of one line were taken apart

    def is_axis(self, text: MappedText) -> bool:
        """Whether words are a numbered heading above fiches."""
        return len(text) <= _AXIS and first_match(self._rules.axis, text.plain) is not None

    def _axis_lines(self) -> list[int]:
        """Lines that could be numbered headings above fiches: no labels ("Axe 2 – Prévenir")."""
        kinds = {BlockKind.PARAGRAPH, BlockKind.HEADING}
        return [i for i, block in enumerate(self.blocks) if block.kind in kinds and self.is_axis(block.text)]

    def _axes_above(self, titles: Sequence[int]) -> dict[int, str]:
        """Numbered headings that stand above the titles of fiches, also above a few lines that introduce them."""
        taken = set(titles)
        found: dict[int, str] = {}
        for title in titles:
            for position in range(title - 1, max(-1, title - 1 - _INTRODUCED), -1):
                block = self.blocks[position]
                if labelled := self._labelled_section(position):
                    found[position] = labelled
                    continue
                # what introduces an axis may be a section of it ("Objectifs poursuivis")
                keyed = self.keys[position] and not (position and self.is_axis(self.blocks[position - 1].text))
                if position in taken or position in self.front.blocks or keyed or position in self.run_at:
                    break
                if looks_like_heading(block) and (self.is_axis(block.text) or fold(block.text.text) in self._listed_axes):
                    found[position] = self._axis_name(position, title)
        return found

    def _axis_name(self, position: int, title: int) -> str:
        """The words of a numbered heading above a title; where it is a mere number, those of the heading below it."""
        text, below = self.blocks[position].text, position + 1
        named = below < title and looks_like_heading(self.blocks[below]) and not self.is_axis(self.blocks[below].text)
        return self.blocks[below].text.text if named and is_bare_number(text) else text.text

    @cached_property
    def _listed_axes(self) -> frozenset[str]:
        """The folded names of headings that only the contents list numbers ("Axe 1 – Prévenir", above fiches just "Prévenir")."""
        listed = (entry.title for entry in self.front.entries if first_match(self._rules.axis, entry.title))
        return frozenset(fold(parts[1]) for title in listed if len(parts := _JOINT.split(title, maxsplit=1)) > 1)

    def _labelled_section(self, position: int) -> str | None:
        """The section that a labelled line names ("Thématique : Habiter")."""
        lines = () if self.is_axis(self.blocks[position].text) else self.fields.lines(self.blocks[position])
        return lines[0].text.text if len(lines) == 1 and lines[0].slot is HeaderSlot.SECTION else None

    def _key(self, block: Block, sections: SectionsFile) -> SectionKey | None:
        """The section a block opens: by the headings of the family, else by those that all know."""
        own = self._own_headings.get(fold(block.text.text)) if block.kind is not BlockKind.TABLE_ROW else None
        return own or section_key(block, sections)

    def _may_count(self, position: int) -> bool:
        return position not in self.front.blocks and not self.keys[position]

    def _find_repeated_headings(self, sections: SectionsFile) -> None:
        """Take headings that repeat above running text for section headings, also those that no rule knows."""
        known = Counter(setting_of(self.blocks[i]) for i, key in enumerate(self.keys) if key)
        usual = known.most_common(1)[0][0] if known.total() >= _KNOWN else None

        def may_be(position: int) -> bool:
            block = self.blocks[position]
            if usual and setting_of(block) != usual:
                return False
            if position in self.front.blocks or position in self.marks or position in self.chapters or position in self.counted:
                return False
            if known_heading(block.text.plain, sections):
                return True  # "Mise en œuvre" may be a state, too
            if position and is_item(self.blocks[position - 1]) and self.fields.slot_of(self.blocks[position - 1].text.plain):
                return False  # the value of a label with a bullet, followed by the next of these
            state = self._status.told(block.text.plain) or YEAR.search(block.text.plain)
            return not (state or self._is_department_line(position, block))

        repeated = repeated_headings(self.blocks, may_be, lambda words: known_heading(words, sections))
        for position in repeated:
            self.keys[position] = self.keys[position] or key_of_words(self.blocks[position].text.plain, sections) or SectionKey.BODY
        settings = {setting_of(self.blocks[i]) for i in repeated}
        for position, block in enumerate(self.blocks[:-1]):
            if self.keys[position] or setting_of(block) not in settings or not may_be(position) or not _is_told(self.blocks[position + 1]):
                continue
            heads = looks_like_heading(block) or (block.kind is BlockKind.PARAGRAPH and known_heading(block.text.plain, sections))
            if heads and len(block.text) <= _SECTION_HEADING:
                asked = block.text.text.endswith("?") and all(self.blocks[i].text.text.endswith("?") for i in repeated)
                self.keys[position] = key_of_words(block.text.plain, sections) or (SectionKey.BODY if asked else None)

    def _key_bare_fiches(self, sections: SectionsFile) -> None:
        """Take known headings for section headings, however they are set, in fiches with labelled headers that have no others."""
        headers = [run for run in self.runs if run.opens_header]
        for run, following in itertools.zip_longest(headers, headers[1:]):
            end = following.start if following else len(self.blocks)
            if any(self.keys[run.end : end]):
                continue
            for position in range(run.end, end - 1):
                block = self.blocks[position]
                heads = block.kind in {BlockKind.PARAGRAPH, BlockKind.HEADING} and len(block.text) <= _SECTION_HEADING
                if (
                    heads
                    and position not in self.run_at
                    and known_heading(block.text.plain, sections)
                    and _is_told(self.blocks[position + 1])
                ):
                    self.keys[position] = key_of_words(block.text.plain, sections)

    def _part_joined_headings(self) -> bool:
        """Take two headings apart that were set as one: announced ones ("Logement Un toit pour deux"), a category and a prize; whether any were."""
        listed = {fold(entry.title) for entry in self.front.entries}
        apart: list[Block] = []
        for i, block in enumerate(self.blocks):
            text = block.text.text
            cuts = (m.start() for m in re.finditer(" ", text)) if i not in self.front.blocks and looks_like_heading(block) else iter(())
            parted = (c for c in cuts if {fold(text[:c]), fold(text[c:])} <= listed or self._names_award(block.text, c))
            cut = None if fold(text) in listed else next(parted, None)
            parts = (
                (block,)
                if cut is None
                else (replace(block, text=block.text[:cut], bold=()), replace(block, text=block.text[cut + 1 :], bold=()))
            )
            apart.extend(parts)
        found = len(apart) > len(self.blocks)
        self.blocks = tuple(apart)
        return found

    def _names_award(self, text: MappedText, cut: int) -> bool:
        """Whether a numbered heading or a category ends before a place in a heading, and an award stands behind it."""
        behind = text.plain[cut + 1 :]
        return behind[:1].isupper() and first_match(self._rules.award, behind) is not None and self.is_axis(text[:cut])

    def _announced_above_announced(self) -> set[int]:
        """Headings of the contents list right above another of them, and those that it gives no page: they run above titles."""
        listed = {fold(entry.title) for entry in self.front.entries}
        places = [
            i
            for i, block in enumerate(self.blocks)
            if i not in self.front.blocks
            and i not in self.chapters
            and block.kind in {BlockKind.PARAGRAPH, BlockKind.HEADING}
            and fold(block.text.text) in listed
        ]
        paged = any(entry.page for entry in self.front.entries)
        bare = {fold(entry.title) for entry in self.front.entries if paged and entry.page is None}
        bare |= {fold(section) for _, section in self.front.sections if paged}
        above = {i for i, below in itertools.pairwise(places) if all(between in self.counted for between in range(i + 1, below))}
        return above | {i for i in places if fold(self.blocks[i].text.text) in bare and looks_like_heading(self.blocks[i])}

    def _is_department_line(self, position: int, block: Block) -> bool:
        return (
            position not in self.front.blocks
            and block.kind in {BlockKind.PARAGRAPH, BlockKind.HEADING}
            and block.marker not in self._running_marks
            and len(block.text) < 160
            and not block.text.text.endswith((".", ";") if len(block.text) < 60 else (".", ";", ":"))
            and first_match(self._department_line, block.text.plain) is not None
        )

    def _take_openings(self) -> None:
        """Take lines of other sorts for department lines, where most headers open so."""

        def may_be(position: int) -> bool:
            return self.may_be_title(position) and position not in self.run_at and position not in self.chapters

        places = bare_places(self.blocks, self.fields, lambda i: may_be(i) and i not in self.counted)
        if len(places) >= LEAST and len(places) > len(self.departments):
            self.departments = sorted({*self.departments, *places})
        elif len(self.departments) < LEAST:
            self.departments = sorted({*self.departments, *councils(self.blocks, self.fields, self._council_line, may_be)})
        if len(self.departments) < LEAST and sum(run.opens_header for run in self.runs) < LEAST and not self.counted:
            self.openings = opening_lines(
                self.blocks, may_be, self.may_be_title, lambda i: self.keys[i] is not None or is_prose(self.blocks[i]), self.apart
            )
            self.departments = sorted({*self.departments, *self.openings})

    def is_council(self, position: int) -> bool:
        """Whether a department line is a carrier's, which is read as one too."""
        block = self.blocks[position]
        return not self._is_department_line(position, block) and not self.fields.is_place(block.text)

    def _titles_like_sections(self) -> list[int]:
        """Titles that read like a section heading ("Évaluation"): right above a header as most are, or set unlike those headings."""
        keyed = [i for i, key in enumerate(self.keys) if key]
        if not keyed:
            return []
        usual = Counter(style_of(self.blocks[i]) for i in keyed).most_common(1)[0][0]
        style = style_of(self.blocks[self.titles[0]]) if self.titles else None
        headers = {*self.departments, *(run.start for run in self.runs if run.opens_header)}
        heading = [i for i in keyed if self.blocks[i].kind is BlockKind.HEADING]
        found = [i for i in heading if style_of(self.blocks[i]) != usual and (i + 1 in headers or style_of(self.blocks[i]) == style)]
        titled = [i for i in self.titles if i + 1 in headers]
        if 2 * len(titled) > len(headers):
            found += [i for i in heading if i not in found and i + 1 in headers and style_of(self.blocks[i]) == style]
        for position in found:
            self.keys[position] = None
        return [i for i in found if style_of(self.blocks[i]) == style]

    def _is_marked(self, block: Block) -> bool:
        """Whether a block bears the mark of running headings, or is the one above the briefs, which may lose it."""
        other_actions = block.kind in {BlockKind.PARAGRAPH, BlockKind.HEADING} and self.heads_briefs(block)
        opens = block.text.text[0].isalnum() and not block.text.text[0].islower()  # "», dit-on": a quotation ends here
        return (block.marker in self._running_marks and (opens or block.text.text[0] in _QUOTES)) or other_actions

    def _quotes_or_lists(self) -> bool:
        """Whether ">" marks quotations, as in Markdown, or the items of lists."""
        structured = any(block.kind is BlockKind.HEADING and block.level for block in self.blocks)
        return structured or any(a.marker == b.marker == _QUOTED for a, b in itertools.pairwise(self.blocks))

    def heads_briefs(self, block: Block) -> bool:
        """Whether a heading announces briefs ("Autres démarches")."""
        return first_match(self._rules.other_actions, block.text.plain) is not None

    def heads_inset(self, position: int) -> bool:
        """Whether a heading opens an inset that tells one thing among the actions of a scheme ("Focus : le car des soins")."""
        inset = self.fiche is FicheKind.ACTION and looks_like_heading(self.blocks[position])
        return inset and first_match(self._rules.inset, self.blocks[position].text.plain) is not None

    def is_foreword(self, position: int) -> bool:
        """Whether a heading stands above a foreword or another text about the document."""
        return looks_like_heading(self.blocks[position]) and first_match(self._rules.foreword, self.blocks[position].text.plain) is not None

    def section_of_briefs(self, first: int, rubrics: Iterable[int], *, among_fiches: bool) -> str | None:
        """The heading above the briefs at a position, also where it got lost; in a letter of nothing but briefs that of their theme, or their rubric."""
        headings = [i for i in self.marks if self.heads_briefs(self.blocks[i])]
        if not (among_fiches or self.chapters) and (theme := self._theme_above(first)) is not None:
            return self.blocks[theme].text.text
        if not (headings or among_fiches or self.chapters):
            themes = (i for i in rubrics if i < first and not (self._is_department_line(i, self.blocks[i]) or self.is_foreword(i)))
            rubric = max(themes, default=None)
            return self.section(first, "", None)[0] or (None if rubric is None else self.blocks[rubric].text.text)
        above = max((i for i in headings if i < first), default=-1)
        chapter = max((i for i in self.chapters if i < first), default=-1)
        return self.blocks[above].text.text if above > chapter else self._rules.other_actions_lost

    def _theme_above(self, first: int) -> int | None:
        """Position of the theme that a letter of nothing but briefs tells at a position: a marked heading, or one above the department's."""
        level = self.blocks[first].level if self.blocks[first].kind is BlockKind.HEADING else 0
        for position in range(first - 1, -1, -1):
            block = self.blocks[position]
            if position in self.front.blocks:
                return None
            if position in self.marks and self._is_marked(block):
                return position
            if block.kind is BlockKind.HEADING and 1 < block.level < level:
                return position
        return None

    def _set_apart_above(self, starts: Mapping[int, int]) -> set[int]:
        """Headings right above fiches that are set in a way of their own ("GRANDIR EN FAMILLE"), and hardly anywhere else."""
        titles = list(starts)
        usual = Counter(setting_of(self.blocks[i]) for i in starts.values())
        above = [i - 1 for i in titles if i and self._may_run(i - 1) and len(self.blocks[i - 1].text) <= _AXIS]
        found: set[int] = set()
        for setting in {setting_of(self.blocks[i]) for i in above} - set(usual):
            here = {i for i in above if setting_of(self.blocks[i]) == setting}
            alike = [i for i, b in enumerate(self.blocks) if setting_of(b) == setting and i not in self.front.blocks and self._may_run(i)]
            alike = [i for i in alike if i not in starts and titles[0] - 1 <= i <= titles[-1]]
            if len(here) >= 2 and (setting[1] or setting[0][0] is BlockKind.HEADING) and len(here) >= _ABOVE * len(alike):
                found |= here
        return found | self._small_above(above, titles)

    def _small_above(self, above: Sequence[int], titles: Sequence[int]) -> set[int]:
        """Lines of one size right above each title and nowhere else, in letters of another size than the text; numbers are no headings."""
        if len(above) < max(_KNOWN, len(titles)) or any(not self.blocks[i].text.text[0].isalpha() for i in above):
            return set()
        sizes = {self.blocks[i].size for i in above}
        size = min(sizes)
        alike = [i for i in range(titles[0] - 1, titles[-1] + 1) if self.blocks[i].size == size and self._may_run(i)]
        return set(above) if len(sizes) == 1 and size and size != text_size(self.blocks) and alike == list(above) else set()

    def _is_lone_item(self, position: int) -> bool:
        """Whether a list item stands alone: above a title its bullet is the mark of a running heading ("■ Habiter")."""
        around = self.blocks[max(0, position - 1) : position + 2]
        block = self.blocks[position]
        if position < 0 or not is_item(block) or len(block.text) > _SECTION_HEADING:
            return False
        if not block.marker or block.marker in self._list_marks or ADDRESS.search(block.text.plain):
            return False
        return sum(map(is_item, around)) == 1 and block.text.text[-1] not in ".;,:"

    def _may_run(self, position: int) -> bool:
        """Whether a block could be a running heading: words without a verb or an address, no prize, no figure."""
        text = self.blocks[position].text.plain
        if not self.may_be_heading(position) or ADDRESS.search(text) or _FIGURE.match(text):
            return False
        return first_match(self._verb, text) is None and first_match(self._rules.award, text) is None

    def _heads_appendix(self, position: int, plain: str) -> bool:
        """Whether a line heads what stands behind the last action, or tells at the end of the document who made it."""
        if len(plain) < _APPENDIX and first_match(self._rules.appendix, plain):
            return True
        return position >= len(self.blocks) - _IMPRINT and first_match(self._rules.imprint, plain) is not None

    def _is_of_header(self, position: int) -> bool:
        """Whether a line is the label of a field in the header of a fiche ("Votre contact"), or of the contacts that close several."""
        run = self.run_at.get(position)
        closing = [other for other in self.runs if other.slots == {HeaderSlot.CONTACT} and other.end - other.start <= _CLOSING]
        return run is not None and (run.opens_header or (run in closing and len(closing) >= _CLOSED))

    def _upper_headings(self) -> dict[int, str]:
        """Headings of a level above the titles, by position: what they head ends a fiche."""
        levels = [self._title_level(i) for i in self.counted or self.titles]
        if not levels or not min(levels):
            return {}
        found = {i: b for i, b in enumerate(self.blocks) if b.kind is BlockKind.HEADING and 0 < b.level < min(levels)}
        first = [i for i, b in found.items() if b.level == 1]
        alone = set(first) if len(first) == 1 else set()
        return {i: b.text.text for i, b in found.items() if i not in alone and self.may_be_heading(i)}

    def _title_level(self, position: int) -> int:
        """The level of a title, or of the line that counts it where that stands higher ("Fiche 1" in small letters above it)."""
        level, line = self.blocks[position].level, self.counted.get(position)
        below = self.blocks[position + 1].level if line and line.title is None and position + 1 < len(self.blocks) else 0
        return min(level, below or level)

    def _chapters(self) -> dict[int, Chapter]:
        """The chapters by the position of their heading; a name may stand in the block below it."""
        found: dict[int, Chapter] = {}
        for i, block in enumerate(self.blocks):
            if i in self.front.blocks or block.kind not in {BlockKind.PARAGRAPH, BlockKind.HEADING} or len(block.text) > 160:
                continue
            chapter = chapter_of(block.text.plain, self._rules.chapter)
            if chapter and not chapter.name and i + 1 < len(self.blocks):
                chapter = Chapter(number=chapter.number, name=self.blocks[i + 1].text.text.strip())
            if chapter:
                found[i] = chapter
        return found

    def _numbered_chapters(self, titles: Sequence[int]) -> dict[int, Chapter]:
        """Headings above fiches that count the chapters by a mere number ("2. Se loger"); a few lines may introduce the first fiche."""
        found: dict[int, Chapter] = {}
        last: dict[int, int] = {}
        taken = set(titles)
        for title in titles:
            numbered = ((i, chapter) for i in self._above(title, taken) if (chapter := numbered_chapter(self.blocks[i])))
            position, chapter = next(numbered, (None, None))
            if position is None or chapter is None or not could_be_title(self.blocks[position]) or self._is_listed(position):
                continue
            found.pop(last.get(chapter.number, -1), None)  # the contents list counts them too
            found[position], last[chapter.number] = chapter, position
        return found if len(found) >= _COUNTED and counted_through(found) else {}

    def _is_listed(self, position: int) -> bool:
        """Whether a block is an item below another, in a list that is not the contents list."""
        above = position - 1
        return above >= 0 and above not in self.front.blocks and is_item(self.blocks[position]) and is_item(self.blocks[above])

    def _above(self, title: int, titles: Container[int]) -> Iterator[int]:
        """The positions of the lines above a title that may introduce it, upwards."""
        for position in range(title - 1, max(-1, title - 1 - _INTRODUCED), -1):
            if position in titles or self.keys[position] or position in self.run_at:
                return
            yield position

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

    def may_be_heading(self, position: int) -> bool:
        """Whether a block is neither of the front matter nor a chapter, a field, a section heading or a marked heading."""
        chapter = position in self.chapters or (
            position - 1 in self.chapters and self.chapters[position - 1].name == self.blocks[position].text.text
        )
        department = self._is_department_line(position, self.blocks[position])
        return self.may_be_title(position) and not (chapter or department or position in self.run_at)

    def may_be_title(self, position: int) -> bool:
        """Whether a block of the text is neither a section heading nor a running heading."""
        if position < 0 or position in self.front.blocks or self.keys[position]:
            return False
        return position not in self.marks

    def announced_as(self, first: int, end: int) -> float:
        """How alike the blocks and a title of the contents list are (0-100), 0 where they are not the same."""
        text = fold(MappedText.join(block.text for block in self.blocks[first:end]).text)
        best = max((fuzz.ratio(text, fold(entry.title)) for entry in self.front.entries), default=0.0)
        return best if best >= SAME_TITLE else 0.0

    def without_running_heading(self, start: int, end: int) -> int:
        """Leave out running headings (also garbled ones) that stand before the next title."""
        while end > start and (end - 1 in self.marks or self._garbled(end - 1, end)):
            end -= 1
        if end - 2 >= start and self._garbled(end - 2, end):
            end -= 2
        return end

    def _section_before(self, first: int) -> tuple[str | None, bool]:
        """The running heading printed right before a position, and whether it had to be mended."""
        before = first - 1
        if before in self.marks and (before in self._lone or self._is_marked(self.blocks[before]) or not self._marked):
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
            if position in self.axes:
                return self._outermost(position)
            if position in self.upper:
                return self.upper[position]
            if position in self._lone or position in self._in_force or (position in self.marks and self._is_marked(self.blocks[position])):
                name = self.blocks[position].text.text
                return None if self.heads_briefs(self.blocks[position]) else name
        return None

    def _outermost(self, position: int) -> str:
        """The numbered heading in force at one of a lower rank ("Objectif 1.2"): the last one above it that ranks higher."""
        rank = self._rank(position)
        higher = (i for i in sorted(self.axes, reverse=True) if i < position and self._rank(i) < rank)
        return self.axes[next(higher, position)]

    def _rank(self, position: int) -> int:
        plain = self.blocks[position].text.plain
        return next((n for n, rule in enumerate(self._rules.axis) if rule.regex.search(plain)), len(self._rules.axis))

    def _running_above(self, titles: Sequence[int]) -> frozenset[int]:
        """Running headings without a mark that stand right above titles."""
        return running_headings(
            self.blocks,
            titles,
            self._may_run,
            lambda i: self._garbled(i, i + 1) is not None,
        )


def _is_told(block: Block) -> bool:
    """Whether a block tells something in a sentence, be it short."""
    return is_item(block) or block.text.text.endswith((".", "!", "?", "»"))
