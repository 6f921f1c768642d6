"""Drafted profiles at work: untouched, in a pack, with every general profile switched off."""

from pathlib import Path

import pytest

from pipeline.draft.draft import Draft, draft
from pipeline.errors import NothingRepeatsError
from pipeline.evaluate.gold import Gold
from pipeline.evaluate.reading import Reading, gold_of, read_and_score
from pipeline.load import load
from pipeline.rulebook import Rulebook, failing_examples, read_rulebook
from schemas.enums import FieldName

ROOT = Path(__file__).resolve().parents[2]
LAYOUTS, OWN, TUTORIAL = ROOT / "tests" / "layouts", ROOT / "tests" / "draft", ROOT / "docs" / "tutorial"
GENERAL = ("labelled", "lines", "sheets", "plan")

#: Labelled lines, tables, counted sheets, header lines, two layouts in one, labels above their values, measures without
#: a header, header lines of fixed order, labels that hold sentences; the last three with labels, counting words and headings that no built-in rule knows.
DOCUMENTS = {
    LAYOUTS: ("a1.txt", "a2.md", "a3.txt", "a4.txt", "a7.txt", "b2.txt", "b7.txt", "c4.txt", "e2.txt"),
    OWN: ("levain.md", "carnet-de-marche.txt"),
}
FILES = [folder / "documents" / name for folder, names in DOCUMENTS.items() for name in names] + [TUTORIAL / "bouts-de-chandelle.txt"]


def gold_file(document: Path) -> Path:
    folder = document.parent if document.parent == TUTORIAL else document.parent.parent / "gold"
    return folder / f"{document.stem}.gold.jsonl"


@pytest.fixture(scope="module")
def drafts(rulebook: Rulebook) -> dict[Path, Draft]:
    return {file: draft(load(file), rulebook) for file in FILES}


@pytest.fixture(scope="module")
def pack(tmp_path_factory: pytest.TempPathFactory, drafts: dict[Path, Draft]) -> Path:
    """A pack without general profiles and with the draft for each document, as it is written."""
    folder = tmp_path_factory.mktemp("regles")
    (folder / "profiles").mkdir()
    for name in GENERAL:
        (folder / "profiles" / f"no-{name}.yaml").write_text(f"{{id: {name}, off: true}}\n", encoding="utf-8")
    for file, drafted in drafts.items():
        (folder / "profiles" / f"{file.stem}.yaml").write_text(drafted.text, encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def packed(pack: Path) -> Rulebook:
    return read_rulebook(pack=pack)


@pytest.fixture(scope="module")
def reading(packed: Rulebook) -> Reading:
    golds: list[Gold] = gold_of([gold_file(file) for file in FILES])
    return read_and_score(golds, FILES, packed, ner=False)


def test_a_draft_is_valid_and_its_examples_hold(packed: Rulebook) -> None:
    assert failing_examples(packed) == []
    assert not {profile.id for profile in packed.profiles} & set(GENERAL)


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
def test_an_untouched_draft_finds_the_fiches(file: Path, reading: Reading, drafts: dict[Path, Draft]) -> None:
    report = reading.report.by(lambda graded: graded.document)[file.stem]
    assert report.tallies[FieldName.FICHE].f1 >= 0.9
    assert report.tallies[FieldName.TITLE].f1 >= 0.9
    (document,) = (one for one in reading.dataset.documents if one.id == file.stem)
    assert document.profile == drafts[file].proposal.id


@pytest.mark.parametrize("name", ["a9.txt", "a10.txt", "a11.md"], ids=["minutes", "letter", "statistics"])
def test_a_document_without_fiches_gives_no_draft(name: str, rulebook: Rulebook) -> None:
    with pytest.raises(NothingRepeatsError, match=r"nothing in it repeats like fiches"):
        draft(load(LAYOUTS / "none" / name), rulebook)


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
def test_a_draft_holds_no_personal_data(file: Path, drafts: dict[Path, Draft]) -> None:
    text = drafts[file].text
    contacts = [contact for fiche in gold_of([gold_file(file)])[0].fiches for contact in fiche.contacts]
    for contact in contacts:
        assert contact.name is None or contact.name not in text
        assert not any(email in text for email in contact.emails)
    assert not any(f"0{phone[3:]}" in text.replace(" ", "") for contact in contacts for phone in contact.phones)
