"""metadata.yml: what Datasette (https://datasette.io, version 0.65) shows around the database."""

import sqlite3
from collections.abc import Mapping
from contextlib import closing
from html import escape

import yaml

from pipeline.emit.dictionary import Dictionary
from pipeline.export.queries import QUERIES, Query
from pipeline.export.sqlite_file import SEARCH, to_sqlite
from pipeline.export.views import both
from schemas.dataset import Dataset
from schemas.rules import BothLanguages

#: Datasette knows a database by the name of its file without the ending.
DATABASE = "recueil"

_TITLE = "Recueil : ce que font les départements"
_ABOUT = both(
    "Fiches",
    "Actions de départements français, lues dans leurs documents ; chaque valeur dit où elle est imprimée.",
    "Fiches",
    "Actions of French departments, read from their documents; each value tells where it is printed.",
)
_DICTIONARY = both(
    "Dictionnaire",
    "Ce que veulent dire les tables, les vues et leurs colonnes.",
    "Dictionary",
    "What tables, views and their columns mean.",
)
#: Datasette prints the words of all columns above the rows: they scroll in a box of their own, lest they push the rows off the screen.
_SCROLLED = "<style>dl.column-descriptions { max-height: 9rem; overflow-y: auto; border: 1px solid #ccc; padding: 0.5rem }</style>"
_SEARCHED_BY = {"fiches": "rowid", "fiche_overview": "number"}
#: How each table and view is looked at. A document may have no title, so that its id is its label.
_LOOKS: Mapping[str, Mapping[str, object]] = {
    "documents": {"label_column": "id", "facets": ["kind", "profile"]},
    "fiches": {"label_column": "title", "facets": ["document", "kind", "chapter_name", "status"]},
    "sections": {"facets": ["document", "key"]},
    "departments": {"facets": ["region", "name", "relation"], "sort": "code"},
    "carriers": {"facets": ["type", "document"], "sort": "name"},
    "contacts": {"facets": ["document"]},
    "figures": {"facets": ["kind", "nature", "qualifier"]},
    "organisations": {"facets": ["type", "document"], "sort": "name"},
    "issues": {"facets": ["severity", "code", "field"], "sort": "code"},
    "territories": {"facets": ["region", "name", "status"], "sort": "code"},
    "fiche_overview": {"facets": ["document", "kind", "chapter_name", "status"]},
    "budgets": {"facets": ["nature", "qualifier", "document"]},
    "contacts_to_check": {"facets": ["document"]},
    "fiches_by_department": {"facets": ["region"]},
    "fiches_by_chapter": {"facets": ["document"]},
}


def metadata(dataset: Dataset, dictionary: Dictionary, licence: tuple[str, str] | None = None, *, title: str | None = None) -> str:
    """The text of metadata.yml for the database of a dataset, whose file is called `recueil` with any ending.

    Titles and descriptions are in French, then in English. `licence` is its name and address. The same arguments always
    give the same text. Raises KeyError where a table or a column has no words.

    >>> from pipeline.rulebook import default_rulebook
    >>> text = metadata(Dataset(documents=(), fiches=()), Dictionary(default_rulebook().dictionary), title="Lune")
    >>> text.splitlines()[0]
    'title: Lune'
    """
    counted = f"<p>Documents : {len(dataset.documents)} · Fiches : {len(dataset.fiches)}</p>"
    about = {"title": title or _TITLE, "description_html": _description(_ABOUT) + counted}
    held = {"tables": _tables(dictionary), "queries": {query.name: _query(query) for query in QUERIES}}
    given = {"license": licence[0], "license_url": licence[1]} if licence else {}
    content = {**about, **given, "databases": {DATABASE: {**about, **held}}}
    return yaml.dump(content, Dumper=_Dumper, sort_keys=False, allow_unicode=True, width=120)


class _Dumper(yaml.SafeDumper):
    """Writes texts of several lines as they stand, so that SQL can be read."""


def _text(dumper: yaml.SafeDumper, text: str) -> yaml.ScalarNode:
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style="|" if "\n" in text else None)


_Dumper.add_representer(str, _text)


def _tables(dictionary: Dictionary) -> dict[str, dict[str, object]]:
    """What is shown of each table and view, with the words that the database itself holds."""
    shown: dict[str, dict[str, object]] = {}
    with closing(sqlite3.connect(":memory:")) as database:
        database.deserialize(to_sqlite(Dataset(documents=(), fiches=()), dictionary))
        told = database.execute("SELECT * FROM dictionary ORDER BY rowid").fetchall()
    for name, column, *texts in told:
        words = both(*texts)
        if column is None:
            columns: dict[str, str] = {}
            search = {"fts_table": SEARCH, "fts_pk": _SEARCHED_BY[name]} if name in _SEARCHED_BY else {}
            shown[name] = {**_headed(name, words), **_LOOKS.get(name, {}), **search, "columns": columns}
        else:
            columns[column] = f"{words.fr.title} : {words.fr.description} / {words.en.title}: {words.en.description}"
    return {**shown, "dictionary": _headed("dictionary", _DICTIONARY)}


def _headed(name: str, words: BothLanguages) -> dict[str, object]:
    """The heading of a page; it keeps the name, by which queries call the table."""
    return {"title": f"{_title(words)} ({name})", "description_html": _description(words) + _SCROLLED}


def _query(query: Query) -> dict[str, object]:
    return {
        "title": _title(query.words),
        "description_html": _description(query.words),
        "params": list(query.params),
        "hide_sql": True,
        "sql": query.sql,
    }


def _title(words: BothLanguages) -> str:
    return " / ".join(dict.fromkeys((words.fr.title, words.en.title)))


def _description(words: BothLanguages) -> str:
    return "".join(
        f'<p lang="{language}">{escape(text, quote=False)}</p>'
        for language, text in (("fr", words.fr.description), ("en", words.en.description))
    )
