"""The data dictionary as a sheet of a workbook."""

from collections.abc import Sequence

from pipeline.emit.columns import JOINED_BY, Cell, CellType, Column
from pipeline.emit.dictionary import Dictionary
from pipeline.emit.tables import Table
from pipeline.export.xlsx_cells import is_too_long, shown
from schemas.rules import BothLanguages

_COLUMNS = tuple(
    Column(name, name, CellType.INTEGER if name == "cut_cells" else CellType.STRING)
    for name in ("table", "sheet", "column", "title_fr", "description_fr", "title_en", "description_en", "type", "constraints", "cut_cells")
)
_ABOUT_FR = (
    "Une apostrophe précède les textes qui commencent par = + - @ ' ou une tabulation : ils ne s'exécutent pas comme formules. "
    "Les textes trop longs pour une cellule (32 767 caractères) finissent par « […] » ; cut_cells en donne le nombre. "
    "Les textes entiers sont dans les formats CSV, JSON et Parquet."
)
_ABOUT_EN = (
    "An apostrophe stands before texts that begin with = + - @ ' or a tab, so that they do not run as formulas. "
    "Texts too long for a cell (32,767 characters) end in « […] »; cut_cells tells how many. "
    "Whole texts are in the CSV, JSON and Parquet formats."
)


def sheet_name(table: Table, dictionary: Dictionary) -> str:
    """What the sheet of a table is called: its French title."""
    return dictionary.table(table.name).fr.title


def dictionary_table(tables: Sequence[Table], dictionary: Dictionary) -> Table:
    """A row on the workbook, then one for each table and for each of its columns."""
    rows: list[tuple[Cell, ...]] = [(None, None, None, "Ce classeur", _ABOUT_FR, "This workbook", _ABOUT_EN, None, None, None)]
    for table in tables:
        sheet = sheet_name(table, dictionary)
        rows.append((table.name, sheet, None, *_told(dictionary.table(table.name)), None, None, None))
        for n, column in enumerate(table.columns):
            told = _told(dictionary.column(table.name, column.name))
            texts = (row[n] for row in table.rows)
            cut = sum(isinstance(text, str) and is_too_long(shown(text)) for text in texts)
            rows.append((table.name, sheet, column.name, *told, column.type.value, _constraints(table, n), cut))
    return Table("dictionary", _COLUMNS, tuple(rows), {})


def _told(words: BothLanguages) -> tuple[str, str, str, str]:
    return words.fr.title, words.fr.description, words.en.title, words.en.description


def _constraints(table: Table, n: int) -> str | None:
    """What the cells of a column keep to, a line each."""
    column = table.columns[n]
    told = ["required"] if column.required else []
    if n == 0:
        told.append("unique")
    if column.name in table.joins:
        told.append(f"references: {table.joins[column.name]}.id")
    for name, held in column.constraints.items():
        told.append(f"{name}: {JOINED_BY.join(held) if isinstance(held, list) else held}")
    return "\n".join(told) or None
