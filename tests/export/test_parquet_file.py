import io

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from pipeline.emit.columns import CellType, Column
from pipeline.emit.dictionary import Dictionary
from pipeline.emit.tables import Table, tables, territories
from pipeline.export.parquet_file import to_parquet
from pipeline.rulebook import Rulebook
from schemas.dataset import Dataset


def schema(table: Table, dictionary: Dictionary | None = None) -> pa.Schema:
    return pq.read_schema(io.BytesIO(to_parquet(table, dictionary)))


def test_columns_have_the_types_of_the_table_and_are_null_only_where_it_may_be(dataset: Dataset) -> None:
    fiches = schema(tables(dataset)[1])
    assert fiches.field("title") == pa.field("title", pa.string(), nullable=False)
    assert fiches.field("chapter_number") == pa.field("chapter_number", pa.int64())
    assert fiches.field("confidence") == pa.field("confidence", pa.float64(), nullable=False)
    assert fiches.field("period_ongoing") == pa.field("period_ongoing", pa.bool_())


def test_types_do_not_depend_on_what_was_found(dataset: Dataset, empty_dataset: Dataset) -> None:
    assert [schema(table) for table in tables(empty_dataset)] == [schema(table) for table in tables(dataset)]


def test_every_table_and_column_says_in_the_file_what_it_means(dataset: Dataset, rulebook: Rulebook) -> None:
    words = Dictionary(rulebook.dictionary)
    for table in (*tables(dataset), territories(dataset)):
        told = schema(table, words)
        assert told.metadata[b"title_fr"].decode() == words.table(table.name).fr.title
        for field in told:
            column = words.column(table.name, field.name)
            assert field.metadata[b"title_fr"].decode() == column.fr.title
            assert field.metadata[b"description_fr"].decode() == column.fr.description
            assert field.metadata[b"title_en"].decode() == column.en.title
            assert field.metadata[b"description_en"].decode() == column.en.description


def test_equal_tables_give_equal_bytes(dataset: Dataset, rulebook: Rulebook) -> None:
    again = Dataset.model_validate(dataset.model_dump(mode="json"))
    words = Dictionary(rulebook.dictionary)
    assert [to_parquet(table, words) for table in tables(again)] == [to_parquet(table, words) for table in tables(dataset)]


@pytest.mark.parametrize(("kind", "cell"), [(CellType.INTEGER, "douze"), (CellType.STRING, 12)])
def test_a_text_is_no_number_and_a_number_no_text(kind: CellType, cell: str | int) -> None:
    with pytest.raises((pa.ArrowInvalid, pa.ArrowTypeError)):
        to_parquet(Table("x", (Column("a", "a", kind),), ((cell,),), {}))


def test_an_empty_cell_of_a_required_column_is_refused() -> None:
    with pytest.raises(pa.ArrowInvalid):
        to_parquet(Table("x", (Column("a", "a", CellType.STRING, required=True),), ((None,),), {}))
