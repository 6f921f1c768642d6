"""The label of a figure: the printed words that say what is counted."""

import re

from pipeline.extract.quantities import Quantity

#: What ends a label: marks, words that begin another part of the sentence, and the verb, whose forms that are plain to see
#: stand for all.
_END = re.compile(
    r"[,;:.()!?«»\"=+/\u2588]| - | (?:dont\b|soit\b|ainsi\b|qui\b|que\b|afin\b|pour\b|mais\b|car\b|et (?=\d)|ou (?=\d)|sur (?=\d)|avec\b|dans\b|par\b|grâce\b) ?"
    r"| (?:est|sont|a|ont|était|étaient|avait|avaient|sera|seront|aura|auront|peut|peuvent|doit|doivent|ne|se|leur|y|il|elle|ils|elles) "
    r"| (?:s'|n'|l'|qu'|ont )(?=[a-zà-ÿ]+(?:e|ent|ait|aient|ont)\b)| (?=[a-zà-ÿ]+(?:eront|iront|dront|era|issent|èrent|aient)\b)"
    r"| et (?=(?:il|elle|ils|elles|le|la|les|l'|des|un|une|près|plus|moins|environ)\b)| (?:notamment|majoritairement|pendant|depuis) "
)
#: What leads from a number to its noun ("une centaine de lits"), and what leads from it to another number ("de 75 à 95 %").
_LEADS_ON = re.compile(r"^(?:de la |de l'|de |d'|des |du |en )", re.IGNORECASE)
_TO_ANOTHER = re.compile(r"^(?:à|et|ou|-) ?\d", re.IGNORECASE)
#: Function words that a label does not end with.
_TAIL = re.compile(
    r"(?: (?:les?|la|l'|de|d'|du|des|en|et|ou|au|aux|à|pour|par|sur|dans|avec|qui|que|un|une|leurs?|ses|son|sa))+$", re.IGNORECASE
)
#: Where the part of a sentence that leads to a number begins: behind a mark that is no part of a number.
_PART = re.compile(r"[;:]|[,.](?!\d)| - ")
#: What stands before the noun of a label that comes before its number.
_LEAD = re.compile(r"^(?:(?:et|avec|dont|pour|que|qui|de|des|du|le|la|les|un|une|son|sa|ses|leur|leurs) |l'|d'|qu'|soit )+", re.IGNORECASE)
#: Words, and other numbers, between that noun and its number.
_EDGE = re.compile(
    r"(?:(?:^| )(?:est|sont|a été|sera|s'élève(?:nt)?|fixée?|atteint|estimée?|évaluée?|compte|atteignant|s'élevant|(?:est )?pass\w+|(?:est )?port\w+|"
    r"augmente|de|d'|à|par|pour|au|aux|du|des|en|le|la|les|près|plus|moins|environ|hauteur|[\d,]+|%|€|euros))+$",
    re.IGNORECASE,
)


def label_of(printed: str, plain: str, quantity: Quantity, sentence: tuple[int, int]) -> str:
    """The words after a number, at most ten; those before it where it stands in brackets or nothing is counted after it.

    `printed` and `plain` are the text as printed and as rules see it, `sentence` the range of the number's sentence.

    >>> from pipeline.extract.quantities import read_quantities
    >>> def label(text):
    ...     return label_of(text, text, read_quantities(text)[0], (0, len(text)))
    >>> label("Il ouvre 12 places de répit pour les aînés"), label("Le budget annuel est de 300 euros.")
    ('places de répit', 'budget annuel')
    >>> label("Le taux de retour est passé de 75 à 95 %"), label("les bénévoles (200) aident")
    ('taux de retour', 'bénévoles')
    """
    before, after = plain[sentence[0] : quantity.start], plain[quantity.end : sentence[1]]
    bracketed = before.endswith("(") and after[:1] == ")"
    start = quantity.end + len(after) - len(after.lstrip(" \u00a0"))
    if opening := _LEADS_ON.match(plain[start : sentence[1]]):
        start += opening.end()
    rest = plain[start : sentence[1]]
    first_break = _END.search(rest)
    words = rest[: first_break.start() if first_break else len(rest)].split()[:10]
    label = printed[start : start + len(" ".join(words))].strip()
    if label and not bracketed and not _TO_ANOTHER.match(rest):
        return _TAIL.sub("", label)
    part = _PART.split(before.rstrip("( "))[-1]
    return _EDGE.sub("", _LEAD.sub("", " ".join(part.split()[-8:])))
