"""What `show` prints of a fiche, in formats with lines, with pages, and with neither."""

from dataclasses import replace
from io import StringIO

import pytest
from rich.console import Console

from pipeline.document import Document
from pipeline.emit import terminal
from pipeline.pages import Pages, PrintedLine
from pipeline.rulebook import default_rulebook
from pipeline.run import Pipeline
from tests.support import document

TEXT = "### Un toit pour deux\n\n| Lieu | Département de l'Ain |\n\n#### Contexte\n\nLes loyers montent.\n"
#: The whole text printed on one line of page 7.
ON_PAGE_7 = Pages(9, (PrintedLine(0, 7, 10.0, 20.0, range(len(TEXT)), range(1, len(TEXT) + 1)),))

PLAIN = document(TEXT)
FORMATS = {
    "lines": (PLAIN, "line", "3"),
    "pages": (replace(PLAIN, reading=replace(PLAIN.reading, has_lines=False, pages=ON_PAGE_7)), "page", "7"),
    "neither": (replace(PLAIN, reading=replace(PLAIN.reading, has_lines=False)), None, None),
}


@pytest.mark.parametrize(("loaded", "heading", "place"), FORMATS.values(), ids=FORMATS)
def test_place_of_a_value(loaded: Document, heading: str | None, place: str | None) -> None:
    (fiche,) = Pipeline(default_rulebook(), ner=False, profile="recueil").read(loaded).fiches
    screen = StringIO()
    Console(width=160, file=screen).print(terminal.fiche(fiche))
    printed = [line.split() for line in screen.getvalue().splitlines()]
    assert [h for h in ["field", "value", heading, "read", "in", "rule"] if h] in printed
    (department,) = (words for words in printed if words[:1] == ["department"])
    assert department == [w for w in ["department", "01", "Ain", "(Auvergne-Rhône-Alpes)", place, "Ain", "department.header"] if w]
