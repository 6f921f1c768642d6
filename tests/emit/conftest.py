from itertools import count

import pytest

from schemas.dataset import Dataset, Failure
from schemas.document import DocumentRecord, ProfileScore, PublishedOn, Source
from schemas.enums import (
    DocumentKind,
    FicheKind,
    FigureKind,
    Nature,
    OrganisationType,
    Qualifier,
    SectionKey,
    Severity,
    StatusCode,
)
from schemas.evidence import Evidence, SourceRange
from schemas.fiche import (
    Carrier,
    Chapter,
    Contact,
    ContactEvidence,
    Department,
    DepartmentName,
    Fiche,
    Figure,
    LegalReference,
    Organisation,
    Period,
    Section,
    Status,
)
from schemas.issue import Issue, Rejected

_LINES = count(1)
_REGIONS = {"Nouvelle-Aquitaine": "75", "Corse": "94"}


def _seen(text: str, confidence: float = 1.0) -> Evidence:
    line = next(_LINES)
    start = 100 * line
    return Evidence(char_start=start, char_end=start + len(text), line=line, text=text, rule="test.rule", confidence=confidence)


def _figure(value: float, high: float | None, kind: FigureKind, raw: str) -> Figure:
    return Figure(
        value=value,
        high=high,
        kind=kind,
        qualifier=Qualifier.EXACT,
        nature=Nature.RESULT,
        label="vélos prêtés, réparés",
        raw=raw,
        section=SectionKey.IMPACT,
        evidence=_seen(raw),
    )


def _department(code: str, name: str, region: str) -> Department:
    return Department(code=code, name=name, region=region, region_code=_REGIONS[region], evidence=_seen(name))


def _full_fiche() -> Fiche:
    nobody = ContactEvidence(name=None, role=None, phones=(), emails=())
    return Fiche(
        id="recueil-lune.atelier-velo.0a1b2c",
        document="recueil-lune",
        kind=FicheKind.FICHE,
        chapter=Chapter(number=2, name="Mobilité"),
        section="Rouler, réparer",
        title='L\'atelier "vélo", côté cour',
        title_evidence=_seen("L'atelier"),
        source=SourceRange(line_start=12, line_end=40, char_start=310, char_end=1900, printed_page=7),
        departments=(
            _department("23", "Creuse", "Nouvelle-Aquitaine"),
            _department("87", "Haute-Vienne", "Nouvelle-Aquitaine"),
        ),
        related_departments=(_department("2A", "Corse-du-Sud", "Corse"),),
        period=Period(raw="Depuis 2016", start_year=2016, end_year=None, ongoing=True, evidence=_seen("Depuis 2016", 0.75)),
        status=Status(raw="Réalisé", code=StatusCode.DONE, evidence=_seen("Réalisé")),
        carriers=(Carrier(name="Les Rayons", type=OrganisationType.ASSOCIATION, evidence=_seen("Les Rayons")),),
        contacts=(
            Contact(
                name="Odile Marnier",
                role="Cheffe d'atelier",
                phones=("+33199000001", "+33199000002"),
                emails=("odile@rayons.example", "velo@rayons.example"),
                evidence=_seen("Odile\rMarnier"),
                parts=nobody,
            ),
            Contact(name="Paul Ginet", role=None, phones=(), emails=(), evidence=_seen("Paul Ginet"), parts=nobody),
        ),
        figures=(
            _figure(40.0, None, FigureKind.COUNT, "40 vélos"),
            _figure(66.67, None, FigureKind.PERCENT, "deux\ntiers"),
            _figure(10.0, 12.5, FigureKind.EUR, "10 à 12,50 euros"),
        ),
        organisations=(Organisation(name="Caisse Lunaire", type=OrganisationType.PUBLIC_BODY, evidence=_seen("Caisse Lunaire")),),
        legal_references=(LegalReference(text="loi lunaire", evidence=_seen("loi lunaire")),),
        sections=(Section(key=SectionKey.IMPACT, heading="IMPACT", text="…", source=SourceRange(char_start=900, char_end=1200)),),
        issues=(
            Issue(code="odd_domain", severity=Severity.WARNING, field="contacts", message="à vérifier"),
            Issue(
                code="value_set_aside",
                severity=Severity.INFO,
                field=None,
                message="x",
                evidence=_seen("x"),
                suggestion="y",
            ),
        ),
        confidence=0.9,
    )


def _bare_fiche() -> Fiche:
    return Fiche(
        id="note-soleil.le-banc.3d4e5f",
        document="note-soleil",
        kind=FicheKind.ACTION,
        chapter=None,
        section=None,
        title="Le banc",
        title_evidence=_seen("Le banc"),
        source=SourceRange(char_start=0, char_end=50, page_start=1, page_end=2),
        departments=(),
        related_departments=(),
        period=None,
        status=None,
        carriers=(),
        contacts=(),
        figures=(),
        organisations=(),
        legal_references=(),
        sections=(),
        issues=(),
        confidence=1.0,
    )


def _document(name: str, *, full: bool) -> DocumentRecord:
    return DocumentRecord(
        id=name,
        source=Source(path=f"lot-1/{name}.txt", sha256="ab" * 32, media_type="text/plain", lines=50 if full else None),
        profile="recueil" if full else None,
        profile_scores=(ProfileScore(profile="recueil", score=0.8),),
        title="Recueil de la lune" if full else None,
        title_evidence=_seen("Recueil de la lune") if full else None,
        kind=DocumentKind.RECUEIL if full else None,
        publisher=None,
        publisher_evidence=None,
        departments=(DepartmentName(code="23", name="Creuse", region="Nouvelle-Aquitaine", region_code="75"),) if full else (),
        period=None,
        adopted=PublishedOn(date="2020-09", evidence=_seen("septembre 2020")) if full else None,
        signed=None,
        published=None,
        figures=(_figure(1500000.0, None, FigureKind.EUR, "1,5 M€"),) if full else (),
        sums=(),
        contents_check=None,
        issues=(Issue(code="sum_mismatch", severity=Severity.WARNING, field="sums", message="3 ≠ 2"),) if full else (),
    )


@pytest.fixture
def dataset() -> Dataset:
    """Two documents with a full and a bare fiche, a value set aside and a document that failed."""
    return Dataset(
        documents=(_document("note-soleil", full=False), _document("recueil-lune", full=True)),
        fiches=(_bare_fiche(), _full_fiche()),
        rejected=(Rejected(document="recueil-lune", fiche=None, field="figures", value="999999 %", reason="more than 1000 %"),),
        failures=(Failure(path="lot-1/vide.txt", error="EmptyDocumentError", message="vide.txt: holds no text"),),
    )


@pytest.fixture
def empty_dataset() -> Dataset:
    return Dataset(documents=(), fiches=())
