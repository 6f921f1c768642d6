import pytest

from pipeline.emit.columns import Cell, CellType
from pipeline.emit.tables import tables, territories
from schemas.dataset import Dataset

NAMES = ["documents", "fiches", "sections", "departments", "carriers", "contacts", "figures", "organisations", "issues"]
EVIDENCE = ["char_start", "char_end", "line", "page", "rule", "confidence", "text"]
FULL = "recueil-lune.atelier-velo.0a1b2c"


def rows(dataset: Dataset, name: str) -> list[dict[str, Cell]]:
    table = next(table for table in tables(dataset) if table.name == name)
    return [dict(zip(table.names, row, strict=True)) for row in table.rows]


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
        ("departments", ["relation", "code", "name", "region_code", "region"], []),
        ("carriers", ["name", "type"], ["type_rule"]),
        ("contacts", ["name", "role", "phones", "emails"], []),
        ("figures", ["value", "high", "kind", "qualifier", "nature", "label", "raw", "section"], ["qualifier_rule", "nature_rule"]),
        ("organisations", ["name", "type"], ["type_rule"]),
        ("issues", ["path", "code", "severity", "field", "message", "suggestion"], []),
    ],
)
def test_columns_of_what_a_fiche_holds(dataset: Dataset, name: str, columns: list[str], decided: list[str]) -> None:
    table = next(table for table in tables(dataset) if table.name == name)
    assert list(table.names) == ["id", "document", "fiche", *columns, *EVIDENCE, *decided]


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
    assert (second["phones"], second["role"]) == (None, None)


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


def test_cells_keep_to_the_type_and_the_constraints_of_their_column(dataset: Dataset) -> None:
    types = {CellType.STRING: str, CellType.INTEGER: int, CellType.NUMBER: float, CellType.BOOLEAN: bool}
    for table in (*tables(dataset), territories(dataset)):
        for column, cells in zip(table.columns, zip(*table.rows, strict=True), strict=True):
            held = [cell for cell in cells if cell is not None]
            assert all(isinstance(cell, types[column.type]) for cell in held)
            assert len(held) == len(cells) or not column.required
            if "enum" in column.constraints:
                assert {str(cell) for cell in held} <= set(column.constraints["enum"])


def test_columns_know_what_the_records_say_of_them(dataset: Dataset) -> None:
    known = {f"{table.name}.{column.name}": column for table in tables(dataset) for column in table.columns}
    assert (known["figures.document"].required, known["figures.fiche"].required) == (True, False)
    assert (known["contacts.fiche"].required, known["issues.document"].required) == (True, False)
    assert dict(known["fiches.period_start_year"].constraints) == {"minimum": 1900, "maximum": 2100}
    assert known["figures.nature"].constraints["enum"] == ["result", "target", "context"]
    assert "2A" in known["departments.code"].constraints["enum"]
    assert known["documents.sha256"].constraints["pattern"] == "^[0-9a-f]{64}$"


def test_territories_hold_a_row_for_each_department_that_runs_a_fiche(dataset: Dataset) -> None:
    table = territories(dataset)
    found = [dict(zip(table.names, row, strict=True)) for row in table.rows]
    assert [(row["fiche"], row["code"], row["region_code"]) for row in found] == [(FULL, "23", "75"), (FULL, "87", "75")]
    assert (found[0]["start_year"], found[0]["status"], found[0]["title"]) == (2016, "done", 'L\'atelier "vélo", côté cour')


def test_sections_hold_the_text_of_fiches(dataset: Dataset) -> None:
    section = dataset.fiches[1].sections[0]
    assert [(row["fiche"], row["key"], row["text"]) for row in rows(dataset, "sections")] == [(FULL, section.key, section.text)]
