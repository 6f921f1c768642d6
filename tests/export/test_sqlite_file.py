import hashlib
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from pipeline.emit.dictionary import Dictionary
from pipeline.emit.json_file import write_json
from pipeline.emit.tables import tables, territories
from pipeline.errors import TableRuleError
from pipeline.export.sqlite_file import to_sqlite
from pipeline.rulebook import Rulebook
from schemas.dataset import Dataset
from schemas.enums import SectionKey, Severity
from schemas.evidence import Evidence, SourceRange
from schemas.fiche import Contact, Section
from schemas.issue import Issue

VELO = "recueil-lune.atelier-velo.0a1b2c"


@pytest.fixture
def dictionary(rulebook: Rulebook) -> Dictionary:
    return Dictionary(rulebook.dictionary)


@pytest.fixture
def database(dataset: Dataset, dictionary: Dictionary) -> Iterator[sqlite3.Connection]:
    with closing(opened(dataset, dictionary)) as connection:
        yield connection


def opened(dataset: Dataset, dictionary: Dictionary) -> sqlite3.Connection:
    connection = sqlite3.connect(":memory:", isolation_level=None)
    connection.deserialize(to_sqlite(dataset, dictionary))
    connection.execute("PRAGMA foreign_keys = ON")
    return connection


def rows(database: sqlite3.Connection, sql: str, *values: object) -> list[dict[str, Any]]:
    cursor = database.execute(sql, values)
    names = [column[0] for column in cursor.description]
    return [dict(zip(names, row, strict=True)) for row in cursor]


def found(database: sqlite3.Connection, words: str) -> list[str]:
    return [fiche for (fiche,) in database.execute("SELECT fiche FROM fiche_search WHERE fiche_search MATCH ?", (words,))]


def with_fiche(dataset: Dataset, **changes: object) -> Dataset:
    """The dataset with the full fiche changed."""
    bare, full = dataset.fiches
    return dataset.model_copy(update={"fiches": (bare, full.model_copy(update=changes))})


def test_every_cell_reads_back_as_it_stands_in_the_tables(dataset: Dataset, database: sqlite3.Connection) -> None:
    for table in (*tables(dataset), territories(dataset)):
        cursor = database.execute(f"SELECT * FROM {table.name} ORDER BY rowid")  # noqa: S608
        assert tuple(column[0] for column in cursor.description) == table.names
        assert tuple(cursor) == table.rows
        assert table.rows, table.name


def test_the_database_is_whole_and_every_key_leads_to_a_row(database: sqlite3.Connection) -> None:
    assert database.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    assert database.execute("PRAGMA foreign_key_check").fetchall() == []


def test_columns_have_the_types_and_keys_of_the_tables(dataset: Dataset, database: sqlite3.Connection) -> None:
    names = {"string": "TEXT", "integer": "INTEGER", "number": "REAL", "boolean": "INTEGER"}
    for table in (*tables(dataset), territories(dataset)):
        info = database.execute(f"PRAGMA table_info({table.name})").fetchall()
        assert [(type_, bool(required), bool(key)) for _, _, type_, required, _, key in info] == [
            (names[column.type.value], column.required, column.name == "id") for column in table.columns
        ]
        keys = {(row[3], row[2], row[4]) for row in database.execute(f"PRAGMA foreign_key_list({table.name})")}
        assert keys == {(column, other, "id") for column, other in table.joins.items()}


@pytest.mark.parametrize(
    ("change", "rule"),
    [
        ("UPDATE fiches SET kind = 'essai'", "CHECK"),
        ("UPDATE fiches SET confidence = 1.5", "CHECK"),
        ("UPDATE figures SET value = -1", "CHECK"),
        ("UPDATE fiches SET period_ongoing = 2", "CHECK"),
        ("UPDATE fiches SET title = NULL", "NOT NULL"),
        ("UPDATE figures SET document = 'recueil-mars'", "FOREIGN KEY"),
        ("UPDATE fiches SET id = 'x'", "FOREIGN KEY|UNIQUE"),
    ],
)
def test_the_database_refuses_what_breaks_a_rule(database: sqlite3.Connection, change: str, rule: str) -> None:
    with pytest.raises(sqlite3.IntegrityError, match=rule):
        database.execute(change)


def test_an_id_that_stands_twice_is_a_named_error_without_cells(dataset: Dataset, dictionary: Dictionary) -> None:
    twice = dataset.model_copy(update={"fiches": (*dataset.fiches, dataset.fiches[1])})
    with pytest.raises(
        TableRuleError, match=r"^the table fiches breaks a rule of the database \(UNIQUE constraint failed: fiches.id\)"
    ) as raised:
        to_sqlite(twice, dictionary)
    assert raised.value.table == "fiches"


def test_a_fiche_of_no_document_is_a_named_error(dataset: Dataset, dictionary: Dictionary) -> None:
    with pytest.raises(TableRuleError, match="FOREIGN KEY"):
        to_sqlite(dataset.model_copy(update={"documents": dataset.documents[:1]}), dictionary)


def test_words_are_found_without_accents_case_and_ligatures(dataset: Dataset, dictionary: Dictionary) -> None:
    text = "L’accès aux ŒUVRES, la main-d'œuvre, Huế"
    section = Section(key=SectionKey.CONTEXT, heading=None, text=text, source=SourceRange(char_start=0, char_end=45))
    with closing(opened(with_fiche(dataset, sections=(section,)), dictionary)) as database:
        for words in ("acces", "ACCÈS", "oeuvre", "œuvre", "oeuvres", "hue", "velos", "rayons", "cote", '"acces aux"', "sections : acces"):
            assert found(database, words) == [VELO], words
        assert found(database, "title : acces") == []
        assert found(database, "acce") == []
        assert found(database, "banc") == ["note-soleil.le-banc.3d4e5f"]


def test_a_search_result_leads_to_the_row_of_its_fiche(database: sqlite3.Connection) -> None:
    told = database.execute("SELECT f.id, s.fiche FROM fiche_search s JOIN fiches f ON f.rowid = s.rowid").fetchall()
    assert len(told) == 2
    assert all(row == searched for row, searched in told)
    database.execute("VACUUM")
    assert database.execute("SELECT f.id, s.fiche FROM fiche_search s JOIN fiches f ON f.rowid = s.rowid").fetchall() == told


def test_fiche_overview_tells_a_fiche_in_one_row(database: sqlite3.Connection) -> None:
    bare, full = rows(database, "SELECT * FROM fiche_overview")
    assert full == {
        "number": 2,
        "id": VELO,
        "document": "recueil-lune",
        "document_title": "Recueil de la lune",
        "title": 'L\'atelier "vélo", côté cour',
        "kind": "fiche",
        "chapter_name": "Mobilité",
        "section": "Rouler, réparer",
        "departments": "23 | 87",
        "department_names": "Creuse | Haute-Vienne",
        "regions": "Nouvelle-Aquitaine",
        "start_year": 2016,
        "end_year": None,
        "ongoing": 1,
        "status": "done",
        "carriers": "Les Rayons",
        "contact_count": 2,
        "figure_count": 3,
        "finding_count": 2,
        "confidence": 0.9,
        "line_start": 12,
        "page_start": None,
        "printed_page": 7,
    }
    assert (bare["title"], bare["department_names"], bare["regions"], bare["carriers"], bare["contact_count"]) == (
        "Le banc",
        None,
        None,
        None,
        0,
    )


def test_budgets_are_amounts_in_euros_the_biggest_first(database: sqlite3.Connection) -> None:
    told = [(row["euros"], row["euros_high"], row["fiche"], row["departments"]) for row in rows(database, "SELECT * FROM budgets")]
    assert told == [(1500000.0, None, None, None), (10.0, 12.5, VELO, "23 | 87")]


def test_a_finding_without_a_place_is_of_all_contacts_of_its_fiche(database: sqlite3.Connection) -> None:
    told = [(row["name"], row["findings"]) for row in rows(database, "SELECT * FROM contacts_to_check")]
    assert told == [("Odile Marnier", "à vérifier"), ("Paul Ginet", "à vérifier")]


def test_a_finding_is_of_the_contact_in_whose_words_it_was_made(dataset: Dataset, dictionary: Dictionary) -> None:
    first, second = dataset.fiches[1].contacts
    odile, paul = _at(100, first, "Odile Marnier"), _at(400, second, "Paul Ginet")
    third = _at(300, first, "Rose Calme")
    within = Evidence(char_start=301, char_end=303, text="os", rule="test.rule")
    issue = Issue(
        code="email_invalid", severity=Severity.WARNING, field="contacts", message="douteux", suggestion="r@lune.example", evidence=within
    )
    with closing(opened(with_fiche(dataset, contacts=(odile, third, paul), issues=(issue,)), dictionary)) as database:
        told = [(row["name"], row["findings"], row["suggestions"]) for row in rows(database, "SELECT * FROM contacts_to_check")]
    assert told == [("Rose Calme", "douteux", "r@lune.example"), ("Paul Ginet", None, None)]


def _at(start: int, contact: Contact, name: str) -> Contact:
    """The contact by another name, read at an offset."""
    evidence = Evidence(char_start=start, char_end=start + len(name), text=name, rule="test.rule")
    return contact.model_copy(update={"name": name, "evidence": evidence})


def test_where_no_contact_has_a_phone_or_address_none_is_named_as_unreachable(dataset: Dataset, dictionary: Dictionary) -> None:
    role_only = dataset.fiches[1].contacts[0].model_copy(update={"name": None, "phones": (), "emails": ()})
    with closing(opened(with_fiche(dataset, contacts=(role_only,), issues=()), dictionary)) as database:
        assert rows(database, "SELECT role FROM contacts") == [{"role": "Cheffe d'atelier"}]
        assert rows(database, "SELECT * FROM contacts_to_check") == []


def test_fiches_are_counted_by_department_region_and_chapter(database: sqlite3.Connection) -> None:
    assert database.execute("SELECT * FROM fiches_by_department").fetchall() == [
        ("23", "Creuse", "75", "Nouvelle-Aquitaine", 1, 1),
        ("87", "Haute-Vienne", "75", "Nouvelle-Aquitaine", 1, 1),
    ]
    # one fiche of two departments counts once, the department that only resembles counts nowhere
    assert database.execute("SELECT * FROM fiches_by_region").fetchall() == [("75", "Nouvelle-Aquitaine", 2, 1, 1)]
    assert database.execute("SELECT * FROM fiches_by_chapter").fetchall() == [
        ("note-soleil", None, None, None, 1, 0),
        ("recueil-lune", 2, "Mobilité", "Rouler, réparer", 1, 2),
    ]


def test_the_dictionary_has_words_for_every_table_view_and_column(database: sqlite3.Connection) -> None:
    held = "SELECT name FROM sqlite_master WHERE type IN ('table', 'view') AND name NOT LIKE 'fiche_search%' AND name <> 'dictionary'"
    shown = {
        (name, column)
        for (name,) in database.execute(held)
        for (column,) in database.execute("SELECT name FROM pragma_table_info(?)", (name,))
    }
    told = rows(database, "SELECT * FROM dictionary")
    assert {(row["table_name"], row["column_name"]) for row in told} == shown | {(name, None) for name, _ in shown}
    assert all(row[words] for row in told for words in ("title_fr", "description_fr", "title_en", "description_en"))
    assert {"fiches", "territories", "budgets"} <= {name for name, _ in shown}


def test_an_empty_dataset_gives_empty_tables_and_views(empty_dataset: Dataset, dictionary: Dictionary) -> None:
    with closing(opened(empty_dataset, dictionary)) as database:
        names = [name for (name,) in database.execute("SELECT name FROM sqlite_master WHERE type = 'view' OR name = 'fiches'")]
        assert len(names) == 7
        assert all(database.execute(f"SELECT count(*) FROM (SELECT * FROM {name})").fetchone() == (0,) for name in names)  # noqa: S608


def test_another_process_with_another_hash_seed_writes_the_same_bytes(dataset: Dataset, dictionary: Dictionary, tmp_path: Path) -> None:
    (tmp_path / "fiches.json").write_bytes(write_json(dataset))
    program = (
        "import hashlib, sys, pathlib\n"
        "from pipeline.emit.dictionary import Dictionary\n"
        "from pipeline.emit.json_file import read_json\n"
        "from pipeline.export.sqlite_file import to_sqlite\n"
        "from pipeline.rulebook import default_rulebook\n"
        "data = to_sqlite(read_json(pathlib.Path(sys.argv[1])), Dictionary(default_rulebook().dictionary))\n"
        "print(hashlib.sha256(data).hexdigest())\n"
    )
    ran = subprocess.run(
        [sys.executable, "-c", program, tmp_path / "fiches.json"],
        env={"PYTHONHASHSEED": "7", "TZ": "Asia/Tokyo"},
        cwd=Path(__file__).resolve().parents[2],
        capture_output=True,
        check=True,
    )
    assert ran.stdout.decode().strip() == hashlib.sha256(to_sqlite(dataset, dictionary)).hexdigest()
