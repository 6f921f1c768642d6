"""Quality findings: what a reader should look at before trusting a value."""

from pydantic import Field

from schemas.base import Record
from schemas.enums import Severity
from schemas.evidence import Evidence


class Issue(Record):
    """One finding. `code` is stable and listed in `rules/findings.yaml`; `field` is the part it speaks of."""

    code: str = Field(pattern=r"^[a-z][a-z0-9_]*$")
    severity: Severity
    field: str | None
    message: str
    suggestion: str | None = None
    evidence: Evidence | None = None


class Rejected(Record):
    """A value that failed validation: kept beside the data, never emitted as good."""

    document: str
    fiche: str | None
    field: str
    value: str
    reason: str
