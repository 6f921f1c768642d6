"""A drafted profile: what was proposed, its YAML, and what it makes of the document."""

from dataclasses import dataclass, replace

import yaml

from pipeline.document import Document
from pipeline.draft.proposal import Proposal
from pipeline.draft.propose import propose
from pipeline.draft.write import to_yaml
from pipeline.gazetteer import Gazetteer
from pipeline.rulebook import Rulebook
from pipeline.run import Pipeline
from pipeline.segment.detect import fits
from pipeline.segment.divide import Divider
from schemas.fiche import Fiche
from schemas.rules import Profile


@dataclass(frozen=True, slots=True)
class Draft:
    """A profile that is proposed for a document, as data and as YAML.

    `fiches` are those it makes of the document, `chosen` the profiles that a run with it would read the document with,
    `known` those that read it without.
    """

    proposal: Proposal
    text: str
    fiches: tuple[Fiche, ...]
    chosen: tuple[str, ...]
    known: tuple[str, ...]


def draft(document: Document, rulebook: Rulebook) -> Draft:
    """Draft a profile and try it. Raises NothingRepeatsError where nothing in the document repeats like fiches."""
    gazetteer = Gazetteer(rulebook.departments)
    proposal = propose(document, rulebook, gazetteer)
    text = to_yaml(proposal, document.path.name)
    profile = profile_of(text)
    others = (known for known in rulebook.profiles if known.id != profile.id)
    drafted = replace(rulebook, profiles=(profile, *others))
    fiches = Pipeline(drafted, profile=profile.id, ner=False).read(document).fiches
    return Draft(proposal, text, fiches, _chosen(document, drafted, gazetteer), _chosen(document, rulebook, gazetteer))


def _chosen(document: Document, rulebook: Rulebook, gazetteer: Gazetteer) -> tuple[str, ...]:
    """The profiles that a run would find fiches with."""
    parts = Divider(rulebook, gazetteer).divide(document, fits(document, rulebook, gazetteer))
    return tuple(dict.fromkeys(part.profile.id for part in parts if part.segmentation.segments))


def profile_of(text: str) -> Profile:
    """The profile of a YAML text."""
    return Profile.model_validate(yaml.safe_load(text))
