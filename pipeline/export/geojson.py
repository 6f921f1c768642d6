"""Departments and their fiches as GeoJSON (RFC 7946), to be joined with outlines by INSEE code."""

from itertools import groupby

from pipeline.emit.columns import Cell
from pipeline.emit.json_file import json_text
from pipeline.emit.tables import Table


def to_geojson(table: Table) -> bytes:
    r"""The table `territories` as a FeatureCollection: one Feature for each department that runs a fiche, in order of code.

    `id` is the INSEE code. `geometry` is null: the map takes outlines from a file of departments, by the code (such files
    draw the Métropole de Lyon, `69M`, within 69). Properties are `code`, `name`, `region_code`, `region`, `fiche_count`
    and `fiches`, a list of `id` and `title`. Raises KeyError for another table.

    >>> from pipeline.emit.tables import territories
    >>> from schemas.dataset import Dataset
    >>> to_geojson(territories(Dataset(documents=(), fiches=())))
    b'{\n "type": "FeatureCollection",\n "features": []\n}\n'
    """
    rows = [dict(zip(table.names, row, strict=True)) for row in table.rows]
    by_code = groupby(sorted(rows, key=_code), key=_code)
    collection = {"type": "FeatureCollection", "features": [_feature(code, list(of_code)) for code, of_code in by_code]}
    return json_text(collection, indent=1).encode() + b"\n"


def _code(row: dict[str, Cell]) -> str:
    return str(row["code"])


def _feature(code: str, rows: list[dict[str, Cell]]) -> dict[str, object]:
    # a fiche that names a department twice is one fiche
    titles = {row["fiche"]: row["title"] for row in rows}
    place = {name: rows[0][name] for name in ("code", "name", "region_code", "region")}
    fiches = [{"id": fiche, "title": title} for fiche, title in titles.items()]
    return {"type": "Feature", "id": code, "geometry": None, "properties": {**place, "fiche_count": len(fiches), "fiches": fiches}}
