import pytest

from pipeline.extract.quantities import Form, Quantity, Unit, number_or_none, number_value, read_quantities
from tests.support import block

D, W, C, F, O = Form.DIGITS, Form.WORDS, Form.COLLECTIVE, Form.FRACTION, Form.ONE_IN  # noqa: E741
EUR, PC = Unit.EUR, Unit.PERCENT
NBSP, THIN = "\u00a0", "\u202f"


def read(text: str) -> list[Quantity]:
    """The quantities of a text as a reader meets it: cleaned first."""
    return read_quantities(block(text).text.plain)


ONE = {
    # digits
    "12 lits": (12, None, D, None),
    "reçoit 0 dossier": (0, None, D, None),
    "1 234 lits": (1234, None, D, None),
    f"1{NBSP}234 lits": (1234, None, D, None),
    f"1{THIN}234 lits": (1234, None, D, None),
    "1.234 lits": (1234, None, D, None),
    "1.234.567 lits": (1234567, None, D, None),
    "1 234 567 lits": (1234567, None, D, None),
    "12 345,50 lits": (12345.5, None, D, None),
    "3,5 postes": (3.5, None, D, None),
    "3.5 postes": (3.5, None, D, None),
    "0,8 poste": (0.8, None, D, None),
    "1234 lits": (1234, None, D, None),
    "(17 lits)": (17, None, D, None),
    "« 17 lits »": (17, None, D, None),
    "l'année : 17": (17, None, D, None),
    # money
    "45 €": (45, None, D, EUR),
    "45€": (45, None, D, EUR),
    f"1{NBSP}500{NBSP}€": (1500, None, D, EUR),
    "16,60 €": (16.6, None, D, EUR),
    "45 euros": (45, None, D, EUR),
    "1 euro symbolique": (1, None, D, EUR),
    "45 EUROS": (45, None, D, EUR),
    "1,5 M€": (1500000, None, D, EUR),
    "1,5M€": (1500000, None, D, EUR),
    "2 Md€": (2000000000, None, D, EUR),
    "120 k€": (120000, None, D, EUR),
    "120 K€": (120000, None, D, EUR),
    "1,5 million d'euros": (1500000, None, D, EUR),
    "1,5 millions d’euros": (1500000, None, D, EUR),
    "2 millions €": (2000000, None, D, EUR),
    "3 milliards d'euros": (3000000000, None, D, EUR),
    "deux millions d'euros": (2000000, None, W, EUR),
    "12 000€": (12000, None, D, EUR),
    "1 234 567,89 €": (1234567.89, None, D, EUR),
    "500 €uros": (500, None, D, EUR),
    "cinquante euros": (50, None, W, EUR),
    "1, 6 million d'euros": (1600000, None, D, EUR),
    "2 millions de repas": (2000000, None, D, None),
    "1,2 million d'habitants": (1200000, None, D, None),
    # shares
    "30 %": (30, None, D, PC),
    "30%": (30, None, D, PC),
    f"30{THIN}%": (30, None, D, PC),
    "6,2 %": (6.2, None, D, PC),
    "0,5 %": (0.5, None, D, PC),
    "+ 12 %": (12, None, D, PC),
    "30 pour cent": (30, None, D, PC),
    "30 pourcent": (30, None, D, PC),
    "trente pour cent": (30, None, W, PC),
    "la moitié des aînés": (50, None, F, PC),
    "les deux tiers des aînés": (66.67, None, F, PC),
    "un tiers des aînés": (33.33, None, F, PC),
    "un quart des aînés": (25, None, F, PC),
    "les trois quarts des aînés": (75, None, F, PC),
    "un cinquième des aînés": (20, None, F, PC),
    "quatre cinquièmes des aînés": (80, None, F, PC),
    "un dixième des aînés": (10, None, F, PC),
    "¼ des aînés": (25, None, F, PC),
    "½ des aînés": (50, None, F, PC),
    "¾ des aînés": (75, None, F, PC),
    "⅔ des aînés": (66.67, None, F, PC),
    "3/4 des aînés": (75, None, F, PC),
    "1/3 des aînés": (33.33, None, F, PC),
    "2/3 des aînés": (66.67, None, F, PC),
    "un aîné sur quatre": (25, None, O, PC),
    "une famille sur trois": (33.33, None, O, PC),
    "un savoyard sur dix": (10, None, O, PC),
    "deux aînés sur trois": (66.67, None, O, PC),
    "1 aîné sur 5": (20, None, O, PC),
    "huit aînés sur dix": (80, None, O, PC),
    "une personne âgée sur quatre": (25, None, O, PC),
    "9 aînés sur 10": (90, None, O, PC),
    # collectives
    "une dizaine de lits": (10, None, C, None),
    "une douzaine de lits": (12, None, C, None),
    "une quinzaine de lits": (15, None, C, None),
    "une trentaine": (30, None, C, None),
    "la cinquantaine de lits": (50, None, C, None),
    "une centaine de lits": (100, None, C, None),
    "des centaines de lits": (100, None, C, None),
    "deux centaines de lits": (200, None, C, None),
    "plusieurs centaines de lits": (100, None, C, None),
    "un millier de lits": (1000, None, C, None),
    "des milliers de lits": (1000, None, C, None),
    "plusieurs milliers de lits": (1000, None, C, None),
    "des dizaines de milliers de lits": (10000, None, C, None),
    "quelques dizaines de lits": (10, None, C, None),
    "une 20aine de lits": (20, None, C, None),
    "trois douzaines de lits": (36, None, C, None),
    "des millions d'euros": (1000000, None, C, EUR),
    # words
    "deux lits": (2, None, W, None),
    "Cinq villes": (5, None, W, None),
    "dix-sept lits": (17, None, W, None),
    "vingt lits": (20, None, W, None),
    "vingt et un lits": (21, None, W, None),
    "vingt-et-une places": (21, None, W, None),
    "vingt-deux lits": (22, None, W, None),
    "soixante-dix lits": (70, None, W, None),
    "soixante et onze lits": (71, None, W, None),
    "soixante-quinze lits": (75, None, W, None),
    "quatre vingt dix lits": (90, None, W, None),
    "quatorze mille lits": (14000, None, W, None),
    "quatre-vingts lits": (80, None, W, None),
    "quatre-vingt-un lits": (81, None, W, None),
    "quatre-vingt-dix-neuf lits": (99, None, W, None),
    "cent lits": (100, None, W, None),
    "deux cents lits": (200, None, W, None),
    "mille lits": (1000, None, W, None),
    "trois mille lits": (3000, None, W, None),
    "quarante lits": (40, None, W, None),
    # ranges
    "10 à 12 euros": (10, 12, D, EUR),
    "de 10 € à 12 €": (10, 12, D, EUR),
    "10-12 lits": (10, 12, D, None),
    "10 - 12 lits": (10, 12, D, None),
    "10 ou 12 lits": (10, 12, D, None),
    "entre 10 et 12 lits": (10, 12, D, None),
    "de deux à quatre lits": (2, 4, W, None),
    "deux ou trois lits": (2, 3, W, None),
    "20 à 30 %": (20, 30, D, PC),
    "entre 20 % et 30 %": (20, 30, D, PC),
    "entre vingt et trente lits": (20, 30, W, None),
    "20 % à 30 %": (20, 30, D, PC),
    "1 000 à 1 500 lits": (1000, 1500, D, None),
    "1 à 2 millions d'euros": (1000000, 2000000, D, EUR),
    "1,5 à 2 M€": (1500000, 2000000, D, EUR),
    "10 à 12 k€": (10000, 12000, D, EUR),
}


@pytest.mark.parametrize(("text", "expected"), ONE.items(), ids=ONE)
def test_one_quantity(text: str, expected: tuple[float, float | None, Form, Unit | None]) -> None:
    assert [(q.value, q.high, q.form, q.unit) for q in read(text)] == [expected]


SEVERAL = {
    "12 lits et 3 chambres": [12, 3],
    "12, 15 et 20 lits": [12, 15, 20],
    "10 et 12 lits": [10, 12],
    "trois villes, vingt lits": [3, 20],
    "1 250 lits en 3 sites": [1250, 3],
    "60 % des 45 aînés": [60, 45],
    "12 lits (dont 4 doubles)": [12, 4],
    "3 postes à 80 %": [3, 80],
    "12 à 10 lits": [12, 10],
    "un tiers des 90 aînés": [33.33, 90],
    "7 sur les 22 bourgs": [7, 22],
    "200 € par an, 15 € par mois": [200, 15],
}


@pytest.mark.parametrize(("text", "values"), SEVERAL.items(), ids=SEVERAL)
def test_several_quantities(text: str, values: list[float]) -> None:
    assert [q.value for q in read(text)] == values


NONE = [
    "un lit",
    "une place",
    "l'un des lits",
    "quelques lits",
    "plusieurs lits",
    "le premier lit",
    "la deuxième place",
    "un demi-lit",
    "la moisson",
    "le sixième jour",
    "dix-huitième siècle",
    "aujourd'hui",
    "neuve et neuf-brisach",
    "A4",
    "T3",
    "CD33",
    "M2",
    "page n°12",
    "cap@12",
    "le quartier des Mille-Feuilles",
    "un centimètre",
    "le huitantième",
    "une moitessière",
    "les sans-abri",
    "le tiers-lieu",
]


@pytest.mark.parametrize("text", NONE)
def test_no_quantity(text: str) -> None:
    assert read(text) == []


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        ("plus de 1 250 € versés", "1 250 €"),
        ("près de 1,5 million d'euros versés", "1,5 million d'euros"),
        ("de 10 à 12 lits", "10 à 12"),
        ("de 10 € à 12 € par jour", "10 € à 12 €"),
        ("les deux tiers des aînés", "deux tiers"),
        ("une trentaine de lits", "une trentaine"),
        ("seuls 6,2 % des lits", "6,2 %"),
        ("les vingt et un lits", "vingt et un"),
        ("fin : 17", "17"),
    ],
)
def test_place_of_a_quantity(text: str, printed: str) -> None:
    (found,) = read(text)
    assert text[found.start : found.end] == printed
    assert found.start < found.number_end <= found.end


NUMBERS = {
    "2": 2,
    "1 234,5": 1234.5,
    "1.500": 1500,
    "12.5": 12.5,
    "0,25": 0.25,
    "1 000 000": 1000000,
    "Trois": 3,
    "quatre-vingt-dix": 90,
    "soixante-et-onze": 71,
    "deux cent": 200,
    "vingt mille": 20000,
}


@pytest.mark.parametrize(("text", "value"), NUMBERS.items(), ids=NUMBERS)
def test_number_value(text: str, value: float) -> None:
    assert number_value(text) == value


@pytest.mark.parametrize("word", ["un", "une", "lit", "", "douzaine", "premier"])
def test_no_number(word: str) -> None:
    assert number_or_none(word) is None


def test_every_number_below_a_hundred_is_read_back() -> None:
    units = ["", "un", "deux", "trois", "quatre", "cinq", "six", "sept", "huit", "neuf"]
    teens = ["dix", "onze", "douze", "treize", "quatorze", "quinze", "seize", "dix-sept", "dix-huit", "dix-neuf"]
    tens = {20: "vingt", 30: "trente", 40: "quarante", 50: "cinquante"}
    spelt = {n: w for n, w in enumerate([*units, *teens]) if n > 1}
    for ten, word in tens.items():
        spelt |= {ten + n: word + ("-et-un" if n == 1 else f"-{unit}" if unit else "") for n, unit in enumerate(units)}
    spelt |= {60 + n: "soixante" + ("-et-" if n in {1, 11} else "-") + w for n, w in enumerate([*units, *teens]) if w}
    spelt |= {80 + n: f"quatre-vingt-{w}" for n, w in enumerate([*units, *teens]) if w}
    spelt |= {60: "soixante", 80: "quatre-vingts"}
    assert sorted(spelt) == list(range(2, 100))
    assert {n: number_value(word) for n, word in spelt.items()} == {n: float(n) for n in spelt}
