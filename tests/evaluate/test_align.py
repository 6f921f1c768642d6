import pytest

from pipeline.evaluate.align import align, likeness
from pipeline.evaluate.gold import GoldFiche
from schemas.enums import FicheKind


def fiche(title: str, line: int | None = None, code: str = "33", kind: FicheKind = FicheKind.FICHE) -> GoldFiche:
    return GoldFiche(title=title, title_line=line, departments=(code,), kind=kind)


def titles(gold: list[GoldFiche], extracted: list[GoldFiche]) -> list[tuple[str | None, str | None]]:
    return [(None if i is None else gold[i].title, None if j is None else extracted[j].title) for i, j in align(gold, extracted)]


def test_equal_sequences_pair_one_to_one() -> None:
    fiches = [fiche("Un toit", 3), fiche("Le bus bleu", 9), fiche("Le bus bleu", 30)]
    assert align(fiches, fiches) == [(0, 0), (1, 1), (2, 2)]


def test_missed_and_spurious_stand_where_they_belong() -> None:
    gold = [fiche("Un toit"), fiche("Le bus bleu"), fiche("Les mains vertes")]
    extracted = [fiche("Sommaire"), fiche("Un toit"), fiche("Les mains vertes"), fiche("Annexe 12")]
    assert titles(gold, extracted) == [
        (None, "Sommaire"),
        ("Un toit", "Un toit"),
        ("Le bus bleu", None),
        ("Les mains vertes", "Les mains vertes"),
        (None, "Annexe 12"),
    ]


def test_order_is_kept_even_where_crossing_would_pair_more() -> None:
    gold = [fiche("Un toit"), fiche("Le bus bleu"), fiche("Les mains vertes")]
    extracted = [fiche("Les mains vertes"), fiche("Un toit"), fiche("Le bus bleu")]
    assert titles(gold, extracted) == [
        (None, "Les mains vertes"),
        ("Un toit", "Un toit"),
        ("Le bus bleu", "Le bus bleu"),
        ("Les mains vertes", None),
    ]


def test_the_greatest_sum_wins_over_the_first_fit() -> None:
    gold = [fiche("Le bus bleu du canton"), fiche("Le bus bleu")]
    assert titles(gold, [fiche("Le bus bleu")]) == [("Le bus bleu du canton", None), ("Le bus bleu", "Le bus bleu")]


def test_nothing_to_pair() -> None:
    assert align([], []) == []
    assert titles([fiche("Un toit")], []) == [("Un toit", None)]
    assert titles([], [fiche("Un toit")]) == [(None, "Un toit")]


@pytest.mark.parametrize(("apart", "paired"), [(0, True), (2, True), (-2, True), (3, False)])
def test_titles_that_differ_pair_only_at_the_same_place(apart: int, paired: bool) -> None:
    gold, extracted = fiche("Le bus bleu", 50), fiche("Bus en bleu : un essai", 50 + apart)
    assert (len(align([gold], [extracted])) == 1) is paired


def test_likeness_of_title_and_place() -> None:
    assert likeness(fiche("Un toit", 3), fiche("UN TOIT !", 4)) == pytest.approx(1.0)
    assert likeness(fiche("Un toit", 3), fiche("Un toit", 90)) == pytest.approx(0.55)
    assert likeness(fiche("abc", 3), fiche("xyz", 3)) == pytest.approx(0.45)


def test_without_lines_the_department_counts() -> None:
    assert likeness(fiche("Un toit"), fiche("Un toit", 8)) == pytest.approx(1.0)
    assert likeness(fiche("Un toit", 8, code="24"), fiche("Un toit")) == pytest.approx(0.85)


def test_a_part_of_the_title_is_enough_for_a_brief() -> None:
    short, long = "Le bus bleu", "Le bus bleu sillonne les douze cantons de la vallée"
    whole = likeness(fiche(short), fiche(long))
    part = likeness(fiche(short, kind=FicheKind.BRIEF), fiche(long))
    assert whole < 0.55 < part == pytest.approx(0.85 * 0.9 + 0.15)
