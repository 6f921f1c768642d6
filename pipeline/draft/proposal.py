"""A proposed profile as data, with what its comments tell."""

from dataclasses import dataclass

from pipeline.draft.counting import CountingWord
from pipeline.draft.labels import Label
from pipeline.draft.observe import Heading
from schemas.enums import DocumentKind, FicheKind, HeaderSlot
from schemas.rules import Feature


@dataclass(frozen=True, slots=True)
class WordCue:
    """Words by which documents of the family are known: the lines that open with one of them."""

    name: str
    words: tuple[str, ...]
    weight: int
    at_least: int
    anywhere: bool = False


@dataclass(frozen=True, slots=True)
class TraitCue:
    """A trait of the structure by which documents of the family are known."""

    name: str
    feature: Feature
    weight: int
    at_least: int


@dataclass(frozen=True, slots=True)
class Proposal:
    """A profile for documents like one that was read; `doubts` are what its author should look at first."""

    id: str
    title: str
    kind: DocumentKind
    fiche: FicheKind
    publisher_acts: bool
    recognise: tuple[WordCue, ...]
    structure: tuple[TraitCue, ...]
    start: CountingWord | None
    labels: tuple[Label, ...]
    headings: tuple[Heading, ...]
    lines: tuple[HeaderSlot, ...]
    fiches: int
    located: int
    doubts: tuple[str, ...]
