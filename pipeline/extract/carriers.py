"""Who carries an action: the header's carrier slot, or what running text says."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from pipeline.document import Block, BlockKind, MappedText, fold
from pipeline.extract.organisations import OrganisationReader
from pipeline.gazetteer import Gazetteer
from pipeline.segment.model import first_match
from schemas.enums import FicheKind, OrganisationType
from schemas.rules import CarriersFile, TypeRule, WhoRule

_BARE_DEPARTMENT = re.compile(r"^(?:départements?|métropole)$", re.IGNORECASE)
_BARE = re.compile(r"^(?:départements?|conseil départemental)$", re.IGNORECASE)
#: "… de la Haute-Loire", "… du Lot-et-Garonne".
_PLACE = r"(?:de la |de l'|des |du |de |d')(?-i:[A-ZÀ-Ý])[\w'-]*(?:(?: |-)(?:(?:de|et|la|le|l'|d') ?)*(?-i:[A-ZÀ-Ý])[\w'-]*)*"
_NAMED_DEPARTMENT = re.compile(r"(?:département|conseil départemental|territoire|métropole)", re.IGNORECASE)
_APPOSED = re.compile(
    r"^(?:les |des )?(?:(?:deux|trois|quatre|cinq|\d+) )?(?P<kind>associations|organismes|structures|fondations|coopératives),? (?:(?:dont|comme) )?",
    re.IGNORECASE,
)
#: "le bailleur Val Logis", "l'entreprise d'insertion Fil Rouge": what a body is, no part of its name.
_KIND_BEFORE = re.compile(
    r"(?:l'|la |le )?(?P<kind>bailleur(?: social)?|garage(?: solidaire| associatif)?|entreprise(?: d'insertion)?|ressourcerie|recyclerie) (?=[A-ZÀ-Ý])"
)
#: "Bocage Autisme, association de parents, …": what a name is, told behind it.
_APPOSED_BEHIND = re.compile(r"(?:, (?:une? )?| \()(?P<kind>[a-zà-ÿ][\w'-]*(?! [A-ZÀ-Ý])(?: [a-zà-ÿ][\w'-]*){0,5})")
#: Words that say outright what a body is, whatever its name seems to tell.
_SAID_KIND = re.compile(r"(?:association|coopérative|société|fondation|bailleur|service du)\b", re.IGNORECASE)
_WHO_JOINT = re.compile(
    r"(?: et |, (?:et )?)(?:par |avec )?(?:à (?=l'|la )|aux? )?(?:l'|la |le |les )?| (?:ainsi que|avec) (?:l'|la |le |les )?| ?/ ?"
)
#: A name in a list that no word of organisations opens: two capitalised words, and the list goes on.
_LISTED_NAME = re.compile(r"[A-ZÀ-Ý][\wÀ-ÿ'-]+(?: [A-ZÀ-Ý][\wÀ-ÿ'-]+)+(?:,| et )")
_TWO_CAPITALS = re.compile(r"[A-ZÀ-Ý][\wÀ-ÿ'-]+ [A-ZÀ-Ý][\wÀ-ÿ'-]+")
_PROPER_BEHIND = re.compile(r"\b[A-ZÀ-Ý].* [A-ZÀ-Ý]")
#: Joints that end a list where no organisation follows.
_CLOSING_JOINT = re.compile(r",| avec")
#: In a list, what is no organisation closes it too ("… et des familles"); in a name it goes on ("… et des familles").
_CLOSING_END = re.compile(r" et (?:des|d'autres|ses|leurs?) ")
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
    r",? avec (?:la |le |l'|les |des )?(?=conférence|fédération|appui|soutien|concours|aide|caisse|agence)[^/]*$| en appui .*$| en charge .*$|,? pour le compte d.*$|,? par délégation .*$| ?[-–|,;.] ?partenaires? .*$",
    re.IGNORECASE,
)


WEAK = {"carrier.of_department", "carrier.department_helps"}


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
        self._gazetteer = gazetteer

    def slot(self, lines: Iterable[MappedText]) -> list[ReadCarrier]:
        """The organisations of the header's carrier slot, which may hold a sentence ("L'action est portée par …")."""
        found: list[ReadCarrier] = []
        for line in lines:
            if _TOLD.match(line.plain) and (told := list(self._carried(self._rules.carried, Block(BlockKind.PARAGRAPH, line), None, ()))):
                found += [carrier for _, carrier in told]
                continue
            lead = _EXPERIMENT_ON.match(line.plain)
            text = line[lead.end() :] if lead else line
            tail = _SUPPORT.search(text.plain)
            text = text[: tail.start()] if tail else text
            for part in self._organisations.split(text):
                name, type_rule = self._organisations.read(part)
                if name:
                    found.append(ReadCarrier(name, type_rule, "carrier.slot", 0.95))
        return found

    def text(self, blocks: Iterable[Block], department_line: MappedText | None, kind: FicheKind) -> list[ReadCarrier]:
        """The organisations that running text says carry the action; else who is first said to act, a body or the department.

        A bare "le Département" stands for the name printed in the department line. A lever is carried by nobody, and in the
        fiche of a recueil, whose header would tell its carrier, a department that acts is no more than a partner.
        """
        if kind is FicheKind.LEVER:
            return []
        listed = list(blocks)
        carried = [(block, c) for block in listed for c in self._told(block, department_line, listed)]
        # a point of a list tells who sees to that point; who carries the whole stands in the text around it
        whole = [c for block, c in carried if block.kind is not BlockKind.LIST_ITEM] or [c for _, c in carried]
        return _once(whole) if whole else self._acting(listed, department_line, kind)

    def _told(self, block: Block, department_line: MappedText | None, blocks: Sequence[Block]) -> Iterable[ReadCarrier]:
        """Who carries by what a block tells; who is the subject in an example does so in that place only."""
        yield from (carrier for _, carrier in self._carried(self._rules.carried, block, department_line, blocks))
        example = _EXAMPLES.search(block.text.plain)
        until = block.text.offsets[example.start()] if example else block.text.offsets[-1]
        yield from (c for at, c in self._carried(self._rules.carrying, block, department_line, blocks) if at <= until)

    def _acting(self, blocks: Sequence[Block], department_line: MappedText | None, kind: FicheKind) -> list[ReadCarrier]:
        """Who is first said to act; the department stands beside a body in the wordings that name both."""
        found = None if kind is FicheKind.FICHE else self._acting_department(blocks, department_line)
        for block in (b for b in blocks if not _EXAMPLES.search(b.text.plain)):
            for rule in self._rules.acting_body:
                bodies = list(self._carried([rule], block, department_line, blocks))
                if bodies and (found is None or bodies[0][0] <= found[0]):
                    return _once([body for _, body in bodies])
        first: list[tuple[int, ReadCarrier]] = []
        for block in (b for b in blocks if not _EXAMPLES.search(b.text.plain)):
            told = [list(self._carried([rule], block, department_line, blocks)) for rule in self._rules.acting_otherwise]
            first = min((bodies for bodies in told if bodies), key=lambda bodies: bodies[0][0], default=[])
            if first:
                break
        if found and first and all(body.type is OrganisationType.DEPARTMENT for _, body in first):
            return [found[1]]
        if first and (found is None or found[1].rule in WEAK or first[0][0] <= found[0]):
            return _once([body for _, body in first])
        return [found[1]] if found else []

    def _acting_department(self, blocks: Sequence[Block], department_line: MappedText | None) -> tuple[int, ReadCarrier] | None:
        """The department that is said to act, and where."""
        for rule in self._rules.acting_department:
            for block in blocks:
                if match := rule.regex.search(block.text.plain):
                    printed = block.text[match.start("who") : match.end("who")]
                    name = self._named(printed, department_line, blocks)
                    return printed.offsets[0], ReadCarrier(name, self._organisations.type_rule(name.text), rule.id, 0.7)
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
                subject_follows = not sentence.strip() and ":" not in match.group() and not _DEPARTMENT_BEHIND.search(who.plain)
                if subject_follows and "," in who.plain:
                    who = who[: who.plain.index(",")]  # "Portée par la CAF, la plateforme reçoit"
                for name, kind in self._who(who):
                    named = self._named(name, department_line, blocks)
                    behind = plain[plain.find(name.plain, match.start("who")) + len(name.plain) :]
                    yield name.offsets[0], ReadCarrier(named, kind or self._kind(named.text, behind), rule.id, 0.75)

    def _kind(self, name: str, behind: str) -> TypeRule | None:
        """The rule of the type of a name, or of the words behind it that say what it is ("Bocage, association de parents")."""
        rule = self._organisations.type_rule(name)
        unknown = rule is None or rule.type is OrganisationType.OTHER
        if (apposed := _APPOSED_BEHIND.match(behind)) and (unknown or _SAID_KIND.match(apposed["kind"])):
            return self._organisations.type_rule(apposed["kind"]) or rule
        return rule

    def _who(self, who: MappedText) -> Iterable[tuple[MappedText, TypeRule | None]]:
        """The organisations of "trois associations Alizé, Brise et Cèdre" or "la CAF et le Département"."""
        apposed = _APPOSED.match(who.plain)
        kind = self._organisations.type_rule(apposed["kind"]) if apposed else None
        if apposed:
            who = who[apposed.end() :]
        start = 0
        ended = False
        for match in [*_WHO_JOINT.finditer(who.plain), None]:
            if ended:
                break
            part = who[start : match.start() if match else len(who)]
            rest = who.plain[match.end() :] if match else ""
            if match and not (
                apposed or self._organisations.starts_like_one(rest) or _LISTED_NAME.match(rest) or self._is_whole_name(part.plain, rest)
            ):
                if not (_CLOSING_JOINT.match(who.plain, match.start()) or (start and _CLOSING_END.match(who.plain, match.start()))):
                    continue
                ended = True
            part = part[: part.plain.find(" - ")] if " - " in part.plain else part
            start = match.end() if match else len(who)
            before = None if apposed else _KIND_BEFORE.match(part.plain)
            part = part[before.end() :] if before else part
            name = self._organisations.tidy(part)
            if len(name) > 2 and not first_match(self._rules.stop, part.plain.strip()) and self._could_be_name(name.text, bool(apposed)):
                yield name, kind or (self._kind_before(name.text, before["kind"]) if before else None)

    def _kind_before(self, name: str, kind: str) -> TypeRule | None:
        told = self._organisations.type_rule(name)
        return told if told and told.type is not OrganisationType.OTHER else self._organisations.type_rule(kind)

    def _is_whole_name(self, left: str, rest: str) -> bool:
        """Whether "Quercy Logis" of "la régie Les Ormes et Quercy Logis" is a name of its own: both are whole, and it tells a type."""
        alone = _WHO_JOINT.split(rest)[0]
        whole = _PROPER_BEHIND.search(left) or _BARE.match(left)
        if whole is None or " " not in alone or not alone[0].isupper():
            return False
        return _TWO_CAPITALS.match(alone) is not None or self._organisations.type_of(alone) is not OrganisationType.OTHER

    def _could_be_name(self, name: str, apposed: bool) -> bool:
        # "le Lot et le Cantal ont repris l'idée": places, no bodies
        is_place = self._gazetteer.holds_only_places(name) and self._organisations.type_rule(name) is None
        if len(name.split()) > 14 or is_place:
            return False
        return name[0].isupper() or (not apposed and self._organisations.starts_like_one(name))


def _once(carriers: list[ReadCarrier]) -> list[ReadCarrier]:
    seen: dict[str, ReadCarrier] = {}
    for carrier in carriers:
        seen.setdefault(fold(carrier.name.text), carrier)
    return list(seen.values())
