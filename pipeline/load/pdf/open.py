"""Opening a PDF and reading it page by page, with a second reader and text recognition where they help."""

import contextlib
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Protocol, Self

from pdfminer.pdfdocument import PDFPasswordIncorrect
from pdfplumber.utils.exceptions import PdfminerException

from pipeline.document import LoadNote
from pipeline.errors import BrokenDocumentError, EmptyDocumentError, NoPagesError, ProtectedDocumentError, ScannedDocumentError
from pipeline.load.guard import Tick
from pipeline.load.pdf import ocr
from pipeline.load.pdf.canvas import unknown_share
from pipeline.load.pdf.model import Char, PageChars
from pipeline.load.pdf.pdfium import PdfiumReader
from pipeline.load.pdf.plumber import PlumberReader

#: Share of characters without a known letter from which on a page is as good as an image.
_GARBLED = 0.3
#: A page with fewer printed characters under an image over this share of it may be a scan with a stamp on it.
_STAMP = 250
_COVERED = 0.8
#: Recognition replaces characters that are there only if it finds this many times as many.
_RICHER = 3
#: Words recognised with less confidence in the mean are not text.
_LEAST_CONFIDENCE = 0.4
#: Resolution and contrast (0 to 255) at which a page shows that it is not blank.
_GLANCE_DPI = 30
_BLANK = 24


class Reader(Protocol):
    """A program that reads PDF files."""

    @property
    def count(self) -> int:
        """Number of pages."""
        ...

    def page(self, number: int) -> PageChars:
        """What a page (1-based) draws."""
        ...

    def close(self) -> None:
        """Let go of the file."""
        ...


def _no_tick(page: int, grant: float = 0.0) -> None:
    pass


class PdfFile:
    """An open PDF; iterating reads it, one page in memory at a time.

    `notes` tells, as pages are read, which cannot be read, hold no text or were recognised on an image.
    `tick` is called after each page. `recogniser` recognises scans; None leaves them unread.

    Opening raises ProtectedDocumentError, NoPagesError or BrokenDocumentError. Iterating raises, at its end,
    BrokenDocumentError where no page can be read, ScannedDocumentError where all are unread scans,
    EmptyDocumentError where all are blank.
    """

    def __init__(self, path: Path, tick: Tick = _no_tick, recogniser: ocr.Recogniser | None = None) -> None:
        self._path = path
        self._tick = tick
        self._recogniser = recogniser
        self._second: PdfiumReader | None = None
        self._second_tried = False
        self.notes: list[LoadNote] = []
        self._unreadable: list[int] = []
        self._scans: list[int] = []
        self._reader = self._open()
        self.count = self._reader.count
        tick(0)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        with contextlib.suppress(Exception):  # a damaged file may fail even here, and everything is read
            self._reader.close()
        if self._second is not None and self._second is not self._reader:
            self._second.close()

    def __iter__(self) -> Iterator[PageChars]:
        """The pages that can be read, in order; scans that cannot be recognised are among them."""
        printed = False
        for number in range(1, self.count + 1):
            spent = self._recogniser.seconds if self._recogniser else 0.0
            page = self._page(number)
            self._tick(number, self._recogniser.seconds - spent if self._recogniser else 0.0)
            if page is not None:
                printed = printed or (number not in self._scans and _printed(page) > 0)
                yield page
        if printed:
            return
        if self._scans:
            raise ScannedDocumentError(self._path, self._scans, ocr.SCAN_ANEW if self._recogniser else ocr.INSTALL)
        if self._unreadable or self._reader is self._second:
            raise BrokenDocumentError(self._path, "is damaged: none of its pages can be read")
        raise EmptyDocumentError(self._path)

    def _open(self) -> Reader:
        """The first reader that finds pages."""
        first: PlumberReader | None = None
        asks_password = False
        try:
            first = PlumberReader(self._path)
            if first.count:
                return first
        except Exception as error:  # noqa: BLE001 - pdfminer raises anything on damaged files
            asks_password = isinstance(error, PdfminerException) and any(isinstance(cause, PDFPasswordIncorrect) for cause in error.args)
        self._second_tried = True
        try:
            self._second = PdfiumReader(self._path)
        except BrokenDocumentError:
            if asks_password:
                raise ProtectedDocumentError(self._path) from None
            if first is not None:
                raise NoPagesError(self._path) from None
            raise
        finally:
            if first is not None:
                first.close()
        if not self._second.count:
            raise NoPagesError(self._path)
        return self._second

    def _other(self) -> PdfiumReader | None:
        """The second reader, which also draws; None where it cannot open the file."""
        if not self._second_tried:
            self._second_tried = True
            with contextlib.suppress(BrokenDocumentError, ProtectedDocumentError):
                self._second = PdfiumReader(self._path)
        return self._second

    def _page(self, number: int) -> PageChars | None:
        page = _read(self._reader, number)
        failed = page is None
        other = self._other() if page is None or _needs_help(page) else None
        if other is not None and other is not self._reader:
            page = _better(page, _read(other, number))
        if failed and page is not None and _printed(page) == 0 and (other is None or _is_blank(other, number)):
            page = None  # a page that looks blank only because it is damaged
        if page is None:
            self._unreadable.append(number)
            self._note("page_unreadable", f"La page {number} est abîmée ; rien n'en a été lu.", number)
        elif _printed(page) == 0 or _needs_help(page):
            return self._from_image(page)
        return page

    def _from_image(self, page: PageChars) -> PageChars:
        """The page with what is recognised on its image, where it is a scan."""
        other = self._other()
        if other is None or _shows_all(other, page):
            return page
        found: ocr.Recognised | None = None
        if self._recogniser is not None:
            with contextlib.suppress(Exception):  # an image that cannot be drawn cannot be recognised
                found = self._recogniser.recognise(other.image(page.number, ocr.DPI), page.width)
        readable = 0 if unknown_share(page.chars) > _GARBLED else _printed(page)
        if found and found.confidence >= _LEAST_CONFIDENCE and _count(found.chars) > _RICHER * readable:
            self._note("page_read_by_ocr", f"La page {page.number} est une image ; son texte a été reconnu (confiance moyenne {found.confidence:.0%}).", page.number)  # fmt: skip
            return replace(page, chars=found.chars, ocr_confidence=found.confidence)
        if found is None or not readable:
            self._scans.append(page.number)
            tried = "aucun texte n'y a été reconnu" if self._recogniser else "sans reconnaissance de texte, rien n'en a été lu"
            self._note("page_without_text", f"La page {page.number} est une image ; {tried}.", page.number)
        return page

    def _note(self, code: str, message: str, page: int) -> None:
        self.notes.append(LoadNote(code, message, page))


def _read(reader: Reader, number: int) -> PageChars | None:
    try:
        return reader.page(number)
    except Exception:  # noqa: BLE001 - readers raise anything on damaged pages
        return None


def _count(chars: Iterable[Char]) -> int:
    """Number of characters that leave ink."""
    return sum(not char.text.isspace() for char in chars)


def _printed(page: PageChars) -> int:
    return _count(page.chars)


def _needs_help(page: PageChars) -> bool:
    """Whether the page may hold text that its characters do not give."""
    printed = _printed(page)
    covered = max((image.area for image in page.images), default=0.0) >= _COVERED * page.width * page.height
    return printed == 0 or (covered and printed < _STAMP) or unknown_share(page.chars) > _GARBLED


def _better(page: PageChars | None, other: PageChars | None) -> PageChars | None:
    """The page with more known characters; the first where both have as many."""
    if page is None or other is None:
        return page or other

    def known(read: PageChars) -> float:
        return _printed(read) * (1 - unknown_share(read.chars))

    return other if known(other) > known(page) else page


def _shows_all(reader: PdfiumReader, page: PageChars) -> bool:
    """Whether the characters of a page are all its text: it is blank, or its image has been recognised before."""
    if _printed(page) == 0:
        return _is_blank(reader, page.number)
    with contextlib.suppress(Exception):  # what cannot be opened has no hidden text
        return unknown_share(page.chars) <= _GARBLED and reader.has_hidden_text(page.number)
    return False


def _is_blank(reader: PdfiumReader, number: int) -> bool:
    try:
        lowest, highest = reader.image(number, _GLANCE_DPI).getextrema()
    except Exception:  # noqa: BLE001 - what cannot be drawn shows nothing
        return True
    return int(highest) - int(lowest) < _BLANK  # type: ignore[arg-type]
