"""Precision, recall and F1 of every field of a dataset, fiche by fiche."""

import hashlib
from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TypeVar

from pipeline.evaluate.align import align
from pipeline.evaluate.fields import outcomes
from pipeline.evaluate.gold import Gold, GoldFiche, ReadFiche, as_gold
from pipeline.evaluate.matching import Outcome
from schemas.dataset import Dataset
from schemas.enums import FicheKind, FieldName

_Key = TypeVar("_Key", bound=Hashable)


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


@dataclass(frozen=True)
class Graded:
    """A gold fiche and the extracted one that stands for it (one of them None), and how each field came out.

    `profile` is the family the document was read as, None where it was not recognised.
    """

    document: str
    profile: str | None
    gold: GoldFiche | None
    extracted: ReadFiche | None
    outcomes: tuple[Outcome, ...]

    @cached_property
    def _told(self) -> Sequence[GoldFiche]:
        return [terms for terms in (self.gold, self.extracted.terms if self.extracted else None) if terms]

    @property
    def line(self) -> int | None:
        """The line its title stands on: gold's, else the extracted one's; None where the document has no lines."""
        return next((fiche.title_line for fiche in self._told if fiche.title_line), None)

    @property
    def title(self) -> str:
        """Its title, gold's before the extracted one."""
        return self._told[0].title

    @property
    def label(self) -> str:
        """What the fiche is known by within its document: the line of its title, or a hash of it where there are no lines.

        A spurious fiche has a label of its own kind, for it may stand on the line of a gold one.
        """
        place = str(self.line) if self.line else "~" + hashlib.sha256(self.title.encode()).hexdigest()[:6]
        return place if self.gold else f"!{place}"

    @property
    def kind(self) -> FicheKind:
        """Its kind, gold's before the extracted one's."""
        return self._told[0].kind

    @property
    def all_right(self) -> bool:
        """Whether every field of it is right."""
        return not any(outcome.missed or outcome.spurious for outcome in self.outcomes)


@dataclass(frozen=True)
class Report:
    """How each fiche of some documents came out, in order of gold and fiche."""

    graded: tuple[Graded, ...]

    @cached_property
    def tallies(self) -> Mapping[FieldName, Tally]:
        """A tally for each field, in the order of FieldName."""
        counts = {field: Counter[str]() for field in FieldName}
        for graded in self.graded:
            for outcome in graded.outcomes:
                counts[outcome.field].update(tp=len(outcome.found), fp=len(outcome.spurious), fn=len(outcome.missed))
        return {field: Tally(count["tp"], count["fp"], count["fn"]) for field, count in counts.items()}

    @cached_property
    def whole_fiches(self) -> Tally:
        """Fiches of which every field is right."""
        right = sum(graded.all_right for graded in self.graded)
        gold = sum(graded.gold is not None for graded in self.graded)
        extracted = sum(graded.extracted is not None for graded in self.graded)
        return Tally(right, extracted - right, gold - right)

    def by(self, key: Callable[[Graded], _Key]) -> dict[_Key, "Report"]:
        """A report for each value of a key, in order of appearance."""
        groups: dict[_Key, list[Graded]] = {}
        for graded in self.graded:
            groups.setdefault(key(graded), []).append(graded)
        return {value: Report(tuple(group)) for value, group in groups.items()}


def evaluate(dataset: Dataset, golds: Iterable[Gold]) -> Report:
    """Score a dataset end to end: what a missing fiche held is missed, what a spurious one holds is spurious.

    Only what a gold covers is scored: its line ranges or, where the document has no lines, its chapters.
    """
    profiles = {document.id: document.profile for document in dataset.documents}
    return Report(
        tuple(
            Graded(gold.document, profiles.get(gold.document), wanted, found, tuple(outcomes(wanted, found)))
            for gold in golds
            for wanted, found in _pairs(gold, dataset)
        )
    )


def _pairs(gold: Gold, dataset: Dataset) -> Iterator[tuple[GoldFiche | None, ReadFiche | None]]:
    fiches = [ReadFiche(fiche, as_gold(fiche)) for fiche in dataset.fiches if fiche.document == gold.document]
    by_line = all(read.terms.title_line is not None for read in fiches)
    if gold.lines and by_line:
        fiches = [read for read in fiches if read.terms.title_line is not None and gold.covers(read.terms.title_line)]
    chapters = {_chapter(fiche) for fiche in gold.fiches}
    for i, j in align(gold.fiches, [read.terms for read in fiches]):
        wanted, found = None if i is None else gold.fiches[i], None if j is None else fiches[j]
        # without lines all fiches take part, for a gold one may have been put in the wrong chapter
        if wanted or by_line or not gold.lines or (found and _chapter(found.terms) in chapters):
            yield wanted, found


def _chapter(fiche: GoldFiche) -> int | None:
    return fiche.chapter.number if fiche.chapter else None
