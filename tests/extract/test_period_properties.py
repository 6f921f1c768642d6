"""What must hold for every period: printed in any form and with any noise, it is read back as it was."""

import string

from hypothesis import given
from hypothesis import strategies as st

from pipeline.extract.periods import ReadPeriod, filled_from_status, is_period_slot, read_slot, read_text
from pipeline.rulebook import default_rulebook
from tests.support import block, blocks, mapped

Years = tuple[int | None, int | None, bool]

RULES = default_rulebook().periods

MONTHS = ["janvier", "févr.", "mars", "avril", "mai", "juin", "juil.", "août", "sept.", "octobre", "nov.", "décembre"]
#: Ways to print a date that needs no article.
DATES = [
    "{y}",
    "{month} {y}",
    "1er {month} {y}",
    "14 {month} {y}",
    "fin {y}",
    "début {y}",
    "mi-{y}",
    "courant {y}",
    "fin {month} {y}",
    "mi-{month} {y}",
    "automne {y}",
    "été {y}",
    "rentrée {y}",
    "rentrée scolaire {y}",
    "2e semestre {y}",
    "1er trimestre {y}",
    "T3 {y}",
    "09/{y}",
    "01/09/{y}",
    "31.12.{y}",
]
ONCE = [
    "{a}",
    "En {ay}",
    "Année {ay}",
    "Initié en {ay}",
    "Créé en {ay}",
    "Lancement {a}",
    "Mise en œuvre prévue {a}",
    "À partir de {a}",
    "Dès {a}",
]
ONCE += ["{a} (expérimentation)", "Lancé en {ay}, étendu en {by}", "{ay} (phase pilote), généralisé en {by}", "Exercice {ay}"]
FROM_TO = [
    "{a} – {b}",
    "{a} à {b}",
    "De {a} à {b}",
    "Du {a} au {b}",
    "Entre {a} et {b}",
    "{a} → {b}",
    "{a} jusqu'à {b}",
    "{ay}-{by}",
    "{ay}/{by}",
]
FROM_TO += [
    "{ay}, {by}",
    "{ay} & {by}",
    "Expérimentation {ay}—{by}",
    "{ay}-{by}, reconduit en {later}",
    "{ay} pour {length} ans",
    "{a} ({length} ans)",
]
SINCE = ["Depuis {a}", "Depuis le {a}", "En place depuis {a}", "{a} à ce jour", "{a} - aujourd'hui", "{ay}-…", "{ay} →", "{a} – en cours"]
SINCE += ["Depuis {a}, partenariat élargi en {by}", "Initié en {ay}, en œuvre depuis {by}"]
SINCE_UNTIL = ["Depuis {a}, jusqu'à {b}", "Depuis {a} jusqu'au {b}", "Depuis {a} et jusqu'en {b}"]
UNTIL = ["Jusqu'à {b}", "Jusqu’au {b}", "Prévu jusqu'en {b}"]


@st.composite
def printed_periods(draw: st.DrawFn) -> tuple[str, Years]:
    """A year slot and what it says."""
    start = draw(st.integers(1950, 2080))
    length = draw(st.integers(1, 10))
    end = start + length

    def date(year: int) -> str:
        return draw(st.sampled_from(DATES)).format(y=year, month=draw(st.sampled_from(MONTHS)))

    forms, values = draw(
        st.sampled_from(
            [
                (ONCE, (start, None, False)),
                (FROM_TO, (start, end, False)),
                (SINCE, (start, None, True)),
                (SINCE_UNTIL, (start, end, True)),
                (UNTIL, (None, end, True)),
            ]
        )
    )
    form = draw(st.sampled_from(forms))
    text = form.format(a=date(start), b=date(end), ay=start, by=end, later=end + 2, length=length)
    return text[0].upper() + text[1:], values


def noisy(draw: st.DrawFn, text: str) -> str:
    """The text as another editor would set it: blanks, dashes, apostrophes, capitals, bold, a full stop."""
    changes = [
        lambda t: t.replace(" ", "\u00a0"),
        lambda t: t.replace(" ", "  "),
        lambda t: t.replace(" – ", " - "),
        lambda t: t.replace("'", "’"),
        lambda t: t.upper(),
        lambda t: f"**{t}**",
        lambda t: f"{t}.",
        lambda t: f" {t} ",
    ]
    for number in draw(st.lists(st.integers(0, len(changes) - 1), max_size=3, unique=True)):
        text = changes[number](text)
    return text


@st.composite
def noisy_periods(draw: st.DrawFn) -> tuple[str, Years]:
    text, values = draw(printed_periods())
    return noisy(draw, text), values


def years(period: ReadPeriod) -> Years:
    return period.start_year, period.end_year, period.ongoing


@given(printed_periods())
def test_a_printed_period_is_read_back(case: tuple[str, Years]) -> None:
    text, expected = case
    assert years(read_slot(mapped(text))) == expected


@given(printed_periods())
def test_a_printed_period_is_known_for_one(case: tuple[str, Years]) -> None:
    assert is_period_slot(mapped(case[0]).plain, RULES)


@given(noisy_periods())
def test_noise_changes_nothing(case: tuple[str, Years]) -> None:
    text, expected = case
    assert years(read_slot(block(text).text)) == expected


WHEN = [
    "en {y}",
    "en {month} {y}",
    "fin {y}",
    "début {y}",
    "dès {y}",
    "à l'automne {y}",
    "au printemps {y}",
    "à l'été {y}",
    "à la rentrée {y}",
]
WHEN += [
    "à la fin de l'année {y}",
    "le 1er {month} {y}",
    "le 14 {month} {y}",
    "au début de l'année {y}",
    "à la rentrée de {month} {y}",
    "fin {month} {y}",
]
STARTS = [
    "{When}, le Département a {made} un relais.",
    "{When}, un relais a été {made}.",
    "Le Département a {made} {when} un relais.",
    "Le relais a été {made} {when}.",
    "Un relais itinérant, {made} {when}, dessert le canton.",
    "{Made} {when}, le relais dessert le canton.",
    "Le canton vieillit. {When}, la Métropole a {made} un relais.",
    "Le lancement a eu lieu {when}.",
    "Le relais ouvrira ses portes {when}.",
]
MADE = ["créé", "ouvert", "lancé", "mis en place", "inauguré", "expérimenté", "mis en service", "installé"]
ONGOING = [
    "Depuis {date}, le Département prête du matériel.",
    "Le relais fonctionne depuis {date} dans le canton.",
    "Le Département propose depuis {date} un prêt de matériel.",
    "Ce relais, ouvert depuis {date}, dessert le canton.",
    "Le canton vieillit. Depuis {date}, le Département prête du matériel.",
]
SINCE_WHEN = [
    "{y}",
    "{month} {y}",
    "le 1er {month} {y}",
    "fin {y}",
    "l'automne {y}",
    "la rentrée {y}",
    "le début de l'année {y}",
    "la fin de l'été {y}",
]


@st.composite
def dated_texts(draw: st.DrawFn) -> tuple[str, Years]:
    """Running text that dates the start of an action, perhaps with how long it lasts."""
    year, month, made = draw(st.integers(1990, 2060)), draw(st.sampled_from(MONTHS)), draw(st.sampled_from(MADE))
    if draw(st.booleans()):
        date = draw(st.sampled_from(SINCE_WHEN)).format(y=year, month=month)
        return draw(st.sampled_from(ONGOING)).format(date=date), (year, None, True)
    when = draw(st.sampled_from(WHEN)).format(y=year, month=month)
    text = draw(st.sampled_from(STARTS)).format(when=when, When=when[0].upper() + when[1:], made=made, Made=made.capitalize())
    length = draw(st.none() | st.integers(1, 9))
    if length is None:
        return text, (year, None, False)
    return f"{text} Il est financé pour une durée de {length} ans.", (year, year + length, False)


@given(dated_texts())
def test_a_start_told_in_running_text_is_read_back(case: tuple[str, Years]) -> None:
    text, expected = case
    period = read_text(blocks(text), RULES)
    assert period is not None
    assert years(period) == expected
    assert period.place.text in text


FRAGMENTS = [
    "depuis ",
    "jusqu'à ",
    "2016",
    "1998",
    " – ",
    "-",
    "/",
    ", ",
    "17",
    "01/",
    "mars ",
    "fin ",
    "à ",
    " et ",
    "en cours",
    "pour 3 ans",
    "…",
    "→",
]
FRAGMENTS += [
    "prolongé d'un an",
    "a été créé en ",
    ". ",
    "le Département ",
    "(",
    ")",
    "l'",
    "mi-",
    "En ",
    "\u00a0",
    "0",
    "²",
    "٣",
    "İ",
    "loi de ",
    "de ",
]
anything = st.text(max_size=60) | st.lists(st.sampled_from(FRAGMENTS), max_size=14).map("".join)


@given(anything)
def test_any_slot_can_be_read(text: str) -> None:
    period = read_slot(mapped(text))
    assert period == read_slot(mapped(text))
    assert period.raw == text
    if period.start_year and period.end_year:
        assert period.start_year <= period.end_year
    if any(d in text for d in string.digits) is False:
        assert (period.start_year, period.end_year) == (None, None)
    is_period_slot(mapped(text).plain, RULES)


@given(anything)
def test_any_text_can_be_read(text: str) -> None:
    listed = blocks(text)
    period = read_text(listed, RULES)
    assert period == read_text(listed, RULES)
    if period is not None:
        assert str(period.start_year) in text
        start, end = period.place.source_range
        assert 0 <= start < end <= len(text)
        assert period.end_year is None or period.start_year is None or period.start_year <= period.end_year


@given(noisy_periods(), noisy_periods())
def test_the_status_slot_only_fills_what_the_year_slot_lacks(slot: tuple[str, Years], status: tuple[str, Years]) -> None:
    own = read_slot(mapped(slot[0]))
    both = filled_from_status(own, mapped(status[0]))
    assert both is not None
    assert both.raw == own.raw
    assert both.start_year == own.start_year
    assert both.end_year == own.end_year or own.end_year is None
    assert both.ongoing or not own.ongoing
