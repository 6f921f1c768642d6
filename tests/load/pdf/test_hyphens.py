"""Whether the hyphen at the end of a line is the word's own."""

import pytest

from pipeline.load.pdf.hyphens import Lexicon


@pytest.mark.parametrize(
    ("left", "right", "hyphen"),
    [
        ("initia", "tive", ""),
        ("INITIA", "TIVE", ""),
        ("mutua", "lisation", ""),
        ("Saint", "Aubin", "-"),
        ("Loire", "Atlantique", "-"),
        ("porte", "parole", "-"),
        ("demi", "pensionnat", "-"),
        ("avons", "nous", "-"),
        ("2019", "2021", "-"),
        ("A", "4", "-"),
    ],
)
def test_french_decides_where_the_document_does_not(left: str, right: str, hyphen: str) -> None:
    assert Lexicon([]).hyphen(left, right) == hyphen


def test_a_document_that_prints_a_word_whole_decides() -> None:
    assert Lexicon(["un espace multi-accueil", "la ludomobile"]).hyphen("multi", "accueil") == "-"
    assert Lexicon(["un espace multiaccueil"]).hyphen("multi", "accueil") == ""
    assert Lexicon(["La Ludomobile passe"]).hyphen("ludo", "mobile") == ""
    assert Lexicon(["La ludo-mobile passe"]).hyphen("ludo", "mobile") == "-"


def test_the_more_frequent_spelling_wins() -> None:
    twice = Lexicon(["la ludo-mobile", "une ludo-mobile", "notre ludomobile"])
    assert twice.hyphen("ludo", "mobile") == "-"


def test_a_word_cut_at_the_end_of_a_line_is_no_example() -> None:
    for hyphen in "-\u2010\u2011\u00ad":
        assert Lexicon([f"la tisa{hyphen}", "nerie"]).hyphen("tisa", "nerie", unsure="?") == Lexicon([]).hyphen("tisa", "nerie", unsure="?")


def test_what_no_word_list_knows_is_for_the_caller() -> None:
    assert [Lexicon([]).hyphen("brouzi", "fatou", unsure=answer) for answer in ("", "-")] == ["", "-"]
