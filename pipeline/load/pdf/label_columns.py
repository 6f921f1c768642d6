"""Labels in one column, what they label in the next: rows of a table without rules around its cells."""

import re
from collections.abc import Iterator, Sequence
from statistics import median

from pipeline.load.lists import BULLETS
from pipeline.load.pdf.bands import Span
from pipeline.load.pdf.flows import Column, TableRow
from pipeline.load.pdf.lines import Line
from pipeline.load.pdf.model import Rule

#: A column of labels has lines of at most this many letters and words (in the mean), and fills less of its room than this.
_LABEL_LETTERS, _LABEL_WORDS, _FILLED = 32, 4.5, 0.72
_PAGE_NUMBERS = re.compile(r"[\d\s,;–-]+$")
_LEADS = re.compile(r"(?:[ \u00a0]*[.…_·]){3,}\s*$")
_LIST_MARK = re.compile(rf"[{BULLETS}]\s|\d{{1,2}}[.)]\s")


def are_labels(left: Span, right: Span) -> bool:
    """Whether the left column says what the right one tells, row by row."""
    if any(atom.line is None for span in (left, right) for atom in span.atoms):
        return False
    names = [atom.line for atom in left.atoms if atom.line]
    values = [atom.line for atom in right.atoms if atom.line]
    beside = [name for name in names if any(abs(name.baseline - value.baseline) < 0.3 * name.size for value in values)]
    if _are_pages(values):
        return len(names) >= len(values) >= 0.4 * len(names) and len(beside) == len(values)
    if any(_LIST_MARK.match(name.text) or name.mark_x is not None for name in names):
        return False
    if _style(names[0]) == _style(values[0]) and len(names) > 1 and _style(names[1]) != _style(names[0]):
        return False  # each column has a label of its own above its value
    letters = sum(len(name.text) for name in names) / len(names)
    words = sum(len(name.text.split()) for name in names) / len(names)
    if letters > _LABEL_LETTERS or words > _LABEL_WORDS or len(beside) < 0.6 * len(names):
        return False
    # text set in two columns fills both; labels leave room before the values
    filled = median(name.x1 - name.x0 for name in names) / max(1.0, right.x0 - left.x0)
    return filled < _FILLED and len(names) > 1


def _are_pages(values: Sequence[Line]) -> bool:
    """Whether a column holds nothing but page numbers, as that of a contents list does."""
    return all(_PAGE_NUMBERS.match(value.text) for value in values)


def _style(line: Line) -> tuple[bool, float, object]:
    return line.bold, round(line.size, 1), line.color


def labelled_rows(left: Span, right: Span, rules: Sequence[Rule]) -> Iterator[TableRow]:
    """The rows of labels and values; a rule drawn across parts two rows, else each label opens one."""
    names = sorted((atom.line for atom in left.atoms if atom.line), key=lambda line: line.baseline)
    values = sorted((atom.line for atom in right.atoms if atom.line), key=lambda line: line.baseline)
    drawn = [r.top for r in rules if r.horizontal and r.x0 < left.x1 and r.x1 > left.x0 + 4 and names[0].top < r.top < names[-1].bottom]
    ruled = len(drawn) >= 0.5 * (len(names) - 1)
    # in a contents list, dots lead from the last line of an entry to its page
    led = any(_LEADS.search(name.text) for name in names)
    starts: list[float] = []
    ended = True
    paged = _are_pages(values)
    for before, name in zip([None, *names], names, strict=False):
        beside = any(abs(name.baseline - value.baseline) < 0.3 * name.size for value in values)
        opens = ended if led else any(starts[-1] < y < name.baseline for y in drawn) if ruled and starts else beside
        # what is set otherwise among the titles of a contents list heads those below it
        heads = paged and not beside and before is not None and _style(name) != _style(before)
        if opens or heads or not starts:
            starts.append(name.top)
        ended = beside
    ends = [*starts[1:], float("inf")]
    first = True
    for start, end in zip(starts, ends, strict=True):
        slack = 0.4 * names[0].size
        low = float("-inf") if first else start - slack
        first = False
        cells = tuple(
            (Column(tuple(line for line in lines if low <= line.top < end - slack), span.x0, span.x1),)
            for lines, span in ((names, left), (values, right))
        )
        yield TableRow(cells)
