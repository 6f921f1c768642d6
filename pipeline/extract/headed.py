"""The headings that the blocks of a section stand below, also those that open no section of their own."""

import re
from collections.abc import Iterator

from pipeline.document import Block, MappedText
from pipeline.segment.headings import looks_like_heading, run_in_section, section_key
from pipeline.segment.model import SegmentSection
from schemas.enums import FicheKind, SectionKey
from schemas.rules import SectionsFile

#: What the heading of a part says of the figures below it; other parts of an action tell all sorts of things.
_TELLING = {SectionKey.CONTEXT, SectionKey.IMPACT}
#: First words in bold that head the text behind them ("Engagement.").
_LEAD = re.compile(r"[^.:;!?]{3,40} ?[.:]")


def headed(section: SegmentSection, kind: FicheKind, rules: SectionsFile) -> Iterator[tuple[Block, SectionKey | None, MappedText | None]]:
    """The blocks of a section, each with the key and the words of the heading above it.

    In an action, headings and first words in bold head parts ("Diagnostic", then "Engagement") whether or not a rule knows them; in a
    fiche, those that no rule knows go on its section.
    """
    key: SectionKey | None = None if section.key is SectionKey.BODY else section.key
    heading = section.heading
    for block in section.blocks:
        if kind is not FicheKind.FICHE:
            opened = run_in_section(block, rules)
            title = opened[0] if opened else block if looks_like_heading(block) and section_key(block, rules) else None
            if title is not None:
                key, heading = section_key(title, rules), title.text
                key = key if key in _TELLING else None
            elif _leads(block):
                key, heading = None, None
        yield block, key, heading


def _leads(block: Block) -> bool:
    first, end = block.bold[0] if block.bold else (1, 0)
    return first == 0 and end < len(block.text) and _LEAD.fullmatch(block.text.plain[: end + 1].strip()) is not None
