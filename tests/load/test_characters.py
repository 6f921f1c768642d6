"""Odd characters made legible, and the way back to the source kept."""

import pytest

from pipeline.load.characters import BOLD, ITALIC, legible
from tests.support import mapped


@pytest.mark.parametrize(
    ("printed", "shown"),
    [
        ("e\u0301te\u0301", "été"),
        ("o\ufb03ce", "office"),
        ("peut\u2011être", "peut-être"),
        ("foy\u00ader", "foyer"),
        ("\ufeffLe\u200b foyer", "Le foyer"),
        ("42\u202f000\u00a0€", "42 000 €"),
        ("  deux \t blancs  ", "deux blancs"),
        ("m² et 1ᵉʳ", "m² et 1ᵉʳ"),
        ("", ""),
    ],
)
def test_what_is_shown_of_odd_characters(printed: str, shown: str) -> None:
    text, _, _ = legible(mapped(printed), [0] * len(printed))
    assert text.text == shown
    assert len(text.offsets) == len(shown)


def test_each_letter_leads_back_to_the_character_it_stands_for() -> None:
    text, _, _ = legible(mapped("l\u00ad'o\ufb03ce e\u0301te\u0301"), [0] * 13)
    assert text.text == "l'office été"
    assert [text.offsets[text.text.index(part)] for part in ("'", "ff", "ce", "été")] == [2, 4, 5, 8]


def test_an_accent_without_a_letter_of_its_own_stays() -> None:
    assert legible(mapped("x\u0301"), [0, 0])[0].text == "x\u0301"


def test_bold_and_italic_ranges_are_those_of_what_is_shown() -> None:
    printed = "\ufeffo\ufb03ce du lac"
    styles = [BOLD if i < 5 else ITALIC if i > 8 else 0 for i in range(len(printed))]
    text, bold, italic = legible(mapped(printed), styles)
    assert [[text.text[slice(*span)] for span in spans] for spans in (bold, italic)] == [["office"], ["lac"]]
