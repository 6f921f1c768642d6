"""Finds and covers persons in texts.

- the name of each contact, in any order of its words, whatever its case, accents, hyphens and line breaks, also with
  initials ("C. Durand"): `names`;
- what a civility introduces, "M. Durand", "Mme Anne Lemoine", whoever it is; a function stays ("Mme la Présidente"):
  `civilities` and `introduced`;
- every e-mail address and phone number, whoever's it is: `addresses`.

Not found: a person who is no contact and has no civility in front; a contact's family name on its own, which may be a
common word.
"""

import re
from collections.abc import Collection, Iterable

from pipeline.public.addresses import Addresses
from pipeline.public.introduced import IntroducedNames
from pipeline.public.letters import Letters
from pipeline.public.names import ContactNames
from pipeline.rulebook import Rulebook
from schemas.fiche import Contact

MASK = "█"


def hidden(text: str) -> str:
    """The text with all but its blanks covered.

    >>> hidden("Anne Roy")
    '████ ███'
    """
    return re.sub(r"\S", MASK, text)


class Persons:
    """The persons of a dataset; `organisations` may be called like one ("Association Monsieur Vincent") and stay."""

    def __init__(self, contacts: Collection[Contact], organisations: Iterable[str], rulebook: Rulebook) -> None:
        names = sorted({contact.name for contact in contacts if contact.name})
        self._addresses = Addresses(contacts)
        self._names = ContactNames(names)
        self._introduced = IntroducedNames(names, organisations, rulebook)

    def mask(self, text: str) -> str:
        """The text with every person, address and number covered; as long as before. Raises SlowPattern."""
        printed = Letters(text)
        spans = [*self._addresses.spans(printed), *self._names.spans(printed), *self._introduced.spans(text)]
        for start, end in spans:
            text = text[:start] + hidden(text[start:end]) + text[end:]
        return text
