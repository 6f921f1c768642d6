"""The columns of the flat tables: the name of each and how its cell is read from a record."""

from collections.abc import Callable, Iterable, Mapping
from typing import TypeVar

from schemas.document import DocumentRecord, PublishedOn
from schemas.evidence import Evidence
from schemas.fiche import Contact, Department, DepartmentName, Fiche, Figure, Organisation, Period
from schemas.issue import Issue

Cell = str | int | float | bool | None

_T = TypeVar("_T")
_Held = TypeVar("_Held")

#: In the order in which they are printed.
Columns = Mapping[str, Callable[[_T], Cell]]

_JOINED_BY = " | "


def prefixed(prefix: str, get: Callable[[_T], _Held | None], columns: Columns[_Held]) -> Columns[_T]:
    """The columns of a record held by another one, all empty where it is null.

    >>> columns: Columns[str] = {"first": lambda text: text[0]}
    >>> [cell("abc") for cell in prefixed("a_", lambda text: text or None, columns).values()]
    ['a']
    """

    def within(read: Callable[[_Held], Cell]) -> Callable[[_T], Cell]:
        def cell(record: _T) -> Cell:
            held = get(record)
            return None if held is None else read(held)

        return cell

    return {prefix + name: within(read) for name, read in columns.items()}


def _codes(departments: Iterable[DepartmentName]) -> str:
    return _JOINED_BY.join(department.code for department in departments)


EVIDENCE: Columns[Evidence] = {
    "char_start": lambda evidence: evidence.char_start,
    "char_end": lambda evidence: evidence.char_end,
    "line": lambda evidence: evidence.line,
    "page": lambda evidence: evidence.page,
    "rule": lambda evidence: evidence.rule,
    "confidence": lambda evidence: evidence.confidence,
    "text": lambda evidence: evidence.text,
}

_PERIOD: Columns[Period] = {
    "raw": lambda period: period.raw,
    "start_year": lambda period: period.start_year,
    "end_year": lambda period: period.end_year,
    "ongoing": lambda period: period.ongoing,
    **prefixed("", lambda period: period.evidence, EVIDENCE),
}

_DATE: Columns[PublishedOn] = {
    "date": lambda published: published.date,
    **prefixed("", lambda published: published.evidence, EVIDENCE),
}

DOCUMENT: Columns[DocumentRecord] = {
    "id": lambda document: document.id,
    "path": lambda document: document.source.path,
    "sha256": lambda document: document.source.sha256,
    "media_type": lambda document: document.source.media_type,
    "lines": lambda document: document.source.lines,
    "pages": lambda document: document.source.pages,
    "profile": lambda document: document.profile,
    "kind": lambda document: document.kind,
    "departments": lambda document: _codes(document.departments),
    "title": lambda document: document.title,
    **prefixed("title_", lambda document: document.title_evidence, EVIDENCE),
    "publisher": lambda document: document.publisher,
    **prefixed("publisher_", lambda document: document.publisher_evidence, EVIDENCE),
    **prefixed("period_", lambda document: document.period, _PERIOD),
    **prefixed("adopted_", lambda document: document.adopted, _DATE),
    **prefixed("signed_", lambda document: document.signed, _DATE),
    **prefixed("published_", lambda document: document.published, _DATE),
}

FICHE: Columns[Fiche] = {
    "id": lambda fiche: fiche.id,
    "document": lambda fiche: fiche.document,
    "kind": lambda fiche: fiche.kind,
    "chapter_number": lambda fiche: fiche.chapter.number if fiche.chapter else None,
    "chapter_name": lambda fiche: fiche.chapter.name if fiche.chapter else None,
    "section": lambda fiche: fiche.section,
    "title": lambda fiche: fiche.title,
    "departments": lambda fiche: _codes(fiche.departments),
    "related_departments": lambda fiche: _codes(fiche.related_departments),
    "section_keys": lambda fiche: _JOINED_BY.join(section.key for section in fiche.sections),
    "legal_references": lambda fiche: _JOINED_BY.join(reference.text for reference in fiche.legal_references),
    "confidence": lambda fiche: fiche.confidence,
    "line_start": lambda fiche: fiche.source.line_start,
    "line_end": lambda fiche: fiche.source.line_end,
    "char_start": lambda fiche: fiche.source.char_start,
    "char_end": lambda fiche: fiche.source.char_end,
    "page_start": lambda fiche: fiche.source.page_start,
    "page_end": lambda fiche: fiche.source.page_end,
    "printed_page": lambda fiche: fiche.source.printed_page,
    **prefixed("title_", lambda fiche: fiche.title_evidence, EVIDENCE),
    **prefixed("period_", lambda fiche: fiche.period, _PERIOD),
    "status": lambda fiche: fiche.status.code if fiche.status else None,
    "status_raw": lambda fiche: fiche.status.raw if fiche.status else None,
    **prefixed("status_", lambda fiche: fiche.status.evidence if fiche.status else None, EVIDENCE),
}

#: Of a department and its relation to the fiche (`runs` or `related`).
DEPARTMENT: Columns[tuple[str, Department]] = {
    "relation": lambda related: related[0],
    "code": lambda related: related[1].code,
    "name": lambda related: related[1].name,
    "region": lambda related: related[1].region,
    **prefixed("", lambda related: related[1].evidence, EVIDENCE),
}

ORGANISATION: Columns[Organisation] = {
    "name": lambda organisation: organisation.name,
    "type": lambda organisation: organisation.type,
    **prefixed("", lambda organisation: organisation.evidence, EVIDENCE),
    "type_rule": lambda organisation: organisation.type_rule,
}

CONTACT: Columns[Contact] = {
    "name": lambda contact: contact.name,
    "role": lambda contact: contact.role,
    "phones": lambda contact: _JOINED_BY.join(contact.phones),
    "emails": lambda contact: _JOINED_BY.join(contact.emails),
    **prefixed("", lambda contact: contact.evidence, EVIDENCE),
}

FIGURE: Columns[Figure] = {
    "value": lambda figure: figure.value,
    "high": lambda figure: figure.high,
    "kind": lambda figure: figure.kind,
    "qualifier": lambda figure: figure.qualifier,
    "nature": lambda figure: figure.nature,
    "label": lambda figure: figure.label,
    "raw": lambda figure: figure.raw,
    "section": lambda figure: figure.section,
    **prefixed("", lambda figure: figure.evidence, EVIDENCE),
    "qualifier_rule": lambda figure: figure.qualifier_rule,
    "nature_rule": lambda figure: figure.nature_rule,
}

#: Of a finding and the path of the document it was made in.
ISSUE: Columns[tuple[str | None, Issue]] = {
    "path": lambda found: found[0],
    "code": lambda found: found[1].code,
    "severity": lambda found: found[1].severity,
    "field": lambda found: found[1].field,
    "message": lambda found: found[1].message,
    "suggestion": lambda found: found[1].suggestion,
    **prefixed("", lambda found: found[1].evidence, EVIDENCE),
}
