"""The record of a whole document."""

from typing import Annotated

from pydantic import Field, StringConstraints

from schemas.base import Record
from schemas.enums import DocumentKind
from schemas.evidence import Evidence
from schemas.fiche import DepartmentName, Figure, Period
from schemas.issue import Issue


class Source(Record):
    """The file a document was read from; `path` is relative to the input folder, never absolute."""

    path: str
    sha256: Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]
    media_type: str
    lines: int | None = None
    pages: int | None = None


class PublishedOn(Record):
    """A date the document gives for itself, ISO 8601 (`2020-11-26`, `2020-09` or `2020`)."""

    date: Annotated[str, StringConstraints(pattern=r"^\d{4}(-\d{2}(-\d{2})?)?$")]
    evidence: Evidence


class Announced(Record):
    """A title of the contents list and what it was matched with (`fiche` is null where nothing fits).

    `similarity` (0-100) compares the announced and the printed title.
    """

    title: str
    page: int | None
    fiche: str | None
    printed_title: str | None
    similarity: float | None = Field(default=None, ge=0, le=100)


class PageShift(Record):
    """How the index of departments is shifted against the contents list, in pages.

    `shift` is the most frequent difference (index minus contents), seen for `agree` of `compared` departments' pages.
    """

    shift: int
    agree: int
    compared: int


class ContentsCheck(Record):
    """The contents list and the index held against what was cut."""

    announced: tuple[Announced, ...]
    unannounced: tuple[str, ...]
    index_departments: int
    index_missing: tuple[str, ...]
    fiches_not_in_index: tuple[str, ...]
    page_shift: PageShift | None


class SumCheck(Record):
    """A total printed with its parts: whether they add up."""

    total: float
    parts: tuple[float, ...]
    adds_up: bool
    evidence: Evidence


class ProfileScore(Record):
    """How well a profile fits a document, between 0 and 1."""

    profile: str
    score: float = Field(ge=0, le=1)


class DocumentRecord(Record):
    """What is known of a document as a whole; `figures` are those outside every fiche."""

    id: str
    source: Source
    profile: str | None
    profile_scores: tuple[ProfileScore, ...]
    title: str | None
    title_evidence: Evidence | None
    kind: DocumentKind | None
    publisher: str | None
    publisher_evidence: Evidence | None
    departments: tuple[DepartmentName, ...]
    period: Period | None
    adopted: PublishedOn | None
    signed: PublishedOn | None
    published: PublishedOn | None
    figures: tuple[Figure, ...]
    sums: tuple[SumCheck, ...]
    contents_check: ContentsCheck | None
    issues: tuple[Issue, ...]
