import pytest

from pipeline.evaluate.likeness import alike, fold, same_opening


@pytest.mark.parametrize(
    ("text", "folded"),
    [("Œuvre d’Été", "oeuvre d ete"), ("  A--b\u00a02 ", "a b 2"), ("m²", "m2"), ("Lætitia", "l titia"), ("…", "")],
)
def test_fold(text: str, folded: str) -> None:
    assert fold(text) == folded


def test_alike_forgives_case_accents_order_and_a_slip() -> None:
    assert alike("Hélène DUPRÉ", "dupre helene", 95)
    assert alike("Communauté de communes", "Comunauté de communes", 92)
    assert not alike("Communauté de communes", "Commune", 88)


def test_alike_texts_without_letters() -> None:
    assert alike("", "…", 90)
    assert not alike("", "a", 0)


def test_same_opening_takes_a_part_but_not_a_short_one() -> None:
    assert same_opening("Trottinettes pour tous", "Trottinettes pour tous dans les vallées du nord")
    assert same_opening("les vallées du nord", "Trottinettes pour tous dans les vallées du nord")
    assert not same_opening("pour", "Trottinettes pour tous dans les vallées du nord")
    assert not same_opening("Trottinettes pour tous", "Permis de revivre au fond de la vallée")
