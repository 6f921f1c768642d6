import pytest

from pipeline.emit.csv_file import to_csv, to_excel_csv
from pipeline.emit.json_file import write_json
from pipeline.emit.tables import tables
from pipeline.errors import PersonalDataLeftError
from pipeline.public.leaks import Leak, check_no_leaks, find_leaks
from schemas.dataset import Dataset
from tests.public.invented import FICHE, made_public
from tests.public.written import as_csv, workbook


@pytest.mark.parametrize(
    "text",
    [
        "MARNIER Odile",
        "odile   marnier",
        "Odile\nMarnier",
        "Odilé-Màrnier",
        "Odile Mar-\nnier",
        "odilemarnier",
        "odile_marnier",
        "Marnier, Odile",
        "Mme Marnier",
        "MADAME MARNIER",
        "le dr de Marnier",
        "Mme\nMar-\nnier",
        "Paul Ginet¹",
    ],
)
def test_each_printing_of_a_name_is_found(dataset: Dataset, text: str) -> None:
    assert find_leaks(dataset, {"note.md": f"un\n{text} deux".encode()}) == [Leak("note.md", "line 2", "name", FICHE)]


@pytest.mark.parametrize(
    "text",
    ["Odile et Marnier", "Jodile Marnier", "Odile Marniers", "rue Marnier", "Odile, puis Marnier", "Mme la Marnière", "Paul, 12, Ginet"],
)
def test_other_words_are_no_names(dataset: Dataset, text: str) -> None:
    assert find_leaks(dataset, {"note.md": text.encode()}) == []


@pytest.mark.parametrize(
    "text", ["ODILE@Rayons.example", "odile @ rayons.\nexample", "odile (at) rayons.example", "<mailto:odile@rayons.example>"]
)
def test_each_printing_of_an_address_is_found(dataset: Dataset, text: str) -> None:
    assert [leak.kind for leak in find_leaks(dataset, {"note.md": text.encode()})] == ["email"]


@pytest.mark.parametrize("text", ["clodile@rayons.example", "odile@rayons.examples", "m.odile@rayons.example", "odile@lune.example"])
def test_other_addresses_are_not(dataset: Dataset, text: str) -> None:
    assert find_leaks(dataset, {"note.md": text.encode()}) == []


@pytest.mark.parametrize(
    "text",
    [
        "+33199000001",
        "0199000001",
        "01.99.00.00.01",
        "01-99-00-00-01",
        "01 99 00\u202f00 01",
        "+33 (0)1 99 00 00 01",
        "0033199000001",
        "199000001",
    ],
)
def test_each_printing_of_a_number_is_found(dataset: Dataset, text: str) -> None:
    assert [leak.kind for leak in find_leaks(dataset, {"note.md": f"au {text} ou".encode()})] == ["phone"]


@pytest.mark.parametrize("text", ["01 99 00 00 03", "2 199 000 001", "0199 ou 000001"])
def test_other_numbers_are_not(dataset: Dataset, text: str) -> None:
    assert find_leaks(dataset, {"note.md": text.encode()}) == []


def test_a_number_that_a_program_took_for_one_is_found(dataset: Dataset) -> None:
    book = workbook(lambda book: book.add_worksheet().write_number(0, 0, 199000001))
    assert [leak.kind for leak in find_leaks(dataset, {"fiches.xlsx": book})] == ["phone"]
    assert [leak.kind for leak in find_leaks(dataset, {"fiches.json": b'{"phone": 33199000001}'})] == ["phone"]


def test_a_name_of_one_word_is_found_behind_a_civility_and_in_the_column_of_names(dataset: Dataset) -> None:
    fiche = dataset.fiches[1]
    contact = fiche.contacts[1].model_copy(update={"name": "Février"})
    full = dataset.model_copy(update={"fiches": (fiche.model_copy(update={"contacts": (contact,)}),)})
    for file, content in {"note.md": "Mme Février", "contacts.csv": "id,name\na,FÉVRIER\n"}.items():
        assert [leak.kind for leak in find_leaks(full, {file: content.encode()})] == ["name"]
    for file, content in {"note.md": "en février", "periods.csv": "id,name\na,Février\n"}.items():
        assert find_leaks(full, {file: content.encode()}) == []


def files_of(dataset: Dataset) -> dict[str, bytes]:
    files = {"fiches.json": write_json(dataset)}
    for table in tables(dataset):
        files |= {f"{table.name}.csv": to_csv(table), f"{table.name}-excel.csv": to_excel_csv(table)}
    return files


def test_files_of_the_full_edition_leak_and_those_of_the_public_one_do_not(dataset: Dataset) -> None:
    leaks = find_leaks(dataset, files_of(dataset))
    assert {leak.file for leak in leaks} == {"fiches.json", "contacts.csv", "contacts-excel.csv"}
    assert {leak.kind for leak in leaks} == {"name", "email", "phone"}
    assert len(leaks) == len(set(leaks))
    check_no_leaks(dataset, files_of(made_public(dataset)))


def test_the_error_tells_the_place_and_never_the_value(dataset: Dataset) -> None:
    files = {"fiches.csv": as_csv("Odile Marnier, odile@rayons.example, 0199000001")}
    with pytest.raises(PersonalDataLeftError) as caught:
        check_no_leaks(dataset, files)
    error = caught.value
    assert (error.file, error.place, error.kind, error.fiche, error.others) == ("fiches.csv", "text", "name", FICHE, 2)
    assert "and 2 more" in str(error)
    for value in ("odile", "marnier", "rayons", "199000001"):
        assert value not in str(error).lower()


def test_the_full_edition_of_a_dataset_without_contacts_finds_nothing(empty_dataset: Dataset) -> None:
    assert find_leaks(empty_dataset, {"note.md": b"Odile Marnier 0199000001 odile@rayons.example"}) == []
