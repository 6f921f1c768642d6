import json
import re
from pathlib import Path

import pytest

from pipeline.emit.json_file import read_json, write_json
from pipeline.errors import DatasetError
from schemas.dataset import Dataset
from schemas.fiche import Fiche

EMPTY = b'{\n "schema_version": "1",\n "documents": [],\n "fiches": [],\n "rejected": [],\n "failures": []\n}\n'


def test_an_empty_dataset_to_the_byte(empty_dataset: Dataset) -> None:
    assert write_json(empty_dataset) == EMPTY


def test_what_is_written_is_read_back_equal(dataset: Dataset, tmp_path: Path) -> None:
    path = tmp_path / "fiches.json"
    path.write_bytes(write_json(dataset))
    assert read_json(path) == dataset


def test_equal_datasets_give_equal_bytes(dataset: Dataset) -> None:
    content = json.loads(write_json(dataset))
    shuffled = {key: content[key] for key in reversed(content)}
    shuffled["fiches"] = [{key: fiche[key] for key in reversed(fiche)} for fiche in content["fiches"]]
    assert write_json(Dataset.model_validate(shuffled)) == write_json(dataset)


def test_keys_stand_as_the_records_declare_them(dataset: Dataset) -> None:
    fiche = json.loads(write_json(dataset))["fiches"][1]
    assert list(fiche) == list(Fiche.model_fields)
    assert list(fiche["departments"][0]) == ["code", "name", "region", "region_code", "evidence"]


def test_whole_numbers_have_no_decimals(dataset: Dataset) -> None:
    text = write_json(dataset).decode()
    assert '"value": 40,' in text
    assert '"value": 66.67,' in text
    assert '"high": 12.5,' in text
    assert '"value": 1500000,' in text
    assert '"confidence": 1\n' in text
    assert not re.search(r"\d\.0\b", text)


def test_text_is_utf8_with_one_blank_of_indent_and_a_final_newline(dataset: Dataset) -> None:
    data = write_json(dataset)
    assert "Réalisé".encode() in data
    assert b"\\u" not in data
    assert data.startswith(b'{\n "schema_version": "1",\n "documents": [\n  {\n   "id": "note-soleil"')
    assert data.endswith(b"}\n")
    assert not data.endswith(b"\n\n")


def test_a_number_that_json_cannot_hold_is_refused(dataset: Dataset) -> None:
    fiche = dataset.fiches[1]
    endless = fiche.figures[0].model_copy(update={"value": float("inf")})
    broken = dataset.model_copy(update={"fiches": (fiche.model_copy(update={"figures": (endless,)}),)})
    with pytest.raises(ValueError, match="not JSON compliant"):
        write_json(broken)


@pytest.mark.parametrize(
    ("data", "problem"),
    [
        (b"", "is not JSON (line 1, column 1"),
        (b'{"schema_version": "1",\n "documents": [}', "is not JSON (line 2, column 16"),
        (b'"\xff"', "is not UTF-8 text (byte 2)"),
        (b"[" * 100_000, "nested too deeply"),
        (b"[]", "no JSON object"),
        (b'{"documents": [], "fiches": []}', "has schema version None, this program reads '1'"),
        (b'{"schema_version": "2", "documents": 3}', "has schema version '2', this program reads '1'"),
        (b'{"schema_version": "1", "fiches": []}', "documents: Field required"),
        (b'{"schema_version": "1", "fiches": [{}], "documents": []}', "fiches.0.id: Field required (and "),
        (EMPTY.replace(b"rejected", b"refused"), "refused: Extra inputs are not permitted"),
    ],
)
def test_what_is_no_dataset_is_told_in_one_line(data: bytes, problem: str, tmp_path: Path) -> None:
    path = tmp_path / "fiches.json"
    path.write_bytes(data)
    with pytest.raises(DatasetError) as caught:
        read_json(path)
    message = str(caught.value)
    assert message.startswith("fiches.json: ")
    assert problem in message
    assert "\n" not in message
    assert caught.value.path == path


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(DatasetError, match=r"^none\.json: cannot be read \(No such file or directory\)$"):
        read_json(tmp_path / "none.json")


def test_an_invalid_value_is_not_repeated_in_the_message(dataset: Dataset, tmp_path: Path) -> None:
    path = tmp_path / "fiches.json"
    path.write_bytes(write_json(dataset).replace(b'"odile@rayons.example"', b'"Odile Marnier"'))
    with pytest.raises(DatasetError) as caught:
        read_json(path)
    assert "fiches.1.contacts.0.emails.0" in str(caught.value)
    assert "Marnier" not in str(caught.value)
