"""The second reader: PDFium, the engine of Chromium. It opens what browsers open, and draws pages."""

import ctypes
from collections.abc import Iterator
from pathlib import Path

import pypdfium2 as pdfium
import pypdfium2.raw as c
from PIL import Image

from pipeline.errors import BrokenDocumentError, ProtectedDocumentError
from pipeline.load.pdf.canvas import UNKNOWN, Bounds, Canvas, Point
from pipeline.load.pdf.model import Color, PageChars

#: Paths of more segments are pictures, not boxes around text.
_LONGEST_PATH = 60
#: Forms inside forms are opened to this depth.
_DEPTH = 5
_POINTS_PER_INCH = 72
#: Largest side of a drawn page in pixels: A3 at 300 dpi fits.
_LARGEST_SIDE = 5000
#: Flags of a font descriptor.
_ITALIC_FLAG, _BOLD_FLAG = 1 << 6, 1 << 18
_BOLD_WEIGHT = 600


class PdfiumReader:
    """An open file.

    Raises ProtectedDocumentError where a password is needed, BrokenDocumentError where nothing can be opened; page
    functions raise pdfium.PdfiumError.
    """

    def __init__(self, path: Path) -> None:
        try:
            self._pdf = pdfium.PdfDocument(path)
        except pdfium.PdfiumError as error:
            if error.err_code in {c.FPDF_ERR_PASSWORD, c.FPDF_ERR_SECURITY}:
                raise ProtectedDocumentError(path) from error
            raise BrokenDocumentError(path, "is damaged, or not a PDF file at all") from error

    @property
    def count(self) -> int:
        """Number of pages."""
        return len(self._pdf)

    def page(self, number: int) -> PageChars:
        """What a page (1-based) draws; nothing of it is kept."""
        page = self._pdf[number - 1]
        try:
            rotation = page.get_rotation()
            canvas = Canvas(number, _shown(page), rotation)
            _draw_chars(page, rotation, canvas)
            _draw_shapes(page, canvas)
            return canvas.finished()
        finally:
            page.close()

    def has_hidden_text(self, number: int) -> bool:
        """Whether a page (1-based) bears invisible text, as programs put it under the image of a scan."""
        page = self._pdf[number - 1]
        try:
            texts = page.get_objects(filter=[c.FPDF_PAGEOBJ_TEXT], max_depth=_DEPTH)
            return any(c.FPDFTextObj_GetTextRenderMode(text) == c.FPDF_TEXTRENDERMODE_INVISIBLE for text in texts)
        finally:
            page.close()

    def size(self, number: int) -> tuple[float, float]:
        """Width and height of a page (1-based) as shown, in points."""
        width, height = self._pdf.get_page_size(number - 1)
        return float(width), float(height)

    def image(self, number: int, dpi: int = 300, *, grey: bool = True) -> Image.Image:
        """The page as a viewer shows it; a large one at less than `dpi`."""
        page = self._pdf[number - 1]
        try:
            scale = min(dpi / _POINTS_PER_INCH, _LARGEST_SIDE / max(page.get_width(), page.get_height(), 1))
            bitmap = page.render(scale=scale, grayscale=grey, rev_byteorder=not grey)
            drawn: Image.Image = bitmap.to_pil().copy()
            bitmap.close()
            return drawn
        finally:
            page.close()

    def close(self) -> None:
        """Let go of the file."""
        self._pdf.close()


def _shown(page: pdfium.PdfPage) -> Bounds:
    """The crop box within the media box."""
    media, crop = page.get_mediabox(), page.get_cropbox()
    shown = max(media[0], crop[0]), max(media[1], crop[1]), min(media[2], crop[2]), min(media[3], crop[3])
    return shown if shown[0] < shown[2] and shown[1] < shown[3] else media


def _draw_chars(page: pdfium.PdfPage, rotation: int, canvas: Canvas) -> None:
    text = page.get_textpage()
    try:
        matrix = c.FS_MATRIX()
        box = c.FS_RECTF()
        name = ctypes.create_string_buffer(256)
        flags = ctypes.c_int()
        x, y = ctypes.c_double(), ctypes.c_double()
        for i in range(text.count_chars()):
            if c.FPDFText_IsGenerated(text, i) == 1 or not c.FPDFText_GetLooseCharBox(text, i, box):
                continue
            c.FPDFText_GetMatrix(text, i, matrix)
            origin = (x.value, y.value) if c.FPDFText_GetCharOrigin(text, i, x, y) else None
            known = c.FPDFText_GetFontInfo(text, i, name, 256, flags)
            code = c.FPDFText_GetUnicode(text, i)
            canvas.char(
                UNKNOWN if c.FPDFText_HasUnicodeMapError(text, i) == 1 or not 0 < code < 0x110000 else chr(code),
                (box.left, box.bottom, box.right, box.top),
                c.FPDFText_GetFontSize(text, i) * (matrix.c**2 + matrix.d**2) ** 0.5,
                name.value.decode("utf-8", "replace") if known else "",
                origin=origin,
                bold=c.FPDFText_GetFontWeight(text, i) >= _BOLD_WEIGHT or bool(flags.value & _BOLD_FLAG),
                italic=bool(flags.value & _ITALIC_FLAG),
                color=_text_color(text, i),
                upright=_runs_right(matrix.a, matrix.b, rotation),
            )
    finally:
        text.close()


def _runs_right(a: float, b: float, rotation: int) -> bool:
    """Whether a writing direction in the plane is left to right on the page as shown."""
    for _ in range(rotation // 90):
        a, b = b, -a
    return a > 0 and abs(b) < a / 5


def _draw_shapes(page: pdfium.PdfPage, canvas: Canvas) -> None:
    for item in page.get_objects(filter=[c.FPDF_PAGEOBJ_PATH, c.FPDF_PAGEOBJ_IMAGE], max_depth=_DEPTH):
        matrix = item.get_matrix()
        outer = item.container
        while outer is not None:
            matrix = matrix.multiply(outer.get_matrix())
            outer = outer.container
        if item.type == c.FPDF_PAGEOBJ_IMAGE:
            corners = [matrix.on_point(x, y) for x in (0, 1) for y in (0, 1)]
            xs, ys = [x for x, _ in corners], [y for _, y in corners]
            canvas.image((min(xs), min(ys), max(xs), max(ys)))
        elif c.FPDFPath_CountSegments(item) <= _LONGEST_PATH:
            mode, stroke = ctypes.c_int(), c.FPDF_BOOL()
            c.FPDFPath_GetDrawMode(item, mode, stroke)
            fill = _fill_color(item) if mode.value else None
            for points, closed in _outlines(item):
                canvas.shape([matrix.on_point(*point) for point in points], fill=fill, stroked=bool(stroke.value), closed=closed or bool(mode.value))  # fmt: skip


def _outlines(path: pdfium.PdfObject) -> Iterator[tuple[list[Point], bool]]:
    """The parts of a path, each with the end points of its segments and whether it is closed."""
    points: list[Point] = []
    closed = False
    control = 0
    x, y = ctypes.c_float(), ctypes.c_float()
    for i in range(c.FPDFPath_CountSegments(path)):
        segment = c.FPDFPath_GetPathSegment(path, i)
        kind = c.FPDFPathSegment_GetType(segment)
        c.FPDFPathSegment_GetPoint(segment, x, y)
        if kind == c.FPDF_SEGMENT_MOVETO:
            if points:
                yield points, closed
            points, closed, control = [], False, 0
        if kind == c.FPDF_SEGMENT_BEZIERTO:
            control += 1
            if control % 3:
                continue
        points.append((x.value, y.value))
        closed = closed or bool(c.FPDFPathSegment_GetClose(segment))
    if points:
        yield points, closed


def _text_color(text: pdfium.PdfTextPage, i: int) -> Color | None:
    parts = [ctypes.c_uint() for _ in range(4)]
    return _color(parts) if c.FPDFText_GetFillColor(text, i, *parts) else None


def _fill_color(item: pdfium.PdfObject) -> Color:
    parts = [ctypes.c_uint() for _ in range(4)]
    c.FPDFPageObj_GetFillColor(item, *parts)
    return _color(parts)


def _color(parts: list[ctypes.c_uint]) -> Color:
    red, green, blue, _ = (part.value / 255 for part in parts)
    return red, green, blue
