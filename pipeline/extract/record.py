"""The record of a document as a whole: title, publisher, dates, figures outside every fiche, sums."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.document import Block, BlockKind, Document, MappedText
from pipeline.extract.acronyms import Acronyms
from pipeline.extract.figures import FigureReader
from pipeline.extract.gate import Gate
from pipeline.extract.places import Place, of_text
from pipeline.extract.quantities import Unit, read_quantities
from pipeline.extract.values import figure_values
from pipeline.gazetteer import Gazetteer, Mention
from pipeline.rulebook import Rulebook
from pipeline.segment.model import first_match
from schemas.document import PublishedOn, SumCheck
from schemas.enums import DocumentKind, Nature
from schemas.fiche import Figure, Period
from schemas.rules import Profile, Rule

_MONTHS = ["janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre", "octobre", "novembre", "décembre"]
_DATE = re.compile(
    r"(?:(?P<day>\d{1,2})(?:er)?(?: et \d{1,2}(?:er)?)? )?(?P<month>" + "|".join(_MONTHS) + r") (?P<year>\d{4})", re.IGNORECASE
)
_ACTOR = re.compile(
    r"\b(?P<who>(?:département|conseil départemental|assemblée départementale)) (?:de la |de l'|des |du |de |d')?$", re.IGNORECASE
)
#: The rule by which a department publishes the document.
_PUBLISHES = "department.publisher"
_TOTAL = re.compile(r"\b(?:total|totale|totaux|enveloppe|montant global|au total)\b", re.IGNORECASE)
#: How many of the first blocks may hold the title, the date line and the period of the document.
_FRONT = 40
#: Those who publish it stand in so many, on a line of no more characters.
_COVER, _LINE = 12, 200
#: What stands between the signs that part names on a cover ("Lozère • Aveyron").
_PARTS = re.compile(r"[^•·|/]+")


@dataclass(frozen=True, slots=True)
class PublisherRead:
    """The publisher as printed; `place` where it is a department."""

    name: MappedText
    rule: str
    place: Place | None


class RecordReader:
    """Reads what a document says of itself."""

    def __init__(self, rulebook: Rulebook, gazetteer: Gazetteer, figures: FigureReader) -> None:
        self._rules = rulebook.documents
        self._gazetteer = gazetteer
        self._figures = figures

    def title(self, document: Document, profile: Profile | None) -> MappedText | None:
        """The first line that is no date line and no mere name of the kind of document; a line ending in `:` takes the next."""
        blocks = document.blocks[:_FRONT]
        for position, block in enumerate(blocks):
            text = block.text
            if block.kind is BlockKind.TABLE_ROW or len(text) < 8 or self._is_label(text):
                continue
            if profile and profile.kind is DocumentKind.RECUEIL and "recueil" not in text.plain.lower():
                named = next((b.text for b in blocks[:6] if "recueil" in b.text.plain.lower() and len(b.text) < 160), None)
                return named or text
            if text.text.endswith(":") and position + 1 < len(blocks):
                return MappedText.join([text, blocks[position + 1].text])
            return text
        return None

    def _is_label(self, text: MappedText) -> bool:
        rules: Sequence[Rule] = (*self._rules.published, *self._rules.label)
        return any(rule.regex.search(text.plain) for rule in rules)

    def publisher(self, document: Document, *, acts: bool) -> PublisherRead | None:
        """The department named most often as acting, where fiches are those of the publisher (`acts`); else who is said to have drawn it up."""
        if acts and (place := self._named_by_file(document) or self._named_most(document)):
            return PublisherRead(place[1], "document.department", place)
        for block in document.blocks[:400]:
            for rule in self._rules.publisher:
                if (match := rule.regex.search(block.text.plain)) and match["name"][0:1].strip():
                    return PublisherRead(block.text[match.start("name") : match.end("name")].strip(), rule.id, None)
        return None

    def publishers(self, document: Document, publisher: PublisherRead | None) -> tuple[Place, ...]:
        """The departments that act in a document of theirs: those that its first lines name together, else the one that publishes it."""
        for block in document.blocks[:_COVER]:
            plain = block.text.plain
            if len(plain) > _LINE or plain.endswith("."):
                continue
            named = [Block(BlockKind.PARAGRAPH, block.text[part.start() : part.end()].strip()) for part in _PARTS.finditer(plain)]
            together = first_match(self._rules.joint, plain) or all(self._gazetteer.holds_only_places(b.text.plain) for b in named)
            found = of_text(named, self._gazetteer, _PUBLISHES) if together else []
            if len(found) > 1:
                return tuple(found)
        return (publisher.place,) if publisher and publisher.place else ()

    def _named_by_file(self, document: Document) -> Place | None:
        """The department that the name of a file tells, where it tells one only ("Le schéma | Département de la Sarthe")."""
        name = document.reading.name
        mentions = self._gazetteer.find(name.plain) if name else []
        if not name or len({mention.code for mention in mentions}) != 1:
            return None
        named, _ = _as_actor(name, mentions[-1])
        return mentions[-1].code, named, _PUBLISHES

    def _named_most(self, document: Document) -> Place | None:
        """The department that the text names most often, above all as acting."""
        counts: Counter[str] = Counter()
        first: dict[str, MappedText] = {}
        mentioned: dict[str, MappedText] = {}
        for block in document.blocks:
            for mention in self._gazetteer.find(block.text.plain):
                named, acts = _as_actor(block.text, mention)
                counts[mention.code] += 3 if acts else 1
                (first if acts else mentioned).setdefault(mention.code, named)
        code = min(counts, key=lambda code: (-counts[code], code), default=None)
        return (code, first.get(code) or mentioned[code], _PUBLISHES) if code else None

    def period(self, document: Document, profile: Profile, gate: Gate) -> Period | None:
        """The years a scheme, plan or contract covers."""
        for block in document.blocks[:_FRONT]:
            for rule in profile.period:
                match = rule.regex.search(block.text.plain)
                if match and int(match["end"]) >= int(match["year"]):
                    place = block.text[match.start("year") : match.end("end")]
                    years = {"start_year": int(match["year"]), "end_year": int(match["end"])}
                    return gate.admit(Period, "period", raw=place.text, ongoing=False, evidence=document.evidence(place, rule.id), **years)
        return None

    def dates(self, document: Document, gate: Gate) -> dict[str, PublishedOn | None]:
        """Dates of adoption, signature and publication (`adopted`, `signed`, `published`)."""
        front = document.blocks[:_FRONT]
        published = self._first_date(document, gate, front, "published", self._rules.published)
        signed = self._first_date(document, gate, front, "signed", self._rules.signed)
        if published and signed is None:
            signed = self._signed_today(document, gate, front, published)
        adopted = self._first_date(document, gate, front, "adopted", self._rules.adopted)
        return {"adopted": adopted, "signed": signed, "published": published}

    def _first_date(self, document: Document, gate: Gate, blocks: Sequence[Block], field: str, rules: Sequence[Rule]) -> PublishedOn | None:
        for block in blocks:
            for rule in rules:
                match = rule.regex.search(block.text.plain)
                if match is None or "date" not in match.groupdict():
                    continue
                place = block.text[match.start("date") : match.end("date")]
                if iso := iso_date(place.plain):
                    return gate.admit(PublishedOn, field, date=iso, evidence=document.evidence(place, rule.id))
        return None

    def _signed_today(self, document: Document, gate: Gate, blocks: Sequence[Block], published: PublishedOn) -> PublishedOn | None:
        """The date of publication where the text says it is that of signature ("la signature, ce jour, d'un contrat")."""
        for block in blocks:
            for rule in self._rules.signed:
                match = rule.regex.search(block.text.plain)
                if match and "date" not in match.groupdict():
                    place = block.text[match.start() : match.end()]
                    return gate.admit(PublishedOn, "signed", date=published.date, evidence=document.evidence(place, rule.id, 0.8))
        return None

    def figures(self, document: Document, outside: Sequence[Block], acronyms: Acronyms, gate: Gate) -> tuple[Figure, ...]:
        """Figures that stand outside every fiche."""
        read = (f for block in outside for f in self._figures.read(block, None, acronyms, Nature.RESULT))
        admitted = (gate.admit(Figure, "figures", **figure_values(document, f)) for f in read)
        return tuple(figure for figure in admitted if figure)

    def sums(self, document: Document, gate: Gate) -> tuple[SumCheck, ...]:
        """Totals in euros followed by a list of parts in euros."""
        found = []
        for position, block in enumerate(document.blocks):
            if block.kind is BlockKind.LIST_ITEM or not _TOTAL.search(block.text.plain):
                continue
            total = next((q for q in read_quantities(block.text.plain) if q.unit is Unit.EUR), None)
            parts = []
            for item in document.blocks[position + 1 : position + 15]:
                amounts = [q for q in read_quantities(item.text.plain) if q.unit is Unit.EUR]
                if item.kind is not BlockKind.LIST_ITEM or not amounts:
                    break
                parts.append(amounts[0].value)
            if total and len(parts) >= 2:
                evidence = document.evidence(block.text[total.start : total.end], "document.total")
                adds_up = abs(sum(parts) - total.value) < 1
                found.append(gate.admit(SumCheck, "sums", total=total.value, parts=tuple(parts), adds_up=adds_up, evidence=evidence))
        return tuple(check for check in found if check)


def _as_actor(text: MappedText, mention: Mention) -> tuple[MappedText, bool]:
    """A department as printed, with the words that make it one that acts ("Département de la Sarthe"); whether there are any."""
    before = _ACTOR.search(text.plain[: mention.start])
    return text[before.start() if before else mention.start : mention.end], before is not None


def iso_date(plain: str) -> str | None:
    """The first French date of a text as ISO 8601, to the day where a day is printed.

    >>> iso_date("Jeudi 26 novembre 2020"), iso_date("les 28 et 29 septembre 2020"), iso_date("mars 2016"), iso_date("2016")
    ('2020-11-26', '2020-09-28', '2016-03', None)
    """
    match = _DATE.search(plain)
    if match is None:
        return None
    month = f"{match['year']}-{_MONTHS.index(match['month'].lower()) + 1:02}"
    return f"{month}-{int(match['day']):02}" if match["day"] else month
