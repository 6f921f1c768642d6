"""Broken rule files: each problem is one line that names file, line, column, field, what is wrong and the cure."""

from pathlib import Path

import pytest

from pipeline.errors import RuleFileError
from pipeline.rules.reading import read_rules
from schemas.base import Record
from schemas.rules import (
    CarriersFile,
    DepartmentsFile,
    FiguresFile,
    FindingsFile,
    Profile,
    StatusFile,
    ThresholdsFile,
)

STATUS = """\
# états
status:
  - id: status.done
    code: done
    pattern: "^réalisé"
    match: ["Réalisé"]
"""

PROFILE = """\
id: page
title: Une page
kind: strategy
publisher_acts: true
at_least: 0.5
recognise:
  - {id: page.a, pattern: a, weight: 1, match: [a]}
  - {id: page.b, pattern: b, weight: 1, match: [b]}
layout:
  name: plan
  announcement:
    - {id: page.plan, pattern: "actions :$", match: ["Nos actions :"]}
  not_announcement:
    - {id: page.goals, pattern: "buts :$", match: ["Nos buts :"]}
"""

PLACES = """\
departments:
  - {code: "67", name: Bas-Rhin, article: le, printed: du Bas-Rhin, region: "44"}
regions:
  - {code: "44", name: Grand Est}
groups:
  - {name: Alsace, codes: ["67"]}
"""

CARRIED = """\
carried:
  - {id: a.b, pattern: "porté par", match: [porté par]}
carrying: []
carried_with: []
begun_by: []
beginning: []
acting_body: []
acting_otherwise: []
acting_department: []
named_at_all: []
naming_department: []
elsewhere: []
stop: []
"""


def broken(old: str, new: str, text: str = STATUS) -> bytes:
    assert text.count(old) == 1
    return text.replace(old, new).encode()


#: Model, file, line, column, field, and what is told.
BROKEN: dict[str, tuple[type[Record], bytes, int, int, str, str]] = {
    "wrong key with near name": (
        StatusFile,
        broken("code: done", "code: done\n    no_mach: []"),
        5,
        5,
        "status.0.no_mach",
        "unknown key; did you mean `no_match`?",
    ),
    "wrong key without near name": (
        StatusFile,
        broken("code: done", "code: done\n    zzz: 1"),
        5,
        5,
        "status.0.zzz",
        "unknown key; choose one of id, case, pattern, match, no_match, code",
    ),
    "wrong key at top level": (StatusFile, STATUS.encode() + b"wordz: {}\n", 7, 1, "wordz", "unknown key; did you mean `words`?"),
    "text instead of list": (
        StatusFile,
        broken('match: ["Réalisé"]', "match: Réalisé"),
        6,
        12,
        "status.0.match",
        'must be a list, e.g. ["Réalisé"]',
    ),
    "list instead of text": (
        StatusFile,
        broken('"^réalisé"', '["^réalisé"]'),
        5,
        14,
        "status.0.pattern",
        "must be one text, not a list; take the brackets away",
    ),
    "text instead of record": (
        StatusFile,
        broken("status:", "status:\n  - réalisé"),
        3,
        5,
        "status.0",
        "must be `key: value` lines, e.g. `{id: …, pattern: …, match: …, code: …}`",
    ),
    "number instead of text": (
        FindingsFile,
        b"findings:\n  - code: 12\n    severity: info\n    meaning: x\n",
        2,
        11,
        "findings.0.code",
        'must be a text; put it in quotes: "12"',
    ),
    "a word that YAML reads as false": (
        StatusFile,
        broken('["Réalisé"]', "[non, no]"),
        6,
        18,
        "status.0.match.1",
        'must be a text; put it in quotes: "no"',
    ),
    "a text that YAML reads as a key": (
        StatusFile,
        broken('["Réalisé"]', "[État : réalisé]"),
        6,
        13,
        "status.0.match.0",
        "must be a text; this one holds `: `, so put it in quotes",
    ),
    "nothing behind a key": (StatusFile, broken('"^réalisé"', ""), 5, 13, "status.0.pattern", 'is empty; write `"…"` behind it'),
    "text instead of number": (
        Profile,
        broken("pattern: b, weight: 1", "pattern: b, weight: un", PROFILE),
        8,
        38,
        "recognise.1.weight",
        "must be a number, e.g. 0.5",
    ),
    "decimal comma": (Profile, broken("at_least: 0.5", "at_least: 0,5", PROFILE), 5, 11, "at_least", "must be a number, e.g. 0.5"),
    "yes instead of true": (
        Profile,
        broken("publisher_acts: true", "publisher_acts: oui", PROFILE),
        4,
        17,
        "publisher_acts",
        "must be true or false",
    ),
    "bracket of a pattern left open": (
        StatusFile,
        broken("^réalisé", "^(réalisé"),
        5,
        14,
        "status.0.pattern",
        "is not a regular expression: a bracket `(` is not closed; add `)`, or write `\\(` for the sign itself (seen at its character 10)",
    ),
    "bracket of a pattern never opened": (
        StatusFile,
        broken("^réalisé", "^réalisé)"),
        5,
        14,
        "status.0.pattern",
        "is not a regular expression: a bracket `)` was never opened; delete it, or write `\\)` for the sign itself (seen at its character 9)",
    ),
    "set of a pattern left open": (
        StatusFile,
        broken("^réalisé", "^[réalisé"),
        5,
        14,
        "status.0.pattern",
        "is not a regular expression: a bracket `[` is not closed; add `]`, or write `\\[` for the sign itself (seen at its character 10)",
    ),
    "pattern that repeats nothing": (
        StatusFile,
        broken("^réalisé", "*réalisé"),
        5,
        14,
        "status.0.pattern",
        "is not a regular expression: `*`, `+` or `?` repeats nothing; write `\\*`, `\\+` or `\\?` for the sign itself (seen at its character 1)",
    ),
    "pattern without its group": (CarriersFile, CARRIED.encode(), 2, 5, "carried.0", "the pattern must mark what it tells with (?P<who>…)"),
    "misspelt required key": (StatusFile, broken("pattern:", "patern:"), 5, 5, "status.0.patern", "unknown key; did you mean `pattern`?"),
    "key given twice": (
        StatusFile,
        STATUS.encode() + STATUS.encode(),
        8,
        1,
        "status",
        "this key is given twice, first in line 2; delete one, or join their values",
    ),
    "key of a rule given twice": (
        StatusFile,
        broken("    code: done\n", "    code: done\n    code: planned\n"),
        5,
        5,
        "code",
        "this key is given twice, first in line 4; delete one, or join their values",
    ),
    "id given twice": (
        StatusFile,
        STATUS.encode() + STATUS.split("status:\n")[1].encode(),
        7,
        9,
        "status.1.id",
        "`status.done` is the id of another rule too, regles.yaml:3:9; choose another id",
    ),
    "unknown word list": (
        StatusFile,
        b"words: {fat: [x]}\n" + broken("^réalisé", "<<fait>>"),
        6,
        14,
        "status.0.pattern",
        "no word list is called <<fait>>; did you mean `fat`?",
    ),
    "word list in itself": (
        StatusFile,
        b"words: {a: [<<b>>], b: [<<a>>]}\n" + broken("^réalisé", "<<a>>"),
        1,
        12,
        "words.a",
        "the word list contains itself, by way of <<b>>; take it out of one of them",
    ),
    "word list that is none": (
        StatusFile,
        b"words: {a: x}\n" + broken("^réalisé", "<<a>>"),
        1,
        12,
        "words.a",
        'must be a list of words, e.g. ["x"]',
    ),
    "control character": (StatusFile, b"status: \x01\n", 1, 9, "", "a control character (U+0001) stands here; delete it"),
    "deep in a layout": (
        Profile,
        broken("buts :$", "(buts", PROFILE),
        14,
        33,
        "layout.not_announcement.0.pattern",
        "is not a regular expression: a bracket `(` is not closed; add `)`, or write `\\(` for the sign itself (seen at its character 6)",
    ),
    "misspelt key of a layout": (
        Profile,
        broken("not_ann", "not_an", PROFILE),
        13,
        3,
        "layout.not_anouncement",
        "unknown key; did you mean `not_announcement`?",
    ),
    "bad rule id": (
        StatusFile,
        broken("status.done", "Statut fait"),
        3,
        9,
        "status.0.id",
        "holds small letters (no accents), digits, _ and dots only; write e.g. `statut_fait`",
    ),
    "unknown value of a list": (
        StatusFile,
        broken("code: done", "code: doen"),
        4,
        11,
        "status.0.code",
        "`doen` is not known; did you mean `done`? (one of done, ongoing, experimental, partial, initial, planned)",
    ),
    "missing required key": (
        StatusFile,
        broken("    code: done\n", ""),
        3,
        5,
        "status.0.code",
        "is missing; add `code: …` with one of done, ongoing, experimental, partial, initial, planned",
    ),
    "missing list": (
        FiguresFile,
        b"words: {}\nexcluded: []\n",
        1,
        1,
        "masked",
        "is missing; add `masked: [{id: …, pattern: …, match: …}]`",
    ),
    "empty match list": (
        StatusFile,
        broken('["Réalisé"]', "[]"),
        6,
        12,
        "status.0.match",
        "has 0 of at least 1 entries; add what is lacking",
    ),
    "misspelt field of a bar": (
        ThresholdsFile,
        b"f1:\n  title: 0.9\n  figurs: 0.9\n",
        3,
        3,
        "f1.figurs",
        "unknown key; did you mean `figures`?",
    ),
    "bar above 1": (ThresholdsFile, b"f1:\n  title: 9\n", 2, 10, "f1.title", "must be at most 1; write another number"),
    "list at top level": (
        StatusFile,
        b"- id: status.done\n",
        1,
        1,
        "",
        "must be `key: value` lines; begin with the name of a list, e.g. `label:`",
    ),
    "empty file": (StatusFile, b"", 1, 1, "", "the file is empty; write rules in it, or delete it"),
    "only a comment": (StatusFile, b"# rien\n", 1, 1, "", "the file is empty; write rules in it, or delete it"),
    "tab indentation": (StatusFile, broken("    code: done", "\tcode: done"), 4, 1, "", "a tab stands here; indent with blanks"),
    "list in brackets left open": (
        StatusFile,
        broken('["Réalisé"]', '["Réalisé"'),
        6,
        12,
        "",
        "the bracket `[` is not closed; add `]` at the end of the list",
    ),
    "record in brackets left open": (
        Profile,
        broken("match: [a]}", "match: [a]", PROFILE),
        7,
        5,
        "",
        "the bracket `{` is not closed; add `}` at the end of the list",
    ),
    "comma left out": (
        StatusFile,
        broken('["Réalisé"]', '["Réalisé" "Fait"]'),
        6,
        23,
        "",
        "a comma or `]` is missing here; put texts that hold `: `, commas, brackets or quotes in quotes",
    ),
    "quotation mark left open": (
        StatusFile,
        broken('"^réalisé"', '"^réalisé'),
        5,
        14,
        "",
        "the quotation mark is not closed; add another at the end of the text",
    ),
    "quotation mark within": (
        StatusFile,
        broken('"^réalisé"', '"^réalisé" ou "^fait"'),
        5,
        25,
        "",
        "this does not belong to the text before it; put the whole text in quotes",
    ),
    "text that starts with *": (
        StatusFile,
        broken('"^réalisé"', "*réalisé"),
        5,
        14,
        "",
        "a text cannot start with `*`; put the whole text in quotes",
    ),
    "text that starts with @": (
        StatusFile,
        broken('"^réalisé"', "@réalisé"),
        5,
        14,
        "",
        "a text cannot start with `@`; put the whole text in quotes",
    ),
    "text that starts with !": (
        StatusFile,
        broken('"^réalisé"', "!réalisé"),
        5,
        14,
        "",
        "a text cannot start with `!`; put the whole text in quotes",
    ),
    "text that starts with |": (
        StatusFile,
        broken('"^réalisé"', "|réalisé"),
        5,
        14,
        "",
        "a text cannot start with `|`; put the whole text in quotes",
    ),
    "text that starts with [": (
        StatusFile,
        broken('"^réalisé"', "[réa]lisé"),
        5,
        19,
        "",
        "this does not belong to the text before it; put the whole text in quotes",
    ),
    "text with a colon": (
        StatusFile,
        broken('"^réalisé"', "^état : réalisé"),
        5,
        20,
        "",
        "the text holds `: `; put the whole text in quotes",
    ),
    "colon without a blank": (
        StatusFile,
        broken('pattern: "^réalisé"', "pattern:fait"),
        5,
        5,
        "",
        "this line is no `key: value`; put a colon and a blank behind the key",
    ),
    "backslash in double quotes": (
        StatusFile,
        broken("^réalisé", "\\d+ réalisé"),
        5,
        15,
        "",
        "`\\d` in double quotes; write the backslash twice (`\\\\d`), or use single quotes",
    ),
    "key indented too far": (
        StatusFile,
        broken("    code: done", "      code: done"),
        4,
        11,
        "",
        "this key does not fit the line above; align it, and see that a blank stands behind the colon above",
    ),
    "key not indented enough": (
        StatusFile,
        broken("    code: done", "   code: done"),
        4,
        4,
        "",
        "this line is not indented like those around it; align it with them",
    ),
    "list on the line of its key": (
        StatusFile,
        broken('["Réalisé"]', "- Réalisé"),
        6,
        12,
        "",
        "a list whose items begin with `- ` starts on a line of its own; or it is a text: put the whole text in quotes",
    ),
    "two documents": (StatusFile, STATUS.encode() + b"---\n", 7, 1, "", "`---` cuts the file in two; delete that line"),
    "key in brackets": (
        StatusFile,
        b"? [a]\n: 1\n" + STATUS.encode(),
        1,
        3,
        "",
        "a key must be a word; put a text that starts with a bracket in quotes",
    ),
    "merge of nothing": (
        StatusFile,
        broken("    code: done", "    <<: done"),
        4,
        9,
        "<<",
        "must name `key: value` lines that bear an anchor: `<<: *name`",
    ),
    "list in itself": (
        StatusFile,
        broken("status:", "status: &all\n  - *all"),
        2,
        9,
        "",
        "this list holds itself; delete the `*` that names it",
    ),
    "not UTF-8": (StatusFile, STATUS.encode("cp1252"), 1, 3, "", "this letter is not in UTF-8; save the file in the encoding UTF-8"),
    "UTF-16": (StatusFile, STATUS.encode("utf-16"), 1, 1, "", "this letter is not in UTF-8; save the file in the encoding UTF-8"),
    "unknown layout": (
        Profile,
        broken("name: plan", "name: cards", PROFILE),
        10,
        9,
        "layout.name",
        "`cards` is not known; choose one of header_fiches, theme, scheme, sheets, plan, told",
    ),
    "layout without name": (
        Profile,
        broken("  name: plan\n", "", PROFILE),
        9,
        1,
        "layout.name",
        "is missing; add `name: …`, one of header_fiches, theme, scheme, sheets, plan, told",
    ),
    "too few cues": (
        Profile,
        broken("  - {id: page.b, pattern: b, weight: 1, match: [b]}\n", "", PROFILE),
        6,
        1,
        "recognise",
        "has 1 of at least 2 entries; add what is lacking",
    ),
    "weight that is none": (
        Profile,
        broken("pattern: b, weight: 1", "pattern: b, weight: 0", PROFILE),
        8,
        38,
        "recognise.1.weight",
        "must not be 0; write another number",
    ),
    "unknown department": (
        DepartmentsFile,
        broken('codes: ["67"]', 'codes: ["67", "99"]', PLACES),
        6,
        34,
        "groups.0.codes.1",
        "no department has the code `99`; codes are 01 to 95 (2A and 2B for 20), 69M, 971 to 974 and 976",
    ),
    "department that the list lacks": (
        DepartmentsFile,
        broken('codes: ["67"]', 'codes: ["67", "68"]', PLACES),
        6,
        34,
        "groups.0.codes.1",
        "no department of the list has the code `68`; add it to `departments`",
    ),
    "department code without quotes": (
        DepartmentsFile,
        broken('codes: ["67"]', "codes: [67]", PLACES),
        6,
        28,
        "groups.0.codes.0",
        'must be a text; put it in quotes: "67"',
    ),
    "unknown region": (
        DepartmentsFile,
        broken('region: "44"', 'region: "4"', PLACES),
        2,
        77,
        "departments.0.region",
        "no region has the code `4`; choose one of 44 Grand Est",
    ),
    "region given twice": (
        DepartmentsFile,
        broken("groups:", '  - {code: "44", name: Alsace}\ngroups:', PLACES),
        5,
        12,
        "regions.1.code",
        "`44` stands twice, first in regles.yaml:4:12; delete one",
    ),
    "finding that must be told": (
        FindingsFile,
        b"findings:\n  - {code: no_fiche, severity: info, meaning: x, off: true}\n",
        2,
        55,
        "findings.0.off",
        "`no_fiche` says that a document was not read; delete this entry",
    ),
}


@pytest.mark.parametrize("case", BROKEN.values(), ids=BROKEN)
def test_broken_file_is_one_line_with_place_and_cure(
    case: tuple[type[Record], bytes, int, int, str, str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    model, data, line, column, field, told = case
    monkeypatch.chdir(tmp_path)
    path = tmp_path / "regles.yaml"
    path.write_bytes(data)
    with pytest.raises(RuleFileError) as caught:
        read_rules(path, model)
    error = caught.value
    assert str(error) == f"regles.yaml:{line}:{column}: " + (f"{field}: {told}" if field else told)
    assert "\n" not in str(error)
    assert (error.path, error.line, error.column, error.field) == (path, line, column, field)


FINE = {
    "with a byte order mark": b"\xef\xbb\xbf" + STATUS.encode(),
    "with the line ends of Windows": STATUS.replace("\n", "\r\n").encode(),
    "with an example like a date": broken('"Réalisé"', '"Réalisé", réalisé 2018-02-31'),
    "with anchors and merge keys": broken(
        "status:\n  - id: status.done\n    code: done",
        "status:\n  - &a {id: a, pattern: x, match: [x], code: done}\n  - <<: *a\n    id: status.done",
    ),
    "with a key that YAML reads as false": b"words: {no: [a]}\n" + STATUS.encode(),
}


@pytest.mark.parametrize("data", FINE.values(), ids=FINE)
def test_good_files_are_read(data: bytes, tmp_path: Path) -> None:
    path = tmp_path / "regles.yaml"
    path.write_bytes(data)
    rule = read_rules(path, StatusFile).status[-1]
    assert (rule.id, rule.match[0]) == ("status.done", "Réalisé")
    assert rule.regex.search("REALISE")
    assert rule.regex.search("realise") is None


def test_a_good_profile_is_read(tmp_path: Path) -> None:
    path = tmp_path / "page.yaml"
    path.write_text(PROFILE, encoding="utf-8")
    assert read_rules(path, Profile).layout.name == "plan"


def test_words_are_filled_longest_first(tmp_path: Path) -> None:
    path = tmp_path / "regles.yaml"
    words = 'words:\n  made: [créé, "créée", "mis en <<where>>"]\n  where: [place, service]\n'
    path.write_text(words + STATUS.replace("^réalisé", "^<<made>>$").replace("Réalisé", "Créé"), encoding="utf-8")
    regex = read_rules(path, StatusFile).status[0].regex
    assert [bool(regex.search(t)) for t in ("créée", "mis en service", "mis en route")] == [True, True, False]


def test_words_cannot_fill_the_memory(tmp_path: Path) -> None:
    path = tmp_path / "regles.yaml"
    lists = [f"  l{n}: [<<l{n + 1}>><<l{n + 1}>>]" for n in range(40)]
    path.write_text("\n".join(["words:", *lists, "  l40: [x]", STATUS.replace("^réalisé", "<<l0>>")]), encoding="utf-8")
    with pytest.raises(RuleFileError, match="more than 200000 characters"):
        read_rules(path, StatusFile)
