"""Several fiches a page, each in a bordered card with its header as a grid; two short ones share a row."""

from itertools import groupby

from reportlab.lib.pagesizes import A4
from reportlab.lib.units import mm
from reportlab.platypus import CondPageBreak, Flowable, PageBreak, Spacer, Table

from tests.typeset.model import Fiche, Recueil, Slot
from tests.typeset.press import Look, Press, colour

LOOK = Look(page=A4, accent=colour("#b3541e"), body_font="Helvetica", size=9, title_size=12, justified=False, folio="page {}")
LABELS = {
    Slot.DEPARTMENT: "LOCALISATION",
    Slot.CARRIER: "PORTEUR DU PROJET",
    Slot.PERIOD: "PÉRIODE",
    Slot.STATUS: "STATUT",
    Slot.CONTACT: "CONTACT",
}
#: Letters up to which a fiche is short.
_SHORT = 1000
_GAP, _PAD = 5 * mm, 4 * mm
_HALF = (LOOK.width - _GAP) / 2


def render(recueil: Recueil) -> bytes:
    """The publication as a PDF."""
    press = Press(recueil, LOOK)
    story = press.front()
    for chapter in recueil.chapters:
        story += [PageBreak(), *press.opening(chapter)]
        marks = press.announcements(chapter)
        for short, group in groupby(chapter.fiches, _is_short):
            fiches = list(group)
            rows = [fiches[i : i + 2] for i in range(0, len(fiches), 2)] if short else [[fiche] for fiche in fiches]
            for row in rows:
                cards = [_card(press, fiche, marks[fiche.title], _HALF if short else LOOK.width) for fiche in row]
                story += [CondPageBreak(45 * mm), _side_by_side(cards) if short else cards[0], Spacer(1, _GAP)]
        if chapter.briefs:
            story += [PageBreak(), *press.briefs(chapter)]
    return press.pull(story, {"page": [LOOK.frame()]})


def _is_short(fiche: Fiche) -> bool:
    return sum(len(p.text) for section in fiche.sections for p in section.paragraphs) <= _SHORT


def _side_by_side(cards: list[Table]) -> Table:
    cells = [cards[0], "", cards[1] if len(cards) > 1 else ""]
    style = [("VALIGN", (0, 0), (-1, -1), "TOP"), ("LEFTPADDING", (0, 0), (-1, -1), 0), ("RIGHTPADDING", (0, 0), (-1, -1), 0)]
    return Table([cells], colWidths=[_HALF, _GAP, _HALF], style=style)


def _card(press: Press, fiche: Fiche, marks: list[Flowable], width: float) -> Table:
    """A card; a paragraph a row, so that a long one may run over to the next page."""
    title = [*marks, press.line(fiche.title, "title")]
    parts = [press.running(fiche), title, _grid(press, fiche, width - 2 * _PAD), *press.sections(fiche)]
    style = [
        ("BOX", (0, 0), (-1, -1), 0.8, LOOK.accent),
        ("BACKGROUND", (0, 0), (-1, -1), colour("#fffaf5")),
        ("LEFTPADDING", (0, 0), (-1, -1), _PAD),
        ("RIGHTPADDING", (0, 0), (-1, -1), _PAD),
        ("TOPPADDING", (0, 0), (-1, -1), 2),
        ("BOTTOMPADDING", (0, 0), (-1, -1), 3),
    ]
    return Table([[part] for part in parts], colWidths=[width], style=style)


def _grid(press: Press, fiche: Fiche, width: float) -> Table:
    """Label above value, two by two."""
    cells: list[list[Flowable]] = [list(pair) for pair in press.labelled(fiche, LABELS)]
    rows = [[cells[i], cells[i + 1] if i + 1 < len(cells) else ""] for i in range(0, len(cells), 2)]
    style = [("BACKGROUND", (0, 0), (-1, -1), colour("#fbe9dc")), ("VALIGN", (0, 0), (-1, -1), "TOP")]
    return Table(rows, colWidths=[width / 2, width / 2], style=style)
