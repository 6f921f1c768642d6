"""Blocks that hold two things on one line or row, taken apart."""

import itertools
import re
from collections.abc import Sequence
from dataclasses import replace

from pipeline.document import Block, BlockKind
from pipeline.rulebook import Rulebook
from pipeline.segment.fields import FieldReader
from pipeline.segment.headings import ADDRESS, run_in_again, run_in_section, run_in_words, section_key, section_row
from pipeline.segment.model import first_match
from schemas.enums import HeaderSlot

#: So few section headings on lines of their own are no rule.
_FEW = 3
#: A heading in the first cell of a row has no more characters.
_ROW_HEADING = 70
#: What says when has fewer characters.
_WHEN = 40
#: Words of a title, then "Département de …" to the end of the line.
_GLUED = re.compile(
    r"(?P<title>[A-ZÀ-Ý][^.;:!?/]{9,110}?)(?<![,–-]) (?P<line>Départements? (?:de la |de l'|des |du |de |d')(?:[A-ZÀ-Ý][\w'-]*[ -]?){1,4})$"
)
#: Words that ask for more.
_GOES_ON = re.compile(r"(?:\b(?:le|la|les|un|une|ce|chaque|du|de|des|par|dans|en|et|avec|à|au|aux|pour|sur)|[ld]') *$", re.IGNORECASE)


def is_prose(block: Block) -> bool:
    """Whether a block is running text, not a line of a header: it ends as a sentence does and holds no address."""
    text = block.text.text
    return len(text) > 60 and text.endswith((".", "!", "»")) and "@" not in text


def is_item(block: Block) -> bool:
    """Whether a block stands in a list: as an item, or behind the mark of a quotation, which some print before items."""
    return block.kind is BlockKind.LIST_ITEM or block.marker == ">"


class LineSplitter:
    """Takes blocks apart."""

    def __init__(self, rulebook: Rulebook, fields: FieldReader, blocks: Sequence[Block]) -> None:
        self._rulebook = rulebook
        self._fields = fields
        self._run_in = self._heads_run_in(blocks)
        #: rows below a row of labels
        self._valued = {
            id(row) for above, row in itertools.pairwise(blocks) if above.cells and all(fields.slot_of(c.plain) for c in above.cells)
        }
        #: rows right below a banner, the rest of a header in cells
        self._below_banner = {
            id(row)
            for above, row in itertools.pairwise(blocks)
            if above.cells and row.cells and fields.is_place(above.cells[0]) and self._reads_as_banner(above)
        }
        again = run_in_again(blocks) if self._run_in else ()
        self._again = frozenset(words for words in again if not fields.slot_of(words))

    def apart(self, block: Block) -> tuple[Block, ...]:
        """A title and its department line, a section heading and its text, where one line holds both."""
        tail = block.bold[-1][0] if block.bold and block.bold[-1][1] == len(block.text) else 0
        if (
            tail > 3
            and self._may_be_name(block.text[:tail].plain)
            and first_match(self._rulebook.header.department_line, block.text[tail:].plain)
        ):
            return _title_and_line(block, tail)
        if glued := self._glued_department(block):
            return glued
        if block.kind is BlockKind.TABLE_ROW:
            row = None if self._is_of_header(block) else section_row(block, self._rulebook.sections)
            return row or self._banner(block) or self._told_row(block)
        told = run_in_words(block, self._rulebook.sections, self._again) if self._run_in and not self._fields.labels(block) else None
        return run_in_section(block, self._rulebook.sections) or told or (block,)

    def _heads_run_in(self, blocks: Sequence[Block]) -> bool:
        """Whether section headings stand on the lines of their text, and few on lines of their own."""
        rules = self._rulebook.sections
        apart = sum(section_key(block, rules) is not None for block in blocks)
        return apart < _FEW and sum(run_in_words(block, rules) is not None and not self._fields.labels(block) for block in blocks) > _FEW

    def _glued_department(self, block: Block) -> tuple[Block, ...] | None:
        """A title and its department line that a lost break made one line ("Un toit pour deux Département de l'Aube")."""
        match = _GLUED.match(block.text.plain) if block.kind in {BlockKind.PARAGRAPH, BlockKind.HEADING} else None
        if match is None or not self._may_be_name(match["title"]):
            return None
        cut = match.start("line")
        line = block.text[cut:]
        if not self._fields.names_department(line) or first_match(self._rulebook.header.department_line, line.plain) is None:
            return None
        return _title_and_line(block, cut)

    def _may_be_name(self, plain: str) -> bool:
        """Whether words before a department can be a title: no sentence that goes on."""
        return first_match(self._rulebook.briefs.verb, plain) is None and _GOES_ON.search(plain) is None

    def _is_of_header(self, block: Block) -> bool:
        """Whether a row tells a slot in words that head a section elsewhere ("Pour en savoir plus", "Mise en œuvre")."""
        if len(block.cells) != 2:
            return False
        value = block.cells[1]
        match self._fields.slot_of(block.cells[0].plain):
            case HeaderSlot.CONTACT:
                return ADDRESS.search(value.plain) is not None
            case HeaderSlot.PERIOD | HeaderSlot.STATUS:
                return len(value) < _WHEN and self._fields.says_when(value)
            case _:
                return False

    def _banner(self, block: Block) -> tuple[Block, ...]:
        """A row that holds a department and when, as lines: no table, but two ends of a banner ("LOT | 2019"); empty for any other.

        Who carries the action may stand between them, or beside its state in a row below them.
        """
        if not (id(block) in self._below_banner or self._fields.is_place(block.cells[0])) or not self._reads_as_banner(block):
            return ()
        return tuple(Block(BlockKind.PARAGRAPH, cell) for cell in block.cells)

    def _reads_as_banner(self, block: Block) -> bool:
        """Whether a row ends with when, holds nothing but names before that, and stands below no row of labels."""
        between, when = block.cells[1:-1], block.cells[-1]
        dated = len(block.cells) > 1 and len(when) < _WHEN and self._fields.says_when(when)
        named = all(
            (cell.text[:1].isupper() and not is_prose(Block(BlockKind.PARAGRAPH, cell))) or self._fields.says_when(cell) for cell in between
        )
        return dated and named and id(block) not in self._valued

    def _told_row(self, block: Block) -> tuple[Block, ...]:
        """A row whose second cell is running text: its first cell heads it, unless it labels a slot that may be told at length."""
        if len(block.cells) != 2 or not 0 < len(block.cells[0]) <= _ROW_HEADING:
            return (block,)
        heading, text = Block(BlockKind.HEADING, block.cells[0]), Block(BlockKind.PARAGRAPH, block.cells[1])
        if len(text.text) > _ROW_HEADING and first_match(self._rulebook.header.department_line, heading.text.plain):
            return heading, text  # actions told beside the department
        if not is_prose(text):
            return (block,)
        if self._fields.slot_of(block.cells[0].plain) not in {None, HeaderSlot.PERIOD, HeaderSlot.STATUS}:
            return (block,)
        return heading, text


def _title_and_line(block: Block, cut: int) -> tuple[Block, Block]:
    """A block cut where its department line begins."""
    line = replace(block, kind=BlockKind.PARAGRAPH, text=block.text[cut:], bold=())
    return replace(block, text=block.text[:cut].strip(), bold=()), line
