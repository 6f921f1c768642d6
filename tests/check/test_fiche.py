import pytest

from pipeline.check.fiche import check_fiche
from pipeline.rulebook import default_rulebook
from schemas.enums import FicheKind, FigureKind, SectionKey

FIRST_NAMES = frozenset(default_rulebook().first_names.first_names)


@pytest.fixture
def codes(findings):
    return lambda fiche: [issue.code for issue in check_fiche(fiche, findings, FIRST_NAMES)]


def test_faultless_fiche_has_no_finding(build, codes):
    assert codes(build.fiche()) == []


def test_empty_header_misses_every_field(build, codes):
    fiche = build.fiche(departments=(), no_period=True, carriers=(), contacts=())
    assert codes(fiche) == ["missing_department", "missing_period", "missing_carrier", "missing_contact"]


@pytest.mark.parametrize("kind", [kind for kind in FicheKind if kind not in {FicheKind.FICHE, FicheKind.LEVER}])
def test_kinds_without_header_only_miss_departments(build, codes, kind):
    fiche = build.fiche(kind=kind, departments=(), no_period=True, carriers=(), contacts=())
    assert codes(fiche) == ["missing_department"]


def test_lever_misses_nothing(build, codes):
    assert codes(build.fiche(kind=FicheKind.LEVER, departments=(), no_period=True, carriers=(), contacts=())) == []


def test_period_without_any_year_is_missing(build, codes):
    assert codes(build.fiche(period=build.period(None))) == ["missing_period"]
    assert codes(build.fiche(period=build.period(None, 2019))) == []


@pytest.mark.parametrize(("start", "end", "wrong"), [(1944, None, 1), (1945, 2050, 0), (2016, 2061, 1), (1901, 1902, 2), (2061, 2061, 1)])
def test_years_out_of_range(build, codes, start, end, wrong):
    assert codes(build.fiche(period=build.period(start, end))) == ["year_out_of_range"] * wrong


def test_contact_without_phone_and_email(build, codes):
    assert codes(build.fiche(contacts=[build.contact()])) == ["contact_unreachable"]
    assert codes(build.fiche(contacts=[build.contact(phones=["+33536491020"])])) == []


@pytest.mark.parametrize(
    ("phone", "wrong"),
    [
        ("+33536491020", False),
        ("+262262990011", False),
        ("+3353649102", True),
        ("+335364910200", True),
        ("+33036491020", True),
        ("+99936491020", True),
    ],
)
def test_phone_that_cannot_exist(build, codes, phone, wrong):
    assert codes(build.fiche(contacts=[build.contact(phones=[phone])])) == ["phone_impossible"] * wrong


@pytest.mark.parametrize(("phone", "reason"), [("+3353649102", "chiffres"), ("+33036491020", "tranche"), ("+99936491020", "indicatif")])
def test_impossible_phone_says_why(build, findings, phone, reason):
    [issue] = check_fiche(build.fiche(contacts=[build.contact(phones=[phone])]), findings, FIRST_NAMES)
    assert reason in issue.message


def test_shared_phone_is_one_finding_with_its_evidence(build, findings):
    contacts = [build.contact(name, phones=["+3353649102"]) for name in ("Odette Fauconnier", "Colin Moulsac")]
    [issue] = check_fiche(build.fiche(contacts=contacts), findings, FIRST_NAMES)
    assert issue.evidence is not None
    assert issue.evidence.text == "+3353649102"
    assert "+33" not in issue.message


@pytest.mark.parametrize(
    ("email", "expected"),
    [
        ("accueil@jura.example", []),
        ("accueil@jura.test", []),
        ("accueil@mdph39", ["email_without_tld"]),
        ("ac..cueil@jura.example", ["email_invalid"]),
        ("accueil@jura..example", ["email_invalid"]),
        ("accueil@-jura.example", ["email_invalid"]),
        ("accueil@jura.example.", ["email_invalid"]),
        ("préau@jura.example", ["email_invalid"]),
    ],
)
def test_spelling_of_addresses(build, codes, email, expected):
    assert codes(build.fiche(contacts=[build.contact(None, [email])])) == expected


def test_accented_address_suggests_the_plain_one(build, findings):
    [issue] = check_fiche(build.fiche(contacts=[build.contact(None, ["préau@jura.example"])]), findings, FIRST_NAMES)
    assert issue.suggestion == "preau@jura.example"


def test_finding_on_a_broken_address_shows_only_its_domain(build, findings):
    [issue] = check_fiche(build.fiche(contacts=[build.contact(None, ["ac..cueil@jura.example"])]), findings, FIRST_NAMES)
    assert "cueil" not in issue.message
    assert "jura.example" in issue.message


def test_near_miss_of_a_name_suggests_the_expected_address(build, findings):
    fiche = build.fiche(contacts=[build.contact("Colin MOULSAC", ["cmoulzac@jura.example"])])
    [issue] = check_fiche(fiche, findings, FIRST_NAMES)
    assert (issue.code, issue.suggestion) == ("email_name_mismatch", "cmoulsac@jura.example")
    assert "cmoulzac" in issue.message
    assert "cmoulsac" in issue.message


@pytest.mark.parametrize("email", ["bernard.villesec@jura.example", "v.villesec@jura.example"])
def test_personal_address_of_somebody_else(build, codes, email):
    assert codes(build.fiche(contacts=[build.contact("Odette Fauconnier", [email])])) == ["email_name_mismatch"]


@pytest.mark.parametrize(
    "email", ["dpds-direction@jura.example", "contact@jura.example", "apah@apah-sud.example", "jvillesec@jura.example"]
)
def test_service_mailbox_beside_a_name_is_no_finding(build, codes, email):
    assert codes(build.fiche(contacts=[build.contact("Odette Fauconnier", [email])])) == []


def test_first_names_can_be_given(build, findings):
    fiche = build.fiche(contacts=[build.contact("Odette Fauconnier", ["zorgl.villesec@jura.example"])])
    assert check_fiche(fiche, findings, FIRST_NAMES) == []
    assert [issue.code for issue in check_fiche(fiche, findings, {"zorgl"})] == ["email_name_mismatch"]


def test_address_that_people_share_fits_when_it_fits_one_of_them(build, codes):
    email = "bernard.villesec@jura.example"
    shared = [build.contact("Bernard Villesec", [email]), build.contact("Odette Fauconnier", [email])]
    assert codes(build.fiche(contacts=shared)) == []


def test_swapped_addresses_are_found_even_without_separator(build, codes):
    swapped = [
        build.contact("Bernard Villesec", ["ofauconnier@jura.example"]),
        build.contact("Odette Fauconnier", ["bvillesec@jura.example"]),
    ]
    assert codes(build.fiche(contacts=swapped)) == ["email_name_mismatch", "email_name_mismatch"]


@pytest.mark.parametrize(
    ("value", "high", "kind", "wrong"),
    [
        (100, None, FigureKind.PERCENT, False),
        (130, None, FigureKind.PERCENT, True),
        (80, 120, FigureKind.PERCENT, True),
        (130, None, FigureKind.PEOPLE, False),
    ],
)
def test_percent_above_hundred(build, codes, value, high, kind, wrong):
    assert codes(build.fiche(figures=[build.figure(value, high, kind)])) == ["percent_above_hundred"] * wrong


def test_empty_section_but_not_an_empty_header(build, findings):
    sections = [
        build.section("", SectionKey.HEADER, None),
        build.section(" \n", SectionKey.IMPACT, "IMPACT"),
        build.section("Un verger."),
    ]
    [issue] = check_fiche(build.fiche(sections=sections), findings, FIRST_NAMES)
    assert issue.code == "empty_section"
    assert "IMPACT" in issue.message
