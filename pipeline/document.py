"""The document: untouched source text, clean blocks over it, and the way back to the source.

Clean-up never edits the source. A `MappedText` is a clean string that remembers, for each of its
characters, the offset of the source character it came from.
"""

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property, lru_cache
from pathlib import PurePath

from pipeline.pages import Pages, around
from schemas.evidence import Evidence, SourceRange

#: Characters that mean the same to a rule; each maps to one character so that offsets stay.
_PLAIN = str.maketrans({"’": "'", "‘": "'", "ʼ": "'", "´": "'", "–": "-", "—": "-", "‑": "-", "−": "-", "“": '"', "”": '"'})
#: Marks that open a heading which runs above fiches ("» Grandir en famille", "§ Se déplacer").
RUNNING_MARKS = frozenset("»§")
#: Accents that stand apart from their letters, and what is neither letter nor digit.
_ACCENTS = re.compile(r"[\u0300-\u036f]+")
_NO_LETTERS = re.compile(r"[\W_]+")


@lru_cache(maxsize=1 << 16)
def fold(text: str) -> str:
    """Lower case without accents, punctuation or repeated blanks, for comparing names and titles.

    >>> fold("Côtes-d'Armor")
    'cotes d armor'
    >>> fold("L’œuvre  (n° 2)")
    'l oeuvre n 2'
    """
    decomposed = unicodedata.normalize("NFKD", text.replace("œ", "oe").replace("Œ", "oe").replace("°", " "))
    return _NO_LETTERS.sub(" ", _ACCENTS.sub("", decomposed.lower())).strip()


@lru_cache(maxsize=1 << 15)
def _plain(text: str) -> str:
    return text.translate(_PLAIN)


@dataclass(frozen=True, slots=True)
class MappedText:
    """Clean text with, for each character, its offset in the source.

    >>> mapped = MappedText("abc", (4, 5, 9))
    >>> mapped[1:3].source_range
    (5, 10)
    """

    text: str
    offsets: tuple[int, ...]

    def __len__(self) -> int:
        return len(self.text)

    def __bool__(self) -> bool:
        return bool(self.text)

    def __getitem__(self, part: slice) -> "MappedText":
        return MappedText(self.text[part], self.offsets[part])

    @property
    def plain(self) -> str:
        """The text with one kind of apostrophe, hyphen and quote, as long as `text`: what rules match on."""
        return _plain(self.text)

    @property
    def source_range(self) -> tuple[int, int]:
        """First and one past last source offset; the text must not be empty."""
        return self.offsets[0], self.offsets[-1] + 1

    def strip(self, chars: str | None = None) -> "MappedText":
        """Without the given characters (blanks by default) at both ends."""
        start = len(self.text) - len(self.text.lstrip(chars))
        end = max(start, len(self.text.rstrip(chars)))
        return self[start:end]

    @staticmethod
    def join(parts: Iterable["MappedText"], separator: str = " ") -> "MappedText":
        """The parts in a row; a separator character maps to the last source character before it."""
        text: list[str] = []
        offsets: list[int] = []
        for part in parts:
            if not part:
                continue
            if offsets:
                text.append(separator)
                offsets.extend([offsets[-1]] * len(separator))
            text.append(part.text)
            offsets.extend(part.offsets)
        return MappedText("".join(text), tuple(offsets))


class BlockKind(StrEnum):
    """What a block is in its format."""

    PARAGRAPH = "paragraph"
    HEADING = "heading"
    LIST_ITEM = "list_item"
    TABLE_ROW = "table_row"


@dataclass(frozen=True, slots=True)
class Block:
    """A stretch of a document that stands on its own: a paragraph, heading, list item or table row.

    `level` is the depth of a list item (0 outermost) or of a heading (1 highest, 0 unknown); `marker` the
    printed bullet or mark; `bold` and `italic` the ranges of `text` that are printed so; `cells` the cells of a
    table row; `size` the size of its letters in points (0 where the format does not say).
    """

    kind: BlockKind
    text: MappedText
    level: int = 0
    marker: str = ""
    bold: tuple[tuple[int, int], ...] = ()
    cells: tuple[MappedText, ...] = ()
    italic: tuple[tuple[int, int], ...] = ()
    size: float = 0.0

    @property
    def all_bold(self) -> bool:
        """Whether every word is bold."""
        return sum(end - start for start, end in self.bold) >= len(self.text.text.rstrip(" :")) > 0


@dataclass(frozen=True, slots=True)
class LoadNote:
    """Something that a loader wants the analyst to know: a code of `rules/findings.yaml`, a message, the page."""

    code: str
    message: str
    page: int | None = None


@dataclass(frozen=True)
class Reading:
    """What a loader makes of a file.

    `source` is the text of the file in reading order, as printed: for text and Markdown the file itself, for
    other formats the text the loader took out. `has_lines` tells whether a line of `source` is a line that the
    reader of the file can count. Paged formats say where each character stands. `name` is what the file calls itself
    outside its text, as the window of a browser shows it.
    """

    media_type: str
    source: str = field(repr=False)
    blocks: tuple[Block, ...] = field(repr=False)
    has_lines: bool = False
    pages: Pages | None = field(default=None, repr=False)
    notes: tuple[LoadNote, ...] = ()
    name: MappedText | None = None


@dataclass(frozen=True)
class Document:
    """A loaded document: what every later stage reads, whatever the format was.

    `path` is relative to the input folder.
    """

    id: str
    path: PurePath
    sha256: str
    reading: Reading = field(repr=False)

    @property
    def media_type(self) -> str:
        """Its format, as a MIME type."""
        return self.reading.media_type

    @property
    def source(self) -> str:
        """The text that evidence points into; never edited."""
        return self.reading.source

    @property
    def blocks(self) -> tuple[Block, ...]:
        """The clean blocks, in reading order."""
        return self.reading.blocks

    @property
    def page_count(self) -> int | None:
        """Number of pages, None where the format has none."""
        return self.reading.pages.count if self.reading.pages else None

    @cached_property
    def _line_starts(self) -> Sequence[int]:
        return [0] + [i + 1 for i, c in enumerate(self.source) if c == "\n"]

    @property
    def lines(self) -> int | None:
        """Number of lines of the source, None where the format has none."""
        return len(self._line_starts) - self.source.endswith("\n") if self.reading.has_lines else None

    def line_of(self, offset: int) -> int | None:
        """1-based line of a source offset, None where the format has no lines."""
        return bisect_right(self._line_starts, offset) if self.reading.has_lines else None

    def page_of(self, offset: int) -> int | None:
        """1-based page of a source offset, None where the format has no pages."""
        return self.reading.pages.page_of(offset) if self.reading.pages else None

    def evidence(self, text: MappedText, rule: str, confidence: float = 1.0) -> Evidence:
        """Evidence for a non-empty piece of text of this document."""
        start, end = text.source_range
        return self.evidence_at(start, end, rule, confidence)

    def evidence_at(self, start: int, end: int, rule: str, confidence: float = 1.0) -> Evidence:
        """Evidence for a range of the source; text recognised on an image is no surer than its recognition."""
        boxes = self.reading.pages.boxes(start, end) if self.reading.pages else ()
        page = boxes[0].page if boxes else self.page_of(start)
        sure = self.reading.pages.recognised.get(page, 1.0) if self.reading.pages and page else 1.0
        on_first = [box for box in boxes if box.page == boxes[0].page]
        return Evidence(
            char_start=start,
            char_end=end,
            line=self.line_of(start),
            page=page,
            bbox=around(on_first) if on_first else None,
            boxes=boxes if len(boxes) > 1 else (),
            text=self.source[start:end],
            rule=rule,
            confidence=round(confidence * sure, 3),
        )

    def range_of(self, start: int, end: int, printed_page: int | None = None) -> SourceRange:
        """The range as it is written out; `printed_page` is used where the page itself bears no number."""
        last = max(start, end - 1)
        page = self.page_of(start)
        printed = self.reading.pages.printed.get(page) if self.reading.pages and page else None
        return SourceRange(
            line_start=self.line_of(start),
            line_end=self.line_of(last),
            char_start=start,
            char_end=end,
            page_start=page,
            page_end=self.page_of(last),
            printed_page=printed or printed_page,
        )
