"""Mending sentences that a page break or hard wrapping cut."""

import itertools
import re
from dataclasses import replace

from pipeline.document import Block, BlockKind, MappedText
from pipeline.load.characters import OPEN_END
from pipeline.load.lists import with_depths
from pipeline.load.text_pages import LEADER, PAGE_NUMBER, SENTENCE_END, Piece

#: A word cut at the end of a line; a compound keeps its hyphen.
_CUT_WORD = re.compile(r"[a-zà-ÿ]-$")
_COMPOUND = re.compile(
    r"\b(?:rendez|peut|mi|demi|sous|non|semi|vis|celui|celle|ceux|est|vice|porte|quasi|après|avant|elle|lui|eux|chef|sage|aide|grand|haut|bas|mal)-$"
)
#: Only longer lines are taken for running text that goes on after a break.
_RUNNING_TEXT = 60
#: A shorter line in small letters that ends no sentence goes on with none across a blank line.
_SHORT = 40
#: A shorter line may go on, without a blank line between, in a line that starts with a small letter.
_WRAPPED_TITLE = 30
#: A value that says that none is known; no sentence goes on with it.
_NONE_KNOWN = re.compile(r"n\.?c\.?$|n/c$", re.IGNORECASE)
#: A label with its value, or a date or state alone: a line of a header, which no sentence goes on with.
_LABEL_LINE = re.compile(r"[A-ZÀ-Ý][\w'()/° -]{1,42}?(?: ?:|(?<=\w) ?\?) \S")
_SLOT_LINE = re.compile(
    r"(?:depuis|fin|début|courant|mi-\w+|printemps|été|automne|hiver|janvier|février|mars|avril|mai|juin|juillet|août|septembre|octobre|novembre"
    r"|décembre)\b[^.;]{0,30}\b(?:19|20)\d\d\b[^.;]{0,15}$|en (?:cours|projet)(?: d[e']\S+)?$|(?:réalisée?|expérimentation|expérimental|achevée?|terminée?)$",
    re.IGNORECASE,
)
_ADDRESS = re.compile(r"\w@\w|(?<!\d)0\d(?:[ .]\d\d){4}(?!\d)")
#: A line that ends so goes on.
_ASKS_MORE = re.compile(r"(?:[,(/–-]|\b(?:de|du|des|la|le|les|et|à|au|aux|en|par|pour|sur|un|une))\s*$")
#: No title or value ends with such a word.
_HALF = re.compile(r"\b(?:de|du|des|la|le|les|et|à|au|aux|en|par|pour|sur|un|une)$")
_NOT_WRAPPED = re.compile(r"[.!?:;…,»\"”@]\s*$|@")
#: A text is hard-wrapped where this many lines follow another directly and no line is longer than this.
_WRAPPED_LINES, _LONGEST_WRAPPED = 20, 130
#: Or where this many do, this share of them full: filled to this share of the column, which a few lines may be longer than.
_FULL_LINES, _MOSTLY, _FULL = 6, 0.85, 0.75
#: No column has fewer characters: lines of a header are shorter.
_NARROWEST = 40
#: A line set in under the text of a bullet misses its first letter by no more.
_UNDER = 1
#: What parts the fields of a header on one line.
_BAR = re.compile(r"\S \| \S")
#: A line in capitals, of no single acronym.
_CAPITALS = re.compile(r"(?=(?:[\W\d_]*[^\W\d_]){7})[^a-zß-ÿœ.;]+")
#: A line of a contents list, with dots that lead to its page.
_LISTED = re.compile(rf"{LEADER}(?:p\.? ?)?\d{{1,3}}$")
#: The share of the column that lines of letters of different widths fill at least where the next word does not fit.
_ROOM = 0.85


def rejoin(pieces: list[Piece]) -> list[Block]:
    """Mend sentences cut by a page break or by hard wrapping."""
    width = _wrap_width(pieces)
    blocks: list[Block] = []
    last_line = 0
    #: the column where the text of the open list item starts, 0 outside of one
    hanging = 0
    for piece, following in itertools.zip_longest(pieces, pieces[1:]):
        block = piece.block
        apart = piece.apart or (following is not None and following.apart)
        is_number = PAGE_NUMBER.match(block.text.text) is not None
        # printed in the middle of a sentence: what goes on behind it may be short before it
        before = max(last_line, _RUNNING_TEXT) if last_line >= _WRAPPED_TITLE else last_line
        if blocks and following and is_number and not apart and _goes_on(blocks[-1], following.block, True, before, width):
            last_line = before
            continue
        reach = before if piece.new_page else last_line
        under = hanging > 0 and not piece.gap and abs(piece.indent - hanging) <= _UNDER
        if blocks and not piece.apart and _goes_on(blocks[-1], block, piece.gap, reach, width, under=under):
            blocks[-1] = _merged(blocks[-1], block)
        else:
            blocks.append(block)
            hanging = piece.indent if block.kind is BlockKind.LIST_ITEM else 0
        last_line = len(block.text)
    return with_depths(blocks)


def _goes_on(before: Block, block: Block, gap: bool, last_line: int, width: int, *, under: bool = False) -> bool:
    """Whether a line goes on with the block before; `under` tells that it is set in right under the text of a bullet."""
    if block.kind is not BlockKind.PARAGRAPH or block.marker or before.kind not in {BlockKind.PARAGRAPH, BlockKind.LIST_ITEM}:
        return False
    if _LISTED.search(before.text.text):
        return False
    if _NONE_KNOWN.match(block.text.text) or (not gap and (_LABEL_LINE.match(block.text.plain) or _SLOT_LINE.match(block.text.plain))):
        return False
    if not gap and _BAR.search(block.text.text) and not _BAR.search(before.text.text):
        return False  # a header on one line
    if (
        not gap
        and _CAPITALS.fullmatch(block.text.plain)
        and not (_CAPITALS.fullmatch(before.text.plain) or _ASKS_MORE.search(before.text.text))
    ):
        return False  # a heading right below a full line
    first = block.text.text[0]
    if (
        not gap
        and first.isupper()
        and _ADDRESS.search(block.text.text)
        and not (_ASKS_MORE.search(before.text.text) or _ADDRESS.search(before.text.text))
    ):
        return False  # a contact below the line that names its service
    # a title on the line of its bullet is shorter than the text below
    column, full = (len(block.text), float(_RUNNING_TEXT)) if under else (width, 0.7 * width)
    if not gap and column and last_line >= full:
        return not (first.isupper() and _had_room(block, last_line, column) and not _ASKS_MORE.search(before.text.text))
    if not gap and width and first.islower() and not _had_room(block, last_line, width):
        return True  # a long word, or one tied to the next: the line above stayed short
    half = width > 0 and _HALF.search(before.text.text) is not None  # "Focus : un car pour les aînés de\nMarlange"
    if not gap and (first.islower() or half) and last_line >= _WRAPPED_TITLE and not _NOT_WRAPPED.search(before.text.text):
        return True
    if SENTENCE_END.search(before.text.text) or last_line < _RUNNING_TEXT:
        return False
    if not gap and not first.isalpha() and SENTENCE_END.search(block.text.text):
        return True  # "a reçu\n35 € par an.": no heading, and no line of a header
    if gap and first.islower() and len(block.text) < _SHORT and not SENTENCE_END.search(block.text.text):
        return False  # a heading in small letters
    return first.islower() or (gap and first == "(") or OPEN_END.search(before.text.text) is not None


def _had_room(block: Block, last_line: int, width: int) -> bool:
    """Whether the first word of a line would have fitted on the line above: who wrote it began another line on purpose."""
    return last_line + 1 + len(block.text.text.split(maxsplit=1)[0]) < _ROOM * width


def _wrap_width(pieces: list[Piece]) -> int:
    """The column a text is hard-wrapped at, 0 where it is not.

    Either nearly all lines that another follows directly end near it (a few longer ones are not wrapped), or no line is longer.
    """
    inner = sorted(
        len(a.block.text)
        for a, b in itertools.pairwise(pieces)
        if not b.gap and b.block.kind is BlockKind.PARAGRAPH and a.block.kind is not BlockKind.TABLE_ROW
    )
    column = inner[int(_MOSTLY * (len(inner) - 1))] if inner else 0
    full = sum(length >= _FULL * column for length in inner)
    if len(inner) >= _FULL_LINES and _NARROWEST <= column <= _LONGEST_WRAPPED and full >= _MOSTLY * len(inner):
        return column
    longest = max((len(p.block.text) for p in pieces if p.block.kind is not BlockKind.TABLE_ROW), default=0)
    return longest if len(inner) >= _WRAPPED_LINES and longest <= _LONGEST_WRAPPED else 0


def _merged(before: Block, block: Block) -> Block:
    first, separator = before.text, " "
    if _CUT_WORD.search(first.text) and block.text.text[0].islower():
        first, separator = first if _COMPOUND.search(first.text) else first[:-1], ""
    shift = len(first) + len(separator)
    bold = before.bold + tuple((a + shift, b + shift) for a, b in block.bold)
    return replace(before, text=MappedText.join([first, block.text], separator), bold=bold)
