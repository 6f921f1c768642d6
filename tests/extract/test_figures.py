import pytest

from pipeline.extract.acronyms import Acronyms
from pipeline.extract.figures import FigureReader, ReadFigure
from pipeline.rulebook import Rulebook
from schemas.enums import FigureKind, Nature, Qualifier, SectionKey
from tests.support import document

PEOPLE, EUR, PERCENT, COUNT = FigureKind.PEOPLE, FigureKind.EUR, FigureKind.PERCENT, FigureKind.COUNT
EXACT, APPROX, MIN, MAX = Qualifier.EXACT, Qualifier.APPROX, Qualifier.MIN, Qualifier.MAX
RESULT, TARGET, CONTEXT = Nature.RESULT, Nature.TARGET, Nature.CONTEXT

Expected = list[tuple[float, float | None, FigureKind, Qualifier, Nature]]


@pytest.fixture(scope="module")
def reader(rulebook: Rulebook) -> FigureReader:
    return FigureReader(rulebook.figures, rulebook.figure_words)


def read(reader: FigureReader, text: str, section: SectionKey | None = None, default: Nature = RESULT) -> list[ReadFigure]:
    told = document(text)
    return [f for b in told.blocks for f in reader.read(b, section, Acronyms(told), default)]


def short(figures: list[ReadFigure]) -> Expected:
    return [(f.value, f.high, f.kind, f.qualifier, f.nature) for f in figures]


COUNTED: dict[str, Expected] = {
    # what is counted
    "La ferme accueille 17 salariés.": [(17, None, PEOPLE, EXACT, RESULT)],
    "Le relais a reçu 86 personnes.": [(86, None, PEOPLE, EXACT, RESULT)],
    "En 2022, 150 jeunes sont venus.": [(150, None, PEOPLE, EXACT, RESULT)],
    "En 2022 150 jeunes sont venus.": [(150, None, PEOPLE, EXACT, RESULT)],
    "Le service emploie 3,5 ETP.": [(3.5, None, PEOPLE, EXACT, RESULT)],
    "Le service dispose de 2 postes d'éducateurs.": [(2, None, PEOPLE, EXACT, RESULT)],
    "On compte 12 emplois créés.": [(12, None, PEOPLE, EXACT, RESULT)],
    "La maison offre 24 places.": [(24, None, COUNT, EXACT, RESULT)],
    "Le car a desservi 12 bourgs.": [(12, None, COUNT, EXACT, RESULT)],
    "470 000 heures d'insertion ont été réalisées.": [(470000, None, COUNT, EXACT, RESULT)],
    "L'équipe a fait 1 250 visites à domicile.": [(1250, None, COUNT, EXACT, RESULT)],
    "Le coût est de 45 000 €.": [(45000, None, EUR, EXACT, RESULT)],
    "Le Département y consacre 1,5 million d'euros par an.": [(1500000, None, EUR, EXACT, RESULT)],
    "Une aide de 125 € par mois est versée.": [(125, None, EUR, EXACT, RESULT)],
    "60 % des familles sont venues.": [(60, None, PERCENT, EXACT, RESULT)],
    "Les deux tiers des parents sont revenus.": [(66.67, None, PERCENT, EXACT, RESULT)],
    "La moitié des participants a trouvé un emploi.": [(50, None, PERCENT, EXACT, RESULT)],
    "¼ des participants a trouvé un emploi.": [(25, None, PERCENT, EXACT, RESULT)],
    "3/4 des participants ont trouvé un emploi.": [(75, None, PERCENT, EXACT, RESULT)],
    "Les trois quarts des parents sont revenus.": [(75, None, PERCENT, EXACT, RESULT)],
    # number words
    "Huit infirmiers conduisent le car.": [(8, None, PEOPLE, EXACT, RESULT)],
    "Cinq villes ont rejoint le réseau.": [(5, None, COUNT, EXACT, RESULT)],
    "La maison compte vingt-deux logements.": [(22, None, COUNT, EXACT, RESULT)],
    "Deux jeunes en service civique animent le lieu.": [(2, None, PEOPLE, EXACT, RESULT)],
    "Les trois associations tiennent une permanence.": [(3, None, COUNT, EXACT, RESULT)],
    "Quatre lits ont été ajoutés.": [(4, None, COUNT, EXACT, RESULT)],
    "Des Jeunes Ambassadeurs du Canton (JAC) : trois JAC animent le lieu.": [(3, None, PEOPLE, EXACT, RESULT)],
    "Deux nouvelles communes participent.": [(2, None, COUNT, EXACT, RESULT)],
    "Vingt euros sont versés par visite.": [(20, None, EUR, EXACT, RESULT)],
    # collectives
    "Une dizaine de bénévoles animent le lieu.": [(10, None, PEOPLE, APPROX, RESULT)],
    "Une centaine de familles ont été aidées.": [(100, None, COUNT, APPROX, RESULT)],
    "Une trentaine de lits sont ouverts.": [(30, None, COUNT, APPROX, RESULT)],
    "Des milliers de livrets ont été distribués.": [(1000, None, COUNT, APPROX, RESULT)],
    "Le réseau rassemble plusieurs centaines d'habitants.": [(100, None, PEOPLE, APPROX, RESULT)],
    "Plus d'une centaine de familles ont été aidées.": [(100, None, COUNT, MIN, RESULT)],
    # ranges
    "Le repas coûte 10 à 12 euros.": [(10, 12, EUR, EXACT, RESULT)],
    "Chaque groupe réunit 8 à 10 parents.": [(8, 10, PEOPLE, EXACT, RESULT)],
    "La maison loge entre 4 et 6 familles.": [(4, 6, COUNT, EXACT, RESULT)],
    "On y trouve 2 ou 3 tablettes.": [(2, 3, COUNT, EXACT, RESULT)],
    "Il reste deux à trois places.": [(2, 3, COUNT, EXACT, RESULT)],
    # qualifiers
    "Environ 40 bénévoles participent.": [(40, None, PEOPLE, APPROX, RESULT)],
    "Près de 40 bénévoles participent.": [(40, None, PEOPLE, APPROX, RESULT)],
    "Quelque 400 bénévoles participent.": [(400, None, PEOPLE, APPROX, RESULT)],
    "Le lieu a reçu presque 400 visites.": [(400, None, COUNT, APPROX, RESULT)],
    "Près des deux tiers des parents sont revenus.": [(66.67, None, PERCENT, APPROX, RESULT)],
    "Plus de 300 bénévoles participent.": [(300, None, PEOPLE, MIN, RESULT)],
    "Au moins 12 communes participent.": [(12, None, COUNT, MIN, RESULT)],
    "Plus de la moitié des parents sont revenus.": [(50, None, PERCENT, MIN, RESULT)],
    "Plus de 1 250 000 € ont été versés.": [(1250000, None, EUR, MIN, RESULT)],
    "L'aide va jusqu'à 500 €.": [(500, None, EUR, MAX, RESULT)],
    "Moins de 20 dossiers ont été refusés.": [(20, None, COUNT, MAX, RESULT)],
    "L'aide est de 500 € maximum.": [(500, None, EUR, MAX, RESULT)],
    "Chaque groupe réunit au maximum 12 parents.": [(12, None, PEOPLE, MAX, RESULT)],
    "Chaque groupe réunit 6 parents minimum.": [(6, None, PEOPLE, MIN, RESULT)],
    "L'aide est plafonnée à 800 €.": [(800, None, EUR, MAX, RESULT)],
    "Environ 300 à 400 mères sont venues.": [(300, 400, PEOPLE, APPROX, RESULT)],
    "Le lieu a reçu de l'ordre de 300 mères.": [(300, None, PEOPLE, APPROX, RESULT)],
    "12 personnes ou plus sont venues.": [(12, None, PEOPLE, MIN, RESULT)],
    "Moins d'un tiers des aînés est venu.": [(33.33, None, PERCENT, MAX, RESULT)],
    "Plus d'1,5 M€ ont été versés.": [(1500000, None, EUR, MIN, RESULT)],
    "Une aide maximale de 500 € est versée.": [(500, None, EUR, MAX, RESULT)],
    # targets
    "La maison accueillera 24 personnes.": [(24, None, PEOPLE, EXACT, TARGET)],
    "12 places seront ouvertes.": [(12, None, COUNT, EXACT, TARGET)],
    "L'objectif est de 300 mères.": [(300, None, PEOPLE, EXACT, TARGET)],
    "Une enveloppe de 40 000 € est prévue.": [(40000, None, EUR, EXACT, TARGET)],
    "Il est prévu de former 60 agents.": [(60, None, PEOPLE, EXACT, TARGET)],
    "L'équipe vise 80 % de retours à l'emploi.": [(80, None, PERCENT, EXACT, TARGET)],
    "150 logements seront adaptés d'ici fin 2025.": [(150, None, COUNT, EXACT, TARGET)],
    "Cinq annexes sont en projet.": [(5, None, COUNT, EXACT, TARGET)],
    "Le budget prévisionnel est de 90 000 €.": [(90000, None, EUR, EXACT, TARGET)],
    "Une trentaine de jeunes sont attendus.": [(30, None, PEOPLE, APPROX, TARGET)],
    "Cible : 300 visiteurs.": [(300, None, PEOPLE, EXACT, TARGET)],
    "Le plan prévoit 40 000 €.": [(40000, None, EUR, EXACT, TARGET)],
    "Le relais devrait recevoir 300 mères.": [(300, None, PEOPLE, EXACT, TARGET)],
    "Le Département souhaite atteindre 500 mères.": [(500, None, PEOPLE, EXACT, TARGET)],
    "A terme, 60 logements pourront être adaptés.": [(60, None, COUNT, EXACT, TARGET)],
    "La création de 300 places est programmée.": [(300, None, COUNT, EXACT, TARGET)],
    "Dix lits seront ouverts, pour un investissement de 2 M€.": [(10, None, COUNT, EXACT, TARGET), (2e6, None, EUR, EXACT, TARGET)],
    "Le coût des travaux est estimé à 2 M€, dont 300 000 € pour le lit.": [
        (2e6, None, EUR, EXACT, TARGET),
        (300000, None, EUR, EXACT, TARGET),
    ],
    "Le Département espère équiper les 420 familles.": [(420, None, COUNT, EXACT, TARGET)],
    "L'objectif est de former 30 mères et d'ouvrir 15 lits.": [(30, None, PEOPLE, EXACT, TARGET), (15, None, COUNT, EXACT, TARGET)],
    "Objectif 2026 : plus de 100 communes.": [(100, None, COUNT, MIN, TARGET)],
    # done, though it sounds like a plan
    "Le relais a aidé 275 familles l'an dernier et sera doté de deux postes.": [
        (275, None, COUNT, EXACT, RESULT),
        (2, None, PEOPLE, EXACT, TARGET),
    ],
    "310 offres ont été reçues, contre 190 l'année précédente.": [(310, None, COUNT, EXACT, RESULT), (190, None, COUNT, EXACT, RESULT)],
    "Le reste à charge est inférieur à 60 €.": [(60, None, EUR, MAX, RESULT)],
    "300 places ont été créées en 2016.": [(300, None, COUNT, EXACT, RESULT)],
    "300 mères étaient inscrites, 280 sont venues.": [
        (300, None, PEOPLE, EXACT, RESULT),
        (280, None, PEOPLE, EXACT, RESULT),
    ],
    # context
    "Le département du Jura compte 260 000 habitants.": [(260000, None, PEOPLE, EXACT, CONTEXT)],
    "En 2015, le département comptait 8 000 allocataires.": [(8000, None, PEOPLE, EXACT, CONTEXT)],
    "Le taux de pauvreté est de 15 %.": [(15, None, PERCENT, EXACT, CONTEXT)],
    "Le département compte 284 communes.": [(284, None, COUNT, EXACT, CONTEXT)],
    "En France, 28 % de la population a plus de 60 ans.": [(28, None, PERCENT, EXACT, CONTEXT)],
    "Un savoyard sur quatre aura plus de 60 ans.": [(25, None, PERCENT, EXACT, CONTEXT)],
    "Le taux de chômage atteint 12 %.": [(12, None, PERCENT, EXACT, CONTEXT)],
    "La clause vaut pour les marchés supérieurs à 90 000 €.": [(90000, None, EUR, MIN, CONTEXT)],
    "Avant l'ouverture, 58 % des aînés déjeunaient seuls.": [(58, None, PERCENT, EXACT, CONTEXT)],
    "Un allocataire sur quatre déclare renoncer à des soins.": [(25, None, PERCENT, EXACT, CONTEXT)],
    "La loi impose une part de 20 % de produits bio.": [(20, None, PERCENT, EXACT, CONTEXT)],
    "Le dépôt ne devrait jamais dépasser 100 €.": [(100, None, EUR, MAX, CONTEXT)],
    "Les équipes passeront de trois à six agents.": [(3, None, PEOPLE, EXACT, RESULT), (6, None, PEOPLE, EXACT, TARGET)],
    "Un référent est nommé dans chacun des 9 cantons.": [(9, None, COUNT, EXACT, CONTEXT)],
    "Le parc passera de 28 à 45 vélos.": [(28, None, COUNT, EXACT, RESULT), (45, None, COUNT, EXACT, TARGET)],
    "Une seconde halte, de 12 places, est à l'étude.": [(12, None, COUNT, EXACT, TARGET)],
    "La viticulture emploie 4 300 saisonniers.": [(4300, None, PEOPLE, EXACT, CONTEXT)],
    "Le non-recours est estimé à 34 %.": [(34, None, PERCENT, EXACT, CONTEXT)],
    "Objectif affiché : 30 agréments.": [(30, None, COUNT, EXACT, TARGET)],
    "La ligne a reçu 400 appels et devrait en recevoir 600.": [
        (400, None, COUNT, EXACT, RESULT),
        (600, None, COUNT, EXACT, TARGET),
    ],
    "Une extension aux 41 crèches est envisagée ensuite.": [(41, None, COUNT, EXACT, TARGET)],
    "Le département a perdu 21 médecins.": [(21, None, PEOPLE, EXACT, CONTEXT)],
    "La famille ne débourse que 2 euros.": [(2, None, EUR, EXACT, RESULT)],
    "130 postes y sont vacants.": [(130, None, PEOPLE, EXACT, CONTEXT)],
    # a number word that a verb follows
    "41 jeunes sont venus ; douze ont signé un contrat.": [(41, None, PEOPLE, EXACT, RESULT), (12, None, PEOPLE, EXACT, RESULT)],
    # several in a sentence
    "Le relais suit 528 personnes, dont 168 femmes et 360 hommes.": [
        (528, None, PEOPLE, EXACT, RESULT),
        (168, None, PEOPLE, EXACT, RESULT),
        (360, None, PEOPLE, EXACT, RESULT),
    ],
    "9 antennes et 12 annexes ouvertes.": [(9, None, COUNT, EXACT, RESULT), (12, None, COUNT, EXACT, RESULT)],
    "Sept des onze cantons participent.": [(7, None, COUNT, EXACT, RESULT), (11, None, COUNT, EXACT, CONTEXT)],
    "22 visites prescrites, 17 réalisées, 4 en attente.": [
        (22, None, COUNT, EXACT, RESULT),
        (17, None, COUNT, EXACT, RESULT),
        (4, None, COUNT, EXACT, RESULT),
    ],
    "95 salariés dont 80 en CDI.": [(95, None, PEOPLE, EXACT, RESULT), (80, None, PEOPLE, EXACT, RESULT)],
    "12 séances pour 30 mères et 4 500 €.": [
        (12, None, COUNT, EXACT, RESULT),
        (30, None, PEOPLE, EXACT, RESULT),
        (4500, None, EUR, EXACT, RESULT),
    ],
    "12 des 15 communes participent.": [(12, None, COUNT, EXACT, RESULT), (15, None, COUNT, EXACT, CONTEXT)],
    "12 sur les 15 communes participent.": [(12, None, COUNT, EXACT, RESULT), (15, None, COUNT, EXACT, CONTEXT)],
    "Cinq séances de deux heures sont proposées à 12 parents.": [
        (5, None, COUNT, EXACT, RESULT),
        (12, None, PEOPLE, EXACT, RESULT),
    ],
    "Pendant trois ans, deux animateurs ont suivi 30 jeunes (16-25 ans).": [
        (2, None, PEOPLE, EXACT, RESULT),
        (30, None, PEOPLE, EXACT, RESULT),
    ],
    "Le Département finance 80% du coût, soit 12 500 euros.": [
        (80, None, PERCENT, EXACT, RESULT),
        (12500, None, EUR, EXACT, RESULT),
    ],
    "3 cohortes de 15 stagiaires.": [(3, None, COUNT, EXACT, RESULT), (15, None, PEOPLE, EXACT, RESULT)],
    "5 maisons : 2 à Dole et 3 à Arbois.": [
        (5, None, COUNT, EXACT, RESULT),
        (2, None, COUNT, EXACT, RESULT),
        (3, None, COUNT, EXACT, RESULT),
    ],
    "2018 : 12 places ; 2019 : 24 places.": [(12, None, COUNT, EXACT, RESULT), (24, None, COUNT, EXACT, RESULT)],
    "Trois familles sur quatre sont satisfaites.": [(75, None, PERCENT, EXACT, RESULT)],
    "Au 1er janvier 2018, 40 contrats étaient en cours.": [(40, None, COUNT, EXACT, RESULT)],
    "Pas moins de 40 communes ont participé.": [(40, None, COUNT, MIN, RESULT)],
    "12 enfants de moins de 3 ans sont accueillis.": [(12, None, PEOPLE, EXACT, RESULT)],
    # digits that count structure
    "Le plan a 4 priorités et 12 actions.": [(4, None, COUNT, EXACT, RESULT), (12, None, COUNT, EXACT, RESULT)],
    "Le projet suit 5 axes.": [(5, None, COUNT, EXACT, RESULT)],
    "Le plan tient en 17 fiches actions.": [(17, None, COUNT, EXACT, RESULT)],
    "Le réseau unit 4 acteurs.": [(4, None, PEOPLE, EXACT, RESULT)],
    # forms of print
    "Nombre de visites : 127 459.": [(127459, None, COUNT, EXACT, RESULT)],
    "Les postes d'éducateurs sont au nombre de 297.": [(297, None, PEOPLE, EXACT, RESULT)],
    "La maison (24 lits) est ouverte.": [(24, None, COUNT, EXACT, RESULT)],
    "1 infirmière et 1 secrétaire.": [(1, None, PEOPLE, EXACT, RESULT), (1, None, PEOPLE, EXACT, RESULT)],
    "1970 assistants familiaux sont formés.": [(1970, None, PEOPLE, EXACT, RESULT)],
    "12 km de chemins ont été balisés.": [(12, None, COUNT, EXACT, RESULT)],
    "Le jardin a donné 3 tonnes de légumes.": [(3, None, COUNT, EXACT, RESULT)],
}


@pytest.mark.parametrize(("text", "expected"), COUNTED.items(), ids=COUNTED)
def test_counted(text: str, expected: Expected, reader: FigureReader) -> None:
    assert short(read(reader, text)) == expected


NOT_COUNTED = [
    # years and dates
    "Le relais ouvre en 2016.",
    "Le relais a ouvert le 20 mai 2016.",
    "Le relais fonctionne depuis le 1er octobre 2017.",
    "Le plan couvre les années 2016-2021.",
    "Entre 2005 et 2016, la démarche a mûri.",
    "La réunion s'est tenue le 02/12/2016.",
    "Les années 90 ont vu naître ce lieu.",
    # ages
    "Le lieu reçoit les jeunes de 16 à 25 ans.",
    "Le lieu reçoit les plus de 75 ans.",
    "Le lieu reçoit les enfants âgés de 3 ans.",
    "Le lieu reçoit les 18-25 ans.",
    "Le lieu reçoit les moins de trois ans.",
    "Les aînés de 60 ans et plus y viennent.",
    "Les enfants de 0-3 ans et les 16/25 ans y viennent.",
    "L'âge moyen est de 45 ans.",
    # durations, frequencies, timetables, delays
    "Le séjour dure 4 mois.",
    "La formation dure deux ans.",
    "Le séjour dure une quinzaine de jours.",
    "Le service est ouvert de 9h à 17h30.",
    "Une psychologue passe deux fois par semaine.",
    "L'atelier a lieu tous les 15 jours.",
    "Deux séances mensuelles sont proposées.",
    "2 séances mensuelles sont proposées.",
    "Un suivi de six mois est proposé.",
    "Le contrat est de 12 mois renouvelables.",
    "Un agent répond 24h/24, 7jours/7.",
    "Une réponse est donnée en 72h, sous 8 jours au plus.",
    "Le lieu ouvre du lundi au vendredi de 8h30 à 12h et de 14h à 18h.",
    "Trois rencontres par an sont proposées.",
    "Le lieu ouvre 5 jours sur 7.",
    "L'équipe a 20 ans d'expérience.",
    "Le contrat vaut 1 an, renouvelable 2 fois.",
    "Les parents viennent deux jours par semaine.",
    "L'atelier dure 3 ans et demi.",
    # ordinals
    "La 2ème édition a eu lieu.",
    "Le XXe siècle et le 21e siècle.",
    "La troisième maison ouvre.",
    "Une deuxième place s'ouvre.",
    # names and references
    "La loi n° 2002-2 le permet.",
    "L'article 38-1 le permet.",
    "Un Agenda 21 a été voté.",
    "Le CD33 y participe.",
    "Les logements vont du T1 au T5.",
    "Le lieu s'adresse aux GIR 5 et 6.",
    "Un collège classé REP+ y participe.",
    "La visite se fait à 360°.",
    "La plateforme Cap 41 est en ligne.",
    "L'axe 2 du schéma le prévoit.",
    "Joindre le 01 99 00 12 34.",
    "Composez le 39 77 pour prendre rendez-vous.",
    "Les articles L. 121-3 et L. 121-4 le prévoient.",
    "Voir pages 12 à 15.",
    "Le lot 3 et la phase 2 sont clos.",
    "Le SIAO 33 y participe.",
    "Les Deux-Sèvres y participent.",
    "La MDPH 35 est ouverte.",
    "Les élèves de 6e et 5e y viennent.",
    "L'école de la 2e chance y participe.",
    "La 5ème édition du COVID-19, la norme ISO 9001, la D12 et l'A89.",
    "Écrire à relais12@lien.example ou voir www.lien.example/12.",
    # list numbering
    "1) Donner du temps aux aidants",
    "2. Donner du temps aux aidants",
    # number words that count the structure of the text
    "La démarche suit deux axes.",
    "La démarche se tient en trois étapes.",
    "Le plan compte quatre volets.",
    "Deux objectifs guident l'équipe.",
    "Trois missions lui sont confiées.",
    "Le plan repose sur cinq leviers.",
    "Il existe trois niveaux d'accueil.",
    "Le projet se fait en deux phases.",
    "Il existe deux types d'accueil.",
    "Deux modalités sont proposées.",
    "L'aide est trois fois plus demandée.",
    # the article
    "Un médecin et une infirmière tiennent le lieu.",
    "Un des parents y vient.",
    "L'un et l'autre y viennent.",
    # nothing
    "Quelques parents y viennent, et plusieurs aînés.",
    "Le lieu est neuf.",
]


@pytest.mark.parametrize("text", NOT_COUNTED)
def test_not_counted(text: str, reader: FigureReader) -> None:
    assert [f.raw.text for f in read(reader, text)] == []


RAWS = {
    "La ferme accueille 17 salariés en contrat.": "17 salariés",
    "Une aide de 1 250 € est versée.": "1 250 €",
    "Plus de 6,2 % des marchés sont clausés.": "6,2 %",
    "Une centaine de familles ont été aidées.": "Une centaine de familles",
    "Une enveloppe de 1,5 million d'euros a été votée.": "1,5 million d'euros",
    "Chaque groupe réunit 8 à 10 parents du canton.": "8 à 10 parents",
    "La moitié des parents revient.": "La moitié",
    "Deux nouvelles communes participent.": "Deux nouvelles communes",
}


@pytest.mark.parametrize(("text", "raw"), RAWS.items(), ids=RAWS)
def test_raw(text: str, raw: str, reader: FigureReader) -> None:
    (figure,) = read(reader, text)
    assert figure.raw.text == raw
    assert text[slice(*figure.raw.source_range)] == raw


LABELS = {
    "La ferme accueille 17 salariés en contrat à durée indéterminée.": "salariés en contrat à durée indéterminée",
    "Une centaine de familles ont été aidées.": "familles",
    "Le relais a reçu 86 personnes, toutes du canton.": "personnes",
    "Nous avons 12 lits (dont 4 doubles).": "lits",
    "60 % des parents reviennent.": "parents reviennent",
}


@pytest.mark.parametrize(("text", "label"), LABELS.items(), ids=LABELS)
def test_label(text: str, label: str, reader: FigureReader) -> None:
    assert read(reader, text)[0].label == label


def test_label_has_at_most_ten_words(reader: FigureReader) -> None:
    text = "Le relais suit 12 familles venues de la vallée haute du canton voisin de la ville de Dole."
    assert 6 <= len(read(reader, text)[0].label.split()) <= 10


def test_same_number_printed_twice_counts_twice(reader: FigureReader) -> None:
    assert [f.value for f in read(reader, "Le relais suit 12 familles.\n\nCes 12 familles viennent du canton.")] == [12, 12]


def test_section_gives_the_nature_where_the_sentence_does_not(reader: FigureReader) -> None:
    (figure,) = read(reader, "17 salariés à temps plein.", SectionKey.CONTEXT)
    assert (figure.nature, figure.section) == (CONTEXT, SectionKey.CONTEXT)
    assert read(reader, "17 salariés à temps plein.", None, TARGET)[0].nature is TARGET
    assert read(reader, "17 salariés à temps plein.", SectionKey.IMPACT)[0].nature is RESULT


def test_header_slot(reader: FigureReader) -> None:
    (figure,) = read(reader, "Depuis 2009. 14 unités implantées", SectionKey.HEADER)
    assert (figure.value, figure.raw.text, figure.section) == (14, "14 unités", SectionKey.HEADER)


def test_list_items_are_read_one_by_one(reader: FigureReader) -> None:
    found = read(reader, "En bref :\n\n- 12 lits\n- 3 infirmières\n- 45 000 €")
    assert [(f.value, f.kind) for f in found] == [(12, COUNT), (3, PEOPLE), (45000, EUR)]


def test_unknown_noun_is_told(reader: FigureReader) -> None:
    (known,) = read(reader, "Il y a 12 lits.")
    (unknown,) = read(reader, "Le total est de 12.")
    assert (known.unit_read, unknown.unit_read) == (True, False)
    assert known.confidence > unknown.confidence
