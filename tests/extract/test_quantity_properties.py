"""What holds for every quantity, however it is printed: numbers are built with the figure they tell, printed and read back."""

from dataclasses import dataclass

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from pipeline.extract.acronyms import Acronyms
from pipeline.extract.figures import FigureReader, ReadFigure
from pipeline.extract.quantities import Form, Unit, number_value, read_quantities
from pipeline.rulebook import default_rulebook
from schemas.enums import FigureKind, Qualifier
from tests.support import block, document

NB, THIN, SOFT = "\u00a0", "\u202f", "\u00ad"
BLANKS = st.sampled_from([" ", NB, THIN])

# One reader for all examples: it keeps nothing between texts.
READER = FigureReader(default_rulebook().figures, default_rulebook().figure_words)


def figures(text: str) -> list[ReadFigure]:
    told = document(text)
    return [f for b in told.blocks for f in READER.read(b, None, Acronyms(told))]


def told(text: str) -> list[tuple[float, float | None, FigureKind, Qualifier]]:
    return [(f.value, f.high, f.kind, f.qualifier) for f in figures(text)]


# -- numbers and the ways to print them


def grouped(n: int, mark: str) -> str:
    """A whole number with a mark between thousands."""
    return f"{n:,}".replace(",", mark)


@st.composite
def printed_integers(draw: st.DrawFn, low: int = 2, high: int = 9_999_999) -> tuple[str, int]:
    n = draw(st.integers(low, high))
    return grouped(n, draw(st.sampled_from([" ", NB, THIN, ".", ""]))), n


@st.composite
def printed_decimals(draw: st.DrawFn, high: int = 999) -> tuple[str, float]:
    whole, part = draw(st.integers(0, high)), draw(st.integers(1, 99))
    digits = f"{part:02}".rstrip("0")
    return f"{whole},{digits}", float(f"{whole}.{digits}")


ONES = ["", "un", "deux", "trois", "quatre", "cinq", "six", "sept", "huit", "neuf", "dix", "onze", "douze", "treize", "quatorze", "quinze", "seize", "dix-sept", "dix-huit", "dix-neuf"]  # fmt: skip
TENS = ["", "", "vingt", "trente", "quarante", "cinquante", "soixante", "soixante", "quatre-vingt", "quatre-vingt"]


def spelt(n: int, joint: str, *, ends: bool = True) -> str:
    """A number in words, `joint` between its words (the traditional blank, the hyphen of 1990); `ends` where nothing follows it."""
    if n >= 1000:
        head = "" if n < 2000 else spelt(n // 1000, joint, ends=False) + joint
        return head + "mille" + (joint + spelt(n % 1000, joint) if n % 1000 else "")
    if n >= 100:
        head = "" if n < 200 else spelt(n // 100, joint) + joint
        plural = "s" if n % 100 == 0 and n >= 200 and ends else ""
        return head + "cent" + plural + (joint + spelt(n % 100, joint, ends=ends) if n % 100 else "")
    if n < 20:
        return ONES[n]
    ten = TENS[n // 10]
    rest = n % 10 + (10 if n // 10 in {7, 9} else 0)
    if rest == 0:
        return ten + ("s" if ten == "quatre-vingt" and ends else "")
    if rest in {1, 11} and ten != "quatre-vingt":
        return f"{ten}{joint}et{joint}{ONES[rest]}"
    return f"{ten}-{ONES[rest]}"


NUMBERS_IN_WORDS = st.integers(2, 999_999)
JOINTS = st.sampled_from([" ", "-"])


@given(NUMBERS_IN_WORDS, JOINTS)
def test_words_and_digits_agree(n: int, joint: str) -> None:
    words = spelt(n, joint)
    assert number_value(words) == n == number_value(str(n))
    assert [(q.value, q.high, q.form) for q in read_quantities(f"{words} places")] == [(n, None, Form.WORDS)]


@pytest.mark.parametrize("joint", [" ", "-"])
def test_every_number_in_words_below_a_thousand(joint: str) -> None:
    assert {n: number_value(spelt(n, joint)) for n in range(2, 1000)} == {n: n for n in range(2, 1000)}


@given(NUMBERS_IN_WORDS, JOINTS)
def test_words_in_capitals(n: int, joint: str) -> None:
    words = spelt(n, joint)
    assert [q.value for form in (words, words.capitalize(), words.upper()) for q in read_quantities(f"{form} places")] == [n] * 3


@given(printed_integers())
def test_separator_of_thousands_does_not_matter(number: tuple[str, int]) -> None:
    printed, n = number
    (found,) = read_quantities(block(f"La salle a {printed} places.").text.plain)
    assert (found.value, found.high, found.form) == (n, None, Form.DIGITS)


@given(printed_decimals(), st.sampled_from(["%", " %", NB + "%", " pour cent", " p. 100"]))
def test_shares(number: tuple[str, float], unit: str) -> None:
    printed, value = number
    (found,) = read_quantities(block(f"Soit {printed}{unit} des places.").text.plain)
    assert (found.value, found.unit) == (pytest.approx(value), Unit.PERCENT)


SCALES = {
    "€": 1, " €": 1, " euros": 1, f"{NB}€": 1, " EUR": 1, "k€": 1e3, " k€": 1e3, " K€": 1e3, " k euros": 1e3, " M€": 1e6, "M€": 1e6,
    " M d'€": 1e6, " M d’euros": 1e6, " million d'euros": 1e6, " millions d'euros": 1e6, " millions d’euros": 1e6, " millions €": 1e6,
    " Md€": 1e9, " milliards d'euros": 1e9, " milliers d'euros": 1e3,
}  # fmt: skip


@given(st.one_of(printed_integers(high=999), printed_decimals()), st.sampled_from(sorted(SCALES)))
def test_amounts(number: tuple[str, float], scale: str) -> None:
    printed, value = number
    (found,) = read_quantities(block(f"Un fonds de {printed}{scale}, pour tous.").text.plain)
    assert (found.value, found.unit) == (pytest.approx(value * SCALES[scale]), Unit.EUR)


@given(st.data(), st.sampled_from([("", "à"), ("de ", "à"), ("entre ", "et"), ("", "ou"), ("", "-"), ("", " - "), ("", "–")]))
def test_bounds_of_a_range(data: st.DataObject, frame: tuple[str, str]) -> None:
    low = data.draw(st.integers(2, 900))
    high = data.draw(st.integers(low + 1, 999))
    lead, joint = frame
    joint = joint if joint.strip() in {"-", "–"} else f" {joint} "
    (found,) = read_quantities(block(f"On voit {lead}{low}{joint}{high} places.").text.plain)
    assert (found.value, found.high) == (low, high)


@given(st.data(), JOINTS)
def test_bounds_of_a_range_in_words(data: st.DataObject, joint: str) -> None:
    low = data.draw(st.integers(2, 98))
    high = data.draw(st.integers(low + 1, 99))
    (found,) = read_quantities(f"de {spelt(low, joint)} à {spelt(high, joint)} places")
    assert (found.value, found.high) == (low, high)


@given(st.data())
def test_a_fall_is_no_range(data: st.DataObject) -> None:
    low = data.draw(st.integers(2, 900))
    high = data.draw(st.integers(low + 1, 999))
    assert [(q.value, q.high) for q in read_quantities(f"de {high} à {low} places")] == [(high, None), (low, None)]


# -- whole sentences


@dataclass(frozen=True)
class Told:
    """A stretch of a sentence and the figure that it tells."""

    text: str
    value: float
    high: float | None
    kind: FigureKind


PERSONS = ["agents", "bénévoles", "jeunes", "familles d'accueil", "salariées", "personnes", "assistantes maternelles", "infirmiers"]
THINGS = ["places", "logements", "communes", "ateliers", "lits", "véhicules", "contrats", "associations", "repas"]
KINDS = dict.fromkeys(PERSONS, FigureKind.PEOPLE) | dict.fromkeys(THINGS, FigureKind.COUNT) | {"familles d'accueil": FigureKind.COUNT}


@st.composite
def countings(draw: st.DrawFn) -> Told:
    noun = draw(st.sampled_from(sorted(KINDS)))
    way = draw(st.sampled_from(["digits", "words", "range"]))
    if way == "words":
        n = draw(st.integers(2, 99))
        return Told(f"{spelt(n, draw(JOINTS))} {noun}", n, None, KINDS[noun])
    low = draw(st.integers(2, 900))
    if way == "range":
        high = draw(st.integers(low + 1, 999))
        return Told(f"{low} à {high} {noun}", low, high, KINDS[noun])
    printed, n = draw(printed_integers())
    # a bare number that could be a year is another matter
    assume(not (len(printed) == 4 and printed[:2] in {"19", "20"}))
    return Told(f"{printed}{draw(BLANKS)}{noun}", n, None, KINDS[noun])


@st.composite
def amounts(draw: st.DrawFn) -> Told:
    printed, value = draw(st.one_of(printed_integers(high=999_999), printed_decimals()))
    unit, factor = draw(st.sampled_from([("€", 1), ("euros", 1), ("M€", 1e6), ("k€", 1e3)]))
    return Told(f"{printed}{draw(BLANKS)}{unit}", value * factor, None, FigureKind.EUR)


@st.composite
def rates(draw: st.DrawFn) -> Told:
    printed, value = draw(st.one_of(printed_integers(low=2, high=100), printed_decimals(high=99)))
    return Told(f"{printed}{draw(st.sampled_from([' ', NB, THIN, '']))}%", value, None, FigureKind.PERCENT)


FIGURES = st.one_of(countings(), amounts(), rates())
QUALIFIED = {
    "": Qualifier.EXACT,
    "près de ": Qualifier.APPROX,
    "environ ": Qualifier.APPROX,
    "quelque ": Qualifier.APPROX,
    "à peu près ": Qualifier.APPROX,
    "plus de ": Qualifier.MIN,
    "au moins ": Qualifier.MIN,
    "au minimum ": Qualifier.MIN,
    "pas moins de ": Qualifier.MIN,
    "moins de ": Qualifier.MAX,
    "un peu moins de ": Qualifier.MAX,
    "au plus ": Qualifier.MAX,
    "au maximum ": Qualifier.MAX,
    "jusqu'à ": Qualifier.MAX,
}
FRAMES = [
    "Le relais a reçu {}.",
    "Depuis 2016, le relais du canton a obtenu {} en deux ans.",
    "En 2018, le bilan fait état de {} ; il est jugé bon.",
    "Le bilan (voir page 12) fait état de {}, selon l'article 3 du règlement.",
    "{} : voilà le bilan de la 2e année.",
    "- {}",
    "« Nous avons vu {} », dit le maire.",
]


@given(FIGURES, st.sampled_from(sorted(QUALIFIED)), st.sampled_from(FRAMES))
def test_a_built_sentence_is_read_back(figure: Told, qualifier: str, frame: str) -> None:
    text = frame.format(qualifier + figure.text)
    ((value, high, kind, found),) = told(text)
    assert (value, high, kind, found) == (pytest.approx(figure.value), figure.high, figure.kind, QUALIFIED[qualifier])


@given(st.lists(FIGURES, min_size=2, max_size=4))
def test_sentences_are_read_one_by_one(several: list[Told]) -> None:
    text = " ".join(f"Le relais a reçu {figure.text}." for figure in several)
    assert [(f.value, f.kind) for f in figures(text)] == [(pytest.approx(figure.value), figure.kind) for figure in several]


SILENT = [
    "Le maire du bourg s'en réjouit.",
    "Ouvert en 2016, le lieu a changé de nom le 3 mai 2018.",
    "Il reçoit les jeunes de 16 à 25 ans.",
    "Une réponse est donnée sous 48 heures.",
    "La loi n° 2002-2 et l'article L. 312-1 le prévoient.",
    "Il suit deux axes et trois objectifs.",
    "Il ouvre de 9 h à 12 h, trois jours par semaine.",
    "Tél. : 01 99 00 12 34.",
    "Il est au 12 rue des Lilas, 99120 Valbelle.",
    "Un médecin y passe une fois par mois.",
]


@given(FIGURES, st.sampled_from(FRAMES), st.sampled_from(SILENT), st.booleans())
def test_a_sentence_without_quantity_changes_nothing(figure: Told, frame: str, silent: str, before: bool) -> None:
    text = frame.format(figure.text)
    assume(before is False or not text.startswith("-"))
    assert told(silent) == []
    assert told(f"{silent} {text}" if before else f"{text} {silent}") == told(text)


@given(FIGURES, st.sampled_from(FRAMES), st.data())
def test_noise_of_print_changes_nothing(figure: Told, frame: str, data: st.DataObject) -> None:
    text = frame.format(figure.text)
    noisy = "".join(letter + data.draw(st.sampled_from(["", "", "", noise])) for letter, noise in _with_noise(text))
    assert told(noisy) == told(text)
    assert told(frame.format(f"**{figure.text}**")) == told(text)


def _with_noise(text: str) -> list[tuple[str, str]]:
    """Each letter with what may be printed after it unseen: a second blank, a soft hyphen."""
    return [
        (letter, " " if letter == " " and i > 1 else SOFT if letter.isalpha() and letter.islower() else "") for i, letter in enumerate(text)
    ]


# -- any text at all

FRAGMENTS = [
    "un", "une", "deux", "vingt", "et", "vingt et un", "quatre-vingt", "cent", "cents", "mille", "millier", "milliers", "million",
    "millions", "d'euros", "€", "k€", "M€", "%", "pour cent", "p. 100", "tiers", "quart", "la moitié", "¼", "½", "3/4", "sur", "dix",
    "dizaine", "douzaine", "centaine de", "à", "de", "entre", "ou", "-", "/", ",", ".", ";", ":", "(", ")", "«", "»", "[", "]",
    "12", "1 200", "1.200", "2016", "3,5", "0", "1", "14h30", "n°", "16-25", "ans", "fois", "par", "mois", "familles", "agents", "T2", "GIR",
    "dont", "plus de", "près d'", "passe de", "au", "maximum", "rue", "points", "l'", "d'", "centimes", "euros", "poste", "1/2",
    "İ", "ß", "²", "٣",
]  # fmt: skip
JUMBLES = st.lists(st.sampled_from(FRAGMENTS), max_size=25).flatmap(
    lambda words: st.sampled_from([" ", "", NB]).map(lambda joint: joint.join(words))
)
TEXTS = st.one_of(st.text(max_size=200), JUMBLES, JUMBLES.map(str.upper))


@given(TEXTS)
def test_any_text_is_read(text: str) -> None:
    found = read_quantities(text)
    assert found == read_quantities(text)
    end = 0
    for quantity in found:
        assert end <= quantity.start < quantity.number_end <= quantity.end <= len(text)
        assert quantity.value >= 0
        assert quantity.high is None or quantity.high > quantity.value
        end = quantity.end


@given(TEXTS)
def test_figures_of_any_text_point_into_it(text: str) -> None:
    read = figures(text)
    assert [(f.value, f.label) for f in read] == [(f.value, f.label) for f in figures(text)]
    starts = [f.raw.source_range for f in read]
    assert all(0 <= start < end <= len(text) for start, end in starts)
    assert all(len(f.label.split()) <= 10 for f in read)


@given(st.text(alphabet=st.characters(exclude_categories=["N"]), max_size=200))
def test_no_number_no_digits(text: str) -> None:
    assert [q for q in read_quantities(text) if q.form is Form.DIGITS and not q.unit and "million" not in text.lower()] == []
