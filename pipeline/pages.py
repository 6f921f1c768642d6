"""Where the characters of a paged document stand: page and box of every stretch of its source."""

from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from math import ceil, floor

from schemas.evidence import PageBox


@dataclass(frozen=True, slots=True)
class PrintedLine:
    """A printed line: offset of its first character in the source, page (1-based), top and bottom in points.

    `x0` and `x1` are the left and right edges of its characters, in the order of the source; a blank that only
    stands for a gap has the edges of the gap.
    """

    start: int
    page: int
    top: float
    bottom: float
    x0: Sequence[float]
    x1: Sequence[float]


@dataclass(frozen=True)
class Pages:
    """The printed lines of a document in order of offset, and the page numbers printed on its pages.

    `recognised` gives, for pages that are images, how sure the recognition of their text is (0 to 1).

    >>> line = PrintedLine(10, 3, 100.0, 112.0, (50, 56, 62), (56, 62, 68))
    >>> pages = Pages(4, (line,), {3: 7})
    >>> [(box.page, box.bbox) for box in pages.boxes(11, 13)]
    [(3, (56.0, 100.0, 68.0, 112.0))]
    """

    count: int
    lines: Sequence[PrintedLine]
    printed: Mapping[int, int] = field(default_factory=dict)
    recognised: Mapping[int, float] = field(default_factory=dict)

    def page_of(self, offset: int) -> int | None:
        """The page a source offset is printed on; None before the first line."""
        position = self._line_at(offset)
        return self.lines[position].page if position >= 0 else None

    def boxes(self, start: int, end: int) -> tuple[PageBox, ...]:
        """The boxes of a range of the source, one for each printed line it touches, blanks at the ends left out."""
        found = []
        for line in self.lines[max(0, self._line_at(start)) :]:
            if line.start >= end:
                break
            a, b = max(0, start - line.start), min(len(line.x0), end - line.start)
            inked = [i for i in range(a, b) if line.x1[i] > line.x0[i]]
            if inked:
                found.append(
                    PageBox(
                        page=line.page, bbox=_outward(min(line.x0[i] for i in inked), line.top, max(line.x1[i] for i in inked), line.bottom)
                    )
                )
        return tuple(found)

    def _line_at(self, offset: int) -> int:
        return bisect_right(self.lines, offset, key=lambda line: line.start) - 1


def around(boxes: Iterable[PageBox]) -> tuple[float, float, float, float]:
    """The box around boxes of one page."""
    x0, top, x1, bottom = zip(*(box.bbox for box in boxes), strict=True)
    return min(x0), min(top), max(x1), max(bottom)


def _outward(x0: float, top: float, x1: float, bottom: float) -> tuple[float, float, float, float]:
    """Rounded to hundredths of a point, never smaller than the ink."""
    return floor(x0 * 100) / 100, floor(top * 100) / 100, ceil(x1 * 100) / 100, ceil(bottom * 100) / 100
