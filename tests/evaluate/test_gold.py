import json
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest

from pipeline.errors import GoldError
from pipeline.evaluate.gold import Gold, GoldFiche, as_gold, read_gold
from schemas.dataset import Dataset
from schemas.enums import FicheKind, SectionKey

Annotated = dict[str, Any]
MakeDataset = Callable[[Mapping[str, Sequence[Annotated]]], Dataset]

FICHE = '{"title_line": 4, "kind": "box", "title": "Le toit", "departments": ["33"]}'


def write(folder: Path, text: str, name: str = "recueil-lune.dev.gold.jsonl") -> Path:
    path = folder / name
    path.write_text(text, encoding="utf8")
    return path


def test_reads_fiches_in_order_with_their_document(annotations: list[Annotated], tmp_path: Path) -> None:
    path = write(tmp_path, "\n".join(json.dumps(record, ensure_ascii=False) for record in annotations) + "\n\n")
    gold = read_gold(path)
    assert gold.document == "recueil-lune"
    assert gold.lines == ()
    assert [fiche.title_line for fiche in gold.fiches] == [10, 60, 100, 104, 200, 260]
    first = gold.fiches[0]
    assert first.kind is FicheKind.FICHE
    assert first.contacts[1].name is None
    assert (first.figures[3].value, first.figures[3].high) == (10, 12.5)
    assert first.section_keys == (SectionKey.CONTEXT, SectionKey.DESCRIPTION, SectionKey.IMPACT)
    assert gold.fiches[3].contacts == ()


def test_reads_the_lines_covered(tmp_path: Path) -> None:
    gold = read_gold(write(tmp_path, '{"lines": [[3, 9], [20, 20]]}\n' + FICHE))
    assert gold.lines == ((3, 9), (20, 20))
    assert len(gold.fiches) == 1
    assert [line for line in range(1, 30) if gold.covers(line)] == [3, 4, 5, 6, 7, 8, 9, 20]


def test_lines_without_fiches_are_gold_too(tmp_path: Path) -> None:
    assert read_gold(write(tmp_path, '{"lines": [[3, 9]]}')).fiches == ()


def test_gold_without_lines_covers_the_whole_document() -> None:
    assert Gold("d", (), ()).covers(1)


def test_a_line_separator_within_a_text_ends_no_record(tmp_path: Path) -> None:
    gold = read_gold(write(tmp_path, FICHE.replace("Le toit", "Le\u2028toit") + "\r\n" + FICHE))
    assert [fiche.title for fiche in gold.fiches] == ["Le\u2028toit", "Le toit"]


@pytest.mark.parametrize(
    ("text", "line", "problem"),
    [
        ("", 1, "holds no record"),
        ("\n \n", 1, "holds no record"),
        (FICHE + "\n\n{", 3, "not JSON (column 2: "),
        (FICHE + "\n[1]", 2, "not a JSON object"),
        (FICHE + '\n{"lines": [[1, 2]]}', 2, "kind: Field required"),
        ('{"lines": [[9, 3]]}', 1, "[9, 3] is not a range of lines"),
        ('{"lines": [[3]]}', 1, "lines.0.1: Field required"),
        (FICHE.replace("box", "inset"), 1, "kind: Input should be"),
        (FICHE.replace("departments", "department"), 1, "departments: Field required"),
        (FICHE.replace("4", "0"), 1, "title_line: "),
        (FICHE + "\n" + FICHE[:-1] + ', "carriers": [{"name": "X"}]}', 2, "carriers.0.type: Field required"),
    ],
)
def test_broken_gold_is_told_with_file_and_line(text: str, line: int, problem: str, tmp_path: Path) -> None:
    path = write(tmp_path, text)
    with pytest.raises(GoldError) as caught:
        read_gold(path)
    assert str(caught.value).startswith(f"recueil-lune.dev.gold.jsonl:{line}: ")
    assert problem in str(caught.value)
    assert (caught.value.path, caught.value.line) == (path, line)


def test_bytes_that_are_not_utf8(tmp_path: Path) -> None:
    path = tmp_path / "a.gold.jsonl"
    path.write_bytes(FICHE.encode() + b"\n" + FICHE.replace("toit", "été").encode("latin1"))
    with pytest.raises(GoldError, match=r"^a\.gold\.jsonl:2: not UTF-8 text$"):
        read_gold(path)


def test_a_missing_file(tmp_path: Path) -> None:
    with pytest.raises(GoldError, match=r"^a\.gold\.jsonl:1: cannot be read \(No such file or directory\)$"):
        read_gold(tmp_path / "a.gold.jsonl")


def test_a_fiche_in_the_terms_of_gold(annotations: list[Annotated], make_dataset: MakeDataset) -> None:
    dataset = make_dataset({"recueil-lune": annotations})
    assert [as_gold(fiche) for fiche in dataset.fiches] == [GoldFiche.model_validate(record) for record in annotations]


def test_sections_are_listed_once_and_only_for_fiches_with_headings(annotations: list[Annotated], make_dataset: MakeDataset) -> None:
    fiche = make_dataset({"recueil-lune": annotations}).fiches[0]
    doubled = fiche.model_copy(update={"sections": (*fiche.sections, *fiche.sections)})
    assert as_gold(doubled).section_keys == (SectionKey.CONTEXT, SectionKey.DESCRIPTION, SectionKey.IMPACT)
    assert as_gold(fiche.model_copy(update={"kind": FicheKind.BRIEF})).section_keys == ()
