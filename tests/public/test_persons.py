from collections.abc import Callable
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.public.invented import contact, holding, made_public, masked

LENOIR = contact("Anne LENOIR-Petit", "Cheffe", ("+33199001122",), ("anne.lenoir@creuse.example",))
BRIAND = contact("Jean-Marc Le Briand")
FEVRIER = contact("Février", phones=("+33199001133",))


@pytest.mark.parametrize(
    ("text", "public"),
    [
        ("dit Anne Lenoir-Petit, ici", "dit ████ ████████████, ici"),
        ("dit LENOIR PETIT Anne", "dit ██████ █████ ████"),
        ("dit anne lenoir petit", "dit ████ ██████ █████"),
        ("dit Anne Le-\nnoir\nPetit", "dit ████ ███\n████\n█████"),
        ("dit A. Lenoir-Petit", "dit ██ ████████████"),
        ("dit J.-M. Le Briand ou JM. Le Briand", "dit █████ ██ ██████ ou ███ ██ ██████"),
        ("mme lenoir", "mme ██████"),
        ("le dr Le Briand", "le dr ██ ██████"),
        ("M. Février", "M. ███████"),
        ("Anne.Lenoir@creuse.example", "██████████████████████████"),
        ("anne. lenoir (at) creuse.example", "█████ ██████ ████ ██████████████"),
        ("199001122 ou 0033 1 99 00 11 22", "█████████ ou ████ █ ██ ██ ██ ██"),
    ],
)
def test_each_way_to_print_a_contact_is_covered(text: str, public: str) -> None:
    assert masked(text, LENOIR, BRIAND, FEVRIER) == public


@pytest.mark.parametrize(
    "text",
    ["en février 2018", "à Le Briand", "Marianne Lenoir-Petit", "Anne Lenoir-Petite", "un petit atelier", "Anne a vu", "2019 02 03 04 05"],
)
def test_what_only_resembles_a_contact_stays(text: str) -> None:
    assert masked(text, LENOIR, BRIAND, FEVRIER) == text


@pytest.mark.parametrize(
    ("text", "public"),
    [
        ("M. Durand. Les familles", "M. ██████. Les familles"),
        ("M.Durand", "M.██████"),
        ("Madame Anne Lemoine, présidente", "Madame ████ ███████, présidente"),
        ("Mme Brigitte Martin Présidente", "Mme ████████ ██████ Présidente"),
        ("M. et Mme Roy", "M. et Mme ███"),
        ("MM. Durand, Petit et Roux ont", "MM. ██████, █████ et ████ ont"),
        ("Mme le Dr Claire Lenoir", "Mme le Dr ██████ ██████"),
        ("le lycée Mme Durand", "le lycée Mme ██████"),
        ("à la place du Dr Petit", "à la place du Dr █████"),
        ("M. J.-P. Durand du Département", "M. █████ ██████ du Département"),
        ("M. de Villiers", "M. ██ ████████"),
        ("M. LE GALL", "M. ██ ████"),
        ("M. Jean\nDurand", "M. ████\n██████"),
        ("M. Durand\nCONTEXTE", "M. ██████\nCONTEXTE"),
        ("Mme la Présidente Claire Roux", "Mme la Présidente ██████ ████"),
        ("écrire à asso@lune.example ou 06 12 34 56 78", "écrire à █████████████████ ou ██ ██ ██ ██ ██"),
        ("depuis 2018 01.99.00.44.55", "depuis 2018 ██████████████"),
        ("+32 2 513 89 40", "███ █ ███ ██ ██"),
    ],
)
def test_persons_who_are_no_contact_are_covered_behind_a_civility_and_all_addresses(text: str, public: str) -> None:
    assert masked(text) == public


@pytest.mark.parametrize(
    "text",
    [
        "Mme la Présidente",
        "M. le Préfet de la Loire",
        "M. Le Préfet",
        "MADAME LA PRÉSIDENTE",
        "Madame, Monsieur,",
        "Madame Directrice",
        "Professeur des Universités",
        "Maître d'Ouvrage",
        "un projet de 5 M. Les communes",
        "à 10 m. Le parc",
        "me livrer",
        "(A.E.M.O. et M.J.I.E.)",
        "la DR Centre",
        "rue du Dr Roux",
        "Fondation Abbé Pierre",
        "Association Monsieur Vincent",
        "+150 000 000 €",
    ],
)
def test_functions_organisations_and_other_words_stay(text: str) -> None:
    assert masked(text, organisations=("Association Monsieur Vincent",)) == text


def test_an_organisation_with_the_name_of_a_contact_is_covered() -> None:
    full = holding("", contact("Rose Lunel", "Gérante"), organisations=("Cabinet Rose Lunel",))
    (organisation,) = made_public(full).fiches[0].organisations
    assert organisation.name == "Cabinet ████ █████"


WORDS = st.sampled_from(["Anne", "Élodie", "Lenoir", "Œuvrard", "Le", "Goff", "Ibañez", "Zoé", "Martin"])


@given(
    st.lists(WORDS, min_size=2, max_size=4, unique=True),
    st.randoms(),
    st.sampled_from([" ", "-", "\n", " \n", "\u00a0", "-\n", ", ", "\u202f"]),
    st.sampled_from([str, str.upper, str.lower, lambda text: text.translate(str.maketrans({"É": "E", "é": "e", "ñ": "n", "Œ": "OE"}))]),
)
def test_no_printing_of_a_name_is_left(words: list[str], random: Random, between: str, printed: Callable[[str], str]) -> None:
    name = " ".join(words)
    order = list(words)
    random.shuffle(order)
    shown = printed(between.join(order))
    full = holding(f"avec {shown} ici", contact(name))
    text = made_public(full).fiches[0].sections[0].text
    assert len(text) == len(f"avec {shown} ici")
    assert set(text.removeprefix("avec ").removesuffix(" ici")) <= {"█", " ", "\n", "\u00a0", "\u202f"}
