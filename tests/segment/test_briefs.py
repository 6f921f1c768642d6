import pytest

from pipeline.rulebook import Rulebook
from pipeline.segment.briefs import split_briefs
from tests.support import blocks

TOLD = "Des bénévoles formés vont voir les aînés du canton chaque semaine."
MORE = "Trois nouvelles communes rejoignent la démarche au printemps prochain."


def briefs(text: str, rulebook: Rulebook) -> list[tuple[str, int]]:
    """Title and number of blocks of each brief."""
    return [(b.title.text, len(b.blocks)) for b in split_briefs(list(blocks(text)), rulebook.briefs)]


OPENED = {
    "dash": (f"La malle aux jeux - {TOLD}", "La malle aux jeux", TOLD),
    "hyphen between years": (f"La malle aux jeux (2016 - 2018) - {TOLD}", "La malle aux jeux (2016 - 2018)", TOLD),
    "en dash": (f"La malle aux jeux – {TOLD}", "La malle aux jeux", TOLD),
    "em dash": (f"La malle aux jeux — {TOLD}", "La malle aux jeux", TOLD),
    "dash without blank after": (f"La malle aux jeux -{TOLD}", "La malle aux jeux", TOLD),
    "colon": (f"La malle aux jeux : {TOLD}", "La malle aux jeux", TOLD),
    "colon without blank": (f"La malle aux jeux: {TOLD}", "La malle aux jeux", TOLD),
    "bold name": (f"**La malle aux jeux** – {TOLD}", "La malle aux jeux", TOLD),
    "bold name and colon": (f"**La malle aux jeux :** {TOLD}", "La malle aux jeux", TOLD),
    "quoted name": (f"« La malle aux jeux » – {TOLD}", "« La malle aux jeux »", TOLD),
    "quote inside": (f"Le prêt « Malle aux jeux » – {TOLD}", "Le prêt « Malle aux jeux »", TOLD),
    "acronym in brackets": (f"Le relais des aînés (RDA) – {TOLD}", "Le relais des aînés (RDA)", TOLD),
    "hyphen in the name": (f"Le porte-à-porte des aînés - {TOLD}", "Le porte-à-porte des aînés", TOLD),
    "comma in the name": (f"Jeux, livres et contes - {TOLD}", "Jeux, livres et contes", TOLD),
    "number in the name": (f"100 jardins pour tous - {TOLD}", "100 jardins pour tous", TOLD),
    "stand-alone line": (f"La malle aux jeux\n\n{TOLD}", "La malle aux jeux", TOLD),
    "stand-alone line in bold": (f"**La malle aux jeux**\n\n{TOLD}", "La malle aux jeux", TOLD),
    "stand-alone line and colon": (f"La malle aux jeux :\n\n{TOLD}", "La malle aux jeux", TOLD),
}


@pytest.mark.parametrize(("text", "title", "told"), OPENED.values(), ids=OPENED)
def test_opening_with_its_own_name(text: str, title: str, told: str, rulebook: Rulebook) -> None:
    (brief,) = split_briefs(list(blocks(text)), rulebook.briefs)
    assert (brief.title.text, [b.text.text for b in brief.blocks]) == (title, [told])


PHRASES = {
    "comma": ("Malle de jeux, prêtée aux familles du canton le samedi.", "Malle de jeux"),
    "bracket": ("Malle de jeux (prêtée aux familles du canton).", "Malle de jeux"),
    "verb": ("Malle de jeux est prêtée aux familles du canton.", "Malle de jeux"),
    "verb have": ("La ludothèque itinérante a visité tout le canton cette année.", "La ludothèque itinérante"),
    "verb allow": ("Le bus des parents permet aux familles de se rencontrer.", "Le bus des parents"),
    "infinitive purpose": ("Malle de jeux pour réunir les familles du canton.", "Malle de jeux"),
    "full stop": ("Création d'un café des aidants dans le bourg.", "Création d'un café des aidants dans le bourg"),
}


@pytest.mark.parametrize(("text", "title"), PHRASES.values(), ids=PHRASES)
def test_title_of_a_first_paragraph_without_separator(text: str, title: str, rulebook: Rulebook) -> None:
    assert briefs(text, rulebook) == [(title, 1)]


def test_several_named_paragraphs(rulebook: Rulebook) -> None:
    text = f"La malle aux jeux - {TOLD}\n\nLe café des pères – {TOLD}\n\nVélos pour tous : {TOLD}"
    assert briefs(text, rulebook) == [("La malle aux jeux", 1), ("Le café des pères", 1), ("Vélos pour tous", 1)]


def test_several_stand_alone_lines(rulebook: Rulebook) -> None:
    text = f"La malle aux jeux\n\n{TOLD}\n\nCafé des pères\n\n{TOLD}\n\n{MORE}"
    assert briefs(text, rulebook) == [("La malle aux jeux", 1), ("Café des pères", 2)]


def test_headings_with_an_article(rulebook: Rulebook) -> None:
    text = f"La malle aux jeux\n\n{TOLD}\n\nLe café des pères\n\n{MORE}"
    assert briefs(text, rulebook) == [("La malle aux jeux", 1), ("Le café des pères", 1)]


def test_briefs_as_a_list(rulebook: Rulebook) -> None:
    text = f"- La malle aux jeux : {TOLD}\n- Le café des pères : {MORE}"
    assert briefs(text, rulebook) == [("La malle aux jeux", 1), ("Le café des pères", 1)]


def test_list_of_actions_without_separators(rulebook: Rulebook) -> None:
    text = (
        "Malle de jeux, prêtée aux familles du canton.\n\n"
        "Jardin partagé, ouvert aux habitants le samedi.\n\n"
        "Atelier de couture (une fois par semaine)."
    )
    assert briefs(text, rulebook) == [("Malle de jeux", 1), ("Jardin partagé", 1), ("Atelier de couture", 1)]


CONTINUED = {
    "label of the carrier": "Porteur : association Lien, avec la ville de Dole",
    "label of figures": "Quelques chiffres : 12 familles et 3 communes du canton",
    "count before a colon": "3 communes : Arlay, Brens et Cormoz la prêtent déjà aux familles",
    "demonstrative": f"Cette malle est prêtée un mois. {MORE}",
    "pronoun": "Elle est prêtée un mois aux familles.",
    "definite article": "La démarche se poursuit dans trois communes.",
    "plural article": "Les familles ont accès à une salle de jeux.",
    "purpose": "Afin de toucher plus de familles, la malle voyage.",
    "thus": "Ainsi, la malle voyage de bourg en bourg.",
    "moreover": "Par ailleurs, le Département finance des ateliers de jeux.",
    "date": "En 2018, la malle a été prêtée deux cents fois.",
    "since": "Depuis 2018, la malle voyage de bourg en bourg.",
    "purpose label": "Finalité : rompre la solitude des familles isolées du canton",
    "label with its article": "Le principe : chacun repeint sa maison avec un artisan",
    "public label": "Public visé : les familles qui habitent loin du bourg",
    "partners label": "Partenaires : la ville, la CAF et les centres sociaux",
    "results label": "Résultats : la malle a été prêtée cent vingt fois",
    "result label alone": f"Impacts :\n\n- {TOLD}",
    "list": f"- {TOLD}\n- {MORE}",
    "sentence with a colon": "La malle est prêtée à tous : familles, écoles, crèches du canton.",
    "sentence about several with a colon": "Les places manquent : une vingtaine de familles attendent leur tour.",
    "sentence with a dash": "La malle est prêtée à tous - familles, écoles, crèches du canton.",
    "note": "NB : la malle ne se prête pas l'été, faute de personnel sur place.",
}


@pytest.mark.parametrize("following", CONTINUED.values(), ids=CONTINUED)
def test_paragraph_that_continues(following: str, rulebook: Rulebook) -> None:
    found = briefs(f"La malle aux jeux - {TOLD}\n\n{following}", rulebook)
    assert [title for title, _ in found] == ["La malle aux jeux"]
    assert found[0][1] >= 2


ANOTHER = {
    "an infinitive in the name": (f"L'art de se dire bonjour : en mai, un atelier a ouvert. {MORE}", "L'art de se dire bonjour"),
    "moreover created": ("Par ailleurs, le Département a lancé le programme Rebond Mobile pour les jeunes.", "Rebond Mobile"),
    "defined": ("Le Relais des pères (RDP) est un dispositif ouvert dans le bourg.", "Le Relais des pères"),
    "after the list of results": (
        f"Impacts :\n\n- {MORE}\n\nJardin partagé ouvert aux habitants du quartier.",
        "Jardin partagé ouvert aux habitants du quartier",
    ),
}


@pytest.mark.parametrize(("following", "title"), ANOTHER.values(), ids=ANOTHER)
def test_paragraph_that_names_another_action(following: str, title: str, rulebook: Rulebook) -> None:
    found = briefs(f"La malle aux jeux - {TOLD}\n\n{following}", rulebook)
    assert [t for t, _ in found] == ["La malle aux jeux", title]


def test_title_and_text_know_their_place(rulebook: Rulebook) -> None:
    source = f"**La malle aux jeux** – {TOLD}"
    (brief,) = split_briefs(list(blocks(source)), rulebook.briefs)
    assert source[slice(*brief.title.source_range)] == "La malle aux jeux"
    assert source[slice(*brief.blocks[0].text.source_range)] == TOLD
    assert brief.blocks[0].bold == ()


def test_nothing_to_split(rulebook: Rulebook) -> None:
    assert split_briefs([], rulebook.briefs) == []


def test_confidence_falls_with_the_sign(rulebook: Rulebook) -> None:
    named, alone, phrase = (
        split_briefs(list(blocks(text)), rulebook.briefs)[0].confidence
        for text in (f"La malle aux jeux - {TOLD}", f"La malle aux jeux\n\n{TOLD}", "Malle de jeux, prêtée à tous.")
    )
    assert named > alone > phrase
