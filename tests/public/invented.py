"""Invented contacts, and a dataset that holds some of them and a text."""

from pipeline.public.edition import public_edition
from pipeline.rulebook import default_rulebook
from schemas.dataset import Dataset
from schemas.evidence import Evidence
from schemas.fiche import Contact, ContactEvidence, Fiche

#: The fiche with contacts of the fixture `dataset`.
FICHE = "recueil-lune.atelier-velo.0a1b2c"


def contact(name: str | None, role: str | None = None, phones: tuple[str, ...] = (), emails: tuple[str, ...] = ()) -> Contact:
    place = Evidence(char_start=0, char_end=1, text="x", rule="test.rule")
    nothing = ContactEvidence(name=None, role=None, phones=(), emails=())
    return Contact(name=name, role=role, phones=phones, emails=emails, evidence=place, parts=nothing)


def masked(text: str, *contacts: Contact, organisations: tuple[str, ...] = ()) -> str:
    """The text of a section of the public edition of a dataset with these contacts."""
    return made_public(holding(text, *contacts, organisations=organisations)).fiches[0].sections[0].text


def holding(text: str, *contacts: Contact, organisations: tuple[str, ...] = ()) -> Dataset:
    at = {"char_start": 0, "char_end": 1, "text": "x", "rule": "test.rule"}
    fiche = {
        "id": "essai.fiche.0a1b2c",
        "document": "essai",
        "kind": "fiche",
        "chapter": None,
        "section": None,
        "title": "Le banc",
        "title_evidence": at,
        "source": {"char_start": 0, "char_end": 1},
        "departments": (),
        "related_departments": (),
        "period": None,
        "status": None,
        "carriers": (),
        "contacts": contacts,
        "figures": (),
        "organisations": [{"name": name, "type": "other", "evidence": at} for name in organisations],
        "legal_references": (),
        "sections": [{"key": "body", "heading": None, "text": text, "source": {"char_start": 0, "char_end": 1}}],
        "issues": (),
        "confidence": 1,
    }
    return Dataset(documents=(), fiches=(Fiche.model_validate(fiche),))


def made_public(dataset: Dataset) -> Dataset:
    """The public edition by the rules the project ships."""
    return public_edition(dataset, default_rulebook())
