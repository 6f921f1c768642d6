"""Hard ways to print when an action runs: slots of a header, sentences of running text.

`start`, `end` and `ongoing` follow the annotation guide; where it is silent, the comment says what an annotator
would write. A row is one printed form.
"""

import time

import pytest

from pipeline.extract.periods import ReadPeriod, filled_from_status, is_period_slot, read_slot, read_text
from pipeline.rulebook import Rulebook
from tests.support import blocks, mapped

Years = tuple[int | None, int | None, bool]
Row = tuple[str, int | None, int | None, bool]


def years(period: ReadPeriod | None) -> Years | None:
    return (period.start_year, period.end_year, period.ongoing) if period else None


# fmt: off
SLOTS: list[Row] = [
    # one date
    ("Janv. 2016", 2016, None, False),
    ("déc. 2017", 2017, None, False),
    ("1er septembre 2016", 2016, None, False),
    ("mi-2016", 2016, None, False),
    ("Mi 2016", 2016, None, False),
    ("fin 2016", 2016, None, False),
    ("2e semestre 2017", 2017, None, False),
    ("2nd semestre 2017", 2017, None, False),
    ("T3 2018", 2018, None, False),
    ("S1 2018", 2018, None, False),
    ("3e trim. 2018", 2018, None, False),
    ("01/09/2016", 2016, None, False),
    ("09/2016", 2016, None, False),
    # one printed year is a start
    ("Du 1er mars au 30 juin 2018", 2018, None, False),
    ("À partir de janvier 2017", 2017, None, False),
    ("A compter du 1er janvier 2017", 2017, None, False),
    ("Initié en 2013", 2013, None, False),
    ("Mise en œuvre prévue fin 2017", 2017, None, False),
    # a later step ends nothing
    ("2016 (expérimentation) puis généralisation en 2018", 2016, None, False),
    # a decade begins
    ("Années 2000", 2000, None, False),
    # a status in brackets is a status, not an open end
    ("2016 (en cours)", 2016, None, False),
    ("Exercice 2017", 2017, None, False),
    ("Automne/hiver 2017", 2017, None, False),
    ("Septembre-décembre 2017", 2017, None, False),
    ("Septembre à décembre 2017", 2017, None, False),
    ("sept-16", 2016, None, False),
    ("01/09/16", 2016, None, False),
    ("2016.", 2016, None, False),
    ("2016 :", 2016, None, False),
    ("(2016)", 2016, None, False),
    ("2016*", 2016, None, False),
    ("2016 ?", 2016, None, False),
    ("2016 environ", 2016, None, False),
    ("Vers 2016", 2016, None, False),
    ("Vote du schéma en 2016", 2016, None, False),
    ("1ère édition en 2013, 2e édition en 2015", 2013, None, False),
    ("Expérimentation en 2016, généralisation en 2018", 2016, None, False),
    ("Lancement : mars 2016", 2016, None, False),
    ("Mars 2016 (lancement)", 2016, None, False),
    ("Lancement mars 2016, ouverture septembre 2017", 2016, None, False),
    ("Dès 2016", 2016, None, False),
    ("Dès la rentrée 2016", 2016, None, False),
    ("Eté 2016", 2016, None, False),
    ("Fin d'année 2016", 2016, None, False),
    ("Fin de l'année 2016", 2016, None, False),
    ("Premier semestre 2016", 2016, None, False),
    ("4ème trimestre 2016", 2016, None, False),
    ("Créé le 12 mai 2014", 2014, None, False),
    ("Prévu pour 2020", 2020, None, False),
    ("Prévision 2020", 2020, None, False),
    ("2018 (prévision)", 2018, None, False),
    ("Année 2017", 2017, None, False),
    ("Installé en mars 2015", 2015, None, False),
    ("Signature en juin 2016", 2016, None, False),
    ("Délibération du 12 mars 2016", 2016, None, False),
    ("Adopté le 12 mars 2016", 2016, None, False),
    ("juillet-août 2016", 2016, None, False),
    ("Juil. 2016", 2016, None, False),
    ("févr. 2016", 2016, None, False),
    ("FÉVRIER 2016", 2016, None, False),
    ("2016 (T2)", 2016, None, False),
    ("2016 - T2", 2016, None, False),
    ("2016 ou 2017", 2016, None, False),
    # two steps, no range
    ("2016 puis 2018", 2016, None, False),
    ("Lancement : 2016 / Ouverture : 2018", 2016, None, False),
    ("Conception 2015, ouverture 2017", 2015, None, False),
    ("Conception : 2015 – Réalisation : 2017", 2015, None, False),
    ("2018 : expérimentation, 2020 : généralisation", 2018, None, False),
    # a period that ends before it starts: only the first year is believed
    ("2018 - 2016", 2018, None, False),
    ("2016-09-01", 2016, None, False),
    ("2018-12", 2018, None, False),
    ("Du 3 au 7 avril 2017", 2017, None, False),
    ("3 et 4 octobre 2018", 2018, None, False),
    ("Les 3 et 4 octobre 2018", 2018, None, False),
    ("A partir de la rentrée de septembre 2018", 2018, None, False),
    ("A partir du 2ème semestre 2018", 2018, None, False),
    ("Courant 1er trimestre 2018", 2018, None, False),
    ("Années 1990", 1990, None, False),
    ("Réalisé en 2015", 2015, None, False),
    ("Réalisation : 2015", 2015, None, False),
    ("2015 – Réalisé", 2015, None, False),
    ("2015 (réalisé)", 2015, None, False),
    ("09-2016", 2016, None, False),
    ("oct-17", 2017, None, False),
    ("Sept 17", 2017, None, False),
    ("15/10/17", 2017, None, False),
    # a dash alone may be the rest of a lost line
    ("2016 -", 2016, None, False),
    ("Au 1er janvier 2017", 2017, None, False),
    ("1er janvier 2017", 2017, None, False),
    ("Printemps-été 2017", 2017, None, False),
    # an open period
    ("Depuis avril 2016", 2016, None, True),
    # an arrow or an ellipsis in the place of the last year: open
    ("2016-…", 2016, None, True),
    ("2016 →", 2016, None, True),
    ("2016 - ...", 2016, None, True),
    ("2016 à ce jour", 2016, None, True),
    ("2016 - aujourd'hui", 2016, None, True),
    ("De 2016 à aujourd’hui", 2016, None, True),
    ("2016 à nos jours", 2016, None, True),
    ("2016 – en cours", 2016, None, True),
    ("en cours depuis 2014", 2014, None, True),
    ("Depuis la rentrée 2017", 2017, None, True),
    ("Depuis la rentrée scolaire de septembre 2017", 2017, None, True),
    ("Depuis le 01/09/2016", 2016, None, True),
    ("Depuis 2016 jusqu'au 30/06/2019", 2016, 2019, True),
    ("Depuis 1998", 1998, None, True),
    ("Action pérenne depuis 2014", 2014, None, True),
    ("2014 - (en cours)", 2014, None, True),
    ("Reconduit chaque année depuis 2012", 2012, None, True),
    ("Chaque été depuis 2012", 2012, None, True),
    ("DEPUIS 2016", 2016, None, True),
    ("Depuis début 2016", 2016, None, True),
    ("Depuis l’été 2016", 2016, None, True),
    ("Elaboration 2014-2015, mise en œuvre depuis 2016", 2014, 2015, True),
    ("Septembre 2016 à ...", 2016, None, True),
    ("Depuis le début des années 2000", 2000, None, True),
    ("Depuis les années 1980", 1980, None, True),
    ("Pérenne depuis 2010", 2010, None, True),
    ("Depuis\u202f2016", 2016, None, True),
    ("Juin 2016 jusqu'à présent", 2016, None, True),
    ("2016 à présent", 2016, None, True),
    ("2016-présent", 2016, None, True),
    ("de 2016 à maintenant", 2016, None, True),
    ("2016 / en cours", 2016, None, True),
    ("Depuis 2015 à titre expérimental, généralisé au 1er janvier 2018", 2015, None, True),
    ("Depuis 2016-2017", 2016, 2017, True),
    # a range
    ("sept. 2016 – juin 2018", 2016, 2018, False),
    ("Oct. 2016 à mai 2017", 2016, 2017, False),
    ("T3 2018 - T1 2020", 2018, 2020, False),
    # a school year is a range, as in the guide's winter
    ("rentrée 2017/2018", 2017, 2018, False),
    ("2014-18", 2014, 2018, False),
    ("2014/18", 2014, 2018, False),
    ("2014/2018", 2014, 2018, False),
    ("2014 – 2017", 2014, 2017, False),
    ("2014—2017", 2014, 2017, False),
    ("de 2014 à 2017", 2014, 2017, False),
    ("2015, 2016 et 2017", 2015, 2017, False),
    ("2015 et 2016", 2015, 2016, False),
    ("2015-2016-2017", 2015, 2017, False),
    ("2015 / 2016 / 2017", 2015, 2017, False),
    ("2015 & 2016", 2015, 2016, False),
    ("09/2016 – 06/2018", 2016, 2018, False),
    ("du 01/09/2016 au 30/06/2018", 2016, 2018, False),
    ("01.09.2016-31.08.2018", 2016, 2018, False),
    ("du 1er mars 2016 au 30 juin 2018", 2016, 2018, False),
    ("Année scolaire 2017-2018", 2017, 2018, False),
    ("Année scolaire 2017/18", 2017, 2018, False),
    ("2016 → 2018", 2016, 2018, False),
    ("2016 > 2018", 2016, 2018, False),
    ("De l'automne 2016 au printemps 2018", 2016, 2018, False),
    ("De l'été 2016 à l'été 2018", 2016, 2018, False),
    ("Mi-2016 à mi-2018", 2016, 2018, False),
    ("De mi-mars 2017 à fin juin 2019", 2017, 2019, False),
    ("Entre 2014 et 2017", 2014, 2017, False),
    ("Fin 2016 / début 2017", 2016, 2017, False),
    ("Fin 2016-début 2017", 2016, 2017, False),
    ("Expérimentation 2016-2018", 2016, 2018, False),
    ("En 2016 et jusqu'en 2018", 2016, 2018, False),
    ("2016 jusqu'à fin juin 2018", 2016, 2018, False),
    ("Convention 2016-2018", 2016, 2018, False),
    ("Années 2016 et 2017", 2016, 2017, False),
    ("Années 2016 à 2018", 2016, 2018, False),
    ("années 2016/2017", 2016, 2017, False),
    ("janvier 2016 - décembre 2016", 2016, 2016, False),
    ("Du 1er janvier 2016 au 31 décembre 2016", 2016, 2016, False),
    ("du 1/1/2017 au 31/12/2019", 2017, 2019, False),
    # an extension moves the end, a renewal does not
    ("2014-2018, prolongé jusqu'en 2020", 2014, 2020, False),
    ("2014-2018, reconduit en 2019", 2014, 2018, False),
    ("2016, 2018", 2016, 2018, False),
    ("2016, 2017, 2018", 2016, 2018, False),
    ("2017-2018 (1re phase), 2019 (2e phase)", 2017, 2018, False),
    ("Fin 2015 – début 2016 : étude ; ouverture en 2017", 2015, 2016, False),
    # a school year rather than a month
    ("2009-10", 2009, 2010, False),
    ("Chaque été de 2015 à 2018", 2015, 2018, False),
    ("Second semestre 2018 – premier semestre 2019", 2018, 2019, False),
    ("Du 01-09-2016 au 31-08-2018", 2016, 2018, False),
    ("1/9/2016–31/8/2018", 2016, 2018, False),
    ("2016\xa0–\xa02018", 2016, 2018, False),
    ("2016\u20112018", 2016, 2018, False),
    ("2016\u22122018", 2016, 2018, False),
    ("2016--2018", 2016, 2018, False),
    ("2016 -2018", 2016, 2018, False),
    ("De 2016 a 2018", 2016, 2018, False),
    ("2016 A 2018", 2016, 2018, False),
    ("Automne 2016-hiver 2017", 2016, 2017, False),
    # until
    # the guide: an end, and running until then
    ("jusqu'à fin 2019", None, 2019, True),
    ("Jusqu'au 31 décembre 2019", None, 2019, True),
    ("Jusqu'au 31/12/2019", None, 2019, True),
    # no year, yet the slot says that it runs
    ("Depuis plus de dix ans", None, None, True),
    ("Jusque fin 2019", None, 2019, True),
    ("Jusqu'en juin 2019", None, 2019, True),
    ("Jusqu’à la rentrée 2019", None, 2019, True),
    ("Jusqu'à l'été 2019", None, 2019, True),
    ("Prévu jusqu'en 2019", None, 2019, True),
    ("Expérimentation jusqu'en 2018, généralisation en 2019", None, 2018, True),
    # a duration
    ("2016, pour 3 ans", 2016, 2019, False),
    # explicit durations count as they do in running text
    ("2016 (3 ans)", 2016, 2019, False),
    ("3 ans à partir de 2017", 2017, 2020, False),
    ("Trois ans à compter de janvier 2017", 2017, 2020, False),
    ("2016 (durée : 36 mois)", 2016, 2019, False),
    ("Tous les ans depuis 2012", 2012, None, True),
    ("2016-2018, prolongé d'un an", 2016, 2019, False),
    ("2 ans (2016-2018)", 2016, 2018, False),
    ("2016-2018 (2 ans)", 2016, 2018, False),
    ("2016 (public de 60 ans et plus)", 2016, None, False),
    ("2016, jeunes de 16 à 25 ans", 2016, None, False),
    ("3 ans (2016, 2017, 2018)", 2016, 2018, False),
    ("Durée de 3 ans à compter du 1er janvier 2017", 2017, 2020, False),
    ("Expérimentation de 2 ans à partir de septembre 2017", 2017, 2019, False),
    ("Janvier 2017, pour une durée initiale de trois ans", 2017, 2020, False),
    ("Depuis 2016 (3 ans)", 2016, 2019, True),
    # half years need the month of the start: left out
    ("2016, 18 mois", 2016, None, False),
    ("24 mois à partir de 2016", 2016, 2018, False),
    ("2016, pour 24 mois", 2016, 2018, False),
    # nothing
    ("Non communiqué", None, None, False),
    ("A définir", None, None, False),
    ("En cours", None, None, False),
    ("Permanent", None, None, False),
]
# fmt: on


@pytest.mark.parametrize(("text", "start", "end", "ongoing"), SLOTS, ids=[row[0] for row in SLOTS])
def test_slot(text: str, start: int | None, end: int | None, ongoing: bool) -> None:
    period = read_slot(mapped(text))
    assert years(period) == (start, end, ongoing)
    assert period.raw == text


#: Slots that say when only below a label: without one the line could be anything.
ONLY_BELOW_A_LABEL = [
    "sept-16",
    "01/09/16",
    "oct-17",
    "Sept 17",
    "15/10/17",
    "Depuis plus de dix ans",
    "2 ans (2016-2018)",
    "3 ans (2016, 2017, 2018)",
]


@pytest.mark.parametrize("row", SLOTS, ids=[row[0] for row in SLOTS])
def test_slot_is_known_without_its_label(row: Row, rulebook: Rulebook) -> None:
    text, *values = row
    expected = text not in ONLY_BELOW_A_LABEL and values != [None, None, False]
    assert is_period_slot(mapped(text).plain, rulebook.periods) is expected


#: Year slot, status slot, what the two give together: the status slot only fills what the year slot lacks.
TWO_SLOTS: list[tuple[str, str, Years]] = [
    ("Initié en 2013", "Mise en œuvre depuis 2014", (2013, None, True)),
    ("Initié en 2013", "Mise en œuvre depuis 2012", (2013, None, True)),
    ("Janvier 2013", "En place DEPUIS la rentrée 2014", (2013, None, True)),
    ("2013-2015", "Effectif depuis 2014", (2013, 2015, True)),
    ("2013", "Expérimentation jusqu'au 31/12/2019", (2013, 2019, True)),
    ("2013", "Jusqu’à fin 2019", (2013, 2019, True)),
    ("Depuis 2013", "Réalisé en 2015", (2013, None, True)),
    ("2013", "Réalisé en 2015", (2013, None, False)),
    ("2013", "En cours", (2013, None, False)),
    ("2013", "En cours depuis plusieurs mois", (2013, None, False)),
    ("nc", "En cours depuis avril 2014", (2014, None, True)),
    ("nc", "Mise en œuvre prévue fin 2017", (None, None, False)),
]


@pytest.mark.parametrize(("slot", "status", "expected"), TWO_SLOTS)
def test_year_slot_and_status_slot(slot: str, status: str, expected: Years) -> None:
    period = filled_from_status(read_slot(mapped(slot)), mapped(status))
    assert years(period) == expected
    assert period is not None
    assert period.raw == slot


# fmt: off
SENTENCES: list[Row] = [
    # the start, dated once
    ("En janv. 2016, le Département a ouvert un guichet unique.", 2016, None, False),
    ("C'est en 2014 que le conseil départemental a lancé cette démarche.", 2014, None, False),
    ("Ouverte en septembre 2015, la maison accueille les jeunes.", 2015, None, False),
    ("Née en 2012, l'initiative rassemble douze communes.", 2012, None, False),
    ("Cette action est née en 2012 de la volonté des élus.", 2012, None, False),
    ("Mise en place à la rentrée 2017, cette aide complète le RSA.", 2017, None, False),
    ("Le Département a décidé en 2016 de créer une plateforme.", 2016, None, False),
    ("Le Département s'est engagé en 2015 dans une démarche d'accueil familial.", 2015, None, False),
    ("Le Département a souhaité, dès 2014, proposer un accueil de nuit.", 2014, None, False),
    ("Le projet démarrera en janvier 2018.", 2018, None, False),
    ("L'ouverture du centre est prévue pour la fin de l'année 2018.", 2018, None, False),
    ("L'ouverture du centre est prévue en 2018.", 2018, None, False),
    ("Le service ouvrira ses portes au printemps 2019.", 2019, None, False),
    ("Une première session a eu lieu en mai 2017.", 2017, None, False),
    ("La première édition s'est tenue en 2013.", 2013, None, False),
    ("Le schéma a été voté le 12 mars 2016.", 2016, None, False),
    ("Adopté à l'unanimité le 24 juin 2016, le plan compte trois axes.", 2016, None, False),
    ("Le plan a été approuvé en juin 2016 par l'assemblée.", 2016, None, False),
    ("Par délibération du 20 juin 2016, le Département a instauré une bourse.", 2016, None, False),
    ("La convention a été signée le 3 février 2017.", 2017, None, False),
    ("La charte, signée en 2014, engage les bailleurs.", 2014, None, False),
    ("Inauguré le 5 octobre 2016, le tiers-lieu reçoit les associations.", 2016, None, False),
    ("Le tiers-lieu a été inauguré en octobre 2016.", 2016, None, False),
    ("Le dispositif est entré en vigueur le 1er janvier 2018.", 2018, None, False),
    ("Testée en 2016 sur un canton, la démarche a été généralisée en 2018.", 2016, None, False),
    ("Dès septembre 2016, une équipe mobile a été constituée.", 2016, None, False),
    ("Fin 2015, une cellule d'appui a été créée.", 2015, None, False),
    ("En 2016, une cellule d'appui a vu le jour.", 2016, None, False),
    ("En 2016 a été créée une cellule d'appui.", 2016, None, False),
    ("Au printemps 2016, le Département lançait un appel à idées.", 2016, None, False),
    ("Le Département lance en 2017 un appel à projets.", 2017, None, False),
    ("En 2017, le Département lance un appel à projets.", 2017, None, False),
    ("À compter du 1er septembre 2017, le Département met en place un guichet.", 2017, None, False),
    ("À partir de 2017, le Département met en place un guichet.", 2017, None, False),
    ("Un poste de coordinateur a été créé en 2016.", 2016, None, False),
    ("Ce dispositif a été initié par la caisse locale en 2012.", 2012, None, False),
    ("Créée par le Département en 2011, la structure emploie douze personnes.", 2011, None, False),
    ("Créée en partenariat avec les bailleurs en 2011, la structure emploie douze personnes.", 2011, None, False),
    ("Le Département, dès 2009, a confié à l'association la gestion du lieu.", 2009, None, False),
    ("Le 1er septembre 2017, le Département a ouvert une maison.", 2017, None, False),
    ("Lancée en 2017, l'action est reconduite en 2018.", 2017, None, False),
    ("Démarche engagée en 2013 avec les communes.", 2013, None, False),
    ("Projet initié en 2013 avec les communes.", 2013, None, False),
    ("Action débutée en 2013.", 2013, None, False),
    ("Mise en service : 2016.", 2016, None, False),
    ("Lancement : septembre 2017.", 2017, None, False),
    ("Lancement en septembre 2017.", 2017, None, False),
    ("Date de démarrage : mars 2016.", 2016, None, False),
    ("Ouverture en 2019 d'un centre de santé.", 2019, None, False),
    ("Création en 2014 d'un fonds de solidarité.", 2014, None, False),
    ("Création d'un fonds de solidarité en 2014.", 2014, None, False),
    ("Le conseil départemental a voté le 3 juillet 2015 un plan pour la lecture.", 2015, None, False),
    ("Mis en service le 4 janvier 2016, le numéro unique reçoit mille appels.", 2016, None, False),
    ("Démarrée début 2014, cette expérience s'étend à tout le canton.", 2014, None, False),
    ("L'atelier, qui a ouvert ses portes en mai 2015, emploie vingt personnes.", 2015, None, False),
    ("L'atelier a ouvert ses portes le 12 mai 2015.", 2015, None, False),
    ("L'atelier a ouvert ses portes à la rentrée 2015.", 2015, None, False),
    ("Un premier lieu a ouvert fin 2015.", 2015, None, False),
    ("La plateforme sera mise en ligne en 2018.", 2018, None, False),
    ("Le Département a lancé, en septembre 2017, un fonds d'aide.", 2017, None, False),
    ("En septembre 2017, un fonds d'aide est lancé.", 2017, None, False),
    ("Un fonds d'aide est lancé en septembre 2017.", 2017, None, False),
    ("Une convention triennale a été signée en 2016 avec l'État.", 2016, None, False),
    ("Installée en 2013 dans l'ancienne gare, la ressourcerie collecte 40 tonnes.", 2013, None, False),
    ("Engagé dès 2013, le chantier a été étendu en 2016.", 2013, None, False),
    ("C'est à la rentrée 2016 que le premier internat a ouvert.", 2016, None, False),
    ("Mise en œuvre à compter du 1er janvier 2018 de la garantie d'accès.", 2018, None, False),
    ("Le réseau, constitué en 2010, compte 45 membres.", 2010, None, False),
    ("Dans le cadre du schéma adopté en 2013, un relais a été créé en 2015.", 2015, None, False),
    ("Inscrite au schéma voté en 2013, l'action a débuté en 2015.", 2015, None, False),
    # said with depuis
    ("Mis en œuvre depuis janvier 2016, le dispositif aide les familles.", 2016, None, True),
    ("Depuis la rentrée 2017, le Département propose un bus des métiers.", 2017, None, True),
    ("Depuis septembre 2016, une équipe mobile se rend au domicile.", 2016, None, True),
    ("Depuis le début de l'année 2016, le Département expérimente un numéro unique.", 2016, None, True),
    ("Le dispositif fonctionne depuis 2013.", 2013, None, True),
    ("Ce service existe depuis 1998.", 1998, None, True),
    ("L'action est menée depuis mars 2014 avec la caisse locale.", 2014, None, True),
    ("Le Département s'est engagé depuis 2015 dans une démarche d'accueil.", 2015, None, True),
    ("Le Département développe depuis 2010 un réseau de relais.", 2010, None, True),
    ("Le dispositif est opérationnel depuis le 1er octobre 2017.", 2017, None, True),
    ("Effectif depuis 2015, le dispositif couvre tout le territoire.", 2015, None, True),
    ("Le Département met en place depuis 2017 un guichet.", 2017, None, True),
    ("Le car circule depuis avril 2016 dans les villages.", 2016, None, True),
    ("Le car sillonne depuis avril 2016 les villages.", 2016, None, True),
    ("Douze bénévoles se relaient depuis 2016.", 2016, None, True),
    ("Depuis 2016 : un bus sillonne la vallée.", 2016, None, True),
    ("Depuis 2016, en lien avec les communes, le Département organise des marchés.", 2016, None, True),
    ("L'action, expérimentale depuis 2016, concerne 40 familles.", 2016, None, True),
    ("Un guichet unique est ouvert depuis 2015 à la sous-préfecture.", 2015, None, True),
    ("Mise en place depuis 2016 d'un accueil de jour itinérant.", 2016, None, True),
    ("Les jardins partagés. Depuis 2021, le Département met des parcelles à disposition.", 2021, None, True),
    ("La plateforme est en ligne depuis 2018.", 2018, None, True),
    ("Depuis sa création en 2012, la maison a reçu 4 000 visiteurs.", 2012, None, True),
    ("Depuis son ouverture en mars 2015, l'épicerie aide 60 familles.", 2015, None, True),
    ("Depuis le lancement du dispositif en 2015, 60 familles ont été aidées.", 2015, None, True),
    ("Projet en cours depuis septembre 2016 dans trois collèges.", 2016, None, True),
    ("Dispositif en place depuis 2009 sur tout le territoire.", 2009, None, True),
    ("Action conduite depuis 2011 par l'équipe de PMI.", 2011, None, True),
    ("Expérimentation en cours depuis janvier 2018.", 2018, None, True),
    ("Expérimentation depuis janvier 2018 sur deux cantons.", 2018, None, True),
    ("La ressourcerie occupe depuis 2013 l'ancienne gare.", 2013, None, True),
    ("Le Département est engagé depuis 2013 dans une démarche qualité.", 2013, None, True),
    ("Le réseau regroupe depuis 2010 45 membres.", 2010, None, True),
    # with an end
    ("Une expérimentation est menée de 2015 à 2017 dans deux cantons.", 2015, 2017, False),
    ("L'expérimentation, lancée en 2015, a duré trois ans.", 2015, 2018, False),
    ("Expérimentation lancée en 2016 pour deux ans dans le canton.", 2016, 2018, False),
    ("Le programme, lancé en 2016 pour une durée de cinq ans, vise le maintien à domicile.", 2016, 2021, False),
    ("De 2015 à 2017, le Département a expérimenté un guichet mobile.", 2015, 2017, False),
    ("Entre 2014 et 2016, le Département a mené une expérimentation.", 2014, 2016, False),
    ("Le dispositif a été expérimenté de janvier 2015 à décembre 2016.", 2015, 2016, False),
    ("Le fonds d'aide sera lancé en 2019 pour une durée de trois ans.", 2019, 2022, False),
    ("La convention signée en 2016 pour trois ans fixe les engagements.", 2016, 2019, False),
]

#: The date is of a law, a body, a count, a study, a plan around the action, or of nothing that starts.
NO_START = [
    "Depuis plus de dix ans, le Département aide les clubs.",
    "Le fonds, doté de 200 000 euros, a été abondé en 2017.",
    "En 2017, le Département comptait 12 000 allocataires.",
    "La loi du 14 mars 2016 a créé un statut.",
    "Depuis la loi du 11 février 2005, les départements financent la compensation.",
    "L'association, créée en 1987, gère un foyer.",
    "Créée en 1987, l'association gère un foyer.",
    "La fondation fondée en 1960 soutient le lieu.",
    "Depuis 2012, le nombre d'allocataires augmente.",
    "Depuis 2010, la population a augmenté de 5 %.",
    "Entre 2010 et 2015, le nombre de bénéficiaires a doublé.",
    "Le schéma 2014-2018 prévoit des relais.",
    "Le bilan réalisé en 2017 montre un recul.",
    "Une étude lancée en 2015 a montré les besoins.",
    "Un diagnostic mené en 2014 a mis en lumière les besoins.",
    "Le décret de 2016 fixe le tarif.",
    "Au 1er janvier 2018, 35 familles étaient suivies.",
    "Le budget 2017 s'élève à 40 000 euros.",
    "En 2016, 35 familles ont été accompagnées.",
    "En 2016, le nombre de visites a doublé.",
    "Un bilan sera réalisé en 2019.",
    "L'évaluation est prévue en 2019.",
    "La commune a été sinistrée en 2013.",
    "Le gymnase construit en 1975 a été repris.",
    "Horizon 2030 est un projet de territoire.",
    "Le collège fermé en 2014 accueille les ateliers.",
    "L'usine a fermé en 2011.",
    "Le Département a recruté en 2016 deux médiateurs.",
    "Le dispositif a été reconduit en 2018.",
    "Le fonds est doté de 30 000 euros depuis 2014.",
    "Créé il y a dix ans, le relais accueille les familles.",
    "L'ancienne gare, fermée en 2013, abrite la ressourcerie.",
    "Une centaine de logements seront livrés en 2020.",
    "Les travaux débuteront en 2019.",
    "Le recours aux urgences a baissé de 10 % depuis 2014.",
    "Chef de file depuis 2014, le Département coordonne les acteurs.",
    "Depuis la réforme de 2014, le Département coordonne les acteurs.",
    "Élue depuis 2015, la vice-présidente suit le projet.",
    "Lauréat en 2016 d'un appel à projets, le Département agit.",
    "Primée en 2017, l'action a été distinguée.",
    "En 2016, 40 % des ménages disposaient d'une voiture.",
    "En 2015, la collectivité a consacré deux millions d'euros à l'habitat.",
    "Selon l'INSEE, la population atteindra 400 000 habitants en 2030.",
    "Le 15 mars 2017, 200 personnes ont assisté à la journée.",
    "Le plan de 2012 a été évalué.",
    "En application de la loi adoptée en 2013, le Département agit.",
    "Suite à l'appel à projets lancé en 2014, huit structures ont été retenues.",
]
# fmt: on


@pytest.mark.parametrize(("text", "start", "end", "ongoing"), SENTENCES, ids=[row[0] for row in SENTENCES])
def test_sentence(text: str, start: int | None, end: int | None, ongoing: bool, rulebook: Rulebook) -> None:
    period = read_text(blocks(text), rulebook.periods)
    assert years(period) == (start, end, ongoing)
    assert period is not None
    assert period.raw is None
    assert period.place.text in text


@pytest.mark.parametrize("text", NO_START)
def test_sentence_without_a_start(text: str, rulebook: Rulebook) -> None:
    assert read_text(blocks(text), rulebook.periods) is None


#: Long lines of words that many patterns could begin with: reading them must end.
LONG_LINES = ["En " + "fin de l'année " * 900 + "2016", "1er " * 3000, "depuis 2016 " * 900, "Le relais est créé " + "par le lieu " * 900]


@pytest.mark.parametrize("text", LONG_LINES, ids=[line[:20] for line in LONG_LINES])
def test_a_long_line_takes_no_time(text: str, rulebook: Rulebook) -> None:
    started = time.perf_counter()
    read_text(blocks(text), rulebook.periods)
    read_slot(mapped(text))
    assert time.perf_counter() - started < 5
