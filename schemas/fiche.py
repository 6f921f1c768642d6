"""A fiche: one action of one or more departments, with everything read about it."""

from typing import Annotated

from pydantic import AfterValidator, Field, StringConstraints, model_validator

from schemas.base import Record
from schemas.enums import (
    FicheKind,
    FigureKind,
    Nature,
    OrganisationType,
    Qualifier,
    SectionKey,
    StatusCode,
)
from schemas.evidence import Confidence, Evidence, Printed, SourceRange
from schemas.issue import Issue

#: INSEE codes of the 101 departments (Code officiel géographique) and the Métropole de Lyon.
DEPARTMENT_CODES = frozenset([f"{n:02}" for n in range(1, 96) if n != 20] + ["2A", "2B", "69M", "971", "972", "973", "974", "976"])

Year = Annotated[int, Field(ge=1900, le=2100)]
#: E.164: `+`, country code, at most fifteen digits in all.
Phone = Annotated[str, StringConstraints(pattern=r"^\+[1-9]\d{6,14}$")]
#: An address as printed, lower case, without blanks; the domain may lack its ending (a finding tells).
Email = Annotated[str, StringConstraints(pattern=r"^[^\s@]+@[^\s@]+$", to_lower=True)]


def _existing(code: str) -> str:
    if code not in DEPARTMENT_CODES:
        raise ValueError(f"no department has the code `{code}`; codes are 01 to 95 (2A and 2B for 20), 69M, 971 to 974 and 976")
    return code


#: INSEE code of a department.
DepartmentCode = Annotated[str, AfterValidator(_existing), Field(json_schema_extra={"enum": sorted(DEPARTMENT_CODES)})]
#: INSEE code of a region.
RegionCode = Annotated[str, StringConstraints(pattern=r"^\d\d$")]


class DepartmentName(Record):
    """A department and its region by INSEE code and name.

    >>> DepartmentName(code="2A", name="Corse-du-Sud", region="Corse", region_code="94").code
    '2A'
    """

    code: DepartmentCode
    name: Printed
    region: Printed
    region_code: RegionCode


class Department(DepartmentName):
    """A department that runs, hosts or resembles an action."""

    evidence: Evidence


class Period(Record):
    """When an action runs; `raw` is the printed slot, null where the dates come from running text."""

    raw: str | None
    start_year: Year | None
    end_year: Year | None
    ongoing: bool
    evidence: Evidence

    @model_validator(mode="after")
    def _in_order(self) -> "Period":
        if self.start_year and self.end_year and self.end_year < self.start_year:
            raise ValueError("the period ends before it starts")
        return self


class Status(Record):
    """The status slot of a header and its code."""

    raw: Printed
    code: StatusCode
    evidence: Evidence


class Organisation(Record):
    """A body named by a fiche; `type_rule` is the rule that told its type, null where the name tells none."""

    name: Printed
    type: OrganisationType
    evidence: Evidence
    type_rule: str | None = None


class Carrier(Organisation):
    """A body that carries (porte) the action."""


class ContactEvidence(Record):
    """Where each part of a contact was read; lists run parallel to `phones` and `emails`."""

    name: Evidence | None
    role: Evidence | None
    phones: tuple[Evidence, ...]
    emails: tuple[Evidence, ...]


class Contact(Record):
    """A person, or a service where no person is named, to ask about the action."""

    name: Printed | None
    role: Printed | None
    phones: tuple[Phone, ...]
    emails: tuple[Email, ...]
    evidence: Evidence
    parts: ContactEvidence

    @model_validator(mode="after")
    def _says_something(self) -> "Contact":
        if not (self.name or self.role or self.phones or self.emails):
            raise ValueError("a contact without name, role, phone and e-mail")
        return self


class Figure(Record):
    """A quantity: `value` (lower bound of a range) and `high` in units of `kind`.

    `qualifier_rule` and `nature_rule` are the rules that decided; null where nothing in the text says how exact the
    figure is or what it tells, and it is what figures of its place are by default.
    """

    value: float = Field(ge=0)
    high: float | None
    kind: FigureKind
    qualifier: Qualifier
    nature: Nature
    label: str
    raw: Printed
    section: SectionKey | None
    evidence: Evidence
    qualifier_rule: str | None = None
    nature_rule: str | None = None

    @model_validator(mode="after")
    def _bounds(self) -> "Figure":
        if self.high is not None and self.high < self.value:
            raise ValueError("the upper bound is lower than the value")
        if self.kind is FigureKind.PERCENT and self.value > 1000:
            raise ValueError("a share of more than 1000 %")
        return self


class LegalReference(Record):
    """A law, decree, ordinance or article that the text names."""

    text: Printed
    evidence: Evidence


class Section(Record):
    """A section of a fiche: its normalised key, the printed heading (null if none) and clean text."""

    key: SectionKey
    heading: str | None
    text: str
    source: SourceRange


class Chapter(Record):
    """The chapter of a recueil that holds a fiche."""

    number: int = Field(ge=1)
    name: str


class Fiche(Record):
    """One action, as the annotation guide defines a fiche for each family of documents."""

    id: Printed
    document: Printed
    kind: FicheKind
    chapter: Chapter | None
    section: str | None
    title: Printed
    title_evidence: Evidence
    source: SourceRange
    departments: tuple[Department, ...]
    related_departments: tuple[Department, ...]
    period: Period | None
    status: Status | None
    carriers: tuple[Carrier, ...]
    contacts: tuple[Contact, ...]
    figures: tuple[Figure, ...]
    organisations: tuple[Organisation, ...]
    legal_references: tuple[LegalReference, ...]
    sections: tuple[Section, ...]
    issues: tuple[Issue, ...]
    confidence: Confidence
