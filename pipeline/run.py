"""The order of the stages, for one document and for many."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePath
from typing import TypeVar

from pipeline.check.contents import check_contents
from pipeline.check.corpus import check_corpus
from pipeline.check.fiche import check_fiche
from pipeline.document import Document
from pipeline.errors import DuplicateDocumentError, InputNotFoundError, RecueilError
from pipeline.extract import places
from pipeline.extract.acronyms import Acronyms
from pipeline.extract.fiche import FicheReader, FicheResult, Surroundings, fiche_id
from pipeline.extract.gate import Gate
from pipeline.extract.ner import Witness
from pipeline.extract.record import PublisherRead, RecordReader
from pipeline.findings import Findings
from pipeline.gazetteer import Gazetteer
from pipeline.load import load
from pipeline.rulebook import Rulebook
from pipeline.segment.detect import Fit, fits
from pipeline.segment.divide import Divider, Part
from schemas.dataset import Dataset, Failure
from schemas.document import ContentsCheck, DocumentRecord, ProfileScore, Source
from schemas.fiche import DepartmentName, Fiche
from schemas.issue import Issue, Rejected
from schemas.rules import Profile

#: Called before each document with its position (from 0), the number of documents and its name.
Progress = Callable[[int, int, str], None]

_Told = TypeVar("_Told", DocumentRecord, Fiche)


@dataclass(frozen=True, slots=True)
class InputFile:
    """A file to read and the path written to the dataset."""

    path: Path
    shown_as: PurePath


@dataclass(frozen=True, slots=True)
class DocumentResult:
    """What one document yields."""

    record: DocumentRecord
    fiches: tuple[Fiche, ...]
    rejected: tuple[Rejected, ...]


def input_files(paths: Sequence[Path]) -> list[InputFile]:
    """The files of the given files and folders, in order of name; hidden files are left out.

    Raises InputNotFoundError for a path that does not exist or a folder without files.
    """
    found: list[InputFile] = []
    for path in paths:
        if path.is_dir():
            inside = sorted(
                p for p in path.rglob("*") if p.is_file() and not any(part.startswith(".") for part in p.relative_to(path).parts)
            )
            if not inside:
                raise InputNotFoundError(path, "holds no file; put documents there or name another folder")
            found += [InputFile(p, PurePath(p.relative_to(path).as_posix())) for p in inside]
        elif path.exists():
            found.append(InputFile(path, PurePath(path.name)))
        else:
            raise InputNotFoundError(path, "does not exist; check the spelling")
    return found


class Pipeline:
    """The stages with their rules. `profile` forces a profile; without `ner` no model is loaded."""

    def __init__(self, rulebook: Rulebook, *, profile: str | None = None, ner: bool = True) -> None:
        self._rulebook = rulebook
        self._gazetteer = Gazetteer(rulebook.departments)
        self._divider = Divider(rulebook, self._gazetteer, rulebook.profile(profile) if profile else None)
        self._findings = Findings(rulebook.findings)
        self._first_names = frozenset(rulebook.first_names.first_names)
        self._witness = Witness() if ner else None
        self._reader = FicheReader(rulebook, self._gazetteer, self._findings, self._witness)
        self._records = RecordReader(rulebook, self._gazetteer, self._reader.figures)

    def run(
        self, files: Sequence[InputFile], progress: Progress | None = None, on_document: Callable[[Document], None] | None = None
    ) -> Dataset:
        """All documents; one that fails is named in `failures` and leaves the others complete.

        `on_document` is given each document that was loaded.
        """
        results: list[DocumentResult] = []
        failures: list[Failure] = []
        seen: dict[str, Path] = {}
        for position, file in enumerate(files):
            if progress:
                progress(position, len(files), file.shown_as.name)
            try:
                if file.path.stem in seen:
                    raise DuplicateDocumentError(file.path, seen[file.path.stem])
                document = load(file.path, file.shown_as)
                if on_document:
                    on_document(document)
                with self._rulebook.naming_slow_patterns(file.path):
                    results.append(self.read(document))
                seen[file.path.stem] = file.path
            except RecueilError as error:
                failures.append(Failure(path=str(file.shown_as), error=type(error).__name__, message=str(error)))
        fiches = self._checked([fiche for result in results for fiche in result.fiches])
        return Dataset(
            documents=tuple(self._told(result.record) for result in results),
            fiches=tuple(self._told(fiche) for fiche in fiches),
            rejected=tuple(r for result in results for r in result.rejected),
            failures=tuple(failures),
        )

    def _told(self, record: _Told) -> _Told:
        """A document or fiche without the findings that are switched off."""
        told = self._findings.told(record.issues)
        return record if len(told) == len(record.issues) else record.model_copy(update={"issues": told})

    def _checked(self, fiches: list[Fiche]) -> Iterator[Fiche]:
        """The fiches with the findings on each alone and among all others."""
        among = check_corpus(fiches, self._findings)
        for fiche in fiches:
            yield _with_issues(fiche, [*check_fiche(fiche, self._findings, self._first_names), *among.get(fiche.id, [])])

    def read(self, document: Document) -> DocumentResult:
        """One document."""
        scored = fits(document, self._rulebook, self._gazetteer)
        parts = self._divider.divide(document, scored)
        profile = max(parts, key=lambda part: len(part.segmentation.segments)).profile if parts else None
        acronyms = Acronyms(document)
        gate = Gate(document, None)
        own = [self._of_publisher(part) for part in parts]
        publisher = self._records.publisher(document, acts=any(own))
        if profile is None:
            return DocumentResult(
                self._record(document, None, scored, publisher, (), (), gate, acronyms, (self._no_profile(document, scored),)), (), ()
            )
        results = self._fiches(document, parts, own, publisher, acronyms)
        fiches = [result.fiche for result in results]
        issues: list[Issue] = []
        check: ContentsCheck | None = None
        front = next((part.front for part in parts if part.front and part.front.entries), None)
        if front:
            check, by_fiche, issues = check_contents(front, fiches, self._gazetteer, self._findings)
            pages = {a.fiche: a.page for a in check.announced if a.fiche and a.page}
            fiches = [_paged(_with_issues(fiche, by_fiche.get(fiche.id, [])), pages.get(fiche.id)) for fiche in fiches]
        if not fiches:
            issues.append(self._findings.issue("no_fiche", f"Le profil « {profile.id} » convient, mais aucune fiche n'a été trouvée."))
        record = self._record(document, profile, scored, publisher, fiches, parts, gate, acronyms, tuple(issues), check)
        return DocumentResult(record, tuple(fiches), (*gate.rejected, *(r for result in results for r in result.rejected)))

    def _fiches(
        self, document: Document, parts: Sequence[Part], own: Sequence[bool], publisher: PublisherRead | None, acronyms: Acronyms
    ) -> list[FicheResult]:
        if self._witness:
            self._witness.read_ahead(block for part in parts for segment in part.segmentation.segments for block in segment.body)
        taken: set[str] = set()
        acting = self._records.publishers(document, publisher) if any(own) else ()
        results: list[FicheResult] = []
        for part, publisher_acts in zip(parts, own, strict=True):
            segments = part.segmentation.segments
            own_acts = acting if publisher_acts else ()
            first = min((segment.source_range[0] for segment in segments), default=0)
            announced = tuple(place for place in own_acts if place[1].offsets[0] < first)
            around = Surroundings(own_acts, announced, self._reader.header_slots(segments))
            results += [
                self._reader.read(document, segment, fiche_id(document.id, segment, taken), acronyms, around, None) for segment in segments
            ]
        return results

    def _of_publisher(self, part: Part) -> bool:
        """Whether the actions of a part are those of the publisher: its family says so, or its fiches name one department at most.

        Fiches of one department mostly say in which of its towns they are set.
        """
        segments = part.segmentation.segments
        lines = [segment.department_line.text for segment in segments if segment.department_line]
        named = [codes for line in lines if (codes := {code for code, _, _ in places.of_header(line, self._gazetteer)})]
        return part.profile.publisher_acts or not named or (len(named) < len(segments) and bool(set.intersection(*named)))

    def _no_profile(self, document: Document, scored: Sequence[Fit]) -> Issue:
        best = scored[0]
        draft = f"recueil profiles draft {document.path.name}"
        message = (
            f"Aucun profil ne convient ; le plus proche est « {best.profile.id} » ({best.score:.2f}, il faut {best.profile.at_least:.2f})."
            f" Forcez-le avec « --profile {best.profile.id} » ou ébauchez un profil avec « {draft} »."
        )
        return self._findings.issue("no_profile", message, suggestion=f"--profile {best.profile.id}, {draft}")

    def _record(
        self,
        document: Document,
        profile: Profile | None,
        scored: Sequence[Fit],
        publisher: PublisherRead | None,
        fiches: Sequence[Fiche],
        parts: Sequence[Part],
        gate: Gate,
        acronyms: Acronyms,
        issues: tuple[Issue, ...],
        check: ContentsCheck | None = None,
    ) -> DocumentRecord:
        title = self._records.title(document, profile)
        outside = [block for part in parts for block in part.segmentation.outside]
        sums = self._records.sums(document, gate) if profile else ()
        wrong = [self._findings.issue("sum_mismatch", f"Le total {s.total:g} € ne vaut pas la somme de ses parts ({sum(s.parts):g} €).", field="sums", evidence=s.evidence) for s in sums if not s.adds_up]  # fmt: skip
        return DocumentRecord(
            id=document.id,
            source=Source(
                path=document.path.as_posix(),
                sha256=document.sha256,
                media_type=document.media_type,
                lines=document.lines,
                pages=document.page_count,
            ),
            profile=profile.id if profile else None,
            profile_scores=tuple(ProfileScore(profile=fit.profile.id, score=fit.score) for fit in scored),
            title=title.text if title else None,
            title_evidence=document.evidence(title, "document.title", 0.9) if title else None,
            kind=profile.kind if profile else None,
            publisher=publisher.name.text if publisher else None,
            publisher_evidence=document.evidence(publisher.name, publisher.rule, 0.8) if publisher else None,
            departments=self._departments(publisher, fiches),
            period=self._records.period(document, profile, gate) if profile else None,
            **(self._records.dates(document, gate) if profile else {"adopted": None, "signed": None, "published": None}),
            figures=self._records.figures(document, outside, acronyms, gate) if profile else (),
            sums=sums,
            contents_check=check,
            issues=(*(self._findings.issue(note.code, note.message) for note in document.reading.notes), *issues, *wrong),
        )

    def _departments(self, publisher: PublisherRead | None, fiches: Sequence[Fiche]) -> tuple[DepartmentName, ...]:
        codes = {d.code for fiche in fiches for d in fiche.departments}
        if publisher and publisher.place:
            codes.add(publisher.place[0])
        return tuple(self._gazetteer.record(code) for code in sorted(codes))


def _with_issues(fiche: Fiche, issues: Sequence[Issue]) -> Fiche:
    return fiche.model_copy(update={"issues": (*fiche.issues, *issues)}) if issues else fiche


def _paged(fiche: Fiche, page: int | None) -> Fiche:
    """The fiche with the page that the contents list announces, unless the page it stands on bears a number."""
    if page is None or (fiche.source.page_start and fiche.source.printed_page):
        return fiche
    return fiche.model_copy(update={"source": fiche.source.model_copy(update={"printed_page": page})})
