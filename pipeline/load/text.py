"""Plain text and Markdown to blocks.

Line breaks are trusted where they separate, mended where they were lost (`**a****b**` on one line) or
inserted in the middle of a sentence (a page break, a hard-wrapped text).
"""

import itertools
import re
from dataclasses import replace

from pipeline.document import RUNNING_MARKS, Block, BlockKind, MappedText
from pipeline.load.lists import BULLETS
from pipeline.load.markup import clean
from pipeline.load.text_columns import INDENT, columns, longer_row, parted_row, tabbed_row
from pipeline.load.text_pages import Piece, without_footers
from pipeline.load.text_wrapping import rejoin

#: The bullet or number typed at the start of a list item, with its indentation.
BULLET = re.compile(rf"(?P<indent>\s*)(?P<mark>[{BULLETS}o]|\d{{1,2}}[.)]|[a-z]\))(?=[\s\u00a0])\s*")
_INNER_MARK = re.compile(r"(?:[o✓✔▪◦•]\s+|\d\)\s+)")
_LEADING_MARK = re.compile(r"\s*(?:> ?(?=#{1,6} ))?(?P<mark>»|§(?=\s+[^\W\d])|>(?: ?>)*|#{1,6}|°)\s*")
#: What Markdown writes behind a heading for links and styles: "{#leviers}", "{.unnumbered}".
_ATTRIBUTES = re.compile(r"\s*\{(?=[#.])[^{}\n]*\}\s*$")
_TABLE_RULE = re.compile(r"\s*\|?[\s:|-]*-[\s:|-]*\|?\s*$")
#: A comment alone on a line, such as `recueil convert` writes at a page break: no text, and paragraphs do not go on behind it.
_COMMENT = re.compile(r"\s*<!--(?:(?!-->).)*-->\s*$")
#: A line that only draws a rule.
_RULE = re.compile(r"\s*(?:(?:-|–|—|_|=|~|\*)[ ]?){3,}\s*$")
_ORNAMENT = r"(?:[-–—_=~*•·◊♦+] ?){2,}"
#: A picture alone on a line of Markdown: what stands for it says what it shows.
_PICTURE = re.compile(r"\s*!\[[^\[\]]*\]\([^()]*\)\s*$")
#: A heading between ornaments ("~ ~ ~ HABITER ~ ~ ~", "== Se loger =="); pages are numbered so too.
_ORNAMENTED = re.compile(rf"\s*{_ORNAMENT}\s+(?=\D)(?!(?:[Pp]age|p\.)\s)(?P<name>\S.{{1,118}}?[^\s.!?;])\s+{_ORNAMENT}\s*$")
#: A bold run that starts where another ends: a line break was lost between two header fields.
_LOST_BREAK = re.compile(r"\*{4,}")


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
    pieces: list[Piece] = []
    gap = True
    apart = False
    lines = _line_ranges(source)
    parted = columns(source, lines)
    for number, (start, end) in enumerate(lines):
        if not source[start:end].strip() or _COMMENT.match(source, start, end):
            gap = True
            apart = apart or bool(source[start:end].strip())
            continue
        if number in parted:
            pieces.append(Piece(parted_row(source, start, parted[number], end), gap, apart))
            gap = apart = False
            continue
        if number - 1 in parted and not gap and source.startswith(" " * INDENT, start):
            parted[number] = parted[number - 1]
            pieces[-1] = replace(pieces[-1], block=longer_row(pieces[-1].block, clean(source, start, end)[0]))
            continue
        for block in _line_blocks(source, start, end):
            pieces.append(Piece(block, gap, apart, indent=block.text.offsets[0] - start))
            gap = apart = False
    return tuple(rejoin(without_footers(pieces)))


def _line_ranges(source: str) -> list[tuple[int, int]]:
    """Start and end of every line, line ends left out; a form feed ends a line too."""
    return [match.span("line") for match in re.finditer(r"(?P<line>[^\r\n\f\v\x85\u2028]*)(?:\r\n|[\r\n\f\v\x85\u2028]|$)", source)]


def _line_blocks(source: str, start: int, end: int) -> list[Block]:
    line = source[start:end]
    if _RULE.match(line) or _PICTURE.match(line):
        return []
    if ornamented := _ORNAMENTED.match(line):
        text, bold = clean(source, start + ornamented.start("name"), start + ornamented.end("name"))
        return [Block(BlockKind.HEADING, text, bold=bold)] if text else []
    if line.lstrip().startswith("|"):
        return _table_row(source, start, end)
    if not BULLET.match(line) and (row := tabbed_row(source, start, end)):
        return [row]
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
    mark = lead["mark"] if lead else ""
    attributes = _ATTRIBUTES.search(source, start, end) if mark.startswith("#") else None
    text, bold = clean(source, lead.end() if lead else start, attributes.start() if attributes else end)
    if not text:
        return None
    mark = ">" if mark.startswith(">") else mark  # ">> Levier 1"
    if mark.startswith("#"):
        return Block(BlockKind.HEADING, text, len(mark), mark, bold)
    if mark in RUNNING_MARKS:
        return Block(BlockKind.HEADING, text, 0, mark, bold)
    return Block(BlockKind.PARAGRAPH, text, 0, mark, bold)
