"""Why a value is wrong, and where it stands, on a recueil that was really read."""

from collections.abc import Callable
from copy import deepcopy
from pathlib import Path

import pytest

from pipeline.document import Document
from pipeline.evaluate.causes import Cause, ScoreError, errors
from pipeline.evaluate.gold import Gold, as_gold
from pipeline.evaluate.scores import evaluate
from pipeline.rulebook import default_rulebook
from pipeline.run import Pipeline, input_files
from schemas.enums import FieldName
from tests.evaluate.lune import TEXT, Annotated, Lune, read_lune
from tests.typeset import pdf_banded
from tests.typeset.fiches import RECUEIL

#: What a test does to the gold.
Change = Callable[[list[Annotated]], None]


def line_of(words: str) -> int:
    """The line some words of the recueil stand on, from 1."""
    return TEXT[: TEXT.index(words)].count("\n") + 1


def spoil(lune: Lune, change: Change) -> list[ScoreError]:
    records = deepcopy(lune.records)
    change(records)
    return lune.errors(records)


def told(errors: list[ScoreError]) -> list[tuple[str, str, str, str, str | None]]:
    return [(error.field, error.kind, error.value, error.cause, error.rule) for error in errors]


def test_the_gold_of_what_was_read_finds_nothing_wrong(lune: Lune) -> None:
    assert [fiche.title for fiche in lune.dataset.fiches] == ["L'atelier des rayons voilés", "Le car qui attend", "La veillée des voisins"]
    assert lune.errors(lune.records) == []


def test_what_a_fiche_that_was_not_cut_holds_is_a_missed_segment(lune: Lune) -> None:
    extra: Annotated = {
        "title_line": line_of("Il compte 7"),
        "kind": "fiche",
        "title": "Un guichet pour tous",
        "departments": ["36"],
        "figures": [{"value": 7, "kind": "people", "qualifier": "exact", "nature": "result", "label": "agents"}],
    }
    errors = spoil(lune, lambda gold: gold.insert(2, extra))
    assert {error.cause for error in errors} == {Cause.MISSED_SEGMENT}
    assert [error.field for error in errors] == ["fiche", "title", "kind", "departments", "figures"]
    assert {(error.where, error.printed, error.rule) for error in errors} == {
        (f"line {line_of('Il compte 7')}", "Un car attend les voyageurs. Il compte 7 chauffeurs.", None)
    }


def test_what_a_fiche_that_is_none_holds_is_a_spurious_segment(lune: Lune) -> None:
    errors = spoil(lune, lambda gold: gold.pop(1))
    assert {error.cause for error in errors} == {Cause.SPURIOUS_SEGMENT}
    assert {error.kind for error in errors} == {"spurious"}
    (figure,) = [error for error in errors if error.field == "figures"]
    assert (figure.fiche, figure.title) == (f"!{line_of('Le car qui')}", "Le car qui attend")
    assert (figure.where, figure.rule) == (f"line {line_of('Il compte 7')}", "figure.digits")


def test_a_value_that_the_next_fiche_took_is_a_wrong_boundary(lune: Lune) -> None:
    def change(gold: list[Annotated]) -> None:
        gold[1]["figures"] += gold[2]["figures"]
        gold[2]["figures"] = []

    assert told(spoil(lune, change)) == [
        ("figures", "missed", "25 people (veilleurs)", Cause.WRONG_BOUNDARY, None),
        ("figures", "spurious", "25 people (veilleurs)", Cause.WRONG_BOUNDARY, "figure.digits"),
    ]


def test_a_fiche_further_away_took_nothing(lune: Lune) -> None:
    def change(gold: list[Annotated]) -> None:
        gold[0]["figures"] += gold[2]["figures"]
        gold[2]["figures"] = []

    assert [error.cause for error in spoil(lune, change)] == [Cause.FOUND_NOTHING, Cause.FOUND_WRONG]


def test_a_common_value_was_not_taken_by_a_neighbour(lune: Lune) -> None:
    """Two neighbours whose status was taken for each other's: both were read wrong, nothing was cut wrong."""

    def change(gold: list[Annotated]) -> None:
        gold[0]["status"]["code"], gold[1]["status"]["code"] = gold[1]["status"]["code"], gold[0]["status"]["code"]

    errors = spoil(lune, change)
    assert len(errors) == 4
    assert Cause.WRONG_BOUNDARY not in {error.cause for error in errors}


@pytest.mark.parametrize("name", ["Conseil départemental de la Creuse et ses deux régies de transport", "Conseil départemental"])
def test_a_text_that_goes_on_too_long_or_is_cut_short_has_a_wrong_boundary(name: str, lune: Lune) -> None:
    errors = spoil(lune, lambda gold: gold[0]["carriers"][0].update(name=name))
    read = "Conseil départemental de la Creuse"
    assert told(errors) == [
        ("carriers", "missed", name, Cause.WRONG_BOUNDARY, "carrier.slot"),
        ("carriers", "spurious", read, Cause.WRONG_BOUNDARY, "carrier.slot"),
    ]
    assert (errors[0].instead, errors[1].instead) == (read, name)


def test_words_within_a_word_are_not_the_same_words(lune: Lune) -> None:
    """A missed 4 is not the 40 that was read: nothing was read instead of it."""
    extra = {"value": 4, "kind": "count", "qualifier": "exact", "nature": "result", "label": "vélos", "raw": "4"}
    errors = spoil(lune, lambda gold: gold[0]["figures"].__setitem__(1, extra))
    assert [(error.cause, error.instead) for error in errors] == [(Cause.FOUND_NOTHING, ""), (Cause.FOUND_WRONG, "")]


def test_a_value_where_nothing_was_read_was_not_found(lune: Lune) -> None:
    extra = {"value": 2, "kind": "count", "qualifier": "exact", "nature": "result", "label": "villages", "raw": "villages du sud"}
    errors = spoil(lune, lambda gold: gold[0]["figures"].append(extra))
    assert told(errors) == [("figures", "missed", "2 count (villages)", Cause.FOUND_NOTHING, None)]
    # the words stand in the fiche: that is where the reader is sent
    assert errors[0].where == f"line {line_of('villages du sud')}"
    assert "villages du sud" in errors[0].printed


def test_a_value_whose_words_are_not_printed_is_sent_to_its_fiche(lune: Lune) -> None:
    (missed,) = spoil(lune, lambda gold: gold[1]["departments"].append("37"))
    assert (missed.field, missed.value, missed.cause) == ("departments", "37", Cause.FOUND_NOTHING)
    assert (missed.where, missed.printed) == (f"line {line_of('Le car qui')}", "")


def test_a_value_whose_words_are_not_printed_stands_where_another_was_read_for_it(lune: Lune) -> None:
    missed, spurious = spoil(lune, lambda gold: gold[1]["departments"].__setitem__(0, "37"))
    assert (missed.instead, missed.where) == (
        "",
        f"line {line_of('Le car qui')}",
    )  # departments have no order: it is not read for the other
    missed, spurious = spoil(lune, lambda gold: gold[1].update(status={"raw": "Abandonné", "code": "ongoing"}))
    assert (missed.value, missed.instead) == ("ongoing", "done")
    assert missed.where == spurious.where == f"line {line_of('Hugues PERROT') - 2}"
    assert missed.printed == spurious.printed == "Réalisé"


def test_another_name_was_found_wrong(lune: Lune) -> None:
    errors = spoil(lune, lambda gold: gold[2]["carriers"][0].update(name="Bailleur du Toit"))
    assert told(errors) == [
        ("carriers", "missed", "Bailleur du Toit", Cause.FOUND_WRONG, "carrier.slot"),
        ("carriers", "spurious", "MDPH de la Dordogne", Cause.FOUND_WRONG, "carrier.slot"),
    ]


@pytest.mark.parametrize(
    ("change", "field", "missed", "read"),
    [
        (lambda gold: gold[1]["figures"][0].update(kind="count"), FieldName.FIGURES, "7 count (chauffeurs)", "7 people (chauffeurs)"),
        (lambda gold: gold[1]["status"].update(code="ongoing"), FieldName.STATUS, "ongoing", "done"),
        (lambda gold: gold[1]["period"].update(ongoing=True), FieldName.PERIOD, "2014-, ongoing", "2014-"),
    ],
)
def test_the_right_words_with_the_wrong_value_are_a_matter_of_normalisation(
    change: Change, field: FieldName, missed: str, read: str, lune: Lune
) -> None:
    errors = spoil(lune, change)
    assert {error.cause for error in errors} == {Cause.NORMALISATION}
    assert [(error.field, error.kind, error.value, error.instead) for error in errors] == [
        (field, "missed", missed, read),
        (field, "spurious", read, missed),
    ]


def test_a_judgement_that_a_rule_made_was_found_wrong(lune: Lune) -> None:
    errors = spoil(lune, lambda gold: gold[0]["figures"][1].update(qualifier="exact"))
    label = lune.records[0]["figures"][1]["label"]
    assert told(errors) == [
        ("figure_qualifier", "missed", f"exact: 40 count ({label})", Cause.FOUND_WRONG, "figure.approx"),
        ("figure_qualifier", "spurious", f"approx: 40 count ({label})", Cause.FOUND_WRONG, "figure.approx"),
    ]


def test_a_judgement_that_no_rule_made_found_nothing(lune: Lune) -> None:
    """No rule says that a figure is exact: it is where none says otherwise."""
    errors = spoil(lune, lambda gold: gold[1]["figures"][0].update(qualifier="min"))
    assert told(errors) == [
        ("figure_qualifier", "missed", "min: 7 people (chauffeurs)", Cause.FOUND_NOTHING, None),
        ("figure_qualifier", "spurious", "exact: 7 people (chauffeurs)", Cause.FOUND_NOTHING, None),
    ]
    assert {error.where for error in errors} == {f"line {line_of('Il compte 7')}"}


def test_the_type_of_a_carrier_names_its_rule(lune: Lune) -> None:
    errors = spoil(lune, lambda gold: gold[2]["carriers"][0].update(type="public_body"))
    assert {(error.field, error.cause, error.rule) for error in errors} == {("carrier_type", Cause.FOUND_WRONG, "type.mdph")}


def test_a_wrong_kind_is_found_wrong_though_its_neighbours_are_of_other_kinds(lune: Lune) -> None:
    errors = spoil(lune, lambda gold: gold[1].update(kind="focus"))
    assert [(e.kind, e.value, e.cause) for e in errors if e.field == "kind"] == [
        ("missed", "focus", Cause.FOUND_WRONG),
        ("spurious", "fiche", Cause.FOUND_WRONG),
    ]


def test_a_long_line_is_shown_around_the_value_in_whole_words(lune: Lune) -> None:
    errors = spoil(lune, lambda gold: gold[0]["figures"].pop())
    assert [error.value for error in errors] == ["12 people (bénévoles les entretiennent)"]
    printed = errors[0].printed
    assert printed.startswith("… ")
    assert printed.endswith("et 12 bénévoles les entretiennent.")
    assert len(printed) < 170
    line = next(line for line in TEXT.split("\n") if "12 bénévoles" in line)
    assert f" {printed.removeprefix('… ')}" in line

    (middle,) = spoil(lune, lambda gold: gold[0]["figures"].pop(1))
    assert middle.printed.startswith("… ")
    assert middle.printed.endswith(" …")
    assert "Près de 40 vélos" in middle.printed
    assert f" {middle.printed.strip('… ')} " in line


def test_without_the_documents_the_evidence_tells_the_place(lune: Lune) -> None:
    records = deepcopy(lune.records)
    records[1]["figures"] = []
    records[1]["departments"].append("37")
    alone = Lune(lune.folder, {}, lune.dataset).errors(records)
    assert [(error.field, error.where, error.printed) for error in alone] == [
        ("departments", f"line {line_of('Le car qui')}", ""),
        ("figures", f"line {line_of('Il compte 7')}", "7 chauffeurs"),
    ]


def test_a_web_page_has_no_lines_but_prints(tmp_path: Path) -> None:
    paragraphs = [line for line in TEXT.split("\n") if line]
    titles = ("L'atelier des", "Le car qui", "La veillée des")
    html = "".join(f"<h2>{line}</h2>" if line.startswith(titles) else f"<p>{line}</p>" for line in paragraphs)
    page = read_lune(tmp_path, f"<html><body><main>{html}</main></body></html>", ".html")
    missed, spurious = spoil(page, lambda gold: gold[1]["figures"][0].update(value=9))
    assert (missed.fiche[0], missed.line, missed.where) == ("~", None, "")
    assert (spurious.value, spurious.cause) == ("7 people (chauffeurs)", Cause.NORMALISATION)
    assert spurious.printed == "Un car attend les voyageurs. Il compte 7 chauffeurs."


def test_a_value_of_a_pdf_stands_on_a_page(tmp_path: Path) -> None:
    (tmp_path / "recueil-vent.pdf").write_bytes(pdf_banded.render(RECUEIL))
    loaded: dict[str, Document] = {}
    dataset = Pipeline(default_rulebook(), ner=False).run(input_files([tmp_path]), on_document=lambda d: loaded.update({d.id: d}))
    fiche = next(fiche for fiche in reversed(dataset.fiches) if fiche.figures)
    figure = fiche.figures[0]
    gold = as_gold(fiche).model_copy(update={"figures": ()})
    report = evaluate(dataset, [Gold(fiche.document, (), (gold,))])
    error = next(error for error in errors(report, loaded) if error.field == "figures" and error.title == fiche.title)
    assert figure.evidence.page is not None
    assert figure.evidence.page > 1
    assert error.where == f"page {figure.evidence.page}"
    assert " ".join(figure.evidence.text.split("\n")[0].split()) in error.printed
