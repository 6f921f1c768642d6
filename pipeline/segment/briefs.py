"""Cutting a block of briefs (actions told in a paragraph or two under a `Département de …` line)."""

import re
from dataclasses import dataclass, replace

from pipeline.document import Block, BlockKind, MappedText
from pipeline.segment.model import first_match
from schemas.rules import BriefsFile

#: Name of the action, then ` - `, ` – ` or ` :` with text after it; a point within a word ("2.0") and a mark that ends a name do not end it.
_DASH = re.compile(r"^(?P<name>(?:[^.;!?()]|\.(?=\w)|[!?](?= ?»| -)|\([^()]{0,80}\)){3,220}?) -(?: |(?=[A-ZÀ-Ý]))(?=.{15,})")
_COLON = re.compile(r"^(?P<name>(?:[^.;!?:]|\.(?=\w)|[!?](?= ?»)){3,130}?) ?:(?= ?\S.{14,})")
_HEADING = re.compile(r"^[^.;:!?]{8,110}$")
_COLON_HEADING = re.compile(r"^(?P<name>[^.;:!?]{8,110}?) ?:$")
#: What tells an action has at least so many characters; fewer may be the value of a field.
_TOLD = 120
_NOUN_PHRASE_END = re.compile(r"[,(:;.]| - | pour (?=\w+(?:er|ir|re)\b)")


@dataclass(frozen=True, slots=True)
class Brief:
    """One action of a block: its title and the blocks that tell it (title cut off where a separator follows it)."""

    title: MappedText
    blocks: tuple[Block, ...]
    confidence: float


@dataclass(frozen=True, slots=True)
class _Opening:
    title: MappedText
    body: MappedText | None
    confidence: float
    separated: bool
    alone: bool = False


def split_briefs(blocks: list[Block], rules: BriefsFile) -> list[Brief]:
    """The actions of a block, in order; the first paragraph always opens one."""
    briefs: list[Brief] = []
    separated = closed = headed = False
    listed = bool(blocks) and blocks[0].kind is BlockKind.LIST_ITEM
    for position, block in enumerate(blocks):
        opening = None
        if not briefs or (block.kind is BlockKind.LIST_ITEM) == listed:
            following = blocks[position + 1] if position + 1 < len(blocks) else None
            opening = _opening(block, following, rules, first=not briefs, separated=separated, closed=closed, headed=headed)
        if opening:
            body = () if opening.body is None else (_cut(block, opening.body),)
            briefs.append(Brief(opening.title, body, opening.confidence))
            separated, closed, headed = opening.separated, False, headed or opening.alone
        elif briefs:
            briefs[-1] = replace(briefs[-1], blocks=(*briefs[-1].blocks, block))
            if first_match(rules.closing, block.text.plain):
                closed = True
    return briefs


def opens_named_brief(block: Block, rules: BriefsFile) -> bool:
    """Whether a block tells an action behind its name ("Enrobés tièdes – Le Département n'utilise plus…"), in a text and not behind a label."""
    plain = block.text.plain
    return len(plain) >= _TOLD and not first_match(rules.label, plain) and _separator(plain, rules, first=True) is not None


def _cut(block: Block, body: MappedText) -> Block:
    removed = len(block.text) - len(body)
    bold = tuple((max(0, a - removed), b - removed) for a, b in block.bold if b > removed)
    return replace(block, text=body, bold=bold)


def _opening(
    block: Block, following: Block | None, rules: BriefsFile, *, first: bool, separated: bool, closed: bool, headed: bool
) -> _Opening | None:
    text, plain = block.text, block.text.plain
    if not first and first_match(rules.label, plain):
        return None
    if (match := _separator(plain, rules, first)) is not None:
        return _Opening(text[: match.end("name")].strip(), text[match.end() :].strip(), 0.95, True)
    if _stands_alone(plain, following, rules, first, headed):
        end = len(plain.rstrip(" :"))
        return _Opening(text[:end], None, 0.9, True, alone=True)
    for rule in rules.new_action:
        found = rule.regex.search(plain)
        if found and (first or not first_match(rules.continuation[:1], found["name"])):
            start, end = found.span("name")
            return _Opening(_phrase(text[start:end], rules), text, 0.8, separated)
    if first:
        return _Opening(_phrase(text, rules), text, 0.8, False)
    # a block that lists actions without separators: each noun phrase is another action
    if (closed or not separated) and not first_match(rules.continuation, plain) and _is_noun_phrase(plain, rules):
        return _Opening(_phrase(text, rules), text, 0.7, separated)
    return None


def _separator(plain: str, rules: BriefsFile, first: bool) -> re.Match[str] | None:
    for pattern, most_words in ((_DASH, 30), (_COLON, 20)):
        match = pattern.match(plain)
        if match is None or len(match["name"].split()) > most_words or _unbalanced(match["name"]):
            continue
        if first_match(rules.verb, match["name"]):
            continue
        if not first and first_match(rules.continuation[:1], match["name"]):
            continue
        return match
    return None


def _unbalanced(name: str) -> bool:
    return name.count("(") != name.count(")") or name.count("«") != name.count("»")


def _stands_alone(plain: str, following: Block | None, rules: BriefsFile, first: bool, headed: bool) -> bool:
    """A short line used as a heading: something is told below it. `headed`: another brief of the block has one."""
    if following is None and not first:
        return False
    heading = _HEADING.match(plain) or (first and _COLON_HEADING.match(plain))
    if not heading or not plain[0].isupper() or len(plain.split()) < 2:
        return False
    definite = rules.continuation[:1] if headed else rules.continuation
    if first_match(rules.verb, plain) or (not first and first_match(definite, plain)):
        return False
    if first:
        return len(plain) <= 80 or plain.endswith(":")
    return len(plain) <= 70


def _is_noun_phrase(plain: str, rules: BriefsFile) -> bool:
    """Whether a paragraph opens with a noun phrase: no verb before its first break."""
    if not plain[0].isupper() or plain.endswith(":"):
        return False
    end = _NOUN_PHRASE_END.search(plain)
    opening = plain[: end.start()] if end else plain[:150]
    return len(opening) >= 8 and not first_match(rules.verb, opening)


def _phrase(text: MappedText, rules: BriefsFile) -> MappedText:
    """The opening noun phrase: up to the first comma, opening parenthesis or verb."""
    plain = text.plain
    ends = [m.start() for m in [_NOUN_PHRASE_END.search(plain)] if m]
    ends += [m.start() for rule in rules.verb if (m := rule.regex.search(plain))]
    end = min((e for e in ends if e >= 4), default=len(plain))
    return text[:end].strip(" :-–")
