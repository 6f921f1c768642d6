"""When an action runs: from the year slot of a header, or from the sentence that dates its start."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from pipeline.document import Block, MappedText, fold
from pipeline.extract.quantities import number_or_none
from pipeline.segment.model import first_match, match_of
from schemas.rules import PeriodsFile, Rule, YearRule

_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
#: A date down to its year: `2016`, `09/2016`, `01.09.2016`, `2016-09-01`.
_DATE = re.compile(r"(?<!\d)(?:\d{1,2}[./-]){0,2}(?P<year>(?:19|20)\d\d)(?!\d)(?:-\d\d-\d\d(?!\d))?")
_MONTH = r"janv(?:ier)?|f[ée]vr?(?:ier)?|mars|avr(?:il)?|mai|juin|juil(?:let)?|ao[ûu]t|sept?(?:embre)?|oct(?:obre)?|nov(?:embre)?|d[ée]c(?:embre)?"
#: What may follow the first year of a range to give the last two digits of the other: `2014-18`, not `2014 - 18 juin`.
_SHORT_END = re.compile(rf" ?[-/] ?(?P<end>\d\d)(?![\d/]|\.\d| ?(?:{_MONTH})\b)")
#: Years in two digits, where the slot has no others: `sept-16`, `01/09/16`.
_SHORT_YEAR = re.compile(rf"(?:\b(?:{_MONTH})\.?[ '-]|(?<![\d/])\d{{1,2}}/\d{{1,2}}/)(?P<year>\d\d)(?![\d/])")
#: How much of a sentence around a date is asked what the date is of.
_FAR = 300
#: A longer time is the age of someone.
_LONGEST = 12
#: Words that make a year more exact and say nothing about how two years hang together.
_DATE_WORD = re.compile(
    rf"(?:{_MONTH}|mi|fin|d[ée]but|courant|milieu|mois|printemps|[ée]t[ée]|automne|hiver|ann[ée]es?|rentr[ée]e|scolaire|exercice|saison"
    r"|semestre|trimestre|sem|trim|[st]|premiere?|premi[èe]re|deuxi[èe]me|seconde?|troisi[èe]me|quatri[èe]me|derni(?:er|[èe]re)"
    r"|er|[èe]re|e|[èe]me|nde?|le|la|les|l|de|du|d|des)$"
)
#: What stands between two years that begin and end a period, once the words of dates are left out.
_TO = re.compile(r"(?:- ?-?|/|>|→|- >|&|,? ?et|à|a|aux?|(?:et |puis )?jusqu(?:e| ')(?: (?:à|a|en|aux?))?)$")
_UNTIL = re.compile(r"\bjusqu(?:e\b|'? ?(?:à|a|en|aux?)\b)")
_SINCE = re.compile(r"\bdepuis\b", re.IGNORECASE)
#: Behind a year: the period is open. A status in brackets or behind a comma ("2016 (en cours)") is only a status.
_STILL = re.compile(
    r" ?(?:-|/|à|a|→|>|jusqu'à) ?\(?(?:ce jour|aujourd'hui|nos jours|maintenant|présent|(?:toujours )?en cours\b(?! d['e]))"
    r"| ?[-,/à]? ?(?:…|\.\.\.|→|->|>)\W*$"
)
_LASTING = re.compile(
    r"(?:^|\b(?:pour|sur|durée|expérimentation de|convention de|programme de|initialement)[ :]*|[(,-] ?)(?:une )?(?:(?:durée|période) )?(?:(?:initiale|totale) )?(?:de )?"
    r"(?P<years>\d+|un|deux|trois|quatre|cinq|six|sept|huit|neuf|dix) (?P<unit>ans?|années?|mois)\b(?! et plus| ou plus| plus tard| après)"
)
_LENGTHENED = re.compile(
    r"\b(?:prolong|prorog|recondui|renouvel)\w+ (?:une fois )?(?:d'|de |pour )(?P<years>\d+|une?|deux|trois|quatre|cinq) (?:ans?|années?)\b"
)


@dataclass(frozen=True, slots=True)
class ReadPeriod:
    """A period before validation; `place` is the text it was read from, `raw` the printed slot."""

    start_year: int | None
    end_year: int | None
    ongoing: bool
    raw: str | None
    place: MappedText
    rule: str


def has_year(plain: str) -> bool:
    """Whether a text holds a year."""
    return _YEAR.search(plain) is not None


def is_period_slot(plain: str, rules: PeriodsFile) -> bool:
    """Whether a header line is the year slot: up to its first break it holds a year and nothing but words of dates.

    >>> from pipeline.rulebook import default_rulebook
    >>> rules = default_rulebook().periods
    >>> [is_period_slot(t, rules) for t in ("Depuis 2009. 14 unités", "Du 1er mai 2016 au 3 juin 2018", "Agenda 2030")]
    [True, True, False]
    """
    if len(plain) > 160 or not _YEAR.search(plain):
        return False
    known = {fold(word) for word in rules.slot_words}
    whole = re.sub(rf"\b({_MONTH}|trim|sem)\.", r"\1", plain.strip(" .*:°()").lower())
    opening = re.split(r"[;(]|[.,](?!\d)", whole)[0]
    words = re.findall(r"[^\W\d_]+", fold(opening))
    return _YEAR.search(opening) is not None and all(word in known for word in words)


def read_slot(text: MappedText) -> ReadPeriod:
    """The period of a year slot; a slot that gives nothing (`nc`) yields nulls.

    >>> def period(text):
    ...     p = read_slot(MappedText(text, tuple(range(len(text)))))
    ...     return p.start_year, p.end_year, p.ongoing
    >>> period("2014 – 2017"), period("Depuis avril 2016"), period("Octobre 2016 à mai 2017"), period("nc")
    ((2014, 2017, False), (2016, None, True), (2016, 2017, False), (None, None, False))
    >>> period("Depuis 2005, partenariat élargi en 2008"), period("Jusqu'à fin 2019")
    ((2005, None, True), (None, 2019, True))
    """
    plain = _with_whole_years(" ".join(text.plain.lower().split()))
    dates = list(_DATE.finditer(plain))
    start, end, ongoing = _span(plain, dates)
    if start and end is None:
        years = _lasting(plain)
        end = start + years if years else None
    if end:
        end += sum(int(_years(match["years"])) for match in _LENGTHENED.finditer(plain))
    ongoing |= bool(_SINCE.search(plain)) or any(_STILL.match(plain, date.end()) for date in dates)
    return ReadPeriod(start, end, ongoing, text.text, text, "period.slot")


def _with_whole_years(plain: str) -> str:
    """The slot with years of two digits written in full, where it has no others."""
    if _YEAR.search(plain):
        return plain
    return _SHORT_YEAR.sub(lambda m: m.group()[:-2] + "20" + m["year"], plain)


def _span(plain: str, dates: list[re.Match[str]]) -> tuple[int | None, int | None, bool]:
    """First and last year, and whether the slot names the last one only ("jusqu'à fin 2019")."""
    start: int | None = None
    end: int | None = None
    open_start = False
    linked = True  # so far every year is tied to the one before
    position = 0
    for date in dates:
        year, between = int(date["year"]), plain[position : date.start()]
        position = date.end()
        until = _UNTIL.split(between)[1:]
        said_until = bool(until) and not _joint(until[-1])
        if date is dates[0] and said_until:
            end, open_start = year, True
        elif start is None:
            start = year if end is None or year < end else None
            linked = end is None
        elif linked and (_TO.match(_joint(between)) or between.strip() == ","):
            end = year if year >= start else end
        elif said_until and year >= start:
            open_start, end = end is None, max(year, end or year)
        else:
            linked = False
        short = _SHORT_END.match(plain, position)
        if short and start == year and year // 100 * 100 + int(short["end"]) > year:
            end = year // 100 * 100 + int(short["end"])
    return start, end, open_start


def _joint(between: str) -> str:
    """What stands between two years besides the words of dates: a mark or a preposition, or the words that part them."""
    words = re.sub(r"\bmi-|(?<=[^\W\d])-(?=[^\W\d])|(?<!\bjusqu)'|\.", " ", between)
    return " ".join(word for word in re.findall(r"[^\W\d_]+|[^\w\s]", words) if not _DATE_WORD.match(word))


def _lasting(plain: str) -> int:
    """Years a slot says the action lasts, 0 where it does not; months count where they make whole years."""
    match = _LASTING.search(plain)
    if not match:
        return 0
    length = _years(match["years"])
    if match["unit"] == "mois":
        length = length / 12 if length % 12 == 0 else 0
    return int(length) if length <= _LONGEST else 0


def filled_from_status(period: ReadPeriod | None, status: MappedText) -> ReadPeriod | None:
    """What the year slot lacks, taken from the status slot where that gives `depuis` or `jusqu'à`."""
    plain = status.plain.lower()
    if not (_SINCE.search(plain) or _UNTIL.search(plain)) or not _YEAR.search(status.plain):
        return period
    second = read_slot(status)
    if period is None:
        return replace(second, raw=None, rule="period.status_slot")
    if period.start_year is None and period.end_year is None:
        return replace(second, raw=period.raw, rule="period.status_slot")
    return replace(period, end_year=period.end_year or second.end_year, ongoing=period.ongoing or second.ongoing)


def read_text(blocks: Iterable[Block], rules: PeriodsFile) -> ReadPeriod | None:
    """The start that the text gives for the action itself, with the end an explicit duration gives; None if there is none."""
    listed = list(blocks)
    told = _first_told(listed, rules.text, rules.not_the_action, rules)
    told = told or _first_told(listed, rules.otherwise, (*rules.not_the_action, *rules.not_a_start), rules)
    if told is None:
        return None
    block, match, rule = told
    start, groups = _year(match)[1], match.groupdict()
    years = _duration(listed, rules)
    end = next((year for year in (int(groups.get("end") or 0), _until(listed, rules)) if year >= start), None)
    return ReadPeriod(
        start_year=start,
        end_year=end or (start + years if years else None),
        ongoing=bool(groups.get("since")),
        raw=None,
        place=block.text[match.start() : match.end()].strip(" ,.;-"),
        rule=rule.id,
    )


def _first_told(
    blocks: Iterable[Block], dates: Sequence[YearRule], exceptions: Sequence[Rule], rules: PeriodsFile
) -> tuple[Block, re.Match[str], YearRule] | None:
    """The first date of the first block with any that stands ahead of examples and outside the sentences of exceptions."""
    for block in blocks:
        example = match_of(rules.examples, block.text.plain)
        plain = block.text.plain[: example.start()] if example else block.text.plain
        found = sorted(((m, rule) for rule in dates for m in rule.regex.finditer(plain)), key=lambda hit: _year(hit[0])[0])
        hit = next((hit for hit in found if not _of_something_else(plain, hit[0], exceptions)), None)
        if hit:
            return block, *hit
    return None


def _year(match: re.Match[str]) -> tuple[int, int]:
    """Where the year of a match stands, and the year; a pattern with two readings names the second `year2`."""
    group = "year" if match["year"] else "year2"
    return match.start(group), int(match[group])


def _of_something_else(plain: str, match: re.Match[str], exceptions: Sequence[Rule]) -> bool:
    """Whether the sentence, with `…` for the words that date a start (`depuis …` where it goes on), tells of a law, a body or a study."""
    before = re.split(r"[.;] ", plain[max(0, match.start() - _FAR) : match.start()])[-1]
    after = re.split(r"[.;] ", plain[match.end() : match.end() + _FAR])[0]
    told = f"{before}{'depuis ' if match.groupdict().get('since') else ''}…{after}"
    return first_match(exceptions, told) is not None


def _until(blocks: Iterable[Block], rules: PeriodsFile) -> int:
    """The year in which the text says the action ends, 0 where it does not say."""
    matches = (match for block in blocks for rule in rules.until if (match := rule.regex.search(block.text.plain)))
    return next((int(match["end"] or match["end2"]) for match in matches), 0)


def _duration(blocks: list[Block], rules: PeriodsFile) -> int:
    """Years the action is said to last, extensions added; 0 where the text does not say."""
    total = 0.0
    text = " ".join(block.text.plain for block in blocks)
    for rule in rules.duration:
        if match := rule.regex.search(text):
            total = _years(match["years"])
            break
    if total:
        total += sum(_years(m["years"]) for rule in rules.extension for m in rule.regex.finditer(text))
    return int(total)


def _years(word: str) -> float:
    return 1.0 if word.lower() in {"un", "une"} else number_or_none(word) or 0.0
