"""The words that invented fiches are made of."""

from dataclasses import dataclass

from pipeline.rulebook import default_rulebook


@dataclass(frozen=True)
class Noun:
    """What is counted: `plural` as printed after a number, `head` the part of it that a figure quotes.

    `done` are past participles (masculine plural) that make sense of it.
    """

    plural: str
    kind: str
    done: tuple[str, ...]
    feminine: bool = False
    head: str = ""

    @property
    def quoted(self) -> str:
        return self.head or self.plural

    def agreed(self, participle: str) -> str:
        """A participle in the gender of the noun.

        >>> Noun("visites", "count", (), feminine=True).agreed("reçus")
        'reçues'
        """
        return participle[:-1] + "es" if self.feminine else participle


_CARE = ("accompagnés", "accueillis", "orientés", "suivis")
_STAFF = ("formés", "recrutés", "mobilisés")

PEOPLE = (
    Noun("personnes", "people", _CARE, feminine=True),
    Noun("personnes âgées", "people", _CARE, feminine=True, head="personnes"),
    Noun("jeunes", "people", _CARE),
    Noun("jeunes majeurs", "people", _CARE, head="jeunes"),
    Noun("allocataires", "people", _CARE),
    Noun("bénéficiaires", "people", _CARE),
    Noun("salariés", "people", (*_CARE, *_STAFF)),
    Noun("demandeurs d'emploi", "people", _CARE, head="demandeurs"),
    Noun("enfants", "people", _CARE),
    Noun("parents", "people", _CARE),
    Noun("aidants", "people", (*_CARE, "formés")),
    Noun("habitants", "people", ("accueillis", "consultés", "rencontrés")),
    Noun("locataires", "people", ("accompagnés", "relogés")),
    Noun("collégiens", "people", ("accueillis", "sensibilisés")),
    Noun("étudiants", "people", ("accueillis", "logés")),
    Noun("seniors", "people", ("accompagnés", "équipés", "rencontrés")),
    Noun("apprentis", "people", ("accueillis", "logés", "formés")),
    Noun("bénévoles", "people", _STAFF),
    Noun("agents", "people", _STAFF),
    Noun("travailleurs sociaux", "people", _STAFF, head="travailleurs"),
    Noun("infirmières", "people", _STAFF, feminine=True),
    Noun("assistantes maternelles", "people", _STAFF, feminine=True, head="assistantes"),
    Noun("médiateurs", "people", _STAFF),
    Noun("conseillères", "people", _STAFF, feminine=True),
    Noun("professionnels de santé", "people", _STAFF, head="professionnels"),
    Noun("aides-soignantes", "people", _STAFF, feminine=True),
    Noun("médecins", "people", ("mobilisés", "rencontrés")),
    Noun("psychologues", "people", _STAFF),
    Noun("retraités", "people", ("accueillis", "rencontrés")),
    Noun("lycéennes", "people", ("accueillis", "sensibilisés"), feminine=True),
)
#: Not "chantiers": in words ("trois chantiers") they are as often parts of a project, which are not counted.
THINGS = (
    Noun("places", "count", ("ouverts", "créés", "financés"), feminine=True),
    Noun("logements", "count", ("livrés", "rénovés", "adaptés", "attribués")),
    Noun("appartements", "count", ("rénovés", "loués")),
    Noun("ateliers", "count", ("organisés", "animés")),
    Noun("communes", "count", ("visités", "associés"), feminine=True),
    Noun("structures", "count", ("associés", "financés"), feminine=True),
    Noun("associations", "count", ("associés", "soutenus"), feminine=True),
    Noun("entreprises", "count", ("rencontrés", "associés"), feminine=True),
    Noun("visites", "count", ("réalisés", "organisés"), feminine=True),
    Noun("visites à domicile", "count", ("réalisés", "organisés"), feminine=True, head="visites"),
    Noun("contrats", "count", ("signés", "conclus")),
    Noun("conventions", "count", ("signés", "conclus"), feminine=True),
    Noun("dossiers", "count", ("instruits", "traités")),
    Noun("familles", "count", ("accompagnés", "suivis", "relogés"), feminine=True),
    Noun("ménages", "count", ("accompagnés", "relogés")),
    Noun("véhicules", "count", ("prêtés", "réparés")),
    Noun("vélos", "count", ("prêtés", "réparés")),
    Noun("tablettes", "count", ("distribués", "prêtés"), feminine=True),
    Noun("entretiens", "count", ("menés", "réalisés")),
    Noun("réunions publiques", "count", ("organisés", "tenus"), feminine=True, head="réunions"),
    Noun("repas", "count", ("servis", "livrés")),
    Noun("colis", "count", ("distribués", "livrés")),
    Noun("collèges", "count", ("équipés", "associés")),
    Noun("établissements", "count", ("équipés", "associés")),
    Noun("offres d'emploi", "count", ("publiés", "recueillis"), feminine=True, head="offres"),
    Noun("appels", "count", ("reçus", "traités")),
    Noun("partenaires", "count", ("associés", "réunis")),
    Noun("diagnostics", "count", ("réalisés", "menés")),
    Noun("jardins", "count", ("aménagés", "ouverts")),
    Noun("permanences", "count", ("assurés", "tenus"), feminine=True),
    Noun("séjours", "count", ("financés", "organisés")),
)
SINGULARS = ("jeune", "parent", "participant", "bénéficiaire", "salarié", "locataire", "habitant", "allocataire", "enfant", "adhérent")

DEPARTMENTS = tuple(default_rulebook().departments.departments)

#: Names of places that hold no department's name and no word of organisations.
TOWNS = (
    "Vauclair-le-Haut", "Brézilles", "Saint-Évrard", "Montorgueil-sur-Lise", "Ferrandière", "Écouvres", "Thillay-en-Val",
    "Aubrelles", "Port-Ségur", "Lantigny", "Châtel-Roche", "Sainte-Mauve", "Belcastel-les-Bains", "Ornoy", "Treveneuc-Plage",
)  # fmt: skip
ASSOCIATIONS = (
    "Les Ateliers du Chenal", "Roule Sillon", "Le Pas de Côté", "Graines d'Escale", "Au Fil des Âges", "Tremplin des Monts",
    "L'Échappée Belle", "Passerelles", "Terre Commune", "Cap Autrement", "Les Mains Ouvertes", "Horizon Partagé", "Toits d'Abord",
    "La Roue Libre", "Entraide du Plateau",
)  # fmt: skip

FIRST_NAMES = (
    "Léa", "Anne-Sophie", "Jean-Luc", "Karim", "Yann", "Mireille", "Bastien", "Sandrine", "Odile", "Élodie", "Éric", "Fatima", "Aurélie",
    "Gaëlle", "Benoît", "Françoise", "Jean", "Marie-Claude", "Thomas", "Hélène", "Stéphane", "Nathalie", "Paul", "Zoé", "Émilie",
    "Christophe", "Amandine", "Xavier", "Noémie", "Cédric",
)  # fmt: skip
LAST_NAMES = (
    "MORVAN", "GÉRARDIN", "LE GOUARDEC", "ARNOUX", "CORNELOUP", "MÉTIVIER", "BELLOUTI", "GRANDHENRY", "PUIGVERT", "DE BRÉZÉ", "ETCHEBARNE",
    "D'AUBRELLE", "KERVELLA", "VAN DOORNE", "LECŒUR", "FAUVEL-MARTY", "BÉRANGIER", "TROUVELOT", "HAMDAOUI", "SAINTOUT", "PELLERIN-ROY",
    "OSTERMANN", "QUINTAL", "DA ROCHA", "LE BIHAN", "N'DIAYE", "RIVOIRE", "DUPERRAY", "ZIMMERLÉ", "CHASTAGNOL",
)  # fmt: skip
ROLES = (
    "Directrice", "Cheffe du service Parcours", "Chargé de mission Habitat", "Directeur de l'autonomie", "Responsable du pôle Insertion",
    "Coordinatrice", "Conseillère technique", "Directrice adjointe Enfance et Famille", "Chef de projet numérique", "Chargée de développement",
    "Responsable de la Maison de l'autonomie", "Coordonnateur du dispositif", "Puéricultrice", "Médecin départemental de PMI",
    "Secrétaire général", "Animatrice", "Référente logement", "Assistante sociale", "Présidente", "Directeur général adjoint",
    "Chargée de mission Lutte contre les exclusions", "Responsable du service Action sociale de proximité", "Travailleuse sociale",
    "Inspectrice de l'enfance", "Ingénieure sociale", "Psychologue", "Chef du service Emploi",
)  # fmt: skip
SERVICES = (
    "Service Insertion", "Direction de l'autonomie", "Pôle Solidarités", "Service Habitat et logement", "Mission Innovation sociale",
    "Secrétariat de la MDPH", "Centre de ressources départemental", "Direction Enfance Famille", "Cellule Mobilité",
)  # fmt: skip

CHAPTERS = (
    "Insertion", "Vivre chez soi", "Enfance et familles", "Logement et hébergement", "Autonomie", "Grandir et travailler",
    "Culture, sport et lien social", "Accès aux droits", "Numérique et proximité",
)  # fmt: skip
RUNNING = (
    "Soutenir l'entourage", "Coordonner sans multiplier les démarches", "Lever les freins à l'emploi", "Habiter autrement",
    "Aller vers les publics isolés", "Rapprocher les services des habitants", "Prévenir les ruptures de parcours", "Accompagner les parents",
    "Favoriser le maintien à domicile", "Lutter contre la précarité énergétique", "Ouvrir la culture à tous", "Simplifier l'accès aux droits",
    "Protéger et faire grandir", "Innover avec les territoires", "Mobilité solidaire", "Prévention et lien social",
)  # fmt: skip
TITLE_NOUNS = (
    "La maison", "Le bus", "L'atelier", "La plateforme", "Le café", "Le réseau", "Le garage", "La caravane", "L'appartement", "Le jardin",
    "La boutique", "Le guichet", "Les rencontres", "Les veilleurs", "La mallette", "Un passeport", "Une épicerie", "Le carnet",
    "La conciergerie", "L'observatoire", "Des ambassadeurs", "Les lundis", "Un comité", "La navette", "Le parrainage", "L'équipe mobile",
)  # fmt: skip
TITLE_OF = (
    "des aidants", "des droits", "du lien", "de l'autonomie", "des possibles", "de la parentalité", "des premiers pas", "de l'habitat partagé",
    "des savoir-faire", "du répit", "de l'emploi", "des métiers de l'aide à domicile", "du numérique", "des familles",
    "de la petite enfance", "des solidarités", "de la rue aux Herbes", "des voisins", "d'été", "en santé mentale", "sans frontières",
    "à cheval", "pour tous les âges", "au service des quartiers",
)  # fmt: skip
TITLE_NAMES = (
    "Coup d'Envoi", "Mobil'Pass", "Toit et Moi", "Cap sur l'emploi", "Parents-relais", "Ensemble 46", "Terre d'accueil", "Job & Co",
    "La Ruche", "Agir tôt", "Déclic", "Handi'Sport 2.0", "Entour'âge", "Boussole",
)  # fmt: skip

HEADINGS = {
    "context": ("CONTEXTE", "OBJECTIFS", "OBJECTIFS/CONTEXTE", "CONTEXTE/OBJECTIFS", "OBJECTIFS DE L'ACTION/CONTEXTE", "CONTEXTE ET ENJEUX"),
    "description": (
        "DESCRIPTION DE L'ACTION", "DESCRIPTION DU PROJET", "DESCRIPTIF DE L'ACTION", "PRÉSENTATION DU PROJET", "PRESENTATION", "DESCRIPTION",
    ),
    "impact": ("IMPACT/CRITERES D'EVALUATION", "IMPACTS", "PREMIERS RESULTATS", "PREMIERS RÉSULTATS", "RÉSULTATS ET ÉVALUATION", "BILAN"),
    "innovation": ("CARACTERE INNOVANT", "CARACTÈRE INNOVANT"),
    "further": ("POUR ALLER PLUS LOIN",),
}  # fmt: skip
SECTION_ORDER = ("context", "description", "innovation", "impact", "further")
