"""One fiche a page: a coloured band with the title, header lines behind icons, one column of text."""

from reportlab.lib.pagesizes import A4
from reportlab.platypus import Flowable, PageBreak, Spacer, Table

from tests.typeset.model import Fiche, Recueil, Slot
from tests.typeset.press import Look, Press, colour

LOOK = Look(page=A4, accent=colour("#1d6a88"), running_mark="» ")


def render(recueil: Recueil) -> bytes:
    """The publication as a PDF."""
    press = Press(recueil, LOOK)
    story = press.front()
    for chapter in recueil.chapters:
        story += [PageBreak(), *press.opening(chapter)]
        marks = press.announcements(chapter)
        for number, fiche in enumerate(chapter.fiches):
            story += [*([PageBreak()] if number else []), *marks[fiche.title], *_fiche(press, fiche)]
        if chapter.briefs:
            story += [PageBreak(), *press.briefs(chapter)]
    return press.pull(story, {"page": [LOOK.frame()]})


def _fiche(press: Press, fiche: Fiche) -> list[Flowable]:
    title = press.line(fiche.title, "title on colour")
    band = Table(
        [[title]], colWidths=[LOOK.width], style=[("BACKGROUND", (0, 0), (-1, -1), LOOK.accent), ("BOTTOMPADDING", (0, 0), (-1, -1), 8)]
    )
    slots = [[_Icon(slot), press.line(printed, "slot")] for slot, printed in fiche.header.slots]
    header = Table(
        slots, colWidths=[16, LOOK.width - 16], style=[("VALIGN", (0, 0), (-1, -1), "TOP"), ("LEFTPADDING", (0, 0), (-1, -1), 2)]
    )
    return [press.running(fiche), band, Spacer(1, 6), header, Spacer(1, 4), *press.sections(fiche)]


class _Icon(Flowable):
    """A drawn sign: no letter of any font."""

    def __init__(self, slot: Slot) -> None:
        super().__init__()
        self._round = slot in {Slot.DEPARTMENT, Slot.CARRIER}

    def wrap(self, _width: float, _height: float) -> tuple[float, float]:
        return 9, 9

    def draw(self) -> None:
        self.canv.setFillColor(LOOK.accent)
        if self._round:
            self.canv.circle(4.5, 4.5, 3.6, stroke=0, fill=1)
        else:
            self.canv.roundRect(1, 1, 7, 7, 1.5, stroke=0, fill=1)
