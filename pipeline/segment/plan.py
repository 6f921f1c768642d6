"""Cutting a press release: each top-level bullet of the action plan is an action, nested bullets belong to it; else its headings tell."""

import itertools
import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from pipeline.document import Block, BlockKind, Document, MappedText, fold
from pipeline.segment.headed_actions import headed_actions, marked_titles
from pipeline.segment.headings import looks_like_heading
from pipeline.segment.model import Segment, Segmentation, first_match
from pipeline.segment.titles import TITLE_MARKS
from schemas.enums import FicheKind
from schemas.rules import PlanLayout

#: No plan has fewer actions.
_A_LIST = 2
#: A list is taken for the plan without any announcement where so many of its bullets open with a name.
_LEAST_NAMED = 3
#: "Une équipe mobile : dès septembre, …": the name of an action before what is told of it.
_NAMED = re.compile(r"[A-ZÀ-Ý][^.:;!?]{5,90} ?: (?=\S)")
#: The same before a full stop, behind a mark that no mere list bears: "▶ Une équipe mobile. Dès septembre, …".
_STOPPED = re.compile(r"[A-ZÀ-Ý][^.:;!?]{5,90}\. (?=[A-ZÀ-Ý«])")
_SENTENCE_ENDS = (".", "!", "?", "»", "…")
_NAME_END = re.compile(r"[,(:;]|\.(?!\d)| - ")


def cut(document: Document, layout: PlanLayout) -> Segmentation:
    """The bullets of every list that an action plan announces; else what headings tell, else the lists whose bullets open with a name."""
    blocks = document.blocks
    announced = [i for i, block in enumerate(blocks) if block.kind is not BlockKind.LIST_ITEM and _announces(block, layout)]
    found = _cut(blocks, [i for i in range(len(blocks)) if i in announced or _heads_alike(blocks, i, layout)] if announced else (), 0)
    if len(found.segments) < _A_LIST:  # what was announced may be a part of an action
        headed = headed_actions(blocks, announced, layout)
        listed = _below_sections(blocks, headed)
        found = listed if listed.segments else headed if headed.segments else found
    return found if found.segments else _cut(blocks, range(len(blocks)), _LEAST_NAMED)


def _below_sections(blocks: tuple[Block, ...], headed: Segmentation) -> Segmentation:
    """The bullets below headings that were taken for actions, where below most of them nothing stands but bullets that open with a name."""
    lists = [segment for segment in headed.segments if all(map(_opens_named, _bullets(segment))) and _bullets(segment)]
    if 2 * len(lists) <= len(headed.segments):
        return Segmentation((), blocks)
    titles = {segment.title.source_range[0] for segment in lists}
    return _cut(blocks, [i for i, block in enumerate(blocks) if block.text and block.text.source_range[0] in titles], 1)


def _bullets(segment: Segment) -> list[Block]:
    """The top-level bullets of an action whose text opens with one."""
    body = segment.body
    opens = bool(body) and body[0].kind is BlockKind.LIST_ITEM
    return [block for block in body if block.kind is BlockKind.LIST_ITEM and block.level == 0] if opens else []


def named_bullets(blocks: Sequence[Block]) -> int:
    """How many marked lines are titles with text below, or bullets of a list that open with a name."""
    named = sum(
        block.kind is BlockKind.LIST_ITEM and block.level == 0 and (_name(block) is not None or _opens_bold_name(block)) for block in blocks
    )
    return max(len(marked_titles(blocks)), named)


def _cut(blocks: tuple[Block, ...], positions: Iterable[int], named: int) -> Segmentation:
    """The actions of the lists right below some positions; at least `named` bullets of a list must open with a name."""
    used: set[int] = set()
    segments: list[Segment] = []
    for position in positions:
        end = position + 1
        while end < len(blocks) and (
            blocks[end].kind is BlockKind.LIST_ITEM or (end > position + 1 and _goes_on(blocks, end, blocks[position + 1]))
        ):
            end += 1
        starts = [i for i in range(position + 1, end) if blocks[i].kind is BlockKind.LIST_ITEM and blocks[i].level == 0]
        if position in used or sum(_opens_named(blocks[i]) for i in starts) < named or _stand_again(blocks, starts, end):
            continue
        used.update(range(position + 1, end))
        section = blocks[position].text.text if named and looks_like_heading(blocks[position]) else None
        for n, start in enumerate(starts):
            stop = starts[n + 1] if n + 1 < len(starts) else end
            segments.append(replace(_action(blocks[start], blocks[start + 1 : stop]), section=section))
    return Segmentation(tuple(segments), tuple(b for i, b in enumerate(blocks) if i not in used))


def _heads_alike(blocks: tuple[Block, ...], position: int, layout: PlanLayout) -> bool:
    """Whether a line heads a list whose bullets all open with a name in bold, as another release of the document has one."""
    if blocks[position].kind is BlockKind.LIST_ITEM or not blocks[position].text.text.endswith(":"):
        return False
    if first_match(layout.not_announcement, blocks[position].text.plain):
        return False
    listed = itertools.takewhile(lambda block: block.kind is BlockKind.LIST_ITEM, blocks[position + 1 :])
    bullets = [block for block in listed if block.level == 0]
    return len(bullets) >= _A_LIST and all(map(_opens_bold_name, bullets))


def _stand_again(blocks: Sequence[Block], starts: Sequence[int], end: int) -> bool:
    """Whether most bullets of a list stand again as headings below it: it lists actions that are told there."""
    headings = {fold(block.text.text) for block in blocks[end:] if looks_like_heading(block)}
    return 2 * sum(fold(blocks[i].text.text) in headings for i in starts) > len(starts)


def _goes_on(blocks: tuple[Block, ...], position: int, first: Block) -> bool:
    """Whether a paragraph below a bullet belongs to its action: sentences, and another bullet of the plan below them.

    A bullet is of the plan where it opens in bold like the `first` one, or with a name behind the same mark; a list that has
    no such openings may be another one, unless nested bullets stand above the sentence.
    """
    above = blocks[position - 1]
    nested = above.kind is BlockKind.LIST_ITEM and above.level > 0
    for n, block in enumerate(blocks[position:]):
        if block.kind is BlockKind.LIST_ITEM:
            return n > 0 and ((block.level == 0 and _opens_like(block, first)) or (nested and n == 1))
        if block.kind is not BlockKind.PARAGRAPH or not block.text.text.endswith(_SENTENCE_ENDS):
            return False
    return False


def _opens_like(block: Block, first: Block) -> bool:
    """Whether a bullet opens as the first one of a plan does: in bold, or with a name behind the same mark."""
    named = block.marker == first.marker and _opens_named(first) and _opens_named(block)
    return named or (_opens_bold(first) and _opens_bold(block))


def _opens_bold(block: Block) -> bool:
    return bool(block.bold) and block.bold[0][0] == 0


def _opens_bold_name(block: Block) -> bool:
    """Whether a bullet opens with a few words in bold that a mark ends, and more is told behind them."""
    end = block.bold[0][1] if _opens_bold(block) else 0
    parted = block.text.text[:end].rstrip().endswith((".", ":")) or block.text.text[end:].lstrip().startswith((".", ":", "–"))
    return 0 < 2 * end < len(block.text) and parted


def _opens_named(block: Block) -> bool:
    """Whether a bullet opens with the name of its action: in bold, or before a colon that more than a few words follow."""
    name = _name(block)
    return _opens_bold(block) or (name is not None and len(block.text) > 2 * name.end())


def _name(block: Block) -> re.Match[str] | None:
    """The name of an action that a bullet opens with, and the mark behind it."""
    return _NAMED.match(block.text.plain) or (_STOPPED.match(block.text.plain) if block.marker in TITLE_MARKS else None)


def _announces(block: Block, layout: PlanLayout) -> bool:
    plain = block.text.plain
    return first_match(layout.announcement, plain) is not None and first_match(layout.not_announcement, plain) is None


def _action(lead: Block, nested: tuple[Block, ...]) -> Segment:
    title, rest = _title(lead)
    removed = len(lead.text) - len(rest)
    body = [replace(lead, text=rest, bold=tuple((a - removed, b - removed) for a, b in lead.bold if a >= removed))] if rest else []
    return Segment.of_text(FicheKind.ACTION, title, (*body, *nested), planned=True)


def _title(lead: Block) -> tuple[MappedText, MappedText]:
    """The bold opening of the bullet, or the name before a colon that is no list's, else its words up to the first comma or parenthesis."""
    name = _name(lead)
    if _opens_bold(lead):
        end = lead.bold[0][1]
    elif name and len(lead.text) > 2 * name.end():
        end = name.end() - 2
    else:
        mark = _NAME_END.search(lead.text.plain)
        end = mark.start() if mark else len(lead.text)
    told = lead.text.plain[end:]
    return lead.text[:end].strip(" :,.;"), lead.text[end + len(told) - len(told.lstrip(" :,.;-")) :]
