"""The command `diff` as its user meets it."""

import json
from pathlib import Path

import pytest

from pipeline.emit.folder import write_folder
from schemas.dataset import Dataset
from tests.emit.conftest import dataset
from tests.support import Recueil

__all__ = ["dataset"]


@pytest.fixture
def editions(dataset: Dataset, tmp_path: Path) -> tuple[Path, Path]:
    """Two folders of runs; in the later one the full fiche has a new title and the bare one is gone."""
    _, full = dataset.fiches
    later = dataset.model_copy(update={"fiches": (full.model_copy(update={"title": "L'atelier vélo"}),)})
    write_folder(dataset, tmp_path / "old")
    write_folder(later, tmp_path / "new")
    return tmp_path / "old", tmp_path / "new"


def test_changes_are_told_written_and_give_exit_code_1(editions: tuple[Path, Path], tmp_path: Path, recueil: Recueil) -> None:
    old, new = editions
    done = recueil("diff", old, new / "fiches.json", "--json", tmp_path / "changes.json", "--markdown", tmp_path / "changes.md")
    assert (done.code, done.stderr) == (1, "")
    assert "L'atelier vélo" in done.stdout
    changes = json.loads((tmp_path / "changes.json").read_text("utf-8"))["fiches"]
    assert [len(changes[what]) for what in ("added", "removed", "changed")] == [0, 1, 1]
    assert "## Fiches removed" in (tmp_path / "changes.md").read_text("utf-8")


def test_the_same_data_give_exit_code_0(editions: tuple[Path, Path], recueil: Recueil) -> None:
    assert recueil("diff", editions[0], editions[0]).code == 0


def test_a_missing_dataset_is_one_line_and_exit_code_2(editions: tuple[Path, Path], tmp_path: Path, recueil: Recueil) -> None:
    done = recueil("diff", editions[0], tmp_path / "nowhere")
    assert (done.code, done.stderr.count("\n")) == (2, 1)
    assert "nowhere" in done.stderr
