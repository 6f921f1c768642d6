"""What the styles and lists of a Word document mean: headings, contents entries, markers, bold."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from lxml.etree import QName, _Element

from pipeline.load.lists import sign

#: WordprocessingML as Word writes it, and as it writes it on request ("strict").
_NAMESPACES = ("{http://schemas.openxmlformats.org/wordprocessingml/2006/main}", "{http://purl.oclc.org/ooxml/wordprocessingml/main}")
#: Built-in styles; their names are English in the file whatever the language of Word, but LibreOffice and others translate them.
_HEADING_NAME = re.compile(r"(?:heading|titre) ?([1-9])$")
_CONTENTS_NAME = re.compile(r"(?:toc|tm|table des matières|table of contents|sommaire) ?\d$|table of figures$")
_TITLE_LEVELS = {
    "title": 1,
    "titre": 1,
    "titre principal": 1,
    "subtitle": 2,
    "sous-titre": 2,
    "toc heading": 1,
    "en-tête de table des matières": 1,
}
_BODY_LEVEL = 9
_NUMBER_PART = re.compile(r"%(\d)")


def w(element: _Element) -> str:
    """The name of a WordprocessingML element without its namespace, "" for an element of another one."""
    tag = element.tag
    for namespace in _NAMESPACES:
        if isinstance(tag, str) and tag.startswith(namespace):
            return tag[len(namespace) :]
    return ""


def child(element: _Element | None, *path: str) -> _Element | None:
    """The element at the end of a path of names, None where it breaks off."""
    for name in path:
        if element is None:
            return None
        namespace = element.tag[: element.tag.index("}") + 1]
        element = element.find(namespace + name)
    return element


def value(element: _Element | None, name: str = "val") -> str | None:
    """An attribute in the namespace of its element."""
    return None if element is None else element.get(f"{{{QName(element).namespace}}}{name}")


def is_on(element: _Element) -> bool:
    """The value of a property that is on where nothing else is said."""
    return value(element) not in {"0", "false", "off", "none"}


@dataclass(frozen=True, slots=True)
class Numbering:
    """A level of a list: its format, the text around its numbers, its first number, its indentation in twentieths of a point."""

    format: str
    text: str
    start: int
    indent: int | None


@dataclass(slots=True)
class Lists:
    """The lists of a document and how far each has counted."""

    #: Numbering by list (`numId`) and level.
    levels: Mapping[str, Mapping[int, Numbering]]
    #: Which lists count together.
    shared: Mapping[str, str]
    #: The level at which a list numbers the paragraphs of a style.
    style_levels: Mapping[tuple[str, str], int]
    _counters: dict[str, dict[int, int]] = field(default_factory=dict)

    def level(self, number_id: str, level: int) -> Numbering | None:
        """A level of a list; None where it does not number."""
        found = self.levels.get(number_id, {}).get(level)
        return None if found is None or found.format == "none" else found

    def next_label(self, number_id: str, level: int) -> str:
        """Count one item; what is printed before it ("2.", "a)", "•")."""
        numbering = self.level(number_id, level)
        if numbering is None:
            return ""
        if numbering.format == "bullet":
            return "".join(sign(ord(c)) for c in numbering.text.strip()) or "•"
        counts = self._counters.setdefault(self.shared.get(number_id, number_id), {})
        for deeper in [deeper for deeper in counts if deeper > level]:
            del counts[deeper]
        counts[level] = counts[level] + 1 if level in counts else numbering.start

        def printed(part: re.Match[str]) -> str:
            at = int(part[1]) - 1
            one = self.level(number_id, at)
            return _numeral(counts.get(at, one.start if one else 1), one.format if one else "decimal")

        return _NUMBER_PART.sub(printed, numbering.text).strip()


def read_lists(part: _Element | None) -> Lists:
    """The lists of `word/numbering.xml`; none where a document has no such part."""
    abstract: dict[str, dict[int, Numbering]] = {}
    links: dict[str, str] = {}
    named: dict[str, str] = {}
    levels: dict[str, Mapping[int, Numbering]] = {}
    shared: dict[str, str] = {}
    style_levels: dict[tuple[str, str], int] = {}
    abstract_styles: dict[str, dict[str, int]] = {}
    for element in part if part is not None else ():
        if w(element) == "abstractNum":
            key = value(element, "abstractNumId") or ""
            abstract[key] = {_int(value(level, "ilvl"), 0): _numbering(level) for level in element if w(level) == "lvl"}
            abstract_styles[key] = {
                style: _int(value(level, "ilvl"), 0) for level in element if w(level) == "lvl" and (style := value(child(level, "pStyle")))
            }
            if link := value(child(element, "numStyleLink")):
                links[key] = link
            if name := value(child(element, "styleLink")):
                named[name] = key
        elif w(element) == "num":
            key = value(element, "numId") or ""
            base = value(child(element, "abstractNumId")) or ""
            base = named.get(links.get(base, ""), base)
            found = dict(abstract.get(base, {}))
            overrides = [override for override in element if w(override) == "lvlOverride"]
            for override in overrides:
                at = _int(value(override, "ilvl"), 0)
                own = child(override, "lvl")
                if own is not None:
                    found[at] = _numbering(own)
                elif at in found:
                    start = _int(value(child(override, "startOverride")), found[at].start)
                    found[at] = Numbering(found[at].format, found[at].text, start, found[at].indent)
            levels[key] = found
            shared[key] = f"{base}/{key}" if overrides else base
            style_levels.update({(key, style): at for style, at in abstract_styles.get(base, {}).items()})
    return Lists(levels, shared, style_levels)


def _numbering(level: _Element) -> Numbering:
    indent = child(level, "pPr", "ind")
    return Numbering(
        value(child(level, "numFmt")) or "decimal",
        value(child(level, "lvlText")) or "",
        _int(value(child(level, "start")), 1),
        indent_of(indent),
    )


def indent_of(element: _Element | None) -> int | None:
    """The left indentation that `w:ind` says, in twentieths of a point."""
    said = value(element, "left") or value(element, "start")
    return _int(said, 0) if said is not None else None


def _numeral(number: int, number_format: str) -> str:
    match number_format:
        case "lowerLetter":
            return chr(ord("a") + (number - 1) % 26)
        case "upperLetter":
            return chr(ord("A") + (number - 1) % 26)
        case "lowerRoman":
            return _roman(number).lower()
        case "upperRoman":
            return _roman(number)
        case "decimalZero":
            return f"{number:02}"
        case _:
            return str(number)


def _roman(number: int) -> str:
    """A Roman number in capitals.

    >>> _roman(14), _roman(1999)
    ('XIV', 'MCMXCIX')
    """
    signs = (
        (1000, "M"),
        (900, "CM"),
        (500, "D"),
        (400, "CD"),
        (100, "C"),
        (90, "XC"),
        (50, "L"),
        (40, "XL"),
        (10, "X"),
        (9, "IX"),
        (5, "V"),
        (4, "IV"),
        (1, "I"),
    )
    printed = ""
    for worth, letters in signs:
        count, number = divmod(number, worth)
        printed += letters * count
    return printed


def _int(text: str | None, default: int) -> int:
    return int(float(text)) if text and re.fullmatch(r"-?\d{1,9}(?:\.\d*)?", text) else default


class Styles:
    """The styles of a document by their ids; what a style does not say, the style it is based on says."""

    def __init__(self, part: _Element | None) -> None:
        self._styles = {value(style, "styleId") or "": style for style in (part if part is not None else ()) if w(style) == "style"}
        #: What was asked before; a document asks the same of its few styles for each of its runs.
        self._found: dict[tuple[str | None, tuple[str, ...]], _Element | None] = {}
        self._levels: dict[str | None, int | None] = {}
        self._default = next(
            (
                key
                for key, style in self._styles.items()
                if value(style, "type") == "paragraph" and value(style, "default") in {"1", "true", "on"}
            ),
            "",
        )

    def heading_level(self, style_id: str | None) -> int | None:
        """The level of a heading style (1 highest), None for a style of running text."""
        if style_id not in self._levels:
            self._levels[style_id] = self._heading_level(style_id)
        return self._levels[style_id]

    def _heading_level(self, style_id: str | None) -> int | None:
        for style in self._line(style_id):
            outline = value(child(style, "pPr", "outlineLvl"))
            name = self._name(style)
            numbered = _HEADING_NAME.match(name)
            if numbered:
                return min(6, int(numbered[1]))
            if name in _TITLE_LEVELS:
                return _TITLE_LEVELS[name]
            if outline is not None:
                return _outline_level(outline)
        return None

    def is_contents_entry(self, style_id: str | None) -> bool:
        """Whether the style is one of the lines of a contents list."""
        return any(_CONTENTS_NAME.match(self._name(style)) for style in self._line(style_id)[:2])

    def numbering(self, style_id: str | None) -> _Element | None:
        """The `w:numPr` of the style."""
        return self._first(style_id, "pPr", "numPr")

    def indent(self, style_id: str | None) -> int | None:
        """The left indentation of the style."""
        return indent_of(self._first(style_id, "pPr", "ind"))

    def size(self, style_id: str | None) -> str | None:
        """The size of the letters of the style in half-points, None where neither it nor one it is based on says any."""
        return value(self._first(style_id, "rPr", "sz"))

    def has(self, style_id: str | None, toggle: str) -> bool:
        """Whether letters of the style are bold (`b`), italic (`i`) or hidden (`vanish`)."""
        found = self._first(style_id, "rPr", toggle)
        return found is not None and is_on(found)

    def says(self, style_id: str | None, toggle: str) -> bool:
        """Whether the style, or one that it is based on, says anything of such letters."""
        return self._first(style_id, "rPr", toggle) is not None

    def style_id(self, paragraph: _Element) -> str:
        """The id of the style of a paragraph."""
        return value(child(paragraph, "pPr", "pStyle")) or self._default

    def _name(self, style: _Element) -> str:
        return (value(child(style, "name")) or "").lower().strip()

    def _first(self, style_id: str | None, *path: str) -> _Element | None:
        key = (style_id, path)
        if key not in self._found:
            self._found[key] = next((found for style in self._line(style_id) if (found := child(style, *path)) is not None), None)
        return self._found[key]

    def _line(self, style_id: str | None) -> list[_Element]:
        """The style and those it is based on, nearest first; a style based on itself ends the line."""
        line: list[_Element] = []
        style = self._styles.get(style_id or "")
        while style is not None and style not in line:
            line.append(style)
            style = self._styles.get(value(child(style, "basedOn")) or "")
        return line


def _outline_level(outline: str) -> int | None:
    level = _int(outline, _BODY_LEVEL)
    return None if level >= _BODY_LEVEL else min(6, level + 1)


def outline_level(paragraph: _Element) -> int | None:
    """The level of heading that a paragraph gives itself, None where it says nothing."""
    said = value(child(paragraph, "pPr", "outlineLvl"))
    return None if said is None else _outline_level(said)
