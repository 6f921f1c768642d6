import gzip
import json
import sqlite3
import zipfile
from collections.abc import Callable
from contextlib import closing

import pytest

from pipeline.public.leaks import Leak, find_leaks
from schemas.dataset import Dataset
from tests.public.invented import FICHE
from tests.public.written import (
    as_csv,
    as_database,
    as_excel_csv,
    as_full_text_index,
    as_json,
    as_json_lines,
    as_parquet,
    as_rich_xlsx,
    as_xlsx,
    as_zip,
    plain,
)

FORMATS: dict[str, tuple[Callable[[str], bytes], str]] = {
    "fiche.md": (plain, "line 3"),
    "metadata.yml": (plain, "line 3"),
    "unknown": (plain, "line 3"),
    "fiches.json": (as_json, "fiches.sections.text"),
    "dcat.jsonld": (as_json, "fiches.sections.text"),
    "map.geojson": (as_json, "fiches.sections.text"),
    "fiches.jsonl": (as_json_lines, "text"),
    "fiches.csv": (as_csv, "text"),
    "excel.csv": (as_excel_csv, "text"),
    "fiches.xlsx": (as_xlsx, "xl/sharedStrings.xml"),
    "rich.xlsx": (as_rich_xlsx, "xl/sharedStrings.xml"),
    "fiches.parquet": (as_parquet, "held.text"),
    "recueil.sqlite": (as_database, "the fiches.text"),
    "search.db": (as_full_text_index, "found.text"),
    "all.zip": (as_zip, "data/fiches.csv text"),
    "fiches.csv.gz": (lambda text: gzip.compress(as_csv(text)), "text"),
    "old.txt": (lambda text: f"é\n\n{text}".encode("cp1252"), "line 3"),
}


@pytest.mark.parametrize("file", FORMATS)
@pytest.mark.parametrize(
    ("text", "kind"),
    [("vu avec Odile Marnier", "name"), ("vu sur odile@rayons.example", "email"), ("vu au 01 99 00 00 01", "phone"), ("vu ailleurs", None)],
)
def test_what_is_planted_in_a_file_of_any_format_is_found_at_its_place(dataset: Dataset, file: str, text: str, kind: str | None) -> None:
    write, place = FORMATS[file]
    found = find_leaks(dataset, {file: write(text)})
    assert {(leak.kind, leak.fiche) for leak in found} == ({(kind, FICHE)} if kind else set())
    assert kind is None or place in {leak.place for leak in found}


def test_the_name_of_a_file_and_the_statements_of_a_database_are_searched(dataset: Dataset) -> None:
    assert find_leaks(dataset, {"odile-marnier.md": b""}) == [Leak("odile-marnier.md", "file name", "name", FICHE)]
    with closing(sqlite3.connect(":memory:")) as connection:
        connection.execute("CREATE VIEW asked AS SELECT 'Odile Marnier'")
        content = connection.serialize()
    assert find_leaks(dataset, {"recueil.db": content}) == [Leak("recueil.db", "schema", "name", FICHE)]


def test_a_file_that_cannot_be_read_is_no_proof(dataset: Dataset) -> None:
    with pytest.raises(json.JSONDecodeError):
        find_leaks(dataset, {"fiches.json": b'{"a": '})
    with pytest.raises(zipfile.BadZipFile):
        find_leaks(dataset, {"fiches.xlsx": as_xlsx("texte")[:200]})
    with pytest.raises(sqlite3.DatabaseError):
        find_leaks(dataset, {"recueil.db": as_database("texte")[:300]})
