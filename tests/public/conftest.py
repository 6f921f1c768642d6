"""The datasets of tests/emit, to be made public."""

from tests.emit.conftest import dataset, empty_dataset

__all__ = ["dataset", "empty_dataset"]
