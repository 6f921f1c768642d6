"""Sentences with figures that say plainly what they tell, and sentences whose numbers are no figures."""

from dataclasses import dataclass

from hypothesis import strategies as st

from tests.roundtrip.quantities import Counted, counted, money, one_in, share
from tests.roundtrip.vocabulary import PEOPLE, THINGS, TOWNS
from tests.typeset.model import Figure, Paragraph


@dataclass(frozen=True)
class Told:
    """Text and the figures in it."""

    text: str
    figures: tuple[Figure, ...] = ()


NEUTRAL = (
    "Le Département a construit cette démarche avec les habitants et les professionnels du bassin de vie.",
    "Les travailleurs sociaux orientent le public, puis l'équipe prend le relais au domicile.",
    "Chacun avance à son rythme, sans condition ni calendrier imposé.",
    "La coordination repose sur un référent unique, joignable par tous les partenaires.",
    "Les communes prêtent les locaux et l'association anime les rencontres.",
    "L'accueil est inconditionnel et confidentiel.",
    "Des temps de formation rassemblent régulièrement les intervenants.",
    "Le comité de pilotage associe les usagers à chaque décision.",
    "La démarche s'appuie sur les ressources du voisinage plutôt que sur un nouvel équipement.",
    "Un livret simple, écrit en français courant, présente les droits et les interlocuteurs.",
    "Les employeurs du secteur ont été associés dès le diagnostic.",
    "L'outil numérique ne remplace pas la rencontre : il la prépare.",
    "Les familles choisissent elles-mêmes les sujets abordés.",
    "La voiture reste indispensable, faute de transport public en soirée.",
    "**L'action ne se limite pas au versement d'une aide** : elle crée du lien.",
    "Les agents d'accueil ont appris à repérer les situations d'isolement.",
    "Le projet fait une large place à la parole des personnes concernées.",
    "Les élus y voient un moyen de rapprocher l'administration des bourgs les plus éloignés.",
)
#: Numbers that count nothing: dates, ages, durations, timetables, references, names, ordinals, parts of a text.
NO_FIGURE = (
    "Les rencontres ont lieu tous les quinze jours et durent deux heures.",
    "Le public visé est âgé de 16 à 25 ans.",
    "Cette orientation figure dans le schéma adopté le 12 mars 2015.",
    "Le service est joignable 24h/24 et 7j/7.",
    "L'accompagnement dure 6 mois, renouvelable une fois.",
    "La loi n° 2015-1776 du 28 décembre 2015 a renforcé cette compétence.",
    "Le projet se déroule en trois étapes, de la rencontre au bilan.",
    "La permanence se tient deux fois par semaine, de 14h à 17h30.",
    "Le référent intervient dès le premier rendez-vous.",
    "Entre 2012 et 2016, la demande n'a cessé de croître.",
    "Les personnes évaluées en GIR 5 et 6 ne sont pas concernées.",
    "Le dispositif répond à l'article L. 116-1 du code de l'action sociale et des familles.",
    "L'atelier se déroule au 12 rue des Tanneurs, le 2ème mardi du mois.",
    "Une convention pluriannuelle court jusqu'au 31 décembre 2019.",
    "L'équipe prépare la rentrée 2018.",
    "Les jeunes de moins de 18 ans y participent avec l'accord de leurs parents.",
    "Deux axes structurent le projet : prévenir et accompagner.",
)  # fmt: skip
ITEMS = (
    "informer les personnes sur leurs droits ;",
    "rompre l'isolement par des rencontres régulières ;",
    "soutenir les proches dans leur rôle quotidien ;",
    "mettre en relation les employeurs et les candidats ;",
    "adapter le logement avant l'entrée en dépendance ;",
    "former les intervenants à l'écoute ;",
    "faire connaître le dispositif auprès des médecins de ville.",
    "Un temps collectif, ouvert à tous les habitants",
    "Une visite à domicile, sur rendez-vous",
)


def opened(text: str) -> str:
    """Text as a sentence opens with it.

    >>> opened("une trentaine d'agents")
    "Une trentaine d'agents"
    """
    return text[0].upper() + text[1:]


def _sentence(text: str, figures: tuple[Figure, ...]) -> Told:
    """A sentence; what quotes its first words quotes the capital too."""
    capital = tuple(f._replace(raw=opened(f.raw)) if n == 0 and text.startswith(f.raw) else f for n, f in enumerate(figures))
    return Told(opened(text), capital)


def _one(pattern: str, nature: str, nouns: tuple = PEOPLE + THINGS) -> st.SearchStrategy[Told]:
    """Sentences with `{}` for what is counted and `{done}` for a participle that agrees with it."""

    def tell(what: Counted, pick: int, year: int, town: str) -> Told:
        done = what.noun.done[pick % len(what.noun.done)]
        text = pattern.format(what.text, done=what.noun.agreed(done), made=done.removesuffix("s"), year=year, town=town)
        return _sentence(text, (what.told(nature),))

    return st.builds(tell, counted(nouns), st.integers(0, 3), st.integers(2012, 2018), st.sampled_from(TOWNS))


def _sum(pattern: str, nature: str) -> st.SearchStrategy[Told]:
    return money().map(lambda m: _sentence(pattern.format(m[0]), (m[1]._replace(nature=nature),)))


def _share(pattern: str, nature: str) -> st.SearchStrategy[Told]:
    return share().map(lambda s: _sentence(pattern.format(s[0]), (s[1]._replace(nature=nature),)))


def _one_in(pattern: str, nature: str) -> st.SearchStrategy[Told]:
    return one_in().map(lambda s: _sentence(pattern.format(s[0]), (s[1]._replace(nature=nature),)))


@st.composite
def _two(draw: st.DrawFn) -> Told:
    """Two figures in one sentence."""
    first, second = draw(counted()), draw(counted())
    pattern = draw(
        st.sampled_from(
            (
                "{0} ont été {done0} et {1} ont été {done1}.",
                "Au total, {0} et {1} ont été mobilisés en {year}.",
                "Depuis {year}, {0} ont été {done0} ; {1} ont été {done1} la même année.",
                "L'équipe s'appuie sur {0} (et {1}).",
            )
        )
    )
    text = pattern.format(
        first.text,
        second.text,
        done0=first.noun.agreed(first.noun.done[0]),
        done1=second.noun.agreed(second.noun.done[0]),
        year=draw(st.integers(2012, 2017)),
    )
    return _sentence(text, (first.told("result"), second.told("result")))


_PAST = st.one_of(
    _one("{} ont été {done} en {year}.", "result"),
    _one("le Département a {made} {} en {year}.", "result"),
    _one("depuis l'ouverture, {} ont été {done}.", "result"),
    _one("au total, {} ont été {done} à {town}.", "result"),
)
_DONE = st.one_of(
    _PAST,
    _PAST,
    _PAST,
    _PAST,
    _one("l'équipe réunit {}.", "result", PEOPLE),
    _one("le réseau s'appuie aujourd'hui sur {}.", "result"),
    _one("en {year}, l'action a concerné {} du secteur de {town}.", "result"),
    _one("l'action mobilise {}, réparties sur l'ensemble du bassin.", "result", tuple(n for n in PEOPLE + THINGS if n.feminine)),
    _two(),
    _sum("l'action coûte {} par an.", "result"),
    _sum("le Département y consacre {} par an.", "result"),
    _sum("l'association a reçu {} en 2016.", "result"),
    _sum("chaque famille reçoit {} pour ses premiers achats.", "result"),
    _sum("le budget de l'opération ({}) est partagé entre les financeurs.", "result"),
    _share("{} des participants ont retrouvé un emploi.", "result"),
    _share("à l'issue du parcours, {} des bénéficiaires ont trouvé un logement.", "result"),
    _one_in("{} a retrouvé un emploi durable.", "result"),
)
_PLANNED = st.one_of(
    _one("il est prévu de toucher {} d'ici 2020.", "target"),
    _one("à terme, {} seront {done}.", "target"),
    _one("le projet prévoit {}.", "target"),
    _one("{} devraient être {done} l'an prochain.", "target"),
    _one("l'objectif est de toucher {} dès la première année.", "target"),
    _sum("le budget prévisionnel atteint {}.", "target"),
)
_STATED = st.one_of(
    _one("le territoire compte {}.", "context"),
    _one("en {year}, {} étaient sans solution dans le secteur de {town}.", "context"),
    _one("{} vivent à plus d'une heure de la première gare.", "context", PEOPLE),
    _share("{} de la population vit sous le seuil de pauvreté.", "context"),
    _share("{} des ménages ne disposent pas de véhicule.", "context"),
    _one_in("{} vit seul.", "context"),
    _sum("le revenu médian par ménage atteint {} dans ce canton.", "context"),
)
_PLAIN = st.sampled_from((*NEUTRAL, *NO_FIGURE)).map(Told)
#: Sentences of a section by its key.
SENTENCES = {
    "context": st.one_of(_PLAIN, _PLAIN, _STATED),
    "description": st.one_of(_PLAIN, _PLAIN, _PLAIN, _DONE, _PLANNED),
    "innovation": _PLAIN,
    "impact": st.one_of(_PLAIN, _DONE, _DONE),
    "further": st.one_of(_PLAIN, _PLANNED),
    "brief": st.one_of(_PLAIN, _PLAIN, _DONE),
    # in a plan of what is to come, only the past tense tells results
    "plan": st.one_of(_PLAIN, _PLANNED, _PLANNED, _PAST),
    "outlook": st.one_of(_PLAIN, _PLANNED),
    "stated": st.one_of(_PLAIN, _STATED),
}
#: Measures that promise something.
MEASURES = st.one_of(
    st.sampled_from(ITEMS[:6]).map(lambda item: Told(opened(item.removesuffix(" ;")))),
    _one("créer {}", "target", THINGS),
    _one("accompagner {} supplémentaires", "target", PEOPLE),
    _one("atteindre {} d'ici 2028", "target"),
    _sum("consacrer {} par an à cette priorité", "target"),
)


@st.composite
def _item(draw: st.DrawFn) -> Told:
    """An item of a list, sometimes one that counts."""
    if draw(st.integers(0, 2)):
        return Told(draw(st.sampled_from(ITEMS)))
    what = draw(counted())
    return Told(f"{what.text} {what.noun.agreed(what.noun.done[0])} ;", (what.told("result"),))


@st.composite
def paragraphs(draw: st.DrawFn, key: str) -> tuple[tuple[Paragraph, ...], tuple[Figure, ...]]:
    """The paragraphs of a section of a key, and the figures in them."""
    found: list[Paragraph] = []
    figures: list[Figure] = []
    for _ in range(draw(st.integers(1, 2))):
        told = draw(st.lists(SENTENCES[key], min_size=1, max_size=3))
        found.append(Paragraph(" ".join(t.text for t in told)))
        figures += [f for t in told for f in t.figures]
    if key == "description" and draw(st.integers(0, 3)) == 3:
        found.append(Paragraph("L'action repose sur des principes simples :"))
        items = draw(st.lists(_item(), min_size=2, max_size=3))
        found += [Paragraph(item.text, bullet=True) for item in items]
        figures += [f for item in items for f in item.figures]
    return tuple(found), tuple(figures)
