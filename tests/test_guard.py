"""A rule that someone breaks is named by what it broke: the real command, on a copy of the program with one rule changed."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

ROOT = Path(__file__).resolve().parent.parent
PROGRAM = ("pipeline", "schemas", "rules", "cli.py", "tests/gold", "tests/baseline.json", "data/raw")

#: Document, line of the value, field, missed or spurious.
Named = tuple[str, int, str, str]

_NEVER = "(?!)"
_ITEM = re.compile(r"^([\w-]+) line (\d+) (\w+) (missed|spurious): ", re.MULTILINE)

RECUEIL, SCHEMA, CONTRAT = "recueil-exemple", "schema-exemple", "contrat-exemple"


@pytest.fixture(scope="module")
def program(tmp_path_factory: pytest.TempPathFactory) -> Path:
    copy = tmp_path_factory.mktemp("program")
    for name in PROGRAM:
        source, target = ROOT / name, copy / name
        target.parent.mkdir(parents=True, exist_ok=True)
        if source.is_dir():
            shutil.copytree(source, target, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy(source, target)
    return copy


def guard(program: Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "cli.py", "evaluate", "tests/gold", "--documents", "data/raw", "--against", "tests/baseline.json"]
    environment = {**os.environ, "PYTHONPATH": str(program), "PYTHONDONTWRITEBYTECODE": "1"}
    return subprocess.run(command, cwd=program, env=environment, capture_output=True, text=True, check=False)


def named(output: str) -> list[Named]:
    return sorted((document, int(line), field, kind) for document, line, field, kind in _ITEM.findall(output))


def break_rule(path: Path, rule_id: str, key: str, value: object) -> None:
    data = yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
    rule = next(rule for rule in rules_of(data) if rule.get("id") == rule_id)
    assert rule[key] != value
    rule[key] = value
    path.write_text(yaml.safe_dump(data, allow_unicode=True), encoding="utf-8")


def rules_of(node: object) -> list[dict[str, Any]]:
    if isinstance(node, dict):
        return [node, *(rule for value in node.values() for rule in rules_of(value))]
    return [rule for item in node for rule in rules_of(item)] if isinstance(node, list) else []


def test_the_program_as_it_is_holds_its_baseline(program: Path) -> None:
    done = guard(program)
    assert (done.returncode, done.stderr) == (0, "")
    assert named(done.stdout) == []
    assert "Nothing that was right in the baseline is wrong." in done.stdout


@pytest.mark.parametrize(
    ("file", "rule", "key", "value", "broken"),
    [
        pytest.param(
            "status.yaml",
            "status.ongoing",
            "pattern",
            _NEVER,
            # a status that is none any more is taken for a carrier
            [
                (RECUEIL, 266, "status", "missed"),
                (RECUEIL, 355, "status", "missed"),
                (RECUEIL, 278, "carriers", "spurious"),
                (RECUEIL, 355, "carriers", "spurious"),
            ],
            id="a status that is never seen",
        ),
        pytest.param(
            "figures.yaml",
            "figure.approx",
            "qualifier",
            "max",
            [
                (RECUEIL, 111, "figure_qualifier", "missed"),
                (RECUEIL, 139, "figure_qualifier", "missed"),
                (RECUEIL, 473, "figure_qualifier", "missed"),
                (RECUEIL, 530, "figure_qualifier", "missed"),
                (SCHEMA, 55, "figure_qualifier", "missed"),
            ],
            id="a qualifier turned into another",
        ),
        pytest.param(
            "figures.yaml",
            "figure.age",
            "pattern",
            r"\[[^]]*\] places",
            [(CONTRAT, 31, "figures", "missed"), (RECUEIL, 522, "figures", "missed"), (SCHEMA, 66, "figures", "missed")],
            id="an exclusion that swallows counts",
        ),
        pytest.param(
            "figures.yaml",
            "figure.by_year",
            "nature",
            "result",
            [
                (CONTRAT, 35, "figure_nature", "missed"),
                (RECUEIL, 477, "figure_nature", "missed"),
                (SCHEMA, 37, "figure_nature", "missed"),
            ],
            id="goals taken for results",
        ),
        pytest.param(
            "organisations.yaml", "type.mdph", "type", "other", [(RECUEIL, 359, "carrier_type", "missed")], id="a type of body lost"
        ),
        pytest.param(
            "sections.yaml",
            "section.further",
            "key",
            "body",
            [(RECUEIL, 347, "section_keys", "missed")],
            id="a heading under a wrong key",
        ),
    ],
)
def test_a_broken_rule_is_named_by_what_it_broke(file: str, rule: str, key: str, value: object, broken: list[Named], program: Path) -> None:
    path = program / "rules" / file
    whole = path.read_bytes()
    try:
        break_rule(path, rule, key, value)
        done = guard(program)
    finally:
        path.write_bytes(whole)
    assert (done.returncode, done.stderr) == (1, "")
    assert named(done.stdout) == sorted(broken)
    assert "WORSE than the baseline" in done.stdout
