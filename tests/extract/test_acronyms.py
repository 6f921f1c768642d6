import pytest

from pipeline.extract.acronyms import Acronyms
from tests.support import document

HEADS = {
    "in brackets": ("Les Jeunes Ambassadeurs du Canton (JAC) visitent.", "JAC", "Jeunes"),
    "small words left out": ("Un Relais de la Petite Enfance (RPE) ouvre.", "RPE", "Relais"),
    "elided article": ("Le Collectif d'Aide à l'Enfance (CAE) agit.", "CAE", "Collectif"),
    "plural acronym": ("Des Médiateurs de Rue (MRs) passent.", "MR", "Médiateurs"),
    "quoted acronym": ("Les Veilleurs Amis des Aînés (« VAA ») passent.", "VAA", "Veilleurs"),
    "small letters": ("Les agents de santé du canton (ASC) passent.", "ASC", "agents"),
    "accents": ("Des Éducateurs Itinérants (EI) passent.", "EI", "Éducateurs"),
    "spelt after a comma": ("Les ARLL, acteurs de rue du lien local, passent.", "ARLL", "acteurs"),
    "spelt in brackets": ("Les ASC (agents de santé du canton) passent.", "ASC", "agents"),
    "words before do not count": ("Le Département paie des Agents de Santé (AS).", "AS", "Agents"),
    "first explanation stays": ("Des Jeunes du Canton (JC). Un Jardin Commun (JC).", "JC", "Jeunes"),
    "initials differ": ("Une équipe de nuit (XYZ) passe.", "XYZ", None),
    "never explained": ("Les JAC passent.", "JAC", None),
    "too few words": ("Agents (ASC) du canton.", "ASC", None),
    "from a title": ("Des Agents Locaux Mobiles et Attentifs\n\nLes ALMA passent.", "ALMA", "Agents"),
    "three letters from a title": ("Des Agents Locaux Mobiles au canton\n\nLes ALM passent.", "ALM", None),
}


@pytest.mark.parametrize(("text", "acronym", "head"), HEADS.values(), ids=HEADS)
def test_head(text: str, acronym: str, head: str | None) -> None:
    assert Acronyms(document(text)).head(acronym) == head


def test_empty_document() -> None:
    assert Acronyms(document("")).head("JAC") is None
