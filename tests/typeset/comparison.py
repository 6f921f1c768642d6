"""What is printed and what was read, field by field, in the same terms."""

from collections.abc import Callable, Iterable, Mapping

from schemas.fiche import Fiche
from tests.typeset.model import Carrier, Figure, Recueil
from tests.typeset.model import Fiche as Printed

#: How each field of a printed fiche and of a read one is told.
FIELDS: Mapping[str, tuple[Callable[[Printed], object], Callable[[Fiche], object]]] = {
    "departments": (lambda f: f.departments, lambda f: tuple(d.code for d in f.departments)),
    "related departments": (lambda f: f.related, lambda f: tuple(d.code for d in f.related_departments)),
    "period": (lambda f: f.period, lambda f: f.period and (f.period.start_year, f.period.end_year, f.period.ongoing)),
    "status": (lambda f: f.status, lambda f: f.status and f.status.code.value),
    "carriers": (lambda f: f.carriers, lambda f: tuple(Carrier(c.name, c.type.value) for c in f.carriers)),
    "contacts": (
        lambda f: [(c.name, c.role, c.phones, c.emails) for c in f.contacts],
        lambda f: [(c.name, c.role, c.phones, c.emails) for c in f.contacts],
    ),
    "figures": (
        lambda f: list(f.figures),
        lambda f: [Figure(x.value, x.high, x.kind.value, x.qualifier.value, " ".join(x.raw.split()), x.nature.value) for x in f.figures],
    ),
    "section keys": (lambda f: [s.key for s in f.sections], lambda f: [s.key.value for s in f.sections]),
    "section texts": (
        lambda f: [" ".join(p.text for p in s.paragraphs).split() for s in f.sections],
        lambda f: [[word for line in s.text.split("\n") for word in _item(line).split()] for s in f.sections],
    ),
    "running section": (lambda f: f.running, lambda f: f.section),
}


def _item(line: str) -> str:
    """A line of a section without the mark of a list item."""
    return line.lstrip().removeprefix("- ")


def paragraphs(fiche: Fiche) -> list[list[str]]:
    """The paragraphs and list items of each section read."""
    return [[_item(line) for line in section.text.split("\n")] for section in fiche.sections]


def titles(recueil: Recueil) -> list[str]:
    """The titles of fiches and briefs in printed order."""
    return [title for chapter in recueil.chapters for title in [*(f.title for f in chapter.fiches), *(b.title for b in chapter.briefs)]]


def printed(recueil: Recueil, field: str) -> dict[str, object]:
    """A field of every printed fiche by title."""
    return {fiche.title: FIELDS[field][0](fiche) for fiche in recueil.fiches}


def read(recueil: Recueil, fiches: Iterable[Fiche], field: str) -> dict[str, object]:
    """The same field of the fiches read, as far as their titles are printed ones."""
    known = {fiche.title for fiche in recueil.fiches}
    return {fiche.title: FIELDS[field][1](fiche) for fiche in fiches if fiche.title in known}
