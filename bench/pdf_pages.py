"""Time a page and peak memory of reading PDFs, beside plain word extraction by pdfplumber on the same pages.

    python bench/pdf_pages.py FOLDER_OR_PDF... [--runs RUNS]

Prints, for each PDF, the median of RUNS (default 3) interleaved runs, each in a process of its own: milliseconds a
page from opening the file, their ratio, and the peak resident memory of the reading process once page 10 and once
page 150 (or the last) is read. Imports are not counted as time.
"""

import argparse
import json
import resource
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pdfplumber

from pipeline.load.pdf import read_pages
from pipeline.load.pdf.model import PageChars
from pipeline.load.pdf.open import PdfFile

#: Pages after which the peak of memory is noted.
EARLY, LATE = 10, 150

Peaks = dict[int, float]


def peak() -> float:
    """Peak resident memory of this process so far, in MB (Linux counts in KB, macOS in bytes)."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (1 << (20 if sys.platform == "darwin" else 10))


def recueil(path: Path) -> Peaks:
    """Read as `recueil` does, text recognition left out."""
    peaks: Peaks = {}

    def noted(pages: PdfFile) -> Iterator[PageChars]:
        for page in pages:
            yield page
            peaks[page.number] = peak()

    with PdfFile(path) as pages:
        read_pages(noted(pages))
    return peaks


def plain(path: Path) -> Peaks:
    """The words of each page, and the page let go."""
    peaks: Peaks = {}
    with pdfplumber.open(path) as pdf:
        for number, page in enumerate(pdf.pages, 1):
            page.extract_words()
            page.close()
            peaks[number] = peak()
    return peaks


READERS: dict[str, Callable[[Path], Peaks]] = {"plain": plain, "recueil": recueil}


def measured(reader: str, path: Path) -> tuple[float, float, float, int]:
    """Milliseconds a page, peak MB early and late, number of pages, of one reader in a fresh process."""
    command = [sys.executable, str(Path(__file__).resolve()), str(path), "--reader", reader]
    out = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    milliseconds, early, late, pages = json.loads(out)
    return milliseconds, early, late, pages


def measure_here(reader: str, path: Path) -> None:
    """Print what `measured` reads."""
    began = time.perf_counter()
    peaks = READERS[reader](path)
    seconds = time.perf_counter() - began
    last = max(peaks)
    print(json.dumps((1000 * seconds / last, peaks[min(EARLY, last)], peaks[min(LATE, last)], last)))


def main() -> None:
    """Measure and print."""
    arguments = argparse.ArgumentParser(description="Time a page and memory of reading PDFs.")
    arguments.add_argument("paths", nargs="+", type=Path)
    arguments.add_argument("--runs", type=int, default=3)
    arguments.add_argument("--reader", choices=READERS, help=argparse.SUPPRESS)
    given = arguments.parse_args()
    if given.reader:
        measure_here(given.reader, given.paths[0])
        return
    files = [file for path in given.paths for file in (sorted(path.glob("*.pdf")) if path.is_dir() else [path])]
    print(f"{'':44}{'ms a page':>18}{'':>7}{'MB of recueil':>20}")
    print(f"{'':36}{'pages':>8}{'plain':>9}{'recueil':>9}{'ratio':>7}{f'page {EARLY}':>10}{f'page {LATE}':>10}")
    for file in files:
        runs: dict[str, list[tuple[float, float, float, int]]] = {name: [] for name in READERS}
        for _ in range(given.runs):
            for name in READERS:
                runs[name].append(measured(name, file))
        base = statistics.median(run[0] for run in runs["plain"])
        ours, early, late, pages = (statistics.median(column) for column in zip(*runs["recueil"], strict=True))
        shown = "/".join(file.parts[-2:])
        print(f"{shown[-35:]:36}{pages:8.0f}{base:9.0f}{ours:9.0f}{ours / base:7.2f}{early:10.0f}{late:10.0f}")


if __name__ == "__main__":
    main()
