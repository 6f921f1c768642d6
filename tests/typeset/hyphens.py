"""Where a French word may be cut at the end of a line: rough syllables, good enough for a test page."""

import re

SOFT_HYPHEN = "\u00ad"
_VOWEL = "aeiouyàâäéèêëîïôöùûüœæ"
_CONSONANT = "bcdfghjklmnpqrstvwxzç"
_ONSET = f"(?:[bcdfgpv][lr]|tr|[cpt]h|gn|qu|gu|dr|[{_CONSONANT}])"
_CUT = re.compile(
    rf"(?<=[{_VOWEL}])(?={_ONSET}[{_VOWEL}])|(?<=[{_VOWEL}][{_CONSONANT}])(?={_ONSET}[{_VOWEL}])"
    rf"|(?<=[{_VOWEL}][{_CONSONANT}][{_CONSONANT}])(?={_ONSET}[{_VOWEL}])"
)
_UNCUT = re.compile(r"(?:qu|gu|ch|ph|th|gn|[bcdfgpv][lr]|[td]r)$")
_WORD = re.compile(rf"(?<![\w@.\-/])[{_VOWEL}{_CONSONANT}]{{7,}}(?![\w@\-]|\.\w)")


def soften(text: str) -> str:
    """The text with soft hyphens in its long lower-case words; addresses and compounds stay whole.

    >>> soften("le département médico-social").replace(SOFT_HYPHEN, "|")
    'le dé|par|te|ment médico-social'
    """
    return _WORD.sub(lambda match: SOFT_HYPHEN.join(_syllables(match.group())), text)


def _syllables(word: str) -> list[str]:
    parts: list[str] = []
    last = 0
    for cut in _CUT.finditer(word):
        at = cut.start()
        if at - last >= 2 and len(word) - at >= 3 and not _UNCUT.match(word[at - 1 : at + 1]):
            parts.append(word[last:at])
            last = at
    return [*parts, word[last:]]
