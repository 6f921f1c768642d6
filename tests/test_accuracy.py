"""Accuracy held on every set at hand: each field at its bar, no gold item that was right wrong."""

import pytest

from pipeline.evaluate.baseline import compare, read_baseline
from pipeline.evaluate.evaluation import Evaluation
from pipeline.evaluate.reading import gold_of, read_and_score
from pipeline.evaluate.show.lines import change_lines, verdict
from pipeline.rulebook import RULES, default_rulebook, read_thresholds
from tests.sets import BASELINE, SETS, GoldSet


@pytest.mark.parametrize("gold_set", SETS, ids=lambda gold_set: gold_set.name)
def test_every_bar_is_met_and_nothing_got_worse(gold_set: GoldSet) -> None:
    if not gold_set.here:
        pytest.skip("the real documents are not here")
    reading = read_and_score(gold_of([gold_set.gold]), [gold_set.documents], default_rulebook(), ner=False)
    changes = compare(reading.report, reading.errors, read_baseline(BASELINE))
    evaluation = Evaluation(reading.report, reading.errors, changes, read_thresholds(RULES / "thresholds.yaml").f1)
    assert sum(tally.support for tally in evaluation.scored.values()) > 200
    assert changes.unknown == ()
    assert not evaluation.fails, "\n".join([*change_lines(changes, contacts=False), *verdict(evaluation)])
