"""How faithfully texts are read: the same values compared letter by letter, word by word, and roughly."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from pipeline.evaluate.gold import GoldFiche
from pipeline.evaluate.likeness import alike, fold
from pipeline.evaluate.scores import Graded, Tally

_Texts = Callable[[GoldFiche], Sequence[str]]

#: The texts of a fiche, and from which similarity (0-100) two of them count as roughly the same.
_TEXTS: Mapping[str, tuple[_Texts, float]] = {
    "title": (lambda fiche: [fiche.title], 92),
    "section": (lambda fiche: [fiche.section] if fiche.section else [], 90),
    "carrier names": (lambda fiche: [carrier.name for carrier in fiche.carriers], 88),
    "contact names": (lambda fiche: [contact.name for contact in fiche.contacts if contact.name], 92),
    "contact roles": (lambda fiche: [contact.role for contact in fiche.contacts if contact.role], 85),
    "period slots": (lambda fiche: [fiche.period.raw] if fiche.period and fiche.period.raw else [], 90),
    "status slots": (lambda fiche: [fiche.status.raw] if fiche.status and fiche.status.raw else [], 90),
    "figure words": (lambda fiche: [figure.raw for figure in fiche.figures if figure.raw], 85),
    "figure labels": (lambda fiche: [figure.label for figure in fiche.figures if figure.label], 85),
}


@dataclass(frozen=True, slots=True)
class TextScores:
    """Tallies of one kind of text: `strict` (every letter), `normalised` (case, accents and marks aside), `fuzzy` (roughly)."""

    strict: Tally
    normalised: Tally
    fuzzy: Tally


def text_scores(graded: Sequence[Graded]) -> dict[str, TextScores]:
    """The scores of each kind of text that gold holds, on the fiches that were found.

    A section that gold does not know is not compared.
    """
    return {name: scores for name, (texts, enough) in _TEXTS.items() if (scores := _scores(graded, texts, enough)).fuzzy.support}


def _scores(graded: Sequence[Graded], texts: _Texts, enough: float) -> TextScores:
    pairs = [(texts(g.gold), texts(g.extracted.terms)) for g in graded if g.gold and g.extracted and texts(g.gold)]
    return TextScores(
        _tally(pairs, lambda a, b: a == b),
        _tally(pairs, lambda a, b: fold(a) == fold(b)),
        _tally(pairs, lambda a, b: alike(a, b, enough)),
    )


def _tally(pairs: Sequence[tuple[Sequence[str], Sequence[str]]], same: Callable[[str, str], bool]) -> Tally:
    found = missed = spurious = 0
    for gold, extracted in pairs:
        free = list(extracted)
        for text in gold:
            twin = next((candidate for candidate in free if same(text, candidate)), None)
            if twin is None:
                missed += 1
            else:
                free.remove(twin)
                found += 1
        spurious += len(free)
    return Tally(found, spurious, missed)
