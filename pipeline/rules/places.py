"""Where something stands in the rule files: the node at a location, and its file, line and column."""

from dataclasses import dataclass
from pathlib import Path

import yaml

from pipeline.errors import RuleFileError, place_text

#: The way to a value from the top of a file: keys, and positions in lists.
Location = tuple[int | str, ...]


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """A place in a file; line and column from 1."""

    path: Path
    line: int
    column: int

    def __str__(self) -> str:
        return place_text(self.path, self.line, self.column)

    def error(self, field: str, problem: str) -> RuleFileError:
        """The error that tells of a problem here."""
        return RuleFileError(self.path, self.line, self.column, field, problem)


def child_of(node: yaml.Node | None, part: int | str) -> tuple[yaml.Node | None, yaml.Node] | None:
    """The key (None in a list) and the value that a node holds under a key or position; None where it holds none."""
    if isinstance(node, yaml.MappingNode):
        return next(((key, value) for key, value in node.value if key.value == str(part)), None)
    if isinstance(node, yaml.SequenceNode) and isinstance(part, int) and part < len(node.value):
        return None, node.value[part]
    return None


def node_at(node: yaml.Node, location: Location) -> yaml.Node | None:
    """The node at a location, None where there is none."""
    found: yaml.Node | None = node
    for part in location:
        child = child_of(found, part)
        found = child[1] if child else None
    return found


def place_of(node: yaml.Node) -> Place:
    """Where a node starts. Nodes know their file: parts of several may be in one tree."""
    return Place(Path(node.start_mark.name), node.start_mark.line + 1, node.start_mark.column + 1)


def place_at(node: yaml.Node, location: Location, *, key: bool = False) -> Place:
    """Where the value at a location stands, or its key: asked for, or where the value starts on a line below.

    A location that goes on below what the file holds gives the place of the last part that is there.
    """
    place = place_of(node)
    for position, part in enumerate(location):
        child = child_of(node, part)
        if child is None:
            break
        named, node = child
        wanted = key and position == len(location) - 1
        place = place_of(named if named and (wanted or place_of(named).line != place_of(node).line) else node)
    return place


def field_at(node: yaml.Node, location: Location) -> str:
    """A location as it is shown ("status.0.code"); where a list holds entries of several files, by the position in its own."""
    shown: list[str] = []
    here: yaml.Node | None = node
    for part in location:
        child = child_of(here, part)
        if child and isinstance(here, yaml.SequenceNode):
            start = child[1].start_mark
            files = {item.start_mark.name for item in here.value}
            own = [item.start_mark.index for item in here.value if item.start_mark.name == start.name]
            shown.append(str(sum(index < start.index for index in own) if len(files) > 1 else part))
        else:
            shown.append(str(part))
        here = child[1] if child else None
    return ".".join(shown)
