"""The first reader: pdfplumber. It reads fonts, colours and drawings well and gives up on damaged files."""

from collections.abc import Iterable, Iterator
from pathlib import Path

import pdfplumber
from pdfminer.layout import LTChar, LTComponent, LTContainer, LTCurve, LTImage, LTItem
from pdfminer.pdftypes import PDFStream, stream_value

from pipeline.load.pdf.canvas import Bounds, Canvas, rgb
from pipeline.load.pdf.model import PageChars

#: Bytes of drawing instructions that take about ten seconds on a slow machine. Maps drawn line by line reach that, text never does.
_LONGEST_DRAWING = 1_000_000


class TooMuchDrawnError(Exception):
    """The page holds more drawing instructions than are read in reasonable time."""


class PlumberReader:
    """An open file. Raises whatever pdfplumber and pdfminer raise: on damaged files that may be anything."""

    def __init__(self, path: Path) -> None:
        self._pdf = pdfplumber.open(path)
        try:
            self._pages = self._pdf.pages
        except BaseException:
            self._pdf.stream.close()
            raise

    @property
    def count(self) -> int:
        """Number of pages."""
        return len(self._pages)

    def page(self, number: int) -> PageChars:
        """What a page (1-based) draws; nothing of it is kept."""
        page = self._pages[number - 1]
        source = page.page_obj
        if _length(source.contents) > _LONGEST_DRAWING:
            raise TooMuchDrawnError
        try:
            canvas = Canvas(number, _shown(_ordered(source.mediabox), _ordered(source.cropbox), source.rotate))
            for item in _items(page.layout):
                _draw(item, canvas)
            return canvas.finished()
        finally:
            page.close()

    def close(self) -> None:
        """Let go of the file."""
        self._pdf.close()


def _length(contents: Iterable[object]) -> int:
    return sum(len(stream.get_data()) for stream in map(stream_value, contents) if isinstance(stream, PDFStream))


def _items(container: Iterable[LTItem]) -> Iterator[LTComponent]:
    """Everything drawn, in the order it is drawn; figures are opened."""
    for item in container:
        if isinstance(item, LTContainer):
            yield from _items(item)
        elif isinstance(item, LTComponent):
            yield item


def _draw(item: LTComponent, canvas: Canvas) -> None:
    if isinstance(item, LTChar):
        a, b, *_, x, y = item.matrix
        canvas.char(
            item.get_text(),
            item.bbox,
            item.size,
            item.fontname if isinstance(item.fontname, str) else "",
            origin=(x, y),
            color=rgb(item.graphicstate.ncolor),
            upright=a > 0 and abs(b) < a / 5,
        )
    elif isinstance(item, LTCurve):
        closed = item.fill or (item.original_path is not None and any(step[0] == "h" for step in item.original_path))
        canvas.shape(item.pts, fill=rgb(item.non_stroking_color) if item.fill else None, stroked=item.stroke, closed=closed)
    elif isinstance(item, LTImage):
        canvas.image(item.bbox)


def _ordered(box: Bounds) -> Bounds:
    x0, x1 = sorted((float(box[0]), float(box[2])))
    y0, y1 = sorted((float(box[1]), float(box[3])))
    return x0, y0, x1, y1


def _shown(media: Bounds, crop: Bounds, rotation: int) -> Bounds:
    """The crop box in the plane of pdfminer: turned, with the corner of the media box as origin."""
    left, low = max(media[0], crop[0]), max(media[1], crop[1])
    right, high = min(media[2], crop[2]), min(media[3], crop[3])
    if left >= right or low >= high:
        left, low, right, high = media
    x0, y0, x1, y1 = media
    return {
        90: (low - y0, x1 - right, high - y0, x1 - left),
        180: (x1 - right, y1 - high, x1 - left, y1 - low),
        270: (y1 - high, left - x0, y1 - low, right - x0),
    }.get(rotation, (left - x0, low - y0, right - x0, high - y0))
