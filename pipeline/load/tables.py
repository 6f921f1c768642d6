"""Rows of a table to blocks, for every format that has tables."""

from collections.abc import Sequence
from dataclasses import replace

from pipeline.document import Block, BlockKind, MappedText

#: The first cell of a row is a label when it has no more characters than this; one in bold may be longer.
_LABEL, _BOLD_LABEL = 60, 120
#: A value of more characters that ends as a sentence does is running text.
_PROSE = 150

Cell = Sequence[Block]


def row_blocks(cells: Sequence[Cell]) -> list[Block]:
    """The blocks of one row.

    A row whose cells hold a paragraph each is one `TABLE_ROW`. In a row of two cells, a short label before
    running text or a list is a heading above it: that is how fiches are set in tables. A row whose cells
    hold headings of their own, or several paragraphs each, only lays out the page: its cells follow one another.
    """
    filled = [cell for cell in cells if cell]
    headed = any(block.kind is BlockKind.HEADING and block.level for cell in cells for block in cell)
    if headed or (len(filled) > 1 and all(len(cell) > 1 for cell in filled)):
        return [block for cell in filled for block in cell]
    if len(filled) == 2 and len(cells) == 2 and _is_label(filled[0]) and _is_prose(filled[1]):
        label = filled[0][0]
        return [replace(label, kind=BlockKind.HEADING, bold=((0, len(label.text)),)), *filled[1]]
    if len(filled) == 1 and (len(cells) == 1 or len(filled[0]) > 1 or (not cells[0] and _is_prose(filled[0]))):
        return list(filled[0])
    texts = tuple(MappedText.join(block.text for block in cell) for cell in cells)
    whole = MappedText.join(texts)
    return [Block(BlockKind.TABLE_ROW, whole, cells=texts)] if whole else []


def _is_label(cell: Cell) -> bool:
    longest = _BOLD_LABEL if cell[0].all_bold else _LABEL
    return len(cell) == 1 and len(cell[0].text) <= longest and cell[0].kind is not BlockKind.LIST_ITEM


def _is_prose(cell: Cell) -> bool:
    return len(cell) > 1 or (len(cell[0].text) > _PROSE and cell[0].text.text.endswith((".", "!", "»")))
