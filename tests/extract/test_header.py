import itertools

import pytest

from pipeline.extract.contacts import ContactReader
from pipeline.extract.header import HeaderReader, HeaderSlots
from pipeline.extract.organisations import OrganisationReader
from pipeline.gazetteer import Gazetteer
from pipeline.rulebook import Rulebook, default_rulebook
from pipeline.segment.fields import FieldReader
from pipeline.segment.model import HeaderLine
from schemas.enums import HeaderSlot
from tests.support import blocks, mapped

DEPARTMENT = "Département de l'Ain"


@pytest.fixture(scope="module")
def reader(rulebook: Rulebook) -> HeaderReader:
    contacts = ContactReader(rulebook.contacts, rulebook.first_names)
    return HeaderReader(rulebook, contacts, OrganisationReader(rulebook.organisations))


def read(reader: HeaderReader, *lines: str) -> HeaderSlots:
    """The slots of a header below a department line, each line as a fiche of a text has it."""
    department, *others = blocks("\n\n".join([DEPARTMENT, *lines]))
    fields = FieldReader(default_rulebook(), Gazetteer(default_rulebook().departments))
    return reader.read([HeaderLine(department.text, HeaderSlot.DEPARTMENT), *(line for block in others for line in fields.lines(block))])


def sorted_lines(slots: HeaderSlots) -> dict[str, list[str]]:
    """The lines by slot; empty slots are left out."""
    found = {
        "period": [slots.period.text] if slots.period else [],
        "status": [slots.status[0].text] if slots.status else [],
        "carriers": [t.text for t in slots.carriers],
        "contacts": [t.text for t in slots.contacts],
        "notes": [t.text for t in slots.notes],
        "unread": [t.text for t in slots.unread],
    }
    return {slot: lines for slot, lines in found.items() if lines}


FULL = {
    "period": "2016 – 2018",
    "status": "En cours",
    "carriers": "Conseil départemental de l'Ain",
    "contacts": "Claire Lenoir, directrice, 01 99 00 12 34",
}


#: A contact stands after the carrier; every other order is met.
ORDERS = [order for order in itertools.permutations(FULL) if order.index("carriers") < order.index("contacts")]


@pytest.mark.parametrize("order", ORDERS, ids="-".join)
def test_slots_in_any_order(order: tuple[str, ...], reader: HeaderReader) -> None:
    slots = read(reader, *(FULL[slot] for slot in order))
    assert slots.department is not None
    assert slots.department.text == DEPARTMENT
    assert sorted_lines(slots) == {slot: [line] for slot, line in FULL.items()}


@pytest.mark.parametrize("left_out", FULL)
def test_one_slot_missing(left_out: str, reader: HeaderReader) -> None:
    given = {slot: line for slot, line in FULL.items() if slot != left_out}
    assert sorted_lines(read(reader, *given.values())) == {slot: [line] for slot, line in given.items()}


@pytest.mark.parametrize("slot", FULL)
def test_one_slot_alone(slot: str, reader: HeaderReader) -> None:
    assert sorted_lines(read(reader, FULL[slot])) == {slot: [FULL[slot]]}


def test_only_the_department(reader: HeaderReader) -> None:
    assert sorted_lines(read(reader)) == {}


SLOT_OF = {
    "2016": "period",
    "Depuis avril 2016": "period",
    "Octobre 2016 à mai 2017": "period",
    "Elaboration du dispositif depuis 2013": "period",
    "Initié en 2013": "period",
    "Depuis 2009. 14 unités implantées": "period",
    "nc": "period",
    "En cours": "status",
    "En cours de réalisation": "status",
    "En cours d'expérimentation": "status",
    "Réalisé": "status",
    "Réalisé. Reconstitution prévue en 2017": "status",
    "Effectif. 24 maisons ouvertes": "status",
    "2 résidences réalisées sur les 6 programmées": "status",
    "Initial, en phase de test": "status",
    "En projet": "status",
    "Association Lien": "carriers",
    "Conseil départemental de l'Ain / CAF de l'Ain": "carriers",
    "Direction de l'autonomie": "carriers",
    "Les bailleurs du canton": "carriers",
    "MDPH de l'Ain": "carriers",
    "CCAS de Dole": "carriers",
    "Ville de Bourg": "carriers",
    "Arélia": "carriers",
    "Claire Lenoir": "contacts",
    "Mme Lenoir": "contacts",
    "Claire Lenoir, directrice": "contacts",
    "Claire Lenoir / Paul Brun": "contacts",
    "01 99 00 12 34": "contacts",
    "contact@relais.example": "contacts",
    "Service habitat – 01 99 00 12 34": "contacts",
    "Retrouvez cette action sur www.relais.example": "notes",
    "www.relais.example": "notes",
    "https://relais.example/actions": "notes",
}


@pytest.mark.parametrize(("line", "slot"), SLOT_OF.items(), ids=SLOT_OF)
def test_slot_of_a_line(line: str, slot: str, reader: HeaderReader) -> None:
    assert sorted_lines(read(reader, line)) == {slot: [line]}


SPREAD = {
    "contact over lines": (
        ["2016", "Association Lien", "Claire Lenoir", "directrice", "01 99 00 12 34", "c.lenoir@relais.example"],
        {
            "period": ["2016"],
            "carriers": ["Association Lien"],
            "contacts": ["Claire Lenoir", "directrice", "01 99 00 12 34", "c.lenoir@relais.example"],
        },
    ),
    "function after the phone": (
        ["2016", "Association Lien", "Claire Lenoir 01 99 00 12 34", "Direction de l'autonomie"],
        {
            "period": ["2016"],
            "carriers": ["Association Lien"],
            "contacts": ["Claire Lenoir 01 99 00 12 34", "Direction de l'autonomie"],
        },
    ),
    "name cut in two": (
        ["2016", "Association Lien", "Xavière", "Zbrtk", "01 99 00 12 34"],
        {"period": ["2016"], "carriers": ["Association Lien"], "contacts": ["Xavière", "Zbrtk", "01 99 00 12 34"]},
    ),
    "two carriers": (
        ["2016", "Association Lien", "CAF de l'Ain", "Claire Lenoir"],
        {"period": ["2016"], "carriers": ["Association Lien", "CAF de l'Ain"], "contacts": ["Claire Lenoir"]},
    ),
    "two contacts": (
        ["2016", "Association Lien", "Claire Lenoir 01 99 00 12 34", "Paul Brun 02 61 91 00 12"],
        {
            "period": ["2016"],
            "carriers": ["Association Lien"],
            "contacts": ["Claire Lenoir 01 99 00 12 34", "Paul Brun 02 61 91 00 12"],
        },
    ),
    "department again as carrier": (
        ["2016", DEPARTMENT, "Claire Lenoir"],
        {"period": ["2016"], "carriers": [DEPARTMENT], "contacts": ["Claire Lenoir"]},
    ),
    "status in the year slot": (
        ["En cours", "Association Lien", "Claire Lenoir"],
        {"status": ["En cours"], "carriers": ["Association Lien"], "contacts": ["Claire Lenoir"]},
    ),
    "prize": (
        ["Grand prix du jury", "2016", "Association Lien"],
        {"period": ["2016"], "carriers": ["Association Lien"], "notes": ["Grand prix du jury"]},
    ),
    "year and dated status": (
        ["Initié en 2013", "Mise en œuvre depuis 2014", "Association Lien"],
        {"period": ["Initié en 2013"], "status": ["Mise en œuvre depuis 2014"], "carriers": ["Association Lien"]},
    ),
}


@pytest.mark.parametrize(("lines", "expected"), SPREAD.values(), ids=SPREAD)
def test_headers(lines: list[str], expected: dict[str, list[str]], reader: HeaderReader) -> None:
    assert sorted_lines(read(reader, *lines)) == expected


def test_every_line_goes_somewhere(reader: HeaderReader) -> None:
    lines = ["2016", "En cours", "2017", "Réalisé", "Arélia", "x", "?", "Zbrtk", "- un lit", "L" * 500, "Claire Lenoir"]
    slots = read(reader, *lines)
    placed = [line for found in sorted_lines(slots).values() for line in found]
    assert sorted(placed) == sorted(b.text.text for b in blocks("\n\n".join(lines)))


def test_running_text_is_unread(reader: HeaderReader) -> None:
    text = "Le relais reçoit les aînés du canton et leurs aidants, dit-on. " * 8
    assert sorted_lines(read(reader, text)) == {"unread": [text.strip()]}


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("Réalisé", "done"),
        ("Effectif", "done"),
        ("Réalisé. Reconstitution prévue en 2017", "done"),
        ("réalisée", "done"),
        ("En cours", "ongoing"),
        ("En cours de réalisation", "ongoing"),
        ("En cours de réalisation.", "ongoing"),
        ("EN COURS", "ongoing"),
        ("Mise en œuvre depuis 2014", "ongoing"),
        ("En cours d'expérimentation", "experimental"),
        ("En cours d’expérimentation", "experimental"),
        ("Expérimentation", "experimental"),
        ("Expérimentation sur deux cantons", "experimental"),
        ("Partiel", "partial"),
        ("2 résidences réalisées sur les 6 programmées", "partial"),
        ("Initial", "initial"),
        ("Initial, en phase de test", "initial"),
        ("En projet", "planned"),
    ],
)
def test_status_code(line: str, code: str, reader: HeaderReader) -> None:
    slots = read(reader, "2016", line)
    assert slots.status is not None
    assert slots.status[1].code == code


LABELLED = {
    "carrier": ("Porteurs : Association Le Toit, CAF de l'Ain", {"carriers": ["Association Le Toit, CAF de l'Ain"]}),
    "status": ("État d'avancement : initial", {"status": ["initial"]}),
    "period": ("Année de lancement : 2016", {"period": ["2016"]}),
    "contact": ("Personne ressource : Claire Lenoir", {"contacts": ["Claire Lenoir"]}),
    "of no field": ("Partenaires : la CAF et la MSA", {"notes": ["la CAF et la MSA"]}),
    "label alone": ("Partenaires", {"carriers": ["Partenaires"]}),
    "nothing behind it": ("Contact : non communiqué", {}),
    "nothing in the year slot": ("Année : non communiquée", {"period": ["non communiquée"]}),
}


@pytest.mark.parametrize(("line", "expected"), LABELLED.values(), ids=LABELLED)
def test_label_of_a_slot(line: str, expected: dict[str, list[str]], reader: HeaderReader) -> None:
    assert sorted_lines(read(reader, line)) == expected


#: Slot, value and where it goes: a label decides, but for a year or a status under the wrong label.
UNDER_A_LABEL = {
    "year": (HeaderSlot.PERIOD, "2016", {"period": ["2016"]}),
    "words in the year slot": (HeaderSlot.PERIOD, "Printemps prochain", {"period": ["Printemps prochain"]}),
    "status in the year slot": (HeaderSlot.PERIOD, "En cours", {"status": ["En cours"]}),
    "dated status in the year slot": (HeaderSlot.PERIOD, "Mise en œuvre prévue fin 2017", {"period": ["Mise en œuvre prévue fin 2017"]}),
    "status behind the years": (HeaderSlot.PERIOD, "2021-2024 Réalisé", {"period": ["2021-2024"], "status": ["Réalisé"]}),
    "planned status behind the years": (
        HeaderSlot.PERIOD,
        "Mise en œuvre prévue début 2025 En projet",
        {"period": ["Mise en œuvre prévue début 2025"], "status": ["En projet"]},
    ),
    "words behind the years": (HeaderSlot.PERIOD, "Depuis 2016 Ain", {"period": ["Depuis 2016 Ain"]}),
    "status": (HeaderSlot.STATUS, "Réalisé", {"status": ["Réalisé"]}),
    "dated status": (HeaderSlot.STATUS, "Mise en œuvre depuis 2014", {"status": ["Mise en œuvre depuis 2014"]}),
    "year in the status slot": (HeaderSlot.STATUS, "2016", {"period": ["2016"]}),
    "no known status": (HeaderSlot.STATUS, "Zbrtk", {"unread": ["Zbrtk"]}),
    "carrier like a person": (HeaderSlot.CARRIER, "Claire Lenoir", {"carriers": ["Claire Lenoir"]}),
    "carrier like a department": (HeaderSlot.CARRIER, "Département de l'Ain", {"carriers": ["Département de l'Ain"]}),
    "contact without address": (HeaderSlot.CONTACT, "Zbrtk Grmlv", {"contacts": ["Zbrtk Grmlv"]}),
    "contact like an organisation": (HeaderSlot.CONTACT, "Association Lien", {"contacts": ["Association Lien"]}),
    "site under contact": (HeaderSlot.CONTACT, "www.relais.example", {"notes": ["www.relais.example"]}),
    "of no field": (HeaderSlot.OTHER, "la CAF", {"notes": ["la CAF"]}),
    "second place": (HeaderSlot.DEPARTMENT, "Pays de Gex", {"notes": ["Pays de Gex"]}),
    "nothing known": (HeaderSlot.CONTACT, "nc", {}),
    "nothing known of the year": (HeaderSlot.PERIOD, "nc", {"period": ["nc"]}),
    "carrier to be named": (HeaderSlot.CARRIER, "À désigner", {}),
    "contact to be hired": (HeaderSlot.CONTACT, "en cours de recrutement", {}),
    "carrier that names someone": (HeaderSlot.CARRIER, "Comité à désigner", {"carriers": ["Comité à désigner"]}),
}


@pytest.mark.parametrize(("slot", "value", "expected"), UNDER_A_LABEL.values(), ids=UNDER_A_LABEL)
def test_labelled_line(slot: HeaderSlot, value: str, expected: dict[str, list[str]], reader: HeaderReader) -> None:
    place = HeaderLine(mapped(DEPARTMENT), HeaderSlot.DEPARTMENT)
    assert sorted_lines(reader.read([place, HeaderLine(mapped(value), slot, mapped("Libellé"))])) == expected


@pytest.mark.parametrize(
    ("value", "slot"), [("2016", "period"), ("04 99 00 12 34", "contacts"), ("Réalisé", "status"), ("Le Toit", "unread")]
)
def test_line_under_a_label_that_no_rule_knows(value: str, slot: str, reader: HeaderReader) -> None:
    """What it holds decides where that is beyond doubt; the analyst is told of the rest."""
    assert sorted_lines(reader.read([HeaderLine(mapped(value), None, mapped("Marraine"))])) == {slot: [value]}


def test_header_without_a_department(reader: HeaderReader) -> None:
    slots = reader.read([HeaderLine(mapped("2016"), HeaderSlot.PERIOD, mapped("Année"))])
    assert slots.department is None
    assert sorted_lines(slots) == {"period": ["2016"]}


SERVICES = {
    "Département de l'Ain – Direction de l'enfance": True,
    "Département de l'Ain - Service habitat": True,
    "Département de l'Ain – Pôle solidarités": True,
    "Département de l'Ain – Territoire de Lens": False,
    "Département de l'Ain, au service des aînés": False,
    "Département de l'Ain": False,
}


@pytest.mark.parametrize(("line", "carries"), SERVICES.items(), ids=SERVICES)
def test_department_line_that_names_a_service_is_the_carrier(line: str, carries: bool, reader: HeaderReader) -> None:
    header = [HeaderLine(mapped(line), HeaderSlot.DEPARTMENT), HeaderLine(mapped("2018"))]
    assert [text.text for text in reader.read(header).carriers] == ([line] if carries else [])


def test_service_of_the_department_line_gives_way_to_a_carrier(reader: HeaderReader) -> None:
    line = HeaderLine(mapped("Département de l'Ain – Direction de l'enfance"), HeaderSlot.DEPARTMENT)
    slots = reader.read([line, HeaderLine(mapped("Association Lien"))])
    assert [text.text for text in slots.carriers] == ["Association Lien"]


def test_labelled_line_of_no_slot_is_kept_with_its_label(reader: HeaderReader) -> None:
    label, value = mapped("Logements adaptés"), mapped("40 en un an")
    slots = reader.read([HeaderLine(value, None, label)])
    assert [text.text for text in slots.unread] == ["40 en un an"]
    assert [text.text for text in slots.unread_labelled] == ["Logements adaptés : 40 en un an"]
