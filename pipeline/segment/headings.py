"""Telling headings from running text where the format does not say."""

import re
from collections import Counter
from collections.abc import Container, Iterable
from dataclasses import replace

from rapidfuzz import fuzz

from pipeline.document import RUNNING_MARKS, Block, BlockKind, MappedText, fold
from schemas.enums import SectionKey
from schemas.rules import SectionsFile

#: A heading is shorter than this many characters, and has at most this many words.
_LONGEST = 240
_MOST_WORDS = 45
#: "CONTEXTE : Les loyers montent.": a section heading with its text on the same line.
_RUN_IN = re.compile(r"^(?P<heading>[^:.;]{3,60}?)(?: ?: | - |\. )")
#: The same as a question or with nothing but a colon.
_PLAIN_RUN_IN = re.compile(r"^(?P<heading>[A-ZÀ-Ý][^:.;?!]{2,55}?(?: ?\?)?)(?: ?: |\. (?:- )?(?=[^a-zà-ÿ])|(?<=\?) )")
_BARE_NUMBER = re.compile(r"\w+(?: \w+)? (?:n ?° ?)?(?:\d+|[IVX]+|[A-H])[ .:-]*")
#: What may be printed around a heading.
_MARKS = " :.[]►▶→"
#: What parts a heading from its text.
_JOINTS = " :.-–—"
#: The text behind a heading has at least as many characters.
_LEAST_TEXT = 10
#: What heads texts on their lines has no more words, and does so at least as often.
_RUN_IN_WORDS, _AGAIN = 6, 3
_NOT_AT_END = re.compile(r"[.;,:…]$")
#: An e-mail address or a phone number.
ADDRESS = re.compile(r"@|(?<!\d)0\d(?:[ ./-]?\d\d){4}(?!\d)|\+33")


def looks_like_heading(block: Block) -> bool:
    r"""Whether a block could be a heading: short, not a list item, no sentence mark at its end, no address, no header between bars.

    >>> from pipeline.load.text import read_blocks
    >>> [looks_like_heading(b) for b in read_blocks("Soutenir les parents\n\nIl pleut.\n\n- un point")]
    [True, False, False]
    """
    if block.kind is BlockKind.HEADING:
        return True
    text = block.text.text
    if block.kind is not BlockKind.PARAGRAPH or len(text) > _LONGEST or len(text.split()) > _MOST_WORDS:
        return False
    if _NOT_AT_END.search(text) or text.startswith(("http", "www")) or "©" in text or ADDRESS.search(text) or text.count(" | ") > 1:
        return False
    return text[0].isupper() or text[0] in "\"«“'0123456789"


def is_bare_number(text: MappedText) -> bool:
    """Whether a heading is a word or two with a number and no name ("ORIENTATION 1", "Axe stratégique n° 2")."""
    return _BARE_NUMBER.fullmatch(text.plain) is not None


def standing_twice(blocks: Iterable[Block]) -> frozenset[str]:
    """The folded words of headings that stand more than once: they head the parts of sheets or commitments."""
    counts = Counter(fold(block.text.text) for block in blocks if looks_like_heading(block))
    return frozenset(words for words, times in counts.items() if times > 1)


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


def run_in_section(block: Block, rules: SectionsFile) -> tuple[Block, Block] | None:
    r"""A section heading and the text that follows it on its line, as two blocks; None for any other block.

    The heading is in bold, or in capitals before a colon, dash or full stop.

    >>> from pipeline.load.text import read_blocks
    >>> from pipeline.rulebook import default_rulebook
    >>> sections = default_rulebook().sections
    >>> found = [run_in_section(b, sections) for b in read_blocks("**Contexte –** Le bus manque.\n\nContexte – Le bus manque.")]
    >>> [pair and [part.text.text for part in pair] for pair in found]
    [['Contexte', 'Le bus manque.'], None]
    """
    if block.kind is not BlockKind.PARAGRAPH or not block.text:
        return None
    plain = block.text.plain
    cuts = [(match.end("heading"), match.end(), False) for match in [_RUN_IN.match(plain)] if match]
    if block.bold and block.bold[0][0] == 0:
        cuts.append((len(plain[: block.bold[0][1]].rstrip(_JOINTS)), block.bold[0][1], True))
    for end, begin, bold in cuts:
        heading = replace(block, text=block.text[:end], bold=((0, end),) if bold else (), italic=())
        first = len(plain) - len(plain[begin:].lstrip(_JOINTS))
        if len(plain) - first >= _LEAST_TEXT and section_key(heading, rules):
            text = replace(block, text=block.text[first:], bold=_moved(block.bold, first), italic=_moved(block.italic, first))
            return heading, text
    return None


def run_in_words(block: Block, rules: SectionsFile, again: Container[str] = ()) -> tuple[Block, Block] | None:
    """The same for a heading that nothing sets apart from its text but its mark ("Pourquoi ? Le bus manque.", "Contexte. Le bus manque.").

    Only for documents that head their sections so: in any other the words label a part of a section. `again` holds the
    folded words that do so in several blocks, which need not be known ("Mesure. Chaque mercredi, …").
    """
    match = _PLAIN_RUN_IN.match(block.text.plain) if block.kind in {BlockKind.PARAGRAPH, BlockKind.LIST_ITEM} and block.text else None
    if match is None or len(block.text) - match.end() < _LEAST_TEXT:
        return None
    if not known_heading(match["heading"], rules) and fold(match["heading"]) not in again:
        return None
    end, first = match.end("heading"), match.end()
    # in bold it is set as the known headings on the line of their text are
    bold = bool(block.bold) and block.bold[0][0] == 0 and block.bold[0][1] >= end
    kind = BlockKind.PARAGRAPH if bold else BlockKind.HEADING
    heading = replace(block, kind=kind, text=block.text[:end], bold=((0, end),) if bold else (), italic=())
    text = replace(
        block, kind=BlockKind.PARAGRAPH, text=block.text[first:], bold=_moved(block.bold, first), italic=_moved(block.italic, first)
    )
    return heading, text


def run_in_again(blocks: Iterable[Block]) -> frozenset[str]:
    """The folded words that stand before the text of several blocks, with a mark between them."""
    matches = (_PLAIN_RUN_IN.match(block.text.plain) for block in blocks if block.kind is BlockKind.PARAGRAPH and block.text)
    counts = Counter(fold(match["heading"]) for match in matches if match and len(match["heading"].split()) <= _RUN_IN_WORDS)
    return frozenset(words for words, times in counts.items() if times >= _AGAIN)


def known_heading(plain: str, rules: SectionsFile) -> bool:
    """Whether a rule knows words as a section heading, letter by letter."""
    return rules.heading(plain.strip(" :.")) is not None


def _moved(ranges: tuple[tuple[int, int], ...], by: int) -> tuple[tuple[int, int], ...]:
    """Ranges of a text as ranges of the text without its first characters."""
    return tuple((max(0, start - by), end - by) for start, end in ranges if end > by)


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
    text = block.text.plain.strip(_MARKS)
    if not 3 <= len(text) <= 70 or block.kind in {BlockKind.LIST_ITEM, BlockKind.TABLE_ROW}:
        return None
    letters = [c for c in text if c.isalpha()]
    capitals = sum(c.isupper() for c in letters) / max(1, len(letters))
    stands_out = block.kind is BlockKind.HEADING or block.all_bold
    if (capitals < 0.8 and not stands_out) or block.marker in RUNNING_MARKS:
        return None
    return key_of_words(text, rules)


def key_of_words(plain: str, rules: SectionsFile) -> SectionKey | None:
    """The section that words open where they are known to be a heading, however they are set; None for unknown ones."""
    text = plain.strip(_MARKS)
    if rule := rules.heading(text):
        return rule.key
    best: tuple[float, SectionKey | None] = (0.0, None)
    for key, names in rules.canonical.items():
        for name in names:
            best = max(best, (fuzz.ratio(fold(text), fold(name)), key), key=lambda pair: pair[0])
    return best[1] if best[0] >= 82 else None
