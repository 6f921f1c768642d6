"""A page of a PDF with the boxes of what was read from it, each field in its colour."""

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

from pipeline.emit.terminal import find
from pipeline.errors import NoSuchPageError, OtherFileError, OutputError, UnreadableFileError
from pipeline.load.pdf.pdfium import PdfiumReader
from schemas.base import Record
from schemas.dataset import Dataset
from schemas.document import DocumentRecord
from schemas.evidence import Evidence
from schemas.fiche import ContactEvidence, Fiche

#: Resolution of the image, in pixels an inch.
DPI = 120

#: Colours that are told apart by people who see few; one a field, in the order of a fiche.
_COLORS = {
    "title": (0, 114, 178),
    "departments": (213, 94, 0),
    "related_departments": (230, 159, 0),
    "period": (0, 158, 115),
    "status": (86, 180, 233),
    "carriers": (204, 121, 167),
    "contacts": (128, 0, 128),
    "figures": (200, 0, 0),
    "organisations": (120, 94, 60),
    "legal_references": (90, 110, 0),
    "issues": (0, 0, 0),
}
_OTHER = (110, 110, 110)
_TINT = 40
_LEGEND_ROW = 24
_LEGEND_COLUMNS = 4


@dataclass(frozen=True, slots=True)
class FieldBox:
    """A box on a page: the field read there; x0, top, x1, bottom in points from the upper left corner."""

    field: str
    bbox: tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class Target:
    """What is asked for: a document, and the records whose evidence is drawn."""

    document: DocumentRecord
    records: tuple[DocumentRecord | Fiche, ...]

    def boxes(self, page: int) -> list[FieldBox]:
        """The boxes on a page (1-based)."""
        return [box for record in self.records for box in _boxes(record, page)]

    @property
    def first_page(self) -> int:
        """The page the first fiche starts on, 1 where there is none."""
        return next((r.source.page_start for r in self.records if isinstance(r, Fiche) and r.source.page_start), 1)


def target(dataset: Dataset, name: str) -> Target:
    """The document with this id and all its fiches, or the only fiche whose id holds `name`. Raises FicheNotFoundError."""
    for document in dataset.documents:
        if document.id == name:
            return Target(document, (document, *(f for f in dataset.fiches if f.document == document.id)))
    fiche = find(dataset, name)
    return Target(next(d for d in dataset.documents if d.id == fiche.document), (fiche,))


def write_page_image(wanted: Target, source: Path, page: int, image: Path) -> int:
    """Draw a page (1-based) of the PDF `source` with the boxes on it into `image`; returns the number of boxes.

    Raises UnreadableFileError, OtherFileError where `source` is not the file that was read, NoSuchPageError and
    OutputError.
    """
    _check_same(source, wanted.document)
    count = wanted.document.source.pages or 0
    if not 1 <= page <= count:
        raise NoSuchPageError(source, page, count)
    reader = PdfiumReader(source)
    try:
        drawn = reader.image(page, DPI, grey=False).convert("RGB")
        scale = drawn.width / reader.size(page)[0]
    finally:
        reader.close()
    boxes = wanted.boxes(page)
    try:
        _with_legend(_with_boxes(drawn, boxes, scale), boxes).save(image)
    except OSError as error:
        raise OutputError(image, error.strerror or "unknown reason") from error
    return len(boxes)


def _check_same(source: Path, document: DocumentRecord) -> None:
    try:
        found = hashlib.sha256(source.read_bytes()).hexdigest()
    except OSError as error:
        raise UnreadableFileError(source, error.strerror or "unknown reason") from error
    if found != document.source.sha256:
        raise OtherFileError(source, document.source.path)


def _boxes(record: DocumentRecord | Fiche, page: int) -> Iterator[FieldBox]:
    for name in type(record).model_fields:
        field = name.removesuffix("_evidence")
        for evidence in _evidences(getattr(record, name)):
            if evidence.boxes:
                yield from (FieldBox(field, box.bbox) for box in evidence.boxes if box.page == page)
            elif evidence.bbox and evidence.page == page:
                yield FieldBox(field, evidence.bbox)


def _evidences(value: object) -> Iterator[Evidence]:
    """Every evidence in a value; the parts of a contact are left to the evidence of the whole."""
    if isinstance(value, Evidence):
        yield value
    elif isinstance(value, tuple):
        for item in value:
            yield from _evidences(item)
    elif isinstance(value, Record) and not isinstance(value, ContactEvidence):
        for name in type(value).model_fields:
            yield from _evidences(getattr(value, name))


def _with_boxes(page: Image.Image, boxes: Iterable[FieldBox], scale: float) -> Image.Image:
    layer = Image.new("RGBA", page.size)
    pen = ImageDraw.Draw(layer)
    for box in boxes:
        color = _COLORS.get(box.field, _OTHER)
        pen.rectangle([edge * scale for edge in box.bbox], fill=(*color, _TINT), outline=(*color, 255), width=2)
    return Image.alpha_composite(page.convert("RGBA"), layer).convert("RGB")


def _with_legend(page: Image.Image, boxes: Sequence[FieldBox]) -> Image.Image:
    """The page above the names of the fields on it."""
    present = {box.field for box in boxes}
    fields = [field for field in _COLORS if field in present] + sorted(present - set(_COLORS))
    rows = -(-len(fields) // _LEGEND_COLUMNS)
    whole = Image.new("RGB", (page.width, page.height + rows * _LEGEND_ROW), "white")
    whole.paste(page)
    pen = ImageDraw.Draw(whole)
    font = ImageFont.load_default(size=14)
    for i, field in enumerate(fields):
        x = 8 + i % _LEGEND_COLUMNS * (page.width // _LEGEND_COLUMNS)
        y = page.height + i // _LEGEND_COLUMNS * _LEGEND_ROW + 4
        pen.rectangle((x, y, x + 16, y + 16), fill=_COLORS.get(field, _OTHER))
        pen.text((x + 22, y), field.replace("_", " "), fill="black", font=font)
    return whole
