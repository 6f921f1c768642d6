"""Texts as a cell of a workbook can hold them."""

import re

from pipeline.emit.spreadsheet import safe

#: What a cell holds, in UTF-16 units.
_LONGEST = 32_767
_CUT = " […]"

#: Characters that XML cannot hold.
_FOREIGN = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


def shown(text: str) -> str:
    """The text as a cell can hold it, of any length."""
    inert = safe(text)
    # XlsxWriter takes a string within these marks for markup of its own, not for text
    if inert.startswith("<r>"):
        inert = f"'{inert}"
    return _FOREIGN.sub("�", inert.replace("\r\n", "\n").replace("\r", "\n"))


def cut(text: str) -> str:
    """The text, or as much of it as a cell holds and a mark."""
    if not is_too_long(text):
        return text
    units = text.encode("utf-16-le")[: 2 * (_LONGEST - len(_CUT))]
    # a character of two units that the end falls within is left out
    return units.decode("utf-16-le", errors="ignore") + _CUT


def is_too_long(text: str) -> bool:
    """Whether a cell cannot hold a text.

    >>> is_too_long("é" * 32767), is_too_long("é" * 32768)
    (False, True)
    """
    return len(text.encode("utf-16-le")) > 2 * _LONGEST
