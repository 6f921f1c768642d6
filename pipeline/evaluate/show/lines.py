"""An error as one line of text, without the names and addresses of people unless they are asked for."""

import re
from collections.abc import Iterable, Iterator
from textwrap import shorten

from pipeline.evaluate.baseline import Changes
from pipeline.evaluate.causes import ScoreError
from pipeline.evaluate.evaluation import Evaluation
from pipeline.evaluate.fields import DETAILS
from schemas.enums import FieldName

_PEOPLE = {FieldName.CONTACT_NAME, FieldName.CONTACT_ROLE, FieldName.CONTACT_PHONE, FieldName.CONTACT_EMAIL}
#: A printed line with an address on it names a person nearly always.
_ADDRESS = re.compile(r"@|(?:\d[ .]?){9}")
_HIDDEN = "(a contact)"
_LONGEST_TITLE = 60


def value_of(error: ScoreError, *, contacts: bool) -> str:
    """The value that is wrong, hidden where it is a part of a contact."""
    return error.value if contacts or error.field not in _PEOPLE else _HIDDEN


def instead_of(error: ScoreError, *, contacts: bool) -> str:
    """The value on the other side of the error, hidden where it is a part of a contact; "" where there is none."""
    return error.instead if contacts or not error.instead or error.field not in _PEOPLE else _HIDDEN


def judgement_of(error: ScoreError, *, contacts: bool) -> str:
    """The same in short: of two judgements of one value only the other judgement, for the value is told already."""
    instead = instead_of(error, contacts=contacts)
    return instead.partition(": ")[0] if error.field in DETAILS else instead


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
    place = " ".join(part for part in (error.document, error.where, error.field, error.kind) if part)
    instead = judgement_of(error, contacts=contacts)
    other = f", {'read as' if error.kind == 'missed' else 'for'} {instead}" if instead else ""
    parts = [
        f"{place}: {value_of(error, contacts=contacts)}{other}",
        error.cause + (f" ({error.rule})" if error.rule else ""),
    ]
    if printed := printed_of(error, contacts=contacts):
        parts.append(f"« {printed} »")
    parts.append(f"in « {shorten(error.title, _LONGEST_TITLE, placeholder=' …')} »")
    return " ".join(" · ".join(parts).split())


def change_lines(changes: Changes, *, contacts: bool, document: str | None = None) -> Iterator[str]:
    """Every item that was right and is wrong, one a line, then every value that is wrong and was not.

    A wrong value that was read for such an item is told with it. Where a document is given, only what it lost.
    """
    broken = [error for error in changes.broken if document in {None, error.document}]
    invented = [error for error in changes.invented if document in {None, error.document}]
    told = {_both(error, error.value, error.instead) for error in broken}
    yield from (error_line(error, contacts=contacts) for error in broken)
    yield from (error_line(error, contacts=contacts) for error in invented if _both(error, error.instead, error.value) not in told)


def _both(error: ScoreError, missed: str, spurious: str) -> tuple[str, str, FieldName, str, str]:
    return error.document, error.fiche, error.field, missed, spurious


def verdict(evaluation: Evaluation) -> Iterator[str]:
    """In words, whether the bars are met and what changed."""
    changes = evaluation.changes
    if changes:
        if changes.worse:
            broken, invented = len(changes.broken), len(changes.invented)
            yield f"WORSE than the baseline: {_count(broken, 'gold item')} missed that {_was(broken)} found, {_count(invented, 'wrong value')} new."
        else:
            yield "Nothing that was right in the baseline is wrong."
        if changes.mended or changes.dropped:
            mended, dropped = changes.mended, changes.dropped
            yield f"Better: {_count(mended, 'gold item')} found that {_was(mended)} missed, {_count(dropped, 'wrong value')} gone."
        if changes.gold_changed:
            yield f"Gold changed: {_count(changes.gold_changed, 'item')} of the baseline not in it any more."
        if changes.unknown:
            yield f"Not in the baseline: {', '.join(changes.unknown)}."
    for field, bar in evaluation.below.items():
        yield f"BELOW the bar: {field} F1 {evaluation.report.tallies[field].f1:.4f} < {bar}"
    if evaluation.bars and not evaluation.below:
        yield "Every bar is met."


def _count(number: int, what: str) -> str:
    return f"{number} {what}{'' if number == 1 else 's'}"


def _was(number: int) -> str:
    return "was" if number == 1 else "were"


def causes(errors: Iterable[ScoreError]) -> dict[str, dict[str, int]]:
    """How many errors each field has by cause."""
    counts: dict[str, dict[str, int]] = {}
    for error in errors:
        by_cause = counts.setdefault(error.field, {})
        by_cause[error.cause] = by_cause.get(error.cause, 0) + 1
    return counts
