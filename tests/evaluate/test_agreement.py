"""The project's scores must be those of the judge's scorer, where that one is at hand."""

import importlib.util
import json
import random
import sys
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from copy import deepcopy
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from pipeline.emit.json_file import write_json
from pipeline.evaluate.causes import errors
from pipeline.evaluate.gold import read_gold
from pipeline.evaluate.scores import evaluate
from schemas.dataset import Dataset
from schemas.enums import FieldName

Annotated = dict[str, Any]
MakeDataset = Callable[[Mapping[str, Sequence[Annotated]]], Dataset]
Counts = dict[str, tuple[int, int, int]]

JUDGE = Path(__file__).parents[3] / "shared" / "tools" / "score.py"
SEEDS = range(25)

pytestmark = pytest.mark.skipif(not JUDGE.exists(), reason="the judge's scorer is not here")


@pytest.fixture(scope="module")
def judge() -> ModuleType:
    spec = importlib.util.spec_from_file_location("judge_score", JUDGE)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    before, sys.dont_write_bytecode = sys.dont_write_bytecode, True
    spec.loader.exec_module(module)
    sys.dont_write_bytecode = before
    return module


def _slip(text: str, rng: random.Random) -> str:
    """The text with a letter lost, words turned round, or cut."""
    words = text.split()
    place = rng.randrange(len(text))
    return rng.choice([text[:place] + text[place + 1 :], " ".join(reversed(words)), " ".join(words[:2]), text.upper(), text + " ²æ"])


def _spoil(fiche: Annotated, rng: random.Random) -> None:
    """Change some fields of an annotation the way an extractor may get them wrong."""

    def happens(chance: float = 0.25) -> bool:
        return rng.random() < chance

    if happens():
        fiche["title"] = _slip(fiche["title"], rng) or "?"
    if happens() and fiche["title_line"] is not None:
        fiche["title_line"] += rng.choice([-3, -1, 1, 2, 5])
    if happens():
        fiche["kind"] = rng.choice(["fiche", "brief", "focus"])
    if happens():
        fiche["chapter"] = rng.choice([None, {"number": 2, "name": "Grand âge"}, {"number": 4, "name": "Divers"}])
    if happens():
        fiche["section"] = rng.choice([None, "Autres démarches", "Rouler à petits prix"])
    for key in ("departments", "related_departments"):
        if happens():
            fiche[key] = rng.sample(["18", "23", "36", "87", "2A"], rng.randrange(3))
    if happens():
        years = {"raw": None, "start_year": rng.choice([None, 2012, 2016]), "end_year": None, "ongoing": happens(0.5)}
        fiche["period"] = rng.choice([None, years])
    if happens():
        fiche["status"] = rng.choice([None, {"raw": "x", "code": "done"}])
    if happens():
        fiche["section_keys"] = rng.sample(["body", "context", "impact", "further"], rng.randrange(4))
    carriers, contacts, figures = (fiche.setdefault(key, []) for key in ("carriers", "contacts", "figures"))
    for carrier in carriers:
        if happens():
            carrier["name"] = _slip(carrier["name"], rng) or "?"
        if happens():
            carrier["type"] = rng.choice(["other", "association", "department"])
    for contact in contacts:
        if happens():
            contact["name"] = rng.choice([None, _slip(contact["name"] or "Odile", rng)])
        if happens():
            contact["role"] = rng.choice([None, _slip(contact["role"] or "Accueil", rng)])
        if happens():
            contact["phones"] = rng.choice([[], ["+33199000001"], ["+33199000001", "+33199000009"]])
        if happens():
            contact["emails"] = rng.choice([[], ["Odile.Marnier@creuse.example"]])
        if not any(contact.values()):
            contact["name"] = "X"
    for figure in figures:
        if happens():
            figure["value"] = rng.choice([40, 66.671, 66.674, 12])
            figure["high"] = rng.choice([None, None, 100])
        if happens():
            figure["label"] = rng.choice(["vélos", "vélos réparés", "autre"])
        if happens():
            figure["kind"] = rng.choice(["count", "people"])
        if happens():
            figure["nature"] = rng.choice(["context", "target"])
        if happens():
            figure["qualifier"] = rng.choice(["min", "max"])
    for items in (carriers, contacts, figures):
        if items and happens():
            items.insert(0, deepcopy(rng.choice(items)))
        if items and happens(0.15):
            items.pop()
        if happens():
            rng.shuffle(items)


def _spoilt(annotations: list[Annotated], rng: random.Random, *, lines: bool) -> list[Annotated]:
    extracted = [deepcopy(record) for record in annotations for _ in range(rng.choice([0, 1, 1, 1, 1, 1, 2]))]
    for record in extracted:
        if not lines:
            record["title_line"] = None
        _spoil(record, rng)
    return extracted


def _compare(judge: ModuleType, dataset: Dataset, golds: list[Path], folder: Path) -> Counts:
    """The counts of both scorers, which must agree."""
    path = folder / "fiches.json"
    path.write_bytes(write_json(dataset))
    expected = judge.score(path, golds)
    report = evaluate(dataset, [read_gold(gold) for gold in golds])
    ours = {str(field): (tally.tp, tally.fp, tally.fn) for field, tally in report.tallies.items()}
    assert ours == {field: (tally.tp, tally.fp, tally.fn) for field, tally in expected.items()}
    found = errors(report)
    for field, tally in report.tallies.items():
        assert (tally.precision, tally.recall, tally.f1) == expected[field].prf
        assert sum(error.field == field for error in found) == len(expected[field].errors)
    return ours


def _write(path: Path, records: Sequence[Annotated]) -> Path:
    path.write_text("".join(json.dumps(record, ensure_ascii=False) + "\n" for record in records), encoding="utf8")
    return path


def test_the_fields_are_the_same(judge: ModuleType) -> None:
    assert [str(field) for field in FieldName] == judge.FIELDS


@pytest.mark.parametrize("lines", [True, False], ids=["with lines", "without lines"])
@pytest.mark.parametrize("ranges", [None, [[1, 110]], [[1, 70], [150, 230]]], ids=["whole", "one range", "two ranges"])
def test_spoilt_datasets_score_the_same(
    lines: bool,
    ranges: list[list[int]] | None,
    judge: ModuleType,
    annotations: list[Annotated],
    make_dataset: MakeDataset,
    tmp_path: Path,
) -> None:
    covered = [a for a in annotations if ranges is None or any(x <= a["title_line"] <= y for x, y in ranges)]
    head: list[Annotated] = [] if ranges is None else [{"lines": ranges}]
    golds = [
        _write(tmp_path / "lune.dev.gold.jsonl", head + covered),
        _write(tmp_path / "mars.gold.jsonl", annotations[3:]),
    ]
    totals: Counter[tuple[str, int]] = Counter()
    for seed in SEEDS:
        rng = random.Random(seed)  # noqa: S311
        extracted = {name: _spoilt(annotations, rng, lines=lines) for name in ("lune", "mars", "venus")}
        counts = _compare(judge, make_dataset(extracted), golds, tmp_path)
        totals.update({(field, place): n for field, triple in counts.items() for place, n in enumerate(triple)})
    # the comparison says something only where each count of each field was put to the test
    assert [(field, place) for field in FieldName for place in range(3) if not totals[field, place]] == []


def test_an_empty_dataset_scores_the_same(
    judge: ModuleType, annotations: list[Annotated], make_dataset: MakeDataset, tmp_path: Path
) -> None:
    counts = _compare(judge, make_dataset({}), [_write(tmp_path / "lune.gold.jsonl", annotations)], tmp_path)
    assert counts["fiche"] == (0, 0, 6)
