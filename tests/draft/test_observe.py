"""What is observed in a document: labels and the slots their values tell, words that count, section headings."""

from collections.abc import Callable

import pytest

from pipeline.draft.counting import counting_words
from pipeline.draft.draft import draft, profile_of
from pipeline.draft.guess import SlotGuesser
from pipeline.draft.labels import Label, read_labels
from pipeline.draft.proposal import Proposal
from pipeline.draft.propose import propose
from pipeline.errors import NothingRepeatsError
from pipeline.gazetteer import Gazetteer
from pipeline.rulebook import Rulebook
from pipeline.segment.fields import FieldReader
from schemas.enums import DocumentKind, FicheKind, HeaderSlot
from tests.support import blocks, document

ReadLabels = Callable[[str], dict[str, Label]]

PLACES = ("Gers", "Lozère", "Creuse")
PEOPLE = ("Maëlle Doriac, 01 99 00 47 11", "Hugo Tessandier, h.tessandier@mobilite.example", "Mme Vaucourt, 01 99 00 47 13")


@pytest.fixture
def labels(rulebook: Rulebook, gazetteer: Gazetteer) -> ReadLabels:
    def read(text: str) -> dict[str, Label]:
        found = read_labels(blocks(text), FieldReader(rulebook, gazetteer), SlotGuesser(rulebook, gazetteer))
        return {label.printed: label for label in found}

    return read


def fiches(template: str) -> str:
    return "\n\n".join(template.format(n=n + 1, place=place, contact=PEOPLE[n]) for n, place in enumerate(PLACES)) + "\n"


TOLD = "\n\nLe pas de côté\nUne équipe passe dans chaque village et note ce qui manque, puis elle revient avec des outils."


@pytest.mark.parametrize(
    "header",
    [
        "Coin de carte : {place}\nAu bout du fil : {contact}",
        "**Coin de carte** {place}\n\n**Au bout du fil** {contact}",
        "Coin de carte : {place} | Au bout du fil : {contact}",
        "| Coin de carte | {place} |\n| Au bout du fil | {contact} |",
        "| Coin de carte | Au bout du fil | Visites |\n|---|---|---|\n| {place} | {contact} | trois |",
        "COIN DE CARTE\n{place}\nAU BOUT DU FIL\n{contact}",
        "Coin de carte ? {place}\nAu bout du fil ? {contact}",
        "Coin de carte      {place}\nAu bout du fil     {contact}\nPremiers pas       depuis 201{n}",
        "Coin de carte ....... {place}\nAu bout du fil ...... {contact}\nPremiers pas ........ depuis 201{n}",
    ],
    ids=["colon", "bold", "on one line", "rows", "columns", "above", "question", "aligned", "dots"],
)
def test_labels_that_no_rule_knows_are_found_however_they_are_printed(header: str, labels: ReadLabels) -> None:
    found = {name.casefold(): label for name, label in labels(fiches("## Fiche\n\n" + header + TOLD)).items()}
    assert (found["coin de carte"].slot, found["coin de carte"].times) == (HeaderSlot.DEPARTMENT, 3)
    assert (found["au bout du fil"].slot, found["au bout du fil"].known) == (HeaderSlot.CONTACT, False)


def test_a_known_label_keeps_its_slot_unless_every_value_tells_another(labels: ReadLabels) -> None:
    found = labels(fiches("Porteur : Le Fil\nSituation : {place}\nContact : {contact}"))
    assert (found["Porteur"].slot, found["Porteur"].known) == (HeaderSlot.CARRIER, True)
    assert (found["Situation"].slot, found["Situation"].known) == (HeaderSlot.DEPARTMENT, False)


def test_words_before_a_colon_apart_from_every_header_are_no_labels(labels: ReadLabels) -> None:
    text = fiches("Coin de carte : {place}" + TOLD + "\n\nBonne nouvelle : le four marche" + TOLD)
    assert list(labels(text)) == ["Coin de carte"]


def test_sentences_behind_a_colon_make_no_label(labels: ReadLabels) -> None:
    told = "Une équipe passe dans chaque village et note ce qui manque, puis elle revient avec des outils et de la patience."
    assert "Récit" not in labels(fiches(f"Coin de carte : {{place}}\nRécit : {told}"))


@pytest.mark.parametrize(
    ("line", "word"),
    [
        ("Portrait n° {n} - Le four", "portrait"),
        ("ÉTAPE-CLÉ {n}", "étape-clé"),
        ("Fiche action n° {n} : le four", "fiche action"),
        ("Retour d'expérience {n}", "retour d'expérience"),
    ],
)
def test_words_that_count_are_found_and_their_pattern_finds_their_lines(line: str, word: str, rulebook: Rulebook) -> None:
    (found,) = counting_words(blocks(fiches(line + TOLD)), rulebook)
    assert found.words == (word,)
    assert found.times == 3


@pytest.mark.parametrize("line", ["Chapitre {n}", "Partie {n}", "Axe {n} - Prévenir", "Mars 201{n}", "Le four a cuit {n} pains"])
def test_parts_years_and_sentences_count_no_fiches(line: str, rulebook: Rulebook) -> None:
    assert counting_words(blocks(fiches(line + TOLD)), rulebook) == []


def drafted(text: str, rulebook: Rulebook, gazetteer: Gazetteer) -> Proposal:
    return propose(document(text), rulebook, gazetteer)


def test_a_plan_without_places_is_of_one_publisher(rulebook: Rulebook, gazetteer: Gazetteer) -> None:
    text = fiches("Fiche action n° {n} - Le four\n\nPilote : Direction de l'insertion\nCalendrier : 202{n}" + TOLD)
    proposal = drafted(text, rulebook, gazetteer)
    assert (proposal.kind, proposal.fiche, proposal.publisher_acts) == (DocumentKind.STRATEGY, FicheKind.ACTION, True)


def test_header_lines_of_one_order_are_told_by_their_place(rulebook: Rulebook, gazetteer: Gazetteer) -> None:
    names = ("Le four", "La roue", "Le pont")
    text = "\n\n".join(
        f"{name.upper()}\n{place}\nAssociation {name}\n201{n}\n{PEOPLE[n]}{TOLD}"
        for n, (name, place) in enumerate(zip(names, PLACES, strict=True))
    )
    proposal = drafted(text + "\n", rulebook, gazetteer)
    assert proposal.lines == (HeaderSlot.DEPARTMENT, HeaderSlot.CARRIER, HeaderSlot.PERIOD, HeaderSlot.CONTACT)
    swapped = text.replace("La roue\n201", "La roue\nen 201").replace("Association La roue\nen 2011", "2011\nAssociation La roue")
    assert drafted(swapped + "\n", rulebook, gazetteer).lines == ()


def test_the_name_of_a_draft_replaces_no_profile_and_no_rule(rulebook: Rulebook, gazetteer: Gazetteer) -> None:
    text = fiches("Portrait n° {n} - Le four\n\nCoin de carte : {place}\nAu bout du fil : {contact}" + TOLD)
    ids = {propose(document(text, name), rulebook, gazetteer).id for name in ("labelled", "status", "Guide 3")}
    assert ids == {"labelled_draft", "status_draft", "guide_3"}


def test_articles_of_a_regulation_are_no_fiches(rulebook: Rulebook, gazetteer: Gazetteer) -> None:
    with pytest.raises(NothingRepeatsError):
        drafted(fiches("Article {n} - Objet" + TOLD.replace("Le pas de côté\n", "")), rulebook, gazetteer)


def test_a_draft_has_two_cues_however_little_a_document_repeats(rulebook: Rulebook) -> None:
    told = "\n\nLe département passe dans chaque village et note ce qui manque, puis il revient avec des outils et des bras."
    text = "\n\n".join(f"Mesure {n} : le four{told}" for n in (1, 2, 3)) + "\n"
    found = draft(document(text), rulebook)
    assert [cue.name for cue in found.proposal.recognise] == ["counted", "words"]
    assert profile_of(found.text).id == "essai"
