"""Fiches of any publisher, read whole: the same three told in many layouts."""

from dataclasses import dataclass
from pathlib import PurePath

import pytest

from pipeline.document import Document
from pipeline.load.html import read_html
from pipeline.rulebook import Rulebook
from pipeline.run import DocumentResult, Pipeline
from schemas.fiche import Fiche
from tests.support import document

NAME = "Recueil d'initiatives des départements\n\n"

CONTEXT = "Les loyers montent dans tout le canton depuis que la laiterie a rouvert ses portes."
TOLD = "Une équipe de bénévoles passe chaque jeudi, de bourg en bourg, avec un car aménagé."
IMPACT = "Douze familles du canton sont venues, et trois communes voisines veulent en faire autant."


@dataclass(frozen=True)
class Initiative:
    """What a fiche tells, whatever its layout."""

    title: str
    place: str
    name: str
    code: str
    carrier: str
    period: str
    year: int
    ongoing: bool
    state: str
    status: str
    person: str
    email: str


INITIATIVES = (
    Initiative("Un toit pour deux", "Haute-Saône (70)", "Haute-Saône", "70", "Association Le Toit", "Depuis 2018", 2018, True, "En cours", "ongoing", "Claire Lenoir", "c.lenoir@toit.example"),
    Initiative("Le car des soins", "Oise (60)", "Oise", "60", "CCAS de Marlange", "2016", 2016, False, "Réalisé", "done", "Paul Brun", "p.brun@car.example"),
    Initiative("Le café des pères", "Lot (46)", "Lot", "46", "Association Le Gué", "Depuis 2020", 2020, True, "Expérimentation", "experimental", "Jeanne Morel", "j.morel@gue.example"),
)  # fmt: skip

SECTIONS = f"CONTEXTE\n\n{CONTEXT}\n\nDESCRIPTION\n\n{TOLD}\n\n"


def told(fiche: str, name: str = NAME) -> str:
    """A document of the three fiches in a layout; `{d}` stands for the department with its article."""
    articles = {"Haute-Saône": "de la Haute-Saône", "Oise": "de l'Oise", "Lot": "du Lot"}
    return name + "".join(
        fiche.format(i=i, n=n, d=articles[i.name], context=CONTEXT, told=TOLD, impact=IMPACT) for n, i in enumerate(INITIATIVES, 1)
    )


@pytest.fixture(scope="module")
def pipeline(rulebook: Rulebook) -> Pipeline:
    return Pipeline(rulebook, ner=False)


def read(text: str, pipeline: Pipeline) -> DocumentResult:
    return pipeline.read(document(text))


def titles(text: str, pipeline: Pipeline) -> list[str]:
    return [fiche.title for fiche in read(text, pipeline).fiches]


def keys(fiche: Fiche) -> list[str]:
    """The keys of its sections, those that follow each other taken together."""
    found = [section.key.value for section in fiche.sections]
    return [key for n, key in enumerate(found) if n == 0 or key != found[n - 1]]


def slots(fiche: Fiche) -> tuple[object, ...]:
    period, status = fiche.period, fiche.status
    return (
        fiche.title,
        [department.code for department in fiche.departments],
        [carrier.name for carrier in fiche.carriers],
        (period.start_year, period.ongoing) if period else None,
        status.code.value if status else None,
        [(contact.name, contact.emails) for contact in fiche.contacts],
    )


LABELLED = {
    "lines": "{i.title}\n\nTerritoire : {i.place}\nPorteur : {i.carrier}\nDate : {i.period}\nAvancement : {i.state}\nContact : {i.person} - {i.email}\n\n",
    "lines in another order": "{i.title}\n\nContact : {i.person} - {i.email}\nAvancement : {i.state}\nDate : {i.period}\nPorteur : {i.carrier}\nTerritoire : {i.place}\n\n",
    "lines with blank lines between": "{i.title}\n\nTerritoire : {i.place}\n\nPorteur : {i.carrier}\n\nDate : {i.period}\n\nAvancement : {i.state}\n\nContact : {i.person} - {i.email}\n\n",
    "list items": "{i.title}\n\n- Territoire : {i.place}\n- Porteur : {i.carrier}\n- Date : {i.period}\n- Avancement : {i.state}\n- Contact : {i.person} - {i.email}\n\n",
    "list items with bare labels": "{i.title}\n\n- Où {i.name}\n- Qui {i.carrier}\n- Date {i.period}\n- Avancement {i.state}\n- Contact {i.person} - {i.email}\n\n",
    "questions": "{i.title}\n\nOù ? {i.place}\nQui porte le projet ? {i.carrier}\nQuand ? {i.period}\nOù en est-on ? {i.state}\nQui contacter ? {i.person} - {i.email}\n\n",
    "two columns": "### {i.title}\n\n| Territoire | {i.place} |\n|---|---|\n| Porteur | {i.carrier} |\n| Date | {i.period} |\n| Avancement | {i.state} |\n| Contact | {i.person} - {i.email} |\n\n",
    "two columns below a row that names them": "### {i.title}\n\n| Rubrique | Réponse |\n|---|---|\n| Territoire | {i.place} |\n| Porteur | {i.carrier} |\n| Date | {i.period} |\n| Avancement | {i.state} |\n| Contact | {i.person} - {i.email} |\n\n",
    "four columns": "### {i.title}\n\n| Territoire | {i.place} | Porteur | {i.carrier} |\n|---|---|---|---|\n| Date | {i.period} | Avancement | {i.state} |\n| Contact | {i.person} - {i.email} | Logo | bleu |\n\n",
    "row of labels above values": "### {i.title}\n\n| Territoire | Porteur | Date | Avancement | Contact |\n|---|---|---|---|---|\n| {i.place} | {i.carrier} | {i.period} | {i.state} | {i.person} - {i.email} |\n\n",
    "row of labels, one unknown": "### {i.title}\n\n| Territoire | Porteur | Couleur | Date | Avancement | Contact |\n|---|---|---|---|---|---|\n| {i.place} | {i.carrier} | bleu | {i.period} | {i.state} | {i.person} - {i.email} |\n\n",
    "labels in brackets": "{i.title}\n\n[Territoire]  {i.place}\n[Porteur]     {i.carrier}\n[Date]        {i.period}\n[Avancement]  {i.state}\n[Contact]     {i.person} - {i.email}\n\n",
    "labels in bold": "**{i.title}**\n\n**Territoire** {i.place}\n**Porteur** {i.carrier}\n**Date** {i.period}\n**Avancement** {i.state}\n**Contact** {i.person} - {i.email}\n\n",
    "labels above values": "### {i.title}\n\nTerritoire\n{i.place}\n\nPorteur\n{i.carrier}\n\nDate\n{i.period}\n\nAvancement\n{i.state}\n\nContact\n{i.person} - {i.email}\n\n",
    "labels with dots": "{i.title}\n\nTerritoire ........ {i.place}\nPorteur ........ {i.carrier}\nDate ........ {i.period}\nAvancement ........ {i.state}\nContact ........ {i.person} - {i.email}\n\n",
    "labels with tabs": "{i.title}\n\nTerritoire\t{i.place}\nPorteur\t{i.carrier}\nDate\t{i.period}\nAvancement\t{i.state}\nContact\t{i.person} - {i.email}\n\n",
    "labels in a column": "{i.title}\n\nTerritoire    {i.place}\nPorteur       {i.carrier}\nDate          {i.period}\nAvancement    {i.state}\nContact       {i.person} - {i.email}\n\n",
    "one line": "{i.title}\n\nTerritoire : {i.place} | Porteur : {i.carrier} | Date : {i.period} | Avancement : {i.state} | Contact : {i.person} - {i.email}\n\n",
    "title in a row": "| Titre de l'action | {i.title} |\n|---|---|\n| Territoire | {i.place} |\n| Porteur | {i.carrier} |\n| Date | {i.period} |\n| Avancement | {i.state} |\n| Contact | {i.person} - {i.email} |\n\n",
    "counted": "Fiche n° {n} – {i.title}\n\nTerritoire : {i.place}\nPorteur : {i.carrier}\nDate : {i.period}\nAvancement : {i.state}\nContact : {i.person} - {i.email}\n\n",
    "counted above the title": "Fiche n° {n}\n\n{i.title}\n\nTerritoire : {i.place}\nPorteur : {i.carrier}\nDate : {i.period}\nAvancement : {i.state}\nContact : {i.person} - {i.email}\n\n",
    "numbered titles": "{n}. {i.title}\n\nTerritoire : {i.place}\nPorteur : {i.carrier}\nDate : {i.period}\nAvancement : {i.state}\nContact : {i.person} - {i.email}\n\n",
    "marked titles": "► {i.title}\n\nTerritoire : {i.place}\nPorteur : {i.carrier}\nDate : {i.period}\nAvancement : {i.state}\nContact : {i.person} - {i.email}\n\n",
    "below a card heading": "{i.title}\n\nCarte d'identité\n\nTerritoire : {i.place}\nPorteur : {i.carrier}\nDate : {i.period}\nAvancement : {i.state}\nContact : {i.person} - {i.email}\n\n",
}  # fmt: skip


@pytest.mark.parametrize("fiche", LABELLED.values(), ids=LABELLED)
def test_labelled_header(fiche: str, pipeline: Pipeline) -> None:
    result = read(told(fiche + SECTIONS), pipeline)
    assert [slots(found) for found in result.fiches] == [
        (i.title, [i.code], [i.carrier], (i.year, i.ongoing), i.status, [(i.person, (i.email,))]) for i in INITIATIVES
    ]
    assert [keys(found) for found in result.fiches] == [["context", "description"]] * 3


BELOW = {
    "lines": "{i.title}\n\n" + SECTIONS + "Territoire : {i.place}\nPorteur : {i.carrier}\nDate : {i.period}\nAvancement : {i.state}\nContact : {i.person} - {i.email}\n\n",
    "lines below a card heading": "{i.title}\n\n" + SECTIONS + "Carte d'identité\n\nTerritoire : {i.place}\nPorteur : {i.carrier}\nDate : {i.period}\nAvancement : {i.state}\nContact : {i.person} - {i.email}\n\n",
    "rows": "### {i.title}\n\n" + SECTIONS + "| Territoire | {i.place} |\n|---|---|\n| Porteur | {i.carrier} |\n| Date | {i.period} |\n| Avancement | {i.state} |\n| Contact | {i.person} - {i.email} |\n\n",
}  # fmt: skip


@pytest.mark.parametrize("fiche", BELOW.values(), ids=BELOW)
def test_header_below_the_text(fiche: str, pipeline: Pipeline) -> None:
    result = read(told(fiche), pipeline)
    assert [slots(found) for found in result.fiches] == [
        (i.title, [i.code], [i.carrier], (i.year, i.ongoing), i.status, [(i.person, (i.email,))]) for i in INITIATIVES
    ]
    assert [keys(found) for found in result.fiches] == [["context", "description"]] * 3
    assert [text for found in result.fiches for section in found.sections for text in section.text.split("\n") if "identité" in text] == []


LINES = {
    "bare departments": "{i.title}\n\n{i.place}\n{i.carrier}\n{i.period}\n{i.person} - {i.email}\n\n",
    "names alone": "{i.title}\n\n{i.name}\n{i.carrier}\n{i.period}\n{i.person} - {i.email}\n\n",
    "composed with bars": "{i.title}\n\n{i.name} | {i.period} | {i.carrier} | {i.person} - {i.email}\n\n",
    "composed above others": "{i.title}\n\n{i.name} | {i.period}\n{i.carrier}\n{i.person} - {i.email}\n\n",
    "composed with dashes": "{i.title}\n\n{i.name} – {i.period}\n{i.carrier}\n{i.person} - {i.email}\n\n",
    "composed with commas": "{i.title}\n\n{i.name}, {i.period}\n{i.carrier}\n{i.person} - {i.email}\n\n",
}  # fmt: skip


@pytest.mark.parametrize("fiche", LINES.values(), ids=LINES)
def test_header_lines_without_labels(fiche: str, pipeline: Pipeline) -> None:
    result = read(told(fiche + SECTIONS), pipeline)
    assert [slots(found) for found in result.fiches] == [
        (i.title, [i.code], [i.carrier], (i.year, i.ongoing), None, [(i.person, (i.email,))]) for i in INITIATIVES
    ]
    assert [keys(found) for found in result.fiches] == [["context", "description"]] * 3


def test_carrier_above_the_department(pipeline: Pipeline) -> None:
    usual = "{i.title}\n\nDépartement {d}\n{i.carrier}\n{i.period}\n{i.person} - {i.email}\n\n" + SECTIONS
    other = "Le jardin partagé\n\nAssociation Le Pré\nDépartement du Gers\n2017\nAda Lien - a.lien@pre.example\n\n" + SECTIONS
    text = told(usual) + other.format(context=CONTEXT, told=TOLD)
    last = read(text, pipeline).fiches[-1]
    assert slots(last)[:4] == ("Le jardin partagé", ["32"], ["Association Le Pré"], (2017, False))


def test_header_lines_that_name_a_council_as_carrier(pipeline: Pipeline) -> None:
    fiche = "{i.title}\n\nConseil départemental {d} et {i.carrier}\n{i.period}\n{i.person} - {i.email}\n\n" + SECTIONS
    found = read(told(fiche), pipeline).fiches
    assert [(f.title, [d.code for d in f.departments]) for f in found] == [(i.title, [i.code]) for i in INITIATIVES]
    assert [[c.name for c in f.carriers] for f in found] == [
        ["Conseil départemental de la Haute-Saône", "Association Le Toit"],
        ["Conseil départemental de l'Oise", "CCAS de Marlange"],
        ["Conseil départemental du Lot", "Association Le Gué"],
    ]


def test_header_lines_that_do_not_say_where(pipeline: Pipeline) -> None:
    fiche = "{i.title}\n\n{i.carrier}\n{i.period}\n{i.person} - {i.email}\n\n" + SECTIONS
    found = read(told(fiche), pipeline).fiches
    assert [slots(f) for f in found] == [
        (i.title, [], [i.carrier], (i.year, i.ongoing), None, [(i.person, (i.email,))]) for i in INITIATIVES
    ]


SINCE = {
    "line": "Depuis : {year}",
    "row": "| Depuis | {year} |",
    "item": "- Depuis : {year}",
}


@pytest.mark.parametrize("line", SINCE.values(), ids=SINCE)
def test_label_that_says_that_the_action_goes_on(line: str, pipeline: Pipeline) -> None:
    mark = line[: line.index("D")]
    end = " |" if mark == "| " else ""
    joint = " | " if end else " : "
    header = "\n".join(f"{mark}{label}{joint}{{i.{slot}}}{end}" for label, slot in (("Lieu", "place"), ("Porteur", "carrier")))
    fiche = f"### {{i.title}}\n\n{header}\n{line.format(year='{i.year}')}\n\n" + SECTIONS
    found = read(told(fiche), pipeline).fiches
    assert [(f.period.start_year, f.period.ongoing) if f.period else None for f in found] == [(i.year, True) for i in INITIATIVES]


# -- sections

HEADER = "{i.title}\n\nTerritoire : {i.place}\nPorteur : {i.carrier}\nDate : {i.period}\n\n"

HEADED = {
    "capitals": "CONTEXTE\n\n{context}\n\nDESCRIPTION\n\n{told}\n\nRÉSULTATS\n\n{impact}\n\n",
    "small letters": "Le contexte\n\n{context}\n\nL'action\n\n{told}\n\nLes résultats\n\n{impact}\n\n",
    "questions": "Pourquoi ce projet ?\n\n{context}\n\nComment ça marche ?\n\n{told}\n\nQu'est-ce que ça change ?\n\n{impact}\n\n",
    "verbs": "Comprendre\n\n{context}\n\nAgir\n\n{told}\n\nMesurer\n\n{impact}\n\n",
    "colon and text on the line": "Contexte : {context}\n\nAction menée : {told}\n\nRésultats : {impact}\n\n",
    "question and text on the line": "Pourquoi ? {context}\n\nComment ? {told}\n\nPour quels résultats ? {impact}\n\n",
    "bold and text on the line": "**Contexte.** {context}\n\n**L'action.** {told}\n\n**Résultats.** {impact}\n\n",
    "rows": "| Contexte | {context} |\n| Description | {told} |\n| Résultats | {impact} |\n\n",
}


@pytest.mark.parametrize("sections", HEADED.values(), ids=HEADED)
def test_section_headings(sections: str, pipeline: Pipeline) -> None:
    found = read(told(HEADER + sections), pipeline).fiches
    assert [f.title for f in found] == [i.title for i in INITIATIVES]
    assert [[(s.key.value, s.text) for s in f.sections] for f in found] == [
        [("context", CONTEXT), ("description", TOLD), ("impact", IMPACT)]
    ] * 3


def test_heading_that_no_rule_knows_goes_on_its_section(pipeline: Pipeline) -> None:
    found = read(told(HEADER + "CONTEXTE\n\n{context}\n\nLE COIN DES CURIEUX\n\n{told}\n\n"), pipeline).fiches
    assert [[(s.key.value, s.heading) for s in f.sections] for f in found] == [
        [("context", "CONTEXTE"), ("context", "LE COIN DES CURIEUX")]
    ] * 3


RUN_IN = "Pourquoi ? {context}\n\nComment ? {told}\n\n"
REPEATED = {
    "six words": ("Ce que nous avons voulu changer", "description"),
    "a question": ("Et si cela allait ailleurs ?", "description"),
    "seven words": ("Ce que nous avons voulu changer ici", None),
}


@pytest.mark.parametrize(("words", "key"), REPEATED.values(), ids=REPEATED)
def test_words_that_head_the_last_text_of_every_fiche_on_its_line(words: str, key: str | None, pipeline: Pipeline) -> None:
    joint = " " if words.endswith("?") else " : "
    found = read(told(f"{HEADER}{RUN_IN}{words}{joint}{{impact}}\n\n"), pipeline).fiches
    last = (key, words, IMPACT) if key else ("description", "Comment ?", f"{TOLD}\n{words} : {IMPACT}")
    assert [(f.sections[-1].key.value, f.sections[-1].heading, f.sections[-1].text) for f in found] == [last] * 3


def test_words_that_head_a_text_twice_only_are_text(pipeline: Pipeline) -> None:
    line = f"Ce que nous avons voulu changer : {IMPACT}\n\n"
    text = told(f"{HEADER}{RUN_IN}{line}").replace(line, "", 1)
    found = read(text, pipeline).fiches
    assert [(f.sections[-1].heading, f.sections[-1].text.count("changer : Douze")) for f in found] == [("Comment ?", n) for n in (0, 1, 1)]


# -- what stands above and behind fiches

RUNNING = {
    "capitals": "{section}\n\n",
    "diamond": "◆ {section}\n\n",
    "square": "■ {section}\n\n",
    "label": "Thématique : {section}\n\n",
}
THEMES = ("Habiter en famille", "Habiter en famille", "Santé au village")


@pytest.mark.parametrize("heading", RUNNING.values(), ids=RUNNING)
def test_running_heading(heading: str, pipeline: Pipeline) -> None:
    parts = []
    names = [name.upper() for name in THEMES] if heading.startswith("{") else list(THEMES)
    for n, (name, i) in enumerate(zip(names, INITIATIVES, strict=True), 1):
        parts.append(heading.format(section=name) + (HEADER + SECTIONS).format(i=i, n=n))
    found = read(NAME + "".join(parts), pipeline).fiches
    assert [(f.title, f.section) for f in found] == [(i.title, name) for i, name in zip(INITIATIVES, names, strict=True)]
    assert [f.sections[-1].text for f in found] == [TOLD] * 3


@pytest.mark.parametrize("mark", ["-", "–", "•", "■"])
def test_last_item_of_a_fiche_is_no_running_heading(mark: str, pipeline: Pipeline) -> None:
    """An item alone at the end stays in its fiche, where its mark is one of lists."""
    listed = f"CONTEXTE\n\n{{context}}\n\n{mark} un car\n{mark} un lit\n\nRÉSULTATS\n\n{mark} 20 studios\n\n"
    found = read(told(HEADER + listed), pipeline).fiches
    assert [f.section for f in found] == [None] * 3
    assert [f.sections[-1].text for f in found] == ["- 20 studios"] * 3


def test_axis_above_objectives_is_the_section(pipeline: Pipeline) -> None:
    one, two, three = ((HEADER + SECTIONS).format(i=i) for i in INITIATIVES)
    text = (
        f"{NAME}Axe 1 – Habiter\n\nObjectif 1.1 : Loger les jeunes\n\n{one}Objectif 1.2 : Loger les aînés\n\n{two}"
        f"Axe 2 – Bouger\n\nObjectif 2.1 : Aller vers\n\n{three}"
    )
    found = read(text, pipeline).fiches
    assert [(f.title, f.section) for f in found] == [
        ("Un toit pour deux", "Axe 1 – Habiter"),
        ("Le car des soins", "Axe 1 – Habiter"),
        ("Le café des pères", "Axe 2 – Bouger"),
    ]


END = (
    "Annexe 1 : Liste des structures",
    "Glossaire",
    "Remerciements",
    "Liste des sigles",
    "Pour nous écrire",
    "Imprimé sur papier recyclé",
)


@pytest.mark.parametrize("heading", END)
def test_last_fiche_ends_at_what_stands_behind_it(heading: str, pipeline: Pipeline) -> None:
    behind = "La fédération remercie les 240 personnes qui ont relu ces pages pendant tout un hiver."
    found = read(told(HEADER + SECTIONS) + f"{heading}\n\n{behind}\n", pipeline).fiches
    assert [f.title for f in found] == [i.title for i in INITIATIVES]
    assert [(s.key.value, s.text) for s in found[-1].sections] == [("context", CONTEXT), ("description", TOLD)]
    assert found[-1].figures == ()


LABELLED_TEXT = {
    "line": "{i.title}\n\nTerritoire : {i.place}\nPorteur : {i.carrier}\nDate : {i.period}\nBudget : 45 000 €\n\n",
    "row": "### {i.title}\n\n| Territoire | {i.place} |\n| Porteur | {i.carrier} |\n| Date | {i.period} |\n| Budget | 45 000 € |\n\n",
    "year behind": "{i.title}\n\nTerritoire : {i.place}\nPorteur : {i.carrier}\nDate : {i.period}\nBudget 2023 : 45 000 €\n\n",
}


@pytest.mark.parametrize("fiche", LABELLED_TEXT.values(), ids=LABELLED_TEXT)
def test_labelled_text_of_no_slot_is_read_for_figures(fiche: str, pipeline: Pipeline) -> None:
    found = read(told(fiche + SECTIONS), pipeline).fiches
    assert [[(g.raw, g.value) for g in f.figures] for f in found] == [[("45 000 €", 45000)]] * 3
    assert [issue.code for f in found for issue in f.issues if issue.code == "unread_header_line"] == []


TAGGED = "".join(f"<article><p>{policy} · {place}</p><h2>{title}</h2><p>{TOLD}</p><p>{IMPACT}</p></article>" for policy, place, title in (
    ("Logement", "Jura", "Un toit pour deux"), ("Santé", "Lozère", "Le car des soins"), ("Enfance", "Gers", "La halte des petits"),
    ("Accès aux droits", "Orne", "Les mots clairs"), ("Autonomie", "Aude", "La visite du jeudi"),
))  # fmt: skip


@pytest.mark.parametrize(("name", "kind"), [("Cinq essais à suivre", "action"), ("Recueil d'initiatives", "fiche")])
def test_tag_above_a_title_is_no_header_of_a_fiche_unless_the_document_says_what_it_is(name: str, kind: str, pipeline: Pipeline) -> None:
    page = read_html(f"<html><body><main><h1>{name}</h1>{TAGGED}</main></body></html>".encode())
    found = pipeline.read(Document("page", PurePath("page.html"), "0" * 64, page)).fiches
    assert [str(fiche.kind) for fiche in found] == [kind] * 5


THEMES = ("Habiter le bourg", "Soigner partout", "Grandir ensemble")


@pytest.mark.parametrize(
    ("sections", "size", "found"),
    [(THEMES, 9, True), (THEMES, 11, False), (("01", "02", "03"), 9, False)],
    ids=["of their own", "of the text", "numbers"],
)
def test_lines_in_letters_of_their_own_size_above_every_title_are_sections(
    sections: tuple[str, ...], size: int, found: bool, pipeline: Pipeline
) -> None:
    body = "".join(
        f"<p style='font-size:{size}pt'>{section}</p><h2>{title}</h2><ul><li>Où ? {place}</li><li>Qui porte le projet ? Association Le Gué</li>"
        f"<li>Depuis quand ? 2019</li></ul><h3>CONTEXTE</h3><p style='font-size:11pt'>{CONTEXT}</p><p style='font-size:11pt'>{TOLD}</p>"
        for section, title, place in zip(
            sections, ("Un toit pour deux", "Le car des soins", "La halte des petits"), ("Jura", "Lozère", "Gers"), strict=True
        )
    )
    page = read_html(f"<html><body><main><h1>Recueil d'initiatives</h1>{body}</main></body></html>".encode())
    fiches = pipeline.read(Document("page", PurePath("page.html"), "0" * 64, page)).fiches
    assert [fiche.section for fiche in fiches] == (list(sections) if found else [None] * 3)
