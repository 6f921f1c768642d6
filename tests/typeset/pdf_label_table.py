"""Each fiche a ruled table: labels and section names at the left, values and text at the right."""

from reportlab.lib.colors import grey
from reportlab.lib.pagesizes import A4
from reportlab.lib.units import mm
from reportlab.platypus import CondPageBreak, Flowable, PageBreak, Spacer, Table

from tests.typeset.model import Fiche, Recueil, Slot
from tests.typeset.press import Look, Press, colour

LOOK = Look(page=A4, accent=colour("#5b4636"), body_font="Helvetica", size=10.5, title_size=13, folio="- {} -", justified=False)
LABELS = {
    Slot.DEPARTMENT: "Département",
    Slot.CARRIER: "Porteur",
    Slot.PERIOD: "Année",
    Slot.STATUS: "État d'avancement",
    Slot.CONTACT: "Contact",
}
_LABEL = 48 * mm

Cell = Flowable | list[Flowable] | str


def render(recueil: Recueil) -> bytes:
    """The publication as a PDF."""
    press = Press(recueil, LOOK)
    story = press.front()
    for chapter in recueil.chapters:
        story += [PageBreak(), *press.opening(chapter)]
        marks = press.announcements(chapter)
        for fiche in chapter.fiches:
            story += [CondPageBreak(60 * mm), press.running(fiche), _table(press, fiche, marks[fiche.title]), Spacer(1, 14)]
        if chapter.briefs:
            story += [PageBreak(), *press.briefs(chapter)]
    return press.pull(story, {"page": [LOOK.frame()]})


def _table(press: Press, fiche: Fiche, marks: list[Flowable]) -> Table:
    title = [*marks, press.line(fiche.title, "title on colour")]
    rows: list[list[Cell]] = [[title, ""], *([label, value] for label, value in press.labelled(fiche, LABELS))]
    opens = list(range(len(rows)))
    for section in fiche.sections:
        opens.append(len(rows))
        heading, *texts = press.section(section)
        # A paragraph a row, so that a table may run over to the next page; only the first bears the name.
        rows += [[heading if number == 0 else "", text] for number, text in enumerate(texts)]
    rules = [("LINEABOVE", (0, row), (-1, row), 0.6, grey) for row in opens]
    style = [
        ("SPAN", (0, 0), (1, 0)),
        ("BACKGROUND", (0, 0), (1, 0), LOOK.accent),
        ("BACKGROUND", (0, 1), (0, -1), colour("#efe8df")),
        ("BOX", (0, 0), (-1, -1), 0.6, grey),
        ("LINEAFTER", (0, 1), (0, -1), 0.6, grey),
        ("VALIGN", (0, 0), (-1, -1), "TOP"),
        *rules,
    ]
    return Table(rows, colWidths=[_LABEL, LOOK.width - _LABEL], style=style)
