"""Both readers say the same of a page: characters, rules, fills and images where a viewer shows them."""

from contextlib import closing
from pathlib import Path

import pytest
from reportlab.lib.pagesizes import A4
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from pipeline.load.pdf.model import PageChars
from pipeline.load.pdf.pdfium import PdfiumReader
from pipeline.load.pdf.plumber import PlumberReader, TooMuchDrawnError
from tests.load.pdf_samples import drawn_pdf, image_of, raw_pdf, stream


def first_page(reader: type[PlumberReader] | type[PdfiumReader], path: Path) -> PageChars:
    with closing(reader(path)) as opened:
        return opened.page(1)


readers = pytest.mark.parametrize("reader", [PlumberReader, PdfiumReader])


def boxed(canvas: Canvas) -> None:
    """A white background, a blue box, an outline with round corners, a rule, a map, an image, three styles."""
    canvas.setFillColorRGB(1, 1, 1)
    canvas.rect(0, 0, *A4, stroke=0, fill=1)
    canvas.setFillColorRGB(0.8, 0.9, 1)
    canvas.rect(100, 600, 200, 50, stroke=0, fill=1)
    canvas.roundRect(100, 500, 200, 50, 8, stroke=1, fill=0)
    canvas.line(50, 450, 500, 450)
    path = canvas.beginPath()
    path.moveTo(300, 300)
    for x, y in ((330, 340), (360, 310), (345, 280), (310, 270)):
        path.lineTo(x, y)
    path.close()
    canvas.drawPath(path, fill=1)
    canvas.drawImage(ImageReader(image_of(())), 50, 100, 100, 60)
    canvas.setFillColorRGB(0.5, 0, 0)
    for y, font in ((620, "Helvetica"), (520, "Helvetica-Bold"), (420, "Times-Italic")):
        canvas.setFont(font, 14)
        canvas.drawString(110, y, "Été")


@readers
def test_a_page_is_read_whole(reader, tmp_path):
    page = first_page(reader, drawn_pdf(tmp_path / "page.pdf", boxed))
    assert (page.width, page.height) == pytest.approx(A4, abs=0.01)
    assert [(c.text, c.bold, c.italic) for c in page.chars if c.text == "É"] == [
        ("É", False, False),
        ("É", True, False),
        ("É", False, True),
    ]
    first = page.chars[0]
    assert (first.x0, first.size) == pytest.approx((110, 14), abs=0.5)
    assert first.top < A4[1] - 620 < first.bottom + 1
    assert first.color == pytest.approx((0.5, 0, 0), abs=0.01)
    assert "".join(c.text for c in page.chars) == "Été" * 3
    plain, outline = page.fills
    assert (plain.x0, plain.top, plain.x1, plain.bottom) == pytest.approx((100, A4[1] - 650, 300, A4[1] - 600), abs=0.1)
    assert plain.color == pytest.approx((0.8, 0.9, 1), abs=0.01)
    assert (plain.stroked, outline.stroked, outline.color) == (False, True, None)
    (rule,) = page.rules
    assert (rule.x0, rule.top, rule.x1, rule.horizontal) == pytest.approx((50, A4[1] - 450, 500, True), abs=0.1)
    (image,) = page.images
    assert (image.x0, image.top, image.width, image.height) == pytest.approx((50, A4[1] - 160, 100, 60), abs=0.1)


def dingbats(canvas: Canvas) -> None:
    canvas.setFont("ZapfDingbats", 12)
    canvas.drawString(100, 600, "■●")
    canvas.setFont("Helvetica", 12)
    canvas.drawString(130, 600, "nl")


@readers
def test_letters_of_a_symbol_font_are_the_signs_it_draws(reader, tmp_path):
    page = first_page(reader, drawn_pdf(tmp_path / "page.pdf", dingbats))
    assert "".join(c.text for c in page.chars) == "■●nl"


@readers
@pytest.mark.parametrize(("rotation", "x", "y"), [(0, 40, 60), (90, 140, 40), (180, 260, 140), (270, 60, 260)])
def test_places_are_those_of_the_page_as_shown(reader, rotation, x, y, tmp_path):
    # A page shown through a window of 300 by 200 points at (100, 50); a word starts 40 right of and 140 above its corner.
    objects = (
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [-20 -30 700 800] /CropBox [100 50 400 250] /Rotate %d"
        b" /Resources << /Font << /F1 5 0 R >> >> /Contents 4 0 R >>" % rotation,
        stream(b"BT /F1 10 Tf 140 190 Td (Ici) Tj 0 -1000 Td (Hors cadre) Tj ET"),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    )
    path = tmp_path / "cadre.pdf"
    path.write_bytes(raw_pdf(objects))
    page = first_page(reader, path)
    assert (page.width, page.height) == ((200, 300) if rotation in {90, 270} else (300, 200))
    assert "".join(char.text for char in page.chars) == "Ici"
    first = page.chars[0]
    assert first.x0 - 3 <= x <= first.x1 + 3
    assert first.top - 3 <= y <= first.bottom + 3
    assert first.upright == (rotation == 0)


@readers
def test_a_word_printed_twice_to_look_bold_is_one_bold_word(reader, tmp_path):
    def double(canvas: Canvas) -> None:
        canvas.setFont("Helvetica", 12)
        for shift in (0, 0.4):
            canvas.drawString(60 + shift, 700, "Ville")
        canvas.drawString(60, 680, "Ville")

    page = first_page(reader, drawn_pdf(tmp_path / "double.pdf", double))
    assert "".join(char.text for char in page.chars) == "VilleVille"
    assert not any(char.bold for char in page.chars[5:])
    # PDFium itself leaves the copies out and does not tell.
    assert all(char.bold for char in page.chars[:5]) == (reader is PlumberReader)


def test_a_map_of_a_million_strokes_is_left_to_the_second_reader(tmp_path):
    def drawing(canvas: Canvas) -> None:
        canvas._code.extend(["100 100 m 200 200 l S"] * 50_000)
        canvas.drawString(60, 700, "La carte")

    path = drawn_pdf(tmp_path / "carte.pdf", drawing)
    with pytest.raises(TooMuchDrawnError):
        first_page(PlumberReader, path)
    assert "".join(char.text for char in first_page(PdfiumReader, path).chars) == "La carte"
