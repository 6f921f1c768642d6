"""What a text that was printed on pages holds besides itself: running lines and page numbers."""

import itertools
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass, replace

from pipeline.document import Block, MappedText

#: A line of four words or more with a number at one end, or of fewer with a mark between them and the number or a year at their end.
_FOOTER = re.compile(
    r"(?P<text>(?:\S+\s+){3,14}\S+?|(?:\S+\s+){1,14}?\S+?(?=\s+[|•·]|\s+[–-]\s)|(?:\S+\s+){1,2}\S*20\d\d)\s+[|•·–-]?\s*(?:p\.|page)?\s*(?P<page>\d{1,3})(?: ?/ ?\d{1,3})?$"
    r"|(?P<page2>\d{1,3})\s+[|•·–-]?\s*(?P<text2>(?:\S+\s+){3,14}\S+|(?<=[|•·]\s)(?:\S+\s+){1,14}\S+|(?:\S+\s+){1,2}\S*20\d\d)$"
)
#: What says that the number of such a line is a page's: "page 2", "2/9", a bar before it.
_SAYS_PAGE = re.compile(r"\b(?:page|p\.) ?\d{1,3}(?: ?/ ?\d{1,3})?$|\d ?/ ?\d{1,3}$|\s[|•·]\s*\d{1,3}$", re.IGNORECASE)
#: A line of a few words with a number at its end, and so many characters between them in the source.
_WIDE_FOOTER = re.compile(r"(?P<text>[A-ZÀ-Ý]\S*(?: \S+){0,3}) (?P<page>\d{1,3})$")
_WIDE = 8
_BAR = re.compile(r"\s+\|\s+")
#: A running line stands beside a page number at least as often, and rarely elsewhere.
_LEAST_PAGES, _BESIDE = 3, 0.8
#: A part of a running line that has so many words runs beside page numbers too, however rarely.
_FEW_WORDS = 4
#: What runs at the head of a document stands on this share of its pages at least; a heading of a part on fewer.
_MOST_PAGES = 0.8
PAGE_NUMBER = re.compile(
    r"(?:[-–—]? ?\d{1,3}(?: ?[-–—])?|(?:page|p\.) ?\d{1,3}(?: ?(?:sur|/) ?\d{1,3})?|\d{1,3} ?/ ?\d{1,3})$", re.IGNORECASE
)
#: Dots that lead to a page number, for a pattern.
LEADER = r"(?:\.{4,}|…{2,}|(?: \.){4,})[ .…]*"
#: So many blanks and line ends before a line set it to the right.
_RIGHT = 30
#: What says that a number is a page's, whatever stands right below it: "2/9", "page 2".
_SAID = re.compile(r"/|p", re.IGNORECASE)
#: Page numbers that stand alone leave out no more pages.
_STEP = 20
_DIGITS = re.compile(r"\d+")
#: Words before a number that counts something else than pages.
_COUNTING = re.compile(r"(?:n ?°|\b(?:fiche|action|axe|objectif|mesure|article|étape|phase|chapitre|partie|annexe))\s*$", re.IGNORECASE)
_COUNTED = re.compile(r"(?:fiche|action|axe|objectif|orientation|mesure|étape|thème|engagement)\b", re.IGNORECASE)
#: A line of so many words that stands twice with growing numbers is no accident.
_MANY_WORDS = 5
#: No page has fewer blocks; lines of a contents list stand closer.
_A_PAGE = 5
SENTENCE_END = re.compile(r"[.!?:;…»\"”]\s*$")


@dataclass(frozen=True, slots=True)
class Piece:
    """A block, whether a blank line stands before it, whether it was set apart from the block before, whether a page ends between.

    `indent` is the column where its text starts, behind a bullet.
    """

    block: Block
    gap: bool
    apart: bool = False
    new_page: bool = False
    indent: int = 0


def without_footers(pieces: list[Piece]) -> list[Piece]:
    """Leave out the line that a publisher prints on every page beside the page number, on the same line or the next."""
    pieces = _without_running_lines(pieces)
    found = [_footer(piece.block.text) for piece in pieces]
    pages: dict[str, list[int]] = {}
    places: dict[str, list[int]] = {}
    for place, footer in enumerate(found):
        if footer:
            pages.setdefault(footer[0], []).append(footer[1])
            places.setdefault(footer[0], []).append(place)
    # 1, 2, 3 number the parts of a text; pages leave gaps, and none comes twice
    footers = {
        text
        for text, numbers in pages.items()
        if len(numbers) >= (_LEAST_PAGES if len(text.split()) < _MANY_WORDS else 2)
        and (
            len(numbers) >= _LEAST_PAGES
            or (not _COUNTED.match(text) and not SENTENCE_END.search(text) and places[text][1] - places[text][0] >= _A_PAGE)
        )
        and not _COUNTING.search(text)
        and numbers == sorted(set(numbers))
        and (numbers[-1] > len(numbers) or all(_SAYS_PAGE.search(pieces[place].block.text.text) for place in places[text]))
    }
    numbers = [footer[1] if footer and footer[0] in footers else None for footer in found]
    heads = _heads_of_pages([piece.block.text.text for piece in pieces], numbers)
    kept = []
    gap = False
    for place, (piece, number) in enumerate(zip(pieces, numbers, strict=True)):
        if number is not None or place in heads or _is_page_between(place, pieces, numbers):
            gap = True
            continue
        kept.append(replace(piece, gap=piece.gap or gap))
        gap = False
    return kept


def _heads_of_pages(texts: Sequence[str], numbers: Sequence[int | None]) -> set[int]:
    """The lines right behind the foot of a page that hold what most pages begin with, and that hardly stand elsewhere."""
    behind = [i for i in range(1, len(texts)) if numbers[i - 1] is not None and numbers[i] is None]
    times = Counter(texts[i] for i in behind)
    text, count = times.most_common(1)[0] if times else ("", 0)
    if count < max(_LEAST_PAGES, _MOST_PAGES * len(behind)) or count < _BESIDE * texts.count(text):
        return set()
    return {i for i in behind if texts[i] == text}


def _is_page_between(place: int, pieces: list[Piece], numbers: list[int | None]) -> bool:
    """Whether a number stands alone between two lines with page numbers that leave room for it: the page bears nothing else."""
    text = pieces[place].block.text.text
    if not PAGE_NUMBER.match(text):
        return False
    before = next((number for number in reversed(numbers[:place]) if number is not None), None)
    after = next((number for number in numbers[place:] if number is not None), None)
    return before is not None and after is not None and before < int(_DIGITS.findall(text)[0]) < after


def _without_running_lines(pieces: list[Piece]) -> list[Piece]:
    """Leave out page numbers on lines of their own together with the line that stands right above or below each."""
    texts = [piece.block.text.text for piece in pieces]
    numbered = {i: int(_DIGITS.findall(text)[0]) for i, text in enumerate(texts) if PAGE_NUMBER.match(text)}
    lines: dict[str, set[int]] = defaultdict(set)
    numbers: dict[str, dict[int, int]] = defaultdict(dict)
    for place, number in numbered.items():
        for i in (place - 1, place + 1):
            if 0 <= i < len(texts) and i not in numbered:
                lines[texts[i]].add(i)
                numbers[texts[i]][place] = number
    times = Counter(texts)
    halves = _halves_of_sentences(texts, numbered)
    running = {
        text
        for text, beside in lines.items()
        if _are_pages(numbers[text]) and len(beside) >= _BESIDE * times[text] and not _COUNTING.search(text) and text not in halves
    }
    running |= {text for text in lines if len(text.split()) >= _FEW_WORDS and any(f" {text} " in f" {line} " for line in running)}
    pages = {n for n in numbered if {texts[i] for i in (n - 1, n + 1) if 0 <= i < len(texts)} & running}
    alone = {
        n: number
        for n, number in numbered.items()
        if pieces[n].gap and (n + 1 == len(pieces) or pieces[n + 1].gap or _SAID.search(texts[n]) or _stands_right(pieces, n))
    }
    if _are_pages(alone) or _step_on(alone):
        pages |= set(alone)
    # a bullet makes a line a heading, on however many pages it stands
    beside_pages = {i for i in range(len(texts)) if texts[i] in running and not pieces[i].block.marker and {i - 1, i + 1} & pages}
    left_out = pages | beside_pages | _beyond(texts, beside_pages, pages, times)
    kept = []
    gap = False
    for i, piece in enumerate(pieces):
        if i in left_out:
            gap = True
            continue
        kept.append(replace(piece, gap=piece.gap or gap, new_page=gap))
        gap = False
    return kept


def _stands_right(pieces: Sequence[Piece], place: int) -> bool:
    """Whether a line is set far from the left margin: so many blanks stand between it and the line above."""
    return place > 0 and pieces[place].block.text.offsets[0] - pieces[place - 1].block.text.source_range[1] > _RIGHT


def _halves_of_sentences(texts: Sequence[str], numbered: Iterable[int]) -> set[str]:
    """The lines that make a sentence with what stands behind the page number, and with one and the same word wherever they stand.

    A running line may stand between the halves of a sentence, but of another one on every page.
    """
    across: dict[str, set[str | None]] = defaultdict(set)
    for place in numbered:
        if not 0 < place < len(texts) - 1:
            continue
        above, below = texts[place - 1], texts[place + 1]
        one = below[:1].islower() and not SENTENCE_END.search(above)
        across[above].add(below.split()[0] if one else None)
        across[below].add(above.split()[-1] if one else None)
    return {text for text, words in across.items() if len(words) == 1 and None not in words}


def _beyond(texts: Sequence[str], running: Set[int], pages: Set[int], times: Mapping[str, int]) -> set[int]:
    """The second lines of running heads and feet of two: what stands behind the first, as seen from the page number, and hardly elsewhere."""
    second: dict[str, set[int]] = defaultdict(set)
    for i in running:
        for step in (-1, 1):
            if i - step in pages and 0 <= i + step < len(texts) and i + step not in pages:
                second[texts[i + step]].add(i + step)
    return {
        i
        for text, found in second.items()
        if len(found) >= max(_LEAST_PAGES, _BESIDE * times[text]) and not _COUNTING.search(text)
        for i in found
    }


def _are_pages(numbers: Mapping[int, int]) -> bool:
    """Whether numbers, by the places where they stand, can be pages: they grow, no faster than the text between them."""
    places, values = list(numbers), list(numbers.values())
    if len(values) < _LEAST_PAGES or values != sorted(set(values)):
        return False
    return values[-1] - values[0] <= places[-1] - places[0]


def _step_on(numbers: Mapping[int, int]) -> bool:
    """Whether numbers that stand alone count pages of little text: each is a few higher than the one before."""
    values = list(numbers.values())
    steps = (after - before for before, after in itertools.pairwise(values))
    return len(values) >= _LEAST_PAGES and all(0 < step <= _STEP for step in steps) and values[-1] > len(values)


def _footer(line: MappedText) -> tuple[str, int] | None:
    """The words and the page of a line that could be a footer; few words stand at the other end of the line."""
    match = _FOOTER.match(line.text) or _WIDE_FOOTER.match(line.text)
    if match and match.re is _WIDE_FOOTER:
        number = match.start("page")
        return (match["text"], int(match["page"])) if line.offsets[number] - line.offsets[number - 2] > _WIDE else None
    # what stands behind a bar may change with the chapter
    return (_BAR.split(match["text"] or match["text2"])[0], int(match["page"] or match["page2"])) if match else None
