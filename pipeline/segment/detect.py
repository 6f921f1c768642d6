"""Which profile fits a document, with a score and its reasons."""

from dataclasses import dataclass

from pipeline.document import Document
from pipeline.rulebook import Rulebook
from schemas.rules import Cue, Profile


@dataclass(frozen=True, slots=True)
class Fit:
    """How well a profile fits: the weight of the cues that were found over the weight of all."""

    profile: Profile
    score: float
    found: tuple[tuple[Cue, int], ...]

    @property
    def fits(self) -> bool:
        """Whether the score reaches what the profile asks for."""
        return self.score >= self.profile.at_least


def fits(document: Document, rulebook: Rulebook) -> list[Fit]:
    """All profiles with their scores, best first (ties in the order of their ids)."""
    texts = [block.text.plain for block in document.blocks]
    result = []
    for profile in rulebook.profiles:
        counts = [(cue, sum(1 for text in texts if cue.regex.search(text))) for cue in profile.recognise]
        total = sum(cue.weight for cue in profile.recognise)
        # a cue found less often than it asks for still gives its share
        score = sum(cue.weight * min(1.0, count / cue.at_least) for cue, count in counts) / total
        result.append(Fit(profile, round(score, 3), tuple(counts)))
    return sorted(result, key=lambda fit: (-fit.score, fit.profile.id))
