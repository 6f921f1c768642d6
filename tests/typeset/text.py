"""The publication as text, as it comes out of a converter or an editor: a control that the model says what the rules read.

The look says which of the ways of writing the same thing are taken, and what a conversion leaves behind.
"""

import re
import textwrap
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from tests.typeset.model import Fiche, Paragraph, Recueil, Slot

LABELS: Mapping[Slot, str] = {
    Slot.DEPARTMENT: "Territoire",
    Slot.CARRIER: "Porteur",
    Slot.PERIOD: "Année",
    Slot.STATUS: "État d'avancement",
    Slot.CONTACT: "Contact",
}


class Labels(StrEnum):
    """How the slots of a header are labelled."""

    NONE = "none"
    COLON = "colon"
    BOLD = "bold"
    ROW = "row"


class Emphasis(StrEnum):
    """How titles and section headings are marked."""

    NONE = "none"
    BOLD = "bold"
    HASH = "hash"


@dataclass(frozen=True)
class TextLook:
    """How a text looks.

    `gap` parts blocks, `bullet` opens list items, `wrapped` is the column that running text is wrapped at, `broken`
    the number of characters after which a page break stands in the middle of a paragraph (0 for neither). `trail` stands
    at the end of lines, `double` between sentences. `folio` is printed at the foot of a page, `contents` tells
    whether a contents list stands in front.
    """

    labels: Labels = Labels.NONE
    emphasis: Emphasis = Emphasis.NONE
    gap: str = "\n\n"
    bullet: str = "-"
    chapter: str = "Chapitre {number}\n\n{name}"
    header_bold: bool = False
    wrapped: int = 0
    broken: int = 0
    trail: str = ""
    double: str = " "
    folio: str = ""
    contents: bool = False
    line_end: str = "\n"


def render(recueil: Recueil, look: TextLook | None = None) -> str:
    """The publication as text; without a look as the text samples have it: slots without labels, lists with hyphens."""
    return _Writer(look or TextLook()).written(recueil)


class _Writer:
    def __init__(self, look: TextLook) -> None:
        self._look = look
        self._page = 1

    def written(self, recueil: Recueil) -> str:
        lines = [recueil.title, recueil.subtitle, *map(self._paragraph, recueil.foreword)]
        if self._look.contents:
            lines += self._contents(recueil)
        for chapter in recueil.chapters:
            lines += self._heading(1, self._look.chapter.format(number=chapter.number, name=chapter.name))
            for fiche in chapter.fiches:
                lines += self._fiche(fiche)
                lines += self._foot(recueil)
            if chapter.briefs:
                lines.append("» Autres démarches")
            place = ""
            for brief in chapter.briefs:
                if brief.department_line != place:
                    lines.append(place := brief.department_line)
                lines.append(self._paragraph(brief.paragraph))
        text = self._look.gap.join(lines) + "\n"
        return text.replace("\n", self._look.trail + "\n").replace("\n", self._look.line_end)

    def _contents(self, recueil: Recueil) -> Iterable[str]:
        page = 5
        rows = []
        for chapter in recueil.chapters:
            rows.append(f"| Chapitre {chapter.number} {chapter.name} | {page} |")
            running = ""
            for fiche in chapter.fiches:
                if fiche.running != running:
                    rows.append(f"| » {(running := fiche.running)} | {page} |")
                rows.append(f"| {fiche.title}..... | {page} |")
                page += 1
            if chapter.briefs:
                rows.append(f"| » Autres démarches | {page} |")
        return ["Sommaire", "\n".join(["| | |", "|---|---|", *rows])]

    def _foot(self, recueil: Recueil) -> Iterable[str]:
        self._page += 2
        return [self._look.folio.format(page=self._page, title=recueil.title)] if self._look.folio else []

    def _fiche(self, fiche: Fiche) -> list[str]:
        lines = [f"» {fiche.running}", *self._heading(2, fiche.title), *self._header(fiche)]
        for section in fiche.sections:
            lines += [*self._heading(3, section.heading), *map(self._paragraph, section.paragraphs)]
        return lines

    def _heading(self, level: int, text: str) -> list[str]:
        match self._look.emphasis:
            case Emphasis.BOLD:
                return [f"**{line}**" for line in text.split("\n\n")]
            case Emphasis.HASH:
                return [f"{'#' * level} {line}" for line in text.split("\n\n")]
            case _:
                return [text]

    def _header(self, fiche: Fiche) -> list[str]:
        slots = [(LABELS[slot], f"**{printed}**" if self._look.header_bold else printed) for slot, printed in fiche.header.slots]
        match self._look.labels:
            case Labels.NONE:
                return [self._wrapped(printed) if self._look.wrapped else printed for _, printed in slots]
            case Labels.COLON:
                return [f"{label} : {printed}" for label, printed in slots]
            case Labels.BOLD:
                return [f"**{label} :** {printed}" for label, printed in slots]
            case Labels.ROW:
                return ["\n".join(f"| {label} | {printed} |" for label, printed in slots)]

    def _paragraph(self, paragraph: Paragraph) -> str:
        text = re.sub(r"(?<=[.!?]) (?=[A-ZÉÀ])", self._look.double, paragraph.marked)
        if self._look.wrapped:
            text = self._wrapped(text)
        elif self._look.broken and len(text) > 2 * self._look.broken:
            text = self._over_pages(text)
        return f"{self._look.bullet} {text}" if paragraph.bullet else text

    def _wrapped(self, text: str) -> str:
        """Wrapped lines; a dash never opens one, as it would be a bullet."""
        lines = textwrap.wrap(re.sub(r" (?=[-–] )", "\0", text), self._look.wrapped, break_long_words=False, break_on_hyphens=False)
        return "\n".join(lines).replace("\0", " ")

    def _over_pages(self, text: str) -> str:
        """A paragraph that a page break cuts in the middle of a sentence, before a small letter."""
        cut = re.compile(r"(?<=[a-zé]) (?=[a-zé]{3})").search(text, self._look.broken)
        if cut is None:
            return text
        self._page += 1
        return f"{text[: cut.start()]}\n\n{self._page}\n\n{text[cut.end() :]}"
