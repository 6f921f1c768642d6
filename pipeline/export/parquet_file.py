"""Tables as Parquet, with the type and the meaning of each column in the file."""

import pyarrow as pa
import pyarrow.parquet as pq

from pipeline.emit.columns import CellType, Column
from pipeline.emit.dictionary import Dictionary
from pipeline.emit.tables import Table

_TYPES = {
    CellType.STRING: pa.string(),
    CellType.INTEGER: pa.int64(),
    CellType.NUMBER: pa.float64(),
    CellType.BOOLEAN: pa.bool_(),
}


def to_parquet(table: Table, dictionary: Dictionary | None = None) -> bytes:
    """A table as Parquet: UTF-8 strings, 64-bit integers and floats, booleans; null only in columns that are not required.

    With a dictionary, the schema and each of its fields have metadata `title_fr`, `description_fr`, `title_en` and
    `description_en`. The same table always gives the same bytes for one version of pyarrow. Raises pyarrow.ArrowInvalid
    or pyarrow.ArrowTypeError for a text in a column of numbers, a number in one of texts, or null in one that is required.

    >>> from pipeline.emit.columns import CellType, Column
    >>> data = to_parquet(Table("figures", (Column("value", "value", CellType.NUMBER, required=True),), ((12.5,), (40.0,)), {}))
    >>> pq.read_table(pa.BufferReader(data)).to_pydict()
    {'value': [12.5, 40.0]}
    """
    fields = [_field(table.name, column, dictionary) for column in table.columns]
    schema = pa.schema(fields, metadata=_words(table.name, None, dictionary))
    arrays = [pa.array([row[n] for row in table.rows], type=field.type) for n, field in enumerate(fields)]
    sink = pa.BufferOutputStream()
    pq.write_table(pa.Table.from_arrays(arrays, schema=schema), sink, compression="zstd")
    data: bytes = sink.getvalue().to_pybytes()
    return data


def _field(table: str, column: Column, dictionary: Dictionary | None) -> pa.Field:
    return pa.field(column.name, _TYPES[column.type], nullable=not column.required, metadata=_words(table, column.name, dictionary))


def _words(table: str, column: str | None, dictionary: Dictionary | None) -> dict[str, str] | None:
    if dictionary is None:
        return None
    words = dictionary.table(table) if column is None else dictionary.column(table, column)
    return {
        "title_fr": words.fr.title,
        "description_fr": words.fr.description,
        "title_en": words.en.title,
        "description_en": words.en.description,
    }
