import pytest

from pipeline.rulebook import Rulebook
from schemas.rules import HeaderFichesLayout


@pytest.fixture(scope="session")
def layout(rulebook: Rulebook) -> HeaderFichesLayout:
    """The layout of a recueil."""
    layout = rulebook.profile("recueil").layout
    assert isinstance(layout, HeaderFichesLayout)
    return layout
