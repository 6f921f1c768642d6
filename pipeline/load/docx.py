"""Word documents to blocks: the text as it is printed, without headers, notes and what was struck out."""

import itertools
import re
from collections.abc import Iterator

from lxml.etree import QName, _Element

from pipeline.document import Block, BlockKind, Reading
from pipeline.errors import BrokenPackageError
from pipeline.load.docx_styles import Lists, Styles, child, indent_of, is_on, outline_level, read_lists, value, w
from pipeline.load.inline import BREAK, Run, heading_lines, lines_of, write_block
from pipeline.load.lists import sign, with_depths, with_marks, with_numbered_headings
from pipeline.load.package import Package
from pipeline.load.tables import row_blocks
from pipeline.load.writer import SourceWriter

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"

#: Elements whose content counts as if they were not there; tracked insertions and the target of a move are among them.
_TRANSPARENT = frozenset(
    {"ins", "moveTo", "customXml", "smartTag", "hyperlink", "fldSimple", "dir", "bdo", "sdtContent", "ruby", "rubyBase"}
)
#: A tab before the page number of a contents entry; any other is a blank.
_TAB = Run("\t")
#: A list level that says no indentation is set in by so much (twentieths of a point), as Word does.
_STEP = 720
_PAGE = re.compile(r"\s*\d{1,4}\s*")


def read_docx(data: bytes) -> Reading:
    """Read a Word document (`.docx`, `.docm`, `.dotx`).

    Raises BrokenPackageError where it is damaged or protected.
    """
    package = Package(data)
    main = _main_part(package)
    folder = main.rpartition("/")[0]
    body = child(package.part(main), "body")
    if body is None:
        raise BrokenPackageError(f"its part {main} has no body")
    reader = _BodyReader(
        Styles(package.optional_part(f"{folder}/styles.xml")), read_lists(package.optional_part(f"{folder}/numbering.xml"))
    )
    blocks = with_numbered_headings(with_marks(reader.read(body)), reader.source)
    return Reading(MEDIA_TYPE, reader.source, tuple(blocks))


def _main_part(package: Package) -> str:
    relations = package.optional_part("_rels/.rels")
    for relation in relations if relations is not None else ():
        if (relation.get("Type") or "").endswith("/officeDocument"):
            return (relation.get("Target") or "").lstrip("/")
    return "word/document.xml"


class _BodyReader:
    """Walks through the body of a document and collects blocks."""

    def __init__(self, styles: Styles, lists: Lists) -> None:
        self._styles = styles
        self._lists = lists
        self._writer = SourceWriter()
        #: For each open field, whether its instruction is being read (and not what it shows).
        self._fields: list[bool] = []
        self._boxes: list[_Element] = []
        #: Text that goes on in the next paragraph: the end of its own was struck out, or it is a drop capital.
        self._carried: list[Run] = []

    @property
    def source(self) -> str:
        """What was read."""
        return self._writer.source

    def read(self, container: _Element) -> list[Block]:
        """The blocks of the body, of a cell or of a text box."""
        blocks: list[Block] = []
        for element in _content(container):
            if w(element) == "p":
                blocks += self._paragraph(element)
            elif w(element) == "tbl":
                blocks += [block for row in _content(element) if w(row) == "tr" for block in self._row(row)]
        if self._carried:
            blocks += self._written([self._carried], BlockKind.PARAGRAPH)
            self._carried = []
        return with_depths(blocks)

    def _row(self, row: _Element) -> list[Block]:
        if child(row, "trPr", "del") is not None:
            return []
        cells = []
        for cell in _content(row):
            if w(cell) != "tc" or child(cell, "tcPr", "cellDel") is not None:
                continue
            merged = child(cell, "tcPr", "vMerge")
            cells.append([] if merged is not None and value(merged) in {None, "continue"} else self.read(cell))
        return row_blocks(cells)

    def _paragraph(self, paragraph: _Element) -> list[Block]:
        style = self._styles.style_id(paragraph)
        carried, self._carried = self._carried, []
        boxes, self._boxes = self._boxes, []
        runs = [*carried, *self._runs(paragraph, style)]
        boxes, self._boxes = self._boxes, boxes
        if _goes_on(paragraph):
            self._carried = runs
            blocks = []
        else:
            blocks = self._blocks(paragraph, style, runs)
        return blocks + [block for box in boxes for block in self.read(box)]

    def _blocks(self, paragraph: _Element, style: str, runs: list[Run]) -> list[Block]:
        if not any(run.text.strip() for run in runs):
            return []
        if self._styles.is_contents_entry(style):
            return self._contents_entry(runs)
        level = outline_level(paragraph) or self._styles.heading_level(style)
        label, column = self._label(paragraph, style)
        if level is not None:
            numbered = [Run(f"{label} "), *runs] if label and label != "•" else runs
            return self._written(heading_lines(numbered), BlockKind.HEADING, level)
        if label:
            first, *others = lines_of(runs, separate=False)
            return [*self._written([first], BlockKind.LIST_ITEM, column, label), *self._written(others, BlockKind.PARAGRAPH)]
        own = indent_of(child(paragraph, "pPr", "ind"))
        indent = (self._styles.indent(style) if own is None else own) or 0
        return self._written(lines_of(runs), BlockKind.PARAGRAPH, max(0, indent))

    def _written(self, lines: list[list[Run]], kind: BlockKind, level: int = 0, marker: str = "") -> list[Block]:
        return [block for line in lines if (block := write_block(self._writer, line, kind, level, marker))]

    def _contents_entry(self, runs: list[Run]) -> list[Block]:
        """A line of a contents list: a row of its title and its page."""
        tabs = [at for at, run in enumerate(runs) if run is _TAB]
        cut = tabs[-1] if tabs and _PAGE.fullmatch("".join(run.text for run in runs[tabs[-1] + 1 :])) else len(runs)
        return row_blocks([self._written([cell], BlockKind.HEADING) for cell in (runs[:cut], runs[cut:])])

    def _label(self, paragraph: _Element, style: str) -> tuple[str, int]:
        """What is printed before an item of a list, "" for other paragraphs; and how far the item is set in."""
        said = child(paragraph, "pPr", "numPr")
        numbering = said if said is not None else self._styles.numbering(style)
        number_id = value(child(numbering, "numId")) or value(child(self._styles.numbering(style), "numId"))
        if numbering is None or number_id is None or number_id == "0":
            return "", 0
        said_level = value(child(numbering, "ilvl"))
        level = int(said_level) if said_level and said_level.isdigit() else self._lists.style_levels.get((number_id, style), 0)
        found = self._lists.level(number_id, level)
        if found is None:
            return "", 0
        own = indent_of(child(paragraph, "pPr", "ind"))
        indents = [own, found.indent, self._styles.indent(style), (level + 1) * _STEP]
        return self._lists.next_label(number_id, level), next(indent for indent in indents if indent is not None) + level

    def _runs(self, container: _Element, style: str) -> Iterator[Run]:
        for element in _content(container):
            if w(element) == "r":
                yield from self._run(element, style)
            elif QName(element).localname == "oMath":
                yield Run("".join(map(str, element.itertext())))

    def _run(self, run: _Element, style: str) -> Iterator[Run]:
        properties = child(run, "rPr")
        character_style = value(child(properties, "rStyle"))

        def has(toggle: str) -> bool:
            own = child(properties, toggle)
            if own is not None:
                return is_on(own)
            if self._styles.says(character_style, toggle):
                return self._styles.has(character_style, toggle)
            return self._styles.has(style, toggle) and (toggle == "vanish" or self._styles.heading_level(style) is None)

        if has("vanish"):
            return
        said = value(child(properties, "sz")) or self._styles.size(character_style) or self._styles.size(style)
        looks = has("b"), has("i"), int(said) / 2 if said and said.isdigit() else 0.0
        for element in _unwrapped(run):
            match w(element):
                case "fldChar":
                    self._field(value(element, "fldCharType") or "")
                case "t" if not any(self._fields):
                    yield Run(element.text or "", *looks)
                case "tab" | "ptab" if not any(self._fields):
                    yield _TAB
                case "br" | "cr" if not any(self._fields):
                    yield BREAK
                case "noBreakHyphen":
                    yield Run("-", *looks)
                case "softHyphen":
                    yield Run("\u00ad", *looks)
                case "sym":
                    code = value(element, "char") or ""
                    yield Run(sign(int(code, 16)) if re.fullmatch(r"[0-9A-Fa-f]{1,5}", code) else "", *looks)
                case "drawing" | "pict" | "object":
                    self._boxes += _text_boxes(element)

    def _field(self, part: str) -> None:
        if part == "begin":
            self._fields.append(True)
        elif part == "separate" and self._fields:
            self._fields[-1] = False
        elif part == "end" and self._fields:
            self._fields.pop()


def _content(container: _Element) -> Iterator[_Element]:
    """The children of an element, those of transparent elements in their place; a prompt of a form is no content."""
    for element in _unwrapped(container):
        if w(element) in _TRANSPARENT:
            yield from _content(element)
        elif w(element) == "sdt":
            shown = child(element, "sdtContent")
            prompt = child(element, "sdtPr", "showingPlcHdr")
            if shown is not None and not (prompt is not None and is_on(prompt)):
                yield from _content(shown)
        elif isinstance(element.tag, str):
            yield element


def _unwrapped(container: _Element) -> Iterator[_Element]:
    """The children of an element; of two versions of one thing for newer and older programs, the newer."""
    for element in container:
        if isinstance(element.tag, str) and QName(element).localname == "AlternateContent":
            versions = [version for version in element if len(version)]
            yield from itertools.chain.from_iterable(versions[:1])
        else:
            yield element


def _text_boxes(drawing: _Element) -> list[_Element]:
    """The outermost text boxes of a drawing, each once."""
    found: list[_Element] = []
    for element in _unwrapped(drawing):
        if w(element) == "txbxContent":
            found.append(element)
        else:
            found += _text_boxes(element)
    return found


def _goes_on(paragraph: _Element) -> bool:
    if child(paragraph, "pPr", "rPr", "del") is not None:
        return True
    frame = child(paragraph, "pPr", "framePr")
    return frame is not None and value(frame, "dropCap") in {"drop", "margin"}
