"""The labelled fields of a header ("Territoire | Département du Lot"), in whichever way a format prints them.

A label stands in the cell before its value, in the row above it, on a line of its own above it, or before it on
the same line ("Porteur : …").
"""

import itertools
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from unicodedata import category

from pipeline.document import Block, BlockKind, MappedText, fold
from pipeline.gazetteer import Gazetteer
from pipeline.rulebook import Rulebook
from pipeline.segment.headings import ADDRESS
from pipeline.segment.inline import LABEL, LABEL_MARKS, inline_fields, unlabelled, value_of
from pipeline.segment.model import HeaderLine, first_match
from schemas.enums import HeaderSlot
from schemas.rules import without_accents

#: No value of a slot has more characters.
_VALUE = 400
#: Between a label and its value on one line.
_JOINT = re.compile(r" ?: ?| - | → ")
#: "Qui porte l'action ? Le Département": a label that asks.
_QUESTION = re.compile(r"^(?P<label>[^?:.]{2,55}\?) ?:? ?(?=\S)")
#: Where a value may begin that nothing parts from its label.
_BARE_VALUE = re.compile(r"(?<= )(?=[A-ZÀ-Ý\d])")
#: Words in capitals, the blank behind them, and a value in small letters or digits.
_CAPITALS_FIRST = re.compile(r"(?=[^a-zß-ÿœ]{4})(?:[^\Wa-zß-ÿœ\d_][^a-zß-ÿœ\s\d:,.;]* )+(?=\S*[a-zß-ÿœ\d])")
#: A year of four digits.
YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_OPENS_ADDRESS = re.compile(r"(?:(?:t[ée]l|mail|mél|courriel|port)\w*\.? ?:? ?)?(?:\+33|0\d[ .]?\d\d|[\w.-]+@)", re.IGNORECASE)
#: "Votre interlocutrice Lise Doré, 01 99 00 12 34": what the label of a contact begins with that no mark ends; a function does not.
_YOURS = re.compile(r"(?:vo(?:tre|s)|no(?:tre|s)) ", re.IGNORECASE)
_SENTENCE = re.compile(r"[.!?]$")
#: "3. Calendrier": labels may be counted.
_COUNTED = re.compile(r"^\d{1,2} ?[.)] ?(?=[A-ZÀ-Ý])")
#: "Année(s)", "Référent(e)(s)": letters that may be read or not.
_OPTIONAL = re.compile(r"(?<=\w)\((?:s|e|es|x|ne|trice|euse)\)")
#: "Budget 2023": a year behind a label.
_YEAR_BEHIND = re.compile(r"(?<=\w) (?:en )?\(?(?:19|20)\d\d(?:[/-](?:19|20)?\d\d)?\)?$")
#: "Pas-de-Calais – Territoire de l'Audomarois": the part of it that is meant.
_PARTS = "territoire|pays|secteur|agglomération|bassin|canton|arrondissement|vallée|zone"
PART_OF_PLACE = re.compile(rf" - (?:{_PARTS}|communauté)\b.*$", re.IGNORECASE)
_PLACE_WORD = re.compile(rf"(?:{_PARTS})\b", re.IGNORECASE)
_TOWN = re.compile(r"[A-ZÀ-Ý](?:[^()]{1,60} \((?P<bracketed>[^()]{2,60})\)|[^(),]{1,60}, (?P<department>[^(),]{2,40}))$")
#: Marks between the things that one header line holds, in the order in which they are tried.
_COMMAS = re.compile(r", ")
_BAR = re.compile(r" *(?:[|•·▪●◆]|‹›|<>) *")
_BRACKET = re.compile(r"(?<=\]) +")
_SLASH = re.compile(r" / ")
_DASH = re.compile(r" - ")
_MARKS = (_BAR, _BRACKET, _DASH, _SLASH, _COMMAS)
#: A line that names departments, and one that holds other things as well, have no more characters.
_PLACE, _COMPOSED, _LONG_COMPOSED = 90, 170, 330
#: A value set over several lines has at most this many before the next label.
_MOST_LINES = 5
#: What a header of no known family needs to be one: as many different slots.
_SLOTS = 2
#: Or, on lines that tell label and value apart by no more than a colon, as many.
_BARE_SLOTS = 3
#: So many known labels make a row one of labels, whatever the others are.
_COLUMNS = 3
#: So many labelled items make a list a header that does not say where.
_LIST = 3
#: A label and its value in a row.
_PAIR = 2
_NO_FIELD = {HeaderSlot.OTHER, HeaderSlot.TITLE, HeaderSlot.SECTION}


@dataclass(frozen=True, slots=True)
class Field:
    """Labelled lines and the range of blocks they fill; `boxed` where label and value are told apart by more than a colon."""

    start: int
    end: int
    lines: tuple[HeaderLine, ...]
    boxed: bool = True


@dataclass(frozen=True, slots=True)
class FieldRun:
    """Fields one right below another.

    `slots` are those whose values are what their labels promise, `possible` also a place without its department.
    """

    fields: tuple[Field, ...]
    slots: frozenset[HeaderSlot]
    possible: frozenset[HeaderSlot]

    @property
    def start(self) -> int:
        """Position of its first block."""
        return self.fields[0].start

    @property
    def end(self) -> int:
        """Position after its last block."""
        return self.fields[-1].end

    @property
    def boxed(self) -> bool:
        """Whether it is more than lines with a colon."""
        return any(field.boxed for field in self.fields)

    @property
    def opens_header(self) -> bool:
        """Whether it is a header whatever stands around it: it says where, or several things at once."""
        several = len(self.possible) >= _SLOTS if self.boxed else len(self.slots) >= _BARE_SLOTS
        return HeaderSlot.DEPARTMENT in self.slots or several


class FieldReader:
    """Finds labelled fields; `labels` are those of one family of documents, as printed."""

    def __init__(self, rulebook: Rulebook, gazetteer: Gazetteer, labels: Mapping[HeaderSlot, Iterable[str]] | None = None) -> None:
        self._header = rulebook.header
        self._own = {fold(label): slot for slot, printed in (labels or {}).items() for label in printed}
        self._status = rulebook.status
        self._column_heads = rulebook.figures.columns
        self._gazetteer = gazetteer
        self._known: dict[str, HeaderSlot | None] = {}
        #: whether headers of the document open with towns, so that such a line is a header though it does not say when
        self.towns = False

    def slot_of(self, label: str) -> HeaderSlot | None:
        """The slot of a label in plain text, None for other words; accents do not count.

        >>> from pipeline.rulebook import default_rulebook
        >>> rules = default_rulebook()
        >>> reader = FieldReader(rules, Gazetteer(rules.departments))
        >>> [str(reader.slot_of(label)) for label in ("Lieu", "PORTE PAR :", "Renseignements", "Un toit")]
        ['department', 'carrier', 'contact', 'None']
        """
        if label not in self._known:
            self._known[label] = self._slot_of(label)
        return self._known[label]

    def _slot_with(self, label: str, value: MappedText) -> HeaderSlot | None:
        """The slot of a label with its value: an amount behind "État" is what the State pays."""
        slot = self.slot_of(label)
        return HeaderSlot.OTHER if slot is HeaderSlot.STATUS and "€" in value.plain else slot

    def _slot_of(self, label: str) -> HeaderSlot | None:
        bare = _OPTIONAL.sub("", _COUNTED.sub("", label.strip(LABEL_MARKS)))
        if not 0 < len(bare) <= LABEL:
            return None
        if own := self._own.get(fold(bare)):
            return own
        plain = without_accents(bare)
        slot = self._header.slot(plain)
        if slot is None and (year := _YEAR_BEHIND.search(bare)) and self.slot_of(bare[: year.start()]) is HeaderSlot.OTHER:
            return HeaderSlot.OTHER
        return slot

    def lines(self, block: Block) -> tuple[HeaderLine, ...]:
        """A block of a header as lines: without their labels, where it holds any; years and states between marks are a line each."""
        if lines := self._on_one_line(block):
            return lines
        pieces = _split_at(block.text, _BAR)
        return tuple(map(HeaderLine, pieces if all(map(self.says_when, pieces)) else [block.text]))

    def labels(self, block: Block) -> bool:
        """Whether a block begins with a label of a header slot and its value."""
        lines = self._on_one_line(block)
        return bool(lines) and _addressed(lines[0]).slot not in _NO_FIELD

    def names_department(self, text: MappedText) -> bool:
        """Whether a value of a department slot names one."""
        known = self._gazetteer.find(text.plain) or self._gazetteer.find_codes(text.plain)
        return bool(known) or first_match(self._header.department_line, text.plain) is not None

    def departments_in(self, text: MappedText) -> set[str]:
        """The codes of the departments that a text names."""
        return {mention.code for mention in self._gazetteer.find(text.plain)}

    def is_place(self, text: MappedText) -> bool:
        """Whether words are departments and nothing else: names, codes, a region beside them.

        >>> from pipeline.rulebook import default_rulebook
        >>> rules = default_rulebook()
        >>> reader = FieldReader(rules, Gazetteer(rules.departments))
        >>> [reader.is_place(MappedText(text, tuple(range(len(text))))) for text in ("Haute-Saône (70)", "Lot et Aveyron", "Lot de vélos")]
        [True, True, False]
        """
        return self.is_place_name(text.plain)

    def is_place_name(self, plain: str) -> bool:
        """The same for words without their place in a document."""
        if len(plain) > _PLACE or not self._gazetteer.find(plain):
            return False
        return self._gazetteer.holds_only_places(PART_OF_PLACE.sub("", plain))

    def composed(self, block: Block) -> tuple[HeaderLine, ...]:
        """A header line that holds the department and other things between marks ("Oise | Depuis 2020"); empty for any other."""
        text = block.text
        if block.kind not in {BlockKind.PARAGRAPH, BlockKind.HEADING} or _SENTENCE.search(text.plain):
            return ()
        for mark in _MARKS:
            if len(text) > (_LONG_COMPOSED if mark is _BAR else _COMPOSED):
                continue
            pieces = [_without_sign(piece.strip("[] ")) for piece in _split_at(text, mark)]
            if mark is _BAR and len(pieces) > 1:
                pieces = [part for piece in pieces for part in self._before_town(piece)]
            places = [piece for piece in pieces if piece and self.is_place(piece)]
            short = [piece for piece in pieces if piece not in places and self.says_when(piece)]
            if (short or self.towns) and not places:
                places = [piece for piece in pieces if self._is_town(piece)]
            others = [piece for piece in pieces if piece not in places]
            if (
                others
                and len(places) == 1
                and (mark is _BAR or len(short) == len(others) or (mark is not _COMMAS and (short or self.towns)))
            ):
                pieces = [part for piece in pieces if piece for part in self._dated(piece)]
                told = ((piece, HeaderSlot.DEPARTMENT if piece in places else None) for piece in pieces)
                return tuple(HeaderLine(piece, slot) if slot else self._labelled(piece) for piece, slot in told)
        return ()

    def _before_town(self, piece: MappedText) -> list[MappedText]:
        """A piece of a line, apart where a dash stands before the town at its end ("Association Lune – Montbard (Côte-d'Or)")."""
        parts = _split_at(piece, _DASH)
        if len(parts) < 2 or not self._is_town(parts[-1]) or _PLACE_WORD.match(parts[0].plain) or self.is_place(parts[0]):
            return [piece]
        return [piece[: len(piece) - len(parts[-1])].strip(" -–—"), parts[-1]]

    def _dated(self, piece: MappedText) -> list[MappedText]:
        """A piece of a line, apart where it says when and how far ("depuis 2018 / en cours")."""
        parts = _split_at(piece, _SLASH)
        return parts if len(parts) > 1 and all(map(self.says_when, parts)) else [piece]

    def _labelled(self, text: MappedText) -> HeaderLine:
        """A piece of a line without its label, where it bears one."""
        lines = self._on_one_line(Block(BlockKind.PARAGRAPH, text))
        return lines[0] if len(lines) == 1 else HeaderLine(text)

    def holds_town(self, block: Block) -> bool:
        """Whether a line is a header that begins with towns and says when ("Montbard (Côte-d'Or) - depuis 2019 - …"), or just ends with one."""
        # asked of every block: only towns have brackets or a comma behind them
        lines = self.composed(block) if "(" in block.text.plain else ()
        if lines:
            return lines[0].slot is HeaderSlot.DEPARTMENT and self._is_town(lines[0].text)
        pieces = _split_at(block.text, _DASH) if ", " in block.text.plain and len(block.text) <= _COMPOSED else []
        return len(pieces) == 2 and self._is_town(pieces[1]) and not self._is_town(pieces[0])

    def _is_town(self, text: MappedText) -> bool:
        """Whether words are towns with their department in brackets or behind a comma ("Montbard (Côte-d'Or)", "Hirson, Aisne")."""
        town = _TOWN.match(text.plain)
        return town is not None and self.is_place_name(town["bracketed"] or town["department"])

    def says_when(self, text: MappedText) -> bool:
        """Whether words say when or how far, as they do behind a comma of a header line, or that neither is known ("nc")."""
        told = YEAR.search(text.plain) or self._status.told(text.plain)
        return bool(told or first_match(self._header.nothing_known, text.plain))

    def runs(self, blocks: Sequence[Block], outside: AbstractSet[int]) -> list[FieldRun]:
        """The runs of fields among blocks, in order; positions in `outside` hold none."""
        runs: list[list[Field]] = []
        for field in self._fields(blocks, outside):
            told = replace(field, lines=tuple(map(_addressed, field.lines))) if field.end == field.start + 1 else field
            if runs and runs[-1][-1].end == field.start:
                runs[-1].append(told)
            else:
                runs.append([told])
        found = (FieldRun(tuple(run), self._slots(run, self._believable), self._slots(run, self._possible)) for run in runs)
        return [run for run in found if run.slots or any(_told_in_row(blocks, field) for field in run.fields)]

    def _fields(self, blocks: Sequence[Block], outside: AbstractSet[int]) -> Iterator[Field]:
        position = 0
        while position < len(blocks):
            field = None if position in outside else self._field(blocks, position, outside)
            if field:
                yield field
            position = field.end if field else position + 1

    def _field(self, blocks: Sequence[Block], position: int, outside: AbstractSet[int]) -> Field | None:
        block = blocks[position]
        if block.kind is BlockKind.TABLE_ROW:
            if self._heads_columns(blocks, position):
                return None
            return self._columns(blocks, position) or self._rows(blocks, position)
        if block.kind is BlockKind.LIST_ITEM:
            # a bullet may mark the label above a value ("■ Référent")
            return self._listed(blocks, position, outside) or self._above(blocks, position, outside)
        if lines := self._on_one_line(block):
            more = self._contacts_below(blocks, position, outside) if lines[-1].slot is HeaderSlot.CONTACT else ()
            return Field(position, position + 1 + len(more), (*lines, *more), boxed=len(lines) > 1)
        if _YOURS.match(block.text.plain) and ADDRESS.search(block.text.plain):
            bare = self._bare_label(block.text, _bare_cuts(block.text))
            return Field(position, position + 1, bare, boxed=False) if bare and bare[0].slot is HeaderSlot.CONTACT else None
        return self._above(blocks, position, outside)

    def _heads_columns(self, blocks: Sequence[Block], position: int) -> bool:
        """Whether a row holds the heads of columns that say what the figures below them tell ("Situation 2021 | Cible 2025")."""
        cells = blocks[position].cells
        below = blocks[position + 1].cells if position + 1 < len(blocks) else ()
        if len(cells) != len(below) or len(cells) <= _SLOTS or self.slot_of(cells[0].plain) not in {None, HeaderSlot.OTHER}:
            return False
        return any(first_match(self._column_heads, cell.plain) for cell in cells[1:])

    def _contacts_below(self, blocks: Sequence[Block], position: int, outside: AbstractSet[int]) -> tuple[HeaderLine, ...]:
        """The lines below one that is labelled as a contact that hold an address and no label: its own, or other contacts."""
        told = ADDRESS.search(blocks[position].text.plain) is not None
        if not told and (position + 1 == len(blocks) or not _OPENS_ADDRESS.match(blocks[position + 1].text.plain)):
            return ()
        below = itertools.takewhile(lambda i: i not in outside and self._adds_contact(blocks[i]), range(position + 1, len(blocks)))
        return tuple(HeaderLine(blocks[i].text, HeaderSlot.CONTACT) for i in below)

    def _adds_contact(self, block: Block) -> bool:
        bare = block.kind is BlockKind.PARAGRAPH and len(block.text) <= _COMPOSED and not _SENTENCE.search(block.text.plain)
        return bare and ADDRESS.search(block.text.plain) is not None and not self._on_one_line(block)

    def _rows(self, blocks: Sequence[Block], position: int) -> Field | None:
        """A row of labels and values, with the rows below a contact that leave the label out: they hold other contacts."""
        field = self._row(blocks[position], position)
        if field is None or [line.slot for line in field.lines] != [HeaderSlot.CONTACT]:
            return field
        below = itertools.takewhile(_is_other_contact, blocks[field.end :])
        more = tuple(HeaderLine(value_of(block.cells[1]), HeaderSlot.CONTACT) for block in below)
        return replace(field, end=field.end + len(more), lines=(*field.lines, *more))

    def _row(self, block: Block, position: int) -> Field | None:
        """Cells in pairs of label and value; a row of two cells may hold a label that no rule knows."""
        if first_match(self._header.table_head, block.text.plain):
            return Field(position, position + 1, ())
        cells = [cell.strip(" ") for cell in block.cells]
        pairs = [(cells[i], cells[i + 1]) for i in range(0, len(cells) - 1, 2)]
        slots = [self._slot_with(label.plain, value) for label, value in pairs]
        short = all(0 < len(label) <= LABEL for label, _ in pairs)
        known = len(cells) % 2 == 0 and any(slots) and (all(slots) or (len(cells) > 2 and short))
        if not known and not (len(cells) == 2 and 0 < len(cells[0]) <= LABEL and cells[1]):
            return None
        lines = tuple(
            HeaderLine(value_of(value), slot, label) for (label, value), slot in zip(pairs, slots, strict=True) if value_of(value)
        )
        return Field(position, position + 1, lines)

    def _columns(self, blocks: Sequence[Block], position: int) -> Field | None:
        """A row of labels above a row of values."""
        if position + 1 >= len(blocks) or len(blocks[position].cells) < _SLOTS:
            return None
        labels, values = blocks[position].cells, blocks[position + 1].cells
        slots = [self.slot_of(label.plain) for label in labels]
        known = sum(slot is not None for slot in slots)
        told = known == len(slots) or (known >= _COLUMNS and all(0 < len(label) <= LABEL for label in labels))
        if len(labels) != len(values) or not told:
            return None
        if any(self.slot_of(value.plain) and not self._status.told(value.plain) for value in values):
            return None
        below = blocks[position + 2] if position + 2 < len(blocks) else None
        if below and len(below.cells) == len(labels) and slots[0] in _NO_FIELD | {None}:
            return None  # a table of several rows
        lines = tuple(
            HeaderLine(value_of(value), slot, label) for label, value, slot in zip(labels, values, slots, strict=True) if value_of(value)
        )
        return Field(position, position + 2, lines)

    def _on_one_line(self, block: Block) -> tuple[HeaderLine, ...]:
        """The labels of a line with their values behind them: a colon or question mark between them, or the label in bold."""
        if several := inline_fields(block, self.slot_of):
            return several
        text = block.text
        cuts = [(match.start(), match.end()) for match in itertools.islice(_JOINT.finditer(text.plain), 1)]
        if block.bold and block.bold[0][0] == 0 and block.bold[0][1] < len(text):
            cuts.append((block.bold[0][1], block.bold[0][1]))
        if question := _QUESTION.match(text.plain):
            cuts.append((question.end("label"), question.end()))
        for end, begin in cuts:
            value = value_of(text[begin:])
            slot = self._slot_with(text.plain[:end], value)
            if slot and value:
                return (HeaderLine(value, slot, text[:end].strip(" :")),)
        return self._capital_label(block)

    def _capital_label(self, block: Block) -> tuple[HeaderLine, ...]:
        """A label in capitals with nothing but a blank before a value that is not ("PORTEUR CCAS de Marlange")."""
        words = _CAPITALS_FIRST.match(block.text.plain) if block.kind is BlockKind.PARAGRAPH else None
        return self._bare_label(block.text, [match.end() for match in re.finditer(" ", words[0])]) if words else ()

    def _listed(self, blocks: Sequence[Block], position: int, outside: AbstractSet[int]) -> Field | None:
        """A list with a label at the head of each item; one that says neither where and one thing more nor three things is no header."""
        lines: list[HeaderLine] = []
        end = position
        while end < len(blocks) and end not in outside and blocks[end].kind is BlockKind.LIST_ITEM:
            text = blocks[end].text
            found = self._on_one_line(blocks[end]) or self._bare_label(text, _bare_cuts(text))
            if not found and lines and blocks[end].bold and (other := unlabelled(blocks[end].text)).label is not None:
                found = (other,)  # "Dotation du fonds : 65 000 €", a label in bold that no rule knows
            if not found:
                break
            lines += found
            end += 1
        field = Field(position, end, tuple(lines))
        slots = self._slots([field], self._believable)
        told = sum(line.slot is not None for line in lines) >= _LIST and len(slots) >= _SLOTS
        return field if len(slots) >= _SLOTS and (HeaderSlot.DEPARTMENT in slots or told) else None

    def _bare_label(self, text: MappedText, cuts: Sequence[int]) -> tuple[HeaderLine, ...]:
        """A label with nothing but a blank before its value ("Qui Association Les Tilleuls"), which begins at one of some places."""
        return next(
            (
                (HeaderLine(text[cut:].strip(), slot, text[:cut].strip()),)
                for cut in reversed(cuts)
                if (slot := self.slot_of(text.plain[:cut]))
            ),
            (),
        )

    def _above(self, blocks: Sequence[Block], position: int, outside: AbstractSet[int]) -> Field | None:
        """A label on a line of its own; its value goes on up to the next label, where that is near."""
        label = blocks[position]
        slot = self.slot_of(label.text.plain)
        first = position + 1
        kinds = {BlockKind.PARAGRAPH, BlockKind.LIST_ITEM} if label.kind is BlockKind.HEADING else {BlockKind.PARAGRAPH}
        if slot is None or not self._holds_value(blocks, first, outside, kinds, slot) or not self._possible(slot, blocks[first].text):
            return None
        end = first + 1
        ahead = end
        bold = blocks[first].all_bold
        while ahead < first + _MOST_LINES and self._holds_value(blocks, ahead, outside, kinds) and (bold or not blocks[ahead].all_bold):
            ahead += 1
        before_label = ahead < len(blocks) and (blocks[ahead].kind is BlockKind.TABLE_ROW or self.slot_of(blocks[ahead].text.plain))
        while end < ahead and (before_label or (slot is HeaderSlot.CONTACT and _tells_contact(blocks, end, ahead))):
            end += 1
        return Field(position, end, tuple(HeaderLine(value_of(blocks[i].text), slot, label.text) for i in range(first, end)))

    def _holds_value(
        self,
        blocks: Sequence[Block],
        position: int,
        outside: AbstractSet[int],
        kinds: AbstractSet[BlockKind],
        slot: HeaderSlot | None = None,
    ) -> bool:
        """Whether a block can be a value; below the label of a status ("Effectif"), what reads like another label too."""
        if position >= len(blocks) or position in outside or blocks[position].kind not in kinds:
            return False
        text = blocks[position].text
        running_text = len(text) > 120 and _SENTENCE.search(text.text) is not None
        status = slot is HeaderSlot.STATUS and self._status.told(text.plain) is not None
        label = not status and (self.slot_of(text.plain) is not None or bool(self._on_one_line(blocks[position])))
        return len(text) <= _VALUE and not running_text and not label and first_match(self._header.note, text.plain) is None

    def _slots(self, run: Sequence[Field], holds: Callable[[HeaderSlot, MappedText], bool]) -> frozenset[HeaderSlot]:
        lines = [line for field in run for line in field.lines]
        return frozenset(line.slot for line in lines if line.slot and line.slot not in _NO_FIELD and holds(line.slot, line.text))

    def _possible(self, slot: HeaderSlot, value: MappedText) -> bool:
        """Whether words below a label can be its value; a place need not name its department."""
        place = slot is HeaderSlot.DEPARTMENT and len(value) < 80 and value.text[0].isupper() and not _SENTENCE.search(value.plain)
        return place or self._believable(slot, value)

    def _believable(self, slot: HeaderSlot, value: MappedText) -> bool:
        """Whether words can be what a label promises: a heading of running text may be a label's word too."""
        plain = value.plain
        if first_match(self._header.nothing_known, plain):
            return True
        match slot:
            case HeaderSlot.DEPARTMENT:
                return len(plain) < 200 and self.names_department(value)
            case HeaderSlot.PERIOD | HeaderSlot.STATUS:
                return len(plain) < 160 and (YEAR.search(plain) is not None or self._status.told(plain) is not None)
            case HeaderSlot.CONTACT:
                return len(plain) <= _VALUE and (ADDRESS.search(plain) is not None or (plain[0].isupper() and not _SENTENCE.search(plain)))
            case HeaderSlot.CARRIER:
                return len(plain) <= _VALUE and not plain.isdigit() and not (len(plain) > 80 and _SENTENCE.search(plain))
            case _:
                return True


def _without_sign(piece: MappedText) -> MappedText:
    """A piece of a line without the sign drawn before it ("📍 Lot")."""
    return piece[1:].strip() if len(piece) > 1 and category(piece.text[0]) == "So" else piece


def _bare_cuts(text: MappedText) -> list[int]:
    """Where a value may begin that nothing parts from its label."""
    return [match.start() for match in _BARE_VALUE.finditer(text.plain, 0, LABEL)]


def _split_at(text: MappedText, mark: re.Pattern[str]) -> list[MappedText]:
    """The pieces of a text between marks, without blanks around them."""
    cuts = [(0, 0), *(match.span() for match in mark.finditer(text.plain)), (len(text), len(text))]
    return [text[a[1] : b[0]].strip() for a, b in itertools.pairwise(cuts)]


def _addressed(line: HeaderLine) -> HeaderLine:
    """A line whose label is of no slot, as a contact where it holds an address ("Ressources : M. Doré - 05 36 49 10 21")."""
    return replace(line, slot=HeaderSlot.CONTACT) if line.slot is HeaderSlot.OTHER and ADDRESS.search(line.text.plain) else line


def _is_other_contact(block: Block) -> bool:
    """Whether a row of two cells holds an address behind a label left out."""
    return len(block.cells) == _PAIR and not block.cells[0] and ADDRESS.search(block.cells[1].plain) is not None


def _tells_contact(blocks: Sequence[Block], position: int, end: int) -> bool:
    """Whether a line holds an address, or somebody whose address opens the next one."""
    text, below = blocks[position].text, blocks[position + 1].text if position + 1 < end else None
    named = len(text) <= _COMPOSED and not _SENTENCE.search(text.plain)
    return ADDRESS.search(text.plain) is not None or (named and below is not None and _OPENS_ADDRESS.match(below.plain) is not None)


def _told_in_row(blocks: Sequence[Block], field: Field) -> bool:
    """Whether a field is a row of a table with a label that is known though it is of no slot."""
    return blocks[field.start].kind is BlockKind.TABLE_ROW and any(line.slot in _NO_FIELD for line in field.lines)
