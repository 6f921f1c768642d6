"""Reading rule files into their models, alone or with what a pack says of them."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any, Generic, TypeVar

import yaml
from pydantic import ValidationError

from pipeline.errors import RuleFileError
from pipeline.rules.checks import ids_twice, inconsistencies
from pipeline.rules.model_wording import in_plain_words
from pipeline.rules.packs import merged
from pipeline.rules.places import field_at, place_at
from pipeline.rules.source import read_node
from pipeline.rules.words import WordListError, with_words
from schemas.base import Record
from schemas.rules import FindingsFile

Model = TypeVar("Model", bound=Record)


@dataclass(frozen=True, slots=True)
class RuleSource(Generic[Model]):
    """A rule file: its record, and the YAML that knows the place of everything in it."""

    record: Model
    node: yaml.MappingNode


def read_rules(path: Path, model: type[Model]) -> Model:
    """Read one rule file into its model. Raises RuleFileError, the first one where there are several problems."""
    problems: list[RuleFileError] = []
    source = read_source(path, model, problems)
    problems += ids_twice([(source.record, source.node)], None) if source else []
    if source is None or problems:
        raise problems[0]
    return source.record


def read_source(path: Path, model: type[Model], problems: list[RuleFileError], pack: Path | None = None) -> RuleSource[Model] | None:
    """Read a rule file, with the file of a pack that says more of the same; None where it cannot be used.

    What is wrong is added to `problems`.
    """
    known = len(problems)
    node = read_node(path, problems)
    if pack and (more := read_node(pack, problems)) and node:
        node = merged(node, more, problems, keep_off=model is FindingsFile)
    if node is None or len(problems) > known:
        return None
    return source_of(node, model, problems)


def source_of(node: yaml.MappingNode, model: type[Model], problems: list[RuleFileError]) -> RuleSource[Model] | None:
    """The record of a file whose YAML was read; None where it breaks its model, which is added to `problems`."""
    data: dict[str, Any] = yaml.constructor.SafeConstructor().construct_document(node)
    unfilled: list[WordListError] = []
    filled = with_words(data, {}, (), unfilled)
    found = list(dict.fromkeys((error.location, error.problem) for error in unfilled))
    problems += [place_at(node, location).error(field_at(node, location), problem) for location, problem in found]
    try:
        record = model.model_validate(filled)
    except ValidationError as error:
        known = {field_at(node, location) for location, _ in found}
        problems += [told for told in in_plain_words(error, node, model) if told.field not in known]
        return None
    problems += inconsistencies(record, node)
    return None if found else RuleSource(record, node)
