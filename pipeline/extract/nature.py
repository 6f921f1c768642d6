"""What a figure tells, a result, a target or the context: by the cues around it, else by its words."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from pipeline.document import MappedText
from pipeline.extract.phase import Phase
from pipeline.segment.model import first_match
from schemas.enums import FicheKind, FigureKind, Nature, SectionKey
from schemas.rules import FiguresFile, FigureWordsFile, NatureRule

#: What decided where no cue speaks.
BY_WORDS = "figure.words_around"
_CLAUSE = re.compile(r"[,;:()]| - | mais | et (?=(?:l'|le |la |les |un |une |des )\w+ \w*(?:ont|est|sont|a|sera)\b)")
_LEANING = re.compile(r"\s*(?:pour|avec|soit|dont|à raison)\b", re.IGNORECASE)
#: The weight of what figures of a place tell by default: below a heading that announces the context much must speak against it.
_USUAL = {Nature.RESULT: 1.5, Nature.TARGET: 1.5, Nature.CONTEXT: 2.9}
#: The same below a heading or label that announces targets, and what a rule weighs there that tells of results.
_ANNOUNCED, _HARDLY = 3.0, 0.75
#: What a rule weighs that tells of the context among the results, and of a result in the context: what has been is told of both.
_DOUBTS = {
    SectionKey.IMPACT: {Nature.CONTEXT: 0.5},
    SectionKey.CONTEXT: {Nature.RESULT: 0.4},
}
#: How many words before a figure and after it are asked.
_REACH = 30
_WORDS = re.compile(r"[a-zà-ÿœ]+|\d+|[^\s\w]", re.IGNORECASE)
_LABEL = re.compile(r"^\W*([^:]{3,50}) ?:")


@dataclass(frozen=True, slots=True)
class Leaning:
    """What the figures of a place tell by default, and by how much rules of a nature count less there."""

    nature: Nature
    weight: float
    doubts: dict[Nature, float]

    @property
    def announced(self) -> bool:
        """Whether a heading or label above says it."""
        return self.weight == _ANNOUNCED


@dataclass(frozen=True, slots=True)
class InSentence:
    """A number and the rest of its sentence."""

    before: str
    number: MappedText
    after: str

    @property
    def sentence(self) -> str:
        """The sentence with the number in square brackets, as the cues see it."""
        return f"{self.before}[{self.number.plain}]{self.after}"


@dataclass(frozen=True, slots=True)
class Setting:
    """Where a figure stands: kind and phase of its fiche, the period as printed, the heading above, the text of its block."""

    kind: FicheKind
    phase: Phase
    period: str
    heading: str
    block: str


def leaning_of(section: SectionKey | None, default: Nature, *, announced: bool) -> Leaning:
    """What the figures of a place lean to: a heading or label above announces targets, a section tells context or results."""
    if announced:
        return Leaning(default, _ANNOUNCED, {Nature.RESULT: _HARDLY})
    nature = Nature.CONTEXT if section is SectionKey.CONTEXT else default
    return Leaning(nature, _USUAL[nature], _DOUBTS.get(section, {}) if section else {})


def by_cues(rules: Iterable[NatureRule], told: InSentence, leaning: Leaning) -> tuple[Nature, str | None]:
    """What a figure tells by the cues in its sentence, and the weightiest of those that say so; None where none does.

    Each cue adds its weight; the place speaks for what is usual there.
    """
    before, number, after = told.before, told.number.plain, told.after
    breaks = [m.end() for m in _CLAUSE.finditer(before)]
    ends = [m.start() for m in _CLAUSE.finditer(after)]
    clause = f"{before[breaks[-1] if breaks else 0 :]}[{number}]{after[: ends[0] if ends else len(after)]}"
    # a clause without a verb of its own leans on the one before it, and that one may lean too
    starts = [0, *breaks]
    wide = max(0, len(starts) - 2)
    while wide and _LEANING.match(before[starts[wide] :]):
        wide -= 1
    wider = f"{before[starts[wide] :]}[{number}]{after[: ends[0] if ends else len(after)]}"
    leans = len(clause) < 45 or _LEANING.match(clause) or before[: breaks[-1] if breaks else 0].endswith("(")
    scopes = {
        "sentence": told.sentence,
        "clause": wider if leans else clause,
        "before": f"{before}[{number}]",
        "after": f"[{number}]{after}",
    }
    scores = dict.fromkeys(Nature, 0.0) | {leaning.nature: leaning.weight}
    said = [rule for rule in rules if rule.regex.search(scopes[rule.scope])]
    for rule in said:
        scores[rule.nature] += rule.weight * (1 if rule.sure else leaning.doubts.get(rule.nature, 1))
    nature = max(scores, key=lambda nature: scores[nature])
    decisive = max((rule for rule in said if rule.nature is nature), key=lambda rule: rule.weight, default=None)
    return nature, decisive.id if decisive else None


class WordReader:
    """Weighs the words around figures of which no cue tells anything. One reader serves a whole run."""

    def __init__(self, words: FigureWordsFile, rules: FiguresFile) -> None:
        self._signs = words.signs
        self._rules = rules

    def nature(self, told: InSentence, kind: FigureKind, leaning: Leaning, setting: Setting) -> Nature:
        """What the signs of a figure speak for, a result where they speak for nothing else."""
        target = context = 0
        for sign in self.signs(told, kind, leaning, setting):
            for_target, for_context = self._signs.get(sign, (0, 0))
            target += for_target
            context += for_context
        if max(target, context) <= 0:
            return Nature.RESULT
        return Nature.TARGET if target >= context else Nature.CONTEXT

    def signs(self, told: InSentence, kind: FigureKind, leaning: Leaning, setting: Setting) -> list[str]:
        """The signs by which words tell of a figure, in order of the alphabet.

        A sign is a word before or after the figure, of the heading, of the label that opens the block or of the period, in
        lower case with "#" for numbers; or what is usual in the place, alone and with the unit, the kind of fiche and the tense.
        """
        usual = f"usual {leaning.nature}"
        done = first_match(self._rules.action_done, told.sentence) is not None
        to_come = first_match(self._rules.action_to_come, told.sentence) is not None
        signs = {
            "always",
            f"kind {setting.kind}",
            f"unit {kind}",
            f"balance {setting.phase.balance}",
            f"{usual}{' announced' if leaning.announced else ''}",
            f"{usual} {setting.kind}",
            f"{usual} {kind}",
            f"{usual} {setting.kind} {kind}",
            f"{usual}{' done' if done else ''}{' to come' if to_come else ''}",
        }
        label = _LABEL.match(setting.block)
        for place, words in (
            ("before", _words(told.before)[-_REACH:]),
            ("after", _words(told.after)[:_REACH]),
            ("heading", _words(setting.heading)),
            ("label", _words(label[1]) if label else []),
            ("period", _words(setting.period)),
        ):
            signs.update(f"{place} {word}" for word in words)
        return sorted(signs)


def _words(text: str) -> list[str]:
    return ["#" if word.isdigit() else word.lower() for word in _WORDS.findall(text)]
