"""Section headings that no rule knows: short lines above running text that fiche after fiche repeats."""

import re
from collections import defaultdict
from collections.abc import Callable, Sequence

from pipeline.document import Block, BlockKind, fold
from pipeline.segment.lines import is_item, is_prose

#: A section heading has no more characters.
_LONGEST = 70
#: It stands above running text at least as often.
_LEAST = 3
#: The share of its places below which text must follow: a running heading stands above titles.
_ABOVE_TEXT = 0.75
#: A sentence below one has more characters.
_SENTENCE = 40
#: "Dotation : 8 000 €": a labelled amount, which may well stand again.
_AMOUNT = re.compile(r" ?: .*\d")


def repeated_headings(blocks: Sequence[Block], may_be: Callable[[int], bool], known: Callable[[str], bool]) -> list[int]:
    """Positions of the headings that repeat above running text, in order; only `known` words may begin small."""
    places: dict[str, list[int]] = defaultdict(list)
    for position, block in enumerate(blocks):
        if may_be(position) and _reads_like_heading(block, known):
            places[fold(block.text.text)].append(position)
    found: list[int] = []
    for positions in places.values():
        told = sum(_is_text(blocks, position + 1) for position in positions)
        if told >= _LEAST and told >= _ABOVE_TEXT * len(positions):
            found += positions
    return sorted(found)


def _reads_like_heading(block: Block, known: Callable[[str], bool]) -> bool:
    text = block.text.text.rstrip(" :")
    if block.kind not in {BlockKind.PARAGRAPH, BlockKind.HEADING} or not 3 <= len(text) <= _LONGEST:
        return False
    opens = text[0].isupper() or block.kind is BlockKind.HEADING or known(block.text.plain)
    return text[-1] not in ".;,…" and opens and any(c.isalpha() for c in text) and not _AMOUNT.search(text)


def _is_text(blocks: Sequence[Block], position: int) -> bool:
    if position >= len(blocks):
        return False
    text = blocks[position].text.text
    sentence = len(text) > _SENTENCE and text.endswith(".") and "@" not in text and " : " not in text
    return sentence or is_prose(blocks[position]) or is_item(blocks[position])
