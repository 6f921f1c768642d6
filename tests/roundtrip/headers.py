"""Header slots in every printed form: department, carriers, period, status."""

from dataclasses import dataclass

from hypothesis import strategies as st

from tests.roundtrip.people import contact_slots
from tests.roundtrip.vocabulary import ASSOCIATIONS, DEPARTMENTS, TOWNS
from tests.typeset.model import Carrier, Contact, Header, Slot

Period = tuple[int | None, int | None, bool]


@dataclass(frozen=True)
class Head:
    """A header as printed and as read."""

    header: Header
    departments: tuple[str, ...]
    carriers: tuple[Carrier, ...]
    contacts: tuple[Contact, ...]
    period: Period | None
    status: str | None


def _of(town: str) -> str:
    return f"d'{town}" if town[0] in "AÉO" else f"de {town}"


@dataclass(frozen=True)
class Place:
    """A department line and what it names; `council` is the printed name of its council."""

    line: str
    codes: tuple[str, ...]
    council: str


_MONTHS = ("janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre", "octobre", "novembre", "décembre")
#: Not "Mise en œuvre" alone: above a year slot it reads as its label.
_STATUSES = (
    ("Réalisé", "done"), ("Réalisée", "done"), ("Effectif", "done"), ("Achevé", "done"), ("Opérationnel", "done"), ("Terminé", "done"),
    ("En cours", "ongoing"), ("En cours de réalisation", "ongoing"), ("En cours de déploiement", "ongoing"),
    ("En cours d'expérimentation", "experimental"), ("Expérimentation", "experimental"), ("En phase de test", "experimental"),
    ("Initial", "initial"),
    ("Phase initiale", "initial"), ("Partiel", "partial"), ("Réalisation partielle", "partial"), ("Réalisé. Extension à l'étude", "done"),
)  # fmt: skip


@st.composite
def places(draw: st.DrawFn) -> Place:
    """The line that says where."""
    department = draw(st.sampled_from(DEPARTMENTS))
    of = department.printed
    if department.code == "69M":
        return Place("Métropole de Lyon", ("69M",), "Métropole de Lyon")
    council = f"Conseil départemental {of}"
    if department.code == "90" and draw(st.booleans()):
        return Place("Territoire de Belfort", ("90",), council)
    if draw(st.integers(0, 9)) == 9:
        town = draw(st.sampled_from(TOWNS))
        tail = draw(st.sampled_from((f" – Territoire {_of(town)}", f" - Pays {_of(town)}", f" ({town})")))
        return Place(f"Département {of}{tail}", (department.code,), council)
    return Place(f"Département {of}", (department.code,), council)


@st.composite
def periods(draw: st.DrawFn) -> tuple[str, Period]:
    """A year slot."""
    year = draw(st.integers(2005, 2018))
    later = year + draw(st.integers(1, 5))
    month, second = draw(st.sampled_from(_MONTHS)), draw(st.sampled_from(_MONTHS))
    forms: tuple[tuple[str, Period], ...] = (
        (f"{year}", (year, None, False)),
        (f"{year} – {later}", (year, later, False)),
        (f"{year}-{later}", (year, later, False)),
        (f"{year} - {later}", (year, later, False)),
        (f"{year}/{later}", (year, later, False)),
        (f"De {year} à {later}", (year, later, False)),
        (f"Depuis {year}", (year, None, True)),
        (f"Depuis {month} {year}", (year, None, True)),
        (f"{month.capitalize()} {year}", (year, None, False)),
        (f"Fin {year}", (year, None, False)),
        (f"Début {year}", (year, None, False)),
        (f"Automne {year}", (year, None, False)),
        (f"Été {year}", (year, None, False)),
        (f"Rentrée {year}", (year, None, False)),
        (f"{month.capitalize()} {year} à {second} {later}", (year, later, False)),
        (f"{month.capitalize()} {year} – {second} {later}", (year, later, False)),
        (f"Du 1er {month} {year} au 31 {second} {later}", (year, later, False)),
        (f"Initié en {year}", (year, None, False)),
        (f"Mise en œuvre prévue fin {year}", (year, None, False)),
        (f"Elaboration du dispositif depuis {year}", (year, None, True)),
        (f"Depuis {year}, partenariat élargi en {later}", (year, None, True)),
        (f"Depuis {year}.", (year, None, True)),
        (f"Jusqu'à fin {year}", (None, year, True)),
        (f"Lancement en {year}", (year, None, False)),
        (f"Depuis le 1er {month} {year}", (year, None, True)),
        (f"Premier semestre {year}", (year, None, False)),
        (f"Année {year}", (year, None, False)),
        ("nc", (None, None, False)),
    )
    return draw(st.sampled_from(forms))


@st.composite
def _bodies(draw: st.DrawFn, place: Place) -> tuple[str, str]:
    """An organisation and its type."""
    name, town = draw(st.sampled_from(ASSOCIATIONS)), draw(st.sampled_from(TOWNS))
    return draw(
        st.sampled_from(
            (
                (place.council, "department"),
                (place.council, "department"),
                (place.council, "department"),
                (f"Association {name}", "association"),
                (f"Association « {name} »", "association"),
                (f"Fondation {name}", "foundation"),
                (f"Commune {_of(town)}", "local_authority"),
                (f"Ville {_of(town)}", "local_authority"),
                (f"Communauté de communes {_of(town)}", "local_authority"),
                (f"CCAS {_of(town)}", "local_authority"),
                (f"Mission locale {_of(town)}", "association"),
                ("CAF", "public_body"),
                ("Agence régionale de santé", "public_body"),
                ("MDPH", "mdph"),
                (f"EHPAD {name}", "care_facility"),
                (f"Centre hospitalier {_of(town)}", "care_facility"),
                (f"Université {_of(town)}", "academic"),
                (f"Coopérative {name}", "company"),
                ("Direction de l'autonomie", "department_service"),
                ("Pôle Solidarités", "department_service"),
                ("Office public de l'habitat", "housing_body"),
            )
        )
    )


@st.composite
def carriers(draw: st.DrawFn, place: Place) -> tuple[str, tuple[Carrier, ...]]:
    """A carrier slot: one organisation, or several."""
    count = draw(st.sampled_from((1, 1, 1, 1, 2, 2, 3)))
    bodies = draw(st.lists(_bodies(place), min_size=count, max_size=count, unique_by=lambda body: body[0]))
    joint = draw(st.sampled_from((" / ", ", ", " et "))) if count < 3 else draw(st.sampled_from((" / ", ", ")))
    if any(kind == "department_service" for _, kind in bodies):  # "Conseil départemental de l'Ain, Pôle Solidarités" is one
        joint = " / "
    text = joint.join(name for name, _ in bodies)
    if count == 3 and joint == ", ":
        text = f"{bodies[0][0]}, {bodies[1][0]} et {bodies[2][0]}"
    return text, tuple(Carrier(*body) for body in bodies)


@st.composite
def heads(draw: st.DrawFn) -> Head:
    """A whole header; the department comes first or below the year, the others in any order, some missing."""
    place = draw(places())
    slots: list[tuple[Slot, str]] = []
    period: Period | None = None
    status: str | None = None
    people: tuple[Contact, ...] = ()
    text, bodies = draw(carriers(place))
    slots.append((Slot.CARRIER, text))
    if draw(st.integers(0, 4)):
        text, period = draw(periods())
        slots.append((Slot.PERIOD, text))
    if draw(st.booleans()):
        text, status = draw(st.sampled_from(_STATUSES))
        slots.append((Slot.STATUS, text))
    slots = draw(st.permutations(slots))
    if draw(st.integers(0, 5)):
        slot = draw(contact_slots())
        people = slot.contacts
        # the contact is below the carrier: above it, a name without a known first name could be one
        slots += [(Slot.CONTACT, line) for line in slot.lines]
    above = slots[0][0] is Slot.PERIOD and slots[0][1].isdigit()
    slots.insert(1 if above and draw(st.booleans()) else 0, (Slot.DEPARTMENT, place.line))
    return Head(Header(tuple(slots)), place.codes, bodies, people, period, status)
