import shutil
from collections import Counter
from collections.abc import Iterator
from dataclasses import fields
from pathlib import Path

import pytest

from pipeline.errors import RuleFileError, UnknownProfileError
from pipeline.rulebook import RULES, Rulebook, default_rulebook, read_rulebook, read_rules
from schemas.base import Record
from schemas.rules import DepartmentsFile, FiguresFile, FindingsFile, Profile, Rule, StatusFile, ThresholdsFile


def rules_of(value: object) -> Iterator[Rule]:
    """Every rule that a record holds, at any depth."""
    if isinstance(value, Rule):
        yield value
    elif isinstance(value, Record):
        for name in type(value).model_fields:
            yield from rules_of(getattr(value, name))
    elif isinstance(value, tuple):
        for item in value:
            yield from rules_of(item)


def rule_files(rulebook: Rulebook) -> dict[str, Record]:
    """Every rule file by name."""
    files = {f.name: getattr(rulebook, f.name) for f in fields(rulebook) if f.name != "profiles"}
    return files | {f"profiles/{profile.id}": profile for profile in rulebook.profiles}


FILES = rule_files(default_rulebook())
RULES_BY_FILE = [(name, rule) for name, file in FILES.items() for rule in rules_of(file)]
EVERY_RULE = pytest.mark.parametrize("rule", [pytest.param(r, id=f"{name}:{r.id}") for name, r in RULES_BY_FILE])


@EVERY_RULE
def test_finds_its_examples(rule: Rule) -> None:
    assert [example for example in rule.match if not rule.regex.search(example)] == []


@EVERY_RULE
def test_leaves_its_counter_examples(rule: Rule) -> None:
    assert [example for example in rule.no_match if rule.regex.search(example)] == []


@EVERY_RULE
def test_word_lists_are_filled(rule: Rule) -> None:
    assert "<<" not in rule.pattern


@pytest.mark.parametrize("name", FILES)
def test_ids_are_unique_within_a_file(name: str) -> None:
    counts = Counter(rule.id for rule in rules_of(FILES[name]))
    assert [rule_id for rule_id, n in counts.items() if n > 1] == []


def test_every_rule_file_of_the_folder_is_read() -> None:
    on_disk = {p.relative_to(RULES).with_suffix("").as_posix() for p in RULES.rglob("*.yaml")}
    # the bars of accuracy are no rules of reading: `recueil evaluate` is given them
    assert on_disk == {*FILES, "thresholds"}


def test_unknown_profile_names_the_known_ones(rulebook: Rulebook) -> None:
    with pytest.raises(UnknownProfileError, match=r"'recuei'.*contract, dossier, .*recueil, scheme"):
        rulebook.profile("recuei")


STATUS = """\
# états
status:
  - id: status.done
    code: done
    pattern: "^réalisé"
    match: ["Réalisé"]
"""

PROFILE = """\
id: page
title: Une page
kind: strategy
publisher_acts: true
at_least: 0.5
recognise:
  - {id: page.a, pattern: a, weight: 1, match: [a]}
  - {id: page.b, pattern: b, weight: 1, match: [b]}
layout:
  name: plan
  announcement:
    - {id: page.plan, pattern: "actions :$", match: ["Nos actions :"]}
  not_announcement:
    - {id: page.goals, pattern: "buts :$", match: ["Nos buts :"]}
"""


def broken(old: str, new: str, text: str = STATUS) -> bytes:
    assert text.count(old) == 1
    return text.replace(old, new).encode()


BROKEN = {
    "wrong key with near name": (
        StatusFile,
        broken("code: done", "code: done\n    no_mach: []"),
        5,
        "status.0.no_mach",
        "did you mean 'no_match'?",
    ),
    "wrong key without near name": (StatusFile, broken("code: done", "code: done\n    zzz: 1"), 5, "status.0.zzz", "unknown key"),
    "wrong key at top level": (StatusFile, STATUS.encode() + b"wordz: {}\n", 7, "wordz", "did you mean 'words'?"),
    "wrong type": (StatusFile, broken('match: ["Réalisé"]', "match: Réalisé"), 6, "status.0.match", "tuple"),
    "number instead of text": (
        FindingsFile,
        b"findings:\n  - code: 12\n    severity: info\n    meaning: x\n",
        2,
        "findings.0.code",
        "string",
    ),
    "bad regular expression": (StatusFile, broken("^réalisé", "^(réalisé"), 5, "status.0.pattern", "not a regular expression"),
    "misspelt required key": (StatusFile, broken("pattern:", "patern:"), 5, "status.0.patern", "did you mean 'pattern'?"),
    "key given twice": (StatusFile, STATUS.encode() + STATUS.encode(), 8, "status", "given twice"),
    "unknown word list": (StatusFile, b"words: {fat: [x]}\n" + broken("^réalisé", "<<fait>>"), 6, "<<fait>>", "did you mean 'fat'?"),
    "word list in itself": (StatusFile, b"words: {a: [<<b>>], b: [<<a>>]}\n" + broken("^réalisé", "<<a>>"), 1, "<<a>>", "contains itself"),
    "date that does not exist": (StatusFile, b"status: 2018-02-31\n", 1, "", "not YAML"),
    "control character": (StatusFile, b"status: \x01\n", 1, "", "not YAML"),
    "deep in a layout": (Profile, broken("buts :$", "(buts", PROFILE), 14, "layout.not_announcement.0.pattern", "regular expression"),
    "misspelt key of a layout": (Profile, broken("not_ann", "not_an", PROFILE), 13, "layout.not_anouncement", "'not_announcement'?"),
    "bad rule id": (StatusFile, broken("status.done", "Statut fait"), 3, "status.0.id", "pattern"),
    "unknown enum value": (StatusFile, broken("code: done", "code: doen"), 4, "status.0.code", "'done'"),
    "missing required key": (StatusFile, broken("    code: done\n", ""), 3, "status.0.code", "required"),
    "missing list": (FiguresFile, b"words: {}\nexcluded: []\n", 1, "masked", "required"),
    "empty match list": (StatusFile, broken('["Réalisé"]', "[]"), 6, "status.0.match", "at least 1"),
    "misspelt field of a bar": (ThresholdsFile, b"f1:\n  title: 0.9\n  figurs: 0.9\n", 3, "f1.figurs", "did you mean 'figures'?"),
    "bar above 1": (ThresholdsFile, b"f1:\n  title: 9\n", 2, "f1.title", "less than or equal to 1"),
    "list at top level": (StatusFile, b"- id: status.done\n", 1, "", "key: value"),
    "empty file": (StatusFile, b"", 1, "", "key: value"),
    "tab indentation": (StatusFile, broken("    code: done", "\tcode: done"), 4, "", "not YAML"),
    "bracket left open": (StatusFile, broken('["Réalisé"]', '["Réalisé"'), 7, "", "not YAML"),
    "not UTF-8": (StatusFile, STATUS.encode("cp1252"), 1, "", "UTF-8"),
    "unknown layout": (Profile, broken("name: plan", "name: cards", PROFILE), 9, "layout", "'plan'"),
    "too few cues": (Profile, broken("  - {id: page.b, pattern: b, weight: 1, match: [b]}\n", "", PROFILE), 6, "recognise", "at least 2"),
    "weight that is none": (
        Profile,
        broken("pattern: b, weight: 1", "pattern: b, weight: 0", PROFILE),
        8,
        "recognise.1.weight",
        "greater than 0",
    ),
}


@pytest.mark.parametrize("case", BROKEN.values(), ids=BROKEN)
def test_broken_file_is_one_line_with_place(case: tuple[type[Record], bytes, int, str, str], tmp_path: Path) -> None:
    model, data, line, field, told = case
    path = tmp_path / "regles.yaml"
    path.write_bytes(data)
    with pytest.raises(RuleFileError) as caught:
        read_rules(path, model)
    message = str(caught.value)
    assert message.startswith(f"regles.yaml:{line}: {field}")
    assert told in message
    assert "\n" not in message
    assert (caught.value.path, caught.value.line, caught.value.field) == (path, line, field)


def test_good_files_are_read(tmp_path: Path) -> None:
    path = tmp_path / "regles.yaml"
    path.write_text(STATUS, encoding="utf-8")
    assert read_rules(path, StatusFile).status[0].regex.search("REALISE") is None
    path.write_text(PROFILE, encoding="utf-8")
    assert read_rules(path, Profile).layout.name == "plan"


def test_words_are_filled_longest_first(tmp_path: Path) -> None:
    path = tmp_path / "regles.yaml"
    words = 'words:\n  made: [créé, "créée", "mis en <<where>>"]\n  where: [place, service]\n'
    path.write_text(words + STATUS.replace("^réalisé", "^<<made>>$"), encoding="utf-8")
    regex = read_rules(path, StatusFile).status[0].regex
    assert [bool(regex.search(t)) for t in ("créée", "mis en service", "mis en route")] == [True, True, False]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return Path(shutil.copytree(RULES, tmp_path / "rules"))


def test_missing_file_is_named(folder: Path) -> None:
    (folder / "status.yaml").unlink()
    with pytest.raises(RuleFileError, match=r"^status\.yaml:1: the file is missing$"):
        read_rulebook(folder)


def test_two_profiles_with_one_id(folder: Path) -> None:
    shutil.copy(folder / "profiles" / "scheme.yaml", folder / "profiles" / "schema2.yaml")
    with pytest.raises(RuleFileError, match=r"^schem\w+\.yaml:\d+: id: another profile is called 'scheme' too$"):
        read_rulebook(folder)


def test_unknown_region_is_named(folder: Path) -> None:
    path = folder / "departments.yaml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace('printed: "de l\'Ain", region: "84"', 'printed: "de l\'Ain", region: "99"'), encoding="utf-8")
    with pytest.raises(RuleFileError, match=r"^departments\.yaml:\d+: .*department 01 names an unknown region 99$"):
        read_rules(path, DepartmentsFile)


def test_department_that_stands_twice_is_named(folder: Path) -> None:
    path = folder / "departments.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace('code: "02"', 'code: "01"'), encoding="utf-8")
    with pytest.raises(RuleFileError, match=r"^departments\.yaml:\d+: .*department 01 stands twice$"):
        read_rules(path, DepartmentsFile)


def test_departments_are_all_there(rulebook: Rulebook) -> None:
    departments = rulebook.departments.departments
    assert len(departments) == 102
    assert {d.phone_region for d in departments} == {"FR", "GP", "MQ", "GF", "RE", "YT"}
    assert all(d.printed.endswith(d.name.removeprefix("La ")) for d in departments)
