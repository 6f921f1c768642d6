"""Web pages to blocks: the main content of a page in reading order, whatever its encoding and however it is written."""

import codecs
import html
import re
from dataclasses import dataclass, field, replace

from lxml.etree import ParserError, iterwalk
from lxml.html import HtmlElement, HTMLParser, document_fromstring

from pipeline.document import Block, BlockKind, MappedText, Reading
from pipeline.load.html_content import is_contents_list, main_content
from pipeline.load.html_fields import mark_fields
from pipeline.load.html_measure import is_inline
from pipeline.load.html_style import is_bold, is_italic, size_of
from pipeline.load.inline import BREAK, Run, heading_lines, is_counted_label, lines_of, write_block
from pipeline.load.lists import with_marks, with_numbered_headings
from pipeline.load.tables import row_blocks
from pipeline.load.writer import SourceWriter

MEDIA_TYPE = "text/html"

_BOMS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
#: In `<meta charset>`, in `<meta http-equiv content="…; charset=">` and in an XML declaration.
_CHARSET = re.compile(rb"""(?:charset|<\?xml[^>]*\sencoding)\s*=\s*["']?\s*([\w.:-]+)""", re.IGNORECASE)
#: Names that pages give to Windows-1252, as browsers read them.
_WINDOWS = frozenset({"iso-8859-1", "iso8859-1", "latin1", "latin-1", "us-ascii", "ascii", "iso-8859-15", "iso8859-15"})
#: Characters that no page may hold, and references to characters by numbers that may be those of Windows-1252.
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]|&#(?:[xX]0*[0-9a-fA-F]{1,2}|0*\d{1,3})(?![0-9a-fA-F]);?")
_HEADING = re.compile(r"h([1-6])$")
#: The reference to a note: a raised number or mark that is a link.
_NOTE_MARK = re.compile(r"[\[(]?(?:\d{1,3}|[a-z*†‡]{1,3})[\])]?")
#: Between two labels that a style sets apart, and nothing in the text.
_BETWEEN_CHIPS = " | "
#: A tag has no more characters.
_TAG = 60
#: A row of tags has no more of them: asked for every part, a page of thousands of words set apart must be answered at once.
_TAGS = 40
_LETTERS = "abcdefghijklmnopqrstuvwxyz"


def read_html(data: bytes) -> Reading:
    """Read a page: its main content, without menus, banners and insets about other pages."""
    text = _CONTROL.sub(_printable, decode_page(data))
    if not text.strip():
        return Reading(MEDIA_TYPE, "", ())
    try:
        page = document_fromstring(text.encode("utf-8", "replace"), parser=HTMLParser(encoding="utf-8", huge_tree=True))
    except ParserError:
        return Reading(MEDIA_TYPE, "", ())  # nothing but comments
    content = main_content(page)
    _drop_note_marks(content)
    mark_fields(content)
    reader = _PageReader()
    blocks = reader.read(content)
    name = reader.name(page)
    return Reading(MEDIA_TYPE, reader.source, tuple(blocks), name=name)


def _is_next_chip(element: HtmlElement) -> bool:
    """Whether an element stands right behind one of the same class: a capital glued to a small letter ("VendéeEn projet"), or a row of tags."""
    before = element.getprevious()
    if before is None or before.tag != element.tag or (before.tail or "").strip():
        return False
    if before.tail:
        return _is_row_of_tags(element.getparent())
    alike = set((before.get("class") or "").split()) & set((element.get("class") or "").split())
    return bool(alike) and before.text_content()[-1:].islower() and element.text_content()[:1].isupper()


def _is_row_of_tags(container: HtmlElement) -> bool:
    """Whether an element holds nothing but a few words each in elements that a style sets alike, none of which goes on the one before."""
    if container.tag not in {"p", "div"} or (container.text or "").strip() or not 2 <= len(container) <= _TAGS:
        return False
    for part in container:
        words = " ".join(part.text_content().split()) if part.tag == "span" and not (part.tail or "").strip() else ""
        if not 0 < len(words) <= _TAG or words[0].islower():
            return False
    styles = [set((part.get("class") or "").split()) for part in container]
    return bool(set.intersection(*styles) or (not any(styles) and container.get("class")))


def _printable(control: re.Match[str]) -> str:
    """What stands for a control character; `&#146;` is the apostrophe of Windows-1252, as browsers read it."""
    if not control[0].startswith("&"):
        return " " if control[0] in "\x0b\x0c" else ""
    char = html.unescape(control[0])
    if not char or char < " ":
        return " "
    return char if char > "\xff" else control[0]


def decode_page(data: bytes) -> str:
    """The text of a page: a byte-order mark decides, then UTF-8 where it fits, then what the page declares.

    A page that declares another encoding but is valid UTF-8 was converted without its declaration.

    >>> decode_page('<meta charset="iso-8859-1">œuvre'.encode("cp1252"))
    '<meta charset="iso-8859-1">œuvre'
    """
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            return data[len(mark) :].decode(encoding, errors="replace")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        pass
    declared = _CHARSET.search(data, 0, 4096)
    name = declared[1].decode("ascii", "replace").lower() if declared else ""
    if name and name not in _WINDOWS and not name.startswith(("utf", "ucs")):
        try:
            return data.decode(name)
        except (LookupError, UnicodeDecodeError):
            pass
    return data.decode("iso-8859-15" if name.endswith("8859-15") and not re.search(rb"[\x80-\x9f]", data) else "cp1252", errors="replace")


@dataclass(slots=True)
class _List:
    """An open list: whether it is numbered, and the number of its next item."""

    numbered: bool
    next_number: int = 1
    letters: bool = False
    #: Whether it is the contents list of the page.
    contents: bool = False

    def marker(self) -> str:
        """The mark of the next item."""
        if not self.numbered:
            return "•"
        number = self.next_number
        self.next_number += 1
        return f"{_LETTERS[(number - 1) % 26]}." if self.letters else f"{number}."


@dataclass(slots=True)
class _Row:
    """The open row of a table, or of a list of terms: a group of terms and what is said of them."""

    terms: bool
    cells: list[list[Block]] = field(default_factory=list)


@dataclass(slots=True)
class _Article:
    """An open article: the level of the heading in force before it, and how much lower its headings stand than they say."""

    outer_level: int
    lower: int | None = None


class _PageReader:
    """Walks through a page and collects blocks; a page may be nested deeper than Python can call."""

    def __init__(self) -> None:
        self._writer = SourceWriter()
        self._runs: list[Run] = []
        self._bold = 0
        self._italic = 0
        #: The sizes of letters that the open elements set.
        self._sizes: list[float] = []
        #: The level of the open heading: 0 where the page does not say, None outside headings.
        self._heading: int | None = None
        #: The level of the last heading, and for each open article the one before it and how much lower its own headings stand.
        self._level = 0
        self._articles: list[_Article] = []
        #: The level of the heading in force within the page and within each open element: one within another is none behind it.
        self._in_force = [0]
        self._preformatted = 0
        self._lists: list[_List] = []
        self._marker = ""
        #: Where blocks go: the page, or the open cells of tables within tables.
        self._sinks: list[list[Block]] = [[]]
        self._rows: list[_Row] = []

    def name(self, page: HtmlElement) -> MappedText | None:
        """What a page calls itself, written behind its text; None where it does not."""
        title = " ".join((page.findtext(".//head/title") or "").split())
        return self._writer.line(title) if title else None

    @property
    def source(self) -> str:
        """What was read."""
        return self._writer.source

    def read(self, content: HtmlElement) -> list[Block]:
        """The blocks of an element."""
        for event, element in iterwalk(content, events=("start", "end", "comment", "pi")):
            if event == "start":
                self._start(element)
                self._text(element.text)
                continue
            if event == "end":
                self._end(element)
            if element is not content:
                self._text(element.tail)
        self._flush()
        return with_numbered_headings(with_marks(self._sinks[0]), self.source)

    def _text(self, text: str | None) -> None:
        if not text:
            return
        if not self._preformatted:
            self._runs.append(Run(text, self._bold > 0, self._italic > 0, self._sizes[-1] if self._sizes else 0.0))
            return
        for at, line in enumerate(text.split("\n")):
            if at:
                self._runs.append(BREAK)
            self._runs.append(Run(line, self._bold > 0, self._italic > 0, self._sizes[-1] if self._sizes else 0.0))

    def _start(self, element: HtmlElement) -> None:
        tag = element.tag
        if size := size_of(element):
            self._sizes.append(size)
        if tag == "br":
            self._runs.append(BREAK)
            return
        if is_inline(tag):
            self._text(_BETWEEN_CHIPS if _is_next_chip(element) else None)
            self._bold += is_bold(element)
            self._italic += is_italic(element)
            return
        self._flush()
        if (heading := _HEADING.match(tag)) or tag == "summary":
            self._open_heading(int(heading[1]) if heading else None)
        elif tag == "article":
            self._articles.append(_Article(self._level))
        elif tag == "pre":
            self._preformatted += 1
        elif tag in {"ul", "ol", "menu", "dir"}:
            opened = _List(tag == "ol", _number(element.get("start"), 1), (element.get("type") or "").lower() == "a")
            opened.contents = self._in_contents or is_contents_list(element)
            self._lists.append(opened)
        elif tag == "li":
            around = self._lists[-1] if self._lists else _List(numbered=False)
            around.next_number = _number(element.get("value"), around.next_number)
            self._marker = around.marker()
        elif tag in {"table", "dl"}:
            self._rows.append(_Row(terms=tag == "dl"))
        elif tag == "tr":
            self._close_row()
        elif self._is_cell(tag):
            self._open_cell(tag)
        self._in_force.append(self._in_force[-1])

    def _end(self, element: HtmlElement) -> None:
        tag = element.tag
        if size_of(element):
            self._sizes.pop()
        if is_inline(tag):
            self._end_inline(element)
            return
        if tag == "br":
            return
        self._flush()
        level = self._in_force.pop()
        if _HEADING.match(tag) or tag == "summary":
            self._heading = None
        elif tag in {"header", "hgroup"}:
            self._in_force[-1] = level
        elif tag == "article":
            self._level = self._articles.pop().outer_level
        elif tag == "pre":
            self._preformatted -= 1
        elif tag in {"ul", "ol", "menu", "dir"} and self._lists:
            self._lists.pop()
        elif tag == "li":
            self._marker = ""
        elif self._is_cell(tag):
            self._sinks.pop()
        elif tag == "tr":
            self._close_row()
        elif tag in {"table", "dl"}:
            self._close_row()
            self._rows.pop()

    def _end_inline(self, element: HtmlElement) -> None:
        self._bold -= is_bold(element)
        self._italic -= is_italic(element)
        if self._heading is not None and is_counted_label("".join(run.text for run in self._runs)):
            self._runs.append(BREAK)  # a label in an element of its own above the title

    def _open_heading(self, said: int | None) -> None:
        """Begin a heading; the summary of what may be folded says no level: it heads a part of the part that it stands in."""
        if said is not None:
            self._heading = self._level = self._heading_level(said)
        else:
            self._heading = min(6, self._in_force[-1] + 1) if self._in_force[-1] else 0
        self._in_force[-1] = self._heading

    def _heading_level(self, said: int) -> int:
        """The level of a heading; in an article that starts with one of the level in force before it, all stand one lower."""
        if not self._articles:
            return said
        *around, article = self._articles
        level = said + sum(outer.lower or 0 for outer in around)
        if article.lower is None:
            article.lower = int(level == article.outer_level)
        return min(6, level + article.lower)

    def _is_cell(self, tag: str) -> bool:
        return bool(self._rows) and tag in ({"dt", "dd"} if self._rows[-1].terms else {"td", "th"})

    def _open_cell(self, tag: str) -> None:
        if tag == "dt" and len(self._rows[-1].cells) > 1:
            self._close_row()
        cells = self._rows[-1].cells
        if tag == "dd" and not cells:
            cells.append([])
        if tag in {"td", "th"} or len(cells) < (1 if tag == "dt" else 2):
            cells.append([])
        self._sinks.append(cells[-1])

    def _close_row(self) -> None:
        if not self._rows:
            return
        row = self._rows[-1]
        self._sinks[-1] += row_blocks(row.cells)
        row.cells = []

    def _flush(self) -> None:
        """End the paragraph that was being read."""
        runs, self._runs = self._runs, []
        if self._heading is not None:
            for line in heading_lines(runs):
                self._write(line, BlockKind.HEADING, self._heading)
            return
        if self._in_contents:
            entry = write_block(self._writer, runs, BlockKind.HEADING)
            self._sinks[-1] += row_blocks([[entry], []]) if entry else []
            return
        for line in lines_of(runs, separate=not self._marker):
            if self._marker:
                self._write(line, BlockKind.LIST_ITEM, max(0, len(self._lists) - 1), self._marker)
                self._marker = ""
            else:
                self._write(line, BlockKind.PARAGRAPH, len(self._lists))

    @property
    def _in_contents(self) -> bool:
        return bool(self._lists) and self._lists[-1].contents

    def _write(self, runs: list[Run], kind: BlockKind, level: int, marker: str = "") -> None:
        block = write_block(self._writer, runs, kind, level, marker)
        if block:
            self._sinks[-1].append(replace(block, level=0) if block.kind is BlockKind.PARAGRAPH else block)


def _number(value: str | None, default: int) -> int:
    return int(value) if value and re.fullmatch(r"-?\d{1,6}", value) else default


def _drop_note_marks(content: HtmlElement) -> None:
    """Take out the raised links to notes, which would change the number or word before them."""
    for raised in content.xpath(".//sup[.//a[starts-with(@href, '#')] or parent::a[starts-with(@href, '#')]]"):
        if _NOTE_MARK.fullmatch(raised.text_content().strip()):
            raised.drop_tree()
