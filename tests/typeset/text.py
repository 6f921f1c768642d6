"""The publication as text: a control that the model says what the rules read, whatever the format."""

from tests.typeset.model import Fiche, Paragraph, Recueil


def render(recueil: Recueil) -> str:
    """The publication as the text samples have it: slots without labels, lists with hyphens."""
    lines = [recueil.title, recueil.subtitle, *(p.marked for p in recueil.foreword)]
    for chapter in recueil.chapters:
        lines += [f"Chapitre {chapter.number}", chapter.name]
        for fiche in chapter.fiches:
            lines += _fiche(fiche)
        if chapter.briefs:
            lines.append("» Autres démarches")
        place = ""
        for brief in chapter.briefs:
            if brief.department_line != place:
                lines.append(place := brief.department_line)
            lines.append(_paragraph(brief.paragraph))
    return "\n\n".join(lines) + "\n"


def _fiche(fiche: Fiche) -> list[str]:
    lines = [f"» {fiche.running}", fiche.title, *(printed for _, printed in fiche.header.slots)]
    for section in fiche.sections:
        lines += [section.heading, *map(_paragraph, section.paragraphs)]
    return lines


def _paragraph(paragraph: Paragraph) -> str:
    return f"- {paragraph.marked}" if paragraph.bullet else paragraph.marked
