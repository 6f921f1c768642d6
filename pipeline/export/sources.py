"""Reading sources.yaml: what the user tells of a dataset that is given away."""

from collections.abc import Collection, Iterator
from pathlib import Path

from pipeline.errors import RuleFileError
from pipeline.rules.names import did_you_mean
from pipeline.rules.places import Location, field_at, place_at
from pipeline.rules.reading import RuleSource, read_source
from schemas.sources import Sources


def read_sources(path: Path, documents: Collection[str]) -> Sources:
    """Read a sources.yaml; `documents` are the ids of the documents in the dataset.

    Raises RuleFileError, one line with file, line, column and cure, where it cannot be read, breaks its model, or names
    a document twice or one that the dataset does not hold.
    """
    problems: list[RuleFileError] = []
    source = read_source(path, Sources, problems)
    if source:
        problems += _wrong_ids(source, documents)
    if source is None or problems:
        raise problems[0]
    return source.record


def _wrong_ids(source: RuleSource[Sources], known: Collection[str]) -> Iterator[RuleFileError]:
    seen: set[str] = set()
    for position, document in enumerate(source.record.documents):
        where: Location = ("documents", position, "id")
        place, field = place_at(source.node, where), field_at(source.node, where)
        if document.id not in known:
            nearest = did_you_mean(document.id, known, "its ids are in the column `id` of documents.csv")
            yield place.error(field, f"the dataset has no document `{document.id}`{nearest}")
        elif document.id in seen:
            yield place.error(field, f"the document `{document.id}` stands twice; delete one")
        seen.add(document.id)
