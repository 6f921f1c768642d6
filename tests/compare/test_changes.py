from typing import Any

import pytest

from pipeline.compare.changes import FICHE_FIELDS, changes_between
from schemas.changes import ValueChange
from schemas.enums import FicheKind, FigureKind, Nature, OrganisationType, Qualifier, SectionKey, StatusCode
from schemas.fiche import Fiche
from tests.compare.lune import carrier, contact, dataset, department, document, fiche, figure, period, section, seen, status


def full() -> dict[str, Any]:
    return {
        "departments": ("23", "87"),
        "period": period("Depuis 2016", 2016, ongoing=True),
        "status": status("En cours", StatusCode.ONGOING),
        "carriers": (carrier("Les Rayons"),),
        "contacts": (contact("Odile Marnier", "Cheffe d'atelier", ("+33199000001", "+33199000002"), ("odile@rayons.example",)),),
        "figures": (figure("120 000 €", 120000, "budget annuel"), figure("40 vélos", 40, "vélos", kind=FigureKind.COUNT)),
        "sections": (section(SectionKey.IMPACT, "Quarante vélos sont prêtés."),),
    }


def changed(old: dict[str, Any], new: dict[str, Any]) -> tuple[ValueChange, ...]:
    changes = changes_between(dataset(fiche("Le car", "a", **old)), dataset(fiche("Le car", "a", **new)))
    assert not changes.fiches.added
    assert not changes.fiches.removed
    return changes.fiches.changed[0].values if changes.fiches.changed else ()


def one_changed(old: dict[str, Any], new: dict[str, Any]) -> ValueChange:
    (change,) = changed(old, new)
    return change


def test_where_and_how_a_value_was_read_is_no_change() -> None:
    old, new = fiche("Le car", "a", **full()), fiche("Le car", "a", **full())
    assert old != new  # read at other places
    assert not changes_between(dataset(old), dataset(new)).differs


def test_order_blanks_and_line_breaks_are_no_change() -> None:
    new = full()
    new["figures"] = new["figures"][::-1]
    new["contacts"] = (contact("Odile  Marnier", "Cheffe\nd'atelier", ("+33199000002", "+33199000001"), ("odile@rayons.example",)),)
    new["sections"] = (section(SectionKey.IMPACT, "Quarante\u00a0vélos\nsont prêtés."),)
    assert changed(full(), new) == ()


def test_a_budget_that_rose_is_told_as_one_change() -> None:
    change = one_changed({"figures": (figure("120 000 €", 120000, "budget"),)}, {"figures": (figure("135 000 €", 135000.0, "Budget"),)})
    assert (change.field, change.parts) == ("figures", ("value", "label"))
    assert change.old is not None
    assert change.new is not None
    assert (change.old["value"], change.new["value"], change.new["raw"]) == (120000, 135000, "135 000 €")


def test_a_figure_with_another_unit_came_and_the_other_went() -> None:
    old = {"figures": (figure("40 %", 40, "vélos", kind=FigureKind.PERCENT),)}
    new = {"figures": (figure("40 vélos", 40, "vélos", kind=FigureKind.COUNT),)}
    assert [(change.old is None, change.new is None) for change in changed(old, new)] == [(False, True), (True, False)]


def test_figures_are_not_guessed_to_be_one_where_several_bear_the_same_label() -> None:
    old = {"figures": (figure("10 €", 10, "par jour"), figure("20 €", 20, "par jour"))}
    new = {"figures": (figure("30 €", 30, "par jour"),)}
    assert [change.parts for change in changed(old, new)] == [(), (), ()]


def test_the_same_printed_words_read_in_another_way_are_one_change() -> None:
    old = {"figures": (figure("60 %", 60, "entre", kind=FigureKind.PERCENT, qualifier=Qualifier.APPROX),)}
    new = {"figures": (figure("60 %", 60, "visiteurs", kind=FigureKind.PERCENT, nature=Nature.TARGET),)}
    assert one_changed(old, new).parts == ("qualifier", "nature", "label")


def test_of_two_equal_figures_one_may_go() -> None:
    twice = (figure("40 €", 40, "caution"), figure("40 €", 40, "caution"))
    change = one_changed({"figures": twice}, {"figures": twice[:1]})
    assert (change.old is None, change.new) == (False, None)


@pytest.mark.parametrize(
    ("new", "parts"),
    [
        (contact("Odile Marnier", "Cheffe", ("+33199000009",), ("odile@rayons.example",)), ("phones",)),
        (contact("Paul Ginet", "Chef", ("+33199000001",), ("odile@rayons.example",)), ("name", "role")),
        (contact("Paul Ginet", "Chef", ("+33199000001",)), ("name", "role", "emails")),
        (contact("Paul Ginet", "cheffe", (), ("paul@rayons.example",)), ("name", "role", "phones", "emails")),
    ],
    ids=["same name", "same address", "same phone", "same role"],
)
def test_a_contact_is_followed_by_name_address_phone_or_role(new: Any, parts: tuple[str, ...]) -> None:
    old = contact("Odile Marnier", "Cheffe", ("+33199000001",), ("odile@rayons.example",))
    assert one_changed({"contacts": (old,)}, {"contacts": (new,)}).parts == parts


def test_a_contact_who_shares_nothing_with_the_one_before_came_and_that_one_went() -> None:
    values = changed({"contacts": (contact("Odile Marnier"),)}, {"contacts": (contact("Paul Ginet"),)})
    assert [(change.old is None, change.new is None) for change in values] == [(False, True), (True, False)]


def test_the_text_of_a_section_is_told_by_its_words_only() -> None:
    old = {"sections": (section(SectionKey.IMPACT, "un car passe chaque lundi"),)}
    new = {"sections": (section(SectionKey.IMPACT, "un car passe chaque mardi"),)}
    change = one_changed(old, new)
    assert change.old == change.new == {"key": "impact", "heading": None, "words": 5}
    assert (change.parts, change.words_changed) == (("text",), 0.2)


@pytest.mark.parametrize(
    ("field", "old", "new", "parts"),
    [
        ("kind", FicheKind.FICHE, FicheKind.BRIEF, ("kind",)),
        ("section", "Rouler", "Réparer", ("section",)),
        ("period", period("2016", 2016), period("2016", 2016, ongoing=True), ("ongoing",)),
        ("status", status("En cours", StatusCode.ONGOING), status("Réalisé", StatusCode.DONE), ("code",)),
        ("carriers", (carrier("Les Rayons"),), (carrier("Les Rayons", OrganisationType.FOUNDATION),), ("type",)),
        ("sections", (section(SectionKey.IMPACT, "Oui.", "IMPACT"),), (section(SectionKey.IMPACT, "Oui.", "IMPACTS"),), ("heading",)),
    ],
)
def test_a_field_that_says_something_else_is_told_with_the_part_that_differs(
    field: str, old: object, new: object, parts: tuple[str, ...]
) -> None:
    change = one_changed({field: old}, {field: new})
    assert (change.field, change.parts) == (field, parts)


def test_a_status_in_other_words_that_means_the_same_is_no_change() -> None:
    assert changed({"status": status("En cours", StatusCode.ONGOING)}, {"status": status("en cours.", StatusCode.ONGOING)}) == ()


def test_a_value_of_its_own_may_come_and_go() -> None:
    slot = period("2016", 2016)
    assert [(c.old is None, c.new is None) for c in changed({}, {"period": slot})] == [(True, False)]
    assert [(c.old is None, c.new is None) for c in changed({"period": slot}, {})] == [(False, True)]


def test_departments_come_and_go_and_do_not_become_one_another() -> None:
    values = changed({"related_departments": (department("23"),)}, {"related_departments": (department("87"),)})
    assert [change.new or change.old for change in values] == [{"code": "23", "name": "Creuse"}, {"code": "87", "name": "Haute-Vienne"}]


def test_every_field_of_a_fiche_is_compared_but_where_and_how_it_was_read() -> None:
    aside = {"id", "document", "title_evidence", "source", "issues", "confidence"}
    assert {field.name for field in FICHE_FIELDS} == set(Fiche.model_fields) - aside


def test_every_fiche_of_both_datasets_is_told_once() -> None:
    old = dataset(fiche("Le banc"), fiche("Le car", period=period("2016", 2016)), fiche("Un toit"))
    new = dataset(fiche("Oasis"), fiche("Le car", period=period("2017", 2017)), fiche("Le banc", document="mars"))
    told = changes_between(old, new).fiches
    assert [record.id for record in told.added] == ["lune.Oasis"]
    assert [record.id for record in told.removed] == ["lune.Un toit"]
    assert [(record.old.id, record.new.id) for record in told.changed] == [("lune.Le car", "lune.Le car")]
    assert [(record.old, record.new) for record in told.unchanged] == [("lune.Le banc", "mars.Le banc")]


def test_a_document_is_told_with_title_publisher_period_and_figures() -> None:
    old = document("lune", "Recueil 2030", publisher="Odas", period=period("2030", 2030), figures=(figure("1 M€", 1e6, "total"),))
    new = document("lune", "Recueil 2031", publisher="ODAS", period=period("2031", 2031), figures=(figure("2 M€", 2e6, "total"),))
    (changed_document,) = changes_between(dataset(documents=(old,)), dataset(documents=(new,))).documents.changed
    assert [change.field for change in changed_document.values] == ["title", "publisher", "period", "figures"]


def test_empty_datasets_do_not_differ_and_the_first_fiche_is_added() -> None:
    assert not changes_between(dataset(), dataset()).differs
    assert changes_between(dataset(), dataset(fiche("Le banc"))).differs


def test_a_title_keeps_its_evidence_out_of_the_changes() -> None:
    old = fiche("Le car", "a").model_copy(update={"title_evidence": seen("LE CAR")})
    assert not changes_between(dataset(old), dataset(fiche("Le car", "a"))).differs
