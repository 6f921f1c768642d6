"""The tutorial docs/new-recueil.md, followed to the letter: its commands, what they print, its edits, the data at its end."""

import re
import shlex
import shutil
from pathlib import Path

import pytest

from pipeline.emit.json_file import read_json
from pipeline.evaluate.gold import read_gold
from pipeline.evaluate.scores import evaluate
from schemas.enums import FieldName
from tests.support import Recueil

ROOT = Path(__file__).resolve().parent.parent
PAGE = ROOT / "docs" / "new-recueil.md"
SAMPLE = ROOT / "docs" / "tutorial" / "bouts-de-chandelle.txt"
#: What the tutorial promises to be right; its gold holds no figures.
PROMISED = (
    "fiche", "title", "kind", "departments", "period", "status", "carriers", "carrier_type",
    "contact_name", "contact_role", "contact_phone", "contact_email", "section_keys",
)  # fmt: skip

BLOCKS = re.findall(r"^```(console|diff)\n(.*?)^```$", PAGE.read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL)


def follow(block: str, recueil: Recueil) -> None:
    """Runs the commands of a console block; what they print must hold the lines shown, in order, whatever stands for `…`."""
    for call in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]:
        line, _, shown = call.partition("\n")
        command, _, code = line.partition("# exit code")
        name, *arguments = shlex.split(command)
        assert name == "recueil"
        done = recueil(*arguments)
        assert done.code == int(code or 0), f"{command}: {done.stdout}{done.stderr}"
        printed = " ".join((done.stdout + done.stderr).split())
        place = 0
        for piece in re.split(r"…|\n", shown):
            words = " ".join(piece.split())
            place = printed.find(words, place)
            assert place >= 0, f"{command}: does not print {words!r} there, but {printed!r}"
            place += len(words)


def edit(block: str) -> None:
    """Makes an edit shown as a difference: the lines that go stand exactly once in the file."""
    head, *lines = block.splitlines()
    path = Path(head.removeprefix("--- "))
    old = "\n".join(line[1:] for line in lines if line[0] != "+")
    new = "\n".join(line[1:] for line in lines if line[0] != "-")
    text = path.read_text(encoding="utf-8")
    assert text.count(old) == 1, old
    path.write_text(text.replace(old, new), encoding="utf-8")


def test_the_tutorial_works_as_it_is_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, recueil: Recueil) -> None:
    shutil.copy(SAMPLE, tmp_path)
    monkeypatch.chdir(tmp_path)
    assert [kind for kind, _ in BLOCKS].count("diff") == 3
    for kind, block in BLOCKS:
        if kind == "console":
            follow(block, recueil)
        else:
            edit(block)
    report = evaluate(read_json(tmp_path / "data" / "out" / "fiches.json"), [read_gold(SAMPLE.with_suffix(".gold.jsonl"))])
    wrong = {field: report.tallies[FieldName(field)] for field in PROMISED if report.tallies[FieldName(field)].f1 < 1}
    assert not wrong
    assert report.tallies[FieldName.TITLE].support == 6


def test_the_edits_of_the_tutorial_are_needed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, recueil: Recueil) -> None:
    shutil.copy(SAMPLE, tmp_path)
    monkeypatch.chdir(tmp_path)
    assert recueil("profiles", "draft", SAMPLE.name, "--out", "my-rules/profiles/chandelle.yaml").code == 0
    assert recueil("run", SAMPLE.name, "--rules", "my-rules", "--no-ner").code == 0
    report = evaluate(read_json(tmp_path / "data" / "out" / "fiches.json"), [read_gold(SAMPLE.with_suffix(".gold.jsonl"))])
    assert report.tallies[FieldName.FICHE].f1 == 1
    assert report.tallies[FieldName.PERIOD].f1 == 0
    assert report.tallies[FieldName.SECTION_KEYS].f1 < 1


def test_the_excerpt_of_the_sample_is_what_the_sample_prints() -> None:
    excerpt = re.search(r"^```\n(.*?)^```$", PAGE.read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL)
    assert excerpt
    source = " ".join(SAMPLE.read_text(encoding="utf-8").split())
    assert all(" ".join(piece.split()) in source for piece in excerpt[1].split("…"))
