"""What cutting a document yields."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeVar

from pipeline.document import Block, MappedText
from schemas.enums import FicheKind, HeaderSlot, SectionKey
from schemas.fiche import Chapter
from schemas.rules import Rule

AnyRule = TypeVar("AnyRule", bound=Rule)


@dataclass(frozen=True, slots=True)
class HeaderLine:
    """A line of a header without its label; `slot` is what the label (or the line itself) says it is, None where that is open.

    `label` holds the printed label, also one that no rule knows.
    """

    text: MappedText
    slot: HeaderSlot | None = None
    label: MappedText | None = None


@dataclass(frozen=True, slots=True)
class SegmentSection:
    """A section of a segment: its key, printed heading (None where there is none) and blocks."""

    key: SectionKey
    heading: MappedText | None
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Segment:
    """The blocks of one fiche, before any field is read.

    `header` holds the lines between title and first section, and labelled lines printed further down;
    `department_line` the line of it that names the department, or the `Département de …` line a brief stands
    under; `sections` the rest. `restored` tells that `section` comes from the
    contents list because the running heading was lost, `planned` that it is a point of a plan, not yet an action told.
    """

    kind: FicheKind
    title: MappedText
    header: tuple[HeaderLine, ...]
    department_line: HeaderLine | None
    sections: tuple[SegmentSection, ...]
    chapter: Chapter | None = None
    section: str | None = None
    restored: bool = False
    planned: bool = False
    confidence: float = 1.0

    @classmethod
    def of_text(
        cls,
        kind: FicheKind,
        title: MappedText,
        blocks: Sequence[Block],
        *,
        chapter: Chapter | None = None,
        section: str | None = None,
        planned: bool = False,
        confidence: float = 1.0,
    ) -> "Segment":
        """A segment that is a title and the text below it, without header or sections of its own."""
        told = SegmentSection(SectionKey.BODY, None, tuple(blocks))
        return cls(kind, title, (), None, (told,), chapter, section, planned=planned, confidence=confidence)

    @property
    def body(self) -> tuple[Block, ...]:
        """All blocks of all sections."""
        return tuple(block for section in self.sections for block in section.blocks)

    @property
    def source_range(self) -> tuple[int, int]:
        """First and one past last source offset, title and header included."""
        texts = [self.title, *(line.text for line in self.header), *(b.text for b in self.body)]
        texts += [s.heading for s in self.sections if s.heading]
        return min(t.offsets[0] for t in texts), max(t.offsets[-1] for t in texts) + 1


@dataclass(frozen=True, slots=True)
class Segmentation:
    """A document cut: its segments in order and the blocks that belong to none (forewords, lists, navigation)."""

    segments: tuple[Segment, ...]
    outside: tuple[Block, ...]


def first_match(rules: Sequence[AnyRule], text: str) -> AnyRule | None:
    """The first rule that finds something in plain text."""
    return next((rule for rule in rules if rule.regex.search(text)), None)


def match_of(rules: Sequence[Rule], text: str) -> re.Match[str] | None:
    """What the first rule that finds something finds in plain text."""
    return next((match for rule in rules if (match := rule.regex.search(text))), None)
