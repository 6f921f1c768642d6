"""An evaluation as JSON, for programs that follow scores over time."""

import json
from typing import Any

from pipeline.evaluate.causes import ScoreError
from pipeline.evaluate.evaluation import GROUPS, Evaluation
from pipeline.evaluate.scores import Report, Tally
from pipeline.evaluate.show.lines import instead_of, printed_of, value_of


def to_json(evaluation: Evaluation, *, contacts: bool = False) -> str:
    """The report: `scores`, `whole_fiches`, `texts`, `by` (document, kind, profile), `errors`, `changes`, `fails`.

    Scores are shares (0-1), `interval` holds 95 % of the F1 of resampled fiches.
    """
    changes = evaluation.changes
    told: dict[str, Any] = {
        "fails": evaluation.fails,
        "scores": {field: _tally(tally) | _around(evaluation, field) for field, tally in evaluation.scored.items()},
        "whole_fiches": _tally(evaluation.report.whole_fiches),
        "texts": {
            name: {"strict": _tally(scores.strict), "normalised": _tally(scores.normalised), "fuzzy": _tally(scores.fuzzy)}
            for name, scores in evaluation.texts.items()
        },
        "by": {group: {name: _scores(report) for name, report in evaluation.groups(group).items()} for group in GROUPS},
        "errors": [_error(error, contacts=contacts) for error in evaluation.errors],
    }
    if evaluation.with_model:
        told["with_model"] = _scores(evaluation.with_model)
    if changes:
        told["changes"] = {
            "broken": [_error(error, contacts=contacts) for error in changes.broken],
            "invented": [_error(error, contacts=contacts) for error in changes.invented],
            "mended": changes.mended,
            "dropped": changes.dropped,
            "gold_changed": changes.gold_changed,
            "not_in_baseline": list(changes.unknown),
        }
    return json.dumps(told, ensure_ascii=False, indent=1) + "\n"


def _tally(tally: Tally) -> dict[str, Any]:
    shares = {name: round(value, 4) for name, value in (("precision", tally.precision), ("recall", tally.recall), ("f1", tally.f1))}
    return shares | {"support": tally.support, "found": tally.tp, "spurious": tally.fp, "missed": tally.fn}


def _around(evaluation: Evaluation, field: Any) -> dict[str, Any]:
    told: dict[str, Any] = {}
    if bounds := evaluation.intervals.get(field):
        told["interval"] = [round(bounds.low, 4), round(bounds.high, 4)]
    if field in evaluation.bars:
        told["bar"] = evaluation.bars[field]
    if evaluation.changes and field in evaluation.changes.before:
        told["before"] = round(evaluation.changes.before[field].f1, 4)
    return told


def _scores(report: Report) -> dict[str, Any]:
    return {field: _tally(tally) for field, tally in report.tallies.items() if tally.support or tally.fp}


def _error(error: ScoreError, *, contacts: bool) -> dict[str, Any]:
    return {
        "document": error.document,
        "fiche_line": error.line,
        "title": error.title,
        "field": error.field,
        "kind": error.kind,
        "value": value_of(error, contacts=contacts),
        "instead": instead_of(error, contacts=contacts) or None,
        "cause": error.cause,
        "where": error.where,
        "rule": error.rule,
        "printed": printed_of(error, contacts=contacts),
    }
