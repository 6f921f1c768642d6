"""Packs: folders of a user's rules that extend, replace or switch off the built-in ones.

What a pack says is merged with the built-in rules before either is validated; each node still knows its file.
"""

from collections.abc import Iterator
from pathlib import Path

import yaml

from pipeline.errors import RuleFileError
from pipeline.rules.names import did_you_mean
from pipeline.rules.places import Place, child_of, place_of

#: What the records of a list are told apart by, in this order.
_KEYS = ("id", "code", "name")


def merged(base: yaml.MappingNode, pack: yaml.MappingNode, problems: list[RuleFileError], *, keep_off: bool = False) -> yaml.MappingNode:
    """The built-in rules of a file with what a pack says of them.

    Word lists are added to, records with a known id replace that one in place, others come before the built-in ones, and
    those that say `off: true` take theirs away (with `keep_off` they only mark it). Anything else is replaced.
    """
    entries = list(base.value)
    for key, value in pack.value:
        known = child_of(base, key.value)
        if known is None:
            entries.append((key, value))
            continue
        named, old = known
        if isinstance(old, yaml.MappingNode) and isinstance(value, yaml.MappingNode):
            new: yaml.Node = merged(old, value, problems)
        elif isinstance(old, yaml.SequenceNode) and isinstance(value, yaml.SequenceNode):
            new = _merged_list(old, value, problems, keep_off=keep_off)
        else:
            named, new = key, value
        entries = [(named, new) if k.value == key.value else (k, v) for k, v in entries]
    return yaml.MappingNode(base.tag, entries, base.start_mark, base.end_mark)


def is_off(node: yaml.Node) -> bool:
    """Whether a record says that a rule or profile is switched off."""
    off = child_of(node, "off")
    return off is not None and off[1].tag == "tag:yaml.org,2002:bool" and off[1].value.lower() in {"true", "yes", "on"}


def name_of(node: yaml.Node, key: str) -> str | None:
    """What a record is called under `id`, `code` or `name`."""
    named = child_of(node, key)
    return named[1].value if named and isinstance(named[1], yaml.ScalarNode) else None


def _merged_list(old: yaml.SequenceNode, new: yaml.SequenceNode, problems: list[RuleFileError], *, keep_off: bool) -> yaml.SequenceNode:
    key = next((key for key in _KEYS if any(name_of(item, key) for item in old.value)), None)
    if key is None:
        # words, or records without a name
        listed = [*new.value, *old.value]
    else:
        items = {name_of(item, key): item for item in old.value}
        added: list[yaml.Node] = []
        seen: set[str | None] = set()
        for item in new.value:
            name = name_of(item, key)
            if is_off(item):
                if name is None or name not in items:
                    problems.append(_off_of_nothing(item, key, name, items))
                elif keep_off:
                    items[name] = yaml.MappingNode(
                        items[name].tag,
                        [*items[name].value, *(e for e in item.value if e[0].value == "off")],
                        item.start_mark,
                        item.end_mark,
                    )
                else:
                    del items[name]
            elif name in items and name not in seen:
                items[name] = item
            else:
                added.append(item)
            seen.add(name)
        listed = [*added, *items.values()]
    return yaml.SequenceNode(old.tag, listed, old.start_mark, old.end_mark)


def _off_of_nothing(item: yaml.Node, key: str, name: str | None, known: dict[str | None, yaml.Node]) -> RuleFileError:
    if name is None:
        return place_of(item).error(key, f"is missing; say what to switch off: `{{{key}: …, off: true}}`")
    named = child_of(item, key)
    advice = did_you_mean(name, (k for k in known if k), "")
    return place_of(named[1] if named else item).error(
        key, f"nothing in this list is called `{name}`, so it cannot be switched off{advice}"
    )


def pack_files(pack: Path, names: list[str], problems: list[RuleFileError]) -> Iterator[tuple[str, Path]]:
    """The rule files of a pack with what each is called (`header`, `profiles/recueil`); those of no known name are problems."""
    if not pack.is_dir():
        problems.append(Place(pack, 1, 1).error("", "is no folder; name the folder that holds your rule files"))
        return
    files = sorted(path for path in pack.rglob("*") if path.suffix in {".yaml", ".yml"} and not _hidden(path.relative_to(pack)))
    if not files:
        problems.append(Place(pack, 1, 1).error("", "holds no rule file (.yaml); write e.g. header.yaml there"))
    for path in files:
        inside = path.relative_to(pack).with_suffix("")
        if path.suffix == ".yml":
            problems.append(Place(path, 1, 1).error("", f"rule files end in .yaml; call it {path.stem}.yaml"))
        elif inside.as_posix() in names or (len(inside.parts) == 2 and inside.parts[0] == "profiles"):
            yield inside.as_posix(), path
        elif len(inside.parts) > 1:
            problems.append(
                Place(path, 1, 1).error("", "no rule file is looked for in this folder; put profiles in profiles/, all others above it")
            )
        else:
            near = did_you_mean(path.name, [f"{name}.yaml" for name in names])
            problems.append(Place(path, 1, 1).error("", f"no rule file is called so{near}"))


def _hidden(path: Path) -> bool:
    return any(part.startswith(".") for part in path.parts)


def only_off(node: yaml.MappingNode) -> bool:
    """Whether a profile file only says that its profile is switched off."""
    return is_off(node) and {key.value for key, _ in node.value} <= {"id", "off"}
