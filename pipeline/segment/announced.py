"""The titles of a contents list where the text prints them."""

import re
from collections.abc import Callable, Iterator, Sequence

from rapidfuzz import fuzz

from pipeline.document import Block, BlockKind, MappedText, fold
from pipeline.segment.contents import SAME_TITLE, FrontMatter, without_number
from pipeline.segment.headings import looks_like_heading
from pipeline.segment.lines import is_prose

#: Marks between a title and the place that a contents list prints beside it.
_MARKS = re.compile(r" (?:[-–—|•·/:]) | ?: ")
_BRACKET = re.compile(r"^(?P<title>.+?) ?\((?P<inside>[^()]+)\)$")
#: A title takes no more lines.
_LINES = 3
#: The beginning of a title has at least as many characters, where it stands for the whole.
_SHORTENED = 20
#: Between a heading that runs above a title and that title stand no more blocks.
_BETWEEN = 3
#: The share of the entries that the text must print for the list to be one of its titles.
_PRINTED = 0.6


def announced_titles(blocks: Sequence[Block], front: FrontMatter, is_place: Callable[[str], bool]) -> list[range]:
    """The positions that the lines of each announced title fill, in order, without headings that run above another; empty where most are missing."""
    found: list[range] = []
    for entry in front.entries:
        floor = found[-1].stop if found else 0
        variants = set(_variants(entry.title, is_place))
        place = next((lines for lines in _candidates(blocks, front, floor) if _is_printed(blocks, lines, variants)), None)
        if place is not None:
            found.append(place)
    if not found or len(found) < _PRINTED * len(front.entries):
        return []
    return [lines for lines, below in zip(found, [*found[1:], None], strict=True) if below is None or not _runs_above(blocks, lines, below)]


def _variants(title: str, is_place: Callable[[str], bool]) -> Iterator[str]:
    """The folded words of an entry, also without its number and the place beside them ("Creuse – La ferme", "La ferme (Creuse)")."""
    bare = without_number(title)
    yield fold(title)
    yield fold(bare)
    if (bracket := _BRACKET.match(bare)) and is_place(bracket["inside"]):
        yield fold(bracket["title"])
    for mark in _MARKS.finditer(bare):
        before, behind = bare[: mark.start()], bare[mark.end() :]
        if is_place(before):
            yield fold(behind)
        if is_place(behind):
            yield fold(before)


def _candidates(blocks: Sequence[Block], front: FrontMatter, floor: int) -> Iterator[range]:
    """The lines that could hold a title: a heading, and a line or two that it goes on in."""
    for first in range(floor, len(blocks)):
        if first in front.blocks or not _may_open(blocks[first]):
            continue
        for length in range(1, _LINES + 1):
            lines = range(first, first + length)
            if lines.stop > len(blocks) or lines[-1] in front.blocks or blocks[lines[-1]].kind is not blocks[first].kind:
                break
            yield lines


def _may_open(block: Block) -> bool:
    return (
        block.kind is not BlockKind.TABLE_ROW and (looks_like_heading(block) or block.kind is BlockKind.LIST_ITEM) and not is_prose(block)
    )


def _is_printed(blocks: Sequence[Block], lines: range, variants: set[str]) -> bool:
    text = MappedText.join(blocks[i].text for i in lines).text
    for words in {fold(text), fold(without_number(text))}:
        for wanted in variants:
            if fuzz.ratio(words, wanted) >= SAME_TITLE:
                return True
            if len(wanted) >= _SHORTENED and words.startswith(wanted + " "):
                return True
    return False


def _runs_above(blocks: Sequence[Block], lines: range, below: range) -> bool:
    """Whether nothing is told between two headings: the first runs above the second."""
    between = blocks[lines.stop : below.start]
    return len(between) <= _BETWEEN and not any(is_prose(block) for block in between)
