import pytest

from pipeline.rulebook import Rulebook
from pipeline.segment.numbered import counted_lines
from schemas.rules import HeaderFichesLayout, Rule
from tests.support import blocks

TEXT = "\n\nDes bénévoles rendent visite aux aînés du canton.\n\n"

Found = list[tuple[str, str | None]]


@pytest.fixture(scope="module")
def rules(rulebook: Rulebook) -> tuple[Rule, ...]:
    """The ways in which numbered action sheets are counted: by their fiches, by their actions."""
    layout = rulebook.profile("sheets").layout
    assert isinstance(layout, HeaderFichesLayout)
    return layout.start


def counted(text: str, rules: tuple[Rule, ...]) -> Found:
    """Number and title of every line that counts."""
    found = counted_lines(blocks(text), rules, lambda _: True)
    assert [line.position for line in found] == sorted({line.position for line in found})
    return [(line.number, line.title.text if line.title else None) for line in found]


WRITTEN: dict[str, tuple[tuple[str, str], Found]] = {
    "dash": (("Fiche action n° 1 – Un toit", "Fiche action n° 2 – Le car"), [("1", "Un toit"), ("2", "Le car")]),
    "colon": (("Fiche 1 : Un toit", "Fiche 2 : Le car"), [("1", "Un toit"), ("2", "Le car")]),
    "bar": (("FICHE 1 | Un toit", "FICHE 2 | Le car"), [("1", "Un toit"), ("2", "Le car")]),
    "measures": (("MESURE 1. Un toit", "MESURE 2. Le car"), [("1", "Un toit"), ("2", "Le car")]),
    "dotted": (("Action 1.1 : Un toit", "Action 1.2 : Le car"), [("1.1", "Un toit"), ("1.2", "Le car")]),
    "letters": (("Fiche n°A1 - Un toit", "Fiche n°B2 - Le car"), [("a1", "Un toit"), ("b2", "Le car")]),
    "headings": (("## Fiche 1 - Un toit", "## Fiche 2 - Le car"), [("1", "Un toit"), ("2", "Le car")]),
    "table rows": (("| Fiche n° 1 | Un toit |", "| Fiche n° 2 | Le car |"), [("1", "Un toit"), ("2", "Le car")]),
    "number in a cell": (("| Fiche 1 | |\n\nUn toit", "| Fiche 2 | |\n\nLe car"), [("1", None), ("2", None)]),
    "title below": (("Fiche n° 1\n\nUn toit", "Fiche n° 2\n\nLe car"), [("1", None), ("2", None)]),
    "number in bold": (("**Fiche 1 :** Un toit", "**Fiche 2 :** Le car"), [("1", "Un toit"), ("2", "Le car")]),
    "title in bold": (
        ("**Action 1 - Un toit.** Un étudiant vit chez un aîné.", "**Action 2 - Le car.** Il roule."),
        [("1", "Un toit."), ("2", "Le car.")],
    ),
}


@pytest.mark.parametrize(("heads", "expected"), WRITTEN.values(), ids=WRITTEN)
def test_ways_to_count(heads: tuple[str, str], expected: Found, rules: tuple[Rule, ...]) -> None:
    assert counted("".join(head + TEXT for head in heads), rules) == expected


def test_text_behind_a_title_in_bold_is_told(rules: tuple[Rule, ...]) -> None:
    text = "**Action 1 - Un toit :** Un étudiant vit chez un aîné.\n\n**Action 2 - Le car :** Il roule dès le jeudi matin."
    told = [line.told.text if line.told else None for line in counted_lines(blocks(text), rules, lambda _: True)]
    assert told == ["Un étudiant vit chez un aîné.", "Il roule dès le jeudi matin."]


def test_text_behind_a_title_in_bold_may_be_long(rules: tuple[Rule, ...]) -> None:
    long = "Un étudiant vit chez un aîné. " * 12
    assert counted(f"**Action 1 - Un toit** {long}\n\n**Action 2 - Le car** {long}", rules) == [("1", "Un toit"), ("2", "Le car")]
    assert counted(f"Action 1 - Un toit {long}\n\nAction 2 - Le car {long}", rules) == []


NOTHING = {
    "one number": "Fiche 1 : Un toit" + TEXT,
    "one number twice": ("Fiche 1 : Un toit" + TEXT) * 2,
    "list items": "- Fiche 1 : Un toit\n- Fiche 2 : Le car" + TEXT,
    "sentences": f"Fiche 1 décrit un toit. Elle est longue.{TEXT}Fiche 2 décrit un car. Elle est courte.{TEXT}",
    "in the middle of a line": f"Voir la fiche 1{TEXT}Voir la fiche 2{TEXT}",
    "words without a number": f"Fiche action : Un toit{TEXT}Fiche action : Le car{TEXT}",
    "contents list alone": "Fiche 1 : Un toit\n\nFiche 2 : Le car\n\nFiche 3 : Le vélo",
}


@pytest.mark.parametrize("text", NOTHING.values(), ids=NOTHING)
def test_nothing_is_counted(text: str, rules: tuple[Rule, ...]) -> None:
    assert counted(text, rules) == []


def test_contents_list_is_left_out(rules: tuple[Rule, ...]) -> None:
    heads = ["Fiche 1 : Un toit", "Fiche 2 : Le car", "Fiche 3 : Le vélo"]
    text = "\n\n".join(heads) + "\n\n" + "".join(head + TEXT for head in heads)
    positions = [line.position for line in counted_lines(blocks(text), rules, lambda _: True)]
    assert positions == [3, 5, 7]


def test_contents_list_with_titles_in_bold_is_left_out(rules: tuple[Rule, ...]) -> None:
    heads = ["**Fiche 1 - Un toit** page 3", "**Fiche 2 - Le car** page 4"]
    assert counted("\n\n".join(heads), rules) == []


def test_contents_list_with_titles_below_numbers_is_left_out(rules: tuple[Rule, ...]) -> None:
    heads = ["Fiche 1\n\nUn toit", "Fiche 2\n\nLe car"]
    text = "\n\n".join(heads) + "\n\n" + "".join(head + TEXT for head in heads)
    positions = [line.position for line in counted_lines(blocks(text), rules, lambda _: True)]
    assert positions == [4, 7]


def test_number_told_again_counts_where_it_stands_last(rules: tuple[Rule, ...]) -> None:
    summary = f"Fiche 1 : Un toit{TEXT}"
    text = summary + "".join(f"Fiche {n} : Titre {n}{TEXT}" for n in range(1, 5))
    assert [line.position for line in counted_lines(blocks(text), rules, lambda _: True)] == [2, 4, 6, 8]


def test_numbers_that_start_again_in_each_part(rules: tuple[Rule, ...]) -> None:
    text = "".join(f"{part}{TEXT}Fiche 1 : {part} un{TEXT}Fiche 2 : {part} deux{TEXT}" for part in ("Logement", "Enfance"))
    assert counted(text, rules) == [("1", "Logement un"), ("2", "Logement deux"), ("1", "Enfance un"), ("2", "Enfance deux")]


def test_way_that_counts_most_wins(rules: tuple[Rule, ...]) -> None:
    actions = "".join(f"Action {n} : Titre {n}{TEXT}" for n in range(1, 5))
    text = f"Fiche 1 : Habiter{TEXT}{actions}Fiche 2 : Bouger{TEXT}"
    assert counted(text, rules) == [(str(n), f"Titre {n}") for n in range(1, 5)]


def test_inner_number_wins_over_the_outer_one(rules: tuple[Rule, ...]) -> None:
    text = f"Fiche 1 : Habiter{TEXT}Action 1.1 : Un toit{TEXT}Fiche 2 : Bouger{TEXT}Action 2.1 : Le car{TEXT}"
    assert counted(text, rules) == [("1.1", "Un toit"), ("2.1", "Le car")]


def test_blocks_that_may_not_count_are_passed_over(rules: tuple[Rule, ...]) -> None:
    text = "".join(f"Fiche {n} : Titre {n}{TEXT}" for n in range(1, 5))
    found = counted_lines(blocks(text), rules, lambda position: position > 0)
    assert [line.number for line in found] == ["2", "3", "4"]
