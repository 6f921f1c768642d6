"""Write the generated parts of the documentation (`make docs`): the tables of findings and columns, the JSON Schemas of the rule files,
the pages of accuracy, and rules/accuracy.yaml, which dataset cards are made of.

Everything about accuracy needs the real documents in `../shared`; reading them in every format takes some minutes.
"""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any

import yaml

from pipeline.emit.dictionary import Dictionary
from pipeline.emit.tables import tables, territories
from pipeline.evaluate.causes import ScoreError
from pipeline.evaluate.evaluation import Evaluation
from pipeline.evaluate.gold import read_gold
from pipeline.evaluate.reading import gold_of, read_and_score
from pipeline.evaluate.rule_stats import rule_stats
from pipeline.evaluate.scores import Report, Tally, evaluate
from pipeline.evaluate.show.lines import judgement_of, value_of
from pipeline.evaluate.show.markdown import table
from pipeline.findings import markdown_table
from pipeline.rulebook import FILES, default_rulebook
from pipeline.rules.editor import write_schemas
from pipeline.run import Pipeline, input_files
from schemas.accuracy import AccuracyFile, InBoth, Score, SetAccuracy
from schemas.dataset import Dataset
from schemas.enums import FieldName
from tests.sets import SETS, SHARED

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent
END = "<!-- end -->\n"

#: The real documents in every format: name of a column, folder of documents.
FORMATS = (
    ("text", SHARED / "corpus"),
    ("PDF, banded", SHARED / "renditions" / "banded"),
    ("PDF, in columns", SHARED / "renditions" / "columns"),
    ("HTML", SHARED / "renditions" / "html"),
    ("Word", SHARED / "renditions" / "docx"),
)

#: What the README shows of them.
IN_SHORT = tuple(
    map(FieldName, ("fiche", "title", "departments", "period", "carriers", "contact_name", "contact_email", "figures", "figure_nature"))
)

#: What French readers of a dataset card are told of each set, and of how all were measured.
IN_FRENCH = {
    "real documents": "documents réels",
    "held-out": "documents inventés tenus à part",
    "other layouts": "documents inventés, autres mises en page",
    "samples": "exemples du projet",
}
CONDITIONS = InBoth(
    fr="sans modèle de langue ; tous ces documents ont servi à mettre les règles au point : un document d'un nouvel éditeur obtient moins",
    en="without language model; the rules were improved on all these documents: one of a new publisher scores less",
)
#: Fields of records that hold evidence.
_EVIDENCE = {"evidence", "title_evidence", "publisher_evidence"}
ACCURACY_HEAD = """# yaml-language-server: $schema=../schemas/json/accuracy.schema.json
# How accurate the project was found to be (F1, and the number of gold values it rests on): written by `make docs`.
"""

#: Fields whose values are no words of the document: those of the real ones may be shown.
_NO_WORDS = {FieldName.FIGURES, FieldName.FIGURE_NATURE, FieldName.FIGURE_QUALIFIER}


def between_marks(page: str, text: str, name: str) -> str:
    """The page with a new text between its marks: `<!-- NAME -->` and `<!-- end -->`, each on a line."""
    start = page.index(f"<!-- {name} -->\n") + len(f"<!-- {name} -->\n")
    return page[:start] + text + page[page.index(END, start) :]


def scores(documents: Path) -> Report:
    """Scores of the real documents in one format, read without the language model."""
    dataset = Pipeline(default_rulebook(), ner=False).run(input_files([documents]))
    return evaluate(dataset, [read_gold(path) for path in sorted((SHARED / "gold").glob("*.jsonl"))])


def by_format(reports: Mapping[str, Report]) -> Iterator[str]:
    """F1 and support of every field in every format."""
    rows = [[field, *(_f1(report.tallies[field]) for report in reports.values())] for field in FieldName]
    return table(("field", *reports), rows)


def by_set(evaluations: Mapping[str, Evaluation], fields: Iterable[FieldName], *, sure: bool) -> Iterator[str]:
    """F1 and support of some fields on every set, and where it is asked for how sure they are."""

    def cell(evaluation: Evaluation, field: FieldName) -> str:
        bounds = evaluation.intervals.get(field)
        unsure = sure and bounds and bounds.low < bounds.high
        return _f1(evaluation.report.tallies[field]) + (f" [{bounds.low:.3f}–{bounds.high:.3f}]" if unsure and bounds else "")

    rows = [[field, *(cell(evaluation, field) for evaluation in evaluations.values())] for field in fields]
    whole = ["whole fiches", *(_f1(evaluation.report.whole_fiches) for evaluation in evaluations.values())]
    return table(("field", *evaluations), [*rows, whole] if sure else rows)


def _f1(tally: Tally) -> str:
    return f"{tally.f1:.3f} ({tally.support})" if tally.support else "–"


def accuracy(reports: Mapping[str, Report], day: date) -> str:
    """rules/accuracy.yaml: F1 and support of every field on every set."""
    sets = [
        SetAccuracy(
            name=InBoth(fr=IN_FRENCH[name], en=name),
            fields={field: _score(tally) for field, tally in report.tallies.items() if tally.support},
            whole_fiches=_score(report.whole_fiches),
        )
        for name, report in reports.items()
    ]
    record = AccuracyFile(measured_on=day.isoformat(), conditions=CONDITIONS, sets=tuple(sets))
    return ACCURACY_HEAD + yaml.safe_dump(
        record.model_dump(mode="json"), allow_unicode=True, sort_keys=False, default_flow_style=None, width=1000
    )


def _score(tally: Tally) -> Score:
    return Score(f1=round(tally.f1, 3), support=tally.support)


def by_kind(evaluations: Iterable[Evaluation]) -> Iterator[str]:
    """F1 and support of each field for each kind of fiche, over all sets."""
    graded = tuple(one for evaluation in evaluations for one in evaluation.report.graded)
    kinds = Evaluation(Report(graded), ()).groups("kind")
    rows = [[field, *(_f1(report.tallies[field]) for report in kinds.values())] for field in FieldName]
    return table(("field", *kinds), rows)


def texts(evaluations: Mapping[str, Evaluation]) -> Iterator[str]:
    """F1 of texts letter by letter, with case and accents aside, and roughly."""
    rows = []
    for name in next(iter(evaluations.values())).texts:
        found = [evaluation.texts[name] for evaluation in evaluations.values()]
        rows.append([name, *(f"{tally.f1:.3f}" for scores in found for tally in (scores.strict, scores.normalised, scores.fuzzy))])
    columns = [f"{name}, {level}" for name in evaluations for level in ("strict", "normalised", "fuzzy")]
    return table(("text", *columns), rows)


def remaining(evaluations: Mapping[str, Evaluation]) -> Iterator[str]:
    """Every error that remains with its cause, the rule that fired and why it is there (`docs/remaining.yaml`)."""
    known = yaml.safe_load((HERE / "remaining.yaml").read_text("utf-8"))
    for name, evaluation in evaluations.items():
        errors = [error for error in evaluation.errors if error.kind == "missed" or not error.instead]
        yield f"### {name[0].upper()}{name[1:]}"
        yield ""
        if not errors:
            yield "Nothing."
        else:
            rows = [_row(error, known, words=name != "real documents") for error in errors]
            yield from table(("where", "field", "what", "cause", "why"), rows, numbers=False)
        yield ""


def _row(error: ScoreError, known: Mapping[str, Any], *, words: bool) -> list[str]:
    what, instead = value_of(error, contacts=False), judgement_of(error, contacts=False)
    if not words:
        shown = error.field in _NO_WORDS
        what, instead = (what.split(" (")[0], instead.split(" (")[0]) if shown else ("", "")
    read = f", read as {instead}" if instead else ""
    rule = f" (`{error.rule}`)" if error.rule else ""
    place = error.where or (f"line {error.line}" if error.line else "")
    return [f"{error.document}, {place}", error.field, f"{error.kind} {what}{read}".strip(), error.cause + rule, _reason(error, known)]


def _reason(error: ScoreError, known: Mapping[str, Any]) -> str:
    single = known["errors"].get(f"{error.document}:{error.line} {error.field}")
    reason = single or known["usual"].get(str(error.field), {}).get(str(error.cause))
    return str(known["reasons"][reason]) if reason else "not explained yet"


def columns() -> Iterator[str]:
    """Every column of every table with its type and its words in both languages, but those that say where a value was read."""
    empty = Dataset(documents=(), fiches=())
    words = Dictionary(default_rulebook().dictionary)
    for one in (*tables(empty), territories(empty)):
        yield from (f"#### `{one.name}`", "", words.table(one.name).en.description, "")
        told = [(column, words.column(one.name, column.name)) for column in one.columns if not _EVIDENCE & set(column.path.split("."))]
        rows = [[f"`{column.name}`", column.type.value, both.en.description, both.fr.description] for column, both in told]
        yield from table(("column", "type", "what it means", "en français"), rows, numbers=False)
        yield ""


def rules() -> Iterator[str]:
    """The rules that gold contradicts now and then, and those that never fire."""
    sets = [gold_set for gold_set in SETS if gold_set.here]
    stats = rule_stats(gold_of([gold_set.gold for gold_set in sets]), [gold_set.documents for gold_set in sets])
    doubted = [rule for rule in stats if rule.precision is not None and rule.precision < 0.9]
    rows = [[rule.id, rule.group, str(rule.hits), str(rule.judged), f"{rule.precision:.3f}"] for rule in doubted]
    yield from table(("rule", "list", "hits", "judged by gold", "precision"), rows)
    quiet = [rule.id for rule in stats if not rule.fires]
    yield ""
    yield f"Of {len(stats)} rules {len(quiet)} fire on none of the documents: {', '.join(f'`{rule}`' for rule in quiet)}."


def main() -> None:
    """Write the pages; those of accuracy only where the real documents are at hand."""
    write_schemas(FILES, ROOT / "schemas" / "json")
    parts = {
        (HERE / "findings.md", "table"): markdown_table(default_rulebook().findings),
        (HERE / "data.md", "columns"): "\n".join(columns()),
    }
    if SHARED.is_dir():
        readings = {one.name: read_and_score(gold_of([one.gold]), [one.documents], default_rulebook(), ner=False) for one in SETS}
        sets = {name: Evaluation(reading.report, reading.errors) for name, reading in readings.items()}
        formats = {name: scores(documents) for name, documents in FORMATS}
        page = HERE / "accuracy.md"
        written = {
            (page, "table"): by_set(sets, FieldName, sure=True),
            (page, "kinds"): by_kind(sets.values()),
            (page, "texts"): texts(sets),
            (page, "formats"): by_format(formats),
            (page, "remaining"): remaining(sets),
            (page, "rules"): rules(),
            (ROOT / "README.md", "table"): by_set(sets, IN_SHORT, sure=False),
        }
        reports = {name: evaluation.report for name, evaluation in sets.items()}
        (ROOT / "rules" / "accuracy.yaml").write_text(accuracy(reports, date.today()), "utf-8")
        parts |= {place: "\n".join(lines) + "\n" for place, lines in written.items()}
    for (page, name), text in parts.items():
        page.write_text(between_marks(page.read_text("utf-8"), text, name), "utf-8")


if __name__ == "__main__":
    main()
