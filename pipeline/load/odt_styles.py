"""What the styles and lists of an OpenDocument text mean: headings, markers, bold."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from lxml.etree import QName, _Element

_PREFIXES = {
    "urn:oasis:names:tc:opendocument:xmlns:office:1.0": "office",
    "urn:oasis:names:tc:opendocument:xmlns:text:1.0": "text",
    "urn:oasis:names:tc:opendocument:xmlns:table:1.0": "table",
    "urn:oasis:names:tc:opendocument:xmlns:style:1.0": "style",
    "urn:oasis:names:tc:opendocument:xmlns:drawing:1.0": "draw",
    "urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0": "fo",
    "urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0": "svg",
    "urn:oasis:names:tc:opendocument:xmlns:manifest:1.0": "manifest",
}
_NAMESPACES = {prefix: namespace for namespace, prefix in _PREFIXES.items()}
#: Built-in styles; a blank in a name is written `_20_`.
_HEADING_NAME = re.compile(r"(?:heading|titre) ?([1-9])$")
_TITLE_LEVELS = {"title": 1, "titre": 1, "titre principal": 1, "subtitle": 2, "sous-titre": 2, "contents heading": 1}
_BOLD = frozenset({"bold", "600", "700", "800", "900"})
_ITALIC = frozenset({"italic", "oblique"})


def name(element: _Element) -> str:
    """The name of an element with its usual prefix, "" where it is of no namespace of printed text."""
    if not isinstance(element.tag, str):
        return ""
    full = QName(element)
    prefix = _PREFIXES.get(full.namespace or "")
    return f"{prefix}:{full.localname}" if prefix else ""


def attribute(element: _Element, key: str) -> str | None:
    """An attribute by its name with its usual prefix."""
    prefix, _, local = key.partition(":")
    return element.get(f"{{{_NAMESPACES[prefix]}}}{local}")


@dataclass(frozen=True, slots=True)
class ListStyle:
    """A style of lists: what stands before an item, by level (1 outermost)."""

    name: str
    levels: Mapping[int, _Element]

    def marker(self, level: int, number: int) -> str:
        """The mark of an item."""
        found = self.levels.get(level)
        if found is None or name(found) != "text:list-level-style-number":
            bullet = attribute(found, "text:bullet-char") if found is not None else None
            return bullet if bullet and not "\ue000" <= bullet <= "\uf8ff" else "•"
        first = attribute(found, "text:start-value") or "1"
        counted = number - 1 + (int(first) if first.isdigit() else 1)
        number_format = attribute(found, "style:num-format") or ""
        printed = {"a": chr(ord("a") + (counted - 1) % 26), "A": chr(ord("A") + (counted - 1) % 26), "": ""}.get(
            number_format, str(counted)
        )
        return f"{attribute(found, 'style:num-prefix') or ''}{printed}{attribute(found, 'style:num-suffix') or ''}".strip() or "•"


class Styles:
    """The styles of a text by their names; what a style does not say, its parent says."""

    def __init__(self, parts: Sequence[_Element | None]) -> None:
        self._styles: dict[str, _Element] = {}
        self._lists: dict[str, ListStyle] = {}
        for part in parts:
            for element in part.iter() if part is not None else ():
                own = attribute(element, "style:name") if isinstance(element.tag, str) else None
                if own and name(element) == "style:style" and attribute(element, "style:family") in {"paragraph", "text"}:
                    self._styles.setdefault(own, element)
                elif own and name(element) == "text:list-style":
                    levels = {int(level): one for one in element if (level := attribute(one, "text:level")) and level.isdigit()}
                    self._lists.setdefault(own, ListStyle(own, levels))

    def list_style(self, own: str) -> ListStyle | None:
        """A style of lists, None where it is not defined."""
        return self._lists.get(own)

    def heading_level(self, style: str) -> int | None:
        """The level of a heading style (1 highest), None for a style of running text."""
        for one in self._line(style):
            outline = attribute(one, "style:default-outline-level")
            if outline and outline.isdigit():
                return max(1, min(6, int(outline)))
            shown = (attribute(one, "style:display-name") or attribute(one, "style:name") or "").replace("_20_", " ").lower()
            numbered = _HEADING_NAME.match(shown)
            if numbered:
                return min(6, int(numbered[1]))
            if shown in _TITLE_LEVELS:
                return _TITLE_LEVELS[shown]
        return None

    def looks(self, style: str, around: tuple[bool, bool] = (False, False)) -> tuple[bool, bool]:
        """Whether letters of a style are bold and italic; what it does not say, the text around it says."""
        weight, slant = self._said(style, "fo:font-weight"), self._said(style, "fo:font-style")
        return around[0] if weight is None else weight in _BOLD, around[1] if slant is None else slant in _ITALIC

    def is_hidden(self, style: str) -> bool:
        """Whether letters of a style are not printed."""
        return self._said(style, "text:display") == "none"

    def _said(self, style: str, key: str) -> str | None:
        for one in self._line(style):
            for properties in one:
                if name(properties) == "style:text-properties" and (said := attribute(properties, key)):
                    return said
        return None

    def _line(self, style: str) -> list[_Element]:
        """The style and its parents, nearest first; a style that is its own parent ends the line."""
        line: list[_Element] = []
        one = self._styles.get(style)
        while one is not None and one not in line:
            line.append(one)
            one = self._styles.get(attribute(one, "style:parent-style-name") or "")
        return line
