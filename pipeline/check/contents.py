"""The contents list and the index of departments held against what was cut."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence

from pipeline.check.titles import pair_titles, similarity
from pipeline.findings import Findings
from pipeline.gazetteer import Gazetteer
from pipeline.segment.contents import FrontMatter, IndexEntry
from schemas.document import Announced, ContentsCheck, PageShift
from schemas.enums import FicheKind
from schemas.fiche import DEPARTMENT_CODES, Fiche
from schemas.issue import Issue

#: Pages of index and contents list that lie further apart speak of different fiches.
_FARTHEST = 6
#: The field of a document that these findings speak of.
_FIELD = "contents_check"


def check_contents(
    front: FrontMatter, fiches: Sequence[Fiche], gazetteer: Gazetteer, findings: Findings
) -> tuple[ContentsCheck, dict[str, list[Issue]], list[Issue]]:
    """What the front matter announces against all fiches of the document (briefs included).

    Gives the check, the findings by fiche id and the findings on the document. Only fiches of kind `fiche` are
    announced one by one. `unannounced` holds fiche ids; `index_missing` and `fiches_not_in_index` hold department codes
    (an index line that names no known department stands as printed). A department of the index that fiches only name as
    related is in `index_missing`, but is no finding. Where a list is missing nothing is held against it.
    """
    headed = [fiche for fiche in fiches if fiche.kind is FicheKind.FICHE]
    pairs = {n: headed[m] for n, m in pair_titles(front.entries, headed).items()}
    announced = tuple(_announced(front, n, pairs.get(n)) for n in range(len(front.entries)))
    found = {fiche.id for fiche in pairs.values()}
    unannounced = tuple(fiche.id for fiche in headed if front.entries and fiche.id not in found)
    listed = _index_codes(front.index, gazetteer)
    acting = {department.code for fiche in fiches for department in fiche.departments}
    check = ContentsCheck(
        announced=announced,
        unannounced=unannounced,
        index_departments=len(front.index),
        index_missing=tuple(code for code in listed if code not in acting),
        fiches_not_in_index=tuple(sorted(acting - listed.keys())) if front.index else (),
        page_shift=_page_shift(_announced_pages(front, pairs), listed),
    )
    return check, _fiche_issues(check, headed, findings), _document_issues(check, fiches, gazetteer, findings)


def _announced(front: FrontMatter, position: int, fiche: Fiche | None) -> Announced:
    entry = front.entries[position]
    return Announced(
        title=entry.title,
        page=entry.page,
        fiche=fiche.id if fiche else None,
        printed_title=fiche.title if fiche else None,
        similarity=similarity(entry.title, fiche.title) if fiche else None,
    )


def _index_codes(index: Iterable[IndexEntry], gazetteer: Gazetteer) -> dict[str, set[int]]:
    """Pages by department code, by printed name where no department is called so; in order of the index."""
    pages: dict[str, set[int]] = {}
    for entry in index:
        pages.setdefault(gazetteer.code_of(entry.name) or entry.name, set()).update(entry.pages)
    return pages


def _announced_pages(front: FrontMatter, pairs: Mapping[int, Fiche]) -> dict[str, set[int]]:
    """The pages the contents list gives for the fiches of each department."""
    pages: defaultdict[str, set[int]] = defaultdict(set)
    for position, fiche in pairs.items():
        page = front.entries[position].page
        if page is not None:
            for department in fiche.departments:
                pages[department.code].add(page)
    return pages


def _page_shift(announced: Mapping[str, set[int]], listed: Mapping[str, set[int]]) -> PageShift | None:
    """The most frequent difference between a page of the contents list and the nearest one of the index."""
    differences: Counter[int] = Counter()
    for code, pages in announced.items():
        for page in pages:
            nearest = min((p - page for p in listed.get(code, ())), key=lambda d: (abs(d), d), default=None)
            if nearest is not None and abs(nearest) <= _FARTHEST:
                differences[nearest] += 1
    if not differences:
        return None
    # of equally frequent differences the smallest: it accuses the index least
    shift = min(differences, key=lambda d: (-differences[d], abs(d), d))
    return PageShift(shift=shift, agree=differences[shift], compared=differences.total())


def _fiche_issues(check: ContentsCheck, fiches: Iterable[Fiche], findings: Findings) -> dict[str, list[Issue]]:
    by_fiche = {announced.fiche: announced for announced in check.announced}
    issues: dict[str, list[Issue]] = {}
    for fiche in fiches:
        announced = by_fiche.get(fiche.id)
        if announced and announced.similarity is not None and announced.similarity < 100:
            message = f"Le titre diffère de celui du sommaire (ressemblance : {announced.similarity:.0f} %)."
            issue = findings.issue("title_differs_from_contents", message, "title", announced.title, fiche.title_evidence)
            issues[fiche.id] = [issue]
        elif fiche.id in check.unannounced:
            message = "La fiche n'est pas annoncée au sommaire."
            issues[fiche.id] = [findings.issue("fiche_not_announced", message, "title", None, fiche.title_evidence)]
    return issues


def _document_issues(check: ContentsCheck, fiches: Iterable[Fiche], gazetteer: Gazetteer, findings: Findings) -> list[Issue]:
    # an index of departments cited may well list those a fiche only names as running something alike
    cited = {department.code for fiche in fiches for department in fiche.related_departments}
    return [
        *(_not_found(announced, findings) for announced in check.announced if announced.fiche is None),
        *(_without_fiche(code, gazetteer, findings) for code in check.index_missing if code not in cited),
        *(_not_in_index(code, gazetteer, findings) for code in check.fiches_not_in_index),
        *([_shifted(check.page_shift, findings)] if check.page_shift and _is_shifted(check.page_shift) else []),
    ]


def _not_found(announced: Announced, findings: Findings) -> Issue:
    page = f" (p. {announced.page})" if announced.page is not None else ""
    message = f"Le sommaire annonce « {announced.title} »{page} ; la fiche n'a pas été trouvée."
    return findings.issue("announced_fiche_not_found", message, _FIELD)


def _without_fiche(code: str, gazetteer: Gazetteer, findings: Findings) -> Issue:
    if code in DEPARTMENT_CODES:
        message = f"L'index cite {_named(code, gazetteer)}, qui n'a pas de fiche et qu'aucune fiche ne signale."
    else:
        message = f"L'index cite « {code} », qui n'est le nom d'aucun département connu."
    return findings.issue("index_department_without_fiche", message, _FIELD)


def _not_in_index(code: str, gazetteer: Gazetteer, findings: Findings) -> Issue:
    message = f"L'index ne cite pas {_named(code, gazetteer)}, qui a pourtant une fiche."
    return findings.issue("department_not_in_index", message, _FIELD)


def _shifted(shift: PageShift, findings: Findings) -> Issue:
    message = (
        f"Les pages de l'index sont décalées de {shift.shift:+d} par rapport au sommaire"
        f" ({shift.agree} des {shift.compared} pages comparées)."
    )
    return findings.issue("index_shifted", message, _FIELD, f"Compter {-shift.shift:+d} aux pages de l'index.")


def _is_shifted(shift: PageShift) -> bool:
    return shift.shift != 0 and 2 * shift.agree >= shift.compared


def _named(code: str, gazetteer: Gazetteer) -> str:
    return f"{gazetteer.record(code).name} ({code})"
