"""Accuracy held on gold: the samples' own, the held-out documents', and the shared gold where it exists."""

from pathlib import Path

from pipeline.evaluate.gold import read_gold
from pipeline.evaluate.scores import evaluate
from pipeline.rulebook import default_rulebook
from pipeline.run import Pipeline, input_files

ROOT = Path(__file__).resolve().parent.parent

#: F1 that each field must reach on the real documents.
BARS = {
    "fiche": 0.99, "title": 0.97, "kind": 0.99, "chapter": 1.0, "section": 0.97, "departments": 0.99,
    "related_departments": 0.80, "period": 0.95, "status": 0.97, "carriers": 0.97, "carriers_text": 0.70,
    "carrier_type": 0.93, "contact_name": 0.98, "contact_role": 0.93, "contact_phone": 0.99, "contact_email": 0.99,
    "figures": 0.93, "figure_nature": 0.85, "figure_qualifier": 0.93, "section_keys": 0.98,
}  # fmt: skip


def missed_bars(documents: Path, golds: list[Path]) -> list[str]:
    dataset = Pipeline(default_rulebook(), ner=False).run(input_files([documents]))
    report = evaluate(dataset, [read_gold(path) for path in golds])
    assert sum(tally.support for tally in report.tallies.values()) > 200
    return [
        f"{field} {tally.f1:.3f} < {BARS[field]}" for field, tally in report.tallies.items() if tally.support and tally.f1 < BARS[field]
    ]


def test_samples_reach_every_bar() -> None:
    assert missed_bars(ROOT / "data" / "raw", sorted((ROOT / "tests" / "gold").glob("*.jsonl"))) == []


def test_real_documents_reach_every_bar(shared: Path) -> None:
    golds = sorted((shared / "gold").glob("*.jsonl"))
    assert golds
    assert missed_bars(shared / "corpus", golds) == []


def test_held_out_documents_reach_every_bar() -> None:
    folder = ROOT / "tests" / "heldout"
    assert missed_bars(folder / "documents", sorted((folder / "gold").glob("*.jsonl"))) == []
