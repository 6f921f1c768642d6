"""What figures tell by the labels and headings that announce them, and by the state of their action."""

import pytest

from pipeline.extract.acronyms import Acronyms
from pipeline.extract.columns import Columns
from pipeline.extract.figures import FigureReader
from pipeline.rulebook import Rulebook
from pipeline.run import Pipeline
from schemas.enums import Nature, SectionKey
from tests.support import document

RESULT, TARGET, CONTEXT = Nature.RESULT, Nature.TARGET, Nature.CONTEXT


@pytest.fixture(scope="module")
def pipeline(rulebook: Rulebook) -> Pipeline:
    return Pipeline(rulebook, ner=False, profile="sheets")


@pytest.fixture(scope="module")
def reader(rulebook: Rulebook) -> FigureReader:
    return FigureReader(rulebook.figures, rulebook.figure_words)


SHEET = "Fiche action n° 1 – Un toit\n\nPilote : Direction de l'habitat\n{state}\n\n{told}\n\nFiche action n° 2 – Un car\n\nPilote : Direction de l'habitat\n\n#### Objectifs\n\nIl pleut sur le canton.\n"


def natures(told: str, pipeline: Pipeline, state: str = "") -> list[tuple[str, Nature]]:
    """The figures of the first of two action sheets, and what they tell."""
    first, _ = pipeline.read(document(SHEET.format(told=told, state=state))).fiches
    assert first.title == "Un toit"
    return [(figure.raw, figure.nature) for figure in first.figures]


ANNOUNCED = {
    # what labels and headings announce
    "Indicateurs : 120 recrutements": [("120 recrutements", TARGET)],
    "Indicateurs de suivi : 120 recrutements": [("120 recrutements", TARGET)],
    "Cible : 40 logements": [("40 logements", TARGET)],
    "Résultats attendus : 20 studios": [("20 studios", TARGET)],
    "Budget prévisionnel : 96 000 €": [("96 000 €", TARGET)],
    "#### Résultats attendus\n\n- 20 studios\n- 12 emplois": [("20 studios", TARGET), ("12 emplois", TARGET)],
    "#### Et demain ?\n\n20 studios de plus au village.": [("20 studios", TARGET)],
    # a sheet tells its means beforehand
    "#### Description\n\nMoyens : 380 000 € en année pleine": [("380 000 €", TARGET)],
    "#### Description\n\nBudget : 42 000 euros": [("42 000 euros", TARGET)],
    # what stands below a heading of a part, or behind its first words in bold
    "#### Constat\n\n86 jeunes vivent sans toit.": [("86 jeunes", CONTEXT)],
    "**Diagnostic.** 86 jeunes vivent sans toit.\n\n**Réponse.** Douze studios ouvrent.": [
        ("86 jeunes", CONTEXT),
        ("Douze studios", RESULT),
    ],
    # nothing announces these
    "#### Description\n\nLe car a reçu 86 personnes.": [("86 personnes", RESULT)],
    "#### Bilan\n\n86 personnes sont venues.": [("86 personnes", RESULT)],
    "#### Description\n\nLes indicateurs montrent 86 visites.": [("86 visites", RESULT)],
}


@pytest.mark.parametrize(("told", "expected"), ANNOUNCED.items(), ids=ANNOUNCED)
def test_announced(told: str, expected: list[tuple[str, Nature]], pipeline: Pipeline) -> None:
    assert natures(told, pipeline) == expected


def test_heading_that_sheet_after_sheet_repeats_announces(pipeline: Pipeline) -> None:
    sheet = "Fiche action n° {n} – Titre {n}\n\nPilote : Direction de l'habitat\n\n#### Objectifs\n\nIl pleut.\n\n#### Indicateurs suivis\n\n- 20 studios\n\n"
    fiches = pipeline.read(document("".join(sheet.format(n=n) for n in (1, 2, 3)))).fiches
    assert [[(f.raw, f.nature) for f in fiche.figures] for fiche in fiches] == [[("20 studios", TARGET)]] * 3


STATES = {
    "Avancement : En projet": TARGET,
    "Avancement : Non démarré": TARGET,
    "Avancement : En cours": RESULT,
    "Avancement : Réalisé": RESULT,
    "Avancement : Expérimentation": RESULT,
}


@pytest.mark.parametrize(("state", "nature"), STATES.items(), ids=STATES)
def test_state_of_the_action(state: str, nature: Nature, pipeline: Pipeline) -> None:
    told = "#### Description\n\nUne maison de 24 places au village."
    assert natures(told, pipeline, state) == [("24 places", nature)]


PERIODS = {
    ("Calendrier : 2024-2026", "L'atelier occupe 24 personnes."): TARGET,
    ("Calendrier : depuis mars 2021", "L'atelier occupe 24 personnes."): RESULT,
    ("", "L'atelier occupe 24 personnes."): RESULT,
    ("", "Un car passera au village. L'atelier occupera 24 personnes et deux chefs les guident."): TARGET,
    ("Calendrier : 2024-2026", "Le car a fait halte au village. Il a plu. L'atelier occupe 24 personnes."): RESULT,
}


@pytest.mark.parametrize(("told", "nature"), PERIODS.items(), ids=map(" / ".join, PERIODS))
def test_period_and_tense_tell_whether_an_action_has_begun(told: tuple[str, str], nature: Nature, pipeline: Pipeline) -> None:
    period, text = told
    assert natures(f"#### Description\n\n{text}", pipeline, period)[0][1] is nature


@pytest.mark.parametrize(("state", "nature"), STATES.items(), ids=STATES)
def test_means_of_an_action_that_has_begun_are_told_afterwards(state: str, nature: Nature, pipeline: Pipeline) -> None:
    assert natures("#### Description\n\nBudget : 42 000 euros", pipeline, state) == [("42 000 euros", nature)]


def test_only_a_plain_result_speaks_against_an_announcement(reader: FigureReader) -> None:
    told = document("Douze communes, qui ont accueilli 30 élèves.")

    def nature(*, announced: bool) -> list[Nature]:
        return [f.nature for f in reader.read(told.blocks[0], None, Acronyms(told), TARGET, announced=announced)]

    assert nature(announced=False)[1] is RESULT
    assert nature(announced=True)[1] is TARGET


def test_context_counts_less_among_results(reader: FigureReader) -> None:
    told = document("Le relais ne compte plus que 12 familles en attente.")

    def natures_in(section: SectionKey) -> list[Nature]:
        return [f.nature for f in reader.read(told.blocks[0], section, Acronyms(told))]

    assert natures_in(SectionKey.DESCRIPTION)[0] is CONTEXT
    assert natures_in(SectionKey.CONTEXT)[0] is CONTEXT
    assert natures_in(SectionKey.IMPACT)[0] is RESULT


def test_number_of_a_name_in_the_header_counts_nothing(pipeline: Pipeline) -> None:
    fiche = "Fiche action n° {n} – {title}\n\nPilote : Association Roule {m}\n\n#### Objectifs\n\nIl pleut sur le canton.\n\n"
    text = fiche.format(n=1, title="Un toit", m=23) + fiche.format(n=2, title="Un car", m=40)
    assert [fiche.figures for fiche in pipeline.read(document(text)).fiches] == [(), ()]


TABLE = "#### Suivi\n\n| Indicateur | Situation 2021 | Résultat 2023 | Cible 2025 |\n|---|---|---|---|\n"


def test_heads_of_columns_tell_what_figures_are(pipeline: Pipeline) -> None:
    told = natures(f"{TABLE}| Personnes reçues | 12 | 57 | 70 |\n| Part des foyers aidés | 78 % | 97 % | 100 % |\n", pipeline)
    assert told == [
        ("12", CONTEXT), ("57", RESULT), ("70", TARGET),
        ("78 %", CONTEXT), ("97 %", RESULT), ("100 %", TARGET),
    ]  # fmt: skip


def test_numbers_of_a_row_are_counted_by_its_first_cell_and_never_run_together(pipeline: Pipeline) -> None:
    told = f"{TABLE}| Agents formés | – | 236 | 300 |\n| Dépense (€) | – | 300 000 | 171 500 |\n"
    first, _ = pipeline.read(document(SHEET.format(told=told, state=""))).fiches
    assert [(figure.value, figure.kind.value, figure.label) for figure in first.figures] == [
        (236, "people", "Agents formés"), (300, "people", "Agents formés"),
        (300000, "eur", "Dépense (€)"), (171500, "eur", "Dépense (€)"),
    ]  # fmt: skip


def test_table_of_means_is_known_by_the_heads_of_its_columns(rulebook: Rulebook) -> None:
    columns = Columns(rulebook.figures)
    rows = document("| Financement 2024 | Montant |\n|---|---|\n| État | 36 000 € |\n\nIl pleut.\n").blocks
    means = []
    for row in rows:
        assert columns.told(row) == []
        means.append(columns.of_means)
    assert means == [True, True, False]
