from pathlib import Path

import pytest

from pipeline.evaluate.reading import gold_of
from pipeline.evaluate.rule_stats import RuleStats, rule_stats
from pipeline.evaluate.show.rules import remarks
from pipeline.evaluate.trace import watch
from pipeline.rulebook import default_rulebook, read_rulebook
from pipeline.run import Pipeline, input_files

ROOT = Path(__file__).resolve().parents[2]
SAMPLES = ROOT / "data" / "raw"


@pytest.fixture(scope="module")
def stats() -> dict[str, RuleStats]:
    """The statistics of every rule on the samples, by id."""
    return {rule.id: rule for rule in rule_stats(gold_of([ROOT / "tests" / "gold"]), [SAMPLES])}


def test_watching_changes_nothing() -> None:
    files = input_files([SAMPLES / "recueil-exemple.txt", SAMPLES / "contrat-exemple.txt"])
    watched_rules = read_rulebook()
    watched = watch(watched_rules)
    assert Pipeline(watched_rules, ner=False).run(files) == Pipeline(default_rulebook(), ner=False).run(files)
    assert sum(one.hits for one in watched) > 100
    # a rulebook that others share goes unwatched
    assert type(default_rulebook().status.status[0].regex).__name__ == "Pattern"


def test_every_rule_of_every_file_is_watched() -> None:
    watched = watch(read_rulebook())
    groups = {one.group for one in watched}
    assert {"figures.natures", "header.label", "profiles.recueil.recognise", "outline.chapter"} <= groups
    assert len({(one.group, one.rule.id) for one in watched}) == len(watched)


def test_a_rule_is_judged_by_the_values_that_name_it(stats: dict[str, RuleStats]) -> None:
    status = stats["status.experimental"]
    assert status.group == "status.status"
    assert (status.judged, status.confirmed) == (1, 1)
    assert status.hits >= 1
    assert status.tried > status.hits


def test_a_rule_that_takes_numbers_away_is_judged_by_the_figures_missed(stats: dict[str, RuleStats]) -> None:
    durations = stats["figure.duration"]
    assert durations.judged == durations.hits == durations.confirmed > 10


def test_headings_are_judged_by_the_sections_of_gold(stats: dict[str, RuleStats]) -> None:
    assert stats["section.context"].judged == stats["section.context"].confirmed > 5


def test_the_grammars_of_the_program_are_counted_too(stats: dict[str, RuleStats]) -> None:
    assert stats["contact.email"].group == "grammar"
    assert stats["contact.email"].judged == 13


def test_labels_count_although_their_accents_are_dropped(tmp_path: Path) -> None:
    labels = "Territoire : Orne\n\nPORTE PAR : Département de l'Orne\n\nPériode : 2016\n"
    (tmp_path / "fiches.txt").write_text(f"Le bus\n\n{labels}\nCONTEXTE\n\nUn bus.\n", "utf-8")
    rulebook = read_rulebook()
    watched = watch(rulebook)
    Pipeline(rulebook, ner=False).run(input_files([tmp_path]))
    assert {one.rule.id for one in watched if one.group == "header.label" and one.hits} >= {"header.carrier_label", "header.period_label"}


def test_a_wrong_rule_loses_its_precision(tmp_path: Path) -> None:
    rules = tmp_path / "rules"
    for file in (ROOT / "rules").rglob("*.yaml"):
        copy = rules / file.relative_to(ROOT / "rules")
        copy.parent.mkdir(parents=True, exist_ok=True)
        copy.write_text(file.read_text("utf-8").replace("code: experimental", "code: planned"), "utf-8")
    stats = {rule.id: rule for rule in rule_stats(gold_of([ROOT / "tests" / "gold"]), [SAMPLES], rules)}
    wrong = stats["status.experimental"]
    assert (wrong.judged, wrong.confirmed, wrong.precision) == (1, 0, 0.0)


def test_remarks_name_silent_rules_and_overlaps() -> None:
    def rule(name: str, hits: int, *overlaps: tuple[str, int]) -> RuleStats:
        return RuleStats(name, "list", 9, hits, 0.5, 0, 0, overlaps)

    told = "\n".join(remarks([rule("a", 7, ("b", 5), ("c", 2)), rule("b", 6, ("a", 5)), rule("c", 0)]))
    assert "3 rules, 1 never fire: c." in told
    assert "a (7 hits) and b (6): 5 texts" in told
    assert "b (6 hits) and a" not in told
    assert "2 texts" not in told
    assert "1.50 s" in told
