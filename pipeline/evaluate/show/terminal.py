"""An evaluation as the terminal shows it."""

from collections.abc import Iterable, Iterator

from rich.table import Table

from pipeline.evaluate.causes import Cause
from pipeline.evaluate.evaluation import Evaluation
from pipeline.evaluate.scores import Tally
from pipeline.evaluate.show.lines import causes, error_line


def scores_table(evaluation: Evaluation) -> Table:
    """A line a field: precision, recall, F1 with its 95 % interval, the counts they come from, and what F1 was or must be."""
    table = Table()
    table.add_column("field")
    was = evaluation.changes.before if evaluation.changes else {}
    extra = [name for name, there in (("was", was), ("bar", evaluation.bars), ("with model", evaluation.with_model)) if there]
    for column in ("P", "R", "F1", "95 %", "support", "found", "spurious", "missed", *extra):
        table.add_column(column, justify="right")
    for field, tally in evaluation.report.tallies.items():
        bounds = evaluation.intervals.get(field)
        more = {
            "was": f"{was[field].f1:.3f}" if field in was else "",
            "bar": f"{evaluation.bars[field]:.2f}" if field in evaluation.bars else "",
            "with model": f"{evaluation.with_model.tallies[field].f1:.3f}" if evaluation.with_model else "",
        }
        shown = f"{bounds.low:.3f}-{bounds.high:.3f}" if bounds else ""
        style = "red" if field in evaluation.below else None
        table.add_row(str(field), *_scores(tally), shown, *_counts(tally), *(more[name] for name in extra), style=style)
    whole = evaluation.report.whole_fiches
    table.add_section()
    table.add_row("whole fiches", *_scores(whole), "", *_counts(whole))
    return table


def _scores(tally: Tally) -> Iterator[str]:
    return (f"{score:.3f}" for score in (tally.precision, tally.recall, tally.f1))


def _counts(tally: Tally) -> Iterator[str]:
    return (str(count) for count in (tally.support, tally.tp, tally.fp, tally.fn))


def texts_table(evaluation: Evaluation) -> Table:
    """F1 of each kind of text: every letter, case and accents aside, roughly."""
    table = Table()
    table.add_column("text")
    for column in ("strict", "normalised", "fuzzy", "support"):
        table.add_column(column, justify="right")
    for name, scores in evaluation.texts.items():
        tallies = (scores.strict, scores.normalised, scores.fuzzy)
        table.add_row(name, *(f"{tally.f1:.3f}" for tally in tallies), str(scores.fuzzy.support))
    return table


def groups_table(evaluation: Evaluation, by: str) -> Table:
    """F1 of each field, a column for each document, kind or profile."""
    groups = evaluation.groups(by)
    table = Table()
    table.add_column("field")
    for name in groups:
        table.add_column(name, justify="right", overflow="fold")
    for field in evaluation.scored:
        tallies = [report.tallies[field] for report in groups.values()]
        table.add_row(str(field), *(f"{tally.f1:.3f}" if tally.support or tally.fp else "" for tally in tallies))
    table.add_section()
    table.add_row("whole fiches", *(f"{report.whole_fiches.recall:.3f}" for report in groups.values()))
    return table


def causes_table(evaluation: Evaluation) -> Table:
    """How many errors each field has by cause."""
    table = Table()
    table.add_column("errors")
    for cause in Cause:
        table.add_column(cause, justify="right")
    for field, counts in causes(evaluation.errors).items():
        table.add_row(field, *(str(counts.get(cause, "")) for cause in Cause))
    return table


def errors_text(evaluation: Evaluation, most: int, *, contacts: bool) -> Iterable[str]:
    """Up to `most` errors of each field, by cause, one a line."""
    for field in evaluation.scored:
        errors = sorted((error for error in evaluation.errors if error.field == field), key=lambda error: list(Cause).index(error.cause))
        yield from (error_line(error, contacts=contacts) for error in errors[:most])
        if len(errors) > most:
            yield f"  … and {len(errors) - most} more errors in {field}"
