"""The ways a publication is printed."""

from hypothesis import strategies as st

from tests.typeset.pages import PageLook
from tests.typeset.text import Emphasis, Labels, TextLook


@st.composite
def text_looks(draw: st.DrawFn) -> TextLook:
    """A look of plain text or Markdown."""
    emphasis = draw(st.sampled_from(Emphasis))
    wrapped = draw(st.sampled_from((0, 0, 0, 80, 100)))
    return TextLook(
        labels=draw(st.sampled_from(Labels)),
        emphasis=emphasis,
        gap=draw(st.sampled_from(("\n\n", "\n\n\n\n"))),
        bullet=draw(st.sampled_from(("-", "*", "•", "–"))),
        chapter=draw(st.sampled_from(("Chapitre {number}\n\n{name}", "Chapitre {number} : {name}", "Chapitre {number} {name}"))),
        header_bold=draw(st.booleans()),
        wrapped=wrapped,
        broken=0 if wrapped else draw(st.sampled_from((0, 0, 60, 90))),
        trail=draw(st.sampled_from(("", "", "  "))),
        double=draw(st.sampled_from((" ", " ", "  "))),
        folio=draw(st.sampled_from(("", "", "{title} {page}", "<!-- page {page} -->", "---"))),
        contents=draw(st.booleans()),
        line_end=draw(st.sampled_from(("\n", "\n", "\r\n"))),
    )


@st.composite
def page_looks(draw: st.DrawFn) -> PageLook:
    """A look of a document of headings, paragraphs and lists."""
    bullet, nested = draw(st.sampled_from((("-", "  -"), ("*", "    *"), ("•", " –"), ("  •", "    o"), ("-", " -"), ("▪", "   -"))))
    return PageLook(
        emphasis=draw(st.sampled_from(Emphasis)),
        gap=draw(st.sampled_from(("\n\n", "\n\n\n"))),
        bullet=bullet,
        nested=nested,
        line_end=draw(st.sampled_from(("\n", "\n", "\r\n"))),
    )
