"""What many tests build: pieces of text that know their place, blocks, documents."""

import hashlib
import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import PurePath

from pipeline.document import Block, Document, MappedText, Reading
from pipeline.gazetteer import Gazetteer
from pipeline.load.text import read_blocks
from pipeline.rulebook import Rulebook
from pipeline.segment.cut import cut
from pipeline.segment.model import Segmentation
from schemas.base import Record
from schemas.evidence import Evidence


@dataclass(frozen=True)
class Done:
    """What a call of the command left behind."""

    code: int
    stdout: str
    stderr: str


#: Runs the command in this process, as a shell would.
Recueil = Callable[..., Done]


def mapped(text: str) -> MappedText:
    """A text that is its own source."""
    return MappedText(text, tuple(range(len(text))))


def mapped_lines(text: str) -> list[MappedText]:
    """The lines of a text, each with its place in it."""
    return [MappedText(m.group(), tuple(range(*m.span()))) for m in re.finditer(r"[^\n]+", text)]


def blocks(text: str) -> tuple[Block, ...]:
    """The blocks of a text, as the text loader reads them."""
    return read_blocks(text)


def block(text: str) -> Block:
    """The only block of a text."""
    (only,) = read_blocks(text)
    return only


def document(text: str, name: str = "essai") -> Document:
    """A document as the text loader would make it."""
    reading = Reading("text/plain", text, read_blocks(text), has_lines=True)
    return Document(name, PurePath(f"{name}.txt"), hashlib.sha256(text.encode()).hexdigest(), reading)


class Reader:
    """Cuts a text into fiches by a profile."""

    def __init__(self, rulebook: Rulebook, gazetteer: Gazetteer) -> None:
        self._rulebook, self._gazetteer = rulebook, gazetteer

    def __call__(self, text: str, profile: str = "recueil") -> Segmentation:
        return cut(document(text), self._rulebook.profile(profile), self._rulebook, self._gazetteer)[0]


def evidences(value: object) -> list[Evidence]:
    """Every evidence anywhere in a record."""
    if isinstance(value, Evidence):
        return [value]
    if isinstance(value, tuple | list):
        return [found for item in value for found in evidences(item)]
    if isinstance(value, Record):
        return [found for name in type(value).model_fields for found in evidences(getattr(value, name))]
    return []
