"""Plain text and Markdown to blocks.

Line breaks are trusted where they separate, mended where they were lost (`**a****b**` on one line) or
inserted in the middle of a sentence (a page break, a hard-wrapped text).
"""

import itertools
import re
from dataclasses import dataclass, replace

from pipeline.document import Block, BlockKind, MappedText
from pipeline.load.characters import OPEN_END
from pipeline.load.lists import BULLETS, with_depths
from pipeline.load.markup import clean

#: The bullet or number typed at the start of a list item, with its indentation.
BULLET = re.compile(rf"(?P<indent>\s*)(?P<mark>[{BULLETS}o]|\d{{1,2}}[.)]|[a-z]\))(?=[\s\u00a0])\s*")
_INNER_MARK = re.compile(r"(?:[o✓✔▪◦•]\s+|\d\)\s+)")
_LEADING_MARK = re.compile(r"\s*(?P<mark>»|>|#{1,6}|°)\s*")
_TABLE_RULE = re.compile(r"\s*\|?[\s:|-]*-[\s:|-]*\|?\s*$")
#: A comment alone on a line, such as `recueil convert` writes at a page break: no text, and paragraphs do not go on behind it.
_COMMENT = re.compile(r"\s*<!--(?:(?!-->).)*-->\s*$")
#: A line that only draws a rule.
_RULE = re.compile(r"\s*(?:(?:-|–|—|_|=|\*)[ ]?){3,}\s*$")
#: A line of four words or more with a number at one end.
_FOOTER = re.compile(
    r"(?P<text>(?:\S+\s+){3,14}\S+?)\s+[|–-]?\s*(?P<page>\d{1,3})$|(?P<page2>\d{1,3})\s+[|–-]?\s*(?P<text2>(?:\S+\s+){3,14}\S+)$"
)
_PAGE_NUMBER = re.compile(r"\d{1,3}$")
#: A word cut at the end of a line; a compound keeps its hyphen.
_CUT_WORD = re.compile(r"[a-zà-ÿ]-$")
_COMPOUND = re.compile(
    r"\b(?:rendez|peut|mi|demi|sous|non|semi|vis|celui|celle|ceux|est|vice|porte|quasi|après|avant|elle|lui|eux|chef|sage|aide|grand|haut|bas|mal)-$"
)
#: A bold run that starts where another ends: a line break was lost between two header fields.
_LOST_BREAK = re.compile(r"\*{4,}")
#: Only longer lines are taken for running text that goes on after a break.
_RUNNING_TEXT = 60
#: A shorter line may go on, without a blank line between, in a line that starts with a small letter.
_WRAPPED_TITLE = 30
#: A value that says that none is known; no sentence goes on with it.
_NONE_KNOWN = re.compile(r"n\.?c\.?$|n/c$", re.IGNORECASE)
_NOT_WRAPPED = re.compile(r"[.!?:;…,»\"”@]\s*$|@")
#: A text is hard-wrapped where this many lines follow another directly and no line is longer than this.
_WRAPPED_LINES, _LONGEST_WRAPPED = 20, 130
#: Or where this many do, this share of them full: filled to this share of the column.
_FULL_LINES, _MOSTLY, _FULL = 6, 0.85, 0.75
_SENTENCE_END = re.compile(r"[.!?:;…»\"”]\s*$")


@dataclass(frozen=True, slots=True)
class _Piece:
    """A block, whether a blank line stands before it, and whether it was set apart from the block before."""

    block: Block
    gap: bool
    apart: bool = False


def decode(data: bytes) -> str:
    """Decode bytes: a byte-order mark decides, then UTF-8, then Windows-1252.

    >>> decode("à".encode()), decode("à".encode("cp1252")), decode("à".encode("utf-16"))
    ('à', 'à', 'à')
    """
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", errors="replace")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252", errors="replace")


def read_blocks(source: str) -> tuple[Block, ...]:
    """Blocks of a text, in order."""
    pieces: list[_Piece] = []
    gap = True
    apart = False
    for start, end in _line_ranges(source):
        if not source[start:end].strip() or _COMMENT.match(source, start, end):
            gap = True
            apart = apart or bool(source[start:end].strip())
            continue
        for block in _line_blocks(source, start, end):
            pieces.append(_Piece(block, gap, apart))
            gap = apart = False
    return tuple(_rejoin(_without_footers(pieces)))


def _without_footers(pieces: list[_Piece]) -> list[_Piece]:
    """Leave out the line that a publisher prints on every page beside the page number."""
    found = [_footer(piece.block.text.text) for piece in pieces]
    pages: dict[str, list[int]] = {}
    for text, page in filter(None, found):
        pages.setdefault(text, []).append(page)
    # 1, 2, 3 number the parts of a text; pages leave gaps, and none comes twice
    footers = {
        text for text, numbers in pages.items() if len(numbers) > 2 and numbers == sorted(set(numbers)) and numbers[-1] > len(numbers)
    }
    kept = []
    gap = False
    for piece, footer in zip(pieces, found, strict=True):
        if footer and footer[0] in footers:
            gap = True
            continue
        kept.append(replace(piece, gap=piece.gap or gap))
        gap = False
    return kept


def _footer(line: str) -> tuple[str, int] | None:
    """The words and the page of a line that could be a footer."""
    match = _FOOTER.match(line)
    return (match["text"] or match["text2"], int(match["page"] or match["page2"])) if match else None


def _line_ranges(source: str) -> list[tuple[int, int]]:
    """Start and end of every line, line ends left out; a form feed ends a line too."""
    return [match.span("line") for match in re.finditer(r"(?P<line>[^\r\n\f\v\x85\u2028]*)(?:\r\n|[\r\n\f\v\x85\u2028]|$)", source)]


def _line_blocks(source: str, start: int, end: int) -> list[Block]:
    line = source[start:end]
    if _RULE.match(line):
        return []
    if line.lstrip().startswith("|"):
        return _table_row(source, start, end)
    breaks = [m.span() for m in _LOST_BREAK.finditer(line)]
    if not breaks:
        block = _text_block(source, start, end)
        return [block] if block else []
    first_bold = re.search(r"(?<=[^\s*])\*\*(?=[^\s*])", line[: breaks[0][0]])
    cuts = [first_bold.start() + start] if first_bold and line[: first_bold.start()].count("**") % 2 == 0 else []
    cuts += [start + (a + b) // 2 for a, b in breaks]
    edges = [start, *cuts, end]
    blocks = (_text_block(source, a, b) for a, b in itertools.pairwise(edges))
    return [block for block in blocks if block]


def _table_row(source: str, start: int, end: int) -> list[Block]:
    if _TABLE_RULE.match(source[start:end]):
        return []
    cells: list[MappedText] = []
    end = start + len(source[start:end].rstrip())
    at = start + source[start:end].index("|") + 1
    while at < end:
        stop = source.find("|", at, end)
        stop = end if stop < 0 else stop
        cells.append(clean(source, at, stop)[0])
        at = stop + 1
    text = MappedText.join(cells)
    return [Block(BlockKind.TABLE_ROW, text, cells=tuple(cells))] if text else []


def _text_block(source: str, start: int, end: int) -> Block | None:
    bullet = BULLET.match(source, start, end)
    if bullet:
        inner = _INNER_MARK.match(source, bullet.end(), end)
        text, bold = clean(source, inner.end() if inner else bullet.end(), end)
        depth = len(bullet["indent"].expandtabs(4))
        return Block(BlockKind.LIST_ITEM, text, depth, bullet["mark"], bold) if text else None
    lead = _LEADING_MARK.match(source, start, end)
    text, bold = clean(source, lead.end() if lead else start, end)
    if not text:
        return None
    mark = lead["mark"] if lead else ""
    if mark.startswith("#"):
        return Block(BlockKind.HEADING, text, len(mark), mark, bold)
    if mark == "»":
        return Block(BlockKind.HEADING, text, 0, mark, bold)
    return Block(BlockKind.PARAGRAPH, text, 0, mark, bold)


def _rejoin(pieces: list[_Piece]) -> list[Block]:
    """Mend sentences cut by a page break or by hard wrapping."""
    width = _wrap_width(pieces)
    blocks: list[Block] = []
    last_line = 0
    for piece, following in itertools.zip_longest(pieces, pieces[1:]):
        block = piece.block
        apart = piece.apart or (following is not None and following.apart)
        is_number = _PAGE_NUMBER.match(block.text.text) is not None
        # printed in the middle of a sentence: what goes on behind it may be short before it
        before = max(last_line, _RUNNING_TEXT) if last_line >= _WRAPPED_TITLE else last_line
        if blocks and following and is_number and not apart and _goes_on(blocks[-1], following.block, True, before, width):
            last_line = before
            continue
        if blocks and not piece.apart and _goes_on(blocks[-1], block, piece.gap, last_line, width):
            blocks[-1] = _merged(blocks[-1], block)
        else:
            blocks.append(block)
        last_line = len(block.text)
    return with_depths(blocks)


def _goes_on(before: Block, block: Block, gap: bool, last_line: int, width: int) -> bool:
    if block.kind is not BlockKind.PARAGRAPH or block.marker or before.kind not in {BlockKind.PARAGRAPH, BlockKind.LIST_ITEM}:
        return False
    if _NONE_KNOWN.match(block.text.text):
        return False
    first = block.text.text[0]
    if not gap and width and last_line >= 0.7 * width:
        return True
    if not gap and first.islower() and last_line >= _WRAPPED_TITLE and not _NOT_WRAPPED.search(before.text.text):
        return True
    if _SENTENCE_END.search(before.text.text) or last_line < _RUNNING_TEXT:
        return False
    if not gap and not first.isalpha() and _SENTENCE_END.search(block.text.text):
        return True  # "a reçu\n35 € par an.": no heading, and no line of a header
    return first.islower() or (gap and first == "(") or OPEN_END.search(before.text.text) is not None


def _wrap_width(pieces: list[_Piece]) -> int:
    """The column a text is hard-wrapped at, 0 where it is not.

    Either nearly all lines that another follows directly end near it (a few longer ones are not wrapped), or no line is longer.
    """
    inner = [
        len(a.block.text)
        for a, b in itertools.pairwise(pieces)
        if not b.gap and b.block.kind is BlockKind.PARAGRAPH and a.block.kind is not BlockKind.TABLE_ROW
    ]
    column = max(inner, default=0)
    full = sum(length >= _FULL * column for length in inner)
    if len(inner) >= _FULL_LINES and column <= _LONGEST_WRAPPED and full >= _MOSTLY * len(inner):
        return column
    longest = max((len(p.block.text) for p in pieces if p.block.kind is not BlockKind.TABLE_ROW), default=0)
    return longest if len(inner) >= _WRAPPED_LINES and longest <= _LONGEST_WRAPPED else 0


def _merged(before: Block, block: Block) -> Block:
    first, separator = before.text, " "
    if _CUT_WORD.search(first.text) and block.text.text[0].islower():
        first, separator = first if _COMPOUND.search(first.text) else first[:-1], ""
    shift = len(first) + len(separator)
    bold = before.bold + tuple((a + shift, b + shift) for a, b in block.bold)
    return replace(before, text=MappedText.join([first, block.text], separator), bold=bold)
