"""What the terminal shows of a drafted profile: what it would extract, what it rests on, what is not sure."""

from collections.abc import Iterator
from pathlib import Path

from rich.table import Table

from pipeline.draft.draft import Draft

#: So many titles are shown.
_TITLES = 10


def table(drafted: Draft) -> Table:
    """The first fiches with what is found of each; totals below."""
    shown = Table(show_footer=True)
    fiches = drafted.fiches
    rows = [
        (
            fiche.title,
            bool(fiche.departments),
            fiche.period is not None,
            fiche.status is not None,
            bool(fiche.carriers),
            bool(fiche.contacts),
        )
        for fiche in fiches
    ]
    shown.add_column("fiche", footer=f"{len(fiches)} fiches", overflow="fold")
    for place, column in enumerate(("department", "period", "status", "carrier", "contact"), 1):
        shown.add_column(column, footer=f"{sum(bool(row[place]) for row in rows)} of {len(fiches)}", justify="right")
    for title, *told in rows[:_TITLES]:
        shown.add_row(str(title), *("yes" if one else "-" for one in told))
    if len(fiches) > _TITLES:
        shown.add_row(f"… and {len(fiches) - _TITLES} more", *[""] * 5)
    return shown


def lines(drafted: Draft, file: Path, out: Path | None) -> Iterator[str]:
    """The labels and headings that were taken (`?` where guessed) and how often they stand, what is not sure, what to do next."""
    proposal = drafted.proposal
    if proposal.start:
        yield f"counted by: {', '.join(proposal.start.examples)} ({proposal.start.times} lines)"
    if proposal.labels:
        yield "labels: " + ", ".join(
            f"{label.printed} = {label.slot}{'' if label.known else '?'} ({label.times})" for label in proposal.labels
        )
    if proposal.lines:
        yield f"header lines: {', '.join(proposal.lines)}"
    if proposal.headings:
        yield "headings: " + ", ".join(
            f"{heading.printed} = {heading.key}{'' if heading.known else '?'} ({heading.times})" for heading in proposal.headings
        )
    yield from (f"not sure: {doubt}" for doubt in proposal.doubts)
    if drafted.known:
        yield f"perhaps not needed: {' and '.join(drafted.known)} can read this document (`recueil profiles --explain {file}`)"
    if drafted.chosen != (proposal.id,):
        chosen = " and ".join(drafted.chosen) or "no profile"
        yield f"not sure: a run would choose {chosen}; mend the cues under `recognise`, or use --profile {proposal.id}"
    if out:
        pack = out.parent.parent if out.parent.name == "profiles" else None
        then = f"`recueil rules check {pack}` and `recueil run {file} --rules {pack}`" if pack else "put it into profiles/ of your rules"
        yield f"{out} written: read it, correct it, then {then}."
