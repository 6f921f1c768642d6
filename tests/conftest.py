import os
import sys
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, settings

from cli import main
from pipeline.gazetteer import Gazetteer
from pipeline.rulebook import Rulebook, default_rulebook
from tests.support import Done, Recueil

#: The same examples in every run. HYPOTHESIS_PROFILE=explore takes new ones each time;
#: HYPOTHESIS_PROFILE=glance the usual ones without making a failing one smaller, which takes minutes.
settings.register_profile("ci", derandomize=True, deadline=None, database=None, print_blob=True, suppress_health_check=list(HealthCheck))
settings.register_profile("explore", settings.get_profile("ci"), derandomize=False)
settings.register_profile("glance", settings.get_profile("ci"), phases=[Phase.explicit, Phase.generate])
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "ci"))

ROOT = Path(__file__).resolve().parent.parent
#: Files of few tests that take minutes: begun last, one would keep a single core busy at the end.
SLOW = (
    "test_renditions.py",
    "test_roundtrip.py",
    "test_accuracy.py",
    "test_guard.py",
    "test_run.py",
    "test_hostile.py",
    "test_whole_sets.py",
)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Slow files first; the order within a file stays."""
    items.sort(key=lambda item: item.path.name not in SLOW)


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


@pytest.fixture
def recueil(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Recueil:
    """Runs the command in this process, as a shell would."""

    def run(*arguments: str | Path) -> Done:
        monkeypatch.setattr(sys, "argv", ["recueil", *map(str, arguments)])
        code: object = 0
        try:
            main()
        except SystemExit as left:
            code = left.code or 0
        told = capsys.readouterr()
        assert isinstance(code, int)
        return Done(code, told.out, told.err)

    return run
