import random

import pytest

from pipeline.load.markup import clean

NBSP, THIN, SOFT = "\u00a0", "\u202f", "\u00ad"

CLEAN = {
    "bold": ("un **très bon** repas", "un très bon repas"),
    "bold with underscores": ("un __très bon__ repas", "un très bon repas"),
    "italic": ("la revue *Le Lien* parue", "la revue Le Lien parue"),
    "bold italic": ("un ***mot*** fort", "un mot fort"),
    "bold never closed": ("**Objectifs de la démarche", "Objectifs de la démarche"),
    "footnote star": ("les aidants* du canton", "les aidants du canton"),
    "superscript in braces": ("la 1^{ère} fois", "la 1ère fois"),
    "superscript bare": ("le 2^e étage", "le 2e étage"),
    "square metres": ("40 m^{2} de salle", "40 m2 de salle"),
    "superscript tag": ("le XX<sup>e</sup> siècle", "le XXe siècle"),
    "link": ("voir [le site](https://lien.example/a?b=1) du lieu", "voir le site du lieu"),
    "image": ("![Vue du parc](parc.png) ouverte", "Vue du parc ouverte"),
    "brackets that are no link": ("ces [quatre] lieux (deux ans)", "ces [quatre] lieux (deux ans)"),
    "numbered entities": ("d&#233;but &#x27;16 &hellip;", "début '16 …"),
    "underscores in a word": ("jean__brun__x@relais.example", "jean__brun__x@relais.example"),
    "entities": ("l&rsquo;&eacute;t&eacute; &amp; l&apos;hiver&nbsp;: 3&nbsp;&euro;", "l’été & l'hiver : 3 €"),
    "ampersand alone": ("Soins & Liens", "Soins & Liens"),
    "line break tag": ("rue Haute<br/>23000 Guéret", "rue Haute 23000 Guéret"),
    "style tags": ("<b>Public</b> : <em>tous</em>", "Public : tous"),
    "not a tag": ("dette < 500 € et > 20 €", "dette < 500 € et > 20 €"),
    "non-breaking space": (f"1{NBSP}250{NBSP}€", "1 250 €"),
    "narrow non-breaking space": (f"1{THIN}250{THIN}places", "1 250 places"),
    "thin space": ("12\u2009000 heures", "12 000 heures"),
    "blanks collapsed": ("  deux \t  lits   ", "deux lits"),
    "blank kept once across marks": ("un ** mot** simple", "un mot simple"),
    "ligatures": ("e\ufb00et, \ufb01n, con\ufb02it, o\ufb03ce, a\ufb04ux", "effet, fin, conflit, office, afflux"),
    "letters that only look like ligatures": ("la sœur et le cæcum", "la sœur et le cæcum"),
    "decomposed accents": ("e\u0301le\u0300ve a\u0302ge\u0301 franc\u0327ais", "élève âgé français"),
    "decomposed capital": ("E\u0301tat", "État"),
    "soft hyphen": (f"accom{SOFT}pagne{SOFT}ment", "accompagnement"),
    "zero-width space and joiners": ("ac\u200bcueil\u200d de\ufeff jour", "accueil de jour"),
    "apostrophe and quotes as printed": ("l’« aide »", "l’« aide »"),
    "nothing but marks": ("** **", ""),
    "anchor of a heading": ('Ouvrir les cuisines <a id="cuisines"></a>', "Ouvrir les cuisines"),
}


@pytest.mark.parametrize(("source", "expected"), CLEAN.values(), ids=CLEAN)
def test_clean_text(source: str, expected: str) -> None:
    text, _ = clean(source, 0, len(source))
    assert text.text == expected
    assert len(text.offsets) == len(text.text)


BOLD = {
    "one run": ("un **très bon** repas", ["très bon"]),
    "two runs": ("**Public** : tous, **coût** : aucun", ["Public", "coût"]),
    "whole": ("**Le relais**", ["Le relais"]),
    "never closed": ("avant **après tout", ["après tout"]),
    "none": ("rien *ici* de gras", []),
}


@pytest.mark.parametrize(("source", "expected"), BOLD.values(), ids=BOLD)
def test_bold_ranges(source: str, expected: list[str]) -> None:
    text, bold = clean(source, 0, len(source))
    assert [text.text[a:b].strip() for a, b in bold] == expected


def test_only_the_range_given_is_read() -> None:
    source = "xx **bon** yy"
    text, bold = clean(source, 3, 10)
    assert (text.text, text.source_range, bold) == ("bon", (5, 8), ((0, 3),))


#: What one source character may be shown as, where it is not shown as itself.
SHOWN = {NBSP: " ", THIN: " ", "\t": " ", "\u2009": " ", "&": "&’é€ ", "<": " ", "\ufb01": "fi", "\ufb00": "f", "e": "éè"}

LONG = (
    f"**Le relais**  des  a\u00eene\u0301s* : 1{THIN}250{NBSP}visites,\tla 1^{{ère}} \ufb01che (*e\ufb00ets*)<br>"
    f"l&rsquo;&eacute;quipe [du site](http://a.example) ac{SOFT}cueille 12\u2009000 & plus <sup>2</sup> € fin"
)


def test_every_slice_leads_back_to_its_source() -> None:
    text, _ = clean(LONG, 0, len(LONG))
    assert list(text.offsets) == sorted(text.offsets)
    for char, at in zip(text.text, text.offsets, strict=True):
        assert LONG[at] == char or char in SHOWN[LONG[at]]
    draw = random.Random(7)  # noqa: S311
    for _ in range(300):
        start = draw.randrange(len(text))
        end = draw.randrange(start + 1, len(text) + 1)
        first, last = text[start:end].source_range
        assert 0 <= first < last <= len(LONG)
        again, _ = clean(LONG, first, last)
        assert text.text[start:end].strip()[:1] in again.text or not text.text[start:end].strip()


def test_slices_of_plain_text_are_the_source() -> None:
    source = "  - Le relais des aînés a mené 12 visites en été.  "
    text, _ = clean(source, 4, len(source))
    draw = random.Random(3)  # noqa: S311
    for _ in range(200):
        start = draw.randrange(len(text))
        end = draw.randrange(start + 1, len(text) + 1)
        assert source[slice(*text[start:end].source_range)] == text.text[start:end]


def test_plain_has_one_kind_of_marks_and_the_same_length() -> None:
    source = "l’“accueil” – de jour — dit ‘relais’ : aide‑soignant"
    text, _ = clean(source, 0, len(source))
    assert text.plain == "l'\"accueil\" - de jour - dit 'relais' : aide-soignant"
    assert len(text.plain) == len(text.text)
