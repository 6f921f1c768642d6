"""Plain text and Markdown to blocks.

Line breaks are trusted where they separate, mended where they were lost (`**a****b**` on one line) or
inserted in the middle of a sentence (a page break, a hard-wrapped text).
"""

import itertools
import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
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
#: A line of four words or more with a number at one end, or of fewer with a mark between them and the number.
_FOOTER = re.compile(
    r"(?P<text>(?:\S+\s+){3,14}\S+?|(?:\S+\s+){1,14}?\S+?(?=\s+[|•·]|\s+[–-]\s))\s+[|•·–-]?\s*(?:p\.|page)?\s*(?P<page>\d{1,3})$"
    r"|(?P<page2>\d{1,3})\s+[|•·–-]?\s*(?P<text2>(?:\S+\s+){3,14}\S+|(?<=[|•·]\s)(?:\S+\s+){1,14}\S+)$"
)
#: A running line stands beside a page number at least as often, and rarely elsewhere.
_LEAST_PAGES, _BESIDE = 3, 0.8
_PAGE_NUMBER = re.compile(r"[-–—]? ?\d{1,3}(?: ?[-–—])?$")
_DIGITS = re.compile(r"\d+")
#: Words before a number that counts something else than pages.
_COUNTING = re.compile(r"(?:n ?°|\b(?:fiche|action|axe|objectif|mesure|article|étape|phase|chapitre|partie|annexe))\s*$", re.IGNORECASE)
_COUNTED = re.compile(r"(?:fiche|action|axe|objectif|orientation|mesure|étape|thème|engagement)\b", re.IGNORECASE)
#: A line of so many words that stands twice with growing numbers is no accident.
_MANY_WORDS = 5
#: No page has fewer blocks; lines of a contents list stand closer.
_A_PAGE = 5
#: A word cut at the end of a line; a compound keeps its hyphen.
_CUT_WORD = re.compile(r"[a-zà-ÿ]-$")
_COMPOUND = re.compile(
    r"\b(?:rendez|peut|mi|demi|sous|non|semi|vis|celui|celle|ceux|est|vice|porte|quasi|après|avant|elle|lui|eux|chef|sage|aide|grand|haut|bas|mal)-$"
)
#: A bold run that starts where another ends: a line break was lost between two header fields.
_LOST_BREAK = re.compile(r"\*{4,}")
#: Only longer lines are taken for running text that goes on after a break.
_RUNNING_TEXT = 60
#: A shorter line in small letters that ends no sentence goes on with none across a blank line.
_SHORT = 40
#: A shorter line may go on, without a blank line between, in a line that starts with a small letter.
_WRAPPED_TITLE = 30
#: A value that says that none is known; no sentence goes on with it.
_NONE_KNOWN = re.compile(r"n\.?c\.?$|n/c$", re.IGNORECASE)
#: "Porteur        Association Lune", "Porteur ........ Association Lune": two columns of a line.
_TWO_COLUMNS = re.compile(
    r"(?P<label>[^\s|#>*-](?:(?![ \t]{2,}|\t|\.{4,}|…{2,})[^\n|]){1,44}?)(?P<gap>[ ]{2,}|[ ]*\t+[ ]*|[ ]*(?:\.{4,}|…{2,})[ ]*)(?=[^\s.…])(?!\d{1,3}\s*$)"
)
_LEAST_ROWS = 3
#: A line indented so far goes on the second column above it.
_INDENT = 8
#: A label with its value, or a date or state alone: a line of a header, which no sentence goes on with.
_LABEL_LINE = re.compile(r"[A-ZÀ-Ý][\w'()/° -]{1,42}?(?: ?:|(?<=\w) ?\?) \S")
_SLOT_LINE = re.compile(
    r"(?:depuis|fin|début|courant|mi-\w+|printemps|été|automne|hiver|janvier|février|mars|avril|mai|juin|juillet|août|septembre|octobre|novembre"
    r"|décembre)\b[^.;]{0,30}\b(?:19|20)\d\d\b[^.;]{0,15}$|en (?:cours|projet)(?: d[e']\S+)?$|(?:réalisée?|expérimentation|expérimental|achevée?|terminée?)$",
    re.IGNORECASE,
)
_ADDRESS = re.compile(r"\w@\w|(?<!\d)0\d(?:[ .]\d\d){4}(?!\d)")
#: A line that ends so goes on.
_ASKS_MORE = re.compile(r"(?:[,(/–-]|\b(?:de|du|des|la|le|les|et|à|au|aux|en|par|pour|sur|un|une))\s*$")
_NOT_WRAPPED = re.compile(r"[.!?:;…,»\"”@]\s*$|@")
#: A text is hard-wrapped where this many lines follow another directly and no line is longer than this.
_WRAPPED_LINES, _LONGEST_WRAPPED = 20, 130
#: Or where this many do, this share of them full: filled to this share of the column.
_FULL_LINES, _MOSTLY, _FULL = 6, 0.85, 0.75
_SENTENCE_END = re.compile(r"[.!?:;…»\"”]\s*$")


@dataclass(frozen=True, slots=True)
class _Piece:
    """A block, whether a blank line stands before it, whether it was set apart from the block before, whether a page ends between."""

    block: Block
    gap: bool
    apart: bool = False
    new_page: bool = False


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
    lines = _line_ranges(source)
    columns = _columns(source, lines)
    for number, (start, end) in enumerate(lines):
        if not source[start:end].strip() or _COMMENT.match(source, start, end):
            gap = True
            apart = apart or bool(source[start:end].strip())
            continue
        if number in columns:
            pieces.append(_Piece(_parted_row(source, start, columns[number], end), gap, apart))
            gap = apart = False
            continue
        if number - 1 in columns and not gap and source.startswith(" " * _INDENT, start):
            columns[number] = columns[number - 1]
            pieces[-1] = replace(pieces[-1], block=_longer_row(pieces[-1].block, clean(source, start, end)[0]))
            continue
        for block in _line_blocks(source, start, end):
            pieces.append(_Piece(block, gap, apart))
            gap = apart = False
    return tuple(_rejoin(_without_footers(pieces)))


def _columns(source: str, lines: Sequence[tuple[int, int]]) -> dict[int, tuple[int, int]]:
    """Lines of two columns parted by blanks, tabs or dots, by number: where the first ends and the second begins.

    At least three lines, one below another (blank ones aside), whose second columns begin alike; a page number makes none.
    """
    parted: dict[int, tuple[int, int]] = {}
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
            if run and text.startswith(" " * _INDENT) and match is None:
                continue  # the second column goes on
            close()
        if match:
            run.append((number, match))
    close()
    return parted


def _aligned(above: re.Match[str], match: re.Match[str], start: int) -> bool:
    """Whether the second columns of two lines begin at the same place, or behind tabs or dots both."""
    kinds = [{"\t": "tab", ".": "dot", "…": "dot"}.get(m["gap"].strip(" ")[:1], "blank") for m in (above, match)]
    if kinds[0] != kinds[1]:
        return False
    return kinds[0] != "blank" or above.end("gap") - above.start() == match.end("gap") - start


def _without_footers(pieces: list[_Piece]) -> list[_Piece]:
    """Leave out the line that a publisher prints on every page beside the page number, on the same line or the next."""
    pieces = _without_running_lines(pieces)
    found = [_footer(piece.block.text.text) for piece in pieces]
    pages: dict[str, list[int]] = {}
    places: dict[str, list[int]] = {}
    for place, footer in enumerate(found):
        if footer:
            pages.setdefault(footer[0], []).append(footer[1])
            places.setdefault(footer[0], []).append(place)
    # 1, 2, 3 number the parts of a text; pages leave gaps, and none comes twice
    footers = {
        text
        for text, numbers in pages.items()
        if len(numbers) >= (_LEAST_PAGES if len(text.split()) < _MANY_WORDS else 2)
        and (
            len(numbers) >= _LEAST_PAGES
            or (not _COUNTED.match(text) and not _SENTENCE_END.search(text) and places[text][1] - places[text][0] >= _A_PAGE)
        )
        and not _COUNTING.search(text)
        and numbers == sorted(set(numbers))
        and numbers[-1] > len(numbers)
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


def _without_running_lines(pieces: list[_Piece]) -> list[_Piece]:
    """Leave out page numbers on lines of their own together with the line that stands right above or below each."""
    texts = [piece.block.text.text for piece in pieces]
    numbered = {i: int(_DIGITS.findall(text)[0]) for i, text in enumerate(texts) if _PAGE_NUMBER.match(text)}
    lines: dict[str, set[int]] = defaultdict(set)
    numbers: dict[str, dict[int, int]] = defaultdict(dict)
    for place, number in numbered.items():
        for i in (place - 1, place + 1):
            if 0 <= i < len(texts) and i not in numbered:
                lines[texts[i]].add(i)
                numbers[texts[i]][place] = number
    times = Counter(texts)
    running = {
        text
        for text, beside in lines.items()
        if _are_pages(numbers[text]) and len(beside) >= _BESIDE * times[text] and not _COUNTING.search(text)
    }
    pages = {n for n in numbered if {texts[i] for i in (n - 1, n + 1) if 0 <= i < len(texts)} & running}
    alone = {n: number for n, number in numbered.items() if pieces[n].gap and (n + 1 == len(pieces) or pieces[n + 1].gap)}
    if _are_pages(alone):
        pages |= set(alone)
    kept = []
    gap = False
    for i, piece in enumerate(pieces):
        if i in pages or (texts[i] in running and {i - 1, i + 1} & pages):
            gap = True
            continue
        kept.append(replace(piece, gap=piece.gap or gap, new_page=gap))
        gap = False
    return kept


def _are_pages(numbers: Mapping[int, int]) -> bool:
    """Whether numbers, by the places where they stand, can be pages: they grow, no faster than the text between them."""
    places, values = list(numbers), list(numbers.values())
    if len(values) < _LEAST_PAGES or values != sorted(set(values)):
        return False
    return values[-1] - values[0] <= places[-1] - places[0]


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


def _parted_row(source: str, start: int, gap: tuple[int, int], end: int) -> Block:
    cells = (clean(source, start, gap[0])[0], clean(source, gap[1], end)[0])
    return Block(BlockKind.TABLE_ROW, MappedText.join(cells), cells=cells)


def _longer_row(row: Block, text: MappedText) -> Block:
    cells = (*row.cells[:-1], MappedText.join([row.cells[-1], text]))
    return replace(row, text=MappedText.join(cells), cells=cells)


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
        reach = before if piece.new_page else last_line
        if blocks and not piece.apart and _goes_on(blocks[-1], block, piece.gap, reach, width):
            blocks[-1] = _merged(blocks[-1], block)
        else:
            blocks.append(block)
        last_line = len(block.text)
    return with_depths(blocks)


def _goes_on(before: Block, block: Block, gap: bool, last_line: int, width: int) -> bool:
    if block.kind is not BlockKind.PARAGRAPH or block.marker or before.kind not in {BlockKind.PARAGRAPH, BlockKind.LIST_ITEM}:
        return False
    if _NONE_KNOWN.match(block.text.text) or (not gap and (_LABEL_LINE.match(block.text.plain) or _SLOT_LINE.match(block.text.plain))):
        return False
    first = block.text.text[0]
    if (
        not gap
        and first.isupper()
        and _ADDRESS.search(block.text.text)
        and not (_ASKS_MORE.search(before.text.text) or _ADDRESS.search(before.text.text))
    ):
        return False  # a contact below the line that names its service
    if not gap and width and last_line >= 0.7 * width:
        return True
    if not gap and first.islower() and last_line >= _WRAPPED_TITLE and not _NOT_WRAPPED.search(before.text.text):
        return True
    if _SENTENCE_END.search(before.text.text) or last_line < _RUNNING_TEXT:
        return False
    if not gap and not first.isalpha() and _SENTENCE_END.search(block.text.text):
        return True  # "a reçu\n35 € par an.": no heading, and no line of a header
    if gap and first.islower() and len(block.text) < _SHORT and not _SENTENCE_END.search(block.text.text):
        return False  # a heading in small letters
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
