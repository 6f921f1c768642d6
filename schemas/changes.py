"""What changed between two datasets, such as two editions of a recueil."""

from typing import Literal

from pydantic import Field, JsonValue

from schemas.base import Record
from schemas.fiche import DepartmentCode

#: The parts of a value by their names in fiches.json; a plain text such as a title has one part, named like its field.
Parts = dict[str, JsonValue]


class ValueChange(Record):
    """A value of a field that came (`old` is null), went (`new` is null) or was replaced by another.

    `parts` names those that differ in a replaced value. The text of a section is told by its number of words, and
    `words_changed` is the share (0-1) of the words of both texts that are only in one of them.
    """

    field: str
    old: Parts | None
    new: Parts | None
    parts: tuple[str, ...] = ()
    words_changed: float | None = Field(default=None, ge=0, le=1)


class Named(Record):
    """A fiche or a document of one of the datasets; `document` is null for a document."""

    id: str
    document: str | None
    title: str | None
    departments: tuple[DepartmentCode, ...]


class Changed(Record):
    """A fiche or a document that is in both datasets and says something else in the new one."""

    old: Named
    new: Named
    values: tuple[ValueChange, ...]


class Unchanged(Record):
    """The ids of a fiche or a document that says the same in both datasets."""

    old: str
    new: str


class Compared(Record):
    """All fiches, or all documents, of both datasets, each of them once: in the order of the new one, `removed` of the old."""

    added: tuple[Named, ...]
    removed: tuple[Named, ...]
    changed: tuple[Changed, ...]
    unchanged: tuple[Unchanged, ...]

    @property
    def differs(self) -> bool:
        """Whether anything came, went or changed."""
        return bool(self.added or self.removed or self.changed)


class Changes(Record):
    """The change from one dataset to another."""

    schema_version: Literal["1"] = "1"
    documents: Compared
    fiches: Compared

    @property
    def differs(self) -> bool:
        """Whether anything came, went or changed."""
        return self.documents.differs or self.fiches.differs
