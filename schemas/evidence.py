"""Where a value was read."""

from typing import Annotated

from pydantic import Field, StringConstraints, model_validator

from schemas.base import Record

Confidence = Annotated[float, Field(ge=0, le=1)]
#: Words as printed: never empty.
Printed = Annotated[str, StringConstraints(min_length=1, strip_whitespace=False)]


class PageBox(Record):
    """A box on a page (1-based): x0, top, x1, bottom in points from the upper left corner."""

    page: int = Field(ge=1)
    bbox: tuple[float, float, float, float]


class Evidence(Record):
    """The place and the words a value was read from.

    `char_start` and `char_end` are offsets (code points) into the untouched source text, and `text`
    is exactly `source[char_start:char_end]`. `line` is 1-based and null where the format has no lines;
    `page` and `bbox` (x0, top, x1, bottom in points) are null where it has no pages. Where the words run over
    several printed lines, `boxes` has one box a line, and `bbox` is drawn around those of the first page.
    `rule` names the rule or model that found the value.

    >>> Evidence(char_start=0, char_end=4, line=1, text="2016", rule="period.year", confidence=1).text
    '2016'
    """

    char_start: int = Field(ge=0)
    char_end: int = Field(gt=0)
    line: int | None = Field(default=None, ge=1)
    page: int | None = Field(default=None, ge=1)
    bbox: tuple[float, float, float, float] | None = None
    boxes: tuple[PageBox, ...] = ()
    text: Printed
    rule: Printed
    confidence: Confidence = 1.0

    @model_validator(mode="after")
    def _range_holds_text(self) -> "Evidence":
        if self.char_end - self.char_start != len(self.text):
            raise ValueError("evidence range and text differ in length")
        return self


class SourceRange(Record):
    """The stretch of a document that a fiche or a section fills.

    Lines are 1-based and null for paged formats; pages are 1-based and null for text;
    `printed_page` is the page number printed on the page (or announced in the contents list).
    """

    line_start: int | None = Field(default=None, ge=1)
    line_end: int | None = Field(default=None, ge=1)
    char_start: int = Field(ge=0)
    char_end: int = Field(ge=0)
    page_start: int | None = Field(default=None, ge=1)
    page_end: int | None = Field(default=None, ge=1)
    printed_page: int | None = Field(default=None, ge=1)

    @model_validator(mode="after")
    def _in_order(self) -> "SourceRange":
        if self.char_end < self.char_start:
            raise ValueError("a range ends before it starts")
        return self
