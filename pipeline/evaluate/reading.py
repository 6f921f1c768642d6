"""Reading the documents that gold judges, and scoring what was read."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from pipeline.document import Document
from pipeline.emit.json_file import read_json
from pipeline.errors import InputNotFoundError
from pipeline.evaluate.causes import ScoreError, errors
from pipeline.evaluate.gold import Gold, read_gold
from pipeline.evaluate.scores import Report, evaluate
from pipeline.rulebook import Rulebook
from pipeline.run import Pipeline, input_files
from schemas.dataset import Dataset


@dataclass(frozen=True)
class Reading:
    """Documents that were just read, their scores, and their errors with the printed lines."""

    dataset: Dataset
    report: Report
    errors: tuple[ScoreError, ...]


def gold_of(paths: Sequence[Path]) -> list[Gold]:
    """The gold of the given files, and of all `.jsonl` files of the given folders.

    Raises InputNotFoundError for a folder without any, GoldError for a file that cannot be used.
    """
    files: list[Path] = []
    for path in paths:
        inside = sorted(path.glob("*.jsonl")) if path.is_dir() else [path]
        if not inside:
            raise InputNotFoundError(path, "holds no gold file (.jsonl)")
        files += inside
    return [read_gold(file) for file in files]


def read_and_score(golds: Sequence[Gold], paths: Sequence[Path], rulebook: Rulebook, *, ner: bool) -> Reading:
    """Read those of some documents (or folders of them) that gold judges, and score them.

    Raises InputNotFoundError for a path that does not exist, and for gold whose document is not there.
    """
    judged = {gold.document for gold in golds}
    files = [file for file in input_files(paths) if file.path.stem in judged]
    if missing := judged - {file.path.stem for file in files}:
        raise InputNotFoundError(Path(min(missing)), "gold, but no such document; name its file or folder with --documents")
    documents: dict[str, Document] = {}
    dataset = Pipeline(rulebook, ner=ner).run(files, on_document=lambda document: documents.update({document.id: document}))
    report = evaluate(dataset, golds)
    return Reading(dataset, report, errors(report, documents))


def already_read(golds: Sequence[Gold], folder: Path) -> Reading:
    """The scores of what was read before, from the fiches.json of a folder. Raises DatasetError."""
    dataset = read_json(folder / "fiches.json")
    report = evaluate(dataset, golds)
    return Reading(dataset, report, errors(report))
