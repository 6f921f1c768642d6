"""Lines that close the text of a fiche and are of its header: whom to ask."""

from collections.abc import Sequence
from dataclasses import replace

from pipeline.document import Block
from pipeline.segment.fields import FieldReader
from pipeline.segment.headings import ADDRESS
from pipeline.segment.inline import value_of
from pipeline.segment.lines import is_prose
from pipeline.segment.model import HeaderLine, Segment, Segmentation
from schemas.enums import FicheKind, HeaderSlot

#: So many fiches that close with contacts are no accident.
_CLOSING = 3
#: A labelled contact stands among so many first or last blocks of a text.
_ENDS = 2


def with_closing_contacts(segments: Sequence[Segment]) -> list[Segment]:
    """The fiches with the lines of contacts that close them in their headers, where many end so and their headers tell none."""
    closing = {n: lines for n, segment in enumerate(segments) if (lines := _closing_contacts(segment))}
    if len(closing) < _CLOSING or 2 * len(closing) < len(segments):
        return list(segments)
    told: list[Segment] = []
    for n, segment in enumerate(segments):
        lines = closing.get(n, ())
        contacts = [HeaderLine(value_of(block.text), HeaderSlot.CONTACT) for block in lines]
        told.append(_with_contacts(segment, contacts, lines))
    return told


def with_labelled_contacts(segmentation: Segmentation, fields: FieldReader, *, below: bool = True) -> Segmentation:
    """Actions told without a header with the labelled contacts ("Contact : Lise Doré, 01 99 00 12 34") above their text in one, and those `below` it."""
    told: list[Segment] = []
    for segment in segmentation.segments:
        body = segment.body
        ends = (*body[:_ENDS], *(body[max(_ENDS, len(body) - _ENDS) :] if below else ()))
        found = [(block, line) for block in ends for line in fields.lines(block) if _is_contact(line)]
        told.append(_with_contacts(segment, [line for _, line in found], [block for block, _ in found]))
    return replace(segmentation, segments=tuple(told))


def _is_contact(line: HeaderLine) -> bool:
    return line.slot is HeaderSlot.CONTACT and line.label is not None and ADDRESS.search(line.text.plain) is not None


def _with_contacts(segment: Segment, contacts: Sequence[HeaderLine], lines: Sequence[Block]) -> Segment:
    """A fiche with some contacts in its header, and without the blocks that hold them."""
    if not lines:
        return segment
    held = {id(line) for line in lines}
    sections = (replace(section, blocks=tuple(b for b in section.blocks if id(b) not in held)) for section in segment.sections)
    kept = tuple(section for section in sections if section.heading is not None or section.blocks)
    return replace(segment, header=(*segment.header, *contacts), sections=kept)


def _closing_contacts(segment: Segment) -> tuple[Block, ...]:
    """The last blocks of a fiche that hold an address and no sentence, where its header holds none."""
    if segment.kind is FicheKind.BRIEF or not segment.sections:
        return ()
    if any(line.slot is HeaderSlot.CONTACT or ADDRESS.search(line.text.plain) for line in segment.header):
        return ()
    blocks = segment.sections[-1].blocks
    first = len(blocks)
    while first > 0 and ADDRESS.search(blocks[first - 1].text.plain) and not is_prose(blocks[first - 1]):
        first -= 1
    return blocks[first:]
