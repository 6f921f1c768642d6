import hashlib
import re

import pytest

from pipeline.emit.csv_file import to_csv
from pipeline.emit.dictionary import Dictionary
from pipeline.emit.tables import tables
from pipeline.export.card import card
from pipeline.rulebook import RULES, Rulebook
from pipeline.rules.reading import read_rules
from schemas.accuracy import AccuracyFile, InBoth, Score, SetAccuracy
from schemas.dataset import Dataset
from schemas.enums import FieldName
from schemas.sources import English, Licence, Publisher, SourceDocument, Sources
from tests.sets import SETS

SOURCES = Sources(
    title="Recueils *lunaires*",
    description="Ce que dit la lune.",
    en=English(title="Collections of the moon"),
    publisher=Publisher(name="Observatoire lunaire", url="https://lune.example/"),
    licence=Licence(id="etalab-2.0", title="Licence Ouverte 2.0", url="https://licence.example/2.0"),
    version="2.1",
    documents=(
        SourceDocument(
            id="note-soleil", title="Note | solaire", url="https://lune.example/note.txt", licence="CC-BY-4.0", published="2019"
        ),
    ),
)
ACCURACY = AccuracyFile(
    measured_on="2021-03-04",
    conditions=InBoth(fr="à la main", en="by hand"),
    sets=(
        SetAccuracy(
            name=InBoth(fr="essai", en="trial"),
            fields={FieldName.FIGURES: Score(f1=0.875, support=1234)},
            whole_fiches=Score(f1=0.5, support=40),
        ),
    ),
)


@pytest.fixture
def write(dataset: Dataset, rulebook: Rulebook):
    """Writes the card of a dataset, the fixture unless another is given."""

    def written(data: Dataset = dataset, sources: Sources | None = SOURCES, *, public: bool = False) -> str:
        held = tables(data)
        files = {f"{table.name}.csv": to_csv(table) for table in held}
        return card(data, held, Dictionary(rulebook.dictionary), ACCURACY, sources, files, public=public)

    return written


def cells(text: str, first: str) -> list[str]:
    """The cells of the one row of a table that begins with a text."""
    (row,) = [line for line in text.splitlines() if line.startswith(f"| {first} |")]
    return [cell.strip() for cell in re.split(r"(?<!\\)\|", row)[1:-1]]


def test_each_document_is_named_with_its_source_and_checksum(write) -> None:
    text = write()
    sha256 = "ab" * 32
    assert cells(text, "`note-soleil`") == [
        "`note-soleil`", r"[Note \| solaire](<https://lune.example/note.txt>)", "aucun", "1", "2019", "CC-BY-4.0", f"`{sha256}`",
    ]  # fmt: skip
    assert cells(text, "`recueil-lune`") == ["`recueil-lune`", "Recueil de la lune", "recueil", "1", "", "", f"`{sha256}`"]
    assert "1 fichier n'a pas pu être lu." in text


def test_no_contact_is_named(dataset: Dataset, write) -> None:
    text = write()
    contacts = [contact for fiche in dataset.fiches for contact in fiche.contacts]
    assert len(contacts) == 2
    assert [told for one in contacts for told in (one.name, one.role, *one.phones, *one.emails) if told and told in text] == []


def test_every_table_and_column_is_described(dataset: Dataset, rulebook: Rulebook, write) -> None:
    text = write()
    words = Dictionary(rulebook.dictionary)
    counts = text[text.index("## Contenu") : text.index("<details>")]
    for table in tables(dataset):
        described = text[text.index(f"<code>{table.name}</code>") :].partition("</details>")[0]
        told = [line.split(" | ")[:2] for line in described.splitlines() if line.startswith("| `")]
        assert told == [[f"| `{column}`", words.column(table.name, column).fr.title] for column in table.names]
        assert cells(counts, f"`{table.name}`")[2] == str(len(table.rows))


def test_tables_hold_the_same_number_of_cells_in_every_row(write) -> None:
    for part in re.findall(r"(?:^\|.*\n)+", write(), re.MULTILINE):
        assert len({len(re.split(r"(?<!\\)\|", line)) for line in part.splitlines()}) == 1


def test_accuracy_is_said_to_be_measured_elsewhere_with_date_and_conditions(write) -> None:
    text = write()
    assert "Mesurée le 2021-03-04 par le projet recueil" in text
    assert "et non sur ce jeu de données" in text
    assert "(à la main)" in text
    assert cells(text, "chiffres")[1] == "0,875 (1\u202f234)"
    assert cells(text, "titres")[1] == "–"
    assert cells(text, "fiches justes en tous leurs champs")[1] == "0,500 (40)"


def test_the_citation_names_publisher_title_version_and_files(dataset: Dataset, write) -> None:
    text = write()
    assert (
        r"> Observatoire lunaire. *Recueils \*lunaires\** [jeu de données], version 2.1. Licence Ouverte 2.0. <https://lune.example/>"
        in text
    )
    for table in tables(dataset):
        content = to_csv(table)
        assert cells(text, f"`{table.name}.csv`")[2] == f"`{hashlib.sha256(content).hexdigest()}`"


def test_the_summary_is_told_in_english_too(write) -> None:
    (start,) = [line for line in write().splitlines() if line.startswith("> **In English.**")]
    assert start == "> **In English.** Collections of the moon. Licence: Licence Ouverte 2.0."


def test_what_the_user_does_not_tell_is_left_out(write) -> None:
    text = write(sources=None)
    assert "Ce jeu de données : non précisée." in text
    assert "jeu de données]" not in text
    assert "http" not in text
    assert "None" not in text


def test_the_edition_with_persons_warns_and_the_public_one_says_what_it_left_out(write) -> None:
    full, public = write(), write(public=True)
    assert "données personnelles (2 contacts nommés" in full
    assert "Ne la publiez pas" in full
    assert "Édition publique" in public
    assert "Ne la publiez pas" not in public


def test_an_empty_dataset_has_a_card(empty_dataset: Dataset, write) -> None:
    assert "\n\n0 documents, 0 fiches, 9 tables, 0 lignes." in write(empty_dataset, SOURCES.model_copy(update={"documents": ()}))


def test_equal_datasets_give_equal_cards(dataset: Dataset, write) -> None:
    assert write(Dataset.model_validate(dataset.model_dump(mode="json"))) == write()


def test_the_measures_of_the_project_are_of_its_sets_and_fields() -> None:
    """`make docs` writes rules/accuracy.yaml."""
    accuracy = read_rules(RULES / "accuracy.yaml", AccuracyFile)
    assert [measured.name.en for measured in accuracy.sets] == [gold_set.name for gold_set in SETS]
    assert all(set(measured.fields) == set(FieldName) for measured in accuracy.sets)


def test_the_measures_are_those_of_the_page_of_accuracy() -> None:
    page = (RULES.parent / "docs" / "accuracy.md").read_text("utf-8").partition("<!-- table -->")[2].partition("<!-- end -->")[0]
    for position, measured in enumerate(read_rules(RULES / "accuracy.yaml", AccuracyFile).sets, 1):
        for field, score in [*measured.fields.items(), ("whole fiches", measured.whole_fiches)]:
            assert cells(page, field)[position].startswith(f"{score.f1:.3f} ({score.support})")
