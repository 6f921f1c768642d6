"""Reading the text and the YAML of one rule file; what is not YAML is told in plain words, with a cure."""

import io
import re
from collections.abc import Iterator
from pathlib import Path

import yaml

from pipeline.errors import RuleFileError
from pipeline.rules.places import Place, place_of
from pipeline.rules.yaml_wording import in_plain_words

_PRINTABLE = re.compile(r"[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_STR = "tag:yaml.org,2002:str"
_KINDS = {f"tag:yaml.org,2002:{kind}" for kind in ("str", "int", "float", "bool", "null", "seq", "map", "merge")}
#: Texts that YAML would take for something that no rule file holds.
_TEXTS = {"tag:yaml.org,2002:timestamp", "tag:yaml.org,2002:value"}


def read_node(path: Path, problems: list[RuleFileError]) -> yaml.MappingNode | None:
    """The YAML of a file; None where it cannot be read. What is wrong with it is added to `problems`."""
    text = _text(path, problems)
    if text is None:
        return None
    stream = io.StringIO(text)
    stream.name = str(path)  # every node knows its file by this name
    try:
        node = yaml.compose(stream, Loader=yaml.CSafeLoader)
    except yaml.MarkedYAMLError as error:
        line, column, problem = in_plain_words(text, error)
        problems.append(RuleFileError(path, line, column, "", problem))
        return None
    if node is None:
        problems.append(RuleFileError(path, 1, 1, "", "the file is empty; write rules in it, or delete it"))
        return None
    found = list(_check(node, ()))
    problems += found
    if not isinstance(node, yaml.MappingNode):
        problems.append(place_of(node).error("", "must be `key: value` lines; begin with the name of a list, e.g. `label:`"))
        return None
    return None if found else node


def _text(path: Path, problems: list[RuleFileError]) -> str | None:
    try:
        data = path.read_bytes()
        text = data.decode("utf-8-sig")
    except FileNotFoundError:
        problems.append(RuleFileError(path, 1, 1, "", "the file is missing; check the spelling"))
    except OSError as error:
        problems.append(RuleFileError(path, 1, 1, "", f"cannot be read ({error.strerror}); check its permissions"))
    except UnicodeDecodeError as error:
        before = data[: error.start].decode("utf-8-sig").split("\n")
        place = Place(path, len(before), len(before[-1]) + 1)
        problems.append(place.error("", "this letter is not in UTF-8; save the file in the encoding UTF-8"))
    else:
        if not (odd := _PRINTABLE.search(text)):
            return text
        before = text[: odd.start()].split("\n")
        place = Place(path, len(before), len(before[-1]) + 1)
        problems.append(place.error("", f"a control character (U+{ord(odd.group()):04X}) stands here; delete it"))
    return None


def _check(node: yaml.Node, within: tuple[int, ...]) -> Iterator[RuleFileError]:
    """What is YAML but no rule file: keys given twice, tags, keys that are no words.

    Keys, dates and `=` are made texts on the way.
    """
    if id(node) in within:
        yield place_of(node).error("", "this list holds itself; delete the `*` that names it")
        return
    within = (*within, id(node))
    if node.tag in _TEXTS:
        node.tag = _STR
    if node.tag not in _KINDS:
        yield place_of(node).error("", f"a text cannot start with `{node.tag}`; put it in quotes")
    if isinstance(node, yaml.SequenceNode):
        for item in node.value:
            yield from _check(item, within)
    elif isinstance(node, yaml.MappingNode):
        first: dict[str, yaml.Node] = {}
        for key, value in node.value:
            if not isinstance(key, yaml.ScalarNode):
                yield place_of(key).error("", "a key must be a word; put a text that starts with a bracket in quotes")
                continue
            if key.tag == "tag:yaml.org,2002:merge":
                parts = value.value if isinstance(value, yaml.SequenceNode) else [value]
                if not all(isinstance(part, yaml.MappingNode) for part in parts):
                    yield place_of(value).error("<<", "must name `key: value` lines that bear an anchor: `<<: *name`")
            else:
                key.tag = _STR
                if key.value in first:
                    line = place_of(first[key.value]).line
                    problem = f"this key is given twice, first in line {line}; delete one, or join their values"
                    yield place_of(key).error(key.value, problem)
            first.setdefault(key.value, key)
            yield from _check(value, within)
