"""The layouts by name: each turns a publication into the bytes of a file, always the same ones."""

from collections.abc import Callable, Mapping

from tests.typeset import pdf_banded, pdf_cards, pdf_columns, pdf_label_table, pdf_landscape, web_pages, word_files
from tests.typeset.model import Recueil

Layout = Callable[[Recueil], bytes]

PDF: Mapping[str, Layout] = {
    "banded": pdf_banded.render,
    "columns": pdf_columns.render,
    "label-table": pdf_label_table.render,
    "landscape": pdf_landscape.render,
    "cards": pdf_cards.render,
}
HTML: Mapping[str, Layout] = {"semantic": web_pages.semantic, "page-builder": web_pages.page_builder}
DOCX: Mapping[str, Layout] = {"styled": word_files.styled, "by-hand": word_files.by_hand}
