"""Headers that are printed as a list below the title of their fiche."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from pipeline.document import Block, BlockKind, MappedText
from pipeline.segment.headings import looks_like_heading
from pipeline.segment.lines import is_prose

#: So many headers are no accident.
_LEAST = 3
#: A header opens with its department, or tells it below one other line.
_FIRST = 2


def without_bullets(blocks: Sequence[Block], is_department: Callable[[MappedText], bool]) -> tuple[Block, ...]:
    """The blocks with the items of a list below a title as lines, where several such lists open with a department.

    A list that tells actions or what they reached does not open so.
    """
    lists = [items for items in _below_titles(blocks) if _is_header([blocks[i] for i in items], is_department)]
    lines = {i for items in lists for i in items} if len(lists) >= _LEAST else set()
    return tuple(replace(block, kind=BlockKind.PARAGRAPH, marker="") if i in lines else block for i, block in enumerate(blocks))


def _below_titles(blocks: Sequence[Block]) -> Iterator[range]:
    """The positions of the lists that stand right below something like a heading."""
    first = 0
    for position, block in enumerate(blocks):
        if block.kind is not BlockKind.LIST_ITEM:
            if first < position - 1 and first and looks_like_heading(blocks[first - 1]):
                yield range(first, position)
            first = position + 1


def _is_header(items: Sequence[Block], is_department: Callable[[MappedText], bool]) -> bool:
    opens = any(is_department(item.text) for item in items[:_FIRST])
    return opens and not any(is_prose(item) or item.text.text.endswith((";", ",")) for item in items)
