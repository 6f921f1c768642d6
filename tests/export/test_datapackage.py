import csv
import io
import json
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any

import pytest
from frictionless import Package, Resource, Schema

from pipeline.emit.csv_file import to_csv
from pipeline.emit.dictionary import Dictionary
from pipeline.emit.tables import Table, tables, territories
from pipeline.export.datapackage import datapackage, schema_files
from pipeline.rulebook import Rulebook
from schemas.dataset import Dataset
from schemas.sources import English, Licence, Publisher, SourceDocument, Sources

SOURCES = Sources(
    title="Recueils « lunaires »",
    en=English(title="Collections of the moon"),
    publisher=Publisher(name="Observatoire lunaire", url="https://lune.example/"),
    licence=Licence(id="etalab-2.0", title="Licence Ouverte 2.0", url="https://licence.example/2.0"),
    documents=(SourceDocument(id="recueil-lune", url="https://lune.example/recueil.txt"),),
)
Files = dict[str, bytes]
Errors = list[tuple[str, str, str]]
Rows = list[list[str]]


@pytest.fixture
def dictionary(rulebook: Rulebook) -> Dictionary:
    return Dictionary(rulebook.dictionary)


@pytest.fixture
def exported(dataset: Dataset) -> tuple[Table, ...]:
    return (*tables(dataset), territories(dataset))


@pytest.fixture
def files(exported: tuple[Table, ...]) -> Files:
    return {f"{table.name}.csv": to_csv(table) for table in exported}


@pytest.fixture
def found(tmp_path: Path, exported: tuple[Table, ...], dictionary: Dictionary) -> Callable[..., Errors]:
    """What frictionless finds wrong: table, kind of error and field ("" where it is none of a field).

    The package describes the files given, unless others are `described`.
    """

    def validate(files: Files, described: Files | None = None) -> Errors:
        for name, content in {**files, "datapackage.json": datapackage(exported, dictionary, SOURCES, described or files)}.items():
            (tmp_path / name).write_bytes(content)
        report = Package(str(tmp_path / "datapackage.json")).validate()
        assert report.errors == []
        assert [task.name for task in report.tasks] == [table.name for table in exported]
        return [(task.name, error.type, getattr(error, "field_name", "")) for task in report.tasks for error in task.errors]

    return validate


def changed(files: Files, changes: Iterable[tuple[str, Callable[[Rows], object]]]) -> Files:
    """The files with the rows of some tables changed, the first one its header."""
    found = dict(files)
    for table, change in changes:
        rows = list(csv.reader(io.StringIO(found[f"{table}.csv"].decode(), newline="")))
        change(rows)
        buffer = io.StringIO()
        csv.writer(buffer, lineterminator="\n", quoting=csv.QUOTE_ALL).writerows(rows)
        found[f"{table}.csv"] = buffer.getvalue().encode()
    return found


def put(row: int, column: str, value: str) -> Callable[[Rows], None]:
    """Writes a cell; rows are counted from 1, the header is row 0."""

    def change(rows: Rows) -> None:
        at = rows[0].index(column)
        assert rows[row][at] != value
        rows[row][at] = value

    return change


def without_last_column(rows: Rows) -> None:
    for row in rows:
        del row[-1]


def test_an_exported_folder_is_valid(files: Files, found: Callable[..., Errors]) -> None:
    assert found(files) == []


def test_an_empty_dataset_is_valid(empty_dataset: Dataset, dictionary: Dictionary, tmp_path: Path) -> None:
    files = {f"{table.name}.csv": to_csv(table) for table in tables(empty_dataset)}
    package = datapackage(tables(empty_dataset), dictionary, None, files)
    for name, content in {**files, "datapackage.json": package}.items():
        (tmp_path / name).write_bytes(content)
    assert Package(str(tmp_path / "datapackage.json")).validate().valid
    assert "sources" not in json.loads(package)


def test_each_wrong_cell_is_found_and_no_other(files: Files, found: Callable[..., Errors]) -> None:
    faults = [
        ("figures", put(2, "value", "quarante"), "type-error", "value"),
        ("fiches", put(2, "line_start", "12.5"), "type-error", "line_start"),
        ("fiches", put(2, "period_ongoing", "VRAI"), "type-error", "period_ongoing"),
        ("fiches", put(1, "title", ""), "constraint-error", "title"),
        ("fiches", put(1, "kind", "fiches"), "constraint-error", "kind"),
        ("documents", put(1, "sha256", "ab" * 31), "constraint-error", "sha256"),
        ("documents", put(2, "adopted_date", "09/2020"), "constraint-error", "adopted_date"),
        ("fiches", put(2, "period_start_year", "1850"), "constraint-error", "period_start_year"),
        ("figures", put(1, "value", "-3"), "constraint-error", "value"),
        ("departments", put(1, "code", "20"), "constraint-error", "code"),
        ("fiches", put(1, "confidence", "1.5"), "constraint-error", "confidence"),
        ("fiches", put(2, "document", "recueil-mars"), "foreign-key", ""),
        ("figures", put(3, "fiche", "recueil-lune.autre.000000"), "foreign-key", ""),
        ("carriers", put(1, "document", "recueil-mars"), "foreign-key", ""),
    ]
    planted = sorted((table, error, field) for table, _, error, field in faults)
    assert sorted(found(changed(files, [(table, change) for table, change, _, _ in faults]))) == planted


def test_each_wrong_row_and_header_is_found_and_no_other(files: Files, found: Callable[..., Errors]) -> None:
    faults = [
        ("departments", lambda rows: rows.append(rows[1]), {("unique-error", "id"), ("primary-key", "")}),
        ("contacts", without_last_column, {("missing-label", "text")}),
        ("carriers", put(0, "type", "sorte"), {("incorrect-label", "type")}),
        ("sections", lambda rows: [row.append("note") for row in rows], {("extra-label", "")}),
        ("organisations", lambda rows: rows[1].append("note"), {("extra-cell", "")}),
        ("issues", lambda rows: rows[1].pop(), {("missing-cell", "text")}),
    ]
    planted = {(table, error, field) for table, _, errors in faults for error, field in errors}
    assert set(found(changed(files, [(table, change) for table, change, _ in faults]))) == planted


def test_a_file_changed_after_the_package_is_found_by_its_hash_and_size(files: Files, found: Callable[..., Errors]) -> None:
    tampered = files["figures.csv"].replace(b"40 v", b"41 v")
    assert len(tampered) == len(files["figures.csv"])
    cut = b"".join(files["issues.csv"].splitlines(keepends=True)[:-1])
    errors = found({**files, "figures.csv": tampered, "issues.csv": cut}, described=files)
    assert errors == [("figures", "hash-count", ""), ("issues", "hash-count", ""), ("issues", "byte-count", "")]


def package_of(exported: tuple[Table, ...], dictionary: Dictionary, sources: Sources | None, files: Mapping[str, bytes]) -> dict[str, Any]:
    package: dict[str, Any] = json.loads(datapackage(exported, dictionary, sources, files))
    return package


def test_what_the_user_tells_is_told(exported: tuple[Table, ...], dictionary: Dictionary, files: Files) -> None:
    package = package_of(exported, dictionary, SOURCES, files)
    assert package["name"] == "recueils-lunaires"
    assert (package["title"], package["title@en"]) == ("Recueils « lunaires »", "Collections of the moon")
    assert package["licenses"] == [{"name": "etalab-2.0", "path": "https://licence.example/2.0", "title": "Licence Ouverte 2.0"}]
    assert package["contributors"] == [{"title": "Observatoire lunaire", "path": "https://lune.example/", "role": "publisher"}]
    assert package["sources"] == [{"title": "note-soleil"}, {"title": "Recueil de la lune", "path": "https://lune.example/recueil.txt"}]
    assert {"description", "description@en", "version", "keywords", "created"} & package.keys() == set()


def test_without_sources_nothing_is_made_up(exported: tuple[Table, ...], dictionary: Dictionary, files: Files) -> None:
    package = package_of(exported, dictionary, None, files)
    assert package.keys() == {"profile", "name", "languages", "sources", "resources"}
    assert package["sources"] == [{"title": "note-soleil"}, {"title": "Recueil de la lune"}]


def test_every_table_and_field_is_told_in_both_languages(exported: tuple[Table, ...], dictionary: Dictionary, files: Files) -> None:
    for resource in package_of(exported, dictionary, SOURCES, files)["resources"]:
        for told in (resource, *resource["schema"]["fields"]):
            assert all(told[name] for name in ("title", "description", "title@en", "description@en"))


def test_a_key_to_a_table_that_is_not_given_is_left_out(exported: tuple[Table, ...], dictionary: Dictionary, files: Files) -> None:
    part = tuple(table for table in exported if table.name in {"documents", "figures"})
    documents, figures = package_of(part, dictionary, None, files)["resources"]
    assert "foreignKeys" not in documents["schema"]
    assert [key["reference"]["resource"] for key in figures["schema"]["foreignKeys"]] == ["documents"]


def test_a_table_without_its_file_is_an_error(exported: tuple[Table, ...], dictionary: Dictionary, files: Files) -> None:
    del files["contacts.csv"]
    with pytest.raises(KeyError, match=r"contacts\.csv"):
        datapackage(exported, dictionary, None, files)


def test_a_table_is_checked_by_its_schema_file_alone(
    exported: tuple[Table, ...], dictionary: Dictionary, files: Files, tmp_path: Path
) -> None:
    schemas = schema_files(exported, dictionary)
    assert list(schemas) == [f"schemas/{table.name}.schema.json" for table in exported]
    for name, content in changed(files, [("figures", put(1, "value", "-3"))]).items():
        (tmp_path / name).write_bytes(content)
    for name in ("figures", "contacts"):
        schema = Schema.from_descriptor(json.loads(schemas[f"schemas/{name}.schema.json"]))
        report = Resource(path=f"{name}.csv", basepath=str(tmp_path), schema=schema).validate()
        assert [(error.type, error.field_name) for error in report.task.errors] == [("constraint-error", "value")] * (name == "figures")


def test_equal_datasets_give_equal_bytes(dataset: Dataset, exported: tuple[Table, ...], dictionary: Dictionary, files: Files) -> None:
    again = Dataset.model_validate(dataset.model_dump(mode="json"))
    same = datapackage((*tables(again), territories(again)), dictionary, SOURCES, files)
    assert same == datapackage(exported, dictionary, SOURCES, files)
