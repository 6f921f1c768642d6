"""Hard ways to print a contact slot: one printed slot, then its contacts as (name, function, phones, e-mails).

The annotation guide decides; where it is silent, the comment says what an annotator would write. All people are
invented, phones are of the ranges kept for fiction.
"""

import time

import pytest

from pipeline.extract.contacts import ContactReader
from pipeline.rulebook import Rulebook
from tests.support import mapped_lines

Row = tuple[str | None, str | None, list[str], list[str]]

P1, P2, P3 = "+33199001234", "+33261910012", "+33639980012"
E1, E2 = "c.lenoir@relais.example", "p.brun@relais.example"


@pytest.fixture(scope="module")
def reader(rulebook: Rulebook) -> ContactReader:
    return ContactReader(rulebook.contacts, rulebook.first_names)


def rows(reader: ContactReader, text: str, region: str = "FR") -> list[Row]:
    return [
        (
            " ".join(c.name.text.split()) if c.name else None,
            " ".join(c.role.text.split()) if c.role else None,
            [value for value, _ in c.phones],
            [value for value, _ in c.emails],
        )
        for c in reader.read(mapped_lines(text), region)
    ]


# fmt: off
CASES: dict[str, list[Row]] = {
    "Claire Lenoir Tél. 01 99 00 12 34": [("Claire Lenoir", None, [P1], [])],
    "Claire Lenoir tél.: 0199001234": [("Claire Lenoir", None, [P1], [])],
    "Claire Lenoir - Tel : 01 99 00 12 34": [("Claire Lenoir", None, [P1], [])],
    "Claire Lenoir T. 01 99 00 12 34": [("Claire Lenoir", None, [P1], [])],
    "Claire Lenoir T : 01 99 00 12 34": [("Claire Lenoir", None, [P1], [])],
    "Claire Lenoir Port. 06 39 98 00 12": [("Claire Lenoir", None, [P3], [])],
    "Claire Lenoir Port : 06.39.98.00.12": [("Claire Lenoir", None, [P3], [])],
    "Claire Lenoir (portable : 06 39 98 00 12)": [("Claire Lenoir", None, [P3], [])],
    "Claire Lenoir, Mob. 06 39 98 00 12": [("Claire Lenoir", None, [P3], [])],
    "Claire Lenoir, fixe : 01 99 00 12 34, mobile : 06 39 98 00 12": [("Claire Lenoir", None, [P1, P3], [])],
    "Claire Lenoir 01 99 00 12 34 - 06 39 98 00 12": [("Claire Lenoir", None, [P1, P3], [])],
    "Claire Lenoir 01 99 00 12 34 ou 06 39 98 00 12": [("Claire Lenoir", None, [P1, P3], [])],
    # the guide: only the first number
    "Claire Lenoir 01 99 00 12 34 / 35": [("Claire Lenoir", None, [P1], [])],
    "Claire Lenoir 01 99 00 12 34 (ou 35), c.lenoir@relais.example": [("Claire Lenoir", None, [P1], [E1])],
    "Claire Lenoir 01 99 00 12 34 poste 1234": [("Claire Lenoir", None, [P1], [])],
    "Claire Lenoir 01 99 00 12 34 (poste 1234)": [("Claire Lenoir", None, [P1], [])],
    "Claire Lenoir 0033 1 99 00 12 34": [("Claire Lenoir", None, [P1], [])],
    "Claire Lenoir 0033 (0)1 99 00 12 34": [("Claire Lenoir", None, [P1], [])],
    "Claire Lenoir 00 33 1 99 00 12 34": [("Claire Lenoir", None, [P1], [])],
    "Claire Lenoir +33.1.99.00.12.34": [("Claire Lenoir", None, [P1], [])],
    "Claire Lenoir +33199001234": [("Claire Lenoir", None, [P1], [])],
    "Claire Lenoir (+33) 1 99 00 12 34": [("Claire Lenoir", None, [P1], [])],
    "Claire Lenoir 01\xa099\xa000\xa012\xa034": [("Claire Lenoir", None, [P1], [])],
    "Claire Lenoir 01\u202f99\u202f00\u202f12\u202f34": [("Claire Lenoir", None, [P1], [])],
    "Claire Lenoir 01  99 00 12 34": [("Claire Lenoir", None, [P1], [])],
    "Claire Lenoir 01 - 99 - 00 - 12 - 34": [("Claire Lenoir", None, [P1], [])],
    "Claire Lenoir 01. 99. 00. 12. 34": [("Claire Lenoir", None, [P1], [])],
    "Claire Lenoir 01_99_00_12_34": [("Claire Lenoir", None, [P1], [])],
    "Claire Lenoir 01·99·00·12·34": [("Claire Lenoir", None, [P1], [])],
    "Claire Lenoir 01 99 00 12 34.": [("Claire Lenoir", None, [P1], [])],
    "Claire Lenoir (01 99 00 12 34)": [("Claire Lenoir", None, [P1], [])],
    "Claire Lenoir 01 99 00 12 34 Fax 01 99 00 12 35": [("Claire Lenoir", None, [P1], [])],
    "Claire Lenoir Tél. 01 99 00 12 34 – Fax : 01.99.00.12.35": [("Claire Lenoir", None, [P1], [])],
    "Claire Lenoir 01 99 00 12 34 / Télécopie : 01 99 00 12 35 / c.lenoir@relais.example": [("Claire Lenoir", None, [P1], [E1])],
    # one number for both is a phone, a fax alone is none
    "Claire Lenoir Tél./Fax : 01 99 00 12 34": [("Claire Lenoir", None, [P1], [])],
    "Claire Lenoir Tél/fax 01 99 00 12 34": [("Claire Lenoir", None, [P1], [])],
    "Claire Lenoir, directrice, ligne directe : 01 99 00 12 34": [("Claire Lenoir", "directrice", [P1], [])],
    "Claire Lenoir, n° direct 01 99 00 12 34": [("Claire Lenoir", None, [P1], [])],
    "Secrétariat : 01 99 00 12 34": [(None, "Secrétariat", [P1], [])],
    "Accueil MDPH 0 800 00 12 34": [(None, "Accueil MDPH", ["+33800001234"], [])],
    "Numéro vert : 0 800 001 234": [(None, "Numéro vert", ["+33800001234"], [])],
    "Mlle Claire Lenoir 01 99 00 12 34": [("Claire Lenoir", None, [P1], [])],
    "Mr Paul Brun 01 99 00 12 34": [("Paul Brun", None, [P1], [])],
    "Mr. Paul Brun 01 99 00 12 34": [("Paul Brun", None, [P1], [])],
    "M Paul Brun 01 99 00 12 34": [("Paul Brun", None, [P1], [])],
    # M. is read as the title, P. as the initial of a first name
    "M.Brun 01 99 00 12 34": [("Brun", None, [P1], [])],
    "Mme. Lenoir 01 99 00 12 34": [("Lenoir", None, [P1], [])],
    "MME LENOIR Claire 01 99 00 12 34": [("LENOIR Claire", None, [P1], [])],
    "Madame Claire LENOIR, 01 99 00 12 34": [("Claire LENOIR", None, [P1], [])],
    # a function is addressed, no person named
    "Madame la Directrice, 01 99 00 12 34": [(None, "la Directrice", [P1], [])],
    "Docteur Claire Lenoir, médecin coordonnateur, 01 99 00 12 34": [("Claire Lenoir", "médecin coordonnateur", [P1], [])],
    "Pr Paul Brun 01 99 00 12 34": [("Paul Brun", None, [P1], [])],
    "Pr. Paul Brun 01 99 00 12 34": [("Paul Brun", None, [P1], [])],
    "Me Paul Brun, notaire, 01 99 00 12 34": [("Paul Brun", "notaire", [P1], [])],
    "Mme le Dr Claire Lenoir 01 99 00 12 34": [("Claire Lenoir", None, [P1], [])],
    "Jean-Baptiste Brun-Lenoir 01 99 00 12 34": [("Jean-Baptiste Brun-Lenoir", None, [P1], [])],
    "Jean Baptiste BRUN 01 99 00 12 34": [("Jean Baptiste BRUN", None, [P1], [])],
    "BRUN-LENOIR Jean-Baptiste 01 99 00 12 34": [("BRUN-LENOIR Jean-Baptiste", None, [P1], [])],
    "J.-B. Brun 01 99 00 12 34": [("J.-B. Brun", None, [P1], [])],
    "J-B. Brun 01 99 00 12 34": [("J-B. Brun", None, [P1], [])],
    "J.B. BRUN 01 99 00 12 34": [("J.B. BRUN", None, [P1], [])],
    "P.Brun 01 99 00 12 34": [("P.Brun", None, [P1], [])],
    "M. P. Brun 01 99 00 12 34": [("P. Brun", None, [P1], [])],
    "Claire de Brun de La Tour 01 99 00 12 34": [("Claire de Brun de La Tour", None, [P1], [])],
    "Claire d'Arcy 01 99 00 12 34": [("Claire d'Arcy", None, [P1], [])],
    "Claire D'ARCY, chargée de mission": [("Claire D'ARCY", "chargée de mission", [], [])],
    "Claire L’Huillier 01 99 00 12 34": [("Claire L’Huillier", None, [P1], [])],
    "Mohamed El Amrani 01 99 00 12 34": [("Mohamed El Amrani", None, [P1], [])],
    "Karim Ben Saïd, éducateur": [("Karim Ben Saïd", "éducateur", [], [])],
    "Sophie VAN DEN BERG 01 99 00 12 34": [("Sophie VAN DEN BERG", None, [P1], [])],
    "Éléonore Œhlert 01 99 00 12 34": [("Éléonore Œhlert", None, [P1], [])],
    # the name as printed
    "Claire LENOIR née BRUN 01 99 00 12 34": [("Claire LENOIR née BRUN", None, [P1], [])],
    "Claire LENOIR-BRUN (01 99 00 12 34)": [("Claire LENOIR-BRUN", None, [P1], [])],
    "Xuan Nguyen, 01 99 00 12 34": [("Xuan Nguyen", None, [P1], [])],
    "Youssoupha Mbodji-Sarr : 01 99 00 12 34": [("Youssoupha Mbodji-Sarr", None, [P1], [])],
    "Lenoir C., 01 99 00 12 34": [("Lenoir C.", None, [P1], [])],
    "Directrice : Mme Claire Lenoir 01 99 00 12 34": [("Claire Lenoir", "Directrice", [P1], [])],
    "Directrice Mme Claire Lenoir 01 99 00 12 34": [("Claire Lenoir", "Directrice", [P1], [])],
    "Chargée de mission, Claire Lenoir, 01 99 00 12 34": [("Claire Lenoir", "Chargée de mission", [P1], [])],
    "Claire Lenoir directrice adjointe 01 99 00 12 34": [("Claire Lenoir", "directrice adjointe", [P1], [])],
    "Claire Lenoir (directrice adjointe) : 01 99 00 12 34": [("Claire Lenoir", "directrice adjointe", [P1], [])],
    "Claire Lenoir, directrice - c.lenoir@relais.example - 01 99 00 12 34": [("Claire Lenoir", "directrice", [P1], [E1])],
    "Claire Lenoir, 01 99 00 12 34, directrice": [("Claire Lenoir", "directrice", [P1], [])],
    "Claire Lenoir, 01 99 00 12 34, c.lenoir@relais.example, directrice": [("Claire Lenoir", "directrice", [P1], [E1])],
    "Claire Lenoir, c.lenoir@relais.example (directrice)": [("Claire Lenoir", "directrice", [], [E1])],
    "Claire Lenoir – Directrice générale adjointe chargée des solidarités – 01 99 00 12 34": [
        ("Claire Lenoir", "Directrice générale adjointe chargée des solidarités", [P1], []),
    ],
    "Claire Lenoir, responsable de l'unité « Aînés », 01 99 00 12 34": [("Claire Lenoir", "responsable de l'unité « Aînés »", [P1], [])],
    "Claire Lenoir, assistante sociale de secteur": [("Claire Lenoir", "assistante sociale de secteur", [], [])],
    "Claire Lenoir, vice-présidente en charge de l'enfance": [("Claire Lenoir", "vice-présidente en charge de l'enfance", [], [])],
    "Claire Lenoir, conseillère départementale déléguée à l'habitat": [
        ("Claire Lenoir", "conseillère départementale déléguée à l'habitat", [], []),
    ],
    "Claire Lenoir, DGA Solidarités, 01 99 00 12 34": [("Claire Lenoir", "DGA Solidarités", [P1], [])],
    "Claire Lenoir, Pôle Solidarités, Conseil départemental, 01 99 00 12 34": [
        ("Claire Lenoir", "Pôle Solidarités, Conseil départemental", [P1], []),
    ],
    "Claire Lenoir, Association Lien, 01 99 00 12 34": [("Claire Lenoir", "Association Lien", [P1], [])],
    "Claire Lenoir, MDPH, 01 99 00 12 34": [("Claire Lenoir", "MDPH", [P1], [])],
    "Claire Lenoir, Directrice et Paul Brun, Chargé de mission : 01 99 00 12 34": [
        ("Claire Lenoir", "Directrice", [P1], []),
        ("Paul Brun", "Chargé de mission", [P1], []),
    ],
    "Claire Lenoir <c.lenoir@relais.example>": [("Claire Lenoir", None, [], [E1])],
    "Claire Lenoir [c.lenoir@relais.example]": [("Claire Lenoir", None, [], [E1])],
    "Claire Lenoir mailto:c.lenoir@relais.example": [("Claire Lenoir", None, [], [E1])],
    "Claire Lenoir – courriel : c.lenoir@relais.example": [("Claire Lenoir", None, [], [E1])],
    "Claire Lenoir – e-mail : c.lenoir@relais.example": [("Claire Lenoir", None, [], [E1])],
    "Claire Lenoir – Mél. : c.lenoir@relais.example": [("Claire Lenoir", None, [], [E1])],
    "Claire Lenoir – Adresse mail : c.lenoir@relais.example": [("Claire Lenoir", None, [], [E1])],
    "Claire Lenoir - adresse électronique : c.lenoir@relais.example": [("Claire Lenoir", None, [], [E1])],
    # written so to hide from collectors of addresses: the address is meant
    "Claire Lenoir, c.lenoir(at)relais.example": [("Claire Lenoir", None, [], [E1])],
    "Claire Lenoir, c.lenoir [at] relais.example": [("Claire Lenoir", None, [], [E1])],
    "Claire Lenoir, c.lenoir(arobase)relais.example": [("Claire Lenoir", None, [], [E1])],
    "Claire Lenoir, c .lenoir@relais.example": [("Claire Lenoir", None, [], [E1])],
    "Claire Lenoir, c.lenoir@relais. example": [("Claire Lenoir", None, [], [E1])],
    "Claire Lenoir, c.lenoir@relais .example": [("Claire Lenoir", None, [], [E1])],
    "Claire Lenoir, c.lenoir@ relais.example": [("Claire Lenoir", None, [], [E1])],
    "Claire Lenoir, c.lenoir@vieux-\nrelais.example": [("Claire Lenoir", None, [], ["c.lenoir@vieux-relais.example"])],
    "Claire Lenoir, C.Lenoir@RELAIS.EXAMPLE": [("Claire Lenoir", None, [], [E1])],
    "Claire Lenoir, c_lenoir-12+aide@relais.example": [("Claire Lenoir", None, [], ["c_lenoir-12+aide@relais.example"])],
    # no ending of the domain: kept as printed
    "Claire Lenoir, c.lenoir@relais": [("Claire Lenoir", None, [], ["c.lenoir@relais"])],
    "Claire Lenoir, c.lenoir@relais.example;": [("Claire Lenoir", None, [], [E1])],
    "Claire Lenoir, c.lenoir@relais.example, http://www.relais.example/aides": [("Claire Lenoir", None, [], [E1])],
    "Claire Lenoir, c.lenoir@relais.example www.relais.example": [("Claire Lenoir", None, [], [E1])],
    "Claire Lenoir, c.lenoir@relais.example / accueil@relais.example": [("Claire Lenoir", None, [], [E1, "accueil@relais.example"])],
    "c.lenoir@relais.example Claire Lenoir": [("Claire Lenoir", None, [], [E1])],
    "c.lenoir@relais.example (Claire Lenoir)": [("Claire Lenoir", None, [], [E1])],
    "Mmes Lenoir et Brun 01 99 00 12 34": [("Lenoir", None, [P1], []), ("Brun", None, [P1], [])],
    "MM. Brun et Lenoir 01 99 00 12 34": [("Brun", None, [P1], []), ("Lenoir", None, [P1], [])],
    "Mmes Claire Lenoir et Anne Brun, 01 99 00 12 34": [("Claire Lenoir", None, [P1], []), ("Anne Brun", None, [P1], [])],
    # one name is printed, so one contact
    "M. et Mme Brun 01 99 00 12 34": [("Brun", None, [P1], [])],
    "Mme Lenoir, M. Brun 01 99 00 12 34": [("Lenoir", None, [P1], []), ("Brun", None, [P1], [])],
    "Claire Lenoir & Paul Brun 01 99 00 12 34": [("Claire Lenoir", None, [P1], []), ("Paul Brun", None, [P1], [])],
    # printed in a row: what follows belongs to each
    "Claire Lenoir, Paul Brun : contact@relais.example": [
        ("Claire Lenoir", None, [], ["contact@relais.example"]),
        ("Paul Brun", None, [], ["contact@relais.example"]),
    ],
    "Claire Lenoir et Paul Brun : 01 99 00 12 34, contact@relais.example": [
        ("Claire Lenoir", None, [P1], ["contact@relais.example"]),
        ("Paul Brun", None, [P1], ["contact@relais.example"]),
    ],
    # a dash parts the number from both, a bracket each address from its person
    "Claire Lenoir, directrice ; Paul Brun, animateur – 01 99 00 12 34": [
        ("Claire Lenoir", "directrice", [P1], []), ("Paul Brun", "animateur", [P1], []),
    ],
    "Claire Lenoir (c.lenoir@relais.example) et Paul Brun (p.brun@relais.example) 01 99 00 12 34": [
        ("Claire Lenoir", None, [P1], [E1]), ("Paul Brun", None, [P1], [E2]),
    ],
    "Claire Lenoir, directrice ; Paul Brun, animateur, 01 99 00 12 34": [
        ("Claire Lenoir", "directrice", [], []), ("Paul Brun", "animateur", [P1], []),
    ],
    "Claire Lenoir 01 99 00 12 34 // Paul Brun 02 61 91 00 12": [("Claire Lenoir", None, [P1], []), ("Paul Brun", None, [P2], [])],
    "Claire Lenoir 01 99 00 12 34; Paul Brun 02 61 91 00 12": [("Claire Lenoir", None, [P1], []), ("Paul Brun", None, [P2], [])],
    "Claire Lenoir - 01 99 00 12 34 - Paul Brun - 02 61 91 00 12": [("Claire Lenoir", None, [P1], []), ("Paul Brun", None, [P2], [])],
    "Claire Lenoir : 01 99 00 12 34 et Paul Brun : 02 61 91 00 12": [("Claire Lenoir", None, [P1], []), ("Paul Brun", None, [P2], [])],
    "Claire Lenoir (01 99 00 12 34) et Paul Brun (02 61 91 00 12)": [("Claire Lenoir", None, [P1], []), ("Paul Brun", None, [P2], [])],
    "Claire Lenoir | 01 99 00 12 34 | c.lenoir@relais.example": [("Claire Lenoir", None, [P1], [E1])],
    "Claire Lenoir • 01 99 00 12 34 • c.lenoir@relais.example": [("Claire Lenoir", None, [P1], [E1])],
    "Claire Lenoir, c.lenoir@relais.example; Paul Brun, p.brun@relais.example": [
        ("Claire Lenoir", None, [], [E1]),
        ("Paul Brun", None, [], [E2]),
    ],
    "Claire Lenoir c.lenoir@relais.example Paul Brun p.brun@relais.example": [
        ("Claire Lenoir", None, [], [E1]),
        ("Paul Brun", None, [], [E2]),
    ],
    "Claire Lenoir, Paul Brun\nc.lenoir@relais.example, p.brun@relais.example": [
        ("Claire Lenoir", None, [], [E1]),
        ("Paul Brun", None, [], [E2]),
    ],
    "Claire Lenoir, Paul Brun et Anne Arcy, 01 99 00 12 34": [
        ("Claire Lenoir", None, [P1], []),
        ("Paul Brun", None, [P1], []),
        ("Anne Arcy", None, [P1], []),
    ],
    "Claire Lenoir, directrice, 01 99 00 12 34\nou Paul Brun, adjoint, 02 61 91 00 12": [
        ("Claire Lenoir", "directrice", [P1], []),
        ("Paul Brun", "adjoint", [P2], []),
    ],
    "Claire Lenoir\nDirectrice\n01 99 00 12 34\nPaul Brun\nAdjoint\n02 61 91 00 12": [
        ("Claire Lenoir", "Directrice", [P1], []),
        ("Paul Brun", "Adjoint", [P2], []),
    ],
    "- Claire Lenoir : 01 99 00 12 34\n- Paul Brun : 02 61 91 00 12": [("Claire Lenoir", None, [P1], []), ("Paul Brun", None, [P2], [])],
    "Service Habitat, 01 99 00 12 34, habitat@relais.example": [(None, "Service Habitat", [P1], ["habitat@relais.example"])],
    "Direction de l'autonomie – Service Aînés : 01 99 00 12 34": [(None, "Direction de l'autonomie – Service Aînés", [P1], [])],
    "MDPH : 01 99 00 12 34": [(None, "MDPH", [P1], [])],
    "Maison du département de Guéville – 01 99 00 12 34": [(None, "Maison du département de Guéville", [P1], [])],
    "Service Habitat 01 99 00 12 34 // Service Enfance 02 61 91 00 12": [
        (None, "Service Habitat", [P1], []),
        (None, "Service Enfance", [P2], []),
    ],
    "Service Habitat : 01 99 00 12 34 ; Service Enfance : 02 61 91 00 12": [
        (None, "Service Habitat", [P1], []),
        (None, "Service Enfance", [P2], []),
    ],
    "Service Habitat : 01 99 00 12 34\nMDPH : 02 61 91 00 12": [(None, "Service Habitat", [P1], []), (None, "MDPH", [P2], [])],
    "Claire Lenoir, directrice, 01 99 00 12 34 // Secrétariat de la direction, 02 61 91 00 12": [
        ("Claire Lenoir", "directrice", [P1], []),
        (None, "Secrétariat de la direction", [P2], []),
    ],
    # a service with a line of its own is a contact of its own
    "Claire Lenoir, 01 99 00 12 34 ; secrétariat : 02 61 91 00 12": [("Claire Lenoir", None, [P1], []), (None, "secrétariat", [P2], [])],
    "Contact : Claire Lenoir 01 99 00 12 34": [("Claire Lenoir", None, [P1], [])],
    "Contacts : Claire Lenoir et Paul Brun": [("Claire Lenoir", None, [], []), ("Paul Brun", None, [], [])],
    "Contacter Claire Lenoir au 01 99 00 12 34": [("Claire Lenoir", None, [P1], [])],
    "Claire Lenoir au 01 99 00 12 34": [("Claire Lenoir", None, [P1], [])],
    # where a person sits is no function
    "Claire Lenoir, 12 rue du Lac, 01 99 00 12 34": [("Claire Lenoir", None, [P1], [])],
    # words of labels inside a function stay
    "Claire Lenoir, cheffe du bureau de l'insertion, 01 99 00 12 34": [("Claire Lenoir", "cheffe du bureau de l'insertion", [P1], [])],
    "Claire Lenoir, équipe mobile gérontologie, 01 99 00 12 34": [("Claire Lenoir", "équipe mobile gérontologie", [P1], [])],
    "Équipe mobile : 01 99 00 12 34": [(None, "Équipe mobile", [P1], [])],
    "Claire Lenoir, Bureau des aînés, 01 99 00 12 34": [("Claire Lenoir", "Bureau des aînés", [P1], [])],
    "Claire Lenoir, responsable du Centre Mobile de Santé": [("Claire Lenoir", "responsable du Centre Mobile de Santé", [], [])],
    "Claire Lenoir mobile 06 39 98 00 12": [("Claire Lenoir", None, [P3], [])],
    "Claire Lenoir, bureau 01 99 00 12 34, mobile 06 39 98 00 12": [("Claire Lenoir", None, [P1, P3], [])],
    "Claire Lenoir tél direct : 01 99 00 12 34": [("Claire Lenoir", None, [P1], [])],
    "Claire Lenoir tél. pro : 01 99 00 12 34": [("Claire Lenoir", None, [P1], [])],
    "Tél. : 01 99 00 12 34 – Claire Lenoir": [("Claire Lenoir", None, [P1], [])],
    "Claire Lenoir, directrice\nTél. 01 99 00 12 34\nMail : c.lenoir@relais.example": [("Claire Lenoir", "directrice", [P1], [E1])],
    "Nom : Claire Lenoir\nFonction : directrice\nTél : 01 99 00 12 34\nMail : c.lenoir@relais.example": [
        ("Claire Lenoir", "directrice", [P1], [E1]),
    ],
    "Prénom Nom : Claire LENOIR, Fonction : directrice": [("Claire LENOIR", "directrice", [], [])],
    "Claire Lenoir, directrice de l'association Lien, et Paul Brun, trésorier": [
        ("Claire Lenoir", "directrice de l'association Lien", [], []),
        ("Paul Brun", "trésorier", [], []),
    ],
    "Claire Lenoir (Lien), Paul Brun (Département)": [("Claire Lenoir", "Lien", [], []), ("Paul Brun", "Département", [], [])],
    "Claire Lenoir (Lien) : 01 99 00 12 34 / Paul Brun (Département) : 02 61 91 00 12": [
        ("Claire Lenoir", "Lien", [P1], []),
        ("Paul Brun", "Département", [P2], []),
    ],
    "Mme Lenoir M. Brun 01 99 00 12 34": [("Lenoir", None, [P1], []), ("Brun", None, [P1], [])],
    "Mme Lenoir (directrice) et M. Brun (adjoint)": [("Lenoir", "directrice", [], []), ("Brun", "adjoint", [], [])],
    "Mmes Lenoir, Brun et Arcy 01 99 00 12 34": [("Lenoir", None, [P1], []), ("Brun", None, [P1], []), ("Arcy", None, [P1], [])],
    "Claire LENOIR et Paul BRUN, référents – referents@relais.example – 01 99 00 12 34": [
        ("Claire LENOIR", "référents", [P1], ["referents@relais.example"]),
        ("Paul BRUN", "référents", [P1], ["referents@relais.example"]),
    ],
    # function first, twice
    "Directrice : Claire Lenoir ; Adjoint : Paul Brun": [("Claire Lenoir", "Directrice", [], []), ("Paul Brun", "Adjoint", [], [])],
    "Directrice : Claire Lenoir, 01 99 00 12 34\nAdjoint : Paul Brun, 02 61 91 00 12": [
        ("Claire Lenoir", "Directrice", [P1], []),
        ("Paul Brun", "Adjoint", [P2], []),
    ],
    "Directrice : Claire Lenoir, 01 99 00 12 34\nAdjoint Enfance et Famille : Paul Brun, 02 61 91 00 12": [
        ("Claire Lenoir", "Directrice", [P1], []),
        ("Paul Brun", "Adjoint Enfance et Famille", [P2], []),
    ],
    "Directrice : Claire Lenoir, 01 99 00 12 34 – Adjoint : Paul Brun, 02 61 91 00 12": [
        ("Claire Lenoir", "Directrice", [P1], []),
        ("Paul Brun", "Adjoint", [P2], []),
    ],
    "Département : Claire Lenoir, 01 99 00 12 34\nAssociation Lien : Paul Brun, 02 61 91 00 12": [
        ("Claire Lenoir", "Département", [P1], []),
        ("Paul Brun", "Association Lien", [P2], []),
    ],
    "Claire Lenoir, Direction de l'autonomie - Service Aînés - 01 99 00 12 34": [
        ("Claire Lenoir", "Direction de l'autonomie - Service Aînés", [P1], []),
    ],
    "Pôle enfance : Claire Lenoir - c.lenoir@relais.example": [("Claire Lenoir", "Pôle enfance", [], [E1])],
    "Claire Lenoir, responsable RSA/insertion, 01 99 00 12 34": [("Claire Lenoir", "responsable RSA/insertion", [P1], [])],
    "Claire Lenoir, cheffe de service PMI / Santé, 01 99 00 12 34": [("Claire Lenoir", "cheffe de service PMI / Santé", [P1], [])],
    "Claire Lenoir, responsable de la mission 14-18 ans, 01 99 00 12 34": [
        ("Claire Lenoir", "responsable de la mission 14-18 ans", [P1], []),
    ],
    "Claire Lenoir, chargée de mission Agenda 21": [("Claire Lenoir", "chargée de mission Agenda 21", [], [])],
    "Claire Lenoir, Directrice-adjointe, DGA/DITAS, 01 99 00 12 34": [("Claire Lenoir", "Directrice-adjointe, DGA/DITAS", [P1], [])],
    "Claire Lenoir ; directrice ; 01 99 00 12 34 ; c.lenoir@relais.example": [("Claire Lenoir", "directrice", [P1], [E1])],
    "CLAIRE LENOIR – DIRECTRICE – 01 99 00 12 34": [("CLAIRE LENOIR", "DIRECTRICE", [P1], [])],
    "Claire Lenoir,directrice,01 99 00 12 34": [("Claire Lenoir", "directrice", [P1], [])],
    "Claire Lenoir-01 99 00 12 34": [("Claire Lenoir", None, [P1], [])],
    "Claire Lenoir:01 99 00 12 34": [("Claire Lenoir", None, [P1], [])],
    "Claire Lenoir/Paul Brun : 01 99 00 12 34": [("Claire Lenoir", None, [P1], []), ("Paul Brun", None, [P1], [])],
    "Claire Lenoir 0199001234/0261910012": [("Claire Lenoir", None, [P1, P2], [])],
    "Claire Lenoir 01.99.00.12.34/02.61.91.00.12": [("Claire Lenoir", None, [P1, P2], [])],
    "Claire Lenoir 01 99 00 12 34 02 61 91 00 12": [("Claire Lenoir", None, [P1, P2], [])],
    "Claire Lenoir 01 99 00 12 34, 02 61 91 00 12, c.lenoir@relais.example": [("Claire Lenoir", None, [P1, P2], [E1])],
    # nor are office hours
    "Claire Lenoir – 9 h à 12 h – 01 99 00 12 34": [("Claire Lenoir", None, [P1], [])],
    "Claire Lenoir, directrice, 01 99 00 12 34 (le matin)": [("Claire Lenoir", "directrice", [P1], [])],
    # told of the person, and no mark parts it from the function
    "Claire Lenoir, directrice, jusqu'en 2018": [("Claire Lenoir", "directrice, jusqu'en 2018", [], [])],
    "Claire Lenoir, Département de l'Ain, 01 99 00 12 34": [("Claire Lenoir", "Département de l'Ain", [P1], [])],
    "Dr Lenoir, 01 99 00 12 34": [("Lenoir", None, [P1], [])],
    "Dr Lenoir et Dr Brun, médecins de PMI, 01 99 00 12 34": [
        ("Lenoir", "médecins de PMI", [P1], []),
        ("Brun", "médecins de PMI", [P1], []),
    ],
    "Drs Lenoir et Brun, 01 99 00 12 34": [("Lenoir", None, [P1], []), ("Brun", None, [P1], [])],
    "Sœur Marie-Claire, 01 99 00 12 34": [("Sœur Marie-Claire", None, [P1], [])],
    "Éric d’ÉTÉ, Yaël Öz : 01 99 00 12 34": [("Éric d’ÉTÉ", None, [P1], []), ("Yaël Öz", None, [P1], [])],
    "Maëlys Šimić, psychologue": [("Maëlys Šimić", "psychologue", [], [])],
    "Paul Brun (remplaçant de Claire Lenoir), 01 99 00 12 34": [("Paul Brun", "remplaçant de Claire Lenoir", [P1], [])],
    "contact.relais@relais.example ou 01 99 00 12 34": [(None, None, [P1], ["contact.relais@relais.example"])],
    "Site : www.relais.example – Claire Lenoir, 01 99 00 12 34": [("Claire Lenoir", None, [P1], [])],
    "https://relais.example/contact\nClaire Lenoir, 01 99 00 12 34": [("Claire Lenoir", None, [P1], [])],
}
# fmt: on


@pytest.mark.parametrize(("text", "expected"), CASES.items(), ids=CASES)
def test_slot(text: str, expected: list[Row], reader: ContactReader) -> None:
    assert rows(reader, text) == expected


OVERSEAS = {
    "Réunion": ("RE", "0262 00 00 12", "+262262000012"),
    "Réunion, dots": ("RE", "02.62.00.00.12", "+262262000012"),
    "Réunion, mobile": ("RE", "0692 00 00 12", "+262692000012"),
    "Guadeloupe": ("GP", "0590 00 00 12", "+590590000012"),
    "Martinique": ("MQ", "0596 00 00 12", "+596596000012"),
    "Guyane": ("GF", "0594-00-00-12", "+594594000012"),
    "Mayotte": ("YT", "0269 00 00 12", "+262269000012"),
    "prefix with 00": ("FR", "00 262 262 00 00 12", "+262262000012"),
    "prefix in brackets": ("FR", "(+590) 590 00 00 12", "+590590000012"),
    "prefix with (0)": ("FR", "+596 (0)596 00 00 12", "+596596000012"),
    "mainland, printed overseas": ("RE", "01 99 00 12 34", "+33199001234"),
    "mainland prefix, printed overseas": ("GP", "+33 (0)1 99 00 12 34", "+33199001234"),
}


@pytest.mark.parametrize(("region", "printed", "phone"), OVERSEAS.values(), ids=OVERSEAS)
def test_region_decides_what_a_number_is(region: str, printed: str, phone: str, reader: ContactReader) -> None:
    assert rows(reader, f"Ada Hoarau, {printed}", region) == [("Ada Hoarau", None, [phone], [])]


#: Long lines of what addresses are made of: reading them must end.
LONG_LINES = ["a-" * 3000, "a. " * 2000, "a.b-c " * 1000 + "@", "0 . " * 1500, "Claire Lenoir, " * 300, "+33 (0)" * 700]


@pytest.mark.parametrize("text", LONG_LINES, ids=[line[:14] for line in LONG_LINES])
def test_a_long_line_takes_no_time(text: str, reader: ContactReader) -> None:
    started = time.perf_counter()
    reader.read(mapped_lines(text), "FR")
    assert time.perf_counter() - started < 5
