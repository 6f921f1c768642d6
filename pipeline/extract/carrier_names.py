"""The names of carriers in a stretch of running text: where one ends and the next begins, and what type each tells."""

import re
from collections.abc import Iterable, Sequence

from pipeline.document import MappedText
from pipeline.extract.organisations import OrganisationReader
from pipeline.gazetteer import Gazetteer
from pipeline.segment.model import first_match
from schemas.enums import OrganisationType
from schemas.rules import Rule, TypeRule

_APPOSED = re.compile(
    r"^(?:les |des )?(?:(?:deux|trois|quatre|cinq|\d+) )?(?P<kind>associations|organismes|structures|fondations|coopératives),? (?:(?:dont|comme) )?",
    re.IGNORECASE,
)
#: "le bailleur Val Logis", "l'entreprise d'insertion Fil Rouge": what a body is, no part of its name.
_KIND_BEFORE = re.compile(
    r"(?:l'|la |le )?(?P<kind>bailleurs?(?: social| sociaux)?|garage(?: solidaire| associatif)?|entreprise(?: d'insertion)?|ressourcerie|recyclerie) (?=[A-ZÀ-Ý])"
)
#: "Bocage Autisme, association de parents, …": what a name is, told behind it.
_APPOSED_BEHIND = re.compile(
    r"(?:, (?:une? )?| \()(?P<kind>(?:SCOP|SCIC|GIP|SARL|SAS|SEM|Scop|Scic)\b|[a-zà-ÿ][\w'-]*(?! [A-ZÀ-Ý])(?: [a-zà-ÿ][\w'-]*){0,5})"
)
#: Words that say outright what a body is, whatever its name seems to tell.
_SAID_KIND = re.compile(
    r"(?:SCOP|SCIC|GIP|SARL|SAS|SEM|Scop|Scic|jeune pousse|association|coopérative|société|fondation|bailleur|service du)\b", re.IGNORECASE
)
_WHO_JOINT = re.compile(
    r"(?: et |, (?:et )?)(?:par |avec )?(?:à (?=l'|la )|aux? )?(?:l'|la |le |les )?| (?:ainsi que|avec) (?:l'|la |le |les )?| ?/ ?"
)
#: A name in a list that no word of organisations opens: two capitalised words, and the list goes on.
_LISTED_NAME = re.compile(r"[A-ZÀ-Ý][\wÀ-ÿ'-]+(?: [A-ZÀ-Ý][\wÀ-ÿ'-]+)+(?:,| et )")
_TWO_CAPITALS = re.compile(r"[A-ZÀ-Ý][\wÀ-ÿ'-]+ [A-ZÀ-Ý][\wÀ-ÿ'-]+")
_BARE_DEPARTMENT_BEHIND = re.compile(r"^(?:le |la )?(?:départements?|conseil départemental)$", re.IGNORECASE)
_PROPER_BEHIND = re.compile(r"\b[A-ZÀ-Ý].* [A-ZÀ-Ý]")
#: Joints that end a list where no organisation follows.
_CLOSING_JOINT = re.compile(r",| avec")
#: In a list, what is no organisation closes it too ("… et des familles"); in a name it goes on ("… et des familles").
_CLOSING_END = re.compile(r" et (?:des|d'autres|ses|leurs?) ")


class CarrierNames:
    """Takes the names of bodies out of what a rule found; `stop` finds what is no body."""

    def __init__(self, stop: Sequence[Rule], organisations: OrganisationReader, gazetteer: Gazetteer) -> None:
        self._stop = stop
        self._organisations = organisations
        self._gazetteer = gazetteer

    def kind(self, name: str, behind: str) -> TypeRule | None:
        """The rule of the type of a name, or of the words behind it that say what it is ("Bocage, association de parents")."""
        rule = self._organisations.type_rule(name)
        unknown = rule is None or rule.type is OrganisationType.OTHER
        if (apposed := _APPOSED_BEHIND.match(behind)) and (unknown or _SAID_KIND.match(apposed["kind"])):
            return self._organisations.type_rule(apposed["kind"]) or rule
        return rule

    def split(self, who: MappedText) -> Iterable[tuple[MappedText, TypeRule | None]]:
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
            if len(name) > 2 and not first_match(self._stop, part.plain.strip()) and self._could_be_name(name.text, bool(apposed)):
                yield name, kind or (self._kind_before(name.text, before["kind"]) if before else None)

    def _kind_before(self, name: str, kind: str) -> TypeRule | None:
        told = self._organisations.type_rule(name)
        return told if told and told.type is not OrganisationType.OTHER else self._organisations.type_rule(kind)

    def _is_whole_name(self, left: str, rest: str) -> bool:
        """Whether "Quercy Logis" of "la régie Les Ormes et Quercy Logis" is a name of its own: both are whole, and it tells a type."""
        alone = _WHO_JOINT.split(rest)[0]
        whole = _PROPER_BEHIND.search(left) or _BARE_DEPARTMENT_BEHIND.search(left)
        if whole is None or " " not in alone or not alone[0].isupper():
            return False
        return _TWO_CAPITALS.match(alone) is not None or self._organisations.type_of(alone) is not OrganisationType.OTHER

    def _could_be_name(self, name: str, apposed: bool) -> bool:
        # "le Lot et le Cantal ont repris l'idée": places, no bodies
        is_place = self._gazetteer.holds_only_places(name) and self._organisations.type_rule(name) is None
        if len(name.split()) > 14 or is_place:
            return False
        return name[0].isupper() or (not apposed and self._organisations.starts_like_one(name))
