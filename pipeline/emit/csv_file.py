"""Tables as CSV: the French open-data convention, and the one of spreadsheet programs in French."""

import csv
import io
from collections.abc import Sequence

from pipeline.emit.columns import Cell
from pipeline.emit.numbers import plain
from pipeline.emit.spreadsheet import safe
from pipeline.emit.tables import Table


def to_csv(table: Table) -> bytes:
    r"""A table as CSV: UTF-8, commas, `\n` line ends, decimal points, `true`/`false`, nothing for null.

    >>> from pipeline.emit.columns import CellType, Column
    >>> columns = tuple(Column(name, name, CellType.STRING) for name in ("id", "value", "high"))
    >>> to_csv(Table("figures", columns, (("a#figure-1", 12.5, None), ("a#figure-2", 40.0, 50.0)), {}))
    b'id,value,high\na#figure-1,12.5,\na#figure-2,40,50\n'
    """
    # the csv module quotes a carriage return only where it is part of the line end it is told to write
    rows = [[_printed(cell) for cell in row] for row in table.rows]
    return "".join(_line(cells, ",").removesuffix("\r\n") + "\n" for cells in (table.names, *rows)).encode()


def to_excel_csv(table: Table) -> bytes:
    r"""A table as CSV that Excel in French opens by a double click: semicolons, decimal commas, VRAI/FAUX, a byte order mark.

    Cells that a spreadsheet would take for a formula are made safe (see `safe`).

    >>> from pipeline.emit.columns import CellType, Column
    >>> columns = tuple(Column(name, name, CellType.STRING) for name in ("phones", "value", "ongoing"))
    >>> to_excel_csv(Table("x", columns, (("+33102030405", 12.5, True),), {})).decode("utf-8-sig")
    "phones;value;ongoing\r\n'+33102030405;12,5;VRAI\r\n"
    """
    rows = [[_excel(cell) for cell in row] for row in table.rows]
    return "".join(_line(cells, ";") for cells in (table.names, *rows)).encode("utf-8-sig")


def _line(cells: Sequence[str], delimiter: str) -> str:
    buffer = io.StringIO()
    csv.writer(buffer, lineterminator="\r\n", delimiter=delimiter).writerow(cells)
    return buffer.getvalue()


def _printed(cell: Cell) -> str:
    match cell:
        case None:
            return ""
        case bool():
            return "true" if cell else "false"
        case float():
            return str(plain(cell))
        case _:
            return str(cell)


def _excel(cell: Cell) -> str:
    match cell:
        case bool():
            return "VRAI" if cell else "FAUX"
        case float():
            return str(plain(cell)).replace(".", ",")
        case str():
            return safe(cell)
        case _:
            return _printed(cell)
