"""PDF: what is printed on the pages, in the order in which it is read."""

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from pipeline.document import Reading
from pipeline.load.guard import Tick
from pipeline.load.pdf import ocr
from pipeline.load.pdf.flows import with_rows_joined
from pipeline.load.pdf.furniture import PageLines, without_furniture
from pipeline.load.pdf.hyphens import Lexicon
from pipeline.load.pdf.lines import page_lines
from pipeline.load.pdf.model import PageChars
from pipeline.load.pdf.open import PdfFile
from pipeline.load.pdf.order import reading_order
from pipeline.load.pdf.paragraphs import BlockBuilder, with_levels, without_pulled_quotes
from pipeline.load.pdf.typography import Typography
from pipeline.pages import Pages


def read_pdf(path: Path, tick: Tick) -> Reading:
    """The reading of a file; `tick` is called after each page. Raises what PdfFile raises."""
    with PdfFile(path, tick, ocr.find_recogniser()) as file:
        reading = read_pages(file)
        pages = replace(reading.pages, count=file.count) if reading.pages else None
        return replace(reading, pages=pages, notes=tuple(file.notes))


def read_pages(pages: Iterable[PageChars]) -> Reading:
    """The reading of pages given one after the other; only their lines, rules and boxes are kept."""
    read: list[PageLines] = []
    drawn: dict[int, PageChars] = {}
    for page in pages:
        read.append(PageLines(page.number, page.height, tuple(page_lines(page))))
        drawn[page.number] = replace(page, chars=())
    usual = Typography.of(line for page in read for line in page.lines)
    kept, printed = without_furniture(read, usual.size)
    flows = with_rows_joined(
        flow
        for page, shapes in ((page, drawn[page.number]) for page in kept)
        for flow in reading_order(page.lines, shapes.fills, shapes.rules, usual.size, shapes.images)
    )
    builder = BlockBuilder(usual.with_pitch(flows), Lexicon(line.text for page in kept for line in page.lines))
    blocks = with_levels(without_pulled_quotes(builder.blocks(flows)))
    recognised = {number: page.ocr_confidence for number, page in drawn.items() if page.ocr_confidence is not None}
    return Reading("application/pdf", builder.source, blocks, pages=Pages(len(read), builder.printed, printed, recognised))
