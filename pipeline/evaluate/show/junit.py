"""An evaluation as JUnit XML: every bar and every document is a test case that CI servers show."""

import re
from collections.abc import Iterable
from xml.etree import ElementTree as Xml

from pipeline.evaluate.evaluation import Evaluation
from pipeline.evaluate.show.lines import change_lines

#: Characters that XML cannot hold, however they are written.
_NOT_XML = re.compile("[^\\t\\n\\r\\x20-\\ud7ff\\ue000-\\ufffd\\U00010000-\\U0010ffff]")


def to_junit(evaluation: Evaluation, *, contacts: bool = False) -> str:
    """Suites `bars` (a case a field) and `gold items` (a case a document, with what it broke)."""
    suites = Xml.Element("testsuites", name="accuracy")
    if evaluation.bars:
        _suite(
            suites, "bars", [(field, _below(evaluation, field)) for field in evaluation.bars if evaluation.report.tallies[field].support]
        )
    if evaluation.changes:
        documents = evaluation.groups("document")
        worse = [(name, list(change_lines(evaluation.changes, contacts=contacts, document=name))) for name in documents]
        _suite(suites, "gold items", worse)
    Xml.indent(suites)
    return Xml.tostring(suites, encoding="unicode", xml_declaration=True) + "\n"


def _suite(parent: Xml.Element, name: str, cases: Iterable[tuple[str, list[str]]]) -> None:
    listed = [(_sayable(case), [_sayable(line) for line in lines]) for case, lines in cases]
    failures = sum(bool(lines) for _, lines in listed)
    suite = Xml.SubElement(parent, "testsuite", name=name, tests=str(len(listed)), failures=str(failures))
    for case, lines in listed:
        element = Xml.SubElement(suite, "testcase", classname=f"accuracy.{name}", name=case)
        if lines:
            message = lines[0] if len(lines) == 1 else f"{len(lines)} items got worse"
            Xml.SubElement(element, "failure", message=message).text = "\n".join(lines)


def _sayable(text: str) -> str:
    return _NOT_XML.sub("\ufffd", text)


def _below(evaluation: Evaluation, field: str) -> list[str]:
    return [f"F1 {evaluation.report.tallies[name].f1:.4f} < {bar}" for name, bar in evaluation.below.items() if name == field]
