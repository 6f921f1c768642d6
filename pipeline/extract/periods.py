"""When an action runs: from the year slot of a header, or from the sentence that dates its start."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

from pipeline.document import Block, MappedText, fold
from pipeline.extract.quantities import number_or_none
from schemas.rules import PeriodsFile

_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
#: What may stand between the two years of a range: a dash or "à", then day, month or part of the year.
_RANGE = re.compile(
    r"(?P<start>(?:19|20)\d\d)(?: ?[-/] ?| (?:à|au|et|jusqu'(?:à|en|au))(?: la)? ?)(?:(?:\d{1,2}(?:er)? )?(?:[a-zûéôà]+\.? ){0,2})"
    r"(?P<end>(?:19|20)\d\d)",
    re.IGNORECASE,
)
_SHORT_RANGE = re.compile(r"(?P<start>(?:19|20)\d\d)[-/](?P<end>\d\d)(?!\d)")
_LIST = re.compile(r"(?P<start>(?:19|20)\d\d)(?:, (?:19|20)\d\d)+(?: et (?P<last>(?:19|20)\d\d))?")
_SINCE = re.compile(r"\bdepuis\b", re.IGNORECASE)
_UNTIL = re.compile(
    r"\bjusqu'(?:à|en|au)(?: la)?(?: (?:fin|début|mi))? ?(?:de )?(?:\d{1,2}(?:er)? )?(?:[a-zûéô]+ )?(?P<end>(?:19|20)\d\d)", re.IGNORECASE
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
    opening = re.split(r"[.,;(] ?(?!\d)", plain.strip(" .*:°"))[0]
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
    plain = text.plain
    until = _UNTIL.search(plain)
    span = _RANGE.search(plain)
    years = [int(m.group()) for m in _YEAR.finditer(plain)]
    start, end = (years[0] if years else None), None
    if short := _SHORT_RANGE.search(plain):
        end = int(short["start"][:2] + short["end"])
        end = end if end > int(short["start"]) else None
    elif listed := _LIST.search(plain):
        end = int(listed["last"] or _YEAR.findall(listed.group())[-1])
    elif span and int(span["end"]) >= int(span["start"]):
        start, end = int(span["start"]), int(span["end"])
    elif until:
        end = int(until["end"])
        start = next((y for y in years if y != end), None)
    ongoing = bool(_SINCE.search(plain)) or (until is not None and span is None)
    return ReadPeriod(start, end, ongoing, text.text, text, "period.slot")


def filled_from_status(period: ReadPeriod | None, status: MappedText) -> ReadPeriod | None:
    """What the year slot lacks, taken from the status slot where that gives `depuis` or `jusqu'à`."""
    if not (_SINCE.search(status.plain) or _UNTIL.search(status.plain)) or not _YEAR.search(status.plain):
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
    for block in listed:
        plain = block.text.plain
        found = [(_year(m)[0], m, rule) for rule in rules.text for m in rule.regex.finditer(plain)]
        hits = [hit for hit in found if not _of_something_else(plain[: hit[1].start()], rules)]
        if not hits:
            continue
        _, match, rule = min(hits, key=lambda hit: hit[0])
        start = _year(match)[1]
        years = _duration(listed, rules)
        return ReadPeriod(
            start_year=start,
            end_year=start + years if years else None,
            ongoing=bool(match.groupdict().get("since")) and not years,
            raw=None,
            place=block.text[match.start() : match.end()].strip(" ,.;-"),
            rule=rule.id,
        )
    return None


def _year(match: re.Match[str]) -> tuple[int, int]:
    """Where the year of a match stands, and the year; a pattern with two readings names the second `year2`."""
    group = "year" if match["year"] else "year2"
    return match.start(group), int(match[group])


def _of_something_else(before: str, rules: PeriodsFile) -> bool:
    sentence = re.split(r"[.;] ", before)[-1]
    return any(rule.regex.search(sentence) for rule in rules.not_the_action)


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
