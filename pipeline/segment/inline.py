"""Labels and values that share one line: "Territoire : Lozère | Porteur : le Département", "Où ? Lozère Qui ? …"."""

import itertools
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from pipeline.document import Block, MappedText
from pipeline.segment.model import HeaderLine
from schemas.enums import HeaderSlot

#: No label has more characters.
LABEL = 60
#: What may be printed around a label.
LABEL_MARKS = " :.*[]►▶→>•·"
#: Marks that only ever stand between two fields.
_MARK = re.compile(r" *(?:[|•·▪■●◆]|\t) *")
#: What ends a label: a colon (no part of an address), a question mark, or both; an arrow.
_LABEL_END = re.compile(r" ?\?(?: ?:)?(?= |$)| ?:(?!//)(?= |$)| →(?= )")
#: Where a label may begin within a line: at a capital, or after a mark that parts things.
_WORD = re.compile(r"(?:(?<= )|(?<=^))(?=[A-ZÀ-Ý])|(?<= - )|(?<=; )|(?<= / )")
#: A label of no rule, as printed between marks.
_UNKNOWN = re.compile(r"^(?P<label>[^\d:@?]{3,60}?)(?: ?:| ?\?) ")
_TRIM = " :*°•·|-;/"

SlotOf = Callable[[str], HeaderSlot | None]


@dataclass(frozen=True, slots=True)
class _Label:
    start: int
    end: int
    value: int
    slot: HeaderSlot


def inline_fields(block: Block, slot_of: SlotOf) -> tuple[HeaderLine, ...]:
    """The fields of a line that holds several, in order; empty where it does not begin with a label or holds one only.

    What stands between marks without a known label is a line of its own, with the label that is printed if any.
    """
    text = block.text
    if len(text) < 2 * len("Où ?"):
        return ()
    lines: list[HeaderLine] = []
    known = 0
    for start, end in pieces(text.plain):
        labels = list(_labels(block, start, end, slot_of))
        if not lines and (not labels or labels[0].start != start):
            return ()
        first = labels[0].start if labels else end
        if first > start:
            lines.append(unlabelled(text[start:first]))
        for label, following in itertools.zip_longest(labels, labels[1:]):
            value = value_of(text[label.value : following.start if following else end])
            lines.append(HeaderLine(value, label.slot, text[label.start : label.end].strip(_TRIM)))
        known += len(labels)
    told = tuple(line for line in lines if line.text)
    return told if known > 1 or sum(line.label is not None for line in told) > 1 else ()


def value_of(text: MappedText) -> MappedText:
    """A value without the colon, list mark or joint printed around it."""
    cut = len(text.plain) - len(text.plain.lstrip(" :*°•·|→"))
    rest = text[cut:]
    return rest[: len(rest.plain.rstrip(" •·|;-/"))] or rest.strip()  # "-": nothing is known


def pieces(plain: str) -> Iterator[tuple[int, int]]:
    """The ranges between marks."""
    cuts = [(0, 0), *((match.start(), match.end()) for match in _MARK.finditer(plain)), (len(plain), len(plain))]
    for (_, start), (end, _) in itertools.pairwise(cuts):
        if start < end:
            yield start, end


def _labels(block: Block, start: int, end: int, slot_of: SlotOf) -> Iterator[_Label]:
    """The known labels of a range; one for the slot that is being told goes on its value ("Contact : … Tél. : …")."""
    told: _Label | None = None
    for label in sorted(_candidates(block, start, end, slot_of), key=lambda label: (label.start, -label.end)):
        if told is None or (label.start >= told.value and label.slot not in {told.slot, HeaderSlot.TITLE}):
            told = label
            yield label


def _candidates(block: Block, start: int, end: int, slot_of: SlotOf) -> Iterator[_Label]:
    plain = block.text.plain
    for first, last in block.bold:
        stop = min(last, end)
        words = plain[max(first, start) : stop].lstrip(_TRIM)
        if words and stop < len(plain) and (slot := slot_of(words)):
            yield _Label(stop - len(words), stop, stop, slot)
    for match in _LABEL_END.finditer(plain, start, end):
        stop = match.end() if "?" in match.group() else match.start()
        begins = (a for a in (start, *(m.start() for m in _WORD.finditer(plain, start, stop))) if stop - a <= LABEL)
        found = ((a, slot) for a in begins if (slot := slot_of(plain[a:stop])))
        if (longest := next(found, None)) is not None:
            yield _Label(longest[0], stop, match.end(), longest[1])


def unlabelled(text: MappedText) -> HeaderLine:
    """A piece of a header without a known label: with what stands as one before a colon or question mark, if anything does."""
    match = _UNKNOWN.match(text.plain)
    if match is None:
        return HeaderLine(value_of(text))
    return HeaderLine(value_of(text[match.end() :]), None, text[: match.end("label")])
