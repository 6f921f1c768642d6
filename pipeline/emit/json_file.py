"""fiches.json: the whole dataset, written and read back."""

import json
from pathlib import Path

from pydantic import ValidationError

from pipeline.emit.numbers import plain
from pipeline.errors import DatasetError
from schemas.dataset import SCHEMA_VERSION, Dataset


def write_json(dataset: Dataset) -> bytes:
    r"""The bytes of fiches.json: keys as the records declare them, UTF-8, one blank of indent a level.

    The same dataset always gives the same bytes.

    >>> write_json(Dataset(documents=(), fiches=()))[:46]
    b'{\n "schema_version": "1",\n "documents": [],\n "'
    """
    return json_text(dataset.model_dump(mode="json"), indent=1).encode() + b"\n"


def json_text(content: object, *, indent: int | None = None) -> str:
    """The JSON of plain values, as every output prints it: on one line without an indent, whole numbers without `.0`.

    Raises ValueError where a number is not finite: NaN and Infinity are not JSON, and no other program would read them.

    >>> json_text({"value": 40.0, "label": "vélos"})
    '{"value": 40, "label": "vélos"}'
    """
    return json.dumps(_plain_numbers(content), ensure_ascii=False, indent=indent, allow_nan=False)


def read_json(path: Path) -> Dataset:
    """The dataset of a fiches.json.

    Raises DatasetError, with a message of one line, where the file is missing, is not JSON, was written by another
    version or holds a record that is not valid.
    """
    try:
        content = json.loads(path.read_bytes())
    except OSError as error:
        raise DatasetError(path, f"cannot be read ({error.strerror or 'unknown reason'})") from error
    except UnicodeDecodeError as error:
        raise DatasetError(path, f"is not UTF-8 text (byte {error.start + 1})") from error
    except json.JSONDecodeError as error:
        raise DatasetError(path, f"is not JSON (line {error.lineno}, column {error.colno}: {error.msg})") from error
    except RecursionError as error:
        raise DatasetError(path, "is not a dataset (nested too deeply)") from error
    if not isinstance(content, dict):
        raise DatasetError(path, "is not a dataset (no JSON object)")
    version = content.get("schema_version")
    if version != SCHEMA_VERSION:
        raise DatasetError(path, f"has schema version {version!r}, this program reads {SCHEMA_VERSION!r}; run it again")
    try:
        return Dataset.model_validate(content)
    except ValidationError as error:
        raise DatasetError(path, _summary(error)) from error


def _plain_numbers(value: object) -> object:
    match value:
        case float():
            return plain(value)
        case dict():
            return {key: _plain_numbers(item) for key, item in value.items()}
        case list():
            return [_plain_numbers(item) for item in value]
        case _:
            return value


def _summary(error: ValidationError) -> str:
    """The first problem and the number of others; not the input, which may be personal data."""
    first = error.errors()[0]
    place = ".".join(str(part) for part in first["loc"])
    others = error.error_count() - 1
    return f"{place}: {first['msg']}" + (f" (and {others} more)" if others else "")
