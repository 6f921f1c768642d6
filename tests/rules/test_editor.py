"""The JSON Schemas that editors read: up to date, true of the built-in files, and of use."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft7Validator
from yaml.constructor import SafeConstructor

from pipeline.rulebook import FILES, RULES
from pipeline.rules.editor import schema_text, schemas
from pipeline.rules.source import read_node
from tests.rules.test_packs import PROFILE

COMMITTED = RULES.parent / "schemas" / "json"
SCHEMAS = schemas(FILES)
RULE_FILES = sorted(RULES.rglob("*.yaml"))


def errors(schema: dict[str, Any], path: Path) -> list[str]:
    """What is wrong with a file, read as editors do: `off` is a word."""
    node = read_node(path, [])
    return [error.message for error in Draft7Validator(schema).iter_errors(SafeConstructor().construct_document(node))]


@pytest.fixture
def wrong(tmp_path: Path) -> Callable[[str, str], list[str]]:
    """What is wrong with the text of a rule file."""

    def found(kind: str, text: str) -> list[str]:
        (tmp_path / "regles.yaml").write_text(text, encoding="utf-8")
        return errors(SCHEMAS[f"{kind}.schema.json"], tmp_path / "regles.yaml")

    return found


def test_committed_schemas_are_those_of_the_models() -> None:
    """`make schemas` writes them."""
    on_disk = {path.name: path.read_text("utf-8") for path in COMMITTED.iterdir()}
    assert on_disk == {name: schema_text(schema) for name, schema in SCHEMAS.items()}


@pytest.mark.parametrize("path", RULE_FILES, ids=lambda path: path.stem)
def test_every_rule_file_names_its_schema_and_is_valid(path: Path) -> None:
    first = path.read_text("utf-8").splitlines()[0].removeprefix("# yaml-language-server: $schema=")
    schema = json.loads((path.parent / first).read_text("utf-8"))
    Draft7Validator.check_schema(schema)
    assert errors(schema, path) == []


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        ("status", "status: [{id: a, code: done, pattern: a, match: [a]}]"),
        ("status", "status: [{id: status.done, off: true}]"),
        ("status", "words: {step: [palier]}"),
        ("findings", "findings: [{code: missing_period, off: true}]"),
        ("departments", "groups: [{name: Pays basque, codes: ['64']}, {name: Collectivité de Corse, off: true}]"),
        ("profile", PROFILE),
        ("profile", "{id: recueil, off: true}"),
    ],
)
def test_what_a_pack_may_hold_is_valid(kind: str, text: str, wrong: Callable[[str, str], list[str]]) -> None:
    assert wrong(kind, text) == []


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        ("status", "status: [{id: a, code: doen, pattern: a, match: [a]}]"),
        ("status", "status: [{id: a, code: done, pattern: a, match: a}]"),
        ("status", "states: []"),
        ("status", "status: [{id: a, off: false}]"),
        ("header", "label: [{id: a, slot: compny, pattern: a, match: [a]}]"),
        ("departments", "groups: [{name: Pays basque, codes: ['640']}]"),
        ("profile", PROFILE.replace("announcement:", "anouncement:")),
        ("profile", "{id: recueil}"),
        ("thresholds", "f1: {titel: 0.9}"),
    ],
)
def test_what_is_wrong_is_marked(kind: str, text: str, wrong: Callable[[str, str], list[str]]) -> None:
    assert wrong(kind, text)


def test_every_key_of_a_rule_has_its_help() -> None:
    rule = SCHEMAS["status.schema.json"]["$defs"]["StatusRule"]["properties"]
    assert all("description" in rule[key] for key in ("id", "pattern", "case", "match", "no_match"))
    assert "cut" in SCHEMAS["profile.schema.json"]["description"]
