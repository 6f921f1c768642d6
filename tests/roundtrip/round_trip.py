"""A publication printed, read and compared."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from pipeline.run import InputFile, Pipeline
from schemas.dataset import Dataset
from schemas.fiche import Fiche as Read
from tests.typeset import comparison
from tests.typeset.model import Brief, Chapter, Fiche, Figure, Recueil
from tests.typeset.pages import Page


class Pretty(Protocol):
    """The printer of Hypothesis, as far as it is used."""

    def text(self, printed: str) -> None:
        """Print a text as it is."""


@dataclass(frozen=True)
class Printed:
    """A publication and the bytes of a file that holds it; shown as the text it holds, so that a failure can be read."""

    what: Recueil | Page
    data: bytes
    suffix: str
    shown: str

    def _repr_pretty_(self, printer: Pretty, _cycle: bool) -> None:
        printer.text(f"\n{self.shown}")


def read(pipeline: Pipeline, printed: Printed, folder: Path) -> Dataset:
    """What the pipeline makes of a file."""
    path = folder / f"recueil{printed.suffix}"
    path.write_bytes(printed.data)
    return pipeline.run([InputFile(path, path.relative_to(folder))])


def differences(recueil: Recueil, dataset: Dataset, *, lines: bool = False) -> list[str]:
    """Where what was read is not what was printed, a line a field; `lines` where the format keeps paragraphs apart."""
    if dataset.failures:
        return [failure.message for failure in dataset.failures]
    expected, found = comparison.titles(recueil), [fiche.title for fiche in dataset.fiches]
    if [_one_line(t) for t in expected] != [_one_line(t) for t in found]:
        profile = dataset.documents[0].profile
        return [f"titles (profile {profile})", *(f"  {sign} {title}" for sign, title in _apart(expected, found))]
    told: list[str] = []
    for (chapter, action), fiche in zip(_actions(recueil), dataset.fiches, strict=True):
        compared = _of_fiche(action, fiche) if isinstance(action, Fiche) else _of_brief(action, fiche)
        pairs = [("chapter", (chapter.number, chapter.name), fiche.chapter and (fiche.chapter.number, fiche.chapter.name)), *compared]
        if lines and isinstance(action, Fiche):
            pairs.append(("paragraphs", [[p.text for p in s.paragraphs] for s in action.sections], comparison.paragraphs(fiche)))
        told += [f"{action.title!r}, {field}:\n    printed {a!r}\n    read    {b!r}" for field, a, b in pairs if _tidy(a) != _tidy(b)]
    return told


def page_differences(page: Page, dataset: Dataset) -> list[str]:
    """The same for a document of a family without headers; what its text does not say plainly is not compared."""
    if dataset.failures:
        return [failure.message for failure in dataset.failures]
    if (profile := dataset.documents[0].profile) != page.family:
        return [f"profile {profile}, not {page.family}"]
    expected, found = [action.title for action in page.actions], [fiche.title for fiche in dataset.fiches]
    if [_one_line(t) for t in expected] != [_one_line(t) for t in found]:
        return ["titles", *(f"  {sign} {title}" for sign, title in _apart(expected, found))]
    told: list[str] = []
    for action, fiche in zip(page.actions, dataset.fiches, strict=True):
        pairs: list[tuple[str, object, object]] = [
            ("kind", action.kind, fiche.kind.value),
            ("departments", action.departments, tuple(d.code for d in fiche.departments)),
            ("section", action.section, fiche.section),
            ("figures", _without_nature(action.figures), _without_nature(comparison.FIELDS["figures"][1](fiche))),
        ]
        if action.carriers is not None:
            pairs.append(("carriers", action.carriers, tuple(c.name for c in fiche.carriers)))
        if action.period is not None:
            pairs.append(("period", action.period, comparison.FIELDS["period"][1](fiche)))
        told += [f"{action.title!r}, {field}:\n    printed {a!r}\n    read    {b!r}" for field, a, b in pairs if _tidy(a) != _tidy(b)]
    return told


def _without_nature(figures: Iterable[Figure]) -> list[Figure]:
    """Figures without what sentences drawn at random can't tell: whether the action is planned or under way, which gold holds."""
    return [figure._replace(nature="") for figure in figures]


def _actions(recueil: Recueil) -> Iterator[tuple[Chapter, Fiche | Brief]]:
    for chapter in recueil.chapters:
        yield from ((chapter, fiche) for fiche in chapter.fiches)
        yield from ((chapter, brief) for brief in chapter.briefs)


def _of_fiche(fiche: Fiche, found: Read) -> Iterator[tuple[str, object, object]]:
    for field, (of_printed, of_read) in comparison.FIELDS.items():
        printed, read_back = of_printed(fiche), of_read(found)
        yield (field, _without_nature(printed), _without_nature(read_back)) if field == "figures" else (field, printed, read_back)


def _of_brief(brief: Brief, found: Read) -> Iterator[tuple[str, object, object]]:
    yield "kind", "brief", found.kind.value
    yield "departments", brief.departments, tuple(d.code for d in found.departments)
    yield "running section", "Autres démarches", found.section
    yield "figures", _without_nature(brief.figures), _without_nature(comparison.FIELDS["figures"][1](found))


def _apart(expected: list[str], found: list[str]) -> Iterator[tuple[str, str]]:
    left, right = [_one_line(t) for t in expected], [_one_line(t) for t in found]
    yield from (("missing", title) for title in left if title not in right)
    yield from (("too many", title) for title in right if title not in left)
    if sorted(left) == sorted(right):
        yield "order", str(found)


def _tidy(value: object) -> object:
    """A value with one blank between words, and any blank the same."""
    match value:
        case str():
            return _one_line(value)
        case list() | tuple():
            return [_tidy(item) for item in value]
        case _:
            return value


def _one_line(text: str) -> str:
    return " ".join(text.split())
