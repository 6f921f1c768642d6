import pytest

from pipeline.extract.places import of_carriers, of_header, of_text, related
from pipeline.gazetteer import Gazetteer, same_length_key
from pipeline.rulebook import Rulebook
from tests.support import blocks, mapped

HEADERS = {
    "Département de l'Ain": ["01"],
    "Département de l’Ain": ["01"],
    "DÉPARTEMENT DE L'AIN": ["01"],
    "Département du Territoire de Belfort": ["90"],
    "Territoire de Belfort": ["90"],
    "Métropole de Lyon": ["69M"],
    "Grand Lyon": ["69M"],
    "Département du Rhône": ["69"],
    "Département de la Corse-du-Sud": ["2A"],
    "Département de Haute-Corse": ["2B"],
    "Département de la Loire": ["42"],
    "Département de la Haute-Loire": ["43"],
    "Département de Loire-Atlantique": ["44"],
    "Département de la Loire-Atlantique et du Maine-et-Loire": ["44", "49"],
    "Département de Saône-et-Loire": ["71"],
    "Département d'Eure-et-Loir": ["28"],
    "Département de Seine Saint Denis": ["93"],
    "Département des Côtes d’Armor": ["22"],
    "Département des Cotes d'Armor": ["22"],
    "Département du Pas-de-Calais – Territoire de Lens-Liévin": ["62"],
    "Ardennes – Vallée de la Meuse": ["08"],
    "Départements du Nord et de la Somme": ["59", "80"],
    "Départements de l'Ain, du Jura et du Doubs": ["01", "39", "25"],
    "Département de la Haute-Savoie et Cantons de Genève": ["74"],
    "Département de l'Oise (démarche proche dans l'Aisne)": ["60"],
    "Département d'Ille-et-Villaine": ["35"],
    "Département de La Réunion": ["974"],
    "Collectivité territoriale de Martinique": ["972"],
    "Département de Mayotte": ["976"],
    "Département de Guadeloupe": ["971"],
    "Département de Paris": ["75"],
    "Département de l'Ain et de l'Ain": ["01"],
    "Département du Vésinet": [],
    "Ain": ["01"],
    "LOT": ["46"],
    "Lot (46)": ["46"],
    "46": ["46"],
    "2A": ["2A"],
    "Départements 01 et 39": ["01", "39"],
    "Pays de Gex, Département de l'Ain": ["01"],
    "Pays de Dole (Jura)": ["39"],
    "Pays de Dole": [],
    "Ain, Jura et Doubs": ["01", "39", "25"],
    "12 communes": [],
    "Pays de Figeac (46)": ["46"],
    "Ain (01) et Jura (39)": ["01", "39"],
    "Côtes-d'Armor (22), Finistère (29)": ["22", "29"],
    "Ain (avec le Jura)": ["01"],
    "Tain-l'Hermitage (Drôme) et Tournon-sur-Rhône (Ardèche)": ["26", "07"],
    "Bar-sur-Aube": [],
}


@pytest.mark.parametrize(("line", "codes"), HEADERS.items(), ids=HEADERS)
def test_header(line: str, codes: list[str], gazetteer: Gazetteer) -> None:
    assert [code for code, _, _ in of_header(mapped(line), gazetteer)] == codes


TEXTS = {
    "Le relais est ouvert dans le Gard et en Gironde.": ["30", "33"],
    "Dans l’Ain, la Creuse et le Lot, des cars roulent.": ["01", "23", "46"],
    "Le Département du Var et la ville de Toulon y participent.": ["83"],
    "Le lot de jeux et la manche du manteau sont prêtés.": [],
    "Les Pays de la Loire et le Centre-Val de Loire y participent.": [],
    "La Région Rhône-Alpes, le Nord-Pas-de-Calais, la mer du Nord.": [],
    "Au nord du canton, la vienne et la marche.": [],
    "Une délégation de Côte d'Ivoire est venue.": [],
    "Deux-Sèvres, Vienne et Charente s'y joignent.": ["79", "86", "16"],
}


@pytest.mark.parametrize(("text", "codes"), TEXTS.items(), ids=TEXTS)
def test_text(text: str, codes: list[str], gazetteer: Gazetteer) -> None:
    assert [code for code, _, _ in of_text(blocks(text), gazetteer, "test")] == codes


RELATED = {
    "Une démarche similaire est signalée par la Haute-Marne.": ["52"],
    "Des actions identiques sont menées dans l'Oise et la Somme.": ["60", "80"],
    "Ce dispositif est déployé dans plusieurs autres départements, notamment le Gard et l'Hérault.": ["30", "34"],
    "Ce car est également en place dans la Sarthe.": ["72"],
    "La démarche est inspirée de celle du Département du Gers.": ["32"],
    "Une démarche similaire existe en Creuse. Le car va aussi en Corrèze.": ["23"],
    "Une démarche similaire existe dans l'Ain.": [],
    "Le relais travaille avec le Gard.": [],
    "Le car passe par la Loire et l'Allier.": [],
    "L'association Gard Solidaire y participe.": [],
    # a department that acts on its own account, in whatever words
    "Le Cher s'est lancé deux hivers plus tard.": ["18"],
    "Vosges, Meuse et Moselle ont chacune leur camion.": ["88", "55", "57"],
    "La Manche possède son car, le Calvados également.": ["50", "14"],
    "Le Puy-de-Dôme teste cette grille ; la Loire s'est contentée d'en demander un exemplaire.": ["63"],
    "Lozériens et Gardoises ont bâti un parcours du même ordre.": ["48", "30"],
    "Gard, Aude : la formule a fait des petits.": ["30", "11"],
    "Le car roule aujourd'hui en Lozère et dans le Gard.": ["48", "30"],
    "Le guichet d'Eure-et-Loir, plus ancien, lui a servi de patron.": ["28"],
    "Le modèle a gagné le Lot, puis le Tarn.": ["46", "81"],
    "Le modèle vient de la Gironde, qui l'a éprouvé.": ["33"],
    "La formule est répandue dans plusieurs départements, dont la Haute-Saône et le Doubs.": ["70", "25"],
    "D'autres territoires s'en sont dotés : le Lot, le Gers.": ["46", "32"],
    # one that helps, lends, lies near or is where somebody comes from
    "La Meuse verse sa part et siège au comité.": [],
    "Le Lot a prêté son outil, sans lancer de prime.": [],
    "Le menuisier, venu de la Charente, a posé les étagères.": [],
    "Le terrain jouxte la Haute-Saône.": [],
    "Les lauréats se retrouvent dans la vallée de la Meuse.": [],
    "Le Nord-Aveyron et les Lot-et-Garonnais en attendent un.": ["47"],
}


@pytest.mark.parametrize(("text", "codes"), RELATED.items(), ids=RELATED)
def test_related(text: str, codes: list[str], gazetteer: Gazetteer, rulebook: Rulebook) -> None:
    found = related([b.text for b in blocks(text)], {"01"}, gazetteer, rulebook.related)
    assert [code for code, _, _ in found] == codes


def test_related_in_the_brackets_of_a_header(gazetteer: Gazetteer, rulebook: Rulebook) -> None:
    line = mapped("Département de l'Oise (démarche similaire signalée par l'Aisne)")
    assert [code for code, _, _ in related([line], {"60"}, gazetteer, rulebook.related)] == ["02"]


def test_place_of_a_department(gazetteer: Gazetteer) -> None:
    text = "Départements du Nord et de la Somme"
    assert [text[slice(*place.source_range)] for _, place, _ in of_header(mapped(text), gazetteer)] == ["Nord", "Somme"]


ALONE = {
    "Ain": "01",
    "ain": "01",
    "La Réunion": "974",
    "Réunion": "974",
    "la Creuse": "23",
    "L'Oise": "60",
    "Côtes d'Armor": "22",
    "Cotes-du-Nord": "22",
    "Territoire de Belfort": "90",
    "Belfort": "90",
    "Seine St Denis": "93",
    "Hauts de Seine": "92",
    "Pays de la Loire": None,
    "Dole": None,
    "": None,
}


@pytest.mark.parametrize(("name", "code"), ALONE.items(), ids=[n or "nothing" for n in ALONE])
def test_code_of(name: str, code: str | None, gazetteer: Gazetteer) -> None:
    assert gazetteer.code_of(name) == code


def test_every_department_is_found_by_its_own_line(gazetteer: Gazetteer, rulebook: Rulebook) -> None:
    for entry in rulebook.departments.departments:
        found = of_header(mapped(f"Département {entry.printed}"), gazetteer)
        assert [code for code, _, _ in found] == [entry.code]


def test_record(gazetteer: Gazetteer) -> None:
    record = gazetteer.record("2A")
    assert (record.name, record.region) == ("Corse-du-Sud", "Corse")
    with pytest.raises(KeyError):
        gazetteer.record("20")


@pytest.mark.parametrize(("code", "region"), [("01", "FR"), ("974", "RE"), ("976", "YT"), ("971", "GP"), (None, "FR"), ("99", "FR")])
def test_phone_region(code: str | None, region: str, gazetteer: Gazetteer) -> None:
    assert gazetteer.phone_region(code) == region


@pytest.mark.parametrize("text", ["Côtes-d’Armor", "ŒUVRE", "e\u0301", "ß 12 %", ""])
def test_same_length_key(text: str) -> None:
    assert len(same_length_key(text)) == len(text)


CARRIERS = {
    "Conseil départemental du Lot": ["46"],
    "Département de l'Ain - Direction de l'habitat": ["01"],
    "Conseils départementaux du Gard et de la Lozère": ["30", "48"],
    "CAF du Lot": [],
    "Conseil départemental": [],
    "Ain, Département": ["01"],
    "Association Horizons d'Yonne et Loire, pour le compte du Département": [],
}


@pytest.mark.parametrize(("line", "codes"), CARRIERS.items(), ids=CARRIERS)
def test_departments_that_carry(line: str, codes: list[str], gazetteer: Gazetteer) -> None:
    assert [code for code, _, _ in of_carriers([mapped(line)], gazetteer)] == codes
