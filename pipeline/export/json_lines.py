"""Fiches and documents as JSON Lines: one record a line, as fiches.json holds it."""

from collections.abc import Iterable

from pipeline.emit.json_file import json_text
from schemas.base import Record
from schemas.dataset import Dataset

#: Line ends of Unicode that JSON may hold as they are: programs that cut a text at every line end would cut a record in two.
_LINE_ENDS = str.maketrans({mark: f"\\u{ord(mark):04x}" for mark in "\x85\u2028\u2029"})


def to_json_lines(dataset: Dataset) -> bytes:
    r"""The fiches, one a line, in the order of the dataset: whole records, keys and numbers as in fiches.json, UTF-8, `\n` line ends.

    >>> to_json_lines(Dataset(documents=(), fiches=()))
    b''
    """
    return _lines(dataset.fiches)


def documents_to_json_lines(dataset: Dataset) -> bytes:
    """The documents, one a line, in the same manner."""
    return _lines(dataset.documents)


def _lines(records: Iterable[Record]) -> bytes:
    return "".join(json_text(record.model_dump(mode="json")).translate(_LINE_ENDS) + "\n" for record in records).encode()
