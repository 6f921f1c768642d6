"""What is usual in the print of a document: letter size, ink, distance of lines."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from statistics import median

from pipeline.load.pdf.flows import Column, Flow
from pipeline.load.pdf.lines import Line

#: Letters larger than those of the body by this share are those of a heading.
_LARGER = 1.1


@dataclass(frozen=True, slots=True)
class Typography:
    """What is usual in a document: letter size and ink of the running text, distance of its lines by letter size."""

    size: float
    color: object
    pitch: dict[float, float]

    @staticmethod
    def of(lines: Iterable[Line]) -> "Typography":
        """The usual values, weighted by letters."""
        lines = list(lines)
        sizes: Counter[float] = Counter()
        colors: Counter[object] = Counter()
        for line in lines:
            sizes[round(line.size, 1)] += len(line.text)
            colors[line.color] += len(line.text)
        size = sizes.most_common(1)[0][0] if sizes else 10.0
        return Typography(size, colors.most_common(1)[0][0] if colors else None, {})

    def with_pitch(self, flows: Iterable[Flow]) -> "Typography":
        """The same with the usual distance between two lines, for each letter size."""
        found: dict[float, list[float]] = defaultdict(list)
        for flow in flows:
            for column in (flow,) if isinstance(flow, Column) else (column for cell in flow.cells for column in cell):
                for a, b in zip(column.lines, column.lines[1:], strict=False):
                    step = b.baseline - a.baseline
                    if abs(a.size - b.size) < 0.3 and 0.8 * a.size < step < 2.4 * a.size:
                        found[round(a.size, 1)].append(step)
        return replace(self, pitch={size: _usual(steps) for size, steps in found.items()})

    def is_heading(self, line: Line) -> bool:
        """Whether the letters are larger than those of the running text."""
        return line.size > _LARGER * self.size


def _usual(steps: Sequence[float]) -> float:
    """The distance within paragraphs: the most frequent one, the smaller of two equals."""
    counts = Counter(round(step * 2) / 2 for step in steps)
    best = max(counts.values())
    near = min(step for step, times in counts.items() if times >= 0.5 * best)
    return median(step for step in steps if abs(step - near) <= 0.5) if len(steps) > 3 else min(steps)
