"""Which profile cuts a document, and which its parts, where a document mixes layouts."""

import itertools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from pipeline.document import Block, BlockKind, Document
from pipeline.gazetteer import Gazetteer
from pipeline.rulebook import Rulebook
from pipeline.segment.contents import FrontMatter
from pipeline.segment.cut import cut
from pipeline.segment.detect import Fit, counted_by, fits
from pipeline.segment.model import Segment, Segmentation, first_match
from pipeline.segment.numbered import Counted
from schemas.enums import FicheKind, HeaderSlot
from schemas.rules import HeaderFichesLayout, Profile

#: A part is cut by a profile of its own where that cuts at least so many fiches, and fits so much better than the document's.
_LEAST, _BETTER = 2, 0.2
#: Where both cut it alike, it fits a part better only by so much: what tells the document may stand outside of the part.
_SAME = 0.5
#: So few fiches may be an accident, where another profile that fits cuts at least so many.
_FEW, _LEAST_MORE = 2, 4
#: So many times the fiches are those of a document of which the other profile only reads some.
_WIDER = 1.5
#: More parts than this are chapters of one layout that was looked for in vain.
_MOST_PARTS = 30
#: What no line counts.
_UNCOUNTED = frozenset({FicheKind.BRIEF, FicheKind.FOCUS})
#: The share of the lines that count fiches at which a cut must start one.
_AGREES = 0.8
#: And so many more fiches than lines may be cut.
_MORE = 1.25


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of a document (all of it, mostly) with the profile that fits it best and its fiches; `opening` is its first line."""

    profile: Profile
    score: float
    segmentation: Segmentation
    front: FrontMatter | None
    opening: str

    @property
    def starts(self) -> list[int]:
        """Source offsets at which its fiches start."""
        return [segment.source_range[0] for segment in self.segmentation.segments]


class Outcome(StrEnum):
    """Why a profile was chosen for a document, or passed over."""

    CHOSEN = "chosen"
    UNFIT = "unfit"
    NO_FICHE = "no_fiche"
    NOT_AT_NUMBERS = "not_at_numbers"
    BEHIND = "behind"


@dataclass(frozen=True, slots=True)
class Tried:
    """How a profile fared with a whole document; `fiches` is None where it was not tried: it does not fit, or another served."""

    fit: Fit
    outcome: Outcome
    fiches: int | None = None


@dataclass(frozen=True, slots=True)
class Choice:
    """The parts of a document, and how every profile fared with the whole of it."""

    parts: tuple[Part, ...]
    tried: tuple[Tried, ...]


@dataclass(frozen=True, slots=True)
class _Counting:
    """Source offsets of the lines that count the fiches of a document, and of those among them that hold no title."""

    starts: tuple[int, ...]
    bare: frozenset[int]

    @classmethod
    def of(cls, document: Document, lines: Sequence[Counted]) -> "_Counting":
        starts = {line: document.blocks[line.position].text.source_range[0] for line in lines}
        return cls(tuple(starts.values()), frozenset(start for line, start in starts.items() if line.title is None))

    def agrees(self, segments: Sequence[Segment]) -> bool:
        """Whether fiches start at the lines that count them, where there are any, and none takes a mere number for its title.

        Briefs and insets are never counted.
        """
        if not self.starts:
            return True
        titles = sorted(segment.title.source_range[0] for segment in segments if segment.kind not in _UNCOUNTED)
        edges = [*self.starts[1:], float("inf")]
        met = sum(any(start <= title < edge for title in titles) for start, edge in zip(self.starts, edges, strict=True))
        return met >= _AGREES * len(self.starts) and len(titles) <= _MORE * len(self.starts) and self.bare.isdisjoint(titles)


class Divider:
    """Finds the profiles of a document and cuts it. `forced` is the profile to use, whatever fits."""

    def __init__(self, rulebook: Rulebook, gazetteer: Gazetteer, forced: Profile | None = None) -> None:
        self._rulebook = rulebook
        self._gazetteer = gazetteer
        self._forced = forced

    def divide(self, document: Document, scored: Sequence[Fit]) -> tuple[Part, ...]:
        """The parts in order, without those that hold no fiche unless all do; empty where no profile fits."""
        return self.choose(document, scored).parts

    def choose(self, document: Document, scored: Sequence[Fit]) -> Choice:
        """The same with the reasons."""
        if self._forced:
            return Choice((self._part(document, self._forced, 0.0),), ())
        whole, tried = self._best(document, scored)
        return Choice(self._parts(document, whole), tried)

    def _parts(self, document: Document, whole: Part | None) -> tuple[Part, ...]:
        pieces = list(self._pieces(document))
        if not 1 < len(pieces) <= _MOST_PARTS:
            return (whole,) if whole else ()
        chosen = [self._own(piece, whole) for piece in pieces]
        if not any(chosen):
            return (whole,) if whole else ()
        parts: list[Part] = []
        for group, own in _grouped(pieces, chosen):
            if own:
                parts.append(self._part(group, own.profile, own.score))
            elif whole:
                parts.append(self._part(group, whole.profile, whole.score))
        told = tuple(part for part in parts if part.segmentation.segments)
        return told or tuple(parts[:1])

    def _part(self, document: Document, profile: Profile, score: float) -> Part:
        segmentation, front = cut(document, profile, self._rulebook, self._gazetteer)
        return Part(profile, score, segmentation, front, document.blocks[0].text.text if document.blocks else "")

    def _best(self, document: Document, scored: Sequence[Fit]) -> tuple[Part | None, tuple[Tried, ...]]:
        """The first profile that fits and cuts fiches; of several, one that starts them at the lines that count them.

        One behind it takes its place where it tells more: more fiches, or the headers of the same.
        """
        fitting = [fit for fit in scored if fit.fits]
        counted = _Counting.of(document, counted_by(document, [fit.profile for fit in fitting], self._rulebook))
        parts: dict[str, Part] = {}
        outcomes: dict[str, Outcome] = {}
        best: Part | None = None
        for fit in fitting:
            part = parts[fit.profile.id] = self._part(document, fit.profile, fit.score)
            found = len(part.segmentation.segments)
            if found and counted.agrees(part.segmentation.segments):
                if best is None or found >= _LEAST_MORE:
                    best = part
                if found > _FEW:
                    break
                outcomes[fit.profile.id] = Outcome.BEHIND
                continue
            outcomes[fit.profile.id] = Outcome.NOT_AT_NUMBERS if found else Outcome.NO_FICHE
        best = best or next((part for part in parts.values() if part.segmentation.segments), next(iter(parts.values()), None))
        for fit in fitting:
            if best and fit.profile.id not in parts and _may_tell_more(fit.profile, best.profile):
                part = parts[fit.profile.id] = self._part(document, fit.profile, fit.score)
                best = part if _tells_more(part, best) else best
        if best:
            outcomes[best.profile.id] = Outcome.CHOSEN
        tried = (
            Tried(
                fit,
                outcomes.get(fit.profile.id, Outcome.BEHIND if fit.fits else Outcome.UNFIT),
                len(parts[fit.profile.id].segmentation.segments) if fit.profile.id in parts else None,
            )
            for fit in scored
        )
        return best, tuple(tried)

    def _own(self, piece: Document, whole: Part | None) -> Part | None:
        """The part a piece makes for itself: it fits another profile much better, or the document's leaves it uncut."""
        scored = fits(piece, self._rulebook, self._gazetteer)
        if not scored[0].fits or (whole and scored[0].profile.id == whole.profile.id):
            return None
        own, _ = self._best(piece, scored)
        if own is None or len(own.segmentation.segments) < _LEAST:
            return None
        if whole is None or own.profile.id == whole.profile.id:
            return own if whole is None else None
        first, last = piece.blocks[0].text.source_range[0], piece.blocks[-1].text.source_range[1]
        covered = [start for start in whole.starts if first <= start < last]
        rank = next((fit.rank for fit in scored if fit.profile.id == whole.profile.id), 0.0)
        better = next(fit.rank for fit in scored if fit.profile.id == own.profile.id) - rank
        return own if not covered or better >= (_SAME if covered == own.starts else _BETTER) else None

    def _pieces(self, document: Document) -> Iterator[Document]:
        """The document cut at its numbered parts and at its highest headings."""
        cuts = [i for i, block in enumerate(document.blocks) if i and self._opens_part(block)]
        tops = [i for i, block in enumerate(document.blocks) if i and block.kind is BlockKind.HEADING and block.level == 1]
        edges = sorted({0, *(cuts or tops), len(document.blocks)})
        for first, last in itertools.pairwise(edges):
            reading = replace(document.reading, blocks=document.blocks[first:last])
            yield replace(document, reading=reading)

    def _opens_part(self, block: Block) -> bool:
        return (
            block.kind in {BlockKind.PARAGRAPH, BlockKind.HEADING}
            and len(block.text) <= 160
            and first_match(self._rulebook.outline.part, block.text.plain) is not None
        )


def _may_tell_more(profile: Profile, best: Profile) -> bool:
    """Whether a profile is that of last resort, or reads the headers that the best one does not know of."""
    return profile.last or (isinstance(profile.layout, HeaderFichesLayout) and not isinstance(best.layout, HeaderFichesLayout))


def _tells_more(part: Part, best: Part) -> bool:
    """Whether a part starts fiches wherever another does, and at many more places behind, or at the same with headers of their own."""
    starts, others = ({segment.title.source_range[0] for segment in p.segmentation.segments} for p in (part, best))
    if not part.profile.last:
        headers = [segment.header for segment in part.segmentation.segments]
        more = sum(any(line.slot is not HeaderSlot.DEPARTMENT for line in header) for header in headers)
        return starts == others and all(headers) and 2 * more > len(headers)  # a place alone is the tag of an article
    return starts > others and min(starts) == min(others) and len(starts) >= _WIDER * len(others)


def _grouped(pieces: Sequence[Document], chosen: Sequence[Part | None]) -> Iterator[tuple[Document, Part | None]]:
    """Neighbouring pieces of one profile as one document each; pieces without fiches stay with those before them."""
    group: list[Document] = []
    own: Part | None = None
    for piece, part in zip(pieces, chosen, strict=True):
        if group and (part.profile.id if part else None) != (own.profile.id if own else None):
            yield _joined(group), own
            group = []
        group.append(piece)
        own = part
    yield _joined(group), own


def _joined(pieces: Sequence[Document]) -> Document:
    blocks = tuple(block for piece in pieces for block in piece.blocks)
    return replace(pieces[0], reading=replace(pieces[0].reading, blocks=blocks))
