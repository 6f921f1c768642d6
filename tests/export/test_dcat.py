import hashlib
import json
from typing import Any

import pytest

from pipeline.export.dcat import dcat
from schemas.dataset import Dataset
from schemas.fiche import DepartmentName
from schemas.sources import English, Licence, Publisher, SourceDocument, Sources

LEAST = Sources(
    title="Recueils lunaires",
    publisher=Publisher(name="Observatoire lunaire"),
    licence=Licence(id="etalab-2.0", title="Licence Ouverte 2.0", url="https://licence.example/2.0"),
)
FULL = LEAST.model_copy(
    update={
        "description": "Ce que dit la lune.",
        "en": English(title="Collections of the moon", description="What the moon tells."),
        "publisher": Publisher(name="Observatoire lunaire", url="https://lune.example/", email="donnees@lune.example"),
        "version": "2.1",
        "keywords": ("vélo", "mobilité"),
        "documents": (
            SourceDocument(id="recueil-lune", title="Recueil", url="https://lune.example/recueil.txt"),
            SourceDocument(id="note-soleil"),
        ),
    }
)
FILES = {"figures.csv": b"id,value\n", "données lunaires.xlsx": b"x" * 12, "fiches.jsonl": b"{}\n"}
PREFIXES = {"dcat", "dct", "foaf", "prov", "skos", "spdx", "vcard", "xsd"}


def read(dataset: Dataset, sources: Sources, files: dict[str, bytes] = FILES) -> dict[str, Any]:
    content: dict[str, Any] = json.loads(dcat(dataset, sources, files))
    return content


def terms(node: object) -> set[str]:
    """The properties, types and shortened addresses that some JSON-LD uses, its context apart."""
    if isinstance(node, list):
        return {term for one in node for term in terms(one)}
    if not isinstance(node, dict):
        return set()
    types = node.get("@type", [])
    named = {name for name in node if not name.startswith("@")} | set([types] if isinstance(types, str) else types)
    return named | {term for name, value in node.items() if name != "@context" for term in terms(value)}


def in_language(language: str, texts: list[dict[str, str]]) -> list[str]:
    return [text["@value"] for text in texts if text["@language"] == language]


def test_every_term_is_of_a_vocabulary_that_the_file_itself_declares(dataset: Dataset) -> None:
    catalogue = read(dataset, FULL)
    assert catalogue["@context"].keys() == PREFIXES
    assert all(address.startswith("http") and address[-1] in "/#" for address in catalogue["@context"].values())
    assert {term.partition(":")[0] for term in terms(catalogue)} <= PREFIXES


def test_a_catalogue_of_one_dataset_with_what_the_user_tells(dataset: Dataset) -> None:
    catalogue = read(dataset, FULL)
    about = catalogue["dcat:dataset"]
    assert (catalogue["@type"], about["@type"]) == ("dcat:Catalog", "dcat:Dataset")
    assert in_language("fr", about["dct:title"]) == ["Recueils lunaires"]
    assert in_language("en", about["dct:title"]) == ["Collections of the moon"]
    assert in_language("en", about["dct:description"]) == ["What the moon tells."]
    assert about["dct:publisher"]["foaf:name"] == "Observatoire lunaire"
    assert "foaf:Organization" in about["dct:publisher"]["@type"]
    assert about["dct:publisher"]["foaf:homepage"] == {"@id": "https://lune.example/"}
    assert about["dcat:contactPoint"]["vcard:hasEmail"] == {"@id": "mailto:donnees@lune.example"}
    assert about["dct:license"]["@id"] == "https://licence.example/2.0"
    assert in_language("fr", about["dcat:keyword"]) == ["vélo", "mobilité"]
    assert about["dcat:version"] == "2.1"
    assert about["dct:language"] == {"@id": "http://publications.europa.eu/resource/authority/language/FRA"}
    assert [source["@id"] for source in about["prov:wasDerivedFrom"]] == ["https://lune.example/recueil.txt"]


def test_what_is_not_told_is_left_out(empty_dataset: Dataset) -> None:
    about = read(empty_dataset, LEAST, {})["dcat:dataset"]
    assert about.keys() == {"@id", "@type", "dct:identifier", "dct:title", "dct:publisher", "dct:license", "dct:language"}
    assert in_language("en", about["dct:title"]) == []
    assert about["dct:publisher"].keys() == {"@id", "@type", "foaf:name"}


def test_a_distribution_says_how_to_get_and_to_check_a_file(dataset: Dataset) -> None:
    figures, book, _ = read(dataset, FULL)["dcat:dataset"]["dcat:distribution"]
    assert figures["dcat:downloadURL"] == figures["dcat:accessURL"] == {"@id": "figures.csv"}
    assert figures["dcat:mediaType"] == {"@id": "https://www.iana.org/assignments/media-types/text/csv"}
    assert figures["dct:format"] == {"@id": "http://publications.europa.eu/resource/authority/file-type/CSV"}
    assert figures["dcat:byteSize"] == {"@type": "xsd:nonNegativeInteger", "@value": "9"}
    assert figures["dct:license"] == {"@id": "https://licence.example/2.0"}
    checksum = figures["spdx:checksum"]
    assert checksum["spdx:algorithm"] == {"@id": "spdx:checksumAlgorithm_sha256"}
    assert checksum["spdx:checksumValue"]["@value"] == hashlib.sha256(b"id,value\n").hexdigest()
    assert book["dcat:downloadURL"] == {"@id": "donn%C3%A9es%20lunaires.xlsx"}
    assert book["dct:title"] == "données lunaires.xlsx"


def test_a_format_without_a_registered_name_gets_none(dataset: Dataset) -> None:
    lines = read(dataset, FULL)["dcat:dataset"]["dcat:distribution"][2]
    assert lines["dct:title"] == "fiches.jsonl"
    assert {"dcat:mediaType", "dct:format"} & lines.keys() == set()


def test_departments_have_addresses_of_insee_by_code(dataset: Dataset) -> None:
    places = read(dataset, FULL)["dcat:dataset"]["dct:spatial"]
    assert [place["@id"] for place in places] == ["http://id.insee.fr/geo/departement/23", "http://id.insee.fr/geo/departement/87"]
    assert [place["skos:prefLabel"]["@value"] for place in places] == ["Creuse", "Haute-Vienne"]


def test_the_metropole_of_lyon_is_named_but_has_no_address_as_a_department(dataset: Dataset) -> None:
    lyon = DepartmentName(code="69M", name="Métropole de Lyon", region="Auvergne-Rhône-Alpes", region_code="84")
    document = dataset.documents[0].model_copy(update={"departments": (lyon,)})
    places = read(dataset.model_copy(update={"documents": (document,), "fiches": ()}), FULL)["dcat:dataset"]["dct:spatial"]
    assert [(place.get("@id"), place["dct:identifier"]) for place in places] == [(None, "69M")]


@pytest.mark.parametrize(
    ("period", "covered"),
    [
        ({"start_year": 2016, "ongoing": True}, {"dcat:startDate": "2016"}),
        ({"start_year": 2016, "end_year": 2018, "ongoing": False}, {"dcat:startDate": "2016", "dcat:endDate": "2018"}),
        ({"start_year": 2016, "ongoing": False}, {"dcat:startDate": "2016", "dcat:endDate": "2016"}),
        ({"start_year": None, "ongoing": False}, None),
    ],
)
def test_years_covered_are_those_that_periods_name(period: dict[str, Any], covered: dict[str, str] | None, dataset: Dataset) -> None:
    full = dataset.fiches[1]
    assert full.period is not None
    fiche = full.model_copy(update={"period": full.period.model_copy(update=period)})
    told = read(dataset.model_copy(update={"fiches": (fiche,)}), FULL)["dcat:dataset"].get("dct:temporal")
    years = {name: value["@value"] for name, value in told.items() if name != "@type"} if told else None
    assert years == covered


def test_no_contact_is_named(dataset: Dataset) -> None:
    written = dcat(dataset, FULL, FILES).decode()
    contacts = [contact for fiche in dataset.fiches for contact in fiche.contacts]
    assert contacts
    assert [text for one in contacts for text in (one.name, *one.phones, *one.emails) if text and text in written] == []


def test_equal_datasets_give_equal_bytes(dataset: Dataset) -> None:
    again = Dataset.model_validate(dataset.model_dump(mode="json"))
    assert dcat(again, FULL, FILES) == dcat(dataset, FULL, FILES)
