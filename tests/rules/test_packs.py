"""Packs of a user's rules: what they add, replace and switch off."""

from collections.abc import Callable
from pathlib import Path

import pytest

from pipeline.errors import RuleFileError, SlowPatternError
from pipeline.rulebook import check_rulebook, default_rulebook, read_rulebook
from pipeline.run import Pipeline, input_files
from tests.support import document

BUILT_IN = default_rulebook()
Pack = Callable[..., Path]

PROFILE = """\
id: cartes
title: Cartes d'action
kind: strategy
publisher_acts: true
at_least: 0.5
recognise:
  - {id: cartes.a, pattern: carte, weight: 1, match: [carte]}
  - {id: cartes.b, pattern: verso, weight: 1, match: [verso]}
layout:
  name: plan
  announcement:
    - {id: cartes.plan, pattern: "actions :$", match: ["Nos actions :"]}
  not_announcement:
    - {id: cartes.goals, pattern: "buts :$", match: ["Nos buts :"]}
"""


@pytest.fixture
def pack(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Pack:
    """Writes a pack: file names and what they hold."""
    monkeypatch.chdir(tmp_path)

    def written(**files: str) -> Path:
        for name, text in files.items():
            path = tmp_path / "mes-regles" / (name.replace("__", "/") + ".yaml")
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
        return tmp_path / "mes-regles"

    return written


def test_a_known_id_replaces_the_rule_in_place(pack: Pack) -> None:
    rule = "status:\n  - {id: status.experimental, code: planned, pattern: '^test$', match: [test]}\n"
    read = read_rulebook(pack=pack(status=rule)).status.status
    assert [r.id for r in read] == [r.id for r in BUILT_IN.status.status]
    assert {r.id: r.pattern for r in read}["status.experimental"] == "^test$"


def test_a_new_id_comes_first_and_wins(pack: Pack) -> None:
    rule = "status:\n  - {id: maison.pause, code: planned, pattern: '^(?:en )?sommeil$', match: [En sommeil]}\n"
    read = read_rulebook(pack=pack(status=rule)).status.status
    assert [r.id for r in read] == ["maison.pause", *(r.id for r in BUILT_IN.status.status)]


def test_a_pattern_of_a_pack_uses_the_built_in_words_and_its_own(pack: Pack) -> None:
    rule = "words: {sleep: [sommeil], step: [palier]}\nstatus:\n  - {id: maison.pause, code: planned, pattern: '^<<step>> de <<sleep>>', match: [Palier de sommeil, Phase de sommeil]}\n"
    rulebook = read_rulebook(pack=pack(status=rule))
    assert rulebook.status.words["step"] == ("palier", "phase", "stade", "étape")
    # built-in patterns know the new word, too
    assert next(r for r in rulebook.status.status if r.id == "status.initial").regex.search("Palier de démarrage")


def test_off_takes_a_rule_away(pack: Pack) -> None:
    read = read_rulebook(pack=pack(status="status:\n  - {id: status.partial, off: true}\n")).status.status
    assert [r.id for r in read] == [r.id for r in BUILT_IN.status.status if r.id != "status.partial"]


def test_lists_of_words_are_added_to(pack: Pack) -> None:
    files = pack(organisations="heads: [guilde]\n", first_names="first_names: [Zébulon]\n", sections="canonical: {context: [POURQUOI]}\n")
    rulebook = read_rulebook(pack=files)
    assert rulebook.organisations.heads == ("guilde", *BUILT_IN.organisations.heads)
    assert rulebook.first_names.first_names == ("Zébulon", *BUILT_IN.first_names.first_names)
    assert {key: names[0] for key, names in rulebook.sections.canonical.items()}["context"] == "POURQUOI"


def test_records_without_id_are_told_apart_by_code_and_name(pack: Pack) -> None:
    rhin = '{code: "67", name: Bas-Rhin, article: le, printed: du Bas-Rhin, region: "44", also: [Unterelsass]}'
    files = pack(departments=f'departments:\n  - {rhin}\ngroups:\n  - {{name: Collectivité de Corse, codes: ["2B"]}}\n')
    places = read_rulebook(pack=files).departments
    assert len(places.departments) == 102
    assert next(d.also for d in places.departments if d.code == "67") == ("Unterelsass",)
    assert {g.name: g.codes for g in places.groups}["Collectivité de Corse"] == ("2B",)


def test_a_noun_of_a_pack_outranks_the_built_in_one(pack: Pack) -> None:
    nouns = read_rulebook(pack=pack(figures="nouns:\n  - {kind: people, nouns: [ruche]}\n")).figures.nouns
    assert (nouns[0].kind, nouns[0].nouns) == ("people", ("ruche",))
    assert nouns[1:] == BUILT_IN.figures.nouns


def test_a_text_is_replaced(pack: Pack) -> None:
    assert read_rulebook(pack=pack(outline="other_actions_lost: Ailleurs\n")).outline.other_actions_lost == "Ailleurs"


def test_profiles_are_added_replaced_and_switched_off(pack: Pack) -> None:
    files = pack(
        profiles__cartes=PROFILE, profiles__contrat=PROFILE.replace("cartes", "contract"), profiles__recueil="{id: recueil, off: true}\n"
    )
    profiles = {p.id: p.title for p in read_rulebook(pack=files).profiles}
    assert profiles.keys() == {"cartes", *(p.id for p in BUILT_IN.profiles)} - {"recueil"}
    assert profiles["contract"] == "Cartes d'action"


def test_a_finding_that_is_off_is_never_told(pack: Pack) -> None:
    source = document(SAMPLE.read_text("utf-8"))
    told = Pipeline(BUILT_IN, ner=False).read(source)
    codes = {issue.code for fiche in told.fiches for issue in fiche.issues}
    assert codes
    rules = read_rulebook(pack=pack(findings="findings:\n" + "".join(f"  - {{code: {code}, off: true}}\n" for code in codes)))
    dataset = Pipeline(rules, ner=False).run(input_files([SAMPLE]))
    assert {issue.code for fiche in dataset.fiches for issue in fiche.issues} & codes == set()
    assert len(dataset.fiches) == len(told.fiches)


SAMPLE = Path(__file__).resolve().parents[2] / "data" / "raw" / "recueil-exemple.txt"
NEW = "{id: maison.a, code: done, pattern: x, match: [x]}"

WRONG = {
    "off for an id that does not exist": (
        {"status": "status:\n  - {id: status.partail, off: true}\n"},
        "mes-regles/status.yaml:2:10: id: nothing in this list is called `status.partail`, so it cannot be switched off; did you mean `status.partial`?",
    ),
    "off without an id": (
        {"status": "status:\n  - {off: true}\n"},
        "mes-regles/status.yaml:2:5: id: is missing; say what to switch off: `{id: …, off: true}`",
    ),
    "off for a profile that does not exist": (
        {"profiles__x": "id: recuei\noff: true\n"},
        "mes-regles/profiles/x.yaml:1:5: id: no profile is called `recuei`, so it cannot be switched off; did you mean `recueil`?",
    ),
    "file of no known name": (
        {"headers": "label: []\n"},
        "mes-regles/headers.yaml:1:1: no rule file is called so; did you mean `header.yaml`?",
    ),
    "folder of no known name": (
        {"profile__cartes": PROFILE},
        "mes-regles/profile/cartes.yaml:1:1: no rule file is looked for in this folder; put profiles in profiles/, all others above it",
    ),
    "broken rule of a pack": (
        {"status": f"status:\n  - {NEW.replace('done', 'doen')}\n"},
        "mes-regles/status.yaml:2:26: status.0.code: `doen` is not known; did you mean `done`? (one of done, ongoing, experimental, partial, initial, planned)",
    ),
    "unknown slot": (
        {"header": "label:\n  - {id: a.b, slot: compny, pattern: x, match: [x]}\n"},
        "mes-regles/header.yaml:2:21: label.0.slot: `compny` is not known; choose one of title, ",
    ),
    "unknown list": ({"status": f"states:\n  - {NEW}\n"}, "mes-regles/status.yaml:1:1: states: unknown key; did you mean `status`?"),
    "word instead of a list": (
        {"organisations": "heads: guilde\n"},
        'mes-regles/organisations.yaml:1:8: heads: must be a list, e.g. ["guilde"]',
    ),
    "id given twice in a pack": (
        {"status": f"status:\n  - {NEW}\n  - {NEW}\n"},
        "mes-regles/status.yaml:3:10: status.1.id: `maison.a` is the id of another rule too, mes-regles/status.yaml:2:10; choose another id",
    ),
    "id of a rule in another file": (
        {"status": f"status:\n  - {NEW.replace('maison.a', 'legal.dated')}\n"},
        "mes-regles/status.yaml:2:10: status.0.id: `legal.dated` is the id of another rule too, ",
    ),
    "id of a rule in a profile": (
        {"profiles__cartes": PROFILE.replace("cartes.a", "recueil.chapters")},
        "mes-regles/profiles/cartes.yaml:7:10: recognise.0.id: `recueil.chapters` is the id of another rule too, ",
    ),
    "two profiles of one id": (
        {"profiles__a": PROFILE, "profiles__b": PROFILE.replace("cartes.", "b.")},
        "mes-regles/profiles/b.yaml:1:5: id: `cartes` is the id of another profile too, mes-regles/profiles/a.yaml:1:5; choose another id",
    ),
    "no profile left": (
        {f"profiles__{name}": f"{{id: {name}, off: true}}\n" for name in (p.id for p in BUILT_IN.profiles)},
        "no profile is left, so that no document can be read; keep one",
    ),
    "unknown department in a group": (
        {"departments": 'groups:\n  - {name: Pays basque, codes: ["64", "640"]}\n'},
        "mes-regles/departments.yaml:2:39: groups.0.codes.1: no department has the code `640`; codes are 01 to 95 (2A and 2B for 20), 69M, 971 to 974 and 976",
    ),
    "finding that must be told": (
        {"findings": "findings:\n  - {code: no_fiche, off: true}\n"},
        "mes-regles/findings.yaml:2:27: findings.0.off: `no_fiche` says that a document was not read; delete this entry",
    ),
    "wrong ending": ({}, "mes-regles/status.yml:1:1: rule files end in .yaml; call it status.yaml"),
    "no rules": ({}, "mes-regles:1:1: holds no rule file (.yaml); write e.g. header.yaml there"),
    "no folder": ({}, "mes-regles:1:1: is no folder; name the folder that holds your rule files"),
}


@pytest.mark.parametrize("name", WRONG)
def test_what_is_wrong_with_a_pack_is_one_line(name: str, pack: Pack, tmp_path: Path) -> None:
    files, told = WRONG[name]
    folder = pack(**files)
    if name != "no folder":
        folder.mkdir(exist_ok=True)
    if name == "wrong ending":
        (folder / "status.yml").write_text("status: []\n")
    problems = [str(problem) for problem in check_rulebook(pack=folder).problems]
    assert told in problems[0]
    assert len(problems) == 1 or name in {"wrong ending"}
    with pytest.raises(RuleFileError):
        read_rulebook(pack=folder)


def test_all_problems_of_a_pack_are_told(pack: Pack) -> None:
    files = pack(status="status:\n  - {id: A, code: doen, pattern: '(', match: x}\n", header="label: [\n", sections="zzz: 1\n")
    assert len(check_rulebook(pack=files).problems) == 6


def test_a_pattern_that_could_take_long_is_refused_before_anything_is_read(pack: Pack) -> None:
    files = pack(status="status:\n  - {id: maison.slow, code: done, pattern: '(a+)+$', match: [aaa]}\n")
    with pytest.raises(SlowPatternError, match=r"^mes-regles/status\.yaml:2: maison\.slow: the pattern takes more than 1 s"):
        read_rulebook(pack=files)
