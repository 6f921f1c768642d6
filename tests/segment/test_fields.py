from dataclasses import replace

import pytest

from pipeline.document import Block, BlockKind
from pipeline.gazetteer import Gazetteer
from pipeline.rulebook import Rulebook
from pipeline.segment.fields import FieldReader
from tests.support import block, blocks, mapped


@pytest.fixture(scope="module")
def reader(rulebook: Rulebook) -> FieldReader:
    return FieldReader(rulebook, Gazetteer(rulebook.departments))


LABELS = {
    "department": [
        "Territoire", "Lieu", "Département", "DÉPARTEMENT", "DEPARTEMENT", "Département :", "Départements concernés", "Département(s) concerné(s)",
        "Collectivité", "Localisation", "Territoire d'intervention", "Lieu de mise en œuvre", "Lieu de l’action", "Zone géographique", "Où ?",
    ],
    "carrier": [
        "Porteur", "Porté par", "PORTE PAR", "MAITRE D'OUVRAGE", "PORTÉ PAR :", "Structure porteuse", "Maître d'ouvrage", "Maître d’ouvrage", "Maîtrise d'ouvrage", "Pilote",
        "Porteur de l'action", "Porteurs du projet", "Porteur(s)", "Organisme porteur", "Piloté par", "Structure", "Qui porte le projet ?",
    ],
    "period": [
        "Année", "Années", "Date", "Calendrier", "Période", "Mise en œuvre", "MISE EN OEUVRE", "Date de lancement", "Année de démarrage", "Durée",
        "Calendrier prévisionnel", "Calendrier de l'action", "Quand ?", "Échéance",
    ],
    "status": ["Statut", "Avancement", "État", "État d'avancement", "ÉTAT D'AVANCEMENT", "ETAT D'AVANCEMENT", "Stade de réalisation", "Avancement du projet"],
    "contact": [
        "Contact", "Contacts", "Contact(s)", "Renseignements", "Personne contact", "Personne à contacter", "Personne ressource", "Interlocuteur",
        "Pour en savoir plus", "Pour en savoir plus, contactez", "Votre interlocutrice", "Référent", "Coordonnées", "Téléphone", "Courriel",
    ],
    "other": ["Partenaires", "Public visé", "Budget", "Financement", "Mots-clés"],
    "section": ["Thématique", "Axe stratégique", "Domaine"],
    "title": ["Intitulé de l'action", "Nom du projet", "Titre"],
}  # fmt: skip


@pytest.mark.parametrize(("label", "slot"), [(label, slot) for slot, labels in LABELS.items() for label in labels])
def test_label(label: str, slot: str, reader: FieldReader) -> None:
    assert reader.slot_of(mapped(label).plain) == slot


@pytest.mark.parametrize(
    "words",
    [
        "Contexte",
        "Un toit pour deux",
        "Département de l'Ain",
        "Territoire de Belfort",
        "Porteurs de repas",
        "Contact presse",
        "État civil",
        "",
        "2016",
    ],
)
def test_no_label(words: str, reader: FieldReader) -> None:
    assert reader.slot_of(words) is None


def fields(reader: FieldReader, found: tuple[Block, ...]) -> list[tuple[str | None, str]]:
    """Slot and value of every line of every run."""
    return [(line.slot, line.text.text) for run in reader.runs(found, frozenset()) for field in run.fields for line in field.lines]


WHOLE = [("department", "Département de l'Ain"), ("carrier", "Association Le Toit"), ("period", "2016"), ("contact", "Ada Lien")]

FORMS = {
    "cell before": "| Lieu | Département de l'Ain |\n| Porteur | Association Le Toit |\n| Date | 2016 |\n| Contact | Ada Lien |",
    "colon in the cell": "| Lieu : | Département de l'Ain |\n| Porteur : | Association Le Toit |\n| Date : | 2016 |\n| Contact : | Ada Lien |",
    "pairs of cells": "| Lieu | Département de l'Ain | Porteur | Association Le Toit |\n| Date | 2016 | Contact | Ada Lien |",
    "row above": "| Lieu | Porteur | Date | Contact |\n|---|---|---|---|\n| Département de l'Ain | Association Le Toit | 2016 | Ada Lien |",
    "line above": "Lieu\n\nDépartement de l'Ain\n\nPorteur\n\nAssociation Le Toit\n\nDate\n\n2016\n\nContact\n\nAda Lien",
    "heading above": "#### Lieu\nDépartement de l'Ain\n#### PORTEUR\nAssociation Le Toit\n#### Date\n2016\n#### Contact\nAda Lien",
    "same line": "Lieu : Département de l'Ain\nPorteur : Association Le Toit\nDate : 2016\nContact : Ada Lien",
    "dash": "Lieu – Département de l'Ain\nPorteur – Association Le Toit\nDate – 2016\nContact – Ada Lien",
    "bold label": "**Lieu** Département de l'Ain\n**Porteur** Association Le Toit\n**Date** 2016\n**Contact** Ada Lien",
    "bold label and colon": "**Lieu :** Département de l'Ain\n**Porteur :** Association Le Toit\n**Date :** 2016\n**Contact :** Ada Lien",
    "bars on a line": "Lieu : Département de l'Ain | Porteur : Association Le Toit | Date : 2016 | Contact : Ada Lien",
    "bullets on a line": "Lieu : **Département de l'Ain **• Porteur : **Association Le Toit **• Date : **2016 **• Contact : **Ada Lien**",
    "dashes on a line": "Lieu : Département de l'Ain – Porteur : Association Le Toit – Date : 2016 – Contact : Ada Lien",
    "nothing between": "Lieu : Département de l'Ain Porteur : Association Le Toit Date : 2016 Contact : Ada Lien",
    "nothing between bold labels": "**Lieu** Département de l'Ain **Porteur** Association Le Toit **Date** 2016 **Contact** Ada Lien",
    "questions": "Où ? Département de l'Ain\nQui ? Association Le Toit\nQuand ? 2016\nÀ qui s'adresser ? Ada Lien",
    "questions and colons": "Où ? : Département de l'Ain\nQui ? : Association Le Toit\nQuand ? : 2016\nQui contacter ? : Ada Lien",
    "questions on a line": "Où ? Département de l'Ain Qui porte l'action ? Association Le Toit Quand ? 2016 Qui contacter ? Ada Lien",
    "two lines glued": "Où ? Département de l'Ain\nQui ? Association Le Toit Depuis quand ? 2016\nContact : Ada Lien",
    "list": "- Où Département de l'Ain\n- Qui Association Le Toit\n- Quand 2016\n- Nous contacter Ada Lien",
}


@pytest.mark.parametrize("text", FORMS.values(), ids=FORMS)
def test_every_form_of_a_header(text: str, reader: FieldReader) -> None:
    (run,) = reader.runs(blocks(text), frozenset())
    assert fields(reader, blocks(text)) == WHOLE
    assert run.opens_header
    assert run.slots == {slot for slot, _ in WHOLE}


def test_value_over_several_lines(reader: FieldReader) -> None:
    text = "#### Porteurs\n\n- CAF de l'Ain\n- Le Toit\n\n#### Contacts\n\nAda Lien, 04 99 00 12 34\n\nPaul Brun, p.brun@toit.example\n\nLe toit abrite."
    assert fields(reader, blocks(text)) == [
        ("carrier", "CAF de l'Ain"),
        ("carrier", "Le Toit"),
        ("contact", "Ada Lien, 04 99 00 12 34"),
        ("contact", "Paul Brun, p.brun@toit.example"),
    ]


def test_label_is_no_part_of_the_place_of_a_value(reader: FieldReader) -> None:
    source = "| Lieu | Département de l'Ain |"
    ((field,),) = (run.fields for run in reader.runs(blocks(source), frozenset()))
    start, end = field.lines[0].text.source_range
    assert source[start:end] == "Département de l'Ain"


def test_mark_before_a_value_is_dropped(reader: FieldReader) -> None:
    assert fields(reader, blocks("| Statut | ° Réalisé |")) == [("status", "Réalisé")]


def test_unknown_label_within_a_header(reader: FieldReader) -> None:
    text = "| Lieu | Département de l'Ain |\n| Marraine | Ada Lien |\n| Date | 2016 |"
    assert fields(reader, blocks(text)) == [("department", "Département de l'Ain"), (None, "Ada Lien"), ("period", "2016")]


NO_HEADER = {
    "heading over text": "#### Mise en œuvre\n\nLe projet se déroule en trois temps, avec une étude, un essai et un bilan partagé.",
    "table of numbers": "| Année | Nombre |\n| 2016 | 12 |",
    "table of places": "| Ain | 12 |\n| Gard | 30 |",
    "label without value": "Contact\n\n#### Contexte",
    "list items": "- Lieu\n- Date",
}


@pytest.mark.parametrize("text", NO_HEADER.values(), ids=NO_HEADER)
def test_what_is_no_header(text: str, reader: FieldReader) -> None:
    assert not any(run.opens_header for run in reader.runs(blocks(text), frozenset()))


@pytest.mark.parametrize(("value", "named"), [("Lot (46)", True), ("46", True), ("Pays de Dole (Jura)", True), ("Pays de Dole", False)])
def test_place_that_names_a_department(value: str, named: bool, reader: FieldReader) -> None:
    found = replace(block(value), kind=BlockKind.PARAGRAPH)
    assert reader.names_department(found.text) is named


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (
            "Lieu : Département de l'Ain | Couleur : bleu | 2016 |",
            [("department", "Département de l'Ain"), (None, "bleu"), (None, "2016")],
        ),
        (
            "Lieu : Département de l'Ain Contact : Ada Lien – Tél. : 04 99 00 12 34 ; Service Habitat : a.lien@toit.example",
            [
                ("department", "Département de l'Ain"),
                ("contact", "Ada Lien – Tél. : 04 99 00 12 34 ; Service Habitat : a.lien@toit.example"),
            ],
        ),
        (
            "Lieu : Département de l'Ain Avec qui ? La CAF Date : -",
            [("department", "Département de l'Ain"), ("other", "La CAF"), ("period", "-")],
        ),
    ],
    ids=["nothing dropped", "one contact", "label of no field"],
)
def test_line_of_several_fields(text: str, found: list[tuple[str | None, str]], reader: FieldReader) -> None:
    assert fields(reader, blocks(text)) == found


@pytest.mark.parametrize(
    "text",
    [
        "Le Département agit. Porteur : le Toit. Contact : Ada Lien.",
        "- Qui Marie appelle-t-elle ?\n- Où Paul habite-t-il ?",
        "Où en est le projet, qui le porte ? Les élus en débattent.",
        "Voir https://toit.example/lieu : la carte",
    ],
)
def test_no_fields_in_running_text(text: str, reader: FieldReader) -> None:
    assert fields(reader, blocks(text)) == []
