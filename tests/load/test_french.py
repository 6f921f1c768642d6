"""Real French guides beside the Markdown they were typeset from: words whole, in order, and no fiche made of them."""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from pathlib import Path

import pytest

from pipeline.document import Block, BlockKind
from pipeline.load import load
from pipeline.rulebook import Rulebook
from pipeline.run import Pipeline, input_files

GUIDES = ("guide-juridique", "guide-logiciels", "guide-pseudonymisation", "guide-reutilisation")

#: Shares of the words of the source that are found, and of its pairs of neighbours.
WORDS, PAIRS = 0.99, 0.98

#: What is written in Markdown but not printed, and what is printed of it.
_MARKUP = (
    (re.compile(r"^---\n(?:\w+:.*\n)*---$", re.MULTILINE), ""),  # front matter, before each chapter
    (re.compile(r"<!--.*?-->", re.DOTALL), ""),
    (re.compile(r"^```.*$|^:::.*$", re.MULTILINE), ""),  # the fences of code, and of boxes with their titles
    (re.compile(r"!\[[^\]]*\]\([^)]*\)"), ""),
    (re.compile(r"\[([^\]]*)\]\([^)]*\)"), r"\1"),
    (re.compile(r"</?[a-zA-Z][^>]*>"), " "),
    (re.compile(r"^[ \t]*(?:#+|>|[-*+]|\d+\.)[ \t]+", re.MULTILINE), ""),
    (re.compile(r"[*`]|(?<!\w)_|_(?!\w)"), ""),
)
_SECTION_NUMBER = re.compile(r"\d+(?:\.\d+)* ")
_TYPED = str.maketrans({"‐": "-", "‑": "-", "–": "-", "—": "-", "’": "'", "“": '"', "”": '"'})
_AROUND = ".,;:!?()[]{}\"«»'-/|=+•"


@pytest.mark.parametrize("guide", GUIDES)
def test_the_words_of_a_guide_are_found_whole_and_in_order(guide: str, shared: Path) -> None:
    folder = shared / "french"
    wanted = words([printed((folder / f"{guide}.source.md").read_text("utf-8"))])
    found = words(text_of(load(folder / f"{guide}.pdf").blocks))
    kept, in_order = share(found, wanted), share(list(pairwise(found)), list(pairwise(wanted)))
    print(f"{guide}: {kept:.2%} of {len(wanted)} words, {in_order:.2%} of their neighbours")
    assert len(wanted) > 1000
    assert kept >= WORDS, (Counter(wanted) - Counter(found)).most_common(20)
    assert in_order >= PAIRS, list(Counter(pairwise(wanted)) - Counter(pairwise(found)))[:20]


def test_guides_give_no_fiche_and_say_why(shared: Path, rulebook: Rulebook) -> None:
    files = [file for file in input_files([shared / "french"]) if file.path.suffix == ".pdf"]
    dataset = Pipeline(rulebook, ner=False).run(files)
    assert [document.id for document in dataset.documents] == list(GUIDES)
    assert (dataset.fiches, dataset.failures) == ((), ())
    for document in dataset.documents:
        assert {issue.code for issue in document.issues} & {"no_profile", "no_fiche"}, document.id


def test_the_measure_sees_glued_cut_and_swapped_words() -> None:
    whole = words(["La ferme des deux rives accueille dix apprentis chaque année."])
    assert share(whole, whole) == 1
    assert share(words(["La ferme des deuxrives accueille dix ap- prentis chaque année."]), whole) == pytest.approx(0.7)
    swapped = words(["La ferme des rives deux accueille dix apprentis chaque année"])
    assert share(swapped, whole) == 1
    assert share(list(pairwise(swapped)), list(pairwise(whole))) == pytest.approx(6 / 9)


def printed(markdown: str) -> str:
    """What Markdown prints."""
    for pattern, shown in _MARKUP:
        markdown = pattern.sub(shown, markdown)
    return markdown


def text_of(blocks: Sequence[Block]) -> Iterator[str]:
    """The text of each block after the cover and the contents list, without the numbers that typesetting gave to headings."""
    starts = [i for i, block in enumerate(blocks) if block.kind is BlockKind.HEADING and block.text.text.startswith("1 ")]
    for block in blocks[starts[0] :]:
        yield _SECTION_NUMBER.sub("", block.text.text, count=1) if _SECTION_NUMBER.match(block.text.text) else block.text.text


def words(texts: Iterable[str]) -> list[str]:
    """The words in order, lower case, punctuation around them left out."""
    plain = (unicodedata.normalize("NFKC", text).translate(_TYPED).lower() for text in texts)
    stripped = (word.strip(_AROUND) for text in plain for word in text.split())
    return [word for word in stripped if any(char.isalnum() for char in word)]


def share(found: Sequence[object], wanted: Sequence[object]) -> float:
    """The share of what is wanted that is found, each as often as it is wanted."""
    return (Counter(found) & Counter(wanted)).total() / len(wanted)
