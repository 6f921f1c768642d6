"""The columns of the flat tables, each derived from the field of a record that it shows."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from pydantic import BaseModel

Cell = str | int | float | bool | None

#: Between the values of a list that share a cell.
JOINED_BY = " | "

#: What JSON Schema says of a field that a table keeps.
_CONSTRAINTS = {"enum": "enum", "minimum": "minimum", "maximum": "maximum", "pattern": "pattern"}


class CellType(StrEnum):
    """What the cells of a column hold, by its name in Table Schema."""

    STRING = "string"
    INTEGER = "integer"
    NUMBER = "number"
    BOOLEAN = "boolean"


@dataclass(frozen=True, slots=True)
class Column:
    """A column: the field it shows (`path` from the record of a row), its type and what its cells must keep to.

    A `required` column has no empty cell. `constraints` are those of Table Schema: `enum`, `minimum`, `maximum`, `pattern`.
    """

    name: str
    path: str
    type: CellType
    required: bool = False
    constraints: Mapping[str, object] = field(default_factory=dict)

    def read(self, record: object) -> Cell:
        """The cell of a record: null where nothing is held or printed; values of a list are joined by ` | `."""
        return _cell(record, self.path.split("."))


def columns_of(model: type[BaseModel], paths: Mapping[str, str]) -> tuple[Column, ...]:
    """The columns that show fields of a model, in order; `[]` ends the name of a list, whose values share a cell.

    Raises KeyError where the model has no such field.

    >>> from schemas.fiche import Contact, Figure
    >>> figure, = columns_of(Figure, {"value": "value"})
    >>> figure.type.value, figure.required, dict(figure.constraints)
    ('number', True, {'minimum': 0})
    >>> phones, rule = columns_of(Contact, {"phones": "phones[]", "rule": "evidence.rule"})
    >>> phones.type.value, phones.required, rule.required
    ('string', False, True)
    """
    schema = model.model_json_schema()
    return tuple(_column(name, path, schema) for name, path in paths.items())


def same(*names: str) -> dict[str, str]:
    """Columns called like the fields they show.

    >>> same("value", "high")
    {'value': 'value', 'high': 'high'}
    """
    return {name: name for name in names}


def within(path: str, fields: Mapping[str, str], prefix: str = "") -> dict[str, str]:
    """Columns of the record held at a path, by names with a prefix.

    >>> within("evidence", {"line": "line"}, "title_")
    {'title_line': 'evidence.line'}
    """
    return {prefix + name: f"{path}.{inner}" for name, inner in fields.items()}


def _cell(held: Any, steps: list[str]) -> Cell:
    for n, step in enumerate(steps):
        if held is None:
            return None
        if step.endswith("[]"):
            values = getattr(held, step[:-2])
            return JOINED_BY.join(str(_cell(value, steps[n + 1 :])) for value in values) or None
        held = getattr(held, step)
    cell: Cell = held
    return None if cell == "" else cell


def _column(name: str, path: str, schema: Mapping[str, Any]) -> Column:
    leaf, required, several = dict(schema), True, False
    for step in path.split("."):
        listed = step.endswith("[]")
        leaf, empty = _resolved(leaf["properties"][step.removesuffix("[]")], schema["$defs"])
        required = required and not empty and not listed
        if listed:
            several = True
            leaf, _ = _resolved(leaf["items"], schema["$defs"])
    if several:
        return Column(name, path, CellType.STRING)
    constraints = {ours: leaf[theirs] for theirs, ours in _CONSTRAINTS.items() if theirs in leaf}
    kind = CellType(leaf["type"])
    # an empty text is an empty cell
    filled = kind is not CellType.STRING or leaf.get("minLength", 0) > 0 or bool(constraints)
    return Column(name, path, kind, required and filled, constraints)


def _resolved(schema: Mapping[str, Any], named: Mapping[str, Any]) -> tuple[dict[str, Any], bool]:
    """A schema without references, and whether it admits null."""
    options: Iterable[Mapping[str, Any]] = schema.get("anyOf", (schema,))
    held = [option for option in options if option.get("type") != "null"]
    found = dict(held[0])
    if "$ref" in found:
        found = dict(named[found["$ref"].rpartition("/")[2]])
    if "const" in found:
        found["enum"] = [found["const"]]
    return found, len(held) < len(list(options))
