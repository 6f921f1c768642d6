"""The regression guard: the outcome of every gold item, kept in a file, and what a change did to each.

The file holds no text of a document: a value is known by the first letters of a hash, so that the outcomes of
documents that may not be published, or that hold personal data, can be committed.
"""

import hashlib
import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import Field, NonNegativeInt, StringConstraints, ValidationError

from pipeline.errors import BaselineError
from pipeline.evaluate.causes import ErrorKind, ScoreError
from pipeline.evaluate.fields import DETAILS
from pipeline.evaluate.matching import Outcome
from pipeline.evaluate.scores import Graded, Report, Tally
from schemas.base import Record
from schemas.enums import FieldName

#: Letters of a hash. With so few, many values share one: enough to tell the values of a fiche apart, too little to
#: find a phone number or a name by trying all of them.
_LETTERS = 4

#: Marks of the outcome of an item in the file.
_FOUND, _MISSED, _SPURIOUS = "+", "-", "!"

_Counts = tuple[NonNegativeInt, NonNegativeInt, NonNegativeInt]
_Marks = Annotated[str, StringConstraints(pattern=r"^[-+!][0-9a-f]{4}( [-+!][0-9a-f]{4})*$")]


class _Kept(Record):
    """What is kept of a document: `found/spurious/missed` of each field, and the items of each fiche by field."""

    scores: dict[FieldName, _Counts]
    items: dict[str, dict[FieldName, _Marks]]


class Baseline(Record):
    """The outcomes that later ones are compared with, by document."""

    version: Literal[1]
    documents: dict[str, _Kept] = Field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Item:
    """A value by the fiche it belongs to (the line or title of which is `fiche`), its field and the start of its hash."""

    document: str
    fiche: str
    field: FieldName
    digest: str


@dataclass(frozen=True)
class Changes:
    """What differs from a baseline, on the documents that were evaluated.

    `broken` are gold items that were found and are missed, `invented` values that are spurious and were not; both come
    with the error of today. `mended` and `dropped` are their opposites. A judgement (type, nature, qualifier) cannot be
    invented: it is made on every value that is found, and right or wrong. `unknown` are documents the baseline does
    not hold; `before` are its scores of the others.
    """

    broken: tuple[ScoreError, ...]
    invented: tuple[ScoreError, ...]
    mended: int
    dropped: int
    gold_changed: int
    unknown: tuple[str, ...]
    before: Mapping[FieldName, Tally]

    @property
    def worse(self) -> bool:
        """Whether anything that was right is wrong."""
        return bool(self.broken or self.invented)


def read_baseline(path: Path) -> Baseline:
    """The baseline of a file. Raises BaselineError."""
    try:
        return Baseline.model_validate_json(path.read_bytes())
    except OSError as error:
        raise BaselineError(path, f"cannot be read ({error.strerror or 'unknown reason'}); --write-baseline makes one") from error
    except ValidationError as error:
        first = error.errors()[0]
        place = ".".join(str(part) for part in first["loc"])
        problem = f"{place}: {first['msg']}" if place else first["msg"]
        raise BaselineError(path, f"is no baseline ({problem}); take an earlier version of it, or remove it and write a new one") from error


def updated(baseline: Baseline, report: Report) -> Baseline:
    """The baseline with the outcomes of the documents of a report in place of what it held of them."""
    new = {document: _kept(part) for document, part in report.by(lambda graded: graded.document).items()}
    return Baseline(version=1, documents=dict(sorted((baseline.documents | new).items())))


def baseline_text(baseline: Baseline) -> str:
    """The file: one fiche a line, so that a version control system shows which ones changed."""
    documents = []
    for name, kept in baseline.documents.items():
        scores = _json({field: list(counts) for field, counts in kept.scores.items()})
        fiches = ",\n".join(f"   {_json(fiche)}: {_json(items)}" for fiche, items in kept.items.items())
        documents.append(f' {_json(name)}: {{\n  "scores": {scores},\n  "items": {{\n{fiches}\n  }}\n }}')
    return '{"version": 1, "documents": {\n' + ",\n".join(documents) + "\n}}\n"


def compare(report: Report, found: Sequence[ScoreError], baseline: Baseline) -> Changes:
    """What became of the items of a baseline; `found` are the errors of the report."""
    parts = report.by(lambda graded: graded.document)
    known = {name: baseline.documents[name] for name in parts if name in baseline.documents}
    now = Counter(marked for graded in report.graded if graded.document in known for marked in _marked(graded))
    before = Counter(marked for name, kept in known.items() for marked in _marks_of(name, kept))
    lost, gained = before - now, now - before
    broken = Counter({item: min(n, gained[item, _MISSED]) for (item, mark), n in lost.items() if mark == _FOUND})
    invented = Counter({item: n for (item, mark), n in gained.items() if mark == _SPURIOUS and item.field not in DETAILS})
    return Changes(
        broken=tuple(_errors_of(found, broken, "missed")),
        invented=tuple(_errors_of(found, invented, "spurious")),
        mended=sum(min(n, lost[item, _MISSED]) for (item, mark), n in gained.items() if mark == _FOUND),
        dropped=sum(n for (item, mark), n in lost.items() if mark == _SPURIOUS and item.field not in DETAILS),
        gold_changed=(_gold_items(before) - _gold_items(now)).total(),
        unknown=tuple(name for name in parts if name not in known),
        before=_scores_of(known.values()),
    )


def _gold_items(marked: Mapping[tuple[Item, str], int]) -> Counter[Item]:
    """The items that gold holds whatever is found: judgements of a value are not there where it is missed."""
    items = Counter[Item]()
    for (item, mark), n in marked.items():
        if mark != _SPURIOUS and item.field not in DETAILS:
            items[item] += n
    return items


def _errors_of(found: Sequence[ScoreError], items: Counter[Item], kind: ErrorKind) -> Iterator[ScoreError]:
    """The errors that are these items, each as often as it is asked for."""
    left = Counter(items)
    for error in found:
        value = _known_as(error.field, error.value, spurious=error.kind == "spurious")
        item = Item(error.document, error.fiche, error.field, _digest(error.document, error.fiche, error.field, value))
        if error.kind == kind and left[item] > 0:
            left[item] -= 1
            yield error


def _kept(report: Report) -> _Kept:
    return _Kept(
        scores={field: (tally.tp, tally.fp, tally.fn) for field, tally in report.tallies.items() if tally.tp + tally.fp + tally.fn},
        items={label: _items(group) for label, group in _by_label(report).items()},
    )


def _by_label(report: Report) -> dict[str, list[Graded]]:
    groups: dict[str, list[Graded]] = {}
    for graded in report.graded:
        groups.setdefault(graded.label, []).append(graded)
    return groups


def _items(group: Sequence[Graded]) -> dict[FieldName, str]:
    told: dict[FieldName, list[str]] = {}
    for graded in group:
        for item, mark in _marked(graded):
            told.setdefault(item.field, []).append(mark + item.digest)
    return {field: " ".join(marks) for field, marks in told.items()}


def _marked(graded: Graded) -> Iterator[tuple[Item, str]]:
    label = graded.label
    for outcome in graded.outcomes:
        for mark, values in _values(outcome):
            for value in values:
                known = _known_as(outcome.field, value, spurious=mark == _SPURIOUS)
                digest = _digest(graded.document, label, outcome.field, known)
                yield Item(graded.document, label, outcome.field, digest), mark


def _values(outcome: Outcome) -> Iterable[tuple[str, Sequence[str]]]:
    parts = ((_FOUND, outcome.found), (_MISSED, outcome.missed), (_SPURIOUS, outcome.spurious))
    return [(mark, [value.shown for value in values]) for mark, values in parts]


def _marks_of(document: str, kept: _Kept) -> Iterator[tuple[Item, str]]:
    for fiche, fields in kept.items.items():
        for field, marks in fields.items():
            for mark in marks.split():
                yield Item(document, fiche, field, mark[1:]), mark[0]


def _known_as(field: FieldName, value: str, *, spurious: bool) -> str:
    """A spurious figure goes by its quantity: it is no worse under another label."""
    return value.partition(" (")[0] if spurious and field is FieldName.FIGURES else value


def _digest(document: str, label: str, field: FieldName, value: str) -> str:
    return hashlib.sha256("|".join((document, label, field, value)).encode()).hexdigest()[:_LETTERS]


def _scores_of(kept: Iterable[_Kept]) -> dict[FieldName, Tally]:
    sums: dict[FieldName, tuple[int, int, int]] = {}
    for document in kept:
        for field, (tp, fp, fn) in document.scores.items():
            a, b, c = sums.get(field, (0, 0, 0))
            sums[field] = (a + tp, b + fp, c + fn)
    return {field: Tally(*counts) for field, counts in sums.items()}


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)
