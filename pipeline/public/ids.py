"""New ids for documents and fiches whose id holds the name of a person."""

import re

from pipeline.public.persons import MASK, Persons, hidden
from schemas.dataset import Dataset


def renamed(dataset: Dataset, persons: Persons) -> dict[str, str]:
    """The ids that must change, with what they become; two ids never become one.

    The id of a fiche is made from its title, cut at some letter: where the title names a person, all of it is covered.
    """
    public = {document.id: persons.mask(document.id) for document in dataset.documents}
    for fiche in dataset.fiches:
        made = fiche.id
        if persons.mask(fiche.title) != fiche.title:
            slug = re.compile(rf"(?<={re.escape(fiche.document)}\.).*(?=\.)")
            made = slug.sub(lambda found: hidden(found.group()), made)
        public[fiche.id] = persons.mask(made)
    taken = {old for old, new in public.items() if new == old}
    changed: dict[str, str] = {}
    for old, covered in public.items():
        if covered != old:
            new = covered
            while new in taken:
                new += MASK
            taken.add(new)
            changed[old] = new
    return changed
