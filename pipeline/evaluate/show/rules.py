"""The statistics of rules as the terminal shows them."""

from collections.abc import Iterator, Sequence

from rich.table import Table

from pipeline.evaluate.rule_stats import RuleStats

#: Overlaps of fewer texts are chance.
_OFTEN = 3
_MOST_OVERLAPS = 15


def rules_table(stats: Sequence[RuleStats]) -> Table:
    """A line for each rule that fires: texts tried, matches, decisions gold can judge and confirms, time in milliseconds."""
    table = Table()
    for column in ("list", "rule"):
        table.add_column(column, overflow="fold")
    for column in ("tried", "hits", "judged", "confirmed", "precision", "ms"):
        table.add_column(column, justify="right")
    for rule in stats:
        if rule.fires:
            precision = "" if rule.precision is None else f"{rule.precision:.3f}"
            judged = (str(rule.judged), str(rule.confirmed)) if rule.judged else ("", "")
            milliseconds = f"{1000 * rule.seconds:.1f}"
            table.add_row(rule.group, rule.id, str(rule.tried or ""), str(rule.hits), *judged, precision, milliseconds)
    return table


def remarks(stats: Sequence[RuleStats]) -> Iterator[str]:
    """Rules that never fire, rules that match the same texts, and what all patterns cost together."""
    quiet = [rule.id for rule in stats if not rule.fires]
    yield f"{len(stats)} rules, {len(quiet)} never fire" + (f": {', '.join(quiet)}." if quiet else ".")
    overlaps = sorted(_overlaps(stats), key=lambda pair: -pair[0])
    if overlaps:
        yield "Rules of one list that match the same texts:"
        yield from (f"  {line}" for _, line in overlaps[:_MOST_OVERLAPS])
        if len(overlaps) > _MOST_OVERLAPS:
            yield f"  … and {len(overlaps) - _MOST_OVERLAPS} more pairs"
    yield f"All patterns together took {sum(rule.seconds for rule in stats):.2f} s."


def _overlaps(stats: Sequence[RuleStats]) -> Iterator[tuple[int, str]]:
    hits = {(rule.group, rule.id): rule.hits for rule in stats}
    seen: set[tuple[str, str]] = set()
    for rule in stats:
        for other, texts in rule.overlaps:
            if texts >= _OFTEN and (other, rule.id) not in seen:
                seen.add((rule.id, other))
                yield texts, f"{rule.id} ({rule.hits} hits) and {other} ({hits.get((rule.group, other), 0)}): {texts} texts"
