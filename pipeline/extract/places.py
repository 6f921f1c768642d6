"""Departments of a fiche: those that run or host the action, and those said to do likewise."""

import re
from collections.abc import Iterable, Iterator, Sequence

from pipeline.document import Block, MappedText
from pipeline.gazetteer import Gazetteer, Mention
from pipeline.segment.fields import PART_OF_PLACE
from pipeline.segment.model import first_match
from schemas.rules import RelatedFile, Rule

Place = tuple[str, MappedText, str]  # code, where it was read, rule

_SENTENCE = re.compile(r"(?<=[.!?])\s+(?=[A-ZÀ-Ý«])")
_CLAUSE_END = re.compile(r";|: (?=[A-ZÀ-Ý])")
_LIST = re.compile(
    r"§(?:(?:,? (?:et|ou|puis|comme|mais aussi|ainsi que),?|,(?: (?:et|ou|puis))?)(?: [\w' ]{0,24},)? (?:(?:en|dans|de|du|des|d'|à|au|aux|par|chez|avec|vers) ?)?"
    r"(?:la |le |les |l')?§)+"
)
#: Rivers, mountains and the like, and what bears their names: no departments.
_LANDSCAPE = re.compile(
    r"\b(?:vallées?|gorges|rives?|bords?|berges?|causses?|massifs?|bassin|plaines?|coteaux|coteau|sources?|marais|monts?|val|canal|fleuve|rivière|parc|cours|long|estuaire|pont|eaux?|embouchure|confluent)"
    r" (?:[\w'-]+ et )?(?:d[eu]s? |d')(?:la |l'|les )?$",
    re.IGNORECASE,
)
_REMARK = re.compile(r"\([^()]*(?:\)|$)")
_COUNCIL = re.compile(r"\b(?:conseils? départementa(?:l|ux)|départements?)\b", re.IGNORECASE)


def of_header(line: MappedText, gazetteer: Gazetteer) -> list[Place]:
    """The departments of a header line; words in brackets are a remark, unless only they name one ("Pays de Dole (Jura)")."""
    part = PART_OF_PLACE.search(line.plain)
    if part and gazetteer.find(line.plain[: part.start()]):
        line = line[: part.start()]  # "Ardennes – Vallée de la Meuse"
    named = gazetteer.find(line.plain)
    remarks = [match.span() for match in _REMARK.finditer(line.plain)]
    outside = [m for m in named if not any(first < m.start < last for first, last in remarks)]
    if named:
        return _once([(m.code, line[m.start : m.end], "department.header") for m in outside or named])
    return _once([(m.code, line[m.start : m.end], "department.code") for m in gazetteer.find_codes(line.plain)])


def of_carriers(lines: Iterable[MappedText], gazetteer: Gazetteer) -> list[Place]:
    """The departments whose council or service carries an action: named behind it, or first on the line.

    A body may bear a place in its name ("Association Horizons de Loire, pour le compte du Département").
    """
    councils = ((line, match.end()) for line in lines if (match := _COUNCIL.search(line.plain)))
    named = ((line, m) for line, end in councils for m in gazetteer.find(line.plain) if m.start == 0 or m.start >= end)
    return _once([(m.code, line[m.start : m.end], "department.carrier") for line, m in named])


def of_text(blocks: Iterable[Block], gazetteer: Gazetteer, rule: str) -> list[Place]:
    """The departments that a text names, in order."""
    return _once([(m.code, block.text[m.start : m.end], rule) for block in blocks for m in gazetteer.find(block.text.plain)])


def related(texts: Iterable[MappedText], own: set[str], gazetteer: Gazetteer, rules: RelatedFile) -> list[Place]:
    """Departments that a sentence says run a similar or the same action; the fiche's own are left out."""
    found: list[Place] = []
    for text in texts:
        for sentence in _sentences(text):
            if not (others := _others(sentence.plain, own, gazetteer)):
                continue
            rule = first_match(rules.cues, sentence.plain)
            told = [(m, rule) for m in others] if rule else list(_doing(sentence.plain, others, rules))
            found += [(m.code, sentence[m.start : m.end], by.id) for m, by in told]
    return _once(found)


def _others(plain: str, own: set[str], gazetteer: Gazetteer) -> list[Mention]:
    """The other departments that a sentence names, or their inhabitants; "la vallée de la Meuse" is none."""
    named = sorted([*gazetteer.find(plain), *gazetteer.find_people(plain)], key=lambda m: m.start)
    return [m for m in named if m.code not in own and not _LANDSCAPE.search(plain[max(0, m.start - 60) : m.start])]


def _doing(plain: str, others: Sequence[Mention], rules: RelatedFile) -> Iterator[tuple[Mention, Rule]]:
    """The departments that clauses say do something of their own, or to which the action has spread."""
    start = 0
    for end in [*(m.end() for m in _CLAUSE_END.finditer(plain)), len(plain)]:
        here = [m for m in others if start <= m.start < end]
        clause = _with_signs(plain, start, end, here)
        if here and not first_match(rules.beside, clause) and (rule := first_match(rules.doing, clause)):
            yield from ((m, rule) for m in here)
        start = end


def _with_signs(plain: str, start: int, end: int, places: Sequence[Mention]) -> str:
    """The clause with `§` for its departments, one for those that stand in a list."""
    pieces = []
    for place in places:
        pieces += [plain[start : place.start], "§"]
        start = place.end
    return _LIST.sub("§", "".join([*pieces, plain[start:end]])).strip()


def _sentences(text: MappedText) -> Iterator[MappedText]:
    start = 0
    for match in _SENTENCE.finditer(text.plain):
        yield text[start : match.start()]
        start = match.end()
    yield text[start:]


def _once(places: list[Place]) -> list[Place]:
    seen: dict[str, Place] = {}
    for place in places:
        seen.setdefault(place[0], place)
    return list(seen.values())
