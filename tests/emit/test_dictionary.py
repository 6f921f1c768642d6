from pipeline.emit.dictionary import Dictionary
from pipeline.emit.tables import tables, territories
from pipeline.rulebook import Rulebook
from schemas.dataset import Dataset


def test_every_table_and_column_has_words_in_both_languages_and_no_words_are_left_over(rulebook: Rulebook) -> None:
    empty = Dataset(documents=(), fiches=())
    told = (*tables(empty), territories(empty))
    dictionary = Dictionary(rulebook.dictionary)
    for table in told:
        assert dictionary.table(table.name).fr.title
        for column in table.columns:
            words = dictionary.column(table.name, column.name)
            assert words.fr.description.endswith(".")
            assert words.en.description.endswith(".")
    rules = rulebook.dictionary
    names = {column for table in told for column in table.names}
    assert set(rules.tables) == {table.name for table in told}
    assert {name for words in rules.tables.values() for name in words.columns} <= names
    assert set(rules.columns) <= names | {name.partition("_")[2] for name in names}
    assert set(rules.parts) <= {name.partition("_")[0] for name in names}


def test_a_column_that_tells_a_place_is_named_after_its_value(rulebook: Rulebook) -> None:
    dictionary = Dictionary(rulebook.dictionary)
    assert dictionary.column("documents", "adopted_date").en.title == "Date (adoption)"
    assert dictionary.column("fiches", "status_raw").en.title == "Printed status"
