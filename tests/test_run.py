"""The pipeline as a whole: evidence, determinism, one bad document among good ones."""

import json
import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from pipeline.document import LoadNote
from pipeline.errors import InputNotFoundError, UnknownProfileError
from pipeline.load import load
from pipeline.pages import Pages, PrintedLine
from pipeline.rulebook import default_rulebook
from pipeline.run import InputFile, Pipeline, input_files
from schemas.dataset import Dataset
from tests.support import evidences

ROOT = Path(__file__).resolve().parent.parent
SAMPLES = ROOT / "data" / "raw"


def run(*paths: Path, ner: bool = False, profile: str | None = None) -> Dataset:
    return Pipeline(default_rulebook(), ner=ner, profile=profile).run(input_files(paths))


@pytest.fixture(scope="module")
def samples() -> Dataset:
    return run(SAMPLES)


@pytest.fixture(scope="module")
def corpus(shared: Path) -> Dataset:
    return run(shared / "corpus")


def assert_evidence_holds(dataset: Dataset, folder: Path) -> None:
    checked = 0
    for document in dataset.documents:
        loaded = load(folder / document.source.path)
        records = [document, *(f for f in dataset.fiches if f.document == document.id)]
        for evidence in evidences(records):
            assert loaded.source[evidence.char_start : evidence.char_end] == evidence.text
            assert evidence.line == loaded.source.count("\n", 0, evidence.char_start) + 1
            checked += 1
    assert checked > 100


def test_every_evidence_of_the_samples_stands_at_its_place(samples: Dataset) -> None:
    assert_evidence_holds(samples, SAMPLES)


def test_every_evidence_of_the_real_documents_stands_at_its_place(corpus: Dataset, shared: Path) -> None:
    assert len(corpus.documents) == 5
    assert_evidence_holds(corpus, shared / "corpus")


def test_values_are_in_the_words_they_claim_to_be_read_from(samples: Dataset) -> None:
    squash = "".join
    for fiche in samples.fiches:
        for figure in fiche.figures:
            assert squash(figure.raw.split()) in squash(figure.evidence.text.replace("*", "").split())
        for contact in fiche.contacts:
            for email, evidence in zip(contact.emails, contact.parts.emails, strict=True):
                assert email == squash(evidence.text.split()).lower()
            for phone, evidence in zip(contact.phones, contact.parts.phones, strict=True):
                assert phone[-9:] == squash(c for c in evidence.text if c.isdigit())[-9:]


def test_same_bytes_whatever_the_hash_seed_and_the_folder(tmp_path: Path) -> None:
    outputs = []
    for seed, cwd in (("1", ROOT), ("271828", tmp_path)):
        out = tmp_path / f"out-{seed}"
        environment = {**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": str(ROOT)}
        command = [sys.executable, str(ROOT / "cli.py"), "run", str(SAMPLES), "--out", str(out), "--no-ner"]
        subprocess.run(command, cwd=cwd, env=environment, check=True, capture_output=True)
        outputs.append({path.name: path.read_bytes() for path in sorted(out.iterdir())})
    assert outputs[0] == outputs[1]
    assert set(outputs[0]) == {f"{name}.csv" for name in ("documents", "fiches", "sections", "departments", "carriers", "contacts", "figures", "organisations", "issues")} | {"fiches.json"}  # fmt: skip


def test_a_bad_document_leaves_the_others_complete(tmp_path: Path, samples: Dataset) -> None:
    for path in SAMPLES.glob("*.txt"):
        (tmp_path / path.name).write_bytes(path.read_bytes())
    (tmp_path / "vide.txt").write_text("  \n")
    (tmp_path / "image.txt").write_bytes(b"\x89PNG\r\n\x1a\n\0\0")
    dataset = run(tmp_path)
    assert dataset.fiches == samples.fiches
    assert [(f.path, f.error) for f in dataset.failures] == [
        ("image.txt", "UnsupportedFormatError"),
        ("vide.txt", "EmptyDocumentError"),
    ]
    assert all("\n" not in f.message and str(tmp_path) not in f.message for f in dataset.failures)


def test_two_files_of_the_same_name_are_not_mixed_up(tmp_path: Path) -> None:
    text = (SAMPLES / "contrat-exemple.txt").read_text(encoding="utf-8")
    (tmp_path / "a").mkdir()
    (tmp_path / "b").mkdir()
    (tmp_path / "a" / "contrat.txt").write_text(text, encoding="utf-8")
    (tmp_path / "b" / "contrat.txt").write_text(text, encoding="utf-8")
    dataset = run(tmp_path)
    assert len(dataset.documents) == 1
    assert [f.error for f in dataset.failures] == ["DuplicateDocumentError"]


def test_a_document_that_no_profile_fits_yields_no_fiche_and_says_so(tmp_path: Path) -> None:
    letter = tmp_path / "lettre.txt"
    letter.write_text("Madame, Monsieur,\n\nJe vous remercie de votre courrier du 3 mars.\n\nCordialement,\n")
    dataset = run(letter)
    assert dataset.fiches == ()
    (issue,) = dataset.documents[0].issues
    assert issue.code == "no_profile"
    assert dataset.documents[0].profile is None
    assert issue.suggestion
    assert issue.suggestion.startswith("--profile ")
    assert "recueil profiles draft lettre.txt" in issue.suggestion
    assert "« recueil profiles draft lettre.txt »" in issue.message


def test_a_profile_can_be_forced(tmp_path: Path) -> None:
    page = tmp_path / "page.txt"
    page.write_text("Aide aux familles\n\nLe contexte\n\nDes familles demandent de l'aide.\n\nObjectifs\n\n- Écouter\n")
    assert run(page).fiches == ()
    forced = run(page, profile="strategy")
    assert [f.title for f in forced.fiches] == ["Aide aux familles"]


def test_wrong_paths_and_profiles_are_named() -> None:
    with pytest.raises(InputNotFoundError, match="does not exist"):
        input_files([Path("nulle-part.txt")])
    with pytest.raises(UnknownProfileError, match="recueil"):
        Pipeline(default_rulebook(), profile="recuil")


def test_ids_survive_a_change_in_another_fiche(tmp_path: Path, samples: Dataset) -> None:
    source = (SAMPLES / "recueil-exemple.txt").read_text(encoding="utf-8")
    changed = tmp_path / "recueil-exemple.txt"
    first = next(f for f in samples.fiches if f.document == "recueil-exemple")
    cut = source[: first.sections[0].source.char_end] + " Une phrase de plus.\n\n" + source[first.sections[0].source.char_end :]
    changed.write_text(cut, encoding="utf-8")
    before = [f.id for f in samples.fiches if f.document == "recueil-exemple"]
    assert [f.id for f in run(changed).fiches] == before
    assert len(set(before)) == len(before)


def test_without_ner_spacy_is_never_loaded() -> None:
    code = (
        "import sys\nfrom pathlib import Path\nfrom pipeline.run import Pipeline, input_files\n"
        "from pipeline.rulebook import default_rulebook\n"
        f"Pipeline(default_rulebook(), ner=False).run(input_files([Path({str(SAMPLES)!r})]))\n"
        "print('spacy' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"


def test_the_model_adds_organisations_and_changes_nothing_else(corpus: Dataset, shared: Path) -> None:
    with_model = run(shared / "corpus", ner=True)
    plain, witnessed = ([f.model_copy(update={"organisations": ()}) for f in d.fiches] for d in (corpus, with_model))
    assert plain == witnessed
    added = [o for f in with_model.fiches for o in f.organisations if o.evidence.rule.startswith("ner.")]
    assert added
    assert all(o.evidence.confidence < 0.7 for o in added)


def test_values_that_fail_validation_are_kept_aside(tmp_path: Path) -> None:
    source = (SAMPLES / "recueil-exemple.txt").read_text(encoding="utf-8")
    huge = "9" * 400
    path = tmp_path / "recueil.txt"
    path.write_text(
        source.replace("DESCRIPTION DE L'ACTION\n", f"DESCRIPTION DE L'ACTION\n\nUn fonds de {huge} euros.\n", 1), encoding="utf-8"
    )
    dataset = run(path)
    assert [(r.field, huge in r.value) for r in dataset.rejected] == [("figures", True)]
    fiche = next(f for f in dataset.fiches if f.id == dataset.rejected[0].fiche)
    assert "value_set_aside" in {i.code for i in fiche.issues}
    assert all(figure.value < 1e300 for figure in fiche.figures)


READING = {
    "remark in the text": ("Un fonds de (à vérifier) euros soutient les familles.", "editorial_remark"),
    "number that counts nothing known": ("Le relais en a suivi 12.", "figure_unit_unread"),
}


@pytest.mark.parametrize(("sentence", "code"), READING.values(), ids=READING)
def test_findings_of_reading(sentence: str, code: str, tmp_path: Path, samples: Dataset) -> None:
    source = (SAMPLES / "recueil-exemple.txt").read_text(encoding="utf-8")
    path = tmp_path / "recueil-exemple.txt"
    path.write_text(source.replace("DESCRIPTION DE L'ACTION\n", f"DESCRIPTION DE L'ACTION\n\n{sentence}\n", 1), encoding="utf-8")

    def found(dataset: Dataset) -> int:
        return sum(i.code == code for f in dataset.fiches if f.document == "recueil-exemple" for i in f.issues)

    assert found(run(path)) == found(samples) + 1


def test_the_real_contents_list_is_found_again(corpus: Dataset) -> None:
    recueil = next(d for d in corpus.documents if d.kind == "recueil")
    check = recueil.contents_check
    assert check
    assert all(a.fiche for a in check.announced)
    assert check.unannounced == ()
    assert check.page_shift
    assert check.page_shift.shift < 0


def test_input_files_are_sorted_and_hidden_ones_left_out(tmp_path: Path) -> None:
    for name in ("b.txt", "a.txt", ".cache.txt"):
        (tmp_path / name).write_text("x")
    assert [f.shown_as.name for f in input_files([tmp_path])] == ["a.txt", "b.txt"]
    assert input_files([tmp_path / "a.txt"]) == [InputFile(tmp_path / "a.txt", Path("a.txt"))]


def test_json_is_what_the_contract_names(samples: Dataset) -> None:
    content = json.loads(samples.model_dump_json())
    assert content["schema_version"] == "1"
    fiche = content["fiches"][0]
    for key in ("id", "document", "kind", "chapter", "section", "title", "source", "departments", "related_departments", "period", "status", "carriers", "contacts", "figures", "sections", "issues", "confidence"):  # fmt: skip
        assert key in fiche
    document = content["documents"][0]
    for key in ("id", "source", "profile", "title", "kind", "publisher", "departments", "period", "figures", "issues", "contents_check"):  # fmt: skip
        assert key in document


def test_what_the_loader_tells_stands_among_the_findings_of_the_document() -> None:
    loaded = load(SAMPLES / "contrat-exemple.txt")
    notes = (LoadNote("page_unreadable", "La page 3 est abîmée ; rien n'en a été lu.", 3), LoadNote("page_read_by_ocr", "Page 4.", 4))
    document = replace(loaded, reading=replace(loaded.reading, notes=notes))
    found = Pipeline(default_rulebook(), ner=False).read(document).record.issues[:2]
    assert [(issue.code, issue.severity.value) for issue in found] == [("page_unreadable", "error"), ("page_read_by_ocr", "info")]
    assert found[0].message.startswith("La page 3")


def test_the_number_on_a_page_counts_more_than_the_contents_list(samples: Dataset) -> None:
    document = load(SAMPLES / "recueil-exemple.txt")
    announced = {fiche.source.printed_page for fiche in samples.fiches if fiche.document == document.id}
    assert len(announced - {None}) > 5
    for printed, expected in (({1: 99}, {99}), ({}, announced)):
        pages = Pages(1, (PrintedLine(0, 1, 0, 10, (0,), (1,)),), printed)
        paged = replace(document, reading=replace(document.reading, has_lines=False, pages=pages))
        fiches = Pipeline(default_rulebook(), ner=False).read(paged).fiches
        assert {fiche.source.printed_page for fiche in fiches} == expected
