"""What the heads of a table's columns say of the figures below them: "Situation 2021", "Résultat 2023", "Cible 2025"."""

from collections.abc import Iterator, Sequence

from pipeline.document import Block, BlockKind
from pipeline.segment.model import first_match
from schemas.enums import Nature
from schemas.rules import ColumnRule, FiguresFile

#: The range of a cell in the text of its row, and what its figures tell.
Told = tuple[int, int, Nature]


class Columns:
    """Follows the rows of tables through the blocks of a fiche; each block is given once, in order."""

    def __init__(self, rules: FiguresFile) -> None:
        self._rules = rules
        self._heads: Sequence[ColumnRule | None] = ()
        #: whether the table tells what is paid for
        self.of_means = False

    def told(self, block: Block) -> list[Told]:
        """What the figures of a row tell by the heads of their columns; empty for any other block, and for a row of heads."""
        if block.kind is not BlockKind.TABLE_ROW:
            self._heads, self.of_means = (), False
            return []
        heads = [first_match(self._rules.columns, cell.plain) for cell in block.cells]
        means = any(first_match(self._rules.means_line, f"{cell.plain} :") for cell in block.cells)
        if len(block.cells) > 1 and (any(heads[1:]) or means) and not any(_is_amount(cell.plain) for cell in block.cells):
            self._heads, self.of_means = heads, means
            return []
        if len(self._heads) != len(block.cells):
            return []
        return [(start, end, head.nature) for (start, end), head in zip(cell_ranges(block), self._heads, strict=True) if head]


def cell_ranges(row: Block) -> Iterator[tuple[int, int]]:
    """Where each cell of a row stands in its text; an empty one takes no place."""
    at = 0
    for cell in row.cells:
        yield at, at + len(cell)
        at += len(cell) + 1 if cell else 0


def _is_amount(plain: str) -> bool:
    """Whether a cell holds an amount or a number that is no year."""
    return any(c in plain for c in "€%") or (plain[:1].isdigit() and not (len(plain) == 4 and plain.isdigit()))
