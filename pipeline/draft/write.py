"""A proposed profile as YAML with comments, ready to be edited."""

import re
from collections.abc import Iterable, Iterator

from pipeline.draft.counting import CountingWord
from pipeline.draft.labels import Label
from pipeline.draft.observe import Heading
from pipeline.draft.proposal import Proposal, WordCue
from pipeline.draft.propose import number_rule
from schemas.enums import HeaderSlot, SectionKey

#: An address of a person or body.
_ADDRESS = r"@|(?<!\d)0\d(?:[ .]?\d\d){4}(?!\d)"
#: What every e-mail holds, as an example that is nobody's.
_AT = ("@",)
#: The order in which slots and keys are written.
_SLOTS = (
    HeaderSlot.DEPARTMENT,
    HeaderSlot.CARRIER,
    HeaderSlot.PERIOD,
    HeaderSlot.STATUS,
    HeaderSlot.CONTACT,
    HeaderSlot.TITLE,
    HeaderSlot.SECTION,
    HeaderSlot.OTHER,
)
_KEYS = (SectionKey.CONTEXT, SectionKey.DESCRIPTION, SectionKey.IMPACT, SectionKey.INNOVATION, SectionKey.FURTHER, SectionKey.BODY)
_PLAIN = str.maketrans({"’": "'", "‘": "'", "–": "-", "—": "-", "‑": "-", "“": '"', "”": '"', "\u00a0": " ", "\u202f": " "})


def to_yaml(proposal: Proposal, name: str) -> str:
    """The profile as the text of a YAML file; `name` is that of the document it was drafted from."""
    return "\n".join(_lines(proposal, name)) + "\n"


def _lines(proposal: Proposal, name: str) -> Iterator[str]:
    yield f"# Drafted from {name}: {proposal.fiches} fiches. Everything here is a proposal: read it, correct it, then run"
    yield "#   recueil rules check FOLDER      (FOLDER holds profiles/ with this file)"
    yield f"#   recueil run {name} --rules FOLDER"
    if proposal.doubts:
        yield "# To look at first:"
        yield from (f"#   - {doubt}" for doubt in proposal.doubts)
    yield ""
    yield "# The name of the profile: small letters, digits and _. Its rules below begin with it."
    yield f"id: {proposal.id}"
    yield f"title: {_quoted(proposal.title)}"
    yield "# recueil (initiatives of many departments) or strategy (the actions of one): also dossier, scheme, contract."
    yield f"kind: {proposal.kind}"
    told = f"{proposal.located} of {proposal.fiches} headers say where"
    yield f"# true where the department that publishes the document runs the actions; here {told}."
    yield f"publisher_acts: {str(proposal.publisher_acts).lower()}"
    yield "# The share of the cues below that a document must show to be read with this profile (0 to 1)."
    yield "at_least: 0.6"
    yield from _recognise(proposal)
    yield "layout:"
    yield "  name: header_fiches"
    yield "  # What one unit is: fiche, or action in a plan."
    yield f"  fiche: {proposal.fiche}"
    if proposal.start:
        yield from _start(proposal.id, proposal.start)
    yield from _labels(proposal.labels)
    yield from _headings(proposal.headings)
    if proposal.lines:
        yield from (
            "  # What the lines below a title hold, in order, where nothing labels them; only for headers of just as many lines.",
            "  # Take the list out where headers leave lines out: what each line holds then decides.",
            f"  lines: [{', '.join(proposal.lines)}]",
        )


def _recognise(proposal: Proposal) -> Iterator[str]:
    yield "# How documents of this family are known: each cue counts the blocks (lines, rows) that its pattern finds; one found"
    yield "# `at_least` times gives its whole weight. Keep what all documents of the family print, at least two cues."
    yield "recognise:"
    for cue in proposal.recognise:
        yield f"  - id: {proposal.id}.{cue.name}"
        yield f"    pattern: {_quoted(_pattern(cue))}"
        yield f"    weight: {cue.weight}"
        yield f"    at_least: {cue.at_least}"
        yield f"    match: [{', '.join(map(_example, cue.words or _AT))}]"
    if proposal.structure:
        yield "# Cues that no single line shows: headers that say where, headers with labels, lines that count fiches."
        yield "structure:"
        for trait in proposal.structure:
            yield f"  - {{id: {proposal.id}.{trait.name}, feature: {trait.feature}, weight: {trait.weight}, at_least: {trait.at_least}}}"


def _pattern(cue: WordCue) -> str:
    if not cue.words:
        return _ADDRESS
    words = "|".join(_escaped(word) for word in cue.words)
    return f"(?:{words})" if cue.anywhere else rf"^\W*(?:{words})(?!\w)"


def _escaped(words: str) -> str:
    """Words as a pattern; patterns see plain text."""
    return re.sub(r"\\([ '-])", r"\1", re.escape(words.translate(_PLAIN)))


def _start(profile: str, word: CountingWord) -> Iterator[str]:
    rule = number_rule(profile, word)
    shown = " and ".join(f"« {example} »" for example in word.examples)
    yield f"  # The lines that open a fiche: {shown} ({word.times} such lines). The title stands behind the number or below it."
    yield "  # Take this part out where they count something else (steps, articles): titles are then found by their headers."
    yield "  start:"
    yield f"    - id: {rule.id}"
    yield f"      pattern: {_quoted(rule.pattern)}"
    yield f"      match: [{', '.join(map(_example, rule.match))}]"
    yield f"      no_match: [{', '.join(map(_example, rule.no_match))}]"


def _labels(labels: Iterable[Label]) -> Iterator[str]:
    found = list(labels)
    if not found:
        return
    yield "  # The labels of the header and what each tells; move a label to another slot where it is wrong:"
    yield "  # department, carrier, period, status, contact, title, section (the chapter it is filed under),"
    yield "  # other (of no field: its value stays text of the fiche)."
    yield "  labels:"
    yield from _grouped(_SLOTS, ((label.slot, label.printed, _why(label)) for label in found))


def _why(label: Label) -> str:
    if label.known:
        return f"{label.times} times; known to the built-in rules"
    if label.slot is HeaderSlot.OTHER:
        return f"{label.times} times; guessed: its values look like no slot"
    return f"{label.times} times; guessed: {label.share:.0%} of its values look like one"


def _headings(headings: Iterable[Heading]) -> Iterator[str]:
    found = list(headings)
    if not found:
        return
    yield "  # The section headings and what each section tells: context, description, impact, innovation, further (what comes next,"
    yield "  # where to read more), body (anything). Choose one of them for those that stand below `body`."
    yield "  headings:"
    unknown = "unknown: choose context, description, impact, innovation or further"
    why = {True: "known to the built-in rules", False: unknown}
    yield from _grouped(_KEYS, ((heading.key, heading.printed, f"{heading.times} times; {why[heading.known]}") for heading in found))


def _grouped(names: Iterable[str], entries: Iterable[tuple[str, str, str]]) -> Iterator[str]:
    """Printed words below the names that they are filed under (name, words, why), names without any left out."""
    found = list(entries)
    for name in names:
        here = [(printed, why) for filed, printed, why in found if filed == name]
        if here:
            yield f"    {name}:"
            yield from (f"      - {_quoted(printed)}  # {why}" for printed, why in here)


def _example(text: str) -> str:
    """An example of a pattern, which sees plain text."""
    return _quoted(text.translate(_PLAIN))


def _quoted(text: str) -> str:
    """Text as a YAML scalar; patterns need no doubled backslashes in single quotes."""
    return "'" + text.replace("'", "''") + "'"
