import io
import os
import subprocess
import sys
import zipfile
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from pipeline.emit.columns import Cell, CellType, Column
from pipeline.emit.dictionary import Dictionary
from pipeline.emit.spreadsheet import unsafe
from pipeline.emit.tables import Table, tables, territories
from pipeline.errors import TooManyRowsError
from pipeline.export.xlsx_file import DICTIONARY_SHEET, to_xlsx
from pipeline.rulebook import Rulebook
from schemas.dataset import Dataset

FORMULA_STARTERS = ["=1+1", "+33199000001", "-5", "@SUM(A1)", "\t=1", "\r=1", "'cité'", "<r><t>gras</t></r>"]

ROOT = Path(__file__).parents[2]

#: Writes a workbook of a failure to standard output, in a process of its own.
WRITE = """
import sys
from pipeline.emit.dictionary import Dictionary
from pipeline.emit.tables import tables
from pipeline.export.xlsx_file import to_xlsx
from pipeline.rulebook import default_rulebook
from schemas.dataset import Dataset, Failure
found = Dataset(documents=(), fiches=(), failures=(Failure(path="a.txt", error="X", message="x"),))
sys.stdout.buffer.write(to_xlsx(tables(found), Dictionary(default_rulebook().dictionary)))
"""


@pytest.fixture
def words(rulebook: Rulebook) -> Dictionary:
    return Dictionary(rulebook.dictionary)


@pytest.fixture
def every_table(dataset: Dataset) -> tuple[Table, ...]:
    return (*tables(dataset), territories(dataset))


@pytest.fixture
def book(every_table: tuple[Table, ...], words: Dictionary) -> Workbook:
    return opened(to_xlsx(every_table, words))


def opened(data: bytes) -> Workbook:
    return openpyxl.load_workbook(io.BytesIO(data))


def labels(*texts: str | None) -> Table:
    """A table of figures that has but one column."""
    return Table("figures", (Column("label", "label", CellType.STRING),), tuple((text,) for text in texts), {})


def label_cells(table: Table, words: Dictionary) -> list[Any]:
    return [cell.value for cell in opened(to_xlsx([table], words))["Chiffres"]["A"][1:]]


def records(sheet: Worksheet) -> list[dict[str, Any]]:
    header, *rows = sheet.iter_rows(values_only=True)
    return [dict(zip(map(str, header), row, strict=True)) for row in rows]


def told(book: Workbook, table: str, column: str | None) -> dict[str, Any]:
    return next(row for row in records(book[DICTIONARY_SHEET]) if (row["table"], row["column"]) == (table, column))


def test_the_dictionary_comes_first_and_each_table_under_its_french_title(book: Workbook) -> None:
    assert book.sheetnames == [
        "Dictionnaire",
        "Documents",
        "Fiches",
        "Rubriques",
        "Départements",
        "Porteurs",
        "Contacts",
        "Chiffres",
        "Organismes",
        "Points à vérifier",
        "Territoires",
    ]


def test_a_script_finds_each_table_by_its_name(book: Workbook, every_table: tuple[Table, ...]) -> None:
    for table in every_table:
        ((sheet, place),) = book.defined_names[table.name].destinations
        found = book[sheet][place.replace("$", "")]
        assert tuple(cell.value for cell in found[0]) == table.names
        assert len(found) == len(table.rows) + 1
        assert told(book, table.name, None)["sheet"] == sheet


def test_headers_are_bold_frozen_filtered_and_explained(book: Workbook, every_table: tuple[Table, ...], words: Dictionary) -> None:
    for table in every_table:
        sheet = book[words.table(table.name).fr.title]
        assert sheet.freeze_panes == "A2"
        assert sheet.auto_filter.ref == sheet.dimensions
        for cell, column in zip(sheet[1], table.columns, strict=True):
            meaning = words.column(table.name, column.name).fr
            assert cell.font.b
            assert cell.comment is not None
            assert cell.comment.text == f"{meaning.title}\n{meaning.description}"


def test_columns_are_as_wide_as_what_they_hold_within_bounds(book: Workbook, words: Dictionary) -> None:
    wide = opened(to_xlsx([labels("x" * 500)], words))["Chiffres"]
    widths = {cell.value: book["Contacts"].column_dimensions[cell.column_letter].width for cell in book["Contacts"][1]}
    assert len("odile@rayons.example | velo@rayons.example") <= widths["emails"] < 50
    assert widths["id"] < widths["emails"]
    assert widths["line"] < 15
    # a table with one column: its key, which is not wrapped
    assert wide.column_dimensions["A"].width < 30


def test_long_texts_are_wrapped_in_rows_that_leave_room_for_others(words: Dictionary) -> None:
    columns = tuple(Column(name, name, CellType.STRING) for name in ("id", "label"))
    rows = (("a#1", "court"), ("a#2", "mot " * 30), ("a#3", "mot\n" * 400))
    sheet = opened(to_xlsx([Table("figures", columns, rows, {})], words))["Chiffres"]
    heights = [sheet.row_dimensions[number].height for number in (2, 3, 4)]
    assert sheet["B3"].alignment.wrap_text
    assert heights == [None, 30, 120]


def test_cells_are_of_their_type(book: Workbook) -> None:
    figures = book["Chiffres"]
    values = [cell for cell in figures[1] if cell.value == "value"]
    assert [cell.data_type for cell in figures[values[0].column_letter][1:]] == ["n"] * 4
    fiches = records(book["Fiches"])
    assert [fiche["period_ongoing"] for fiche in fiches] == [None, True]
    assert [fiche["period_start_year"] for fiche in fiches] == [None, 2016]
    assert [row["code"] for row in records(book["Territoires"])] == ["23", "87"]


def test_no_text_runs_as_a_formula_or_becomes_a_link_and_each_comes_back(words: Dictionary) -> None:
    texts = [*FORMULA_STARTERS, "https://rayons.example", "mailto:odile@rayons.example", "{=1}", "Le car"]
    sheet = opened(to_xlsx([labels(*texts)], words))["Chiffres"]
    cells = sheet["A"][1:]
    assert {cell.data_type for cell in cells} == {"s"}
    assert all(cell.hyperlink is None for cell in cells)
    assert [unsafe(cell.value) for cell in cells] == [text.replace("\r", "\n") for text in texts]
    assert all(cell.value.startswith("'") for cell in cells[: len(FORMULA_STARTERS)])
    # numbers kept as text are no mistake
    with zipfile.ZipFile(io.BytesIO(to_xlsx([labels("01")], words))) as parts:
        assert b"numberStoredAsText" in parts.read("xl/worksheets/sheet2.xml")


@pytest.mark.parametrize("letter", ["x", "é", "🚲"])
def test_a_text_too_long_for_a_cell_is_cut_with_a_mark_and_the_dictionary_counts_it(letter: str, words: Dictionary) -> None:
    book = opened(to_xlsx([labels(letter * 32_768, "Le car", letter * 40_000)], words))
    first, short, last = (cell.value for cell in book["Chiffres"]["A"][1:])
    assert short == "Le car"
    assert first == last
    assert first.endswith(letter + " […]")
    assert 32_766 <= len(first.encode("utf-16-le")) // 2 <= 32_767
    assert told(book, "figures", "label")["cut_cells"] == 2


def test_a_text_that_just_fits_a_cell_is_whole(words: Dictionary) -> None:
    book = opened(to_xlsx([labels("x" * 32_767)], words))
    assert book["Chiffres"]["A2"].value == "x" * 32_767
    assert told(book, "figures", "label")["cut_cells"] == 0


def test_an_apostrophe_in_front_does_not_make_a_text_too_long(words: Dictionary) -> None:
    value = label_cells(labels("=" + "x" * 32_766), words)[0]
    assert len(value) == 32_767
    assert value.startswith("'=xxx")
    assert value.endswith("x […]")


def test_line_ends_become_line_feeds_and_what_xml_cannot_hold_is_marked(words: Dictionary) -> None:
    texts = ["a\r\nb", "a\rb", "a\tb\nc", "a\x00b\x0cc\x1fd", "\ufffea\uffff", "_x000D_"]
    assert label_cells(labels(*texts), words) == ["a\nb", "a\nb", "a\tb\nc", "a�b�c�d", "�a�", "_x000D_"]


def test_the_dictionary_explains_the_workbook_every_table_and_every_column(
    book: Workbook, every_table: tuple[Table, ...], words: Dictionary
) -> None:
    about, *rows = records(book[DICTIONARY_SHEET])
    assert about["title_fr"] == "Ce classeur"
    assert "apostrophe" in about["description_fr"]
    assert "apostrophe" in about["description_en"]
    expected = [(table.name, name) for table in every_table for name in (None, *table.names)]
    assert [(row["table"], row["column"]) for row in rows] == expected
    for row in rows:
        meaning = words.column(row["table"], row["column"]) if row["column"] else words.table(row["table"])
        assert (row["title_fr"], row["description_fr"]) == (meaning.fr.title, meaning.fr.description)
        assert (row["title_en"], row["description_en"]) == (meaning.en.title, meaning.en.description)


def test_the_dictionary_tells_types_and_constraints(book: Workbook) -> None:
    assert told(book, "fiches", "id")["constraints"] == "required\nunique"
    assert told(book, "figures", "fiche")["constraints"] == "references: fiches.id"
    assert told(book, "figures", "value")["type"] == "number"
    assert told(book, "figures", "value")["constraints"] == "required\nminimum: 0"
    assert told(book, "figures", "kind")["constraints"] == "required\nenum: people | eur | percent | count"
    assert told(book, "documents", "sha256")["constraints"] == "required\npattern: ^[0-9a-f]{64}$"
    assert told(book, "contacts", "phones")["constraints"] is None


def test_tables_without_rows_are_sheets_with_headers(empty_dataset: Dataset, words: Dictionary) -> None:
    found = tables(empty_dataset)
    book = opened(to_xlsx(found, words))
    for table in found:
        header, *rows = book[words.table(table.name).fr.title].iter_rows(values_only=True)
        assert header == table.names
        assert rows == []


def test_more_rows_than_a_sheet_holds_are_refused(words: Dictionary) -> None:
    row: tuple[Cell, ...] = ("Le car",)
    table = Table("figures", labels().columns, (row,) * 1_048_576, {})
    with pytest.raises(TooManyRowsError, match=r"^the table figures has 1048576 rows, a sheet holds 1048575; export it as CSV or Parquet$"):
        to_xlsx([table], words)


def test_the_bytes_do_not_depend_on_clock_time_zone_or_hash_seed() -> None:
    written = []
    for zone, seed in (("Pacific/Auckland", "1"), ("America/Cayenne", "2")):
        environment = {**os.environ, "TZ": zone, "PYTHONHASHSEED": seed}
        written.append(subprocess.run([sys.executable, "-c", WRITE], env=environment, capture_output=True, check=True, cwd=ROOT).stdout)
    assert written[0] == written[1]
    with zipfile.ZipFile(io.BytesIO(written[0])) as parts:
        assert {part.date_time for part in parts.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert b"1980-01-01T00:00:00Z" in parts.read("docProps/core.xml")


def test_equal_datasets_give_equal_bytes(dataset: Dataset, every_table: tuple[Table, ...], words: Dictionary) -> None:
    again = Dataset.model_validate(dataset.model_dump(mode="json"))
    assert to_xlsx((*tables(again), territories(again)), words) == to_xlsx(every_table, words)
