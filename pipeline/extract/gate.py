"""The gate between reading and data: what does not pass validation is kept aside and becomes a finding."""

from typing import TypeVar

from pydantic import ValidationError

from pipeline.document import Document
from schemas.base import Record
from schemas.evidence import Evidence
from schemas.issue import Rejected

Model = TypeVar("Model", bound=Record)


class Gate:
    """Admits values into records for one fiche (or one document, where `fiche` is None)."""

    def __init__(self, document: Document, fiche: str | None) -> None:
        self._document = document
        self._fiche = fiche
        self.rejected: list[Rejected] = []

    def admit(self, model: type[Model], field: str, **values: object) -> Model | None:
        """A validated record, or None where it fails; the value is then kept in `rejected`.

        Besides what the model asks, evidence must lie inside the document and hold the words of its range.
        """
        evidence = values.get("evidence")
        if isinstance(evidence, Evidence) and self._document.source[evidence.char_start : evidence.char_end] != evidence.text:
            self._set_aside(field, values, "the evidence does not stand at its place in the document")
            return None
        try:
            return model.model_validate(values)
        except ValidationError as error:
            first = error.errors()[0]
            where = ".".join(str(part) for part in first["loc"])
            reason = first["msg"].removeprefix("Value error, ")
            self._set_aside(field, values, f"{where}: {reason}" if where else reason)
            return None

    def _set_aside(self, field: str, values: dict[str, object], reason: str) -> None:
        evidence = values.get("evidence")
        shown = evidence.text if isinstance(evidence, Evidence) else str(values)
        self.rejected.append(Rejected(document=self._document.id, fiche=self._fiche, field=field, value=shown, reason=reason))
