import pytest

from pipeline.findings import Findings
from schemas.enums import Severity
from schemas.rules import FindingRule, FindingsFile


def table(severity: Severity) -> Findings:
    return Findings(FindingsFile(findings=(FindingRule(code="missing_period", severity=severity, meaning="…"),)))


@pytest.mark.parametrize("severity", list(Severity))
def test_severity_comes_from_the_table(severity):
    issue = table(severity).issue("missing_period", "L'en-tête ne donne pas d'année.", field="period")
    assert (issue.code, issue.severity, issue.field, issue.suggestion) == ("missing_period", severity, "period", None)


def test_unknown_code_is_a_value_error_that_names_it():
    with pytest.raises(ValueError, match="missing_perod"):
        table(Severity.INFO).issue("missing_perod", "…")
