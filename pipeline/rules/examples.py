"""Running the examples of rules, and trying their patterns on texts that take a bad one long."""

from collections.abc import Iterator
from dataclasses import dataclass

import yaml

from pipeline.rules.places import Location, Place, place_at
from schemas.patterns import SECONDS, SlowPattern
from schemas.rules import Rule

#: Characters of a run: enough for a pattern whose time grows with their square or faster to be noticed.
_RUN = 1000


@dataclass(frozen=True, slots=True)
class PlacedRule:
    """A rule with the YAML of its file and its location there."""

    rule: Rule
    node: yaml.MappingNode
    location: Location

    @property
    def place(self) -> Place:
        """Where the rule begins."""
        return place_at(self.node, self.location)


@dataclass(frozen=True, slots=True)
class ExampleError:
    """An example that its pattern does not treat as the rule says."""

    rule: str
    place: Place
    example: str
    problem: str

    def __str__(self) -> str:
        return f'{self.place}: {self.rule}: {self.problem}: "{self.example}"'


def failing(placed: PlacedRule) -> Iterator[ExampleError]:
    """The examples of a rule that fail: `match` texts not found, `no_match` texts found, texts that take too long."""
    rule = placed.rule
    for key, examples, wanted in (("match", rule.match, True), ("no_match", rule.no_match, False)):
        for position, example in enumerate(examples):
            try:
                problem = _problem(rule.regex.search(example) is not None, wanted=wanted)
            except SlowPattern:
                problem = f"the pattern takes more than {SECONDS:g} s on this text and was stopped"
            if problem:
                yield ExampleError(rule.id, place_at(placed.node, (*placed.location, key, position)), example, problem)


def _problem(found: bool, *, wanted: bool) -> str:
    if found == wanted:
        return ""
    if wanted:
        return "the pattern must find this text of `match` and does not; mend the pattern, or move the text to `no_match`"
    return "the pattern must leave this text of `no_match` and finds it; narrow the pattern, or move the text to `match`"


def slow(rule: Rule) -> bool:
    """Whether the pattern is stopped on runs of the characters, words and whole of its examples, with a foreign end."""
    try:
        for text in _trials(rule):
            rule.regex.search(text)
    except SlowPattern:
        return True
    return False


def _trials(rule: Rule) -> Iterator[str]:
    seen: set[str] = set()
    for example in rule.match:
        for piece in [*example, *(f"{word} " for word in example.split()), example]:
            if piece not in seen:
                seen.add(piece)
                run = piece * max(2, _RUN // len(piece)) if piece else ""
                yield f"{run}\u2588"
                yield f"{example}{run}\u2588"
