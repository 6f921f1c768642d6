"""Text recognition on page images, by the program Tesseract where it is installed."""

import csv
import io
import os
import shutil
import subprocess
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from PIL import Image

from pipeline.load.pdf.model import Char

PROGRAM = "tesseract"
LANGUAGE = "fra"
DPI = 300
#: What to do where all pages are scans: without the program, and where it finds nothing.
INSTALL = "install Tesseract with its French data (tesseract-ocr-fra) to have its text recognised"
SCAN_ANEW = "no text was recognised; scan it anew at 300 dpi"

#: Seconds a page may take.
_TIMEOUT = 20.0
#: Pages that may exceed it before the rest of the file is left unrecognised.
_TIMEOUTS = 2
#: Confidence (0 to 100) under which a word is noise.
_NOISE = 25.0
#: Level of a word in the table that Tesseract prints.
_WORD = "5"
#: Words further apart than this many line heights stand in different columns.
_WIDE_GAP = 1.5


@dataclass(frozen=True, slots=True)
class Recognised:
    """The characters of a page and the mean confidence of its words, 0 to 1, each letter counting once."""

    chars: tuple[Char, ...]
    confidence: float


@dataclass(frozen=True, slots=True)
class _Word:
    """A word, its line (block, paragraph, line), its box in points and its confidence."""

    line: tuple[int, int, int]
    x0: float
    top: float
    x1: float
    bottom: float
    confidence: float
    text: str


class Recogniser:
    """The program, for one file. `seconds` is the time it has taken so far."""

    def __init__(self, program: str, language: str | None, timeout: float = _TIMEOUT) -> None:
        self._command = [program, "stdin", "stdout", *(("-l", language) if language else ()), "--dpi", str(DPI), "tsv"]
        self._timeout = timeout
        self._timeouts = 0
        self.seconds = 0.0

    def recognise(self, image: Image.Image, width: float) -> Recognised | None:
        """The text on the image of a page of this width in points; None where the program fails or takes too long."""
        if self._timeouts >= _TIMEOUTS:
            return None
        table = self._table(image)
        if table is None:
            return None
        words = list(_words(table, width / image.width))
        letters = sum(len(word.text) for word in words)
        confidence = sum(word.confidence * len(word.text) for word in words) / letters / 100 if letters else 0.0
        return Recognised(tuple(_chars(words)), round(confidence, 3))

    def _table(self, image: Image.Image) -> str | None:
        bitmap = io.BytesIO()
        image.convert("L").save(bitmap, "PPM")
        # One thread: more make it slower on a machine that is busy.
        environment = {**os.environ, "OMP_THREAD_LIMIT": "1"}
        began = time.monotonic()
        try:
            done = subprocess.run(  # noqa: S603 - a fixed command; the image goes in by a pipe
                self._command, input=bitmap.getvalue(), capture_output=True, timeout=self._timeout, env=environment, check=True
            )
        except subprocess.TimeoutExpired:
            self._timeouts += 1
            return None
        except (OSError, subprocess.CalledProcessError):
            return None
        finally:
            self.seconds += time.monotonic() - began
        return done.stdout.decode("utf-8", "replace")


def find_recogniser() -> Recogniser | None:
    """Tesseract with French, or with its default language where French is missing; None where it is not installed."""
    program = shutil.which(PROGRAM)
    if program is None:
        return None
    try:
        listed = subprocess.run([program, "--list-langs"], capture_output=True, text=True, timeout=_TIMEOUT, check=True)  # noqa: S603
    except (OSError, subprocess.SubprocessError):
        return None
    return Recogniser(program, LANGUAGE if LANGUAGE in listed.stdout.split() else None)


def _words(table: str, scale: float) -> Iterator[_Word]:
    """The words of the table; `scale` is in points a pixel."""
    for row in csv.DictReader(io.StringIO(table), delimiter="\t", quoting=csv.QUOTE_NONE):
        text = (row["text"] or "").strip()
        confidence = float(row["conf"])
        if row["level"] != _WORD or not text or confidence < _NOISE:
            continue
        left, top, width, height = (int(row[name]) * scale for name in ("left", "top", "width", "height"))
        line = int(row["block_num"]), int(row["par_num"]), int(row["line_num"])
        yield _Word(line, left, top, left + width, top + height, confidence, text)


def _chars(words: Sequence[_Word]) -> Iterator[Char]:
    """The characters of words, line by line: as high as their line, each with its share of its word's width."""
    for _, group in groupby(words, key=lambda word: word.line):
        line = list(group)
        top, bottom = min(word.top for word in line), max(word.bottom for word in line)
        size = bottom - top
        end = None
        for word in line:
            if end is not None and 0 < word.x0 - end < _WIDE_GAP * size:
                yield Char(end, top, word.x0, bottom, " ", size, bottom - size / 5, ocr=True)
            share = (word.x1 - word.x0) / len(word.text)
            for i, letter in enumerate(word.text):
                yield Char(word.x0 + i * share, top, word.x0 + (i + 1) * share, bottom, letter, size, bottom - size / 5, ocr=True)
            end = word.x1
