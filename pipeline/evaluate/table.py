"""Scores and errors as the terminal shows them."""

from rich.table import Table

from pipeline.evaluate.scores import Report


def scores_table(report: Report) -> Table:
    """A line a field: precision, recall, F1 and support, with the counts they come from."""
    table = Table()
    table.add_column("field")
    for column in ("P", "R", "F1", "support", "found", "spurious", "missed"):
        table.add_column(column, justify="right")
    for field, tally in report.tallies.items():
        scores = (f"{score:.3f}" for score in (tally.precision, tally.recall, tally.f1))
        counts = (str(count) for count in (tally.support, tally.tp, tally.fp, tally.fn))
        table.add_row(str(field), *scores, *counts)
    return table


def errors_text(report: Report, most: int) -> str:
    """Up to `most` errors of each field, one a line: where, what, and whether it was missed or is spurious."""
    lines = []
    for field in report.tallies:
        errors = [error for error in report.errors if error.field == field]
        for error in errors[:most]:
            lines.append(f"{error.document}:{error.line or '?'} {field} {error.kind}: {error.value}  ({error.title[:50]})")
        if len(errors) > most:
            lines.append(f"  … and {len(errors) - most} more errors in {field}")
    return "\n".join(lines)
