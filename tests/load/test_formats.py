"""The format is decided by what a file holds; a file that cannot be read is one clear line."""

import io
import zipfile
from pathlib import Path

import pytest
from docx import Document as WordDocument

from pipeline.errors import BrokenDocumentError, EmptyDocumentError, RecueilError, UnsupportedFormatError
from pipeline.load import load
from pipeline.load.formats import Format, format_of
from tests.load.office_files import packed

PAGE = "<html><body><p>Le relais</p></body></html>"


def word(text: str = "Le relais") -> bytes:
    buffer = io.BytesIO()
    document = WordDocument()
    document.add_paragraph(text)
    document.save(buffer)
    return buffer.getvalue()


def zipped(*names: str, **contents: str) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as package:
        for name in (*names, *contents):
            package.writestr(name, contents.get(name, "x"))
    return buffer.getvalue()


READ = {
    "page": (PAGE.encode(), Format.HTML),
    "page with mark": (f"\ufeff{PAGE}".encode(), Format.HTML),
    "page in utf-16": (PAGE.encode("utf-16"), Format.HTML),
    "page after comments": (f"<!-- a --> <!-- b -->\n{PAGE}".encode(), Format.HTML),
    "xhtml": (f'<?xml version="1.0"?>\n<!DOCTYPE html>{PAGE}'.encode(), Format.HTML),
    "page without doctype": (b"<head><title>x</title></head><p>Le relais", Format.HTML),
    "fragment": (b"<div class='fiche'>\n<p>Le relais</p>\n</div>", Format.HTML),
    "word": (word(), Format.DOCX),
    "opendocument": (packed("<text:p>Le relais</text:p>"), Format.ODT),
    "text": (b"Le relais", Format.TEXT),
    "text in utf-16": ("Le relais".encode("utf-16"), Format.TEXT),
    "markdown that starts with a tag": (b"<div align=center>\n\n# Le relais\n\nIl ouvre.\n\nUn bus.\n", Format.TEXT),
    "markdown that starts with a comment": (b"<!-- page 1 -->\n\n# Le relais\n", Format.TEXT),
    "text that speaks of tags": (b"Le signe <html> ouvre une page.", Format.TEXT),
    "many comments": (b"<!-- a -->\n" * 200 + b"Le relais", Format.TEXT),
}  # fmt: skip


@pytest.mark.parametrize(("data", "wanted"), READ.values(), ids=READ)
def test_format_of_what_can_be_read(data: bytes, wanted: Format) -> None:
    assert format_of(data) is wanted


UNREADABLE = {
    "rtf": (b"{\\rtf1 Le relais}", "RTF", ".docx"),
    "old word": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600 + "WordDocument".encode("utf-16-le"), "old Word", ".docx"),
    "protected word": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600 + "EncryptedPackage".encode("utf-16-le"), "password", "without"),
    "old office": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "old Office", "save it"),
    "png": (b"\x89PNG\r\n\x1a\n", "image", "PDF"),
    "jpeg": (b"\xff\xd8\xff\xe0", "image", "PDF"),
    "spreadsheet": (zipped("[Content_Types].xml", "xl/workbook.xml"), "spreadsheet", "export"),
    "presentation": (zipped("ppt/presentation.xml"), "presentation", "PDF"),
    "open spreadsheet": (zipped(mimetype="application/vnd.oasis.opendocument.spreadsheet"), "spreadsheet", "export"),
    "zip": (zipped("a.txt"), "zip", "unpack"),
    "feed": (b'<?xml version="1.0"?><rss><channel/></rss>', "XML", "save"),
    "web archive": (b"MIME-Version: 1.0\r\nContent-Type: multipart/related", "web archive", "HTML"),
    "binary": (b"abc\0\1\2", "binary", "give"),
}


@pytest.mark.parametrize(("data", "found", "advice"), UNREADABLE.values(), ids=UNREADABLE)
def test_what_cannot_be_read_says_what_to_do(data: bytes, found: str, advice: str, tmp_path: Path) -> None:
    path = tmp_path / "rapport.docx"
    path.write_bytes(data)
    with pytest.raises(UnsupportedFormatError) as raised:
        load(path)
    message = str(raised.value)
    assert found in message
    assert advice in message
    assert message.startswith("rapport.docx: ")
    assert "\n" not in message


@pytest.mark.parametrize("name", ["rapport", "rapport.txt", "rapport.pdf", "rapport.xml"])
@pytest.mark.parametrize(
    ("data", "media_type"),
    [
        (PAGE.encode(), "text/html"),
        (word(), "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
        (packed("<text:p>Le relais</text:p>"), "application/vnd.oasis.opendocument.text"),
    ],
    ids=["html", "docx", "odt"],
)
def test_a_wrong_or_missing_extension_does_not_matter(name: str, data: bytes, media_type: str, tmp_path: Path) -> None:
    (tmp_path / name).write_bytes(data)
    document = load(tmp_path / name)
    assert document.media_type == media_type
    assert [block.text.text for block in document.blocks] == ["Le relais"]
    assert (document.lines, document.page_count, document.line_of(0)) == (None, None, None)
    assert document.evidence(document.blocks[0].text, "essai").text == "Le relais"


ERRORS: dict[str, tuple[bytes, type[RecueilError]]] = {
    "cut off": (word()[:2000], BrokenDocumentError),
    "cut off opendocument": (packed("<text:p>Le relais</text:p>")[:300], BrokenDocumentError),
    "damaged part": (word().replace(b"PK\x01\x02", b"PK\x01\x03"), BrokenDocumentError),
    "empty word": (word(""), EmptyDocumentError),
    "empty page": (b"<html><body><nav>Menu</nav></body></html>", EmptyDocumentError),
    "blank": (b" \n", EmptyDocumentError),
}


@pytest.mark.parametrize(("data", "error"), ERRORS.values(), ids=ERRORS)
def test_a_broken_or_empty_document_is_a_named_error(data: bytes, error: type[RecueilError], tmp_path: Path) -> None:
    path = tmp_path / "rapport.odt"
    path.write_bytes(data)
    with pytest.raises(error, match=r"^rapport\.odt: [^\n]*$"):
        load(path)
