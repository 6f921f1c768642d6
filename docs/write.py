"""Write the generated parts of the documentation (`make docs`): the table of findings, the tables of accuracy.

The tables of accuracy need the real documents in `../shared`; reading them in every format takes some minutes.
"""

from collections.abc import Iterable
from pathlib import Path

from pipeline.evaluate.gold import read_gold
from pipeline.evaluate.scores import Report, evaluate
from pipeline.findings import markdown_table
from pipeline.rulebook import default_rulebook
from pipeline.run import Pipeline, input_files
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
IN_SHORT = ("fiche", "title", "departments", "period", "carriers", "contact_name", "contact_email", "figures", "figure_nature")


def between_marks(page: str, table: str, name: str = "table") -> str:
    """The page with a new table between its marks: `<!-- NAME -->` and `<!-- end -->`, each on a line."""
    start = page.index(f"<!-- {name} -->\n") + len(f"<!-- {name} -->\n")
    return page[:start] + table + page[page.index(END, start) :]


def scores(documents: Path, gold: Path) -> Report:
    """Scores of a folder of documents, read without the language model."""
    dataset = Pipeline(default_rulebook(), ner=False).run(input_files([documents]))
    return evaluate(dataset, [read_gold(path) for path in sorted(gold.glob("*.jsonl"))])


def accuracy_table(reports: dict[str, Report], fields: Iterable[str]) -> str:
    """F1 and support of some fields on every set."""
    lines = ["| field | " + " | ".join(reports) + " |", "|---|" + "---:|" * len(reports)]
    for field in fields:
        tallies = [report.tallies[field] for report in reports.values()]
        cells = (f"{tally.f1:.3f} ({tally.support})" if tally.support else "–" for tally in tallies)
        lines.append(f"| {field} | " + " | ".join(cells) + " |")
    return "\n".join(lines) + "\n"


def main() -> None:
    """Write the pages; the tables of accuracy only where the real documents are at hand."""
    tables = {(HERE / "findings.md", "table"): markdown_table(default_rulebook().findings)}
    if SHARED.is_dir():
        reports = {gold_set.name: scores(gold_set.documents, gold_set.gold) for gold_set in SETS}
        formats = {name: scores(documents, SHARED / "gold") for name, documents in FORMATS}
        fields = tuple(next(iter(reports.values())).tallies)
        tables[HERE / "accuracy.md", "table"] = accuracy_table(reports, fields)
        tables[HERE / "accuracy.md", "formats"] = accuracy_table(formats, fields)
        tables[ROOT / "README.md", "table"] = accuracy_table(reports, IN_SHORT)
    for (page, name), table in tables.items():
        page.write_text(between_marks(page.read_text("utf-8"), table, name), "utf-8")


if __name__ == "__main__":
    main()
