"""Which profile is proposed for a document."""

import itertools
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from pipeline.document import Document, fold
from pipeline.draft.counting import CountingWord
from pipeline.draft.labels import Label
from pipeline.draft.observe import Heading, Observer, Reading
from pipeline.draft.proposal import Proposal, TraitCue, WordCue
from pipeline.errors import NothingRepeatsError
from pipeline.extract.contacts import ContactReader
from pipeline.gazetteer import Gazetteer
from pipeline.rulebook import Rulebook
from pipeline.segment.detect import header_traits
from pipeline.segment.model import Segment, first_match
from schemas.enums import DocumentKind, FicheKind, HeaderSlot
from schemas.rules import Feature, NumberRule

#: So many fiches are a collection.
_LEAST = 3
#: A start by number is preferred to one by header unless that fits so much better.
_BETTER = 0.1
#: How well repeated parts and fiches must go together where no header tells that they are fiches.
_REGULAR = 0.5
#: And where headers say where, which documents of several layouts do too.
_MIXED = 0.3
_HALF = 0.5
#: The share of the fiches that must agree on what a line of their header holds, and of those that must not contradict.
_AGREE, _FIXED = 0.6, 0.9
#: No more labels or headings recognise a family.
_CUES = 6
#: No cue asks for more lines.
_MOST_ASKED = 12
#: A title stands among so many blocks; one longer than this recognises nothing.
_FRONT, _TITLE = 12, 90
_TOLD = (HeaderSlot.DEPARTMENT, HeaderSlot.PERIOD, HeaderSlot.STATUS, HeaderSlot.CARRIER, HeaderSlot.CONTACT)
#: Words that count the actions of a plan.
_ACTIONS = {"fiche", "action", "mesure", "projet", "operation", "chantier", "engagement"}
_ONCE = (HeaderSlot.DEPARTMENT, HeaderSlot.PERIOD, HeaderSlot.STATUS, HeaderSlot.CARRIER)


def propose(document: Document, rulebook: Rulebook, gazetteer: Gazetteer) -> Proposal:
    """A profile for a document. Raises NothingRepeatsError where nothing repeats like fiches."""
    return _Proposer(document, rulebook, gazetteer).proposal()


class _Proposer:
    def __init__(self, document: Document, rulebook: Rulebook, gazetteer: Gazetteer) -> None:
        self._document = document
        self._rulebook = rulebook
        self._gazetteer = gazetteer
        self._observer = Observer(document, rulebook, gazetteer)
        self._contacts = ContactReader(rulebook.contacts, rulebook.first_names)
        self._id = _free(profile_id(document.id), rulebook)

    def proposal(self) -> Proposal:
        """The reading that cuts best, and the profile that makes it."""
        start, reading = self._best()
        if not self._are_fiches(start, reading):
            raise NothingRepeatsError(Path(self._document.path))
        fiches = reading.fiches
        located = sum(segment.department_line is not None for segment in fiches)
        acts = located < _HALF * len(fiches)
        action = start is not None and acts and all(fold(word).split()[0] in _ACTIONS for word in start.words)
        labels = tuple(label for label in self._observer.labels if not self._names_person(label.printed))
        headings = tuple(heading for heading in reading.headings if not self._names_person(heading.printed))
        lines = self._lines(fiches)
        return Proposal(
            id=self._id,
            title=self._title(start) or self._document.id,
            kind=DocumentKind.STRATEGY if acts else DocumentKind.RECUEIL,
            fiche=FicheKind.ACTION if action else FicheKind.FICHE,
            publisher_acts=acts,
            recognise=_two(tuple(self._word_cues(labels, headings, start))),
            structure=tuple(self._trait_cues(reading)),
            start=start,
            labels=labels,
            headings=headings,
            lines=lines,
            fiches=len(fiches),
            located=located,
            doubts=tuple(self._doubts(labels, headings, located, len(fiches), start)),
        )

    def _best(self) -> tuple[CountingWord | None, Reading]:
        """The words that count the fiches, None where headers or titles part them better, and the document read so."""
        readings: list[tuple[CountingWord | None, Reading]] = [(None, self._observer.read(()))]
        readings += [(word, self._observer.read((number_rule(self._id, word),))) for word in self._observer.words]
        bonus = {id(reading): _BETTER if start and len(reading.fiches) >= _LEAST else 0.0 for start, reading in readings}
        return max(readings, key=lambda pair: (pair[1].quality + bonus[id(pair[1])], len(pair[1].fiches)))

    def _are_fiches(self, start: CountingWord | None, reading: Reading) -> bool:
        """Whether what was cut is fiches: counted as such, with headers that tell things, or all built alike."""
        count = len(reading.fiches)
        if count < _LEAST:
            return False
        if start and start.known:
            return True
        told = sum(len(_slots(segment)) >= 2 for segment in reading.fiches)
        located = sum(segment.department_line is not None for segment in reading.fiches)
        return (told >= _HALF * count and reading.quality >= _REGULAR) or (located >= _HALF * count and reading.quality >= _MIXED)

    def _lines(self, fiches: Sequence[Segment]) -> tuple[HeaderSlot, ...]:
        """What the lines of most headers hold, in order, where none bears a label and each holds one thing."""
        headers = [segment.header for segment in fiches if not any(line.label for line in segment.header)]
        usual, times = Counter(len(header) for header in headers).most_common(1)[0] if headers else (0, 0)
        if usual < 2 or times < _LEAST or times < _HALF * len(fiches):
            return ()
        found: list[HeaderSlot] = []
        for place in range(usual):
            here = [header[place] for header in headers if len(header) == usual]
            slots = Counter(line.slot or self._observer.guesser.slot_of(line.text) for line in here)
            unclear = slots.pop(HeaderSlot.OTHER, 0)
            slot, votes = slots.most_common(1)[0] if slots else (HeaderSlot.OTHER, 0)
            # a line that clearly holds something else in some headers tells that their order is not fixed
            if votes < _AGREE * len(here) or votes + unclear < _FIXED * len(here) or slot in found:
                return ()
            found.append(slot)
        return tuple(found)

    def _word_cues(self, labels: Sequence[Label], headings: Sequence[Heading], start: CountingWord | None) -> Iterator[WordCue]:
        frequent = sorted(labels, key=lambda label: -label.times)[:_CUES]
        if frequent:
            yield WordCue("labels", tuple(label.printed for label in frequent), 3, _asked(label.times for label in frequent))
        heads = [heading for heading in headings if heading.times >= _LEAST][:_CUES]
        if heads:
            yield WordCue("headings", tuple(heading.printed for heading in heads), 3, _asked(heading.times for heading in heads))
        if start:
            yield WordCue("counted", start.examples, 1, 1)
        if title := self._title(start):
            yield WordCue("title", (title,), 1, 1, anywhere=True)
        if sum(self._contacts.has_address(block.text.plain) for block in self._document.blocks) >= _LEAST:
            yield WordCue("addresses", (), 1, _LEAST)

    def _trait_cues(self, reading: Reading) -> Iterator[TraitCue]:
        traits = header_traits(self._document, self._rulebook, self._gazetteer, reading.layout)
        if reading.counted >= _LEAST:
            yield TraitCue("counted_lines", Feature.COUNTED_LINES, 3, _LEAST)
        for name, feature in (
            ("located", Feature.LOCATED_HEADERS),
            ("labelled", Feature.LABELLED_HEADERS),
            ("lines", Feature.LINE_HEADERS),
        ):
            if traits[feature] >= _LEAST and traits[feature] >= _HALF * len(reading.fiches):
                yield TraitCue(name, feature, 3, _LEAST)
                return

    def _title(self, start: CountingWord | None) -> str | None:
        """The first short line that names nobody and opens no fiche: what documents of the family may be called."""
        opens = number_rule(self._id, start).regex if start else None
        for block in self._document.blocks[:_FRONT]:
            text = block.text.text.strip(" :#*")
            if not 8 <= len(text) <= _TITLE or text.endswith((".", ",", ";")) or not any(c.isalpha() for c in text):
                continue
            if not (self._contacts.has_address(block.text.plain) or self._names_person(text) or (opens and opens.match(block.text.plain))):
                return text
        return None

    def _names_person(self, text: str) -> bool:
        """Whether words name somebody: no names go into a rule file."""
        words = text.split()
        names = {fold(name) for name in self._rulebook.first_names.first_names}
        called = any(fold(a) in names and b[:1].isupper() and b[1:].islower() for a, b in itertools.pairwise(words))
        return called or first_match(self._rulebook.contacts.honorific, text) is not None

    def _doubts(
        self, labels: Sequence[Label], headings: Sequence[Heading], located: int, count: int, start: CountingWord | None
    ) -> Iterator[str]:
        for slot in _ONCE:
            rivals = [label for label in labels if label.slot is slot and label.times >= _HALF * count]
            if len(rivals) > 1 and not all(label.known for label in rivals):
                yield f"{' and '.join(label.printed for label in rivals)} both seem to tell the {slot}: move the one that does not to `other`"
        guessed = [label.printed for label in labels if not label.known]
        if guessed:
            yield f"no built-in rule knows these labels, their slots are guessed from their values: {', '.join(guessed)}"
        unknown = [heading.printed for heading in headings if not heading.known]
        if unknown:
            yield f"section headings of no built-in rule are filed under `body`: {', '.join(unknown[:_CUES])}"
        if located < count:
            yield f"{count - located} of {count} fiches do not say where"
        if start is None and self._observer.words:
            yield f"lines such as « {self._observer.words[0].examples[0]} » count something, but no fiches"


def _two(cues: tuple[WordCue, ...]) -> tuple[WordCue, ...]:
    """The cues, with what every report of a department says where they are fewer than a profile must have."""
    return cues if len(cues) > 1 else (*cues, WordCue("words", ("département",), 1, 1, anywhere=True))


def _asked(times: Iterable[int]) -> int:
    """How often words must be found: half as often as here, so that shorter documents are known too."""
    return max(2, min(_MOST_ASKED, sum(times) // 2))


def _slots(segment: Segment) -> set[HeaderSlot]:
    slots = {line.slot for line in segment.header if line.slot in _TOLD}
    return {slot for slot in slots if slot} | ({HeaderSlot.DEPARTMENT} if segment.department_line else set())


def number_rule(profile: str, word: CountingWord) -> NumberRule:
    """The rule of the lines that a word opens."""
    return NumberRule(id=f"{profile}.start", pattern=word.pattern, match=word.examples, no_match=tuple(f"Le {one} 3" for one in word.words))


def _free(name: str, rulebook: Rulebook) -> str:
    """An id that no profile bears and no rule begins with: the draft replaces nothing."""
    while any(profile.id == name for profile in rulebook.profiles) or any(rule.startswith(f"{name}.") for rule in rulebook.placed):
        name += "_draft"
    return name


def profile_id(name: str) -> str:
    """The id of a profile for a document of this name.

    >>> profile_id("Cahier n° 4 (2022)"), profile_id("2024-guide")
    ('cahier_n_4_2022', 'p_2024_guide')
    """
    slug = "_".join(fold(name).encode("ascii", "ignore").decode().split()) or "draft"
    return slug if slug[0].isalpha() else f"p_{slug}"
