"""The labelled fields of a web page ("Territoire : Lot"), told by how they are built, whatever a page calls them.

Pages set the header of a fiche in pairs of elements (a label and its value) or in a row of elements that start
with a label each. Both are made what they are: a list of terms, or one line each.
"""

import itertools
import re
from collections.abc import Iterable, Sequence

from lxml.html import HtmlElement

from pipeline.load.html_measure import is_inline
from pipeline.load.html_style import is_bold

#: No label has more characters, and no value.
_LABEL, _VALUE = 60, 400
#: A value of more characters that ends as a sentence does is running text.
_PROSE = 150
#: What may stand between two elements of a row.
_BETWEEN = re.compile(r"[\s\xa0|·•/,;–-]*")
_LABELLED = re.compile(r"\s*[^\s:][^:]{1,40}?[\s\xa0]?:[\s\xa0]*[^\s\xa0]")


def mark_fields(content: HtmlElement) -> None:
    """Rebuild the labelled fields of a page (in place): pairs as a list of terms, the elements of a row as lines.

    >>> from lxml.html import fragment_fromstring, tostring
    >>> part = fragment_fromstring("<ul><li><i>Où</i> <b>Lot</b></li><li><i>Qui</i> <b>Alma</b></li></ul>")
    >>> mark_fields(part)
    >>> tostring(part).decode()
    '<ul><dl><dt>O&#249;</dt> <dd>Lot</dd><dt>Qui</dt> <dd>Alma</dd></dl></ul>'
    """
    for element in list(content.iter()):
        if not isinstance(element.tag, str) or element.tag in {"dl", "table", "tbody", "thead", "tr"}:
            continue
        for pairs in _groups_of_pairs(element):
            _make_terms(pairs)
        for part in _row(element):
            part.tag, part.tail = "div", None


def _groups_of_pairs(container: HtmlElement) -> list[list[HtmlElement]]:
    """The children that hold a label and a value each, those built alike and next to each other together."""
    groups = []
    for built, children in itertools.groupby(container, key=_build_of_pair):
        group = list(children)
        if built and len(group) > 1 and not any((child.tail or "").strip() for child in group[:-1]):
            groups.append(group)
    return groups


def _build_of_pair(element: HtmlElement) -> tuple[str | None, ...] | None:
    """The tags and classes of an element that holds a label and its value in an element each, None for any other."""
    if element.tag not in {"li", "div", "p"} or len(element) != 2:
        return None
    label, value = element
    between = (element.text or "", label.tail or "", value.tail or "")
    if not all(isinstance(part.tag, str) for part in element) or any(text.strip(" \t\r\n\xa0:") for text in between):
        return None
    printed = _text(label), _text(value)
    if not 0 < len(printed[0]) <= _LABEL or not 0 < len(printed[1]) <= _VALUE or _is_prose(printed[1]) or not printed[1][0].isalnum():
        return None
    in_line = is_inline(label.tag) and is_inline(value.tag)
    if "a" in {label.tag} or label.find(".//a") is not None or not (in_line or printed[0].endswith(":")):
        return None
    build = (label.tag, label.get("class"), value.tag, value.get("class"))
    return (element.tag, *build) if build[:2] != build[2:] else None


def _make_terms(pairs: Sequence[HtmlElement]) -> None:
    terms = pairs[0].makeelement("dl")
    pairs[0].addprevious(terms)
    terms.tail, pairs[-1].tail = pairs[-1].tail, None
    for pair in pairs:
        label, value = pair
        label.tag, value.tag = "dt", "dd"
        terms.append(pair)
        pair.drop_tag()


def _row(container: HtmlElement) -> Iterable[HtmlElement]:
    """The elements of a row in which each starts with a label; none where anything else stands among them."""
    parts = [child for child in container if isinstance(child.tag, str)]
    between = [container.text or "", *(child.tail or "" for child in container)]
    if len(parts) < 2 or len({part.tag for part in parts}) > 1 or not is_inline(parts[0].tag) or parts[0].tag == "a":
        return []
    if not all(_BETWEEN.fullmatch(text) for text in between) or not all(map(_starts_with_label, parts)):
        return []
    return parts


def _starts_with_label(element: HtmlElement) -> bool:
    first = next((child for child in element if isinstance(child.tag, str)), None)
    if first is not None and is_bold(first) and not (element.text or "").strip():
        return 0 < len(_text(first)) <= _LABEL and len(_text(element)) > len(_text(first))
    return _LABELLED.match(element.text_content()) is not None


def _is_prose(text: str) -> bool:
    return len(text) > _PROSE and text.endswith((".", "!", "»"))


def _text(element: HtmlElement) -> str:
    return " ".join(element.text_content().split())
