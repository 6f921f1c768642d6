"""An evaluation as Markdown, for the summary of a CI step or a page of documentation."""

from collections.abc import Iterable, Iterator, Sequence

from pipeline.evaluate.causes import Cause
from pipeline.evaluate.evaluation import Evaluation
from pipeline.evaluate.show.lines import causes, change_lines, verdict

#: More changed items than this are counted, not listed: a summary is read by people.
_MOST = 200


def to_markdown(evaluation: Evaluation, *, contacts: bool = False) -> str:
    """The whole page: verdict, what changed, scores, texts, causes."""
    return "\n".join([*_page(evaluation, contacts=contacts), ""])


def _page(evaluation: Evaluation, *, contacts: bool) -> Iterator[str]:
    yield "# Accuracy"
    yield ""
    for line in verdict(evaluation):
        yield f"- {line}"
    if evaluation.changes and evaluation.changes.worse:
        yield from ("", "## What was right and is wrong", "")
        lines = list(change_lines(evaluation.changes, contacts=contacts))
        yield from (f"- {_escaped(line)}" for line in lines[:_MOST])
        if len(lines) > _MOST:
            yield f"- … and {len(lines) - _MOST} more"
    yield from ("", "## Scores", "")
    yield from scores_table(evaluation)
    if evaluation.texts:
        yield from ("", "## Texts", "")
        rows = [
            [name, *(f"{tally.f1:.3f}" for tally in (scores.strict, scores.normalised, scores.fuzzy)), str(scores.fuzzy.support)]
            for name, scores in evaluation.texts.items()
        ]
        yield from table(("text", "strict", "normalised", "fuzzy", "support"), rows)
    if evaluation.errors:
        yield from ("", "## Errors by cause", "")
        rows = [[field, *(str(counts.get(cause, "")) for cause in Cause)] for field, counts in causes(evaluation.errors).items()]
        yield from table(("field", *Cause), rows)


def scores_table(evaluation: Evaluation) -> Iterator[str]:
    """A row a field: F1, its interval, precision, recall, support, and what it was and must be where that is known."""
    was = evaluation.changes.before if evaluation.changes else {}
    rows = []
    for field, tally in evaluation.scored.items():
        bounds = evaluation.intervals.get(field)
        row = [str(field), f"{tally.f1:.3f}", f"{bounds.low:.3f}–{bounds.high:.3f}" if bounds else ""]
        row += [f"{tally.precision:.3f}", f"{tally.recall:.3f}", str(tally.support)]
        row += [f"{was[field].f1:.3f}" if field in was else ""] if was else []
        row += [f"{evaluation.bars[field]:.2f}" if field in evaluation.bars else ""] if evaluation.bars else []
        rows.append(row)
    whole = evaluation.report.whole_fiches
    rows.append(["whole fiches", f"{whole.f1:.3f}", "", f"{whole.precision:.3f}", f"{whole.recall:.3f}", str(whole.support)])
    columns = ["field", "F1", "95 %", "P", "R", "support", *(["was"] if was else []), *(["bar"] if evaluation.bars else [])]
    yield from table(columns, [row + [""] * (len(columns) - len(row)) for row in rows])


def table(columns: Sequence[str], rows: Iterable[Sequence[str]], *, numbers: bool = True) -> Iterator[str]:
    """The lines of a Markdown table; of `numbers` all columns but the first are aligned to the right.

    >>> list(table(("field", "F1"), [["title", "1.000"]]))
    ['| field | F1 |', '|---|---:|', '| title | 1.000 |']
    """
    yield "| " + " | ".join(columns) + " |"
    yield "|---|" + ("---:|" if numbers else "---|") * (len(columns) - 1)
    for row in rows:
        yield "| " + " | ".join(_escaped(cell) for cell in row) + " |"


def _escaped(text: str) -> str:
    return text.replace("|", "\\|").replace("<", "&lt;")
