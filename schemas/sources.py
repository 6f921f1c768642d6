"""What the user tells of a dataset that is given away: its title, publisher and licence, and where its documents come from."""

import re
from typing import Annotated

from pydantic import AfterValidator

from schemas.base import Record


def _address(text: str) -> str:
    if not re.fullmatch(r"https?://[^\s/]+\.[^\s]+", text):
        raise ValueError("is no web address; write e.g. `https://www.exemple.fr/page`")
    return text


def _email(text: str) -> str:
    if not re.fullmatch(r"[^\s@]+@[^\s@]+\.[^\s@]+", text):
        raise ValueError("is no e-mail address; write e.g. `contact@exemple.fr`")
    return text


def _day(text: str) -> str:
    if not re.fullmatch(r"\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?", text):
        raise ValueError('is no date; write "2020", "2020-09" or "2020-09-15"')
    return text


def _words(text: str) -> str:
    if not text.strip():
        raise ValueError("is empty; write its words")
    return text


Words = Annotated[str, AfterValidator(_words)]
Url = Annotated[str, AfterValidator(_address)]


class Publisher(Record):
    """The body that gives the dataset away; `email` is that of a service, it is published."""

    name: Words
    url: Url | None = None
    email: Annotated[str, AfterValidator(_email)] | None = None


class Licence(Record):
    """The licence of the dataset; `id` as SPDX names it where it does (`etalab-2.0`, `CC-BY-4.0`)."""

    id: Words
    title: Words
    url: Url


class SourceDocument(Record):
    """Where a document of the dataset was published, and under which licence; `id` is its id in the dataset."""

    id: Words
    title: Words | None = None
    url: Url | None = None
    licence: Words | None = None
    #: ISO 8601, as precise as known
    published: Annotated[str, AfterValidator(_day)] | None = None


class English(Record):
    """The title and the description of the dataset in English."""

    title: Words | None = None
    description: Words | None = None


class Sources(Record):
    """sources.yaml; what it does not say is left out of all outputs.

    `title` and `description` are in French, `en` says the same in English.

    >>> licence = Licence(id="etalab-2.0", title="Licence Ouverte 2.0", url="https://www.exemple.fr/licence")
    >>> Sources(title="Recueils", publisher=Publisher(name="Observatoire"), licence=licence).document("lune") is None
    True
    """

    title: Words
    description: Words | None = None
    en: English = English()
    publisher: Publisher
    licence: Licence
    version: Words | None = None
    keywords: tuple[Words, ...] = ()
    documents: tuple[SourceDocument, ...] = ()

    def document(self, name: str) -> SourceDocument | None:
        """What is told of the document with this id, None where nothing is."""
        return next((document for document in self.documents if document.id == name), None)
