"""The publication as text, web pages and Word documents: the same fiches come back from each."""

import pytest

from pipeline.rulebook import Rulebook
from pipeline.run import InputFile, Pipeline
from schemas.dataset import Dataset
from tests.typeset import comparison, layouts, text
from tests.typeset.fiches import RECUEIL

#: The text shows that the rules read what the model says, whatever the other formats lose.
_FILES = {
    "au-fil-des-cantons.txt": lambda: text.render(RECUEIL).encode(),
    **{f"{name}.html": lambda render=render: render(RECUEIL) for name, render in layouts.HTML.items()},
    **{f"{name}.docx": lambda render=render: render(RECUEIL) for name, render in layouts.DOCX.items()},
}


@pytest.fixture(scope="module", params=_FILES)
def dataset(request: pytest.FixtureRequest, rulebook: Rulebook, tmp_path_factory: pytest.TempPathFactory) -> Dataset:
    """The publication in one file, read."""
    path = tmp_path_factory.mktemp("other") / request.param
    path.write_bytes(_FILES[request.param]())
    return Pipeline(rulebook, ner=False).run([InputFile(path, path.relative_to(path.parent))])


def test_every_fiche_and_brief_comes_back(dataset: Dataset) -> None:
    assert dataset.failures == ()
    assert [fiche.title for fiche in dataset.fiches] == comparison.titles(RECUEIL)


@pytest.mark.parametrize("field", comparison.FIELDS)
def test_fields_are_those_of_the_model(dataset: Dataset, field: str) -> None:
    assert comparison.read(RECUEIL, dataset.fiches, field) == comparison.printed(RECUEIL, field)
