"""A text written to a file of each format that is published."""

import csv
import io
import json
import sqlite3
import zipfile
from collections.abc import Callable
from contextlib import closing

import pyarrow
import pyarrow.parquet
import xlsxwriter


def plain(text: str) -> bytes:
    return f"# Fiche\n\n{text}\n".encode()


def as_json(text: str) -> bytes:
    return json.dumps({"fiches": [{"sections": [{"text": text}]}]}).encode()


def as_json_lines(text: str) -> bytes:
    return b'{"text": ""}\n' + json.dumps({"text": text}).encode() + b"\n"


def as_csv(text: str) -> bytes:
    buffer = io.StringIO(newline="")
    csv.writer(buffer).writerows([["id", "text"], ["a#1", "été"], ["a#2", text]])
    return buffer.getvalue().encode()


def as_excel_csv(text: str) -> bytes:
    buffer = io.StringIO(newline="")
    csv.writer(buffer, delimiter=";").writerows([["id", "text"], ["a#1", "été"], ["a#2", f"'{text}"]])
    return buffer.getvalue().encode("utf-8-sig")


def workbook(fill: Callable[[xlsxwriter.Workbook], object]) -> bytes:
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer, {"in_memory": True}) as book:
        fill(book)
    return buffer.getvalue()


def as_xlsx(text: str) -> bytes:
    return workbook(lambda book: book.add_worksheet("fiches").write_string(3, 2, text))


def as_rich_xlsx(text: str) -> bytes:
    half = len(text) // 2

    def fill(book: xlsxwriter.Workbook) -> None:
        book.add_worksheet().write_rich_string(0, 0, text[:half], book.add_format({"bold": True}), text[half:], "…")

    return workbook(fill)


def as_parquet(text: str) -> bytes:
    sink = pyarrow.BufferOutputStream()
    pyarrow.parquet.write_table(pyarrow.table({"id": ["a#1"], "held": [[{"text": text}]]}), sink)
    content: bytes = sink.getvalue().to_pybytes()
    return content


def as_database(text: str) -> bytes:
    with closing(sqlite3.connect(":memory:")) as connection:
        connection.execute('CREATE TABLE "the fiches" (id TEXT, text TEXT)')
        connection.execute('INSERT INTO "the fiches" VALUES (?, ?)', ("a#1", text))
        connection.commit()
        return connection.serialize()


def as_full_text_index(text: str) -> bytes:
    with closing(sqlite3.connect(":memory:")) as connection:
        connection.execute("CREATE VIRTUAL TABLE found USING fts5(text)")
        connection.execute("INSERT INTO found VALUES (?)", (text,))
        connection.commit()
        return connection.serialize()


def as_zip(text: str) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("data/fiches.csv", as_csv(text))
    return buffer.getvalue()
