"""Contacts in every printed form."""

import unicodedata
from dataclasses import dataclass

from hypothesis import strategies as st

from tests.roundtrip.vocabulary import FIRST_NAMES, LAST_NAMES, ROLES, SERVICES
from tests.typeset.model import Contact

#: Area and first digits of numbers reserved for fiction.
_AREAS = ("01 99 00", "02 61 91", "03 53 01", "04 65 71", "05 36 49", "06 39 98")
_DOMAINS = ("departement.example", "conseil-departemental.example", "chenal.example", "solidarites-locales.example", "cd.example")


@dataclass(frozen=True)
class Slot:
    """A contact slot as printed on one or more lines, and the contacts in it."""

    lines: tuple[str, ...]
    contacts: tuple[Contact, ...]


@dataclass(frozen=True)
class _Person:
    printed: str
    name: str
    local: str


def _ascii(text: str) -> str:
    bare = unicodedata.normalize("NFD", text.lower().replace("œ", "oe"))
    return "".join(c for c in bare if c.isascii() and c.isalnum())


def _cased(last: str) -> str:
    """A last name not in capitals: "LE BIHAN" is "Le Bihan", "DE BRÉZÉ" is "de Brézé"."""
    name = last.title().replace("D'A", "d'A").replace("N'D", "N'D")
    return name.replace("De ", "de ").replace("Da ", "da ").replace("Van ", "van ")


@st.composite
def _person(draw: st.DrawFn) -> _Person:
    first, last = draw(st.sampled_from(FIRST_NAMES)), draw(st.sampled_from(LAST_NAMES))
    # "M. ARNOUX" is Monsieur
    form = draw(st.integers(0, 4 if first.startswith("M") else 5))
    names = (f"{first} {last}", f"{first} {_cased(last)}", f"{last} {first}", f"{first} {last}", f"{first} {last}", f"{first[0]}. {last}")
    title = {3: "Mme ", 4: "M. "}.get(form, "")
    local = draw(
        st.sampled_from((f"{_ascii(first)}.{_ascii(last)}", f"{_ascii(first)[0]}{_ascii(last)}", f"{_ascii(first)[0]}.{_ascii(last)}"))
    )
    return _Person(title + names[form], names[form], local)


@st.composite
def _phone(draw: st.DrawFn) -> tuple[str, str]:
    """A number as printed, and in E.164."""
    area, number = draw(st.sampled_from(_AREAS)), draw(st.integers(0, 9999))
    spaced = f"{area} {number // 100:02} {number % 100:02}"
    form = draw(st.integers(0, 6))
    forms = (
        spaced, spaced, spaced.replace(" ", "."), f"+33 {spaced[1:]}", f"+33 (0){spaced[1:]}", spaced.replace(" ", "\u00a0"),
        spaced.replace(" ", ""),
    )  # fmt: skip
    label = draw(st.sampled_from(("", "", "", "Tél. : ", "tél. ", "Tél : ", "T. ")))
    return label + forms[form], "+33" + spaced.replace(" ", "")[1:]


@st.composite
def _reached(draw: st.DrawFn, local: str) -> tuple[list[str], tuple[str, ...], tuple[str, ...]]:
    """Phones and addresses as printed, then as read."""
    printed: list[str] = []
    phones: list[str] = []
    emails: list[str] = []
    what = draw(st.integers(0, 4))
    if what in {0, 1, 3}:
        shown, number = draw(_phone())
        printed.append(shown)
        phones.append(number)
    if what in {1, 2}:
        address = f"{local}@{draw(st.sampled_from(_DOMAINS))}"
        label = draw(st.sampled_from(("", "", "", "Mail : ", "Courriel : ")))
        printed.append(label + (address.capitalize() if draw(st.integers(0, 9)) == 9 else address))
        emails.append(address)
    if what == 3:
        shown, number = draw(_phone().filter(lambda p: p[1] not in phones))
        printed.append(shown)
        phones.append(number)
    return printed, tuple(phones), tuple(emails)


@st.composite
def _one(draw: st.DrawFn) -> tuple[str, Contact]:
    """A person or service with what reaches them."""
    dash = draw(st.sampled_from((" - ", " – ")))
    if draw(st.integers(0, 9)) == 9:
        service = draw(st.sampled_from(SERVICES))
        printed, phones, emails = draw(_reached("accueil"))
        if printed:
            return dash.join([service, *printed]), Contact(None, service, phones, emails)
    person = draw(_person())
    role = draw(st.sampled_from(ROLES)) if draw(st.integers(0, 4)) else None
    printed, phones, emails = draw(_reached(person.local))
    form = draw(st.integers(0, 4))
    if role is None:
        head = person.printed
    elif form <= 1:
        head = f"{person.printed}, {role}"
    elif form == 2:
        head = f"{person.printed}{dash}{role}"
    elif form == 3:
        head = f"{person.printed} ({role})"
    else:
        head = f"{role} : {person.printed}"
    return dash.join([head, *printed]), Contact(person.name, role, phones, emails)


@st.composite
def contact_slots(draw: st.DrawFn) -> Slot:
    """One contact, or two: on one line parted by a mark, or on a line each."""
    text, contact = draw(_one())
    # of people printed together the last one's phone may be everyone's: each has one of their own
    if draw(st.integers(0, 4)) < 4 or not _has_address(contact):
        return Slot((text,), (contact,))
    second_text, second = draw(_one().filter(lambda pair: _has_address(pair[1]) and pair[1].name is not None))
    if draw(st.booleans()):
        return Slot((text + draw(st.sampled_from((" // ", " ; "))) + second_text,), (contact, second))
    return Slot((text, second_text), (contact, second))


def _has_address(contact: Contact) -> bool:
    return bool(contact.phones or contact.emails)
