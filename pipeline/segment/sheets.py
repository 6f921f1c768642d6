"""Cutting a page of action sheets: headings announced in a list at the top, or followed by a sub-heading of a sheet."""

from dataclasses import replace

from rapidfuzz import fuzz

from pipeline.document import Block, BlockKind, Document, fold
from pipeline.segment.headings import looks_like_heading, standing_twice
from pipeline.segment.model import Segment, Segmentation, SegmentSection, first_match
from schemas.enums import FicheKind, SectionKey
from schemas.rules import SheetsLayout

#: How alike an announced title and its heading must be (0-100).
_SAME_TITLE = 88


def cut(document: Document, layout: SheetsLayout) -> Segmentation:
    """One segment a sheet."""
    blocks = document.blocks
    end = next((i for i, b in enumerate(blocks) if i > 3 and first_match(layout.ends_at, b.text.plain)), len(blocks))
    repeated = standing_twice(blocks[:end])
    headings = [i for i in range(end) if looks_like_heading(blocks[i]) and not _is_sub_heading(blocks[i], layout, repeated)]
    listed = [(i, fold(b.text.text)) for i, b in enumerate(blocks[:end]) if b.kind is BlockKind.LIST_ITEM]
    announced = [i for i in headings if any(at < i and fuzz.ratio(fold(blocks[i].text.text), name) >= _SAME_TITLE for at, name in listed)]
    starts = announced if len(announced) >= 2 else [i for i in headings if i + 1 < end and _is_sub_heading(blocks[i + 1], layout, repeated)]
    segments = []
    for n, position in enumerate(starts):
        stop = starts[n + 1] if n + 1 < len(starts) else end
        segments.append(
            Segment(
                kind=FicheKind.ACTION,
                title=blocks[position].text,
                header=(),
                department_line=None,
                sections=_sections(blocks[position + 1 : stop], layout, repeated),
            )
        )
    first = starts[0] if starts else len(blocks)
    return Segmentation(tuple(segments), (*blocks[:first], *blocks[end:]))


def _sections(blocks: tuple[Block, ...], layout: SheetsLayout, repeated: frozenset[str]) -> tuple[SegmentSection, ...]:
    """The parts of a sheet, each opened by a sub-heading; what stands before the first has none."""
    sections: list[SegmentSection] = []
    for block in blocks:
        if _is_sub_heading(block, layout, repeated):
            rule = next((rule for rule in layout.sub_heading if rule.regex.search(block.text.plain)), None)
            sections.append(SegmentSection(rule.key if rule else SectionKey.BODY, block.text, ()))
        elif sections:
            sections[-1] = replace(sections[-1], blocks=(*sections[-1].blocks, block))
        else:
            sections.append(SegmentSection(SectionKey.BODY, None, (block,)))
    return tuple(sections)


def _is_sub_heading(block: Block, layout: SheetsLayout, repeated: frozenset[str]) -> bool:
    if block.kind is BlockKind.LIST_ITEM:
        return False
    return first_match(layout.sub_heading, block.text.plain) is not None or (
        fold(block.text.text) in repeated and looks_like_heading(block)
    )
