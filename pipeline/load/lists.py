"""Lists as they are printed: the depth of their items, and headings that only look like items."""

import itertools
import re
from collections.abc import Sequence
from dataclasses import replace

from pipeline.document import Block, BlockKind, MappedText

#: Signs printed before list items, for a class of a pattern.
BULLETS = "-–—•▪◦‣●○■□◆◇▶►▸▹➢➤➔➜❖∙⁃→\uf0b7\uf0a7\uf0d8*✓✔·"
#: Signs of the fonts Wingdings and Zapf Dingbats by the code of the letter that stands for them.
_SIGNS = {
    0x2D: "-", 0x34: "✓", 0x6C: "●", 0x6E: "■", 0x71: "□", 0x75: "◆", 0x76: "❖", 0xA7: "▪", 0xD8: "➢", 0xE0: "→", 0xE8: "→", 0xFC: "✓",
}  # fmt: skip
#: A shorter paragraph between two items ends their list.
_RUNNING_TEXT = 60
_NUMBER = re.compile(r"\d{1,2}[.)]$")
_LETTER = re.compile(r"[a-zA-Z][.)]$")
#: Marks that stand below the others where a list has both.
_MINOR = frozenset("-–—o◦○·→‣✓✔")
#: A heading with a number before it has no more characters.
_HEADING = 150
_NOT_AT_END = re.compile(r"[.;,:…]$")


def sign(code: int) -> str:
    """A character of a symbol font, in the private area of Unicode, as an ordinary one; a bullet where it is not known.

    >>> [sign(code) for code in (0xF06E, 0xF0FC, 0xF021, ord("a"))]
    ['■', '✓', '•', 'a']
    """
    return _SIGNS.get(code - 0xF000, "•") if 0xF000 <= code <= 0xF0FF else chr(code)


def with_depths(blocks: Sequence[Block]) -> list[Block]:
    """The blocks with the indentation of list items (in `level`) turned into depth (0, 1, 2…) within each list.

    A paragraph may say how far it is set in, too: one set in as far as the items stands in their list.
    """
    result: list[Block] = []
    columns: list[int] = []
    for block in blocks:
        if block.kind is BlockKind.LIST_ITEM:
            while columns and block.level < columns[-1]:
                columns.pop()
            if not columns or block.level > columns[-1]:
                columns.append(block.level)
            result.append(replace(block, level=len(columns) - 1))
        elif block.kind is BlockKind.PARAGRAPH:
            inside = bool(columns) and 0 < columns[0] <= block.level
            columns = columns if inside or len(block.text) >= _RUNNING_TEXT else []
            result.append(replace(block, level=0))
        else:
            columns = []
            result.append(block)
    return result


def with_marks(blocks: Sequence[Block]) -> list[Block]:
    """The blocks with items one level deeper whose mark is printed below another one ("–" below "•") in one list.

    >>> items = [Block(BlockKind.LIST_ITEM, MappedText("a", (0,)), marker=mark) for mark in "•––•"]
    >>> [item.level for item in with_marks(items)]
    [0, 1, 1, 0]
    """
    result: list[Block] = []
    marks: list[tuple[int, str]] = []
    before: Block | None = None
    for block in blocks:
        if block.kind is not BlockKind.LIST_ITEM:
            if block.kind is not BlockKind.PARAGRAPH or len(block.text) < _RUNNING_TEXT:
                marks = []
            before = None
            result.append(block)
            continue
        while marks and marks[-1][0] > block.level:
            marks.pop()
        mark = (block.level, _family(block.marker))
        if mark in marks:
            marks = marks[: marks.index(mark) + 1]
        elif marks and marks[-1][0] == block.level and not (before and _opens(before, block)):
            marks = [(level, family) for level, family in marks if level < block.level] + [mark]
        else:
            marks.append(mark)
        before = block
        result.append(replace(block, level=block.level + len(marks) - len({level for level, _ in marks})))
    return result


def _family(marker: str) -> str:
    if _NUMBER.match(marker):
        return "1"
    return "a" if _LETTER.match(marker) else "–" if marker in {"-", "–", "—"} else marker


def _opens(item: Block, below: Block) -> bool:
    """Whether an item with another mark right below an item is a part of it."""
    minor = below.marker in _MINOR and item.marker not in _MINOR
    return minor or item.text.text.endswith(":") or (_NUMBER.match(item.marker) is not None and _NUMBER.match(below.marker) is None)


def with_numbered_headings(blocks: Sequence[Block], source: str) -> list[Block]:
    """The blocks with each numbered item that heads the text under it made a paragraph, its number in its text.

    Such an item has no other one beside it, is short and no sentence, and is bold or one of several that count.
    """
    heads = {at for at in range(len(blocks)) if _stands_alone(blocks, at)}
    counted = {at for pair in itertools.pairwise(sorted(heads)) if _counts_on(blocks[pair[0]], blocks[pair[1]]) for at in pair}
    return [_with_number(block, source) if at in heads and (block.all_bold or at in counted) else block for at, block in enumerate(blocks)]


def _stands_alone(blocks: Sequence[Block], at: int) -> bool:
    block = blocks[at]
    if not _is_numbered(block) or len(block.text) > _HEADING or _NOT_AT_END.search(block.text.text) or not block.text.text[0].isupper():
        return False
    if at + 1 == len(blocks) or _counts_on(block, blocks[at + 1]) or (at and _counts_on(blocks[at - 1], block)):
        return False
    below = blocks[at + 1]
    return block.all_bold or (below.kind is BlockKind.PARAGRAPH and len(below.text) >= _RUNNING_TEXT)


def _is_numbered(block: Block) -> bool:
    return block.kind is BlockKind.LIST_ITEM and _NUMBER.match(block.marker) is not None


def _counts_on(first: Block, second: Block) -> bool:
    return _is_numbered(first) and _is_numbered(second) and int(first.marker[:-1]) + 1 == int(second.marker[:-1])


def _with_number(item: Block, source: str) -> Block:
    """An item as a paragraph; a number that is not in the source (a program counts it) maps to the first character."""
    start = item.text.offsets[0]
    line = source.rfind("\n", 0, start) + 1
    printed = source.find(item.marker, line, start)
    offsets = tuple(range(printed, printed + len(item.marker))) if printed >= 0 else (start,) * len(item.marker)
    text = MappedText.join([MappedText(item.marker, offsets), item.text])
    shift = len(item.marker) + 1
    bold = tuple((0 if a == 0 else a + shift, b + shift) for a, b in item.bold)
    italic = tuple((a + shift, b + shift) for a, b in item.italic)
    return replace(item, kind=BlockKind.PARAGRAPH, text=text, level=0, marker="", bold=bold, italic=italic)
