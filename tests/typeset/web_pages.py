"""The publication as a web page: once with the elements meant for it, once as an old page builder leaves it."""

from collections.abc import Iterable
from html import escape

from tests.typeset.model import Chapter, Fiche, Ink, Paragraph, Recueil, Section, Slot

LABELS = {
    Slot.DEPARTMENT: "Territoire",
    Slot.CARRIER: "Porteur",
    Slot.PERIOD: "Année",
    Slot.STATUS: "État d'avancement",
    Slot.CONTACT: "Contact",
}
_MENU = "<nav><ul><li><a href='/'>Accueil</a></li><li><a href='/publications'>Publications</a></li></ul></nav>"
_COOKIES = "<div class='cookies' role='dialog'><p>Ce site utilise des cookies.</p><button>Tout accepter</button></div>"


def semantic(recueil: Recueil) -> bytes:
    """Articles with headings, description lists and lists; menu, cookies and footer around them."""
    parts = [f"<header><h1>{escape(recueil.title)}</h1><p>{escape(recueil.subtitle)}</p></header>"]
    for chapter in recueil.chapters:
        parts.append(f"<section><header><p>Chapitre {chapter.number}</p><h2>{escape(chapter.name)}</h2></header>")
        parts += map(_article, chapter.fiches)
        if chapter.briefs:
            parts += ["<section class='autres'><h2>Autres démarches</h2>", *_briefs(chapter, "h4"), "</section>"]
        parts.append("</section>")
    return page(
        f"{recueil.title} | {recueil.publisher}", f"{_COOKIES}{_MENU}<main>{''.join(parts)}</main><footer><p>Mentions légales</p></footer>"
    )


def page_builder(recueil: Recueil) -> bytes:
    """No element but `div`, `table`, `br` and `b`: bullets are typed, headings only bold, header slots table cells."""
    parts = [f"<div class='t1'><b>{escape(recueil.title)}</b><br>{escape(recueil.subtitle)}</div>"]
    for chapter in recueil.chapters:
        parts.append(f"<div class='t2'><b>Chapitre {chapter.number}<br>{escape(chapter.name)}</b></div>")
        for fiche in chapter.fiches:
            rows = "".join(
                f"<tr><td><b>{LABELS[slot]}&nbsp;:</b></td><td>{escape(printed)}</td></tr>" for slot, printed in fiche.header.slots
            )
            parts.append(
                f"<div class='rub'>{escape(fiche.running)}</div><div class='t3'><b>{escape(fiche.title)}</b></div><table>{rows}</table>"
            )
            parts += [_loose(section) for section in fiche.sections]
        if chapter.briefs:
            parts += ["<div class='t2'><b>Autres démarches</b></div>", *_briefs(chapter, "b")]
    return page(
        f"{recueil.title} | {recueil.publisher}",
        f"<div id='menu'><a href='/'>Accueil</a> | <a href='/plan'>Plan du site</a></div><div id='content'>{''.join(parts)}</div>",
    )


def page(title: str, body: str) -> bytes:
    """A whole page around a body."""
    head = f"<meta charset='utf-8'><title>{escape(title)}</title>"
    return f"<!DOCTYPE html><html lang='fr'><head>{head}</head><body>{body}</body></html>".encode()


def _article(fiche: Fiche) -> str:
    slots = "".join(f"<div><dt>{LABELS[slot]}</dt><dd>{escape(printed)}</dd></div>" for slot, printed in fiche.header.slots)
    body = "".join(f"<h4>{escape(section.heading)}</h4>{_blocks(section.paragraphs)}" for section in fiche.sections)
    title = f"<header><p class='rubrique'>{escape(fiche.running)}</p><h3>{escape(fiche.title)}</h3></header>"
    return f"<article>{title}<dl>{slots}</dl><div>{body}</div></article>"


def _blocks(paragraphs: Iterable[Paragraph]) -> str:
    parts: list[str] = []
    in_list = False
    for paragraph in paragraphs:
        if paragraph.bullet != in_list:
            parts.append("</ul>" if in_list else "<ul>")
            in_list = paragraph.bullet
        parts.append(f"<li>{inked(paragraph)}</li>" if paragraph.bullet else f"<p>{inked(paragraph)}</p>")
    return "".join(parts) + ("</ul>" if in_list else "")


def _loose(section: Section) -> str:
    texts = "<br>".join(f"&bull;&nbsp;{inked(p)}" if p.bullet else inked(p) for p in section.paragraphs)
    return f"<div><b>{escape(section.heading)}</b></div><div>{texts}</div>"


def _briefs(chapter: Chapter, heading: str) -> list[str]:
    parts: list[str] = []
    place = ""
    for brief in chapter.briefs:
        if brief.department_line != place:
            place = brief.department_line
            parts.append(f"<div><{heading}>{escape(place)}</{heading}></div>")
        parts.append(f"<p>{inked(brief.paragraph)}</p>")
    return parts


def inked(paragraph: Paragraph) -> str:
    """Running text with tags for its ink."""
    tags = {Ink.BOLD: "b", Ink.SUPERSCRIPT: "sup"}
    return "".join(f"<{tags[ink]}>{escape(text)}</{tags[ink]}>" if ink in tags else escape(text) for text, ink in paragraph.runs())
