"""The contents list and the index of departments, as printed at the front of a recueil."""

import re
from collections import defaultdict
from collections.abc import Container, Iterable, Sequence
from dataclasses import dataclass, replace

from rapidfuzz import fuzz

from pipeline.document import RUNNING_MARKS, Block, BlockKind, MappedText, fold
from pipeline.load.text_pages import LEADER
from pipeline.segment.chapters import chapter_of
from pipeline.segment.headings import is_bare_number
from pipeline.segment.model import first_match
from schemas.rules import OutlineFile

_PAGE = re.compile(r"^(?P<title>.+?)[ .…_]*?(?:\.{2,}|…|\s)[ .…]*(?:(?<=[\s.…])(?:p\.?|page) ?)?(?P<page>\d{1,4})$")
#: What stands before a number that is no page.
_NUMBER_SIGN = re.compile(r"\bn ?°$", re.IGNORECASE)
_DOTS = re.compile(r"[ .…_]{2,}$|[.…]+$")
#: Dots that lead to a page number which stands elsewhere.
_LEADER = re.compile(rf"{LEADER}$")
#: A line that heads others of a contents list has no more characters.
_HEAD = 120
#: A link to a title has fewer characters.
_LINK = 200
_PAGES = re.compile(r"\d{1,4}")
#: "Fiche 1": a word and its number.
_COUNT_WORDS = 2
#: What counts a title, in a contents list or above the text.
_NUMBERING = re.compile(
    r"^(?:(?:fiche|action|initiative|expérience)? ?(?:n ?° ?)?\d+(?:\.\d+)*|[ivx]+|[a-h])(?: ?[.):–-] ?| )(?=\S)", re.IGNORECASE
)
#: "Axe 2 - ", "Objectif opérationnel 1.2 : " before a name.
_COUNTED = re.compile(r"^[^\W\d_]+(?: [^\W\d_]+)? (?:n ?° ?)?(?:\d+(?:\.\d+)*|[ivx]+|[a-h]) ?[.):–-] ?(?=\S)", re.IGNORECASE)
#: So many lines below its heading that stand again behind them are a contents list.
_STAND_AGAIN = 3
#: How alike an announced and a printed title must be (0-100).
SAME_TITLE = 90


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the contents list: an announced title with its page, the chapter and section it stands under."""

    title: str
    page: int | None
    chapter: int | None
    section: str | None


@dataclass(frozen=True, slots=True)
class IndexEntry:
    """A line of the index: a department as printed, and the pages it is cited on."""

    name: str
    pages: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """What the front matter announces; `blocks` are the positions of the blocks it fills."""

    entries: tuple[Entry, ...]
    sections: tuple[tuple[int | None, str], ...]
    index: tuple[IndexEntry, ...]
    blocks: frozenset[int]


def read_front_matter(blocks: tuple[Block, ...], rules: OutlineFile) -> FrontMatter:
    """Read contents list and index wherever a heading announces them; empty where there is none."""
    entries: list[Entry] = []
    sections: list[tuple[int | None, str]] = []
    index: list[IndexEntry] = []
    used: set[int] = set()
    mode = ""
    chapter: int | None = None
    section: str | None = None
    headed = {fold(without_number(block.text.text)) for block in blocks if block.kind is BlockKind.HEADING}
    again = _standing_again(blocks, rules)
    for position, block in enumerate(blocks):
        text = block.text.plain
        if position - 1 in again and position not in again:
            mode = ""
        row = _row(block) if mode and not _opens_chapter(blocks, position, rules) else None
        if row and mode == "contents" and _counts(block, row[1], entries):
            row = None
        row = _above_row(blocks, position) if row is None and mode == "contents" else row
        row = _unnumbered(blocks, position, entries, headed) if row is None and mode == "contents" else row
        row = (block.text.text, ()) if position in again else row
        if row and not row[1] and any(entry.page and fold(entry.title) == fold(row[0]) for entry in entries):
            row = None  # it heads the text that the list announces
        # the contents list announces the index too
        listed = (
            mode == "contents" and row is not None and (row[1] or block.kind is BlockKind.LIST_ITEM) and block.kind is not BlockKind.HEADING
        )
        if block.kind is not BlockKind.TABLE_ROW and first_match(rules.contents, text):
            mode, chapter, section = "contents", None, None
            used.add(position)
            continue
        if block.kind is not BlockKind.TABLE_ROW and not listed and first_match(rules.index, text):
            mode = "index"
            used.add(position)
            continue
        if row is None:
            if mode and block.kind is not BlockKind.TABLE_ROW:
                mode = ""
            continue
        used.add(position)
        title, pages = row
        if mode == "index":
            index.append(IndexEntry(title, pages))
            continue
        opened = chapter_of(title, rules.chapter)
        if opened:
            chapter, section = opened.number, None
        elif title.startswith(rules.running_mark) or _heads_a_list(blocks, position):
            section = title.lstrip("".join(rules.running_mark) + " ")
            sections.append((chapter, section))
        elif not first_match(rules.index, title):
            entries.append(Entry(title, pages[0] if pages else None, chapter, section))
    return FrontMatter(tuple(entries), tuple(sections), tuple(index), frozenset(used))


def _opens_chapter(blocks: Sequence[Block], position: int, rules: OutlineFile) -> bool:
    """Whether a line "Chapitre 1" stands here that no page follows: it opens the text, its number is no page."""
    block = blocks[position]
    if block.kind is BlockKind.TABLE_ROW:
        return False
    bare = (rule.regex.search(block.text.plain) for rule in rules.chapter)
    if not any(match and not match["name"] for match in bare):
        return False
    return position + 1 == len(blocks) or _row(blocks[position + 1]) is None


def _counts(block: Block, pages: Sequence[int], entries: Sequence[Entry]) -> bool:
    """Whether the number that ends a line counts something, behind a contents list ("Fiche 1"): a lower page, and nothing leads to it.

    A heading of the format counts where the list has no pages.
    """
    last = max((entry.page for entry in entries if entry.page), default=0)
    lower = bool(pages) and (pages[0] < last or (not last and block.kind is BlockKind.HEADING))
    return bool(lower and len(block.text.text.split()) == _COUNT_WORDS and block.kind is not BlockKind.TABLE_ROW)


def _row(block: Block) -> tuple[str, tuple[int, ...]] | None:
    """Title and page numbers of a line of a contents list or index, None for any other block ("Bonne pratique n° 1")."""
    if block.kind is BlockKind.TABLE_ROW:
        cells = [cell for cell in block.cells if cell]
        if not cells:
            return None
        last = cells[-1].text
        if len(cells) > 1 and re.fullmatch(r"[\d ,;-]+", last):
            return _titled(MappedText.join(cells[:-1])), tuple(int(n) for n in _PAGES.findall(last))
        return _titled(MappedText.join(cells)), ()
    printed = _printed(block)
    line = _PAGE.match(printed)
    if line and len(printed) < 200 and not _NUMBER_SIGN.search(line["title"]):
        return _DOTS.sub("", line["title"]).strip(), (int(line["page"]),)
    if len(_LEADER.split(printed)) > 1 and len(printed) < 200:
        return _DOTS.sub("", printed).strip(), ()
    return None


def _printed(block: Block) -> str:
    """The words of a block with the mark of a running heading."""
    return f"{block.marker} {block.text.text}" if block.marker in RUNNING_MARKS else block.text.text


def _above_row(blocks: Sequence[Block], position: int) -> tuple[str, tuple[int, ...]] | None:
    """The title of a line without page number that a line of a contents list follows: it heads a group of them."""
    if position + 1 == len(blocks):
        return None
    block, below = blocks[position : position + 2]
    row = _row(below) if below.kind is not BlockKind.HEADING else None
    if row is None or not (row[1] or below.kind is BlockKind.PARAGRAPH):
        return None
    line = (block.kind is BlockKind.PARAGRAPH or block.marker in RUNNING_MARKS) and block.text.text[-1] not in ".!?;"
    above_table = block.kind is BlockKind.HEADING and below.kind is BlockKind.TABLE_ROW
    return (_DOTS.sub("", _printed(block)).strip(), ()) if (line or above_table) and len(block.text) <= _HEAD else None


def _unnumbered(
    blocks: Sequence[Block], position: int, entries: Sequence[Entry], headed: Container[str]
) -> tuple[str, tuple[int, ...]] | None:
    """The title of a line without page number: the contents list of a page on screen is a list of links, or of titles that stand again.

    Where other lines have one, such a line is of the list only right above one of them. `headed` holds the folded words of headings.
    """
    block = blocks[position]
    again = block.kind is BlockKind.PARAGRAPH and fold(without_number(block.text.text)) in headed
    if not (block.kind is BlockKind.LIST_ITEM or again) or len(block.text) >= _LINK:
        return None
    paged = any(entry.page for entry in entries)
    return (_titled(block.text), ()) if not paged or (position + 1 < len(blocks) and _row(blocks[position + 1])) else None


def without_number(title: str) -> str:
    """A title without what counts it.

    >>> without_number("Fiche 3 – Le car des soins"), without_number("12. Un toit"), without_number("Dix ans d'accueil")
    ('Le car des soins', 'Un toit', "Dix ans d'accueil")
    """
    return _NUMBERING.sub("", title)


def _standing_again(blocks: Sequence[Block], rules: OutlineFile) -> frozenset[int]:
    """The lines right below the heading of a contents list that stand again behind it, where they are several and nothing tells a page.

    What counts them may differ there, or stand on a line of its own.
    """
    headings = [i for i, b in enumerate(blocks) if b.kind is not BlockKind.TABLE_ROW and first_match(rules.contents, b.text.plain)]
    if not headings:
        return frozenset()
    words = [_bare(block) for block in blocks]
    places: dict[str, list[int]] = defaultdict(list)
    for at, name in enumerate(words):
        places[name].append(at)
    found: set[int] = set()
    for heading in headings:
        listed: list[int] = []
        text = len(blocks)
        while (at := heading + 1 + len(listed)) < text and blocks[at].kind is BlockKind.PARAGRAPH and _row(blocks[at]) is None:
            again = next((i for i in places[words[at]] if i > at), None)
            if again is None:
                break
            listed.append(at)
            text = min(text, again)
        # headings above the first title of the text may stand again too
        while listed and listed[-1] + 1 == text and not any(_set_alike(blocks[listed[-1]], blocks[at]) for at in listed[:-1]):
            text = listed.pop()
        if len(listed) >= _STAND_AGAIN:
            found.update(listed)
    return frozenset(found)


def _set_alike(one: Block, other: Block) -> bool:
    return one.text.text.isupper() == other.text.text.isupper() and is_bare_number(one.text) == is_bare_number(other.text)


def _bare(block: Block) -> str:
    """The folded words of a block without what counts it."""
    return fold(_COUNTED.sub("", without_number(block.text.text)))


def _heads_a_list(blocks: Sequence[Block], position: int) -> bool:
    """Whether deeper list items follow a list item, or list items or rows with a page a line without one."""
    pair = blocks[position : position + 2]
    if len(pair) < 2 or pair[1].kind not in {BlockKind.LIST_ITEM, BlockKind.TABLE_ROW}:
        return False
    if pair[1].kind is BlockKind.TABLE_ROW:
        paged = [bool(row and row[1]) for row in map(_row, pair)]
        return paged == [False, True]
    deeper = pair[0].kind is BlockKind.LIST_ITEM and pair[0].level < pair[1].level
    return deeper or (pair[0].kind is BlockKind.PARAGRAPH and _row(pair[0]) is None)


def _titled(text: MappedText) -> str:
    return _DOTS.sub("", text.text).strip()


def with_sections(front: FrontMatter, running: Iterable[str]) -> FrontMatter:
    """The front matter with the entries that the document prints as running headings as sections, not as titles.

    One alone is no section of those below it: the others got lost.
    """
    names = {fold(name) for name in running}
    several = len({fold(entry.title) for entry in front.entries} & names) > 1
    entries: list[Entry] = []
    sections = list(front.sections)
    last: Entry | None = None
    for entry in front.entries:
        if fold(entry.title) in names:
            last = entry
            sections.append((entry.chapter, entry.title))
        elif several and last and entry.section is None and entry.chapter == last.chapter:
            entries.append(replace(entry, section=last.title))
        else:
            entries.append(entry)
    return replace(front, entries=tuple(entries), sections=tuple(sections))


def section_of(front: FrontMatter, title: str, chapter: int | None) -> str | None:
    """The section under which the contents list announces a title (same chapter, titles alike)."""
    wanted = fold(title)
    scored = (
        (fuzz.ratio(fold(entry.title), wanted), entry.section)
        for entry in front.entries
        if chapter is None or entry.chapter in {None, chapter}
    )
    best = max(scored, key=lambda pair: pair[0], default=(0.0, None))
    return best[1] if best[0] >= SAME_TITLE else None
