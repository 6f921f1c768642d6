"""What the terminal shows: the summary of a run, one fiche with its evidence, the profiles."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import Literal

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from pipeline.errors import FicheNotFoundError
from schemas.dataset import Dataset
from schemas.enums import Severity
from schemas.evidence import Evidence
from schemas.fiche import Contact, Fiche, Figure, Period
from schemas.issue import Issue
from schemas.rules import Profile

#: Findings on a document that mean that no fiche came out of it.
_NO_FICHES = {"no_profile", "no_fiche"}
_WORDS_SHOWN = 70


def summary(dataset: Dataset) -> Table:
    """Documents with profile, fiches and findings by severity, and a line of totals."""
    table = Table(title=None, show_footer=True)
    total: Counter[str] = Counter()
    rows = []
    for document in dataset.documents:
        fiches = [f for f in dataset.fiches if f.document == document.id]
        found = Counter(str(i.severity) for i in [*document.issues, *(i for f in fiches for i in f.issues)])
        total.update(found)
        rows.append(
            (
                document.source.path,
                document.profile or "none fits",
                str(len(fiches)),
                *(str(found[s]) for s in Severity),
            )
        )
    table.add_column("document", footer=f"{len(dataset.documents)} document{'s' if len(dataset.documents) != 1 else ''}", overflow="fold")
    table.add_column("profile")
    table.add_column("fiches", justify="right", footer=str(len(dataset.fiches)))
    for severity in Severity:
        table.add_column(f"{severity}s" if severity is not Severity.INFO else "infos", justify="right", footer=str(total[severity]))
    for row in rows:
        table.add_row(*row)
    return table


def failed_documents(dataset: Dataset) -> list[str]:
    """Paths of the documents that gave no fiche."""
    none = [d.source.path for d in dataset.documents if any(i.code in _NO_FICHES for i in d.issues)]
    return [*(f.path for f in dataset.failures), *none]


def failures(dataset: Dataset) -> Iterator[str]:
    """One line for each document that gave no fiche."""
    for failure in dataset.failures:
        yield failure.message
    for document in dataset.documents:
        for issue in document.issues:
            if issue.code in _NO_FICHES:
                yield f"{document.source.path}: {issue.message}"


def find(dataset: Dataset, fiche_id: str) -> Fiche:
    """The fiche with this id, or the only one whose id holds it. Raises FicheNotFoundError."""
    exact = [f for f in dataset.fiches if f.id == fiche_id]
    found = exact or [f for f in dataset.fiches if fiche_id in f.id]
    if len(found) != 1:
        raise FicheNotFoundError(fiche_id, [f.id for f in found])
    return found[0]


def fiche(record: Fiche) -> RenderableType:
    """A fiche, one value a line, each with the line or page (where its format has them) and the words it was read from."""
    values = list(_values(record))
    where = _where(evidence for _, _, evidence in values)
    table = Table(box=None, pad_edge=False, show_header=True, header_style="dim")
    table.add_column("field", style="bold", no_wrap=True)
    table.add_column("value", overflow="fold", ratio=3)
    if where:
        table.add_column(where, justify="right", no_wrap=True)
    table.add_column("read in", overflow="fold", ratio=3, style="dim")
    table.add_column("rule", no_wrap=True, style="dim")
    for field, value, evidence in values:
        words = " ".join(evidence.text.split()) if evidence else ""
        short = words if len(words) <= _WORDS_SHOWN else words[: _WORDS_SHOWN - 1] + "…"
        place = str(getattr(evidence, where, None) or "") if where else ""
        table.add_row(field, Text(value), *([place] if where else []), Text(short), evidence.rule if evidence else "")
    head = Text(record.title, style="bold")
    origin = " · ".join(p for p in (str(record.kind), record.document, record.section or "", record.id) if p)
    parts: list[RenderableType] = [head, Text(origin, style="dim"), Text(""), table]
    if record.issues:
        parts += [Text(""), *(Text(_issue_line(issue)) for issue in record.issues)]
    return Group(*parts)


def _where(found: Iterable[Evidence | None]) -> Literal["line", "page", ""]:
    """How the places of a fiche are counted: by line, by page, or not at all."""
    read = [evidence for evidence in found if evidence]
    if any(evidence.line for evidence in read):
        return "line"
    return "page" if any(evidence.page for evidence in read) else ""


def _issue_line(issue: Issue) -> str:
    tail = f" → {issue.suggestion}" if issue.suggestion else ""
    return f"! {issue.severity} {issue.code}: {issue.message}{tail}"


def _values(record: Fiche) -> Iterator[tuple[str, str, Evidence | None]]:
    for department in record.departments:
        yield "department", f"{department.code} {department.name} ({department.region})", department.evidence
    for department in record.related_departments:
        yield "related", f"{department.code} {department.name}", department.evidence
    if record.period:
        yield "period", _years(record.period), record.period.evidence
    if record.status:
        yield "status", f"{record.status.code} ({record.status.raw})", record.status.evidence
    for carrier in record.carriers:
        yield "carrier", f"{carrier.name} [{carrier.type}]", carrier.evidence
    for contact in record.contacts:
        yield "contact", _contact(contact), contact.evidence
    for figure in record.figures:
        yield "figure", _figure(figure), figure.evidence
    for organisation in record.organisations:
        yield "organisation", f"{organisation.name} [{organisation.type}]", organisation.evidence
    for reference in record.legal_references:
        yield "law", reference.text, reference.evidence


def _years(period: Period) -> str:
    years = f"{period.start_year or '?'}–{period.end_year}" if period.end_year else str(period.start_year or "not known")
    return f"{years}, ongoing" if period.ongoing else years


def _contact(contact: Contact) -> str:
    return " · ".join(p for p in (contact.name, contact.role, *contact.phones, *contact.emails) if p)


def _figure(figure: Figure) -> str:
    value = _number(figure.value)
    upper = f"–{_number(figure.high)}" if figure.high is not None else ""
    marks = {"eur": " €", "percent": " %"}
    sign = {"approx": "≈ ", "min": "≥ ", "max": "≤ "}.get(figure.qualifier, "")
    return f"{sign}{value}{upper}{marks.get(figure.kind, '')} {figure.label} [{figure.kind}, {figure.nature}]"


def _number(value: float) -> str:
    """A number with blanks between thousands, at most two decimals."""
    text = f"{value:,.2f}".rstrip("0").rstrip(".")
    return text.replace(",", " ")


def profiles(known: Sequence[Profile]) -> Table:
    """The profiles with their family and the score they ask for."""
    table = Table()
    for column in ("profile", "documents", "kind", "layout", "asks for"):
        table.add_column(column, overflow="fold")
    for profile in known:
        table.add_row(profile.id, profile.title, str(profile.kind), profile.layout.name, f"{profile.at_least:.2f}")
    return table
