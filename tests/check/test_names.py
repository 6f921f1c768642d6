import pytest

from pipeline.check.names import is_personal, name_fit, spells

FITTING = [
    ("odette.fauconnier", "Odette FAUCONNIER"),
    ("fauconnier.odette", "Odette Fauconnier"),
    ("ofauconnier", "Odette Fauconnier"),
    ("o.fauconnier", "Odette Fauconnier"),
    ("odettefauconnier", "Odette Fauconnier"),
    ("fauconniero", "Odette Fauconnier"),
    ("fauconnier2", "Odette Fauconnier"),
    ("fauc", "Odette Fauconnier"),
    ("jean-marc.lebriand", "Jean-Marc Le Briand"),
    ("lebriand.jean.marc", "Jean-Marc LE BRIAND"),
    ("jmlebriand", "Jean-Marc Le Briand"),
    ("jlebriand", "Jean-Marc Le Briand"),
    ("acvillesec", "Anne-Claire Villesec"),
    ("aude.obrien-roy", "Aude O'Brien Roy"),
    ("gaelle.hélias", "Gaëlle Hélias"),
    ("nadege.pontier", "Nadège Pontier-Sauzay"),
    ("nadege.girard", "Nadège Pontier"),
    ("xpontier", "Nadège Pontier"),
]
NEAR = [
    ("ofauconier", "Odette FAUCONNIER", "ofauconnier", "ofauconnier"),
    ("cmoulzac", "Colin MOULSAC", "cmoulsac", "cmoulsac"),
    ("loris.vadelet", "Loris Vadeley", "vadeley", "loris.vadeley"),
    ("fauconnyeer.odette", "Odette Fauconnier", "fauconnier", "fauconnier.odette"),
    ("gtabordin", "Gilles TABOURDIN", "gtabourdin", "gtabourdin"),
    ("stephanie.villesec", "Stéphane Villesec", "stephane", "stephane.villesec"),
]
SERVICES = ["contact", "dpds-direction", "accueil", "secretariat.enfance", "apah", "mdph39", "service_insertion"]


@pytest.mark.parametrize(("local", "name"), FITTING)
def test_ways_to_write_a_name_fit(local, name):
    fit = name_fit(local, name)
    assert fit is not None
    assert fit.fits, fit


@pytest.mark.parametrize(("local", "name", "expected", "corrected"), NEAR)
def test_near_miss_tells_what_was_expected(local, name, expected, corrected):
    fit = name_fit(local, name)
    assert fit is not None
    assert (fit.fits, fit.expected, fit.corrected) == (False, expected, corrected)


@pytest.mark.parametrize("local", SERVICES)
def test_service_mailbox_comes_near_no_name_and_is_not_personal(local):
    fit = name_fit(local, "Honorine de la Villebrun")
    assert fit is not None
    assert (fit.fits, fit.corrected) == (False, None)
    assert not is_personal(local, {"honorine", "odette"})


def test_initials_alone_do_not_prove_a_fit():
    fit = name_fit("o.villesec", "Odette Fauconnier")
    assert fit is not None
    assert not fit.fits


def test_a_short_acronym_is_no_misspelt_name():
    fit = name_fit("dass", "Diane Asse")
    assert fit is not None
    assert fit.corrected is None


@pytest.mark.parametrize("name", ["", "—", "Pour en savoir plus sur le jardin des quatre saisons"])
def test_what_is_no_name_is_not_judged(name):
    assert name_fit("odette.fauconnier", name) is None
    assert not spells("odette.fauconnier", name)


def test_personal_takes_a_first_name_or_an_initial_beside_another_name():
    names = {"jean", "paul", "odette"}
    assert is_personal("jean-paul.villesec", names)
    assert is_personal("villesec.odette", names)
    assert is_personal("v.villesec", names)
    assert not is_personal("odette", names)
    assert not is_personal("paul-emploi.insertion", names)
    assert not is_personal("e-insertion", names)
    assert not is_personal("maison.enfance", names)
