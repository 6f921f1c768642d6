import errno
import os
from pathlib import Path

import pytest

from pipeline.emit.csv_file import to_csv
from pipeline.emit.folder import PartlyWrittenError, write_folder
from pipeline.emit.json_file import read_json, write_json
from pipeline.emit.tables import tables
from pipeline.errors import OutputError
from schemas.dataset import Dataset

FILES = [
    "fiches.json",
    "documents.csv",
    "fiches.csv",
    "sections.csv",
    "departments.csv",
    "carriers.csv",
    "contacts.csv",
    "figures.csv",
    "organisations.csv",
    "issues.csv",
]


def contents(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


class FailingReplace:
    """os.replace that fails on the calls named (from 1) and does its work on all others."""

    def __init__(self, *failing: int) -> None:
        self.failing = failing
        self.calls = 0
        self.replace = os.replace

    def __call__(self, source: Path, target: Path) -> None:
        self.calls += 1
        if self.calls in self.failing:
            raise OSError(errno.ENOSPC, "No space left on device")
        self.replace(source, target)


def test_writes_the_dataset_and_its_tables(dataset: Dataset, tmp_path: Path) -> None:
    folder = tmp_path / "deep" / "out"
    paths = write_folder(dataset, folder)
    assert paths == [folder / name for name in FILES]
    assert contents(folder) == {"fiches.json": write_json(dataset)} | {f"{table.name}.csv": to_csv(table) for table in tables(dataset)}
    assert read_json(folder / "fiches.json") == dataset


def test_replaces_its_own_files_and_leaves_others_alone(dataset: Dataset, empty_dataset: Dataset, tmp_path: Path) -> None:
    (tmp_path / "notes.md").write_text("à garder", encoding="utf8")
    (tmp_path / "sub").mkdir()
    (tmp_path / "sub" / "fiches.json").write_text("à garder aussi", encoding="utf8")
    write_folder(dataset, tmp_path)
    write_folder(empty_dataset, tmp_path)
    assert sorted(contents(tmp_path)) == sorted([*FILES, "notes.md", "sub/fiches.json"])
    assert (tmp_path / "notes.md").read_text(encoding="utf8") == "à garder"
    assert (tmp_path / "sub" / "fiches.json").read_text(encoding="utf8") == "à garder aussi"
    assert (tmp_path / "fiches.json").read_bytes() == write_json(empty_dataset)


def test_the_same_dataset_gives_the_same_files(dataset: Dataset, tmp_path: Path) -> None:
    write_folder(dataset, tmp_path / "a")
    write_folder(dataset, tmp_path / "b")
    assert contents(tmp_path / "a") == contents(tmp_path / "b")


@pytest.mark.parametrize("failing", range(1, len(FILES) + 1))
def test_a_failure_midway_leaves_the_earlier_files(
    failing: int, dataset: Dataset, empty_dataset: Dataset, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_folder(empty_dataset, tmp_path)
    before = contents(tmp_path)
    monkeypatch.setattr(os, "replace", FailingReplace(failing))
    with pytest.raises(OutputError, match=r"No space left on device.*nothing was changed there$"):
        write_folder(dataset, tmp_path)
    assert contents(tmp_path) == before
    assert sorted(os.listdir(tmp_path)) == sorted(FILES)


def test_a_failure_midway_leaves_nothing_where_nothing_was(dataset: Dataset, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "figures.csv").write_bytes(b"old")
    monkeypatch.setattr(os, "replace", FailingReplace(8))
    with pytest.raises(OutputError):
        write_folder(dataset, tmp_path)
    assert contents(tmp_path) == {"figures.csv": b"old"}


def test_an_interrupt_midway_leaves_the_earlier_files(
    dataset: Dataset, empty_dataset: Dataset, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_folder(empty_dataset, tmp_path)
    before = contents(tmp_path)
    replace = os.replace

    def interrupted(source: Path, target: Path) -> None:
        replace(source, target)
        # the first file is in place when the interrupt comes
        monkeypatch.setattr(os, "replace", replace)
        raise KeyboardInterrupt

    monkeypatch.setattr(os, "replace", interrupted)
    with pytest.raises(KeyboardInterrupt):
        write_folder(dataset, tmp_path)
    assert contents(tmp_path) == before
    assert sorted(os.listdir(tmp_path)) == sorted(FILES)


def test_where_putting_back_fails_too_the_earlier_files_are_kept_and_named(
    dataset: Dataset, empty_dataset: Dataset, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_folder(empty_dataset, tmp_path)
    before = contents(tmp_path)
    monkeypatch.setattr(os, "replace", FailingReplace(3, 4, 5))
    with pytest.raises(PartlyWrittenError) as caught:
        write_folder(dataset, tmp_path)
    assert "fiches.json, documents.csv" in str(caught.value)
    assert "nothing was changed" not in str(caught.value)
    kept = {path.name: path.read_bytes() for path in caught.value.kept.iterdir()}
    assert kept == before
    after = {name: (tmp_path / name).read_bytes() for name in FILES}
    assert after["fiches.json"] == write_json(dataset)
    assert after["issues.csv"] == before["issues.csv"]


def test_a_file_in_place_of_the_folder(dataset: Dataset, tmp_path: Path) -> None:
    (tmp_path / "out").write_bytes(b"a file")
    with pytest.raises(OutputError, match="File exists"):
        write_folder(dataset, tmp_path / "out")
    assert (tmp_path / "out").read_bytes() == b"a file"


def test_a_folder_in_place_of_a_file(dataset: Dataset, tmp_path: Path) -> None:
    (tmp_path / "organisations.csv").mkdir()
    with pytest.raises(OutputError):
        write_folder(dataset, tmp_path)
    assert os.listdir(tmp_path) == ["organisations.csv"]


@pytest.mark.skipif(os.name != "posix" or os.geteuid() == 0, reason="root may write everywhere")
def test_a_folder_that_may_not_be_written(dataset: Dataset, tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    try:
        with pytest.raises(OutputError, match="Permission denied"):
            write_folder(dataset, tmp_path)
    finally:
        tmp_path.chmod(0o700)
    assert os.listdir(tmp_path) == []
