"""Pages that are images."""

import shutil
import subprocess
from pathlib import Path

import pytest
from reportlab.lib.pagesizes import A4
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from pipeline.errors import ScannedDocumentError
from pipeline.load import load
from pipeline.load.guard import Tick, guarded
from pipeline.load.pdf.model import PageChars
from pipeline.load.pdf.ocr import Recogniser, find_recogniser
from pipeline.load.pdf.open import PdfFile
from tests.load.pdf_samples import LINES, drawn_pdf, image_of, scan


def _reads_french() -> bool:
    program = shutil.which("tesseract")
    listed = subprocess.run([program, "--list-langs"], capture_output=True, text=True, check=False).stdout if program else ""
    return "fra" in listed.split()


needs_tesseract = pytest.mark.skipif(not _reads_french(), reason="tesseract is not installed with its French data")


def text_of(page: PageChars) -> str:
    return "".join(char.text for char in page.chars)


def printed(canvas: Canvas) -> None:
    canvas.drawString(60, 700, "Une page imprimée, et non numérisée.")


def stamped_scan(canvas: Canvas) -> None:
    scan(LINES)(canvas)
    canvas.setFillColorRGB(0.6, 0, 0)
    canvas.drawString(60, 20, "Reçu le 3 mai 2021 par le greffe")


def recognised_by_another(canvas: Canvas) -> None:
    """A scan under which another program has put its text, invisible."""
    scan(LINES)(canvas)
    text = canvas.beginText(60, 700)
    text.setTextRenderMode(3)
    for line in LINES:
        text.textLine(line)
    canvas.drawText(text)


def cover(canvas: Canvas) -> None:
    """A photograph over the whole page with a title."""
    canvas.drawImage(ImageReader(image_of(())), 0, 0, *A4)
    canvas.setFont("Helvetica-Bold", 40)
    canvas.drawString(60, 500, "Le recueil des vallées")


@needs_tesseract
def test_a_scan_is_recognised_where_its_words_stand(tmp_path):
    with PdfFile(drawn_pdf(tmp_path / "scan.pdf", scan(LINES)), recogniser=find_recogniser()) as pdf:
        (page,) = pdf
    assert all(char.ocr for char in page.chars)
    text = text_of(page)
    assert "laverie" in text
    assert "douze personnes" in text
    assert "réussite" in text  # needs the French data
    # The base of the first line stands 90 points below the top.
    first = page.chars[0]
    assert first.text == "L"
    assert first.x0 == pytest.approx(60, abs=3)
    assert 74 < first.top < 82
    assert 88 < first.bottom < 96
    assert 10 < first.size < 18
    (note,) = pdf.notes
    assert (note.code, note.page) == ("page_read_by_ocr", 1)
    assert page.ocr_confidence is not None
    assert 0.7 < page.ocr_confidence <= 1
    assert f"{page.ocr_confidence:.0%}" in note.message


@needs_tesseract
def test_a_stamp_does_not_hide_a_scan_and_a_title_on_a_photograph_stays(tmp_path):
    with PdfFile(drawn_pdf(tmp_path / "mixte.pdf", stamped_scan, cover, printed), recogniser=find_recogniser()) as pdf:
        stamped, title, text = pdf
    assert "douze personnes" in text_of(stamped)
    assert (text_of(title), text_of(text)) == ("Le recueil des vallées", "Une page imprimée, et non numérisée.")
    assert [(note.code, note.page) for note in pdf.notes] == [("page_read_by_ocr", 1)]


def test_text_that_another_program_recognised_is_text(tmp_path):
    with PdfFile(drawn_pdf(tmp_path / "reconnu.pdf", recognised_by_another)) as pdf:
        (page,) = pdf
    assert text_of(page).startswith(LINES[0])
    assert pdf.notes == []


def test_without_recognition_scans_among_other_pages_are_noted(tmp_path):
    with PdfFile(drawn_pdf(tmp_path / "mixte.pdf", printed, scan(LINES))) as pdf:
        assert [page.number for page in pdf] == [1, 2]
    assert [(note.code, note.page) for note in pdf.notes] == [("page_without_text", 2)]


def test_without_recognition_a_document_of_scans_says_what_to_install(tmp_path):
    path = drawn_pdf(tmp_path / "scan.pdf", scan(LINES), scan(LINES))
    with PdfFile(path) as pdf, pytest.raises(ScannedDocumentError) as scanned:
        list(pdf)
    assert scanned.value.pages == (1, 2)
    assert str(scanned.value).startswith("scan.pdf: pages 1-2 without text (a scan); install Tesseract with its French data")
    assert "\n" not in str(scanned.value)


def test_a_program_that_hangs_is_given_up_after_two_pages(tmp_path):
    slow = tmp_path / "lent"
    slow.write_text("#!/bin/sh\nexec sleep 30\n")
    slow.chmod(0o755)
    recogniser = Recogniser(str(slow), None, timeout=0.2)
    path = drawn_pdf(tmp_path / "scan.pdf", *[scan(LINES)] * 4)
    with PdfFile(path, recogniser=recogniser) as pdf, pytest.raises(ScannedDocumentError, match="scan it anew"):
        list(pdf)
    assert 0.4 <= recogniser.seconds < 2
    assert [note.page for note in pdf.notes] == [1, 2, 3, 4]


def read_scans(path: Path, tick: Tick) -> list[str]:
    with PdfFile(path, tick, find_recogniser()) as pdf:
        return [text_of(page) for page in pdf]


@needs_tesseract
def test_scans_are_recognised_in_the_guarded_process_too(tmp_path):
    (text,) = guarded(read_scans, drawn_pdf(tmp_path / "scan.pdf", scan(LINES)))
    assert "salon de lecture" in text


@needs_tesseract
def test_evidence_in_a_scan_has_its_place_and_is_less_sure(tmp_path):
    document = load(drawn_pdf(tmp_path / "scan.pdf", printed, scan(LINES)))
    block = next(block for block in document.blocks if "laverie" in block.text.text)
    evidence = document.evidence(block.text[:10], "essai")
    assert evidence.page == 2
    assert evidence.bbox is not None
    assert 0.5 < evidence.confidence < 1
    assert document.evidence(document.blocks[0].text, "essai").confidence == 1
    assert document.page_count == 2
