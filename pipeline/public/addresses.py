"""E-mail addresses and phone numbers in texts: all that look like one, and those of contacts however they are printed."""

import re
from collections.abc import Collection, Iterator

import phonenumbers

from pipeline.public.letters import Letters, Span, Spellings, letters_of
from schemas.fiche import Contact

_ENDING = r"(?:\s?\.\s?(?:fr|com|org|net|eu|info|gouv)\b|\.[\w-]+)"
#: A host without ending is one only behind a name with a dot: "C@P25" is a project.
_EMAIL = re.compile(
    rf"(?<![\w.+'’-])(?:[\w.+'’-]+-\s+)?[\w.+'’-]+(?:\s?@\s?|\s?[(\[]\s?(?:at|arobase|@)\s?[)\]]\s?)[\w-]+(?:-\s[\w-]+)*{_ENDING}+|(?<![\w.])[^\W_]++[._][\w.-]*+@[\w-]+",
    re.IGNORECASE,
)
_BETWEEN_DIGITS = r"[\s./_·()‐‑–—-]{0,3}"
#: A date in front of other numbers ("01.09.2015-31.08.2018") looks like one.
_PHONE = re.compile(rf"(?<!\d)(?!(?:\d\d[./-])?\d\d[./-](?:19|20)\d\d(?!\d))0{_BETWEEN_DIGITS}[1-9](?:{_BETWEEN_DIGITS}\d){{8}}(?!\d)")
_ABROAD = re.compile(rf"(?:\+|(?<!\d)00){_BETWEEN_DIGITS}[1-9](?:{_BETWEEN_DIGITS}\d){{7,14}}(?!\d)")
_DIGITS = re.compile(rf"\d(?:{_BETWEEN_DIGITS}\d){{5,}}")


class Addresses:
    """Finds e-mail addresses and phone numbers in texts."""

    def __init__(self, contacts: Collection[Contact]) -> None:
        emails = (email.replace("@", at) for contact in contacts for email in contact.emails for at in ("", "at", "arobase"))
        self._emails = Spellings(map(letters_of, emails))
        numbers = {number for contact in contacts for phone in contact.phones for number in _printings(phone)}
        self._numbers = re.compile("|".join(sorted(numbers)) or "(?!)")

    def spans(self, printed: Letters) -> Iterator[Span]:
        """Where a text prints one."""
        text = printed.text
        for pattern in (_EMAIL, _PHONE):
            yield from (match.span() for match in pattern.finditer(text))
        yield from (match.span() for match in _ABROAD.finditer(text) if _is_number(match.group()))
        yield from self._emails.spans(printed)
        for match in _DIGITS.finditer(text):
            places = [place for place in range(*match.span()) if text[place].isdigit()]
            digits = "".join(text[place] for place in places)
            for found in self._numbers.finditer(digits):
                yield places[found.start()], places[found.end() - 1] + 1


def _is_number(printed: str) -> bool:
    """Whether digits behind `+` or `00` are a phone number rather than an amount ("+150 000 000 €")."""
    digits = re.sub(r"\(0\)|\D", "", printed).removeprefix("00")
    try:
        return digits.startswith("33") or phonenumbers.is_possible_number(phonenumbers.parse(f"+{digits}"))
    except phonenumbers.NumberParseException:
        return False


def _printings(phone: str) -> set[str]:
    """Patterns of a number among digits: with a zero or the code of its country in front, or nothing but itself."""
    try:
        parsed = phonenumbers.parse(phone)
    except phonenumbers.NumberParseException:
        return {phone.removeprefix("+")}
    return {f"0{parsed.national_number}", f"{parsed.country_code}0?{parsed.national_number}", f"^{parsed.national_number}$"}
