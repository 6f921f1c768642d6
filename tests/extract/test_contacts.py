import pytest

from pipeline.extract.contacts import ContactReader, ReadContact
from pipeline.rulebook import Rulebook
from tests.support import mapped, mapped_lines

Row = tuple[str | None, str | None, list[str], list[str]]

P1, P2 = "+33199001234", "+33261910012"


@pytest.fixture(scope="module")
def reader(rulebook: Rulebook) -> ContactReader:
    return ContactReader(rulebook.contacts, rulebook.first_names)


def rows(contacts: list[ReadContact]) -> list[Row]:
    return [
        (
            " ".join(c.name.text.split()) if c.name else None,
            " ".join(c.role.text.split()) if c.role else None,
            [value for value, _ in c.phones],
            [value for value, _ in c.emails],
        )
        for c in contacts
    ]


def read(reader: ContactReader, text: str, region: str = "FR") -> list[Row]:
    return rows(reader.read(mapped_lines(text), region))


SLOTS: dict[str, list[Row]] = {
    # one person
    "Claire Lenoir": [("Claire Lenoir", None, [], [])],
    "Claire LENOIR, 01 99 00 12 34": [("Claire LENOIR", None, [P1], [])],
    "Mme Claire Lenoir – 01 99 00 12 34": [("Claire Lenoir", None, [P1], [])],
    "M. Paul Brun 01.99.00.12.34": [("Paul Brun", None, [P1], [])],
    "M. BRUN 01-99-00-12-34": [("BRUN", None, [P1], [])],
    "Monsieur Paul Brun : 0199001234": [("Paul Brun", None, [P1], [])],
    "Dr Paul Brun 01/99/00/12/34": [("Paul Brun", None, [P1], [])],
    "Paul Brun, +33 1 99 00 12 34": [("Paul Brun", None, [P1], [])],
    "Paul Brun, +33 (0)1 99 00 12 34": [("Paul Brun", None, [P1], [])],
    "Paul Brun, Tél. : 01 99 00 12 34": [("Paul Brun", None, [P1], [])],
    "Paul Brun, Tél : 01 99 00 12 34 / 06 39 98 00 12": [("Paul Brun", None, [P1, "+33639980012"], [])],
    "Paul Brun 01 99 00 12 34 (ou 35)": [("Paul Brun", None, [P1], [])],
    "Anne-Lise Le Goff-Brun 01 99 00 12 34": [("Anne-Lise Le Goff-Brun", None, [P1], [])],
    "Jean de La Tour, 01 99 00 12 34": [("Jean de La Tour", None, [P1], [])],
    "Élodie D’Arcy 01 99 00 12 34": [("Élodie D’Arcy", None, [P1], [])],
    "LENOIR Claire 03 53 01 00 34": [("LENOIR Claire", None, ["+33353010034"], [])],
    "C. Lenoir 04 65 71 00 34": [("C. Lenoir", None, ["+33465710034"], [])],
    "Sarah N'Diaye 01 990 012 34": [("Sarah N'Diaye", None, [P1], [])],
    "01 99 00 12 34 Claire Lenoir": [("Claire Lenoir", None, [P1], [])],
    # function
    "Directrice de l'autonomie : Claire Lenoir, 01 99 00 12 34": [("Claire Lenoir", "Directrice de l'autonomie", [P1], [])],
    "Association Lien, Paul Brun, 01 99 00 12 34": [("Paul Brun", "Association Lien", [P1], [])],
    "Docteur Paul Brun, médecin de PMI, 01 99 00 12 34": [("Paul Brun", "médecin de PMI", [P1], [])],
    "Bruno Maire, maire, 01 99 00 12 34": [("Bruno Maire", "maire", [P1], [])],
    "Claire Lenoir – CESF – 01 99 00 12 34": [("Claire Lenoir", "CESF", [P1], [])],
    "Claire Lenoir, directrice\nde l'autonomie, 01 99 00 12 34": [("Claire Lenoir", "directrice de l'autonomie", [P1], [])],
    "Claire Lenoir, directrice de l'autonomie, 01 99 00 12 34": [("Claire Lenoir", "directrice de l'autonomie", [P1], [])],
    "Claire Lenoir – Chargée de mission – 01 99 00 12 34": [("Claire Lenoir", "Chargée de mission", [P1], [])],
    "Claire Lenoir (chargée de mission) 01 99 00 12 34": [("Claire Lenoir", "chargée de mission", [P1], [])],
    "Claire Lenoir, cheffe du service Habitat": [("Claire Lenoir", "cheffe du service Habitat", [], [])],
    "Claire Lenoir, Direction de l'autonomie": [("Claire Lenoir", "Direction de l'autonomie", [], [])],
    "Claire Lenoir, Cheffe de projet, Direction de l'autonomie, 01 99 00 12 34": [
        ("Claire Lenoir", "Cheffe de projet, Direction de l'autonomie", [P1], [])
    ],
    "Claire Lenoir\nDirectrice adjointe\n01 99 00 12 34\nc.lenoir@relais.example": [
        ("Claire Lenoir", "Directrice adjointe", [P1], ["c.lenoir@relais.example"])
    ],
    # e-mails
    "Claire Lenoir, c.lenoir@relais.example": [("Claire Lenoir", None, [], ["c.lenoir@relais.example"])],
    "Claire Lenoir C.LENOIR@Relais.Example": [("Claire Lenoir", None, [], ["c.lenoir@relais.example"])],
    "Claire Lenoir – Mail : claire-anne.lenoir@relais.example": [("Claire Lenoir", None, [], ["claire-anne.lenoir@relais.example"])],
    "Claire Lenoir, claire- anne.lenoir@relais.example": [("Claire Lenoir", None, [], ["claire-anne.lenoir@relais.example"])],
    "Claire Lenoir, c.lenoir @ relais.example": [("Claire Lenoir", None, [], ["c.lenoir@relais.example"])],
    "Claire Lenoir, c.lenoir@relais": [("Claire Lenoir", None, [], ["c.lenoir@relais"])],
    "Claire Lenoir, c.lenoir@relais.example.": [("Claire Lenoir", None, [], ["c.lenoir@relais.example"])],
    "Claire Lenoir, c_lenoir12@sous.relais.example": [("Claire Lenoir", None, [], ["c_lenoir12@sous.relais.example"])],
    "Claire Lenoir 01 99 00 12 34 c.lenoir@relais.example": [("Claire Lenoir", None, [P1], ["c.lenoir@relais.example"])],
    "Claire Lenoir c.lenoir@relais.example / 01 99 00 12 34": [("Claire Lenoir", None, [P1], ["c.lenoir@relais.example"])],
    "Claire Lenoir (c.lenoir@relais.example)": [("Claire Lenoir", None, [], ["c.lenoir@relais.example"])],
    "Claire Lenoir\nc.lenoir@\nrelais.example": [("Claire Lenoir", None, [], ["c.lenoir@relais.example"])],
    # several people
    "Claire Lenoir et Paul Brun, chargés de mission, 01 99 00 12 34": [
        ("Claire Lenoir", "chargés de mission", [P1], []),
        ("Paul Brun", "chargés de mission", [P1], []),
    ],
    "Mme Lenoir 01 99 00 12 34 ou M. Brun 02 61 91 00 12": [("Lenoir", None, [P1], []), ("Brun", None, [P2], [])],
    "Claire Lenoir, Directrice, 01 99 00 12 34 - Paul Brun, Adjoint, 02 61 91 00 12": [
        ("Claire Lenoir", "Directrice", [P1], []),
        ("Paul Brun", "Adjoint", [P2], []),
    ],
    "Claire Lenoir 01 99 00 12 34\nPaul Brun 02 61 91 00 12": [
        ("Claire Lenoir", None, [P1], []),
        ("Paul Brun", None, [P2], []),
    ],
    "Claire Lenoir 01 99 00 12 34, Paul Brun 02 61 91 00 12": [
        ("Claire Lenoir", None, [P1], []),
        ("Paul Brun", None, [P2], []),
    ],
    "Claire Lenoir 01 99 00 12 34 / Paul Brun 02 61 91 00 12": [
        ("Claire Lenoir", None, [P1], []),
        ("Paul Brun", None, [P2], []),
    ],
    "Mme Lenoir- Mme Brun 01 99 00 12 34": [("Lenoir", None, [P1], []), ("Brun", None, [P1], [])],
    "Mme Lenoir et M. Brun 01 99 00 12 34": [("Lenoir", None, [P1], []), ("Brun", None, [P1], [])],
    "Mme Lenoir ou M. Brun – 01 99 00 12 34": [("Lenoir", None, [P1], []), ("Brun", None, [P1], [])],
    "Claire Lenoir / Paul Brun 01 99 00 12 34": [("Claire Lenoir", None, [P1], []), ("Paul Brun", None, [P1], [])],
    "Claire Lenoir et Paul Brun": [("Claire Lenoir", None, [], []), ("Paul Brun", None, [], [])],
    "Claire Lenoir, directrice, 01 99 00 12 34\nPaul Brun, chargé de mission, p.brun@relais.example": [
        ("Claire Lenoir", "directrice", [P1], []),
        ("Paul Brun", "chargé de mission", [], ["p.brun@relais.example"]),
    ],
    "Claire Lenoir et Paul Brun c.lenoir@relais.example p.brun@relais.example": [
        ("Claire Lenoir", None, [], ["c.lenoir@relais.example"]),
        ("Paul Brun", None, [], ["p.brun@relais.example"]),
    ],
    # services
    "Service habitat 01 99 00 12 34": [(None, "Service habitat", [P1], [])],
    "Centre de ressources – contact@relais.example": [(None, "Centre de ressources", [], ["contact@relais.example"])],
    "01 99 00 12 34": [(None, None, [P1], [])],
    "contact@relais.example": [(None, None, [], ["contact@relais.example"])],
    "Claire Lenoir 01 99 00 12 34\nService habitat 02 61 91 00 12": [
        ("Claire Lenoir", None, [P1], []),
        (None, "Service habitat", [P2], []),
    ],
    # lines cut
    "Claire\nLenoir\n01 99 00 12 34": [("Claire Lenoir", None, [P1], [])],
    "Claire Lenoir,\n01 99 00 12 34": [("Claire Lenoir", None, [P1], [])],
    # what is no contact of its own
    "Claire Lenoir www.relais.example/12": [("Claire Lenoir", None, [], [])],
    "Claire Lenoir poste 12 – 01 99 00 12 34": [("Claire Lenoir", None, [P1], [])],
}


@pytest.mark.parametrize(("text", "expected"), SLOTS.items(), ids=SLOTS)
def test_slot(text: str, expected: list[Row], reader: ContactReader) -> None:
    assert read(reader, text) == expected


REGIONS = {
    "La Réunion": ("Ada Hoarau 02 62 00 00 12", "RE", "+262262000012"),
    "Réunion, mobile": ("Ada Hoarau 06 92 00 00 12", "RE", "+262692000012"),
    "Réunion, mobile of the mainland": ("Ada Hoarau 06 39 98 00 12", "RE", "+33639980012"),
    "Guadeloupe": ("Ada Hoarau 05 90 00 00 12", "GP", "+590590000012"),
    "Martinique": ("Ada Hoarau 05 96 00 00 12", "MQ", "+596596000012"),
    "Guyane": ("Ada Hoarau 05 94 00 00 12", "GF", "+594594000012"),
    "Mayotte": ("Ada Hoarau 02 69 00 00 12", "YT", "+262269000012"),
    "printed in full": ("Ada Hoarau +262 2 62 00 00 12", "FR", "+262262000012"),
    "mainland": ("Ada Hoarau 05 36 49 12 34", "FR", "+33536491234"),
}


@pytest.mark.parametrize(("text", "region", "phone"), REGIONS.values(), ids=REGIONS)
def test_region_of_a_phone(text: str, region: str, phone: str, reader: ContactReader) -> None:
    assert read(reader, text, region) == [("Ada Hoarau", None, [phone], [])]


def test_nothing_to_read(reader: ContactReader) -> None:
    assert reader.read([], "FR") == []
    assert read(reader, "") == []


def test_every_part_knows_its_place(reader: ContactReader) -> None:
    text = "Mme Claire Lenoir, directrice, 01 99 00 12 34, C.Lenoir@relais.example"
    (contact,) = reader.read([mapped(text)], "FR")
    assert [text[slice(*piece.source_range)] for piece in contact.place] == [
        "Claire Lenoir",
        "directrice",
        "01 99 00 12 34",
        "C.Lenoir@relais.example",
    ]


ADDRESSES = {
    "Paul Brun 01 99 00 12 34": True,
    "p.brun@relais.example": True,
    "0199001234": True,
    "Paul Brun, directeur": False,
    "2016 – 2017": False,
    "Association Lien, 12 rue du Lac": False,
    "GIR 5 et 6": False,
    "23000 Guéret": False,
}


@pytest.mark.parametrize(("text", "expected"), ADDRESSES.items(), ids=ADDRESSES)
def test_has_address(text: str, expected: bool, reader: ContactReader) -> None:
    assert reader.has_address(mapped(text).plain) is expected


PERSONS = {
    "Claire Lenoir": True,
    "Claire LENOIR": True,
    "LENOIR Claire": True,
    "Mme Lenoir": True,
    "Anne-Lise Le Goff": True,
    "Claire Lenoir, directrice de l'autonomie": True,
    "Claire Lenoir / Paul Brun": True,
    "Paul Brun et Claire Lenoir": True,
    "Association Lien": False,
    "Conseil départemental de l'Ain": False,
    "Direction de l'autonomie": False,
    "Le Relais des aînés": False,
    "en cours": False,
    "2016": False,
    "": False,
}


@pytest.mark.parametrize(("text", "expected"), PERSONS.items(), ids=[t or "nothing" for t in PERSONS])
def test_looks_like_person(text: str, expected: bool, reader: ContactReader) -> None:
    assert reader.looks_like_person(mapped(text).plain) is expected


def test_the_model_is_asked_where_no_rule_decides(reader: ContactReader) -> None:
    assert not reader.looks_like_person("Xirpa Qelmon")
    assert reader.looks_like_person("Xirpa Qelmon", lambda text: text == "Xirpa Qelmon")
    assert not reader.looks_like_person("Direction Qelmon", lambda _: True)
