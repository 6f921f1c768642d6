import shutil
from dataclasses import fields
from pathlib import Path

import pytest

from pipeline.errors import RuleFileError, UnknownProfileError
from pipeline.rulebook import RULES, Rulebook, default_rulebook, read_rulebook
from pipeline.rules.checks import rules_in
from pipeline.rules.examples import failing
from pipeline.rules.reading import read_rules
from schemas.base import Record
from schemas.rules import DepartmentsFile, Rule


def rule_files(rulebook: Rulebook) -> dict[str, Record]:
    """Every rule file by name."""
    files = {f.name: getattr(rulebook, f.name) for f in fields(rulebook) if f.name not in {"profiles", "placed"}}
    return files | {f"profiles/{profile.id}": profile for profile in rulebook.profiles}


FILES = rule_files(default_rulebook())
RULES_BY_FILE = [(name, rule) for name, file in FILES.items() for _, rule in rules_in(file)]
EVERY_RULE = pytest.mark.parametrize("rule", [pytest.param(r, id=f"{name}:{r.id}") for name, r in RULES_BY_FILE])


@EVERY_RULE
def test_treats_its_examples_as_it_says(rule: Rule) -> None:
    assert [str(error) for error in failing(default_rulebook().placed[rule.id])] == []


@EVERY_RULE
def test_word_lists_are_filled(rule: Rule) -> None:
    assert "<<" not in rule.pattern


def test_ids_are_unique() -> None:
    assert len(default_rulebook().placed) == len(RULES_BY_FILE)


def test_every_rule_file_of_the_folder_is_read() -> None:
    on_disk = {p.relative_to(RULES).with_suffix("").as_posix() for p in RULES.rglob("*.yaml")}
    # accuracy and its bars are no rules of reading: dataset cards and `recueil evaluate` are given them
    assert on_disk == {*FILES, "thresholds", "accuracy"}


def test_unknown_profile_names_the_known_ones(rulebook: Rulebook) -> None:
    with pytest.raises(UnknownProfileError, match=r"'recuei'.*contract, dossier, .*recueil, scheme"):
        rulebook.profile("recuei")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return Path(shutil.copytree(RULES, tmp_path / "rules"))


def test_missing_file_is_named(folder: Path) -> None:
    (folder / "status.yaml").unlink()
    with pytest.raises(RuleFileError, match=r"status\.yaml:1:1: the file is missing; check the spelling$"):
        read_rulebook(folder)


def test_two_profiles_with_one_id(folder: Path) -> None:
    shutil.copy(folder / "profiles" / "scheme.yaml", folder / "profiles" / "schema2.yaml")
    with pytest.raises(
        RuleFileError,
        match=r"scheme\.yaml:\d+:\d+: .*`scheme.\w+` is the id of another rule too, .*schema2\.yaml:\d+:\d+; choose another id$",
    ):
        read_rulebook(folder)


def test_unknown_region_is_named(folder: Path) -> None:
    path = folder / "departments.yaml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace('printed: "de l\'Ain", region: "84"', 'printed: "de l\'Ain", region: "99"'), encoding="utf-8")
    with pytest.raises(
        RuleFileError, match=r"departments\.yaml:\d+:\d+: departments\.0\.region: no region has the code `99`; choose one of 11 Île"
    ):
        read_rules(path, DepartmentsFile)


def test_department_that_stands_twice_is_named(folder: Path) -> None:
    path = folder / "departments.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace('code: "02"', 'code: "01"'), encoding="utf-8")
    with pytest.raises(
        RuleFileError,
        match=r"departments\.yaml:\d+:\d+: departments\.1\.code: `01` stands twice, first in .*departments\.yaml:\d+:\d+; delete one$",
    ):
        read_rules(path, DepartmentsFile)


def test_departments_are_all_there(rulebook: Rulebook) -> None:
    departments = rulebook.departments.departments
    assert len(departments) == 102
    assert {d.phone_region for d in departments} == {"FR", "GP", "MQ", "GF", "RE", "YT"}
    assert all(d.printed.endswith(d.name.removeprefix("La ")) for d in departments)
