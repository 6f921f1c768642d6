"""The main content of a web page: what remains when its chrome (menus, banners, insets about other pages) is cut off.

Landmarks decide where a page has them (`<main>`, `<article>`, roles); else the names of classes and ids, the share
of links in a part, and where the running text stands.
"""

import re
from collections.abc import Callable

from lxml.html import HtmlElement

from pipeline.load.html_measure import Measure, is_inline, measure

#: Elements that never hold text of the page.
_NO_TEXT = frozenset(
    {
        "audio", "base", "button", "canvas", "datalist", "dialog", "embed", "frame", "frameset", "head", "iframe",
        "input", "link", "map", "math", "menu", "meta", "noembed", "noframes", "noscript", "object", "optgroup",
        "option", "param", "picture", "progress", "script", "select", "source", "style", "svg", "template", "textarea",
        "title", "track", "video",
    }
)  # fmt: skip
_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_CHROME_ROLES = frozenset(
    {
        "alert", "alertdialog", "banner", "complementary", "contentinfo", "dialog", "menu", "menubar", "navigation",
        "search", "status", "tablist", "toolbar", "tooltip",
    }
)  # fmt: skip
#: A label with a value; so many of them in the footers of so many parts are the fields of cards.
_LABELLED = re.compile(r"[^\W\d_] ?: ?\S")
_LEAST_LABELS, _CARDS = 2, 3
_HIDDEN_STYLE = re.compile(r"(?:^|;)\s*(?:display\s*:\s*none|visibility\s*:\s*hidden)", re.IGNORECASE)
#: What publishing systems put before and behind the name of a part.
_BEFORE = r"(?:(?:block|bloc|btn|field|js|liens?|liste?|main|page|primary|region|secondary|site|wp|zone) )*"
_BEHIND = r"(?: (?:area|bar|bloc|block|box|buttons?|container|content|enabled|icons|inner|links?|list|main|posts?|root|tools|widget|wrapper|zone|\d+))*"
#: Names (class, id) of what asks for consent or what readers wrote: running text, but never of the page.
_NOT_OF_PAGE = re.compile(
    _BEFORE
    + r"(?:(?:axeptio|consent|cookies?|didomi|gdpr|rgpd|tarteaucitron)\b.*|comments(?: area| section| list)?|comment ?list|disqus thread|respond)"
)
#: Names that mean chrome wherever they stand.
_CHROME_NAMES = re.compile(
    _BEFORE
    + r"(?:addthis|(?:fil (?:d )?)?ariane|breadcrumbs?|evitement|imprimer|newsletter|pager|pagination|partager?|related|reseaux sociaux|"
    r"screen reader text|shar(?:e|ing)|sharethis|skip(?: ?links?)?|social (?:bar|icons|links|media|network|share)|sr only|visually ?hidden)"
    + _BEHIND
)
#: Names of what stands beside the content even inside the element declared to be the content.
_SIDE_NAMES = re.compile(
    _BEFORE
    + r"(?:lateral|menu|nav ?bar|side ?(?:bar|menu|nav)|widgets?)(?: (?:gauche|droite?|haut|left|primary|principal|right))?"
    + _BEHIND
)
#: Names that mean chrome only around the content: a fiche may have a header and an inset of its own.
_FRAME_NAMES = re.compile(
    _BEFORE
    + r"(?:aside|bandeau|banner|bas|bottom|col(?:onne)? (?:left|right|gauche|droite)|droite|footer|gauche|haut|header|lateral|left|masthead|"
    r"menu.*|nav|navbar|navigation|outils|pied.*|right|side ?bar|top|tool ?bar|top ?bar|widgets?)" + _BEHIND
)
#: Headings of insets that lead to other pages.
_OTHER_PAGES = re.compile(
    r"[àa] lire (?:aussi|également)|(?:lire|voir) (?:aussi|également)|(?:sur le même|dans la même) (?:sujet|thème|rubrique)|"
    r"(?:articles?|pages?|contenus?) (?:liée?s?|similaires?|associée?s?)|(?:les )?plus (?:lus|consultés)|"
    r"(?:nos |les )?derni(?:ers|ères) (?:articles|actualités|actus)|partager(?: (?:cette|la) page| cet article| sur)?|"
    r"suivez-nous|lettre d'information|newsletter|restez informés?",
    re.IGNORECASE,
)
_TOOL = (
    r"(?:(?:(?:retour|aller|remonter) (?:en |au )?)?(?:haut|début)(?: de (?:la )?page)?|back to top|[↑▲⇧]|"
    r"(?:retour|revenir|remonter) (?:au |à la |à l')(?:sommaire|liste(?: des [\w-]+)?|accueil|menu|plan)|"
    r"(?:aller|accéder|passer) (?:directement )?(?:au (?:contenu|menu)|à la (?:recherche|navigation))(?: principale?)?|skip to (?:main )?content|"
    r"(?:imprimer|partager|écouter|télécharger)(?: (?:la|cette) (?:page|fiche))?(?: \((?:pdf|docx?)\))?)"
)
#: Lines that only move about in the page or do something with it.
_PAGE_TOOL = re.compile(rf"{_TOOL}(?:(?: ?[|·•/–-])? {_TOOL})*", re.IGNORECASE)
#: Where the name of a site leads.
_HOME = re.compile(r"(?:https?://[^/]*)?/?(?:(?:accueil|index|default)(?:\.\w+)?)?", re.IGNORECASE)
#: Lines about the page itself; its date is not one of the document.
_ABOUT_PAGE = re.compile(
    r"(?:publiée?|mise? (?:en ligne|à jour)|modifiée?|postée?|dernière (?:mise à jour|modification)) (?:le |:)(?=.*\d).{4,80}|.{0,80}\btemps de lecture\b.{0,40}",
    re.IGNORECASE,
)
#: A part with a greater share of its text in links is a menu.
_MENU = 0.6
#: A part with so much of its text in links to places of the same page is its contents list; the rest is its heading.
_CONTENTS = 0.7
#: A part that holds more of the running text is no chrome, whatever it is called.
_MOST = 0.5
#: The content is looked for inside a part only as long as that part holds so much of the running text.
_NEARLY_ALL = 0.75
#: An inset that tells something has so many characters of running text.
_INSET = 200
#: Landmarks with a smaller share of the running text are empty shells or teasers.
_LANDMARK = 0.3
#: The content of a page does not start inside these.
_TEXT_PARTS = frozenset({"p", "ul", "ol", "dl", "blockquote", "pre", *_HEADINGS})


def main_content(page: HtmlElement) -> HtmlElement:
    """Cut the chrome off a page (in place); the element that holds the content.

    >>> from lxml.html import document_fromstring
    >>> page = document_fromstring("<nav>Accueil</nav><main><h1>Le relais</h1></main><footer>Plan du site</footer>")
    >>> main_content(page).text_content()
    'Le relais'
    """
    body = page.find(".//body")
    root = page if body is None else body
    _cut(root, _unseen)
    landmark = _landmark(root)
    if landmark is not None:
        _cut(landmark, _chrome_inside)
        return landmark
    _cut(root, _chrome_around)
    return _densest(root)


def _cut(root: HtmlElement, unwanted: Callable[[HtmlElement, Measure], bool]) -> None:
    """Take out the unwanted parts; one that holds most of the running text is the page itself and stays."""
    measures = measure(root)
    most = measures[root].prose * _MOST
    doomed = []
    for element in root.iterdescendants():
        found = measures.get(element, Measure())
        if not isinstance(element.tag, str) or (unwanted(element, found) and (found.prose <= most or _is_not_of_page(element))):
            doomed.append(element)
    for element in doomed:
        if element.getparent() is not None:
            element.drop_tree()


def _unseen(element: HtmlElement, found: Measure) -> bool:
    if element.tag == "button" and (_within(element, *_HEADINGS) or next(element.iterdescendants(*_HEADINGS), None) is not None):
        return False  # a heading that opens the text under it
    if element.tag in _NO_TEXT or element.get("hidden") is not None or element.get("aria-hidden") == "true":
        return True
    if element.tag == "nav":
        return not _is_contents(element, found)
    if element.tag == "figcaption" and element.getparent().find(".//img") is not None:
        return True  # what a picture shows is no text of a fiche
    return _HIDDEN_STYLE.search(element.get("style") or "") is not None


def _chrome_inside(element: HtmlElement, found: Measure) -> bool:
    """Whether a part of the declared content is chrome."""
    if element.get("role") in _CHROME_ROLES and element.tag != "nav":
        return True
    if element.tag == "footer" and not _within(element, "blockquote") and not _closes_card(element):
        return True
    if found.link_share == 1 and found.links == 1 and _HOME.fullmatch(element.xpath("string(descendant-or-self::a[@href]/@href)")):
        return True
    if not is_inline(element.tag) and 0 < found.text < 120 and _is_about_page(_text(element).rstrip(" :")):
        return True
    if element.tag in _TEXT_PARTS - {"ul", "ol", "p"} or element.tag in {"main", "article", "body"}:
        return False
    if element.tag == "form":
        return not found.prose
    if _is_not_of_page(element):
        return True
    if _named(element, _CHROME_NAMES) and (not found.prose or found.link_share >= _MENU):
        return True
    if _named(element, _SIDE_NAMES) and not element.xpath("boolean(.//h1 | .//article)"):
        return True
    return _leads_away(element)


def _chrome_around(element: HtmlElement, found: Measure) -> bool:
    """Whether a part of a page without landmarks is chrome."""
    if _chrome_inside(element, found) or _is_contents(element, found):
        return True
    if element.tag in _TEXT_PARTS - {"ul", "ol"} or element.tag in {"article", "body"} or is_inline(element.tag):
        return False
    if element.tag == "div" and element.get("title") in {"header", "footer"}:
        return True  # the running header and footer of a text that LibreOffice saved
    if element.tag == "aside" and _is_inset(element, found):
        return False
    if element.tag in {"aside", "header"}:
        return not element.xpath("boolean(.//h1 | ancestor::article)")
    if found.link_share >= _MENU and found.links > 2:
        return True
    return _named(element, _FRAME_NAMES) and not element.xpath("boolean(.//h1)")


def _is_inset(element: HtmlElement, found: Measure) -> bool:
    """Whether a part set aside tells something of its own below a heading, as an experience beside what it illustrates."""
    told = found.prose >= _INSET and found.link_share < _MENU
    return told and bool(element.xpath("boolean(.//h2 | .//h3 | .//h4 | .//h5 | .//h6)"))


def _landmark(root: HtmlElement) -> HtmlElement | None:
    """The element that the page itself declares to be its content."""
    measures = measure(root)
    for declared in (root.xpath(".//main | .//*[@role='main']"), root.xpath(".//article | .//*[@role='article']")):
        outer = [element for element in declared if not any(ancestor in declared for ancestor in element.iterancestors())]
        around = _common(outer) if outer else None
        if around is not None and around is not root and measures[around].prose >= measures[root].prose * _LANDMARK:
            return around
    return None


def _common(elements: list[HtmlElement]) -> HtmlElement:
    """The innermost element that holds all the elements."""
    first, *others = elements
    kept = [first, *first.iterancestors()]
    for element in others:
        line = {element, *element.iterancestors()}
        kept = [candidate for candidate in kept if candidate in line]
    return kept[0]


def _densest(root: HtmlElement) -> HtmlElement:
    """The innermost part that holds nearly all the running text."""
    measures = measure(root)
    content = root
    while True:
        enough = measures[content].prose * _NEARLY_ALL
        inner = next((child for child in content if child in measures and enough and measures[child].prose >= enough), None)
        if inner is None or inner.tag in _TEXT_PARTS:
            return content
        content = inner


def _is_not_of_page(element: HtmlElement) -> bool:
    return _named(element, _NOT_OF_PAGE) and not element.xpath("boolean(.//h1 | .//main | .//article)")


def _leads_away(element: HtmlElement) -> bool:
    """Whether a part starts with the heading of an inset about other pages."""
    if element.tag not in {"div", "section", "aside", "td"}:
        return False
    first = next((child for child in element.iter(*_HEADINGS, "p", "strong") if _text(child)), None)
    return (
        first is not None
        and _OTHER_PAGES.fullmatch(_text(first).replace("’", "'").rstrip(" :")) is not None
        and _text(element).startswith(_text(first))
    )


def _is_about_page(line: str) -> bool:
    return _PAGE_TOOL.fullmatch(line) is not None or _ABOUT_PAGE.fullmatch(line) is not None


def is_contents_list(element: HtmlElement) -> bool:
    """Whether a list leads to places of the same page."""
    return element.tag in {"ul", "ol"} and _is_contents(element, measure(element)[element])


def _is_contents(element: HtmlElement, found: Measure) -> bool:
    if element.tag not in {"nav", "ul", "ol"} or found.links < 3 or found.link_share < _CONTENTS:
        return False
    return not element.xpath("boolean(.//a[@href and not(starts-with(@href, '#'))])")


def _closes_card(footer: HtmlElement) -> bool:
    """Whether a footer holds the labelled fields of one of several cards ("Lauréat : …", "Contact : …")."""
    card = next(footer.iterancestors("article", "section", "li"), None)
    if card is None or len(_LABELLED.findall(_text(footer))) + sum(1 for _ in footer.iter("dt")) < _LEAST_LABELS:
        return False
    # a single one tells when and by whom the page was written
    return sum(_within(other, card.tag) for other in card.getroottree().iter("footer")) >= _CARDS


def _within(element: HtmlElement, *tags: str) -> bool:
    return next(element.iterancestors(*tags), None) is not None


def _named(element: HtmlElement, names: re.Pattern[str]) -> bool:
    """Whether a class or the id is one of the names; `filAriane`, `fil-ariane` and `fil_ariane` are the same."""
    given = [*(element.get("class") or "").split(), element.get("id") or ""]
    return any(names.fullmatch(" ".join(re.findall(r"[A-Z]?[a-z]+|[A-Z]+|\d+", name)).lower()) for name in given)


def _text(element: HtmlElement) -> str:
    return " ".join(element.text_content().split())
