"""Lines without a label that open the header of a fiche: a bare department, the council that carries it, or what stands first."""

from collections.abc import Callable, Sequence

from pipeline.document import Block, BlockKind
from pipeline.segment.fields import FieldReader
from pipeline.segment.headings import ADDRESS, looks_like_heading
from pipeline.segment.lines import is_prose
from pipeline.segment.model import first_match
from schemas.rules import Rule

#: So many lines that open headers in the same way are no accident.
LEAST = 3
#: A line of a header has no more characters, and no header has more such lines.
_LINE, _MOST_LINES = 200, 7

MayBe = Callable[[int], bool]


def bare_places(blocks: Sequence[Block], fields: FieldReader, may_be: MayBe) -> list[int]:
    """Lines that name a department and nothing else, or together with the other things of a header."""
    kinds = {BlockKind.PARAGRAPH, BlockKind.HEADING}
    if sum(b.kind in kinds and may_be(i) and fields.holds_town(b) for i, b in enumerate(blocks)) >= LEAST:
        fields.towns = True
    return [i for i, b in enumerate(blocks) if b.kind in kinds and may_be(i) and (fields.is_place(b.text) or fields.composed(b))]


def councils(blocks: Sequence[Block], fields: FieldReader, rules: Sequence[Rule], may_be: MayBe) -> list[int]:
    """Lines that name a departmental council as carrier: they tell the department where no other line does."""
    found = [
        i
        for i, block in enumerate(blocks)
        if _is_line(block)
        and may_be(i)
        and not block.text.text.endswith((".", ";", ":", ","))
        and first_match(rules, block.text.plain)
        and fields.names_department(block.text)
    ]
    return found if len(found) >= LEAST else []


def opening_lines(blocks: Sequence[Block], may_be: MayBe, may_be_title: MayBe, is_told: MayBe, apart: MayBe) -> frozenset[int]:
    """First lines of headers that do not say where: short lines below a heading, one of them a contact, text or a section below.

    `is_told` tells whether text or a section begins at a position, `apart` whether a blank line stands before it.
    """
    found: set[int] = set()
    for position in range(1, len(blocks) - 1):
        if not (may_be_title(position - 1) and looks_like_heading(blocks[position - 1])):
            continue
        end = position
        while end < len(blocks) and _is_line(blocks[end]) and not is_prose(blocks[end]) and may_be(end):
            end += 1
        addresses = [i for i in range(position, end) if ADDRESS.search(blocks[i].text.plain)]
        if end < len(blocks) and is_told(end) and 2 <= end - position <= _MOST_LINES and addresses and addresses[0] > position:
            found.add(position)
    if {1, 2} <= found and apart(2) and not apart(3):
        found.remove(1)  # the name of the document stands right above the first title
    nested = {i for i in found if i - 1 in found}  # the lines of a header look like headings themselves
    return frozenset(found - nested) if len(found - nested) >= LEAST else frozenset()


def _is_line(block: Block) -> bool:
    return block.kind is BlockKind.PARAGRAPH and len(block.text) < _LINE
