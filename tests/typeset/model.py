"""What is typeset: an invented recueil, and what a reader must find in it.

Running text is marked as in Markdown: `**bold**`, `^{er}` for a superscript.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from typing import NamedTuple

_MARK = re.compile(r"\*\*(?P<bold>.+?)\*\*|\^\{(?P<superscript>.+?)\}")


class Figure(NamedTuple):
    """A figure as the reader must give it."""

    value: float
    high: float | None
    kind: str
    qualifier: str
    raw: str
    nature: str = "result"


class Carrier(NamedTuple):
    """An organisation as the reader must give it."""

    name: str
    type: str


class Ink(StrEnum):
    """How a run of text is printed."""

    REGULAR = "regular"
    BOLD = "bold"
    SUPERSCRIPT = "superscript"


@dataclass(frozen=True)
class Paragraph:
    """A paragraph, or with `bullet` an item of a list."""

    marked: str
    bullet: bool = False

    def runs(self) -> Iterator[tuple[str, Ink]]:
        """The text in runs of one ink.

        >>> list(Paragraph("le **1^{er} mai**, jour **férié**").runs())[:2]
        [('le ', <Ink.REGULAR: 'regular'>), ('1^{er} mai', <Ink.BOLD: 'bold'>)]
        """
        at = 0
        for mark in _MARK.finditer(self.marked):
            if mark.start() > at:
                yield self.marked[at : mark.start()], Ink.REGULAR
            yield (mark["bold"], Ink.BOLD) if mark["bold"] else (mark["superscript"], Ink.SUPERSCRIPT)
            at = mark.end()
        if at < len(self.marked):
            yield self.marked[at:], Ink.REGULAR

    @property
    def text(self) -> str:
        """Without marks."""
        return "".join(text for text, _ in self.runs())


@dataclass(frozen=True)
class Section:
    """A section under a heading in capitals; `key` is its normalised name."""

    key: str
    heading: str
    paragraphs: tuple[Paragraph, ...]


@dataclass(frozen=True)
class Contact:
    """A person as the reader must give them."""

    name: str | None
    role: str | None
    phones: tuple[str, ...] = ()
    emails: tuple[str, ...] = ()


class Slot(StrEnum):
    """A slot of the header of a fiche."""

    DEPARTMENT = "department"
    CARRIER = "carrier"
    PERIOD = "period"
    STATUS = "status"
    CONTACT = "contact"


@dataclass(frozen=True)
class Header:
    """The header as printed, slot by slot in order."""

    slots: tuple[tuple[Slot, str], ...]


@dataclass(frozen=True)
class Fiche:
    """A fiche as printed (`title`, `header`, `sections`) and as read (all others).

    `period` is start year, end year and whether it goes on.
    """

    title: str
    running: str
    header: Header
    sections: tuple[Section, ...]
    departments: tuple[str, ...]
    carriers: tuple[Carrier, ...]
    contacts: tuple[Contact, ...]
    period: tuple[int | None, int | None, bool] | None = None
    status: str | None = None
    figures: tuple[Figure, ...] = ()
    related: tuple[str, ...] = ()


@dataclass(frozen=True)
class Brief:
    """A short action under the heading of its department; its paragraph opens with its title."""

    department_line: str
    title: str
    paragraph: Paragraph
    departments: tuple[str, ...]
    figures: tuple[Figure, ...] = ()


@dataclass(frozen=True)
class Chapter:
    """A numbered chapter: its fiches, then its briefs under "Autres démarches"."""

    number: int
    name: str
    fiches: tuple[Fiche, ...]
    briefs: tuple[Brief, ...] = ()


@dataclass(frozen=True)
class Recueil:
    """A whole publication."""

    title: str
    subtitle: str
    publisher: str
    foreword: tuple[Paragraph, ...]
    chapters: tuple[Chapter, ...] = field(repr=False)

    @property
    def fiches(self) -> tuple[Fiche, ...]:
        """All fiches in order."""
        return tuple(fiche for chapter in self.chapters for fiche in chapter.fiches)

    @property
    def briefs(self) -> tuple[Brief, ...]:
        """All briefs in order."""
        return tuple(brief for chapter in self.chapters for brief in chapter.briefs)
