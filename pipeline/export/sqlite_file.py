"""The dataset as an SQLite database: typed tables, foreign keys, full-text search without accents, views."""

import re
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing
from typing import cast

from pipeline.emit.columns import Cell, CellType, Column
from pipeline.emit.dictionary import Dictionary
from pipeline.emit.tables import Table, tables, territories
from pipeline.errors import TableRuleError
from pipeline.export.views import VIEWS, view_column
from schemas.dataset import Dataset
from schemas.fiche import Fiche
from schemas.rules import BothLanguages

#: The full-text table; its `rowid` is that of the fiche.
SEARCH = "fiche_search"

_TYPES = {CellType.STRING: "TEXT", CellType.INTEGER: "INTEGER", CellType.NUMBER: "REAL", CellType.BOOLEAN: "INTEGER"}
#: What people filter and sort by, beside keys.
_INDEXES = {
    "fiches": (("status",), ("period_start_year",)),
    "departments": (("code",), ("region_code",)),
    "carriers": (("name",),),
    "figures": (("kind", "value"),),
    "issues": (("code",),),
    "territories": (("code",), ("region_code",)),
}
_DICTIONARY = """
CREATE TABLE "dictionary" (
  "table_name" TEXT NOT NULL,
  "column_name" TEXT,
  "title_fr" TEXT NOT NULL,
  "description_fr" TEXT NOT NULL,
  "title_en" TEXT NOT NULL,
  "description_en" TEXT NOT NULL,
  UNIQUE ("table_name", "column_name")
)"""
_FULL_TEXT = f"""
CREATE VIRTUAL TABLE "{SEARCH}" USING fts5(
  fiche UNINDEXED, title, sections, carriers, figures, spellings,
  tokenize = 'unicode61 remove_diacritics 2'
)"""
_WORD = re.compile(r"\w+")
_LETTERS = str.maketrans({"œ": "oe", "Œ": "Oe", "æ": "ae", "Æ": "Ae"})


def to_sqlite(dataset: Dataset, dictionary: Dictionary) -> bytes:
    """The bytes of an SQLite database with all tables and `territories`, views, a full-text table and a `dictionary`.

    Columns are TEXT, INTEGER or REAL; truth is 1 or 0. Required columns are NOT NULL, closed vocabularies and bounds are
    checked, patterns are not. `fiche_search` finds fiches by words of titles, sections, carriers and labels of figures,
    with or without accents and ligatures. `dictionary` has the words of each table and view (`column_name` is null
    there) and of their columns. The same dataset always gives the same bytes for one version of SQLite.

    Raises TableRuleError where a row breaks a rule of its table, as two fiches of the same id do, and KeyError where a
    column has no words.

    >>> from pipeline.rulebook import default_rulebook
    >>> data = to_sqlite(Dataset(documents=(), fiches=()), Dictionary(default_rulebook().dictionary))
    >>> data[:15]
    b'SQLite format 3'
    """
    exported = (*tables(dataset), territories(dataset))
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as database:
        # fixed here, since the defaults differ from one build of SQLite to another
        database.executescript("PRAGMA page_size = 4096; PRAGMA auto_vacuum = NONE; PRAGMA encoding = 'UTF-8'; PRAGMA foreign_keys = ON")
        database.execute("BEGIN")
        for table in exported:
            _fill(database, table)
        database.execute(_FULL_TEXT)
        _insert(database, SEARCH, [(fiche.id, *_searched(fiche)) for fiche in dataset.fiches])
        for view in VIEWS:
            database.execute(f'CREATE VIEW "{view.name}" AS\n{view.sql}')
        database.execute(_DICTIONARY)
        _insert(database, "dictionary", list(_dictionary_rows(database, exported, dictionary)))
        database.execute("COMMIT")
        database.execute(f"INSERT INTO {SEARCH}({SEARCH}) VALUES ('optimize')")  # noqa: S608 - our own name
        database.execute("VACUUM")
        return database.serialize()


def _fill(database: sqlite3.Connection, table: Table) -> None:
    parts = [_column(column, key=column.name == table.names[0]) for column in table.columns]
    parts += [f'FOREIGN KEY ("{column}") REFERENCES "{other}" ("id")' for column, other in table.joins.items()]
    database.execute(f'CREATE TABLE "{table.name}" (\n  ' + ",\n  ".join(parts) + "\n)")
    for names in (*((column,) for column in table.joins), *_INDEXES.get(table.name, ())):
        columns = ", ".join(f'"{name}"' for name in names)
        database.execute(f'CREATE INDEX "{table.name}_{"_".join(names)}" ON "{table.name}" ({columns})')
    try:
        _insert(database, table.name, table.rows)
    except sqlite3.IntegrityError as error:
        raise TableRuleError(table.name, str(error)) from error


def _column(column: Column, *, key: bool) -> str:
    """The definition of a column, e.g. `"kind" TEXT NOT NULL CHECK ("kind" IN ('eur', 'count'))`."""
    name, limits = f'"{column.name}"', column.constraints
    checks = [f"{name} IN (0, 1)"] if column.type is CellType.BOOLEAN else []
    if "enum" in limits:
        checks.append(f"{name} IN ({', '.join(_quoted(value) for value in cast(list[object], limits['enum']))})")
    checks += [f"{name} {sign} {limits[bound]}" for bound, sign in (("minimum", ">="), ("maximum", "<=")) if bound in limits]
    parts = [name, _TYPES[column.type], "NOT NULL" * column.required, "PRIMARY KEY" * key]
    return " ".join([part for part in parts if part] + [f"CHECK ({check})" for check in checks])


def _quoted(value: object) -> str:
    return "'" + str(value).replace("'", "''") + "'"


def _insert(database: sqlite3.Connection, table: str, rows: Sequence[tuple[Cell, ...]]) -> None:
    (width,) = database.execute("SELECT count(*) FROM pragma_table_info(?)", (table,)).fetchone()
    database.executemany(f'INSERT INTO "{table}" VALUES ({", ".join("?" * width)})', rows)  # noqa: S608 - our own names


def _searched(fiche: Fiche) -> tuple[str, ...]:
    texts = (
        fiche.title,
        "\n\n".join(section.text for section in fiche.sections),
        "\n".join(carrier.name for carrier in fiche.carriers),
        "\n".join(figure.label for figure in fiche.figures),
    )
    # few keyboards have the letter œ, and the tokenizer takes it for one of its own
    words = (word for text in texts for word in _WORD.findall(text))
    spellings = dict.fromkeys(respelled for word in words if (respelled := word.translate(_LETTERS)) != word)
    return (*texts, " ".join(spellings))


def _dictionary_rows(database: sqlite3.Connection, exported: Iterable[Table], dictionary: Dictionary) -> Iterator[tuple[Cell, ...]]:
    for table in exported:
        yield table.name, None, *_words(dictionary.table(table.name))
        for name in table.names:
            yield table.name, name, *_words(dictionary.column(table.name, name))
    for view in VIEWS:
        yield view.name, None, *_words(view.words)
        for (name,) in database.execute("SELECT name FROM pragma_table_info(?)", (view.name,)):
            yield view.name, name, *_words(view_column(view, name, dictionary))


def _words(words: BothLanguages) -> tuple[str, str, str, str]:
    return words.fr.title, words.fr.description, words.en.title, words.en.description
