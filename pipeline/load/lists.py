"""Depth of list items, for formats that print it as indentation."""

from collections.abc import Sequence
from dataclasses import replace

from pipeline.document import Block, BlockKind

#: A shorter paragraph between two items ends their list.
_RUNNING_TEXT = 60


def with_depths(blocks: Sequence[Block]) -> list[Block]:
    """The blocks with the indentation of list items (in `level`) turned into depth (0, 1, 2…) within each list."""
    result: list[Block] = []
    columns: list[int] = []
    for block in blocks:
        if block.kind is BlockKind.LIST_ITEM:
            while columns and block.level < columns[-1]:
                columns.pop()
            if not columns or block.level > columns[-1]:
                columns.append(block.level)
            result.append(replace(block, level=len(columns) - 1))
        else:
            if block.kind is not BlockKind.PARAGRAPH or len(block.text) < _RUNNING_TEXT:
                columns = []
            result.append(block)
    return result
