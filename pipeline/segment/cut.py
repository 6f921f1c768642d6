"""Cutting a document the way its profile says."""

from pipeline.document import Document
from pipeline.gazetteer import Gazetteer
from pipeline.rulebook import Rulebook
from pipeline.segment import header_fiches, plan, scheme, sheets, theme, told
from pipeline.segment.closing import with_labelled_contacts
from pipeline.segment.contents import FrontMatter
from pipeline.segment.fields import FieldReader
from pipeline.segment.model import Segmentation
from schemas.rules import HeaderFichesLayout, PlanLayout, Profile, SchemeLayout, SheetsLayout, ThemeLayout, ToldLayout


def cut(document: Document, profile: Profile, rulebook: Rulebook, gazetteer: Gazetteer) -> tuple[Segmentation, FrontMatter | None]:
    """The segments of a document, and its contents list where the layout has one."""
    fields = FieldReader(rulebook, gazetteer)
    match profile.layout:
        case HeaderFichesLayout() as layout:
            return header_fiches.cut(document, layout, rulebook, gazetteer)
        case ThemeLayout() as layout:
            return with_labelled_contacts(theme.cut(document, layout, rulebook.outline, gazetteer), fields), None
        case SchemeLayout() as layout:
            return scheme.cut(document, layout, rulebook.outline, fields), None
        case SheetsLayout() as layout:
            return with_labelled_contacts(sheets.cut(document, layout), fields, below=False), None
        case PlanLayout() as layout:
            return with_labelled_contacts(plan.cut(document, layout), fields), None
        case ToldLayout() as layout:
            return with_labelled_contacts(told.cut(document, layout, rulebook, fields), fields), None
