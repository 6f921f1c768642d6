"""Regular expressions that cannot hang the program: each search of one text has a time limit.

They are those of the package `regex`, which can be stopped; `re` cannot. Its syntax is that of `re`.
"""

import re
import unicodedata
from collections.abc import Callable, Iterator
from functools import cache
from time import thread_time
from typing import Any

import regex

#: What opens a group in which capitals and small letters are told apart.
_CAPITALS_COUNT = "(?-i:"
#: A pattern in parts: escaped characters, sets (also with classes like `[:alpha:]`), openings of groups, plain ASCII, single characters.
_PARTS = re.compile(r"\\.|\[\^?\]?(?:\\.|\[:\w+:\]|[^\]\\])*\]|\(\?-i:|[^\\\[()\u0080-\U0010ffff]+|.", re.DOTALL)

#: How long one search of one text may take, in seconds of computing time; an honest pattern takes a thousandth.
SECONDS = 1.0
#: How often a search is begun again that other threads kept from ending in time, each time with twice as much.
_TRIES = 6


class SlowPattern(Exception):  # noqa: N818 - the pipeline makes an error of it that names the file of the rule
    """The pattern of a rule was stopped: it took longer than `SECONDS` on one text."""

    def __init__(self, rule: str) -> None:
        self.rule = rule
        super().__init__(f"the pattern of {rule} took more than {SECONDS:g} s on one text")


@cache
def compiled(pattern: str, *, case: bool) -> Any:
    """The compiled pattern. Raises regex.error where it is none."""
    flags = 0 if case else regex.IGNORECASE
    try:
        return regex.compile(with_bare_capitals(pattern, case=case), flags)
    except regex.error:
        regex.compile(pattern, flags)  # its error names the place in the pattern as it was written
        raise


def with_bare_capitals(pattern: str, *, case: bool) -> str:
    """A pattern that finds its words also where their capitals bear no accent, as French is often typed; œ may be typed oe.

    >>> found = compiled("^évaluation à (?:la |)clé", case=False)
    >>> [bool(found.search(text)) for text in ("EVALUATION A LA CLE", "Evaluation à clé", "evaluation à clé")]
    [True, True, False]
    >>> bool(compiled("[àé]tat", case=False).search("l'Etat"))
    True
    """
    told: list[str] = []
    groups: list[bool] = []  # whether capitals count in the groups that are open
    for part in _PARTS.findall(pattern):
        if part == ")":
            groups = groups[:-1]
        elif part.startswith("("):
            groups.append(part == _CAPITALS_COUNT or (groups[-1] if groups else case))
        told.append(_tolerant(part, case=groups[-1] if groups else case))
    return "".join(told)


def _tolerant(part: str, *, case: bool) -> str:
    if part == "œ" or (part == "Œ" and not case):
        return "(?:œ|oe)"
    if part.startswith("[^") or part.isascii():
        return part
    capitals = "".join(sorted({_bare(letter) for letter in part if _bare(letter) and (letter.isupper() or not case)}))
    return f"(?:{part}|(?-i:[{capitals}]))" if capitals else part


def _bare(letter: str) -> str:
    """The capital of an accented letter without its accent; empty for any other character."""
    first = unicodedata.normalize("NFD", letter)[0]
    return first.upper() if first != letter and first.isascii() else ""


class Pattern:
    """The compiled pattern of a rule, with the methods of `re.Pattern` that are used; each raises SlowPattern.

    The matches are those of `regex`, which do all that those of `re` do.
    """

    def __init__(self, rule: str, pattern: str, *, case: bool) -> None:
        self._rule = rule
        self._regex = compiled(pattern, case=case)

    @property
    def group_names(self) -> frozenset[str]:
        """What its groups are called."""
        return frozenset(self._regex.groupindex)

    def search(self, text: str, *bounds: int) -> re.Match[str] | None:
        """The first match in the text."""
        found: re.Match[str] | None = self._timed(self._regex.search, text, *bounds)
        return found

    def match(self, text: str, *bounds: int) -> re.Match[str] | None:
        """The match at the start of the text."""
        found: re.Match[str] | None = self._timed(self._regex.match, text, *bounds)
        return found

    def fullmatch(self, text: str, *bounds: int) -> re.Match[str] | None:
        """The match of the whole text."""
        found: re.Match[str] | None = self._timed(self._regex.fullmatch, text, *bounds)
        return found

    def finditer(self, text: str, *bounds: int) -> Iterator[re.Match[str]]:
        """All matches; they are searched at once, so that the time of who asks for them does not count."""
        return iter(self._timed(lambda *asked, **limit: list(self._regex.finditer(*asked, **limit)), text, *bounds))

    def sub(self, replacement: Callable[[re.Match[str]], str], text: str) -> str:
        """The text with every match replaced."""
        replaced: str = self._timed(self._regex.sub, replacement, text)
        return replaced

    def _timed(self, ask: Callable[..., Any], *asked: Any) -> Any:
        """What `ask` answers. `regex` counts the time of all threads of the process: what others took is given back."""
        try:
            return ask(*asked, timeout=SECONDS)
        except TimeoutError as error:
            stopped = error
        for more in range(_TRIES):
            started = thread_time()
            try:
                return ask(*asked, timeout=SECONDS * 2**more)
            except TimeoutError as error:
                stopped = error
            if thread_time() - started > SECONDS / 2:
                break
        raise SlowPattern(self._rule) from stopped
