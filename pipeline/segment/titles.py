"""Which blocks are the titles of fiches, and which the headings that run above them, where a format sets headings apart."""

import itertools
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from math import sqrt
from statistics import median_low
from string import digits

from pipeline.document import Block, BlockKind, fold
from pipeline.segment.fields import FieldRun
from pipeline.segment.headings import looks_like_heading
from pipeline.segment.lines import is_prose

#: How a block is set; blocks of one style look alike.
Style = tuple[BlockKind, int, float, bool]
#: Letters larger than those of the text by this much set a paragraph apart.
_LARGER = 1.1
#: Numbers and marks of list items that may be titles.
TITLE_MARKS = frozenset("0123456789►▶➤➢■◆❖●")
#: Marks that a heading above text may bear.
HEADING_MARKS = TITLE_MARKS - set(digits)
#: What stands for any number before an item.
_NUMBERED = "1"
#: So many headings that bear one mark are no accident.
_ALIKE = 2
#: What a contents list prints behind a heading.
_PAGE = re.compile(r"(?:[ .…]*(?:p\.? ?|page )|[ .…]*[.…]{3,} ?| {2,}|\t)\d{1,3}$")
#: How much better headings are that stand right above all headers.
_NEAR = 0.1
#: A running heading has no more characters.
_RUNNING = 140
#: Words that stand directly above so many titles run above them.
_REPEATED = 2


def style_of(block: Block) -> Style:
    """How a block is set: its level where it is a heading of a known level, else its size and weight."""
    if block.kind is BlockKind.HEADING and block.level:
        return block.kind, block.level, 0.0, False
    return block.kind, 0, float(round(block.size)), block.all_bold


def setting_of(block: Block) -> tuple[Style, bool]:
    """How a heading is set, capitals included."""
    return style_of(block), block.text.text.isupper()


def is_apart(block: Block, text_size: float) -> bool:
    """Whether the format itself sets a block apart as a heading; a printed mark makes no title."""
    if block.kind is BlockKind.HEADING:
        return not block.marker or block.marker.startswith("#")
    return text_size > 0 and block.size > _LARGER * text_size and looks_like_heading(block)


def could_be_title(block: Block, *, bold_items: bool = False) -> bool:
    """Whether a block reads like a title: a heading, or a numbered or marked item ("3. Courriers en clair", "► Dormir au pays").

    Items in bold may be titles behind any mark, where the caller takes them.
    """
    outer = block.kind is BlockKind.LIST_ITEM and block.level == 0
    item = outer and (block.marker[:1] in TITLE_MARKS or (bold_items and block.all_bold))
    return looks_like_heading(replace(block, kind=BlockKind.PARAGRAPH) if item else block)


def with_marked_headings(blocks: Sequence[Block], *, above_lists: bool = False) -> tuple[Block, ...]:
    """The blocks with items that stand alone above text ("■ Ouvrir le fonds") as headings, where several bear one mark.

    With `above_lists` they may bear a number ("2. Ouvrir le fonds"), stand right above a list of another mark and below one:
    where no two items of their mark stand below each other, as the points of any list do, and some stand above text.
    """
    items = [block.kind is BlockKind.LIST_ITEM for block in blocks]
    marks = [_mark(block) if item else "" for block, item in zip(blocks, items, strict=True)]
    listed = {mark for mark, below in itertools.pairwise(marks) if mark == below}
    heading_marks = {*HEADING_MARKS, *(_NUMBERED if above_lists else ())} - (listed if above_lists else set())

    def stands_alone(at: int) -> bool:
        if marks[at] not in heading_marks or not could_be_title(blocks[at]):
            return False
        if above_lists:
            return items[at + 1] or not looks_like_heading(blocks[at + 1])
        return not items[at - 1] and not items[at + 1] and is_prose(blocks[at + 1])

    alone = [at for at in range(1, len(blocks) - 1) if stands_alone(at)]
    times = Counter(marks[at] for at in alone)
    told = {marks[at] for at in alone if not items[at + 1]}
    heads = {at for at in alone if times[marks[at]] >= _ALIKE and marks[at] in told}
    return tuple(replace(block, kind=BlockKind.PARAGRAPH) if at in heads else block for at, block in enumerate(blocks))


def _mark(item: Block) -> str:
    """The mark of a list item; one for all numbers."""
    return _NUMBERED if item.marker[:1] in digits else item.marker


def without_listed(blocks: Sequence[Block], positions: Sequence[int]) -> list[int]:
    """The positions of headings without those of a contents list: there they stand on each other, with a page or once more below."""
    found = sorted(positions)
    words = {i: fold(_PAGE.sub("", blocks[i].text.text)) for i in found}
    paged = {i for i in found if _PAGE.search(blocks[i].text.text)}
    again = {i for i in found if any(words[j] == words[i] for j in found if j > i)}
    return [i for i in found if not ({i - 1, i + 1} & words.keys() and i in paged | again)]


def text_size(blocks: Iterable[Block]) -> float:
    """The size of the running text, 0 where the format does not say."""
    sizes = [block.size for block in blocks if block.kind is BlockKind.PARAGRAPH and block.size for _ in range(1 + len(block.text) // 20)]
    return median_low(sizes) if sizes else 0.0


def title_positions(blocks: Sequence[Block], runs: Sequence[FieldRun], may_be: Callable[[int], bool]) -> list[int]:
    """The headings of the style that titles are set in: one of it stands above each header; empty where none does."""
    size = text_size(blocks)
    by_style: dict[Style, list[int]] = defaultdict(list)
    for position, block in enumerate(blocks):
        if is_apart(block, size) and may_be(position):
            by_style[style_of(block)].append(position)
    headers = [run for run in runs if run.opens_header]
    scored = [(_fit(blocks, positions, headers), positions) for positions in by_style.values()]
    best, positions = max(scored, key=lambda pair: (pair[0], pair[1][0]), default=(0.0, []))
    if best <= 0:
        return []
    right_above = [others for others in by_style.values() if {run.start - 1 for run in headers} <= set(others)]
    titles = next((others for others in right_above if len({fold(blocks[i].text.text) for i in others}) == len(others)), positions)
    # a rubric stands above the title of each of its fiches, also where few of them have a header
    return titles if all(position + 1 in titles for position in positions if position < titles[-1]) else positions


def _fit(blocks: Sequence[Block], positions: Sequence[int], headers: Sequence[FieldRun]) -> float:
    """How well headings match headers: each header below one of its own, few without one, different words, right above the header."""
    below = near = 0
    floor = -1
    first = 0
    for header in headers:
        above = [position for position in positions if floor <= position < header.start]
        first = above[-1] if above and not below else first  # what stands before the first title heads no fiche
        below += bool(above)
        near += header.start - 1 in above
        floor = header.end
    if 2 * below < len(headers) or not below:
        return 0.0
    within = [position for position in positions if first <= position < floor]
    different = len({fold(blocks[position].text.text) for position in within}) / len(within)
    return below / len(headers) * sqrt(min(1.0, below / len(within))) * different * (1 + _NEAR * near / len(headers))


def running_headings(
    blocks: Sequence[Block], titles: Sequence[int], may_be: Callable[[int], bool], announced: Callable[[int], bool]
) -> frozenset[int]:
    """Positions of unmarked headings that run above titles: words repeated or announced there.

    Where nothing is announced, what is set like the repeated ones is taken too.
    """
    above = [position - 1 for position in titles if position > 0 and may_be(position - 1) and _short(blocks[position - 1])]
    times = Counter(fold(blocks[position].text.text) for position in above)
    told = {position for position in above if announced(position)}
    sure = told | {position for position in above if times[fold(blocks[position].text.text)] >= _REPEATED}
    styles = {style_of(blocks[position]) for position in sure} if not told else set()
    return frozenset(sure | {position for position in above if style_of(blocks[position]) in styles})


def _short(block: Block) -> bool:
    if block.kind not in {BlockKind.PARAGRAPH, BlockKind.HEADING} or len(block.text) > _RUNNING:
        return False
    return looks_like_heading(block) and ":" not in block.text.text and block.text.text[0].isupper()
