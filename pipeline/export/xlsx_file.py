"""Tables as a workbook of Excel: the data dictionary, then a sheet a table.

Sheets are called by the French titles of their tables, as their readers speak; a script finds a table by the name
defined for it (`figures` is the range of the sheet Chiffres), or in the dictionary (columns `table` and `sheet`).
The first row holds the names of the columns as in every other format; the French title and description are its note.

A workbook is for looking at data. Three things in it differ from the tables, as its first row says:
texts that could be taken for a formula have an apostrophe in front (see `spreadsheet`); texts longer than a cell
end in ` […]`; carriage returns become line feeds, and other characters that XML does not know become `�`.
Numbers keep 16 digits.
"""

import io
from collections.abc import Sequence
from datetime import datetime
from math import ceil
from typing import NamedTuple

import xlsxwriter
from xlsxwriter.utility import quote_sheetname, xl_range_abs
from xlsxwriter.workbook import Format, Workbook, Worksheet

from pipeline.emit.columns import Cell
from pipeline.emit.dictionary import Dictionary
from pipeline.emit.tables import Table
from pipeline.errors import TooManyRowsError
from pipeline.export.xlsx_cells import cut, shown
from pipeline.export.xlsx_dictionary import dictionary_table, sheet_name

DICTIONARY_SHEET = "Dictionnaire"

#: A sheet holds so many rows with the header.
_MOST_ROWS = 1_048_576

#: In characters; longer texts are wrapped, except ids, which must not take the room of what is read.
_WIDEST = 60
_WIDEST_ID = 24
#: Of a row, in lines: one long text must not fill the screen.
_HIGHEST = 8
_LINE_POINTS = 15
#: Beside the name of a column: the button of its filter.
_BUTTON = 4


class _Looks(NamedTuple):
    """How cells look: of a header, with an id, with anything else."""

    header: Format
    id: Format
    body: Format


def to_xlsx(tables: Sequence[Table], dictionary: Dictionary) -> bytes:
    """The tables as one workbook; the same tables always give the same bytes for one version of XlsxWriter.

    Numbers, booleans and texts are cells of their type, null is an empty cell, nothing is a formula or a link. Header
    rows are frozen and have filters. Raises TooManyRowsError where a table has more rows than a sheet, KeyError where
    the dictionary has no words for a table or column.

    >>> from pipeline.rulebook import default_rulebook
    >>> from pipeline.emit.columns import CellType, Column
    >>> columns = (Column("value", "value", CellType.NUMBER),)
    >>> to_xlsx([Table("figures", columns, ((12.5,),), {})], Dictionary(default_rulebook().dictionary))[:2]
    b'PK'
    """
    for table in tables:
        if len(table.rows) >= _MOST_ROWS:
            raise TooManyRowsError(table.name, len(table.rows), _MOST_ROWS - 1)
    data = io.BytesIO()
    book = xlsxwriter.Workbook(data, {"in_memory": True})
    # the time of writing would make every file different
    book.set_properties({"created": datetime(1980, 1, 1)})
    looks = _Looks(
        header=book.add_format({"bold": True, "valign": "top", "bottom": 1, "bg_color": "#E8EDF3"}),
        id=book.add_format({"valign": "top"}),
        body=book.add_format({"valign": "top", "text_wrap": True}),
    )
    _write_table(book, DICTIONARY_SHEET, dictionary_table(tables, dictionary), looks)
    for table in tables:
        sheet = _write_table(book, sheet_name(table, dictionary), table, looks)
        for n, column in enumerate(table.columns):
            words = dictionary.column(table.name, column.name).fr
            sheet.write_comment(0, n, f"{words.title}\n{words.description}", {"x_scale": 2, "y_scale": 1.5})
    book.close()
    return data.getvalue()


def _write_table(book: Workbook, name: str, table: Table, looks: _Looks) -> Worksheet:
    sheet = book.add_worksheet(name)
    last_row, last_column = len(table.rows), len(table.columns) - 1
    ids = {n for n, column in enumerate(table.columns) if n == 0 or column.name in table.joins}
    for n, column in enumerate(table.columns):
        width = max([len(column.name) + _BUTTON, *(_width(row[n]) for row in table.rows)])
        sheet.set_column(n, n, min(width, _WIDEST_ID if n in ids else _WIDEST))
        sheet.write_string(0, n, column.name, looks.header)
    for number, row in enumerate(table.rows, 1):
        lines = max((_height(cell) for n, cell in enumerate(row) if n not in ids), default=1)
        # not every program fits the rows to wrapped texts by itself
        sheet.set_row(number, min(lines, _HIGHEST) * _LINE_POINTS)
        for n, cell in enumerate(row):
            _write_cell(sheet, number, n, cell, looks.id if n in ids else looks.body)
    sheet.freeze_panes(1, 0)
    sheet.autofilter(0, 0, last_row, last_column)
    # codes such as 01 are meant to be texts
    sheet.ignore_errors({"number_stored_as_text": f"A1:XFD{_MOST_ROWS}"})
    book.define_name(table.name, f"={quote_sheetname(name)}!{xl_range_abs(0, 0, last_row, last_column)}")
    return sheet


def _write_cell(sheet: Worksheet, row: int, column: int, cell: Cell, look: Format) -> None:
    match cell:
        case bool():
            sheet.write_boolean(row, column, cell, look)
        case int() | float():
            sheet.write_number(row, column, cell, look)
        case str():
            sheet.write_string(row, column, cut(shown(cell)), look)


def _width(cell: Cell) -> int:
    return max(map(len, str(cell).splitlines()), default=0) if cell is not None else 0


def _height(cell: Cell) -> int:
    return sum(ceil(len(line) / _WIDEST) or 1 for line in str(cell).splitlines())
