"""What is read from whole documents, taken away: it is valid, and its public edition holds no contact."""

from pathlib import Path

import pytest
from frictionless import Package

from pipeline.emit.dictionary import Dictionary
from pipeline.export.export import export_public
from pipeline.export.formats import Edition, Format
from pipeline.public.leaks import find_leaks
from pipeline.rulebook import Rulebook, read_accuracy
from schemas.dataset import Dataset


@pytest.fixture(params=["samples", "real_documents"])
def whole(request: pytest.FixtureRequest) -> Dataset:
    read: Dataset = request.getfixturevalue(request.param)
    return read


def test_the_public_edition_is_a_valid_package_without_any_contact(whole: Dataset, rulebook: Rulebook, tmp_path: Path) -> None:
    edition = Edition(whole, Dictionary(rulebook.dictionary), read_accuracy())
    paths = export_public(edition, list(Format), tmp_path, rulebook)
    report = Package(str(tmp_path / "datapackage.json")).validate()
    assert [(task.name, error.type) for task in report.tasks for error in task.errors] == []
    assert report.valid
    assert find_leaks(whole, {path.name: path.read_bytes() for path in paths}) == []
    assert sum(len(fiche.contacts) for fiche in whole.fiches) > 10
