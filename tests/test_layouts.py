"""Documents that hold no fiche give none, and say so."""

from collections.abc import Mapping

import pytest

from pipeline.rulebook import Rulebook
from pipeline.run import Pipeline, input_files
from schemas.document import DocumentRecord
from tests.sets import ROOT

NONE = ROOT / "tests" / "layouts" / "none"

#: Findings that tell that a document gave no fiche.
TOLD = {"no_profile", "no_fiche"}


@pytest.fixture(scope="module")
def documents(rulebook: Rulebook) -> Mapping[str, DocumentRecord]:
    """The documents without fiches by name; none of them may fail or give one."""
    dataset = Pipeline(rulebook, ner=False).run(input_files([NONE]))
    assert dataset.failures == ()
    assert [(fiche.document, fiche.title) for fiche in dataset.fiches] == []
    return {document.source.path: document for document in dataset.documents}


@pytest.mark.parametrize("name", [path.name for path in sorted(NONE.iterdir())])
def test_document_without_fiches(name: str, documents: Mapping[str, DocumentRecord]) -> None:
    assert len({issue.code for issue in documents[name].issues} & TOLD) == 1
