"""Running headers, footers and page numbers: found by their return from page to page, taken out of the text."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from statistics import mode

from pipeline.load.pdf.lines import Line

#: The share of a page's height, at its top and at its bottom, where running lines stand.
_MARGIN = 0.12
#: Lines of one row, and rows of one place on several pages, differ by no more than this many points.
_SAME_ROW = 3.0
#: A running line comes back on this many pages (in documents of up to `_SHORT` pages, on two).
_PAGES, _SHORT = 3, 5
#: A second or third running row comes back on this share of the pages.
_SHARE = 0.5
_MOST_ROWS = 3
#: A label has no more words; its value stands no more sizes of letters below; this share of the values is different.
_LABEL_WORDS, _NEXT, _DIFFERENT = 2, 1.8, 0.8
#: Words printed this often between the margins, in letters as large, are no running line.
_INSIDE = 2
#: Running lines are no larger than this multiple of the size of the text.
_LARGEST = 1.05
_WORDS = re.compile(r"[^\W\d_]+")
_NUMBER = re.compile(r"\d+")
_SHEET = re.compile(
    r"\s*(?:fiche|action|mesure|projet|initiative|pratique|engagement|levier)s?(?:[ -][^\W\d]+)?[ -]*(?:n ?[°o] ?)?\d", re.IGNORECASE
)
_ONLY_NUMBER = re.compile(r"\W*(?:page|p\.)?\W*(?P<page>\d{1,4})(?:\s*(?:/|sur|de)\s*\d{1,4})?\W*$", re.IGNORECASE)
#: Opens a heading of the text, also where it comes back at the top of every page.
_HEADING_MARK = re.compile(r"\s*[»›▶►]")


@dataclass(frozen=True, slots=True)
class PageLines:
    """The lines of a page and its height in points."""

    number: int
    height: float
    lines: tuple[Line, ...]


def without_furniture(pages: Sequence[PageLines], body_size: float) -> tuple[list[PageLines], dict[int, int]]:
    """The pages without running lines, and the page numbers printed on them."""
    running: set[int] = set()
    for at_top in (True, False):
        rows = {page.number: _outer_rows(page, at_top) for page in pages}
        for depth in range(_MOST_ROWS):
            level = {n: r[depth] for n, r in rows.items() if len(r) > depth and (depth == 0 or _all_in(r[depth - 1], running))}
            found = _running(level, pages, body_size, depth)
            if not found:
                break
            running |= found
    running |= _numbers_at_the_side(pages, running)
    printed = _printed_numbers(pages, running)
    kept = [PageLines(p.number, p.height, tuple(line for line in p.lines if id(line) not in running)) for p in pages]
    # lines that come back on pages that hold nothing else are their text
    return (kept if any(page.lines for page in kept) else list(pages)), printed


def _outer_rows(page: PageLines, at_top: bool) -> list[list[Line]]:
    """The rows in the margin, outermost first."""
    edge = page.height * _MARGIN
    lines = [line for line in page.lines if (line.top < edge if at_top else line.bottom > page.height - edge)]
    lines.sort(key=lambda line: line.baseline if at_top else -line.baseline)
    rows: list[list[Line]] = []
    for line in lines:
        if not rows or abs(line.baseline - rows[-1][0].baseline) > _SAME_ROW:
            rows.append([])
        rows[-1].append(line)
    return rows


def _all_in(row: Iterable[Line], running: set[int]) -> bool:
    return all(id(line) in running for line in row)


def _running(rows: dict[int, list[Line]], pages: Sequence[PageLines], body_size: float, depth: int) -> set[int]:
    """The lines of these rows (one a page) that come back, with what stands beside them."""
    places: dict[str, list[tuple[int, Line]]] = defaultdict(list)
    for number, row in rows.items():
        for line in row:
            if _may_run(line, body_size):
                places[_key(line.text)].append((number, line))
    inside = _printed_inside(pages)
    least = _PAGES if len(pages) > _SHORT else 2
    if depth:
        least = max(least, round(_SHARE * len(pages)))
    by_number = {page.number: page for page in pages}
    back: set[int] = set()
    for key, found in places.items():
        if key and inside[key, round(found[0][1].size)] >= _INSIDE:
            continue
        height = mode(round(line.baseline / _SAME_ROW) for _, line in found)
        same = [(n, line) for n, line in found if abs(line.baseline / _SAME_ROW - height) <= 1.5]
        if _counts_sheets(same) or _labels_values(same, by_number):
            continue
        if len(same) >= least or (not key and _counts(same, len(pages))):
            back |= {id(line) for _, line in same}
    beside: set[int] = set()
    for number, row in rows.items():
        if any(id(line) in back for line in row):
            lines = by_number[number].lines
            beside |= {id(line) for line in row if _may_run(line, body_size) and not (line.bold and _right_below(line, lines))}
    return back | beside


def _counts_sheets(found: Sequence[tuple[int, Line]]) -> bool:
    """Whether lines that come back count what each page holds ("FICHE ACTION 1.2"): another number on each, and no page's."""
    texts = [line.text for _, line in found]
    if not all(_SHEET.match(text) for text in texts) or len(set(texts)) < len(texts):
        return False
    shifts = {int(numbers[-1]) - page for (page, _), text in zip(found, texts, strict=True) if (numbers := _NUMBER.findall(text))}
    return len(shifts) > 1 or all(len(_NUMBER.findall(text)) > 1 for text in texts)


def _labels_values(found: Sequence[tuple[int, Line]], pages: Mapping[int, PageLines]) -> bool:
    """Whether lines that come back are labels in bold above values ("Département", above "Creuse"): hardly one stands on two pages."""
    if any(not line.bold or len(line.text.split()) > _LABEL_WORDS for _, line in found):
        return False
    values = [value for number, line in found if (value := _right_below(line, pages[number].lines))]
    return len(values) == len(found) and len(set(values)) >= _DIFFERENT * len(values) > 1


def _right_below(line: Line, lines: Iterable[Line]) -> str | None:
    """The text of the line right below another at the same left edge, None where it is set in bold too."""
    near = (other for other in lines if abs(other.x0 - line.x0) < _SAME_ROW and 0 < other.baseline - line.baseline < _NEXT * line.size)
    below = min(near, key=lambda other: other.baseline, default=None)
    return None if below is None or below.bold else below.text


def _printed_inside(pages: Sequence[PageLines]) -> Counter[tuple[str, int]]:
    """How often each line, by its words and size, stands between the margins: there it is a heading that returns."""
    return Counter(
        (_key(line.text), round(line.size))
        for page in pages
        for line in page.lines
        if line.top >= page.height * _MARGIN and line.bottom <= page.height * (1 - _MARGIN)
    )


def _may_run(line: Line, body_size: float) -> bool:
    """Whether a line can be a running line: no larger than the text, no heading by its mark."""
    return line.size <= _LARGEST * body_size and not _HEADING_MARK.match(line.text)


def _numbers_at_the_side(pages: Sequence[PageLines], running: set[int]) -> set[int]:
    """Page numbers that stand in the left or right margin, at any height: nothing is printed above or below them."""
    found: list[tuple[int, Line]] = []
    for page in pages:
        text = [line for line in page.lines if id(line) not in running]
        for line in text:
            alone = not any(other is not line and other.x0 < line.x1 and other.x1 > line.x0 for other in text)
            if alone and _ONLY_NUMBER.match(line.text):
                found.append((page.number, line))
    return {id(line) for _, line in found} if _counts(found, len(pages)) else set()


def _key(text: str) -> str:
    """The words of a line without the page number; nothing where it is all there is. `3 | Revue` is `Revue | 4`.

    >>> _key("12 | Revue des solidarités"), _key("Page 3 / 40")
    ('revue des solidarités', '')
    """
    if _ONLY_NUMBER.match(text):
        return ""
    return " ".join(_WORDS.findall(_NUMBER.sub(" ", text).casefold()))


def _counts(found: Sequence[tuple[int, Line]], pages: int) -> bool:
    """Whether lines that are only a number count the pages: in step with them, or each the number of its page.

    On a single page the margin alone decides.
    """
    shifts = [int(match["page"]) - number for number, line in found if (match := _ONLY_NUMBER.match(line.text))]
    return bool(shifts) and (pages == 1 or not any(shifts) or Counter(shifts).most_common(1)[0][1] >= 2)


def _printed_numbers(pages: Sequence[PageLines], running: set[int]) -> dict[int, int]:
    """Page -> number printed on it, from the running lines whose numbers grow with the pages."""
    candidates: dict[int, list[int]] = {}
    for page in pages:
        rows = [line for line in page.lines if id(line) in running]
        alone = [int(m["page"]) for line in rows if (m := _ONLY_NUMBER.match(line.text))]
        ends = [int(n) for line in rows for n in _NUMBER.findall(line.text)[-1:] if not _ONLY_NUMBER.match(line.text)]
        candidates[page.number] = [*alone, *ends]
    shifts = Counter(number - page for page, numbers in candidates.items() for number in dict.fromkeys(numbers))
    if not shifts:
        return {}
    shift, times = shifts.most_common(1)[0]
    if times < min(2, len(pages)):
        return {}
    return {page: page + shift for page, numbers in candidates.items() if page + shift in numbers and page + shift > 0}
