"""Learn rules/figure_words.yaml from gold, and say what it is worth on documents that it was not learned from.

    python bench/learn_words.py [--check]

Reads the documents of tests/layouts and takes the figures of which no cue says what they tell and gold does. The signs
around each are weighed by a multinomial logistic regression; a sign counts that stands in at least 20 documents. Printed is
the share of these figures that are told rightly: by what is usual in their place, and by words that were learned from the
other documents (five folds). With --check nothing is written. Takes three minutes; the same gold gives the same file.
"""

import json
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from unittest.mock import patch

import numpy as np
from scipy.sparse import csr_matrix
from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import GroupKFold

from pipeline.evaluate.gold import Gold
from pipeline.evaluate.reading import gold_of
from pipeline.evaluate.scores import evaluate
from pipeline.extract.nature import InSentence, Leaning, Setting, WordReader
from pipeline.rulebook import RULES, default_rulebook
from pipeline.run import Pipeline, input_files
from schemas.dataset import Dataset
from schemas.enums import FieldName, FigureKind, Nature

ROOT = RULES.parent
LEARNED_FROM = (ROOT / "tests/layouts/documents", ROOT / "tests/layouts/gold")
#: A sign counts that stands in so many documents.
DOCUMENTS = 20
#: How far weights may go: the strength of the regularisation, chosen in five folds.
FREEDOM = 0.1
FOLDS = 5
HEAD = """\
# yaml-language-server: $schema=../schemas/json/figure_words.schema.json
# What the words around a figure say where no cue of figures.yaml does: by how much each speaks for a target, and by how much
# for the context, rather than for a result (in hundredths). Learned by `make words`, not written.
signs:
"""


@dataclass(frozen=True)
class Example:
    """A figure of a document, what it is told to tell and what gold says; `signs` are none where something but words decides."""

    document: str
    signs: tuple[str, ...]
    usual: Nature
    nature: Nature
    right: bool


#: The signs of figures and what is usual in their place, by where they stand in the source.
Seen = dict[int, tuple[tuple[str, ...], Nature]]


def examples() -> Iterator[Example]:
    """The figures to learn from."""
    documents, folder = LEARNED_FROM
    golds = {gold.document: gold for gold in gold_of([folder])}
    pipeline = Pipeline(default_rulebook(), ner=False)
    seen: Seen = {}

    def usual(reader: WordReader, told: InSentence, kind: FigureKind, leaning: Leaning, setting: Setting) -> Nature:
        seen[told.number.offsets[0]] = tuple(reader.signs(told, kind, leaning, setting)), leaning.nature
        return leaning.nature

    with patch.object(WordReader, "nature", usual):
        for file in input_files([documents]):
            if gold := golds.get(file.path.stem):
                seen.clear()
                yield from _judged(pipeline.run([file]), gold, seen)


def _judged(read: Dataset, gold: Gold, seen: Seen) -> Iterator[Example]:
    for graded in evaluate(read, [gold]).graded:
        for outcome in graded.outcomes:
            if outcome.field is FieldName.FIGURE_NATURE:
                for value in (*outcome.found, *outcome.missed):
                    nature = Nature(value.shown.partition(":")[0])
                    signs, usual = seen.get(value.evidence.char_start if value.evidence else -1, ((), nature))
                    yield Example(gold.document, signs, usual, nature, value in outcome.found)


def frequent(learned_from: list[Example]) -> list[str]:
    """The signs that stand in enough documents, in order."""
    documents: defaultdict[str, set[str]] = defaultdict(set)
    for example in learned_from:
        for sign in example.signs:
            documents[sign].add(example.document)
    return sorted(sign for sign, where in documents.items() if len(where) >= DOCUMENTS)


def matrix(rows: list[Example], signs: list[str]) -> csr_matrix:
    """A row for each example, a column for each sign."""
    vectorizer = DictVectorizer().fit([dict.fromkeys(signs, 1)])
    return vectorizer.transform([dict.fromkeys(example.signs, 1) for example in rows])


def fitted(rows: list[Example], signs: list[str]) -> LogisticRegression:
    """A model of what the signs tell."""
    model = LogisticRegression(C=FREEDOM, max_iter=1000)
    return model.fit(matrix(rows, signs), [example.nature.value for example in rows])


def told_rightly(rows: list[Example]) -> int:
    """The number of examples told rightly by words learned from other documents."""
    natures = np.array([example.nature.value for example in rows])
    told = np.empty(len(rows), dtype=object)
    for learn, ask in GroupKFold(FOLDS).split(rows, natures, [example.document for example in rows]):
        learned_from = [rows[i] for i in learn]
        signs = frequent(learned_from)
        told[ask] = fitted(learned_from, signs).predict(matrix([rows[i] for i in ask], signs))
    return int((told == natures).sum())


def weights(rows: list[Example]) -> dict[str, tuple[int, int]]:
    """By how much each sign speaks for a target and for the context rather than for a result, in hundredths."""
    signs = frequent(rows)
    model = fitted(rows, signs)
    natures = list(model.classes_)
    result, target, context = (natures.index(nature.value) for nature in (Nature.RESULT, Nature.TARGET, Nature.CONTEXT))
    by_sign = np.round(100 * (model.coef_[[target, context]] - model.coef_[result])).astype(int).T
    always = np.round(100 * (model.intercept_[[target, context]] - model.intercept_[result])).astype(int)
    told = {sign: (int(row[0]), int(row[1])) for sign, row in zip(signs, by_sign, strict=True)}
    told["always"] = (told["always"][0] + int(always[0]), told["always"][1] + int(always[1]))
    return {sign: pair for sign, pair in told.items() if pair != (0, 0)}


def main() -> None:
    """Learn, say what it is worth, write."""
    figures = list(examples())
    rows = [figure for figure in figures if figure.signs]
    counts = Counter(example.nature.value for example in rows)
    usual = sum(example.usual is example.nature for example in rows)
    words = told_rightly(rows)
    others = sum(figure.right for figure in figures if not figure.signs)
    print(f"{len(rows)} figures without a cue in {len({r.document for r in rows})} documents: {dict(counts)}")
    print(f"told rightly by what is usual in their place: {usual / len(rows):.3f}")
    print(f"told rightly by words learned from other documents: {words / len(rows):.3f}")
    print(
        f"with the {len(figures) - len(rows)} figures that cues tell of: {(usual + others) / len(figures):.3f}, {(words + others) / len(figures):.3f}"
    )
    if "--check" not in sys.argv:
        learned = weights(rows)
        lines = (
            f"  {json.dumps(sign, ensure_ascii=False)}: [{target}, {context}]\n" for sign, (target, context) in sorted(learned.items())
        )
        path = RULES / "figure_words.yaml"
        path.write_text(HEAD + "".join(lines), encoding="utf8")
        print(f"{path.relative_to(ROOT)}: {len(learned)} signs written.")


if __name__ == "__main__":
    main()
