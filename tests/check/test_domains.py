import pytest

from pipeline.check.domains import DomainUse, corrections


def uses(*seen):
    """Uses from (domain, count) or (domain, count, department name)."""
    return {domain: DomainUse(count, frozenset(names)) for domain, count, *names in seen}


@pytest.mark.parametrize(
    ("wrong", "right"),
    [
        (("pasdecals.fr", 2, "Pas-de-Calais"), ("pasdecalais.fr", 5, "Pas-de-Calais")),
        (("pasdecalaiss.fr", 1, "Pas-de-Calais"), ("pasdecalais.fr", 2, "Pas-de-Calais")),
        (("charente-martime.fr", 1, "Charente-Maritime"), ("charente-maritime.fr", 3, "Charente-Maritime")),
        (("puy-de-dome.fr", 1, "Puy-de-Dôme"), ("puydedome.fr", 2, "Puy-de-Dôme")),
        (("hérault.fr", 1, "Hérault"), ("herault.fr", 2, "Hérault")),
        (("grionde.fr", 1, "Gironde"), ("gironde.fr", 2, "Gironde")),
        (("meuze.fr", 1, "Meuse"), ("meuse.fr", 2, "Meuse")),
        (("cg41.frr", 1), ("cg41.fr", 1)),
        (("mdph90", 1), ("mdph90.fr", 1)),
    ],
)
def test_misspelling_of_the_usual_domain(wrong, right):
    others = [("sol.fr", 1), ("semeurs.fr", 1)]
    assert corrections(uses(wrong, right, *others)) == {wrong[0]: right[0]}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (("cg41.fr", 1), ("cg71.fr", 9)),
        (("departement54.fr", 1), ("departement06.fr", 9)),
        (("departement54.fr", 1), ("departement13.fr", 9)),
        (("departement1.fr", 1), ("departement.fr", 9)),
        (("gironde.fr", 1, "Gironde"), ("girond.fr", 9)),
        (("gironde.fr", 1), ("manche.fr", 9)),
        (("loire.fr", 1, "Loire"), ("loiret.fr", 9, "Loiret")),
        (("loiret.fr", 1, "Loiret"), ("loire.fr", 9, "Loire")),
        (("departement-loire.fr", 1, "Loire"), ("departement-loiret.fr", 9, "Loiret")),
        (("haute-saone.fr", 1, "Haute-Saône"), ("haute-savoie.fr", 9, "Haute-Savoie")),
        (("saone-et-loire.fr", 1, "Saône-et-Loire"), ("maine-et-loire.fr", 9, "Maine-et-Loire")),
        (("aude.fr", 1, "Aude"), ("aube.fr", 9, "Aube")),
        (("adapei.fr", 1), ("udapei.fr", 9)),
        (("faneurs.fr", 1), ("veneurs.fr", 9)),
        (("semeurs.fr", 1), ("semeurs.org", 9)),
        (("semeurs.com", 2), ("semeurs.co", 2)),
    ],
)
def test_genuinely_different_domains(one, other):
    assert corrections(uses(one, other)) == {}


def test_another_ending_is_another_domain_however_rare():
    assert corrections(uses(("semeurs.org", 1), ("semeurs.fr", 2), ("verger.fr", 1))) == {}


def test_a_name_that_holds_another_department_by_chance_is_still_misspelt():
    seen = uses(("main-et-loire.fr", 1, "Maine-et-Loire"), ("maine-et-loire.fr", 3, "Maine-et-Loire"), ("ain.fr", 1, "Ain"))
    assert corrections(seen) == {"main-et-loire.fr": "maine-et-loire.fr"}


def test_the_other_domain_must_be_seen_twice_and_more_often():
    assert corrections(uses(("jardineries.fr", 1), ("jardinerie.fr", 1))) == {}
    assert corrections(uses(("jardineries.fr", 2), ("jardinerie.fr", 2))) == {}
    assert corrections(uses(("jardineries.fr", 2), ("jardinerie.fr", 3))) == {"jardineries.fr": "jardinerie.fr"}


def test_a_misspelling_of_a_misspelling_leads_to_the_right_one():
    seen = uses(("pasdecalais.fr", 9), ("pasdecals.fr", 3), ("pasdecas.fr", 1))
    assert corrections(seen) == {"pasdecals.fr": "pasdecalais.fr", "pasdecas.fr": "pasdecalais.fr"}
