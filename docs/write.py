"""Write the generated parts of the documentation (`make docs`): the table of findings, the accuracy tables."""

from pathlib import Path

from pipeline.evaluate.gold import read_gold
from pipeline.evaluate.scores import Report, evaluate
from pipeline.findings import markdown_table
from pipeline.rulebook import default_rulebook
from pipeline.run import Pipeline, input_files

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent
SHARED = ROOT.parent / "shared"
MARK = "<!-- table -->\n"
END = "<!-- end -->\n"

#: Name of a column, folder of documents, folder of gold.
SETS = (
    ("real documents", SHARED / "corpus", SHARED / "gold"),
    ("held-out", ROOT / "tests" / "heldout" / "documents", ROOT / "tests" / "heldout" / "gold"),
    ("samples", ROOT / "data" / "raw", ROOT / "tests" / "gold"),
)


def between_marks(page: str, table: str) -> str:
    """The page with a new table between its marks."""
    return page[: page.index(MARK)] + MARK + table + page[page.index(END) :]


def scores(documents: Path, gold: Path) -> Report:
    """Scores of a folder of documents, read without the language model."""
    dataset = Pipeline(default_rulebook(), ner=False).run(input_files([documents]))
    return evaluate(dataset, [read_gold(path) for path in sorted(gold.glob("*.jsonl"))])


def accuracy_table() -> str:
    """F1 and support of every field on every set that is there."""
    reports = {name: scores(documents, gold) for name, documents, gold in SETS if documents.is_dir()}
    lines = ["| field | " + " | ".join(reports) + " |", "|---|" + "---:|" * len(reports)]
    for field in next(iter(reports.values())).tallies:
        tallies = [report.tallies[field] for report in reports.values()]
        cells = (f"{tally.f1:.3f} ({tally.support})" if tally.support else "–" for tally in tallies)
        lines.append(f"| {field} | " + " | ".join(cells) + " |")
    return "\n".join(lines) + "\n"


def main() -> None:
    """Write the pages; the accuracy tables only where the real documents are at hand."""
    findings = HERE / "findings.md"
    findings.write_text(between_marks(findings.read_text("utf-8"), markdown_table(default_rulebook().findings)), "utf-8")
    if SHARED.is_dir():
        accuracy = HERE / "accuracy.md"
        accuracy.write_text(between_marks(accuracy.read_text("utf-8"), accuracy_table()), "utf-8")


if __name__ == "__main__":
    main()
