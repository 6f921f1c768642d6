"""Labels that a document repeats before, above or beside short values, in whichever way its format prints them."""

import itertools
import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pipeline.document import Block, BlockKind, MappedText, fold
from pipeline.draft.guess import SlotGuesser
from pipeline.segment.fields import FieldReader
from pipeline.segment.inline import LABEL, LABEL_MARKS, pieces, unlabelled, value_of
from pipeline.segment.lines import is_prose
from schemas.enums import HeaderSlot

#: A label stands at least so often, and at least in this share of the places of the most frequent one.
_LEAST, _SHARE = 3, 0.25
#: One that a rule knows may be rarer.
_KNOWN = 2
#: Most values are shorter than this: longer ones are told, not filled in.
_VALUE = 160
#: A row of so many labels stands above its values.
_COLUMNS = 3
#: What no label holds: numbers, addresses, the end of a sentence.
_NO_LABEL = re.compile(r"[\d@.;!,]|https?|^[«\"]")
#: A label that most values contradict is taken for what they are.
_CONTRADICTED = 0.8
#: Words that fill one of these slots are values, wherever they stand.
_NO_LABELS = {HeaderSlot.DEPARTMENT, HeaderSlot.PERIOD, HeaderSlot.STATUS}
_TOLD_BY_VALUES = {HeaderSlot.DEPARTMENT, HeaderSlot.PERIOD, HeaderSlot.STATUS, HeaderSlot.CONTACT}


@dataclass(frozen=True, slots=True)
class Pair:
    """Words that may be a label, and their value; `above` where the value stands below them."""

    position: int
    label: MappedText
    value: MappedText
    above: bool = False


@dataclass(frozen=True, slots=True)
class Label:
    """A label of a document, as printed most often, with the slot it seems to be of.

    `known` tells that a rule of header.yaml knows it, `share` which part of its values look like the slot; `places`
    are the positions at which it stands.
    """

    printed: str
    slot: HeaderSlot
    known: bool
    share: float
    places: tuple[int, ...]

    @property
    def times(self) -> int:
        """How often it stands."""
        return len(self.places)


def read_labels(blocks: Sequence[Block], fields: FieldReader, guesser: SlotGuesser) -> list[Label]:
    """The labels that a document repeats, in the order in which they first stand."""
    by_name: dict[str, list[Pair]] = defaultdict(list)
    for pair in _pairs(blocks):
        by_name[fold(pair.label.text)].append(pair)
    enough = max(_LEAST, _SHARE * max((len(pairs) for pairs in by_name.values()), default=0))
    repeated = {
        name: pairs
        for name, pairs in by_name.items()
        if name and len(pairs) >= (_KNOWN if fields.slot_of(pairs[0].label.plain) else enough)
    }
    labels = {name: label for name, pairs in repeated.items() if (label := _label(pairs, fields, guesser))}
    headed = {place for label in labels.values() if label.slot is not HeaderSlot.OTHER for place in label.places}
    for name in [name for name, label in labels.items() if label.slot is HeaderSlot.OTHER and not label.known]:
        # words before a colon that stand apart from every header label something else
        near = sum(place in headed or place - 1 in headed or place + 1 in headed for place in labels[name].places)
        if 2 * near < labels[name].times or any(pair.above for pair in repeated[name]):
            del labels[name]
    return sorted(labels.values(), key=lambda label: label.places[0])


def _label(pairs: Sequence[Pair], fields: FieldReader, guesser: SlotGuesser) -> Label | None:
    values = [pair.value for pair in pairs]
    printed = Counter(pair.label.text for pair in pairs).most_common(1)[0][0]
    if 2 * sum(len(value) > _VALUE or is_prose(Block(BlockKind.PARAGRAPH, value)) for value in values) > len(values):
        return None
    known = fields.slot_of(pairs[0].label.plain)
    if known is None and any(pair.above for pair in pairs) and guesser.slot_of(pairs[0].label) in _NO_LABELS:
        return None  # a value that many headers print ("En cours") above another one
    guess = guesser.of_all(values)
    contradicted = guess.slot in _TOLD_BY_VALUES and guess.share >= _CONTRADICTED and all(guesser.slot_of(v) is not known for v in values)
    told = known in {*_TOLD_BY_VALUES, HeaderSlot.CARRIER}
    slot = guess.slot if known is None or (told and contradicted) else known
    return Label(printed, slot, slot is known, guess.share, tuple(pair.position for pair in pairs))


def _pairs(blocks: Sequence[Block]) -> Iterator[Pair]:
    """Everything that reads like a label with its value."""
    rows = Counter(block.text.text for block in blocks if block.kind is BlockKind.TABLE_ROW)
    for position, block in enumerate(blocks):
        if block.kind is BlockKind.TABLE_ROW:
            yield from _in_cells(blocks, position, repeated=rows[block.text.text] > 1)
        else:
            found = [*_before_value(block, position)]
            yield from found or _above_value(blocks, position)


def _in_cells(blocks: Sequence[Block], position: int, *, repeated: bool) -> Iterator[Pair]:
    """Cells in pairs, or a row that repeats above rows of as many cells."""
    cells = [cell.strip(" ") for cell in blocks[position].cells]
    below = blocks[position + 1].cells if position + 1 < len(blocks) else ()
    if repeated and len(cells) >= _COLUMNS and len(below) == len(cells):
        found = zip(cells, (cell.strip(" ") for cell in below), strict=True)
    else:
        found = zip(cells[::2], cells[1::2], strict=False)
    for label, value in found:
        if may_be_label(label) and (told := value_of(value)):
            yield Pair(position, label.strip(LABEL_MARKS), told)


def _before_value(block: Block, position: int) -> Iterator[Pair]:
    """A label before a colon or question mark, or in bold, also several on one line."""
    text = block.text
    bold = [(a, b) for a, b in block.bold if text.text[a:b].strip(LABEL_MARKS)]
    if bold and bold[0][0] == 0 and bold[0][1] < len(text):
        for (start, end), (stop, _) in itertools.pairwise([*bold, (len(text), 0)]):
            if may_be_label(text[start:end]) and (told := value_of(text[end:stop])):
                yield Pair(position, text[start:end].strip(LABEL_MARKS), told)
        return
    for start, end in pieces(text.plain):
        line = unlabelled(text[start:end])
        if line.label and may_be_label(line.label) and line.text:
            yield Pair(position, line.label.strip(LABEL_MARKS), line.text)


def _above_value(blocks: Sequence[Block], position: int) -> Iterator[Pair]:
    """A label on a line of its own above a value that is no running text."""
    block = blocks[position]
    if block.kind is BlockKind.LIST_ITEM or position + 1 == len(blocks) or not may_be_label(block.text):
        return
    below = blocks[position + 1]
    if below.kind is BlockKind.PARAGRAPH and len(below.text) <= _VALUE and not is_prose(below):
        yield Pair(position, block.text.strip(LABEL_MARKS), below.text, above=True)


def may_be_label(text: MappedText) -> bool:
    """Whether words can be a label: few, with a capital, neither a sentence nor a number."""
    bare = text.strip(LABEL_MARKS)
    return 2 <= len(bare) <= LABEL and bare.text[0].isupper() and _NO_LABEL.search(bare.plain) is None and len(bare.text.split()) <= 8
