"""Cutting a departmental scheme: axes (rights, orientations), the commitments below them, insets."""

import itertools
import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

from pipeline.document import Block, BlockKind, Document, fold
from pipeline.segment.contents import read_front_matter
from pipeline.segment.fields import FieldReader
from pipeline.segment.headings import is_bare_number, looks_like_heading, standing_twice
from pipeline.segment.model import Segment, Segmentation, first_match, match_of
from pipeline.segment.titles import Style, setting_of, with_marked_headings, without_listed
from schemas.enums import FicheKind, HeaderSlot
from schemas.rules import OutlineFile, Rule, SchemeLayout

#: So many headings that count commitments are no accident, nor are so many axes.
_LEAST, _LEAST_AXES = 3, 2
#: "1.2 ", "3) " before the title of a commitment.
_NUMBER = re.compile(r"\d{1,2}(?:\.\d{1,2})*(?:[.)]| ?[-–:])? (?=\D)")
#: "Orientation 1.2": of a part of an axis.
_POINTED = re.compile(r"\D*\d+\.\d")
#: No more lines introduce an axis.
_INTRODUCED = 2


def cut(document: Document, layout: SchemeLayout, rules: OutlineFile, fields: FieldReader) -> Segmentation:
    """The most deeply nested headings with what is told below them; an axis without sub-heading is one itself."""
    listed = read_front_matter(document.blocks, rules).blocks
    blocks = with_marked_headings([block for i, block in enumerate(document.blocks) if i not in listed], above_lists=True)
    found = _cut(blocks, layout, rules, fields)
    return replace(found, segments=tuple(_with_fields(segment, fields) for segment in _without_numbers(found.segments)))


def _without_numbers(segments: Sequence[Segment]) -> list[Segment]:
    """The commitments without the numbers that count them, where most have one before their title."""
    titles = [segment.title.plain for segment in segments if segment.kind is FicheKind.COMMITMENT]
    if 2 * sum(_NUMBER.match(title) is not None for title in titles) <= len(titles):
        return list(segments)
    return [replace(s, title=s.title[number.end() :]) if (number := _NUMBER.match(s.title.plain)) else s for s in segments]


def _with_fields(segment: Segment, fields: FieldReader) -> Segment:
    """A commitment with the lines that say who leads it and when ("Pilote : … Calendrier : …") as its header."""
    body = segment.body
    runs = (run for run in fields.runs(body, frozenset()) if HeaderSlot.CARRIER in run.slots)
    told = [field for run in runs for field in run.fields if any(line.slot is not HeaderSlot.OTHER for line in field.lines)]
    taken = {position for field in told for position in range(field.start, field.end)}
    if not taken:
        return segment
    rest = tuple(block for i, block in enumerate(body) if i not in taken)
    header = tuple(line for field in told for line in field.lines)
    return replace(segment, header=header, sections=(replace(segment.sections[0], blocks=rest),))


def _cut(blocks: tuple[Block, ...], layout: SchemeLayout, rules: OutlineFile, fields: FieldReader) -> Segmentation:
    ends_at = (*layout.ends_at, *rules.appendix)
    axes = _axes(blocks, layout)
    if len(axes) < _LEAST_AXES:
        counted = _counted(blocks, layout, ends_at)
        if counted.segments:
            return counted
        axes = _without_cover(blocks, axes_by_setting(blocks, layout), rules) or axes
    if not axes:
        return Segmentation((), blocks)
    start = axes[0]
    level = blocks[start].level if blocks[start].kind is BlockKind.HEADING else 0

    def ends(position: int, block: Block) -> bool:
        beside_axes = block.kind is BlockKind.HEADING and 0 < block.level <= level and position not in axes
        return beside_axes or (block.kind is not BlockKind.LIST_ITEM and first_match(ends_at, block.text.plain) is not None)

    end = next((i for i, b in enumerate(blocks) if i > start and ends(i, b)), len(blocks))
    parts = _parts(blocks[start:end], layout)
    segments: list[Segment] = []
    axis: str | None = None
    title: Block | None = None
    body: list[Block] = []
    #: whether the label of an inset stands above its title
    labelled = False

    def close(following: Block | None) -> None:
        """End the commitment at a sub-heading, or (None) at the next axis or the end."""
        if title is None or (not body and (following or title.text.text != axis)):
            return
        introduces = title.text.text == axis and not any(b.marker for b in body)
        if following and introduces and not first_match(layout.focus, following.text.plain):
            return
        is_axis = title.text.text == axis
        focus = labelled or first_match(layout.focus, title.text.plain) is not None
        segments.append(
            Segment.of_text(
                FicheKind.FOCUS if focus else FicheKind.COMMITMENT,
                title.text,
                body,
                section=None if is_axis else axis,
                # a heading without a list of measures may be a mere introduction
                confidence=1.0 if focus or any(b.marker for b in body) else 0.8,
            )
        )

    deeper = sum(block.kind is BlockKind.HEADING and block.level > level for block in blocks[start:end])

    def labelled_line(block: Block) -> bool:
        """Whether a line says who, when or what else behind a label ("Indicateur : …"); "Objectif 1.1 : …" is a title."""
        return any(line.slot not in {None, HeaderSlot.SECTION, HeaderSlot.TITLE} for line in fields.lines(block))

    def below_label() -> bool:
        """Whether nothing but the label of an inset stands above."""
        return bool(title and not body and first_match(layout.focus_label, title.text.plain))

    def heads(block: Block) -> bool:
        """Whether a block is a sub-heading: where those of the format nest, a mere line is one only as the label or title of an inset."""
        if not looks_like_heading(block) or fold(block.text.text) in parts or labelled_line(block):
            return False
        if block.kind is BlockKind.HEADING or not level or deeper < _LEAST:
            return True
        return below_label() or first_match((*layout.focus, *layout.focus_label), block.text.plain) is not None

    for position in range(start, end):
        block = blocks[position]
        if first_match(layout.skip, block.text.plain):
            continue
        if position in axes or heads(block):
            close(None if position in axes else block)
            labelled = below_label()
            title, body = block, []
            if position in axes:
                axis = block.text.text
        else:
            body.append(block)
    close(None)
    return Segmentation(tuple(segments), (*blocks[:start], *blocks[end:]))


def _without_cover(blocks: Sequence[Block], axes: list[int], rules: OutlineFile) -> list[int]:
    """The axes without the title of the scheme, which stands first and may be set like them: a foreword is no commitment."""
    first = next((i for i, block in enumerate(blocks) if looks_like_heading(block)), None)
    cover = len(axes) > _LEAST_AXES and axes[0] == first and first_match(rules.plan, blocks[axes[0]].text.plain)
    return axes[1:] if cover else axes


def _parts(blocks: tuple[Block, ...], layout: SchemeLayout) -> frozenset[str]:
    """The folded words of the headings that stand again and again: they head the parts of commitments ("Nos mesures")."""
    insets = (*layout.focus, *layout.focus_label)
    return standing_twice(block for block in blocks if not first_match(insets, block.text.plain))


def _counted(blocks: tuple[Block, ...], layout: SchemeLayout, ends_at: Sequence[Rule]) -> Segmentation:
    """The commitments that their headings count, and the insets between them, below axes without a number; none where there are too few."""
    heads = [i for i, block in enumerate(blocks) if looks_like_heading(block) and first_match(layout.commitment, block.text.plain)]
    labels = {
        i
        for i, (block, below) in enumerate(itertools.pairwise(blocks))
        if looks_like_heading(block) and first_match(layout.commitment_label, block.text.plain) and looks_like_heading(below)
    }
    heads = sorted({*heads, *labels})
    if len(heads) < _LEAST:
        return Segmentation((), blocks)
    insets = [i for i in range(heads[0], len(blocks)) if looks_like_heading(blocks[i]) and first_match(layout.focus, blocks[i].text.plain)]
    starts = sorted([*heads, *insets])
    end = next((i for i in range(heads[-1], len(blocks)) if first_match(ends_at, blocks[i].text.plain)), len(blocks))
    segments: list[Segment] = []
    used: set[int] = set()
    axes = {start: above for start in starts if (above := _axis_above(blocks, start, starts)) is not None}
    axis: str | None = None
    for start, stop in zip(starts, [*starts[1:], end], strict=True):
        axis = blocks[axes[start]].text.text if start in axes else axis
        last = axes.get(stop, stop) if stop < end else stop
        used.update(range(start, last))
        title = start + 1 if start in labels else start
        text = blocks[title].text
        counted = match_of(layout.commitment, text.plain)
        segments.append(
            Segment.of_text(
                FicheKind.FOCUS if start in insets else FicheKind.COMMITMENT,
                text[counted.end() :] if counted and start not in insets else text,
                blocks[title + 1 : last],
                section=axis,
            )
        )
    return Segmentation(tuple(segments), tuple(block for i, block in enumerate(blocks) if i not in used))


def _axis_above(blocks: tuple[Block, ...], start: int, starts: Sequence[int]) -> int | None:
    """The heading of an axis above a commitment: right above it, or set in another way above lines that introduce it."""
    for position in range(start - 1, max(-1, start - 2 - _INTRODUCED), -1):
        block = blocks[position]
        if position in starts or position - 1 in starts or block.kind is BlockKind.LIST_ITEM:
            return None
        if looks_like_heading(block):
            apart = block.text.text.isupper() or block.kind is BlockKind.HEADING
            return position if position == start - 1 or (apart and setting_of(block) != setting_of(blocks[start])) else None
    return None


def _axes(blocks: tuple[Block, ...], layout: SchemeLayout) -> list[int]:
    """Positions of the axes, by the names of mere numbers: of the ways to print one, the one that the document uses most.

    Where some have a number of two parts ("Axe 1", "Orientation 1.2"), the others stand above them.
    """
    headings = [i for i, block in enumerate(blocks) if looks_like_heading(block)]
    found = [[i for i in headings if rule.regex.search(blocks[i].text.plain)] for rule in layout.axis]
    axes = without_listed(blocks, max(found, key=len, default=[]))
    axes = [i for i in axes if not _POINTED.match(blocks[i].text.plain)] or axes
    return [_named(blocks, i, headings) if is_bare_number(blocks[i].text) else i for i in axes]


def _named(blocks: tuple[Block, ...], position: int, headings: Sequence[int]) -> int:
    """Position of the name of an axis whose number stands alone: the heading below, or right above where that one is of a higher level."""
    above, below = (blocks[i] if i in headings else None for i in (position - 1, position + 1))
    if above and above.kind is BlockKind.HEADING and above.level and (below is None or below.level == 0 or above.level < below.level):
        return position - 1
    return position + 1 if below else position


def axes_by_setting(blocks: Sequence[Block], layout: SchemeLayout) -> list[int]:
    """Positions of the headings set in the way in which most stand right above a heading that is set otherwise.

    Those behind the last list of measures do not count.
    """
    headings = [i for i, block in enumerate(blocks) if looks_like_heading(block)]
    by_setting: dict[tuple[Style, bool], list[int]] = defaultdict(list)
    for position in without_listed(blocks, headings):
        if not first_match((*layout.focus, *layout.focus_label), blocks[position].text.plain):
            by_setting[setting_of(blocks[position])].append(position)
    lists = [i for i, block in enumerate(blocks) if block.kind is BlockKind.LIST_ITEM]
    best: list[int] = []
    for positions in by_setting.values():
        inner = [i for i in positions if lists and i < lists[-1]]
        above = [i for i in inner if i + 1 in headings and setting_of(blocks[i + 1]) != setting_of(blocks[i])]
        if len(above) >= _LEAST_AXES and 2 * len(above) > len(inner) and len(inner) > len(best):
            best = inner
    return best
