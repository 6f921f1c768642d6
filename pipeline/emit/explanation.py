"""What the terminal shows of the choice of a profile: how each fared, and which part of a document is read with which."""

from collections.abc import Iterator
from pathlib import Path

from rich.table import Table

from pipeline.segment.divide import Choice, Outcome, Tried

#: A line of a document is shown up to this length.
_SHOWN = 60


def table(choice: Choice) -> Table:
    """Every profile, best first: its score, the cues that were found, whether it was chosen and why not."""
    shown = Table()
    for column in ("profile", "score", "asks for", "cues found (blocks / needed)", "outcome"):
        shown.add_column(column, overflow="fold")
    for tried in choice.tried:
        fit = tried.fit
        cues = ", ".join(f"{cue.id.split('.', 1)[-1]} {count}/{cue.at_least}" for cue, count in fit.found)
        shown.add_row(fit.profile.id, f"{fit.score:.2f}", f"{fit.profile.at_least:.2f}", cues, _outcome(tried))
    return shown


def _outcome(tried: Tried) -> str:
    match tried.outcome:
        case Outcome.CHOSEN:
            return f"chosen: {_fiches(tried.fiches)}" if tried.fiches else "chosen, but no fiche found"
        case Outcome.UNFIT:
            return "does not fit"
        case Outcome.NO_FICHE:
            return "passed over: cut no fiche"
        case Outcome.NOT_AT_NUMBERS:
            return f"passed over: its {_fiches(tried.fiches)} do not start at the lines that count them"
        case Outcome.BEHIND:
            return "fits, but comes behind the one chosen"


def _fiches(count: int | None) -> str:
    return f"{count} fiche{'s' if count != 1 else ''}"


def lines(choice: Choice, file: Path) -> Iterator[str]:
    """What the choice means, in sentences."""
    whole = next((tried for tried in choice.tried if tried.outcome is Outcome.CHOSEN), None)
    if not choice.parts:
        nearest = choice.tried[0].fit
        yield (
            f"{file.name}: no profile fits; the nearest is {nearest.profile.id} ({nearest.score:.2f}, it asks for {nearest.profile.at_least:.2f})."
        )
        yield f"Force it with `recueil run {file} --profile {nearest.profile.id}`, or let one be drafted: `recueil profiles draft {file}`"
    elif len(choice.parts) == 1 and whole and choice.parts[0].profile.id == whole.fit.profile.id:
        yield f"{file.name}: read with {whole.fit.profile.id}."
        if not choice.parts[0].segmentation.segments:
            yield f"It finds no fiche; let another profile be drafted: `recueil profiles draft {file}`"
    else:
        yield f"{file.name}: its layouts differ; each part is read with the profile that fits it:"
        for part in choice.parts:
            yield f"  {part.profile.id} ({part.score:.2f}), {_fiches(len(part.segmentation.segments))}, from « {_short(part.opening)} »"


def _short(text: str) -> str:
    return text if len(text) <= _SHOWN else text[: _SHOWN - 1] + "…"
