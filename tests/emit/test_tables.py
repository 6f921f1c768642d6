import csv
import io

import pytest

from pipeline.emit.columns import Cell
from pipeline.emit.tables import Table, tables, to_csv
from schemas.dataset import Dataset

NAMES = ["documents", "fiches", "departments", "carriers", "contacts", "figures", "organisations", "issues"]
EVIDENCE = ["char_start", "char_end", "line", "page", "rule", "confidence", "text"]
FULL = "recueil-lune.atelier-velo.0a1b2c"


def rows(dataset: Dataset, name: str) -> list[dict[str, Cell]]:
    table = next(table for table in tables(dataset) if table.name == name)
    return [dict(zip(table.columns, row, strict=True)) for row in table.rows]


def column(dataset: Dataset, name: str, key: str) -> list[Cell]:
    return [row[key] for row in rows(dataset, name)]


def test_the_tables_and_their_order(dataset: Dataset) -> None:
    assert [table.name for table in tables(dataset)] == NAMES


def test_columns_do_not_depend_on_what_was_found(dataset: Dataset, empty_dataset: Dataset) -> None:
    assert [table.columns for table in tables(empty_dataset)] == [table.columns for table in tables(dataset)]
    assert all(table.rows == () for table in tables(empty_dataset))


@pytest.mark.parametrize(
    ("name", "columns", "decided"),
    [
        ("departments", ["relation", "code", "name", "region"], []),
        ("carriers", ["name", "type"], ["type_rule"]),
        ("contacts", ["name", "role", "phones", "emails"], []),
        ("figures", ["value", "high", "kind", "qualifier", "nature", "label", "raw", "section"], ["qualifier_rule", "nature_rule"]),
        ("organisations", ["name", "type"], ["type_rule"]),
        ("issues", ["path", "code", "severity", "field", "message", "suggestion"], []),
    ],
)
def test_columns_of_what_a_fiche_holds(dataset: Dataset, name: str, columns: list[str], decided: list[str]) -> None:
    table = next(table for table in tables(dataset) if table.name == name)
    assert list(table.columns) == ["id", "document", "fiche", *columns, *EVIDENCE, *decided]


def test_every_row_has_an_id_of_its_own(dataset: Dataset) -> None:
    ids = [row[0] for table in tables(dataset) for row in table.rows]
    assert len(ids) == len(set(ids)) > len(NAMES)


def test_every_row_joins_a_document_and_a_fiche(dataset: Dataset) -> None:
    documents = set(column(dataset, "documents", "id"))
    fiches = {row["id"]: row["document"] for row in rows(dataset, "fiches")}
    assert set(fiches.values()) <= documents
    for name in NAMES[2:]:
        for row in rows(dataset, name):
            if row["document"] is None:
                assert row["code"] == "document_failed"
            else:
                assert row["document"] in documents
            if row["fiche"] is not None:
                assert fiches[row["fiche"]] == row["document"]


def test_ids_count_within_the_fiche_or_document(dataset: Dataset) -> None:
    assert column(dataset, "departments", "id") == [f"{FULL}#department-1", f"{FULL}#department-2", f"{FULL}#related-1"]
    assert column(dataset, "figures", "id") == [
        "recueil-lune#figure-1",
        f"{FULL}#figure-1",
        f"{FULL}#figure-2",
        f"{FULL}#figure-3",
    ]
    assert column(dataset, "contacts", "id") == [f"{FULL}#contact-1", f"{FULL}#contact-2"]


def test_departments_tell_their_relation(dataset: Dataset) -> None:
    found = [(row["relation"], row["code"]) for row in rows(dataset, "departments")]
    assert found == [("runs", "23"), ("runs", "87"), ("related", "2A")]


def test_several_phones_and_addresses_share_a_cell(dataset: Dataset) -> None:
    first, second = rows(dataset, "contacts")
    assert first["phones"] == "+33199000001 | +33199000002"
    assert first["emails"] == "odile@rayons.example | velo@rayons.example"
    assert (second["phones"], second["role"]) == ("", None)


def test_figures_of_the_document_have_no_fiche(dataset: Dataset) -> None:
    figures = [(row["document"], row["fiche"], row["value"]) for row in rows(dataset, "figures")]
    assert figures[0] == ("recueil-lune", None, 1500000)
    assert figures[1:] == [("recueil-lune", FULL, value) for value in (40, 66.67, 10)]


def test_issues_of_failures_documents_and_fiches(dataset: Dataset) -> None:
    found = [(r["document"], r["fiche"], r["path"], r["code"], r["severity"]) for r in rows(dataset, "issues")]
    path = "lot-1/recueil-lune.txt"
    assert found == [
        (None, None, "lot-1/vide.txt", "document_failed", "error"),
        ("recueil-lune", None, path, "sum_mismatch", "warning"),
        ("recueil-lune", FULL, path, "odd_domain", "warning"),
        ("recueil-lune", FULL, path, "value_set_aside", "info"),
    ]
    assert rows(dataset, "issues")[0]["message"] == "vide.txt: holds no text (EmptyDocumentError)"


def test_evidence_is_flattened_and_empty_where_there_is_none(dataset: Dataset) -> None:
    figure = dataset.fiches[1].figures[1]
    row = rows(dataset, "figures")[2]
    assert [row[key] for key in EVIDENCE] == [
        figure.evidence.char_start,
        figure.evidence.char_end,
        figure.evidence.line,
        None,
        "test.rule",
        1.0,
        "deux\ntiers",
    ]
    assert [rows(dataset, "issues")[1][key] for key in EVIDENCE] == [None] * len(EVIDENCE)


def test_a_full_and_a_bare_fiche(dataset: Dataset) -> None:
    bare, full = rows(dataset, "fiches")
    assert full["chapter_number"] == 2
    assert full["departments"] == "23 | 87"
    assert full["related_departments"] == "2A"
    assert (full["period_start_year"], full["period_end_year"], full["period_ongoing"]) == (2016, None, True)
    assert (full["period_text"], full["period_confidence"]) == ("Depuis 2016", 0.75)
    assert (full["status"], full["status_raw"], full["status_text"]) == ("done", "Réalisé", "Réalisé")
    assert (full["line_start"], full["printed_page"], full["confidence"]) == (12, 7, 0.9)
    assert full["legal_references"] == "loi lunaire"
    assert full["section_keys"] == "impact"
    assert {bare[key] for key in bare if key.startswith(("period_", "status", "chapter_"))} == {None}
    assert (bare["line_start"], bare["page_start"], bare["page_end"]) == (None, 1, 2)


def test_a_full_and_a_bare_document(dataset: Dataset) -> None:
    bare, full = rows(dataset, "documents")
    assert (full["kind"], full["departments"], full["lines"]) == ("recueil", "23", 50)
    assert (full["title"], full["title_text"]) == ("Recueil de la lune", "Recueil de la lune")
    assert (full["adopted_date"], full["adopted_text"]) == ("2020-09", "septembre 2020")
    assert (bare["path"], bare["title"], bare["title_text"], bare["adopted_date"]) == (
        "lot-1/note-soleil.txt",
        None,
        None,
        None,
    )


def test_csv_reads_back_cell_by_cell(dataset: Dataset) -> None:
    printed: dict[Cell, str] = {None: "", True: "true", False: "false"}
    for table in tables(dataset):
        read = list(csv.reader(io.StringIO(to_csv(table).decode(), newline="")))
        assert read[0] == list(table.columns)
        for cells, row in zip(read[1:], table.rows, strict=True):
            for cell, value in zip(cells, row, strict=True):
                if isinstance(value, int | float) and not isinstance(value, bool):
                    assert float(cell) == value
                else:
                    assert cell == printed.get(value, str(value))


def test_csv_to_the_byte() -> None:
    table = Table(
        "odd",
        ("id", "value", "flag", "none", "text"),
        (
            ("a#1", 40.0, True, None, "été, hiver"),
            ("a#2", 66.67, False, None, 'dit "oui"'),
            ("a#3", 1e16, True, None, "deux\nlignes"),
            ("a#4", 0.5, True, None, "retour\rchariot"),
            ("a#5", 7, True, None, ""),
        ),
    )
    assert to_csv(table).decode() == (
        "id,value,flag,none,text\n"
        'a#1,40,true,,"été, hiver"\n'
        'a#2,66.67,false,,"dit ""oui"""\n'
        'a#3,10000000000000000,true,,"deux\nlignes"\n'
        'a#4,0.5,true,,"retour\rchariot"\n'
        "a#5,7,true,,\n"
    )


def test_equal_datasets_give_equal_csv(dataset: Dataset) -> None:
    again = Dataset.model_validate(dataset.model_dump(mode="json"))
    assert [to_csv(table) for table in tables(again)] == [to_csv(table) for table in tables(dataset)]
