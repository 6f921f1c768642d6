"""One fiche a page: two justified columns, the header in a tinted box at the right edge."""

from reportlab.lib.pagesizes import A4
from reportlab.lib.units import mm
from reportlab.platypus import Flowable, FrameBreak, NextPageTemplate, PageBreak, Table

from tests.typeset.model import Recueil, Slot
from tests.typeset.press import Look, Press, colour

LOOK = Look(page=A4, accent=colour("#9c2b3f"), size=9.5, first_folio=5, outside=True)
LABELS = {
    Slot.DEPARTMENT: "Territoire",
    Slot.CARRIER: "Porteur",
    Slot.PERIOD: "Date",
    Slot.STATUS: "Avancement",
    Slot.CONTACT: "Contact",
}
_BOX, _GAP, _TITLE = 46 * mm, 6 * mm, 30 * mm
#: Low enough for text to run into the second column, and sometimes to the next page.
_HEIGHT = 95 * mm
_COLUMN = (LOOK.width - _BOX - 2 * _GAP) / 2


def render(recueil: Recueil) -> bytes:
    """The publication as a PDF."""
    press = Press(recueil, LOOK)
    story = press.front()
    for chapter in recueil.chapters:
        story += [NextPageTemplate("page"), PageBreak(), *press.opening(chapter)]
        marks = press.announcements(chapter)
        for fiche in chapter.fiches:
            box = _box(press, [part for pair in press.labelled(fiche, LABELS) for part in pair])
            story += [NextPageTemplate("fiche"), PageBreak(), *marks[fiche.title], *press.heading(fiche), FrameBreak()]
            story += [box, FrameBreak(), NextPageTemplate("more"), *press.sections(fiche)]
        if chapter.briefs:
            story += [NextPageTemplate("page"), PageBreak(), *press.briefs(chapter)]
    second = _COLUMN + _GAP
    fiche_frames = [
        LOOK.frame(height=_TITLE, name="title"),
        LOOK.frame(2 * second, _BOX, _TITLE, name="box"),
        LOOK.frame(0, _COLUMN, _TITLE, _HEIGHT, name="first"),
        LOOK.frame(second, _COLUMN, _TITLE, _HEIGHT, name="second"),
    ]
    more = [LOOK.frame(0, _COLUMN, name="third"), LOOK.frame(second, _COLUMN, name="fourth")]
    return press.pull(story, {"page": [LOOK.frame()], "fiche": fiche_frames, "more": more})


def _box(press: Press, parts: list[Flowable]) -> Table:
    style = [
        ("BACKGROUND", (0, 0), (-1, -1), colour("#f3e6e8")),
        ("TOPPADDING", (0, 0), (-1, -1), 2),
        ("BOTTOMPADDING", (0, 0), (-1, -1), 2),
    ]
    return Table([[part] for part in parts], colWidths=[_BOX], style=style)
