"""PDF files that tests make: pages of text, scans, damaged files."""

import io
from collections.abc import Callable, Iterable, Sequence
from contextlib import closing
from pathlib import Path

import pypdfium2 as pdfium
from PIL import Image
from reportlab.lib.pagesizes import A4
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

#: An invented text, as a page of a report would print it.
LINES = (
    "La laverie des trois ponts",
    "Depuis 2019, une laverie ouvre ses portes aux habitants du quartier.",
    "Elle emploie douze personnes et lave quarante tonnes de linge par an.",
    "Une ancienne gare accueille les machines et un salon de lecture.",
    "Le maire de la commune salue une réussite pour toute la vallée.",
)


def text_pdf(path: Path, pages: Iterable[Sequence[str]], user: str | None = None, owner: str | None = None) -> Path:
    """A PDF of pages of lines, 20 points apart from 72 points below the top, 60 from the left, with a user and an owner password."""
    encryption = StandardEncryption(user or "", owner) if user or owner else None
    canvas = Canvas(str(path), pagesize=A4, encrypt=encryption)
    for lines in pages:
        canvas.setFont("Helvetica", 12)
        for i, line in enumerate(lines):
            canvas.drawString(60, A4[1] - 72 - 20 * i, line)
        canvas.showPage()
    canvas.save()
    return path


def drawn_pdf(path: Path, *drawings: Callable[[Canvas], None]) -> Path:
    """A PDF of one A4 page for each drawing."""
    canvas = Canvas(str(path), pagesize=A4)
    for draw in drawings:
        draw(canvas)
        canvas.showPage()
    canvas.save()
    return path


def image_of(lines: Sequence[str]) -> Image.Image:
    """An A4 page at 150 dpi as a scanner sees it: lines of 14 points, on a grey that is not quite white."""
    page = io.BytesIO()
    canvas = Canvas(page, pagesize=A4)
    canvas.setFillGray(0.95)
    canvas.rect(0, 0, *A4, stroke=0, fill=1)
    canvas.setFillGray(0.1)
    canvas.setFont("Helvetica", 14)
    for i, line in enumerate(lines):
        canvas.drawString(60, A4[1] - 90 - 34 * i, line)
    canvas.save()
    with closing(pdfium.PdfDocument(page.getvalue())) as document:
        return document[0].render(scale=150 / 72, grayscale=True).to_pil().copy()


def scan(lines: Sequence[str]) -> Callable[[Canvas], None]:
    """A page that is nothing but an image of lines."""

    def draw(canvas: Canvas) -> None:
        canvas.drawImage(ImageReader(image_of(lines)), 0, 0, *A4)

    return draw


def raw_pdf(objects: Sequence[bytes], trailer: bytes = b"<< /Root 1 0 R >>") -> bytes:
    """A PDF file of numbered objects with a correct table of their places."""
    out = io.BytesIO(b"%PDF-1.4\n")
    out.seek(0, io.SEEK_END)
    places = []
    for number, body in enumerate(objects, 1):
        places.append(out.tell())
        out.write(b"%d 0 obj\n%s\nendobj\n" % (number, body))
    table = out.tell()
    out.write(b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1))
    out.writelines(b"%010d 00000 n \n" % place for place in places)
    out.write(b"trailer\n%s\nstartxref\n%d\n%%%%EOF\n" % (trailer, table))
    return out.getvalue()


def stream(content: bytes, entries: bytes = b"") -> bytes:
    """A stream object."""
    return b"<< /Length %d %s >>\nstream\n%s\nendstream" % (len(content), entries, content)
