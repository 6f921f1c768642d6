"""Quantities in every printed form, with the figure a reader must make of each."""

from dataclasses import dataclass

from hypothesis import strategies as st

from tests.roundtrip.vocabulary import PEOPLE, SINGULARS, THINGS, Noun
from tests.typeset.model import Figure

#: Blanks and points that part thousands.
_THOUSANDS = (" ", "\u00a0", "\u202f", ".")
_BLANKS = (" ", "\u00a0", "\u202f")
_ONES = ["_", "_", "deux", "trois", "quatre", "cinq", "six", "sept", "huit", "neuf", "dix", "onze", "douze", "treize", "quatorze", "quinze", "seize", "dix-sept", "dix-huit", "dix-neuf"]  # fmt: skip
_TENS = {20: "vingt", 30: "trente", 40: "quarante", 50: "cinquante", 60: "soixante", 80: "quatre-vingt"}
_COLLECTIVES = {
    "une dizaine": 10, "une douzaine": 12, "une quinzaine": 15, "une vingtaine": 20, "une trentaine": 30, "une quarantaine": 40,
    "une cinquantaine": 50, "une soixantaine": 60, "une centaine": 100, "plusieurs dizaines": 10, "plusieurs centaines": 100,
    "deux cents": 0, "des centaines": 100, "des milliers": 1000, "deux douzaines": 24, "un millier": 1000,
}  # fmt: skip
del _COLLECTIVES["deux cents"]
_FRACTIONS = {
    "la moitié": 50,
    "un tiers": 33.33,
    "deux tiers": 66.67,
    "les deux tiers": 66.67,
    "un quart": 25,
    "trois quarts": 75,
    "les trois quarts": 75,
}
#: What stands before a number and how exact it makes it; an empty one is the most frequent.
_BEFORE = (
    ("", "exact"), ("", "exact"), ("", "exact"), ("environ ", "approx"), ("près de ", "approx"), ("quelque ", "approx"), ("plus de ", "min"),
    ("au moins ", "min"), ("moins de ", "max"), ("jusqu'à ", "max"), ("au maximum ", "max"),
)  # fmt: skip
_BEHIND = ((" environ", "approx"), (" au maximum", "max"), (" minimum", "min"), (" au moins", "min"))
#: Without "une", collectives take no word that asks for a bare number.
_BEFORE_WORDS = tuple((words, qualifier) for words, qualifier in _BEFORE if words != "quelque ")


@dataclass(frozen=True)
class Quantity:
    """A number as printed; `partitive` where "de" parts it from what it counts."""

    printed: str
    value: float
    high: float | None = None
    partitive: bool = False
    collective: bool = False


@dataclass(frozen=True)
class Counted:
    """A quantity of something in a sentence: the text, what it counts, and the figure but for its nature."""

    text: str
    noun: Noun
    figure: Figure

    def told(self, nature: str) -> Figure:
        """The figure with what it tells."""
        return self.figure._replace(nature=nature)


def in_words(number: int) -> str:
    """A number below a hundred in words.

    >>> [in_words(n) for n in (8, 21, 71, 80, 81, 97)]
    ['huit', 'vingt et un', 'soixante et onze', 'quatre-vingts', 'quatre-vingt-un', 'quatre-vingt-dix-sept']
    """
    if number < 20:
        return _ONES[number]
    ten = max(t for t in _TENS if t <= number)
    rest = number - ten
    if not rest:
        return "quatre-vingts" if ten == 80 else _TENS[ten]
    one = "un" if rest == 1 else _ONES[rest]
    return f"{_TENS[ten]} et {one}" if rest in {1, 11} and ten != 80 else f"{_TENS[ten]}-{one}"


def grouped(number: int, separator: str) -> str:
    """A number with its thousands parted.

    >>> grouped(12345, " "), grouped(57, " ")
    ('12 345', '57')
    """
    return f"{number:,}".replace(",", separator)


@st.composite
def _digits(draw: st.DrawFn) -> Quantity:
    if draw(st.integers(0, 3)) < 3:
        number = draw(st.integers(2, 999))
        return Quantity(str(number), number)
    number = draw(st.integers(1000, 99_999))
    return Quantity(grouped(number, draw(st.sampled_from(_THOUSANDS))), number)


_WORDS = st.integers(2, 99).map(lambda n: Quantity(in_words(n), n))
_COLLECTIVE = st.sampled_from(sorted(_COLLECTIVES)).map(
    lambda printed: Quantity(printed, _COLLECTIVES[printed], partitive=True, collective=True)
)


@st.composite
def _range(draw: st.DrawFn) -> Quantity:
    low = draw(st.integers(2, 80))
    high = low + draw(st.integers(1, 60))
    joint = draw(st.sampled_from((" à ", "-", " - ")))
    return Quantity(f"{low}{joint}{high}", low, high)


_NUMBER = st.one_of(_digits(), _digits(), _WORDS, _COLLECTIVE, _range())


def _after(qualifier: str, words: str) -> str:
    """A qualifier before words: "près d'une trentaine".

    >>> _after("près de ", "une trentaine"), _after("plus de ", "onze"), _after("près de ", "les deux tiers")
    ("près d'une trentaine", 'plus de onze', 'près des deux tiers')
    """
    if qualifier.endswith("de ") and words.startswith(("un ", "une ", "un\u00a0")):
        return f"{qualifier[:-2]}'{words}".replace("d '", "d'").replace(" '", " d'")
    if qualifier.endswith("de ") and words.startswith("les "):
        return qualifier[:-3] + "des " + words[4:]
    if qualifier.startswith("jusqu'à") and words.startswith("les "):
        return "jusqu'aux " + words[4:]
    return qualifier + words


@st.composite
def counted(draw: st.DrawFn, nouns: tuple[Noun, ...] = PEOPLE + THINGS) -> Counted:
    """Some persons or things."""
    quantity, noun = draw(_NUMBER), draw(st.sampled_from(nouns))
    joint = ("d'" if noun.plural[0] in "aeéèhiouy" else "de ") if quantity.partitive else draw(st.sampled_from((" ", " ", "\u00a0")))
    of = " " + joint if quantity.partitive else joint
    # "des centaines" and the like take no qualifier, and a range says itself how exact it is
    plain = quantity.high is not None or quantity.printed.startswith(("des ", "plusieurs "))
    before, qualifier = ("", "exact") if plain else draw(st.sampled_from(_BEFORE_WORDS if quantity.collective else _BEFORE))
    if quantity.collective and qualifier == "exact":
        qualifier = "approx"
    behind = ""
    if not before and not quantity.collective and draw(st.integers(0, 11)) == 11:
        behind, qualifier = draw(st.sampled_from(_BEHIND))
    raw = f"{quantity.printed}{of}{noun.quoted}"
    text = _after(before, f"{quantity.printed}{of}{noun.plural}") + behind
    return Counted(text, noun, Figure(quantity.value, quantity.high, noun.kind, qualifier, raw))


@st.composite
def money(draw: st.DrawFn) -> tuple[str, Figure]:
    """A sum of money."""
    blank = draw(st.sampled_from(_BLANKS))
    form = draw(st.integers(0, 5))
    if form <= 2:
        amount = draw(st.integers(2, 400)) * draw(st.sampled_from((1, 10, 500, 1000)))
        number, value = grouped(amount, draw(st.sampled_from(_THOUSANDS))), float(amount)
        unit = draw(st.sampled_from((f"{blank}€", f"{blank}euros", "€" if form else f"{blank}euros")))
    elif form == 3:
        tenths = draw(st.integers(11, 99))
        number = f"{tenths // 10},{tenths % 10}" if tenths % 10 else str(tenths // 10)
        many = "s" if tenths >= 20 else ""
        value = tenths * 1e5
        unit = draw(st.sampled_from((f"{blank}M€", f"{blank}million{many} d'euros", f" million{many} €")))
    elif form == 4:
        thousands = draw(st.integers(2, 900))
        number, value, unit = str(thousands), thousands * 1e3, draw(st.sampled_from((f"{blank}k€", "k€")))
    else:
        low = draw(st.integers(2, 60))
        high = low + draw(st.integers(1, 90))
        printed = f"{low} à {high}{blank}" + draw(st.sampled_from(("€", "euros")))
        return printed, Figure(low, high, "eur", "exact", printed)
    before, qualifier = draw(st.sampled_from(_BEFORE))
    return before + number + unit, Figure(round(value, 4), None, "eur", qualifier, number + unit)


@st.composite
def share(draw: st.DrawFn) -> tuple[str, Figure]:
    """A share of something, as it stands before "des …"."""
    form = draw(st.integers(0, 3))
    if form <= 1:
        tenths = draw(st.integers(20, 980))
        number = f"{tenths // 10},{tenths % 10}" if form and tenths % 10 else str(tenths // 10)
        printed = number + draw(st.sampled_from((" %", "%", "\u00a0%", "\u202f%", " pour cent")))
        before, qualifier = draw(st.sampled_from(_BEFORE))
        return before + printed, Figure(float(number.replace(",", ".")), None, "percent", qualifier, printed)
    printed = draw(st.sampled_from(sorted(_FRACTIONS)))
    before, qualifier = draw(
        st.sampled_from((("", "exact"), ("", "exact"), ("près de ", "approx"), ("environ ", "approx"), ("plus de ", "min")))
    )
    return _after(before, printed), Figure(_FRACTIONS[printed], None, "percent", qualifier, printed.removeprefix("les "))


@st.composite
def one_in(draw: st.DrawFn) -> tuple[str, Figure]:
    """ "Un jeune sur quatre" """
    of = draw(st.integers(2, 10))
    printed = f"un {draw(st.sampled_from(SINGULARS))} sur {in_words(of) if draw(st.booleans()) else of}"
    return printed, Figure(round(100 / of, 2), None, "percent", "exact", printed)
