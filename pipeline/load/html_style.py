"""How the text of an element of a web page is printed: bold, italic, larger."""

import re

from lxml.html import HtmlElement

_BOLD = re.compile(r"font-weight\s*:\s*(?:bold|[6-9]00)", re.IGNORECASE)
_ITALIC = re.compile(r"font-style\s*:\s*(?:italic|oblique)", re.IGNORECASE)
_SIZE = re.compile(r"font-size\s*:\s*(?P<number>\d{1,3}(?:\.\d+)?)\s*(?P<unit>pt|px|r?em|%)", re.IGNORECASE)
#: Points of the sizes that `<font>` counts from 1 to 7; 3 is the size of running text.
_FONT_SIZES = (7.5, 10.0, 12.0, 13.5, 18.0, 24.0, 36.0)
_NORMAL = 3
#: Points of a unit; a size in `em`, `rem` or percent is taken as a share of the size of running text.
_POINTS = {"pt": 1.0, "px": 0.75, "em": 12.0, "rem": 12.0, "%": 0.12}


def is_bold(element: HtmlElement) -> bool:
    """Whether an element prints its text in bold."""
    return element.tag in {"b", "strong"} or _BOLD.search(element.get("style") or "") is not None


def is_italic(element: HtmlElement) -> bool:
    """Whether an element prints its text in italics."""
    return element.tag in {"i", "em", "cite", "dfn"} or _ITALIC.search(element.get("style") or "") is not None


def size_of(element: HtmlElement) -> float:
    """The size of its letters in points, 0 where it says none.

    >>> from lxml.html import fragment_fromstring
    >>> [size_of(fragment_fromstring(tag)) for tag in ('<font size="5">', '<font size="+1">', '<p style="font-size: 16px">', "<p>")]
    [18.0, 13.5, 12.0, 0.0]
    """
    said = _SIZE.search(element.get("style") or "")
    if said:
        return round(float(said["number"]) * _POINTS[said["unit"].lower()], 2)
    font = re.fullmatch(r"\s*([+-]?)(\d)\s*", element.get("size") or "") if element.tag == "font" else None
    if font is None:
        return 0.0
    step = int(font[2]) if not font[1] else _NORMAL + int(font[1] + font[2])
    return _FONT_SIZES[min(7, max(1, step)) - 1]
