"""Random but realistic publications, printed in every format and read back: each field of each fiche comes back as printed."""

import re
from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.rulebook import Rulebook
from pipeline.run import Pipeline
from tests.roundtrip.families import FAMILIES
from tests.roundtrip.fiches import FOREWORD, recueils, respelled
from tests.roundtrip.looks import page_looks, text_looks
from tests.roundtrip.round_trip import Printed, differences, page_differences, read
from tests.typeset import layouts, pages, text
from tests.typeset.model import Fiche, Header, Recueil, Slot
from tests.typeset.pages import Page
from tests.typeset.text import Emphasis

#: Fiches of different files compared, by format.
COMPARED: Counter[str] = Counter()
_SEEN: set[int] = set()
#: Fiches that one run compares at least, by format.
AT_LEAST = {"text": 1050, "html": 180, "docx": 180, "pdf": 100, "families": 420}


@pytest.fixture(scope="module")
def pipeline(rulebook: Rulebook) -> Pipeline:
    return Pipeline(rulebook, ner=False)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("roundtrip")


def _for_narrow_columns(printed: str) -> str:
    """Without narrow no-break spaces, which the standard fonts lack, and with addresses that no cell cuts in the middle of a word.

    No word is tied to another: the typesetter drops the hyphen of a compound that it cuts before a no-break space.
    """
    short = re.sub(r"(\w)[\w.]*?(\w{1,6})@[\w.-]+", r"\1\2@cd.example", printed).replace("\u202f", "\u00a0")
    return re.sub(r"(?<=[a-zé])\u00a0", " ", short)


def _with_one_contact_slot(recueil: Recueil) -> Recueil:
    """Contacts in one slot: of two cells with one label nothing tells which comes first."""

    def joined(fiche: Fiche) -> Fiche:
        people = [printed for slot, printed in fiche.header.slots if slot is Slot.CONTACT]
        others = [(slot, printed) for slot, printed in fiche.header.slots if slot is not Slot.CONTACT]
        return replace(fiche, header=Header((*others, *([(Slot.CONTACT, " // ".join(people))] if people else []))))

    chapters = (replace(chapter, fiches=tuple(map(joined, chapter.fiches))) for chapter in recueil.chapters)
    return replace(recueil, chapters=tuple(chapters))


@st.composite
def _as_text(draw: st.DrawFn) -> Printed:
    recueil, look = draw(recueils()), draw(text_looks())
    if look.wrapped:  # a text of a few short paragraphs does not show that it is wrapped
        recueil = replace(recueil, foreword=FOREWORD)
    shown = text.render(recueil, look)
    return Printed(recueil, shown.encode(), ".txt" if look.emphasis is Emphasis.NONE else ".md", shown)


@st.composite
def _laid_out(draw: st.DrawFn, layout: layouts.Layout, suffix: str, least: int = 4, most: int = 8) -> Printed:
    recueil = draw(recueils(least, most))
    if suffix == ".pdf":
        recueil = respelled(_with_one_contact_slot(recueil), _for_narrow_columns)
    return Printed(recueil, layout(recueil), suffix, text.render(recueil))


@st.composite
def _page(draw: st.DrawFn, family: str) -> Printed:
    """A document of a family, two times in three as text."""
    page = draw(FAMILIES[family]())
    look = draw(page_looks())
    shown = pages.as_text(page, look)
    match draw(st.integers(0, 5)):
        case 4:
            return Printed(page, pages.as_web_page(page), ".html", shown)
        case 5:
            return Printed(page, pages.as_word_file(page), ".docx", shown)
        case _:
            return Printed(page, shown.encode(), ".txt" if look.emphasis is Emphasis.NONE else ".md", shown)


def _comes_back(pipeline: Pipeline, printed: Printed, folder: Path, kind: str) -> None:
    found = read(pipeline, printed, folder)
    what = printed.what
    wrong = page_differences(what, found) if isinstance(what, Page) else differences(what, found, lines=kind == "text")
    assert not wrong, "\n" + "\n".join(wrong)
    if (key := hash((kind, printed.data))) not in _SEEN:  # Hypothesis may print the same publication again
        _SEEN.add(key)
        COMPARED[kind] += len(what.actions) if isinstance(what, Page) else len(what.fiches) + len(what.briefs)


@given(data=st.data())
@settings(max_examples=165)
def test_text_comes_back(pipeline: Pipeline, folder: Path, data: st.DataObject) -> None:
    _comes_back(pipeline, data.draw(_as_text()), folder, "text")


@pytest.mark.parametrize("name", layouts.HTML)
@given(data=st.data())
@settings(max_examples=20)
def test_web_pages_come_back(pipeline: Pipeline, folder: Path, name: str, data: st.DataObject) -> None:
    printed = data.draw(_laid_out(layouts.HTML[name], ".html"))
    _comes_back(pipeline, printed, folder, "html")


@pytest.mark.parametrize("name", layouts.DOCX)
@given(data=st.data())
@settings(max_examples=20)
def test_word_files_come_back(pipeline: Pipeline, folder: Path, name: str, data: st.DataObject) -> None:
    printed = data.draw(_laid_out(layouts.DOCX[name], ".docx"))
    _comes_back(pipeline, printed, folder, "docx")


@pytest.mark.parametrize("name", layouts.PDF)
@given(data=st.data())
@settings(max_examples=4)
def test_pdfs_come_back(pipeline: Pipeline, folder: Path, name: str, data: st.DataObject) -> None:
    """A process is started for each file: few files, each of more fiches."""
    printed = data.draw(_laid_out(layouts.PDF[name], ".pdf", 8, 10))
    _comes_back(pipeline, printed, folder, "pdf")


@pytest.mark.parametrize("family", FAMILIES)
@given(data=st.data())
@settings(max_examples=30)
def test_other_families_come_back(pipeline: Pipeline, folder: Path, family: str, data: st.DataObject) -> None:
    _comes_back(pipeline, data.draw(_page(family)), folder, "families")


def test_enough_fiches_were_compared() -> None:
    if set(COMPARED) != set(AT_LEAST):
        pytest.skip("only where all formats ran before")
    assert sum(COMPARED.values()) >= 2000
    assert not {kind: COMPARED[kind] for kind, least in AT_LEAST.items() if COMPARED[kind] < least}
