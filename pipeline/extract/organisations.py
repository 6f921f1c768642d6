"""Organisations: what type a name tells, where a list of them is cut, which ones a text names."""

import re
from collections.abc import Iterable, Iterator

from pipeline.document import Block, MappedText, fold
from pipeline.segment.model import first_match
from schemas.enums import OrganisationType
from schemas.rules import OrganisationsFile, TypeRule

_ARTICLE = re.compile(
    r"^(?:le |la |les |l['’]|un |une |des |du |aux? |(?:deux|trois|quatre|cinq|\d+) (?=associations?|organismes|structures))", re.IGNORECASE
)
#: "Direction de l'enfance et des familles": what begins so goes on with a name.
_PARTITIVE = re.compile(r"(?:des|du|de|d['’])\b", re.IGNORECASE)
_EXPLANATION = re.compile(r" ?\((?P<inside>[^()]*)\)?$")
_ACRONYM = re.compile(r"^(?=(?:[^A-Z]*[A-Z]){2})[A-Za-z0-9' .-]{2,14}$")
_JOINT = re.compile(r" ?(?P<slash>[/;]) ?| ?(?P<comma>,) | (?P<et>et(?: par)?|&|ainsi que) ", re.IGNORECASE)
_COUNCIL = re.compile(r"(?:conseil départemental|département) (?:de |du |des |d')[^,;/]+", re.IGNORECASE)
_FUNCTION_WORDS = {"de", "du", "des", "la", "le", "les", "et", "a", "au", "aux", "en", "pour", "par", "sur"}
#: "…, association culturelle": what the name before it is, no second body.
_WHAT_IT_IS = re.compile(
    r"(?:association|coopérative|société|entreprise|fondation|office public|établissement public|structure|compagnie)(?: [a-zà-ÿ'’-]+){0,4}"
)
_HIDDEN = "\u2588"
_QUOTED = re.compile(r"«[^»]*»|\"[^\"]*\"|\([^()]*\)")


class OrganisationReader:
    """Reads names of organisations."""

    def __init__(self, rules: OrganisationsFile) -> None:
        self._rules = rules
        self._heads = frozenset(fold(head) for head in rules.heads)
        self._keeps_article = rules.keeps_article
        self._kinds = rules.kinds
        self._never = frozenset(fold(word) for word in rules.never)

    def type_of(self, name: str) -> OrganisationType:
        """The type the name tells, `other` where it tells none.

        >>> from pipeline.rulebook import default_rulebook
        >>> reader = OrganisationReader(default_rulebook().organisations)
        >>> str(reader.type_of("CAF de l'Ain")), str(reader.type_of("Arélia"))
        ('public_body', 'other')
        """
        rule = self.type_rule(name)
        return rule.type if rule else OrganisationType.OTHER

    def type_rule(self, name: str) -> TypeRule | None:
        """The rule that tells the type of a name, None where none does."""
        return first_match(self._rules.types, name.replace("’", "'").replace("–", "-"))

    def bare_rule(self, name: str) -> TypeRule | None:
        """The rule for what a name that tells no type most probably is, None where its form tells nothing either."""
        return first_match(self._rules.bare, name.replace("’", "'"))

    def starts_like_one(self, name: str) -> bool:
        """Whether a name starts with a word of organisations, or is an acronym."""
        if _PARTITIVE.match(name.strip()):
            return False
        if name.strip().startswith(self._keeps_article):
            return True
        plain = _ARTICLE.sub("", name.strip())
        first = re.split(r"[ /]", plain)[0]
        return self.is_headed(name) or (first.isupper() and len(first) > 2)

    def is_headed(self, name: str) -> bool:
        """Whether a name starts with a word of organisations."""
        words = fold(_ARTICLE.sub("", name.strip())).split()
        return bool(words) and (words[0] in self._heads or " ".join(words[:2]) in self._heads)

    def believable(self, name: str) -> bool:
        """Whether a name the model proposes is taken: it tells a type (not a department's, which rules read) and is complete."""
        words = name.split()
        if fold(name) in self._never or len(name) < 3 or not name[0].isupper() or len(words) > 8:
            return False
        if (not words[-1][0].isupper() and fold(words[-1]) in _FUNCTION_WORDS) or name.endswith(("'", "’")) or "«" in name:
            return False
        return self.type_of(name) not in {OrganisationType.OTHER, OrganisationType.DEPARTMENT} and len(fold(name).split()) > 1

    def split(self, text: MappedText) -> list[MappedText]:
        """The organisations of a slot, each as printed."""
        parts: list[MappedText] = []
        start = 0
        hidden = _QUOTED.sub(lambda m: _HIDDEN * len(m.group()), text.plain)
        for match in _JOINT.finditer(hidden):
            if self._separates(hidden[start : match.start()], match, hidden[match.end() :]):
                parts.append(text[start : match.start()])
                start = match.end()
        parts.append(text[start:])
        return [part for part in parts if part]

    def tidy(self, name: MappedText) -> MappedText:
        """Without article, trailing explanation in brackets (an acronym stays) and marks at the ends.

        >>> from pipeline.rulebook import default_rulebook
        >>> reader = OrganisationReader(default_rulebook().organisations)
        >>> def of(text):
        ...     return reader.tidy(MappedText(text, tuple(range(len(text))))).text
        >>> of("Les bailleurs"), of("FAMICLIC (entreprise agréée)"), of("Agence nationale (ANAH)"), of("La Poste")
        ('bailleurs', 'FAMICLIC', 'Agence nationale (ANAH)', 'La Poste')
        """
        name = name.strip(" ,;:.-–")
        if name.text.endswith(")") and "(" not in name.text:
            name = name.strip(")")
        if name.text.count("«") != name.text.count("»"):
            name = name.strip(" «»")
        article = _ARTICLE.match(name.text)
        if article and article.end() < len(name) and not name.text.startswith(self._keeps_article):
            name = name[article.end() :]
        bracket = _EXPLANATION.search(name.text)
        if bracket and bracket.start() > 0 and not _ACRONYM.match(bracket["inside"].strip()):
            name = name[: bracket.start()]
        return name.strip(" ,;:-–")

    def read(self, part: MappedText) -> tuple[MappedText, TypeRule | None]:
        """Name of one organisation and the rule that tells its type; an explanation in brackets helps to tell it."""
        name = self.tidy(part)
        bracket = _EXPLANATION.search(part.text)
        explained = bracket["inside"].strip() if bracket else ""
        kind = self.type_rule(explained) if explained.lower().startswith(self._kinds) else None
        told = kind or self.type_rule(name.text)
        return name, told if told and told.type is not OrganisationType.OTHER else self.type_rule(part.text.strip())

    def _separates(self, left: str, match: re.Match[str], right: str) -> bool:
        """Whether a joint stands between two organisations, not inside one name."""
        left, right = self._bare(left.strip()), self._bare(right.strip())
        if not left or not right or first_match(self._rules.inseparable, left):
            return False
        if match["slash"]:
            # "DGA/DITAS direction des territoires" is one name, "CAF/MSA" are two
            words = right.split()
            return not (match.group() == "/" and left.isupper() and words[0].isupper() and len(words) > 1 and words[1][0].islower())
        if (
            match["comma"]
            and re.match(r"(?:direction|service|pôle(?! emploi)|délégation)\b", right, re.IGNORECASE)
            and re.match(r"conseil départemental|département", left, re.IGNORECASE)
        ):
            return False
        if match["comma"] and _WHAT_IT_IS.fullmatch(_JOINT.split(right)[0]):
            return False  # "Compagnie du Lac, association culturelle"
        alone = _JOINT.split(right)[0]
        if (left.endswith(_HIDDEN) or alone.endswith(_HIDDEN)) and right[0].isupper():
            return True  # what an explanation in brackets closes is a whole name
        if _COUNCIL.fullmatch(left) and right[0].isupper() and " " in alone:
            return True  # its name is whole; a single word may go on it ("Lot et Garonne")
        if match["et"] and match["et"].lower().endswith("par"):
            return True  # "porté par le Département et par Cap Emploi"
        if match["et"] == "&" and right[0].isupper() and (alone.isupper() or re.search(r" [^\W\d]", alone)):
            return True  # a single word goes on a name ("Toits & Droits", "Habitat & Parcours 12") unless it is known
        told = self.starts_like_one(right) or (right[0].isupper() and self.type_of(alone) is not OrganisationType.OTHER)
        return told and (self.starts_like_one(left) or left.split()[0][:1].isupper())

    def _bare(self, name: str) -> str:
        """A name without its article, which some names keep ("La Poste")."""
        return name if name.startswith(self._keeps_article) else _ARTICLE.sub("", name)

    def mentions(self, blocks: Iterable[Block]) -> Iterator[tuple[MappedText, str]]:
        """Organisations that running text names, with the rule that found each; one per name."""
        seen: set[str] = set()
        for block in blocks:
            taken: list[tuple[int, int]] = []
            for rule in self._rules.mention:
                for match in rule.regex.finditer(block.text.plain):
                    if any(match.start() < b and a < match.end() for a, b in taken):
                        continue
                    taken.append(match.span())
                    name = self.tidy(block.text[match.start() : match.end()])
                    if name and fold(name.text) not in seen:
                        seen.add(fold(name.text))
                        yield name, rule.id
