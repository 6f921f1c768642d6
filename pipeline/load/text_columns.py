"""Lines of text in two columns, parted by blanks, tabs or dots: a label and its value."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from pipeline.document import Block, BlockKind, MappedText
from pipeline.load.markup import clean

#: "Porteur        Association Lune", "Porteur ........ Association Lune": two columns of a line; marks may stand before the label.
_TWO_COLUMNS = re.compile(
    r"[ ]{0,7}(?P<label>(?:[>→►▶■●◆]{1,3} ?)?[^\s|#>*-](?:(?![ \t]{2,}|\t|\.{4,}|…{2,})[^\n|]){1,44}?)(?P<gap>[ ]{2,}|[ ]*\t+[ ]*|[ ]*(?:\.{4,}|…{2,})[ ]*)(?=[^\s.…:])(?!(?:p\.? ?|page )?\d{1,3}\s*$)"
)
_LEAST_ROWS = 3
#: So many blanks are no slip of the finger.
_BLANKS = 3
_TABS = re.compile(r"[ ]*\t[ \t]*")
#: Pieces between tabs are a row where they are so many, and none is longer.
_LEAST_PIECES, _PIECE = 3, 80
#: A line indented so far goes on the second column above it.
INDENT = 8


def tabbed_row(source: str, start: int, end: int) -> Block | None:
    """A line of three or more short pieces between tabs, as a row; None for any other line."""
    cuts = [match.span() for match in _TABS.finditer(source, start, end) if source[start : match.start()].strip()]
    edges = [start, *(edge for cut in cuts for edge in cut), end]
    row = _row(source, edges)
    return row if len(row.cells) >= _LEAST_PIECES and all(0 < len(cell) <= _PIECE for cell in row.cells) else None


def columns(source: str, lines: Sequence[tuple[int, int]]) -> dict[int, tuple[int, int]]:
    """Lines of two columns parted by blanks, tabs or dots, by number: where the first ends and the second begins.

    At least three lines, one below another (blank ones aside), whose second columns begin alike, and lines elsewhere that open with
    the same words; a page number makes none. Words before a tab that open three lines anywhere are a first column too.
    """
    parted: dict[int, tuple[int, int]] = {}
    matches: dict[int, re.Match[str]] = {}
    run: list[tuple[int, re.Match[str]]] = []

    def close() -> None:
        if len(run) >= _LEAST_ROWS:
            parted.update({n: match.span("gap") for n, match in run})
        run.clear()

    for number, (start, end) in enumerate(lines):
        text = source[start:end]
        if not text.strip():
            continue
        match = _TWO_COLUMNS.match(source, start, end)
        if match is None or (run and not _aligned(run[-1][1], match, start)):
            if run and text.startswith(" " * INDENT) and match is None:
                continue  # the second column goes on
            close()
        if match:
            run.append((number, match))
            matches[number] = match
    close()
    labels = {matches[number]["label"] for number in parted}
    times = Counter(match["label"] for match in matches.values() if "\t" in match["gap"])
    labels |= {label for label, count in times.items() if count >= _LEAST_ROWS}
    wide = {n: match for n, match in matches.items() if "\t" in match["gap"] or len(match["gap"]) >= _BLANKS}
    return parted | {n: match.span("gap") for n, match in wide.items() if match["label"] in labels}


def _aligned(above: re.Match[str], match: re.Match[str], start: int) -> bool:
    """Whether the second columns of two lines begin at the same place, or behind tabs, dots or the same few blanks both."""
    kinds = [{"\t": "tab", ".": "dot", "…": "dot"}.get(m["gap"].strip(" ")[:1], "blank") for m in (above, match)]
    if kinds[0] != kinds[1]:
        return False
    same_blanks = len(match["gap"]) == len(above["gap"]) >= _BLANKS
    return kinds[0] != "blank" or same_blanks or above.end("gap") - above.start() == match.end("gap") - start


def parted_row(source: str, start: int, gap: tuple[int, int], end: int) -> Block:
    """A line of two columns as a row of two cells; `gap` is what stands between them."""
    return _row(source, (start, *gap, end))


def _row(source: str, edges: Sequence[int]) -> Block:
    """A row of cells; `edges` are where each begins and ends."""
    cells = tuple(clean(source, a, b)[0] for a, b in zip(edges[::2], edges[1::2], strict=True))
    return Block(BlockKind.TABLE_ROW, MappedText.join(cells), cells=cells)


def longer_row(row: Block, text: MappedText) -> Block:
    """A row whose last cell goes on."""
    cells = (*row.cells[:-1], MappedText.join([row.cells[-1], text]))
    return replace(row, text=MappedText.join(cells), cells=cells)
