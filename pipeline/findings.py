"""Making findings: every one has a code of `rules/findings.yaml`, which also says how much it matters."""

from collections.abc import Iterable

from schemas.enums import Severity
from schemas.evidence import Evidence
from schemas.issue import Issue
from schemas.rules import FindingsFile


class Findings:
    """The table of findings.

    >>> from pipeline.rulebook import default_rulebook
    >>> findings = Findings(default_rulebook().findings)
    >>> findings.issue("missing_department", "Aucun département n'a été lu.", field="departments").severity.value
    'error'
    """

    def __init__(self, rules: FindingsFile) -> None:
        self._severities = {rule.code: rule.severity for rule in rules.findings}
        self._off = {rule.code for rule in rules.findings if rule.off}

    def told(self, issues: Iterable[Issue]) -> tuple[Issue, ...]:
        """Those of some findings that are not switched off."""
        return tuple(issue for issue in issues if issue.code not in self._off)

    def issue(
        self,
        code: str,
        message: str,
        field: str | None = None,
        suggestion: str | None = None,
        evidence: Evidence | None = None,
    ) -> Issue:
        """A finding with the severity of its code. ValueError for a code that is not in the table."""
        severity = self._severities.get(code)
        if severity is None:
            raise ValueError(f"no finding has the code {code!r}; add it to rules/findings.yaml")
        return Issue(code=code, severity=severity, field=field, message=message, suggestion=suggestion, evidence=evidence)


def markdown_table(rules: FindingsFile) -> str:
    """The table of findings as Markdown, in order of severity and code."""
    order = {severity: position for position, severity in enumerate(Severity)}
    rows = sorted(rules.findings, key=lambda rule: (order[rule.severity], rule.code))
    lines = ["| code | severity | what it means |", "|---|---|---|"]
    lines += [f"| `{rule.code}` | {rule.severity} | {rule.meaning} |" for rule in rows]
    return "\n".join(lines) + "\n"
