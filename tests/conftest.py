import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, settings

from pipeline.gazetteer import Gazetteer
from pipeline.rulebook import Rulebook, default_rulebook

#: The same examples in every run. HYPOTHESIS_PROFILE=explore takes new ones each time;
#: HYPOTHESIS_PROFILE=glance the usual ones without making a failing one smaller, which takes minutes.
settings.register_profile("ci", derandomize=True, deadline=None, database=None, print_blob=True, suppress_health_check=list(HealthCheck))
settings.register_profile("explore", settings.get_profile("ci"), derandomize=False)
settings.register_profile("glance", settings.get_profile("ci"), phases=[Phase.explicit, Phase.generate])
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "ci"))

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture(scope="session")
def rulebook() -> Rulebook:
    return default_rulebook()


@pytest.fixture(scope="session")
def gazetteer(rulebook: Rulebook) -> Gazetteer:
    return Gazetteer(rulebook.departments)


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of real documents and gold beside the project; tests that need it are skipped without it."""
    folder = ROOT.parent / "shared"
    if not folder.is_dir():
        pytest.skip("no ../shared beside the project")
    return folder
