"""A4 landscape in three columns, through which the fiches flow one after another."""

from reportlab.lib.pagesizes import A4, landscape
from reportlab.lib.units import mm
from reportlab.platypus import CondPageBreak, Flowable, NextPageTemplate, PageBreak, Spacer
from reportlab.platypus import Paragraph as Lines

from tests.typeset.model import Fiche, Recueil, Slot
from tests.typeset.press import Look, Press, colour

LOOK = Look(page=landscape(A4), accent=colour("#0a6b5e"), body_font="Helvetica", size=9, title_size=12, margin=15 * mm, outside=True)
LABELS = {
    Slot.DEPARTMENT: "Territoire",
    Slot.CARRIER: "Structure porteuse",
    Slot.PERIOD: "Calendrier",
    Slot.STATUS: "Statut",
    Slot.CONTACT: "Contact",
}


def render(recueil: Recueil) -> bytes:
    """The publication as a PDF."""
    press = Press(recueil, LOOK)
    story = press.front()
    for chapter in recueil.chapters:
        story += [NextPageTemplate("columns"), PageBreak(), *press.opening(chapter)]
        marks = press.announcements(chapter)
        for fiche in chapter.fiches:
            story += [CondPageBreak(50 * mm), *marks[fiche.title], *_fiche(press, fiche)]
        story += press.briefs(chapter)
    return press.pull(story, {"page": [LOOK.frame()], "columns": LOOK.columns(3, 8 * mm)})


def _fiche(press: Press, fiche: Fiche) -> list[Flowable]:
    slot_style = press.styles["slot"]
    slots = [Lines(f"<b>{LABELS[slot]} :</b> {printed}", slot_style) for slot, printed in fiche.header.slots]
    return [*press.heading(fiche), *slots, Spacer(1, 4), *press.sections(fiche), Spacer(1, 12)]
