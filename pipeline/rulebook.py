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
    PeriodsFile,
    Profile,
    RelatedFile,
    Rule,
    RuleFile,
    SectionsFile,
    StatusFile,
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


@cache
def default_rulebook() -> Rulebook:
    """The rules the project ships, read once."""
    return read_rulebook()


def read_rules(path: Path, model: type[Model]) -> Model:
    """Read one rule file into its model. Raises RuleFileError."""
    try:
        text = path.read_text(encoding="utf-8")
    except FileNotFoundError as error:
        raise RuleFileError(path, 1, "", "the file is missing") from error
    except UnicodeDecodeError as error:
        raise RuleFileError(path, 1, "", "is not UTF-8; save it as UTF-8") from error
    try:
        node = yaml.compose(text, Loader=yaml.CSafeLoader)
        data = yaml.load(text, Loader=yaml.CSafeLoader)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        raise RuleFileError(path, mark.line + 1 if mark else 1, "", f"not YAML: {getattr(error, 'problem', error)}") from error
    if not isinstance(data, dict):
        raise RuleFileError(path, 1, "", "must be a list of `key: value` lines")
    try:
        return model.model_validate(_with_words(data, {}))
    except ValidationError as error:
        raise _rule_file_error(path, node, error, model) from error


def _with_words(data: Any, words: dict[str, Any]) -> Any:
    """Fill `<<name>>` in patterns with the alternatives of the word list of that name."""
    if isinstance(data, dict):
        own = data.get("words")
        words = words | own if isinstance(own, dict) else words
        return {k: _filled(v, words) if k == "pattern" else _with_words(v, words) for k, v in data.items()}
    if isinstance(data, list):
        return [_with_words(item, words) for item in data]
    return data


def _filled(pattern: Any, words: dict[str, Any]) -> Any:
    if not isinstance(pattern, str):
        return pattern

    def alternatives(match: re.Match[str]) -> str:
        listed = words.get(match[1])
        if not isinstance(listed, list):
            return match[0]
        return "(?:" + "|".join(_filled(str(word), words) for word in sorted(listed, key=lambda w: -len(str(w)))) + ")"

    return re.sub(r"<<(\w+)>>", alternatives, pattern)


def _rule_file_error(path: Path, node: yaml.Node | None, error: ValidationError, model: type[Record]) -> RuleFileError:
    first = error.errors()[0]
    location = [part for part in first["loc"] if not (isinstance(part, str) and part.endswith("Layout"))]
    field = ".".join(str(part) for part in location)
    problem = first["msg"].removeprefix("Value error, ")
    if first["type"] == "extra_forbidden":
        problem = "unknown key"
        near = process.extractOne(str(location[-1]), _keys(model), score_cutoff=60)
        if near:
            problem += f"; did you mean {near[0]!r}?"
    return RuleFileError(path, _line(node, location), field, problem)


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
