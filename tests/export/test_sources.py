from pathlib import Path

import pytest

from pipeline.errors import RuleFileError
from pipeline.export.sources import read_sources
from tests.sets import ROOT

SAMPLE = ROOT / "data" / "sources.yaml"
DOCUMENTS = ("note-soleil", "recueil-lune")
LEAST = """\
title: Recueils lunaires
publisher: {name: Observatoire lunaire}
licence: {id: etalab-2.0, title: Licence Ouverte 2.0, url: https://licence.example/2.0}
"""


@pytest.fixture
def told(tmp_path: Path):
    """What reading a sources.yaml with some text says is wrong, without the path."""

    def read(text: str) -> str:
        path = tmp_path / "sources.yaml"
        path.write_text(text, encoding="utf-8")
        with pytest.raises(RuleFileError) as caught:
            read_sources(path, DOCUMENTS)
        message = str(caught.value)
        assert "\n" not in message
        return message.removeprefix(f"{path}:")

    return read


def test_title_publisher_and_licence_are_enough(tmp_path: Path) -> None:
    (tmp_path / "sources.yaml").write_text(LEAST, encoding="utf-8")
    sources = read_sources(tmp_path / "sources.yaml", DOCUMENTS)
    assert sources.model_dump(exclude_none=True, exclude_defaults=True) == {
        "title": "Recueils lunaires",
        "publisher": {"name": "Observatoire lunaire"},
        "licence": {"id": "etalab-2.0", "title": "Licence Ouverte 2.0", "url": "https://licence.example/2.0"},
    }


def test_the_sample_tells_of_every_sample_document() -> None:
    documents = {path.stem for path in (ROOT / "data" / "raw").iterdir()}
    sources = read_sources(SAMPLE, documents)
    assert {document.id for document in sources.documents} == documents
    assert sources.licence.id == "etalab-2.0"


def test_a_document_is_found_by_its_id(tmp_path: Path) -> None:
    (tmp_path / "sources.yaml").write_text(f'{LEAST}documents: [{{id: recueil-lune, published: "2018-05"}}]\n', encoding="utf-8")
    sources = read_sources(tmp_path / "sources.yaml", DOCUMENTS)
    assert sources.document("note-soleil") is None
    found = sources.document("recueil-lune")
    assert found is not None
    assert (found.published, found.url) == ("2018-05", None)


@pytest.mark.parametrize("lost", range(3))
def test_each_of_the_three_is_needed(lost: int, told) -> None:
    lines = LEAST.splitlines()
    name = lines.pop(lost).partition(":")[0]
    assert f"{name}: is missing; add `{name}: " in told("\n".join(lines))


def test_an_unknown_document_names_the_nearest(told) -> None:
    assert told(f"{LEAST}documents:\n  - id: note-soleil\n  - id: recueil-lun\n") == (
        "6:9: documents.1.id: the dataset has no document `recueil-lun`; did you mean `recueil-lune`?"
    )


def test_an_unknown_document_like_no_other_says_where_ids_are(told) -> None:
    assert told(f"{LEAST}documents: [{{id: zzz}}]\n").endswith("no document `zzz`; its ids are in the column `id` of documents.csv")


def test_a_document_stands_once(told) -> None:
    assert told(f"{LEAST}documents:\n  - id: note-soleil\n  - id: note-soleil\n") == (
        "6:9: documents.1.id: the document `note-soleil` stands twice; delete one"
    )


@pytest.mark.parametrize(
    ("more", "wrong"),
    [
        ("keywords: insertion", '4:11: keywords: must be a list, e.g. ["insertion"]'),
        ("version: 1.0", '4:10: version: must be a text; put it in quotes: "1.0"'),
        ('version: ""', "4:10: version: is empty; write its words"),
        ("keyword: [a]", "4:1: keyword: unknown key; did you mean `keywords`?"),
        ("en: {titel: Moon}", "4:6: en.titel: unknown key; did you mean `title`?"),
        (
            "documents: [{id: note-soleil, url: www.lune.example}]",
            "4:36: documents.0.url: is no web address; write e.g. `https://www.exemple.fr/page`",
        ),
        (
            "documents: [{id: note-soleil, published: 12/2019}]",
            '4:42: documents.0.published: is no date; write "2020", "2020-09" or "2020-09-15"',
        ),
        (
            "documents: [{id: note-soleil, published: 2019-13}]",
            '4:42: documents.0.published: is no date; write "2020", "2020-09" or "2020-09-15"',
        ),
        ("title: Encore", "4:1: title: this key is given twice, first in line 1; delete one, or join their values"),
    ],
)
def test_what_is_wrong_is_one_line_with_its_place(more: str, wrong: str, told) -> None:
    assert told(f"{LEAST}{more}\n") == wrong


def test_a_publisher_without_a_real_address_is_told(told) -> None:
    text = LEAST.replace("name: Observatoire lunaire", "name: Observatoire lunaire, email: contact")
    assert told(text).endswith("publisher.email: is no e-mail address; write e.g. `contact@exemple.fr`")


def test_a_missing_file_is_told(tmp_path: Path) -> None:
    with pytest.raises(RuleFileError, match=r"sources\.yaml:1:1: the file is missing; check the spelling$"):
        read_sources(tmp_path / "sources.yaml", DOCUMENTS)
