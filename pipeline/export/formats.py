"""Which files each format is made of."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

from pipeline.emit.csv_file import to_csv, to_excel_csv
from pipeline.emit.dictionary import Dictionary
from pipeline.emit.tables import Table, tables, territories
from pipeline.export.card import CARD, card
from pipeline.export.datapackage import datapackage, schema_files
from pipeline.export.datasette import metadata
from pipeline.export.dcat import dcat
from pipeline.export.geojson import to_geojson
from pipeline.export.json_lines import documents_to_json_lines, to_json_lines
from pipeline.export.sqlite_file import to_sqlite
from pipeline.export.xlsx_file import to_xlsx
from schemas.accuracy import AccuracyFile
from schemas.dataset import Dataset
from schemas.sources import Sources

Files = dict[str, bytes]

#: What Datasette is told of the database: no data.
METADATA = "metadata.yml"


class Format(StrEnum):
    """What a dataset can be taken away as."""

    CSV = "csv"
    EXCEL = "excel"
    XLSX = "xlsx"
    JSONL = "jsonl"
    PARQUET = "parquet"
    SQLITE = "sqlite"
    GEO = "geo"
    DATASETTE = "datasette"
    PACKAGE = "package"


@dataclass(frozen=True)
class Edition:
    """A dataset to be given away: with persons or without (`public`), and what the user tells of it (`sources`)."""

    dataset: Dataset
    dictionary: Dictionary
    accuracy: AccuracyFile
    sources: Sources | None = None
    public: bool = False

    @cached_property
    def tables(self) -> tuple[Table, ...]:
        """All tables, that for maps too."""
        return (*tables(self.dataset), territories(self.dataset))


def files_of(edition: Edition, formats: Collection[Format]) -> Files:
    """The files of some formats by their path, in the order of the formats; those of the package tell of all others.

    The same edition always gives the same bytes.
    """
    files: Files = {}
    for name in Format:
        if name in formats:
            files |= _WRITERS[name](edition, files)
    return files


def _csv(edition: Edition, _: Mapping[str, bytes]) -> Files:
    return {f"{table.name}.csv": to_csv(table) for table in edition.tables}


def _excel(edition: Edition, _: Mapping[str, bytes]) -> Files:
    return {f"excel/{table.name}.csv": to_excel_csv(table) for table in edition.tables}


def _xlsx(edition: Edition, _: Mapping[str, bytes]) -> Files:
    return {"recueil.xlsx": to_xlsx(edition.tables, edition.dictionary)}


def _jsonl(edition: Edition, _: Mapping[str, bytes]) -> Files:
    return {"fiches.jsonl": to_json_lines(edition.dataset), "documents.jsonl": documents_to_json_lines(edition.dataset)}


def _parquet(edition: Edition, _: Mapping[str, bytes]) -> Files:
    from pipeline.export.parquet_file import to_parquet  # noqa: PLC0415 - a third of a second that only Parquet needs

    return {f"{table.name}.parquet": to_parquet(table, edition.dictionary) for table in edition.tables}


def _sqlite(edition: Edition, files: Mapping[str, bytes]) -> Files:
    return {"recueil.sqlite": files.get("recueil.sqlite") or to_sqlite(edition.dataset, edition.dictionary)}


def _geo(edition: Edition, _: Mapping[str, bytes]) -> Files:
    table = territories(edition.dataset)
    return {"territories.csv": to_csv(table), "territories.geojson": to_geojson(table)}


def _datasette(edition: Edition, files: Mapping[str, bytes]) -> Files:
    sources = edition.sources
    licence = (sources.licence.title, sources.licence.url) if sources else None
    told = metadata(edition.dataset, edition.dictionary, licence, title=sources.title if sources else None)
    return {**_sqlite(edition, files), METADATA: told.encode()}


def _package(edition: Edition, files: Mapping[str, bytes]) -> Files:
    # CSV may be among the files, or that for maps alone
    data = files if edition.tables[0].name + ".csv" in files else {**_csv(edition, files), **files}
    about: Files = {
        "datapackage.json": datapackage(edition.tables, edition.dictionary, edition.sources, data),
        **schema_files(edition.tables, edition.dictionary),
    }
    if edition.sources:  # a catalogue needs a title, a publisher and a licence
        given = {name: content for name, content in data.items() if name != METADATA}
        about["dcat.jsonld"] = dcat(edition.dataset, edition.sources, given)
    told = card(edition.dataset, edition.tables, edition.dictionary, edition.accuracy, edition.sources, data, public=edition.public)
    return {**data, **about, CARD: told.encode()}


_WRITERS: dict[Format, Callable[[Edition, Mapping[str, bytes]], Files]] = {
    Format.CSV: _csv,
    Format.EXCEL: _excel,
    Format.XLSX: _xlsx,
    Format.JSONL: _jsonl,
    Format.PARQUET: _parquet,
    Format.SQLITE: _sqlite,
    Format.GEO: _geo,
    Format.DATASETTE: _datasette,
    Format.PACKAGE: _package,
}
