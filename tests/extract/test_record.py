"""Who publishes a document: the name of its file, where it tells one department, before those that its text names."""

import hashlib
from pathlib import PurePath

import pytest

from pipeline.document import Document
from pipeline.extract.figures import FigureReader
from pipeline.extract.record import PublisherRead, RecordReader
from pipeline.gazetteer import Gazetteer
from pipeline.load.html import read_html
from pipeline.rulebook import Rulebook
from tests.support import document

TEXT = "Le Département du Gard aide ses voisins. Le Département du Gard prête un car, et le Département de la Sarthe une salle."

Told = tuple[str, str] | None


@pytest.fixture(scope="module")
def reader(rulebook: Rulebook, gazetteer: Gazetteer) -> RecordReader:
    return RecordReader(rulebook, gazetteer, FigureReader(rulebook.figures, rulebook.figure_words))


def page(name: str | None) -> Document:
    """A web page that names two departments in its text; `name` is what its window shows."""
    head = f"<head><title>{name}</title></head>" if name is not None else ""
    data = f"<html>{head}<body><main><h1>Le schéma de l'autonomie</h1><p>{TEXT}</p></main></body></html>".encode()
    return Document("page", PurePath("page.html"), hashlib.sha256(data).hexdigest(), read_html(data))


def told(read: PublisherRead | None) -> Told:
    """The code and the printed name of a department."""
    return (read.place[0], read.name.text) if read and read.place else None


NAMES: dict[str | None, Told] = {
    "Le schéma de l'autonomie | Département de la Sarthe": ("72", "Département de la Sarthe"),
    "Sarthe : le schéma de l'autonomie": ("72", "Sarthe"),
    "La Sarthe – conseil départemental de la Sarthe": ("72", "conseil départemental de la Sarthe"),
    "Le schéma de l'autonomie": ("30", "Département du Gard"),
    "La Sarthe et le Lot, main dans la main": ("30", "Département du Gard"),
    None: ("30", "Département du Gard"),
}


@pytest.mark.parametrize(("name", "publisher"), NAMES.items(), ids=str)
def test_department_of_the_page_title_publishes(name: str | None, publisher: Told, reader: RecordReader) -> None:
    found = page(name)
    read = reader.publisher(found, acts=True)
    assert told(read) == publisher
    assert read is not None
    assert found.source[slice(*read.name.source_range)] == read.name.text


def test_page_title_tells_nothing_where_departments_do_not_publish(reader: RecordReader) -> None:
    assert told(reader.publisher(page("Le schéma de l'autonomie | Département de la Sarthe"), acts=False)) is None


JOINT = {
    "Entre les Départements du Gard et de la Sarthe": ["30", "72"],
    "DÉPARTEMENT DU GARD – DÉPARTEMENT DE LA SARTHE": ["30", "72"],
    "Schéma interdépartemental des solidarités : Gard, Sarthe": ["30", "72"],
    "Gard – Sarthe": ["30", "72"],
    "Gard • Sarthe": ["30", "72"],
    "Le Département du Gard, voisin de la Sarthe": ["30"],
    "Le schéma de l'autonomie": ["30"],
}


@pytest.mark.parametrize(("line", "codes"), JOINT.items(), ids=JOINT)
def test_departments_that_publish_together(line: str, codes: list[str], reader: RecordReader) -> None:
    found = document(f"{line}\n\n2024-2028\n\n{TEXT}")
    assert [code for code, _, _ in reader.publishers(found, reader.publisher(found, acts=True))] == codes
