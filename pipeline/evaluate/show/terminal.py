"""An evaluation as the terminal shows it, in tables that fit its width."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from rich.markup import escape
from rich.table import Table

from pipeline.evaluate.causes import Cause
from pipeline.evaluate.evaluation import Evaluation
from pipeline.evaluate.scores import Report, Tally
from pipeline.evaluate.show.lines import causes, change_lines, error_line, verdict

#: Columns of the scores that a narrow terminal goes without, the first to go first.
_DISPENSABLE = ("found", "support", "bar", "P", "R")
#: What a border and the blanks around it take of a line, for each column.
_FRAME = 3
_LONGEST_NAME = 14


def scores_table(evaluation: Evaluation, width: int) -> Table:
    """A line a field: precision, recall, F1 with its 95 % interval, the counts they come from, and what F1 was or must be."""
    was = evaluation.changes.before if evaluation.changes else {}
    second = evaluation.with_model
    rows = []
    for field, tally in evaluation.scored.items():
        bounds = evaluation.intervals.get(field)
        more = {
            "95 %": f"{bounds.low:.3f}-{bounds.high:.3f}" if bounds else "",
            "was": f"{was[field].f1:.3f}" if field in was else "",
            "bar": f"{evaluation.bars[field]:.2f}" if field in evaluation.bars else "",
            "with model": f"{second.tallies[field].f1:.3f}" if second else "",
        }
        rows.append({"field": str(field)} | _scores(tally) | more)
    whole = {"field": "whole fiches"} | _scores(evaluation.report.whole_fiches)
    if second:
        whole["with model"] = f"{second.whole_fiches.f1:.3f}"
    extra = [name for name, there in (("was", was), ("bar", evaluation.bars), ("with model", second)) if there]
    columns = _fitting(["field", "P", "R", "F1", "95 %", "support", "found", "spurious", "missed", *extra], [*rows, whole], width)
    table = _table(*columns)
    for row, field in zip(rows, evaluation.scored, strict=True):
        table.add_row(*(row[column] for column in columns), style="red" if field in evaluation.below else None)
    table.add_section()
    table.add_row(*(whole.get(column, "") for column in columns))
    return table


def _scores(tally: Tally) -> dict[str, str]:
    counts = {"support": str(tally.support), "found": str(tally.tp), "spurious": str(tally.fp), "missed": str(tally.fn)}
    return {"P": f"{tally.precision:.3f}", "R": f"{tally.recall:.3f}", "F1": f"{tally.f1:.3f}"} | counts


def _fitting(columns: Sequence[str], rows: Sequence[Mapping[str, str]], width: int) -> list[str]:
    """The columns that fit on a line."""
    needed = {column: max(len(cell) for cell in (column, *(row.get(column, "") for row in rows))) + _FRAME for column in columns}
    kept = list(columns)
    for column in _DISPENSABLE:
        if sum(needed[name] for name in kept) + 1 > width and column in kept:
            kept.remove(column)
    return kept


def _table(first: str, *others: str) -> Table:
    """A table whose first column is never cut; the others are numbers. What a document is called is no markup."""
    table = Table()
    table.add_column(first, no_wrap=True)
    for column in others:
        table.add_column(escape(column), justify="right", overflow="fold")
    return table


def texts_table(evaluation: Evaluation) -> Table:
    """F1 of each kind of text: letter by letter, case and accents aside, roughly."""
    table = _table("text", "strict", "normalised", "fuzzy", "support")
    for name, scores in evaluation.texts.items():
        tallies = (scores.strict, scores.normalised, scores.fuzzy)
        table.add_row(name, *(f"{tally.f1:.3f}" for tally in tallies), str(scores.fuzzy.support))
    return table


def groups_tables(evaluation: Evaluation, by: str, width: int) -> Iterator[Table]:
    """F1 of each field, a column for each document, kind or profile; several tables where one line cannot hold them all."""
    groups = list(evaluation.groups(by).items())
    longest = max((len(field) for field in evaluation.scored), default=0)
    column = min(_LONGEST_NAME, max((len(name) for name, _ in groups), default=0)) + _FRAME
    at_once = max(1, (width - longest - _FRAME - 1) // column)
    for first in range(0, len(groups), at_once):
        yield _groups_table(evaluation, dict(groups[first : first + at_once]))


def _groups_table(evaluation: Evaluation, groups: Mapping[str, Report]) -> Table:
    table = _table("field", *groups)
    for field in evaluation.scored:
        tallies = [report.tallies[field] for report in groups.values()]
        if any(tally.support or tally.fp for tally in tallies):
            table.add_row(str(field), *(f"{tally.f1:.3f}" if tally.support or tally.fp else "" for tally in tallies))
    table.add_section()
    table.add_row("whole fiches", *(f"{report.whole_fiches.recall:.3f}" for report in groups.values()))
    return table


def causes_table(evaluation: Evaluation) -> Table:
    """How many errors each field has by cause."""
    there = [cause for cause in Cause if any(error.cause is cause for error in evaluation.errors)]
    table = _table("errors", *there)
    for field, counts in causes(evaluation.errors).items():
        table.add_row(field, *(str(counts.get(cause, "")) for cause in there))
    return table


def errors_text(evaluation: Evaluation, most: int, *, contacts: bool) -> Iterable[str]:
    """Up to `most` errors of each field, by cause, one a line; what was read for a missed value is told with that."""
    told = [error for error in evaluation.errors if error.kind == "missed" or not error.instead]
    for field in evaluation.scored:
        errors = sorted((error for error in told if error.field == field), key=lambda error: list(Cause).index(error.cause))
        yield from (error_line(error, contacts=contacts) for error in errors[:most])
        if len(errors) > most:
            yield f"  … and {len(errors) - most} more errors in {field}"


def tables(evaluation: Evaluation, groups: Iterable[str], width: int) -> Iterator[Table]:
    """All tables of an evaluation, no wider than the terminal: scores, texts, scores by some groups, errors by cause."""
    yield scores_table(evaluation, width)
    yield texts_table(evaluation)
    for group in groups:
        yield from groups_tables(evaluation, group, width)
    if evaluation.errors:
        yield causes_table(evaluation)


def lines(evaluation: Evaluation, errors: int, *, contacts: bool) -> Iterator[str]:
    """Up to so many errors of each field, what changed since the baseline, and the verdict."""
    if errors:
        yield from errors_text(evaluation, errors, contacts=contacts)
    if evaluation.changes:
        yield from change_lines(evaluation.changes, contacts=contacts)
    yield from verdict(evaluation)
