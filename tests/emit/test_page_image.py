import hashlib
import subprocess
import sys
from pathlib import Path

import pytest
from PIL import Image
from reportlab.pdfgen.canvas import Canvas

from pipeline.emit.json_file import write_json
from pipeline.emit.page_image import DPI, target, write_page_image
from pipeline.errors import FicheNotFoundError, NoSuchPageError, OtherFileError, OutputError, UnreadableFileError
from schemas.dataset import Dataset
from schemas.evidence import Evidence, PageBox

ROOT = Path(__file__).resolve().parents[2]
FICHE = "note-soleil.le-banc.3d4e5f"
TITLE = (60.0, 100.0, 160.0, 120.0)
SECOND_LINE = (60.0, 130.0, 90.0, 150.0)


@pytest.fixture
def source(tmp_path: Path) -> Path:
    path = tmp_path / "note-soleil.pdf"
    canvas = Canvas(str(path), pagesize=(400, 300))
    for page in (1, 2):
        canvas.drawString(60, 185, f"Le banc {page}")
        canvas.showPage()
    canvas.save()
    return path


@pytest.fixture
def of_pdf(dataset: Dataset, source: Path) -> Dataset:
    """The dataset with a document that was read from the PDF, its title over two lines of page 2."""
    note = dataset.documents[0]
    read_from = note.source.model_copy(
        update={"sha256": hashlib.sha256(source.read_bytes()).hexdigest(), "media_type": "application/pdf", "lines": None, "pages": 2}
    )
    boxes = (PageBox(page=2, bbox=TITLE), PageBox(page=2, bbox=SECOND_LINE))
    title = Evidence(char_start=0, char_end=7, page=2, bbox=TITLE, boxes=boxes, text="Le banc", rule="test.rule")
    fiche = next(f for f in dataset.fiches if f.document == note.id).model_copy(update={"title_evidence": title})
    others = [f for f in dataset.fiches if f.document != note.id]
    return dataset.model_copy(
        update={"documents": (note.model_copy(update={"source": read_from}), dataset.documents[1]), "fiches": (fiche, *others)}
    )


def pixel(image: Image.Image, x: float, top: float) -> tuple[int, ...]:
    """The colour at a place given in points."""
    found = image.getpixel((round(x * DPI / 72), round(top * DPI / 72)))
    assert isinstance(found, tuple)
    return found


def test_the_boxes_are_drawn_where_the_words_stand(of_pdf, source, tmp_path):
    drawn = tmp_path / "page.png"
    assert write_page_image(target(of_pdf, FICHE), source, 2, drawn) == 2
    with Image.open(drawn) as file:
        image = file.convert("RGB")
    assert image.width == pytest.approx(400 * DPI / 72, abs=2)
    assert image.height > 300 * DPI / 72 + 10  # the legend stands below
    white = (255, 255, 255)
    assert pixel(image, 150, 105) != white  # inside the title, beside its letters
    assert pixel(image, 85, 140) != white
    assert pixel(image, 150, 140) == white  # beside the second line: one box a line, none around both
    assert pixel(image, 30, 105) == white
    legend = [pixel(image, 8 + x, 300 + y) for x in range(8) for y in range(2, 12)]
    assert (0, 114, 178) in legend


def test_a_document_is_drawn_with_all_its_fiches_and_a_page_without_values_plain(of_pdf, source, tmp_path):
    whole = target(of_pdf, "note-soleil")
    assert write_page_image(whole, source, 2, tmp_path / "2.png") == 2
    assert write_page_image(whole, source, 1, tmp_path / "1.png") == 0
    with Image.open(tmp_path / "1.png") as plain:
        assert plain.height == pytest.approx(300 * DPI / 72, abs=2)


def test_boxes_are_never_drawn_on_another_file(of_pdf, source, tmp_path):
    other = tmp_path / "note-soleil-2.pdf"
    other.write_bytes(source.read_bytes() + b"\n")
    with pytest.raises(OtherFileError, match=r"note-soleil-2\.pdf: is not the file 'lot-1/note-soleil\.txt'"):
        write_page_image(target(of_pdf, FICHE), other, 2, tmp_path / "page.png")
    assert not (tmp_path / "page.png").exists()


def test_wrong_wishes_are_named(of_pdf, source, tmp_path):
    wanted = target(of_pdf, FICHE)
    with pytest.raises(NoSuchPageError, match="has no page 3; it has 2"):
        write_page_image(wanted, source, 3, tmp_path / "page.png")
    with pytest.raises(UnreadableFileError):
        write_page_image(wanted, tmp_path / "absent.pdf", 1, tmp_path / "page.png")
    with pytest.raises(OutputError):
        write_page_image(wanted, source, 1, tmp_path / "absent" / "page.png")
    with pytest.raises(FicheNotFoundError):
        target(of_pdf, "introuvable")


def test_the_command_draws_and_refuses_in_one_line(of_pdf, source, tmp_path):
    (tmp_path / "fiches.json").write_bytes(write_json(of_pdf))

    def show(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, str(ROOT / "cli.py"), "show", "le-banc", "--out", str(tmp_path), *map(str, arguments)]
        return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)

    drawn = show("--page", "2", "--image", tmp_path / "page.png", "--from", source)
    assert (drawn.returncode, drawn.stderr) == (0, "")
    assert "page 2 with 2 boxes" in drawn.stdout
    assert (tmp_path / "page.png").read_bytes().startswith(b"\x89PNG")
    beyond = show("--page", "9", "--image", tmp_path / "page.png", "--from", source)
    assert (beyond.returncode, len(beyond.stderr.strip().splitlines())) == (2, 1)
    assert show("--page", "2").returncode == 2
    assert show("--image", tmp_path / "page.jpg", "--from", source).returncode == 2
