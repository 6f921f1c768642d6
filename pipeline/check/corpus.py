"""Findings that only show among all fiches: misspelt e-mail domains, actions told twice."""

from collections import Counter, defaultdict
from collections.abc import Sequence

from pipeline.check.addresses import addresses
from pipeline.check.domains import DomainUse, corrections
from pipeline.check.duplicates import duplicates
from pipeline.findings import Findings
from schemas.fiche import Fiche
from schemas.issue import Issue


def check_corpus(fiches: Sequence[Fiche], findings: Findings) -> dict[str, list[Issue]]:
    """Findings by fiche id; a fiche without any has no entry.

    Of two fiches that tell the same action, the later one gets the finding.
    """
    issues: defaultdict[str, list[Issue]] = defaultdict(list)
    right = corrections(_uses(fiches))
    for fiche in fiches:
        for address in addresses(fiche):
            if address.domain in right:
                domain = right[address.domain]
                message = f"Le domaine « {address.domain} » ressemble à une faute de frappe pour « {domain} »."
                suggestion = f"{address.local}@{domain}"
                issue = findings.issue("email_domain_misspelt", message, "contacts", suggestion, address.evidence)
                issues[fiche.id].append(issue)
    for fiche, first in duplicates(fiches):
        message = f"La fiche raconte la même action que « {first.id} »."
        issue = findings.issue("duplicate_fiche", message, field="title", evidence=fiche.title_evidence)
        issues[fiche.id].append(issue)
    return dict(issues)


def _uses(fiches: Sequence[Fiche]) -> dict[str, DomainUse]:
    """How each domain is used; an address counts once a fiche, however many people share it."""
    counts: Counter[str] = Counter()
    departments: defaultdict[str, set[str]] = defaultdict(set)
    for fiche in fiches:
        for address in addresses(fiche):
            counts[address.domain] += 1
            departments[address.domain].update(department.name for department in fiche.departments)
    return {domain: DomainUse(count, frozenset(departments[domain])) for domain, count in counts.items()}
