"""Reading the rule files: what can be said in YAML is not said in Python.

A broken file is one line: file, line, field, what is wrong, the nearest valid name.
"""

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, TypeVar

import yaml
from pydantic import ValidationError
from rapidfuzz import process

from pipeline.errors import RuleFileError, UnknownProfileError
from schemas.base import Record
from schemas.rules import (
    BriefsFile,
    CarriersFile,
    ContactsFile,
    DepartmentsFile,
    DocumentsFile,
    FiguresFile,
    FindingsFile,
    FirstNamesFile,
    HeaderFile,
    LegalFile,
    OrganisationsFile,
    OutlineFile,
    PeriodsFile,
    Profile,
    RelatedFile,
    Rule,
    RuleFile,
    SectionsFile,
    StatusFile,
    ThresholdsFile,
)

RULES = Path(__file__).resolve().parent.parent / "rules"
Model = TypeVar("Model", bound=Record)


@dataclass(frozen=True)
class Rulebook:
    """All rules of one run."""

    departments: DepartmentsFile
    first_names: FirstNamesFile
    sections: SectionsFile
    header: HeaderFile
    outline: OutlineFile
    briefs: BriefsFile
    periods: PeriodsFile
    status: StatusFile
    organisations: OrganisationsFile
    carriers: CarriersFile
    contacts: ContactsFile
    figures: FiguresFile
    related: RelatedFile
    legal: LegalFile
    documents: DocumentsFile
    findings: FindingsFile
    profiles: tuple[Profile, ...]

    def profile(self, name: str) -> Profile:
        """The profile with this id. Raises UnknownProfileError."""
        for profile in self.profiles:
            if profile.id == name:
                return profile
        raise UnknownProfileError(name, [p.id for p in self.profiles])


def read_rulebook(folder: Path = RULES) -> Rulebook:
    """Read every rule file of a folder. Raises RuleFileError."""
    profiles = tuple(read_rules(path, Profile) for path in sorted((folder / "profiles").glob("*.yaml")))
    ids = [p.id for p in profiles]
    for path, profile in zip(sorted((folder / "profiles").glob("*.yaml")), profiles, strict=True):
        if ids.count(profile.id) > 1:
            raise RuleFileError(path, 1, "id", f"another profile is called {profile.id!r} too")
    return Rulebook(
        departments=read_rules(folder / "departments.yaml", DepartmentsFile),
        first_names=read_rules(folder / "first_names.yaml", FirstNamesFile),
        sections=read_rules(folder / "sections.yaml", SectionsFile),
        header=read_rules(folder / "header.yaml", HeaderFile),
        outline=read_rules(folder / "outline.yaml", OutlineFile),
        briefs=read_rules(folder / "briefs.yaml", BriefsFile),
        periods=read_rules(folder / "periods.yaml", PeriodsFile),
        status=read_rules(folder / "status.yaml", StatusFile),
        organisations=read_rules(folder / "organisations.yaml", OrganisationsFile),
        carriers=read_rules(folder / "carriers.yaml", CarriersFile),
        contacts=read_rules(folder / "contacts.yaml", ContactsFile),
        figures=read_rules(folder / "figures.yaml", FiguresFile),
        related=read_rules(folder / "related.yaml", RelatedFile),
        legal=read_rules(folder / "legal.yaml", LegalFile),
        documents=read_rules(folder / "documents.yaml", DocumentsFile),
        findings=read_rules(folder / "findings.yaml", FindingsFile),
        profiles=profiles,
    )


def read_thresholds(path: Path) -> ThresholdsFile:
    """The bars of a thresholds file. Raises RuleFileError."""
    return read_rules(path, ThresholdsFile)


@cache
def default_rulebook() -> Rulebook:
    """The rules the project ships, read once."""
    return read_rulebook()


def read_rules(path: Path, model: type[Model]) -> Model:
    """Read one rule file into its model. Raises RuleFileError."""
    try:
        text = path.read_text(encoding="utf-8")
    except OSError as error:
        problem = "the file is missing" if isinstance(error, FileNotFoundError) else f"cannot be read: {error.strerror}"
        raise RuleFileError(path, 1, "", problem) from error
    except UnicodeDecodeError as error:
        raise RuleFileError(path, 1, "", "is not UTF-8; save it as UTF-8") from error
    try:
        node = yaml.compose(text, Loader=yaml.CSafeLoader)
        data = yaml.load(text, Loader=yaml.CSafeLoader)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        problem = str(getattr(error, "problem", error)).splitlines()[0]
        raise RuleFileError(path, mark.line + 1 if mark else 1, "", f"not YAML: {problem}") from error
    except ValueError as error:  # a date that does not exist
        raise RuleFileError(path, 1, "", f"not YAML: {error}") from error
    if twice := _key_given_twice(node):
        raise RuleFileError(path, twice.start_mark.line + 1, twice.value, "this key is given twice")
    if not isinstance(data, dict):
        raise RuleFileError(path, 1, "", "must be a list of `key: value` lines")
    try:
        return model.model_validate(_with_words(data, {}))
    except _WordListError as error:
        line = text[: text.index(f"<<{error.name}>>")].count("\n") + 1
        raise RuleFileError(path, line, f"<<{error.name}>>", error.problem) from error
    except ValidationError as error:
        raise _rule_file_error(path, node, error, model) from error


class _WordListError(Exception):
    """A word list that a pattern asks for cannot be filled in."""

    def __init__(self, name: str, problem: str) -> None:
        super().__init__(problem)
        self.name, self.problem = name, problem


def _key_given_twice(node: yaml.Node | None) -> yaml.ScalarNode | None:
    if isinstance(node, yaml.SequenceNode):
        return next((twice for item in node.value if (twice := _key_given_twice(item))), None)
    if not isinstance(node, yaml.MappingNode):
        return None
    seen: set[str] = set()
    for key, value in node.value:
        if isinstance(key, yaml.ScalarNode) and key.value in seen:
            return key
        seen.add(str(key.value))
        if twice := _key_given_twice(value):
            return twice
    return None


def _with_words(data: Any, words: dict[str, Any]) -> Any:
    """Fill `<<name>>` in patterns with the alternatives of the word list of that name."""
    if isinstance(data, dict):
        own = data.get("words")
        words = words | own if isinstance(own, dict) else words
        return {k: _filled(v, words) if k == "pattern" else _with_words(v, words) for k, v in data.items()}
    if isinstance(data, list):
        return [_with_words(item, words) for item in data]
    return data


def _filled(pattern: Any, words: dict[str, Any], within: tuple[str, ...] = ()) -> Any:
    """The pattern with its word lists; `within` are the lists it stands in. Raises _WordListError."""
    if not isinstance(pattern, str):
        return pattern

    def alternatives(match: re.Match[str]) -> str:
        name = match[1]
        listed = words.get(name)
        if name in within:
            raise _WordListError(name, "this word list contains itself")
        if listed is not None and not isinstance(listed, list):
            raise _WordListError(name, "this word list is not a list")
        if listed is None:
            near = process.extractOne(name, list(words), score_cutoff=60)
            raise _WordListError(name, "no word list of this name" + (f"; did you mean {near[0]!r}?" if near else ""))
        longest_first = sorted(map(str, listed), key=len, reverse=True)
        return "(?:" + "|".join(_filled(word, words, (*within, name)) for word in longest_first) + ")"

    return re.sub(r"<<(\w+)>>", alternatives, pattern)


def _rule_file_error(path: Path, node: yaml.Node | None, error: ValidationError, model: type[Record]) -> RuleFileError:
    # a misspelt key is also a missing one: the first tells more
    first = min(error.errors(), key=lambda e: e["type"] != "extra_forbidden")
    location = _written(node, first["loc"])
    known = _keys(model)
    if misnamed := location[-1:] == ["[key]"]:  # a key that must be one of some names
        location, known = location[:-1], re.findall(r"'([^']+)'", first["msg"])
    field = ".".join(str(part) for part in location)
    problem = first["msg"].removeprefix("Value error, ")
    if misnamed or first["type"] == "extra_forbidden":
        problem = "unknown key"
        near = process.extractOne(str(location[-1]), known, score_cutoff=60)
        if near:
            problem += f"; did you mean {near[0]!r}?"
    return RuleFileError(path, _line(node, location), field, problem)


def _written(node: yaml.Node | None, location: tuple[int | str, ...]) -> list[int | str]:
    """The location without the names of alternatives that validation puts in and the file does not hold."""
    kept: list[int | str] = []
    for n, part in enumerate(location):
        if isinstance(node, yaml.MappingNode):
            child = next((v for k, v in node.value if k.value == str(part)), None)
            if child is None and n < len(location) - 1 and part != "[key]":
                continue
            node = child
        elif isinstance(node, yaml.SequenceNode) and isinstance(part, int) and part < len(node.value):
            node = node.value[part]
        kept.append(part)
    return kept


def _keys(model: type[Record]) -> list[str]:
    known: list[type[Record]] = [model, *Rule.__subclasses__(), Rule, *RuleFile.__subclasses__()]
    return list(dict.fromkeys(name for record in known for name in record.model_fields))


def _line(node: yaml.Node | None, location: list[int | str]) -> int:
    line = node.start_mark.line + 1 if node else 1
    for part in location:
        child: yaml.Node | None = None
        if isinstance(node, yaml.MappingNode):
            child = next((v for k, v in node.value if k.value == str(part)), None)
            line = next((k.start_mark.line + 1 for k, _ in node.value if k.value == str(part)), line)
        elif isinstance(node, yaml.SequenceNode) and isinstance(part, int) and part < len(node.value):
            child = node.value[part]
            line = child.start_mark.line + 1
        if child is None:
            break
        node = child
    return line
