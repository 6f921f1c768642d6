import pytest

from pipeline.extract.periods import ReadPeriod, filled_from_status, is_period_slot, read_slot, read_text
from pipeline.rulebook import Rulebook
from tests.support import blocks, mapped

Years = tuple[int | None, int | None, bool]


def years(period: ReadPeriod | None) -> Years | None:
    return (period.start_year, period.end_year, period.ongoing) if period else None


SLOTS: dict[str, Years] = {
    "2016": (2016, None, False),
    "2014 – 2017": (2014, 2017, False),
    "2014-2018": (2014, 2018, False),
    "2014 / 2016": (2014, 2016, False),
    "2014 à 2017": (2014, 2017, False),
    "De 2014 à 2017": (2014, 2017, False),
    "2016 et 2017": (2016, 2017, False),
    "Depuis 2016": (2016, None, True),
    "depuis 2016": (2016, None, True),
    "Depuis avril 2016": (2016, None, True),
    "Depuis le 1er janvier 2016": (2016, None, True),
    "Depuis fin 2016": (2016, None, True),
    "Fin 2016": (2016, None, False),
    "Début 2016": (2016, None, False),
    "Automne 2017": (2017, None, False),
    "Août 2017": (2017, None, False),
    "1er semestre 2017": (2017, None, False),
    "Courant 2017": (2017, None, False),
    "Octobre 2016 à mai 2017": (2016, 2017, False),
    "Elaboration du dispositif depuis 2013": (2013, None, True),
    "Initié en 2013": (2013, None, False),
    "Lancement en 2013": (2013, None, False),
    "Créé en 2013": (2013, None, False),
    "Mise en place en 2015": (2015, None, False),
    "Mise en œuvre prévue fin 2017": (2017, None, False),
    "Mise en œuvre depuis 2014": (2014, None, True),
    "Depuis 2005, partenariat élargi en 2008": (2005, None, True),
    "Depuis 2009. 14 unités implantées": (2009, None, True),
    "Depuis 2015 (à vérifier)": (2015, None, True),
    "En 2016": (2016, None, False),
    "Année 2016": (2016, None, False),
    "Mi-2016": (2016, None, False),
    "Rentrée 2016": (2016, None, False),
    "2ème semestre 2016": (2016, None, False),
    "À partir de 2016": (2016, None, False),
    "Hiver 2016-2017": (2016, 2017, False),
    "De septembre 2016 à août 2018": (2016, 2018, False),
    "Fin 2016 à début 2018": (2016, 2018, False),
    "Depuis 1998 et jusqu'en 2020": (1998, 2020, True),
    "Ouverture prévue en 2019": (2019, None, False),
    "Action menée depuis 2012": (2012, None, True),
    "2016 jusqu’à 2018": (2016, 2018, False),
}


@pytest.mark.parametrize(("text", "expected"), SLOTS.items(), ids=SLOTS)
def test_slot(text: str, expected: Years, rulebook: Rulebook) -> None:
    assert is_period_slot(mapped(text).plain, rulebook.periods)
    period = read_slot(mapped(text))
    assert years(period) == expected
    assert period.raw == text


def test_slot_that_gives_nothing() -> None:
    assert years(read_slot(mapped("nc"))) == (None, None, False)


def test_until_is_an_end() -> None:
    assert years(read_slot(mapped("Jusqu’à fin 2019"))) == (None, 2019, True)


NO_SLOT = [
    "En cours",
    "Réalisé",
    "En cours de réalisation",
    "Conseil départemental de l'Ain",
    "Association Horizon 2000",
    "Agenda 2030",
    "Mme Ada Lien 01 99 00 12 34",
    "Département de l'Ain",
    "12 rue du Lac",
    "Le relais a ouvert ses portes aux familles du canton voisin, et il a depuis reçu une centaine d'aînés venus de toute la vallée, avant de fermer en 2016 pour travaux "
    * 2,
]


@pytest.mark.parametrize("text", NO_SLOT, ids=[t[:30] for t in NO_SLOT])
def test_not_the_year_slot(text: str, rulebook: Rulebook) -> None:
    assert not is_period_slot(text, rulebook.periods)


FILLED = {
    "since": ("Initié en 2013", "Mise en œuvre depuis 2014", (2013, None, True)),
    "nothing to fill": ("Initié en 2013", "Réalisé", (2013, None, False)),
    "year without since": ("2013", "Réalisé en 2014", (2013, None, False)),
    "end": ("2013", "Expérimentation jusqu’à fin 2019", (2013, 2019, True)),
    "slot without year": ("nc", "Mise en œuvre depuis 2014", (2014, None, True)),
    "own end stays": ("2013 – 2016", "En place depuis 2014", (2013, 2016, True)),
}


@pytest.mark.parametrize(("slot", "status", "expected"), FILLED.values(), ids=FILLED)
def test_filled_from_status(slot: str, status: str, expected: Years) -> None:
    period = filled_from_status(read_slot(mapped(slot)), mapped(status))
    assert years(period) == expected
    assert period is not None
    assert period.raw == slot


def test_period_from_status_alone() -> None:
    period = filled_from_status(None, mapped("Mise en œuvre depuis 2014"))
    assert period is not None
    assert (years(period), period.raw) == ((2014, None, True), None)
    assert filled_from_status(None, mapped("En cours")) is None


TEXTS: dict[str, Years | None] = {
    "Le cycle a démarré à la rentrée 2020 et se poursuivra jusqu'en juin 2023.": (2020, 2023, False),
    "L'essai a commencé en mars 2021. Il s'est achevé en juin 2023.": (2021, 2023, False),
    "Une activité dont les débuts remontent à 2014.": (2014, None, False),
    "La campagne menée entre mars et décembre 2022 a plu.": (2022, 2022, False),
    "Exemple : le groupement du Lac, créé en 2020, salarie 45 intervenantes.": None,
    # in any words: depuis, and a date finer than a year
    "Le car fait halte depuis février 2023 sur la place du marché.": (2023, None, True),
    "Depuis sa réouverture en octobre 2022, le café est plein.": (2022, None, True),
    "La tournée roule de bourg en bourg, et ce depuis l'hiver 2021.": (2021, None, True),
    "À partir de janvier 2025, et pour trois ans, un camion stationnera à Dole.": (2025, 2028, False),
    "Depuis mai 2022, pour un essai d'un an, la PMI prête des vélos.": (2022, 2023, True),
    "La boutique a levé son rideau en juillet 2020.": (2020, None, False),
    "L'essai conduit par la clinique du 1er février 2020 au 31 janvier 2022 a plu.": (2020, 2022, False),
    "Les permanences ont lieu le jeudi. L'essai s'est achevé en juin 2023.": None,
    "Au 31 décembre 2022, les enfants étaient confiés à des familles.": None,
    "Fait à Dole, le 4 avril 2024, en deux exemplaires.": None,
    "Relever le tarif à 24 euros au 1er juillet 2025.": None,
    "En mars 2016, le Département a créé un fonds.": (2016, None, False),
    "En 2016, le Département a ouvert un relais.": (2016, None, False),
    "Fin 2016, la Métropole a lancé un car de soins.": (2016, None, False),
    "Le Département a créé un fonds en 2016.": (2016, None, False),
    "Le Département a mis en place en 2016 un fonds.": (2016, None, False),
    "Le relais a été créé en 2016.": (2016, None, False),
    "Le relais a ouvert en septembre 2016.": (2016, None, False),
    "La démarche a débuté en 2018.": (2018, None, False),
    "La démarche a débuté fin septembre 2017.": (2017, None, False),
    "Créé en 2014, le relais reçoit les aînés.": (2014, None, False),
    "Lancé en février 2017, le car dessert le canton.": (2017, None, False),
    "Depuis 2015, le Département prête du matériel.": (2015, None, True),
    "Le Département mène depuis 2015 une démarche de prêt.": (2015, None, True),
    "Le relais est en place depuis 2016.": (2016, None, True),
    "La démarche est engagée depuis 2016.": (2016, None, True),
    "Expérimentée depuis 2016, la démarche suit les aînés.": (2016, None, True),
    "Le projet a vu le jour en 2016.": (2016, None, False),
    "Dès 2014, le Département a lancé un plan.": (2014, None, False),
    "Le dispositif, créé en 2009 et étendu en 2015, aide les familles.": (2009, None, False),
    "L'expérimentation, d'une durée de 3 ans, a débuté en 2018.": (2018, 2021, False),
    "Le fonds est géré depuis 2016 par la ville.": (2016, None, True),
    "Le schéma a été adopté en janvier 2017.": (2017, None, False),
    "Le schéma a été voté en 2017.": (2017, None, False),
    "Ouverture prévue au printemps 2019.": (2019, None, False),
    "Le relais sera ouvert en 2019.": (2019, None, False),
    "Le car démarre le 1er septembre 2017.": (2017, None, False),
    "Lancé en 2016 pour 3 ans, le car dessert le canton.": (2016, 2019, False),
    "La démarche a débuté en 2018 pour une durée de 3 ans, prolongée d'1 an.": (2018, 2022, False),
    "Le relais a ouvert en 2016.\n\nIl est financé pour deux ans.": (2016, 2018, False),
    # the date is not the start of the action
    "Le relais reçoit les aînés.": None,
    "En 2016, 150 familles sont venues.": None,
    "Le bilan de 2016 est bon.": None,
    "La loi de 2005 le permet.": None,
    "Au 31 décembre 2017, 40 contrats étaient en cours.": None,
    "Le Département finance en 2016 des ateliers.": None,
    "Depuis la loi de 2005, le Département agit.": None,
    "Une enquête réalisée en 2015 l'a montré.": None,
    "Le relais existe depuis plus de dix ans.": None,
    "Le rapport de 2016 le rappelle.": None,
    "Le canton compte 12 000 aînés en 2016.": None,
}


@pytest.mark.parametrize(("text", "expected"), TEXTS.items(), ids=TEXTS)
def test_text(text: str, expected: Years | None, rulebook: Rulebook) -> None:
    period = read_text(blocks(text), rulebook.periods)
    assert years(period) == expected
    assert period is None or period.raw is None


def test_first_start_of_the_text_counts(rulebook: Rulebook) -> None:
    text = "Le relais a ouvert en 2014.\n\nUn second relais a ouvert en 2017."
    assert years(read_text(blocks(text), rulebook.periods)) == (2014, None, False)


def test_place_of_the_start(rulebook: Rulebook) -> None:
    text = "Le canton vieillit. En mars 2016, le Département a créé un fonds."
    period = read_text(blocks(text), rulebook.periods)
    assert period is not None
    assert "2016" in text[slice(*period.place.source_range)]
