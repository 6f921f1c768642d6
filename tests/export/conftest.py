"""Datasets to be taken away: those of tests/emit, and what is read from whole documents."""

from pathlib import Path

import pytest

from pipeline.rulebook import Rulebook
from pipeline.run import Pipeline, input_files
from schemas.dataset import Dataset
from tests.emit.conftest import dataset, empty_dataset

__all__ = ["dataset", "empty_dataset"]

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="package")
def samples(rulebook: Rulebook) -> Dataset:
    """The documents of data/raw."""
    return Pipeline(rulebook, ner=False).run(input_files([ROOT / "data" / "raw"]))


@pytest.fixture(scope="package")
def real_documents(rulebook: Rulebook, shared: Path) -> Dataset:
    """The real documents, where they are at hand."""
    return Pipeline(rulebook, ner=False).run(input_files([shared / "corpus"]))
