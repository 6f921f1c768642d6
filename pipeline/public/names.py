"""The names of contacts, as texts may print them."""

import re
from collections.abc import Iterator, Sequence
from itertools import chain, permutations

from pipeline.document import fold
from pipeline.public.letters import Letters, Span, Spellings

#: A name with more words has too many orders to try; its words are turned in a circle instead.
_MANY_WORDS = 6
#: "C.", "J.-M.", "JM.": letters alone would be "a" and "l'".
_INITIALS = re.compile(r"[A-ZÀ-Ý](?:[.-]|[A-ZÀ-Ý]\.)")


class ContactNames:
    """Finds the full names of contacts in texts."""

    def __init__(self, names: Sequence[str]) -> None:
        self._whole = Spellings(chain(*map(_in_any_order, names)))
        self._initials = Spellings(chain(*map(_with_initials, names)))

    def spans(self, printed: Letters) -> Iterator[Span]:
        """Where a text prints one."""
        yield from self._whole.spans(printed)
        yield from (span for span in self._initials.spans(printed) if _INITIALS.match(printed.text, span[0]))


def _in_any_order(name: str) -> Iterator[str]:
    """Nothing for a name of one word: it may be a common word, and only shows behind a civility."""
    words = fold(name).split()
    if len(words) < 2:
        return
    turned = [words[n:] + words[:n] for n in range(len(words))]
    yield from ("".join(order) for order in (permutations(words) if len(words) < _MANY_WORDS else turned))


def _with_initials(name: str) -> Iterator[str]:
    """A name with the initials of its given names, which are those not in capitals, or else the first word."""
    words = name.split()
    given = [word for word in words if not word.isupper() and fold(word)] if any(word.isupper() for word in words) else words[:1]
    family = "".join(fold(word).replace(" ", "") for word in words if word not in given)
    initials = "".join(part[0] for word in given for part in fold(word).split())
    if family and initials:
        yield from {initials + family, initials[0] + family}
