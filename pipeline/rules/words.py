"""Filling `<<name>>` in patterns with the alternatives of the word list of that name."""

import re
from typing import Any

from pipeline.rules.names import did_you_mean
from pipeline.rules.places import Location

#: Lists in lists grow fast; the longest pattern of the built-in rules has two thousand characters.
_LONGEST = 200_000


class WordListError(Exception):
    """A word list that a pattern asks for cannot be filled in; `location` is where that shows."""

    def __init__(self, location: Location, problem: str) -> None:
        super().__init__(problem)
        self.location, self.problem = location, problem


def with_words(data: Any, words: dict[str, Any], at: Location, problems: list[WordListError]) -> Any:
    """The data with all word lists filled in; a pattern of which one cannot be is left as it is."""
    if isinstance(data, dict):
        own = data.get("words")
        # where the list of each name stands
        words = words | {name: (listed, (*at, "words", name)) for name, listed in own.items()} if isinstance(own, dict) else words
        return {
            key: _pattern(value, words, (*at, key), problems) if key == "pattern" else with_words(value, words, (*at, key), problems)
            for key, value in data.items()
        }
    if isinstance(data, list):
        return [with_words(item, words, (*at, position), problems) for position, item in enumerate(data)]
    return data


def _pattern(pattern: Any, words: dict[str, Any], at: Location, problems: list[WordListError]) -> Any:
    try:
        return _filled(pattern, words, at) if isinstance(pattern, str) else pattern
    except WordListError as error:
        problems.append(error)
        return ""


def _filled(pattern: str, words: dict[str, Any], at: Location, within: tuple[str, ...] = ()) -> str:
    """The pattern with its word lists; `within` are the lists it stands in. Raises WordListError."""

    def alternatives(match: re.Match[str]) -> str:
        name = match[1]
        if name not in words:
            raise WordListError(at, f"no word list is called <<{name}>>{did_you_mean(name, words, 'write it under `words`')}")
        listed, place = words[name]
        if name in within:
            raise WordListError(place, f"the word list contains itself, by way of <<{within[-1]}>>; take it out of one of them")
        if not isinstance(listed, list):
            raise WordListError(place, f'must be a list of words, e.g. ["{listed or "…"}"]')
        longest_first = sorted(map(str, listed), key=len, reverse=True)
        return "(?:" + "|".join(_filled(word, words, place, (*within, name)) for word in longest_first) + ")"

    filled = re.sub(r"<<(\w+)>>", alternatives, pattern)
    if len(filled) > _LONGEST:
        raise WordListError(at, f"the pattern has more than {_LONGEST} characters with its word lists; shorten them")
    return filled
