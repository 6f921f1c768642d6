"""The command line as its user meets it: whole processes, exit codes, one-line errors."""

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
SAMPLES = ROOT / "data" / "raw"


def recueil(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, str(ROOT / "cli.py"), *map(str, arguments)]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)


@pytest.fixture(scope="module")
def out(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("out")
    done = recueil("run", SAMPLES, "--out", folder, "--no-ner")
    assert done.returncode == 0, done.stderr
    assert "40" in done.stdout
    assert done.stderr == ""
    return folder


def test_show_finds_a_fiche_by_a_part_of_its_id(out: Path) -> None:
    done = recueil("show", "bourse-aux-outils", "--out", out)
    assert done.returncode == 0
    assert "Bourse aux outils" in done.stdout
    assert "08 Ardennes" in done.stdout
    assert "202" in done.stdout  # the line it was read from


def test_show_says_when_an_id_fits_none_or_several(out: Path) -> None:
    none, several = recueil("show", "introuvable", "--out", out), recueil("show", "recueil-exemple", "--out", out)
    assert (none.returncode, several.returncode) == (2, 2)
    assert len(none.stderr.strip().splitlines()) == 1
    assert "fits 20 fiches" in several.stderr


def test_evaluate_prints_every_field_and_the_errors(out: Path) -> None:
    golds = sorted((ROOT / "tests" / "gold").glob("*.jsonl"))
    done = recueil("evaluate", *golds, "--out", out, "--errors", "3")
    assert done.returncode == 0
    assert "figure_qualifier" in done.stdout
    assert "support" in done.stdout


def test_profiles_lists_and_explains() -> None:
    listed, explained = recueil("profiles"), recueil("profiles", "--explain", SAMPLES / "schema-exemple.txt")
    assert all(name in listed.stdout for name in ("recueil", "dossier", "scheme", "strategy", "contract"))
    assert explained.stdout.index("scheme") < explained.stdout.index("dossier")


def test_convert_writes_markdown_to_the_terminal_or_a_file(tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    page.write_text("<main><h1>Le relais</h1><ul><li>un lit</ul></main>", encoding="utf-8")
    shown, written = recueil("convert", page), recueil("convert", page, "--out", tmp_path / "page.md")
    assert (shown.returncode, shown.stdout) == (0, "# Le relais\n\n- un lit\n")
    assert (written.returncode, written.stdout) == (0, "")
    assert (tmp_path / "page.md").read_text(encoding="utf-8") == shown.stdout


def test_a_document_without_fiches_is_named_and_gives_exit_code_1(tmp_path: Path) -> None:
    (tmp_path / "note.txt").write_text("Une simple note sans action.\n")
    done = recueil("run", tmp_path / "note.txt", SAMPLES / "contrat-exemple.txt", "--out", tmp_path / "out", "--no-ner")
    assert done.returncode == 1
    assert done.stderr.startswith("note.txt: ")
    assert len(done.stderr.strip().splitlines()) == 1
    assert "contrat-exemple.carte" not in done.stderr


@pytest.mark.parametrize(
    "arguments",
    [
        ("run", "nulle-part"),
        ("run", "--profile", "recuil"),
        ("show", "x", "--out", "nulle-part"),
        ("evaluate", "nulle.gold.jsonl"),
        ("convert", "nulle.docx"),
    ],
    ids=["missing path", "unknown profile", "no data yet", "missing gold", "missing document"],
)
def test_wrong_usage_is_one_line_and_exit_code_2(arguments: tuple[str, ...]) -> None:
    done = recueil(*arguments)
    assert done.returncode == 2
    assert len(done.stderr.strip().splitlines()) == 1
    assert "Traceback" not in done.stderr


def test_help_shows_an_example_for_every_command() -> None:
    for command in ("run", "show", "convert", "evaluate", "profiles"):
        assert "Example" in recueil(command, "--help").stdout


def test_contacts_are_never_printed_by_a_run(out: Path, tmp_path: Path) -> None:
    done = recueil("run", SAMPLES, "--out", tmp_path, "--no-ner")
    assert "@" not in done.stdout + done.stderr
