"""How much text, running text and linked text stands in each part of a page: what tells content from chrome."""

from dataclasses import dataclass

from lxml.etree import iterwalk
from lxml.html import HtmlElement

#: Elements that stand in a line of text; every other element starts and ends a stretch.
_INLINE = frozenset(
    {
        "a", "abbr", "acronym", "b", "bdi", "bdo", "big", "button", "cite", "code", "data", "del", "dfn", "em", "font",
        "i", "ins", "kbd", "label", "mark", "q", "ruby", "s", "samp", "small", "span", "strike", "strong", "sub", "sup",
        "time", "tt", "u", "var", "wbr",
    }
)  # fmt: skip
#: A shorter stretch between two blocks is no running text: menus and labels are made of them.
_RUNNING = 60


def is_inline(tag: str) -> bool:
    """Whether an element stands in a line of text; so do the smart tags of a page written by Word (`st1:place`)."""
    return tag in _INLINE or ":" in tag


@dataclass(slots=True)
class Measure:
    """Numbers of characters: of the text, of its running text outside links, of what stands in links; and of links."""

    text: int = 0
    prose: int = 0
    linked: int = 0
    links: int = 0

    @property
    def link_share(self) -> float:
        """Share of the text that stands in links, 0 to 1."""
        return self.linked / self.text if self.text else 0.0


def measure(root: HtmlElement) -> dict[HtmlElement, Measure]:
    """The measure of an element and of every element inside it.

    >>> from lxml.html import fragment_fromstring
    >>> part = fragment_fromstring('<div><p>Le <b>relais</b></p><a href="/">Accueil</a></div>')
    >>> measure(part)[part]
    Measure(text=15, prose=0, linked=7, links=1)
    """
    measures: dict[HtmlElement, Measure] = {}
    open_elements: list[Measure] = []
    stretch = linked_stretch = links_open = 0

    def close_stretch() -> None:
        nonlocal stretch, linked_stretch
        if open_elements:
            inside = open_elements[-1]
            inside.text += stretch
            inside.linked += linked_stretch
            if stretch - linked_stretch >= _RUNNING:
                inside.prose += stretch - linked_stretch
        stretch = linked_stretch = 0

    for event, element in iterwalk(root, events=("start", "end", "comment", "pi")):
        if event == "start":
            is_link = element.tag == "a" and element.get("href") is not None
            links_open += is_link
            if not is_inline(element.tag) or element is root:
                close_stretch()
                open_elements.append(measures.setdefault(element, Measure()))
            if is_link and open_elements:
                open_elements[-1].links += 1
            text = element.text
        else:
            if event == "end":
                links_open -= element.tag == "a" and element.get("href") is not None
                if not is_inline(element.tag) or element is root:
                    close_stretch()
                    done = open_elements.pop()
                    if open_elements:
                        _add(open_elements[-1], done)
            text = element.tail if element is not root else None
        length = len("".join(text.split())) if text else 0
        stretch += length
        linked_stretch += length if links_open else 0
    return measures


def _add(outer: Measure, inner: Measure) -> None:
    outer.text += inner.text
    outer.prose += inner.prose
    outer.linked += inner.linked
    outer.links += inner.links
