import json
import shutil
import socket
import sqlite3
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import closing
from html import unescape
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import pytest
import yaml
from PIL import Image

from pipeline.emit.dictionary import Dictionary
from pipeline.emit.tables import tables, territories
from pipeline.export.datasette import DATABASE, metadata
from pipeline.export.queries import QUERIES
from pipeline.export.sqlite_file import to_sqlite
from pipeline.export.views import VIEWS
from pipeline.rulebook import Rulebook
from schemas.dataset import Dataset

VELO = "recueil-lune.atelier-velo.0a1b2c"
LICENCE = ("Licence Lunaire 1.0", "https://licence.example/1.0")
# no network but the server that is visited
CHROMIUM = (
    "chromium",
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--virtual-time-budget=5000",
)


@pytest.fixture
def dictionary(rulebook: Rulebook) -> Dictionary:
    return Dictionary(rulebook.dictionary)


@pytest.fixture
def told(dataset: Dataset, dictionary: Dictionary) -> dict[str, Any]:
    """What metadata.yml tells of the database."""
    content: dict[str, Any] = yaml.safe_load(metadata(dataset, dictionary))
    return dict(content["databases"][DATABASE])


@pytest.fixture
def database(dataset: Dataset, dictionary: Dictionary) -> Iterator[sqlite3.Connection]:
    with closing(sqlite3.connect(":memory:")) as connection:
        connection.deserialize(to_sqlite(dataset, dictionary))
        yield connection


@pytest.fixture
def served(dataset: Dataset, dictionary: Dictionary, tmp_path: Path) -> Iterator[str]:
    """The address of the database in a real Datasette."""
    (tmp_path / f"{DATABASE}.sqlite").write_bytes(to_sqlite(dataset, dictionary))
    (tmp_path / "metadata.yml").write_text(metadata(dataset, dictionary, LICENCE), encoding="utf-8")
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [sys.executable, "-m", "datasette", "serve", f"{DATABASE}.sqlite", "--metadata", "metadata.yml", "--port", str(port)]
    with (tmp_path / "log").open("wb") as log, subprocess.Popen(command, cwd=tmp_path, stdout=log, stderr=log) as server:
        try:
            _wait(f"http://127.0.0.1:{port}/", server, tmp_path / "log")
            yield f"http://127.0.0.1:{port}/{DATABASE}"
        finally:
            server.terminate()


def _wait(address: str, server: "subprocess.Popen[bytes]", log: Path) -> None:
    for _ in range(150):
        try:
            fetched(address)
        except urllib.error.URLError:
            assert server.poll() is None, log.read_text()
            time.sleep(0.1)
        else:
            return
    pytest.fail(f"Datasette does not answer: {log.read_text()}")


def fetched(address: str, **arguments: str) -> str:
    with urllib.request.urlopen(f"{address}?{urlencode(arguments)}", timeout=10) as response:  # noqa: S310 - our own server
        return str(response.read().decode())


def rows(address: str, **arguments: str) -> list[dict[str, Any]]:
    """The rows of a table, view or query as Datasette gives them to programs."""
    content: list[dict[str, Any]] = json.loads(fetched(f"{address}.json", _shape="array", **arguments))
    return content


def answers(database: sqlite3.Connection, name: str, **arguments: str) -> list[dict[str, Any]]:
    """What a query answers; what is not given is empty, as in Datasette."""
    (query,) = (query for query in QUERIES if query.name == name)
    assert arguments.keys() <= set(query.params)
    cursor = database.execute(query.sql, {param: arguments.get(param, "") for param in query.params})
    names = [column[0] for column in cursor.description]
    return [dict(zip(names, row, strict=True)) for row in cursor]


def test_every_column_that_metadata_names_is_in_the_database(told: dict[str, Any], database: sqlite3.Connection) -> None:
    for name, table in told["tables"].items():
        held = [column for (column,) in database.execute("SELECT name FROM pragma_table_info(?)", (name,))]
        named = {*table.get("facets", ()), *(table[key] for key in ("sort", "label_column") if key in table)}
        assert held, name
        assert named <= set(held), name
        assert list(table.get("columns", held)) == held, name
    searched = {name: (table["fts_table"], table["fts_pk"]) for name, table in told["tables"].items() if "fts_table" in table}
    assert searched == {"fiches": ("fiche_search", "rowid"), "fiche_overview": ("fiche_search", "number")}


def test_every_table_and_view_is_told_in_both_languages(dataset: Dataset, told: dict[str, Any]) -> None:
    names = [table.name for table in (*tables(dataset), territories(dataset))] + [view.name for view in VIEWS] + ["dictionary"]
    assert list(told["tables"]) == names
    contacts = told["tables"]["contacts_to_check"]
    assert contacts["title"] == "Contacts à vérifier / Contacts to check (contacts_to_check)"
    assert '<p lang="fr">Contacts sur lesquels porte' in contacts["description_html"]
    assert '<p lang="en">Contacts that a finding speaks of' in contacts["description_html"]
    assert told["tables"]["figures"]["columns"]["high"] == (
        "Borne supérieure : Borne supérieure d'une fourchette ; vide sinon. / Upper bound: Upper bound of a range; empty otherwise."
    )
    assert [query.sql for query in QUERIES] == [query["sql"] for query in told["queries"].values()]
    assert [query["title"] for query in told["queries"].values()][:3] == [
        "Initiatives par thème et département / Initiatives by theme and department",
        "Plus gros budgets / Biggest budgets",
        "Contacts à vérifier / Contacts to check",
    ]


def test_metadata_is_the_same_each_time_and_holds_no_value_of_a_contact(dataset: Dataset, dictionary: Dictionary) -> None:
    again = Dataset.model_validate(dataset.model_dump(mode="json"))
    text = metadata(dataset, dictionary, LICENCE)
    assert metadata(again, dictionary, LICENCE) == text
    assert [word for word in ("Odile", "Ginet", "rayons.example", "+33199000001") if word in text] == []


def test_licence_and_title_are_told_where_they_are_given(dataset: Dataset, dictionary: Dictionary) -> None:
    given = yaml.safe_load(metadata(dataset, dictionary, LICENCE, title="Lune"))
    assert (given["title"], given["license"], given["license_url"]) == ("Lune", *LICENCE)
    assert "<p>Documents : 2 · Fiches : 2</p>" in given["description_html"]
    assert {"license", "license_url"} & yaml.safe_load(metadata(dataset, dictionary)).keys() == set()


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        ({}, [("Mobilité", "23"), ("Mobilité", "87"), (None, None)]),
        ({"theme": "mobil"}, [("Mobilité", "23"), ("Mobilité", "87")]),
        ({"theme": "réparer"}, [("Mobilité", "23"), ("Mobilité", "87")]),
        ({"departement": "87"}, [("Mobilité", "87")]),
        ({"departement": "creuse"}, [("Mobilité", "23")]),
        ({"theme": "Mobilité", "departement": "2a"}, []),
        ({"theme": "Insertion"}, []),
    ],
)
def test_initiatives_are_found_by_theme_and_department(
    database: sqlite3.Connection, arguments: dict[str, str], expected: list[tuple[str | None, str | None]]
) -> None:
    found = answers(database, "initiatives-par-theme-et-departement", **arguments)
    assert [(row["theme"], row["code"]) for row in found] == expected
    assert all(row["fiche"] == (VELO if row["code"] else "note-soleil.le-banc.3d4e5f") for row in found)


def test_a_department_of_corsica_is_found_by_its_code_in_small_letters(dataset: Dataset, dictionary: Dictionary) -> None:
    full = dataset.fiches[1]
    moved = dataset.model_copy(update={"fiches": (full.model_copy(update={"departments": full.related_departments}),)})
    with closing(sqlite3.connect(":memory:")) as database:
        database.deserialize(to_sqlite(moved, dictionary))
        assert [row["code"] for row in answers(database, "initiatives-par-theme-et-departement", departement="2a")] == ["2A"]


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        ({}, [1500000.0, 10.0]),
        ({"minimum": "12"}, [1500000.0, 10.0]),
        ({"minimum": "13"}, [1500000.0]),
        ({"portee": "result"}, [1500000.0, 10.0]),
        ({"portee": "target"}, []),
    ],
)
def test_budgets_are_found_by_amount_and_nature(database: sqlite3.Connection, arguments: dict[str, str], expected: list[float]) -> None:
    assert [row["euros"] for row in answers(database, "plus-gros-budgets", **arguments)] == expected


def test_contacts_to_check_are_found_by_document(database: sqlite3.Connection) -> None:
    everyone = answers(database, "contacts-a-verifier")
    assert [(row["name"], row["phones"], row["findings"]) for row in everyone] == [
        ("Odile Marnier", "+33199000001 | +33199000002", "à vérifier"),
        ("Paul Ginet", None, "à vérifier"),
    ]
    assert answers(database, "contacts-a-verifier", document="recueil-lune") == everyone
    assert answers(database, "contacts-a-verifier", document="note-soleil") == []


@pytest.mark.parametrize("words", ["velo cote", "L'ATELIER", '"vélo"', "  atelier  cour ", "prêtés", "rayons"])
def test_fiches_are_found_by_words_however_they_are_typed(database: sqlite3.Connection, words: str) -> None:
    assert [row["fiche"] for row in answers(database, "recherche", mots=words)] == [VELO]


@pytest.mark.parametrize("words", ["", "   ", '"', "velo banc", "NOT"])
def test_words_that_no_fiche_holds_find_nothing_and_are_no_error(database: sqlite3.Connection, words: str) -> None:
    assert answers(database, "recherche", mots=words) == []


def test_an_extract_marks_the_words_that_were_found(database: sqlite3.Connection) -> None:
    (row,) = answers(database, "recherche", mots="velo")
    assert row["extract"] == 'L\'atelier "[vélo]", côté cour'


def test_datasette_serves_every_table_view_and_query(served: str, told: dict[str, Any]) -> None:
    for name, page in {**told["tables"], **told["queries"]}.items():
        assert page["title"] in unescape(fetched(f"{served}/{name}")), name
    assert {row["id"] for row in rows(f"{served}/fiches", _search="velo")} == {VELO}
    assert [row["id"] for row in rows(f"{served}/fiche_overview", _search="côté l'atelier")] == [VELO]
    assert [row["euros"] for row in rows(f"{served}/plus-gros-budgets", minimum="13")] == [1500000.0]
    assert [row["fiche"] for row in rows(f"{served}/recherche", mots="l'atelier")] == [VELO]
    listed = json.loads(fetched(f"{served}.json"))
    shown = [table["name"] for table in (*listed["tables"], *listed["views"]) if not table.get("hidden")]
    assert sorted(shown) == sorted(told["tables"])
    faceted = json.loads(fetched(f"{served}/fiches.json"))["facet_results"]
    assert [(result["value"], result["count"]) for result in faceted["status"]["results"]] == [("done", 1)]


@pytest.mark.skipif(shutil.which("chromium") is None, reason="no chromium on the PATH")
def test_a_browser_shows_what_readers_look_for(served: str, tmp_path: Path) -> None:
    def visited(page: str, *flags: str) -> str:
        command = [*CHROMIUM, f"--user-data-dir={tmp_path / 'profile'}", *flags, f"{served}{page}"]
        return subprocess.run(command, capture_output=True, check=True, timeout=30).stdout.decode()

    picture = tmp_path / "page.png"
    home = visited("", "--dump-dom", f"--screenshot={picture}", "--window-size=1200,900")
    for shown in ("Recueil : ce que font les départements", "Licence Lunaire 1.0", "Plus gros budgets / Biggest budgets", "fiche_overview"):
        assert shown in home
    with Image.open(picture) as image:
        assert image.size == (1200, 900)
        assert len(image.convert("L").getcolors() or ()) > 50  # a page of text, not a blank one
    found = visited("/fiches?_search=velo", "--dump-dom")
    assert "1 row" in found
    assert "vélo" in found
    assert "Le banc" not in found
    checked = visited("/contacts-a-verifier?document=recueil-lune", "--dump-dom")
    assert "2 rows" in checked
    assert "Odile Marnier" in checked
    # a fiche is called by its title where rows lead to it
    assert f'<a href="/{DATABASE}/fiches/' in (contacts := visited("/contacts", "--dump-dom"))
    assert 'L\'atelier "vélo", côté cour</a>' in contacts
