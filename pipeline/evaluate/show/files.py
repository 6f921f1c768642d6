"""Reports as files, the format told by the ending of the name."""

from collections.abc import Callable, Mapping
from pathlib import Path

from pipeline.errors import OutputError, ReportFormatError
from pipeline.evaluate.evaluation import Evaluation
from pipeline.evaluate.show.json_report import to_json
from pipeline.evaluate.show.junit import to_junit
from pipeline.evaluate.show.markdown import to_markdown

_FORMATS: Mapping[str, Callable[..., str]] = {".json": to_json, ".md": to_markdown, ".xml": to_junit}


def check_report_name(path: Path) -> None:
    """Raises ReportFormatError where the name of a report tells no format: better before an evaluation than after it."""
    if path.suffix.lower() not in _FORMATS:
        raise ReportFormatError(path, list(_FORMATS))


def write_report(evaluation: Evaluation, path: Path, *, contacts: bool) -> None:
    """Write a report. Raises ReportFormatError and OutputError."""
    check_report_name(path)
    write_file(path, _FORMATS[path.suffix.lower()](evaluation, contacts=contacts))


def write_file(path: Path, text: str) -> None:
    """Write a file, with the folder it is to lie in. Raises OutputError."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="\n")
    except OSError as error:
        raise OutputError(path, error.strerror or "unknown reason") from error
