"""How accurate the project's own measurements found it: rules/accuracy.yaml, written by `make docs`."""

from typing import Annotated

from pydantic import Field, StringConstraints

from schemas.base import Record
from schemas.enums import FieldName


class InBoth(Record):
    """The same words for French and for English readers."""

    fr: str
    en: str


class Score(Record):
    """F1 (0-1), and the number of gold values it rests on."""

    f1: float = Field(ge=0, le=1)
    support: int = Field(ge=1)


class SetAccuracy(Record):
    """The scores on one set of documents with gold.

    A field of which its gold holds no value is left out; `whole_fiches` counts the fiches of which every field is right.
    """

    name: InBoth
    fields: dict[FieldName, Score]
    whole_fiches: Score


class AccuracyFile(Record):
    """rules/accuracy.yaml: what was measured, when and how"""

    #: ISO 8601 date
    measured_on: Annotated[str, StringConstraints(pattern=r"^\d{4}-\d\d-\d\d$")]
    conditions: InBoth
    sets: tuple[SetAccuracy, ...]
