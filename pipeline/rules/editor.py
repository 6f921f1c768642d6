"""JSON Schemas of the rule files: by them an editor completes keys, shows help and marks mistakes while one types."""

import inspect
import json
import re
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from pipeline.errors import OutputError
from schemas.accuracy import AccuracyFile
from schemas.base import Record
from schemas.rules import Profile, ThresholdsFile

_NAMED = ("id", "code", "name")


def write_schemas(files: Mapping[str, type[Record]], folder: Path) -> list[Path]:
    """Write the schema of every kind of rule file. Raises OutputError."""
    written = []
    for name, schema in schemas(files).items():
        path = folder / name
        try:
            folder.mkdir(parents=True, exist_ok=True)
            path.write_text(schema_text(schema), encoding="utf-8")
        except OSError as error:
            raise OutputError(folder, error.strerror or "unknown reason") from error
        written.append(path)
    return written


def schema_text(schema: Mapping[str, Any]) -> str:
    """A schema as it is written."""
    return json.dumps(schema, ensure_ascii=False, indent=1, sort_keys=True) + "\n"


def schemas(files: Mapping[str, type[Record]]) -> dict[str, dict[str, Any]]:
    """The schema of every kind of rule file (by its name in `files`), by file name."""
    alone = {"thresholds": _of(ThresholdsFile), "accuracy": _of(AccuracyFile), "profile": _of_profile()}
    kinds = {**{name: _of_pack(model) for name, model in files.items()}, **alone}
    return {f"{name}.schema.json": schema for name, schema in kinds.items()}


def _of(model: type[Record]) -> dict[str, Any]:
    """The schema of a model, with the `#:` comments of its fields as descriptions."""
    schema = model.model_json_schema()
    described = {record.__name__: _comments(record) for record in _records(Record)}
    definitions: dict[str, Any] = {model.__name__: schema, **schema.get("$defs", {})}
    for name, definition in definitions.items():
        for key, field in definition.get("properties", {}).items():
            if comment := described.get(name, {}).get(key):
                field["description"] = comment
    return {"$schema": "http://json-schema.org/draft-07/schema#", **schema}


def _of_pack(model: type[Record]) -> dict[str, Any]:
    """The schema of a file that a pack may hold in part, with entries that switch rules off."""
    schema = _of(model)
    schema.pop("required", None)
    for field in schema["properties"].values():
        items = field.get("items", {})
        record = schema.get("$defs", {}).get(items.get("$ref", "").rpartition("/")[2], {})
        if key := next((key for key in _NAMED if key in record.get("properties", {})), None):
            field["items"] = {"anyOf": [items, _off(key)]}
    return schema


def _of_profile() -> dict[str, Any]:
    schema = _of(Profile)
    whole = {key: schema.pop(key) for key in ("type", "properties", "required", "additionalProperties")}
    return {**schema, "anyOf": [whole, _off("id")]}


def _off(key: str) -> dict[str, Any]:
    return {
        "description": "in a pack: switches the built-in one of this name off",
        "type": "object",
        "properties": {key: {"type": "string"}, "off": {"const": True}},
        "required": [key, "off"],
        "additionalProperties": False,
    }


def _records(record: type[Record]) -> Iterator[type[Record]]:
    for below in record.__subclasses__():
        if not below.__pydantic_generic_metadata__["args"]:  # made at run time, it has no source
            yield below
        yield from _records(below)


def _comments(record: type[Record]) -> dict[str, str]:
    """The `#:` comments above the fields of a record and of those it is made from."""
    found: dict[str, str] = {}
    for part in reversed(record.__mro__):
        if issubclass(part, Record) and part is not Record:
            found |= _own_comments(part)
    return found


@cache  # a schema holds most records many times, and their source is slow to find
def _own_comments(record: type[Record]) -> dict[str, str]:
    found = re.findall(r"((?:^ *#: .*\n)+) *(\w+):", inspect.getsource(record), re.MULTILINE)
    return {name: " ".join(line.strip().removeprefix("#: ") for line in lines.strip().split("\n")) for lines, name in found}
