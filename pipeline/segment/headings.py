"""Telling headings from running text where the format does not say."""

import re

from rapidfuzz import fuzz

from pipeline.document import Block, BlockKind, fold
from schemas.enums import SectionKey
from schemas.rules import SectionsFile

#: A heading is shorter than this many characters, and has at most this many words.
_LONGEST = 240
_MOST_WORDS = 45
_NOT_AT_END = re.compile(r"[.;,:…]$")


def looks_like_heading(block: Block) -> bool:
    r"""Whether a block could be a heading: short, not a list item, no sentence mark at its end.

    >>> from pipeline.load.text import read_blocks
    >>> [looks_like_heading(b) for b in read_blocks("Soutenir les parents\n\nIl pleut.\n\n- un point")]
    [True, False, False]
    """
    if block.kind is BlockKind.HEADING:
        return True
    text = block.text.text
    if block.kind is not BlockKind.PARAGRAPH or len(text) > _LONGEST or len(text.split()) > _MOST_WORDS:
        return False
    if _NOT_AT_END.search(text) or text.startswith(("http", "www", "©")):
        return False
    return text[0].isupper() or text[0] in "\"«“'0123456789"


def section_row(block: Block, rules: SectionsFile) -> tuple[Block, Block] | None:
    r"""A row that holds a section heading and its text, as two blocks; None for any other block.

    >>> from pipeline.load.text import read_blocks
    >>> from pipeline.rulebook import default_rulebook
    >>> (row,) = read_blocks("| Contexte | Les loyers montent. |")
    >>> [part.text.text for part in section_row(row, default_rulebook().sections)]
    ['Contexte', 'Les loyers montent.']
    """
    if block.kind is not BlockKind.TABLE_ROW or len(block.cells) != 2 or " " not in block.cells[1].text:
        return None
    if not any(c.isalpha() for c in block.cells[1].text):
        return None
    heading = Block(BlockKind.HEADING, block.cells[0])
    text = Block(BlockKind.PARAGRAPH, block.cells[1])
    return (heading, text) if heading.text and section_key(heading, rules) else None


def section_key(block: Block, rules: SectionsFile) -> SectionKey | None:
    r"""The section a heading opens, None where the block is no section heading.

    A heading of a fiche is printed in capitals (or marked up as a heading, or bold as a whole); it may be cut
    (`OBJECTIFS/CON`) or misspelt (`D'EVLUATION`).

    >>> from pipeline.load.text import read_blocks
    >>> from pipeline.rulebook import default_rulebook
    >>> sections = default_rulebook().sections
    >>> [section_key(b, sections) for b in read_blocks("DESCRITION DU PROJET\n\nDescription du projet")]
    [<SectionKey.DESCRIPTION: 'description'>, None]
    """
    text = block.text.plain.strip(" :.")
    if not 3 <= len(text) <= 70 or block.kind in {BlockKind.LIST_ITEM, BlockKind.TABLE_ROW}:
        return None
    letters = [c for c in text if c.isalpha()]
    capitals = sum(c.isupper() for c in letters) / max(1, len(letters))
    stands_out = block.kind is BlockKind.HEADING or block.all_bold
    if (capitals < 0.8 and not stands_out) or block.marker == "»":
        return None
    for rule in rules.headings:
        if rule.regex.match(text):
            return rule.key
    best: tuple[float, SectionKey | None] = (0.0, None)
    for key, names in rules.canonical.items():
        for name in names:
            best = max(best, (fuzz.ratio(fold(text), fold(name)), key), key=lambda pair: pair[0])
    return best[1] if best[0] >= 82 else None
