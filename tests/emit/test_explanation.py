from io import StringIO
from pathlib import Path

import pytest
from rich.console import Console

from pipeline.emit import explanation
from pipeline.rulebook import Rulebook
from pipeline.segment.detect import Fit
from pipeline.segment.divide import Choice, Outcome, Tried


@pytest.mark.parametrize(
    ("outcome", "fiches", "said"),
    [
        (Outcome.CHOSEN, 1, "chosen: 1 fiche"),
        (Outcome.CHOSEN, 0, "chosen, but no fiche found"),
        (Outcome.UNFIT, None, "does not fit"),
        (Outcome.NO_FICHE, 0, "passed over: cut no fiche"),
        (Outcome.NOT_AT_NUMBERS, 9, "passed over: its 9 fiches do not start at the lines that count them"),
        (Outcome.BEHIND, None, "fits, but comes behind the one chosen"),
    ],
)
def test_every_outcome_is_said_in_words(outcome: Outcome, fiches: int | None, said: str, rulebook: Rulebook) -> None:
    profile = rulebook.profile("sheets")
    fit = Fit(profile, 0.75, tuple((cue, 2) for cue in profile.structure))
    out = StringIO()
    Console(file=out, width=300).print(explanation.table(Choice((), (Tried(fit, outcome, fiches),))))
    assert f"│ sheets  │ 0.75  │ 0.60     │ counted 2/3, located 2/3     │ {said} │" in out.getvalue()


def test_a_document_that_nothing_fits_is_told_what_can_be_done(rulebook: Rulebook) -> None:
    tried = Tried(Fit(rulebook.profile("sheets"), 0.2, ()), Outcome.UNFIT)
    first, then = explanation.lines(Choice((), (tried,)), Path("guides/lune.txt"))
    assert first == "lune.txt: no profile fits; the nearest is sheets (0.20, it asks for 0.60)."
    assert "`recueil run guides/lune.txt --profile sheets`" in then
    assert "`recueil profiles draft guides/lune.txt`" in then
