import pytest

from pipeline.check.titles import pair_titles, similarity


@pytest.fixture
def paired(build):
    """Pairs of (announced, fiche id) for entries (title, chapter) and fiches (title, chapter)."""

    def pair(announced, printed):
        front = build.front([(title, None, chapter) for title, chapter in announced])
        fiches = [build.fiche(title, name=str(n), chapter=chapter) for n, (title, chapter) in enumerate(printed)]
        return pair_titles(front.entries, fiches)

    return pair


@pytest.mark.parametrize(
    ("announced", "printed"),
    [
        ("Le Verger du lien", "LE VERGER DU LIEN"),
        ("Le « verger » du lien", 'Le "verger" du lien'),
        ("L’atelier du bois...", "L'atelier du bois"),
        ("Le verger «du lien »", "Le verger « du lien»"),
        ("Le verger du lien…", "Le verger  du lien."),
    ],
)
def test_only_case_quotes_blanks_and_last_dots_are_ignored(announced, printed):
    assert similarity(announced, printed) == 100


@pytest.mark.parametrize(
    ("announced", "printed"),
    [("Le verger du lien", "Le verger de lien"), ("Le répit", "Le répît"), ("Le verger, du lien", "Le verger du lien")],
)
def test_any_other_difference_counts(announced, printed):
    assert similarity(announced, printed) < 100


def test_equal_titles_in_a_row_pair_one_to_one_in_order(paired):
    assert paired([("Accueil des jeunes", 1)] * 2, [("Accueil des jeunes", 1)] * 2) == {0: 0, 1: 1}


def test_equal_titles_of_two_chapters_stay_in_theirs(paired):
    assert paired([("Évaluation", 1), ("Évaluation", 2)], [("Évaluation", 2), ("Évaluation", 1)]) == {0: 1, 1: 0}


def test_exact_titles_out_of_order_beat_alike_ones_in_order(paired):
    titles = ["Développer les clauses sociales", "Développer les clauses locales"]
    assert paired([(t, 1) for t in titles], [(t, 1) for t in reversed(titles)]) == {0: 1, 1: 0}


def test_of_equal_titles_the_one_of_the_same_chapter(paired):
    assert paired([("Évaluation", 1), ("Évaluation", 2)], [("Évaluation", 2)]) == {1: 0}
    announced = ["Évaluation", "Le verger du lien", "Les mardis du bois"]
    printed = [(title, 2) for title in reversed(announced)]
    elsewhere = [(title, 1) for title in announced]
    assert paired([(title, 2) for title in announced], [*elsewhere, *printed]) == {0: 5, 1: 4, 2: 3}


def test_alike_titles_keep_their_order(paired):
    announced = ["Accueil des jeunes du canton nord", "Accueil des jeunes du canton"]
    printed = ["Accueil de jeunes du canton", "Accueil de jeunes des cantons"]
    assert paired([(t, 1) for t in announced], [(t, 1) for t in printed]) == {0: 0, 1: 1}


def test_another_chapter_only_for_what_is_left_over(paired):
    assert paired([("Le verger du lien", 1), ("Les mardis du bois", 1)], [("Le verger du lien", 3)]) == {0: 0}


def test_a_title_cut_short_is_found(paired):
    full = "La prévention du décrochage scolaire par les acteurs du quartier"
    assert paired([("La prévention du décrochage", 1)], [("Un autre récit", 1), (full, 1)]) == {0: 1}


def test_different_titles_do_not_pair(paired):
    assert paired([("Le verger du lien", 1)], [("Les mardis du bois", 1)]) == {}
    assert paired([("Un accueil", 1)], [("Un accueil pour les tout-petits du canton", 1)]) == {}
