"""The closed vocabularies of the data, as the annotation guide defines them."""

from enum import StrEnum


class FicheKind(StrEnum):
    """What kind of unit a fiche is; it depends on the family of the document."""

    FICHE = "fiche"
    BRIEF = "brief"
    LEVER = "lever"
    BOX = "box"
    COMMITMENT = "commitment"
    FOCUS = "focus"
    ACTION = "action"


class DocumentKind(StrEnum):
    """The family of a document."""

    RECUEIL = "recueil"
    DOSSIER = "dossier"
    SCHEME = "scheme"
    STRATEGY = "strategy"
    CONTRACT = "contract"


class StatusCode(StrEnum):
    """How far an action has come."""

    DONE = "done"
    ONGOING = "ongoing"
    EXPERIMENTAL = "experimental"
    PARTIAL = "partial"
    INITIAL = "initial"
    PLANNED = "planned"


class OrganisationType(StrEnum):
    """What sort of body carries, funds or supports an action."""

    DEPARTMENT = "department"
    DEPARTMENT_SERVICE = "department_service"
    MDPH = "mdph"
    ASSOCIATION = "association"
    FOUNDATION = "foundation"
    COMPANY = "company"
    PUBLIC_BODY = "public_body"
    LOCAL_AUTHORITY = "local_authority"
    HOUSING_BODY = "housing_body"
    CARE_FACILITY = "care_facility"
    ACADEMIC = "academic"
    OTHER = "other"


class FigureKind(StrEnum):
    """What a figure counts."""

    PEOPLE = "people"
    EUR = "eur"
    PERCENT = "percent"
    COUNT = "count"


class Qualifier(StrEnum):
    """How exactly a figure is stated."""

    EXACT = "exact"
    APPROX = "approx"
    MIN = "min"
    MAX = "max"


class Nature(StrEnum):
    """Whether a figure tells what was done, what is planned, or a fact around the action."""

    RESULT = "result"
    TARGET = "target"
    CONTEXT = "context"


class SectionKey(StrEnum):
    """Normalised names of the sections of a fiche; `header` and `body` hold what has no heading."""

    HEADER = "header"
    BODY = "body"
    CONTEXT = "context"
    DESCRIPTION = "description"
    IMPACT = "impact"
    INNOVATION = "innovation"
    FURTHER = "further"


class HeaderSlot(StrEnum):
    """What a line of a header tells; `other` is of no field of the data."""

    TITLE = "title"
    DEPARTMENT = "department"
    CARRIER = "carrier"
    PERIOD = "period"
    STATUS = "status"
    CONTACT = "contact"
    OTHER = "other"


class Severity(StrEnum):
    """How much a finding matters."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"
