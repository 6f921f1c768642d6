"""The publication that the layouts print: initiatives, people and addresses are invented."""

from tests.typeset.model import Brief, Carrier, Chapter, Contact, Fiche, Figure, Header, Paragraph, Recueil, Section, Slot

MEMORY = Fiche(
    title="Le compte-rendu partagé, mémoire des parcours médico-sociaux",
    running="Coordonner sans multiplier les démarches",
    header=Header(
        (
            (Slot.DEPARTMENT, "Département de Meurthe-et-Moselle"),
            (Slot.CARRIER, "Conseil départemental de Meurthe-et-Moselle"),
            (Slot.PERIOD, "2015 – 2018"),
            (Slot.STATUS, "Réalisé"),
            (
                Slot.CONTACT,
                "Anne-Sophie GÉRARDIN, Cheffe du service Parcours - 03 83 55 01 02 - anne-sophie.gerardin@meurthe-et-moselle.example",
            ),
        )
    ),
    departments=("54",),
    period=(2015, 2018, False),
    status="done",
    carriers=(Carrier("Conseil départemental de Meurthe-et-Moselle", "department"),),
    contacts=(
        Contact(
            "Anne-Sophie GÉRARDIN",
            "Cheffe du service Parcours",
            ("+33383550102",),
            ("anne-sophie.gerardin@meurthe-et-moselle.example",),
        ),
    ),
    sections=(
        Section(
            "context",
            "CONTEXTE",
            (
                Paragraph(
                    "Une personne âgée qui rentre chez elle après une hospitalisation rencontre en quelques jours le médecin traitant, "
                    "l'infirmière libérale, l'aide à domicile et l'évaluatrice médico-sociale du Département. Chacun rédige un "
                    "compte-rendu que personne d'autre ne lit : les mêmes questions sont posées, les rendez-vous se chevauchent et "
                    "l'entourage finit par tenir lui-même le carnet de bord du retour à domicile."
                ),
            ),
        ),
        Section(
            "description",
            "DESCRIPTION DE L'ACTION",
            (
                Paragraph(
                    "Le Département a construit avec les professionnels du Saintois un **compte-rendu unique, court et lisible par la "
                    "personne elle-même**. Rempli au fil des visites sur une tablette, il reste consultable au domicile par quiconque y "
                    "intervient. L'accompagnement méthodologique a reposé sur trois principes :"
                ),
                Paragraph("ne demander une information qu'une seule fois, puis la réutiliser ;", bullet=True),
                Paragraph(
                    "écrire en français courant, sans abréviation, pour que l'arrière-petite-nièce comprenne aussi bien que le chef de service ;",
                    bullet=True,
                ),
                Paragraph("laisser à la personne le droit de masquer ce qu'elle souhaite garder pour elle.", bullet=True),
                Paragraph(
                    "Le dispositif est ouvert depuis le 1^{er} avril 2015 aux communes volontaires. Il mobilise 12 infirmières et "
                    "14 structures du canton, réunies une fois par trimestre dans une salle de 90 m^{2} prêtée par la communauté de communes."
                ),
            ),
        ),
        Section(
            "impact",
            "IMPACT/CRITERES D'EVALUATION",
            (
                Paragraph(
                    "En trois ans, 1 240 comptes-rendus ont été partagés et près de 60 % des rendez-vous redondants ont disparu. "
                    "Les aidants disent retrouver du temps pour autre chose que la coordination."
                ),
            ),
        ),
    ),
    figures=(
        Figure(12, None, "people", "exact", "12 infirmières"),
        Figure(14, None, "count", "exact", "14 structures"),
        Figure(90, None, "count", "exact", "90 m2"),
        Figure(1240, None, "count", "exact", "1 240 comptes-rendus"),
        Figure(60, None, "percent", "approx", "60 %"),
    ),
)

RAINBOW = Fiche(
    title="L'arc-en-ciel des savoir-faire",
    running="Coordonner sans multiplier les démarches",
    header=Header(
        (
            (Slot.DEPARTMENT, "Département du Morbihan"),
            (Slot.CARRIER, "Association Les Ateliers du Chenal"),
            (Slot.PERIOD, "Depuis 2016"),
            (Slot.STATUS, "En cours"),
            (Slot.CONTACT, "Yann LE GOUARDEC, Coordinateur - yann.legouardec@ateliers-du-chenal.example"),
        )
    ),
    departments=("56",),
    period=(2016, None, True),
    status="ongoing",
    carriers=(Carrier("Association Les Ateliers du Chenal", "association"),),
    contacts=(Contact("Yann LE GOUARDEC", "Coordinateur", (), ("yann.legouardec@ateliers-du-chenal.example",)),),
    sections=(
        Section(
            "description",
            "DESCRIPTION DE L'ACTION",
            (
                Paragraph(
                    "Dans l'ancienne conserverie, des couleurs peintes au sol mènent aux établis : cuisine, couture, menuiserie, "
                    "mécanique, jardinage, numérique et musique. Les habitants accueillis par l'association circulent librement "
                    "de l'un à l'autre, transmettent ce qu'ils savent et apprennent ce qu'ils ignorent. **Nul n'est bénéficiaire, "
                    "chacun est tour à tour professeur et élève.**"
                ),
                Paragraph(
                    "Les éducateurs spécialisés et les conseillères en économie sociale et familiale viennent y tenir leurs rendez-vous, "
                    "loin du guichet. Le Département apporte 35 000 € par an ; les communes prêtent les locaux et entretiennent "
                    "le porte-conteneurs miniature construit par les participants."
                ),
            ),
        ),
        Section(
            "innovation",
            "CARACTERE INNOVANT",
            (
                Paragraph(
                    "La reconnaissance mutuelle remplace l'entretien d'évaluation : le passeport de compétences est signé par les pairs. "
                    "Une trentaine de passeports ont été remis depuis l'ouverture."
                ),
            ),
        ),
    ),
    figures=(
        Figure(35000, None, "eur", "exact", "35 000 €"),
        Figure(30, None, "count", "approx", "Une trentaine de passeports"),
    ),
)

CARERS = Fiche(
    title="Un rendez-vous des aidants au café du bourg",
    running="Soutenir l'entourage",
    header=Header(
        (
            (Slot.DEPARTMENT, "Département des Alpes-de-Haute-Provence"),
            (Slot.CARRIER, "Conseil départemental des Alpes-de-Haute-Provence"),
            (Slot.PERIOD, "2017"),
            (Slot.CONTACT, "Mireille ARNOUX, Responsable de la Maison de l'autonomie - 04 92 30 11 22"),
        )
    ),
    departments=("04",),
    period=(2017, None, False),
    carriers=(Carrier("Conseil départemental des Alpes-de-Haute-Provence", "department"),),
    contacts=(Contact("Mireille ARNOUX", "Responsable de la Maison de l'autonomie", ("+33492301122",)),),
    sections=(
        Section(
            "context",
            "OBJECTIFS/CONTEXTE",
            (
                Paragraph(
                    "Dans les vallées de l'arrière-pays, celles et ceux qui accompagnent un proche en perte d'autonomie ne se déclarent "
                    "presque jamais comme aidants. Les réunions d'information organisées au chef-lieu restaient désertes, faute de "
                    "transport et parfois de mots pour dire l'épuisement."
                ),
            ),
        ),
        Section(
            "description",
            "DESCRIPTION DU PROJET",
            (
                Paragraph(
                    "Le premier jeudi du mois, une psychologue et une travailleuse sociale s'installent au café, sans affiche ni inscription. "
                    "On parle du temps qu'il fait, puis du reste. Ceux qui le souhaitent repartent avec un rendez-vous individuel, une "
                    "demande d'aide à remplir ou simplement un numéro de téléphone. Deux bénévoles assurent au même moment une "
                    "présence au domicile."
                ),
                Paragraph("Le cafetier est indemnisé à hauteur de 80 euros par séance."),
            ),
        ),
    ),
    figures=(
        Figure(2, None, "people", "exact", "Deux bénévoles"),
        Figure(80, None, "eur", "exact", "80 euros"),
    ),
)

HOUSE = Fiche(
    title="Habitat partagé « La Maison du Pré-Vert »",
    running="Soutenir l'entourage",
    header=Header(
        (
            (Slot.DEPARTMENT, "Département de Saône-et-Loire"),
            (Slot.CARRIER, "Fondation Pré-Vert / Commune de Saint-Amour-les-Prés"),
            (Slot.STATUS, "En projet"),
            (Slot.CONTACT, "Bastien CORNELOUP, Directeur - 03 85 40 50 60 - b.corneloup@pre-vert.example"),
        )
    ),
    departments=("71",),
    status="planned",
    carriers=(Carrier("Fondation Pré-Vert", "foundation"), Carrier("Commune de Saint-Amour-les-Prés", "local_authority")),
    contacts=(Contact("Bastien CORNELOUP", "Directeur", ("+33385405060",), ("b.corneloup@pre-vert.example",)),),
    sections=(
        Section(
            "description",
            "DESCRIPTION DE L'ACTION",
            (
                Paragraph(
                    "La fondation réhabilite une ancienne ferme bressane pour y loger ensemble des personnes âgées et de jeunes adultes "
                    "en situation de handicap. Chaque logement dispose de sa kitchenette et de sa salle d'eau ; la grande salle, la "
                    "buanderie et le potager sont communs. Une maîtresse de maison veille au bien-être quotidien sans se substituer "
                    "aux services d'aide à domicile."
                ),
                Paragraph(
                    "Le projet prévoit 9 logements adaptés, dont un réservé à l'accueil temporaire, pour un coût de travaux de 1,2 million d'euros."
                ),
            ),
        ),
        Section(
            "further",
            "POUR ALLER PLUS LOIN",
            (Paragraph("Le cahier des charges de l'habitat est consultable à la mairie et à la maison départementale des solidarités."),),
        ),
    ),
    figures=(
        Figure(9, None, "count", "exact", "9 logements", "target"),
        Figure(1200000, None, "eur", "exact", "1,2 million d'euros", "target"),
    ),
)

SHUTTLE = Fiche(
    title="La navette porte-à-porte des demandeurs d'emploi",
    running="Lever les freins à l'emploi",
    header=Header(
        (
            (Slot.DEPARTMENT, "Département de Loir-et-Cher"),
            (Slot.CARRIER, "Association Roule Sologne"),
            (Slot.PERIOD, "2018"),
            (Slot.STATUS, "En cours d'expérimentation"),
            (
                Slot.CONTACT,
                "Sandrine MÉTIVIER, Directrice - 02 54 88 77 66 // Karim BELLOUTI, Conseiller mobilité - k.bellouti@roule-sologne.example",
            ),
        )
    ),
    departments=("41",),
    period=(2018, None, False),
    status="experimental",
    carriers=(Carrier("Association Roule Sologne", "association"),),
    contacts=(
        Contact("Sandrine MÉTIVIER", "Directrice", ("+33254887766",)),
        Contact("Karim BELLOUTI", "Conseiller mobilité", (), ("k.bellouti@roule-sologne.example",)),
    ),
    sections=(
        Section(
            "context",
            "OBJECTIFS DE L'ACTION/CONTEXTE",
            (
                Paragraph(
                    "L'éloignement des zones d'activités demeure le premier motif de refus d'embauche. Les lignes régulières desservent "
                    "les établissements scolaires aux heures d'ouverture, jamais les entrepôts aux heures de relève."
                ),
            ),
        ),
        Section(
            "description",
            "DESCRIPTION DE L'ACTION",
            (
                Paragraph(
                    "Les 4 minibus électriques vont chercher à leur porte les personnes qui viennent de retrouver un emploi, pendant "
                    "les premières semaines du contrat. Le trajet coûte de 1 à 2 euros, prélevé sur le premier salaire. Les conducteurs, "
                    "eux-mêmes en parcours d'insertion socioprofessionnelle, préparent le titre professionnel correspondant."
                ),
                Paragraph("une régulatrice organise les tournées la veille ;", bullet=True),
                Paragraph("l'employeur signale les changements d'horaires par un simple message ;", bullet=True),
                Paragraph("un conseiller cherche pendant ce temps une solution durable : covoiturage, permis, deux-roues.", bullet=True),
            ),
        ),
        Section(
            "impact",
            "PREMIERS RESULTATS",
            (
                Paragraph(
                    "Au bout de six mois, 57 salariés ont été transportés ; 41 d'entre eux se déplacent désormais par leurs propres moyens. "
                    "Une démarche similaire est signalée par le département de l'Eure."
                ),
            ),
        ),
    ),
    figures=(
        Figure(4, None, "count", "exact", "4 minibus"),
        Figure(1, 2, "eur", "exact", "1 à 2 euros"),
        Figure(57, None, "people", "exact", "57 salariés"),
        Figure(41, None, "people", "exact", "41"),
    ),
    related=("27",),
)

PARENTS = Fiche(
    title="Parents-relais",
    running="Lever les freins à l'emploi",
    header=Header(
        (
            (Slot.DEPARTMENT, "Territoire de Belfort"),
            (Slot.CARRIER, "Conseil départemental du Territoire de Belfort"),
            (Slot.PERIOD, "Depuis septembre 2014"),
            (Slot.CONTACT, "Odile GRANDHENRY, Puéricultrice - odile.grandhenry@belfort.example"),
        )
    ),
    departments=("90",),
    period=(2014, None, True),
    carriers=(Carrier("Conseil départemental du Territoire de Belfort", "department"),),
    contacts=(Contact("Odile GRANDHENRY", "Puéricultrice", (), ("odile.grandhenry@belfort.example",)),),
    sections=(
        Section(
            "description",
            "DESCRIPTION DE L'ACTION",
            (
                Paragraph(
                    "Des parents formés par la protection maternelle et infantile gardent, à titre gracieux et pour quelques heures, les "
                    "enfants de ceux qui passent un entretien d'embauche. La garde a lieu dans l'appartement pédagogique du quartier, "
                    "en présence d'une auxiliaire de puériculture."
                ),
                Paragraph("Le réseau compte 26 parents et a rendu possibles plus de 300 entretiens."),
            ),
        ),
    ),
    figures=(
        Figure(26, None, "people", "exact", "26 parents"),
        Figure(300, None, "count", "min", "300 entretiens"),
    ),
)

DRAWERS = Fiche(
    title="Des éco-gestes plein les tiroirs : l'appartement itinérant des économies d'énergie",
    running="Lever les freins à l'emploi",
    header=Header(
        (
            (Slot.DEPARTMENT, "Département des Pyrénées-Orientales"),
            (Slot.CARRIER, "Conseil départemental des Pyrénées-Orientales"),
            (Slot.PERIOD, "Octobre 2016 à mai 2019"),
            (Slot.STATUS, "Réalisé"),
            (Slot.CONTACT, "Jordi PUIGVERT, Chargé de mission Précarité énergétique - 04 68 22 33 44 - jordi.puigvert@po.example"),
        )
    ),
    departments=("66",),
    period=(2016, 2019, False),
    status="done",
    carriers=(Carrier("Conseil départemental des Pyrénées-Orientales", "department"),),
    contacts=(Contact("Jordi PUIGVERT", "Chargé de mission Précarité énergétique", ("+33468223344",), ("jordi.puigvert@po.example",)),),
    sections=(
        Section(
            "context",
            "CONTEXTE/OBJECTIFS",
            (
                Paragraph(
                    "Les travailleurs sociaux constatent que les demandes d'aide au paiement des factures reviennent chaque hiver des mêmes "
                    "immeubles. Les conseils donnés dans un bureau ne changent rien : il faut toucher le thermostat, ouvrir le tiroir, voir "
                    "l'eau couler pour que l'habitude se transforme."
                ),
                Paragraph(
                    "Le fonds de solidarité pour le logement souhaitait par ailleurs rencontrer les ménages avant l'impayé, et non après. "
                    "Les chèques-énergie n'y suffisent pas ; l'intervention devait rester bienveillante, ludique et sans jugement."
                ),
            ),
        ),
        Section(
            "description",
            "DESCRIPTION DE L'ACTION",
            (
                Paragraph(
                    "Une remorque aménagée en appartement miniature stationne une semaine au pied des immeubles. Derrière chaque tiroir, une "
                    "énigme ; derrière chaque énigme, un geste : dégivrer, purger, calfeutrer, programmer. **Les habitants repartent avec une "
                    "mallette composée selon leurs réponses**, puis reçoivent à domicile la visite d'un ambassadeur qui les aide à l'installer."
                ),
                Paragraph(
                    "Les ambassadeurs sont recrutés parmi les allocataires du quartier. Ils suivent une formation de deux mois dispensée par un "
                    "organisme reconnu, puis sont employés en contrat d'insertion par une entreprise intermédiaire. Leur connaissance "
                    "du voisinage ouvre des portes que les institutions trouvaient closes."
                ),
                Paragraph(
                    "Après la visite, un compte-rendu illustré est envoyé au bailleur lorsque des travaux paraissent nécessaires : remplacement "
                    "d'une chaudière, reprise d'une étanchéité, calorifugeage d'une canalisation. Le bailleur s'engage à répondre "
                    "et à proposer un rendez-vous technique. Les situations d'habitat indigne sont transmises au pôle spécialisé, qui "
                    "coordonne l'intervention des services communaux et départementaux."
                ),
                Paragraph("La remorque est également prêtée :"),
                Paragraph("aux établissements scolaires, pour la semaine du développement durable ;", bullet=True),
                Paragraph("aux centres sociaux et aux médiathèques, pendant les vacances ;", bullet=True),
                Paragraph("aux communes de montagne, où elle accompagne la distribution des chèques-énergie.", bullet=True),
            ),
        ),
        Section(
            "impact",
            "IMPACTS",
            (
                Paragraph(
                    "En trois ans, 2 150 ménages sont montés dans la remorque et 480 visites ont été effectuées à domicile. La consommation "
                    "d'eau a baissé de 11 % dans les logements visités. Huit ambassadeurs ont trouvé un emploi à l'issue du contrat."
                ),
            ),
        ),
    ),
    figures=(
        Figure(2150, None, "count", "exact", "2 150 ménages"),
        Figure(480, None, "count", "exact", "480 visites"),
        Figure(11, None, "percent", "exact", "11 %"),
        Figure(8, None, "people", "exact", "Huit ambassadeurs"),
    ),
)

STORAGE = Brief(
    department_line="Département de l'Aveyron",
    title="Garde-meubles solidaire",
    departments=("12",),
    paragraph=Paragraph(
        "Garde-meubles solidaire - Les personnes contraintes de quitter leur logement peuvent entreposer gratuitement leurs affaires dans "
        "un hangar du service des routes, le temps de retrouver un toit. Un inventaire photographique est remis à chaque déposant."
    ),
)

NURSERY = Brief(
    department_line="Département de l'Aveyron",
    title="La halte-garderie buissonnière",
    departments=("12",),
    paragraph=Paragraph(
        "La halte-garderie buissonnière - Un véhicule équipé pour 8 enfants s'arrête chaque semaine dans les villages dépourvus de mode "
        "d'accueil. Les assistantes maternelles isolées y trouvent une animation et des conseils de professionnelles de la petite enfance."
    ),
    figures=(Figure(8, None, "people", "exact", "8 enfants"),),
)

BIKES = Brief(
    department_line="Département de la Haute-Vienne",
    title="Atelier vélo des apprentis",
    departments=("87",),
    paragraph=Paragraph(
        "Atelier vélo des apprentis – Les jeunes accueillis en foyer remettent en état des bicyclettes récupérées en déchetterie, puis les "
        "prêtent aux apprentis de la zone artisanale. L'entretien est assuré par un réparateur à la retraite."
    ),
)

RECUEIL = Recueil(
    title="AU FIL DES CANTONS",
    subtitle="Recueil d'actions présentées par les départements",
    publisher="Atelier des solidarités locales",
    foreword=(
        Paragraph(
            "Ce recueil est composé pour éprouver la lecture de mises en page variées. Les actions, les personnes et les adresses "
            "qu'il présente sont imaginaires ; seuls les noms des départements existent."
        ),
    ),
    chapters=(
        Chapter(1, "Vivre chez soi", (MEMORY, RAINBOW, CARERS, HOUSE), (STORAGE, NURSERY)),
        Chapter(2, "Grandir et travailler", (SHUTTLE, PARENTS, DRAWERS), (BIKES,)),
    ),
)
