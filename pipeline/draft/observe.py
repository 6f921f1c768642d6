"""What repeats in a document as the parts of fiches do: labels, section headings, lines that count."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.document import Document, fold
from pipeline.draft.counting import CountingWord, counting_words
from pipeline.draft.guess import SlotGuesser
from pipeline.draft.labels import Label, read_labels
from pipeline.gazetteer import Gazetteer
from pipeline.rulebook import Rulebook
from pipeline.segment.fields import FieldReader
from pipeline.segment.header_fiches import cut_outlined
from pipeline.segment.headings import key_of_words
from pipeline.segment.model import Segment
from pipeline.segment.outline import Outline
from schemas.enums import HeaderSlot, SectionKey
from schemas.rules import HeaderFichesLayout, NumberRule

#: A section heading stands at least so often.
_LEAST = 2
#: What stands in this share of the places of the most frequent part stands in most fiches.
_CORE = 0.5


@dataclass(frozen=True, slots=True)
class Heading:
    """A section heading, as printed most often, with its key; `known` tells that a rule of sections.yaml knows it."""

    printed: str
    key: SectionKey
    known: bool
    places: tuple[int, ...]

    @property
    def times(self) -> int:
        """How often it stands."""
        return len(self.places)


@dataclass(frozen=True, slots=True)
class Reading:
    """A document read with a layout: its headings, its fiches, and how well the two go together (0-1).

    `quality` is 1 where every part that most fiches have stands once in each of them.
    """

    layout: HeaderFichesLayout
    headings: tuple[Heading, ...]
    fiches: tuple[Segment, ...]
    counted: int
    quality: float


class Observer:
    """Reads one document in the ways that are tried."""

    def __init__(self, document: Document, rulebook: Rulebook, gazetteer: Gazetteer) -> None:
        self._document = document
        self._rulebook = rulebook
        self._gazetteer = gazetteer
        self.guesser = SlotGuesser(rulebook, gazetteer)
        self.labels: Sequence[Label] = read_labels(document.blocks, FieldReader(rulebook, gazetteer), self.guesser)
        self.words: Sequence[CountingWord] = counting_words(document.blocks, rulebook)

    def read(self, start: Sequence[NumberRule]) -> Reading:
        """The document with the labels found, its fiches counted by some rules or by none."""
        labels: dict[HeaderSlot, list[str]] = defaultdict(list)
        for label in self.labels:
            labels[label.slot].append(label.printed)
        layout = HeaderFichesLayout(
            name="header_fiches", start=tuple(start), labels={slot: tuple(printed) for slot, printed in labels.items()}
        )
        outline = Outline(self._document, layout, self._rulebook, self._gazetteer)
        headings = self._headings(outline)
        fiches = tuple(segment for segment in cut_outlined(outline, self._rulebook).segments if segment.kind is layout.fiche)
        return Reading(layout, headings, fiches, len(outline.counted), self._quality(headings, fiches))

    def _headings(self, outline: Outline) -> tuple[Heading, ...]:
        places: dict[str, list[int]] = defaultdict(list)
        for position, key in enumerate(outline.keys):
            if key:
                places[fold(outline.blocks[position].text.text)].append(position)
        found = []
        for positions in places.values():
            printed = Counter(outline.blocks[i].text.text.strip(" :") for i in positions).most_common(1)[0][0]
            known = key_of_words(outline.blocks[positions[0]].text.plain, self._rulebook.sections)
            if len(positions) >= _LEAST:
                offsets = tuple(outline.blocks[i].text.source_range[0] for i in positions)
                found.append(Heading(printed, known or SectionKey.BODY, known is not None, offsets))
        return tuple(sorted(found, key=lambda heading: -heading.times))

    def _quality(self, headings: Sequence[Heading], fiches: Sequence[Segment]) -> float:
        places = [[self._document.blocks[i].text.source_range[0] for i in label.places] for label in self.labels]
        places += [list(heading.places) for heading in headings]
        most = max((len(found) for found in places), default=0)
        core = [found for found in places if len(found) >= _CORE * most]
        if not core or not fiches:
            return 0.0
        starts = sorted(fiche.source_range[0] for fiche in fiches)
        edges = [*starts[1:], len(self._document.source)]
        once = sum(sum(start <= i < edge for i in found) == 1 for start, edge in zip(starts, edges, strict=True) for found in core)
        return once / sum(len(found) for found in core) * once / (len(fiches) * len(core))
