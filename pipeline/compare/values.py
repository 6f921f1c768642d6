"""The values of a field in two datasets: which are the same, which replaces which, which came and went."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pydantic import JsonValue
from rapidfuzz.distance import Indel

from pipeline.document import fold
from pipeline.emit.numbers import plain
from schemas.base import Record
from schemas.changes import Parts, ValueChange


@dataclass(frozen=True)
class Field:
    """A field of a record and what its values mean.

    `parts` are compared; `beside` are told with them, but do not make two values differ. Two values that differ are
    one value that changed if the parts of an entry of `same` agree, the first entries first; () always agrees.
    `counted` is a part with a long text, of which only the number of words is told.
    """

    name: str
    parts: tuple[str, ...]
    beside: tuple[str, ...] = ()
    same: tuple[tuple[str, ...], ...] = ((),)
    counted: str | None = None


_Both = tuple[Parts, Parts]


def value_changes(field: Field, old: Record, new: Record) -> Iterator[ValueChange]:
    """What changed in a field: values replaced, then gone, then new. The order of values in a list means nothing."""
    left, right = _without_equal(field, _values(field, old), _values(field, new))
    replaced: list[_Both] = []
    for keys in field.same:
        found = list(_replaced(keys, left, right))
        replaced += found
        left = [value for value in left if not any(value is one for one, _ in found)]
        right = [value for value in right if not any(value is other for _, other in found)]
    for one, other in replaced:
        parts = tuple(part for part in field.parts if one[part] != other[part])
        share = _words_changed(one[field.counted], other[field.counted]) if field.counted in parts else None
        yield ValueChange(field=field.name, old=_told(field, one), new=_told(field, other), parts=parts, words_changed=share)
    yield from (ValueChange(field=field.name, old=_told(field, value), new=None) for value in left)
    yield from (ValueChange(field=field.name, old=None, new=_told(field, value)) for value in right)


def _values(field: Field, record: Record) -> list[Parts]:
    """The values of a field by their parts: none, one, or as many as a list holds."""
    held = getattr(record, field.name)
    values = held if isinstance(held, tuple) else () if held is None else (held,)
    names = (*field.parts, *field.beside)
    return [{name: _plain(value if isinstance(value, str) else getattr(value, name)) for name in names} for value in values]


def _plain(value: object) -> JsonValue:
    """A part as JSON holds it, whatever its line breaks, blanks and order."""
    match value:
        case str():
            return " ".join(value.split())
        case tuple():
            return [*sorted(value)]
        case float():
            return plain(value)
        case int() | None:
            return value
        case _:
            raise TypeError(f"no part of a value is a {type(value).__name__}")


def _without_equal(field: Field, old: Sequence[Parts], new: Sequence[Parts]) -> tuple[list[Parts], list[Parts]]:
    """What is left of both sides when each value has taken an equal one with it."""
    left: list[Parts] = []
    right = list(new)
    for value in old:
        twin = next((j for j, other in enumerate(right) if all(value[part] == other[part] for part in field.parts)), None)
        if twin is None:
            left.append(value)
        else:
            del right[twin]
    return left, right


def _replaced(keys: tuple[str, ...], old: Sequence[Parts], new: Sequence[Parts]) -> Iterator[_Both]:
    """Values that agree in some parts, in printed order; where their numbers differ nobody can tell which is which."""
    groups: dict[tuple[str, ...], tuple[list[Parts], list[Parts]]] = defaultdict(lambda: ([], []))
    for side, values in enumerate((old, new)):
        for value in values:
            named = tuple(fold(str(value[key])) if value[key] not in (None, []) else "" for key in keys)
            if all(named):
                groups[named][side].append(value)
    for ones, others in groups.values():
        if len(ones) == len(others):
            yield from zip(ones, others, strict=True)


def _words_changed(old: JsonValue, new: JsonValue) -> float:
    """The share of words that are only in one of two texts.

    >>> _words_changed("un car le lundi", "un car le mardi")
    0.25
    """
    return round(Indel.normalized_distance(str(old).split(), str(new).split()), 4)


def _told(field: Field, value: Parts) -> Parts:
    if field.counted is None:
        return value
    return {name: part for name, part in value.items() if name != field.counted} | {"words": len(str(value[field.counted]).split())}
