import pytest

from pipeline.extract.carriers import CarrierReader
from pipeline.extract.organisations import OrganisationReader
from pipeline.gazetteer import Gazetteer
from pipeline.rulebook import Rulebook
from tests.support import blocks, mapped

Named = list[tuple[str, str]]


@pytest.fixture(scope="module")
def organisations(rulebook: Rulebook) -> OrganisationReader:
    return OrganisationReader(rulebook.organisations)


@pytest.fixture(scope="module")
def reader(rulebook: Rulebook, organisations: OrganisationReader) -> CarrierReader:
    return CarrierReader(rulebook.carriers, organisations, Gazetteer(rulebook.departments))


SLOTS: dict[str, Named] = {
    # a sentence
    "L'action est portée par l'association Lien.": [("association Lien", "association")],
    # one
    "Conseil départemental de l'Ain": [("Conseil départemental de l'Ain", "department")],
    "**Conseil départemental**": [("Conseil départemental", "department")],
    "Département de l'Ain": [("Département de l'Ain", "department")],
    "Le Département de l'Ain": [("Département de l'Ain", "department")],
    "Département de l'Ain, La Poste": [("Département de l'Ain", "department"), ("La Poste", "company")],
    "Association Lien": [("Association Lien", "association")],
    "L’association Lien": [("association Lien", "association")],
    "Les bailleurs sociaux": [("bailleurs sociaux", "housing_body")],
    "La Fondation des aînés": [("Fondation des aînés", "foundation")],
    "MDPH de l'Ain": [("MDPH de l'Ain", "mdph")],
    "Maison départementale des personnes handicapées": [("Maison départementale des personnes handicapées", "mdph")],
    "CAF de l'Ain": [("CAF de l'Ain", "public_body")],
    "GIP Lien": [("GIP Lien", "public_body")],
    "Agence régionale de santé": [("Agence régionale de santé", "public_body")],
    "Conférence des financeurs": [("Conférence des financeurs", "public_body")],
    "Commune de Dole": [("Commune de Dole", "local_authority")],
    "Communauté de communes du Lac": [("Communauté de communes du Lac", "local_authority")],
    "EHPAD du Lac": [("EHPAD du Lac", "care_facility")],
    "CHU de Dole": [("CHU de Dole", "care_facility")],
    "Université de Dole": [("Université de Dole", "academic")],
    "Société Arélia": [("Société Arélia", "company")],
    # a name that explains nothing is an association's, unless it opens with a word for a place or a profession
    "Arélia": [("Arélia", "association")],
    "Musée du sel": [("Musée du sel", "other")],
    "Barreau de Dole": [("Barreau de Dole", "other")],
    "SAAD Présence (association loi 1901)": [("SAAD Présence", "association")],
    "Maison de l'habitat (service du Département)": [("Maison de l'habitat", "department_service")],
    "Direction départementale de l'emploi, du travail et des solidarités": [
        ("Direction départementale de l'emploi, du travail et des solidarités", "public_body")
    ],
    "Direction de l'autonomie": [("Direction de l'autonomie", "department_service")],
    "Pôle solidarités": [("Pôle solidarités", "department_service")],
    "MDSI du Lac": [("MDSI du Lac", "department_service")],
    # brackets
    "Arélia (entreprise de service à la personne)": [("Arélia", "company")],
    "Lien (association)": [("Lien", "association")],
    "Agence nationale de l'habitat (ANAH)": [("Agence nationale de l'habitat (ANAH)", "public_body")],
    # several
    "Conseil départemental de l'Ain / CAF de l'Ain": [
        ("Conseil départemental de l'Ain", "department"),
        ("CAF de l'Ain", "public_body"),
    ],
    "Conseil départemental de l'Ain/CAF de l'Ain": [
        ("Conseil départemental de l'Ain", "department"),
        ("CAF de l'Ain", "public_body"),
    ],
    "Conseil départemental, CAF et MSA": [
        ("Conseil départemental", "department"),
        ("CAF", "public_body"),
        ("MSA", "public_body"),
    ],
    "Association Toits & Droits / CAF de l'Ain": [("Association Toits & Droits", "association"), ("CAF de l'Ain", "public_body")],
    "Conseil départemental & CAF": [("Conseil départemental", "department"), ("CAF", "public_body")],
    "Conseil départemental & Association Lien": [("Conseil départemental", "department"), ("Association Lien", "association")],
    "Association Lien et EHPAD du Lac": [("Association Lien", "association"), ("EHPAD du Lac", "care_facility")],
    "ARS, Conseil départemental": [("ARS", "public_body"), ("Conseil départemental", "department")],
    "Le Département et les communes": [("Département", "department"), ("communes", "local_authority")],
    # a comma between two names that tell a body, though no word of bodies opens them
    "Soleil Habitat, Lune Logement Coopérative": [("Soleil Habitat", "housing_body"), ("Lune Logement Coopérative", "company")],
    "Association Lien, Méduse Habitat et CCAS de Dole": [
        ("Association Lien", "association"),
        ("Méduse Habitat", "housing_body"),
        ("CCAS de Dole", "local_authority"),
    ],
    "Les Amis du Lac, du Pré et du Bois": [("Amis du Lac, du Pré et du Bois", "association")],
    # the kind in brackets outweighs the name
    "Maison des Tilleuls (association)": [("Maison des Tilleuls", "association")],
    "Communauté des Tilleuls (fondation)": [("Communauté des Tilleuls", "foundation")],
    "CAF de l'Ain (partenaire)": [("CAF de l'Ain", "public_body")],
    # one name, whatever stands in it
    "DGA/DITAS direction des territoires et de l'action sociale": [
        ("DGA/DITAS direction des territoires et de l'action sociale", "department_service")
    ],
    "Direction de l'autonomie – Service habitat": [("Direction de l'autonomie – Service habitat", "department_service")],
    "Direction enfance et famille": [("Direction enfance et famille", "department_service")],
    "Direction de l'enfance, de la famille et de l'insertion": [
        ("Direction de l'enfance, de la famille et de l'insertion", "department_service")
    ],
    "Service petite enfance et parentalité": [("Service petite enfance et parentalité", "department_service")],
    "Association Arts et Loisirs": [("Association Arts et Loisirs", "association")],
    "Fondation « Lire et Dire »": [("Fondation « Lire et Dire »", "foundation")],
    "Centre communal d'action sociale (CCAS) de Dole": [("Centre communal d'action sociale (CCAS) de Dole", "local_authority")],
    "Conseil départemental de Meurthe-et-Moselle": [("Conseil départemental de Meurthe-et-Moselle", "department")],
    # words that are no part of the name
    "Expérimentation par l’Association Lien": [("Association Lien", "association")],
    "Association Lien en appui du Département": [("Association Lien", "association")],
    "Association Lien pour le compte du Département": [("Association Lien", "association")],
    "CCAS de Dole, pour le compte de la CAF": [("CCAS de Dole", "local_authority")],
    "CCAS de Dole, par délégation du Département": [("CCAS de Dole", "local_authority")],
    "CCAS de Dole - Partenaires : CAF, MSA": [("CCAS de Dole", "local_authority")],
    "Partenaires CAF, MSA": [],
    "Association Lien pour tous": [("Association Lien pour tous", "association")],
}


@pytest.mark.parametrize(("text", "expected"), SLOTS.items(), ids=SLOTS)
def test_slot(text: str, expected: Named, reader: CarrierReader) -> None:
    lines = [b.text for b in blocks(text)]
    assert [(c.name.text, c.type.value) for c in reader.slot(lines)] == expected


def test_slot_over_lines(reader: CarrierReader) -> None:
    found = reader.slot([mapped("Association Lien"), mapped("CAF de l'Ain")])
    assert [c.name.text for c in found] == ["Association Lien", "CAF de l'Ain"]


def test_empty_slot(reader: CarrierReader) -> None:
    assert reader.slot([]) == []


TEXTS: dict[str, Named] = {
    # whose affair it is
    "L'organisation, elle, repose sur l'UDAF du Gers.": [("UDAF du Gers", "association")],
    "Recrutement et suivi incombent au service des accueils familiaux.": [("service des accueils familiaux", "department_service")],
    "Elle a été mise sur pied par la ville de Dole en 2022.": [("ville de Dole", "local_authority")],
    "La création de quinze places a été attribuée au foyer Les Pins, qui les installe.": [("foyer Les Pins", "care_facility")],
    "Les familles y gagnent du temps. Le porteur reste l'AFPA du Jura.": [("AFPA du Jura", "public_body")],
    "C'est au centre hospitalier du Lac qu'il revient de piloter ces entretiens.": [("centre hospitalier du Lac", "care_facility")],
    "L'association Les Pas en a la responsabilité ; la commune prête la salle.": [("association Les Pas", "association")],
    "L'opérateur retenu, Relais du Lac 43, anime des permanences.": [("Relais du Lac 43", "association")],
    "À la MDPH, qui est seule responsable de ce chantier, une file a été créée.": [("MDPH", "mdph")],
    "Deux structures l'assurent : l'ADMR du Gers et l'association Présence.": [
        ("ADMR du Gers", "association"),
        ("association Présence", "association"),
    ],
    "Le Département, avec le bailleur Lac Habitat, a ouvert quatre maisons.": [
        ("Département", "department"),
        ("Lac Habitat", "housing_body"),
    ],
    "Un véhicule aménagé par le Conseil départemental sillonne 37 communes.": [("Conseil départemental", "department")],
    # bodies that are said what they are, or that do anything at all
    "Recycle'Ain, entreprise d'insertion de Gex, est titulaire du marché.": [("Recycle'Ain", "company")],
    "Entre 20 heures et 8 heures, l'EHPAD Les Pins reçoit des malades.": [("EHPAD Les Pins", "care_facility")],
    "Le délai était long. La direction de l'insertion l'a ramené à dix jours.": [("direction de l'insertion", "department_service")],
    "Vacances du Lac 28 réserve les campings.": [("Vacances du Lac 28", "association")],
    "L'EHPAD Les Pins cofinance les repas.": [],
    "En 2023 elle visite le canton.": [],
    # said to carry, manage, run
    "Le relais est porté par l'association Lien.": [("association Lien", "association")],
    "Le relais, géré par la CAF de l'Ain, reçoit les aînés.": [("CAF de l'Ain", "public_body")],
    "La démarche est portée par trois associations Alizé, Brise et Cèdre.": [
        ("Alizé", "association"),
        ("Brise", "association"),
        ("Cèdre", "association"),
    ],
    "La colocation est gérée par Bocage Autisme, association de parents, qui emploie trois personnes.": [("Bocage Autisme", "association")],
    "Le relais est porté par Monnaies du Lac, société coopérative installée à Dole.": [("Monnaies du Lac", "company")],
    "La gestion du relais est assurée par la Mutualité du Lac.": [("Mutualité du Lac", "other")],
    "Le relais est animé par la commune de Dole et l'association Lien.": [
        ("commune de Dole", "local_authority"),
        ("association Lien", "association"),
    ],
    "La démarche est co-animée par l'ARS et le Département.": [("ARS", "public_body"), ("Département", "department")],
    "Le relais a été mis en place avec l'université de Dole.": [("université de Dole", "academic")],
    "Le relais est confié à l'association Lien pour trois ans.": [("association Lien", "association")],
    "L'association Lien propose aux aînés un temps de parole.": [("association Lien", "association")],
    "Une convention de recherche entre le Conseil départemental et La Poste.": [
        ("Conseil départemental", "department"),
        ("La Poste", "company"),
    ],
    "Une démarche poursuivie par le Département de l'Ain, après un essai.": [("Département de l'Ain", "department")],
    "La consultation, gérée par l'hôpital du Lac avec le Conseil départemental, est ouverte.": [
        ("hôpital du Lac", "care_facility"),
        ("Conseil départemental", "department"),
    ],
    "Le relais est géré par l'association Lien avec le soutien de la CAF.": [("association Lien", "association")],
    "La navette, confiée à l'université de Dole, roule.": [("université de Dole", "academic")],
    "La colocation est co-construite par les Amis du Lac, Soleil Partage, l'association Lien et des familles.": [
        ("Amis du Lac", "association"),
        ("Soleil Partage", "association"),
        ("association Lien", "association"),
    ],
    "Le forum est organisé par la CAF en lien avec l'Éducation nationale.": [("CAF", "public_body")],
    "Le relais sera confié à l'association Lien et à la Fondation Grand Pré.": [
        ("association Lien", "association"),
        ("Fondation Grand Pré", "foundation"),
    ],
    "Lancé par le Département de l'Ain et mis en place avec la CAF, le relais roule.": [
        ("Département de l'Ain", "department"),
        ("CAF", "public_body"),
    ],
    "Le relais est mis en place avec la CAF de l'Ain par le Département.": [
        ("CAF de l'Ain", "public_body"),
        ("Département", "department"),
    ],
    "Le relais est géré par Table ronde 39, une association de quartier.": [("Table ronde 39", "association")],
    "Le relais est géré par Grange du Pré (association).": [("Grange du Pré", "association")],
    "Depuis mai, la Fédération des foyers, aidée par la CAF, anime un réseau.": [("Fédération des foyers", "association")],
    "C'est le choix de l'association Demain ici, qui gère trois maisons.": [("association Demain ici", "association")],
    "La Conserverie du Pré, association porteuse, emploie dix personnes.": [("Conserverie du Pré", "association")],
    "Le GIP du Pré gère avec le Conseil départemental de l'Ain une auto-école.": [
        ("GIP du Pré", "public_body"),
        ("Conseil départemental de l'Ain", "department"),
    ],
    "Les deux villes ont confié la gestion du fonds à la Fondation Grand Pré.": [("Fondation Grand Pré", "foundation")],
    "Le Département a missionné l'association Lien pour rencontrer les aînés.": [("association Lien", "association")],
    "Pilote : Direction de l'autonomie, avec la Fédération du domicile": [
        ("Direction de l'autonomie", "department_service"),
        ("Fédération du domicile", "association"),
    ],
    # a verb behind a name is no part of it
    "La ludothèque portée par la communauté de communes des Monts du Lac visite 16 bourgs.": [
        ("communauté de communes des Monts du Lac", "local_authority")
    ],
    "Le camion, géré par l'association Lien et dessert depuis mai 31 communes.": [("association Lien", "association")],
    "Le relais géré par le Secours rural jurassien dessert 20 bourgs.": [("Secours rural jurassien", "association")],
    # two names of a list, the second of which no word of bodies opens
    "Le prêt est porté par la régie de quartier Les Tilleuls et Prairie Logis.": [
        ("régie de quartier Les Tilleuls", "association"),
        ("Prairie Logis", "housing_body"),
    ],
    "Le relais est porté par le conseil départemental et France Tilleul Jura.": [
        ("conseil départemental", "department"),
        ("France Tilleul Jura", "association"),
    ],
    "Le relais est porté par l'association Pré et Vallons Solidaires.": [("association Pré et Vallons Solidaires", "association")],
    "Il est porté par Ateliers du Lac, association de Dole, et la coopérative Les Herbes.": [
        ("Ateliers du Lac", "association"),
        ("coopérative Les Herbes", "company"),
    ],
    # what a body is, no part of its name
    "Le relais est géré par le bailleur social Lune Logis.": [("Lune Logis", "housing_body")],
    "Le relais est géré par l'entreprise d'insertion Fil Rouge.": [("Fil Rouge", "company")],
    # subjects of what a carrier does
    "Le bailleur Lune Logis et l'association Lien portent un essai.": [("Lune Logis", "housing_body"), ("association Lien", "association")],
    "C'est le CCAS de Dole qui gère le relais.": [("CCAS de Dole", "local_authority")],
    "Le local est prêté par la mairie à Ti Lann. Le bail est signé par Ti Lann, l'association gestionnaire.": [("Ti Lann", "association")],
    "Qui pilote ? Direction de l'autonomie": [("Direction de l'autonomie", "department_service")],
    "Lancé en 2022 et confié aux Compagnons du toit, l'essai dure deux ans.": [("Compagnons du toit", "association")],
    "Vingt enfants sont confiés à la Fondation Grand Pré.": [],
    # who runs an action outranks who began it
    "Lancée en 2022 par le Département de l'Ain, l'école est gérée par l'association Lien.": [("association Lien", "association")],
    "La commune de Dole a ouvert un relais. Il est géré par l'association Lien.": [("association Lien", "association")],
    "Lancé par le Département et la coopérative Les Herbes, qui le portent ensemble.": [
        ("Département", "department"),
        ("coopérative Les Herbes", "company"),
    ],
    "Le Département de l'Ain a créé ce relais avec la MSA du Jura, qui l'anime.": [
        ("Département de l'Ain", "department"),
        ("MSA du Jura", "public_body"),
    ],
    # in an example a subject acts in that place only, an agent is told as well
    "Quelques exemples : l'association Lien organise un séjour.": [],
    "Quelques exemples : un atelier animé par l'association Lien.": [("association Lien", "association")],
    # said to act, in words that no rule lists
    "À Dole, la compagnie Les Étoiles brode des couvertures. Le Département finance la laine.": [("compagnie Les Étoiles", "association")],
    "Des couvertures sont brodées chaque jeudi par l'association Lien.": [("association Lien", "association")],
    "Le Conseil départemental a payé la laine que brode l'association Lien.": [("Conseil départemental", "department")],
    "Des aînés repérés par l'association Lien viennent au relais.": [],
    "L'association Lien finance la laine. Le Département ouvre un relais.": [("Département", "department")],
    "Le budget vient pour moitié, soit 300 € du Département.": [],
    # said to act, where nothing says who carries
    "La CAF de l'Ain et le Département financeront ensemble vingt places.": [
        ("CAF de l'Ain", "public_body"),
        ("Département", "department"),
    ],
    "Avec la CAF, le Département ouvre un relais.": [("CAF", "public_body"), ("Département", "department")],
    "La coopérative Les Petits Nids gare sa roulotte. Le Département rembourse les frais.": [("coopérative Les Petits Nids", "company")],
    "Le Département aide vingt familles. La coopérative Les Petits Nids livre.": [("Département", "department")],
    "Exemples : la coopérative Les Petits Nids livre des repas.": [],
    # of another action
    "Elle s'inspire de celle que conduit la Fondation Grand Pré.": [],
    "Une offre du même type est proposée par la Ville de Dole.": [],
    "L'évaluation, confiée à l'université de Dole, sera publique.": [],
    # only the department is said to act
    "En 2016, le Département a créé un fonds.": [("Département", "department")],
    "Le Conseil départemental de l'Ain finance un relais.": [("Conseil départemental de l'Ain", "department")],
    "Le Département de l'Ain soutient les aidants.": [("Département de l'Ain", "department")],
    "La Métropole de Lyon mène une étude.": [("Métropole de Lyon", "department")],
    "Le Département garantira un revenu à tous.": [("Département", "department")],
    "Le bus du Département s'arrête devant les collèges.": [("Département", "department")],
    # told whole where the text around does
    "Le Département a créé un fonds.\n\nLe Département de l'Ain l'abonde.": [("Département de l'Ain", "department")],
    # a body outranks the department
    "Le Département a créé un relais.\n\nIl est géré par l'association Lien.": [("association Lien", "association")],
    # places alone are no bodies
    "Le relais est porté par le Lot.": [],
    "Porté par la Nièvre, le relais roule.": [],
    "Le relais est porté par le Territoire de Belfort.": [("Territoire de Belfort", "department")],
    "Le relais est porté par l'association Lot Solidaire.": [("association Lot Solidaire", "association")],
    "Le relais est porté par Nièvre Habitat.": [("Nièvre Habitat", "housing_body")],
    # none stated
    "Des bénévoles formés vont voir les aînés du canton.": [],
    "Le relais est ouvert à tous.": [],
    "Le relais est porté par des médecins retraités.": [],
    "Un soin porté par tous.": [],
    "Les agents du département rural sont formés.": [],
    "Les photos sont exposées à l'Hôtel du Département.": [],
}


@pytest.mark.parametrize(("text", "expected"), TEXTS.items(), ids=TEXTS)
def test_text(text: str, expected: Named, reader: CarrierReader) -> None:
    found = reader.text(blocks(text), None)
    assert [(c.name.text, c.type.value) for c in found] == expected


def test_bare_department_takes_the_printed_name(reader: CarrierReader) -> None:
    (found,) = reader.text(blocks("Le Département a créé un fonds."), mapped("Département de l'Ain"))
    assert (found.name.text, found.type.value) == ("Département de l'Ain", "department")


def test_bare_metropolis_takes_the_printed_name(reader: CarrierReader) -> None:
    (found,) = reader.text(blocks("La Métropole a créé un fonds."), mapped("Métropole de Lyon"))
    assert found.name.text == "Métropole de Lyon"


def test_a_point_of_a_list_tells_who_sees_to_that_point(reader: CarrierReader) -> None:
    text = "Le relais, géré par l'association Lien, offre :\n\n- une permanence assurée par la CAF ;"
    assert [c.name.text for c in reader.text(blocks(text), None)] == ["association Lien"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Le Département a créé un relais.\n\nIl est géré par l'association Lien.", ["association Lien"]),
        ("Le Département compte vingt relais. L'association Lien a ouvert le dernier.", ["association Lien"]),
        ("Le Département a créé un relais.", []),
        ("La CAF envoie chaque mois un courrier aux aînés.", []),
    ],
)
def test_fiche_without_a_line_of_its_carrier_has_the_body_its_text_tells(text: str, expected: list[str], reader: CarrierReader) -> None:
    assert [c.name.text for c in reader.text(blocks(text), None, department_acts=False)] == expected


def test_carrier_named_twice_stands_once(reader: CarrierReader) -> None:
    text = "Le relais est porté par l'association Lien.\n\nIl est géré par l'Association Lien."
    assert [c.name.text for c in reader.text(blocks(text), None)] == ["association Lien"]


def test_place_of_a_carrier(reader: CarrierReader) -> None:
    text = "Le relais est porté par l’association Lien."
    (found,) = reader.text(blocks(text), None)
    assert text[slice(*found.name.source_range)] == "association Lien"


TYPES = {
    "conseil départemental du Jura": "department",
    "Conseil général du Jura": "department",
    "Territoire de Belfort": "department",
    "Métropole de Lyon": "department",
    "Métropole de Lille": "local_authority",
    "MDPH 23": "mdph",
    "DGA Solidarités": "department_service",
    "Conseil départemental, Direction de l'enfance": "department_service",
    "service de PMI": "department_service",
    "Pôle emploi": "public_body",
    "Etat": "public_body",
    "État": "public_body",
    "ANAH": "public_body",
    "CPAM": "public_body",
    "Habitat du Lac": "housing_body",
    "Jura Habitat": "housing_body",
    "OPH du Jura": "housing_body",
    "Habitat 39": "housing_body",
    "Espace Habitat jurassien": "housing_body",
    "Centre de gestion du Jura": "public_body",
    "bailleurs sociaux": "housing_body",
    "Fondation de France": "foundation",
    "Apprentis d'Auteuil": "foundation",
    "Croix-Rouge française": "association",
    "UDAF du Jura": "association",
    "Mission locale du Jura": "association",
    "ADIL du Jura": "association",
    "Union départementale des CCAS": "association",
    "Recyclerie du Lac": "association",
    "Habitat Jeunes du Lac": "association",
    "ADMR": "association",
    "Secours populaire": "association",
    "Collectif des aînés": "association",
    "CCAS de Dole": "local_authority",
    "Ville de Dole": "local_authority",
    "Région Bretagne": "local_authority",
    "Centre hospitalier de Dole": "care_facility",
    "Foyer du Lac": "care_facility",
    "CHU": "care_facility",
    "Institut du vieillissement": "academic",
    "Université": "academic",
    "Laboratoire du sommeil": "academic",
    "Foyer rural de Dole": "association",
    "BGE du Lac": "association",
    "Crédit municipal de Dole": "public_body",
    "Maison de l'enfance du Lac": "care_facility",
    "Collectivité territoriale de Martinique": "department",
    "La Poste": "company",
    "SARL Lien": "company",
    "SCIC Les Jardins": "company",
    "Arélia": "other",
}


@pytest.mark.parametrize(("name", "expected"), TYPES.items(), ids=TYPES)
def test_type_of(name: str, expected: str, organisations: OrganisationReader) -> None:
    assert organisations.type_of(name).value == expected


TIDY = {
    "Les bailleurs": "bailleurs",
    "L’association Lien": "association Lien",
    "l'ARS": "ARS",
    "La Poste": "La Poste",
    "Le Relais": "Le Relais",
    "Arélia (société)": "Arélia",
    "Agence nationale de l'habitat (ANAH)": "Agence nationale de l'habitat (ANAH)",
    "Association Lien,": "Association Lien",
    "– Association Lien –": "Association Lien",
    "« Lien": "Lien",
    "Le": "Le",
}


@pytest.mark.parametrize(("name", "expected"), TIDY.items(), ids=TIDY)
def test_tidy(name: str, expected: str, organisations: OrganisationReader) -> None:
    assert organisations.tidy(mapped(name)).text == expected


def test_organisations_a_text_names(organisations: OrganisationReader) -> None:
    text = "Avec l'association Lien, la CAF de l'Ain et Pôle emploi, puis la CAF de l'Ain, le RSA change."
    assert [name.text for name, _ in organisations.mentions(blocks(text))] == ["association Lien", "CAF de l'Ain", "Pôle emploi"]
