"""The command `evaluate` as its user meets it: what it prints, what it writes, its exit codes, its one-line errors."""

import json
import sys
from collections.abc import Callable
from copy import deepcopy
from dataclasses import dataclass
from pathlib import Path
from xml.etree import ElementTree as Xml

import pytest

from cli import main
from pipeline.emit.folder import write_folder
from pipeline.evaluate.baseline import baseline_text, read_baseline
from tests.evaluate.lune import LUNE, Lune, spoilt, write_gold

BARS = "f1:\n  title: 0.9\n  carriers: 0.9\n"


@dataclass(frozen=True)
class Done:
    """What a call of the command left behind."""

    code: int
    stdout: str
    stderr: str


Evaluate = Callable[..., Done]


@pytest.fixture
def evaluate(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Evaluate:
    """Runs the command in this process, as a shell would; tables are 120 wide, as in a log."""

    def run(*arguments: str | Path) -> Done:
        monkeypatch.setattr(sys, "argv", ["recueil", "evaluate", *map(str, arguments)])
        with pytest.raises(SystemExit) as left:
            main()
        told = capsys.readouterr()
        assert isinstance(left.value.code, int)
        return Done(left.value.code, told.out, told.err)

    return run


@pytest.fixture
def gold(lune: Lune) -> Path:
    return lune.folder / "gold"


@pytest.fixture
def documents(lune: Lune) -> Path:
    return lune.folder / "documents"


@pytest.fixture
def bad_gold(lune: Lune, tmp_path: Path) -> Path:
    """Gold that finds something wrong."""
    return write_gold(tmp_path / "gold", spoilt(lune.records))


@pytest.fixture
def out(lune: Lune, tmp_path: Path) -> Path:
    """The folder an earlier run wrote."""
    write_folder(lune.dataset, tmp_path / "out")
    return tmp_path / "out"


def scores(stdout: str, field: str) -> list[str]:
    """The cells of the first row of a field."""
    row = next(line for line in stdout.split("\n") if line.startswith(f"│ {field} "))
    return [cell.strip() for cell in row.strip("│").split("│")]


def test_documents_are_read_now_and_scored(evaluate: Evaluate, gold: Path, documents: Path) -> None:
    done = evaluate(gold, "--documents", documents)
    assert (done.code, done.stderr) == (0, "")
    assert scores(done.stdout, "figures")[1:] == ["1.000", "1.000", "1.000", "1.000-1.000", "5", "5", "0", "0"]
    assert "errors" not in done.stdout


def test_without_documents_the_last_run_is_scored(evaluate: Evaluate, gold: Path, out: Path, bad_gold: Path) -> None:
    assert evaluate(gold, "--out", out).code == 0
    done = evaluate(bad_gold, "--out", out, "--errors", "9")
    assert (done.code, done.stderr) == (0, "")
    assert scores(done.stdout, "carriers")[6:] == ["3", "1", "1"]
    assert (
        f"{LUNE} line 53 carriers missed: Bailleur du Toit | <Sud>, read as MDPH de la Dordogne · rule found wrong (carrier.slot)"
        in done.stdout
    )


def test_errors_are_listed_where_they_are_asked_for(evaluate: Evaluate, bad_gold: Path, documents: Path) -> None:
    without, some = (evaluate(bad_gold, "--documents", documents, *more).stdout for more in ((), ("--errors", "1")))
    assert " · " not in without
    assert "TOURNOIS" not in some
    assert " contact_name missed: (a contact), read as (a contact) · " in some
    shown = evaluate(bad_gold, "--documents", documents, "--errors", "1", "--show-contacts").stdout
    assert " contact_name missed: Gilles TOURNOIS, read as Odile MARNIER · " in shown


def test_f1_by_document_kind_and_profile(evaluate: Evaluate, gold: Path, documents: Path) -> None:
    done = evaluate(gold, "--documents", documents, "--by", "document", "--by", "kind", "--by", "profile")
    heads = [line.split("┃")[2].strip() for line in done.stdout.split("\n") if line.startswith("┃ field ")]
    assert heads == ["P", LUNE, "fiche", "recueil"]


def test_the_guard_from_a_first_baseline_to_a_broken_item(evaluate: Evaluate, lune: Lune, documents: Path, tmp_path: Path) -> None:
    """The gold of the baseline holds what the reading of a damaged document misses."""
    baseline = tmp_path / "kept" / "baseline.json"
    gold = lune.folder / "gold"
    written = evaluate(gold, "--documents", documents, "--write-baseline", baseline)
    assert (written.code, written.stderr) == (0, "")
    assert baseline.read_text(encoding="utf-8") == baseline_text(read_baseline(baseline))
    same = evaluate(gold, "--documents", documents, "--against", baseline)
    assert same.code == 0
    assert "Nothing that was right in the baseline is wrong." in same.stdout
    assert scores(same.stdout, "figures")[-1] == "1.000"

    damaged = tmp_path / "damaged"
    damaged.mkdir()
    text = (documents / f"{LUNE}.txt").read_text(encoding="utf-8")
    (damaged / f"{LUNE}.txt").write_text(text.replace("Il compte 7 chauffeurs", "Il compte 8 chauffeurs"), encoding="utf-8")
    broken = evaluate(gold, "--documents", damaged, "--against", baseline)
    assert broken.code == 1
    items = [line for line in broken.stdout.split("\n") if line.startswith(LUNE)]
    assert [line.split(" · ")[0] for line in items] == [
        f"{LUNE} line 29 figures missed: 7 people (chauffeurs)",
        f"{LUNE} line 47 figures spurious: 8 people (chauffeurs)",
    ]
    assert "WORSE than the baseline: 1 gold item missed that was found, 1 wrong value new." in broken.stdout


def test_a_baseline_keeps_other_documents_and_a_new_one_is_named(
    evaluate: Evaluate, gold: Path, documents: Path, lune: Lune, tmp_path: Path
) -> None:
    baseline = tmp_path / "baseline.json"
    evaluate(gold, "--documents", documents, "--write-baseline", baseline)
    second = tmp_path / "recueil-vent.txt"
    second.write_bytes((documents / f"{LUNE}.txt").read_bytes())
    other = write_gold(tmp_path / "other", lune.records, "recueil-vent")
    unknown = evaluate(other, "--documents", second, "--against", baseline)
    assert unknown.code == 0
    assert "Not in the baseline: recueil-vent." in unknown.stdout
    evaluate(other, "--documents", second, "--write-baseline", baseline)
    assert list(read_baseline(baseline).documents) == [LUNE, "recueil-vent"]


def test_a_bar_that_is_missed_fails(evaluate: Evaluate, gold: Path, bad_gold: Path, documents: Path, tmp_path: Path) -> None:
    bars = tmp_path / "bars.yaml"
    bars.write_text(BARS, encoding="utf-8")
    good, bad = (evaluate(file, "--documents", documents, "--fail-under", bars) for file in (gold, bad_gold))
    assert (good.code, bad.code) == (0, 1)
    assert "Every bar is met." in good.stdout
    assert "BELOW the bar: carriers F1 0.7500 < 0.9" in bad.stdout
    assert scores(bad.stdout, "carriers")[-1] == "0.90"


def test_reports_are_written_beside_what_is_printed(evaluate: Evaluate, bad_gold: Path, documents: Path, tmp_path: Path) -> None:
    files = [tmp_path / "reports" / name for name in ("scores.json", "scores.md", "junit.xml")]
    bars = tmp_path / "bars.yaml"
    bars.write_text(BARS, encoding="utf-8")
    asked = [argument for file in files for argument in ("--report", file)]
    done = evaluate(bad_gold, "--documents", documents, "--fail-under", bars, *asked)
    assert done.code == 1
    told, page, xml = (file.read_text(encoding="utf-8") for file in files)
    assert json.loads(told)["scores"]["carriers"]["f1"] == 0.75
    assert page.startswith("# Accuracy\n")
    assert [suite.attrib["failures"] for suite in Xml.fromstring(xml)] == ["1"]  # noqa: S314
    assert "TOURNOIS" not in told + page + xml


def test_with_and_without_the_language_model_side_by_side(evaluate: Evaluate, gold: Path, documents: Path) -> None:
    done = evaluate(gold, "--documents", documents, "--ner", "both")
    assert (done.code, done.stderr) == (0, "")
    assert "with model" in done.stdout
    assert scores(done.stdout, "title")[-1] == "1.000"
    assert scores(done.stdout, "whole fiches")[-1] != ""


def test_a_document_that_cannot_be_read_is_named(evaluate: Evaluate, gold: Path, tmp_path: Path) -> None:
    (tmp_path / f"{LUNE}.docx").write_bytes(b"PK\x03\x04 no package")
    done = evaluate(gold, "--documents", tmp_path)
    assert done.stderr.startswith(f"{LUNE}.docx: ")
    assert len(done.stderr.strip().splitlines()) == 1
    assert scores(done.stdout, "fiche")[5:] == ["3", "0", "0", "3"]


def test_only_documents_of_the_gold_are_read(evaluate: Evaluate, gold: Path, documents: Path, tmp_path: Path) -> None:
    (tmp_path / "damaged.docx").write_bytes(b"no document")
    done = evaluate(gold, "--documents", documents, "--documents", tmp_path)
    assert (done.code, done.stderr) == (0, "")


# Wrong usage


@pytest.mark.parametrize(
    ("arguments", "problem"),
    [
        (("{gold}", "--documents", "{documents}", "--against", "none.json"), "none.json: cannot be read (No such file or directory)"),
        (("{gold}", "--documents", "{documents}", "--report", "report.txt"), "report.txt: a report ends in .json, .md, .xml"),
        (("{gold}", "--documents", "{tmp}/bars.yaml"), f"{LUNE}: gold, but no such document; name its file or folder with --documents"),
        (("{gold}", "--documents", "nowhere"), "nowhere: does not exist"),
        (("{documents}", "--documents", "{documents}"), "documents: holds no gold file (.jsonl)"),
        (("nowhere.gold.jsonl", "--documents", "{documents}"), "nowhere.gold.jsonl:1: cannot be read (No such file or directory)"),
        (
            ("{gold}", "--documents", "{documents}", "--fail-under", "{tmp}/bars.yaml"),
            "bars.yaml:2:3: f1.figure: unknown key; did you mean `figures`?",
        ),
        (("{gold}", "--documents", "{documents}", "--fail-under", "none.yaml"), "none.yaml:1:1: the file is missing"),
        (("{gold}", "--documents", "{documents}", "--write-baseline", "{tmp}/bars.yaml"), "bars.yaml: is no baseline"),
        (("{gold}", "--documents", "{documents}", "--write-baseline", "{tmp}/bars.yaml/b.json"), "b.json: cannot be written"),
        (("{gold}", "--out", "{tmp}/none"), "fiches.json: "),
    ],
    ids=[
        "missing baseline",
        "a report of no format",
        "gold without document",
        "no such folder",
        "a folder without gold",
        "no such gold",
        "a bar of no field",
        "missing bars",
        "a baseline that is none",
        "a baseline in a file",
        "no run before",
    ],
)
def test_wrong_usage_is_one_line(
    arguments: tuple[str, ...], problem: str, evaluate: Evaluate, gold: Path, documents: Path, tmp_path: Path
) -> None:
    (tmp_path / "bars.yaml").write_text("f1:\n  figure: 0.9\n", encoding="utf-8")
    done = evaluate(*(argument.format(gold=gold, documents=documents, tmp=tmp_path) for argument in arguments))
    assert done.code == 2
    assert problem in done.stderr
    assert len(done.stderr.strip().splitlines()) == 1


def test_the_model_is_asked_for_only_where_documents_are_read(evaluate: Evaluate, gold: Path, out: Path) -> None:
    done = evaluate(gold, "--out", out, "--ner", "both")
    assert done.code == 2
    assert "--ner goes with --documents" in done.stderr


def test_nothing_is_read_or_written_where_the_usage_is_wrong(evaluate: Evaluate, gold: Path, documents: Path, tmp_path: Path) -> None:
    baseline = tmp_path / "baseline.json"
    done = evaluate(gold, "--documents", documents, "--write-baseline", baseline, "--report", "report.txt")
    assert (done.code, done.stdout) == (2, "")
    assert not baseline.exists()


def test_a_fiche_that_is_no_more_in_the_gold_is_told(evaluate: Evaluate, lune: Lune, documents: Path, tmp_path: Path) -> None:
    baseline = tmp_path / "baseline.json"
    evaluate(lune.folder / "gold", "--documents", documents, "--write-baseline", baseline)
    records = deepcopy(lune.records)
    records[1]["departments"] = []
    less = write_gold(tmp_path / "less", records)
    done = evaluate(less, "--documents", documents, "--against", baseline)
    assert "Gold changed: 1 item of the baseline not in it any more." in done.stdout
