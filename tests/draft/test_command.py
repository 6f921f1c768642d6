"""`recueil profiles draft` and `recueil profiles --explain` as their user meets them."""

import re
from pathlib import Path

import pytest

from pipeline.rulebook import read_rulebook
from tests.support import Recueil

ROOT = Path(__file__).resolve().parents[2]
LAYOUTS = ROOT / "tests" / "layouts" / "documents"
LEVAIN = ROOT / "tests" / "draft" / "documents" / "levain.md"


def test_a_draft_goes_to_a_file_and_its_report_to_the_terminal(tmp_path: Path, recueil: Recueil) -> None:
    out = tmp_path / "regles" / "profiles" / "levain.yaml"
    done = recueil("profiles", "draft", LEVAIN, "--out", out)
    assert (done.code, done.stderr) == (0, "")
    assert "Le four qui rallume le bourg" in done.stdout
    assert "5 of 5" in done.stdout
    assert "Terre = department? (5)" in done.stdout
    assert "La pièce manquante = body? (5)" in done.stdout
    text = out.read_text(encoding="utf-8")
    assert "- 'Cuisson'  # 5 times; guessed: 100% of its values look like one" in text
    assert read_rulebook(pack=tmp_path / "regles").profile("levain").layout.name == "header_fiches"


def test_without_a_file_the_yaml_alone_is_on_stdout(recueil: Recueil) -> None:
    done = recueil("profiles", "draft", LEVAIN)
    assert done.code == 0
    assert done.stdout.startswith("# Drafted from levain.md: 5 fiches.")
    assert done.stdout.endswith("further\n")
    assert "Le four qui rallume le bourg" not in done.stdout
    assert "Le four qui rallume le bourg" in done.stderr


def test_a_file_that_exists_is_overwritten_only_when_forced(tmp_path: Path, recueil: Recueil) -> None:
    out = tmp_path / "levain.yaml"
    out.write_text("# mine\n", encoding="utf-8")
    refused = recueil("profiles", "draft", LEVAIN, "--out", out)
    assert (refused.code, refused.stdout) == (2, "")
    assert "--force" in refused.stderr
    assert out.read_text(encoding="utf-8") == "# mine\n"
    assert recueil("profiles", "draft", LEVAIN, "--out", out, "--force").code == 0
    assert out.read_text(encoding="utf-8").startswith("# Drafted")


@pytest.mark.parametrize("name", ["a9.txt", "a10.txt", "a11.md"])
def test_a_document_without_fiches_is_one_line_and_no_file(name: str, tmp_path: Path, recueil: Recueil) -> None:
    done = recueil("profiles", "draft", LAYOUTS.parent / "none" / name, "--out", tmp_path / "regles" / "profiles" / "x.yaml")
    assert (done.code, done.stdout) == (1, "")
    assert len(done.stderr.splitlines()) == 1
    assert "nothing in it repeats like fiches" in done.stderr
    assert not list(tmp_path.iterdir())


def test_a_document_that_a_profile_reads_already_says_so(recueil: Recueil) -> None:
    assert "perhaps not needed: labelled can read this document" in recueil("profiles", "draft", LAYOUTS / "a1.txt").stderr


def test_explain_says_which_profile_is_chosen_and_why_others_are_not(recueil: Recueil) -> None:
    done = recueil("profiles", "--explain", LAYOUTS / "b7.txt")
    shown = " ".join(done.stdout.split())
    assert done.code == 0
    assert "chosen: 7 fiches" in shown
    assert "fits, but comes behind" in shown
    assert "does not fit" in shown
    assert shown.endswith("b7.txt: read with sheets.")


def test_explain_names_the_parts_of_a_document_of_two_layouts(recueil: Recueil) -> None:
    shown = recueil("profiles", "--explain", LAYOUTS / "a7.txt").stdout
    assert re.search(r"labelled \(0\.\d\d\), 4 fiches, from « PARTIE 1 – INITIATIVES DE TERRAIN »", shown)
    assert re.search(r"sheets \(0\.\d\d\), 4 fiches, from « PARTIE 2 – PLAN D'ACTION POUR L'INSERTION 2024-2026 »", shown)


def test_explain_proposes_a_draft_where_nothing_fits(recueil: Recueil) -> None:
    shown = recueil("profiles", "--explain", LEVAIN).stdout
    assert "no profile fits" in shown
    assert f"recueil profiles draft {LEVAIN}" in shown


def test_explain_goes_without_a_command(recueil: Recueil) -> None:
    assert recueil("profiles", "--explain", LEVAIN, "draft", LEVAIN).code == 2
