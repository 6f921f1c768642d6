"""From a segment to a fiche: every reader in turn, every value through the gate."""

import hashlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TypeVar

from pipeline.document import Block, BlockKind, Document, MappedText, fold
from pipeline.extract import periods, places
from pipeline.extract.acronyms import Acronyms
from pipeline.extract.carriers import CarrierReader, ReadCarrier
from pipeline.extract.columns import Columns
from pipeline.extract.contacts import ContactReader
from pipeline.extract.figures import FigureReader, ReadFigure
from pipeline.extract.gate import Gate
from pipeline.extract.headed import headed
from pipeline.extract.header import HeaderReader, HeaderSlots
from pipeline.extract.nature import Setting
from pipeline.extract.ner import Witness, outside
from pipeline.extract.organisations import OrganisationReader
from pipeline.extract.phase import phase_of
from pipeline.extract.values import contact_values, figure_values, organisation_values, period_of, section_of, status_of
from pipeline.findings import Findings
from pipeline.gazetteer import Gazetteer
from pipeline.rulebook import Rulebook
from pipeline.segment.model import Segment, first_match
from schemas.base import Record
from schemas.enums import FicheKind, HeaderSlot, Nature, SectionKey
from schemas.fiche import (
    Carrier,
    Contact,
    Department,
    Fiche,
    Figure,
    LegalReference,
    Organisation,
)
from schemas.issue import Issue, Rejected

Item = TypeVar("Item")
Model = TypeVar("Model", bound=Record)

#: Kinds that promise: what they count is planned unless the text says otherwise.
_PROMISES = {FicheKind.COMMITMENT}


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What a fiche takes from its document: the publishing departments and where each was read, and the slots its headers have."""

    publishers: tuple[places.Place, ...]
    #: those that are named ahead of all fiches, as on a cover
    announced: tuple[places.Place, ...]
    header_slots: frozenset[HeaderSlot]


@dataclass(frozen=True, slots=True)
class FicheResult:
    """A fiche, and the values of it that failed validation."""

    fiche: Fiche
    rejected: tuple[Rejected, ...]


def fiche_id(document: str, segment: Segment, taken: set[str]) -> str:
    """A readable id that survives reruns and changes in other fiches: document, title, and a hash of title and department."""
    line = segment.department_line.text.text if segment.department_line else ""
    slug = "-".join(fold(segment.title.text).split())[:48].strip("-")
    digest = hashlib.sha256(f"{segment.kind}|{fold(segment.title.text)}|{fold(line)}".encode()).hexdigest()[:6]
    base = f"{document}.{slug}.{digest}"
    number, name = 1, base
    while name in taken:
        number += 1
        name = f"{base}-{number}"
    taken.add(name)
    return name


class FicheReader:
    """Reads fiches; one reader serves a whole run. `witness` is None where the model must not be used."""

    def __init__(self, rulebook: Rulebook, gazetteer: Gazetteer, findings: Findings, witness: Witness | None) -> None:
        self._rules = rulebook
        self._gazetteer = gazetteer
        self._findings = findings
        self._witness = witness
        self._organisations = OrganisationReader(rulebook.organisations)
        self._contacts = ContactReader(rulebook.contacts, rulebook.first_names)
        self._carriers = CarrierReader(rulebook.carriers, self._organisations, gazetteer)
        self._header = HeaderReader(rulebook, self._contacts, self._organisations)
        self.figures = FigureReader(rulebook.figures, rulebook.figure_words)

    def read(
        self, document: Document, segment: Segment, name: str, acronyms: Acronyms, around: Surroundings, page: int | None
    ) -> FicheResult:
        """The fiche of a segment; `page` is the printed page the contents list announces."""
        gate = Gate(document, name)
        issues: list[Issue] = []
        is_person = self._witness.is_person if self._witness else None
        slots = self._header.read(segment.header, is_person) if segment.header else HeaderSlots()
        departments = self._departments(document, gate, segment, slots, around)
        own = {d.code for d in departments}
        read_period = self._period(segment, slots, around)
        carriers = self._read_carriers(segment, slots, around)
        read_figures = self._figures(segment, slots, acronyms)
        region = self._gazetteer.phone_region(departments[0].code if departments else None)
        contacts = self._contacts.read(slots.contacts, region, is_person) if slots.contacts else []
        slots.unread += [] if contacts else slots.contacts
        slots.unread += [] if carriers or segment.kind is not FicheKind.FICHE else slots.carriers
        organisations = self._named_organisations(segment, carriers)
        issues += self._reading_issues(document, segment, slots, read_figures)
        start, end = segment.source_range
        fiche = Fiche(
            id=name,
            document=document.id,
            kind=segment.kind,
            chapter=segment.chapter,
            section=segment.section,
            title=segment.title.text,
            title_evidence=document.evidence(segment.title, f"segment.{segment.kind}", segment.confidence),
            source=document.range_of(start, end, page),
            departments=departments,
            related_departments=self._related(document, gate, segment, own, around),
            period=period_of(document, gate, read_period),
            status=status_of(document, gate, slots),
            carriers=_admitted(gate, Carrier, "carriers", carriers, lambda c: organisation_values(document, c)),
            contacts=_admitted(gate, Contact, "contacts", contacts, lambda c: contact_values(document, c)),
            figures=_admitted(gate, Figure, "figures", read_figures, lambda f: figure_values(document, f)),
            organisations=_admitted(gate, Organisation, "organisations", organisations, lambda c: organisation_values(document, c)),
            legal_references=self._legal_references(document, gate, segment),
            sections=tuple(section_of(document, section, key) for section, key in zip(segment.sections, _keys(segment), strict=True)),
            issues=(),
            confidence=round(segment.confidence, 3),
        )
        issues += [
            self._findings.issue("value_set_aside", f"Valeur écartée : {r.reason}", field=r.field, suggestion=None) for r in gate.rejected
        ]
        return FicheResult(fiche.model_copy(update={"issues": tuple(issues)}), tuple(gate.rejected))

    def _departments(
        self, document: Document, gate: Gate, segment: Segment, slots: HeaderSlots, around: Surroundings
    ) -> tuple[Department, ...]:
        line = segment.department_line
        if line is not None or slots.carriers:
            found = places.of_header(line.text, self._gazetteer) if line else []
            # a territory below the department is known by the department that carries its action
            found = found or places.of_carriers(slots.carriers, self._gazetteer)
            found = found or self._acting(segment, around)
        elif segment.kind in {FicheKind.LEVER, FicheKind.BOX}:
            title = Block(BlockKind.HEADING, segment.title)
            found = [] if segment.kind is FicheKind.LEVER else places.of_text([title], self._gazetteer, "department.title")
            found = found or self._told(segment, around) or list(around.announced)
        else:
            found = self._acting(segment, around)
        return self._places(document, gate, "departments", found)

    def _acting(self, segment: Segment, around: Surroundings) -> list[places.Place]:
        """The publishing department; where several publish together, those that the fiche names, or else all."""
        if len(around.publishers) < 2:
            return list(around.publishers)
        own = {code for code, _, _ in around.publishers}
        named = places.of_text([Block(BlockKind.HEADING, segment.title), *segment.body], self._gazetteer, "department.text")
        return [place for place in named if place[0] in own] or list(around.publishers)

    def _told(self, segment: Segment, around: Surroundings) -> list[places.Place]:
        """The departments that a lever or inset tells of; in the pages of one department others do likewise at most."""
        told = places.of_text(segment.body, self._gazetteer, "department.text")
        if not around.announced:
            return told
        own = {code for code, _, _ in around.announced}
        alike = {code for code, _, _ in places.related(_texts(segment), own, self._gazetteer, self._rules.related)}
        return [place for place in told if place[0] not in alike]

    def _related(self, document: Document, gate: Gate, segment: Segment, own: set[str], around: Surroundings) -> tuple[Department, ...]:
        if segment.kind is FicheKind.LEVER and not around.announced:
            return ()  # what departments do is the lever itself
        found = places.related(_texts(segment), own, self._gazetteer, self._rules.related)
        return self._places(document, gate, "related_departments", found)

    def _places(self, document: Document, gate: Gate, field: str, found: Iterable[places.Place]) -> tuple[Department, ...]:
        def values(place: places.Place) -> dict[str, object]:
            code, text, rule = place
            record = self._gazetteer.record(code)
            return {**record.model_dump(), "evidence": document.evidence(text, rule)}

        return _admitted(gate, Department, field, found, values)

    def _period(self, segment: Segment, slots: HeaderSlots, around: Surroundings) -> periods.ReadPeriod | None:
        read = periods.read_slot(slots.period) if slots.period else None
        read = periods.filled_from_status(read, slots.status[0]) if slots.status else read
        if read or (segment.kind is FicheKind.FICHE and HeaderSlot.PERIOD in around.header_slots):
            return read
        return periods.read_text(segment.body, self._rules.periods)

    def header_slots(self, segments: Iterable[Segment]) -> frozenset[HeaderSlot]:
        """Which of carrier and period any header among these prints: what none prints, the texts tell."""
        is_person = self._witness.is_person if self._witness else None
        read = [self._header.read(segment.header, is_person) for segment in segments if segment.header]
        printed = {
            HeaderSlot.CARRIER: any(slots.carriers for slots in read),
            HeaderSlot.PERIOD: any(slots.period for slots in read),
        }
        return frozenset(slot for slot, known in printed.items() if known)

    def _read_carriers(self, segment: Segment, slots: HeaderSlots, around: Surroundings) -> list[ReadCarrier]:
        if slots.carriers:
            return self._carriers.slot(slots.carriers)
        if segment.kind is FicheKind.LEVER and not around.announced:
            return []  # nobody in particular carries what a lever tells, but in the pages of one department
        line = segment.department_line.text if segment.department_line else None
        # a recueil whose headers print who carries names the department there, or it is a partner
        partner = segment.kind is FicheKind.FICHE and HeaderSlot.CARRIER in around.header_slots
        return self._carriers.text(segment.body, line, department_acts=not partner)

    def _figures(self, segment: Segment, slots: HeaderSlots, acronyms: Acronyms) -> list[ReadFigure]:
        rules = self._rules.figures
        phase = phase_of(segment, slots, rules)
        period = slots.period.plain if slots.period else ""

        def setting(block: Block, heading: MappedText | None = None) -> Setting:
            return Setting(segment.kind, phase, period, heading.plain if heading else "", block.text.plain)

        promised = segment.kind in _PROMISES or phase.to_come
        means = Nature.TARGET if segment.kind is FicheKind.ACTION and not phase.begun else None
        default = Nature.TARGET if promised else Nature.RESULT
        texts = [text for text in (slots.period, slots.status[0] if slots.status else None, *slots.carriers) if text]
        lines = [Block(BlockKind.PARAGRAPH, text) for text in texts]
        header = [f for b in lines for f in self.figures.read(b, SectionKey.HEADER, acronyms, default, setting=setting(b))]
        found = [figure for figure in header if figure.unit_read]  # "Association Roule 23": a number of a name counts nothing
        # a labelled line that no slot takes is text of the fiche
        for labelled in (Block(BlockKind.PARAGRAPH, text) for text in slots.unread_labelled):
            told = self._of_line(labelled, default, means)
            found += self.figures.read(labelled, None, acronyms, told, setting=setting(labelled))
        # the text of a lever speaks of departments in general, unless its title names one
        general = segment.kind is FicheKind.LEVER and not self._gazetteer.find(segment.title.plain)
        columns = Columns(rules)
        for section in segment.sections:
            for block, key, heading in headed(section, segment.kind, self._rules.sections):
                expected = heading is not None and first_match(rules.expected_heading, heading.plain)
                planned = expected or (heading is not None and first_match(rules.planned_heading, heading.plain))
                told = Nature.TARGET if planned else default
                here = self._of_line(block, told, means)
                if segment.kind in _PROMISES and block.kind is not BlockKind.LIST_ITEM:
                    here = self._of_paragraph(block, here)
                by_label = first_match(rules.expected_line, block.text.plain)
                announced = here is Nature.TARGET and (bool(planned or by_label) or here is not told)
                named = [m.start for m in self._gazetteer.find(block.text.plain)] if general else None
                cells = columns.told(block)
                here = means if means and columns.of_means else here
                around = None if expected or by_label or general else setting(block, heading)
                found += self.figures.read(block, key, acronyms, here, announced=announced, named=named, columns=cells, setting=around)
        return found

    def _of_line(self, block: Block, usual: Nature, means: Nature | None) -> Nature:
        """What the figures of a block tell by the label it opens with; `means` where lines of money tell something of their own."""
        if first_match(self._rules.figures.expected_line, block.text.plain):
            return Nature.TARGET
        return means if means and first_match(self._rules.figures.means_line, block.text.plain) else usual

    def _of_paragraph(self, block: Block, usual: Nature) -> Nature:
        """In a scheme the measures promise, the paragraphs around them tell how things stand; examples may be there already."""
        if first_match(self._rules.figures.examples, block.text.plain) is None:
            return Nature.CONTEXT
        return Nature.RESULT if first_match(self._rules.figures.examples_told, block.text.plain) else usual

    def _named_organisations(self, segment: Segment, carriers: list[ReadCarrier]) -> list[ReadCarrier]:
        """Bodies named in the text besides the carriers: by rule, then by the model where no rule found anything."""
        known = {fold(carrier.name.text) for carrier in carriers}
        found = list(self._organisations.mentions(segment.body))
        if self._witness:
            ranges = [name.source_range for name, _ in found] + [carrier.name.source_range for carrier in carriers]
            for text, rule in outside(self._witness.organisations(segment.body), ranges):
                name = self._organisations.tidy(text)
                if name and fold(name.text) not in known and self._organisations.believable(name.text):
                    found.append((name, rule))
        result = []
        for name, rule in sorted(found, key=lambda pair: pair[0].offsets[0]):
            if fold(name.text) not in known:
                known.add(fold(name.text))
                confidence = 0.6 if rule.startswith("ner.") else 0.85
                result.append(ReadCarrier(name, self._organisations.type_rule(name.text), rule, confidence))
        return result

    def _legal_references(self, document: Document, gate: Gate, segment: Segment) -> tuple[LegalReference, ...]:
        found: list[tuple[MappedText, str]] = []
        for block in segment.body:
            taken: list[tuple[int, int]] = []
            for rule in self._rules.legal.references:
                for match in rule.regex.finditer(block.text.plain):
                    if not any(match.start() < b and a < match.end() for a, b in taken):
                        taken.append(match.span())
                        found.append((block.text[match.start() : match.end()], rule.id))
        found.sort(key=lambda pair: pair[0].offsets[0])
        return _admitted(
            gate, LegalReference, "legal_references", found, lambda f: {"text": f[0].text, "evidence": document.evidence(f[0], f[1])}
        )

    def _reading_issues(self, document: Document, segment: Segment, slots: HeaderSlots, figures: Sequence[ReadFigure]) -> Iterable[Issue]:
        issue = self._findings.issue
        for text in slots.unread:
            yield issue("unread_header_line", "Ligne d'en-tête non lue.", field="header", evidence=document.evidence(text, "header"))
        for line in segment.header:
            remark = first_match([*self._rules.header.remark, *self._rules.header.nothing_known], line.text.plain)
            if remark:
                message = f"Remarque de rédaction laissée dans l'en-tête : « {line.text.text} »."
                yield issue("editorial_remark", message, field="header", evidence=document.evidence(line.text, remark.id))
        for block in segment.body:
            remark = first_match(self._rules.sections.remark, block.text.plain)
            if remark:
                message = "Remarque de rédaction laissée dans le texte."
                yield issue("editorial_remark", message, field="sections", evidence=document.evidence(block.text, remark.id))
        if segment.restored:
            yield issue("section_restored", "Intertitre courant rétabli d'après le sommaire.", field="section")
        for figure in figures:
            if not figure.unit_read:
                message = f"On ne sait pas ce que compte « {figure.raw.text} »."
                yield issue("figure_unit_unread", message, field="figures", evidence=document.evidence(figure.raw, figure.rule))


def _texts(segment: Segment) -> list[MappedText]:
    """The department line and the text of a fiche, where others may be told."""
    line = [segment.department_line.text] if segment.department_line else []
    return [*line, *(block.text for block in segment.body)]


def _keys(segment: Segment) -> Iterator[SectionKey]:
    """The keys of the sections as they are written out.

    In a fiche, text above the first heading is of its header, and a heading that no rule knows goes on the section it
    stands in: the guide has no key for either.
    """
    last = SectionKey.HEADER
    for section in segment.sections:
        last = last if section.key is SectionKey.BODY and segment.kind is FicheKind.FICHE else section.key
        yield last


def _admitted(
    gate: Gate, model: type[Model], field: str, items: Iterable[Item], values: Callable[[Item], dict[str, object]]
) -> tuple[Model, ...]:
    admitted = (gate.admit(model, field, **values(item)) for item in items)
    return tuple(record for record in admitted if record is not None)
