"""The whole export: which files there are, that they never vary, and that a public one holds no person."""

import json
import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from pipeline.emit.dictionary import Dictionary
from pipeline.emit.folder import write_folder
from pipeline.emit.json_file import read_json
from pipeline.errors import OtherFilesError, PersonalDataLeftError
from pipeline.export.card import CARD
from pipeline.export.export import export, export_public
from pipeline.export.formats import Edition, Format, files_of
from pipeline.public.leaks import find_leaks
from pipeline.rulebook import Rulebook, read_accuracy
from schemas.dataset import Dataset
from schemas.sources import Licence, Publisher, Sources
from tests.support import Recueil

SOURCES = Sources(
    title="Recueils lunaires",
    publisher=Publisher(name="Observatoire lunaire"),
    licence=Licence(id="etalab-2.0", title="Licence Ouverte 2.0", url="https://licence.example/2.0"),
)
TABLES = (
    "documents",
    "fiches",
    "sections",
    "departments",
    "carriers",
    "contacts",
    "figures",
    "organisations",
    "issues",
    "territories",
)


@pytest.fixture
def edition(dataset: Dataset, rulebook: Rulebook) -> Edition:
    return Edition(dataset, Dictionary(rulebook.dictionary), read_accuracy(), SOURCES)


@pytest.mark.parametrize(
    ("name", "files"),
    [
        (Format.CSV, {f"{table}.csv" for table in TABLES}),
        (Format.EXCEL, {f"excel/{table}.csv" for table in TABLES}),
        (Format.XLSX, {"recueil.xlsx"}),
        (Format.JSONL, {"fiches.jsonl", "documents.jsonl"}),
        (Format.PARQUET, {f"{table}.parquet" for table in TABLES}),
        (Format.SQLITE, {"recueil.sqlite"}),
        (Format.GEO, {"territories.csv", "territories.geojson"}),
        (Format.DATASETTE, {"recueil.sqlite", "metadata.yml"}),
        (
            Format.PACKAGE,
            {
                *(f"{table}.csv" for table in TABLES),
                *(f"schemas/{table}.schema.json" for table in TABLES),
                "datapackage.json",
                "dcat.jsonld",
                CARD,
            },
        ),
    ],
)
def test_the_files_of_a_format(name: Format, files: set[str], edition: Edition) -> None:
    written = files_of(edition, [name])
    assert set(written) == files
    assert all(written.values())


def test_the_package_tells_of_all_files_that_go_with_it(edition: Edition) -> None:
    files = files_of(edition, list(Format))
    catalogue = json.loads(files["dcat.jsonld"])
    told = json.dumps(catalogue)
    assert [name for name in files if name not in told] == [
        "metadata.yml",
        "datapackage.json",
        *(f"schemas/{table}.schema.json" for table in TABLES),
        "dcat.jsonld",
        CARD,
    ]
    assert "recueil.xlsx" in files[CARD].decode()


def test_without_sources_there_is_no_catalogue(edition: Edition) -> None:
    assert "dcat.jsonld" not in files_of(replace(edition, sources=None), [Format.PACKAGE])


def test_the_same_data_give_the_same_bytes_in_another_process_zone_and_hash_seed(dataset: Dataset, tmp_path: Path) -> None:
    write_folder(dataset, tmp_path)
    written = []
    for zone, seed in (("Europe/Paris", "1"), ("Pacific/Noumea", "2")):
        to = tmp_path / zone.replace("/", "-")
        command = [sys.executable, "cli.py", "export", "--out", str(tmp_path), "--to", str(to)]
        root = Path(__file__).resolve().parents[2]
        subprocess.run(command, check=True, cwd=root, env={**os.environ, "TZ": zone, "PYTHONHASHSEED": seed}, capture_output=True)
        written.append({path.relative_to(to).as_posix(): path.read_bytes() for path in to.rglob("*") if path.is_file()})
    assert len(written[0]) > 40
    assert [name for name in written[0] if written[0][name] != written[1].get(name)] == []
    assert set(written[0]) == set(written[1])


def test_a_public_export_holds_no_contact_in_any_file_of_any_format(edition: Edition, rulebook: Rulebook, tmp_path: Path) -> None:
    full = files_of(edition, list(Format))
    leaks = find_leaks(edition.dataset, full)
    leaking = {leak.file for leak in leaks}
    assert {"contacts.csv", "excel/contacts.csv", "recueil.xlsx", "fiches.jsonl", "contacts.parquet", "recueil.sqlite"} <= leaking
    paths = export_public(edition, list(Format), tmp_path / "public", rulebook)
    written = {path.relative_to(tmp_path / "public").as_posix(): path.read_bytes() for path in paths}
    assert find_leaks(edition.dataset, written) == []
    roles = {contact.role for fiche in edition.dataset.fiches for contact in fiche.contacts if contact.role}
    assert roles
    assert all(role in written["contacts.csv"].decode() for role in roles)


def test_a_public_export_that_would_leak_writes_nothing(
    edition: Edition, rulebook: Rulebook, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("pipeline.export.export.public_edition", lambda dataset, _: dataset)
    with pytest.raises(PersonalDataLeftError) as raised:
        export_public(edition, [Format.CSV], tmp_path / "public", rulebook)
    assert not (tmp_path / "public").exists()
    names = [contact.name for fiche in edition.dataset.fiches for contact in fiche.contacts if contact.name]
    assert not any(name in str(raised.value) for name in names)


def test_a_public_export_goes_into_a_folder_of_its_own(edition: Edition, rulebook: Rulebook, tmp_path: Path) -> None:
    export(edition, [Format.CSV, Format.JSONL], tmp_path)
    before = (tmp_path / "contacts.csv").read_bytes()
    with pytest.raises(OtherFilesError, match=r"holds other files \(documents\.jsonl, fiches\.jsonl\)"):
        export_public(edition, [Format.CSV], tmp_path, rulebook)
    assert (tmp_path / "contacts.csv").read_bytes() == before
    export_public(edition, [Format.CSV], tmp_path / "public", rulebook)
    export_public(edition, [Format.CSV], tmp_path / "public", rulebook)


def test_the_command_writes_some_formats_or_all(dataset: Dataset, tmp_path: Path, recueil: Recueil) -> None:
    write_folder(dataset, tmp_path)
    done = recueil("export", "--format", "xlsx", "--format", "jsonl", "--out", tmp_path)
    assert (done.code, done.stdout) == (0, f"3 files written to {tmp_path / 'export'}.\n")
    done = recueil("export", "--audience", "public", "--out", tmp_path)
    assert done.code == 0
    assert done.stdout.endswith(f"written to {tmp_path / 'public'}; none holds any of the 2 contacts.\n")
    assert read_json(tmp_path / "fiches.json") == dataset


def test_the_command_names_what_is_missing_or_wrong_in_one_line(dataset: Dataset, tmp_path: Path, recueil: Recueil) -> None:
    done = recueil("export", "--out", tmp_path / "nowhere")
    assert (done.code, done.stderr.count("\n")) == (2, 1)
    write_folder(dataset, tmp_path)
    (tmp_path / "sources.yaml").write_text("title: Lune\n", encoding="utf-8")
    done = recueil("export", "--out", tmp_path, "--sources", tmp_path / "sources.yaml")
    assert done.code == 2
    assert "sources.yaml:1:1" in done.stderr
