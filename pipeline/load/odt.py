"""OpenDocument texts to blocks: the text as it is printed, without headers, notes and what was struck out."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from lxml.etree import _Element

from pipeline.document import Block, BlockKind, Reading
from pipeline.errors import BrokenPackageError
from pipeline.load.inline import BREAK, Run, heading_lines, lines_of, write_block
from pipeline.load.lists import with_marks, with_numbered_headings
from pipeline.load.odt_styles import ListStyle, Styles, attribute, name
from pipeline.load.package import Package
from pipeline.load.tables import row_blocks
from pipeline.load.writer import SourceWriter

MEDIA_TYPE = "application/vnd.oasis.opendocument.text"

#: Elements whose text is not part of the printed text.
_UNPRINTED = frozenset(
    {
        "text:tracked-changes", "text:note", "office:annotation", "office:annotation-end", "office:forms", "text:sequence-decls",
        "text:variable-decls", "text:user-field-decls", "text:table-of-content-source", "text:alphabetical-index-source",
        "text:illustration-index-source", "text:table-index-source", "text:user-index-source", "text:bibliography-source", "text:hidden-text",
        "text:hidden-paragraph", "text:ruby-text", "svg:title", "svg:desc", "text:number", "table:title", "table:desc", "office:event-listeners",
        "text:dde-connection-decls", "text:alphabetical-index-auto-mark-file",
    }
)  # fmt: skip
_INDEXES = frozenset({"text:table-of-content", "text:illustration-index", "text:table-index"})
_ROWS = frozenset({"table:table-header-rows", "table:table-rows", "table:table-row-group"})
_TAB = Run("\t")


@dataclass(slots=True)
class _List:
    """An open list: its style and the number of the last item."""

    style: ListStyle | None
    counted: int = 0
    first: bool = field(default=True)


def read_odt(data: bytes) -> Reading:
    """Read an OpenDocument text (`.odt`, `.ott`).

    Raises BrokenPackageError where it is damaged or protected.
    """
    package = Package(data)
    manifest = package.optional_part("META-INF/manifest.xml")
    if manifest is not None and any(name(element) == "manifest:encryption-data" for element in manifest.iter()):
        raise BrokenPackageError("it is protected by a password")
    content = package.part("content.xml")
    text = next((element for element in content.iter() if name(element) == "office:text"), None)
    if text is None:
        raise BrokenPackageError("its part content.xml has no text")
    reader = _TextReader(Styles([content, package.optional_part("styles.xml")]))
    blocks = with_numbered_headings(with_marks(reader.read(text)), reader.source)
    return Reading(MEDIA_TYPE, reader.source, tuple(blocks))


class _TextReader:
    """Walks through a text and collects blocks."""

    def __init__(self, styles: Styles) -> None:
        self._styles = styles
        self._writer = SourceWriter()
        self._lists: list[_List] = []
        #: The last number of each list style and level, for lists that go on counting.
        self._counted: dict[tuple[str, int], int] = {}
        self._marker = ""
        self._boxes: list[_Element] = []

    @property
    def source(self) -> str:
        """What was read."""
        return self._writer.source

    def read(self, container: _Element, *, in_index: bool = False) -> list[Block]:
        """The blocks of the text, of a cell, a section or a text box."""
        blocks: list[Block] = []
        for element in container:
            kind = name(element)
            if kind in {"text:p", "text:h"}:
                blocks += self._paragraph(element, in_index=in_index)
            elif kind == "text:list":
                blocks += self._list(element)
            elif kind == "table:table":
                blocks += [block for row in _rows(element) for block in self._row(row)]
            elif kind and kind not in _UNPRINTED:
                blocks += self.read(element, in_index=in_index or kind in _INDEXES)
        return blocks

    def _list(self, element: _Element) -> list[Block]:
        own = attribute(element, "text:style-name")
        style = self._styles.list_style(own) if own else (self._lists[-1].style if self._lists else None)
        opened = _List(style)
        key = (style.name if style else "", len(self._lists))
        if attribute(element, "text:continue-numbering") == "true" or attribute(element, "text:continue-list"):
            opened.counted = self._counted.get(key, 0)
        self._lists.append(opened)
        blocks: list[Block] = []
        for item in element:
            if name(item) == "text:list-item":
                opened.counted = _number(attribute(item, "text:start-value"), opened.counted + 1)
                self._marker = style.marker(len(self._lists), opened.counted) if style else "•"
            blocks += self.read(item)
            self._marker = ""
        self._lists.pop()
        self._counted[key] = opened.counted
        return blocks

    def _row(self, row: _Element) -> list[Block]:
        cells: list[Sequence[Block]] = []
        beside = 0
        for cell in row:
            if name(cell) == "table:table-cell":
                lists, self._lists = self._lists, []
                cells.append(self.read(cell))
                self._lists = lists
                beside = _number(attribute(cell, "table:number-columns-spanned"), 1) - 1
            elif name(cell) == "table:covered-table-cell":
                if beside:
                    beside -= 1
                else:
                    cells.append([])  # covered from above
        return row_blocks(cells)

    def _paragraph(self, element: _Element, *, in_index: bool) -> list[Block]:
        style = attribute(element, "text:style-name") or ""
        boxes, self._boxes = self._boxes, []
        level = self._level(element, style)
        runs = list(self._runs(element, self._styles.looks(style) if level is None else (False, False)))
        boxes, self._boxes = self._boxes, boxes
        blocks = self._blocks(runs, level, in_index=in_index)
        if blocks:
            self._marker = ""
        return blocks + [block for box in boxes for block in self.read(box)]

    def _blocks(self, runs: list[Run], level: int | None, *, in_index: bool) -> list[Block]:
        if not any(run.text.strip() for run in runs):
            return []
        if in_index:
            return self._contents_entry(runs)
        if level is not None:
            return self._written(heading_lines(runs), BlockKind.HEADING, level)
        if self._marker:
            first, *others = lines_of(runs, separate=False)
            return [
                *self._written([first], BlockKind.LIST_ITEM, max(0, len(self._lists) - 1), self._marker),
                *self._written(others, BlockKind.PARAGRAPH),
            ]
        return self._written(lines_of(runs, separate=not self._lists), BlockKind.PARAGRAPH)

    def _written(self, lines: list[list[Run]], kind: BlockKind, level: int = 0, marker: str = "") -> list[Block]:
        return [block for line in lines if (block := write_block(self._writer, line, kind, level, marker))]

    def _contents_entry(self, runs: list[Run]) -> list[Block]:
        """A line of a contents list: a row of its title and its page."""
        tabs = [at for at, run in enumerate(runs) if run is _TAB]
        page = "".join(run.text for run in runs[tabs[-1] + 1 :]).strip() if tabs else ""
        if not page.isdigit():
            return self._written([runs], BlockKind.PARAGRAPH) if not tabs else row_blocks([self._written([runs], BlockKind.HEADING), []])
        return row_blocks([self._written([cell], BlockKind.HEADING) for cell in (runs[: tabs[-1]], runs[tabs[-1] :])])

    def _level(self, element: _Element, style: str) -> int | None:
        if name(element) == "text:h":
            return max(1, min(6, _number(attribute(element, "text:outline-level"), 1)))
        return self._styles.heading_level(style)

    def _runs(self, element: _Element, looks: tuple[bool, bool]) -> Iterator[Run]:
        if element.text:
            yield Run(element.text, *looks)
        for inner in element:
            yield from self._inline(inner, looks)
            if inner.tail:
                yield Run(inner.tail, *looks)

    def _inline(self, element: _Element, looks: tuple[bool, bool]) -> Iterator[Run]:
        kind = name(element)
        match kind:
            case "text:s":
                yield Run(" ", *looks)
            case "text:tab":
                yield _TAB
            case "text:line-break":
                yield BREAK
            case _ if kind.startswith("draw:") or kind == "table:table":
                self._boxes.append(element)
            case _ if kind and kind not in _UNPRINTED:
                style = attribute(element, "text:style-name") if kind == "text:span" else None
                if not (style and self._styles.is_hidden(style)):
                    yield from self._runs(element, self._styles.looks(style, looks) if style else looks)


def _rows(table: _Element) -> Iterator[_Element]:
    for element in table:
        if name(element) == "table:table-row":
            yield element
        elif name(element) in _ROWS:
            yield from _rows(element)


def _number(text: str | None, default: int) -> int:
    return int(text) if text and text.isdigit() and len(text) < 7 else default
