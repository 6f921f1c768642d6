from pipeline.compare.matching import document_pairs, fiche_pairs
from schemas.enums import SectionKey
from schemas.fiche import Section
from tests.compare.lune import dataset, document, fiche, section


def test_the_id_decides_whatever_became_of_the_title() -> None:
    old = [fiche("Le banc", "a"), fiche("Le car", "b")]
    new = [fiche("Le car", "a"), fiche("Le banc", "b")]
    assert fiche_pairs(old, new) == [(0, 0), (1, 1)]


def test_the_same_action_of_another_edition_is_found_by_title_and_department() -> None:
    old = [fiche("Les veilleurs du palier", document="lune-2030"), fiche("Le car", document="lune-2030")]
    new = [fiche("Le car", document="lune-2031"), fiche("Les veilleurs de palier", document="lune-2031")]
    assert sorted(fiche_pairs(old, new)) == [(0, 1), (1, 0)]


def test_a_title_alike_in_another_department_is_another_action() -> None:
    assert fiche_pairs([fiche("Le car bleu", "a")], [fiche("Le car bleu", "b", departments=("87",))]) == []


def test_one_department_in_common_is_enough_and_none_on_both_sides_too_but_not_on_one() -> None:
    two = fiche("Le car bleu", "b", departments=("23", "87"))
    nowhere = fiche("Le car bleu", "c", departments=())
    assert fiche_pairs([fiche("Le car bleu", "a")], [two]) == [(0, 0)]
    assert fiche_pairs([fiche("Le car bleu", "a", departments=())], [nowhere]) == [(0, 0)]
    assert fiche_pairs([fiche("Le car bleu", "a")], [nowhere]) == []


RUE = "Le soir, deux éducatrices et une infirmière vont à la rencontre des familles qui dorment dehors."
ACCUEIL = "Une psychologue et un cadre répondent chaque jour, même le dimanche, aux assistants familiaux."


def text(words: str) -> tuple[Section, ...]:
    return (section(SectionKey.DESCRIPTION, words),)


def test_of_titles_that_are_only_alike_the_texts_decide() -> None:
    old = fiche("Une équipe mobile auprès des familles à la rue", "a", sections=text(RUE))
    retitled = fiche("Une équipe mobile auprès de familles sans toit", "b", sections=text(RUE.replace("deux", "trois")))
    another = fiche("Une équipe mobile auprès des familles d'accueil", "c", sections=text(ACCUEIL))
    assert fiche_pairs([old], [another, retitled]) == [(0, 1)]
    assert fiche_pairs([old], [another]) == []


def test_the_same_title_is_the_same_action_though_its_text_was_written_anew() -> None:
    old, new = fiche("Le car bleu", "a", sections=text(RUE)), fiche("Le car bleu", "b", sections=text(ACCUEIL))
    assert fiche_pairs([old], [new]) == [(0, 0)]


def test_the_same_text_under_quite_another_title_is_not_taken_for_the_same_action() -> None:
    assert fiche_pairs([fiche("Atelier photo", "a", sections=text(RUE))], [fiche("Atelier théâtre", "b", sections=text(RUE))]) == []


def test_without_any_text_titles_that_are_only_alike_are_two_actions() -> None:
    assert fiche_pairs([fiche("La malle aux souvenirs", "a")], [fiche("La malle aux histoires", "b")]) == []


def test_the_most_alike_are_paired_first_and_no_fiche_twice() -> None:
    old = [fiche("Le car bleu des aidants", "a"), fiche("Le car bleu des aidantes", "b")]
    new = [fiche("Le car bleu des aidantes", "c")]
    assert fiche_pairs(old, new) == [(1, 0)]
    assert fiche_pairs(old[:1], new) == [(0, 0)]


def test_of_equal_titles_those_in_the_document_of_the_same_name_are_paired() -> None:
    old = [fiche("Le car", "a", document="lune"), fiche("Le car", "b", document="soleil")]
    new = [fiche("Le car", "c", document="soleil"), fiche("Le car", "d", document="lune")]
    assert sorted(fiche_pairs(old, new)) == [(0, 1), (1, 0)]


def test_fiches_with_the_same_id_in_one_dataset_are_not_lost() -> None:
    assert fiche_pairs([fiche("Le banc", "a"), fiche("Le car", "a")], [fiche("Le banc", "a")]) == [(0, 0)]


def test_documents_of_other_names_are_editions_of_one_another_if_they_share_most_fiches() -> None:
    titles = ("Le banc", "Le car", "Les relais")
    old = dataset(*(fiche(title, document="lune-2030") for title in titles), documents=(document("lune-2030"), document("soleil")))
    new = dataset(*(fiche(title, document="lune-2031") for title in titles), documents=(document("mars"), document("lune-2031")))
    assert document_pairs(old, new, fiche_pairs(old.fiches, new.fiches)) == [(0, 1)]


def test_one_fiche_of_many_in_common_does_not_make_two_documents_one() -> None:
    old = dataset(*(fiche(t, document="lune") for t in ("Le banc", "Un toit", "Oasis")), documents=(document("lune"),))
    new = dataset(*(fiche(t, document="mars") for t in ("Le banc", "Récoltes", "Pépins")), documents=(document("mars"),))
    pairs = fiche_pairs(old.fiches, new.fiches)
    assert pairs == [(0, 0)]
    assert document_pairs(old, new, pairs) == []
