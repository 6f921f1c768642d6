"""How the values of one field of a gold fiche and of an extracted one are held against each other."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, repeat
from operator import eq
from typing import Generic, TypeVar

from pipeline.evaluate.gold import GoldFiche, ReadFiche
from schemas.enums import FieldName
from schemas.evidence import Evidence

_T = TypeVar("_T")


@dataclass(frozen=True, slots=True)
class Value:
    """A value of a field: as it is shown, and the printed words that stand for it ("" where they are not known).

    `evidence` tells where it was read and `rule` what decided it; for a value that was missed they are those of what
    was read instead. Both are None where nothing was.
    """

    shown: str
    words: str = ""
    evidence: Evidence | None = None
    rule: str | None = None


@dataclass(frozen=True, slots=True)
class Outcome:
    """How a field of one pair of fiches came out: gold values found, gold values missed, extracted values that are spurious."""

    field: FieldName
    found: tuple[Value, ...]
    missed: tuple[Value, ...]
    spurious: tuple[Value, ...]


@dataclass(frozen=True, slots=True)
class _Read(Generic[_T]):
    """An extracted value and where it was read."""

    value: _T
    evidence: Evidence | None
    rules: tuple[str | None, ...]


@dataclass(frozen=True, slots=True)
class _Matching(Generic[_T]):
    """Values (gold, extracted) found to be the same, and what is left on both sides."""

    hits: list[tuple[_T, _Read[_T]]]
    missed: list[_T]
    spurious: list[_Read[_T]]


def _match(gold: Sequence[_T], extracted: Sequence[_Read[_T]], same: Callable[[_T, _T], bool]) -> _Matching[_T]:
    """Each gold value takes the first extracted one that is the same and still free."""
    hits: list[tuple[_T, _Read[_T]]] = []
    missed: list[_T] = []
    free = list(extracted)
    for value in gold:
        place = next((i for i, candidate in enumerate(free) if same(value, candidate.value)), None)
        if place is None:
            missed.append(value)
        else:
            hits.append((value, free.pop(place)))
    return _Matching(hits, missed, free)


@dataclass(frozen=True)
class Detail(Generic[_T]):
    """A field of its own that is judged on the values found only, such as the nature of a figure."""

    field: FieldName
    of: Callable[[_T], str]


def _always(_gold: GoldFiche | None, _extracted: GoldFiche | None) -> bool:
    return True


def _no_words(_value: object) -> str:
    return ""


def _no_rules(_fiche: ReadFiche) -> Sequence[tuple[str | None, ...]]:
    return ()


@dataclass(frozen=True)
class Criterion(Generic[_T]):
    """How a field is read from a fiche and compared.

    `places` says where each extracted value was read, in the order of `values`; `rank` gives, for each extracted value,
    its place among those that gold values may take (lowest first). `words` are the printed words of a gold value.
    `details` are judged on the values found, over all of them together; `rules` names for each extracted value the
    rules that decided its details.
    """

    field: FieldName
    values: Callable[[GoldFiche], Sequence[_T]]
    same: Callable[[_T, _T], bool] = eq
    show: Callable[[_T], str] = str
    words: Callable[[_T], str] = _no_words
    places: Callable[[ReadFiche], Sequence[Evidence | None]] = lambda _fiche: ()
    applies: Callable[[GoldFiche | None, GoldFiche | None], bool] = _always
    rank: Callable[[Sequence[_T], _T], float] = lambda _gold, _value: 0.0
    details: tuple[Detail[_T], ...] = ()
    rules: Callable[[ReadFiche], Sequence[tuple[str | None, ...]]] = _no_rules

    def outcomes(self, gold: GoldFiche | None, extracted: ReadFiche | None) -> Iterator[Outcome]:
        """The outcome of the field and of its details, where the field is scored on this pair."""
        if not self.applies(gold, extracted.terms if extracted else None):
            return
        wanted = self.values(gold) if gold else []
        found = sorted(self._read(extracted), key=lambda read: self.rank(wanted, read.value)) if extracted else []
        matching = _match(wanted, found, self.same)
        yield Outcome(
            self.field,
            tuple(self._hit(value, read) for value, read in matching.hits),
            tuple(Value(self.show(value), self.words(value)) for value in matching.missed),
            tuple(self._value(read) for read in matching.spurious),
        )
        for number, detail in enumerate(self.details):
            yield self._graded(number, detail, matching.hits)

    def _read(self, extracted: ReadFiche) -> Iterator[_Read[_T]]:
        places = chain(self.places(extracted), repeat(None))
        rules: Iterator[tuple[str | None, ...]] = chain(self.rules(extracted), repeat(()))
        for value, evidence, decided in zip(self.values(extracted.terms), places, rules, strict=False):
            yield _Read(value, evidence, decided)

    def _value(self, read: _Read[_T]) -> Value:
        evidence = read.evidence
        return Value(self.show(read.value), evidence.text if evidence else "", evidence, evidence.rule if evidence else None)

    def _hit(self, value: _T, read: _Read[_T]) -> Value:
        return Value(self.show(value), self.words(value), read.evidence, read.evidence.rule if read.evidence else None)

    def _graded(self, number: int, detail: Detail[_T], hits: Sequence[tuple[_T, _Read[_T]]]) -> Outcome:
        """Equal details of the same value are found first; what is left is matched whatever value it belongs to."""

        def told(value: _T, of: _T, read: _Read[_T]) -> Value:
            rule = read.rules[number] if number < len(read.rules) else None
            return Value(f"{detail.of(value)}: {self.show(of)}", self.words(of), read.evidence, rule)

        found = [told(gold, gold, read) for gold, read in hits if detail.of(gold) == detail.of(read.value)]
        missed: list[Value] = []
        apart = [(gold, read) for gold, read in hits if detail.of(gold) != detail.of(read.value)]
        free = list(apart)
        for gold, read in apart:
            twin = next((pair for pair in free if detail.of(pair[1].value) == detail.of(gold)), None)
            (found if twin else missed).append(told(gold, gold, read))
            if twin:
                free.remove(twin)
        return Outcome(detail.field, tuple(found), tuple(missed), tuple(told(read.value, gold, read) for gold, read in free))
