"""What all PDF layouts share: type, running headers and folios, the contents list, cover and foreword."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from io import BytesIO
from xml.sax.saxutils import escape

from reportlab.lib.colors import Color, HexColor, grey, white
from reportlab.lib.enums import TA_JUSTIFY, TA_LEFT
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import BaseDocTemplate, Flowable, Frame, PageBreak, PageTemplate
from reportlab.platypus import Paragraph as Lines
from reportlab.platypus.tableofcontents import TableOfContents

from tests.typeset.hyphens import soften
from tests.typeset.model import Chapter, Fiche, Ink, Paragraph, Recueil, Section, Slot

#: Bold of each of the standard fonts in use, which no reader needs embedded.
_BOLD = {"Helvetica": "Helvetica-Bold", "Times-Roman": "Times-Bold"}
_ITALIC = {"Helvetica": "Helvetica-Oblique", "Times-Roman": "Times-Italic"}


@dataclass(frozen=True)
class Look:
    """How a layout looks: page size, margin and sizes in points, fonts, the colour of its headings.

    `first_folio` is the number printed on the first page. `outside` puts running header and folio at the outer edge.
    """

    page: tuple[float, float]
    accent: Color
    body_font: str = "Times-Roman"
    head_font: str = "Helvetica"
    size: float = 10
    title_size: float = 15
    margin: float = 18 * mm
    justified: bool = True
    first_folio: int = 1
    outside: bool = False
    folio: str = "{}"
    running_mark: str = ""

    @property
    def width(self) -> float:
        """Width between the margins, in points."""
        return self.page[0] - 2 * self.margin

    @property
    def height(self) -> float:
        """Height between the margins, in points."""
        return self.page[1] - 2 * self.margin

    def frame(self, x: float = 0, width: float | None = None, top: float = 0, height: float | None = None, name: str = "text") -> Frame:
        """A frame inside the margins, `x` from the left and `top` from the upper edge, without padding."""
        height = self.height - top if height is None else height
        width = self.width - x if width is None else width
        return Frame(self.margin + x, self.page[1] - self.margin - top - height, width, height, 0, 0, 0, 0, id=name)

    def columns(self, count: int, gap: float, width: float | None = None) -> list[Frame]:
        """Frames of equal width side by side."""
        wide = ((width or self.width) - gap * (count - 1)) / count
        return [self.frame(i * (wide + gap), wide, name=f"column{i}") for i in range(count)]


class _Mark(Flowable):
    """Takes no room; calls back when the page it falls on is known."""

    def __init__(self, act: Callable[["_Mark"], None]) -> None:
        super().__init__()
        self._act = act
        self.keepWithNext = 1

    def wrap(self, _width: float, _height: float) -> tuple[float, float]:
        return 0, 0

    def draw(self) -> None:
        self._act(self)


class Press:
    """Typesets one publication in one look."""

    def __init__(self, recueil: Recueil, look: Look) -> None:
        self.recueil = recueil
        self.look = look
        self._chapter = ""
        base = ParagraphStyle(
            "body",
            fontName=look.body_font,
            fontSize=look.size,
            leading=look.size * 1.25,
            spaceAfter=look.size * 0.4,
            alignment=TA_JUSTIFY if look.justified else TA_LEFT,
            embeddedHyphenation=2,
            splitLongWords=0,
        )
        bold, italic = _BOLD[look.head_font], _ITALIC[look.head_font]

        def head(name: str, size: float, font: str = bold, **more: object) -> ParagraphStyle:
            settings = {"textColor": look.accent, "keepWithNext": 1, "splitLongWords": 0, **more}
            return ParagraphStyle(name, fontName=font, fontSize=size, leading=size * 1.2, **settings)

        self.styles: Mapping[str, ParagraphStyle] = {
            "body": base,
            "item": ParagraphStyle("item", parent=base, leftIndent=11, bulletIndent=2),
            "cover": head("cover", 26, spaceBefore=160, spaceAfter=12),
            "subtitle": head("subtitle", 14, look.head_font),
            "chapter": head("chapter", 18, spaceAfter=14),
            "running": head("running", 8.5, italic, textColor=grey, spaceBefore=10, spaceAfter=3),
            "title": head("title", look.title_size, spaceAfter=6),
            "title on colour": head("title on colour", look.title_size, textColor=white),
            "heading": head("heading", look.size * 0.95, spaceBefore=5, spaceAfter=3),
            "label": head("label", look.size * 0.8),
            "slot": ParagraphStyle("slot", fontName=look.head_font, fontSize=look.size * 0.9, leading=look.size * 1.12),
            "contents0": head("contents0", 10, spaceBefore=6, keepWithNext=0),
            "contents1": head("contents1", 9.5, italic, leftIndent=8, textColor=grey, keepWithNext=0),
            "contents2": ParagraphStyle("contents2", fontName=look.body_font, fontSize=10, leading=12.5, leftIndent=18),
        }

    def line(self, text: str, style: str) -> Lines:
        """A line of display type: never hyphenated."""
        return Lines(escape(text), self.styles[style])

    def text(self, paragraph: Paragraph) -> Lines:
        """A paragraph or list item of running text, hyphenated."""
        marked = "".join(_inked(_softened(text), ink) for text, ink in paragraph.runs())
        if paragraph.bullet:
            return Lines(marked, self.styles["item"], bulletText="•")
        return Lines(marked, self.styles["body"])

    def section(self, section: Section) -> list[Flowable]:
        """Heading and text of a section."""
        return [self.line(section.heading, "heading"), *map(self.text, section.paragraphs)]

    def sections(self, fiche: Fiche) -> list[Flowable]:
        """All sections of a fiche."""
        return [flow for section in fiche.sections for flow in self.section(section)]

    def labelled(self, fiche: Fiche, labels: Mapping[Slot, str]) -> list[tuple[Lines, Lines]]:
        """Label and value of each slot of the header."""
        return [(self.line(labels[slot], "label"), self.line(printed, "slot")) for slot, printed in fiche.header.slots]

    def announced(self, level: int, text: str) -> Flowable:
        """A mark that puts a line into the contents list."""

        def act(mark: _Mark) -> None:
            folio = mark.canv.getPageNumber() + self.look.first_folio - 1
            mark._doctemplateAttr("notify")("TOCEntry", (level, escape(text), folio))

        return _Mark(act)

    def opening(self, chapter: Chapter) -> list[Flowable]:
        """The heading of a chapter, announced, and kept for the running header."""
        named = f"Chapitre {chapter.number} - {chapter.name}"

        def act(_mark: _Mark) -> None:
            self._chapter = named

        return [
            _Mark(act),
            self.announced(0, f"Chapitre {chapter.number} {chapter.name}"),
            self.line(f"Chapitre {chapter.number}", "chapter"),
            self.line(chapter.name, "chapter"),
        ]

    def announcements(self, chapter: Chapter) -> dict[str, list[Flowable]]:
        """The contents marks of each fiche by title: its running section where it opens, then its title."""
        marks: dict[str, list[Flowable]] = {}
        before = ""
        for fiche in chapter.fiches:
            opens = [self.announced(1, f"» {fiche.running}")] if fiche.running != before else []
            marks[fiche.title] = [*opens, self.announced(2, fiche.title)]
            before = fiche.running
        return marks

    def heading(self, fiche: Fiche) -> list[Flowable]:
        """Running section and title."""
        return [self.running(fiche), self.line(fiche.title, "title")]

    def running(self, fiche: Fiche) -> Lines:
        """The running section above a title."""
        return self.line(f"{self.look.running_mark}{fiche.running}", "running")

    def briefs(self, chapter: Chapter) -> list[Flowable]:
        """The short actions of a chapter, department by department."""
        if not chapter.briefs:
            return []
        flows: list[Flowable] = [self.announced(1, "» Autres démarches"), self.line(f"{self.look.running_mark}Autres démarches", "title")]
        place = ""
        for brief in chapter.briefs:
            if brief.department_line != place:
                flows.append(self.line(place := brief.department_line, "heading"))
            flows.append(self.text(brief.paragraph))
        return flows

    def front(self) -> list[Flowable]:
        """Cover, contents list with dotted leaders, foreword."""
        contents = TableOfContents(dotsMinLevel=0)
        contents.levelStyles = [self.styles[f"contents{level}"] for level in range(3)]
        cover = [self.line(self.recueil.title, "cover"), self.line(self.recueil.subtitle, "subtitle")]
        foreword = [self.line("Avant-propos", "chapter"), *map(self.text, self.recueil.foreword)]
        return [*cover, PageBreak(), self.line("Sommaire", "chapter"), contents, PageBreak(), *foreword]

    def pull(self, story: Sequence[Flowable], pages: Mapping[str, Iterable[Frame]]) -> bytes:
        """The PDF: the same bytes for the same publication."""
        out = BytesIO()
        document = BaseDocTemplate(
            out, pagesize=self.look.page, title=self.recueil.title, author=self.recueil.publisher, lang="fr-FR", invariant=1
        )
        document.addPageTemplates([PageTemplate(name, list(frames), onPageEnd=self._furniture) for name, frames in pages.items()])
        document.multiBuild(list(story))
        return out.getvalue()

    def _furniture(self, canvas: Canvas, _document: BaseDocTemplate) -> None:
        page = canvas.getPageNumber()
        if page == 1:
            self._chapter = ""
            return
        look = self.look
        left, right = look.margin, look.page[0] - look.margin
        folio = look.folio.format(page + look.first_folio - 1)
        top, bottom = look.page[1] - look.margin * 0.6, look.margin * 0.5
        canvas.setFillColor(look.accent)
        canvas.setFont(look.head_font, 8)
        canvas.drawString(left, top, self.recueil.title)
        canvas.drawRightString(right, top, self._chapter or self.recueil.publisher)
        canvas.setFont(_BOLD[look.head_font], 9)
        if not look.outside:
            canvas.drawCentredString((left + right) / 2, bottom, folio)
        elif (page + look.first_folio) % 2:
            canvas.drawString(left, bottom, folio)
        else:
            canvas.drawRightString(right, bottom, folio)


def colour(code: str) -> Color:
    """A colour by its hexadecimal code."""
    return HexColor(code)


def _softened(text: str) -> str:
    """With soft hyphens but in the last word: after it reportlab loses the blank before a change of font."""
    last = re.search(r"\S*\s*$", text)
    at = last.start() if last else len(text)
    return soften(text[:at]) + text[at:]


def _inked(text: str, ink: Ink) -> str:
    match ink:
        case Ink.BOLD:
            return f"<b>{escape(text)}</b>"
        case Ink.SUPERSCRIPT:
            return f'<super rise="3" size="6">{escape(text)}</super>'
        case _:
            return escape(text)
