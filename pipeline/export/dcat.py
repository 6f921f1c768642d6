"""The dataset as DCAT-AP 3 in JSON-LD, for data.gouv.fr and other catalogues.

A catalogue of one dataset, since harvesters ask for a catalogue. All addresses are relative: they hold wherever the file is
published, beside the files it describes.
"""

import hashlib
from collections.abc import Mapping
from pathlib import PurePosixPath
from urllib.parse import quote

from pipeline.emit.json_file import json_text
from pipeline.export.datapackage import filled, package_name
from schemas.dataset import Dataset
from schemas.fiche import DepartmentName
from schemas.sources import Licence, Publisher, SourceDocument, Sources

_CONTEXT = {
    "dcat": "http://www.w3.org/ns/dcat#",
    "dct": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "prov": "http://www.w3.org/ns/prov#",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "spdx": "http://spdx.org/rdf/terms#",
    "vcard": "http://www.w3.org/2006/vcard/ns#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
_FRENCH = "http://publications.europa.eu/resource/authority/language/FRA"
_FILE_TYPE = "http://publications.europa.eu/resource/authority/file-type/"
_MEDIA_TYPE = "https://www.iana.org/assignments/media-types/"
_DEPARTMENT = "http://id.insee.fr/geo/departement/"
#: Has an INSEE code of its own as a body, but is no department of the INSEE id space.
_NO_DEPARTMENT = frozenset({"69M"})

#: By the ending of a file: its registered media type and its code in the list of the European Union, null where there is none.
_TYPES: Mapping[str, tuple[str | None, str | None]] = {
    ".csv": ("text/csv", "CSV"),
    ".geojson": ("application/geo+json", "GEOJSON"),
    ".json": ("application/json", "JSON"),
    ".parquet": ("application/vnd.apache.parquet", "PARQUET"),
    ".sqlite": ("application/vnd.sqlite3", None),
    ".db": ("application/vnd.sqlite3", None),
    ".xlsx": ("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "XLSX"),
    ".zip": ("application/zip", "ZIP"),
}


def dcat(dataset: Dataset, sources: Sources, files: Mapping[str, bytes]) -> bytes:
    """The bytes of the JSON-LD: one distribution for each of `files` (data files by path from the JSON-LD).

    What `sources` does not say is left out, and so are media types and formats that have no registered name. Every year
    that a period names lies in the temporal coverage, which has no end where an action goes on.
    """
    licence, publisher = _licence(sources.licence), _publisher(sources.publisher)
    titles, descriptions = _texts(sources.title, sources.en.title), _texts(sources.description, sources.en.description)
    about = {
        "@id": "#dataset",
        "@type": "dcat:Dataset",
        "dct:identifier": package_name(sources),
        "dct:title": titles,
        "dct:description": descriptions,
        "dct:publisher": publisher,
        "dcat:contactPoint": _contact_point(sources.publisher),
        "dct:license": licence,
        "dcat:version": sources.version,
        "dcat:keyword": [{"@language": "fr", "@value": keyword} for keyword in sources.keywords],
        "dct:language": {"@id": _FRENCH},
        "dct:spatial": _spatial(dataset),
        "dct:temporal": _temporal(dataset),
        "prov:wasDerivedFrom": [_document(document) for document in sources.documents if document.url],
        "dcat:distribution": [_distribution(path, content, licence) for path, content in files.items()],
    }
    catalogue = {
        "@context": _CONTEXT,
        "@id": "#catalogue",
        "@type": "dcat:Catalog",
        "dct:title": titles,
        "dct:description": descriptions,
        "dct:publisher": publisher,
        "dcat:dataset": filled(about),
    }
    return (json_text(filled(catalogue), indent=1) + "\n").encode()


def _texts(fr: str | None, en: str | None) -> list[dict[str, str]]:
    return [{"@language": language, "@value": text} for language, text in (("fr", fr), ("en", en)) if text]


def _licence(licence: Licence) -> dict[str, object]:
    return {"@id": licence.url, "@type": "dct:LicenseDocument", "dct:identifier": licence.id, "dct:title": licence.title}


def _publisher(publisher: Publisher) -> dict[str, object]:
    homepage = {"@id": publisher.url} if publisher.url else None
    return filled(
        {"@id": "#publisher", "@type": ["foaf:Organization", "foaf:Agent"], "foaf:name": publisher.name, "foaf:homepage": homepage}
    )


def _contact_point(publisher: Publisher) -> dict[str, object] | None:
    if not publisher.email:
        return None
    return {"@type": "vcard:Organization", "vcard:fn": publisher.name, "vcard:hasEmail": {"@id": f"mailto:{publisher.email}"}}


def _spatial(dataset: Dataset) -> list[dict[str, object]]:
    """The departments that documents speak of and fiches are run by, in the order of their codes."""
    told = [*(document.departments for document in dataset.documents), *(fiche.departments for fiche in dataset.fiches)]
    named = {department.code: department for departments in told for department in departments}
    return [_location(named[code]) for code in sorted(named)]


def _location(department: DepartmentName) -> dict[str, object]:
    place = None if department.code in _NO_DEPARTMENT else f"{_DEPARTMENT}{department.code}"
    return filled(
        {
            "@id": place,
            "@type": "dct:Location",
            "dct:identifier": department.code,
            "skos:prefLabel": {"@language": "fr", "@value": department.name},
        }
    )


def _temporal(dataset: Dataset) -> dict[str, object] | None:
    told = [*(document.period for document in dataset.documents), *(fiche.period for fiche in dataset.fiches)]
    periods = [period for period in told if period]
    years = [year for period in periods for year in (period.start_year, period.end_year) if year]
    if not years:
        return None
    end = None if any(period.ongoing for period in periods) else _year(max(years))
    return filled({"@type": "dct:PeriodOfTime", "dcat:startDate": _year(min(years)), "dcat:endDate": end})


def _year(year: int) -> dict[str, str]:
    return {"@type": "xsd:gYear", "@value": str(year)}


def _document(document: SourceDocument) -> dict[str, object]:
    return filled({"@id": document.url, "@type": "foaf:Document", "dct:title": document.title})


def _distribution(path: str, content: bytes, licence: Mapping[str, object]) -> dict[str, object]:
    media_type, code = _TYPES.get(PurePosixPath(path).suffix, (None, None))
    address = {"@id": quote(path)}
    return filled(
        {
            "@type": "dcat:Distribution",
            "dct:title": path,
            "dcat:accessURL": address,
            "dcat:downloadURL": address,
            "dcat:mediaType": {"@id": f"{_MEDIA_TYPE}{media_type}"} if media_type else None,
            "dct:format": {"@id": f"{_FILE_TYPE}{code}"} if code else None,
            "dcat:byteSize": {"@type": "xsd:nonNegativeInteger", "@value": str(len(content))},
            "dct:license": {"@id": licence["@id"]},
            "spdx:checksum": {
                "@type": "spdx:Checksum",
                "spdx:algorithm": {"@id": "spdx:checksumAlgorithm_sha256"},
                "spdx:checksumValue": {"@type": "xsd:hexBinary", "@value": hashlib.sha256(content).hexdigest()},
            },
        }
    )
