"""The language model as a witness: asked only where no rule decides, outranked by every rule and gazetteer."""

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING

from pipeline.document import Block, MappedText
from pipeline.errors import ModelMissingError

if TYPE_CHECKING:
    from spacy.language import Language

MODEL = "fr_core_news_md"
#: An organisation's name has a capital inside the sentence; blocks without one are not read.
_MAY_NAME = re.compile(r"[\s'’(«][A-ZÀ-Ý]")
#: Parts of the model that entity recognition does not need.
_UNUSED = ["parser", "morphologizer", "lemmatizer", "attribute_ruler", "senter"]


class Witness:
    """Entity recognition by fr_core_news_md, loaded when first asked. Raises ModelMissingError."""

    def __init__(self) -> None:
        self._organisations: dict[MappedText, list[tuple[int, int]]] = {}

    def read_ahead(self, blocks: Iterable[Block]) -> None:
        """Read many blocks in one go, which is several times faster than fiche by fiche."""
        texts = [block.text for block in blocks if _MAY_NAME.search(block.text.text)]
        docs = _load().pipe((text.text for text in texts), batch_size=128)
        for text, doc in zip(texts, docs, strict=True):
            self._organisations[text] = [(e.start_char, e.end_char) for e in doc.ents if e.label_ == "ORG"]

    def is_person(self, text: str) -> bool:
        """Whether the model takes a whole piece of text for a person."""
        return _is_person(text)

    def organisations(self, blocks: Iterable[Block]) -> Iterator[tuple[MappedText, str]]:
        """Organisations that the model found in blocks read ahead, with the name of the model as rule."""
        for block in blocks:
            for start, end in self._organisations.get(block.text, ()):
                yield block.text[start:end], f"ner.{MODEL}"


@lru_cache(maxsize=1)
def _load() -> "Language":
    import spacy  # noqa: PLC0415 - imported here so that --no-ner never loads it

    try:
        return spacy.load(MODEL, exclude=_UNUSED)
    except OSError as error:
        raise ModelMissingError(MODEL) from error


@lru_cache(maxsize=4096)
def _is_person(text: str) -> bool:
    # a frame: the model reads names better inside a sentence than alone
    doc = _load()(f"Contact : {text}.")
    return any(entity.label_ == "PER" and entity.text.strip(" .") == text for entity in doc.ents)


def outside(found: Iterable[tuple[MappedText, str]], known: Sequence[tuple[int, int]]) -> Iterator[tuple[MappedText, str]]:
    """What the model found where no rule found anything; `known` are source ranges."""
    for text, rule in found:
        start, end = text.source_range
        if not any(start < b and a < end for a, b in known):
            yield text, rule
