"""datapackage.json: the CSV tables as a tabular data package (Frictionless Data, version 1 of its specifications).

Titles and descriptions are in French; `title@en` and `description@en` beside them say the same in English. The
specifications know no translated titles: names of this form are properties of one's own, which programs leave alone.
"""

import hashlib
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any

from pipeline.document import fold
from pipeline.emit.columns import CellType, Column
from pipeline.emit.dictionary import Dictionary
from pipeline.emit.json_file import json_text
from pipeline.emit.tables import Table
from schemas.rules import BothLanguages
from schemas.sources import Sources

#: How `to_csv` writes.
_DIALECT = {
    "delimiter": ",",
    "lineTerminator": "\n",
    "quoteChar": '"',
    "doubleQuote": True,
    "skipInitialSpace": False,
    "header": True,
    "caseSensitiveHeader": True,
}


def datapackage(tables: Sequence[Table], dictionary: Dictionary, sources: Sources | None, files: Mapping[str, bytes]) -> bytes:
    """The bytes of datapackage.json: one resource a table, whose CSV (`<table>.csv`) is in `files`, by path from the package.

    What only the user knows is left out without `sources`. A foreign key to a table that is not given is left out too.
    Raises KeyError where the CSV of a table is not among the files, or a column has no words.
    """
    names = {table.name for table in tables}
    package = {
        "profile": "tabular-data-package",
        "name": package_name(sources),
        "languages": ["fr", "en"],
        **(_told(sources) if sources else {}),
        "sources": _documents(tables, sources),
        "resources": [_resource(table, dictionary, files[f"{table.name}.csv"], names) for table in tables],
    }
    return (json_text(filled(package), indent=1) + "\n").encode()


def table_schema(table: Table, dictionary: Dictionary) -> dict[str, Any]:
    """The Table Schema of a table: fields, missing values and primary key, by which its CSV can be checked on its own.

    Foreign keys are told by the package: what they name can only be checked with the other tables. Raises KeyError where
    a column has no words.

    >>> from pipeline.rulebook import default_rulebook
    >>> columns = (Column("id", "id", CellType.STRING, required=True), Column("page", "page", CellType.INTEGER))
    >>> schema = table_schema(Table("contacts", columns, (), {}), Dictionary(default_rulebook().dictionary))
    >>> schema["primaryKey"], schema["fields"][0]["constraints"], schema["fields"][1]["title@en"]
    (['id'], {'required': True, 'unique': True}, 'Page')
    """
    key = table.names[0]
    return {
        "fields": [_field(column, dictionary.column(table.name, column.name), unique=column.name == key) for column in table.columns],
        "missingValues": [""],
        "primaryKey": [key],
    }


def schema_files(tables: Iterable[Table], dictionary: Dictionary) -> dict[str, bytes]:
    """The Table Schema of each table as a file of its own, by path: `schemas/<table>.schema.json`."""
    return {f"schemas/{table.name}.schema.json": (json_text(table_schema(table, dictionary), indent=1) + "\n").encode() for table in tables}


def package_name(sources: Sources | None) -> str:
    """What programs call the dataset: its title in small letters, digits and hyphens.

    >>> package_name(None)
    'recueil'
    """
    return fold(sources.title).replace(" ", "-") if sources else "recueil"


def filled(properties: Mapping[str, object]) -> dict[str, object]:
    """The properties that hold something.

    >>> filled({"title": "Lune", "url": None, "keywords": [], "pages": 0})
    {'title': 'Lune', 'pages': 0}
    """
    return {name: value for name, value in properties.items() if value not in (None, [])}


def _told(sources: Sources) -> dict[str, object]:
    publisher, licence = sources.publisher, sources.licence
    return {
        "title": sources.title,
        "title@en": sources.en.title,
        "description": sources.description,
        "description@en": sources.en.description,
        "version": sources.version,
        "keywords": list(sources.keywords),
        "licenses": [{"name": licence.id, "path": licence.url, "title": licence.title}],
        "contributors": [filled({"title": publisher.name, "path": publisher.url, "email": publisher.email, "role": "publisher"})],
    }


def _documents(tables: Iterable[Table], sources: Sources | None) -> list[dict[str, object]]:
    """The documents that were read; one without a title is called by its id."""
    rows = [dict(zip(table.names, row, strict=True)) for table in tables if table.name == "documents" for row in table.rows]
    found = []
    for row in rows:
        told = sources.document(str(row["id"])) if sources else None
        title = (told and told.title) or row["title"] or row["id"]
        found.append(filled({"title": title, "path": told.url if told else None}))
    return found


def _resource(table: Table, dictionary: Dictionary, content: bytes, names: Collection[str]) -> dict[str, object]:
    foreign_keys = [_foreign_key(column, other) for column, other in table.joins.items() if other in names]
    return {
        "profile": "tabular-data-resource",
        "name": table.name,
        "path": f"{table.name}.csv",
        **_words(dictionary.table(table.name)),
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": len(content),
        "hash": f"sha256:{hashlib.sha256(content).hexdigest()}",
        "dialect": _DIALECT,
        "schema": filled({**table_schema(table, dictionary), "foreignKeys": foreign_keys}),
    }


def _field(column: Column, words: BothLanguages, *, unique: bool) -> dict[str, object]:
    constraints = {"required": column.required, "unique": unique, **column.constraints}
    boolean = {"trueValues": ["true"], "falseValues": ["false"]} if column.type is CellType.BOOLEAN else {}
    # a constraint that is off says nothing; a minimum of 0 says something
    kept = {name: value for name, value in constraints.items() if value is not False}
    return {"name": column.name, "type": column.type.value, **_words(words), **boolean, **({"constraints": kept} if kept else {})}


def _words(words: BothLanguages) -> dict[str, str]:
    fr, en = words.fr, words.en
    return {"title": fr.title, "description": fr.description, "title@en": en.title, "description@en": en.description}


def _foreign_key(column: str, table: str) -> dict[str, Any]:
    return {"fields": [column], "reference": {"resource": table, "fields": ["id"]}}
