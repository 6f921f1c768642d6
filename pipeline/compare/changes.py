"""What changed from one dataset to another, fiche by fiche and field by field.

Values are compared as what they mean: where they were read, by which rule and how surely makes no difference.
"""

from collections.abc import Sequence
from typing import TypeVar

from pipeline.compare.matching import Pair, document_pairs, fiche_pairs
from pipeline.compare.values import Field, value_changes
from schemas.changes import Changed, Changes, Compared, Named, Unchanged
from schemas.dataset import Dataset
from schemas.document import DocumentRecord
from schemas.fiche import Fiche

_T = TypeVar("_T", Fiche, DocumentRecord)

_DEPARTMENT = ("code",)
_PERIOD = Field("period", ("start_year", "end_year", "ongoing"), beside=("raw",))
_BODY = ("name", "type")
_FIGURES = Field(
    "figures",
    ("value", "high", "kind", "qualifier", "nature", "label"),
    beside=("raw", "section"),
    # a budget that rose keeps its label; a figure that is only read in another way keeps its printed words
    same=(("kind", "label", "section"), ("kind", "label"), ("raw", "section"), ("raw",)),
)

FICHE_FIELDS = (
    Field("title", ("title",)),
    Field("kind", ("kind",)),
    Field("chapter", ("number", "name")),
    Field("section", ("section",)),
    Field("departments", _DEPARTMENT, beside=("name",), same=()),
    Field("related_departments", _DEPARTMENT, beside=("name",), same=()),
    _PERIOD,
    Field("status", ("code",), beside=("raw",)),
    Field("carriers", _BODY, same=(("name",),)),
    # somebody else at the same address or in the same role follows the one before
    Field("contacts", ("name", "role", "phones", "emails"), same=(("name",), ("emails",), ("phones",), ("role",))),
    _FIGURES,
    Field("organisations", _BODY, same=(("name",),)),
    Field("legal_references", ("text",), same=(("text",),)),
    Field("sections", ("key", "heading", "text"), same=(("key", "heading"), ("key",)), counted="text"),
)

DOCUMENT_FIELDS = (
    Field("title", ("title",)),
    Field("kind", ("kind",)),
    Field("publisher", ("publisher",)),
    Field("departments", _DEPARTMENT, beside=("name",), same=()),
    _PERIOD,
    *(Field(name, ("date",)) for name in ("adopted", "signed", "published")),
    _FIGURES,
)


def changes_between(old: Dataset, new: Dataset) -> Changes:
    """The change from an earlier dataset to a later one; documents are those of the same name or with the same fiches."""
    fiches = fiche_pairs(old.fiches, new.fiches)
    documents = document_pairs(old, new, fiches)
    return Changes(
        documents=_compared(old.documents, new.documents, documents, DOCUMENT_FIELDS),
        fiches=_compared(old.fiches, new.fiches, fiches, FICHE_FIELDS),
    )


def _compared(old: Sequence[_T], new: Sequence[_T], pairs: Sequence[Pair], fields: Sequence[Field]) -> Compared:
    changed: list[Changed] = []
    unchanged: list[Unchanged] = []
    for i, j in sorted(pairs, key=lambda pair: pair[1]):
        values = tuple(change for field in fields for change in value_changes(field, old[i], new[j]))
        if values:
            changed.append(Changed(old=_named(old[i]), new=_named(new[j]), values=values))
        else:
            unchanged.append(Unchanged(old=old[i].id, new=new[j].id))
    kept_old, kept_new = {i for i, _ in pairs}, {j for _, j in pairs}
    return Compared(
        added=tuple(_named(record) for j, record in enumerate(new) if j not in kept_new),
        removed=tuple(_named(record) for i, record in enumerate(old) if i not in kept_old),
        changed=tuple(changed),
        unchanged=tuple(unchanged),
    )


def _named(record: Fiche | DocumentRecord) -> Named:
    return Named(
        id=record.id,
        document=record.document if isinstance(record, Fiche) else None,
        title=" ".join(record.title.split()) if record.title else None,
        departments=tuple(department.code for department in record.departments),
    )
