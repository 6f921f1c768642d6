"""Files that break readers end in data or in one clear line, and in time."""

import time
from itertools import pairwise
from pathlib import Path

import pytest

from pipeline import errors
from pipeline.errors import (
    BrokenDocumentError,
    EmptyDocumentError,
    NoPagesError,
    ProtectedDocumentError,
    RecueilError,
    SlowDocumentError,
)
from pipeline.load.guard import Limits, Tick, guarded
from pipeline.load.pdf.open import PdfFile
from pipeline.rulebook import Rulebook
from pipeline.run import Pipeline, input_files
from tests.load.pdf_samples import LINES, raw_pdf, stream, text_pdf
from tests.typeset import layouts
from tests.typeset.fiches import RECUEIL

SAMPLE = Path(__file__).resolve().parents[2] / "data" / "raw" / "schema-exemple.txt"

_PAGES = b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>"
_CATALOG = b"<< /Type /Catalog /Pages 2 0 R >>"
_FONT = b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"
_HELLO = b"BT /F1 20 Tf 72 700 Td (Le moulin) Tj ET"


def read_letters(path: Path, tick: Tick) -> list[tuple[int, str]]:
    """Pages and what is printed on them, as the loader of the pipeline goes through them."""
    with PdfFile(path, tick) as pdf:
        return [(page.number, "".join(char.text for char in page.chars)) for page in pdf]


def outcome(path: Path) -> str:
    """What reading a file gives: the pages, or the name of the error and its line."""
    try:
        return repr(guarded(read_letters, path))
    except RecueilError as error:
        return f"{type(error).__name__} {error}"


def page(resources: bytes = b"/Font << /F1 5 0 R >>", contents: bytes = b"4 0 R") -> bytes:
    return b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << %s >> /Contents %s >>" % (resources, contents)


def written(path: Path, *objects: bytes) -> Path:
    path.write_bytes(raw_pdf(objects))
    return path


def test_a_run_over_the_shared_hostile_files_ends_in_data_or_in_clear_lines(shared: Path, rulebook: Rulebook, tmp_path: Path) -> None:
    good = tmp_path / "bon.pdf"
    good.write_bytes(layouts.PDF["banded"](RECUEIL))
    pipeline = Pipeline(rulebook, ner=False)
    alone = pipeline.run(input_files([good, SAMPLE]))
    assert len(alone.fiches) > 10
    assert alone.failures == ()

    files = input_files([good, shared / "hostile", SAMPLE])
    assert len(files) > 40
    began: list[float] = []
    together = pipeline.run(files, lambda *_: began.append(time.monotonic()))
    began.append(time.monotonic())
    seconds = {file.shown_as.name: end - start for file, (start, end) in zip(files, pairwise(began), strict=True)}
    assert {name: taken for name, taken in seconds.items() if taken > 60} == {}

    read, failed = [document.source.path for document in together.documents], [failure.path for failure in together.failures]
    assert sorted([*read, *failed]) == sorted(str(file.shown_as) for file in files)
    assert len(read) >= 20
    # Pages that plain pdfplumber reads for minutes, and files it cannot open.
    assert {"mozilla-issue12295.pdf", "qpdf-bad2.pdf", "qpdf-leading-junk.pdf"} <= set(read)
    for failure in together.failures:
        assert issubclass(getattr(errors, failure.error), RecueilError)
        assert failure.message.startswith(f"{failure.path}: ")
        assert failure.message.isprintable(), "one line"

    assert [document for document in together.documents if document.id in {"bon", "schema-exemple"}] == list(alone.documents)
    assert together.fiches == alone.fiches


def test_a_healthy_file_made_the_same_way_is_read(tmp_path):
    path = written(tmp_path / "moulin.pdf", _CATALOG, _PAGES, page(), stream(_HELLO), _FONT)
    assert guarded(read_letters, path) == [(1, "Le moulin")]


def test_a_password_is_asked_for_and_a_mere_restriction_is_not(tmp_path):
    locked = text_pdf(tmp_path / "fermé.pdf", [LINES], user="sésame", owner="maître")
    with pytest.raises(ProtectedDocumentError, match=r"^fermé\.pdf: .*save a copy without protection"):
        guarded(read_letters, locked)
    restricted = text_pdf(tmp_path / "restreint.pdf", [LINES[:1]], owner="maître")
    assert guarded(read_letters, restricted) == [(1, LINES[0])]


def test_a_truncated_file_is_read_or_named(tmp_path):
    whole = text_pdf(tmp_path / "entier.pdf", [LINES, LINES]).read_bytes()
    for share in (0.5, 0.8, 0.95):
        cut = tmp_path / f"coupé-{share}.pdf"
        cut.write_bytes(whole[: int(len(whole) * share)])
        assert outcome(cut).startswith(("[(1, 'La laverie des trois ponts", f"BrokenDocumentError {cut.name}: "))
    stump = tmp_path / "souche.pdf"
    stump.write_bytes(whole[: len(whole) // 5])
    assert outcome(stump).startswith("BrokenDocumentError souche.pdf: is damaged")


def test_garbage_after_the_header_is_broken(tmp_path):
    path = tmp_path / "bruit.pdf"
    path.write_bytes(b"%PDF-1.7\n" + bytes(range(256)) * 40)
    with pytest.raises(BrokenDocumentError, match=r"^bruit\.pdf: is damaged, or not a PDF"):
        guarded(read_letters, path)


def test_zero_pages(tmp_path):
    path = written(tmp_path / "vide.pdf", _CATALOG, b"<< /Type /Pages /Kids [] /Count 0 >>")
    with pytest.raises(NoPagesError):
        guarded(read_letters, path)


def test_blank_pages_are_an_empty_document(tmp_path):
    with pytest.raises(EmptyDocumentError):
        guarded(read_letters, text_pdf(tmp_path / "blanc.pdf", [(), ()]))


def test_page_trees_and_forms_that_loop_end(tmp_path):
    loop = written(tmp_path / "boucle.pdf", _CATALOG, b"<< /Type /Pages /Kids [3 0 R 2 0 R] /Count 2 >>", page(), stream(_HELLO), _FONT)
    form = stream(
        b"/X Do " + _HELLO,
        b"/Type /XObject /Subtype /Form /BBox [0 0 595 842] /Resources << /XObject << /X 6 0 R >> /Font << /F1 5 0 R >> >>",
    )
    within = written(tmp_path / "forme.pdf", _CATALOG, _PAGES, page(b"/XObject << /X 6 0 R >>"), stream(b"/X Do"), _FONT, form)
    for path in (loop, within):
        assert outcome(path).startswith(("[(1, 'Le moulin", f"BrokenDocumentError {path.name}: "))


def test_forms_that_multiply_without_end_are_cut_in_time(tmp_path):
    def form(inner: int) -> bytes:
        entries = b"/Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << /XObject << /X %d 0 R >> /Font << /F1 5 0 R >> >>" % inner
        return stream(b"/X Do " * 30, entries)

    bomb = [form(n + 1) for n in range(6, 14)]
    path = written(
        tmp_path / "bombe.pdf", _CATALOG, _PAGES, page(b"/XObject << /X 6 0 R >>"), stream(b"/X Do"), _FONT, *bomb, stream(b"0 0 9 9 re f")
    )
    began = time.monotonic()
    with pytest.raises(SlowDocumentError, match="page 1 is not read"):
        guarded(read_letters, path, Limits(silence=1.5))
    assert time.monotonic() - began < 20


def test_a_damaged_page_leaves_the_others(tmp_path):
    kids = b"<< /Type /Pages /Kids [3 0 R 6 0 R 8 0 R] /Count 3 >>"
    damaged = b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /Font << /F1 5 0 R >> >> /Contents 7 0 R >>"
    path = written(
        tmp_path / "abîmé.pdf",
        _CATALOG,
        kids,
        page(),
        stream(_HELLO),
        _FONT,
        damaged,
        stream(b"\x00\xff\x12 not a stream", b"/Filter /FlateDecode /DecodeParms 3"),
        page(),
    )
    with PdfFile(path) as pdf:
        assert [(p.number, len(p.chars)) for p in pdf] == [(1, 9), (3, 9)]
        (note,) = pdf.notes
    assert (note.code, note.page) == ("page_unreadable", 2)
