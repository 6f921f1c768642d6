"""The output folder: its files are replaced together."""

import os
import shutil
import tempfile
from collections.abc import Iterable, Mapping
from pathlib import Path

from pipeline.emit.csv_file import to_csv
from pipeline.emit.json_file import write_json
from pipeline.emit.tables import tables
from pipeline.errors import OutputError, PartlyWrittenError
from schemas.dataset import Dataset


def write_folder(dataset: Dataset, folder: Path) -> list[Path]:
    """Write fiches.json and one CSV file a table; as `write_files` does."""
    contents = {"fiches.json": write_json(dataset)}
    contents |= {f"{table.name}.csv": to_csv(table) for table in tables(dataset)}
    return write_files(contents, folder)


def write_files(contents: Mapping[str, bytes], folder: Path) -> list[Path]:
    """Write files, given by their path from the folder, all or none; the paths written, in the same order.

    The folder is made where it does not exist; other files in it are left alone. Raises OutputError where it cannot
    be written: the files are then as they were (PartlyWrittenError where even that fails).
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        # inside the folder, so that moving a file out of it never crosses a file system
        workspace = Path(tempfile.mkdtemp(prefix=".recueil-", dir=folder))
    except OSError as error:
        raise OutputError(folder, _reason(error)) from error
    try:
        _replace_together(contents, folder, workspace)
    except PartlyWrittenError:
        raise  # the workspace holds the only copy of the earlier files
    except OSError as error:
        _remove(workspace)
        raise OutputError(folder, _reason(error)) from error
    except BaseException:
        _remove(workspace)
        raise
    _remove(workspace)
    return [folder / name for name in contents]


def _replace_together(contents: Mapping[str, bytes], folder: Path, workspace: Path) -> None:
    new, old = workspace / "new", workspace / "old"
    new.mkdir()
    old.mkdir()
    for name, data in contents.items():
        for place in (new, old, folder):
            (place / name).parent.mkdir(parents=True, exist_ok=True)
        (new / name).write_bytes(data)
        if os.path.lexists(folder / name):
            shutil.copy2(folder / name, old / name, follow_symlinks=False)
    try:
        for name in contents:
            os.replace(new / name, folder / name)
    except BaseException as error:  # an interrupt must not leave a mixture either
        replaced = [name for name in contents if not (new / name).exists()]
        try:
            _put_back(replaced, folder, old)
        except OSError as second:
            raise PartlyWrittenError(folder, replaced, old, _reason(second)) from error
        raise


def _put_back(names: Iterable[str], folder: Path, old: Path) -> None:
    for name in names:
        if os.path.lexists(old / name):
            os.replace(old / name, folder / name)
        else:
            (folder / name).unlink()


def _remove(workspace: Path) -> None:
    shutil.rmtree(workspace, ignore_errors=True)


def _reason(error: OSError) -> str:
    return error.strerror or "unknown reason"
