"""The dataset: everything one run produces."""

from typing import Literal

from schemas.base import Record
from schemas.document import DocumentRecord
from schemas.fiche import Fiche
from schemas.issue import Rejected

SCHEMA_VERSION: Literal["1"] = "1"


class Failure(Record):
    """A document that could not be read; the others are complete all the same."""

    path: str
    error: str
    message: str


class Dataset(Record):
    """Documents in order of path, fiches in order of document and place."""

    schema_version: Literal["1"] = SCHEMA_VERSION
    documents: tuple[DocumentRecord, ...]
    fiches: tuple[Fiche, ...]
    rejected: tuple[Rejected, ...] = ()
    failures: tuple[Failure, ...] = ()
