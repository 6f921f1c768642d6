"""What is written in a format is read back, value by value, by the programs that researchers use."""

import csv
import io
import json
import math
import sqlite3
from collections.abc import Iterable, Sequence
from contextlib import closing
from pathlib import Path
from typing import Any

import duckdb
import openpyxl
import pandas as pd
import pyarrow as pa
import pyarrow.csv
import pyarrow.parquet as pq
import pytest

from pipeline.emit.columns import Cell, CellType
from pipeline.emit.csv_file import to_csv, to_excel_csv
from pipeline.emit.dictionary import Dictionary
from pipeline.emit.json_file import write_json
from pipeline.emit.spreadsheet import unsafe
from pipeline.emit.tables import Table, tables, territories
from pipeline.export.json_lines import documents_to_json_lines, to_json_lines
from pipeline.export.parquet_file import to_parquet
from pipeline.export.sqlite_file import to_sqlite
from pipeline.export.xlsx_file import to_xlsx
from pipeline.rulebook import Rulebook
from schemas.dataset import Dataset
from schemas.enums import FigureKind
from schemas.evidence import Evidence
from schemas.fiche import Fiche

ODD_TEXTS = (
    'dit "oui", "non"',
    '"',
    "deux\nlignes",
    "Windows\r\nfin",
    "vieux\rMac",
    "\ttabulé",
    "a;b,c|d",
    "\u00a0insécable\u202f",
    " blancs ",
    "\n",
    "🚲🌻",
    "=1+1",
    "+33199000001",
    "-5",
    "@SUM(A1)",
    "'déjà",
    "''deux",
    "\r=1",
    "0123",
    "1e5",
    "12,5",
    "NA",
    "null",
    "nan",
    "None",
    "#N/A",
    "\\N",
    "true",
    "VRAI",
    "2020-01-01",
    "https://rayons.example",
    "<r>&</r>",
    "_x000D_",
    "\u2028a\u2029b\x85c",
    "saut\x0cde page\x1f",
    "\ufeffmarque\ufffe",
    "x" * 40_000,
    "🚲" * 20_000,
)
ODD_NUMBERS = (0.0, 0.1 + 0.2, 1 / 3, 2.3e-308, 2.5e-8, 123456789.125, 1e16, 1e19)

PYTHON = {CellType.STRING: str, CellType.INTEGER: int, CellType.NUMBER: float, CellType.BOOLEAN: bool}
PANDAS = {CellType.STRING: "string", CellType.INTEGER: "Int64", CellType.NUMBER: "Float64", CellType.BOOLEAN: "boolean"}
DUCKDB = {CellType.STRING: "VARCHAR", CellType.INTEGER: "BIGINT", CellType.NUMBER: "DOUBLE", CellType.BOOLEAN: "BOOLEAN"}
ARROW = {CellType.STRING: pa.string(), CellType.INTEGER: pa.int64(), CellType.NUMBER: pa.float64(), CellType.BOOLEAN: pa.bool_()}


def odd_fiche(fiche: Fiche, number: int, text: str) -> Fiche:
    evidence = Evidence(char_start=0, char_end=len(text), text=text, rule="test.rule", confidence=0.1 + 0.2)
    figure = fiche.figures[0].model_copy(update={"raw": text, "label": text, "kind": FigureKind.EUR})
    return fiche.model_copy(
        update={
            "id": f"{fiche.document}.odd-{number}",
            "title": text,
            "title_evidence": evidence,
            "carriers": (fiche.carriers[0].model_copy(update={"name": text, "evidence": evidence}),),
            "contacts": (fiche.contacts[0].model_copy(update={"name": text, "role": text}),),
            "sections": (fiche.sections[0].model_copy(update={"heading": text, "text": text}),),
            "figures": tuple(figure.model_copy(update={"value": value, "high": None}) for value in ODD_NUMBERS),
        }
    )


@pytest.fixture(params=["dataset", "samples", "real_documents", "odd texts and numbers"])
def data(request: pytest.FixtureRequest, dataset: Dataset) -> Dataset:
    if request.param != "odd texts and numbers":
        whole: Dataset = request.getfixturevalue(request.param)
        return whole
    bare, full = dataset.fiches
    odd = [odd_fiche(full, number, text) for number, text in enumerate(ODD_TEXTS)]
    # validated, so that it is a dataset that a run could have made
    return Dataset.model_validate(dataset.model_copy(update={"fiches": (bare, full, *odd)}).model_dump())


@pytest.fixture
def every_table(data: Dataset) -> tuple[Table, ...]:
    return (*tables(data), territories(data))


def same(read: Iterable[Sequence[Any]], table: Table) -> None:
    """Every value is equal, and of the type of its column."""
    for got, row in zip(read, table.rows, strict=True):
        for value, cell, column in zip(got, row, table.columns, strict=True):
            assert value == cell, (table.name, column.name)
            assert value is None or type(value) is PYTHON[column.type], (table.name, column.name)


def frame_rows(frame: pd.DataFrame) -> list[list[Any]]:
    return [[None if pd.isna(value) else value for value in row] for row in frame.astype(object).itertuples(index=False, name=None)]


def pandas_types(table: Table) -> dict[str, str]:
    return {column.name: PANDAS[column.type] for column in table.columns}


def query(sql: str, *values: object) -> list[tuple[Any, ...]]:
    with duckdb.connect() as base:
        return base.execute(sql, list(values)).fetchall()


def test_csv_through_the_csv_module(every_table: tuple[Table, ...]) -> None:
    numbers = {CellType.INTEGER: int, CellType.NUMBER: float, CellType.BOOLEAN: {"true": True, "false": False}.__getitem__}
    for table in every_table:
        header, *rows = csv.reader(io.StringIO(to_csv(table).decode(), newline=""))
        assert tuple(header) == table.names
        kinds = [numbers.get(column.type, str) for column in table.columns]
        same(([kind(cell) if cell else None for kind, cell in zip(kinds, row, strict=True)] for row in rows), table)


def test_csv_through_pandas(every_table: tuple[Table, ...]) -> None:
    for table in every_table:
        frame = pd.read_csv(io.BytesIO(to_csv(table)), dtype=pandas_types(table), keep_default_na=False, na_values=[""])
        assert tuple(frame.columns) == table.names
        same(frame_rows(frame), table)


def test_csv_through_duckdb(every_table: tuple[Table, ...], tmp_path: Path) -> None:
    for table in every_table:
        path = tmp_path / "table.csv"
        path.write_bytes(to_csv(table))
        types = {column.name: DUCKDB[column.type] for column in table.columns}
        sql = """SELECT * FROM read_csv(?, header = true, delim = ',', quote = '"', escape = '"', auto_detect = false, columns = ?)"""
        same(query(sql, str(path), types), table)


def test_csv_through_pyarrow(every_table: tuple[Table, ...]) -> None:
    for table in every_table:
        read = pyarrow.csv.read_csv(
            io.BytesIO(to_csv(table)),
            parse_options=pyarrow.csv.ParseOptions(newlines_in_values=True),
            convert_options=pyarrow.csv.ConvertOptions(
                column_types={column.name: ARROW[column.type] for column in table.columns}, null_values=[""], strings_can_be_null=True
            ),
        )
        same(zip(*read.to_pydict().values(), strict=True) if table.rows else [], table)


def test_excel_csv_through_the_csv_module(every_table: tuple[Table, ...]) -> None:
    def read(kind: CellType, cell: str) -> Cell:
        match kind:
            case _ if not cell:
                return None
            case CellType.STRING:
                return unsafe(cell)
            case CellType.INTEGER:
                return int(cell)
            case CellType.NUMBER:
                return float(cell.replace(",", "."))
            case CellType.BOOLEAN:
                return {"VRAI": True, "FAUX": False}[cell]

    for table in every_table:
        header, *rows = csv.reader(io.StringIO(to_excel_csv(table).decode("utf-8-sig"), newline=""), delimiter=";")
        assert tuple(header) == table.names
        same(([read(column.type, cell) for column, cell in zip(table.columns, row, strict=True)] for row in rows), table)


def same_in_a_sheet(read: Iterable[Sequence[Any]], table: Table) -> None:
    """Every value is what a cell can hold of it: line ends are line feeds, texts end where a cell ends, numbers have 16 digits."""
    for got, row in zip(read, table.rows, strict=True):
        for value, cell, column in zip(got, row, table.columns, strict=True):
            match cell:
                case str():
                    text = cell.replace("\r\n", "\n").replace("\r", "\n")
                    for foreign in "\x0c\x1f\ufffe":
                        text = text.replace(foreign, "\ufffd")
                    assert type(value) is str
                    if len(text.encode("utf-16-le")) // 2 > 32_767:
                        assert value.endswith(" […]")
                        assert text.startswith(value.removesuffix(" […]"))
                        assert 32_765 <= len(value.encode("utf-16-le")) // 2 <= 32_767
                    else:
                        assert unsafe(value) == text, (table.name, column.name)
                case bool() | None:
                    assert value is cell
                case _:
                    assert type(value) in (int, float)
                    assert math.isclose(value, cell, rel_tol=1e-15)


def test_xlsx_through_openpyxl(every_table: tuple[Table, ...], rulebook: Rulebook) -> None:
    words = Dictionary(rulebook.dictionary)
    book = openpyxl.load_workbook(io.BytesIO(to_xlsx(every_table, words)))
    for table in every_table:
        header, *rows = book[words.table(table.name).fr.title].iter_rows(values_only=True)
        assert header == table.names
        same_in_a_sheet(rows, table)


def test_xlsx_through_pandas(every_table: tuple[Table, ...], rulebook: Rulebook) -> None:
    words = Dictionary(rulebook.dictionary)
    data = to_xlsx(every_table, words)
    for table in every_table:
        sheet = words.table(table.name).fr.title
        # read_excel makes no nullable booleans
        types = {name: "object" if kind == "boolean" else kind for name, kind in pandas_types(table).items()}
        frame = pd.read_excel(io.BytesIO(data), sheet_name=sheet, dtype=types, keep_default_na=False, na_values=[""])
        assert tuple(frame.columns) == table.names
        same_in_a_sheet(frame_rows(frame), table)


def test_json_lines_through_the_json_module(data: Dataset) -> None:
    whole = json.loads(write_json(data))
    for lines, records in ((to_json_lines(data), whole["fiches"]), (documents_to_json_lines(data), whole["documents"])):
        # any program's idea of a line
        assert [json.loads(line) for line in lines.decode().splitlines()] == records


def test_json_lines_through_pandas(data: Dataset) -> None:
    records = json.loads(write_json(data))["fiches"]
    frame = pd.read_json(io.BytesIO(to_json_lines(data)), lines=True, dtype=False, precise_float=True)
    assert list(frame.columns) == list(Fiche.model_fields)
    read = [{key: None if value is pd.NA or value != value else value for key, value in row.items()} for row in frame.to_dict("records")]
    assert read == records


def test_json_lines_through_duckdb(data: Dataset, tmp_path: Path) -> None:
    path = tmp_path / "fiches.jsonl"
    path.write_bytes(to_json_lines(data))
    sql = """
        SELECT id, title, title_evidence.text, confidence, [f.value FOR f IN figures], [s.text FOR s IN sections]
        FROM read_json(?, format = 'newline_delimited')
    """
    expected = [
        (
            fiche.id,
            fiche.title,
            fiche.title_evidence.text,
            fiche.confidence,
            [figure.value for figure in fiche.figures],
            [section.text for section in fiche.sections],
        )
        for fiche in data.fiches
    ]
    assert query(sql, str(path)) == expected


def test_parquet_through_pyarrow(every_table: tuple[Table, ...]) -> None:
    for table in every_table:
        read = pq.read_table(io.BytesIO(to_parquet(table)))
        same(zip(*read.to_pydict().values(), strict=True) if table.rows else [], table)


def test_parquet_through_pandas(every_table: tuple[Table, ...]) -> None:
    for table in every_table:
        frame = pd.read_parquet(io.BytesIO(to_parquet(table)), dtype_backend="numpy_nullable")
        assert {name: str(kind) for name, kind in frame.dtypes.items()} == pandas_types(table)
        same(frame_rows(frame), table)


def test_parquet_through_duckdb(every_table: tuple[Table, ...], tmp_path: Path) -> None:
    for table in every_table:
        path = tmp_path / "table.parquet"
        path.write_bytes(to_parquet(table))
        described = query("DESCRIBE SELECT * FROM read_parquet(?)", str(path))
        assert [(name, kind) for name, kind, *_ in described] == [(column.name, DUCKDB[column.type]) for column in table.columns]
        same(query("SELECT * FROM read_parquet(?)", str(path)), table)


def test_sqlite_through_the_sqlite3_module(data: Dataset, every_table: tuple[Table, ...], rulebook: Rulebook) -> None:
    with closing(sqlite3.connect(":memory:")) as database:
        database.deserialize(to_sqlite(data, Dictionary(rulebook.dictionary)))
        for table in every_table:
            booleans = {n for n, column in enumerate(table.columns) if column.type is CellType.BOOLEAN}
            read = (
                [bool(cell) if n in booleans and cell is not None else cell for n, cell in enumerate(row)]
                for row in database.execute(f"SELECT * FROM {table.name} ORDER BY rowid")  # noqa: S608
            )
            same(read, table)
