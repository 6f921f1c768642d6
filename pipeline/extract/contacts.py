"""The contact slot: persons (or services) with function, phones and e-mails.

Phones and addresses are found first and blanked; what is left is cut at separators into pieces that are
names or functions. A name opens a contact, everything after it belongs to it.
"""

import itertools
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

import phonenumbers

from pipeline.document import MappedText, fold
from pipeline.segment.model import first_match
from schemas.patterns import Pattern
from schemas.rules import ContactsFile, FirstNamesFile

#: Blanks that a line break left inside an address are part of it: after a hyphen, beside a dot between small letters.
#: "(at)" and "(arobase)" hide an address from collectors of addresses, not from readers.
_EMAIL = re.compile(
    r"(?<!\w)(?<!\w[.+-])(?P<local>(?=\w)(?:(?<!\w)[a-z0-9_-]+(?:\. | \.)(?=[a-z])){0,5}[\w.+-]+(?:(?<=-)[ \n][\w.+-]+)*)(?:[ \n]?@[ \n]?| ?[(\[] ?(?:at|arobase|@) ?[)\]] ?)"
    r"(?P<domain>[\wÀ-ÿ]+(?:-[ \n]?[\wÀ-ÿ]+)*(?:(?:\. | \. ?)(?=[a-z]{2,7}\b)\w+|(?:\.[\wÀ-ÿ-]+)*))"
)
_URL = re.compile(r"(?:https?://|www\.)\S+")
_PREFIX = r"(?:\(?(?:\+|00[ .]?)\d{2,3}\)?[ .-]?(?:\(0\)[ .-]?)?[1-9]|0\d)"
_PAIRS = r"(?:[ ./_·-]{0,3}\d{2}){4}(?!\d)"
_PHONE = re.compile(rf"(?<![\w@]){_PREFIX}{_PAIRS}|(?<![\w@])0(?!0)[\d .]{{8,16}}\d(?!\d)")
_OR_MORE = re.compile(r"\((?:ou|et|puis)[^()]{1,20}\)|\bposte \d+|/ ?\d\d\b(?! ?\d)")
#: A fax is no phone; a number for both is ("Tél./Fax").
_FAX = re.compile(
    rf"(?<!t[ée]l[/&])(?<!t[ée]l\.[/&])(?<!t[ée]l [/&] )(?<!t[ée]l\. [/&] )(?<!t[ée]l et )(?<!t[ée]l\. et )\b(?:fax|télécopieu?r?)\b[ .:]*{_PREFIX}{_PAIRS}|{_PREFIX}{_PAIRS} ?\(fax\)",
    re.IGNORECASE,
)
#: Pieces that are left between addresses and say nothing.
_NOTHING = re.compile(r"(?:et|ou|puis|/|\d[\d ]*|<|>|MM?|Mmes?|Mlles?|Monsieur|Madame)(?: ?\d[\d ]*)?$", re.IGNORECASE)
_LEADING_AND = re.compile(r"(?:et|ou) (?=[A-ZÀ-Ý])", re.IGNORECASE)
_PLURAL_TITLE = re.compile(r"(?:Mmes|MM\.?|Mlles|Drs|Mesdames|Messieurs)\b")
_SEPARATOR = re.compile(
    r" ?// ?| ?[<>](?: ?/(?!/))? ?| (?:et|ou)\n| ?[;\n] ?| - |, |,$|,(?=[^\W\d_])| / | ?: | ?\(|\) ?|/(?=[A-ZÀ-Ý])| & | (?:ou|et) (?=(?:M\.|MM?me|Mlle|Dr|Monsieur|Madame|[A-ZÀ-Ý]))|-(?: |(?=(?:M\.|Mme|Mlle|Dr) ))(?=(?:M\.|Mme|Mlle|Dr) )"
    r"| (?=(?-i:M\.|Mr|Mme|Mlle|Monsieur|Madame) (?-i:[A-ZÀ-Ý]))| ?[\[\]|•·▪►●] ?|\u2588+",
    re.IGNORECASE,
)
#: Marks between names that share what follows them.
_TOGETHER = re.compile(r"/|\bou\b|\bet\b|&|-")
#: What parts a number from the people before it.
_SET_APART = re.compile(r"(?: - |\n)(?:t[ée]l\.? ?:? ?)?$", re.IGNORECASE)
_BEHIND_BRACKET = re.compile(r"\)[ ,-]*(?:t[ée]l\.? ?:? ?)?$", re.IGNORECASE)
#: A function of several people.
_PLURAL_ROLE = re.compile(r"[\w-]+s\b")
_NAME_WORD = re.compile(r"(?:d['’])?(?P<first>[^\W\d_])[\w'’.-]*$")
#: Marks that end one contact and begin another.
_BETWEEN_CONTACTS = re.compile(r"//|;|\n")
_INITIAL_WORD = re.compile(r"[A-ZÀ-Ý]\.$")
_ENDS_IN_INITIAL = re.compile(r"(?:^|[\s.-])[A-ZÀ-Ý]$")
#: "Madame la Directrice": a function that is addressed, no name.
_ADDRESSED = re.compile(r"(?:la|le) |l'")
#: Lines of a service that is not the person printed before.
_OTHER_LINE = re.compile(r"(?:le |l')?(?:secrétariat|accueil|standard|plateforme)\b", re.IGNORECASE)
_INITIAL_AND_NAME = re.compile(r"[A-ZÀ-Ý]\.[A-ZÀ-Ý][\wà-ÿ'-]{2,}$")
_MASK = "\u2588"

#: Tells whether a model takes a text for a person; asked only where no rule decides.
PersonTest = Callable[[str], bool]


@dataclass
class ReadContact:
    """A contact before validation; every part is a piece of the document."""

    name: MappedText | None = None
    role: MappedText | None = None
    phones: list[tuple[str, MappedText]] = field(default_factory=list)
    emails: list[tuple[str, MappedText]] = field(default_factory=list)
    joined_to_next: bool = False
    shares_role: bool = False
    rule: str = "contact.grammar"

    @property
    def place(self) -> list[MappedText]:
        """All pieces the contact was read from."""
        pieces = [self.name, self.role, *(p for _, p in self.phones), *(p for _, p in self.emails)]
        return [piece for piece in pieces if piece]


@dataclass(frozen=True, slots=True)
class _Found:
    start: int
    end: int
    value: str


class ContactReader:
    """Reads contact slots; `phone_region` is the region of local numbers (`FR`, `RE`…)."""

    def __init__(self, rules: ContactsFile, names: FirstNamesFile) -> None:
        self._rules = rules
        self._first_names = frozenset(names.first_names)
        self._particles = frozenset(fold(p) for p in rules.particle)

    def has_address(self, plain: str) -> bool:
        """Whether a line holds a phone number or an e-mail."""
        plain = re.sub(r"[^\S\n]", " ", plain)
        return _EMAIL.search(plain) is not None or _PHONE.search(plain) is not None

    def looks_like_person(self, plain: str, is_person: PersonTest | None = None) -> bool:
        """Whether a header line without any address names one or more persons (perhaps with their function)."""
        pieces = [p.strip() for p in re.split(r", | - |/| et | ou | : | \(", plain) if p.strip()]
        if not pieces:
            return False
        first = pieces[1] if len(pieces) > 1 and first_match(self._rules.role, pieces[0]) else pieces[0]
        if first_match(self._rules.honorific, first):
            return True
        if not self._shaped_like_name(first):
            return False
        initial = _INITIAL_WORD.match(first.split()[0]) is not None and len(first.split()) > 1
        return initial or self._has_first_name(first) or (is_person is not None and is_person(first))

    def read(self, lines: Sequence[MappedText], phone_region: str, is_person: PersonTest | None = None) -> list[ReadContact]:
        """The contacts of the lines of a contact slot, in order of appearance."""
        text = MappedText.join(lines, "\n")
        plain = re.sub(r"[^\S\n]", " ", text.plain)
        bare = [line.plain for line in lines if not self.has_address(line.plain)]
        if len(bare) > 1 and all(len(line) < 25 for line in bare) and any(" " not in line for line in bare):
            plain = plain.replace("\n", " ")  # names spread over short lines
        emails = [_Found(*m.span(), _address(m)) for m in _EMAIL.finditer(plain)]
        masked = _masked(plain, [(e.start, e.end) for e in emails])
        masked = _hidden(masked, _FAX, _URL)
        phones = [p for m in _PHONE.finditer(masked) if (p := _phone(m, phone_region))]
        masked = _masked(masked, [(p.start, p.end) for p in phones])
        masked = _hidden(masked, _OR_MORE, *(rule.regex for rule in self._rules.label))
        contacts = self._people(text, masked, is_person)
        return self._with_addresses(text, contacts, phones, emails)

    def _people(self, text: MappedText, masked: str, is_person: PersonTest | None) -> list[tuple[int, ReadContact]]:
        """Contacts with name and role, each with the position it starts at."""
        contacts: list[tuple[int, ReadContact]] = []
        plural = False
        pieces = list(self._named_pieces(masked))
        for number, (begins, end, joint) in enumerate(pieces):
            addressed = self._addressed(masked[begins:end])
            start = begins + addressed
            piece = masked[start:end]
            last = contacts[-1][1] if contacts else None
            reached = last is not None and _MASK in masked[contacts[-1][0] : start]
            told = reached or (last is not None and _BETWEEN_CONTACTS.search(joint) is not None)
            honorific = None if addressed else self._honorific(piece)
            second = plural and not told and len(piece.split()) == 1 and piece[0].isupper()
            if honorific or second or self._opens_contact(piece, last is not None and not told, is_person):
                start += honorific.end() if honorific else 0
                initial = _ENDS_IN_INITIAL.search(piece) is not None and masked[end : end + 1] == "."
                name = text[start : end + initial].strip(" ,") if initial else text[start:end].strip(" .,")
                plural = second or bool(honorific and _PLURAL_TITLE.match(piece))
                if last and last.name is None and not reached:
                    last.name = name  # the function stands before the name
                    continue
                if last:
                    last.shares_role = bool(_TOGETHER.search(joint) or (honorific and last.role is None))
                    in_a_row = last.role is None and not told and "\n" not in joint
                    last.joined_to_next = last.shares_role or in_a_row
                contacts.append((start, ReadContact(name=name)))
            elif (
                last is None
                or (reached and self._begins_service(piece, joint, last, masked[end : end + 3]))
                or ((last.name or reached) and self._heads_name(pieces[number + 1 :], masked, told))
            ):
                contacts.append((start, ReadContact(role=text[start:end].strip(" ."))))
            else:
                first = start if last.role is None else _position(text, last.role)
                if _MASK not in masked[first:start]:  # a function does not go on behind a phone number
                    last.role = text[first:end].strip(" .,-")
        return contacts

    def _honorific(self, piece: str) -> re.Match[str] | None:
        return next((m for rule in self._rules.honorific if (m := rule.regex.match(piece))), None)

    def _addressed(self, piece: str) -> int:
        """How long the title is that stands before a function instead of a name ("Madame la Directrice"), 0 without one."""
        title = self._honorific(piece)
        return title.end() if title and _ADDRESSED.match(piece, title.end()) else 0

    def _begins_service(self, piece: str, joint: str, last: ReadContact, behind: str) -> bool:
        """Whether a piece behind an address is a service of its own rather than the function of the contact before."""
        if not first_match(self._rules.service, piece):
            return False
        own_number = _MASK in behind and (last.name is None or last.role is not None or _OTHER_LINE.match(piece) is not None)
        return _BETWEEN_CONTACTS.search(joint) is not None or own_number

    def _heads_name(self, following: Sequence[tuple[int, int, str]], masked: str, told: bool) -> bool:
        """Whether a function is printed before the name it belongs to: "Adjoint : Paul Brun".

        Where the contact before is told, the function may go on behind marks or "et": "Pôle Enfance - jeunesse : Paul Brun".
        """
        for start, end, joint in following:
            if joint.strip() == ":":
                return self._honorific(masked[start:end]) is not None or self._opens_contact(masked[start:end], True, None)
            if not told or joint.strip() not in {"-", ",", "/", "(", "et", "&"}:
                return False
        return False

    def _named_pieces(self, masked: str) -> Iterator[tuple[int, int, str]]:
        """The pieces, leading "et" cut off, a name cut from the function that follows without any mark."""
        for start, end, joint in _pieces(masked):
            lead = _LEADING_AND.match(masked[start:end])
            first = start + (lead.end() if lead else 0)
            before = joint + (lead.group() if lead else "")
            piece = masked[first:end]
            if _NOTHING.match(piece):
                continue
            cut = self._function_after_name(piece)
            if cut:
                yield first, first + cut, before
                yield first + cut + 1, end, " "
            else:
                yield first, end, before

    def _function_after_name(self, piece: str) -> int:
        """Where a name ends that a function follows ("Claire Lenoir responsable du pôle"), 0 where none does."""
        for match in re.finditer(r" (?=\w)", piece):
            name, rest = piece[: match.start()], piece[match.end() :]
            if fold(name.split()[-1]) in self._particles:
                continue
            given = name.split()[-1]
            if rest[0].isupper() and " " not in rest and (self._has_first_name(given) or _INITIAL_WORD.search(given)):
                continue  # "Bruno Maire" is called so
            if len(name.split()) >= 2 and first_match(self._rules.role, rest) and self._shaped_like_name(name):
                return match.start()
        return 0

    def _opens_contact(self, piece: str, follows: bool, is_person: PersonTest | None) -> bool:
        if not self._shaped_like_name(piece):
            return False
        if self._has_first_name(piece) or not follows:
            return True
        words = piece.split()
        if len(words) >= 2 and _INITIAL_WORD.search(words[0]):
            return True
        if len(words) >= 2 and words[-1].isupper() and len(words[-1]) > 3 and not words[0].isupper():
            return True
        return len(words) >= 2 and is_person is not None and is_person(piece)

    def _shaped_like_name(self, piece: str) -> bool:
        """Two to six capitalised words or particles, no function word, no organisation."""
        words = piece.replace("’", "'").split()
        if not 1 <= len(words) <= 6 or first_match(self._rules.role, piece) or first_match(self._rules.service, piece):
            return False
        if len(words) == 1 and _INITIAL_AND_NAME.match(piece):
            return True
        if len(words) == 1 and ("-" in piece or len(piece) < 3 or piece.isupper()):
            return False
        for word in words:
            if fold(word) in self._particles or _INITIAL_WORD.match(word):
                continue
            shape = _NAME_WORD.match(word)
            if not shape or not shape["first"].isupper() or any(c.isdigit() for c in word):
                return False
        return len(words) > 1 or fold(words[0]) in self._first_names

    def _has_first_name(self, piece: str) -> bool:
        words = [w for part in piece.split() for w in part.split("-")]
        return any(fold(word) in self._first_names for word in (words[0], words[-1]))

    def _with_addresses(
        self, text: MappedText, people: list[tuple[int, ReadContact]], phones: list[_Found], emails: list[_Found]
    ) -> list[ReadContact]:
        contacts = [contact for _, contact in people]
        if not contacts:
            if not phones and not emails:
                return []
            people, contacts = [(0, lone := ReadContact())], [lone]
        for found in emails:
            owner = self._owner_of_email(found, people)
            owner.emails.append((found.value, text[found.start : found.end]))
        apart: set[int] = set()
        for found in phones:
            owner = _before(found.start, people)
            if not owner.phones and (_SET_APART if not owner.emails else _BEHIND_BRACKET).search(text.plain, 0, found.start):
                apart.add(id(owner))
            owner.phones.append((found.value, text[found.start : found.end]))
        # "Mme A ou Mme B 05…": what follows people printed together belongs to each
        for contact, following in reversed(list(itertools.pairwise(contacts))):
            if contact.joined_to_next and not contact.phones and not contact.emails:
                contact.phones = list(following.phones)
                if contact.shares_role or (following.role and _PLURAL_ROLE.match(following.role.text)):
                    contact.role = contact.role or following.role
                if not any(_name_in_address(following, value) for value, _ in following.emails):
                    contact.emails = list(following.emails)
            elif self._share_phone(contact, following, id(following) in apart):
                contact.phones = list(following.phones)
        return contacts

    @staticmethod
    def _share_phone(contact: ReadContact, following: ReadContact, apart: bool) -> bool:
        """Whether a number that a bracket, dash or line end parts from two people is that of both: neither or each has an e-mail."""
        named = contact.name and following.name and following.phones and not contact.phones
        return bool(named and apart and bool(contact.emails) == bool(following.emails))

    def _owner_of_email(self, found: _Found, people: list[tuple[int, ReadContact]]) -> ReadContact:
        """The person the address names, where people are printed together; else the person it follows."""
        nearest = _before(found.start, people)
        if _name_in_address(nearest, found.value):
            return nearest
        group = [nearest]
        for (_, contact), (_, following) in reversed(list(itertools.pairwise(people))):
            if following is group[-1] and contact.joined_to_next:
                group.append(contact)
        return next((contact for contact in group if _name_in_address(contact, found.value)), nearest)


def _position(text: MappedText, part: MappedText) -> int:
    return text.offsets.index(part.offsets[0])


def _before(position: int, people: list[tuple[int, ReadContact]]) -> ReadContact:
    return next((contact for start, contact in reversed(people) if start < position), people[0][1])


def _pieces(masked: str) -> list[tuple[int, int, str]]:
    """Stretches between separators: start, end, and the separators before."""
    pieces: list[tuple[int, int, str]] = []
    start, joint = 0, ""
    for match in [*_SEPARATOR.finditer(masked), None]:
        end = match.start() if match else len(masked)
        part = masked[start:end]
        lead = len(part) - len(part.lstrip(" .,:-_\n" + _MASK))
        tail = len(part.rstrip(" .,:-_\n(" + _MASK))
        if tail > lead:
            pieces.append((start + lead, start + tail, joint))
            joint = ""
        if match:
            joint += match.group()
            start = match.end()
    return pieces


def _masked(text: str, ranges: list[tuple[int, int]]) -> str:
    for start, end in ranges:
        text = text[:start] + _MASK * (end - start) + text[end:]
    return text


def _hidden(text: str, *patterns: re.Pattern[str] | Pattern) -> str:
    for pattern in patterns:
        text = pattern.sub(lambda m: _MASK * len(m.group()), text)
    return text


def _address(match: re.Match[str]) -> str:
    return re.sub(r"\s", "", match["local"] + "@" + match["domain"]).lower().strip(".")


def _phone(match: re.Match[str], region: str) -> _Found | None:
    """The number in E.164, also where it cannot exist (a finding tells); None where it is no number."""
    try:
        printed = re.sub(r"^00", "+", re.sub(r"\(0\)|[^\d+]", "", match.group()))
        number = phonenumbers.parse(printed, region)
        own = str(number.national_number).startswith((str(number.country_code), "69"))
        if region != "FR" and not own and not phonenumbers.is_valid_number(number):
            number = phonenumbers.parse(printed, "FR")  # overseas fiches print numbers of the mainland too
    except phonenumbers.NumberParseException:
        return None
    return _Found(match.start(), match.end(), phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164))


def _name_in_address(contact: ReadContact, address: str) -> bool:
    if contact.name is None:
        return False
    local = fold(address.split("@", maxsplit=1)[0]).replace(" ", "")
    return any(len(word) > 2 and word in local for word in fold(contact.name.text).split())
