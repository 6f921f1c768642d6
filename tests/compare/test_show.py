import json
import re

import pytest
from rich.console import Console

from pipeline.compare.changes import changes_between
from pipeline.compare.show import to_json, to_markdown, to_terminal
from schemas.changes import Changes
from schemas.enums import SectionKey
from tests.compare.lune import contact, dataset, document, fiche, figure, period, section

PERSON = re.compile(r"Odile|Marnier|Paul|Ginet|Zita|Cheffe|Stagiaire|99000|@")


@pytest.fixture
def changes() -> Changes:
    """A contact of each sort: one that changed, one that went and one that came."""
    old = fiche(
        "Le car *bleu* | cher",
        "lune.car",
        period=period("2016", 2016),
        contacts=(contact("Odile Marnier", "Cheffe", ("+33199000001",)), contact("Paul Ginet", None, (), ("paul@rayons.example",))),
        figures=(figure("120 000 €", 120000, "de budget"),),
        sections=(section(SectionKey.IMPACT, "un car passe chaque lundi"),),
    )
    new = fiche(
        "Le car *bleu* | très cher",
        "lune.car",
        contacts=(contact("Odile Marnier", "Cheffe", ("+33199000002",)), contact("Zita", "Stagiaire")),
        figures=(figure("135 000 €", 135000, "de budget"),),
        sections=(section(SectionKey.IMPACT, "un car passe chaque mardi"),),
    )
    return changes_between(
        dataset(old, fiche("Le banc"), documents=(document("lune"),)),
        dataset(new, fiche("Oasis", departments=("87",)), documents=(document("lune"),)),
    )


def terminal(changes: Changes, *, contacts: bool = False, width: int = 120) -> str:
    console = Console(width=width, highlight=False)
    with console.capture() as capture:
        console.print(to_terminal(changes, contacts=contacts))
    return capture.get()


def test_no_output_names_people_unless_asked(changes: Changes) -> None:
    for shown in (terminal(changes), to_markdown(changes), to_json(changes)):
        assert not PERSON.search(shown)
        assert shown.count("(a contact)") >= 3
    for shown in (terminal(changes, contacts=True), to_markdown(changes, contacts=True), to_json(changes, contacts=True)):
        assert "Odile Marnier" in shown
        assert "+33199000002" in shown
        assert "(a contact)" not in shown


def test_markdown_to_the_letter(changes: Changes) -> None:
    assert to_markdown(changes) == (
        "# Changes\n"
        "\n"
        "| | old | new | added | removed | changed | unchanged |\n"
        "|---|---:|---:|---:|---:|---:|---:|\n"
        "| documents | 1 | 1 | 0 | 0 | 0 | 1 |\n"
        "| fiches | 2 | 2 | 1 | 1 | 1 | 0 |\n"
        "\n"
        "## Fiches added\n"
        "\n"
        "- Oasis · 87 · lune.Oasis\n"
        "\n"
        "## Fiches removed\n"
        "\n"
        "- Le banc · 23 · lune.Le banc\n"
        "\n"
        "## Fiches changed\n"
        "\n"
        "### Le car \\*bleu\\* \\| très cher · lune.car\n"
        "\n"
        "- title changed: Le car \\*bleu\\* \\| cher → Le car \\*bleu\\* \\| très cher\n"
        "- period removed: 2016\n"
        "- contacts changed: (a contact): phones\n"
        "- contacts removed: (a contact)\n"
        "- contacts added: (a contact)\n"
        "- figures changed: 120 000 € de budget \\[eur, result\\] → 135 000 € de budget \\[eur, result\\]\n"
        "- sections changed: impact: text 5 → 5 words, 20 % of them changed\n"
    )


def test_the_terminal_tells_a_value_a_line(changes: Changes) -> None:
    lines = [" ".join(line.split()) for line in terminal(changes).splitlines()]
    assert "│ fiches │ 2 │ 2 │ 1 │ 1 │ 1 │ 0 │" in lines
    assert "Oasis · 87 · lune.Oasis" in lines
    assert "contacts changed (a contact): phones" in lines
    assert "figures changed 120 000 € de budget [eur, result] → 135 000 € de budget [eur, result]" in lines


def test_a_narrow_terminal_loses_no_word(changes: Changes) -> None:
    narrow = "".join(re.findall(r"[^\s│]", terminal(changes, contacts=True, width=60)))
    for word in ("135000", "+33199000002", "lune.car", "Stagiaire"):
        assert word in narrow


def test_json_holds_both_sides_of_every_value_by_its_parts(changes: Changes) -> None:
    told = json.loads(to_json(changes, contacts=True))
    assert list(told) == ["schema_version", "contacts_shown", "documents", "fiches"]
    (changed,) = told["fiches"]["changed"]
    assert (changed["old"]["id"], changed["new"]["id"]) == ("lune.car", "lune.car")
    by_field = {value["field"]: value for value in changed["values"]}
    assert (by_field["figures"]["old"]["value"], by_field["figures"]["new"]["value"]) == (120000, 135000)
    assert by_field["period"]["new"] is None
    assert Changes.model_validate({key: value for key, value in told.items() if key != "contacts_shown"}) == changes


def test_hidden_contacts_keep_the_shape_of_shown_ones(changes: Changes) -> None:
    def contacts(shown: bool) -> list[dict[str, object]]:
        told = json.loads(to_json(changes, contacts=shown))
        return [
            side
            for value in told["fiches"]["changed"][0]["values"]
            if value["field"] == "contacts"
            for side in (value["old"], value["new"])
        ]

    assert [side and list(side) for side in contacts(shown=False)] == [side and list(side) for side in contacts(shown=True)]


def test_nothing_changed_leaves_a_table_of_counts() -> None:
    same = changes_between(dataset(fiche("Le banc")), dataset(fiche("Le banc")))
    assert to_markdown(same).splitlines()[-1] == "| fiches | 1 | 1 | 0 | 0 | 0 | 1 |"
    assert "changed" not in terminal(same).partition("┗")[2]


def test_a_document_that_changed_and_bears_another_name_is_told_with_both_ids() -> None:
    old = dataset(fiche("Le banc", document="lune-2030"), documents=(document("lune-2030", "Recueil 2030"),))
    new = dataset(fiche("Le banc", document="lune-2031"), documents=(document("lune-2031", "Recueil 2031"),))
    assert "### Recueil 2031 · lune-2030 → lune-2031\n" in to_markdown(changes_between(old, new))
