"""Cutting a thematic dossier: levers of action, and insets that tell one real experience."""

from pipeline.document import Document
from pipeline.gazetteer import Gazetteer
from pipeline.segment.headings import looks_like_heading
from pipeline.segment.model import Segment, Segmentation, SegmentSection, first_match
from schemas.enums import FicheKind, SectionKey
from schemas.rules import ThemeLayout


def cut(document: Document, layout: ThemeLayout, gazetteer: Gazetteer) -> Segmentation:
    """Each heading below the announcement of the levers, until the list of resources."""
    blocks = document.blocks
    start = next((i + 1 for i, b in enumerate(blocks) if first_match(layout.starts_after, b.text.plain)), 1)
    end = next(
        (i for i, b in enumerate(blocks) if i >= start and looks_like_heading(b) and first_match(layout.ends_at, b.text.plain)), len(blocks)
    )
    headings = [
        i
        for i in range(start, end - 1)
        if looks_like_heading(blocks[i]) and not looks_like_heading(blocks[i + 1]) and not first_match(layout.part, blocks[i].text.plain)
    ]
    segments = []
    for n, position in enumerate(headings):
        if first_match(layout.apart, blocks[position].text.plain):
            continue
        stop = headings[n + 1] if n + 1 < len(headings) else end
        body = blocks[position + 1 : stop]
        while body and looks_like_heading(body[-1]):
            body = body[:-1]  # a label above the next heading ("Retour d'expérience")
        title = blocks[position].text
        # an inset has a label above it, or tells where it happens in its heading; a lever may quote departments in its text
        labelled = first_match(layout.inset, blocks[position - 1].text.plain) is not None
        is_lever = not labelled and (first_match(layout.lever, title.plain) is not None or not gazetteer.find(title.plain))
        segments.append(
            Segment(
                kind=FicheKind.LEVER if is_lever else FicheKind.BOX,
                title=title,
                header=(),
                department_line=None,
                sections=(SegmentSection(SectionKey.BODY, None, tuple(body)),),
            )
        )
    first = headings[0] if headings else len(blocks)
    return Segmentation(tuple(segments), (*blocks[:first], *blocks[end:]))
