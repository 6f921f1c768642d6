"""Which fiche and which document of an earlier dataset is which of a later one."""

from collections import Counter
from collections.abc import Hashable, Iterable, Sequence

from rapidfuzz import fuzz, process
from rapidfuzz.distance import Indel

from pipeline.document import fold
from schemas.dataset import Dataset
from schemas.fiche import Fiche

#: Titles as alike as this (0-100) are one title in which a letter or a short word was put right.
SAME_TITLE = 95
#: Titles less alike than SAME_TITLE, but no less than this, may be of one action: the texts decide. Titles alone cannot: those
#: of two actions of one department reach 90 ("Une équipe mobile auprès des familles à la rue", "… des familles d'accueil").
TITLE_ALIKE = 80
#: Texts of one action have this share of their words in common, in the same order; those of two actions reach 0.35 on the
#: samples, the real, the held-out and the other documents, however alike their titles.
TEXT_ALIKE = 0.4
#: Two documents with other names are editions of one another if they share this part of the fiches of the shorter one.
FICHES_SHARED_AT_LEAST = 0.5

#: Positions of a record in the old and in the new dataset.
Pair = tuple[int, int]


def fiche_pairs(old: Sequence[Fiche], new: Sequence[Fiche]) -> list[Pair]:
    """Fiches with the same id and document, then, among the rest, those that tell of the same action; each at most once.

    The same action has the same title, or a title and a text alike, and a department in common, or no department on both sides.
    """
    same = _same([(fiche.document, fiche.id) for fiche in old], [(fiche.document, fiche.id) for fiche in new])
    rest_old, rest_new = _rest(len(old), (i for i, _ in same)), _rest(len(new), (j for _, j in same))
    alike = _alike([old[i] for i in rest_old], [new[j] for j in rest_new])
    return same + [(rest_old[i], rest_new[j]) for i, j in alike]


def document_pairs(old: Dataset, new: Dataset, fiches: Iterable[Pair]) -> list[Pair]:
    """Documents with the same id, then, among the rest, those that share most of their fiches; `fiches` are the pairs of them."""
    ids_old, ids_new = [document.id for document in old.documents], [document.id for document in new.documents]
    same = _same(ids_old, ids_new)
    rest_old, rest_new = _rest(len(ids_old), (i for i, _ in same)), _rest(len(ids_new), (j for _, j in same))
    shared = Counter((old.fiches[i].document, new.fiches[j].document) for i, j in fiches)
    sizes_old, sizes_new = Counter(fiche.document for fiche in old.fiches), Counter(fiche.document for fiche in new.fiches)
    candidates = []
    for i in rest_old:
        for j in rest_new:
            common = shared[ids_old[i], ids_new[j]]
            if common and common >= FICHES_SHARED_AT_LEAST * min(sizes_old[ids_old[i]], sizes_new[ids_new[j]]):
                candidates.append((-common, i, j))
    return same + _each_once((i, j) for _, i, j in sorted(candidates))


def _alike(old: Sequence[Fiche], new: Sequence[Fiche]) -> list[Pair]:
    """The most alike titles first; of equal ones those in documents of the same name, then the printed order."""
    if not old or not new:
        return []
    titles_old, titles_new = [fold(fiche.title) for fiche in old], [fold(fiche.title) for fiche in new]
    # all titles against all: even for thousands of fiches this takes less than the datasets take to read
    scores = process.cdist(titles_old, titles_new, scorer=fuzz.ratio, score_cutoff=TITLE_ALIKE)
    candidates = []
    for i, j in zip(*(axis.tolist() for axis in scores.nonzero()), strict=True):
        one, other = old[i], new[j]
        if _share_department(one, other) and (scores[i, j] >= SAME_TITLE or _texts_alike(one, other)):
            candidates.append((-float(scores[i, j]), one.document != other.document, i, j))
    return _each_once((i, j) for _, _, i, j in sorted(candidates))


def _share_department(one: Fiche, other: Fiche) -> bool:
    """Whether a department runs both actions, or none is named for either."""
    codes, others = ({department.code for department in fiche.departments} for fiche in (one, other))
    return not codes.isdisjoint(others) or codes == others


def _texts_alike(one: Fiche, other: Fiche) -> bool:
    words, others = ([word for section in fiche.sections for word in section.text.lower().split()] for fiche in (one, other))
    return bool(words) and Indel.normalized_similarity(words, others) >= TEXT_ALIKE


def _same(old: Sequence[Hashable], new: Sequence[Hashable]) -> list[Pair]:
    free = {key: j for j, key in enumerate(new)}
    return [(i, free.pop(key)) for i, key in enumerate(old) if key in free]


def _rest(count: int, taken: Iterable[int]) -> list[int]:
    gone = set(taken)
    return [place for place in range(count) if place not in gone]


def _each_once(pairs: Iterable[Pair]) -> list[Pair]:
    """Those pairs, the first ones first, of which neither side is taken yet.

    >>> _each_once([(0, 1), (0, 0), (2, 1), (1, 0)])
    [(0, 1), (1, 0)]
    """
    kept: list[Pair] = []
    taken_old: set[int] = set()
    taken_new: set[int] = set()
    for i, j in pairs:
        if i not in taken_old and j not in taken_new:
            kept.append((i, j))
            taken_old.add(i)
            taken_new.add(j)
    return kept
