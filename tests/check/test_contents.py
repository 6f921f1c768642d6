import pytest

from pipeline.check.contents import check_contents
from schemas.document import PageShift
from schemas.enums import FicheKind


@pytest.fixture
def check(gazetteer, findings):
    return lambda front, fiches: check_contents(front, fiches, gazetteer, findings)


def codes(issues):
    return [issue.code for issue in issues]


def test_all_announced_and_found_is_no_finding(build, check):
    front = build.front([("Le verger du lien", 12, 1)], [("Jura", [12])])
    fiche = build.fiche()
    result, by_fiche, issues = check(front, [fiche])
    assert (by_fiche, issues) == ({}, [])
    [announced] = result.announced
    assert (announced.fiche, announced.printed_title, announced.page) == (fiche.id, fiche.title, 12)
    assert announced.similarity == 100
    assert result.page_shift == PageShift(shift=0, agree=1, compared=1)


def test_announced_but_not_found(build, check):
    front = build.front([("Le verger du lien", 12, 1), ("Les mardis du bois", 13, 1)])
    result, _, issues = check(front, [build.fiche()])
    assert [announced.fiche is None for announced in result.announced] == [False, True]
    assert codes(issues) == ["announced_fiche_not_found"]
    assert "Les mardis du bois" in issues[0].message
    assert "13" in issues[0].message


def test_found_but_not_announced(build, check):
    stray = build.fiche("Les mardis du bois")
    result, by_fiche, issues = check(build.front([("Le verger du lien", 12, 1)]), [build.fiche(), stray])
    assert result.unannounced == (stray.id,)
    assert {name: codes(found) for name, found in by_fiche.items()} == {stray.id: ["fiche_not_announced"]}
    assert issues == []


def test_briefs_and_other_kinds_are_not_announced_one_by_one(build, check):
    brief = build.fiche("Les mardis du bois", kind=FicheKind.BRIEF)
    result, by_fiche, _ = check(build.front([("Le verger du lien", 12, 1)]), [build.fiche(), brief])
    assert (result.unannounced, by_fiche) == ((), {})


def test_a_brief_is_no_match_for_an_announced_title(build, check):
    result, _, _ = check(build.front([("Le verger du lien", 12, 1)]), [build.fiche(kind=FicheKind.BRIEF)])
    assert result.announced[0].fiche is None


def test_a_title_that_differs_suggests_the_announced_one(build, check):
    fiche = build.fiche("Le verger de lien")
    _, by_fiche, _ = check(build.front([("Le verger du lien", 12, 1)]), [fiche])
    [issue] = by_fiche[fiche.id]
    assert (issue.code, issue.suggestion) == ("title_differs_from_contents", "Le verger du lien")


def test_without_contents_list_nothing_is_held_against_fiches(build, check):
    result, by_fiche, issues = check(build.front(), [build.fiche()])
    assert (result.announced, result.unannounced, result.fiches_not_in_index, result.page_shift) == ((), (), (), None)
    assert (by_fiche, issues) == ({}, [])


def test_index_against_departments_of_fiches_and_briefs(build, check):
    fiches = [build.fiche(), build.fiche("Un brin de lien", kind=FicheKind.BRIEF, departments=["2B"])]
    front = build.front([("Le verger du lien", 12, 1)], [("Jura", [12]), ("Côtes d’Armor", [14])])
    result, _, issues = check(front, fiches)
    assert (result.index_departments, result.index_missing, result.fiches_not_in_index) == (2, ("22",), ("2B",))
    assert codes(issues) == ["index_department_without_fiche", "department_not_in_index"]
    assert "Côtes-d'Armor (22)" in issues[0].message
    assert "Haute-Corse (2B)" in issues[1].message


def test_a_department_of_the_index_that_a_fiche_names_as_related_is_no_finding(build, check):
    front = build.front([("Le verger du lien", 12, 1)], [("Jura", [12]), ("Doubs", [12])])
    result, _, issues = check(front, [build.fiche(related=["25"])])
    assert result.index_missing == ("25",)
    assert issues == []


def test_an_index_line_that_names_no_department_stands_as_printed(build, check):
    result, _, issues = check(build.front([], [("Jura", [12]), ("Syldavie", [14])]), [build.fiche()])
    assert result.index_missing == ("Syldavie",)
    assert codes(issues) == ["index_department_without_fiche"]


CODES = {"39": "Jura", "25": "Doubs", "70": "Haute-Saône", "21": "Côte-d'Or"}
TITLES = ["Le verger du lien", "Les mardis du bois", "La maison des cartes", "Un pont sur la rivière"]


def shifted(build, pages):
    """Front matter and fiches: contents pages 12, 22, 32, 42 and the given pages in the index."""
    entries = [(title, 12 + 10 * n, 1) for n, title in enumerate(TITLES)]
    fiches = [build.fiche(title, departments=[code]) for title, code in zip(TITLES, CODES, strict=True)]
    return build.front(entries, list(zip(CODES.values(), pages, strict=True))), fiches


def test_shift_of_the_index(build, check):
    front, fiches = shifted(build, [[10], [2, 20, 90], [30], [42]])
    result, _, issues = check(front, fiches)
    assert result.page_shift == PageShift(shift=-2, agree=3, compared=4)
    assert codes(issues) == ["index_shifted"]
    assert "-2" in issues[0].message
    assert "3 des 4" in issues[0].message


def test_shift_that_fewer_than_half_agree_on_is_no_finding(build, check):
    front, fiches = shifted(build, [[9], [23], [35], [44]])
    result, _, issues = check(front, fiches)
    assert result.page_shift is not None
    assert (result.page_shift.agree, result.page_shift.compared) == (1, 4)
    assert issues == []


def test_pages_far_apart_are_not_compared(build, check):
    front, fiches = shifted(build, [[12], [29], [25], []])
    result, _, issues = check(front, fiches)
    assert result.page_shift == PageShift(shift=0, agree=1, compared=1)
    assert issues == []


def test_unmatched_titles_say_nothing_of_pages(build, check):
    front = build.front([("Les mardis du bois", 12, 1)], [("Jura", [10])])
    result, _, _ = check(front, [build.fiche()])
    assert result.page_shift is None
