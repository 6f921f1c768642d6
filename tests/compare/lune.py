"""Invented fiches to be compared, each told by the values that a test is about."""

from itertools import count
from typing import Any

from schemas.dataset import Dataset
from schemas.document import DocumentRecord, Source
from schemas.enums import DocumentKind, FicheKind, FigureKind, Nature, OrganisationType, Qualifier, SectionKey, StatusCode
from schemas.evidence import Evidence, SourceRange
from schemas.fiche import Carrier, Contact, ContactEvidence, Department, Fiche, Figure, Period, Section, Status

_PLACES = count(1)
_NAMES = {"23": "Creuse", "87": "Haute-Vienne"}


def seen(text: str) -> Evidence:
    """Words read at another place, by another rule and with another confidence each time."""
    place = next(_PLACES)
    return Evidence(
        char_start=place, char_end=place + len(text), line=place, text=text, rule=f"rule.r{place}", confidence=1 / (1 + place % 9)
    )


def department(code: str) -> Department:
    return Department(code=code, name=_NAMES[code], region="Nouvelle-Aquitaine", region_code="75", evidence=seen(code))


def figure(raw: str, value: float, label: str, **parts: Any) -> Figure:
    told = {"kind": FigureKind.EUR, "qualifier": Qualifier.EXACT, "nature": Nature.RESULT, "section": SectionKey.IMPACT, "high": None}
    return Figure(raw=raw, value=value, label=label, evidence=seen(raw), **(told | parts))


def contact(name: str | None, role: str | None = None, phones: tuple[str, ...] = (), emails: tuple[str, ...] = ()) -> Contact:
    nowhere = ContactEvidence(name=None, role=None, phones=(), emails=())
    return Contact(name=name, role=role, phones=phones, emails=emails, evidence=seen(name or role or "?"), parts=nowhere)


def carrier(name: str, kind: OrganisationType = OrganisationType.ASSOCIATION) -> Carrier:
    return Carrier(name=name, type=kind, evidence=seen(name))


def period(raw: str | None, start: int | None, end: int | None = None, *, ongoing: bool = False) -> Period:
    return Period(raw=raw, start_year=start, end_year=end, ongoing=ongoing, evidence=seen(raw or "2016"))


def status(raw: str, code: StatusCode) -> Status:
    return Status(raw=raw, code=code, evidence=seen(raw))


def section(key: SectionKey, text: str, heading: str | None = None) -> Section:
    start = next(_PLACES)
    return Section(key=key, heading=heading, text=text, source=SourceRange(char_start=start, char_end=start + len(text)))


def fiche(title: str, fiche_id: str | None = None, document: str = "lune", departments: tuple[str, ...] = ("23",), **values: Any) -> Fiche:
    none = dict.fromkeys(("related_departments", "carriers", "contacts", "figures", "organisations", "legal_references", "sections"), ())
    place = next(_PLACES)
    return Fiche(
        id=fiche_id or f"{document}.{title}",
        document=document,
        kind=values.pop("kind", FicheKind.FICHE),
        title=title,
        title_evidence=seen(title),
        source=SourceRange(char_start=place, char_end=place + 1, line_start=place),
        departments=tuple(department(code) for code in departments),
        issues=(),
        confidence=1 / (1 + place % 9),
        **({"chapter": None, "section": None, "period": None, "status": None} | none | values),
    )


def document(name: str, title: str | None = "Recueil de la lune", **values: Any) -> DocumentRecord:
    none = dict.fromkeys(
        ("title_evidence", "publisher", "publisher_evidence", "period", "adopted", "signed", "published", "contents_check")
    )
    return DocumentRecord(
        id=name,
        source=Source(path=f"{name}.txt", sha256=f"{next(_PLACES):064x}", media_type="text/plain"),
        profile="recueil",
        profile_scores=(),
        title=title,
        kind=DocumentKind.RECUEIL,
        sums=(),
        issues=(),
        **(none | {"departments": (), "figures": ()} | values),
    )


def dataset(*fiches: Fiche, documents: tuple[DocumentRecord, ...] = ()) -> Dataset:
    return Dataset(documents=documents, fiches=fiches)
