"""Changes as people and programs read them: terminal, Markdown, JSON."""

import json
import re
from collections.abc import Iterator, Sequence

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from pipeline.compare.wording import change_line, without_people
from schemas.changes import Changed, Changes, Compared, Named, ValueChange

_COUNTED = ("old", "new", "added", "removed", "changed", "unchanged")
_STYLES = {"added": "green", "removed": "red", "changed": "yellow"}
#: What Markdown would take for a mark, and `#`, by which code forges link to issues.
_MARKS = re.compile(r"([\\`*_\[\]|#~])")


def to_json(changes: Changes, *, contacts: bool = False) -> str:
    """The changes as the records of `schemas.changes`; the same changes always give the same text.

    `contacts_shown` tells whether the parts of contacts stand in it.
    """
    shown = changes if contacts else without_people(changes)
    told = {"schema_version": changes.schema_version, "contacts_shown": contacts} | shown.model_dump(mode="json")
    return json.dumps(told, ensure_ascii=False, indent=1) + "\n"


def to_terminal(changes: Changes, *, contacts: bool = False) -> RenderableType:
    """A table of counts, then what was added, removed and changed, a value a line."""
    shown = changes if contacts else without_people(changes)
    table = Table()
    table.add_column("")
    for column in _COUNTED:
        table.add_column(column, justify="right")
    for name, compared in _both(shown):
        table.add_row(name, *map(str, _counts(compared)))
    parts: list[RenderableType] = [table]
    for name, compared in _both(shown):
        for what, records in _came_and_went(compared):
            parts += [Text(""), Text(f"{name} {what}", style="bold")]
            parts += [_indented(Text(_line(record), style=_STYLES[what]), 2) for record in records]
        if compared.changed:
            parts += [Text(""), Text(f"{name} changed", style="bold")]
        for changed in compared.changed:
            parts += [_indented(Text(_title(changed)), 2), _indented(_values(changed.values), 4)]
    return Group(*parts)


def to_markdown(changes: Changes, *, contacts: bool = False) -> str:
    """The same as a page for a pull request or a mail."""
    return "\n".join(_page(changes if contacts else without_people(changes)))


def _page(changes: Changes) -> Iterator[str]:
    yield from ("# Changes", "", f"| | {' | '.join(_COUNTED)} |", f"|---|{'---:|' * len(_COUNTED)}")
    for name, compared in _both(changes):
        yield f"| {name} | {' | '.join(map(str, _counts(compared)))} |"
    yield ""
    for name, compared in _both(changes):
        for what, records in _came_and_went(compared):
            yield from (f"## {name.capitalize()} {what}", "", *(f"- {_escaped(_line(record))}" for record in records), "")
        if compared.changed:
            yield from (f"## {name.capitalize()} changed", "")
        for changed in compared.changed:
            yield from (f"### {_escaped(_title(changed))}", "")
            yield from (f"- {_escaped(f'{change.field} {_what(change)}: {change_line(change)}')}" for change in changed.values)
            yield ""


def _both(changes: Changes) -> tuple[tuple[str, Compared], ...]:
    return ("documents", changes.documents), ("fiches", changes.fiches)


def _came_and_went(compared: Compared) -> Iterator[tuple[str, Sequence[Named]]]:
    for what, records in (("added", compared.added), ("removed", compared.removed)):
        if records:
            yield what, records


def _counts(compared: Compared) -> tuple[int, ...]:
    """In the order of the columns."""
    added, removed, changed = len(compared.added), len(compared.removed), len(compared.changed)
    kept = changed + len(compared.unchanged)
    return kept + removed, kept + added, added, removed, changed, len(compared.unchanged)


def _line(record: Named) -> str:
    """A fiche or document in a list."""
    return " · ".join(part for part in (record.title, ", ".join(record.departments), record.id) if part)


def _title(changed: Changed) -> str:
    """What a changed fiche or document is called now, and its ids."""
    ids = changed.new.id if changed.old.id == changed.new.id else f"{changed.old.id} → {changed.new.id}"
    return " · ".join(part for part in (changed.new.title, ids) if part)


def _indented(shown: RenderableType, blanks: int) -> Padding:
    return Padding(shown, (0, 0, 0, blanks), expand=False)


def _values(changes: Sequence[ValueChange]) -> Table:
    table = Table.grid(padding=(0, 2, 0, 0))
    table.add_column(no_wrap=True)
    table.add_column(no_wrap=True)
    table.add_column(overflow="fold")
    before = ""
    for change in changes:
        what = _what(change)
        table.add_row(change.field if change.field != before else "", Text(what, style=_STYLES[what]), Text(change_line(change)))
        before = change.field
    return table


def _what(change: ValueChange) -> str:
    return "added" if change.old is None else "removed" if change.new is None else "changed"


def _escaped(text: str) -> str:
    return _MARKS.sub(r"\\\1", text).replace("&", "&amp;").replace("<", "&lt;")
