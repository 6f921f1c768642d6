"""Who carries an action: the header's carrier slot, or what running text says."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from pipeline.document import Block, BlockKind, MappedText, fold
from pipeline.extract.carrier_names import CarrierNames
from pipeline.extract.organisations import OrganisationReader
from pipeline.gazetteer import Gazetteer
from pipeline.segment.model import first_match
from schemas.enums import OrganisationType
from schemas.rules import CarriersFile, TypeRule, WhoRule

_BARE_DEPARTMENT = re.compile(r"^(?:départements?|métropole)$", re.IGNORECASE)
_BARE = re.compile(r"^(?:départements?|conseil départemental)$", re.IGNORECASE)
#: "… de la Haute-Loire", "… du Lot-et-Garonne".
_PLACE = r"(?:de la |de l'|des |du |de |d')(?-i:[A-ZÀ-Ý])[\w'-]*(?:(?: |-)(?:(?:de|et|la|le|l'|d') ?)*(?-i:[A-ZÀ-Ý])[\w'-]*)*"
_NAMED_DEPARTMENT = re.compile(r"(?:département|conseil départemental|territoire|métropole)", re.IGNORECASE)
#: "Avec la CAF, le Département …": the subject carries too.
_DEPARTMENT_BEHIND = re.compile(r", (?:le |la )?(?:département|conseil départemental|métropole)", re.IGNORECASE)
#: Who acts in an example acts in that place only.
_EXAMPLES = re.compile(
    r"\bexemples?(?: [\w']+){0,4} ?:|\b(?:sur le terrain|près de chez vous|dans (?:les|nos|vos) territoires) :", re.IGNORECASE
)
_SENTENCE_BREAK = re.compile(r"[.;:] ")
#: A sentence that tells who carries an action.
_TOLD = re.compile(r"[A-ZÀ-Ý][^.,:]{2,60} (?:est|sont|sera|seront) [^.,:]{3,40} par ")
_EXPERIMENT_ON = re.compile(r"^expérimentation (?:sur|par|avec|dans) (?:la |le |les |l')?", re.IGNORECASE)
_SUPPORT = re.compile(
    r",? avec (?:la |le |l'|les |des )?(?=conférence|fédération|appui|soutien|concours|aide|caisse|agence)[^/]*$| en appui .*$| en charge .*$|,? pour le compte d.*$|,? par délégation .*$| ?[-–|,;.] ?partenaires? .*$|^partenaires? (?=(?-i:[A-ZÀ-Ý])).*$",
    re.IGNORECASE,
)


#: What may stand before a participle that comes ahead of its subject: nothing, or another one ("Créé en 2020 et géré par X, le relais …").
_AHEAD_OF_SUBJECT = re.compile(r"(?:[a-zà-ÿ-]+(?:ée?|ie?|ue?|[iu]te?|[iu]se?|erte?)s?\b[^,]* et)?$", re.IGNORECASE)
#: What ties an agent to its participle; what has none is a subject itself.
_AGENT = re.compile(r"\b(?:par|avec|à|aux?)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class ReadCarrier:
    """A carrier before validation; `type_rule` tells its type."""

    name: MappedText
    type_rule: TypeRule | None
    rule: str
    confidence: float

    @property
    def type(self) -> OrganisationType:
        """What kind of body it is; `other` where the name does not tell."""
        return self.type_rule.type if self.type_rule else OrganisationType.OTHER


class CarrierReader:
    """Reads carriers."""

    def __init__(self, rules: CarriersFile, organisations: OrganisationReader, gazetteer: Gazetteer) -> None:
        self._rules = rules
        self._organisations = organisations
        self._names = CarrierNames(rules.stop, organisations, gazetteer)

    def slot(self, lines: Iterable[MappedText]) -> list[ReadCarrier]:
        """The organisations of the header's carrier slot, which may hold a sentence ("L'action est portée par …")."""
        found: list[ReadCarrier] = []
        for line in lines:
            if _TOLD.match(line.plain) and (told := self._in_sentence(line)):
                found += told
                continue
            lead = _EXPERIMENT_ON.match(line.plain)
            text = line[lead.end() :] if lead else line
            tail = _SUPPORT.search(text.plain)
            text = text[: tail.start()] if tail else text
            for part in self._organisations.split(text):
                name, type_rule = self._organisations.read(part)
                if name:
                    found.append(self._carrier(name, type_rule, "carrier.slot", 0.95))
        return found

    def _carrier(self, name: MappedText, told: TypeRule | None, rule: str, confidence: float) -> ReadCarrier:
        return ReadCarrier(name, told or self._organisations.bare_rule(name.text), rule, confidence)

    def _in_sentence(self, line: MappedText) -> list[ReadCarrier]:
        rules = [*self._rules.carried, *self._rules.begun_by]
        return [carrier for _, carrier in self._carried(rules, Block(BlockKind.PARAGRAPH, line), None, ())]

    def text(self, blocks: Iterable[Block], department_line: MappedText | None, *, department_acts: bool = True) -> list[ReadCarrier]:
        """The organisations that running text says carry the action; else who is first said to act, a body or the department.

        A bare "le Département" stands for the name printed in the department line. With `department_acts` false, a department
        that acts, and a body that is named by a single word, are no more than partners.
        """
        listed = list(blocks)
        carried = self._told(self._rules.carried, self._rules.carrying, listed, department_line)
        running = {fold(carrier.name.text) for _, carrier in carried}
        carried += self._told(self._rules.carried_with, (), listed, department_line)
        for block in listed:
            begun = self._told(self._rules.begun_by, self._rules.beginning, [block], department_line, listed)
            # who runs an action outranks who began it, unless both were told in one breath
            if not running or any(fold(carrier.name.text) in running for _, carrier in begun):
                carried += begun
        carried.sort(key=lambda told: told[1].name.offsets[0])
        # a point of a list tells who sees to that point; who carries the whole stands in the text around it
        whole = [c for block, c in carried if block.kind is not BlockKind.LIST_ITEM] or [c for _, c in carried]
        return _once(whole) if whole else self._acting(listed, department_line, ours=department_acts)

    def _told(
        self,
        agents: Sequence[WhoRule],
        subjects: Sequence[WhoRule],
        told: Sequence[Block],
        line: MappedText | None,
        blocks: Sequence[Block] | None = None,
    ) -> list[tuple[Block, ReadCarrier]]:
        """Who carries by what blocks tell; who is the subject in an example does so in that place only."""
        found: list[tuple[Block, ReadCarrier]] = []
        for block in told:
            found += ((block, carrier) for _, carrier in self._carried(agents, block, line, blocks or told))
            example = _EXAMPLES.search(block.text.plain)
            until = block.text.offsets[example.start()] if example else None
            acting = self._carried(subjects, block, line, blocks or told)
            found += ((block, carrier) for at, carrier in acting if until is None or at <= until)
        return found

    def _acting(self, blocks: Sequence[Block], department_line: MappedText | None, *, ours: bool) -> list[ReadCarrier]:
        """Who is first said to act; the department stands beside a body in the wordings that name both."""
        found = self._department(self._rules.acting_department, blocks, department_line) if ours else None
        outside_examples = [b for b in blocks if not _EXAMPLES.search(b.text.plain)]
        for block in outside_examples:
            for rule in self._rules.acting_body:
                bodies = list(self._carried([rule], block, department_line, blocks))
                if bodies and (found is None or bodies[0][0] <= found[0]):
                    return _once([body for _, body in bodies])
        bodies = self._first(self._rules.acting_otherwise, outside_examples, department_line, blocks)
        # where the department is a partner, "la CAF" alone is one too
        bodies = [told for told in bodies if ours or " " in told[1].name.text]
        if bodies and (found is None or bodies[0][0] <= found[0]):
            return _once([body for _, body in bodies])
        if ours and found is None and (bodies := self._first(self._rules.named_at_all, outside_examples, department_line, blocks)):
            return _once([body for _, body in bodies])
        found = found or (self._department(self._rules.naming_department, blocks, department_line) if ours else None)
        return [found[1]] if found else []

    def _first(
        self, rules: Sequence[WhoRule], told: Iterable[Block], department_line: MappedText | None, blocks: Sequence[Block]
    ) -> list[tuple[int, ReadCarrier]]:
        """The bodies that rules find first."""
        for block in told:
            read = [list(self._carried([rule], block, department_line, blocks)) for rule in rules]
            if any(read):
                return min((bodies for bodies in read if bodies), key=lambda bodies: bodies[0][0])
        return []

    def _department(
        self, rules: Iterable[WhoRule], blocks: Sequence[Block], department_line: MappedText | None
    ) -> tuple[int, ReadCarrier] | None:
        """The department that rules find, and where."""
        for rule in rules:
            for block in blocks:
                if match := rule.regex.search(block.text.plain):
                    printed = block.text[match.start("who") : match.end("who")]
                    name = self._named(printed, department_line, blocks)
                    return printed.offsets[0], self._carrier(name, self._organisations.type_rule(name.text), rule.id, 0.7)
        return None

    def _named(self, name: MappedText, department_line: MappedText | None, blocks: Sequence[Block]) -> MappedText:
        """The name as printed; a bare "le Département" is told whole where the department line or the text around does."""
        if department_line and _BARE_DEPARTMENT.match(name.text) and _NAMED_DEPARTMENT.match(department_line.text):
            return department_line
        if not department_line and _BARE.match(name.text):
            whole = re.compile(rf"\b{re.escape(name.plain.strip(' ,'))} {_PLACE}", re.IGNORECASE)
            for block in blocks:
                if found := whole.search(block.text.plain):
                    return block.text[found.start() : found.end()]
        return name.strip(" ,")

    def _carried(
        self, rules: Sequence[WhoRule], block: Block, department_line: MappedText | None, blocks: Sequence[Block]
    ) -> Iterable[tuple[int, ReadCarrier]]:
        """The organisations that rules find in a block, each with the place where it is printed."""
        plain = block.text.plain
        for rule in rules:
            for match in rule.regex.finditer(plain):
                sentence = _SENTENCE_BREAK.split(plain[: match.start()])[-1]
                if first_match(self._rules.elsewhere, sentence):
                    continue
                who = block.text[match.start("who") : match.end("who")]
                subject_follows = (
                    _AGENT.search(plain[match.start() : match.start("who")])
                    and _AHEAD_OF_SUBJECT.match(sentence.strip())
                    and ":" not in match.group()
                    and not _DEPARTMENT_BEHIND.search(who.plain)
                )
                if subject_follows and "," in who.plain:
                    who = who[: who.plain.index(",")]  # "Portée par la CAF, la plateforme reçoit"
                for name, kind in self._names.split(who):
                    named = self._named(name, department_line, blocks)
                    behind = plain[plain.find(name.plain, match.start("who")) + len(name.plain) :]
                    yield name.offsets[0], self._carrier(named, kind or self._names.kind(named.text, behind), rule.id, 0.75)


def _once(carriers: list[ReadCarrier]) -> list[ReadCarrier]:
    seen: dict[str, ReadCarrier] = {}
    for carrier in carriers:
        seen.setdefault(fold(carrier.name.text), carrier)
    return list(seen.values())
