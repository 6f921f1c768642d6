"""Lines that count the fiches of a document: "Fiche action n° 12 – Le car des soins", "MESURE 3" above its title."""

import itertools
import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from pipeline.document import Block, BlockKind, MappedText
from pipeline.segment.headings import looks_like_heading
from schemas.rules import Rule

#: A line that counts a fiche and holds its title has no more characters.
_LONGEST = 260
#: One number counts nothing.
_LEAST = 2
#: What a line tells behind its title in bold, where it is no page number of a contents list, has more characters.
_PAGES = 20
_JOINTS = " :.-–—/)•·|"
#: Words that make a number one among others in a sentence ("La fiche 3 décrit").
_SENTENCE = re.compile(r"[a-zà-ÿ)] ?[.;] [A-ZÀ-Ý]")


@dataclass(frozen=True, slots=True)
class Counted:
    """A line that counts a fiche: its position, its number as printed and its title, None where the block below holds it.

    `told` is what the same line tells behind a title in bold.
    """

    position: int
    number: str
    title: MappedText | None
    told: MappedText | None = None


def counted_lines(blocks: Sequence[Block], rules: Sequence[Rule], may_be: Callable[[int], bool]) -> list[Counted]:
    """The lines that count the fiches, in order; of the ways to count, the one that most fiches are counted by.

    Of equal ones the last rule is taken: rules go from the outer number to the inner one.
    """
    best: list[Counted] = []
    for rule in rules:
        found = [line for i, block in enumerate(blocks) if (line := _counted(block, i, rule)) and may_be(i)]
        found = _without_lists(found, blocks)
        if len(found) >= max(_LEAST, len(best)) and len({line.number for line in found}) >= _LEAST:
            best = found
    return best


def _counted(block: Block, position: int, rule: Rule) -> Counted | None:
    text = block.text
    if block.kind is BlockKind.LIST_ITEM or (block.kind is not BlockKind.TABLE_ROW and len(text) > _LONGEST and not block.bold):
        return None
    if block.kind is BlockKind.TABLE_ROW:
        text = MappedText.join(cell for cell in block.cells if cell)
    match = rule.regex.match(text.plain)
    if match is None:
        return None
    number = match["number"].lower()
    end = match.end()
    bold = block.bold[0] if block.bold and block.kind is not BlockKind.TABLE_ROW else (0, 0)
    if bold[0] == 0 and end < bold[1] < len(text.text.rstrip(_JOINTS)) and (named := _bare(text[end : bold[1]])):
        return Counted(position, number, named, _bare(text[bold[1] :]))
    title = _bare(text[end:])
    if len(text) > _LONGEST or _SENTENCE.search(title.plain):
        return None
    return Counted(position, number, title or None)


def _bare(text: MappedText) -> MappedText:
    start = len(text.text) - len(text.text.lstrip(_JOINTS))
    return text[start:].strip(" :–-")


def _without_lists(found: Sequence[Counted], blocks: Sequence[Block]) -> list[Counted]:
    """Without lines of a contents list, between which nothing is told; a number is counted where it stands last."""
    told = []
    for line, following in itertools.zip_longest(found, found[1:]):
        below = blocks[line.position + (1 if line.title else 2) : following.position if following else None]
        if (line.told and len(line.told) > _PAGES) or not all(_only_heads(block) for block in below):
            told.append(line)
    times = Counter(line.number for line in told)
    last = {line.number: line.position for line in told}
    # numbers that start again in each part of the document are no copies of a contents list
    restart = sum(n > 1 for n in times.values()) * 2 < len(times)
    return [line for line in told if not restart or line.position == last[line.number]]


def _only_heads(block: Block) -> bool:
    """Whether a block could stand between the lines of a contents list: a heading without a label."""
    return looks_like_heading(block) and " : " not in block.text.text
