"""What a rule file may hold. Every file under `rules/` is read through one of these models."""

import unicodedata
from collections.abc import Callable
from enum import StrEnum
from functools import cached_property, lru_cache
from typing import Annotated, Literal

import regex
from pydantic import AfterValidator, Field, ValidationInfo, field_validator

from schemas.base import Record
from schemas.enums import (
    DocumentKind,
    FicheKind,
    FieldName,
    FigureKind,
    HeaderSlot,
    Nature,
    OrganisationType,
    Qualifier,
    SectionKey,
    Severity,
    StatusCode,
)
from schemas.fiche import DepartmentCode
from schemas.patterns import Pattern, compiled

#: So many answers are kept of rules that are asked about the same lines again, once for each profile.
_KEPT = 4096

RuleId = Annotated[str, Field(pattern=r"^[a-z0-9_]+(\.[a-z0-9_]+)*$")]


def without_accents(text: str) -> str:
    """The text with its letters bare.

    >>> without_accents("Maître d'Œuvre")
    "Maitre d'OEuvre"
    """
    return "".join(c for c in unicodedata.normalize("NFD", text.replace("œ", "oe").replace("Œ", "OE")) if not unicodedata.combining(c))


class Rule(Record):
    """A regular expression with an id and examples it must and must not match.

    Patterns see plain text: one kind of apostrophe ('), hyphen (-) and quote ("), single blanks. They
    ignore case unless `case` is true, and find capitals without their accents. A blank in a pattern is a blank in the text.
    """

    #: name of the rule, unique among all: small letters, digits, _ and dots
    id: RuleId
    #: whether capitals and small letters are told apart; before the pattern, which is compiled that way
    case: bool = False
    #: regular expression; `<<name>>` stands for the word list of that name
    pattern: str
    #: texts that the pattern must find
    match: tuple[str, ...] = Field(min_length=1)
    #: texts that the pattern must leave
    no_match: tuple[str, ...] = ()

    @field_validator("pattern")
    @classmethod
    def _compiles(cls, pattern: str, info: ValidationInfo) -> str:
        try:
            compiled(pattern, case=info.data.get("case", False))
        except regex.error as error:
            raise ValueError(f"is not a regular expression: {error}") from error
        return pattern

    @cached_property
    def regex(self) -> Pattern:
        """The compiled pattern."""
        return Pattern(self.id, self.pattern, case=self.case)


def _naming(*groups: str) -> AfterValidator:
    """Holds that the pattern of a rule has these groups: what reads its matches asks for them."""

    def named(rule: Rule) -> Rule:
        if missing := [group for group in groups if group not in rule.regex.group_names]:
            raise ValueError(f"the pattern must mark what it tells with {' and '.join(f'(?P<{group}>…)' for group in missing)}")
        return rule

    return AfterValidator(named)


NameRule = Annotated[Rule, _naming("name")]
WhoRule = Annotated[Rule, _naming("who")]
YearRule = Annotated[Rule, _naming("year")]
EndRule = Annotated[Rule, _naming("end")]
YearsRule = Annotated[Rule, _naming("years")]
SpanRule = Annotated[Rule, _naming("year", "end")]
NumberRule = Annotated[Rule, _naming("number")]
ChapterRule = Annotated[Rule, _naming("number", "name")]


class RuleFile(Record):
    """A rule file; `words` are lists that patterns use as `<<name>>`."""

    words: dict[str, tuple[str, ...]] = Field(default_factory=dict)


class StatusRule(Rule):
    """A way to print a status."""

    code: StatusCode


class SlotLabelRule(Rule):
    """A label of a header slot, without its colon ("Porteur")."""

    slot: HeaderSlot

    @field_validator("pattern")
    @classmethod
    def _compiles_without_accents(cls, pattern: str, info: ValidationInfo) -> str:
        return cls._compiles(without_accents(pattern), info) and pattern

    @cached_property
    def bare_regex(self) -> Pattern:
        """The compiled pattern for text without accents, which capitals are often printed without."""
        return Pattern(self.id, without_accents(self.pattern), case=False)


class TypeRule(Rule):
    """A way to name an organisation that tells its type."""

    type: OrganisationType


class SectionRule(Rule):
    """A way to print a section heading."""

    key: SectionKey


class QualifierRule(Rule):
    """Words before or after a number that say how exact it is."""

    qualifier: Qualifier
    side: Literal["before", "after"]


class NatureRule(Rule):
    """Words around a number that say whether it is a result, a target or context; the highest weight wins."""

    nature: Nature
    weight: float
    #: whether it counts in full also where its nature is doubted, such as results in a section of context
    sure: bool = False
    scope: Literal["before", "after", "clause", "sentence"] = "sentence"


class ColumnRule(Rule):
    """The head of a table's column that says what its figures tell ("Cible 2025")."""

    nature: Nature


class NounRule(Record):
    """Nouns (singular, accents kept) that say what kind of thing a figure counts."""

    kind: FigureKind
    nouns: tuple[str, ...]


class FindingRule(Record):
    """A quality finding: stable code, severity and what it means to an analyst (French)."""

    code: str = Field(pattern=r"^[a-z][a-z0-9_]*$")
    severity: Severity
    meaning: str
    #: a finding that is never told
    off: bool = False


class DepartmentEntry(Record):
    """A department of the gazetteer."""

    #: INSEE code
    code: DepartmentCode
    name: str
    article: Literal["le", "la", "les", "l'", ""]
    printed: str
    region: str
    also: tuple[str, ...] = ()
    inhabitants: tuple[str, ...] = ()
    phone_region: str = "FR"


class RegionEntry(Record):
    """A region of the gazetteer."""

    code: str
    name: str


class DepartmentGroup(Record):
    """A body that stands for several departments."""

    name: str
    codes: tuple[DepartmentCode, ...]


class DepartmentsFile(Record):
    """rules/departments.yaml"""

    departments: tuple[DepartmentEntry, ...]
    regions: tuple[RegionEntry, ...]
    groups: tuple[DepartmentGroup, ...] = ()
    not_departments: tuple[str, ...] = ()


class FirstNamesFile(Record):
    """rules/first_names.yaml"""

    first_names: tuple[str, ...]


class SectionsFile(RuleFile):
    """rules/sections.yaml"""

    headings: tuple[SectionRule, ...]
    #: complete headings that a cut or misspelt one is compared with
    canonical: dict[SectionKey, tuple[str, ...]]
    #: remarks of an editor that were left in the text
    remark: tuple[Rule, ...]

    @cached_property
    def heading(self) -> Callable[[str], SectionRule | None]:
        """The first rule of `headings` that matches the start of plain text."""
        return lru_cache(_KEPT)(lambda plain: next((rule for rule in self.headings if rule.regex.match(plain)), None))


class HeaderFile(RuleFile):
    """rules/header.yaml: what stands between a title and the first section"""

    department_line: tuple[Rule, ...]
    #: lines of a carrier that tell the department where no line of its own does
    council_line: tuple[Rule, ...]
    label: tuple[SlotLabelRule, ...]
    #: the row above a table of labels and values that names its columns
    table_head: tuple[Rule, ...]
    note: tuple[Rule, ...]
    nothing_known: tuple[Rule, ...]
    remark: tuple[Rule, ...]

    @cached_property
    def slot(self) -> Callable[[str], HeaderSlot | None]:
        """The slot of the first rule of `label` that finds something in plain text without accents."""
        return lru_cache(_KEPT)(lambda bare: next((rule.slot for rule in self.label if rule.bare_regex.search(bare)), None))


class OutlineFile(RuleFile):
    """rules/outline.yaml: how a document of fiches is built around them"""

    #: marks printed before a heading that runs above fiches
    running_mark: tuple[str, ...]
    #: numbered parts (groups `number` and `name`)
    chapter: tuple[ChapterRule, ...]
    #: what documents of fiches call themselves, and what plans of actions do
    recueil: tuple[Rule, ...]
    plan: tuple[Rule, ...]
    #: headings of parts that may be laid out each in its own way
    part: tuple[Rule, ...]
    #: what a jury gave: it stands above titles and heads nothing
    award: tuple[Rule, ...]
    #: headings of a text about the document itself
    foreword: tuple[Rule, ...]
    contents: tuple[Rule, ...]
    index: tuple[Rule, ...]
    #: headings behind the last action: what stands below them is no action
    appendix: tuple[Rule, ...]
    #: lines at the end of a document that tell who made it
    imprint: tuple[Rule, ...]
    #: numbered headings above several fiches ("Axe 2 – Prévenir"), outer ones first: the outermost names their section
    axis: tuple[Rule, ...]
    #: headings of insets between the actions of a scheme
    inset: tuple[Rule, ...]
    #: headings above the briefs of a chapter
    other_actions: tuple[Rule, ...]
    #: what the section of briefs is called where that heading is lost
    other_actions_lost: str


class BriefsFile(RuleFile):
    """rules/briefs.yaml: actions told in a paragraph or two below a department line"""

    #: words that label a part of a brief and never open a new one
    label: tuple[Rule, ...]
    #: labels that end the telling of an action: a noun phrase after their list opens another
    closing: tuple[Rule, ...]
    #: sentences that introduce another action in a block without separators
    new_action: tuple[NameRule, ...]
    #: openings that continue the action before
    continuation: tuple[Rule, ...]
    #: a conjugated verb: what holds one is a sentence, not a name
    verb: tuple[Rule, ...]


class PeriodsFile(RuleFile):
    """rules/periods.yaml"""

    #: words a year slot is made of
    slot_words: tuple[str, ...]
    text: tuple[YearRule, ...]
    #: words that open examples
    examples: tuple[Rule, ...]
    #: words that tell when what began ends (group `end`, or `end2`)
    until: tuple[EndRule, ...]
    duration: tuple[YearsRule, ...]
    extension: tuple[YearsRule, ...]
    #: words before a date that make it the date of something else
    #: dates that tell the start where no rule of `text` finds any
    otherwise: tuple[YearRule, ...]
    #: sentences in which a date of `otherwise` is none of the start
    not_a_start: tuple[Rule, ...]
    not_the_action: tuple[Rule, ...]


class StatusFile(RuleFile):
    """rules/status.yaml"""

    status: tuple[StatusRule, ...]

    @cached_property
    def told(self) -> Callable[[str], StatusRule | None]:
        """The first rule of `status` that finds something in plain text."""
        return lru_cache(_KEPT)(lambda plain: next((rule for rule in self.status if rule.regex.search(plain)), None))


class OrganisationsFile(RuleFile):
    """rules/organisations.yaml"""

    types: tuple[TypeRule, ...]
    #: what the form of a name tells where no rule of `types` tells anything
    bare: tuple[TypeRule, ...]
    #: words an organisation's name can start with
    heads: tuple[str, ...]
    #: names whose first word looks like an article and is none
    keeps_article: tuple[str, ...]
    #: acronyms of benefits, laws and public schemes: no organisations, whatever the model says
    never: tuple[str, ...]
    #: how an explanation in brackets may open that says what a body is: it outweighs its name
    kinds: tuple[str, ...]
    #: a name that ends a conjunction is one organisation with what stands before it
    inseparable: tuple[Rule, ...]
    mention: tuple[Rule, ...]


class CarriersFile(RuleFile):
    """rules/carriers.yaml: how running text says who carries an action"""

    carried: tuple[WhoRule, ...]
    #: with whom an action is carried or was begun
    carried_with: tuple[WhoRule, ...]
    #: who began an action, where nobody is said to run it: agents and subjects
    begun_by: tuple[WhoRule, ...]
    beginning: tuple[WhoRule, ...]
    #: subjects of what a carrier does
    carrying: tuple[WhoRule, ...]
    #: bodies said to act, where nothing says who carries
    acting_body: tuple[WhoRule, ...]
    #: the same told in any words: verbs that are not said to help or to be there
    acting_otherwise: tuple[WhoRule, ...]
    acting_department: tuple[WhoRule, ...]
    #: bodies that are said what they are, or that do anything at all, where neither they nor the department are said to act
    named_at_all: tuple[WhoRule, ...]
    #: the department named beside an action, where nobody at all is said to act
    naming_department: tuple[WhoRule, ...]
    #: words before a match that make it tell who carries another action
    elsewhere: tuple[Rule, ...]
    stop: tuple[Rule, ...]


class ContactsFile(RuleFile):
    """rules/contacts.yaml"""

    honorific: tuple[Rule, ...]
    role: tuple[Rule, ...]
    particle: tuple[str, ...]
    label: tuple[Rule, ...]
    service: tuple[Rule, ...]


class FiguresFile(RuleFile):
    """rules/figures.yaml"""

    excluded: tuple[Rule, ...]
    masked: tuple[Rule, ...]
    qualifiers: tuple[QualifierRule, ...]
    natures: tuple[NatureRule, ...]
    #: verbs after an elliptic number that only persons are the subject of
    person_verb: tuple[Rule, ...]
    #: paragraphs of examples, and those that tell what is there already
    examples: tuple[Rule, ...]
    examples_told: tuple[Rule, ...]
    #: sentences that say that the whole action is still to come
    planned_action: tuple[Rule, ...]
    #: what tells that an action is under way, and what tells that it is still to come: each match counts
    action_done: tuple[Rule, ...]
    action_to_come: tuple[Rule, ...]
    #: periods of actions that have begun
    period_under_way: tuple[Rule, ...]
    #: section headings below which figures are planned, and those below which the words around may speak against it
    expected_heading: tuple[Rule, ...]
    planned_heading: tuple[Rule, ...]
    #: labels of lines whose figures are planned ("Indicateurs : 120 recrutements")
    expected_line: tuple[Rule, ...]
    #: labels of lines whose figures are planned unless the action is under way ("Financement : 45 000 € par an")
    means_line: tuple[Rule, ...]
    #: heads of columns that say what the figures below them tell
    columns: tuple[ColumnRule, ...]
    nouns: tuple[NounRule, ...]
    #: a noun that every one of these matches is a person
    person_suffix: tuple[Rule, ...]
    not_counted_in_words: tuple[str, ...]


class FigureWordsFile(Record):
    """rules/figure_words.yaml, which is learned and not written (`make words`)."""

    #: by how much a sign around a figure speaks for a target, and by how much for the context, rather than for a result
    signs: dict[str, tuple[int, int]]


class RelatedFile(RuleFile):
    """rules/related.yaml; `doing` and `beside` see one clause with `§` for the other departments it names"""

    #: sentences that say that an action has its like; all departments they name have it
    cues: tuple[Rule, ...]
    #: clauses in which another department does something of its own
    doing: tuple[Rule, ...]
    #: clauses in which it helps, lends, lies beside or is the origin of somebody
    beside: tuple[Rule, ...]


class LegalFile(RuleFile):
    """rules/legal.yaml"""

    references: tuple[Rule, ...]


class DocumentsFile(RuleFile):
    """rules/documents.yaml: what a document says of itself"""

    publisher: tuple[NameRule, ...]
    #: that departments publish a document together
    joint: tuple[Rule, ...]
    adopted: tuple[Rule, ...]
    signed: tuple[Rule, ...]
    published: tuple[Rule, ...]
    #: lines that only name the kind of the document
    label: tuple[Rule, ...]


class PersonsFile(RuleFile):
    """rules/persons.yaml: how running text names persons, for the public edition"""

    #: what introduces a name
    civility: tuple[Rule, ...]
    #: civilities that introduce more than one name
    several: tuple[Rule, ...]
    #: civilities printed so that they may be another word or an acronym: only a contact's name stands behind them
    doubtful: tuple[Rule, ...]
    #: civilities that are professions too
    job: tuple[Rule, ...]
    #: civilities that the name of a place or an organisation may hold
    honoured: tuple[Rule, ...]
    #: words in front of the civility in such a name
    named_after: tuple[Rule, ...]
    #: functions, which are no names; their patterns see small letters without accents, and blanks for hyphens
    function: tuple[Rule, ...]
    #: functions that are family names too: functions only behind an article; seen as those above
    function_or_name: tuple[Rule, ...]


class FindingsFile(Record):
    """rules/findings.yaml"""

    findings: tuple[FindingRule, ...]


class Words(Record):
    """What a table or column is called, and what it means."""

    title: str
    description: str


class BothLanguages(Record):
    """The same for French and for English readers."""

    fr: Words
    en: Words


class TableWords(BothLanguages):
    """A table of the data, with those of its columns that mean something of their own in it."""

    columns: dict[str, BothLanguages] = Field(default_factory=dict)


class PartWords(Record):
    """A value that columns tell the place of (`title_line`, `title_rule`)."""

    fr: str
    en: str


class DictionaryFile(Record):
    """rules/dictionary.yaml: the words of the data dictionary"""

    tables: dict[str, TableWords]
    #: words of the columns that mean the same in every table
    columns: dict[str, BothLanguages]
    #: what stands before the name of a column that tells where a value was read
    parts: dict[str, PartWords]


class ThresholdsFile(Record):
    """rules/thresholds.yaml: the F1 (0-1) that each field must reach"""

    f1: dict[FieldName, Annotated[float, Field(ge=0, le=1)]]


class Feature(StrEnum):
    """A trait of a document's structure that a cue can ask for; its count is compared with `at_least`."""

    #: list items that stand again as headings below
    ANNOUNCED_HEADINGS = "announced_headings"
    #: different headings that stand at least twice, such as the parts of every sheet
    REPEATED_HEADINGS = "repeated_headings"
    #: headings that name a department
    PLACE_HEADINGS = "place_headings"
    #: different departments named in the text
    DEPARTMENTS_NAMED = "departments_named"
    #: marked lines like titles with text below each ("■ Un bus santé"), and bullets that open with a name
    NAMED_BULLETS = "named_bullets"
    #: lines that name a department and nothing else, each above an action told behind its name ("Enrobés tièdes – …")
    NAMED_BRIEFS = "named_briefs"
    #: headers of labelled fields that say where, or three things at once
    LABELLED_HEADERS = "labelled_headers"
    #: headers of labelled fields that say where
    LOCATED_HEADERS = "located_headers"
    #: lines between a title and a section that name a department and bear no label
    LINE_HEADERS = "line_headers"
    #: headings, also in the first cell of a row, that open a section of a fiche
    SECTION_HEADINGS = "section_headings"
    #: lines that count fiches, by the rules of the profile
    COUNTED_LINES = "counted_lines"
    #: headings set alike above texts that agree in size, count something and name who acts, by the rules of the profile
    TOLD_HEADINGS = "told_headings"
    #: headings set alike right above headings that are set otherwise, with lists below, by the rules of the profile
    HEADINGS_ABOVE_HEADINGS = "headings_above_headings"


def _not_zero(weight: float) -> float:
    if weight == 0:
        raise ValueError("must not be 0; write another number")
    return weight


class Cue(Rule):
    """A sign of a family: at least `at_least` blocks match; `weight` is its share of the score, or speaks against the family below 0.

    `shown_by` is a trait of the structure that shows the same thing in other formats: the higher count is taken.
    """

    weight: Annotated[float, AfterValidator(_not_zero)]
    at_least: int = Field(default=1, ge=1)
    shown_by: Feature | None = None


class StructureCue(Record):
    """A sign of a family that no single line shows; one with a negative weight speaks against the family."""

    id: RuleId
    feature: Feature
    weight: float
    at_least: int = Field(ge=1)


class HeaderFichesLayout(RuleFile):
    """Title, header (department, period, status, carrier, contacts), sections; briefs at the end of chapters."""

    name: Literal["header_fiches"]
    #: what a fiche with a header is: `fiche`, or `action` in a plan
    fiche: Literal[FicheKind.FICHE, FicheKind.ACTION] = FicheKind.FICHE
    #: whether that is so only where the document does not call itself otherwise (`recueil`, `plan` in rules/outline.yaml)
    fiche_by_name: bool = False
    #: lines that count fiches (group `number`, the title behind it); from the outer number to the inner one
    start: tuple[NumberRule, ...] = ()
    #: labels that documents of this family print, besides those of rules/header.yaml
    labels: dict[HeaderSlot, tuple[str, ...]] = Field(default_factory=dict)
    #: section headings that they print, besides those of rules/sections.yaml
    headings: dict[SectionKey, tuple[str, ...]] = Field(default_factory=dict)
    #: what the lines below a title hold, in order, where nothing labels them: for fiches that print just as many
    lines: tuple[HeaderSlot, ...] = ()
    #: no header has more blocks
    max_header_blocks: int = Field(default=16, ge=3)


class ThemeLayout(RuleFile):
    """Headings that name levers of action, insets that tell an experience."""

    name: Literal["theme"]
    starts_after: tuple[Rule, ...]
    ends_at: tuple[Rule, ...]
    #: labels that stand above the heading of an inset
    inset: tuple[Rule, ...]
    lever: tuple[Rule, ...]
    #: what counts levers before their titles
    counted: tuple[Rule, ...] = ()
    #: headings of a part of a lever
    part: tuple[Rule, ...] = ()
    #: what the text of an inset tells of one real experience: who carries it, since when
    experience: tuple[Rule, ...] = ()
    #: who made the dossier, told behind its introduction
    byline: tuple[Rule, ...] = ()


class SchemeLayout(RuleFile):
    """Axes or rights, headings below them, lists of measures; `Focus : …` insets."""

    name: Literal["scheme"]
    axis: tuple[Rule, ...]
    #: headings that count commitments, below axes that need no number
    commitment: tuple[Rule, ...] = ()
    #: lines that count a commitment above its title
    commitment_label: tuple[Rule, ...] = ()
    focus: tuple[Rule, ...]
    #: labels on a line above the title of an inset
    focus_label: tuple[Rule, ...] = ()
    ends_at: tuple[Rule, ...]
    skip: tuple[Rule, ...]


class SheetsLayout(RuleFile):
    """Action sheets of one page, each with the same kind of sub-headings."""

    name: Literal["sheets"]
    sub_heading: tuple[SectionRule, ...]
    ends_at: tuple[Rule, ...]


class PlanLayout(RuleFile):
    """An action plan: each top-level bullet after its announcement is an action."""

    name: Literal["plan"]
    announcement: tuple[Rule, ...]
    not_announcement: tuple[Rule, ...]
    #: headings behind the actions, where each action has a heading of its own
    ends_at: tuple[Rule, ...] = ()
    #: numbered headings above actions that have a heading each
    axis: tuple[Rule, ...] = ()


class ToldLayout(RuleFile):
    """Actions told below headings that are set alike and have no label, number or announcement."""

    name: Literal["told"]
    #: headings of what is no action, besides those of rules/outline.yaml
    apart: tuple[Rule, ...]
    #: headings of what belongs to the action above them, such as its budget
    parts: tuple[Rule, ...]
    #: headings of regulations, tables and the like: where several stand there are no actions
    other: tuple[Rule, ...]
    #: headings behind the last action, besides those of rules/outline.yaml
    ends_at: tuple[Rule, ...]
    #: what the texts of most actions hold: a quantity, and who acts
    counts: tuple[Rule, ...]
    acts: tuple[Rule, ...]


Layout = Annotated[HeaderFichesLayout | ThemeLayout | SchemeLayout | SheetsLayout | PlanLayout | ToldLayout, Field(discriminator="name")]


class Profile(RuleFile):
    """rules/profiles/*.yaml: a family of documents, how to recognise it and how it is cut."""

    id: RuleId
    title: str
    kind: DocumentKind
    #: whether documents of any publisher are meant: a profile of one family is preferred to one that fits a little better
    general: bool = False
    #: whether it is tried only where no other profile cuts any fiche
    last: bool = False
    #: whether the department that publishes the document runs its actions
    publisher_acts: bool
    #: how a document of this family gives the years it covers (groups `year` and `end`)
    period: tuple[SpanRule, ...] = ()
    recognise: tuple[Cue, ...] = Field(min_length=2)
    structure: tuple[StructureCue, ...] = ()
    at_least: float = Field(ge=0, le=1, description="a lower score means that the profile does not fit")
    layout: Layout
