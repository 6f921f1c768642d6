from collections.abc import Callable, Mapping, Sequence
from copy import deepcopy
from dataclasses import replace
from typing import Any

import pytest

from pipeline.evaluate.causes import Cause, ScoreError, errors
from pipeline.evaluate.gold import Gold, GoldFiche
from pipeline.evaluate.scores import Report, Tally, evaluate
from schemas.dataset import Dataset
from schemas.enums import FieldName

Annotated = dict[str, Any]
MakeDataset = Callable[[Mapping[str, Sequence[Annotated]]], Dataset]
Score = Callable[[list[Annotated]], Report]

LUNE = "recueil-lune"


def gold_of(records: Sequence[Annotated], *lines: tuple[int, int]) -> Gold:
    return Gold(LUNE, lines, tuple(GoldFiche.model_validate(record) for record in records))


@pytest.fixture
def score(annotations: list[Annotated], make_dataset: MakeDataset) -> Score:
    """Scores an extraction of the made-up recueil."""
    return lambda extracted: evaluate(make_dataset({LUNE: extracted}), [gold_of(annotations)])


@pytest.fixture
def extracted(annotations: list[Annotated]) -> list[Annotated]:
    """A perfect extraction, to be spoilt."""
    return deepcopy(annotations)


def wrong(report: Report) -> dict[str, tuple[int, int, int]]:
    """tp, fp and fn of the fields that are not perfect."""
    return {f: (t.tp, t.fp, t.fn) for f, t in report.tallies.items() if t.fp or t.fn}


def found(report: Report) -> list[tuple[str, str, str]]:
    return [(error.field, error.kind, error.value) for error in errors(report)]


def test_a_perfect_extraction(score: Score, extracted: list[Annotated]) -> None:
    report = score(extracted)
    assert list(report.tallies) == list(FieldName)
    assert errors(report) == ()
    assert {field: tally.support for field, tally in report.tallies.items()} == {
        "fiche": 6,
        "title": 6,
        "kind": 6,
        "chapter": 5,
        "section": 4,
        "departments": 7,
        "related_departments": 4,
        "period": 3,
        "status": 3,
        "carriers": 4,
        "carriers_text": 3,
        "carrier_type": 7,
        "contact_name": 3,
        "contact_role": 3,
        "contact_phone": 5,
        "contact_email": 3,
        "figures": 9,
        "figure_nature": 9,
        "figure_qualifier": 9,
        "section_keys": 7,
    }
    assert all(tally.f1 == 1 for tally in report.tallies.values())


def test_what_a_missing_fiche_held_is_missed(score: Score, extracted: list[Annotated]) -> None:
    report = score(extracted[:4] + extracted[5:])
    assert wrong(report) == {
        "fiche": (5, 0, 1),
        "title": (5, 0, 1),
        "kind": (5, 0, 1),
        "chapter": (4, 0, 1),
        "section": (3, 0, 1),
        "departments": (6, 0, 1),
        "related_departments": (3, 0, 1),
        "status": (2, 0, 1),
        "carriers": (3, 0, 1),
        "contact_name": (2, 0, 1),
        "contact_role": (2, 0, 1),
        "contact_phone": (3, 0, 2),
        "contact_email": (2, 0, 1),
        "figures": (8, 0, 1),
        "section_keys": (5, 0, 2),
    }
    assert errors(report)[0] == ScoreError(
        LUNE, "200", 200, "La veillée des voisins", FieldName.FICHE, "missed", "La veillée des voisins", Cause.MISSED_SEGMENT, "line 200"
    )


def test_what_a_spurious_fiche_holds_is_spurious(score: Score, extracted: list[Annotated]) -> None:
    extra = {
        "title_line": 150,
        "kind": "focus",
        "title": "Sommaire",
        "section": "Annexes",
        "departments": ["75"],
        "carriers": [{"name": "Nul", "type": "other"}],
    }
    report = score([*extracted[:4], extra, *extracted[4:]])
    assert wrong(report) == {
        "fiche": (6, 1, 0),
        "title": (6, 1, 0),
        "kind": (6, 1, 0),
        "departments": (7, 1, 0),
        "carriers_text": (3, 1, 0),
    }
    assert {(error.line, error.title, error.kind) for error in errors(report)} == {(150, "Sommaire", "spurious")}


def test_a_document_that_was_not_extracted_is_missed(annotations: list[Annotated], make_dataset: MakeDataset) -> None:
    report = evaluate(make_dataset({"autre": annotations}), [gold_of(annotations)])
    assert report.tallies[FieldName.FICHE] == Tally(0, 0, 6)
    assert report.tallies[FieldName.FICHE].f1 == 0


@pytest.mark.parametrize(
    ("change", "field", "counts", "values"),
    [
        ({"title": "Le car qui attend l'aube"}, "title", (5, 1, 1), ["Le car qui attend", "Le car qui attend l'aube"]),
        ({"title": "Le car qui attendait"}, "title", (5, 1, 1), ["Le car qui attend", "Le car qui attendait"]),
        ({"kind": "box"}, "kind", (5, 1, 1), ["fiche", "box"]),
        ({"chapter": None}, "chapter", (4, 0, 1), ["1"]),
        ({"chapter": {"number": 3, "name": "Mobilité"}}, "chapter", (4, 1, 1), ["1", "3"]),
        ({"departments": ["37", "36"]}, "departments", (7, 1, 0), ["37"]),
        ({"related_departments": ["87"]}, "related_departments", (4, 1, 0), ["87"]),
        ({"period": None}, "period", (2, 0, 1), ["2014-, ongoing"]),
        ({"period": {"start_year": 2014, "end_year": 2016}}, "period", (2, 1, 1), ["2014-, ongoing", "2014-2016"]),
        ({"status": {"raw": "?", "code": "done"}}, "status", (2, 1, 1), ["ongoing", "done"]),
        ({"section_keys": ["innovation", "body"]}, "section_keys", (6, 1, 1), ["description", "body"]),
    ],
)
def test_one_wrong_value(
    change: Annotated,
    field: FieldName,
    counts: tuple[int, int, int],
    values: list[str],
    score: Score,
    extracted: list[Annotated],
) -> None:
    extracted[1] |= change
    report = score(extracted)
    assert wrong(report)[field] == counts
    assert [error.value for error in errors(report) if error.field == field] == values


def test_a_section_that_gold_does_not_know_is_not_scored(score: Score, extracted: list[Annotated]) -> None:
    extracted[1]["section"] = "Restauré d'après le sommaire"
    assert wrong(score(extracted)) == {}


def test_a_title_of_a_brief_may_go_on(score: Score, extracted: list[Annotated]) -> None:
    extracted[2]["title"] = "Permis de revivre grâce à un garage associatif"
    assert wrong(score(extracted)) == {}


def test_carriers_of_a_fiche_and_of_text_are_two_fields(score: Score, extracted: list[Annotated]) -> None:
    for fiche in extracted[:3]:
        fiche["carriers"] = [{"name": "Tout autre chose", "type": "other"}]
    assert wrong(score(extracted)) == {"carriers": (1, 2, 3), "carriers_text": (2, 1, 1)}


def test_types_are_scored_on_the_carriers_found(score: Score, extracted: list[Annotated]) -> None:
    extracted[1]["carriers"][0]["type"] = "other"
    extracted[2]["carriers"] = []
    report = score(extracted)
    assert wrong(report) == {"carriers_text": (2, 0, 1), "carrier_type": (5, 1, 1)}


def test_a_phone_must_belong_to_the_right_person(score: Score, extracted: list[Annotated]) -> None:
    named, nameless = extracted[0]["contacts"]
    named["phones"], nameless["phones"] = nameless["phones"], named["phones"]
    report = score(extracted)
    # the phone of a contact without a name may be anybody's
    assert wrong(report) == {"contact_phone": (4, 1, 1)}
    assert found(report) == [
        ("contact_phone", "missed", "odile marnier: +33199000001"),
        ("contact_phone", "spurious", "+33199000001"),
    ]


def test_case_does_not_matter_in_an_address(annotations: list[Annotated], extracted: list[Annotated], make_dataset: MakeDataset) -> None:
    annotations[1]["contacts"][0]["emails"] = ["H.Perrot@Val.example"]
    assert wrong(evaluate(make_dataset({LUNE: extracted}), [gold_of(annotations)])) == {}


def test_a_title_may_have_a_slip(score: Score, extracted: list[Annotated]) -> None:
    extracted[1]["title"] = "Le car qui atend"
    assert wrong(score(extracted)) == {}


def test_contacts_by_name_and_role(score: Score, extracted: list[Annotated]) -> None:
    extracted[0]["contacts"][0]["name"] = "Odile Marnié"
    extracted[4]["contacts"][0]["role"] = "Directrice"
    assert wrong(score(extracted)) == {"contact_role": (2, 1, 1)}
    extracted[0]["contacts"][0]["name"] = "Gilles Tournois"
    assert wrong(score(extracted)) == {
        "contact_name": (2, 1, 1),
        "contact_role": (1, 2, 2),
        "contact_phone": (4, 1, 1),
        "contact_email": (2, 1, 1),
    }


def test_figures_agree_to_two_decimals(score: Score, extracted: list[Annotated]) -> None:
    extracted[0]["figures"][2]["value"] = 200 / 3
    assert wrong(score(extracted)) == {}
    extracted[0]["figures"][2]["value"] = 66.6
    report = score(extracted)
    assert wrong(report)["figures"] == (8, 1, 1)
    assert found(report) == [
        ("figures", "missed", "66.67 percent (des élèves)"),
        ("figures", "spurious", "66.6 percent (des élèves)"),
    ]


def test_the_upper_bound_and_the_kind_of_a_figure_count(score: Score, extracted: list[Annotated]) -> None:
    extracted[0]["figures"][3]["high"] = None
    extracted[1]["figures"][0]["kind"] = "count"
    report = score(extracted)
    assert wrong(report) == {"figures": (7, 2, 2)}
    assert found(report)[0] == ("figures", "missed", "10-12.5 eur (la location)")


def test_of_two_equal_figures_the_one_with_the_nearest_label_is_taken(score: Score, extracted: list[Annotated]) -> None:
    # only one of the two 40 of gold is there; the other 40 speaks of something else
    extracted[1]["figures"].append(extracted[1]["figures"][0] | {"label": "cantons traversés", "nature": "context"})
    extracted[1]["figures"].reverse()
    report = score(extracted)
    assert wrong(report) == {"figures": (9, 1, 0)}
    assert found(report) == [("figures", "spurious", "12 people (cantons traversés)")]


def test_only_the_lines_of_gold_are_scored(annotations: list[Annotated], make_dataset: MakeDataset) -> None:
    dataset = make_dataset({LUNE: annotations})
    assert wrong(evaluate(dataset, [gold_of(annotations[:2], (1, 99))])) == {}
    assert wrong(evaluate(dataset, [gold_of(annotations[:2], (1, 100))]))["fiche"] == (2, 1, 0)
    assert wrong(evaluate(dataset, [gold_of(annotations[:2])]))["fiche"] == (2, 4, 0)


def test_without_lines_the_chapters_of_gold_are_scored(annotations: list[Annotated], make_dataset: MakeDataset) -> None:
    dataset = make_dataset({LUNE: [record | {"title_line": None} for record in annotations]})
    assert wrong(evaluate(dataset, [gold_of(annotations[:4], (1, 199))])) == {}
    assert wrong(evaluate(dataset, [gold_of(annotations[:2], (1, 99))]))["fiche"] == (2, 2, 0)


def test_gold_files_add_up(annotations: list[Annotated], make_dataset: MakeDataset) -> None:
    dataset = make_dataset({LUNE: annotations[1:]})
    golds = [gold_of(annotations[:2], (1, 99)), gold_of(annotations[2:], (100, 999))]
    report = evaluate(dataset, golds)
    assert report.tallies[FieldName.FICHE] == Tally(5, 0, 1)
    elsewhere = [replace(gold, document="autre") for gold in golds]
    assert evaluate(dataset, elsewhere).tallies[FieldName.FICHE] == Tally(0, 0, 6)


def test_errors_and_tallies_count_the_same(score: Score, extracted: list[Annotated]) -> None:
    report = score(extracted[2:] + extracted[:1])
    for field, tally in report.tallies.items():
        kinds = [error.kind for error in errors(report) if error.field == field]
        assert (kinds.count("spurious"), kinds.count("missed")) == (tally.fp, tally.fn)


def test_scores_without_values() -> None:
    nothing = Tally(0, 0, 0)
    assert (nothing.precision, nothing.recall, nothing.f1, nothing.support) == (1, 1, 1, 0)
    assert (Tally(0, 2, 0).precision, Tally(0, 2, 0).recall, Tally(0, 2, 0).f1) == (0, 1, 0)
    assert (Tally(0, 1, 1).f1, Tally(1, 1, 3).recall, Tally(1, 1, 3).precision) == (0, 0.25, 0.5)
