"""The grammar of French quantities: numbers in digits and words, collectives, fractions, ranges, units.

`read_quantities` finds every number of a plain text that may be a quantity; what is a date, a duration, a
reference or a name is sorted out by the rules of `rules/figures.yaml`, not here.
"""

import re
from dataclasses import dataclass, replace
from enum import StrEnum


class Form(StrEnum):
    """How a number is printed."""

    DIGITS = "digits"
    WORDS = "words"
    COLLECTIVE = "collective"
    FRACTION = "fraction"
    ONE_IN = "one_in"


class Unit(StrEnum):
    """The unit printed with a number, where it is one of money or share."""

    EUR = "eur"
    PERCENT = "percent"


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number read at `start:end` of a text (unit included), `number_end` being the end of the number alone.

    `value` and `high` are in units (euros, percent, pieces); `high` is None unless a range is printed.
    """

    start: int
    end: int
    number_end: int
    value: float
    high: float | None
    form: Form
    unit: Unit | None


_VALUES = {
    "un": 1, "une": 1, "deux": 2, "trois": 3, "quatre": 4, "cinq": 5, "six": 6, "sept": 7, "huit": 8, "neuf": 9, "dix": 10, "onze": 11,
    "douze": 12, "treize": 13, "quatorze": 14, "quinze": 15, "seize": 16, "vingt": 20, "vingts": 20, "trente": 30, "quarante": 40,
    "cinquante": 50, "soixante": 60, "et": 0,
}  # fmt: skip
_COLLECTIVES = {
    "dizaine": 10, "douzaine": 12, "quinzaine": 15, "vingtaine": 20, "trentaine": 30, "quarantaine": 40,
    "cinquantaine": 50, "soixantaine": 60, "centaine": 100, "millier": 1000, "demi-douzaine": 6, "demi-millier": 500,
}  # fmt: skip
_MULTIPLIERS = {"mille": 1e3, "millier": 1e3, "million": 1e6, "milliard": 1e9}
_SHARES = {"tiers": 100 / 3, "quart": 25.0, "cinquième": 20.0, "sixième": 100 / 6, "huitième": 12.5, "dixième": 10.0}
_GLYPHS = {"¼": 25.0, "½": 50.0, "¾": 75.0, "⅓": 33.33, "⅔": 66.67}

_WHOLE = 100.0
#: What the lower bound of a range may leave unsaid: "entre 210 et 240 000 €".
_THOUSAND = 1000

# Spelled out word by word rather than as a list of all numbers, which takes six times as long to compile.
_UNITS = "deux|trois|quatre|cinq|six|sept|huit|neuf"
_TEENS = rf"{_UNITS}|dix(?:[ -](?:sept|huit|neuf))?|onze|douze|treize|quatorze|quinze|seize"
_SMALL = (
    rf"(?:quatre[ -]vingt(?:s|[ -](?:une?|{_TEENS}))?"
    rf"|soixante(?:[ -]et[ -](?:une?|onze)|[ -](?:un|{_TEENS}))?"
    rf"|(?:vingt|trente|quarante|cinquante)(?:[ -]et[ -]une?|[ -](?:un|{_UNITS}))?"
    rf"|{_TEENS})"
)
#: What follows a hundred or a thousand is a run of the same words: "mille deux cent trente".
_WORD = rf"(?:(?:{_SMALL}[ -])?(?:cents?|mille)(?:[ -](?:cents?|mille|{_SMALL}|une?))*|{_SMALL})(?![\w-])"
_IN_WORDS = re.compile(rf"une?|{_WORD}")
_DIGITS = r"(?:\d{1,3}(?:[ .]\d{3})+(?![\d])(?:,\d+)?|\d+(?:[.,]\d+)?(?:, ?\d(?= m(?:illions?|illiards?)\b))?)"
#: A number in digits or words (lower case).
NUMBER = rf"(?:{_DIGITS}|(?<![\w-]){_WORD})"
_PER_CENT = r"(?:pour ?cent|p\. ?cent|p\. ?100|pour 100(?= des? | du | d'|[,.;)]|$))(?![\w-])"
#: "3€50", "3 euros 50"
_CENTS = r"(?:(?<=\d€)(?P<cents>\d\d)(?!\d)|(?<=\beuros) (?P<cents2>\d\d)(?=[,.;:)]|$| (?:par|le|la|l'|les|pour|de) ))?"
_LEFT = r"(?<![a-zà-ÿ][a-tv-zà-ÿ]')(?<![\w.,°@#!])(?<!\d[/-])(?<![a-z]-)"


def _tail(suffix: str = "") -> str:
    """What may follow a number: a multiplier, then a unit; group names end in `suffix`."""
    return (
        rf"(?: ?(?P<times{suffix}>milliers?|(?<![\w.,]\d{{3}} )(?<!\d{{4}} )mille|millions?|milliards?)(?: et (?P<half{suffix}>demie?))?(?: (?:d'|de )(?!\[))?)?"
        rf"(?: ?(?:d')?(?P<unit{suffix}>%|{_PER_CENT}|(?:(?P<scale{suffix}>m|k|md|centimes? d')(?: (?:d')?)?)?(?:€|euros?\b)|centimes\b|eur\b))?"
    )


#: Words before a number that make "de … à …" a change; what is "réduit de 40 à 50 %" is a range.
_CHANGE = re.compile(
    r"\b(?:pass(?:e|ent|é|ée|és|ées|er|era|eront|ant)|port\w+|augment\w+|progress\w+|évolu\w+|mont(?:e|ent|ée?s?)|tomb\w+|descend\w+|ramen\w+|grimp\w+|bondi\w*|remont\w+)(?: [\w'-]+){0,4} de $|\b(?:doubl|tripl)\w+[^.;:]{0,60},? de $|\b(?:part|taux|proportion)\b[^.;:]{0,45} : de $"
)
_ONE_OF = r"(?=[,.;:)»!?]|$| \(| (?:dans|sans|sous|des|plus|moins|pas|puis|depuis|encore|après|lors|dès|chez)\b| [\w'-]+(?:é|i|u)e?s (?:par|dans|en|à|au|aux|chez)\b| [\w'-]*[^sx\W](?:\W|$))"
_PARTS = "tiers|quarts?|cinquièmes?|sixièmes?|huitièmes?|dixièmes?"
#: What a share is a share of, or the other bound ("entre un tiers et la moitié").
_OF_WHOLE = r"(?= (?:des |du |de la |de l'|de (?:ses?|sa|son|ces?|cette|leurs?|nos|notre) |d'entre |par (?:le|la|les|l'|un|des)\b|(?:et|à) (?:la moitié|(?:les )?(?:deux|trois))\b|(?:est|a|sont|ont|aux?|vit|vivent|avai(?:t|ent)|étai(?:t|ent))\b|n'(?:a|ont|avai(?:t|ent)|est|étai(?:t|ent))\b))"
_PATTERNS: tuple[tuple[Form, re.Pattern[str]], ...] = (
    (Form.ONE_IN, re.compile(rf"(?<![\w-])une? (?:[\w'-]+ ){{0,5}}?(?:de (?:plus|moins) de \d\d ans )?sur (?P<of>{_WORD}|\d{{1,2}})(?!\w|[.,]\d){_ONE_OF}")),
    (Form.ONE_IN, re.compile(rf"(?<![\w-])sur (?P<of>dix|cent) (?:[a-zà-ÿ'-]+ ){{0,3}}?[a-zà-ÿ'-]+, (?P<n>{_WORD})(?! (?:[a-zà-ÿ]+s|%|€|euros)\b)(?= [a-zà-ÿ']+)")),
    (Form.ONE_IN, re.compile(rf"(?<![\w-])(?P<n>{_WORD}|\d{{1,2}}) (?:[a-zà-ÿ'-]+ ){{0,2}}?sur (?P<of>{_WORD}|\d{{1,3}})(?!\w|[.,]\d){_ONE_OF}")),
    (Form.DIGITS, re.compile(r"(?<![\w/,.] )(?<![\w/,.])(?P<half_of>½|1/2)(?= (?:postes?|etp|équivalents?|temps[ -]pleins?)\b)")),
    (Form.FRACTION, re.compile(r"(?P<glyph>[¼½¾⅓⅔])")),
    (Form.FRACTION, re.compile(rf"{_LEFT}(?P<top>[1-9])/(?P<bottom>[2-9]|10)(?![\d/])(?=(?: ?[),.;]| (?:des?|du|d'|de la)))")),
    (Form.FRACTION, re.compile(r"(?<![\w-])(?P<count>deux|trois|quatre|[2-9])[ -]?(?P<part>" + _PARTS + r")(?![\w-])")),
    (Form.FRACTION, re.compile(r"(?:(?<![\w-])(?:un|le) |(?<=\bdu ))(?P<part>tiers|quart|cinquième|sixième|dixième|(?<=un )huitième)(?:" + _OF_WHOLE + r"|(?<=d'un tiers)(?! d')|(?<=d'un quart)(?! d')|(?<=moins du tiers)|(?<=moins du quart)(?! d)|(?<=plus du tiers)|(?<=plus du quart)(?! d)|(?<=près du tiers)|(?<=près du quart)(?! d)|(?<=pour un tiers)|(?<=pour un quart)|(?<=pour un cinquième)|(?<=dont un quart)|(?<=dont un cinquième)|(?<=dont un dixième)|(?<=dont un tiers))(?![\w-])")),
    (Form.FRACTION, re.compile(r"(?<![\w-])(?P<half>la moitié|(?:(?<=dont )|(?<=pour ))une moitié|(?:(?<=de )|(?<=pour ))moitié)(?![\w-])")),
    (Form.COLLECTIVE, re.compile(r"(?<![\w-])(?<!\d )(?<!\d[.,])(?:(?P<count>deux|trois|quatre|cinq|\d+(?! milliers?\b)) |une (?:bonne |petite )?|un (?:bon |petit )?|la |des |quelques |plusieurs )?(?P<name>" + "|".join(_COLLECTIVES) + r")s?(?: (?:de |d')(?P<more>milliers?|millions?))?(?: (?P<unit>d'euros?))?(?![\w-])")),
    (Form.COLLECTIVE, re.compile(r"(?<![\w-])une (?P<digits>\d{1,2}) ?aine(?![\w-])")),
    (Form.COLLECTIVE, re.compile(r"(?<![\w-])(?:des|quelques|plusieurs) (?P<big>milliers?|millions?|milliards?)(?: (?P<unit>d'euros?))?(?![\w-])")),
    (Form.DIGITS, re.compile(r"(?<![\w-])un (?P<demi>demi-)?(?P<one>million|milliard)(?: et (?P<half>demi))?(?: (?P<unit>d'euros?))?(?![\w-])")),
    (Form.DIGITS, re.compile(rf"{_LEFT}(?P<low>{NUMBER}){_tail('1')} ?(?P<joint>à|-|ou|et)(?(joint) ?)(?P<up>{NUMBER}){_tail()}")),
    (Form.DIGITS, re.compile(rf"{_LEFT}(?P<low>[2-9]|1\d)/(?P<up>[3-9]|[12]\d)(?![\w/,.°%])(?P<of_a_kind>)(?= (?!de|du|d'|en\b|au|par\b|pour\b)[a-zà-ÿ])")),
    (Form.DIGITS, re.compile(rf"(?:(?<!\d)(?<!\d )(?P<sign>€ ?)|{_LEFT})(?P<low>{NUMBER}){_tail()}{_CENTS}")),
)  # fmt: skip


def number_value(text: str) -> float:
    """The value of a number in digits or words.

    >>> number_value("1 234,5"), number_value("1.500"), number_value("vingt et un"), number_value("1, 6")
    (1234.5, 1500.0, 21.0, 1.6)
    """
    text = text.strip().lower()
    if text[:1].isalpha():
        return float(_in_words(text))
    if re.fullmatch(r"\d{1,3}(?:[ .]\d{3})+(?:,\d+)?", text):
        text = text.replace(" ", "").replace(".", "")
    return float(text.replace(" ", "").replace(",", "."))


def _in_words(text: str) -> int:
    """The value of a number in words. Raises ValueError.

    >>> _in_words("deux cent cinquante"), _in_words("quatre-vingt-quinze mille"), _in_words("mille deux cents")
    (250, 95000, 1200)
    """
    if not _IN_WORDS.fullmatch(text):
        raise ValueError(f"{text!r} is no number in words")
    thousands = below = 0
    for word in re.split("[ -]", text):
        if word == "mille":
            thousands, below = 1000 * max(below, 1), 0
        elif word in {"cent", "cents"}:
            below = 100 * max(below, 1)
        elif word in {"vingt", "vingts"} and below % 100 == 4:
            below += 76  # "quatre-vingts"
        else:
            below += _VALUES[word]
    return thousands + below


def number_or_none(word: str) -> float | None:
    """The value of a word if it is a number in digits or words (`un` is an article), None otherwise."""
    if word.lower() in {"un", "une"}:
        return None
    try:
        return number_value(word)
    except ValueError:
        return None


def read_quantities(plain: str) -> list[Quantity]:
    """All numbers of a plain text (one apostrophe, single blanks), in order, without overlaps.

    >>> [(q.value, q.high) for q in read_quantities("de 10 à 12 euros, près des deux tiers, une trentaine, 1,5 M€")]
    [(10.0, 12.0), (66.67, None), (30.0, None), (1500000.0, None)]
    """
    text = "".join(small if len(small := letter.lower()) == 1 else letter for letter in plain)  # "İ" grows in lower case
    found: list[Quantity] = []
    taken = [False] * (len(text) + 1)
    for form, pattern in _PATTERNS:
        for match in pattern.finditer(text):
            if any(taken[match.start() : match.end()]):
                continue
            quantity = _quantity(form, match, text)
            if quantity is None:
                continue
            found.append(quantity)
            taken[quantity.start : quantity.end] = [True] * (quantity.end - quantity.start)
    return _joined(sorted(found, key=lambda q: q.start), text)


def _joined(quantities: list[Quantity], text: str) -> list[Quantity]:
    """Ranges of collectives and shares: "une vingtaine à une trentaine", "entre un tiers et la moitié"."""
    joined: list[Quantity] = []
    for quantity in quantities:
        last = joined[-1] if joined else None
        if last and last.high is None and quantity.high is None and _spans(last, quantity, text):
            joined[-1] = replace(quantity, start=last.start, value=last.value, high=quantity.value)
        else:
            joined.append(quantity)
    return joined


def _spans(low: Quantity, up: Quantity, text: str) -> bool:
    """Whether two numbers in a row are the bounds of a range."""
    if up.form not in {Form.COLLECTIVE, Form.FRACTION} or low.unit is not up.unit or low.value >= up.value:
        return False
    joint, before = text[low.end : up.start], text[max(0, low.start - 60) : low.start]
    if joint.removesuffix("les ") == " et ":
        return before.endswith(("entre ", "entre les ", "entre la "))
    return joint.removesuffix("les ") in {" à ", " ou "} and not _CHANGE.search(before)


def _quantity(form: Form, match: re.Match[str], text: str) -> Quantity | None:
    start, end = match.span()
    groups = match.groupdict()
    if form is Form.ONE_IN:
        count, of = number_value(groups.get("n") or "1"), number_value(groups["of"] or "1")
        share = of > count and (of <= 10 or of in {100, 1000})  # "17 lits sur 46" are two counts
        return Quantity(start, end, end, round(100 * count / of, 2), None, form, Unit.PERCENT) if share else None
    if form is Form.FRACTION:
        part = _share(groups)  # "quatre quarts" is a cake
        return Quantity(start, end, end, part, None, form, Unit.PERCENT) if part < _WHOLE else None
    if form is Form.COLLECTIVE:
        return _collective(start, end, groups)
    if one := groups.get("one"):
        value = _MULTIPLIERS[one] * (1.5 if groups["half"] else 0.5 if groups["demi"] else 1)
        return Quantity(start, end, end, value, None, form, _unit(groups["unit"]))
    if groups.get("half_of"):
        return Quantity(start, end, end, 0.5, None, form, None)
    if "of_a_kind" in groups:
        low, up = int(match["low"]), int(match["up"])
        return Quantity(start, end, end, low, up, form, None) if low < up <= 2 * low else None  # "8/20" is a mark
    if groups.get("up"):
        return _range(match, text)
    return _single(match)


def _share(groups: dict[str, str | None]) -> float:
    if glyph := groups.get("glyph"):
        return _GLYPHS[glyph]
    if top := groups.get("top"):
        return round(100 * int(top) / int(groups["bottom"] or 1), 2)
    if groups.get("half"):
        return 50.0
    part = "tiers" if groups["part"] == "tiers" else (groups["part"] or "").removesuffix("s")
    count = number_value(groups.get("count") or "1")
    return round(_SHARES[part] * count, 2)


def _collective(start: int, end: int, groups: dict[str, str | None]) -> Quantity:
    if digits := groups.get("digits"):
        return Quantity(start, end, end, float(digits), None, Form.COLLECTIVE, None)
    if big := groups.get("big"):
        return Quantity(start, end, end, _MULTIPLIERS[big.removesuffix("s")], None, Form.COLLECTIVE, _unit(groups["unit"]))
    value = float(_COLLECTIVES[groups["name"] or ""])
    if count := groups.get("count"):
        value *= number_value(count)
    if more := groups.get("more"):
        value *= _MULTIPLIERS[more.removesuffix("s")]
    return Quantity(start, end, end, value, None, Form.COLLECTIVE, _unit(groups.get("unit")))


def _scaled(number: str, times: str | None, scale: str | None, half: str | None = None) -> float:
    value = number_value(number)
    if times:
        value = (value + (0.5 if half else 0)) * _MULTIPLIERS[times.removesuffix("s")]
    if scale:
        value *= {"k": 1e3, "m": 1e6, "md": 1e9}.get(scale, 0.01)
    return round(value, 4)


def _unit(printed: str | None) -> Unit | None:
    if not printed:
        return None
    return Unit.PERCENT if printed.startswith(("%", "p")) else Unit.EUR


def _form(number: str) -> Form:
    return Form.DIGITS if number[0].isdigit() else Form.WORDS


def _range(match: re.Match[str], text: str) -> Quantity | None:
    """A range; two numbers that `et` joins are one only after `entre`, and `-` only between close numbers."""
    joint, unit = match["joint"], _unit(match["unit"])
    low, up = match["low"], match["up"]
    if joint == "et" and not re.search(r"\bentre $", text[max(0, match.start() - 7) : match.start()]):
        return None
    first_unit = _unit(match["unit1"])
    if joint == "à" and _CHANGE.search(text[max(0, match.start() - 60) : match.start()]):
        return _before_change(match, unit) if unit and not (first_unit or match["times1"]) else None
    if first_unit and (unit is not first_unit or joint == "ou"):
        return None  # "1,20 € ou 2,80 €" are two prices, "10 ou 12 €" is a range
    high = _scaled(up, match["times"], match["scale"])
    value = _scaled(low, match["times1"], match["scale1"])
    if not (first_unit or match["times1"]):
        whole = _scaled(low, match["times"], match["scale"])  # "1 à 2 millions"; but "900 000 à 1,2 million"
        value = whole if whole < high else value
    # a lower bound that this would lift above the upper one, or leave far below it, was meant as printed
    if low.isdigit() and value < _THOUSAND and high % _THOUSAND == 0 and value * _THOUSAND < high <= value * _THOUSAND * 10:
        value *= _THOUSAND
    if high <= value or _form(low) is not _form(up) or (joint == "-" and ("." in low or value > 1900)):
        return None
    return Quantity(match.start(), match.end(), match.end("up"), value, high, _form(low), unit or first_unit)


def _before_change(match: re.Match[str], unit: Unit) -> Quantity:
    """The first number of "passe de 75 à 95 %", two numbers and no range: it has the unit of the second."""
    low = match["low"]
    value = _scaled(low, match["times"], match["scale"])
    return Quantity(match.start(), match.end("low"), match.end("low"), value, None, _form(low), unit)


def _single(match: re.Match[str]) -> Quantity:
    number = match["low"]
    value = _scaled(number, match["times"], "centimes" if match["unit"] == "centimes" else match["scale"], match["half"])
    value += int(match["cents"] or match["cents2"] or 0) / 100
    end = match.end()
    if match["times"] and not match["unit"]:
        end = match.end("times")
    unit = Unit.EUR if match["sign"] else _unit(match["unit"])
    return Quantity(match.start(), end, match.end("low"), value, None, _form(number), unit)
