"""From lines in reading order to blocks: paragraphs, headings, list items and table rows."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from pipeline.document import Block, BlockKind, MappedText, fold
from pipeline.load.characters import OPEN_END, legible
from pipeline.load.lists import BULLETS, with_depths
from pipeline.load.pdf.flows import Column, Flow, TableRow
from pipeline.load.pdf.hyphens import Lexicon
from pipeline.load.pdf.lines import NOTE, Line
from pipeline.load.pdf.typography import Typography
from pipeline.load.tables import row_blocks
from pipeline.load.writer import SourceWriter
from pipeline.pages import PrintedLine

#: Letter sizes no further apart, in points, are one.
_ONE_SIZE = 0.3
_LONGEST_HEADING, _LONGEST_BOLD = 330, 120
#: Lines further apart than this multiple of their usual pitch are two paragraphs.
_APART = 1.28
#: A bold line behind a sentence is a heading where it stands further below than other lines do by more than this.
_WIDER = 1.1
#: A first line set in, or a line set out, by more than this share of the letter size.
_INDENT = 0.8
_BULLET = re.compile(rf"(?P<mark>(?![-–—*·])[{BULLETS}]|[-–—*·o](?=\s)|\d{{1,2}}[.)](?=\s)|[a-z]\)(?=\s))[\s\u00a0]*(?=\S)")
_RUNNING_MARK = re.compile(r"(?P<mark>»)[\s\u00a0]*(?=[^\W_])")
#: `Porteur : …` at the start of a line.
_LABELLED = re.compile(r"[A-ZÀ-Ý][\w’' -]{1,38}?[ \u00a0]?:(?=[ \u00a0])")
#: A sentence of the text printed large once more, between quotation marks.
_PULLED_QUOTE = re.compile(r"[«“\"]\s*(?P<words>.{30,})\s*[»”\"]$", re.DOTALL)
#: A line of a heading that opens one of its own: "Engagement 1 : ".
_COUNTED = re.compile(r"[A-ZÀ-Ý][^\W\d_]{2,} (?:[Nn] ?° ?)?(?:\d{1,2}(?:\.\d{1,2})*|[IVX]{1,4}) ?[:.–—-] ")
#: A line of a contents list: dots or blanks lead to a page number.
_LEADER = re.compile(r"(?P<title>.*?\S)(?:[ \u00a0]*[.…_·]){3,}[ \u00a0]*(?P<page>\d{1,4})$", re.DOTALL)
#: What is set without a break: a number with its unit or noun, words with the mark that a blank parts from them.
_UNBROKEN = re.compile(r"(?:« ?)?(?:\d\S*(?:[ \u00a0]\d{2,3})*(?:[ \u00a0]\S+)?|\S+)(?:[ \u00a0][:;?!%»€](?=[ \u00a0]|$))?")
#: A line that reaches this share of its column may be broken because what follows is set without a break.
_NEARLY_FULL = 0.5
#: What says how exact the number is that follows.
_QUALIFIED = re.compile(r"\b(?:au (?:moins|plus|maximum|minimum)|environ|quelque|jusqu['’]à)$", re.IGNORECASE)
_HYPHEN = "-\u2010\u2011\u00ad"
_CUT_WORD = re.compile(r"(?P<left>[^\W_]+(?:-[^\W_]+)*)[-\u2010\u2011\u00ad]$")
_FIRST_WORD = re.compile(r"[^\W_]+(?:-[^\W_]+)*")
_SENTENCE_END = re.compile(r"[.!?:;…][»\"”)]?\s*$")
#: Ends of addresses of French bodies; others may be cut.
_ENDS = r"\.(?:fr|com|org|net|eu|info|pro|re|nc|pf|gp|mq|gf|yt|bzh|alsace|corsica|paris|coop|example)[,;:)]?$"
_WHOLE_MAIL, _WHOLE_SITE = re.compile("@.*" + _ENDS), re.compile(_ENDS)
#: What may stand before the @ of an address, or the beginning of it.
_LOCAL_PART = re.compile(r"(?=.*[a-z])[a-z0-9]+(?:[._-][a-z0-9]+)*[._]$|[a-z][a-z0-9]*(?:[._-][a-z0-9]+)+$")
_WEB = re.compile(r"(?:https?:|www\.)\S*$")
_ADDRESS = re.compile(r"@|www\.|https?:|[\w-]+\.[a-z]{2,4}\b|/")


@dataclass(slots=True)
class _Open:
    """The block under construction: its lines, the column of the last one, the left edge of its text.

    `edge` is the place that the marks of list items are measured from.
    """

    lines: list[Line]
    column: Column
    left: float
    item: bool
    edge: float


class BlockBuilder:
    """Writes the source line by line and closes a block where the print does."""

    def __init__(self, usual: Typography, lexicon: Lexicon) -> None:
        self._usual = usual
        self._lexicon = lexicon
        self._writer = SourceWriter()
        self._written: dict[int, MappedText] = {}
        self._edge_of: tuple[Column, float] | None = None
        self._indent = 0.0
        self.printed: list[PrintedLine] = []

    @property
    def source(self) -> str:
        """All lines in reading order."""
        return self._writer.source

    def blocks(self, flows: Iterable[Flow]) -> list[Block]:
        """The blocks of columns and table rows that follow each other, over pages too."""
        blocks: list[Block] = []
        open_: _Open | None = None
        for flow in flows:
            if isinstance(flow, TableRow):
                blocks += self._closed(open_)
                open_ = None
                blocks += row_blocks([self.blocks(cell) for cell in flow.cells])
                continue
            for position, line in enumerate(flow.lines):
                self._write(line)
                goes_on = open_ is not None and (self._joins(open_, line, flow) if position else self._resumes(open_, line, flow))
                if open_ is not None and goes_on:
                    if len(open_.lines) == 1 and not open_.item:
                        open_.left = min(open_.left, line.x0) if open_.column is flow else line.x0
                    elif open_.column is not flow:
                        open_.left = line.x0
                    open_.lines.append(line)
                    open_.column = flow
                else:
                    blocks += self._closed(open_)
                    open_ = _opened(line, flow, self._edge(flow))
        return blocks + self._closed(open_)

    def _edge(self, column: Column) -> float:
        """Where the text of a column starts; in one that holds items only, they are as deep as the last list began."""
        if self._edge_of is None or self._edge_of[0] is not column:
            marks = [_mark_of(line) for line in column.lines if _is_item(line)]
            others = [line.x0 for line in column.lines if not _is_item(line)]
            edge = min([*marks, *others])
            if marks and (not others or min(others) > min(marks)):
                edge = min(marks) - self._indent
            if marks:
                self._indent = min(marks) - edge
            self._edge_of = column, edge
        return self._edge_of[1]

    def _write(self, line: Line) -> None:
        written = self._writer.line(line.text)
        self._written[id(line)] = written
        self.printed.append(PrintedLine(written.offsets[0], line.page, line.top, line.bottom, line.x0s, line.x1s))

    def _joins(self, block: _Open, line: Line, column: Column) -> bool:
        """Whether a line goes on with the block above it in its column."""
        last = block.lines[-1]
        if (_opens_item(line) and not _is_inside(block, line, column)) or not _alike(last, line) or _LEADER.match(last.text):
            return False
        step = line.baseline - last.baseline
        heading = self._usual.is_heading(last)
        usual = self._usual.pitch.get(round(last.size, 1), 1.25 * last.size)
        if not 0 < step <= (max(1.5 * last.size, _APART * usual) if heading else _APART * usual):
            return False
        if heading:
            return last.bold == line.bold and last.color == line.color and not _COUNTED.match(line.text)
        if last.bold != line.bold and (
            last.color != line.color or (line.bold and step > _WIDER * usual and _SENTENCE_END.search(last.text))
        ):
            return False
        if _is_cut(last):
            return True
        if _opens_label(line) and _opens_label(block.lines[0]):
            return False
        if line.x0 - block.left > _INDENT * line.size and (len(block.lines) > 1 or block.item):
            return False
        if block.left - line.x0 > _INDENT * line.size and (len(block.lines) > 1 or block.item):
            return False
        return not _fits(last, line, column) or _runs_on(last, line, column)

    def _resumes(self, block: _Open, line: Line, column: Column) -> bool:
        """Whether the first line of a column goes on with the block left open at the end of another."""
        last = block.lines[-1]
        if _opens_item(line) or abs(last.size - line.size) > _ONE_SIZE or last.bold != line.bold:
            return False
        if self._usual.is_heading(last):
            return line.text[0].islower() and not _fits(last, line, block.column)
        if column.boxed != block.column.boxed or _LEADER.match(last.text):
            return False
        if line.x0 - column.x0 > 3 * line.size or (not block.item and line.x0 - min(x.x0 for x in column.lines) > _INDENT * line.size):
            return False
        if _is_cut(last):
            return line.text[0].islower()
        if _fits(last, line, block.column):
            return False
        return line.text[0].islower() or not _SENTENCE_END.search(last.text)

    def _closed(self, block: _Open | None) -> list[Block]:
        if block is None:
            return []
        text, bold, italic = self._text(block.lines)
        first = block.lines[0]
        leader = _LEADER.match(text.text)
        if leader:
            cells = tuple(text[slice(*leader.span(group))] for group in ("title", "page"))
            return [Block(BlockKind.TABLE_ROW, MappedText.join(cells), cells=cells, size=first.size)]
        made = Block(BlockKind.PARAGRAPH, text, bold=bold, italic=italic, size=round(first.size, 1))
        running = _RUNNING_MARK.match(text.text)
        if running:
            return [_without(made, running.end(), BlockKind.HEADING, running["mark"])]
        if self._is_heading(block.lines, text.text):
            return [replace(made, kind=BlockKind.HEADING)]
        if block.item:
            bullet = _BULLET.match(text.text)
            depth = round(_mark_of(first) - block.edge)
            if first.mark_x is not None:
                return [replace(made, kind=BlockKind.LIST_ITEM, level=depth, marker="•")] if text else []
            if bullet:
                return [_without(made, bullet.end(), BlockKind.LIST_ITEM, bullet["mark"], depth)]
        return [made] if text else []

    def _is_heading(self, lines: Sequence[Line], text: str) -> bool:
        if not text or not any(c.isalpha() for c in text):
            return False
        if self._usual.is_heading(lines[0]) and len(text) <= _LONGEST_HEADING:
            return not (text.endswith(".") and len(text) > _LONGEST_BOLD)
        stands_out = all(line.bold for line in lines) and lines[0].color != self._usual.color
        return stands_out and len(lines) <= 3 and len(text) <= _LONGEST_BOLD and text[-1] not in ".;,:" and lines[0].mark_x is None

    def _text(self, lines: Sequence[Line]) -> tuple[MappedText, tuple[tuple[int, int], ...], tuple[tuple[int, int], ...]]:
        """The clean text of lines, words cut at their ends mended; its bold and italic ranges."""
        parts: list[MappedText] = []
        styles: list[int] = []

        def put(text: MappedText, style: Sequence[int]) -> None:
            parts.append(text)
            styles.extend(style)

        for position, line in enumerate(lines):
            written = self._written[id(line)]
            kept = [i for i, style in enumerate(line.style) if not style & NOTE]
            text = MappedText("".join(written.text[i] for i in kept), tuple(written.offsets[i] for i in kept))
            style = [line.style[i] for i in kept]
            following = lines[position + 1] if position + 1 < len(lines) else None
            if following is not None and _is_cut(line) and text.text[-1] in _HYPHEN:
                keep = self._hyphen(text.text, following.text)
                put(text if keep else text[:-1], style if keep else style[:-1])
            elif following is None or _broken_address(line, following):
                put(text, style)
            elif text:
                put(MappedText.join([text, MappedText(" ", text.offsets[-1:])], ""), [*style, style[-1] & following.style[0]])
        whole = MappedText("".join(p.text for p in parts), tuple(o for p in parts for o in p.offsets))
        return legible(whole, styles)

    def _hyphen(self, text: str, following: str) -> str:
        left, right = _CUT_WORD.search(text), _FIRST_WORD.match(following)
        if not left or not right:
            return "-"
        in_address = _ADDRESS.search(text.rsplit(maxsplit=1)[-1]) or "@" in following.split(maxsplit=1)[0]
        return self._lexicon.hyphen(left["left"], right[0], unsure="-" if in_address else "")


def _mark_of(line: Line) -> float:
    """Left edge of a list item, its mark included."""
    return line.mark_x if line.mark_x is not None else line.x0


def _opened(line: Line, column: Column, edge: float) -> _Open:
    bullet = _BULLET.match(line.text)
    item = bool(bullet) or line.mark_x is not None
    left = line.x0s[bullet.end()] if bullet and line.mark_x is None else line.x0
    return _Open([line], column, left, item, edge)


def _opens_item(line: Line) -> bool:
    return line.icon or line.mark_x is not None or _BULLET.match(line.text) is not None or _RUNNING_MARK.match(line.text) is not None


def _is_inside(block: _Open, line: Line, column: Column) -> bool:
    """Whether the mark at the start of a line stands inside a sentence: a dash, or the end of a quotation."""
    if _RUNNING_MARK.match(line.text):
        return sum(text.count("«") - text.count("»") for text in (other.text for other in block.lines)) > 0
    if (
        not re.match(r"[-–—]\s", line.text)
        or line.icon
        or line.mark_x is not None
        or block.item
        or abs(line.x0 - block.left) > 0.2 * line.size
    ):
        return False
    last = block.lines[-1]
    return not _fits(last, line, column) and last.text[-1] not in ":;.,!?"


def _opens_label(line: Line) -> bool:
    """Whether a line starts with a label: its words are set apart by their style, or by a colon after one to five."""
    label = _LABELLED.match(line.text)
    if not label or len(label[0].split()) > 6:
        return False
    styles = {style & ~NOTE for style, letter in zip(line.style[: label.end()], label[0], strict=True) if letter.isalnum()}
    after = {style & ~NOTE for style, letter in zip(line.style[label.end() :], line.text[label.end() :], strict=True) if letter.isalnum()}
    return len(styles) == 1 and styles != after


def _is_item(line: Line) -> bool:
    return line.mark_x is not None or _BULLET.match(line.text) is not None


def _alike(a: Line, b: Line) -> bool:
    return abs(a.size - b.size) <= 0.05 * a.size + 0.15


def _is_cut(line: Line) -> bool:
    return len(line.text) > 1 and line.text[-1] in _HYPHEN and line.text[-2].isalnum()


def _fits(last: Line, line: Line, column: Column) -> bool:
    """Whether the first word of a line would have stood on the line above: then the break was meant."""
    whole = _UNBROKEN.match(line.text)
    word = whole[0] if whole else line.text.split(" ", 1)[0]
    width = line.x1s[len(word) - 1] - line.x0
    right = max((other.x1 for other in column.lines if _alike(other, last)), default=column.x1)
    # a blank that does not break may be drawn narrower than it was reckoned
    spare = 0.15 + 0.3 * sum(letter.isspace() for letter in word)
    return last.x1 + 0.25 * last.size + width < right - spare * last.size


def _runs_on(last: Line, line: Line, column: Column) -> bool:
    """Whether a sentence goes on below a line that is not full: words may be tied by a no-break space.

    It goes on below a word that no sentence ends with, and in small letters below a line that fills half its column or more.
    """
    if OPEN_END.search(last.text) or _QUALIFIED.search(last.text):
        return True
    full = last.x1 - column.x0 >= _NEARLY_FULL * (column.x1 - column.x0)
    return full and line.text[0].islower() and not _SENTENCE_END.search(last.text)


def _broken_address(last: Line, line: Line) -> bool:
    """Whether an address too long for its line was cut where no hyphen stands."""
    tail, head = last.text.split()[-1], line.text.split()[0]
    if "@" in tail:
        return not _WHOLE_MAIL.search(tail) if head[0].islower() or head[0].isdigit() else head[0] in ".@_"
    if "@" in head:
        return head[0] == "@" or (_LOCAL_PART.match(tail) is not None and not _WHOLE_SITE.search(tail))
    return _WEB.match(tail) is not None and tail[-1] in "./_" and head[0].isalnum()


def _without(block: Block, start: int, kind: BlockKind, marker: str, level: int = 0) -> Block:
    """The block without its printed mark."""

    def shifted(ranges: tuple[tuple[int, int], ...]) -> tuple[tuple[int, int], ...]:
        return tuple((max(0, a - start), b - start) for a, b in ranges if b > start)

    return replace(
        block, kind=kind, marker=marker, level=level, text=block.text[start:], bold=shifted(block.bold), italic=shifted(block.italic)
    )


def without_pulled_quotes(blocks: Sequence[Block]) -> list[Block]:
    """The blocks; sentences of the text that are printed large once more, between quotation marks, are no headings."""
    told = [fold(block.text.text) for block in blocks if block.kind in {BlockKind.PARAGRAPH, BlockKind.LIST_ITEM}]

    def is_pulled(block: Block) -> bool:
        quote = _PULLED_QUOTE.match(block.text.text) if block.kind is BlockKind.HEADING else None
        return quote is not None and any(fold(quote["words"]) in text for text in told)

    return [replace(block, kind=BlockKind.PARAGRAPH) if is_pulled(block) else block for block in blocks]


def with_levels(blocks: Sequence[Block]) -> tuple[Block, ...]:
    """Heading levels by letter size (the largest is 1), list depths by indentation."""
    ranked: dict[float, int] = {}
    last = float("inf")
    for size in sorted({b.size for b in blocks if b.kind is BlockKind.HEADING and not b.marker}, reverse=True):
        rank = max(ranked.values(), default=0)
        ranked[size] = min(6, rank + 1) if last - size > _ONE_SIZE else rank
        last = size
    levelled = [replace(b, level=ranked[b.size]) if b.kind is BlockKind.HEADING and not b.marker else b for b in blocks]
    return tuple(with_depths(levelled))
