"""Why values are wrong: each error with its cause, the printed line it comes from and the rule that fired."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Literal

from pipeline.document import Document
from pipeline.evaluate.fields import DETAILS
from pipeline.evaluate.likeness import fold
from pipeline.evaluate.matching import Outcome, Value
from pipeline.evaluate.scores import Graded, Report
from schemas.enums import FieldName

ErrorKind = Literal["missed", "spurious"]

#: Fields that judge a value which was found: a wrong one is a wrong judgement, whatever the words.
_JUDGED = DETAILS | {FieldName.KIND}
#: Fields with few values, which two fiches often share: that one lacks what its neighbour has too much tells nothing.
_COMMON = _JUDGED | {FieldName.CHAPTER, FieldName.STATUS, FieldName.SECTION_KEYS}
#: Fields whose values are texts as printed: one that is cut short or goes on too long has a wrong boundary.
_PRINTED = {FieldName.TITLE, FieldName.SECTION, FieldName.CARRIERS, FieldName.CARRIERS_TEXT, FieldName.CONTACT_NAME, FieldName.CONTACT_ROLE}
_LONGEST_LINE = 160


class Cause(StrEnum):
    """Where the reading went wrong, in the order of the stages."""

    MISSED_SEGMENT = "missed segment"
    SPURIOUS_SEGMENT = "spurious segment"
    WRONG_BOUNDARY = "wrong boundary"
    FOUND_NOTHING = "rule found nothing"
    FOUND_WRONG = "rule found wrong"
    NORMALISATION = "normalisation"


@dataclass(frozen=True, slots=True)
class ScoreError:
    """A value that was missed or is spurious.

    `fiche`, `line` and `title` are label, line and title of the fiche, gold's where there is gold. `where` is the place
    of the value itself ("line 12", "page 3", "" where it is not known), `printed` the line that stands there, `rule`
    what read it or what was read instead of it. `instead` is the value read instead of a missed one; of a spurious
    one the value it was read for. `value`, `instead` and `printed` may be personal data (names, phones, e-mails).
    """

    document: str
    fiche: str
    line: int | None
    title: str
    field: FieldName
    kind: ErrorKind
    value: str
    cause: Cause
    where: str = ""
    printed: str = ""
    rule: str | None = None
    instead: str = ""


def errors(report: Report, documents: Mapping[str, Document] | None = None) -> tuple[ScoreError, ...]:
    """Every error in order of gold, fiche and field; `documents`, by id, are asked for the printed lines."""
    found: list[ScoreError] = []
    for name, part in report.by(lambda graded: graded.document).items():
        document = (documents or {}).get(name)
        for place, graded in enumerate(part.graded):
            neighbours = _Neighbours([*part.graded[max(0, place - 1) : place], *part.graded[place + 1 : place + 2]])
            for outcome in graded.outcomes:
                found += _of(graded, outcome, neighbours, document)
    return tuple(found)


class _Neighbours:
    """The values that were missed or are spurious before and after a fiche: what it lacks they may have taken."""

    def __init__(self, neighbours: Sequence[Graded]) -> None:
        outcomes = [outcome for graded in neighbours for outcome in graded.outcomes if outcome.field not in _COMMON]
        self._missed = {(outcome.field, value.shown) for outcome in outcomes for value in outcome.missed}
        self._spurious = {(outcome.field, value.shown) for outcome in outcomes for value in outcome.spurious}

    def took(self, field: FieldName, value: Value) -> bool:
        """Whether a neighbour holds a value that the fiche lacks."""
        return (field, value.shown) in self._spurious

    def lack(self, field: FieldName, value: Value) -> bool:
        """Whether a neighbour lacks a value that the fiche holds."""
        return (field, value.shown) in self._missed


def _of(graded: Graded, outcome: Outcome, neighbours: _Neighbours, document: Document | None) -> Iterator[ScoreError]:
    def error(kind: ErrorKind, value: Value, cause: Cause, rule: str | None, other: Value | None = None) -> ScoreError:
        where, printed = _place(value, graded, document)
        if other and not printed:
            where, printed = _place(other, graded, document)
        fiche = (graded.document, graded.label, graded.line, graded.title)
        return ScoreError(*fiche, outcome.field, kind, value.shown, cause, where, printed, rule, other.shown if other else "")

    free = list(outcome.spurious)
    for value in outcome.missed:
        instead = _instead(outcome.field, value, free)
        if instead:
            free.remove(instead)
        cause = _cause_of_missed(graded, outcome.field, value, instead, neighbours.took(outcome.field, value))
        yield error("missed", value, cause, value.rule or (instead.rule if instead else None), instead)
        if instead:
            yield error("spurious", instead, cause, instead.rule, value)
    for value in free:
        yield error("spurious", value, _cause_of_spurious(graded, neighbours.lack(outcome.field, value)), value.rule)


def _instead(field: FieldName, missed: Value, spurious: Sequence[Value]) -> Value | None:
    """What was read instead of a missed value: what has its words, else what comes next in order of print."""
    same = next((value for value in spurious if _same_words(missed, value)), None)
    if same or field in {FieldName.DEPARTMENTS, FieldName.RELATED_DEPARTMENTS, FieldName.SECTION_KEYS, FieldName.FIGURES}:
        return same
    return next(iter(spurious), None)


def _same_words(one: Value, other: Value) -> bool:
    a, b = fold(one.words), fold(other.words)
    return bool(a and b) and (f" {a} " in f" {b} " or f" {b} " in f" {a} ")


def _cause_of_missed(graded: Graded, field: FieldName, value: Value, instead: Value | None, taken: bool) -> Cause:
    if graded.extracted is None:
        return Cause.MISSED_SEGMENT
    if taken:
        return Cause.WRONG_BOUNDARY
    if field in _JUDGED:
        return Cause.FOUND_WRONG if field is FieldName.KIND or value.rule else Cause.FOUND_NOTHING
    if instead is None:
        return Cause.FOUND_NOTHING
    if _same_words(value, instead):
        return Cause.WRONG_BOUNDARY if field in _PRINTED else Cause.NORMALISATION
    return Cause.FOUND_WRONG


def _cause_of_spurious(graded: Graded, lacking: bool) -> Cause:
    if graded.gold is None:
        return Cause.SPURIOUS_SEGMENT
    return Cause.WRONG_BOUNDARY if lacking else Cause.FOUND_WRONG


def _place(value: Value, graded: Graded, document: Document | None) -> tuple[str, str]:
    """Where a value stands, and the printed line: by its evidence, else where its words stand in the fiche.

    Where neither tells, it is the place of the fiche, without a line: its title says nothing of the value.
    """
    evidence = value.evidence
    if evidence and document is None:
        return _named(evidence.line, evidence.page), " ".join(evidence.text.split())[:_LONGEST_LINE]
    if document is None:
        return _named(graded.line, None), ""
    offset = evidence.char_start if evidence else _offset_of(value.words, graded, document)
    if offset is None:
        page = document.page_of(graded.extracted.fiche.source.char_start) if graded.extracted else None
        return _named(graded.line, page), ""
    return _named(document.line_of(offset), document.page_of(offset)), _line_around(document.source, offset)


def _named(line: int | None, page: int | None) -> str:
    return f"line {line}" if line else f"page {page}" if page else ""


def _offset_of(words: str, graded: Graded, document: Document) -> int | None:
    """Where some words stand in a fiche, None where they do not; of a fiche that was not found the line of its title."""
    if graded.extracted is None:
        return _start_of_line(document.source, graded.line) if graded.line and document.lines else None
    start, end = graded.extracted.fiche.source.char_start, graded.extracted.fiche.source.char_end
    pattern = r"\W+".join(re.escape(word) for word in words.split())
    match = re.compile(pattern, re.IGNORECASE).search(document.source, start, end) if pattern else None
    return match.start() if match else None


def _start_of_line(source: str, line: int) -> int:
    position = 0
    for _ in range(line - 1):
        position = source.find("\n", position) + 1
    return position


def _line_around(source: str, offset: int) -> str:
    start = source.rfind("\n", 0, offset) + 1
    end = source.find("\n", offset)
    line, at = source[start : end if end >= 0 else len(source)], offset - start
    first = max(0, at - _LONGEST_LINE // 2)
    first = (line.find(" ", first, at) + 1 or first) if first else 0
    last = first + _LONGEST_LINE
    shown = line[first:last].rsplit(" ", 1)[0] if last < len(line) else line[first:]
    return ("… " if first else "") + " ".join(shown.split()) + (" …" if last < len(line) else "")
