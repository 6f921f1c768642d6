"""Everything an evaluation tells: scores, how sure they are, errors, what changed, which bars are missed."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from pipeline.evaluate.baseline import Changes
from pipeline.evaluate.causes import ScoreError
from pipeline.evaluate.intervals import Interval, intervals
from pipeline.evaluate.scores import Graded, Report, Tally
from pipeline.evaluate.texts import TextScores, text_scores
from schemas.enums import FieldName

#: The groups that scores are told for.
GROUPS = ("document", "kind", "profile")


@dataclass(frozen=True)
class Evaluation:
    """A report with its errors; `changes` against a baseline, `bars` to reach and `with_model`, the scores of a second
    reading with the language model, where they were asked for.
    """

    report: Report
    errors: tuple[ScoreError, ...]
    changes: Changes | None = None
    bars: Mapping[FieldName, float] = field(default_factory=dict)
    with_model: Report | None = None

    @cached_property
    def intervals(self) -> Mapping[FieldName, Interval]:
        """How sure each F1 is."""
        return intervals(self.report.graded)

    @cached_property
    def texts(self) -> Mapping[str, TextScores]:
        """How faithfully texts are read."""
        return text_scores(self.report.graded)

    @cached_property
    def scored(self) -> Mapping[FieldName, Tally]:
        """The fields that gold holds or that were extracted."""
        return {name: tally for name, tally in self.report.tallies.items() if tally.support or tally.fp}

    @property
    def below(self) -> Mapping[FieldName, float]:
        """The bars that are missed, of fields that gold holds."""
        tallies = self.report.tallies
        return {name: bar for name, bar in self.bars.items() if tallies[name].support and tallies[name].f1 < bar}

    @property
    def fails(self) -> bool:
        """Whether a bar is missed or anything that was right is wrong."""
        return bool(self.below or (self.changes and self.changes.worse))

    def groups(self, name: str) -> dict[str, Report]:
        """The report of each document, kind of fiche or profile."""
        return self.report.by(lambda graded: _group(graded, name))


def _group(graded: Graded, name: str) -> str:
    match name:
        case "document":
            return graded.document
        case "kind":
            return graded.kind
        case _:
            return graded.profile or "none fits"
