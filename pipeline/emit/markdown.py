"""A document as Markdown: what its loader understood, to look at or to mend by hand and read again.

Read again as text it gives the same blocks: characters that Markdown would take for marks are written as entities.
"""

import re
from collections.abc import Iterable, Sequence
from pathlib import Path

from pipeline.document import RUNNING_MARKS, Block, BlockKind, Document
from pipeline.errors import OutputError

#: Inside a line: what starts emphasis, code, a link, a tag, an entity or a raised character.
_INNER_MARK = re.compile(r"[*`]|\\(?=\W)|(?<!\w)_|_(?!\w)|_(?=_)|(?<=_)_|\[(?=[^\[\]]*\]\()|<(?=[A-Za-z/!])|&(?=#?\w+;)|\^(?=[\w{])")
#: At the start of a line: what makes it a heading, a list item, a quotation, a table row or a drawn rule.
_LINE_MARK = re.compile(
    r"#{1,6}(?!\w)|[»>°|+]|[-–—=_](?=\s|$|[-–—=_ ]*$)|[^\w\s\"'«(\[&*@€$%/](?=\s)|o(?=\s)|(?:\d{1,2}|[a-z])(?P<after>[.)])(?=\s|$)"
)
_NUMBER = re.compile(r"\d{1,2}[.)]|[a-z]\)")
_RULE_CELL = re.compile(r"[\s:|-]+")
_SENTENCE_END = re.compile(r"[.!?:;…»\"”]\s*$")
#: A longer line without a full stop is taken for the start of a sentence that goes on below.
_OPEN_LINE = 60
_INDENT = "    "
#: Keeps two blocks apart that would be read as one.
_APART = "<!-- -->"


def to_markdown(document: Document) -> str:
    """The blocks of a document as Markdown; where it has pages, a comment tells where each starts."""
    parts: list[str] = []
    page: int | None = None
    before: Block | None = None
    for blocks in _groups(document.blocks):
        first = blocks[0]
        printed_on = document.page_of(first.text.source_range[0])
        if printed_on is not None and printed_on != page:
            parts.append(f"<!-- page {printed_on} -->")
        elif before and _would_go_on(before, first):
            parts.append(_APART)
        page, before = printed_on, blocks[-1]
        parts.append(_table(blocks) if first.kind is BlockKind.TABLE_ROW else "\n".join(map(_line, blocks)))
    return "\n\n".join(parts) + "\n" if parts else ""


def write_markdown(document: Document, path: Path) -> None:
    """Write a document as Markdown. Raises OutputError."""
    try:
        path.write_text(to_markdown(document), encoding="utf-8", newline="\n")
    except OSError as error:
        raise OutputError(path, error.strerror or "unknown reason") from error


def _groups(blocks: Iterable[Block]) -> list[list[Block]]:
    """The blocks that stand together: the items of a list, the rows of a table; any other stands alone."""
    groups: list[list[Block]] = []
    for block in blocks:
        together = block.kind in {BlockKind.LIST_ITEM, BlockKind.TABLE_ROW} and groups and groups[-1][-1].kind is block.kind
        if together and len(groups[-1][-1].cells) == len(block.cells):
            groups[-1].append(block)
        else:
            groups.append([block])
    return groups


def _would_go_on(before: Block, block: Block) -> bool:
    """Whether the text loader would mend two blocks into one sentence."""
    if block.kind is not BlockKind.PARAGRAPH or before.kind not in {BlockKind.PARAGRAPH, BlockKind.LIST_ITEM}:
        return False
    return len(before.text) >= _OPEN_LINE and not _SENTENCE_END.search(before.text.text)


def _line(block: Block) -> str:
    if block.kind is BlockKind.LIST_ITEM:
        return f"{_INDENT * block.level}{block.marker if _NUMBER.fullmatch(block.marker) else '-'} {_escaped(block)}"
    if block.kind is BlockKind.HEADING and block.marker not in RUNNING_MARKS and block.level:
        return f"{'#' * min(6, block.level)} {_inline(block)}"
    if block.marker in RUNNING_MARKS | {"°", ">"}:
        return f"{block.marker} {_inline(block)}"
    return _escaped(block)


def _table(rows: Sequence[Block]) -> str:
    """A table with its first row as header, as Markdown knows no other."""
    lines = [f"| {' | '.join(_cell(cell.text) for cell in row.cells)} |" for row in rows]
    rule = f"|{' --- |' * len(rows[0].cells)}"
    return "\n".join([lines[0], rule, *lines[1:]])


def _cell(text: str) -> str:
    printed = _INNER_MARK.sub(_entity, text).replace("|", "&#124;")
    return _entity_text(printed[0]) + printed[1:] if _RULE_CELL.fullmatch(printed) else printed


def _escaped(block: Block) -> str:
    """The text of a block with its emphasis, the start of the line made harmless."""
    inline = _inline(block)
    mark = _LINE_MARK.match(inline)
    if mark is None:
        return inline
    at = mark.start("after") if mark["after"] else 0
    return inline[:at] + _entity_text(inline[at]) + inline[at + 1 :]


def _inline(block: Block) -> str:
    """The text of a block with its bold and italic words marked."""
    text = block.text.text
    bold = _bridged(block.bold)
    italic = [(start, end) for start, end in block.italic if not any(start <= edge <= end for span in bold for edge in span)]
    marks: dict[int, str] = {}
    for ranges, sign in ((bold, "**"), (italic, "*")):
        for start, end in ranges:
            marks[start] = marks.get(start, "") + sign
            marks[end] = marks.get(end, "") + sign
    edges = sorted({0, len(text), *marks})
    escapes = {match.start(): _entity(match) for match in _INNER_MARK.finditer(text)}
    printed = []
    for start, end in zip(edges, [*edges[1:], len(text)], strict=True):
        printed.append(marks.get(start, ""))
        printed += [escapes.get(at, text[at]) for at in range(start, end)]
    return "".join(printed)


def _bridged(ranges: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """Ranges that touch as one: two pairs of stars in a row would be read as a lost line break."""
    bridged: list[tuple[int, int]] = []
    for start, end in sorted(ranges):
        if bridged and start <= bridged[-1][1]:
            bridged[-1] = (bridged[-1][0], max(end, bridged[-1][1]))
        elif end > start:
            bridged.append((start, end))
    return bridged


def _entity(match: re.Match[str]) -> str:
    return _entity_text(match[0][0]) + match[0][1:]


def _entity_text(char: str) -> str:
    return f"&#{ord(char)};"
