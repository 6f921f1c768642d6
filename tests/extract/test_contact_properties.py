"""What must hold for every contact: printed in any order and with any marks, it is read back as it was."""

import itertools

from hypothesis import given
from hypothesis import strategies as st

from pipeline.extract.contacts import ContactReader
from pipeline.rulebook import default_rulebook
from tests.support import block, mapped, mapped_lines

Row = tuple[str | None, str | None, list[str], list[str]]

READER = ContactReader(default_rulebook().contacts, default_rulebook().first_names)

FIRST_NAMES = ["Claire", "Paul", "Anne-Lise", "Jean-Marc", "Élodie", "Mohamed", "Noémie", "Marie Claire", "Gaëlle", "Zoé", "Yann"]
SURNAMES = ["Lenoir", "BRUN", "Le Goff", "de La Tour", "d'Arcy", "D’ARCY", "N'Diaye", "Saint-Yves", "LE MONNIER de KERGUEN", "Van den Berg"]
SURNAMES += [
    "El Amrani",
    "Öz",
    "O'Brien",
    "Œhlert",
    "L'Huillier",
    "Puig i Ferrer",
    "Maire",
    "Chefdeville",
    "Février",
    "Petit-Jean",
    "Du Plessis-Robin",
]
TITLES = ["", "M. ", "Mme ", "Mlle ", "Dr ", "Monsieur ", "Madame ", "M ", "Mr. ", "Pr ", "Mme le Dr "]
ROLES = [
    "directrice",
    "Chef de projet",
    "chargée de mission habitat",
    "Directrice générale adjointe",
    "responsable du pôle Enfance – jeunesse",
    "cheffe du bureau de l'insertion",
    "médecin de PMI",
    "conseiller technique à la CAF de Guéville",
    "coordinatrice de l'équipe mobile",
    "Direction de l'autonomie",
    "Service Habitat",
    "référent RSA",
]
PREFIXES = ["0{}", "+33 {}", "+33{}", "+33 (0){}", "+33(0){}", "0033 {}", "0033{}", "00 33 {}", "(+33) {}"]
BETWEEN_PAIRS = ["", " ", ".", "-", "/", "\u00a0", "\u202f", " . ", " - ", "  ", ". ", "·"]
PHONE_LABELS = [
    "",
    "Tél. : ",
    "Tél : ",
    "tél. ",
    "TEL ",
    "T. ",
    "Tel. : ",
    "Téléphone : ",
    "Port. ",
    "ligne directe : ",
    "mobile : ",
    "☎ ",
    "au ",
]
EMAIL_LABELS = ["", "Mail : ", "mail : ", "courriel : ", "E-mail : ", "Mél. : ", "mailto:", "adresse mail : ", "✉ "]
FAXES = ["", "", "", ", Fax : 01 99 00 99 99", " – fax 01.99.00.99.98"]


@st.composite
def phones(draw: st.DrawFn) -> tuple[str, str]:
    """A number of a range kept for fiction: as printed and in E.164."""
    head = draw(st.sampled_from(["19900", "26191", "35301", "46571", "53649", "63998"]))
    digits = head + draw(st.integers(0, 9999).map("{:04}".format))
    pairs = draw(st.sampled_from(BETWEEN_PAIRS)).join([digits[0], *(digits[i : i + 2] for i in range(1, 9, 2))])
    return draw(st.sampled_from(PREFIXES)).format(pairs), f"+33{digits}"


@st.composite
def emails(draw: st.DrawFn) -> tuple[str, str]:
    """An address at an invented domain: as printed and as it is meant."""
    local = draw(st.from_regex(r"[a-z]{1,6}([._-][a-z]{2,8}){0,2}[0-9]{0,2}", fullmatch=True))
    domain = draw(st.from_regex(r"[a-z]{3,8}(-[a-z]{2,6})?(\.[a-z]{3,6})?", fullmatch=True))
    address = f"{local}@{domain}.example"
    forms = ["{}", "{}", "<{}>", "[{}]", "({})"]
    written = draw(st.sampled_from([str, str.upper, str.title, lambda a: a.replace("@", " @ "), lambda a: a.replace("@", "(at)")]))(address)
    return draw(st.sampled_from(forms)).format(written), address


@st.composite
def people(draw: st.DrawFn) -> tuple[str, Row]:
    """A person with at least one address: as printed on a line, and what the line says."""
    first, last = draw(st.sampled_from(FIRST_NAMES)), draw(st.sampled_from(SURNAMES))
    initial = last[0].isupper() and first[0] != "M" and draw(st.booleans())  # "M. Lenoir" is Monsieur Lenoir
    name = f"{first[0]}. {last}" if initial else f"{first} {last}"
    if last.isupper() and last.isalpha() and draw(st.booleans()):
        name = f"{last} {first}"
    role = draw(st.none() | st.sampled_from(ROLES))
    own_phones = draw(st.lists(phones(), max_size=2, unique_by=lambda p: p[1]))
    own_emails = draw(st.lists(emails(), min_size=0 if own_phones else 1, max_size=2, unique_by=lambda e: e[1]))

    addresses = [draw(st.sampled_from(PHONE_LABELS)) + printed for printed, _ in own_phones]
    printed_emails = [draw(st.sampled_from(EMAIL_LABELS)) + printed for printed, _ in own_emails]
    addresses = addresses + printed_emails if draw(st.booleans()) else printed_emails + addresses
    titled = draw(st.sampled_from(TITLES)) + name
    before, inside, after = f"{role} : {titled}", f"{titled} ({role})", f"{titled}{draw(st.sampled_from([', ', ' – ', ' : ']))}{role}"
    who = draw(st.sampled_from([before, inside, after])) if role else titled
    marks = st.sampled_from([", ", " – ", " - ", " : ", " / ", " ; ", " | ", "\n"])
    text = who + "".join(draw(marks) + address for address in addresses) + draw(st.sampled_from(FAXES))
    return text, (name, role, [value for _, value in own_phones], [value for _, value in own_emails])


def rows(text: str) -> list[Row]:
    return [
        (
            " ".join(c.name.text.split()) if c.name else None,
            " ".join(c.role.text.split()) if c.role else None,
            [value for value, _ in c.phones],
            [value for value, _ in c.emails],
        )
        for c in READER.read(mapped_lines(text), "FR")
    ]


@given(people())
def test_a_printed_person_is_read_back(case: tuple[str, Row]) -> None:
    text, person = case
    assert rows(text) == [person]


@given(st.lists(people(), min_size=2, max_size=3), st.sampled_from(["\n", " // ", " ; ", " et ", " ou "]))
def test_people_with_addresses_of_their_own_keep_them(cases: list[tuple[str, Row]], mark: str) -> None:
    assert rows(mark.join(text for text, _ in cases)) == [person for _, person in cases]


@given(
    st.lists(st.sampled_from(FIRST_NAMES), min_size=2, max_size=2),
    st.lists(st.sampled_from(SURNAMES), min_size=2, max_size=2, unique=True),
    st.sampled_from([" et ", " ou ", " / ", " & ", ", ", " - "]),
    phones(),
)
def test_people_printed_together_share_what_follows(first: list[str], last: list[str], mark: str, phone: tuple[str, str]) -> None:
    names = [f"{a} {b}" for a, b in zip(first, last, strict=True)]
    text = f"{mark.join(names)} : {phone[0]}, accueil@relais.example"
    assert rows(text) == [(name, None, [phone[1]], ["accueil@relais.example"]) for name in names]


@given(st.text("0123456789", min_size=8, max_size=8), st.lists(st.sampled_from(BETWEEN_PAIRS), min_size=4, max_size=4))
def test_the_digits_of_a_phone_survive_any_marks(digits: str, marks: list[str]) -> None:
    pairs = ["01", *(digits[i : i + 2] for i in range(0, 8, 2))]
    printed = "".join(itertools.chain.from_iterable(itertools.zip_longest(pairs, marks, fillvalue="")))
    assert rows(f"Claire Lenoir, {printed}") == [("Claire Lenoir", None, [f"+331{digits}"], [])]


CHANGES = [
    lambda t: t.replace(" ", "\u00a0"),
    lambda t: t.replace(" ", "  "),
    lambda t: t.replace(" – ", " — "),
    lambda t: t.replace("'", "’"),
    lambda t: f"**{t}**",
    lambda t: f"{t}.",
    lambda t: f"{t} ",
]


@given(people(), st.lists(st.integers(0, len(CHANGES) - 1), max_size=3, unique=True))
def test_noise_changes_nothing(case: tuple[str, Row], noise: list[int]) -> None:
    text = case[0].replace("\n", ", ")
    noisy = text
    for number in noise:
        noisy = CHANGES[number](noisy)
    (read,) = READER.read([block(noisy).text], "FR")
    name, role, own_phones, own_emails = case[1]
    assert read.name is not None
    assert read.name.plain == mapped(name or "").plain
    assert (read.role.plain if read.role else None) == (mapped(role).plain if role else None)
    assert [value for value, _ in read.phones] == own_phones
    assert [value for value, _ in read.emails] == own_emails


FRAGMENTS = [
    "Mme ",
    "M. ",
    "Dr",
    "Claire ",
    "Lenoir",
    "BRUN",
    " et ",
    ", ",
    " - ",
    " / ",
    "//",
    ";",
    "\n",
    ":",
    "(",
    ")",
    "01 99 00 12 34",
    "+33",
    "00",
]
FRAGMENTS += [
    "@",
    "c.lenoir@relais.example",
    "directrice ",
    "Service ",
    "tél. ",
    "fax",
    "le ",
    "la ",
    "0",
    "12",
    ".",
    "-",
    "'",
    "’",
    "\u00a0",
    "www.a",
    "²",
]
anything = st.text(max_size=60) | st.lists(st.sampled_from(FRAGMENTS), max_size=14).map("".join)


@given(anything, st.sampled_from(["FR", "RE", "GP"]))
def test_any_text_can_be_read(text: str, region: str) -> None:
    lines = mapped_lines(text)
    contacts = READER.read(lines, region)
    assert contacts == READER.read(lines, region)
    for contact in contacts:
        for piece in contact.place:
            start, end = piece.source_range
            assert 0 <= start < end <= len(text)
            assert piece.text.split() == text[start:end].split()
        for phone, piece in contact.phones:
            digits = "".join(c for c in piece.text if c.isdigit())
            assert phone[1:].endswith(digits[-8:])
        for email, piece in contact.emails:
            assert email == email.lower()
            assert len(email.split()) == 1
            assert email.split("@")[0] in "".join(piece.text.lower().split())
    READER.looks_like_person(mapped(text).plain)
    READER.has_address(mapped(text).plain)
