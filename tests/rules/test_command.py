"""`recueil rules check`, `test`, `schema` and `--rules` as their user meets them."""

import subprocess
import sys
from pathlib import Path
from time import perf_counter

import pytest

from tests.rules.test_packs import PROFILE
from tests.support import Recueil

ROOT = Path(__file__).resolve().parents[2]
SAMPLES = ROOT / "data" / "raw"
GOOD = "status:\n  - {id: maison.pause, code: planned, pattern: '^en sommeil', match: [En sommeil], no_match: [Sommeil]}\n"


@pytest.fixture
def pack(tmp_path: Path) -> Path:
    (tmp_path / "mes-regles" / "profiles").mkdir(parents=True)
    return tmp_path / "mes-regles"


def process(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
    """The real command line."""
    return subprocess.run(
        [sys.executable, str(ROOT / "cli.py"), *map(str, arguments)], cwd=ROOT, capture_output=True, text=True, check=False
    )


def test_check_says_how_many_files_and_rules_are_fine(recueil: Recueil, pack: Path) -> None:
    (pack / "status.yaml").write_text(GOOD)
    done = recueil("rules", "check", pack)
    assert (done.code, done.stderr) == (0, "")
    assert done.stdout.count("\n") == 1
    assert "rules are fine" in done.stdout


def test_check_tells_every_problem_in_a_line_of_its_own(recueil: Recueil, pack: Path) -> None:
    (pack / "status.yaml").write_text(GOOD.replace("planned", "planed").replace("'^en", "'^(en"))
    (pack / "header.yaml").write_text("label: [\n")
    done = recueil("rules", "check", "--rules", pack)
    assert (done.code, done.stdout) == (2, "")
    lines = done.stderr.splitlines()
    assert [line.split(": ", 2)[:2] for line in lines] == [
        [f"{pack}/header.yaml:1:8", "the bracket `[` is not closed; add `]` at the end of the list"],
        [f"{pack}/status.yaml:2:30", "status.0.code"],
        [f"{pack}/status.yaml:2:47", "status.0.pattern"],
    ]


def test_an_example_that_fails_is_named_by_check_and_test(recueil: Recueil, pack: Path) -> None:
    (pack / "status.yaml").write_text(GOOD.replace("[En sommeil]", "[En sommeil, En pause]").replace("[Sommeil]", "[En sommeil profond]"))
    checked, tested = recueil("rules", "check", pack), recueil("rules", "test", pack)
    assert (checked.code, tested.code) == (2, 1)
    assert checked.stderr == tested.stderr
    first, second = tested.stderr.splitlines()
    assert first.startswith(f"{pack}/status.yaml:2:83: maison.pause: the pattern must find this text")
    assert first.endswith(': "En pause"')
    assert second.startswith(f"{pack}/status.yaml:2:105: maison.pause: the pattern must leave this text")
    assert " of " in tested.stdout


def test_test_counts_the_examples(recueil: Recueil) -> None:
    done = recueil("rules", "test")
    assert (done.code, done.stderr) == (0, "")
    right, total = done.stdout.split()[0], done.stdout.split()[2]
    assert right == total
    assert int(total) > 1000


def test_the_folder_of_rules_can_be_set_for_good(recueil: Recueil, pack: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (pack / "profiles" / "cartes.yaml").write_text(PROFILE)
    assert "cartes" in recueil("profiles", "--rules", pack).stdout
    assert "cartes" not in recueil("profiles").stdout
    monkeypatch.setenv("RECUEIL_RULES", str(pack))
    assert "cartes" in recueil("profiles").stdout


def test_a_pack_changes_what_is_read(recueil: Recueil, pack: Path, tmp_path: Path) -> None:
    (pack / "status.yaml").write_text("status:\n  - {id: maison.test, code: planned, pattern: expérimentation, match: [expérimentation]}\n")
    done = recueil("run", SAMPLES / "recueil-exemple.txt", "--no-ner", "--out", tmp_path / "out", "--rules", pack)
    assert done.code == 0, done.stderr
    assert '"rule": "maison.test"' in (tmp_path / "out" / "fiches.json").read_text("utf-8")


@pytest.mark.parametrize("command", [("run", SAMPLES), ("profiles",), ("rules", "check")], ids=["run", "profiles", "check"])
def test_a_slow_pattern_is_stopped_and_named_in_time(command: tuple[str | Path, ...], pack: Path, tmp_path: Path) -> None:
    (pack / "status.yaml").write_text("status:\n  - {id: maison.slow, code: done, pattern: '(a+)+$', match: [a]}\n")
    started = perf_counter()
    done = process(*command, "--rules", pack)
    assert perf_counter() - started < 30  # a second of search; the rest is the start of the program on a busy machine
    assert done.returncode == 2
    assert done.stderr.startswith("mes-regles/status.yaml:2: maison.slow: the pattern takes more than 1 s on one text and was stopped; ")
    assert done.stderr.count("\n") == 1


def test_a_pattern_that_is_slow_on_one_document_leaves_the_others(pack: Path, tmp_path: Path) -> None:
    # no example holds what this pattern is slow on
    (pack / "profiles" / "cartes.yaml").write_text(PROFILE.replace("pattern: carte,", "pattern: 'carte|(b+)+$',"))
    (tmp_path / "lent.txt").write_text(f"Un titre\n\n{'b' * 5000}!\n")
    out = tmp_path / "out"
    done = process("run", tmp_path / "lent.txt", SAMPLES / "contrat-exemple.txt", "--no-ner", "--out", out, "--rules", pack)
    assert done.returncode == 1
    assert done.stderr.startswith("lent.txt: profiles/cartes.yaml:7: cartes.a: the pattern takes more than 1 s on one text and was stopped")
    assert done.stderr.count("\n") == 1
    assert "contrat-exemple.txt" in done.stdout
    assert str(tmp_path) not in (out / "fiches.json").read_text("utf-8")
    explained = process("profiles", "--explain", tmp_path / "lent.txt", "--rules", pack)
    assert (explained.returncode, explained.stderr.count("\n")) == (2, 1)
    assert "cartes.a" in explained.stderr


def test_schema_writes_one_file_for_each_kind(recueil: Recueil, tmp_path: Path) -> None:
    done = recueil("rules", "schema", "--out", tmp_path / "schemas")
    assert done.code == 0
    assert {"profile.schema.json", "header.schema.json"} <= {path.name for path in (tmp_path / "schemas").iterdir()}


def test_help_shows_an_example_for_every_command(recueil: Recueil) -> None:
    for command in ("check", "test", "stats", "schema"):
        assert "Example" in recueil("rules", command, "--help").stdout
