"""What each rule does on documents with gold: how often it fires, how often gold confirms it, what it costs."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from pipeline.evaluate.gold import Gold
from pipeline.evaluate.likeness import fold
from pipeline.evaluate.reading import read_and_score
from pipeline.evaluate.scores import Report
from pipeline.evaluate.trace import Watched, watch
from pipeline.rulebook import RULES, Rulebook, read_rulebook
from schemas.enums import FicheKind, FieldName, SectionKey

#: Fields in which the rule of a value was counted in another field already.
_TOLD_ELSEWHERE = {FieldName.TITLE, FieldName.KIND}
#: Rules that take numbers away: gold confirms one where it holds no figure there.
_EXCLUDING = ("figures.excluded", "figures.masked")
#: A list of rules that is not in the rule files: what the program's own grammars are called in evidence.
_GRAMMARS = "grammar"


@dataclass(frozen=True, slots=True)
class RuleStats:
    """A rule on some documents.

    `tried` and `hits` count texts and matches, `seconds` the time its pattern took. `judged` are the decisions of the
    rule that gold can judge (a value it found, told or took away), `confirmed` those that gold agrees with. `overlaps`
    are the rules of the same list that match the same texts, with the number of texts.
    """

    id: str
    group: str
    tried: int
    hits: int
    seconds: float
    judged: int
    confirmed: int
    overlaps: tuple[tuple[str, int], ...]

    @property
    def precision(self) -> float | None:
        """The share of its decisions that gold confirms (0-1), None where gold cannot judge any."""
        return self.confirmed / self.judged if self.judged else None

    @property
    def fires(self) -> bool:
        """Whether it matched anything, or is named as the source of a value."""
        return bool(self.hits or self.judged)


def rule_stats(golds: Sequence[Gold], documents: Sequence[Path], rules: Path = RULES, pack: Path | None = None) -> list[RuleStats]:
    """The statistics of all rules, in the order of the files, then of the program's own grammars.

    Raises what `read_and_score` and `read_rulebook` raise.
    """
    rulebook = read_rulebook(rules, pack)
    watched = watch(rulebook, _EXCLUDING)
    report = read_and_score(golds, documents, rulebook, ner=False).report
    judged, confirmed = _decisions(report)
    sections, right = _sections(report, read_rulebook(rules, pack))
    judged, confirmed = judged + sections, confirmed + right
    missed = [value.words for g in report.graded for o in g.outcomes if o.field is FieldName.FIGURES for value in o.missed if value.words]
    stats = []
    for one in watched:
        taken = _excluded(one, missed) if one.group in _EXCLUDING else (judged[one.rule.id], confirmed[one.rule.id])
        overlaps = tuple(one.also.most_common())
        stats.append(RuleStats(one.rule.id, one.group, one.tried, one.hits, one.seconds, *taken, overlaps))
    known = {one.rule.id for one in watched}
    for name in sorted(set(judged) - known):
        stats.append(RuleStats(name, _GRAMMARS, 0, judged[name], 0.0, judged[name], confirmed[name], ()))
    return stats


def _decisions(report: Report) -> tuple[Counter[str], Counter[str]]:
    """How many values name each rule, and how many of them are right."""
    judged: Counter[str] = Counter()
    confirmed: Counter[str] = Counter()
    for graded in report.graded:
        for outcome in graded.outcomes:
            if outcome.field in _TOLD_ELSEWHERE:
                continue
            right = [value.rule for value in outcome.found if value.rule]
            judged.update(right)
            judged.update(value.rule for value in outcome.spurious if value.rule)
            confirmed.update(right)
    return judged, confirmed


def _sections(report: Report, rulebook: Rulebook) -> tuple[Counter[str], Counter[str]]:
    """The same for the rules of section headings, which the data does not name."""
    judged: Counter[str] = Counter()
    confirmed: Counter[str] = Counter()
    for graded in report.graded:
        # gold tells the sections of fiches only
        if not (graded.gold and graded.extracted and graded.kind is FicheKind.FICHE):
            continue
        for section in graded.extracted.fiche.sections:
            if section.heading and section.key is not SectionKey.HEADER:
                heading = section.heading.strip(" :.")
                rule = next((rule.id for rule in rulebook.sections.headings if rule.regex.match(heading)), None)
                if rule:
                    judged[rule] += 1
                    confirmed[rule] += section.key in graded.gold.section_keys
    return judged, confirmed


def _excluded(one: Watched, missed: Sequence[str]) -> tuple[int, int]:
    """Matches of a rule that takes numbers away, and those of them that touch none of the words of missed figures."""
    wrong = sum(any(_takes(text, words) for words in missed) for text in set(one.texts))
    return len(one.texts), len(one.texts) - min(wrong, len(one.texts))


def _takes(text: str, words: str) -> bool:
    """Whether the words of a figure stand in a text where a rule matched, touched by the match."""
    match = re.search(r"\[(.*)\]", text, re.DOTALL)
    if match is None:
        return False
    bare = text.replace("[", "").replace("]", "")
    start = bare.lower().find(words.lower())
    return start >= 0 and start < match.end() - 1 and match.start() < start + len(words) and bool(fold(words))
