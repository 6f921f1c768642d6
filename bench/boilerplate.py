"""How well the main content of web pages is found: the project's own reader beside libraries made for it.

    python bench/boilerplate.py FOLDER [FOLDER]

FOLDER holds pages (`*.html`); the second folder (by default the first) holds the text of each (`*.txt`, same name).
Recall is the share of the text's words found in order, precision the share of the words found that are of the text.
The libraries (trafilatura, readability-lxml, justext, resiliparse) are compared where they are installed.
"""

import importlib.util
import re
import sys
from collections.abc import Callable
from pathlib import Path

from rapidfuzz.distance import LCSseq

from pipeline.document import fold
from pipeline.load.html import decode_page, read_html
from pipeline.load.text import read_blocks

Reader = Callable[[bytes], str]


def own(data: bytes) -> str:
    """The text of the blocks, each on a line."""
    return "\n".join(block.text.text for block in read_html(data).blocks)


def trafilatura(data: bytes) -> str:
    """With the setting that drops least."""
    from trafilatura import extract  # noqa: PLC0415  (not a dependency)

    return extract(decode_page(data), include_comments=False, include_tables=True, favor_recall=True) or ""


def readability(data: bytes) -> str:
    """The article and its title."""
    from lxml.html import document_fromstring  # noqa: PLC0415
    from readability import Document  # noqa: PLC0415  (not a dependency)

    return "\n".join(document_fromstring(Document(decode_page(data)).summary()).itertext())


def justext(data: bytes) -> str:
    """Paragraphs that are no boilerplate, with the French stop words."""
    from justext import get_stoplist, justext  # noqa: PLC0415  (not a dependency)

    return "\n".join(p.text for p in justext(decode_page(data), get_stoplist("French")) if not p.is_boilerplate)


def resiliparse(data: bytes) -> str:
    """With the setting for the main content."""
    from resiliparse.extract.html2text import extract_plain_text  # noqa: PLC0415  (not a dependency)

    return str(extract_plain_text(decode_page(data), main_content=True, alt_texts=False))


def words(text: str) -> list[str]:
    """Words in small letters without accents."""
    return fold(re.sub(r"[*|]", " ", text)).split()


def main(pages: Path, texts: Path) -> None:
    """Print recall and precision of every reader on every page."""
    others = {"trafilatura": trafilatura, "readability": readability, "justext": justext, "resiliparse": resiliparse}
    readers: dict[str, Reader] = {"own": own} | {name: read for name, read in others.items() if importlib.util.find_spec(name)}
    print(f"{'page':28}" + "".join(f"{name:>16}" for name in readers))
    for page in sorted(pages.glob("*.html")):
        wanted = words("\n".join(block.text.text for block in read_blocks((texts / f"{page.stem}.txt").read_text(encoding="utf-8"))))
        scores = []
        for read in readers.values():
            found = words(read(page.read_bytes()))
            same = LCSseq.similarity(wanted, found)
            scores.append(f"{same / len(wanted):.3f} / {same / len(found) if found else 0:.3f}")
        print(f"{page.stem:28}" + "".join(f"{score:>16}" for score in scores))


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[-1]))
