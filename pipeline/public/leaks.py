"""The proof that files to be published hold no contact of the full edition: they are read as they were written."""

from collections.abc import Mapping
from dataclasses import dataclass

from pipeline.errors import PersonalDataLeftError
from pipeline.public.contact_search import ContactSearch, Kind
from pipeline.public.file_texts import texts_of
from schemas.dataset import Dataset


@dataclass(frozen=True, slots=True)
class Leak:
    """Where a file holds something of a contact.

    `place` is the column (`table.column` in a database, the part in a workbook or another archive), the path in JSON,
    or the line (`line 12`); `fiche` is the id of a fiche of the full edition that has the contact.
    """

    file: str
    place: str
    kind: Kind
    fiche: str


def find_leaks(full: Dataset, files: Mapping[str, bytes]) -> list[Leak]:
    """What is left of the contacts of the full edition in files, given by name; each once a file, place, kind and fiche.

    The format is told by what a file holds. Raises what the reader of a format raises for a damaged file: a file that
    cannot be read proves nothing.

    >>> find_leaks(Dataset(documents=(), fiches=()), {"note.md": "Rien à signaler".encode()})
    []
    """
    contacts = ContactSearch(full)
    found: dict[Leak, None] = {}
    for file, content in files.items():
        for place, text in (("file name", file), *texts_of(file, content)):
            for line, kind, fiche in contacts.found_in(f"{file} {place}", text):
                found[Leak(file, place or f"line {line}", kind, fiche)] = None
    return list(found)


def check_no_leaks(full: Dataset, files: Mapping[str, bytes]) -> None:
    """Raises PersonalDataLeftError for the first thing that is left of a contact, with the number of others."""
    leaks = find_leaks(full, files)
    if leaks:
        first = leaks[0]
        raise PersonalDataLeftError(first.file, first.place, first.kind, first.fiche, len(leaks) - 1)
