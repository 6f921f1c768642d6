"""Documents of the families without header slots, printed as text, web page and Word file: headings, paragraphs, lists."""

import itertools
from dataclasses import dataclass
from enum import Enum

import docx

from tests.typeset.model import Figure, Paragraph
from tests.typeset.text import Emphasis
from tests.typeset.web_pages import inked as tagged
from tests.typeset.web_pages import page
from tests.typeset.word_files import inked, saved


class Part(Enum):
    """What a printed piece is."""

    TITLE = 1
    HEADING = 2
    SUB_HEADING = 3
    PARAGRAPH = 4
    BULLET = 5
    NESTED = 6


LEVELS = {Part.TITLE: 1, Part.HEADING: 2, Part.SUB_HEADING: 3}
_LISTED = {Part.BULLET: 1, Part.NESTED: 2}


@dataclass(frozen=True)
class Piece:
    """A printed heading, paragraph or list item."""

    part: Part
    marked: str

    @property
    def paragraph(self) -> Paragraph:
        """The piece as running text."""
        return Paragraph(self.marked)


@dataclass(frozen=True)
class Action:
    """An action as the reader must give it; fields that the text does not say plainly are None."""

    kind: str
    title: str
    departments: tuple[str, ...]
    section: str | None = None
    carriers: tuple[str, ...] | None = None
    period: tuple[int | None, int | None, bool] | None = None
    figures: tuple[Figure, ...] = ()


@dataclass(frozen=True)
class Page:
    """A whole document of a family."""

    family: str
    pieces: tuple[Piece, ...]
    actions: tuple[Action, ...]


@dataclass(frozen=True)
class PageLook:
    """How a text looks: the marks of headings, the blank lines between pieces, the signs of list items."""

    emphasis: Emphasis = Emphasis.NONE
    gap: str = "\n\n"
    bullet: str = "-"
    nested: str = "  -"
    line_end: str = "\n"


def as_text(printed: Page, look: PageLook | None = None) -> str:
    """The document as text or Markdown."""
    look = look or PageLook()
    parts: list[str] = []
    for before, piece in itertools.pairwise((None, *printed.pieces)):
        assert piece is not None
        tight = before is not None and before.part in _LISTED and piece.part in _LISTED
        parts += ["\n" if tight else look.gap, _line(piece, look)]
    return "".join([*parts[1:], "\n"]).replace("\n", look.line_end)


def _line(piece: Piece, look: PageLook) -> str:
    if piece.part in _LISTED:
        return f"{look.bullet if piece.part is Part.BULLET else look.nested} {piece.marked}"
    if piece.part is Part.PARAGRAPH or look.emphasis is Emphasis.NONE:
        return piece.marked
    return f"{'#' * LEVELS[piece.part]} {piece.marked}" if look.emphasis is Emphasis.HASH else f"**{piece.marked}**"


def as_web_page(printed: Page) -> bytes:
    """The document as a page of headings, paragraphs and lists in lists."""
    parts: list[str] = []
    depth = 0
    for piece in printed.pieces:
        wanted = _LISTED.get(piece.part, 0)
        parts += ["<ul>"] * (wanted - depth) if wanted > depth else ["</li></ul>"] * (depth - wanted)
        if wanted:
            parts.append(f"{'</li>' if depth >= wanted else ''}<li>{tagged(piece.paragraph)}")
        else:
            name = f"h{LEVELS[piece.part]}" if piece.part in LEVELS else "p"
            parts.append(f"<{name}>{tagged(piece.paragraph)}</{name}>")
        depth = wanted
    parts += ["</li></ul>"] * depth
    return page(printed.pieces[0].marked, f"<main>{''.join(parts)}</main>")


def as_word_file(printed: Page) -> bytes:
    """The document with heading and list styles."""
    word = docx.Document()
    lists = {Part.BULLET: "List Bullet", Part.NESTED: "List Bullet 2"}
    for piece in printed.pieces:
        style = f"Heading {LEVELS[piece.part]}" if piece.part in LEVELS else lists.get(piece.part)
        inked(word.add_paragraph(style=style), piece.paragraph)
    return saved(word)
