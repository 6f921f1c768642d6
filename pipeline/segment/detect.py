"""Which profile fits a document, with a score and its reasons."""

import itertools
import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from pipeline.document import BlockKind, Document, fold
from pipeline.gazetteer import Gazetteer
from pipeline.rulebook import Rulebook
from pipeline.segment.briefs import opens_named_brief
from pipeline.segment.fields import FieldReader
from pipeline.segment.headings import looks_like_heading, run_in_section, section_key, section_row
from pipeline.segment.lines import is_prose
from pipeline.segment.numbered import Counted, counted_lines
from pipeline.segment.outline import Outline
from pipeline.segment.plan import named_bullets
from pipeline.segment.scheme import axes_by_setting
from pipeline.segment.starts import Start, StartFinder
from pipeline.segment.told import told_headings
from schemas.enums import HeaderSlot
from schemas.rules import Cue, Feature, HeaderFichesLayout, Profile, SchemeLayout, StructureCue, ToldLayout

#: "1. ", "2.3 ", "4 - " before a heading; the contents list may print it as the mark of a list.
_NUMBERING = re.compile(r"^\d+(?:\.\d+)*(?:[.)]| ?[-–:])? ")

#: So many lines that count fiches are no accident.
_COUNTED = 3
#: How much better than a profile of one family a general one must fit.
_GENERAL = 0.15
#: No score is higher, so that a profile of last resort comes behind all others.
_LAST = 1
#: A header that does not say where is known by as many other slots.
_SLOTS = 3
#: Or, in tables and lists, by so many.
_BOXED = 2


@dataclass(frozen=True, slots=True)
class Fit:
    """How well a profile fits: the weight of the cues that were found over the weight of all."""

    profile: Profile
    score: float
    found: tuple[tuple[Cue | StructureCue, int], ...]

    @property
    def rank(self) -> float:
        """The score that profiles are compared by."""
        return self.score - _GENERAL * self.profile.general - _LAST * self.profile.last

    @property
    def fits(self) -> bool:
        """Whether the score reaches what the profile asks for."""
        return self.score >= self.profile.at_least


def fits(document: Document, rulebook: Rulebook, gazetteer: Gazetteer) -> list[Fit]:
    """All profiles with their scores, best first: general ones behind the others that fit nearly as well; ties in the order of their ids."""
    texts = [block.text.plain for block in document.blocks]
    shared = {feature: count(document, rulebook, gazetteer) for feature, count in _TRAITS.items()}
    shared |= _runs(document, rulebook, gazetteer)
    layouts = [profile.layout for profile in rulebook.profiles if isinstance(profile.layout, HeaderFichesLayout)]
    shared[Feature.COUNTED_LINES] = max((_numbers(document, rulebook, layout) for layout in layouts), default=0)
    result = []
    for profile in rulebook.profiles:
        traits = shared | _own_traits(document, rulebook, gazetteer, profile)
        counts: list[tuple[Cue | StructureCue, int]] = [
            *(
                (cue, max(sum(1 for t in texts if cue.regex.search(t)), traits.get(cue.shown_by, 0) if cue.shown_by else 0))
                for cue in profile.recognise
            ),
            *((cue, traits.get(cue.feature, 0)) for cue in profile.structure),
        ]
        total = sum(cue.weight for cue, _ in counts if cue.weight > 0)
        # a cue found less often than it asks for still gives its share
        score = sum(cue.weight * min(1.0, count / cue.at_least) for cue, count in counts) / total
        result.append(Fit(profile, round(max(0.0, score), 3), tuple(counts)))
    return sorted(result, key=lambda fit: (-fit.rank, fit.profile.id))


def header_traits(document: Document, rulebook: Rulebook, gazetteer: Gazetteer, layout: HeaderFichesLayout) -> dict[Feature, int]:
    """How many headers a document has, by what tells them, with the labels of a layout."""
    return {**_runs(document, rulebook, gazetteer, layout), Feature.LINE_HEADERS: _lines(document, rulebook, gazetteer)}


def counted_by(document: Document, profiles: Sequence[Profile], rulebook: Rulebook) -> list[Counted]:
    """The lines that count fiches, by the rules of the first of some profiles that finds any."""
    layouts = (profile.layout for profile in profiles if isinstance(profile.layout, HeaderFichesLayout) and profile.layout.start)
    return next((lines for layout in layouts if len(lines := _counted(document, rulebook, layout)) >= _COUNTED), [])


def _counted(document: Document, rulebook: Rulebook, layout: HeaderFichesLayout) -> list[Counted]:
    return counted_lines(document.blocks, layout.start, lambda i: not section_key(document.blocks[i], rulebook.sections))


def _numbers(document: Document, rulebook: Rulebook, layout: HeaderFichesLayout) -> int:
    return len({line.number for line in _counted(document, rulebook, layout)})


def _own_traits(document: Document, rulebook: Rulebook, gazetteer: Gazetteer, profile: Profile) -> dict[Feature, int]:
    """The traits that hang on the words of a profile, where it has any of its own."""
    layout = profile.layout
    if isinstance(layout, ToldLayout):
        return {Feature.TOLD_HEADINGS: told_headings(document, layout, rulebook)}
    if isinstance(layout, SchemeLayout):
        return {Feature.HEADINGS_ABOVE_HEADINGS: len(axes_by_setting(document.blocks, layout))}
    if not isinstance(layout, HeaderFichesLayout):
        return {}
    traits = {Feature.COUNTED_LINES: _numbers(document, rulebook, layout)} if layout.start else {}
    if layout.labels:
        traits |= _runs(document, rulebook, gazetteer, layout)
    return traits


def _headings(document: Document) -> list[str]:
    shown = (block.text.text for block in document.blocks if looks_like_heading(block) and len(block.text) > 4)
    return [fold(_NUMBERING.sub("", text)) for text in shown]


def _announced(document: Document, _: Rulebook, __: Gazetteer) -> int:
    listed = {fold(b.text.text) for b in document.blocks if b.kind is BlockKind.LIST_ITEM}
    return len(listed & set(_headings(document)))


def _repeated(document: Document, _: Rulebook, __: Gazetteer) -> int:
    return sum(1 for times in Counter(_headings(document)).values() if times >= 2)


def _placed(document: Document, _: Rulebook, gazetteer: Gazetteer) -> int:
    return sum(1 for block in document.blocks if looks_like_heading(block) and gazetteer.find(block.text.plain))


def _named(document: Document, _: Rulebook, gazetteer: Gazetteer) -> int:
    return len({mention.code for block in document.blocks for mention in gazetteer.find(block.text.plain)})


def _runs(document: Document, rulebook: Rulebook, gazetteer: Gazetteer, layout: HeaderFichesLayout | None = None) -> dict[Feature, int]:
    runs = FieldReader(rulebook, gazetteer, layout.labels if layout else None).runs(document.blocks, frozenset())
    located = sum(HeaderSlot.DEPARTMENT in run.slots for run in runs)
    labelled = sum(HeaderSlot.DEPARTMENT in run.slots or len(run.slots) >= (_BOXED if run.boxed else _SLOTS) for run in runs)
    return {Feature.LOCATED_HEADERS: located, Feature.LABELLED_HEADERS: labelled}


def _sections(document: Document, rulebook: Rulebook, _: Gazetteer) -> int:
    rules = rulebook.sections
    return sum(1 for b in document.blocks if section_key(b, rules) or section_row(b, rules) or run_in_section(b, rules))


def _lines(document: Document, rulebook: Rulebook, gazetteer: Gazetteer) -> int:
    outline = Outline(document, HeaderFichesLayout(name="header_fiches"), rulebook, gazetteer)
    return sum(start.full and not start.labelled and not _is_tag(start, outline) for start in StartFinder(outline).find())


def _is_tag(start: Start, outline: Outline) -> bool:
    """Whether nothing but a place stands above a title and its text, as above the articles of a letter: that is no header."""
    if start.inside is None or start.inside != start.department + 1 or start.inside + 1 >= len(outline.blocks):
        return False
    return outline.fields.is_place(outline.blocks[start.department].text) and is_prose(outline.blocks[start.inside + 1])


def _briefs(document: Document, rulebook: Rulebook, gazetteer: Gazetteer) -> int:
    fields = FieldReader(rulebook, gazetteer)
    below = itertools.pairwise(document.blocks)
    return sum(1 for place, told in below if fields.is_place(place.text) and opens_named_brief(told, rulebook.briefs))


def _named_bullets(document: Document, _: Rulebook, __: Gazetteer) -> int:
    return named_bullets(document.blocks)


_TRAITS: dict[Feature, Callable[[Document, Rulebook, Gazetteer], int]] = {
    Feature.ANNOUNCED_HEADINGS: _announced,
    Feature.REPEATED_HEADINGS: _repeated,
    Feature.PLACE_HEADINGS: _placed,
    Feature.DEPARTMENTS_NAMED: _named,
    Feature.SECTION_HEADINGS: _sections,
    Feature.LINE_HEADERS: _lines,
    Feature.NAMED_BULLETS: _named_bullets,
    Feature.NAMED_BRIEFS: _briefs,
}
