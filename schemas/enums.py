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
    """What a line of a header tells; `other` is of no field of the data: its value is text of the fiche."""

    TITLE = "title"
    SECTION = "section"
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


class FieldName(StrEnum):
    """The fields that are scored, in the order in which scores are shown.

    Carriers printed in a header slot and those that only running text tells are two tasks, hence two fields.
    """

    FICHE = "fiche"
    TITLE = "title"
    KIND = "kind"
    CHAPTER = "chapter"
    SECTION = "section"
    DEPARTMENTS = "departments"
    RELATED_DEPARTMENTS = "related_departments"
    PERIOD = "period"
    STATUS = "status"
    CARRIERS = "carriers"
    CARRIERS_TEXT = "carriers_text"
    CARRIER_TYPE = "carrier_type"
    CONTACT_NAME = "contact_name"
    CONTACT_ROLE = "contact_role"
    CONTACT_PHONE = "contact_phone"
    CONTACT_EMAIL = "contact_email"
    FIGURES = "figures"
    FIGURE_NATURE = "figure_nature"
    FIGURE_QUALIFIER = "figure_qualifier"
    SECTION_KEYS = "section_keys"
