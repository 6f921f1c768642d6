"""What validation of a single value cannot see: names that stand twice, codes that name nothing."""

from collections.abc import Iterable, Iterator
from pathlib import Path

import yaml

from pipeline.errors import RuleFileError
from pipeline.rules.names import did_you_mean
from pipeline.rules.places import Location, Place, field_at, place_at
from schemas.base import Record
from schemas.rules import DepartmentsFile, FindingsFile, Profile, Rule, StructureCue

#: Findings that say that a document was not read: the exit code follows them.
_ALWAYS_TOLD = {"no_fiche", "no_profile"}


def rules_in(value: object, at: Location = ()) -> Iterator[tuple[Location, Rule]]:
    """Every rule that a record holds, at any depth, with its location."""
    for location, record in _records(value, at):
        if isinstance(record, Rule):
            yield location, record


def _records(value: object, at: Location = ()) -> Iterator[tuple[Location, Record]]:
    if isinstance(value, Record):
        yield at, value
        for name in type(value).model_fields:
            yield from _records(getattr(value, name), (*at, name))
    elif isinstance(value, tuple):
        for position, item in enumerate(value):
            yield from _records(item, (*at, position))


def ids_twice(files: Iterable[tuple[Record, yaml.Node]], pack: Path | None) -> Iterator[RuleFileError]:
    """Rules of some files that share an id, each named with the place of the first; those of a pack come last."""
    ids = [
        (record.id, place_at(node, (*location, "id")), field_at(node, (*location, "id")))
        for file, node in files
        for location, record in _records(file)
        if location and isinstance(record, Rule | StructureCue)
    ]
    yield from _twice(ids, pack, "`{name}` is the id of another rule too, {first}; choose another id")


def profiles_twice(profiles: Iterable[tuple[Profile, yaml.Node]], pack: Path | None) -> Iterator[RuleFileError]:
    """Profiles that share an id."""
    ids = [(profile.id, place_at(node, ("id",)), "id") for profile, node in profiles]
    yield from _twice(ids, pack, "`{name}` is the id of another profile too, {first}; choose another id")


def _twice(named: Iterable[tuple[str, Place, str]], pack: Path | None, told: str) -> Iterator[RuleFileError]:
    first: dict[str, Place] = {}
    for name, place, field in sorted(named, key=lambda one: bool(pack) and one[1].path.is_relative_to(pack or "")):
        if name in first:
            yield place.error(field, told.format(name=name, first=first[name]))
        first.setdefault(name, place)


def inconsistencies(file: Record, node: yaml.Node) -> Iterator[RuleFileError]:
    """What is wrong between the parts of one file."""
    yield from _codes_twice(file, node)
    if isinstance(file, DepartmentsFile):
        regions = {region.code: region.name for region in file.regions}
        codes = {department.code for department in file.departments}
        for position, department in enumerate(file.departments):
            if department.region not in regions:
                where: Location = ("departments", position, "region")
                known = ", ".join(f"{code} {name}" for code, name in regions.items())
                yield place_at(node, where).error(
                    field_at(node, where), f"no region has the code `{department.region}`; choose one of {known}"
                )
        for position, group in enumerate(file.groups):
            for number, code in enumerate(group.codes):
                if code not in codes:
                    where = ("groups", position, "codes", number)
                    told = f"no department of the list has the code `{code}`{did_you_mean(code, sorted(codes), 'add it to `departments`')}"
                    yield place_at(node, where).error(field_at(node, where), told)
    if isinstance(file, FindingsFile):
        for position, finding in enumerate(file.findings):
            if finding.off and finding.code in _ALWAYS_TOLD:
                where = ("findings", position, "off")
                yield place_at(node, where).error(
                    field_at(node, where), f"`{finding.code}` says that a document was not read; delete this entry"
                )


def _codes_twice(file: Record, node: yaml.Node) -> Iterator[RuleFileError]:
    """Departments, regions and findings of one code."""
    first: dict[tuple[Location, str], Place] = {}
    for location, record in _records(file):
        code = getattr(record, "code", None)
        if code and not hasattr(record, "id"):
            place = place_at(node, (*location, "code"))
            entry = (location[:-1], str(code))
            if entry in first:
                yield place.error(field_at(node, (*location, "code")), f"`{code}` stands twice, first in {first[entry]}; delete one")
            first.setdefault(entry, place)
