"""The guard: what is kept of an evaluation, and what a change did to every item of it."""

import json
from collections.abc import Callable, Mapping, Sequence
from copy import deepcopy
from pathlib import Path

import pytest

from pipeline.errors import BaselineError
from pipeline.evaluate.baseline import Baseline, Changes, baseline_text, compare, read_baseline, updated
from pipeline.evaluate.causes import errors
from pipeline.evaluate.gold import Gold, GoldFiche
from pipeline.evaluate.scores import Report, Tally, evaluate
from pipeline.evaluate.show.lines import change_lines
from schemas.dataset import Dataset
from schemas.enums import FieldName
from tests.evaluate.lune import LUNE, Annotated, Lune, spoilt

MakeDataset = Callable[[Mapping[str, Sequence[Annotated]]], Dataset]
Grade = Callable[..., Report]
EMPTY = Baseline(version=1)


def gold_of(records: Sequence[Annotated], document: str = LUNE) -> Gold:
    return Gold(document, (), tuple(GoldFiche.model_validate(record) for record in records))


@pytest.fixture
def grade(annotations: list[Annotated], make_dataset: MakeDataset) -> Grade:
    """The report of an extraction, by default a perfect one, on some gold, by default the made-up recueil."""

    def report(extracted: Sequence[Annotated] | None = None, gold: Sequence[Annotated] | None = None, document: str = LUNE) -> Report:
        read = make_dataset({document: annotations if extracted is None else extracted})
        return evaluate(read, [gold_of(annotations if gold is None else gold, document)])

    return report


@pytest.fixture
def extracted(annotations: list[Annotated]) -> list[Annotated]:
    """A perfect extraction, to be spoilt."""
    return deepcopy(annotations)


def changes(report: Report, baseline: Baseline) -> Changes:
    return compare(report, errors(report), baseline)


def keep(report: Report) -> Baseline:
    return updated(EMPTY, report)


def told(found: Changes) -> list[tuple[int | None, str, str, str]]:
    """Line of the fiche, field, kind and value of what got worse."""
    return [(error.line, error.field, error.kind, error.value) for error in (*found.broken, *found.invented)]


def counts(found: Changes) -> tuple[int, int, int, int, int]:
    return len(found.broken), len(found.invented), found.mended, found.dropped, found.gold_changed


# The file


def test_what_is_written_is_what_is_read(grade: Grade, extracted: list[Annotated], tmp_path: Path) -> None:
    extracted[1]["title"] = "Un autre titre"
    kept = keep(grade(extracted))
    path = tmp_path / "baseline.json"
    path.write_text(baseline_text(kept), encoding="utf-8")
    assert read_baseline(path) == kept
    assert baseline_text(read_baseline(path)) == path.read_text(encoding="utf-8")
    assert counts(changes(grade(extracted), read_baseline(path))) == (0, 0, 0, 0, 0)


def test_an_empty_baseline_can_be_read(tmp_path: Path) -> None:
    path = tmp_path / "baseline.json"
    path.write_text(baseline_text(EMPTY), encoding="utf-8")
    assert read_baseline(path) == EMPTY


def test_a_fiche_is_a_line_and_a_change_of_one_changes_one(grade: Grade, extracted: list[Annotated]) -> None:
    before = baseline_text(keep(grade())).split("\n")
    assert [line.split('"')[1] for line in before if line.startswith("   ")] == ["10", "60", "100", "104", "200", "260"]
    extracted[4]["status"] = None
    after = baseline_text(keep(grade(extracted))).split("\n")
    changed = [old for old, new in zip(before, after, strict=True) if old != new]
    assert [line.split('"')[1] for line in changed] == ["scores", "200"]


def test_the_file_holds_no_text_of_the_gold(lune: Lune) -> None:
    records = spoilt(lune.records)
    text = baseline_text(keep(lune.report(records)))
    contacts = [contact for record in records for contact in record["contacts"]]
    private = [record["title"] for record in records]
    private += [value for contact in contacts for value in (contact["name"], contact["role"], *contact["phones"], *contact["emails"])]
    private += [carrier["name"] for record in records for carrier in record["carriers"]]
    private += [figure["label"] for record in records for figure in record["figures"]]
    assert len(private) > 20
    assert [value for value in private if value in text] == []
    assert not any(word.lower() in text.lower() for value in private for word in value.split() if len(word) > 4)


def test_the_same_value_of_two_fiches_does_not_look_the_same(grade: Grade) -> None:
    items = keep(grade()).documents[LUNE].items
    assert items["100"][FieldName.DEPARTMENTS] != items["104"][FieldName.DEPARTMENTS]


def test_without_lines_a_fiche_goes_by_a_hash_of_its_title(grade: Grade, annotations: list[Annotated]) -> None:
    flat = [record | {"title_line": None} for record in annotations]
    kept = keep(grade(flat, flat))
    assert all(label.startswith("~") for label in kept.documents[LUNE].items)
    assert len(kept.documents[LUNE].items) == len(flat)
    spoilt_one = deepcopy(flat)
    spoilt_one[1]["status"] = None
    assert told(changes(grade(spoilt_one, flat), kept)) == [(None, "status", "missed", "ongoing")]


def test_fiches_on_one_line_are_kept_together(grade: Grade, annotations: list[Annotated]) -> None:
    gold = [annotations[0], annotations[1] | {"title_line": 10}]
    kept = keep(grade(gold, gold))
    assert list(kept.documents[LUNE].items) == ["10"]
    worse = deepcopy(gold)
    worse[1]["departments"] = []
    assert told(changes(grade(worse, gold), kept)) == [(10, "departments", "missed", "36")]


def test_updating_keeps_the_documents_that_were_not_evaluated(grade: Grade, extracted: list[Annotated]) -> None:
    both = updated(updated(EMPTY, grade(document="recueil-vent")), grade())
    assert list(both.documents) == [LUNE, "recueil-vent"]
    extracted[0]["status"] = None
    renewed = updated(both, grade(extracted))
    assert renewed.documents["recueil-vent"] == both.documents["recueil-vent"]
    assert renewed.documents[LUNE] != both.documents[LUNE]


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        (None, "cannot be read (No such file or directory); --write-baseline makes one"),
        ("", "is no baseline (Invalid JSON: EOF"),
        ("<<<<<<< HEAD\n{}", "is no baseline (Invalid JSON"),
        ('{"version": 2, "documents": {}}', "is no baseline (version: Input should be 1)"),
        ('{"version": 1, "documents": {"r": {"scores": {}, "items": {"4": {"title": "oui"}}}}}', "documents.r.items.4.title: "),
        ('{"version": 1, "documents": {"r": {"scores": {"title": [1, -1, 0]}, "items": {}}}}', "documents.r.scores.title.1: "),
        ('{"version": 1, "documents": {"r": {"scores": {"titre": [1, 1, 0]}, "items": {}}}}', "documents.r.scores.titre"),
    ],
    ids=["missing", "empty", "a conflict left in", "another version", "no marks", "a negative count", "no field"],
)
def test_a_baseline_that_cannot_be_used_is_one_clear_error(text: str | None, problem: str, tmp_path: Path) -> None:
    path = tmp_path / "baseline.json"
    if text is not None:
        path.write_text(text, encoding="utf-8")
    with pytest.raises(BaselineError) as caught:
        read_baseline(path)
    assert str(caught.value).startswith("baseline.json: ")
    assert problem in str(caught.value)
    assert "\n" not in str(caught.value)


# What a change did


def test_a_gold_item_that_was_found_and_is_missed_is_broken(grade: Grade, extracted: list[Annotated]) -> None:
    extracted[1]["status"] = None
    found = changes(grade(extracted), keep(grade()))
    assert told(found) == [(60, "status", "missed", "ongoing")]
    assert counts(found) == (1, 0, 0, 0, 0)
    assert found.worse
    assert found.before[FieldName.STATUS] == Tally(3, 0, 0)


def test_a_wrong_value_that_was_not_there_is_invented(grade: Grade, extracted: list[Annotated]) -> None:
    extracted[1]["departments"] = ["36", "37"]
    found = changes(grade(extracted), keep(grade()))
    assert told(found) == [(60, "departments", "spurious", "37")]
    assert counts(found) == (0, 1, 0, 0, 0)
    assert found.worse


def test_what_is_mended_and_dropped_is_no_harm(grade: Grade, extracted: list[Annotated]) -> None:
    extracted[1]["departments"] = ["37"]
    found = changes(grade(), keep(grade(extracted)))
    assert counts(found) == (0, 0, 1, 1, 0)
    assert not found.worse


def test_what_is_broken_is_named_though_the_average_is_the_same(grade: Grade, extracted: list[Annotated]) -> None:
    before, now = deepcopy(extracted), deepcopy(extracted)
    before[0]["status"] = None
    now[4]["status"] = None
    report = grade(now)
    found = changes(report, keep(grade(before)))
    assert found.before[FieldName.STATUS] == report.tallies[FieldName.STATUS]
    assert told(found) == [(200, "status", "missed", "planned")]
    assert found.mended == 1


def test_an_item_that_was_missed_before_is_not_broken(grade: Grade, extracted: list[Annotated]) -> None:
    extracted[1]["status"] = None
    kept = keep(grade(extracted))
    assert not changes(grade(extracted), kept).worse
    extracted[1]["departments"] = []
    assert told(changes(grade(extracted), kept)) == [(60, "departments", "missed", "36")]


def test_all_that_a_fiche_held_is_broken_with_it(grade: Grade, extracted: list[Annotated]) -> None:
    found = changes(grade(extracted[:4] + extracted[5:]), keep(grade()))
    assert {error.line for error in found.broken} == {200}
    fields = [error.field for error in found.broken]
    assert (fields.count(FieldName.FICHE), fields.count(FieldName.CONTACT_PHONE), fields.count(FieldName.SECTION_KEYS)) == (1, 2, 2)
    # a figure that is missed has no nature, which is no change of the gold
    assert (FieldName.FIGURE_NATURE in fields, found.gold_changed) == (False, 0)


def test_a_spurious_fiche_is_invented_with_all_it_holds(grade: Grade, extracted: list[Annotated]) -> None:
    extra: Annotated = {"title_line": 150, "kind": "focus", "title": "Sommaire", "departments": ["75"]}
    found = changes(grade([*extracted[:4], extra, *extracted[4:]]), keep(grade()))
    assert {(error.line, error.field) for error in found.invented} == {
        (150, "fiche"),
        (150, "title"),
        (150, "kind"),
        (150, "departments"),
    }
    assert counts(found)[0] == 0


def test_the_same_value_twice_in_a_fiche_is_counted(grade: Grade, extracted: list[Annotated], annotations: list[Annotated]) -> None:
    twin = annotations[1]["figures"][0]
    gold = deepcopy(annotations)
    gold[1]["figures"] = [twin, twin, twin]
    one, two = deepcopy(gold), deepcopy(gold)
    one[1]["figures"], two[1]["figures"] = [twin], [twin, twin]
    fewer = changes(grade(one, gold), keep(grade(two, gold)))
    assert told(fewer) == [(60, "figures", "missed", "12 people (chauffeurs bénévoles)")]
    assert counts(changes(grade(two, gold), keep(grade(one, gold)))) == (0, 0, 1, 0, 0)


def test_a_twin_that_gold_gains_was_never_right(grade: Grade, extracted: list[Annotated], annotations: list[Annotated]) -> None:
    kept = keep(grade())
    gold = deepcopy(annotations)
    gold[1]["figures"].append(annotations[1]["figures"][0])
    extracted[1]["figures"].pop(0)
    assert told(changes(grade(extracted, gold), kept)) == [(60, "figures", "missed", "12 people (chauffeurs bénévoles)")]


def test_a_judgement_of_a_figure_can_be_broken(grade: Grade, extracted: list[Annotated]) -> None:
    extracted[1]["figures"][0]["nature"] = "target"
    found = changes(grade(extracted), keep(grade()))
    assert told(found) == [(60, "figure_nature", "missed", "result: 12 people (chauffeurs bénévoles)")]
    assert counts(changes(grade(), keep(grade(extracted)))) == (0, 0, 1, 0, 0)


def test_a_figure_newly_found_with_a_wrong_nature_is_no_harm(grade: Grade, extracted: list[Annotated]) -> None:
    before = deepcopy(extracted)
    before[1]["figures"].pop(0)
    extracted[1]["figures"][0]["nature"] = "target"
    found = changes(grade(extracted), keep(grade(before)))
    assert counts(found) == (0, 0, 1, 0, 0)


def test_a_nature_that_is_wrong_in_another_way_is_no_harm(grade: Grade, extracted: list[Annotated]) -> None:
    before = deepcopy(extracted)
    before[1]["figures"][0]["nature"] = "context"
    extracted[1]["figures"][0]["nature"] = "target"
    assert counts(changes(grade(extracted), keep(grade(before)))) == (0, 0, 0, 0, 0)


def test_a_spurious_figure_under_another_label_is_the_same(grade: Grade, extracted: list[Annotated]) -> None:
    extra = extracted[1]["figures"][0] | {"value": 99, "label": "cantons"}
    before = deepcopy(extracted)
    before[1]["figures"].append(extra)
    extracted[1]["figures"].append(extra | {"label": "cantons traversés"})
    assert counts(changes(grade(extracted), keep(grade(before)))) == (0, 0, 0, 0, 0)
    extracted[1]["figures"][-1]["value"] = 98
    found = changes(grade(extracted), keep(grade(before)))
    assert told(found) == [(60, "figures", "spurious", "98 people (cantons traversés)")]
    assert found.dropped == 1


def test_a_change_of_the_gold_is_no_change_of_the_reading(grade: Grade, extracted: list[Annotated], annotations: list[Annotated]) -> None:
    kept = keep(grade())
    gold = deepcopy(annotations)
    gold[1]["departments"] = []
    gold[4]["status"] = {"raw": "En cours", "code": "ongoing"}
    extracted[1]["departments"] = []
    found = changes(grade(extracted, gold), kept)
    # the code that was right is wrong by the new gold, which its writer is to look at
    assert told(found) == [(200, "status", "spurious", "planned")]
    assert counts(found) == (0, 1, 0, 0, 2)


def test_a_new_document_is_named_and_not_compared(grade: Grade, extracted: list[Annotated]) -> None:
    extracted[0]["status"] = None
    found = changes(grade(extracted, document="recueil-vent"), keep(grade()))
    assert found.unknown == ("recueil-vent",)
    assert counts(found) == (0, 0, 0, 0, 0)
    assert found.before == {}


def test_documents_that_were_not_evaluated_are_left_out(grade: Grade) -> None:
    both = updated(keep(grade()), grade(document="recueil-vent"))
    found = changes(grade(), both)
    assert counts(found) == (0, 0, 0, 0, 0)
    assert found.before[FieldName.FICHE] == Tally(6, 0, 0)


def test_what_was_read_for_a_broken_item_is_told_with_it(grade: Grade, extracted: list[Annotated]) -> None:
    before = deepcopy(extracted)
    before[1]["status"] = {"raw": "?", "code": "planned"}
    extracted[1]["status"] = {"raw": "?", "code": "done"}

    def lines(baseline: Baseline) -> list[str]:
        found = changes(grade(extracted), baseline)
        assert len(found.invented) == 1
        return [line.split(" · ")[0] for line in change_lines(found, contacts=False)]

    assert lines(keep(grade())) == ["recueil-lune line 1 status missed: ongoing, read as done"]
    # it was missed before: only the wrong value is new
    assert lines(keep(grade(before))) == ["recueil-lune line 1 status spurious: done, for ongoing"]


def test_the_committed_baseline_is_as_it_would_be_written() -> None:
    path = Path(__file__).parents[1] / "baseline.json"
    text = path.read_text(encoding="utf-8")
    assert baseline_text(read_baseline(path)) == text
    assert len(json.loads(text)["documents"]) >= 25
