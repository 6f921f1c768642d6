"""The publication as a Word document: once with styles, once formatted by hand."""

import zipfile
from io import BytesIO

import docx
from docx.document import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Pt
from docx.text.paragraph import Paragraph as WordParagraph

from tests.typeset.model import Chapter, Fiche, Ink, Paragraph, Recueil, Slot

LABELS = {
    Slot.DEPARTMENT: "Territoire",
    Slot.CARRIER: "Porteur",
    Slot.PERIOD: "Année",
    Slot.STATUS: "État d'avancement",
    Slot.CONTACT: "Contact",
}


def styled(recueil: Recueil) -> bytes:
    """Title and heading styles, list styles, a table for the header of each fiche, running header and footer."""
    word = docx.Document()
    word.sections[0].header.paragraphs[0].text = recueil.title
    word.sections[0].footer.paragraphs[0].text = recueil.publisher
    word.add_paragraph(recueil.title, "Title")
    word.add_paragraph(recueil.subtitle, "Subtitle")
    for chapter in recueil.chapters:
        word.add_heading(f"Chapitre {chapter.number} {chapter.name}", 1)
        for fiche in chapter.fiches:
            _styled_fiche(word, fiche)
        if chapter.briefs:
            word.add_heading("Autres démarches", 2)
        _briefs(word, chapter, "Heading 3")
    return saved(word)


def by_hand(recueil: Recueil) -> bytes:
    """No style but the default one: titles are large and bold, bullets typed, header slots lines with a tab."""
    word = docx.Document()
    _display(word, recueil.title, 24)
    _display(word, recueil.subtitle, 14)
    for chapter in recueil.chapters:
        word.add_page_break()
        _display(word, f"Chapitre {chapter.number}", 18)
        _display(word, chapter.name, 18)
        for fiche in chapter.fiches:
            word.add_paragraph().add_run(fiche.running).italic = True
            _display(word, fiche.title, 15)
            for slot, printed in fiche.header.slots:
                line = word.add_paragraph()
                line.add_run(f"{LABELS[slot]} :").bold = True
                line.add_run(f"\t{printed}")
            for section in fiche.sections:
                _display(word, section.heading, 11)
                for paragraph in section.paragraphs:
                    inked(word.add_paragraph("•\t" if paragraph.bullet else ""), paragraph)
        if chapter.briefs:
            _display(word, "Autres démarches", 15)
        _briefs(word, chapter, None)
    return saved(word)


def _styled_fiche(word: Document, fiche: Fiche) -> None:
    word.add_paragraph(fiche.running, "Intense Quote")
    word.add_heading(fiche.title, 2)
    table = word.add_table(rows=0, cols=2, style="Light Grid Accent 1")
    for slot, printed in fiche.header.slots:
        label, value = table.add_row().cells
        label.text, value.text = LABELS[slot], printed
    for section in fiche.sections:
        word.add_heading(section.heading, 3)
        for paragraph in section.paragraphs:
            inked(word.add_paragraph(style="List Bullet" if paragraph.bullet else None), paragraph)


def _briefs(word: Document, chapter: Chapter, heading: str | None) -> None:
    place = ""
    for brief in chapter.briefs:
        if brief.department_line != place:
            place = brief.department_line
            word.add_paragraph(style=heading).add_run(place).bold = True
        inked(word.add_paragraph(), brief.paragraph)


def _display(word: Document, text: str, size: int) -> None:
    line = word.add_paragraph()
    line.alignment = WD_ALIGN_PARAGRAPH.LEFT
    run = line.add_run(text)
    run.bold, run.font.size = True, Pt(size)


def inked(line: WordParagraph, paragraph: Paragraph) -> None:
    """Add running text in its ink to a line."""
    for text, ink in paragraph.runs():
        run = line.add_run(text)
        run.bold = ink is Ink.BOLD or None
        run.font.superscript = ink is Ink.SUPERSCRIPT or None


def saved(word: Document) -> bytes:
    """The file with one date for all its parts: python-docx stamps them with the time of day."""
    raw, out = BytesIO(), BytesIO()
    word.save(raw)
    with zipfile.ZipFile(raw) as parts, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        for name in parts.namelist():
            package.writestr(zipfile.ZipInfo(name), parts.read(name), zipfile.ZIP_DEFLATED)
    return out.getvalue()
