import json

from pipeline.emit.json_file import write_json
from pipeline.export.json_lines import documents_to_json_lines, to_json_lines
from schemas.dataset import Dataset
from schemas.fiche import Fiche


def titled(dataset: Dataset, title: str) -> Dataset:
    bare, _ = dataset.fiches
    return dataset.model_copy(update={"fiches": (bare.model_copy(update={"title": title}),)})


def test_a_line_is_a_whole_fiche_in_the_order_of_the_dataset(dataset: Dataset) -> None:
    lines = to_json_lines(dataset).split(b"\n")
    assert lines.pop() == b""
    assert [Fiche.model_validate_json(line) for line in lines] == list(dataset.fiches)
    assert list(json.loads(lines[0])) == list(Fiche.model_fields)


def test_lines_say_what_fiches_json_says(dataset: Dataset) -> None:
    whole = json.loads(write_json(dataset))
    assert [json.loads(line) for line in to_json_lines(dataset).split(b"\n")[:-1]] == whole["fiches"]
    assert [json.loads(line) for line in documents_to_json_lines(dataset).split(b"\n")[:-1]] == whole["documents"]


def test_numbers_and_letters_are_printed_as_in_fiches_json(dataset: Dataset) -> None:
    fiches, documents = to_json_lines(dataset).decode(), documents_to_json_lines(dataset).decode()
    assert '"value": 40,' in fiches
    assert '"value": 66.67,' in fiches
    assert '"value": 1500000,' in documents
    assert "Réalisé" in fiches


def test_no_text_cuts_a_line_for_any_reader(dataset: Dataset) -> None:
    title = "a\nb\rc\x0bd\x0ce\x1cf\x1dg\x1eh\x85i\u2028j\u2029k"
    line, *others = to_json_lines(titled(dataset, title)).decode().splitlines()
    assert others == []
    assert json.loads(line)["title"] == title


def test_equal_datasets_give_equal_lines(dataset: Dataset) -> None:
    again = Dataset.model_validate(dataset.model_dump(mode="json"))
    assert to_json_lines(again) == to_json_lines(dataset)
    assert documents_to_json_lines(again) == documents_to_json_lines(dataset)


def test_an_empty_dataset_is_an_empty_file(empty_dataset: Dataset) -> None:
    assert to_json_lines(empty_dataset) == documents_to_json_lines(empty_dataset) == b""
