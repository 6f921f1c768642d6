"""Cutting a thematic dossier: levers of action, and insets that tell one real experience."""

from collections import defaultdict
from collections.abc import Container, Sequence
from dataclasses import replace

from pipeline.document import Block, BlockKind, Document, fold
from pipeline.gazetteer import Gazetteer
from pipeline.segment.contents import read_front_matter, without_number
from pipeline.segment.headings import looks_like_heading, standing_twice
from pipeline.segment.model import HeaderLine, Segment, Segmentation, first_match, match_of
from pipeline.segment.titles import HEADING_MARKS, Style, setting_of, with_marked_headings
from schemas.enums import FicheKind, HeaderSlot
from schemas.rules import OutlineFile, Rule, ThemeLayout

#: So many headings of a format are no accident: what it does not set as a heading is none there.
_SET = 3
#: What may be a heading, also where it does not look like one ("Trois questions à…").
_LINES = frozenset({BlockKind.PARAGRAPH, BlockKind.HEADING})
#: What marks the lines of a block quote.
_QUOTED = ">"
#: So many headings of one setting show what it is the setting of.
_ALIKE = 2


def cut(document: Document, layout: ThemeLayout, rules: OutlineFile, gazetteer: Gazetteer) -> Segmentation:
    """Each heading below the announcement of the levers, until the list of resources."""
    blocks = with_marked_headings(document.blocks)
    start = next(
        (i + 1 for i, b in enumerate(blocks) if b.kind is not BlockKind.LIST_ITEM and first_match(layout.starts_after, b.text.plain)), 1
    )
    listed = read_front_matter(blocks, rules).blocks
    end = _end(blocks, [i for i in range(start, len(blocks)) if i not in listed], (*layout.ends_at, *rules.appendix))
    counting = [i for i in range(start, end) if looks_like_heading(blocks[i]) and first_match(layout.counted, blocks[i].text.plain)]
    start = counting[0] if len(counting) >= _ALIKE else start
    apart = (*rules.foreword, *rules.contents)
    texts_apart = {i for i in range(start, end) if blocks[i].kind in _LINES and first_match(apart, without_number(blocks[i].text.plain))}
    headings = _without_name(blocks, _without_apart(blocks, _headings(blocks, start, end, layout), texts_apart), layout)
    again = standing_twice(blocks)
    places = {i for i in headings if _is_place(blocks[i - 1], gazetteer)} if headings and headings[0] else set()
    parts = _parts(blocks, [i for i in headings if i not in places], layout, again)
    if parts and len(headings) > 1 and headings[0] < parts[0] < headings[1]:
        opens = first_match((*layout.lever, *layout.counted), blocks[headings[0]].text.plain)
        headings = headings if opens else headings[1:]  # who publishes the dossier stands above its introduction
    insets = _insets(blocks, headings, layout, gazetteer, again) | places
    segments = []
    stops = sorted({*headings, *texts_apart, end})
    for position in headings:
        stop = next(stop for stop in stops if stop > position)
        body = blocks[position + 1 : stop]
        while body and (looks_like_heading(body[-1]) or "©" in body[-1].text.text):
            body = body[:-1]  # a label above the next heading ("Retour d'expérience"), or a caption
        title = blocks[position].text
        counted = match_of(layout.counted, title.plain)
        kind = FicheKind.BOX if position in insets else FicheKind.LEVER
        section = next((blocks[i].text.text for i in reversed(parts) if i < position), None)
        segment = Segment.of_text(kind, title[counted.end() :] if counted else title, body, section=section)
        where = HeaderLine(blocks[position - 1].text, HeaderSlot.DEPARTMENT) if position in places else None
        segments.append(replace(segment, header=(where,), department_line=where) if where else segment)
    first = headings[0] if headings else len(blocks)
    return Segmentation(tuple(segments), (*blocks[:first], *blocks[end:]))


def _is_place(block: Block, gazetteer: Gazetteer) -> bool:
    """Whether a block names departments and nothing else, as above an inset that tells what is done there."""
    plain = block.text.plain
    return looks_like_heading(block) and bool(gazetteer.find(plain)) and gazetteer.holds_only_places(plain)


def _end(blocks: Sequence[Block], places: Sequence[int], ends: Sequence[Rule]) -> int:
    """Where among some places the list of resources stands, which the contents list may announce in the same words."""
    found = [i for i in places if looks_like_heading(blocks[i]) and first_match(ends, without_number(blocks[i].text.plain))]
    set_apart = [i for i in places if blocks[i].kind is BlockKind.HEADING and i not in found]
    if len(set_apart) >= _SET:  # between headings of the format a mere line is a link ("En savoir plus")
        found = [i for i in found if _is_set(blocks[i]) or i > set_apart[-1]]
    words = [fold(blocks[i].text.text) for i in found]
    return next((i for n, i in enumerate(found) if words[n] not in words[n + 1 :]), len(blocks))


def _parts(blocks: Sequence[Block], headings: Sequence[int], layout: ThemeLayout, again: Container[str]) -> list[int]:
    """The headings of the parts of a dossier: right above a lever or an inset, no label of one, each in words of its own.

    Where no format sets them, text stands above them: no part opens with the lines of a cover. `again` holds the words of
    headings that stand more than once.
    """
    above = [i - 1 for i in headings if i > 1 and looks_like_heading(blocks[i - 1])]
    above = [i for i in above if blocks[i].kind is BlockKind.HEADING or not looks_like_heading(blocks[i - 1])]
    labels = (*layout.inset, *layout.part, *layout.starts_after, *layout.counted)
    found = [i for i in above if fold(blocks[i].text.text) not in again and not first_match(labels, blocks[i].text.plain)]
    alike = [i for i in found if setting_of(blocks[i]) == setting_of(blocks[found[-1]])]
    return alike if len(alike) >= _ALIKE else []


def _headings(blocks: Sequence[Block], start: int, end: int, layout: ThemeLayout) -> list[int]:
    """The headings with text below that are no part of a lever; the title of a page heads no text of its own."""
    found = [
        i
        for i in range(start, end - 1)
        if looks_like_heading(blocks[i]) and not looks_like_heading(blocks[i + 1]) and not first_match(layout.part, blocks[i].text.plain)
    ]
    levels = sorted(blocks[i].level for i in found if blocks[i].kind is BlockKind.HEADING)
    if len(levels) < _SET:
        return found
    alone = levels[0] if levels[0] < levels[1] else 0
    return [i for i in found if (blocks[i].level > alone if blocks[i].kind is BlockKind.HEADING else blocks[i].all_bold)]


def _is_set(block: Block) -> bool:
    """Whether a format sets a block as a heading, or in bold."""
    return block.kind is BlockKind.HEADING or block.all_bold


def _without_apart(blocks: Sequence[Block], headings: Sequence[int], texts_apart: Container[int]) -> list[int]:
    """The headings without those of forewords and interviews, and without what is set below these, the questions asked."""
    kept: list[int] = []
    text_apart: Block | None = None
    asked = False
    for position in range(headings[0], headings[-1] + 1) if headings else ():
        block = blocks[position]
        if position in texts_apart:
            text_apart, asked = block, False
        elif not looks_like_heading(block):
            continue
        elif text_apart and (_as_high(block, text_apart) or (asked and not _asks(block) and position in headings)):
            text_apart = None
        asked = asked or _asks(block)
        if position in headings and not text_apart:
            kept.append(position)
    return kept


def _asks(heading: Block) -> bool:
    return heading.text.text.endswith("?")


def _without_name(blocks: Sequence[Block], headings: list[int], layout: ThemeLayout) -> list[int]:
    """The headings without the name of the dossier: who made it is told behind its introduction, above the first lever."""
    if len(headings) < _SET:
        return headings
    introduced = any(first_match(layout.byline, blocks[i].text.plain) for i in range(headings[0], headings[1]))
    return headings[1:] if introduced else headings


def _as_high(heading: Block, other: Block) -> bool:
    """Whether a heading is set like another or stands above it: one of the format stands above any line in bold."""
    formatted = heading.kind is BlockKind.HEADING and other.kind is not BlockKind.HEADING
    return formatted or setting_of(heading) == setting_of(other) or 0 < heading.level < other.level


def _text(blocks: Sequence[Block], headings: Sequence[int], position: int) -> Sequence[Block]:
    """The text below a heading."""
    return blocks[position + 1 : next((i for i in headings if i > position), len(blocks))]


def _tells_experience(text: Sequence[Block], layout: ThemeLayout) -> bool:
    """Whether a text tells who carries an action, or since when."""
    return any(first_match(layout.experience, block.text.plain) for block in text)


def _counted(blocks: Sequence[Block], headings: Sequence[int], layout: ThemeLayout) -> set[int]:
    """The headings of levers that are counted ("Levier n° 2"), on their line or the one above: where there are any, no other is one."""
    return {at for at in headings if any(first_match(layout.counted, blocks[i].text.plain) for i in (at - 1, at))}


def _insets(blocks: Sequence[Block], headings: Sequence[int], layout: ThemeLayout, gazetteer: Gazetteer, again: Container[str]) -> set[int]:
    """The headings of insets: a label stands above them, or they tell where it happens, or half of those that are set alike do.

    A lever may quote departments in its text, and opens with what to do. Where levers and insets are set alike, the text
    below a heading decides; where levers are counted, any other text that names a department is that of an inset. A text in
    a block quote is one where half of those that are quoted tell where.
    """
    counted = _counted(blocks, headings, layout)

    def is_inset(position: int) -> bool:
        title, above = blocks[position].text.plain, blocks[position - 1]
        if position in counted:
            return False
        repeated = fold(above.text.text) in again and not first_match(layout.ends_at, fold(above.text.text))
        labelled = first_match(layout.inset, above.text.plain) is not None or repeated
        return labelled or (first_match(layout.lever, title) is None and bool(gazetteer.find(title)))

    alike: dict[tuple[tuple[Style, bool], str], list[int]] = defaultdict(list)
    for position in headings:
        alike[setting_of(blocks[position]), blocks[position].marker if blocks[position].marker in HEADING_MARKS else ""].append(position)
    told = {position for position in headings if is_inset(position)}
    groups = [set(positions) for positions in alike.values()]
    levers = {i for i in headings if first_match(layout.lever, blocks[i].text.plain)}
    # set apart from the levers, what most of a group tells all of it does
    large = [group for group in groups if len(groups) > 1 and len(group) >= _ALIKE]
    apart = [group for group in large if 2 * len(told & group) >= len(group) and len(levers & group) < _ALIKE]
    insets: set[int] = set().union(*apart)
    told_by_words = not apart and not counted
    for group in groups:
        if len(group) < _ALIKE or len(groups) == 1:
            insets |= told & group
        if told_by_words and told & group and len(levers & group) >= _ALIKE:
            # what says what to do is a lever, what tells where it happens is none; of the rest, the text decides
            insets |= {i for i in group - levers if i in told or _tells_experience(_text(blocks, headings, i), layout)}
    quoted = {i for i in headings if all(block.marker == _QUOTED for block in _text(blocks, headings, i))}
    if len(quoted) < len(headings) and 2 * len(told & quoted) >= len(quoted):
        insets |= quoted - levers - counted
    if counted and told:
        others = set(headings) - levers - counted
        insets |= {i for i in others if any(gazetteer.find(block.text.plain) for block in _text(blocks, headings, i))}
    return insets
