"""Accuracy held on the real documents in every format, and the boxes of their evidence held against the pages."""

import re
import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from operator import itemgetter
from pathlib import Path

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c
import pytest

from pipeline.evaluate.gold import read_gold
from pipeline.evaluate.scores import Report, evaluate
from pipeline.load.guard import Tick, guarded
from pipeline.rulebook import Rulebook
from pipeline.run import Pipeline, input_files
from schemas.dataset import Dataset
from schemas.enums import FieldName
from schemas.evidence import Evidence, PageBox, SourceRange
from tests.support import evidences

#: F1 that each field must reach in every format.
BARS = {
    "fiche": 0.98, "departments": 0.97, "contact_phone": 0.97, "contact_email": 0.97, "contact_name": 0.97,
    "period": 0.95, "status": 0.95, "carriers": 0.95, "figures": 0.92,
}  # fmt: skip

PDF = ("banded", "columns")
FORMATS = (*PDF, "html", "docx")

#: The share of evidence whose boxes hold its words and no others.
BOXED = 0.99


@dataclass(frozen=True)
class PrintedPage:
    """The characters of a page with the place of their centre, from top to bottom; its letters as they are drawn.

    `folio` is the number that is all that the lowest row of the page holds.
    """

    middles: Sequence[float]
    chars: Sequence[tuple[float, float, str]]
    drawn: str
    folio: int | None

    def inside(self, box: PageBox) -> str:
        """The characters whose centre lies in a box, from left to right."""
        x0, top, x1, bottom = box.bbox
        row = self.chars[bisect_left(self.middles, top) : bisect_right(self.middles, bottom)]
        # the letters of a ligature share their centre
        return "".join(text for _, _, text in sorted((char for char in row if x0 <= char[0] <= x1), key=itemgetter(0)))


@dataclass(frozen=True)
class Read:
    """What the pipeline made of a folder, and the pages of its PDFs by document."""

    dataset: Dataset
    pages: Mapping[str, Sequence[PrintedPage]]


def printed_pages(path: Path, tick: Tick) -> list[PrintedPage]:
    """The pages as PDFium sees them, without any part of the project's reader."""
    pages = []
    for number, page in enumerate(pdfium.PdfDocument(path), 1):
        placed = list(placed_chars(page))
        drawn = letters("".join(text for _, _, text in placed))
        placed.sort(key=lambda char: char[1])
        pages.append(PrintedPage([y for _, y, _ in placed], placed, drawn, folio_of(placed)))
        tick(number)
    return pages


def placed_chars(page: pdfium.PdfPage) -> Iterator[tuple[float, float, str]]:
    """The centre of each character from the top left corner of the page, in points, in the order they are drawn in."""
    text, box = page.get_textpage(), pdfium_c.FS_RECTF()
    height = page.get_height()
    for i in range(text.count_chars()):
        char = chr(pdfium_c.FPDFText_GetUnicode(text, i))
        if char.isspace() or pdfium_c.FPDFText_IsGenerated(text, i) == 1:
            continue
        pdfium_c.FPDFText_GetLooseCharBox(text, i, box)
        yield (box.left + box.right) / 2, height - (box.top + box.bottom) / 2, char


@pytest.fixture(scope="module")
def read(shared: Path, rulebook: Rulebook) -> Mapping[str, Read]:
    """Every folder, read once; PDFs are read in processes of their own, so two threads keep two cores busy."""
    folder = shared / "renditions"
    assert all((folder / name).is_dir() for name in FORMATS)
    with ThreadPoolExecutor(2) as executor:
        datasets = {
            name: executor.submit(lambda name: Pipeline(rulebook, ner=False).run(input_files([folder / name])), name) for name in FORMATS
        }
        pages = {(name, pdf.stem): executor.submit(guarded, printed_pages, pdf) for name in PDF for pdf in (folder / name).glob("*.pdf")}
        return {
            name: Read(dataset.result(), {stem: found.result() for (of, stem), found in pages.items() if of == name})
            for name, dataset in datasets.items()
        }


@pytest.fixture(scope="module")
def scores(shared: Path, read: Mapping[str, Read]) -> Mapping[str, Report]:
    golds = [read_gold(path) for path in sorted((shared / "gold").glob("*.jsonl"))]
    assert golds
    return {name: evaluate(of.dataset, golds) for name, of in read.items()}


@pytest.mark.parametrize("name", FORMATS)
def test_every_format_reaches_every_bar(name: str, scores: Mapping[str, Report]) -> None:
    tallies = scores[name].tallies
    assert sum(tally.support for tally in tallies.values()) > 1000
    reached = {field: tallies[FieldName(field)].f1 for field in BARS}
    assert [f"{field} {reached[field]:.3f} < {bar}" for field, bar in BARS.items() if reached[field] < bar] == []


@pytest.mark.parametrize("name", FORMATS)
def test_every_document_is_read_whatever_the_format(name: str, shared: Path, read: Mapping[str, Read]) -> None:
    dataset = read[name].dataset
    assert dataset.failures == ()
    assert {document.id for document in dataset.documents} == {path.stem for path in (shared / "corpus").glob("*.txt")}
    assert {document.id for document in dataset.documents} == {fiche.document for fiche in dataset.fiches}


@pytest.mark.parametrize("name", PDF)
def test_the_boxes_of_evidence_hold_its_words(name: str, read: Mapping[str, Read]) -> None:
    placed = wrong = 0
    examples = []
    for document, evidence in evidence_of(read[name].dataset):
        if evidence.page is None or evidence.bbox is None:
            wrong += 1
            continue
        boxes = evidence.boxes or (PageBox(page=evidence.page, bbox=evidence.bbox),)
        found = "".join(read[name].pages[document][box.page - 1].inside(box) for box in boxes)
        placed += 1
        if letters(found) != letters(evidence.text):
            wrong += 1
            examples.append((document, evidence.page, evidence.text, found))
    share = 1 - wrong / (placed or 1)
    print(f"{name}: the boxes of {share:.2%} of {placed} pieces of evidence hold their words and no others")
    assert placed > 1000
    assert share >= BOXED, examples[:10]


@pytest.mark.parametrize("name", PDF)
def test_pages_take_the_place_of_lines(name: str, read: Mapping[str, Read]) -> None:
    ranges = [fiche.source for fiche in read[name].dataset.fiches]
    assert ranges
    assert [place for place in ranges if place.line_start or place.line_end or not in_order(place)] == []
    assert [evidence for _, evidence in evidence_of(read[name].dataset) if evidence.line is not None] == []
    counts = {document.id: (document.source.pages, document.source.lines) for document in read[name].dataset.documents}
    assert counts == {document: (len(pages), None) for document, pages in read[name].pages.items()}


@pytest.mark.parametrize("name", PDF)
def test_fiches_start_on_the_page_that_shows_their_title(name: str, read: Mapping[str, Read]) -> None:
    for fiche in read[name].dataset.fiches:
        page = read[name].pages[fiche.document][(fiche.source.page_start or 0) - 1]
        assert letters(fiche.title) in page.drawn


@pytest.mark.parametrize("name", PDF)
def test_printed_pages_are_those_at_the_foot_of_the_page(name: str, read: Mapping[str, Read]) -> None:
    found, printed = [], []
    for fiche in read[name].dataset.fiches:
        pages = read[name].pages[fiche.document]
        if sum(page.folio is not None for page in pages) > 1:  # a single number at the foot of a page may be anything
            found.append((fiche.id, fiche.source.printed_page))
            printed.append((fiche.id, pages[(fiche.source.page_start or 0) - 1].folio))
    assert len(found) > 150
    assert found == printed


@pytest.mark.parametrize("name", ["html", "docx"])
def test_formats_without_pages_have_none(name: str, read: Mapping[str, Read]) -> None:
    places = [fiche.source for fiche in read[name].dataset.fiches]
    assert {(place.line_start, place.page_start) for place in places} == {(None, None)}
    assert {(evidence.line, evidence.page, evidence.bbox) for _, evidence in evidence_of(read[name].dataset)} == {(None, None, None)}


def evidence_of(dataset: Dataset) -> Iterator[tuple[str, Evidence]]:
    """Every piece of evidence of a dataset, with its document."""
    for document in dataset.documents:
        yield from ((document.id, evidence) for evidence in evidences(document))
    for fiche in dataset.fiches:
        yield from ((fiche.document, evidence) for evidence in evidences(fiche))


def folio_of(chars: Sequence[tuple[float, float, str]]) -> int | None:
    row = "".join(text for _, _, text in sorted(char for char in chars if char[1] > chars[-1][1] - 4))
    return int(row) if re.fullmatch(r"\d{1,3}", row) else None


def in_order(place: SourceRange) -> bool:
    return place.page_start is not None and place.page_end is not None and place.page_start <= place.page_end


def letters(text: str) -> str:
    """The letters and digits, ligatures taken apart, case kept."""
    return "".join(char for char in unicodedata.normalize("NFKC", text) if char.isalnum())
