"""All rules of a run: the built-in ones, with those of a user's pack.

What can be said in YAML is not said in Python. A broken file is one line a problem: file, line, column, field, what is
wrong, and what to do.
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, get_type_hints

from pipeline.errors import RuleFileError, SlowPatternError, UnknownProfileError
from pipeline.rules.checks import ids_twice, profiles_twice, rules_in
from pipeline.rules.examples import ExampleError, PlacedRule, failing, slow
from pipeline.rules.names import did_you_mean
from pipeline.rules.packs import name_of, only_off, pack_files
from pipeline.rules.places import Place, place_at
from pipeline.rules.reading import RuleSource, read_rules, read_source, source_of
from pipeline.rules.source import read_node
from schemas.accuracy import AccuracyFile
from schemas.base import Record
from schemas.patterns import SECONDS, SlowPattern
from schemas.rules import (
    BriefsFile,
    CarriersFile,
    ContactsFile,
    DepartmentsFile,
    DictionaryFile,
    DocumentsFile,
    FiguresFile,
    FigureWordsFile,
    FindingsFile,
    FirstNamesFile,
    HeaderFile,
    LegalFile,
    OrganisationsFile,
    OutlineFile,
    PeriodsFile,
    PersonsFile,
    Profile,
    RelatedFile,
    SectionsFile,
    StatusFile,
    ThresholdsFile,
)

RULES = Path(__file__).resolve().parent.parent / "rules"


@dataclass(frozen=True)
class Rulebook:
    """All rules of one run: a field for each rule file, by the name of the file. `placed` knows every rule by its id."""

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
    figure_words: FigureWordsFile
    related: RelatedFile
    legal: LegalFile
    documents: DocumentsFile
    persons: PersonsFile
    findings: FindingsFile
    dictionary: DictionaryFile
    profiles: tuple[Profile, ...]
    placed: Mapping[str, PlacedRule]

    def profile(self, name: str) -> Profile:
        """The profile with this id. Raises UnknownProfileError."""
        for profile in self.profiles:
            if profile.id == name:
                return profile
        raise UnknownProfileError(name, [p.id for p in self.profiles])

    @contextmanager
    def naming_slow_patterns(self, document: Path) -> Iterator[None]:
        """Raises SlowPatternError, which names the file of the rule, where a pattern is stopped on a document."""
        try:
            yield
        except SlowPattern as error:
            place = self.placed[error.rule].place
            raise SlowPatternError(error.rule, place.path, place.line, SECONDS, document) from error


@dataclass(frozen=True)
class Checked:
    """What was read of some rule files: the rules unless something is wrong, all problems, the number of files."""

    rulebook: Rulebook | None
    problems: tuple[RuleFileError, ...]
    files: int


#: The model of each rule file by its name.
FILES: dict[str, type[Record]] = {
    name: model for name, model in get_type_hints(Rulebook).items() if isinstance(model, type) and issubclass(model, Record)
}


def read_rulebook(folder: Path = RULES, pack: Path | None = None) -> Rulebook:
    """Read every rule file of a folder, with those of a pack.

    Raises RuleFileError, the first one where there are several problems, and SlowPatternError for a pattern of the pack
    that can take too long.
    """
    checked = check_rulebook(folder, pack)
    if checked.rulebook is None:
        raise checked.problems[0]
    if pack and (stopped := slow_patterns(checked.rulebook, pack)):
        raise stopped[0]
    return checked.rulebook


@cache
def default_rulebook() -> Rulebook:
    """The rules the project ships, read once."""
    return read_rulebook()


def read_thresholds(path: Path) -> ThresholdsFile:
    """The bars of a thresholds file. Raises RuleFileError."""
    return read_rules(path, ThresholdsFile)


def read_accuracy() -> AccuracyFile:
    """How accurate the rules the project ships were found to be. Raises RuleFileError."""
    return read_rules(RULES / "accuracy.yaml", AccuracyFile)


def check_rulebook(folder: Path = RULES, pack: Path | None = None) -> Checked:
    """Read every rule file of a folder and a pack, and tell all that is wrong with them."""
    problems: list[RuleFileError] = []
    packed = dict(pack_files(pack, [*FILES, "thresholds"], problems)) if pack else {}
    sources = {name: read_source(folder / f"{name}.yaml", model, problems, packed.get(name)) for name, model in FILES.items()}
    paths = sorted((folder / "profiles").glob("*.yaml"))
    profiles = _profiles(paths, [path for name, path in packed.items() if "/" in name], problems)
    # the bars are no rules of reading: `recueil evaluate` is given them
    bars = [path for path in (folder / "thresholds.yaml", packed.get("thresholds")) if path and path.exists()]
    for path in bars:
        read_source(path, ThresholdsFile, problems)
    whole: list[RuleSource[Any]] = [*filter(None, sources.values()), *profiles]
    problems += ids_twice([(source.record, source.node) for source in whole], pack)
    problems += profiles_twice([(source.record, source.node) for source in profiles], pack)
    files = len(FILES) + len(paths) + len(bars) + len([name for name in packed if name != "thresholds"])
    if problems:
        return Checked(None, tuple(problems), files)
    placed = {rule.id: PlacedRule(rule, source.node, at) for source in whole for at, rule in rules_in(source.record)}
    records: dict[str, Any] = {name: source.record for name, source in sources.items() if source}
    ordered = tuple(sorted((source.record for source in profiles), key=lambda profile: str(profile.id)))
    return Checked(Rulebook(**records, profiles=ordered, placed=placed), (), files)


def _profiles(paths: list[Path], packed: list[Path], problems: list[RuleFileError]) -> list[RuleSource[Profile]]:
    """The profiles of a folder; those of a pack replace one of the same id, add to them, or switch one off."""
    kept: list[RuleSource[Profile]] = []
    for path in paths:
        if source := read_source(path, Profile, problems):
            kept.append(source)
    own: list[RuleSource[Profile]] = []
    for path in packed:
        node = read_node(path, problems)
        if node and only_off(node):
            ids = [source.record.id for source in kept]
            name = name_of(node, "id") or ""
            if name not in ids:
                problems.append(
                    place_at(node, ("id",)).error(
                        "id", f"no profile is called `{name}`, so it cannot be switched off{did_you_mean(name, ids)}"
                    )
                )
            kept = [source for source in kept if source.record.id != name]
        elif node and (source := source_of(node, Profile, problems)):
            own.append(source)
    replaced = {source.record.id for source in own}
    profiles = [*own, *(source for source in kept if source.record.id not in replaced)]
    if not profiles and not problems:
        where = packed[0] if packed else paths[0].parent if paths else Path("profiles")
        problems.append(Place(where, 1, 1).error("", "no profile is left, so that no document can be read; keep one"))
    return profiles


def slow_patterns(rulebook: Rulebook, pack: Path | None = None) -> list[SlowPatternError]:
    """The patterns (of a pack only, where one is given) that are stopped on texts made to try them."""
    placed = [one for one in rulebook.placed.values() if pack is None or one.place.path.is_relative_to(pack)]
    return [SlowPatternError(one.rule.id, one.place.path, one.place.line, SECONDS) for one in placed if slow(one.rule)]


def failing_examples(rulebook: Rulebook) -> list[ExampleError]:
    """Every example that its pattern does not treat as the rule says, in the order of the files."""
    return [error for one in rulebook.placed.values() for error in failing(one)]
