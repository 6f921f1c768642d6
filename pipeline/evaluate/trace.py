"""Watching rules at work: how often each is tried, how often it matches, what it costs, which others match too."""

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, fields, is_dataclass
from functools import cached_property
from time import perf_counter
from typing import Any, TypeVar

from pipeline.rulebook import Rulebook
from schemas.base import Record
from schemas.patterns import Pattern
from schemas.rules import Rule

_T = TypeVar("_T")

#: Names of the compiled patterns of rules.
_REGEXES = ("regex", "bare_regex")


@dataclass
class Watched:
    """A rule of a list (`group`) and what was seen of it; `seconds` are those its pattern took.

    `texts` holds, where they are kept, the text around each match with the match in square brackets. `also` counts, by
    id, how often other rules of the list would have matched the same text.
    """

    rule: Rule
    group: str
    tried: int = 0
    hits: int = 0
    seconds: float = 0.0
    also: Counter[str] = field(default_factory=Counter)
    texts: list[str] = field(default_factory=list)


def watch(rulebook: Rulebook, keep_texts: Sequence[str] = ()) -> list[Watched]:
    """Watch every rule of a rulebook from now on, in the order of the files; it goes on working as before.

    `keep_texts` are the groups whose matches are kept. The rulebook must not be shared: use one that was just read.
    """
    groups: dict[str, list[Watched]] = {}
    for group, rule in _rules(rulebook, ""):
        groups.setdefault(group, []).append(Watched(rule, group))
    for group, watched in groups.items():
        plain = [(w, _compiled(w.rule)) for w in watched]
        for one, compiled in plain:
            others = [(w.rule.id, patterns) for w, patterns in plain if w is not one]
            for name, pattern in compiled.items():
                rivals = [(rule, patterns[name]) for rule, patterns in others if name in patterns]
                # a rule is a frozen record whose compiled patterns are kept in its __dict__ once they are asked for
                one.rule.__dict__[name] = _Watching(pattern, one, rivals, keep=group in keep_texts)
    return [one for watched in groups.values() for one in watched]


def _rules(holder: Any, path: str) -> Iterator[tuple[str, Rule]]:
    """Every rule below a record, with the path of the list it stands in ("figures.natures")."""
    if isinstance(holder, Rule):
        yield path, holder
    elif isinstance(holder, Record):
        for name in type(holder).model_fields:
            yield from _rules(getattr(holder, name), f"{path}.{name}".strip("."))
    elif is_dataclass(holder):
        for part in fields(holder):
            yield from _rules(getattr(holder, part.name), part.name)
    elif isinstance(holder, tuple):
        for item in holder:
            name = getattr(item, "id", "") if not isinstance(item, Rule) else ""
            yield from _rules(item, f"{path}.{name}".strip("."))


def _compiled(rule: Rule) -> dict[str, Pattern]:
    return {name: getattr(rule, name) for name in _REGEXES if isinstance(getattr(type(rule), name, None), cached_property)}


class _Watching:
    """Stands for the compiled pattern of a rule and counts what is asked of it."""

    def __init__(self, pattern: Pattern, watched: Watched, rivals: Sequence[tuple[str, Pattern]], *, keep: bool) -> None:
        self._pattern = pattern
        self._watched = watched
        self._rivals = rivals
        self._keep = keep

    def __getattr__(self, name: str) -> Any:
        return getattr(self._pattern, name)

    def search(self, text: str, *bounds: int) -> re.Match[str] | None:
        return self._asked(lambda: self._pattern.search(text, *bounds), text)

    def match(self, text: str, *bounds: int) -> re.Match[str] | None:
        return self._asked(lambda: self._pattern.match(text, *bounds), text)

    def fullmatch(self, text: str, *bounds: int) -> re.Match[str] | None:
        return self._asked(lambda: self._pattern.fullmatch(text, *bounds), text)

    def finditer(self, text: str, *bounds: int) -> Iterator[re.Match[str]]:
        found = self._timed(lambda: list(self._pattern.finditer(text, *bounds)))
        self._seen(found, text)
        return iter(found)

    def sub(self, replacement: Callable[[re.Match[str]], str], text: str) -> str:
        self._seen(list(self._pattern.finditer(text)), text)
        return self._timed(lambda: self._pattern.sub(replacement, text))

    def _asked(self, ask: Callable[[], re.Match[str] | None], text: str) -> re.Match[str] | None:
        found = self._timed(ask)
        self._seen([found] if found else [], text)
        return found

    def _timed(self, ask: Callable[[], _T]) -> _T:
        started = perf_counter()
        answer = ask()
        self._watched.seconds += perf_counter() - started
        self._watched.tried += 1
        return answer

    def _seen(self, found: Sequence[re.Match[str]], text: str) -> None:
        if not found:
            return
        self._watched.hits += len(found)
        self._watched.also.update(rule for rule, pattern in self._rivals if pattern.search(text))
        if self._keep:
            self._watched.texts += [f"{text[: m.start()]}[{m.group()}]{text[m.end() :]}" for m in found]
