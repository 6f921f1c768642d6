"""How sure a score is: bootstrap intervals over fiches."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from pipeline.evaluate.scores import Graded
from schemas.enums import FieldName

#: Resamples; with fewer the last digit shown would change with the seed.
_RESAMPLES = 2000
_SEED = 20181
_SHARE = 95.0


@dataclass(frozen=True, slots=True)
class Interval:
    """The bounds (0-1) between which 95 % of the F1 of resampled fiches lie."""

    low: float
    high: float


def intervals(graded: Sequence[Graded]) -> Mapping[FieldName, Interval]:
    """The interval of each field that has gold values.

    Whole fiches are drawn, since the values of one stand or fall together. The same fiches always give the same
    bounds.
    """
    import numpy as np  # noqa: PLC0415 - a quarter of a second that only reports of scores need

    fields = list(FieldName)
    counts = np.zeros((len(graded), len(fields), 3))
    for row, fiche in enumerate(graded):
        for outcome in fiche.outcomes:
            counts[row, fields.index(outcome.field)] += (len(outcome.found), len(outcome.spurious), len(outcome.missed))
    supported = [field for column, field in enumerate(fields) if counts[:, column, (0, 2)].sum()]
    if not supported:
        return {}
    draws = np.random.default_rng(_SEED).multinomial(len(graded), np.full(len(graded), 1 / len(graded)), size=_RESAMPLES)
    sums = np.tensordot(draws, counts, axes=1)
    found, spurious, missed = sums[..., 0], sums[..., 1], sums[..., 2]
    total = 2 * found + spurious + missed
    f1 = np.where(total > 0, 2 * found / np.where(total > 0, total, 1), 1.0)
    low, high = np.percentile(f1, [(100 - _SHARE) / 2, (100 + _SHARE) / 2], axis=0)
    return {field: Interval(float(low[i]), float(high[i])) for i, field in enumerate(fields) if field in supported}
