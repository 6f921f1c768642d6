"""From a path to a `Document`: the format is decided by what the file holds, not by its name."""

import hashlib
from pathlib import Path, PurePath

from pipeline.document import Document, Reading
from pipeline.errors import EmptyDocumentError, UnreadableFileError, UnsupportedFormatError
from pipeline.load.text import decode, read_blocks

#: First bytes of formats that are not text, and what to call them.
_SIGNATURES = (
    (b"%PDF-", "a PDF file"),
    (b"PK\x03\x04", "a Word, OpenDocument or zip file"),
    (b"\xd0\xcf\x11\xe0", "an old Office file"),
    (b"\x89PNG", "an image"),
    (b"\xff\xd8\xff", "an image"),
    (b"{\\rtf", "an RTF file"),
)


def load(path: Path, shown_as: PurePath | None = None) -> Document:
    """Read a file. `shown_as` is the path written to the dataset (the file's name by default).

    Raises UnreadableFileError, UnsupportedFormatError or EmptyDocumentError.
    """
    try:
        data = path.read_bytes()
    except OSError as error:
        raise UnreadableFileError(path, error.strerror or "unknown reason") from error
    head = data[:1024].lstrip()
    for signature, name in _SIGNATURES:
        if head.startswith(signature):
            raise UnsupportedFormatError(path, name)
    if head[:200].lower().startswith((b"<!doctype html", b"<html")):
        raise UnsupportedFormatError(path, "an HTML page")
    if b"\0" in data[:4096] and not data.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise UnsupportedFormatError(path, "a binary file")
    source = decode(data)
    if not source.strip():
        raise EmptyDocumentError(path)
    media_type = "text/markdown" if path.suffix.lower() in {".md", ".markdown"} else "text/plain"
    reading = Reading(media_type, source, read_blocks(source), has_lines=True)
    return Document(path.stem, shown_as or PurePath(path.name), hashlib.sha256(data).hexdigest(), reading)
