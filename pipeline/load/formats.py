"""Which format a file is of, by what it holds; its name does not count."""

import io
import re
import zipfile
from dataclasses import dataclass
from enum import StrEnum


class Format(StrEnum):
    """A format that can be read."""

    TEXT = "text"
    PDF = "pdf"
    HTML = "html"
    DOCX = "docx"
    ODT = "odt"


@dataclass(frozen=True, slots=True)
class Unreadable:
    """What a file that no loader reads is, and what its owner can do."""

    found: str
    advice: str


_SAVE_AS = "open it in Word or LibreOffice and save it as .docx"
_ENCRYPTED = Unreadable("a document protected by a password", "open it with the password and save it without")
#: First bytes of formats that no loader reads.
_SIGNATURES = (
    (b"{\\rtf", Unreadable("an RTF file", _SAVE_AS)),
    (b"\x89PNG", Unreadable("an image", "give the document it was taken from, or a PDF of it")),
    (b"\xff\xd8\xff", Unreadable("an image", "give the document it was taken from, or a PDF of it")),
    (b"GIF8", Unreadable("an image", "give the document it was taken from, or a PDF of it")),
    (b"II*\0", Unreadable("an image", "give the document it was taken from, or a PDF of it")),
    (b"MM\0*", Unreadable("an image", "give the document it was taken from, or a PDF of it")),
    (b"7z\xbc\xaf\x27\x1c", Unreadable("an archive", "unpack it and give the documents in it")),
    (b"Rar!", Unreadable("an archive", "unpack it and give the documents in it")),
    (b"\x1f\x8b", Unreadable("an archive", "unpack it and give the documents in it")),
    (b"MIME-Version:", Unreadable("a web archive or message", "save the page as HTML or PDF")),
    (b"From: <Saved by", Unreadable("a web archive or message", "save the page as HTML or PDF")),
    (b"%!PS", Unreadable("a PostScript file", "print it to PDF")),
)
_ZIP = (b"PK\x03\x04", b"PK\x05\x06")
_OLE = b"\xd0\xcf\x11\xe0"
#: A PDF may start with some bytes of something else.
_PDF_WITHIN = 1024
#: Members of a zip file, or what its `mimetype` says, that tell the format.
_OFFICE_MEMBERS = {
    "xl/": Unreadable("a spreadsheet", "export the text it holds as .docx or .txt"),
    "ppt/": Unreadable("a presentation", "export it as PDF"),
}
_OPEN_DOCUMENT = b"application/vnd.oasis.opendocument."
_OPEN_DOCUMENT_OTHERS = {
    b"spreadsheet": Unreadable("a spreadsheet", "export the text it holds as .docx or .txt"),
    b"presentation": Unreadable("a presentation", "export it as PDF"),
    b"graphics": Unreadable("a drawing", "export it as PDF"),
}
#: The tags that a page, or a fragment of one, starts with; Markdown may start with `<!-- -->`, `<br>` or `<a name>`.
_PAGE_START = re.compile(
    r"\s*(?:<\?xml[^>]*\?>\s*|<!--(?:(?!-->).)*-->\s*)*(?:<!doctype\s+html|<(?:html|head|body|title|meta|link|frameset)\b)",
    re.IGNORECASE | re.DOTALL,
)
_FRAGMENT_START = re.compile(
    r"\s*(?:<!--(?:(?!-->).)*-->\s*)*<(?:div|main|article|section|header|nav|table|h[1-6]|p|ul|ol|dl|center|style|script)\b[^<>]*>",
    re.IGNORECASE | re.DOTALL,
)
_TAG = re.compile(r"</?[a-z][^<>]*>", re.IGNORECASE)


def format_of(data: bytes) -> Format | Unreadable:
    r"""The format of a file.

    >>> format_of(b"<!-- export --><html><body>").value, format_of("Le relais des aînés".encode()).value
    ('html', 'text')
    >>> format_of(b"{\\rtf1 }").found
    'an RTF file'
    """
    if b"%PDF-" in data[:_PDF_WITHIN]:
        return Format.PDF
    if data.startswith(_ZIP):
        return _zip_format(data)
    if data.startswith(_OLE):
        return _ole_format(data)
    head = data[:_PDF_WITHIN].lstrip()
    for signature, unreadable in _SIGNATURES:
        if head.startswith(signature):
            return unreadable
    start = _opening(data)
    if _PAGE_START.match(start) or (_FRAGMENT_START.match(start) and _is_tagged(start)):
        return Format.HTML
    if start.lstrip().startswith("<?xml"):
        return Unreadable("an XML file", "open it with the program it was made with and save it as .docx, .odt or .html")
    if b"\0" in data[:4096] and not data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return Unreadable("a binary file", "give the document as .docx, .odt, .html or plain text")
    return Format.TEXT


def _is_tagged(start: str) -> bool:
    """Whether most lines have tags: Markdown may have some."""
    lines = [line for line in start.splitlines() if line.strip()]
    return sum(_TAG.search(line) is not None for line in lines) > len(lines) / 2


def _opening(data: bytes) -> str:
    """The first characters, tags readable whatever the encoding."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data[:40000].decode("utf-16", errors="ignore")
    return data[:20000].decode("utf-8-sig" if data.startswith(b"\xef\xbb\xbf") else "latin-1", errors="ignore")


def _zip_format(data: bytes) -> Format | Unreadable:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            names = set(package.namelist())
            mime_type = package.read("mimetype")[:100].strip() if "mimetype" in names else b""
    except (zipfile.BadZipFile, OSError, RuntimeError, NotImplementedError, EOFError, ValueError):
        # the first member says what a file cut off in transfer was; its loader then says that it is broken
        return Format.ODT if _OPEN_DOCUMENT in data[:200] else Format.DOCX
    if mime_type.startswith(_OPEN_DOCUMENT):
        kind = mime_type[len(_OPEN_DOCUMENT) :]
        return next((found for prefix, found in _OPEN_DOCUMENT_OTHERS.items() if kind.startswith(prefix)), Format.ODT)
    if any(name.startswith("word/document") and name.endswith(".xml") for name in names):
        return Format.DOCX
    for prefix, found in _OFFICE_MEMBERS.items():
        if any(name.startswith(prefix) for name in names):
            return found
    if "content.xml" in names:
        return Format.ODT
    return Unreadable("a zip file", "unpack it and give the documents in it")


def _ole_format(data: bytes) -> Unreadable:
    """Names of streams are UTF-16 in the directory of an old Office file; a protected .docx is wrapped in one."""
    if _utf16("EncryptedPackage") in data:
        return _ENCRYPTED
    if _utf16("WordDocument") in data:
        return Unreadable("an old Word file (.doc)", _SAVE_AS)
    return Unreadable("an old Office file", _SAVE_AS)


def _utf16(name: str) -> bytes:
    return name.encode("utf-16-le")
