"""Precision, recall and F1 of every field of a dataset, and each single error."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from pipeline.evaluate.align import Pair, align
from pipeline.evaluate.fields import FieldName, outcomes
from pipeline.evaluate.gold import Gold, GoldFiche, as_gold
from schemas.dataset import Dataset

ErrorKind = Literal["missed", "spurious"]


@dataclass(frozen=True, slots=True)
class Tally:
    """How often values of a field were found (`tp`), spurious (`fp`) or missed (`fn`).

    >>> tally = Tally(tp=3, fp=1, fn=0)
    >>> tally.precision, tally.recall, round(tally.f1, 3), tally.support
    (0.75, 1.0, 0.857, 3)
    """

    tp: int
    fp: int
    fn: int

    @property
    def precision(self) -> float:
        """The share of extracted values that are right (0-1); 1 where nothing was extracted."""
        return self.tp / (self.tp + self.fp) if self.tp + self.fp else 1.0

    @property
    def recall(self) -> float:
        """The share of gold values that were found (0-1); 1 where there are none."""
        return self.tp / (self.tp + self.fn) if self.tp + self.fn else 1.0

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall (0-1)."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0

    @property
    def support(self) -> int:
        """How many gold values the scores rest on."""
        return self.tp + self.fn


@dataclass(frozen=True, slots=True)
class ScoreError:
    """A value that was missed or is spurious; `line` and `title` are gold's, where there is a gold fiche.

    `value` may be personal data (names, phones, e-mails).
    """

    document: str
    line: int | None
    title: str
    field: FieldName
    kind: ErrorKind
    value: str


@dataclass(frozen=True, slots=True)
class Report:
    """A tally for each field, in the order of FieldName, and the errors in order of gold, fiche and field."""

    tallies: Mapping[FieldName, Tally]
    errors: tuple[ScoreError, ...]


def evaluate(dataset: Dataset, golds: Sequence[Gold]) -> Report:
    """Score a dataset end to end: what a missing fiche held is missed, what a spurious one holds is spurious.

    Only what a gold covers is scored: its line ranges or, where the document has no lines, its chapters.
    """
    hits: Counter[FieldName] = Counter()
    errors: list[ScoreError] = []
    for gold in golds:
        for pair in _pairs(gold, dataset):
            for outcome in outcomes(pair.gold, pair.extracted):
                hits[outcome.field] += outcome.hits
                errors += _errors(gold.document, pair, outcome.field, "missed", outcome.missed)
                errors += _errors(gold.document, pair, outcome.field, "spurious", outcome.spurious)
    wrong = Counter((error.field, error.kind) for error in errors)
    tallies = {field: Tally(hits[field], wrong[field, "spurious"], wrong[field, "missed"]) for field in FieldName}
    return Report(tallies, tuple(errors))


def _pairs(gold: Gold, dataset: Dataset) -> Iterator[Pair]:
    fiches = [as_gold(fiche) for fiche in dataset.fiches if fiche.document == gold.document]
    if not gold.lines:
        yield from align(gold.fiches, fiches)
    elif all(fiche.title_line is not None for fiche in fiches):
        covered = [fiche for fiche in fiches if fiche.title_line is not None and gold.covers(fiche.title_line)]
        yield from align(gold.fiches, covered)
    else:
        chapters = {_chapter(fiche) for fiche in gold.fiches}
        for pair in align(gold.fiches, fiches):
            # all fiches take part, for a gold one may have been put in the wrong chapter
            if pair.gold or (pair.extracted and _chapter(pair.extracted) in chapters):
                yield pair


def _chapter(fiche: GoldFiche) -> int | None:
    return fiche.chapter.number if fiche.chapter else None


def _errors(document: str, pair: Pair, field: FieldName, kind: ErrorKind, values: Sequence[str]) -> Iterator[ScoreError]:
    lines = (fiche.title_line for fiche in (pair.gold, pair.extracted) if fiche and fiche.title_line)
    titles = (fiche.title for fiche in (pair.gold, pair.extracted) if fiche)
    line, title = next(lines, None), next(titles, "")
    for value in values:
        yield ScoreError(document, line, title, field, kind, value)
