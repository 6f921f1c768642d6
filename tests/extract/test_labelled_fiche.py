"""Fiches with labelled headers, read whole: values without their labels, evidence at the value."""

import pytest

from pipeline.rulebook import default_rulebook
from pipeline.run import DocumentResult, Pipeline
from schemas.fiche import Fiche
from tests.support import document

HEADER = {
    "Territoire": "Pays de Gex, Département de l'Ain",
    "Structure porteuse": "Association Le Toit et Conseil départemental de l'Ain",
    "Date": "Depuis 2016",
    "Avancement": "Réalisé",
    "Personne contact": "Claire Lenoir, directrice de l'habitat - 04 99 00 12 34 - c.lenoir@toit.example",
}
FICHE = "### Un toit pour deux\n\n{}\n\n#### Contexte\n\n12 étudiants sont logés dans le canton.\n"

FORMS = {
    "rows": FICHE.format("\n".join(f"| {label} | {value} |" for label, value in HEADER.items())),
    "rows in another order": FICHE.format("\n".join(f"| {label} | {value} |" for label, value in reversed(HEADER.items()))),
    "label lines": FICHE.format("\n\n".join(f"{label}\n\n{value}" for label, value in HEADER.items())),
    "headings": FICHE.format("\n\n".join(f"##### {label}\n\n{value}" for label, value in HEADER.items())),
    "same line": FICHE.format("\n".join(f"{label} : {value}" for label, value in HEADER.items())),
    "bold labels": FICHE.format("\n".join(f"**{label}** {value}" for label, value in HEADER.items())),
    "one line": FICHE.format(" | ".join(f"{label} : {value}" for label, value in HEADER.items())),
    "one line without marks": FICHE.format(" ".join(f"{label} : {value}" for label, value in HEADER.items())),
    "capitals": FICHE.format("\n".join(f"| {label.upper()} | {value} |" for label, value in HEADER.items())),
    "below the text": FICHE.format("") + "\n" + "\n".join(f"| {label} | {value} |" for label, value in HEADER.items()),
}


def read(text: str) -> DocumentResult:
    return Pipeline(default_rulebook(), ner=False, profile="recueil").read(document(text))


@pytest.mark.parametrize("text", FORMS.values(), ids=FORMS)
def test_every_field(text: str) -> None:
    (fiche,) = read(text).fiches
    assert [d.code for d in fiche.departments] == ["01"]
    assert [c.name for c in fiche.carriers] == ["Association Le Toit", "Conseil départemental de l'Ain"]
    assert fiche.period
    assert (fiche.period.raw, fiche.period.start_year, fiche.period.ongoing) == ("Depuis 2016", 2016, True)
    assert fiche.status
    assert (fiche.status.raw, fiche.status.code) == ("Réalisé", "done")
    (contact,) = fiche.contacts
    assert (contact.name, contact.role) == ("Claire Lenoir", "directrice de l'habitat")
    assert (contact.phones, contact.emails) == (("+33499001234",), ("c.lenoir@toit.example",))
    assert [f.raw for f in fiche.figures] == ["12 étudiants"]
    assert [i.code for i in fiche.issues if i.code == "unread_header_line"] == []


def evidence_of(fiche: Fiche) -> list[str]:
    period, status = fiche.period, fiche.status
    assert period
    assert status
    found = [*fiche.departments, *fiche.carriers, *fiche.contacts, period, status]
    return [record.evidence.text for record in found]


@pytest.mark.parametrize("text", FORMS.values(), ids=FORMS)
def test_no_label_in_any_evidence(text: str) -> None:
    (fiche,) = read(text).fiches
    told = evidence_of(fiche)
    assert len(told) == 6
    assert [words for words in told for label in HEADER if label.lower() in words.lower()] == []


def test_status_in_the_year_slot() -> None:
    (fiche,) = read("### Un toit\n\n| Lieu | Département de l'Ain |\n| Date | En cours |\n\n#### Contexte\n\nIl pleut.\n").fiches
    assert fiche.period is None
    assert fiche.status
    assert (fiche.status.raw, fiche.status.code) == ("En cours", "ongoing")


PLACES = {
    "name alone": ("| Département | Lot |", ["46"]),
    "code": ("| Lieu | Figeac (46) |", ["46"]),
    "several": ("| Départements concernés | Ain, Jura et Doubs |", ["01", "39", "25"]),
    "territory, department carries": ("| Lieu | Pays de Figeac |\n| Porteur | Conseil départemental du Lot |", ["46"]),
    "only the carrier tells": ("| Porteur | Département du Lot |\n| Date | 2016 |", ["46"]),
    "place after territory": ("| Territoire | Pays de Figeac |\n| Département | Lot |", ["46"]),
    "department of a partner": ("| Lieu | Lot |\n| Partenaires | Département du Gers |", ["46"]),
}


@pytest.mark.parametrize(("header", "codes"), PLACES.values(), ids=PLACES)
def test_departments(header: str, codes: list[str]) -> None:
    (fiche,) = read(f"### Un toit\n\n{header}\n\n#### Contexte\n\nIl pleut.\n").fiches
    assert [d.code for d in fiche.departments] == codes


def test_contacts_over_several_lines() -> None:
    contacts = "#### Contacts\n\nClaire Lenoir, directrice, 04 99 00 12 34\n\nPaul Brun, p.brun@toit.example"
    (fiche,) = read(f"### Un toit\n\n| Lieu | Lot |\n\n{contacts}\n\n#### Contexte\n\nIl pleut.\n").fiches
    assert [(c.name, c.role, c.phones, c.emails) for c in fiche.contacts] == [
        ("Claire Lenoir", "directrice", ("+33499001234",), ()),
        ("Paul Brun", None, (), ("p.brun@toit.example",)),
    ]


def test_line_that_nobody_reads_is_reported() -> None:
    (fiche,) = read("### Un toit\n\n| Lieu | Lot |\n| Marraine | Zbrtk |\n\n#### Contexte\n\nIl pleut.\n").fiches
    (issue,) = (i for i in fiche.issues if i.code == "unread_header_line")
    assert issue.evidence
    assert issue.evidence.text == "Zbrtk"


def test_publisher_where_no_fiche_says_where() -> None:
    fiche = "### {}\n\n| Pilote | Direction de l'habitat |\n| Année | 2016 |\n\n#### Contexte\n\nIl pleut.\n\n"
    text = "# Les actions du Conseil départemental du Lot\n\n" + fiche.format("Un toit") + fiche.format("Un car")
    result = read(text)
    publisher = [d.code for d in result.record.departments]
    assert [[d.code for d in f.departments] for f in result.fiches] == [publisher] * 2


def test_publisher_where_fiches_say_in_which_of_its_towns_they_are() -> None:
    fiche = "### {}\n\n| Lieu | {} |\n| Porteur | Association Lien |\n| Année | 2016 |\n\n#### Contexte\n\nIl pleut.\n\n"
    title = "# Les actions du Conseil départemental du Lot\n\n"
    towns = [("Un toit", "Figeac"), ("Un car", "Cahors (Lot)"), ("Un café", "Gourdon")]
    result = read(title + "".join(fiche.format(*told) for told in towns))
    assert [[d.code for d in f.departments] for f in result.fiches] == [["46"]] * 3
    elsewhere = [*towns, ("Un four", "Auch (Gers)")]
    result = read(title + "".join(fiche.format(*told) for told in elsewhere))
    assert [[d.code for d in f.departments] for f in result.fiches] == [[], ["46"], [], ["32"]]


CLOSING = """\
### {title}

Département de l'Ain
2016
Association Lien

#### Contexte

Il pleut.

#### Impact

On compte douze familles.

{contact}

"""


def test_contacts_that_close_many_fiches_are_those_of_their_headers() -> None:
    contacts = ["→ Claire Lenoir, directrice – 04 99 00 12 34", "→ Paul Brun – p.brun@toit.example", "→ Accueil du relais – 04 99 00 12 35"]
    result = read("".join(CLOSING.format(title=f"Le relais {n}", contact=contact) for n, contact in zip("ABC", contacts, strict=True)))
    assert [[(c.name, c.phones, c.emails) for c in f.contacts] for f in result.fiches] == [
        [("Claire Lenoir", ("+33499001234",), ())],
        [("Paul Brun", (), ("p.brun@toit.example",))],
        [(None, ("+33499001235",), ())],
    ]
    assert not any("→" in section.text for fiche in result.fiches for section in fiche.sections)


TOWNS = """\
RECUEIL D'EXPÉRIENCES

{0}

Deux générations
Montbard (Côte-d'Or) – depuis 2019 – Association Un Toit

Héberger un jeune chez une personne âgée.

CONTEXTE
Il pleut.

Le bail glissant
Nevers et Cosne (Nièvre) – 2020-2022 – CAF

Passer d'un bail à l'autre.

CONTEXTE
Il vente.

Le garage
Sens (Yonne) – 2021 – Association Clef

Rouler à petit prix.

CONTEXTE
Il neige.

Le conseil
Autunois (Saône-et-Loire) – GIP Morvan

Décider ensemble.

CONTEXTE
Il gèle.
"""


def test_headers_on_one_line_that_open_with_towns() -> None:
    result = read(TOWNS.format("Bonne lecture !"))
    assert [f.title for f in result.fiches] == ["Deux générations", "Le bail glissant", "Le garage", "Le conseil"]
    assert [[d.code for d in f.departments] for f in result.fiches] == [["21"], ["58"], ["89"], ["71"]]
    assert [[c.name for c in f.carriers] for f in result.fiches] == [["Association Un Toit"], ["CAF"], ["Association Clef"], ["GIP Morvan"]]
    assert [f.period and f.period.start_year for f in result.fiches] == [2019, 2020, 2021, None]
    assert result.fiches[0].sections[0].text == "Héberger un jeune chez une personne âgée."


CHAPTERS = """\
CHAPITRE 1
Grandir en santé

Des sages-femmes à la maison
Mayenne  •  Depuis 2018
Conseil départemental de la Mayenne

LE BESOIN
Il pleut chaque semaine sur les collines du nord du département.

Cantines sans stress
Landes  •  2020-2022
Conseil départemental des Landes

LE BESOIN
Il vente.

CHAPITRE 2
Vieillir en santé

Le camion des dents
Ariège  •  2021
Association Clef

LE BESOIN
Il neige.
"""


def test_titles_that_are_the_first_line_of_their_header_below_the_name_of_a_chapter() -> None:
    result = read(CHAPTERS)
    assert [f.title for f in result.fiches] == ["Des sages-femmes à la maison", "Cantines sans stress", "Le camion des dents"]
    assert [f.chapter and f.chapter.name for f in result.fiches] == ["Grandir en santé", "Grandir en santé", "Vieillir en santé"]


def test_address_at_the_end_of_one_fiche_is_text() -> None:
    ends = ["→ Claire Lenoir – 04 99 00 12 34", "Il vente.", "Il neige."]
    result = read("".join(CLOSING.format(title=f"Le relais {n}", contact=end) for n, end in zip("ABC", ends, strict=True)))
    assert [f.contacts for f in result.fiches] == [()] * 3


def test_field_of_no_known_label_on_a_line_is_reported_unread() -> None:
    line = "Territoire : Département de l'Ain | Couleur : bleu foncé | Date : 2016"
    (fiche,) = read(FICHE.format(line)).fiches
    assert [i.code for i in fiche.issues if i.code == "unread_header_line"] == ["unread_header_line"]
