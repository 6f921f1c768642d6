"""Cleaning a stretch of text or Markdown while keeping the way back to the source."""

import html
import re
import unicodedata

from pipeline.document import MappedText

Ranges = tuple[tuple[int, int], ...]

_TOKEN = re.compile(
    r"""
    (?P<bold>\*\*|(?<!\w)__(?=\w)|(?<=\S)__(?!\w))
  | (?P<star>\*)
  | (?P<hyphen>\u00ad(?=\s*$))
  | (?P<super>\^\{(?P<inner>[^{}\n]*)\})
  | (?P<caret>\^(?=\w))
  | (?P<link>!?\[(?P<shown>[^\[\]\n]*)\]\([^()\s]*\))
  | (?P<tag></?(?:a|i|b|em|strong|u|sup|sub|span|small|font)(?:\s[^<>\n]*)?>)
  | (?P<br><br\s*/?>)
  | (?P<entity>&(?:\#\d{1,6}|\#x[0-9a-fA-F]{1,5}|[A-Za-z]{2,8}\d{0,2});)
  | (?P<invisible>[\u00ad\u200b-\u200f\u2060\ufeff])
  | (?P<blank>[\s\u00a0\u202f\u2000-\u200a\u3000]+)
  | (?P<ligature>[\ufb00-\ufb06])
  | (?P<composed>[^\W\d_][\u0300-\u036f]+)
    """,
    re.VERBOSE,
)


def clean(source: str, start: int, end: int) -> tuple[MappedText, Ranges]:
    """Clean `source[start:end]`: emphasis marks, superscripts, links, entities and odd blanks resolved.

    Returns the clean text (ends stripped, blanks collapsed) and the ranges of it that are bold.

    >>> source = "- la 1^{ère}  étape, **très utile**"
    >>> text, bold = clean(source, 2, len(source))
    >>> text.text, [text.text[a:b] for a, b in bold]
    ('la 1ère étape, très utile', ['très utile'])
    >>> source[slice(*text[3:7].source_range)]
    '1^{ère'
    """
    chars: list[str] = []
    offsets: list[int] = []
    bold: list[tuple[int, int]] = []
    bold_from: int | None = None

    def put(text: str, at: int, each: int = 1) -> None:
        for i, char in enumerate(text):
            if char == " " and (not chars or chars[-1] == " "):
                continue
            chars.append(char)
            offsets.append(at + i * each)

    at = start
    while at < end:
        token = _TOKEN.search(source, at, end)
        stop = token.start() if token else end
        chars.extend(source[at:stop])
        offsets.extend(range(at, stop))
        if token is None:
            break
        match token.lastgroup if token.lastgroup not in {"inner", "shown"} else _outer(token):
            case "bold":
                if bold_from is None:
                    bold_from = len(chars)
                else:
                    bold.append((bold_from, len(chars)))
                    bold_from = None
            case "hyphen":
                put("-", token.start())
            case "super":
                put(token["inner"], token.start("inner"))
            case "link":
                put(token["shown"], token.start("shown"))
            case "br" | "blank":
                put(" ", token.start())
            case "entity":
                put(html.unescape(token["entity"]).replace("\xa0", " "), token.start(), 0)
            case "ligature" | "composed":
                put(unicodedata.normalize("NFKC", token.group()), token.start(), 0)
        at = token.end()
    if bold_from is not None and bold_from < len(chars):
        bold.append((bold_from, len(chars)))
    whole = MappedText("".join(chars), tuple(offsets))
    stripped = whole.strip()
    lead = len(whole.text) - len(whole.text.lstrip())
    ranges = ((max(0, a - lead), min(len(stripped), b - lead)) for a, b in bold)
    return stripped, tuple((a, b) for a, b in ranges if b > a)


def _outer(token: re.Match[str]) -> str:
    return "super" if token["super"] is not None else "link"
