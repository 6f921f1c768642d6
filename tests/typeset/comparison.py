"""What is printed and what was read, field by field, in the same terms."""

from collections.abc import Callable, Iterable, Mapping

from schemas.fiche import Fiche
from tests.typeset.model import Fiche as Printed
from tests.typeset.model import Recueil

#: How each field of a printed fiche and of a read one is told.
FIELDS: Mapping[str, tuple[Callable[[Printed], object], Callable[[Fiche], object]]] = {
    "departments": (lambda f: f.departments, lambda f: tuple(d.code for d in f.departments)),
    "period": (lambda f: f.period, lambda f: f.period and (f.period.start_year, f.period.end_year, f.period.ongoing)),
    "status": (lambda f: f.status, lambda f: f.status and f.status.code.value),
    "carriers": (lambda f: f.carriers, lambda f: tuple(c.name for c in f.carriers)),
    "contacts": (
        lambda f: [(c.name, c.role, c.phones, c.emails) for c in f.contacts],
        lambda f: [(c.name, c.role, c.phones, c.emails) for c in f.contacts],
    ),
    "figures": (
        lambda f: list(f.figures),
        lambda f: [(x.value, x.high, x.kind.value, x.qualifier.value, " ".join(x.raw.split())) for x in f.figures],
    ),
    "section keys": (lambda f: [s.key for s in f.sections], lambda f: [s.key.value for s in f.sections]),
    "section texts": (
        lambda f: [" ".join(p.text for p in s.paragraphs).split() for s in f.sections],
        lambda f: [[word for word in s.text.split() if word != "-"] for s in f.sections],  # "-" opens a list item
    ),
    "running section": (lambda f: f.running, lambda f: f.section),
}


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
