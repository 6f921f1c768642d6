"""Whole fiches, briefs and publications."""

from collections.abc import Callable
from dataclasses import fields, is_dataclass, replace
from enum import Enum
from typing import Any

from hypothesis import strategies as st

from tests.roundtrip.headers import heads, places
from tests.roundtrip.sentences import SENTENCES, paragraphs
from tests.roundtrip.vocabulary import CHAPTERS, DEPARTMENTS, HEADINGS, RUNNING, SECTION_ORDER, TITLE_NAMES, TITLE_NOUNS, TITLE_OF
from tests.typeset.model import Brief, Chapter, Fiche, Figure, Paragraph, Recueil, Section

FOREWORD = (
    Paragraph(
        "Les départements inventent chaque jour, avec les communes, les associations et les habitants, des réponses adaptées à leurs "
        "territoires. Ce recueil en présente quelques-unes, telles que leurs auteurs les racontent : il ne prétend ni les comparer ni les "
        "juger, mais donner envie de s'en inspirer. Que toutes celles et ceux qui ont pris le temps de décrire leur action en soient "
        "remerciés."
    ),
    Paragraph(
        "Chaque page suit le même plan. Le lecteur y trouvera d'abord le lieu, la période et les personnes à joindre, puis le récit de la "
        "démarche, ses difficultés et ce qu'elle a changé. Les actions plus brèves sont réunies à la fin des chapitres, sans que cette "
        "place dise rien de leur intérêt ni de leur ampleur."
    ),
)


@st.composite
def titles(draw: st.DrawFn) -> str:
    """The title of a fiche."""
    words = f"{draw(st.sampled_from(TITLE_NOUNS))} {draw(st.sampled_from(TITLE_OF))}"
    form = draw(st.integers(0, 7))
    name = draw(st.sampled_from(TITLE_NAMES)) if form >= 4 else ""
    match form:
        case 4:
            return f"« {name} », {words[0].lower()}{words[1:]}"
        case 5:
            return f"{words} « {name} »"
        case 6:
            return f"{name} : {words[0].lower()}{words[1:]}"
        case 7:
            return name
        case _:
            return words


@st.composite
def _sections(draw: st.DrawFn) -> tuple[tuple[Section, ...], tuple[Figure, ...]]:
    keys = [key for key in SECTION_ORDER if key == "description" or draw(st.integers(0, 2)) == 2]
    found: list[Section] = []
    figures: list[Figure] = []
    for key in keys:
        text, counted = draw(paragraphs(key))
        found.append(Section(key, draw(st.sampled_from(HEADINGS[key])), text))
        figures += counted
    return tuple(found), tuple(figures)


@st.composite
def fiches(draw: st.DrawFn, running: str) -> Fiche:
    """A fiche under a running heading."""
    head = draw(heads())
    sections, figures = draw(_sections())
    related: tuple[str, ...] = ()
    if draw(st.integers(0, 7)) == 7:
        other = draw(st.sampled_from([d for d in DEPARTMENTS if d.code not in {*head.departments, "69M", "90"}]))
        told = Paragraph(f"Une démarche similaire est signalée par le département {other.printed}.")
        sections = (*sections[:-1], replace(sections[-1], paragraphs=(*sections[-1].paragraphs, told)))
        related = (other.code,)
    return Fiche(
        title=draw(titles()),
        running=running,
        header=head.header,
        sections=sections,
        departments=head.departments,
        carriers=head.carriers,
        contacts=head.contacts,
        period=head.period,
        status=head.status,
        figures=figures,
        related=related,
    )


@st.composite
def briefs(draw: st.DrawFn) -> tuple[Brief, ...]:
    """One to three short actions of one department."""
    place = draw(places())
    found = []
    for title in draw(st.lists(titles(), min_size=1, max_size=3, unique=True)):
        told = draw(st.lists(SENTENCES["brief"], min_size=1, max_size=3))
        joint = draw(st.sampled_from((" - ", " – ")))
        found.append(
            Brief(
                place.line,
                title,
                Paragraph(f"{title}{joint}{' '.join(t.text for t in told)}"),
                place.codes,
                tuple(f for t in told for f in t.figures),
            )
        )
    return tuple(found)


@st.composite
def recueils(draw: st.DrawFn, least: int = 4, most: int = 8) -> Recueil:
    """A publication of some fiches in one or two chapters; `least` enough for a reader to know the family by."""
    count = draw(st.integers(least, most))
    first = draw(st.integers(2, count))
    parts = [first, count - first] if count - first >= 2 else [count]
    names = draw(st.permutations(CHAPTERS))
    chapters = []
    for number, size in enumerate(parts, 1):
        # without a mark, and printed only once each, running headings are no more than a line above the title
        running = draw(st.lists(st.sampled_from(RUNNING), min_size=1, max_size=2 if size > 2 else 1, unique=True))
        cut = draw(st.integers(1, size)) if len(running) > 1 else size
        printed = [running[0]] * cut + [running[-1]] * (size - cut)
        found = tuple(draw(fiches(heading)) for heading in printed)
        small: tuple[Brief, ...] = draw(briefs()) if draw(st.integers(0, 2)) == 2 else ()
        chapters.append(Chapter(number, names[number - 1], found, small))
    foreword = FOREWORD if draw(st.booleans()) else ()
    recueil = Recueil(
        "AU FIL DES CANTONS",
        "Recueil d'actions présentées par les départements",
        "Atelier des solidarités locales",
        foreword,
        tuple(chapters),
    )
    recueil = _with_titles_apart(recueil)
    return respelled(recueil, lambda text: text.replace("'", "’")) if draw(st.booleans()) else recueil


def _with_titles_apart(recueil: Recueil) -> Recueil:
    """The publication with each title only once: a second one gets a number."""
    seen: set[str] = set()

    def apart(title: str) -> str:
        number, name = 1, title
        while name.casefold() in seen:
            number += 1
            name = f"{title} {'I' * number}" if not title.endswith("»") else f"{title[:-2]} {'I' * number} »"
        seen.add(name.casefold())
        return name

    chapters = []
    for chapter in recueil.chapters:
        found = tuple(replace(fiche, title=apart(fiche.title)) for fiche in chapter.fiches)
        small = []
        for brief in chapter.briefs:
            title = apart(brief.title)
            small.append(replace(brief, title=title, paragraph=Paragraph(title + brief.paragraph.marked[len(brief.title) :])))
        chapters.append(replace(chapter, fiches=found, briefs=tuple(small)))
    return replace(recueil, chapters=tuple(chapters))


def respelled(value: Any, spell: Callable[[str], str]) -> Any:
    """A printed thing with all its texts spelt another way."""
    match value:
        case Enum():
            return value
        case str():
            return spell(value)
        case tuple() if hasattr(value, "_fields"):
            return type(value)(*(respelled(item, spell) for item in value))
        case tuple():
            return tuple(respelled(item, spell) for item in value)
        case _ if is_dataclass(value) and not isinstance(value, type):
            return replace(value, **{f.name: respelled(getattr(value, f.name), spell) for f in fields(value)})
        case _:
            return value
