"""Cutting a plan whose actions are told below headings or marked lines of their own."""

import itertools
import re
from collections import Counter
from collections.abc import Sequence

from pipeline.document import Block, BlockKind, fold
from pipeline.segment.headings import looks_like_heading
from pipeline.segment.model import Segment, Segmentation, first_match
from pipeline.segment.titles import could_be_title, without_listed
from schemas.enums import FicheKind
from schemas.rules import PlanLayout

#: So many headings below an announcement are actions; the first stands near it.
_LEAST_HEADED, _NEAR = 3, 4
#: A heading that stands so often heads a part of every action.
_AGAIN = 3
#: So many numbered headings are axes; none has more characters.
_LEAST_AXES, _AXIS = 2, 160
#: "Mesure 3 : …": headings that count actions are cut by the profile of numbered sheets.
#: "11,2 millions d'euros": what a line counts.
_FIGURE = re.compile(r"\d[\d ,.]* ?(?:%|€|[a-zà-ÿ])")
_COUNTS = re.compile(r"(?:[\w-]+ ){1,2}(?:n ?° ?)?\d+\b")


def headed_actions(blocks: tuple[Block, ...], announced: Sequence[int], layout: PlanLayout) -> Segmentation:
    """The actions below headings that are announced, else below numbered headings, else on marked lines; none where there are too few."""
    found = _announced(blocks, announced, layout)
    if not found.segments:
        found = _below_axes(blocks, layout)
    return found if found.segments else _marked(blocks, layout)


def _announced(blocks: tuple[Block, ...], announced: Sequence[int], layout: PlanLayout) -> Segmentation:
    """The actions below a heading that announces them, each told below a heading of its own; none where there are too few."""
    for position in announced:
        end = next((i for i in range(position + 1, len(blocks)) if first_match(layout.ends_at, blocks[i].text.plain)), len(blocks))
        heads = [i for i in range(position + 1, end - 1) if looks_like_heading(blocks[i]) and not looks_like_heading(blocks[i + 1])]
        heads = [i for i in heads if not first_match(layout.announcement, blocks[i].text.plain) and not _heads_table(blocks, i)]
        heads = _without_parts(blocks, heads)
        figure = next((i for i in heads[:1] if _is_key_figure(blocks, i)), position)
        heads = [i for i in heads if i != figure]
        if _are_actions(blocks, heads) and heads[0] <= figure + _NEAR:
            pairs = itertools.pairwise([*heads, end])
            segments = tuple(Segment.of_text(FicheKind.ACTION, blocks[head].text, blocks[head + 1 : stop]) for head, stop in pairs)
            return Segmentation(segments, (*blocks[: heads[0]], *blocks[end:]))
    return Segmentation((), blocks)


def _below_axes(blocks: tuple[Block, ...], layout: PlanLayout) -> Segmentation:
    """The actions below numbered headings, each told below a heading or a lone marked line of its own; none where there are too few."""
    axes = [i for i, b in enumerate(blocks) if _could_be_axis(b) and first_match(layout.axis, b.text.plain)]
    axes = without_listed(blocks, axes)
    # what stands again below was listed
    last = {fold(blocks[i].text.text): i for i in axes}
    axes = [i for i in axes if last[fold(blocks[i].text.text)] == i]
    if len(axes) < _LEAST_AXES:
        return Segmentation((), blocks)
    heads = [i for i in range(axes[0], len(blocks) - 1) if i not in axes and heads_text(blocks, i)]
    heads = _without_parts(blocks, heads)
    return _told_below_heads(blocks, heads, axes, layout)


def _marked(blocks: tuple[Block, ...], layout: PlanLayout) -> Segmentation:
    """The actions whose titles stand on marked lines of their own, wherever they are told; none where there are too few."""
    return _told_below_heads(blocks, marked_titles(blocks), (), layout)


def marked_titles(blocks: Sequence[Block]) -> list[int]:
    """Positions of lines that bear a mark ("■ Un bus santé"), no number, and have text below: minutes number what was said."""
    items = (i for i, block in enumerate(blocks[:-1]) if block.kind is BlockKind.LIST_ITEM and not block.marker[:1].isalnum())
    return [i for i in items if heads_text(blocks, i)]


def _told_below_heads(blocks: tuple[Block, ...], heads: Sequence[int], axes: Sequence[int], layout: PlanLayout) -> Segmentation:
    """The actions at some positions, up to the heading that ends the plan behind the last axis (or action, where there is none)."""
    last = next(reversed(axes or heads), 0)
    end = next((i for i in range(last, len(blocks)) if first_match(layout.ends_at, blocks[i].text.plain)), len(blocks))
    heads = [head for head in heads if head < end - 1]
    if not _are_actions(blocks, heads):
        return Segmentation((), blocks)
    stops = sorted({*heads, *axes, end})
    segments: list[Segment] = []
    for head in heads:
        above = [axis for axis in axes if axis < head]
        section = blocks[above[-1]].text.text if above else None
        stop = next(stop for stop in stops if stop > head)
        segments.append(Segment.of_text(FicheKind.ACTION, blocks[head].text, blocks[head + 1 : stop], section=section))
    return Segmentation(tuple(segments), (*blocks[: heads[0]], *blocks[end:]))


def _are_actions(blocks: tuple[Block, ...], heads: Sequence[int]) -> bool:
    """Whether headings are enough to be actions, and most bear no number."""
    counted = sum(_COUNTS.match(blocks[i].text.plain) is not None for i in heads)
    return len(heads) >= _LEAST_HEADED and 2 * counted < len(heads)


def _without_parts(blocks: tuple[Block, ...], heads: Sequence[int]) -> list[int]:
    """Headings without those that stand again and again: they head the parts of actions."""
    times = Counter(fold(blocks[i].text.text) for i in heads)
    return [i for i in heads if times[fold(blocks[i].text.text)] < _AGAIN]


def _could_be_axis(block: Block) -> bool:
    return block.kind in {BlockKind.PARAGRAPH, BlockKind.HEADING} and len(block.text) <= _AXIS


def _is_key_figure(blocks: Sequence[Block], position: int) -> bool:
    """Whether a line is the last of several that each open with what they count ("6 mesures", "430 familles entendues")."""
    return all(_FIGURE.match(blocks[i].text.plain) for i in (position - 1, position))


def _heads_table(blocks: Sequence[Block], position: int) -> bool:
    """Whether nothing but rows stands below a heading: a contents list, or key figures."""
    below = list(itertools.takewhile(lambda block: not looks_like_heading(block), blocks[position + 1 :]))
    return bool(below) and all(block.kind is BlockKind.TABLE_ROW for block in below)


def heads_text(blocks: Sequence[Block], position: int) -> bool:
    """Whether a heading, or a marked line like one or in bold, has text right below it."""
    block, below = blocks[position], blocks[position + 1]
    return could_be_title(block, bold_items=True) and not could_be_title(below) and below.kind is not BlockKind.LIST_ITEM
