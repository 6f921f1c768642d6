"""The layouts by name."""

from collections.abc import Callable, Mapping

from tests.typeset import pdf_banded, pdf_cards, pdf_columns, pdf_label_table, pdf_landscape
from tests.typeset.model import Recueil

PDF: Mapping[str, Callable[[Recueil], bytes]] = {
    "banded": pdf_banded.render,
    "columns": pdf_columns.render,
    "label-table": pdf_label_table.render,
    "landscape": pdf_landscape.render,
    "cards": pdf_cards.render,
}
