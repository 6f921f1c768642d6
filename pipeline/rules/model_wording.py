"""What validation finds wrong in a rule file, in plain words and with a cure."""

import re
from enum import Enum
from types import NoneType, UnionType
from typing import Annotated, Any, Union, get_args, get_origin

import yaml
from pydantic import ValidationError
from pydantic_core import ErrorDetails

from pipeline.errors import RuleFileError
from pipeline.rules.names import did_you_mean
from pipeline.rules.places import Location, child_of, field_at, node_at, place_at
from schemas.base import Record

#: What `regex` says of a pattern that is none, and the cure.
_CURES = {
    "missing )": "a bracket `(` is not closed; add `)`, or write `\\(` for the sign itself",
    "unbalanced parenthesis": "a bracket `)` was never opened; delete it, or write `\\)` for the sign itself",
    "trailing characters": "a bracket `)` was never opened; delete it, or write `\\)` for the sign itself",
    "unterminated character set": "a bracket `[` is not closed; add `]`, or write `\\[` for the sign itself",
    "missing ]": "a bracket `[` is not closed; add `]`, or write `\\[` for the sign itself",
    "nothing to repeat": "`*`, `+` or `?` repeats nothing; write `\\*`, `\\+` or `\\?` for the sign itself",
    "bad escape": "a backslash stands before a letter that it gives no meaning; delete the backslash",
    "bad character range": "a range in `[…]` runs backwards; write it as `[a-z]`, and `-` itself as `\\-`",
    "multiple repeat": "two repetitions follow each other; write the group in brackets, or delete one",
}


def in_plain_words(error: ValidationError, node: yaml.Node, model: type[Record]) -> list[RuleFileError]:
    """Each problem with its place, in the order of the file."""
    found = error.errors()
    # a misspelt key is also a missing one, an entry that is wrong also one too few: the first tells more
    misspelt = {one["loc"][:-1] for one in found if one["type"] == "extra_forbidden" and "did you mean" in _told(one, node, model)[1]}
    wrong = {one["loc"][:length] for one in found for length in range(len(one["loc"]))}
    kept = [
        one
        for one in found
        if not (one["type"] == "missing" and one["loc"][:-1] in misspelt) and not (one["type"] == "too_short" and one["loc"] in wrong)
    ]
    told = [_told(one, node, model) for one in kept]
    errors = [place_at(node, location, key=key).error(field_at(node, location), problem) for location, problem, key in told]
    return sorted(errors, key=lambda e: (str(e.path), e.line, e.column))


def _told(error: ErrorDetails, node: yaml.Node, model: type[Record]) -> tuple[Location, str, bool]:
    """Location and problem, and whether its key is what is wrong."""
    location, kind, context = error["loc"], error["type"], error.get("ctx", {})
    at = _written(node, location)
    if location[-1] == "[key]":  # a key that must be one of some names
        name = str(location[-2])
        return at[:-1], f"unknown key{did_you_mean(name, _quoted(context.get('expected', error['msg'])))}", True
    if kind == "extra_forbidden":
        return at, f"unknown key{did_you_mean(str(location[-1]), _keys(model, location[:-1]))}", True
    if kind == "missing":
        return at, f"is missing; add {_example(_type_at(model, location), str(location[-1]))}", False
    if kind in {"union_tag_invalid", "union_tag_not_found"}:
        names = _quoted(context.get("expected_tags", "")) or [tag for o in _options(_type_at(model, location)) for tag in _tags(o)]
        tag = context.get("tag")
        problem = f"`{tag}` is not known{did_you_mean(str(tag), names)}" if tag else f"is missing; add `name: …`, one of {', '.join(names)}"
        return (*at, "name"), problem, False
    given = node_at(node, at)
    return at, _value(kind, context, error["msg"], given if given is not None else node, _type_at(model, location)), False


def _value(kind: str, context: dict[str, Any], message: str, given: yaml.Node, expected: Any) -> str:
    """What is wrong with a value."""
    raw = given.value if isinstance(given, yaml.ScalarNode) else None
    if kind in {"enum", "literal_error"}:
        names = _quoted(context["expected"])
        near = did_you_mean(str(raw), names)
        return f"`{raw}` is not known{near}" + (f" (one of {', '.join(names)})" if "did you mean" in near else "")
    if raw is not None and given.tag.endswith(":null"):
        return f"is empty; write {_example(expected)} behind it"
    if kind == "string_type":
        return _no_text(given)
    if kind in {"tuple_type", "list_type"}:
        return f'must be a list, e.g. ["{raw}"]' if raw is not None else "must be a list; begin each entry with `- `"
    if kind in {"dict_type", "model_type", "model_attributes_type"}:
        return f"must be `key: value` lines, e.g. {_example(expected)}"
    if kind.startswith(("float_", "int_", "finite")):
        return f"must be a {'whole ' if kind.startswith('int') else ''}number, e.g. {'3' if kind.startswith('int') else '0.5'}"
    if kind.startswith("bool_"):
        return "must be true or false"
    if kind == "too_short":
        return f"has {context['actual_length']} of at least {context['min_length']} entries; add what is lacking"
    if kind == "string_pattern_mismatch":
        slug = re.sub(r"[^a-z0-9_.]+", "_", str(raw).lower()).strip("_.")
        return f"holds small letters (no accents), digits, _ and dots only; write e.g. `{slug or 'my.rule'}`"
    bounds = {"greater_than": ("gt", "more than"), "greater_than_equal": ("ge", "at least"), "less_than": ("lt", "less than"), "less_than_equal": ("le", "at most")}  # fmt: skip
    if kind in bounds:
        name, words = bounds[kind]
        return f"must be {words} {context[name]:g}; write another number"
    return _pattern(message.removeprefix("Value error, "))


def _no_text(given: yaml.Node) -> str:
    if isinstance(given, yaml.ScalarNode):
        return f'must be a text; put it in quotes: "{given.value}"'
    if isinstance(given, yaml.MappingNode):
        return "must be a text; this one holds `: `, so put it in quotes"
    return "must be one text, not a list; take the brackets away"


def _pattern(told: str) -> str:
    if told.startswith("is not a regular expression"):
        return next((f"is not a regular expression: {cure}{_where(told)}" for said, cure in _CURES.items() if said in told), told)
    return told


def _where(told: str) -> str:
    position = re.search(r"at position (\d+)", told)
    return f" (seen at its character {int(position[1]) + 1})" if position else ""


def _quoted(text: str) -> list[str]:
    return re.findall(r"'([^']*)'", text)


def _written(node: yaml.Node | None, location: tuple[int | str, ...]) -> Location:
    """The location without the names of alternatives that validation puts in and the file does not hold."""
    kept: list[int | str] = []
    for position, part in enumerate(location):
        child = child_of(node, part)
        if child is None and isinstance(node, yaml.MappingNode) and position < len(location) - 1 and location[position + 1] != "[key]":
            continue
        node = child[1] if child else None
        kept.append(part)
    return tuple(kept)


# What the models expect at a location


def _options(annotation: Any) -> list[Any]:
    """The alternatives of a type."""
    if get_origin(annotation) is Annotated:
        return _options(get_args(annotation)[0])
    if get_origin(annotation) in {Union, UnionType}:
        return [option for part in get_args(annotation) if part is not NoneType for option in _options(part)]
    return [annotation]


def _is_record(annotation: Any) -> bool:
    return isinstance(annotation, type) and issubclass(annotation, Record)


def _tags(record: Any) -> tuple[str, ...]:
    return get_args(record.model_fields["name"].annotation) if _is_record(record) and "name" in record.model_fields else ()


def _type_at(model: type[Record], location: Location) -> Any:
    """The type of the value at a location, None where there is none."""
    here: Any = model
    for part in location:
        options = _options(here)
        tagged = [option for option in options if len(options) > 1 and part in _tags(option)]
        if tagged:
            here = tagged[0]
        elif _is_record(options[0]):
            field = options[0].model_fields.get(str(part))
            here = field.annotation if field else None
        else:
            arguments = get_args(options[0])
            here = (arguments[-1] if get_origin(options[0]) is dict else arguments[0]) if arguments else None
    return here


def _keys(model: type[Record], location: Location) -> list[str]:
    """The keys of the record at a location."""
    return [key for option in _options(_type_at(model, location)) if _is_record(option) for key in option.model_fields]


def _example(annotation: Any, key: str = "") -> str:
    """How a value of a type is written, behind its key."""
    option = _options(annotation)[0]
    before = f"{key}: " if key else ""
    if isinstance(option, type) and issubclass(option, Enum):
        return f"`{before}…` with one of {', '.join(str(member.value) for member in option)}"
    if get_origin(option) is tuple:
        inner = _options(get_args(option)[0])[0]
        return f"`{before}[{_record(inner)}]`" if _is_record(inner) else f'`{before}["…"]`'
    if _is_record(option):
        return f"`{before}{_record(option)}`"
    value = {bool: "true", int: "3", float: "0.5"}.get(option, '"…"')
    return f"`{before}{value}`"


def _record(record: Any) -> str:
    return "{" + ", ".join(f"{name}: …" for name, field in record.model_fields.items() if field.is_required()) + "}"
