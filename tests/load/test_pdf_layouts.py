"""One publication in many layouts: the same fiches come back from each, without furniture or cut words."""

import itertools
import re
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

import pdfplumber
import pytest
from pdfplumber.page import Page

from pipeline.document import BlockKind
from pipeline.load import load
from pipeline.rulebook import Rulebook
from pipeline.run import InputFile, Pipeline
from schemas.dataset import Dataset
from schemas.evidence import Evidence, PageBox
from schemas.fiche import Fiche
from tests.typeset import comparison, layouts
from tests.typeset.fiches import RECUEIL


@dataclass(frozen=True)
class Read:
    """A typeset file and what the pipeline made of it."""

    name: str
    path: Path
    dataset: Dataset

    @property
    def by_title(self) -> dict[str, Fiche]:
        return {fiche.title: fiche for fiche in self.dataset.fiches}


@pytest.fixture(scope="module", params=layouts.PDF)
def pdf(request: pytest.FixtureRequest, rulebook: Rulebook, tmp_path_factory: pytest.TempPathFactory) -> Read:
    """The publication in one PDF layout, read."""
    path = tmp_path_factory.mktemp("pdf") / f"{request.param}.pdf"
    path.write_bytes(layouts.PDF[request.param](RECUEIL))
    return Read(request.param, path, Pipeline(rulebook, ner=False).run([InputFile(path, path.relative_to(path.parent))]))


def test_every_fiche_and_brief_comes_back(pdf: Read) -> None:
    assert pdf.dataset.failures == ()
    assert [fiche.title for fiche in pdf.dataset.fiches] == comparison.titles(RECUEIL)


@pytest.mark.parametrize("field", comparison.FIELDS)
def test_fields_are_those_of_the_model(pdf: Read, field: str) -> None:
    """Among them the text of each section, word by word: what the layout cut at line ends is whole again."""
    assert comparison.read(RECUEIL, pdf.dataset.fiches, field) == comparison.printed(RECUEIL, field)


def test_briefs_are_those_of_the_model(pdf: Read) -> None:
    found = {
        b.title: ([d.code for d in pdf.by_title[b.title].departments], [f.value for f in pdf.by_title[b.title].figures])
        for b in RECUEIL.briefs
        if b.title in pdf.by_title
    }
    assert found == {b.title: (list(b.departments), [value for value, *_ in b.figures]) for b in RECUEIL.briefs}


def test_layouts_cut_words_and_compounds() -> None:
    """Otherwise comparing words would not show that cut ones are mended."""
    words = {word.strip(".,;:()") for f in RECUEIL.fiches for s in f.sections for p in s.paragraphs for word in p.text.split()}
    for name, render in layouts.PDF.items():
        cuts = list(_cuts(render(RECUEIL)))
        assert [cut for cut in cuts if cut.replace("-", "") in words], name
    compounds = {word for word in words if re.search(r"\w-\w", word)}
    assert compounds & {cut for render in layouts.PDF.values() for cut in _cuts(render(RECUEIL))}


def test_running_headers_and_page_numbers_are_no_text(pdf: Read) -> None:
    document = load(pdf.path)
    texts = [block.text.text for block in document.blocks]
    assert texts.count(RECUEIL.title) <= 1, "the title stands on the cover, and at the head of every other page"
    assert RECUEIL.publisher not in texts
    assert not [text for text in texts if re.fullmatch(r"(?:page |- ?)?\d{1,2}(?: ?-)?", text)]
    assert not [text for text in texts if re.fullmatch(r"Chapitre \d - .*", text)]


def test_bullets_make_list_items(pdf: Read) -> None:
    items = [block.text.text for block in load(pdf.path).blocks if block.kind is BlockKind.LIST_ITEM]
    assert items == [p.text for f in RECUEIL.fiches for s in f.sections for p in s.paragraphs if p.bullet]


def test_pages_are_those_the_titles_stand_on(pdf: Read) -> None:
    assert pdf.dataset.fiches
    with pdfplumber.open(pdf.path) as file:
        for fiche in pdf.dataset.fiches:
            assert fiche.source.page_start is not None
            page = file.pages[fiche.source.page_start - 1]
            assert set(fiche.title.split()) <= {word["text"] for word in page.extract_words()}
            assert fiche.source.printed_page == _folio(page)


def test_evidence_boxes_hold_the_evidence(pdf: Read) -> None:
    evidence = list(_evidence(pdf.dataset))
    with pdfplumber.open(pdf.path) as file:
        wrong = [e.text for e in evidence if _inside(file.pages, e) != _letters(e.text)]
    assert len(evidence) >= 50, "most of what the model holds"
    assert len(wrong) <= 0.01 * len(evidence), wrong


@pytest.mark.parametrize(
    "render", [*layouts.PDF.values(), *layouts.HTML.values(), *layouts.DOCX.values()], ids=[*layouts.PDF, *layouts.HTML, *layouts.DOCX]
)
def test_typesetting_twice_gives_the_same_bytes(render: layouts.Layout) -> None:
    assert render(RECUEIL) == render(RECUEIL)


def _evidence(dataset: Dataset) -> Iterator[Evidence]:
    for fiche in dataset.fiches:
        values = [*fiche.departments, *fiche.related_departments, *fiche.carriers, *fiche.contacts, *fiche.figures]
        yield from (value.evidence for value in [*values, fiche.period, fiche.status] if value is not None and value.evidence is not None)


def _inside(pages: list[Page], evidence: Evidence) -> str:
    """The letters whose middle lies in the boxes of an evidence, box by box and from left to right."""
    if evidence.page is None or evidence.bbox is None:
        return ""
    found = []
    for box in evidence.boxes or (PageBox(page=evidence.page, bbox=evidence.bbox),):
        x0, top, x1, bottom = box.bbox
        chars = [
            c for c in pages[box.page - 1].chars if x0 <= (c["x0"] + c["x1"]) / 2 <= x1 and top <= (c["top"] + c["bottom"]) / 2 <= bottom
        ]
        found += sorted(chars, key=lambda c: c["x0"])
    return _letters("".join(c["text"] for c in found))


def _cuts(data: bytes) -> Iterator[str]:
    """The words that a line end cuts after a hyphen, put together with that hyphen and without punctuation."""
    with pdfplumber.open(BytesIO(data)) as file:
        for page in file.pages:
            for first, second in itertools.pairwise(page.extract_words(use_text_flow=True)):
                if re.search(r"\w-$", first["text"]) and second["top"] > first["top"] and second["x0"] < first["x0"]:
                    yield (first["text"] + second["text"]).strip(".,;:()")


def _letters(text: str) -> str:
    """Without blanks."""
    return "".join(text.split())


def _folio(page: Page) -> int | None:
    """The number printed in the bottom margin."""
    number = re.search(r"\d+", page.crop((0, page.height - 40, page.width, page.height)).extract_text())
    return int(number.group()) if number else None
