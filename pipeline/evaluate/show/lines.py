"""An error as one line of text, without the names and addresses of people unless they are asked for."""

import re
from collections.abc import Iterable, Iterator

from pipeline.evaluate.baseline import Changes
from pipeline.evaluate.causes import ScoreError
from pipeline.evaluate.evaluation import Evaluation
from schemas.enums import FieldName

_PEOPLE = {FieldName.CONTACT_NAME, FieldName.CONTACT_ROLE, FieldName.CONTACT_PHONE, FieldName.CONTACT_EMAIL}
#: A printed line with an address on it names a person nearly always.
_ADDRESS = re.compile(r"@|(?:\d[ .]?){9}")
_HIDDEN = "(a contact)"


def value_of(error: ScoreError, *, contacts: bool) -> str:
    """The value that is wrong, hidden where it is a part of a contact."""
    return error.value if contacts or error.field not in _PEOPLE else _HIDDEN


def printed_of(error: ScoreError, *, contacts: bool) -> str:
    """The printed line, hidden where it may name a person."""
    return error.printed if contacts or not (error.field in _PEOPLE or _ADDRESS.search(error.printed)) else ""


def error_line(error: ScoreError, *, contacts: bool) -> str:
    """Where, what, why, and the rule that fired.

    >>> from pipeline.evaluate.causes import Cause
    >>> lost = ScoreError("r", "12", 12, "Un toit", FieldName.FIGURES, "missed", "3 count (lits)", Cause.FOUND_NOTHING, "line 15", "trois lits")
    >>> error_line(lost, contacts=False)
    'r line 15 figures missed: 3 count (lits) · rule found nothing · « trois lits » · in « Un toit »'
    """
    parts = [
        f"{error.document} {error.where} {error.field} {error.kind}: {value_of(error, contacts=contacts)}".replace("  ", " "),
        error.cause + (f" ({error.rule})" if error.rule else ""),
    ]
    if printed := printed_of(error, contacts=contacts):
        parts.append(f"« {printed} »")
    return " · ".join([*parts, f"in « {error.title[:60]} »"])


def change_lines(changes: Changes, *, contacts: bool) -> Iterator[str]:
    """Every item that was right and is wrong, one a line, then every value that is wrong and was not there."""
    for found in (changes.broken, changes.invented):
        yield from (error_line(error, contacts=contacts) for error in found)


def verdict(evaluation: Evaluation) -> Iterator[str]:
    """In words, whether the bars are met and what changed."""
    changes = evaluation.changes
    if changes:
        if changes.worse:
            broken, invented = len(changes.broken), len(changes.invented)
            yield f"WORSE than the baseline: {broken} gold items were found and are missed, {invented} values are wrong that were not there."
        else:
            yield "Nothing that was right in the baseline is wrong."
        if changes.mended or changes.dropped:
            yield f"Better: {changes.mended} gold items are found that were missed, {changes.dropped} wrong values are gone."
        if changes.gold_changed:
            yield f"{changes.gold_changed} gold items of the baseline are no longer in the gold."
        if changes.unknown:
            yield f"Not in the baseline: {', '.join(changes.unknown)}."
    for field, bar in evaluation.below.items():
        yield f"BELOW the bar: {field} F1 {evaluation.report.tallies[field].f1:.4f} < {bar}"
    if evaluation.bars and not evaluation.below:
        yield "Every bar is met."


def causes(errors: Iterable[ScoreError]) -> dict[str, dict[str, int]]:
    """How many errors each field has by cause."""
    counts: dict[str, dict[str, int]] = {}
    for error in errors:
        by_cause = counts.setdefault(error.field, {})
        by_cause[error.cause] = by_cause.get(error.cause, 0) + 1
    return counts
