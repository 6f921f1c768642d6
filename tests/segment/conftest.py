import pytest

from pipeline.gazetteer import Gazetteer
from pipeline.rulebook import Rulebook
from schemas.rules import HeaderFichesLayout
from tests.support import Reader


@pytest.fixture(scope="session")
def layout(rulebook: Rulebook) -> HeaderFichesLayout:
    """The layout of a recueil."""
    layout = rulebook.profile("recueil").layout
    assert isinstance(layout, HeaderFichesLayout)
    return layout


@pytest.fixture(scope="session")
def read(rulebook: Rulebook, gazetteer: Gazetteer) -> Reader:
    """Cuts a text into fiches."""
    return Reader(rulebook, gazetteer)
