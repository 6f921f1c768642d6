import csv
import io

from pipeline.emit.columns import Cell, CellType, Column
from pipeline.emit.csv_file import to_csv, to_excel_csv
from pipeline.emit.spreadsheet import unsafe
from pipeline.emit.tables import Table, tables
from schemas.dataset import Dataset

ODD = Table(
    "odd",
    tuple(Column(name, name, CellType.STRING) for name in ("id", "value", "flag", "none", "text")),
    (
        ("a#1", 40.0, True, None, "été, hiver"),
        ("a#2", 66.67, False, None, 'dit "oui"'),
        ("a#3", 1e16, True, None, "deux\nlignes"),
        ("a#4", 0.5, True, None, "retour\rchariot"),
        ("a#5", 7, True, None, ""),
    ),
    {},
)


def test_csv_reads_back_cell_by_cell(dataset: Dataset) -> None:
    printed: dict[Cell, str] = {None: "", True: "true", False: "false"}
    for table in tables(dataset):
        read = list(csv.reader(io.StringIO(to_csv(table).decode(), newline="")))
        assert read[0] == list(table.names)
        for cells, row in zip(read[1:], table.rows, strict=True):
            for cell, value in zip(cells, row, strict=True):
                if isinstance(value, int | float) and not isinstance(value, bool):
                    assert float(cell) == value
                else:
                    assert cell == printed.get(value, str(value))


def test_csv_to_the_byte() -> None:
    assert to_csv(ODD).decode() == (
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


def test_excel_csv_to_the_byte() -> None:
    assert to_excel_csv(ODD).decode("utf-8-sig") == (
        "id;value;flag;none;text\r\n"
        "a#1;40;VRAI;;été, hiver\r\n"
        'a#2;66,67;FAUX;;"dit ""oui"""\r\n'
        'a#3;10000000000000000;VRAI;;"deux\nlignes"\r\n'
        'a#4;0,5;VRAI;;"retour\rchariot"\r\n'
        "a#5;7;VRAI;;\r\n"
    )


def test_no_cell_of_excel_csv_runs_as_a_formula_and_each_comes_back() -> None:
    texts = ["=1+1", "+33102030405", "-5", "@SUM(A1)", "\t=1", "\r=1", "'cité'", "Le car", "a=b"]
    table = Table("x", (Column("text", "text", CellType.STRING),), tuple((text,) for text in texts), {})
    cells = [row[0] for row in csv.reader(io.StringIO(to_excel_csv(table).decode("utf-8-sig"), newline=""), delimiter=";")][1:]
    assert [cell for cell in cells if cell.startswith(("=", "+", "-", "@", "\t", "\r"))] == []
    assert [unsafe(cell) for cell in cells] == texts
    assert next(csv.reader([to_csv(table).decode().splitlines()[1]])) == ["=1+1"]
