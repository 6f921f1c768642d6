"""What an evaluation looks like in each of its forms, and that none of them shows a person unless asked to."""

import json
from collections.abc import Callable, Sequence
from dataclasses import replace
from io import StringIO
from pathlib import Path
from xml.etree import ElementTree as Xml

import pytest
from rich.console import Console
from rich.table import Table

from pipeline.errors import OutputError, ReportFormatError
from pipeline.evaluate.baseline import Baseline, baseline_text, compare, updated
from pipeline.evaluate.causes import errors
from pipeline.evaluate.evaluation import Evaluation
from pipeline.evaluate.show.files import check_report_name, write_file, write_report
from pipeline.evaluate.show.json_report import to_json
from pipeline.evaluate.show.junit import to_junit
from pipeline.evaluate.show.lines import change_lines, verdict
from pipeline.evaluate.show.markdown import to_markdown
from pipeline.evaluate.show.terminal import causes_table, errors_text, groups_tables, scores_table, texts_table
from schemas.enums import FieldName
from tests.evaluate.lune import LUNE, Annotated, Lune, spoilt

Show = Callable[..., str]

BARS = {FieldName.TITLE: 0.9, FieldName.CARRIERS: 0.9, FieldName.CONTACT_PHONE: 0.5}
#: Parts of contacts that are wrong in the spoilt gold, on the side of gold and of the reading.
PEOPLE = ("TOURNOIS", "MARNIER", "odile.marnier", "+33536491099", "+33536491020", "05 36 49")


def evaluation_of(lune: Lune, records: Sequence[Annotated]) -> Evaluation:
    """An evaluation against a baseline that found nothing wrong, with bars and a second reading."""
    report = lune.report(records)
    found = errors(report, lune.documents)
    changes = compare(report, found, as_if_all_was_right(updated(Baseline(version=1), report)))
    return Evaluation(report, found, changes, BARS, lune.report(lune.records))


def as_if_all_was_right(baseline: Baseline) -> Baseline:
    data = json.loads(baseline_text(baseline))
    for kept in data["documents"].values():
        for fields in kept["items"].values():
            for field, marks in fields.items():
                fields[field] = " ".join(f"+{mark[1:]}" for mark in marks.split() if not mark.startswith("!")) or marks
    return Baseline.model_validate(data)


@pytest.fixture(scope="module")
def evaluation(lune: Lune) -> Evaluation:
    return evaluation_of(lune, spoilt(lune.records))


@pytest.fixture(scope="module")
def perfect(lune: Lune) -> Evaluation:
    return evaluation_of(lune, lune.records)


def printed(*tables: Table, width: int = 120) -> str:
    file = StringIO()
    Console(file=file, width=width).print(*tables)
    return file.getvalue()


def terminal(evaluation: Evaluation, *, contacts: bool) -> str:
    """All that the terminal shows."""
    assert evaluation.changes
    tables = [scores_table(evaluation, 120), texts_table(evaluation), *groups_tables(evaluation, "document", 120), causes_table(evaluation)]
    lines = [*errors_text(evaluation, 99, contacts=contacts), *change_lines(evaluation.changes, contacts=contacts), *verdict(evaluation)]
    return printed(*tables) + "\n".join(lines)


# People


@pytest.mark.parametrize("show", [to_json, to_junit, to_markdown, terminal])
def test_people_are_shown_only_where_they_are_asked_for(show: Show, evaluation: Evaluation) -> None:
    hidden, shown = show(evaluation, contacts=False), show(evaluation, contacts=True)
    assert [part for part in PEOPLE if part in hidden] == []
    assert "(a contact)" in hidden
    assert [part for part in PEOPLE if part not in shown] == []
    assert "(a contact)" not in shown


@pytest.mark.parametrize("show", [to_json, to_junit, to_markdown])
def test_a_report_hides_people_unless_told_otherwise(show: Show, evaluation: Evaluation) -> None:
    assert show(evaluation) == show(evaluation, contacts=False)


def test_a_file_hides_people_too(evaluation: Evaluation, tmp_path: Path) -> None:
    for contacts in (False, True):
        for ending in ("json", "md", "xml"):
            path = tmp_path / "new" / f"report.{ending}"
            write_report(evaluation, path, contacts=contacts)
            assert ("TOURNOIS" in path.read_text(encoding="utf-8")) is contacts


def test_a_line_with_an_address_is_hidden_whatever_the_field(lune: Lune) -> None:
    """A figure that is missed in the line of a contact."""
    records = lune.records
    figure = {"value": 20, "kind": "count", "qualifier": "exact", "nature": "result", "label": "vélos", "raw": "49 10 20"}
    records[0]["figures"].append(figure)
    (line,) = errors_text(evaluation_of(lune, records), 9, contacts=False)
    assert "line 19 figures missed: 20 count (vélos)" in line
    assert "«" not in line.removesuffix("in « L'atelier des rayons voilés »")


# JSON


def test_json_holds_scores_errors_and_changes(evaluation: Evaluation) -> None:
    told = json.loads(to_json(evaluation))
    assert told["fails"] is True
    carriers = told["scores"]["carriers"]
    assert (carriers["found"], carriers["spurious"], carriers["missed"], carriers["support"]) == (3, 1, 1, 4)
    assert (carriers["f1"], carriers["bar"], carriers["before"]) == (0.75, 0.9, 0.75)
    assert carriers["interval"][0] <= 0.75 <= carriers["interval"][1]
    assert told["with_model"]["carriers"]["f1"] == 1
    assert told["whole_fiches"]["found"] == 0
    assert set(told["by"]) == {"document", "kind", "profile"}
    assert told["by"]["profile"]["recueil"]["carriers"] == {k: v for k, v in carriers.items() if k not in {"interval", "bar", "before"}}
    assert told["texts"]["title"]["strict"]["f1"] == 1
    assert len(told["errors"]) == len(evaluation.errors)
    (missed,) = [error for error in told["changes"]["broken"] if error["field"] == "carriers"]
    assert missed == {
        "document": LUNE,
        "fiche_line": 49,
        "title": "La veillée des voisins",
        "field": "carriers",
        "kind": "missed",
        "value": "Bailleur du Toit | <Sud>",
        "instead": "MDPH de la Dordogne",
        "cause": "rule found wrong",
        "where": "line 53",
        "rule": "carrier.slot",
        "printed": "MDPH de la Dordogne",
    }


def test_json_tells_a_good_evaluation_apart(perfect: Evaluation) -> None:
    told = json.loads(to_json(replace(perfect, with_model=None, changes=None)))
    assert (told["fails"], told["errors"]) == (False, [])
    assert not {"with_model", "changes"} & set(told)


# JUnit


def suites(text: str) -> dict[str, Xml.Element]:
    root = Xml.fromstring(text)  # noqa: S314
    assert root.tag == "testsuites"
    return {suite.attrib["name"]: suite for suite in root}


def test_junit_has_a_case_for_each_bar_and_document(evaluation: Evaluation) -> None:
    told = suites(to_junit(evaluation))
    assert {name: (suite.attrib["tests"], suite.attrib["failures"]) for name, suite in told.items()} == {
        "bars": ("3", "1"),
        "gold items": ("1", "1"),
    }
    assert {case.attrib["name"]: [f.attrib["message"] for f in case] for case in told["bars"]} == {
        "title": [],
        "carriers": ["F1 0.7500 < 0.9"],
        "contact_phone": [],
    }
    (case,) = told["gold items"]
    (failure,) = case
    assert evaluation.changes
    lines = list(change_lines(evaluation.changes, contacts=False))
    assert case.attrib["name"] == LUNE
    assert failure.attrib["message"] == f"{len(lines)} items got worse"
    assert (failure.text or "").split("\n") == lines


def test_junit_of_a_good_evaluation_has_no_failure(perfect: Evaluation) -> None:
    told = suites(to_junit(perfect))
    assert [suite.attrib["failures"] for suite in told.values()] == ["0", "0"]
    assert "<failure" not in to_junit(perfect)
    assert suites(to_junit(replace(perfect, changes=None, bars={}))) == {}


def test_junit_holds_no_bar_of_a_field_without_gold(perfect: Evaluation) -> None:
    told = suites(to_junit(replace(perfect, bars={FieldName.TITLE: 0.5, FieldName.CARRIERS_TEXT: 0.5})))
    assert [case.attrib["name"] for case in told["bars"]] == ["title"]


def test_characters_that_xml_cannot_hold_do_not_break_a_report(lune: Lune) -> None:
    records = spoilt(lune.records)
    records[2]["carriers"][0]["name"] = "Bailleur\x00 du\x08 Toit \ufffe & <Fils>"
    text = to_junit(evaluation_of(lune, records))
    (failure,) = suites(text)["gold items"].iter("failure")
    assert "Bailleur\ufffd du\ufffd Toit \ufffd & <Fils>" in (failure.text or "")


# Markdown


def test_markdown_has_its_parts_in_order(evaluation: Evaluation) -> None:
    page = to_markdown(evaluation)
    heads = [line for line in page.split("\n") if line.startswith("#")]
    assert heads == ["# Accuracy", "## What was right and is wrong", "## Scores", "## Texts", "## Errors by cause"]
    rows = [line for line in page.split("\n") if line.startswith("| carriers |")]
    assert rows[0].startswith("| carriers | 0.750 | ")
    assert rows[0].endswith(" | 0.750 | 0.750 | 4 | 0.750 | 0.90 |")


def test_every_row_of_a_markdown_table_has_its_columns(evaluation: Evaluation) -> None:
    tables = [block.split("\n") for block in to_markdown(evaluation).strip().split("\n\n") if block.startswith("|")]
    assert len(tables) == 3
    for first, *others in tables:
        assert {line.count("|") for line in others} == {first.count("|")}


def test_markdown_of_a_good_evaluation_lists_nothing(perfect: Evaluation) -> None:
    page = to_markdown(perfect)
    assert "## What was right" not in page
    assert "## Errors" not in page
    assert "- Nothing that was right in the baseline is wrong.\n- Every bar is met.\n" in page


def test_marks_of_markdown_in_a_value_are_escaped(evaluation: Evaluation) -> None:
    assert r"Bailleur du Toit \| &lt;Sud>" in to_markdown(evaluation)


# The terminal


def test_the_scores_of_a_field(evaluation: Evaluation) -> None:
    text = printed(scores_table(evaluation, 140), width=140)
    row = next(line for line in text.split("\n") if line.startswith("│ carriers "))
    cells = [cell.strip() for cell in row.strip("│").split("│")]
    assert cells[:4] == ["carriers", "0.750", "0.750", "0.750"]
    assert cells[5:] == ["4", "3", "1", "1", "0.750", "0.90", "1.000"]
    assert "whole fiches" in text
    # gold holds none and none was read
    assert "carriers_text" not in text


def test_a_field_below_its_bar_is_red(evaluation: Evaluation) -> None:
    table = scores_table(evaluation, 140)
    styles = dict(zip(evaluation.scored, (row.style for row in table.rows), strict=False))
    assert {field for field, style in styles.items() if style == "red"} == {FieldName.CARRIERS}


@pytest.mark.parametrize("width", [80, 100, 120])
def test_tables_fit_the_terminal_and_cut_no_name(width: int, evaluation: Evaluation) -> None:
    tables = [scores_table(evaluation, width), texts_table(evaluation), causes_table(evaluation)]
    text = printed(*tables, *groups_tables(evaluation, "kind", width), width=width)
    assert max(map(len, text.split("\n"))) <= width
    assert "…" not in text
    assert text.count("│ contact_phone ") == 3
    assert "0.750" in text


def test_many_documents_make_several_tables(lune: Lune, evaluation: Evaluation) -> None:
    graded = [replace(g, document=f"recueil-{n}") for n in range(9) for g in evaluation.report.graded]
    many = replace(evaluation, report=replace(evaluation.report, graded=tuple(graded)))
    tables = list(groups_tables(many, "document", 80))
    text = printed(*tables, width=80)
    assert len(tables) == 2
    assert all(f"recueil-{n}" in text for n in range(9))
    assert max(map(len, text.split("\n"))) <= 80


def test_a_name_in_brackets_is_no_markup(evaluation: Evaluation) -> None:
    graded = tuple(replace(g, document="notes [red]") for g in evaluation.report.graded)
    named = replace(evaluation, report=replace(evaluation.report, graded=graded))
    assert "notes [red]" in printed(*groups_tables(named, "document", 80))


def test_causes_that_did_not_happen_have_no_column(evaluation: Evaluation) -> None:
    text = printed(causes_table(evaluation))
    assert "normalisation" in text
    assert "missed segment" not in text


def test_errors_are_listed_up_to_a_number_of_each_field(evaluation: Evaluation) -> None:
    one = list(errors_text(evaluation, 1, contacts=False))
    every = list(errors_text(evaluation, 99, contacts=False))
    assert [line for line in one if " qualifier" in line or " figure_qualifier " in line] == [
        line for line in every if " figure_qualifier " in line
    ]
    assert sum(" contact_phone " in line for line in every) == 1
    assert not any("more errors" in line for line in every)
    # what was read for a missed value is told in its line
    assert len(every) == sum(error.kind == "missed" for error in evaluation.errors)


def test_errors_that_are_not_listed_are_counted(lune: Lune) -> None:
    records = lune.records
    records[0]["figures"] = []
    lines = list(errors_text(evaluation_of(lune, records), 2, contacts=False))
    assert len(lines) == 3
    assert lines[2] == "  … and 1 more errors in figures"


def test_a_judgement_tells_its_value_once(evaluation: Evaluation) -> None:
    (line,) = [line for line in errors_text(evaluation, 9, contacts=False) if " figure_qualifier " in line]
    label = "vélos"
    assert line.startswith(
        f"{LUNE} line 27 figure_qualifier missed: exact: 40 count ({label}), read as approx · rule found wrong (figure.approx) · "
    )


def test_an_error_is_one_line_whatever_its_value(lune: Lune) -> None:
    records = lune.records
    records[2]["carriers"][0]["name"] = "Bailleur\ndu  Toit"
    lines = list(errors_text(evaluation_of(lune, records), 9, contacts=False))
    assert len(lines) == 1
    assert "Bailleur du Toit" in lines[0]
    assert "\n" not in lines[0]


def test_the_verdict_in_words(evaluation: Evaluation, perfect: Evaluation) -> None:
    assert list(verdict(perfect)) == ["Nothing that was right in the baseline is wrong.", "Every bar is met."]
    assert list(verdict(replace(perfect, changes=None, bars={}))) == []
    worse, below = verdict(evaluation)
    assert worse.startswith("WORSE than the baseline: ")
    assert below == "BELOW the bar: carriers F1 0.7500 < 0.9"
    assert evaluation.changes
    other = replace(
        evaluation.changes, broken=evaluation.changes.broken[:1], invented=(), mended=2, dropped=1, gold_changed=1, unknown=("a", "b")
    )
    assert list(verdict(replace(evaluation, changes=other, bars={}))) == [
        "WORSE than the baseline: 1 gold item missed that was found, 0 wrong values new.",
        "Better: 2 gold items found that were missed, 1 wrong value gone.",
        "Gold changed: 1 item of the baseline not in it any more.",
        "Not in the baseline: a, b.",
    ]


def test_a_field_that_gold_does_not_hold_is_held_to_no_bar(lune: Lune) -> None:
    records = lune.records
    for record in records:
        record["status"] = None
    report = lune.report(records)
    assert report.tallies[FieldName.STATUS].fp == 3
    assert Evaluation(report, (), bars={FieldName.STATUS: 0.9}).below == {}


# Files


@pytest.mark.parametrize("name", ["report.txt", "report", "report.json.gz"])
def test_a_name_that_tells_no_format_is_refused(name: str, evaluation: Evaluation, tmp_path: Path) -> None:
    with pytest.raises(ReportFormatError, match=rf"^{name}: a report ends in \.json, \.md, \.xml$"):
        check_report_name(Path(name))
    with pytest.raises(ReportFormatError):
        write_report(evaluation, tmp_path / name, contacts=False)
    assert list(tmp_path.iterdir()) == []


def test_the_ending_may_be_in_capitals() -> None:
    check_report_name(Path("REPORT.XML"))


def test_a_file_that_cannot_be_written_is_one_error(tmp_path: Path) -> None:
    with pytest.raises(OutputError, match="cannot be written"):
        write_file(tmp_path, "text")
    (tmp_path / "file").write_text("")
    with pytest.raises(OutputError, match="cannot be written"):
        write_file(tmp_path / "file" / "report.md", "text")
