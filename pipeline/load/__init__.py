"""From a path to a `Document`: the format is decided by what the file holds, not by its name."""

import hashlib
from collections.abc import Callable, Mapping
from pathlib import Path, PurePath

from pipeline.document import Document, Reading
from pipeline.errors import BrokenDocumentError, BrokenPackageError, EmptyDocumentError, UnreadableFileError, UnsupportedFormatError
from pipeline.load.docx import read_docx
from pipeline.load.formats import Format, Unreadable, format_of
from pipeline.load.guard import guarded
from pipeline.load.html import read_html
from pipeline.load.odt import read_odt
from pipeline.load.pdf import read_pdf
from pipeline.load.text import decode, read_blocks

#: The loader of each format that is not text.
_LOADERS: Mapping[Format, Callable[[bytes], Reading]] = {
    Format.HTML: read_html,
    Format.DOCX: read_docx,
    Format.ODT: read_odt,
}


def load(path: Path, shown_as: PurePath | None = None) -> Document:
    """Read a file. `shown_as` is the path written to the dataset (the file's name by default).

    Raises UnreadableFileError, UnsupportedFormatError, EmptyDocumentError, BrokenDocumentError; for a PDF also what
    `pipeline.load.guard` and `pipeline.load.pdf.open` raise.
    """
    try:
        data = path.read_bytes()
    except OSError as error:
        raise UnreadableFileError(path, error.strerror or "unknown reason") from error
    found = format_of(data)
    if isinstance(found, Unreadable):
        raise UnsupportedFormatError(path, found.found, found.advice)
    try:
        reading = _read(found, path, data)
    except BrokenPackageError as error:
        raise BrokenDocumentError(path, f"cannot be read, {error.problem}") from error
    if not reading.source.strip():
        raise EmptyDocumentError(path)
    return Document(path.stem, shown_as or PurePath(path.name), hashlib.sha256(data).hexdigest(), reading)


def _read(found: Format, path: Path, data: bytes) -> Reading:
    if found is Format.PDF:
        return guarded(read_pdf, path)
    return _LOADERS[found](data) if found in _LOADERS else _read_text(data, path.suffix)


def _read_text(data: bytes, suffix: str) -> Reading:
    source = decode(data)
    media_type = "text/markdown" if suffix.lower() in {".md", ".markdown"} else "text/plain"
    return Reading(media_type, source, read_blocks(source), has_lines=True)
