"""Hand-built fiches: only what a test names differs from a complete, faultless one."""

from collections.abc import Sequence

import pytest

from pipeline.findings import Findings
from pipeline.gazetteer import Gazetteer
from pipeline.rulebook import Rulebook
from pipeline.segment.contents import Entry, FrontMatter, IndexEntry
from schemas.enums import FicheKind, FigureKind, Nature, OrganisationType, Qualifier, SectionKey
from schemas.evidence import Evidence, SourceRange
from schemas.fiche import Carrier, Chapter, Contact, ContactEvidence, Department, Fiche, Figure, Period, Section


def evidence(text: str) -> Evidence:
    return Evidence(char_start=0, char_end=len(text), line=1, text=text, rule="test")


class Build:
    """Makes records; every argument has a faultless default."""

    def __init__(self, gazetteer: Gazetteer) -> None:
        self._gazetteer = gazetteer

    def contact(self, name: str | None = "Odette Fauconnier", emails: Sequence[str] = (), phones: Sequence[str] = ()) -> Contact:
        parts = ContactEvidence(
            name=evidence(name) if name else None,
            role=None,
            phones=tuple(evidence(phone) for phone in phones),
            emails=tuple(evidence(email) for email in emails),
        )
        return Contact(
            name=name,
            role=None if name else "Accueil",
            phones=tuple(phones),
            emails=tuple(emails),
            evidence=evidence("contact"),
            parts=parts,
        )

    def period(self, start: int | None, end: int | None = None) -> Period:
        return Period(raw="slot", start_year=start, end_year=end, ongoing=False, evidence=evidence("slot"))

    def figure(self, value: float, high: float | None = None, kind: FigureKind = FigureKind.PERCENT) -> Figure:
        return Figure(
            value=value,
            high=high,
            kind=kind,
            qualifier=Qualifier.EXACT,
            nature=Nature.RESULT,
            label="des jardiniers",
            raw=f"{value:g} %",
            section=SectionKey.IMPACT,
            evidence=evidence("raw"),
        )

    def section(self, text: str, key: SectionKey = SectionKey.DESCRIPTION, heading: str | None = "DESCRIPTION") -> Section:
        source = SourceRange(char_start=0, char_end=len(text))
        return Section(key=key, heading=heading, text=text, source=source)

    def carrier(self) -> Carrier:
        name = "Association Les Semeurs"
        return Carrier(name=name, type=OrganisationType.ASSOCIATION, evidence=evidence(name))

    def departments(self, *codes: str) -> tuple[Department, ...]:
        records = [self._gazetteer.record(code) for code in codes]
        return tuple(Department(**record.model_dump(), evidence=evidence(record.name)) for record in records)

    def fiche(
        self,
        title: str = "Le verger du lien",
        *,
        name: str | None = None,
        document: str = "recueil",
        kind: FicheKind = FicheKind.FICHE,
        chapter: int | None = 1,
        departments: Sequence[str] = ("39",),
        related: Sequence[str] = (),
        period: Period | None = None,
        no_period: bool = False,
        carriers: Sequence[Carrier] | None = None,
        contacts: Sequence[Contact] | None = None,
        figures: Sequence[Figure] = (),
        sections: Sequence[Section] | None = None,
    ) -> Fiche:
        default_contact = self.contact(emails=["odette.fauconnier@jura.example"], phones=["+33536491020"])
        return Fiche(
            id=name or f"{document}.{title}",
            document=document,
            kind=kind,
            chapter=Chapter(number=chapter, name="Chapitre") if chapter else None,
            section=None,
            title=title,
            title_evidence=evidence(title),
            source=SourceRange(char_start=0, char_end=10),
            departments=self.departments(*departments),
            related_departments=self.departments(*related),
            period=None if no_period else period or self.period(2016),
            status=None,
            carriers=tuple([self.carrier()] if carriers is None else carriers),
            contacts=tuple([default_contact] if contacts is None else contacts),
            figures=tuple(figures),
            organisations=(),
            legal_references=(),
            sections=tuple([self.section("Un verger ouvert à tous.")] if sections is None else sections),
            issues=(),
            confidence=1.0,
        )

    def mailed(self, *emails: str, name: str, departments: Sequence[str] = ("39",)) -> Fiche:
        """A fiche with one nameless contact for each address."""
        contacts = [self.contact(None, [email]) for email in emails]
        text = f"Le récit de {name}, que nul autre ne répète."
        return self.fiche(name, name=name, departments=departments, contacts=contacts, sections=[self.section(text)])

    def front(
        self,
        entries: Sequence[tuple[str, int | None, int | None]] = (),
        index: Sequence[tuple[str, Sequence[int]]] = (),
    ) -> FrontMatter:
        """Front matter of entries (title, page, chapter) and index lines (name, pages)."""
        return FrontMatter(
            entries=tuple(Entry(title, page, chapter, None) for title, page, chapter in entries),
            sections=(),
            index=tuple(IndexEntry(name, tuple(pages)) for name, pages in index),
            blocks=frozenset(),
        )


@pytest.fixture(scope="session")
def findings(rulebook: Rulebook) -> Findings:
    return Findings(rulebook.findings)


@pytest.fixture(scope="session")
def build(gazetteer: Gazetteer) -> Build:
    return Build(gazetteer)
