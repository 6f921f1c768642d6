"""Web pages: what is content, what kind of block it is, and in which encoding it is written."""

import time
from pathlib import Path

import pytest

from pipeline.document import Block, BlockKind, Reading
from pipeline.load.html import decode_page, read_html

PAGES = Path(__file__).resolve().parent / "pages"


def read(body: str) -> tuple[Block, ...]:
    return read_html(f"<html><body><main>{body}</main></body></html>".encode()).blocks


def texts(body: str) -> list[str]:
    return [block.text.text for block in read(body)]


def shapes(body: str) -> list[tuple[str, int, str, str]]:
    return [(str(block.kind), block.level, block.marker, block.text.text) for block in read(body)]


def bold(block: Block) -> list[str]:
    return [block.text.text[a:b] for a, b in block.bold]


# -- pages with different chrome around the content


@pytest.mark.parametrize("page", sorted(PAGES.glob("*.html")), ids=lambda page: page.stem)
def test_content_of_a_page_without_its_chrome(page: Path) -> None:
    reading = read_html(page.read_bytes())
    wanted = (PAGES / f"{page.stem}.txt").read_text(encoding="utf-8").split()
    assert " ".join(block.text.text for block in reading.blocks).split() == wanted


@pytest.mark.parametrize("page", sorted(PAGES.glob("*.html")), ids=lambda page: page.stem)
def test_every_character_leads_back_to_the_source(page: Path) -> None:
    reading: Reading = read_html(page.read_bytes())
    assert reading.has_lines is False
    for text in (text for block in reading.blocks for text in block.cells or (block.text,)):
        for char, offset in zip(text.text, text.offsets, strict=True):
            assert char == reading.source[offset] or (char == " " and reading.source[offset].isspace())


CHROME = {
    "navigation": "<nav><a href='/'>Accueil</a></nav>",
    "hidden": "<div hidden>Menu replié</div>",
    "aria-hidden": "<span aria-hidden='true'>icône</span>",
    "not displayed": "<p style='color:red; display : none'>Brouillon</p>",
    "script": "<script>suivi()</script>",
    "template": "<template><p>Modèle</p></template>",
    "noscript": "<noscript>Activez JavaScript</noscript>",
    "form": "<form><label>Rechercher</label><input name='q'></form>",
    "cookies": "<div id='cookieBanner'><p>Nous utilisons des traceurs afin de mesurer la fréquentation du site, avec votre accord.</p></div>",
    "breadcrumb": "<div class='fil-ariane'><a href='/'>Accueil</a> &gt; Relais</div>",
    "share": "<div class='share-buttons'><a href='https://reseau.example'>Réseau</a></div>",
    "tools": "<ul><li><button>Imprimer</button></li></ul>",
    "other pages": "<div><h2>À lire aussi</h2><ul><li><a href='/x'>Le bus des aînés</a></li></ul></div>",
    "back to top": "<p><a href='#haut'>Retour en haut de page</a></p>",
    "back to the list": "<p><a href='#haut'>Retour au sommaire</a></p>",
    "tools below a card": "<p><a href='/f.pdf'>Télécharger la fiche (PDF)</a> <a href='#haut'>Haut de page</a></p>",
    "reading time": "<p>Publié le 3 mai 2021 · Temps de lecture : 4 minutes</p>",
    "links to the page from around it": "<ul class='evitement'><li><a href='#a'>Aller au contenu</a></li><li><a href='#b'>Aller au menu</a></li></ul>",
    "comment": "<!-- à relire -->",
}


@pytest.mark.parametrize("chrome", CHROME.values(), ids=CHROME)
def test_chrome_inside_the_content_is_left_out(chrome: str) -> None:
    assert texts(f"<h1>Le relais</h1>{chrome}<p>Il ouvre en 2019.</p>") == ["Le relais", "Il ouvre en 2019."]


CONTENT = {
    "inset": ("<aside class='box'><h3>Focus</h3><p>Un essai.</p></aside>", ["Focus", "Un essai."]),
    "header of a fiche": ("<article><header><p class='rubrique'>Emploi</p><h3>Le relais</h3></header></article>", ["Emploi", "Le relais"]),
    "name that holds a word of chrome": ("<section id='action-sociale-partagee'><p>Un jardin.</p></section>", ["Un jardin."]),
    "links in a list": ("<ul><li><a href='/a'>Guide</a></li><li>Un relais</li></ul>", ["Guide", "Un relais"]),
    "link in a sentence": ("<p>Voir <a href='/a'>le guide</a>.</p>", ["Voir le guide."]),
    "form around a page": (
        f"<form id='aspnet'><p>{'Un relais pour tous les aidants. ' * 4}</p></form>",
        ["Un relais pour tous les aidants. " * 4],
    ),
    "date in a sentence": ("<p>Publié en mai, le guide est gratuit.</p>", ["Publié en mai, le guide est gratuit."]),
    "heading that opens a part": ("<h3><button>Le logement</button></h3>", ["Le logement"]),
}


@pytest.mark.parametrize(("body", "wanted"), CONTENT.values(), ids=CONTENT)
def test_content_that_looks_like_chrome_is_kept(body: str, wanted: list[str]) -> None:
    assert texts(body) == [text.strip() for text in wanted]


def test_a_part_that_a_dialog_hid_is_kept_when_it_is_the_page() -> None:
    prose = "Le relais des aidants ouvre chaque mardi dans une ancienne école, sans rendez-vous. " * 3
    page = f"<body><div id='page' aria-hidden='true'><h1>Le relais</h1><p>{prose}</p></div><div role='dialog'>Acceptez</div></body>"
    assert [block.text.text for block in read_html(page.encode()).blocks] == ["Le relais", prose.strip()]


PROSE = "Douze bénévoles servent chaque jeudi un repas chaud aux voisins du bourg, dans une ancienne école. " * 3

ASIDES = {
    "experience": (f"<aside><h3>Les marmites du jeudi</h3><p>{PROSE}</p></aside>", True),
    "experience with a link": (f"<aside><h3>Les marmites du jeudi</h3><p>{PROSE}<a href='/marmites'>La recette</a></p></aside>", True),
    "no heading": (f"<aside><p><b>Les marmites du jeudi</b></p><p>{PROSE}</p></aside>", False),
    "short": ("<aside><h3>Les marmites du jeudi</h3><p>Douze bénévoles servent un repas.</p></aside>", False),
    "menu": ("<aside><h3>Les marmites du jeudi</h3><ul>" + f"<li><a href='/x'>{PROSE[:98]}</a></li>" * 3 + "</ul></aside>", False),
}


@pytest.mark.parametrize(("aside", "kept"), ASIDES.values(), ids=ASIDES)
def test_aside_of_a_page_without_landmarks_is_kept_where_it_tells_something(aside: str, kept: bool) -> None:
    page = f"<body><div><h1>Manger ensemble</h1><h2>Ouvrir les cuisines</h2><p>{PROSE * 3}</p>{aside}<p>{PROSE}</p></div></body>"
    assert ("Les marmites du jeudi" in [block.text.text for block in read_html(page.encode()).blocks]) is kept


NAMES = {
    "title": ("<head><title>Le schéma |\n Département\tde la Sarthe</title></head>", "Le schéma | Département de la Sarthe"),
    "characters": ("<head><title>Aînés &amp; aidants</title></head>", "Aînés & aidants"),
    "blank title": ("<head><title> </title></head>", None),
    "no title": ("<head></head>", None),
    "title of a picture": ("<head></head><svg><title>Logo</title></svg>", None),
}


@pytest.mark.parametrize(("head", "name"), NAMES.values(), ids=NAMES)
def test_name_of_a_page_stands_behind_its_text(head: str, name: str | None) -> None:
    reading = read_html(f"<html>{head}<body><main><h1>Le relais</h1><p>Il ouvre.</p></main></body></html>".encode())
    assert [block.text.text for block in reading.blocks] == ["Le relais", "Il ouvre."]
    assert (reading.name.text if reading.name else None) == name
    if reading.name:
        assert reading.source[slice(*reading.name.source_range)] == name


# -- kinds of blocks


def test_headings_have_their_level() -> None:
    assert shapes("<h1>Un</h1><h3>Deux<br>lignes</h3>") == [("heading", 1, "", "Un"), ("heading", 3, "", "Deux lignes")]


def test_lists_have_depth_and_marker() -> None:
    body = "<ul><li>un<ol start=3><li>deux</li><li><p>trois</p><p>suite</p></li></ol></li></ul><ol type=a><li>quatre</ol>"
    assert shapes(body) == [
        ("list_item", 0, "•", "un"),
        ("list_item", 1, "3.", "deux"),
        ("list_item", 1, "4.", "trois"),
        ("paragraph", 0, "", "suite"),
        ("list_item", 0, "a.", "quatre"),
    ]


def test_typed_bullets_and_running_headings_are_read_as_in_text() -> None:
    assert shapes("<p>- un lit</p><p>» Soutenir les parents</p><p>§ Se déplacer</p>") == [
        ("list_item", 0, "-", "un lit"),
        ("heading", 0, "»", "Soutenir les parents"),
        ("heading", 0, "§", "Se déplacer"),
    ]


def test_bold_and_italic_words() -> None:
    (block,) = read("<p>Le <b>relais</b> <strong>des aînés</strong>, <i>dit <b>RA</b></i>, <span style='font-weight:700'>ici</span></p>")
    assert bold(block) == ["relais des aînés", "RA", "ici"]
    assert [block.text.text[a:b] for a, b in block.italic] == ["dit RA"]


def test_a_table_gives_rows_and_a_label_above_paragraphs_is_a_heading() -> None:
    body = (
        "<table><tr><th>Année<td>2019</tr><tr><th>Contact</th><td><p>Mme Odile Brémaud</p><p>02 99 00 12 12</p></td></tr>"
        "<tr><td>Public</td><td><table><tr><td>aidants</td><td>40</td></tr></table></td></tr></table>"
    )
    rows = read(body)
    assert [(str(row.kind), row.text.text) for row in rows] == [
        ("table_row", "Année 2019"),
        ("heading", "Contact"),
        ("paragraph", "Mme Odile Brémaud"),
        ("paragraph", "02 99 00 12 12"),
        ("table_row", "Public aidants 40"),
    ]
    assert [cell.text for cell in rows[0].cells] == ["Année", "2019"]


def test_a_table_that_lays_out_the_page_gives_its_cells_in_order() -> None:
    assert shapes("<table><tr><td><h2>Un</h2><p>a</p></td><td><h2>Deux</h2><p>b</p></td></tr></table>") == [
        ("heading", 2, "", "Un"),
        ("paragraph", 0, "", "a"),
        ("heading", 2, "", "Deux"),
        ("paragraph", 0, "", "b"),
    ]


@pytest.mark.parametrize(
    "body", ["<dt>Porteur<dd>Relais<dt>Année<dd>2019", "<div><dt>Porteur</dt><dd>Relais</dd></div><div><dt>Année</dt><dd>2019</dd></div>"]
)
def test_a_list_of_terms_gives_a_row_for_each(body: str) -> None:
    rows = read(f"<dl>{body}</dl>")
    assert [[cell.text for cell in row.cells] for row in rows] == [["Porteur", "Relais"], ["Année", "2019"]]


def test_a_contents_list_gives_rows_as_in_a_printed_document() -> None:
    body = (
        "<nav><h2>Sommaire</h2><ul><li><a href='#a'>Chapitre 1 Insertion</a><ul><li><a href='#b'>» Emploi</a></li></ul></li>"
        "<li><a href='#c'>Le relais</a></li></ul></nav><p>Il ouvre.</p>"
    )
    heading, *rows, paragraph = read(body)
    assert (heading.text.text, paragraph.text.text) == ("Sommaire", "Il ouvre.")
    assert [[cell.text for cell in row.cells] for row in rows] == [["Chapitre 1 Insertion", ""], ["» Emploi", ""], ["Le relais", ""]]


def test_a_contents_list_of_a_page_without_landmarks_is_chrome() -> None:
    links = "".join(f"<li><a href='#{name}'>{name}</a></li>" for name in ("contenu", "menu", "recherche"))
    page = f"<body><ul>{links}</ul><div><h1>Le relais</h1><p>{'Il ouvre chaque mardi. ' * 9}</p></div></body>"
    assert read_html(page.encode()).blocks[0].text.text == "Le relais"


BREAKS = {
    "sentence": ("Le relais reçoit<br>des familles", ["Le relais reçoit des familles"]),
    "address": ("Maison des aidants<br>2 place du Lavoir<br>Montclairvaux", ["Maison des aidants", "2 place du Lavoir", "Montclairvaux"]),
    "bold line above text": (
        f"<b>Contexte</b><br>{'Les aidants sont seuls. ' * 6}",
        ["Contexte", ("Les aidants sont seuls. " * 6).strip()],
    ),
    "two breaks": ("Un paragraphe.<br> <br>Un autre.", ["Un paragraphe.", "Un autre."]),
    "typed list": ("- un lit<br>- une table", ["un lit", "une table"]),
    "long lines": (f"{'Les aidants sont seuls. ' * 6}<br>Ils le disent.", [("Les aidants sont seuls. " * 6) + "Ils le disent."]),
    "labels": (
        f"<b>Porteur</b> : {'une très longue association de bénévoles ' * 3}<br><b>Année</b> : 2019",
        [("Porteur : " + "une très longue association de bénévoles " * 3).strip(), "Année : 2019"],
    ),
    "in a list item": ("<ul><li>Mairie<br>Salle 2</li></ul>", ["Mairie Salle 2"]),
    "in a cell": ("<table><tr><td>Lieu</td><td>Mairie<br>Salle 2</td></tr></table>", ["Lieu", "Mairie", "Salle 2"]),
}


@pytest.mark.parametrize(("body", "wanted"), BREAKS.values(), ids=BREAKS)
def test_line_breaks(body: str, wanted: list[str]) -> None:
    assert texts(f"<div>{body}</div>") == wanted


def test_characters() -> None:
    body = "<p>1&nbsp;200&#8239;€ pour l’e\ufb03ca\u00adci\u200bté,\n\n CO<sub>2</sub>, 2<sup>e</sup> étage<sup><a href='#n1'>[1]</a></sup></p>"
    reading = read_html(f"<main>{body}</main>".encode())
    assert reading.blocks[0].text.text == "1 200 € pour l’efficacité, CO2, 2e étage"
    assert reading.source == "1\u00a0200\u202f€ pour l’e\ufb03ca\u00adci\u200bté, CO2, 2e étage\n"


def test_numbers_of_windows_characters_and_of_others() -> None:
    assert texts("<p>l&#146;&#x9c;uvre &#38;#8217; &#233;t&#xE9; &#8217; &#60;b&#62;</p>") == ["l’œuvre &#8217; été ’ <b>"]


# -- markup and encodings as they arrive

MARKUP = {
    "unclosed": "<main><p>Un relais<p>Un bus</main>",
    "fragment": "<p>Un relais</p>\n<p>Un bus</p>",
    "xhtml": '<?xml version="1.0" encoding="utf-8"?><!DOCTYPE html><html xmlns="http://www.w3.org/1999/xhtml"><body><p>Un relais</p><p>Un bus</p></body></html>',
    "deep": "<div>" * 1500 + "<p>Un relais</p><p>Un bus</p>" + "</div>" * 1500,
    "stray ends": "</td></li><p>Un relais</b></p></table><p>Un bus</p></dl>",
    "smart tags": "<p>Un <st1:place w:st='on'>relais</st1:place><o:p></o:p></p><p>Un bus</p>",
    "cell without table": "<td>Un relais</td><p>Un bus</p>",
    "control characters": "<p>Un re\x01la\x02is</p><!--\x03--><p>Un&#11;<b></b>\x0bbus</p>&#1;",
    "letter zero": "<p>Un re\0lais</p><p>Un bus</p>",
}


@pytest.mark.parametrize("page", MARKUP.values(), ids=MARKUP)
def test_markup_that_is_not_as_it_should_be(page: str) -> None:
    assert " ".join(block.text.text for block in read_html(page.encode()).blocks) == "Un relais Un bus"


@pytest.mark.parametrize("page", ["", "<!-- rien -->", "<html></html>", "<body><img src=a></body>"])
def test_a_page_without_text_gives_no_blocks(page: str) -> None:
    assert read_html(page.encode()).blocks == ()


ENCODINGS = {
    "utf-8": ("<p>L’été à 3 €</p>".encode(), "L’été à 3 €"),
    "utf-8 with mark": ("\ufeff<p>L’été</p>".encode(), "L’été"),
    "utf-16": ("<p>L’été</p>".encode("utf-16"), "L’été"),
    "declared latin-1 is windows": ('<meta charset="ISO-8859-1"><p>L’été à 3 €</p>'.encode("cp1252"), "L’été à 3 €"),
    "declared latin-9": (
        "<meta http-equiv='Content-Type' content='text/html; charset=iso-8859-15'><p>3 \u20ac, cœur</p>".encode("iso-8859-15"),
        "3 €, cœur",
    ),
    "declared latin-1 but utf-8": ('<meta charset="iso-8859-1"><p>L’été</p>'.encode(), "L’été"),
    "declared utf-8 but windows": ('<meta charset="utf-8"><p>L’été</p>'.encode("cp1252"), "L’été"),
    "declared mac": ('<meta charset="macintosh"><p>été</p>'.encode("mac-roman"), "été"),
    "declared nonsense": ('<meta charset="klingon"><p>été</p>'.encode("cp1252"), "été"),
    "xml declaration": ('<?xml version="1.0" encoding="mac-roman"?><p>été</p>'.encode("mac-roman"), "été"),
    "nothing declared": ("<p>été</p>".encode("cp1252"), "été"),
}


@pytest.mark.parametrize(("data", "wanted"), ENCODINGS.values(), ids=ENCODINGS)
def test_encoding(data: bytes, wanted: str) -> None:
    assert wanted in decode_page(data)
    assert read_html(data).blocks[0].text.text == wanted


def test_kinds_are_those_of_every_format() -> None:
    assert {block.kind for page in PAGES.glob("*.html") for block in read_html(page.read_bytes()).blocks} == set(BlockKind)


# -- cards


@pytest.mark.parametrize(
    ("chips", "line"),
    [
        ('<span class="puce lieu">Vendée</span><span class="puce etat">En projet</span>', "Vendée | En projet"),
        ('<span class="c1">Le Dépar</span><span class="c1">tement finance</span>', "Le Département finance"),
        ('<span class="a">Vendée</span><span class="b">En projet</span>', "VendéeEn projet"),
        ('<span class="puce">Vendée</span> <span class="puce">En projet</span>', "Vendée | En projet"),
    ],
    ids=["chips", "one word in two", "other classes", "blank between"],
)
def test_labels_that_only_their_style_parts(chips: str, line: str) -> None:
    assert texts(f"<p>{chips}</p>") == [line]


def test_tags_have_a_bar_between() -> None:
    tags = "<span class='tag'>Lozère</span> <span class='tag'>Depuis 2020</span> <span class='tag'>En cours</span>"
    assert texts(f"<p>{tags}</p>") == ["Lozère | Depuis 2020 | En cours"]
    bare = tags.replace(" class='tag'", "")
    assert texts(f"<p class='meta'>{bare}</p>") == ["Lozère | Depuis 2020 | En cours"]
    assert texts(f"<p>{bare}</p>") == ["Lozère Depuis 2020 En cours"]
    assert texts("<p><span class='a'>Le relais</span> <span class='a'>ouvre</span> <span class='a'>à Mende</span></p>") == [
        "Le relais ouvre à Mende"
    ]
    assert texts("<p><span>Lozère</span> <span>2020</span></p>") == ["Lozère 2020"]


@pytest.mark.parametrize("word", ["MOT", "mot", "12"])
def test_thousands_of_words_set_apart_are_text_at_once(word: str) -> None:
    # each would be compared with all others, which took two minutes
    start = time.process_time()
    assert texts("<p>" + " ".join(4_000 * [f"<span>{word}</span>"]) + "</p>") == [" ".join(4_000 * [word])]
    assert time.process_time() - start < 10


def test_footers_of_cards_hold_their_fields() -> None:
    card = "<article><h3>Le café des pères</h3><p>On y vient le jeudi.</p><footer>{}</footer></article>"
    terms = "<dl><dt>Porté par</dt><dd>Association Le Gué</dd><dt>Contact</dt><dd>a.dore@legue.example</dd></dl>"
    assert texts(3 * card.format(terms))[2:4] == ["Porté par Association Le Gué", "Contact a.dore@legue.example"]
    fields = "<ul><li><b>Lauréat :</b> Association Le Gué</li><li><b>Contact :</b> a.dore@legue.example</li></ul>"
    assert texts(3 * card.format(fields))[2:4] == ["Lauréat : Association Le Gué", "Contact : a.dore@legue.example"]
    assert texts(3 * card.format("<p>Partager cette page</p>")) == 3 * ["Le café des pères", "On y vient le jeudi."]
    assert texts(card.format("<p>Publié le : 12 mai 2023</p><p>Rubrique : Famille</p>")) == ["Le café des pères", "On y vient le jeudi."]


def test_heading_in_a_button_opens_the_text_below_it() -> None:
    page = "<button><h3>Le bus bleu</h3></button><div><p>Il passe le jeudi dans douze bourgs.</p></div><button>Fermer</button>"
    assert texts(page) == ["Le bus bleu", "Il passe le jeudi dans douze bourgs."]


# -- labels that count in headings

LABELLED = {
    "own element": '<h3><span class="num">Mesure 2</span> Ouvrir une halte</h3>',
    "own line": "<h3>Mesure 2<br>Ouvrir une halte</h3>",
    "within a link": "<h3><a href='#m2'><small>Mesure 2</small> Ouvrir une halte</a></h3>",
}


@pytest.mark.parametrize("body", LABELLED.values(), ids=LABELLED)
def test_label_that_counts_stands_apart_from_its_title(body: str) -> None:
    assert shapes(body) == [("heading", 3, "", "Mesure 2"), ("heading", 3, "", "Ouvrir une halte")]


WHOLE = {
    "number of an axis": ("<h2><span>Axe 2</span> Rouler</h2>", "Axe 2 Rouler"),
    "joined by a mark": ("<h3><b>Mesure 2</b> : Ouvrir une halte</h3>", "Mesure 2 : Ouvrir une halte"),
    "a year": ("<h3><b>Objectif 2030</b> Rouler</h3>", "Objectif 2030 Rouler"),
    "nothing below": ("<h3><b>Mesure 2</b> </h3>", "Mesure 2"),
    "other words": ("<h3><b>Ouvrir</b> une halte<br>au bourg</h3>", "Ouvrir une halte au bourg"),
}


@pytest.mark.parametrize(("body", "heading"), WHOLE.values(), ids=WHOLE)
def test_heading_that_stays_whole(body: str, heading: str) -> None:
    assert texts(body) == [heading]
