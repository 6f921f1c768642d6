"""Strategy pages, press releases on contracts, schemes and thematic dossiers."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from hypothesis import strategies as st

from schemas.rules import DepartmentEntry
from tests.roundtrip.fiches import titles
from tests.roundtrip.sentences import MEASURES, SENTENCES, Told
from tests.roundtrip.vocabulary import ASSOCIATIONS, DEPARTMENTS, TITLE_NOUNS, TITLE_OF, TOWNS
from tests.typeset.model import Figure
from tests.typeset.pages import Action, Page, Part, Piece

#: "Le Département de la Ville de Paris" and the like are no names of a publisher.
_PUBLISHERS = [d for d in DEPARTMENTS if d.code not in {"69M", "75", "90"}]
_DOES = (
    "Repérer", "Rendre accessibles", "Soutenir", "Accompagner", "Développer", "Faire connaître", "Renforcer", "Encourager", "Coordonner",
    "Ouvrir", "Reconnaître", "Simplifier",
)  # fmt: skip
_WHAT = (
    "les services d'aide à domicile", "les parcours des jeunes majeurs", "les lieux de répit pour les familles", "les soins de proximité",
    "l'habitat partagé et ses voisinages", "les métiers du lien", "la parole des personnes concernées", "les mobilités du quotidien",
    "l'accueil des tout-petits", "les loisirs et le sport pour chacun", "les premiers logements", "l'entraide entre voisins",
)  # fmt: skip
_RIGHTS = (
    "Chacun peut vieillir chez soi, entouré et en sécurité", "Tout enfant a le droit d'être entendu et protégé",
    "Les proches aidants ne restent pas seuls", "Personne ne renonce à ses droits faute d'information",
)  # fmt: skip
_INTRODUCTION = (
    "Les travaux préparatoires ont réuni des habitants, des élus et des professionnels de tous les cantons.",
    "La collectivité souhaite agir plus tôt, plus près et avec celles et ceux qui sont concernés.",
    "Chacun des partenaires apporte ses compétences et partage ses données.",
)
#: Parts of a sheet: their headings, and which sentences stand below them.
_PARTS: tuple[tuple[tuple[str, ...], str], ...] = (
    (("Le contexte", "Constat", "Contexte", "Pourquoi agir"), "stated"),
    (("La mise en œuvre", "Description de l'action", "Contenu"), "description"),
    (("Premier bilan", "Résultats", "Le bilan"), "impact"),
    (("Résultats attendus", "Et maintenant", "Perspectives"), "outlook"),
)


@dataclass(frozen=True)
class _Lines:
    """Sentences of an action as paragraphs, and what they tell."""

    paragraphs: tuple[str, ...]
    figures: tuple[Figure, ...]
    carriers: tuple[str, ...] | None = None
    period: tuple[int | None, int | None, bool] | None = None


def _in(department: DepartmentEntry) -> str:
    """The department as a place: "dans l'Ain", "en Savoie"."""
    of = department.printed
    for ending, place in (
        ("du ", "dans le "),
        ("des ", "dans les "),
        ("de l'", "dans l'"),
        ("de la ", "en "),
        ("de ", "en "),
        ("d'", "en "),
    ):
        if of.startswith(ending):
            return place + of[len(ending) :]
    raise ValueError(of)


@st.composite
def _carried(draw: st.DrawFn) -> tuple[str, tuple[str, ...]]:
    """A sentence that says plainly who carries the action."""
    name, town = draw(st.sampled_from(ASSOCIATIONS)), draw(st.sampled_from([t for t in TOWNS if t[0] not in "AÉO"]))
    who, by, to = draw(
        st.sampled_from(
            (
                (f"association {name}", "l'", "à l'"),
                (f"association « {name} »", "l'", "à l'"),
                (f"mission locale de {town}", "la ", "à la "),
                (f"centre hospitalier de {town}", "le ", "au "),
                (f"communauté de communes de {town}", "la ", "à la "),
                (f"CCAS de {town}", "le ", "au "),
                ("CAF", "la ", "à la "),
            )
        )
    )
    pattern = draw(
        st.sampled_from(
            (
                "L'action est portée par {by}.", "Le dispositif est géré par {by}.", "La coordination est assurée par {by}.",
                "L'animation est confiée {to}.", "Portée par {by}, elle s'adresse à tous.",
            )
        )
    )  # fmt: skip
    return pattern.format(by=by + who, to=to + who), (who,)


@st.composite
def _begun(draw: st.DrawFn) -> tuple[str, tuple[int, None, bool]]:
    """A sentence that says plainly when the action began."""
    year, month = draw(st.integers(2014, 2022)), draw(st.sampled_from(("janvier", "mars", "septembre", "octobre")))
    sentence, since = draw(
        st.sampled_from(
            (
                (f"L'action a débuté en {year}.", False),
                (f"Le dispositif a été créé en {month} {year}.", False),
                (f"La démarche a été lancée en {year}.", False),
                (f"Depuis {year}, le Département anime ce réseau avec les communes.", True),
                (f"Depuis {month} {year}, une équipe se rend au domicile des personnes.", True),
            )
        )
    )
    return sentence, (year, None, since)


@st.composite
def _lines(draw: st.DrawFn, sentences: st.SearchStrategy[Told], most: int = 2, *, told: bool = False) -> _Lines:
    """Paragraphs; `told` where they may say who carries the action and since when."""
    paragraphs: list[str] = []
    figures: list[Figure] = []
    carriers: tuple[str, ...] | None = None
    period: tuple[int | None, int | None, bool] | None = None
    for number in range(draw(st.integers(1, most))):
        found = draw(st.lists(sentences, min_size=1, max_size=3))
        texts = [t.text for t in found]
        if told and number == 0:
            if draw(st.booleans()):
                sentence, carriers = draw(_carried())
                texts.insert(0, sentence)
            if draw(st.booleans()):
                sentence, period = draw(_begun())
                texts.insert(0, sentence)
        paragraphs.append(" ".join(texts))
        figures += [f for t in found for f in t.figures]
    return _Lines(tuple(paragraphs), tuple(figures), carriers, period)


def _pieces(part: Part, texts: Iterable[str]) -> list[Piece]:
    return [Piece(part, text) for text in texts]


@st.composite
def _names(draw: st.DrawFn, least: int, most: int) -> list[str]:
    """Different titles that say what is done: "Soutenir les métiers du lien"."""
    what = draw(st.lists(st.sampled_from(_WHAT), min_size=least, max_size=most, unique=True))
    return [f"{draw(st.sampled_from(_DOES))} {thing}" for thing in what]


@st.composite
def strategy_pages(draw: st.DrawFn) -> Page:
    """A page of action sheets, each with the same sub-headings."""
    department = draw(st.sampled_from(_PUBLISHERS))
    names = draw(st.one_of(_names(2, 4), st.lists(titles(), min_size=2, max_size=4, unique_by=str.casefold)))
    if draw(st.integers(0, 2)) == 2:
        names = [f"Fiche action n° {n} : {name[0].lower()}{name[1:]}" for n, name in enumerate(names, 1)]
    parts = [(draw(st.sampled_from(headings)), key) for headings, key in _PARTS if key == "description" or draw(st.booleans())]
    if len(parts) == 1:
        parts.insert(0, ("Le contexte", "stated"))
    pieces = [
        Piece(Part.TITLE, draw(st.sampled_from(("Pacte local des solidarités", "Stratégie de lutte contre la pauvreté")))),
        Piece(Part.PARAGRAPH, f"Le Département {department.printed} présente ici les fiches actions qu'il mène avec l'État."),
    ]
    # a heading and a sub-heading that no rule knows are told apart by the list in front only
    pieces += [Piece(Part.PARAGRAPH, "Au sommaire de cette page :"), *_pieces(Part.BULLET, names)] if draw(st.booleans()) else []
    actions = []
    for name in names:
        pieces.append(Piece(Part.HEADING, name))
        told = _Lines((), ())
        figures: list[Figure] = []
        for heading, key in parts:
            lines = draw(_lines(SENTENCES[key], told=key == "description"))
            told = lines if key == "description" else told
            figures += lines.figures
            pieces += [Piece(Part.SUB_HEADING, heading), *_pieces(Part.PARAGRAPH, lines.paragraphs)]
        actions.append(Action("action", name, (department.code,), None, told.carriers, told.period, tuple(figures)))
    pieces += _pieces(Part.PARAGRAPH, draw(st.sampled_from(((), ("Version imprimable",), ("Haut de page",)))))
    return Page("strategy", tuple(pieces), tuple(actions))


@st.composite
def press_releases(draw: st.DrawFn) -> Page:
    """A press release whose plan lists the actions, with nested bullets or paragraphs below some, and a finance list behind."""
    department = draw(st.sampled_from(_PUBLISHERS))
    of = department.printed
    pieces = [
        *_pieces(Part.PARAGRAPH, ["Communiqué de presse"] if draw(st.booleans()) else []),
        Piece(Part.TITLE, f"Le Département {of} et l'État signent un contrat pour l'autonomie"),
        Piece(Part.PARAGRAPH, f"Le Département {of} et l'État ont signé un contrat pour trois ans. {draw(st.sampled_from(_INTRODUCTION))}"),
    ]
    if draw(st.booleans()):
        pieces += [
            Piece(Part.PARAGRAPH, "Le contrat poursuit deux objectifs :"),
            *_pieces(Part.BULLET, ("agir plus tôt ;", "agir ensemble.")),
        ]
    pieces.append(
        draw(
            st.sampled_from(
                (
                    Piece(Part.PARAGRAPH, "Le plan d'actions comprend notamment :"),
                    Piece(Part.PARAGRAPH, "Un plan d'actions a été établi, dont voici quelques exemples :"),
                    Piece(Part.PARAGRAPH, "Les principales mesures du contrat :"),
                    Piece(Part.HEADING, "Les premières actions"),
                )
            )
        )
    )
    bold = draw(st.booleans())
    below = draw(st.booleans()) and bold  # only a bullet that opens in bold tells that one list goes on behind a paragraph
    count = draw(st.integers(3, 6))
    names = [f"{noun} {draw(st.sampled_from(TITLE_OF))}" for noun in draw(st.permutations(TITLE_NOUNS))[:count]]
    if bold and draw(st.booleans()):
        names = draw(st.lists(titles(), min_size=count, max_size=count, unique_by=str.casefold))
    joint = draw(st.sampled_from((" : ", ". ", " – "))) if bold else " : "
    actions = []
    for number, name in enumerate(names):
        lines = draw(_lines(SENTENCES["plan"], 1, told=joint == " : "))
        figures = list(lines.figures)
        pieces.append(Piece(Part.BULLET, f"{f'**{name}**' if bold else name}{joint}{lines.paragraphs[0]}"))
        nested = draw(st.lists(MEASURES, min_size=2, max_size=3)) if draw(st.integers(0, 2)) == 2 else []
        pieces += _pieces(Part.NESTED, (f"{m.text} ;" for m in nested))
        figures += [f for m in nested for f in m.figures]
        # below the last bullet nothing tells whether a paragraph still speaks of its action
        if below and number + 1 < count and draw(st.booleans()):
            more = draw(_lines(SENTENCES["plan"]))
            pieces += _pieces(Part.PARAGRAPH, more.paragraphs)
            figures += more.figures
        actions.append(Action("action", name, (department.code,), None, lines.carriers, lines.period, tuple(figures)))
    if draw(st.booleans()):
        pieces += [
            *([Piece(Part.HEADING, "Un financement partagé")] if draw(st.booleans()) else []),
            Piece(Part.PARAGRAPH, "Pour la première année, les financements se répartissent ainsi :"),
            *_pieces(Part.BULLET, ("620 000 € apportés par l'État ;", "480 000 € inscrits au budget du Département.")),
        ]
    pieces.append(Piece(Part.PARAGRAPH, "Un comité de suivi, coprésidé par les signataires, se réunira deux fois par an."))
    return Page("contract", tuple(pieces), tuple(actions))


@st.composite
def schemes(draw: st.DrawFn) -> Page:
    """A scheme: axes, commitments with their measures, insets."""
    department = draw(st.sampled_from(_PUBLISHERS))
    of = department.printed
    pieces = [
        Piece(Part.TITLE, f"Le schéma départemental de l'autonomie 2023-2028 {of}"),
        Piece(Part.PARAGRAPH, f"Voici les engagements du Département {of} pour cinq ans. {draw(st.sampled_from(_INTRODUCTION))}"),
    ]
    names = iter(draw(_names(12, 12)))
    quoted = draw(st.booleans())
    word = draw(st.sampled_from(("Axe {} – {}", "AXE {} : {}", "Orientation n° {} : {}", "Ambition {} - {}")))
    actions: list[Action] = []

    def tell(kind: str, title: str, section: str | None, lines: _Lines) -> None:
        actions.append(Action(kind, title, (department.code,), section, lines.carriers, lines.period, lines.figures))

    for number, right in enumerate(_RIGHTS[: draw(st.integers(3, 4))], 1):
        axis = f'"{right}"' if quoted else word.format(number, right)
        pieces.append(Piece(Part.HEADING, axis))
        below = draw(st.integers(0, 2))
        if below and draw(st.booleans()):
            pieces.append(Piece(Part.PARAGRAPH, draw(st.sampled_from(_INTRODUCTION))))
        for name in [next(names) for _ in range(below)] or [axis]:
            if below:
                pieces.append(Piece(Part.SUB_HEADING, name))
            figures: list[Figure] = []
            if draw(st.integers(0, 2)) == 2:
                lines = draw(_lines(SENTENCES["stated"], 1))
                pieces += _pieces(Part.PARAGRAPH, lines.paragraphs)
                figures += lines.figures
            measures = draw(st.lists(MEASURES, min_size=2, max_size=4))
            pieces += _pieces(Part.BULLET, (m.text for m in measures))
            figures += [f for m in measures for f in m.figures]
            if draw(st.booleans()):
                examples = draw(st.lists(MEASURES, min_size=2, max_size=3))
                text = ", ".join(m.text[0].lower() + m.text[1:] for m in examples)
                pieces.append(Piece(Part.PARAGRAPH, f"Quelques exemples : {text}."))
                figures += [f._replace(raw=f.raw[0].lower() + f.raw[1:]) for m in examples for f in m.figures]
            tell("commitment", name, axis if below else None, _Lines((), tuple(figures)))
        if draw(st.integers(0, 2)) == 2:
            title = f"Focus : {draw(titles())}"
            lines = draw(_lines(SENTENCES["impact"], told=True))
            pieces += [Piece(Part.SUB_HEADING, title), *_pieces(Part.PARAGRAPH, lines.paragraphs)]
            tell("focus", title, axis, lines)
    pieces += _pieces(Part.PARAGRAPH, draw(st.sampled_from(((), ("Télécharger le schéma complet",)))))
    return Page("scheme", tuple(pieces), tuple(actions))


@st.composite
def dossiers(draw: st.DrawFn) -> Page:
    """A thematic dossier: levers that quote departments, insets that tell what one of them did."""
    pieces = [
        *_pieces(Part.PARAGRAPH, ["Dossier thématique"] if draw(st.booleans()) else []),
        Piece(Part.TITLE, "Départements et solidarités de proximité"),
        Piece(Part.PARAGRAPH, f"Les départements peuvent agir à chaque étape de la vie. {draw(st.sampled_from(_INTRODUCTION))}"),
        draw(
            st.sampled_from(
                (Piece(Part.PARAGRAPH, "Plusieurs leviers d'action sont possibles :"), Piece(Part.HEADING, "Les leviers à actionner"))
            )
        ),
    ]
    actions = []
    for number, name in enumerate(draw(_names(3, 5))):
        quoted = draw(st.lists(st.sampled_from(_PUBLISHERS), max_size=2, unique_by=lambda d: d.code))
        lines = draw(_lines(st.one_of(SENTENCES["stated"], SENTENCES["impact"])))
        examples = [f"Le Département {d.printed} soutient ainsi les associations qui s'y engagent." for d in quoted]
        pieces += [
            Piece(Part.SUB_HEADING, name),
            *_pieces(Part.PARAGRAPH, (*lines.paragraphs, *([" ".join(examples)] if examples else []))),
        ]
        actions.append(Action("lever", name, tuple(d.code for d in quoted), None, None, None, lines.figures))
        if number == 0 or draw(st.booleans()):  # a dossier that names no place is hardly one
            place = draw(st.sampled_from(_PUBLISHERS))
            title = f"{draw(st.sampled_from(TITLE_NOUNS))} {draw(st.sampled_from(TITLE_OF))} {_in(place)}"
            told = draw(_lines(SENTENCES["impact"], told=True))
            if draw(st.integers(0, 2)) == 2:
                pieces.append(Piece(Part.SUB_HEADING, draw(st.sampled_from(("RETOUR D'EXPÉRIENCE", "[ RETOUR D'EXPÉRIENCE ]")))))
            pieces += [Piece(Part.SUB_HEADING, title), *_pieces(Part.PARAGRAPH, told.paragraphs)]
            actions.append(Action("box", title, (place.code,), None, told.carriers, told.period, told.figures))
    pieces += [
        Piece(Part.SUB_HEADING, "Pour aller plus loin"),
        *_pieces(Part.BULLET, ("Guide des solidarités", "Annuaire des lieux de répit")),
    ]
    return Page("dossier", tuple(pieces), tuple(actions))


FAMILIES: dict[str, Callable[[], st.SearchStrategy[Page]]] = {
    "strategy": strategy_pages,
    "contract": press_releases,
    "scheme": schemes,
    "dossier": dossiers,
}
