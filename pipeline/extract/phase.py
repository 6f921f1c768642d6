"""Whether an action is still to come or under way, by its status, its period and the tense of its text."""

from collections.abc import Iterable
from dataclasses import dataclass

from pipeline.document import Block
from pipeline.extract.header import HeaderSlots
from pipeline.segment.model import Segment, first_match
from schemas.enums import FicheKind, SectionKey, StatusCode
from schemas.rules import FiguresFile, Rule

#: States of an action that has begun.
_UNDER_WAY = {StatusCode.DONE, StatusCode.ONGOING, StatusCode.EXPERIMENTAL, StatusCode.PARTIAL}
#: How often a text must tell what is done, or what will be, to outweigh what else speaks of the action.
_OFTEN = 2
#: How far what is done and what will be are told apart.
_FAR = 3


@dataclass(frozen=True, slots=True)
class Phase:
    """Where an action stands.

    `begun` is what the state or the period of its header says, `to_come` whether what it counts is planned unless the text
    says otherwise, `balance` how much more often its text tells what is done than what will be (-3 to 3).
    """

    begun: bool
    to_come: bool
    balance: int


def phase_of(segment: Segment, slots: HeaderSlots, rules: FiguresFile) -> Phase:
    """Where the action of a segment stands."""
    begun = slots.period is not None and first_match(rules.period_under_way, slots.period.plain) is not None
    begun = begun or (slots.status is not None and slots.status[1].code in _UNDER_WAY)
    # what stands below a diagnosis tells how things were before the action
    told = [block for section in segment.sections if section.key is not SectionKey.CONTEXT for block in section.blocks]
    done, future = _times(rules.action_done, told), _times(rules.action_to_come, told)
    to_come = _to_come(segment, slots, rules, done, future, begun=begun)
    return Phase(begun, to_come, max(-_FAR, min(_FAR, done - future)))


def _to_come(segment: Segment, slots: HeaderSlots, rules: FiguresFile, done: int, future: int, *, begun: bool) -> bool:
    code = slots.status[1].code if slots.status else None
    if code is StatusCode.PLANNED or (slots.period and first_match(rules.planned_action, slots.period.plain)):
        return True
    if segment.kind is not FicheKind.FICHE and any(first_match(rules.planned_action, block.text.plain) for block in segment.body):
        return True
    if segment.kind is not FicheKind.ACTION:
        return segment.planned or (code is StatusCode.INITIAL and future > 0 and done == 0)
    if code is StatusCode.DONE:
        return False
    if future >= max(done, _OFTEN):
        return True
    if begun:
        return False
    if segment.planned or slots.period:
        return done < _OFTEN or future >= _OFTEN
    return future > 0 and done == 0


def _times(rules: Iterable[Rule], blocks: list[Block]) -> int:
    return sum(1 for rule in rules for block in blocks for _ in rule.regex.finditer(block.text.plain))
