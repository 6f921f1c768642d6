"""A changed value as one line of text, and changes without the names and addresses of people."""

from collections.abc import Iterator

from pydantic import JsonValue

from schemas.changes import Changed, Changes, Parts, ValueChange

_HIDDEN: Parts = {"name": "(a contact)", "role": None, "phones": [], "emails": []}
#: How the values of a field are told; those of any other are their parts in a row.
_SHAPES = {
    "departments": "{code} {name}",
    "related_departments": "{code} {name}",
    "status": "{code} ({raw})",
    "chapter": "{number} {name}",
    "carriers": "{name} [{type}]",
    "organisations": "{name} [{type}]",
    "sections": "{key} ({words} words)",
}
#: Values too long to be told twice: what is the same on both sides names them.
_LONG = {"contacts", "sections"}


def without_people(changes: Changes) -> Changes:
    """The same changes, of contacts only which parts differ."""
    fiches = tuple(_without_people(fiche) for fiche in changes.fiches.changed)
    return changes.model_copy(update={"fiches": changes.fiches.model_copy(update={"changed": fiches})})


def _without_people(changed: Changed) -> Changed:
    return changed.model_copy(update={"values": tuple(_hidden(value) if value.field == "contacts" else value for value in changed.values)})


def _hidden(change: ValueChange) -> ValueChange:
    return change.model_copy(update={side: _HIDDEN for side in ("old", "new") if getattr(change, side) is not None})


def change_line(change: ValueChange) -> str:
    """The value that came or went, or how one became another.

    >>> before, after = {"code": "ongoing", "raw": "En cours"}, {"code": "done", "raw": "Réalisé"}
    >>> change_line(ValueChange(field="status", old=before, new=after, parts=("code",)))
    'ongoing (En cours) → done (Réalisé)'
    >>> person = {"name": "Odile Marnier", "role": None, "phones": ["+33199000001"], "emails": []}
    >>> moved = ValueChange(field="contacts", old=person, new=person | {"phones": ["+33199000002"]}, parts=("phones",))
    >>> change_line(moved)
    'Odile Marnier: phones +33199000001 → +33199000002'
    >>> change_line(_hidden(moved))
    '(a contact): phones'
    """
    old, new = change.old, change.new
    if old is None or new is None:
        return _shown(change.field, new or old or {})
    before, after = _shown(change.field, old), _shown(change.field, new)
    if change.field in _LONG:
        before = after = next((_said(part) for name, part in new.items() if part and part == old[name]), "")
    if before != after:
        return f"{before} → {after}"
    return ": ".join(text for text in (before, ", ".join(_details(change, old, new))) if text)


def _details(change: ValueChange, old: Parts, new: Parts) -> Iterator[str]:
    """How each part that differs became another."""
    for part in change.parts:
        if part not in old:
            # a text of a thousand words in which one differs did change
            share = max(1, round(100 * (change.words_changed or 0)))
            yield f"{part} {old['words']} → {new['words']} words, {share} % of them changed"
        elif old[part] == new[part]:
            yield part
        else:
            yield f"{part} {_said(old[part])} → {_said(new[part])}"


def _shown(field: str, value: Parts) -> str:
    match field:
        case "figures":
            return _figure(value)
        case "period":
            years = "–".join(str(value[part]) for part in ("start_year", "end_year") if value[part])
            return _said(value["raw"] or years) + (", ongoing" if value["ongoing"] else "")
        case _:
            shape = _SHAPES.get(field)
            return shape.format_map(value) if shape else " · ".join(_said(part) for part in value.values() if part)


def _figure(value: Parts) -> str:
    """The printed words with those of the label that follow them, and what they tell.

    >>> parts: Parts = {"kind": "people", "qualifier": "exact", "nature": "result"}
    >>> _figure({"raw": "164 personnes", "label": "personnes par an"} | parts)
    '164 personnes par an [people, result]'
    """
    raw, label = str(value["raw"]), str(value["label"])
    first, _, others = label.partition(" ")
    words = f"{raw} {others}" if raw.endswith(first) else f"{raw} {label}"
    kinds = (value["kind"], value["qualifier"] if value["qualifier"] != "exact" else "", value["nature"])
    return f"{words.strip()} [{', '.join(str(kind) for kind in kinds if kind)}]"


def _said(part: JsonValue) -> str:
    match part:
        case None | []:
            return "none"
        case bool():
            return "yes" if part else "no"
        case list():
            return ", ".join(map(str, part))
        case _:
            return str(part)
