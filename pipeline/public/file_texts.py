"""All texts of a file to be published, each with its place: what it holds tells its format.

Text formats are read as text; workbooks and other archives, Parquet files and databases cell by cell.
"""

import csv
import gzip
import io
import json
import re
import sqlite3
import zipfile
from collections.abc import Iterable, Iterator, Mapping
from contextlib import closing

from lxml import etree


def texts_of(file: str, content: bytes) -> Iterator[tuple[str, str]]:
    """All texts of a file, each with its place; text without structure has none."""
    if content.startswith(b"PK\x03\x04"):
        yield from _of_archive(content)
    elif content.startswith(b"\x1f\x8b"):
        yield from texts_of(file.removesuffix(".gz"), gzip.decompress(content))
    elif content.startswith(b"SQLite format 3\x00"):
        yield from _of_database(content)
    elif content.startswith(b"PAR1"):
        yield from _of_parquet(content)
    else:
        yield from _of_text(file, content)


def _of_archive(content: bytes) -> Iterator[tuple[str, str]]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        for part in archive.namelist():
            yield part, part
            data = archive.read(part)
            if part.endswith((".xml", ".rels", ".vml")):
                yield from ((part, text) for text in _of_xml(data))
            else:
                yield from ((f"{part} {place}".strip(), text) for place, text in texts_of(part, data))


def _of_xml(data: bytes) -> Iterator[str]:
    for element in etree.fromstring(data, etree.XMLParser(resolve_entities=False)).iter():
        yield from map(str, element.attrib.values())
        # a string of a workbook may be cut into runs
        whole = isinstance(element.tag, str) and etree.QName(element).localname in {"si", "is"}
        yield "".join(map(str, element.itertext())) if whole else element.text or ""
        yield element.tail or ""


def _of_database(content: bytes) -> Iterator[tuple[str, str]]:
    """The cells of all tables, the contents of full-text indexes too, and the statements that made them.

    Rows that were deleted are not seen: a database to publish is written afresh.
    """
    with closing(sqlite3.connect(":memory:")) as connection:
        connection.text_factory = _decoded
        connection.deserialize(content)
        yield from (("schema", sql) for (sql,) in connection.execute("SELECT sql FROM sqlite_master WHERE sql IS NOT NULL"))
        for table in _tables(connection):
            cursor = connection.execute('SELECT * FROM "{}"'.format(table.replace('"', '""')))  # noqa: S608 - a name of the file's own
            columns = [f"{table}.{column[0]}" for column in cursor.description]
            for row in cursor:
                yield from _of_values(zip(columns, row, strict=True))


def _tables(connection: sqlite3.Connection) -> list[str]:
    """All tables but the word lists of full-text indexes: the neighbours of a word there are not those of a text."""
    made = dict(connection.execute("SELECT name, sql FROM sqlite_master WHERE type = 'table'"))
    indexes = [name for name, sql in made.items() if re.search(r"\bUSING\s+fts\d", sql or "", re.IGNORECASE)]
    lists = {f"{name}_{part}" for name in indexes for part in ("data", "idx", "docsize", "segments", "segdir", "stat")}
    return [name for name in made if name not in lists]


def _of_parquet(content: bytes) -> Iterator[tuple[str, str]]:
    import pyarrow.parquet  # noqa: PLC0415 - a third of a second that only Parquet needs

    table = pyarrow.parquet.read_table(pyarrow.BufferReader(content))
    for key, value in (table.schema.metadata or {}).items():
        yield "metadata", f"{_decoded(key)} {_decoded(value)}"
    for name in table.column_names:
        yield from _of_values((name, value) for value in table.column(name).to_pylist())


def _of_text(file: str, content: bytes) -> Iterator[tuple[str, str]]:
    text = _decoded(content)
    if file.endswith((".json", ".jsonld", ".geojson", ".jsonl", ".ndjson")):
        lines = text.splitlines() if file.endswith((".jsonl", ".ndjson")) else [text]
        for line in lines:
            yield from _of_values([("", json.loads(line))])
    elif file.endswith(".csv"):
        head, *rows = csv.reader(io.StringIO(text, newline=""), delimiter=";" if ";" in text.partition("\n")[0] else ",")
        yield from ((f"column {n}", name) for n, name in enumerate(head, 1))
        for row in rows:
            # a row longer than the header must be seen too
            yield from ((head[n] if n < len(head) else f"column {n + 1}", cell) for n, cell in enumerate(row))
    else:
        yield "", text


def _of_values(values: Iterable[tuple[str, object]]) -> Iterator[tuple[str, str]]:
    """The texts of values with their places; records and lists are opened."""
    for place, value in values:
        match value:
            case None:
                pass
            case bytes():
                yield place, _decoded(value)
            case Mapping():
                yield from ((place or "keys", str(key)) for key in value)
                yield from _of_values((f"{place}.{key}" if place else str(key), inner) for key, inner in value.items())
            case list() | tuple():
                yield from _of_values((place, inner) for inner in value)
            case _:
                yield place or "value", str(value)


def _decoded(content: bytes) -> str:
    """Text in UTF-8 or UTF-16, or else in the code page of Windows in French."""
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return content.decode("utf-16")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1252", errors="replace")
