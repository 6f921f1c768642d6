import json
from typing import Any

import pytest

from pipeline.emit.tables import tables, territories
from pipeline.export.geojson import to_geojson
from schemas.dataset import Dataset

FULL = "recueil-lune.atelier-velo.0a1b2c"
TITLE = 'L\'atelier "vélo", côté cour'


def features(dataset: Dataset) -> list[dict[str, Any]]:
    collection = json.loads(to_geojson(territories(dataset)))
    assert collection["type"] == "FeatureCollection"
    found: list[dict[str, Any]] = collection["features"]
    return found


def run_by(dataset: Dataset, fiche_id: str, *codes: str) -> Dataset:
    """The dataset with one fiche more, run by departments of these codes."""
    _, full = dataset.fiches
    departments = tuple(full.departments[0].model_copy(update={"code": code}) for code in codes)
    more = full.model_copy(update={"id": fiche_id, "title": "Le car", "departments": departments})
    return dataset.model_copy(update={"fiches": (*dataset.fiches, more)})


def test_a_feature_to_the_last_member(dataset: Dataset) -> None:
    assert features(dataset)[0] == {
        "type": "Feature",
        "id": "23",
        "geometry": None,
        "properties": {
            "code": "23",
            "name": "Creuse",
            "region_code": "75",
            "region": "Nouvelle-Aquitaine",
            "fiche_count": 1,
            "fiches": [{"id": FULL, "title": TITLE}],
        },
    }


def test_there_is_a_feature_for_each_department_that_runs_a_fiche_and_none_for_those_that_only_resemble(dataset: Dataset) -> None:
    assert [feature["id"] for feature in features(dataset)] == ["23", "87"]


def test_features_stand_in_order_of_code_and_gather_their_fiches(dataset: Dataset) -> None:
    found = features(run_by(dataset, "lune.car", "87", "971", "2B", "2A", "01", "69M"))
    assert [feature["id"] for feature in found] == ["01", "23", "2A", "2B", "69M", "87", "971"]
    assert found[5]["properties"]["fiches"] == [{"id": FULL, "title": TITLE}, {"id": "lune.car", "title": "Le car"}]
    assert [feature["properties"]["fiche_count"] for feature in found] == [1, 1, 1, 1, 1, 2, 1]


def test_a_fiche_that_names_a_department_twice_counts_once(dataset: Dataset) -> None:
    found = features(run_by(dataset, "lune.car", "01", "01"))
    assert found[0]["properties"]["fiche_count"] == 1
    assert found[0]["properties"]["fiches"] == [{"id": "lune.car", "title": "Le car"}]


def test_equal_datasets_give_equal_bytes(dataset: Dataset) -> None:
    again = Dataset.model_validate(dataset.model_dump(mode="json"))
    assert to_geojson(territories(again)) == to_geojson(territories(dataset))


def test_without_departments_the_collection_is_empty(empty_dataset: Dataset) -> None:
    assert features(empty_dataset) == []


def test_another_table_is_refused(dataset: Dataset) -> None:
    with pytest.raises(KeyError, match="code"):
        to_geojson(tables(dataset)[0])
