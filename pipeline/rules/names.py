"""The nearest valid name."""

from collections.abc import Iterable

from rapidfuzz import process


def did_you_mean(name: str, known: Iterable[str], otherwise: str = "") -> str:
    """What to write instead of an unknown name: the nearest known one, else some advice or the known names.

    >>> did_you_mean("doen", ["done", "planned"])
    '; did you mean `done`?'
    >>> did_you_mean("zzz", ["done", "planned"])
    '; choose one of done, planned'
    """
    names = list(known)
    if near := process.extractOne(name, names, score_cutoff=60):
        return f"; did you mean `{near[0]}`?"
    advice = otherwise or (f"choose one of {', '.join(names)}" if names else "")
    return f"; {advice}" if advice else ""
