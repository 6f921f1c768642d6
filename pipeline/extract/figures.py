"""Figures: which numbers of a text are quantities, what they count, how exactly, and what they tell."""

import itertools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from pipeline.document import Block, BlockKind, MappedText, fold
from pipeline.extract.acronyms import Acronyms
from pipeline.extract.columns import Told, cell_ranges
from pipeline.extract.figure_labels import label_of
from pipeline.extract.nature import BY_WORDS, InSentence, Leaning, Setting, WordReader, by_cues, leaning_of
from pipeline.extract.quantities import NUMBER, Form, Quantity, Unit, number_or_none, read_quantities
from schemas.enums import FigureKind, Nature, Qualifier, SectionKey
from schemas.rules import FiguresFile, FigureWordsFile

_BLANK = "\u2588"  # stands for masked characters: no rule and no number pattern matches it
_SENTENCE = re.compile(
    r"(?<=[.!?;])\s+(?=[A-ZÀ-Ý«\"(-])|(?<=[a-zà-ÿ)»€%][.!?])(?<!\bp\.)(?<!\bpp\.)(?<!\b[Ee]nv\.)(?<!\bmax\.)(?<!\bmin\.)\s+(?=\d)|(?<=(?:19|20)\d\d[.!?])\s+(?=\d)|(?<=\.\.\.)\s+"
)
#: How far around a number its sentence is read: the cells of a long table are one sentence, and each holds a number.
_REACH = 600
_WORD = re.compile(r"[\wà-ÿÀ-Ý]+(?:['’][\wà-ÿÀ-Ý]+)*(?:[-·][\wà-ÿÀ-Ý]+)*²?", re.UNICODE)
_ELIDED = re.compile(r"^(?:[ldnsjmt]|qu)['’]", re.IGNORECASE)
_ADJECTIVES = {
    "autres", "nouveaux", "nouvelles", "nouvel", "jeunes", "petits", "petites", "grands", "grandes", "premiers", "premieres",
    "principaux", "principales", "differents", "differentes", "anciens", "anciennes", "seuls", "seules", "vrais", "futurs",
    "futures", "dernieres", "derniers", "vieux", "vieilles", "beaux", "belles", "diverses", "divers", "grosses", "gros", "bons", "bonnes", "ex", "meilleurs", "prochaines", "prochains", "memes", "supplementaires",
}  # fmt: skip
_FUNCTION_WORDS = {
    "sur", "ont", "sont", "a", "est", "ayant", "etaient", "avaient", "dans", "en", "pour", "par", "et", "ou", "dont", "soit", "qui",
    "que", "avec", "sans", "se", "s", "ne", "n", "y", "ainsi", "au", "aux", "etant", "fin", "contre", "la", "le", "les",
    "l", "pres", "dès", "seront", "sera", "peuvent", "pourront", "font", "fait", "vont", "entre", "depuis", "des", "de", "du",
    "aujourd'hui", "il", "elle", "ils", "elles", "on",
}  # fmt: skip
_QUALIFIED = r"(?:déjà |encore |environ |près de |plus de |moins de |quelque |au (?:plus|moins|maximum|minimum) |jusqu'à )*"
#: "le nombre d'abonnés est passé de 300 à 400", "nombre de visites : 300"
_BEFORE_COUNT = re.compile(
    r"(?:nombre (?:de |d'|des )|total (?:de |d'|des ))(?P<noun>[^:=\d]{3,70}?) ?(?:en \u2588+|en (?:19|20)\d\d)? ?"
    rf"(?:[:=(] ?|(?:a|ont|est|sont) [^.;:]{{3,60}} pour atteindre |(?:est|était|sera|s'élève|s'élevait|atteint|a atteint|(?:est |a été )?(?:pass|mont|port|progress)\w+)"
    rf"(?: (?:de \d[\d ]*|[\wà-ÿ]+))? (?:de |à )?{_QUALIFIED})$",
    re.IGNORECASE,
)
#: "Les jeunes étaient 45", "les agents formés sont une trentaine"
_SUBJECT = re.compile(
    rf"(?P<noun>[^.;:,()\d]{{3,60}}?) (?:sont|étaient|seront|seraient|furent) (?:plus )?(?:que )?{_QUALIFIED}$", re.IGNORECASE
)
#: "on estime à 8 900 les proches", "porter à 140 le nombre de places"
_OBJECT = re.compile(r" (?:les |le nombre (?:de |d'|des ))(?P<noun>[^.;:,()\d]{3,40})")
_TOLD_AT = re.compile(rf"\b(?:estim|évalu|chiffr|port|fix|plafonn|limit|ramen|rédui)\w+ à {_QUALIFIED}$", re.IGNORECASE)
_PERSONS = re.compile(
    rf"\b(?:(?:ils|elles) (?:ne |n')?(?:sont|étaient|seront|seraient|furent)|nous (?:sommes|étions)) (?:plus )?(?:que )?{_QUALIFIED}$",
    re.IGNORECASE,
)
#: "devrait en accueillir dix", "elle en emploie désormais trente": what is counted was named before.
_OF_IT = re.compile(
    r"\b(?:d')?en (?:(?P<hires>emploie(?:nt)?|employer|salari(?:e|ent|er)|embauch(?:e|ent|er)|recrut(?:e|ent|er)|form(?:e|ent|er))|(?!(?:hiver|janvier|février|premier|dernier|papier|quartier|atelier|chantier|foyer|particulier)\b)[a-zà-ÿ]+(?:er|ir|oir)|suivre"
    r"|(?:compte|accueille|gère|reçoi|anime|finance|loge|héberge|possède|propose|reste|a|ont|avai|avons|offre)(?:nt|t)?)"
    rf" (?:[a-zà-ÿ]+ment |désormais |aujourd'hui |ainsi )?{_QUALIFIED}$",
    re.IGNORECASE,
)
#: "au lieu de sept actuellement", "Douze agents sur les vingt qu'elle compte"
_COMPARED = re.compile(rf"(?:\b(?:au lieu de|contre)|\w sur (?:les|ses|leurs)) {_QUALIFIED}$", re.IGNORECASE)
#: "Un jury de lecteurs, douze en tout, choisit"
_IN_ALL = re.compile(r" (?:en tout|au total)\b(?! [\wà-ÿ]+s\b)")
#: "Les bénévoles, une quarantaine à ce jour, servent"
_NAMED_BEFORE = re.compile(rf"(?P<noun>(?:[\wÀ-ÿ'-]+ ?){{1,4}}), (?:aujourd'hui |désormais )?{_QUALIFIED}$", re.IGNORECASE)
_ASIDE = re.compile(r"(?: (?:en tout|au total|à ce jour|aujourd'hui|l'an (?:dernier|passé)))? ?[,;.)]")
#: "Sur 540 cartes envoyées, 322 sont revenues"
_OUT_OF = re.compile(rf"\bsur {NUMBER} [^.;,]{{3,50}}, {_QUALIFIED}$", re.IGNORECASE)
#: "29 euros, contre 75 en ville"
_INSTEAD = re.compile(r"\b(?:contre|au lieu de) $")
#: The number of a department at the end of the name of a body, and how it goes on where that acts.
_DEPARTMENT = re.compile(r"0[1-9]|[1-8]\d|9[0-5]")
_ACTS = re.compile(r" (?:les? |la |l'|y |se |s'|n'|ne |qui |qu'|a |est |assure |gère |anime |porte |propose |accompagne |organise )")
#: What makes a number word after a number a duration: "186 dix ans plus tôt".
_TIME_AFTER = re.compile(r" (?:ans|mois|semaines|jours)\b")
_IN_GROUPS = re.compile(rf"\b(?:groupes?|équipes?) (?:[\wà-ÿ-]+ )?(?:de|d') ?{_QUALIFIED}$", re.IGNORECASE)
#: "Bénéficiaires : 145", "Hommes en 2016 : 45"
_LABELLED = re.compile(rf"(?:^|[,;(] )(?P<noun>[^,;:.()\d]{{3,50}}?)(?: en (?:19|20)\d\d)? ?: {_QUALIFIED}$", re.IGNORECASE)
#: "les bénévoles (plus de 200)", "les bénévoles - une centaine -"
_APPOSED = re.compile(rf"(?P<noun>(?:[\wÀ-ÿ'-]+ ){{1,4}})(?:\(|- )(?:\+ de )?{_QUALIFIED}$", re.IGNORECASE)
_OTHERS = re.compile(r" autres (?:sont|ont|étaient|avaient|se|s'\w+|y|en)\b")
_HOUSEHOLDS = re.compile(r"(?:familles?|foyers?|ménages?|couples?)\b", re.IGNORECASE)
#: "le taux a progressé de 9 points"
_OF_A_RATE = re.compile(r"\b(?:taux|part|proportion|pourcentage)\b", re.IGNORECASE)
#: A verb, which no noun after a number of several ends like.
_VERB = "[a-zà-ÿ]{2,}(?:ent|eront|iront)"
_VERB_ENDING = re.compile(rf"{_VERB}$")
_DEMONYM = re.compile(
    r"(?!Relais|Palais|Marais|Essais|Délais|Terrains)[A-ZÀ-Ý][\wà-ÿ-]+(?:ais|ois|aises|oises|ains|aines|iens|iennes|ards|ardes|éens|éennes)$"
)
_AT_NUMBER_OF = re.compile(r"(?P<noun>[^.;:()\d]{3,90}?),? (?:\w+ )?au nombre de $", re.IGNORECASE)
_ELLIPTIC_BEFORE = re.compile(r"\b(?:dont|maximum|minimum) $", re.IGNORECASE)
_AT_MOST = re.compile(r" (?:au )?(?:maximum|minimum|plus|moins)\b")
#: "41 familles sont venues, douze ont déménagé": a number word that a verb follows stands for what was counted before.
_VERB_AFTER = re.compile(rf" (?:n'|y |en |s'y |se |s'|le |la |l'|les )?(?:ont|sont|seront|auront|{_VERB})\b")
_CLAUSE_BEGINS = re.compile(r"(?:^|[,;:] |\. |\bet |\bmais )$")
_OF_THEM = re.compile(r" ?d'entre (?:eux|(?P<feminine>elles))\b")
#: "38 maisons, soit deux de plus que prévu"
_MORE = re.compile(r" de (?:plus|moins)\b")
#: How a sentence begins that goes on about who was named before.
_GOES_ON = re.compile(
    r"\W*(?:ils?|elles?|on y|y|l'\w+ (?:y|en)|leurs?|son|sa|ses|les (?:deux|trois|quatre|cinq|six)|chaque|chacune?|tous|toutes|dans (?:ces|les) (?:deux|trois)|un planning|le coût|la formule|la première|l'une|l'autre|celle-ci|celui-ci|cette|cet|ce (?!sont|n))\b",
    re.IGNORECASE,
)
#: "12, 14 et 16 familles": the noun stands behind the last number.
_LISTED = re.compile(rf"(?:(?:, | et | ou | à |/){NUMBER})+ (?P<noun>[\wà-ÿ'-]+)", re.IGNORECASE)
#: "20 associations et 2 CCAS", "895 salariés, dont 830 en CDI": what joins a number to the one before, whose nature it shares.
_JOINED = re.compile(
    r"(?: [\wÀ-ÿ'-]+){0,5}(?: (?:et|ou|puis|pour)|,? dont| et une? (?:baisse|hausse|réduction|augmentation) de|, soit|, en (?:hausse|baisse|recul|progression|augmentation) de|, (?:encadr|anim|accompagn|suivi)[ée]?e?s? par) (?:[a-zà-ÿ']+ )?$"
)
#: "40 000 euros en 2016, 50 000 en 2017"
_EUROS_BEFORE = re.compile(
    r"\d ?(?:€|euros)[^.;]{0,60}(?:,| et|,? dont|,? contre|,? au lieu de)(?: (?:le |la |les |l')[\wÀ-ÿ'-]+(?: [\wÀ-ÿ'-]+)?)? $",
    re.IGNORECASE,
)
#: "Dépense (€) : 300 000"
_IN_EUROS = re.compile(r"(?:\((?:en )?(?:€|euros?)\)|\ben euros) ?: $", re.IGNORECASE)
#: "les saisonniers agricoles, dont plus de 1 800": what the number is a part of.
_PART_OF = re.compile(r"(?P<noun>(?:[\wÀ-ÿ'-]+ ?){1,4}),? dont (?:(?:plus de|près de|environ|quelque) )?$", re.IGNORECASE)
#: A row of a label and its value is read like a line; with more cells, each value stands behind the label alone.
_ROW = 3
_YEAR_BEFORE = re.compile(
    r"(?:\b(?:en|depuis|dès|fin|début|mi|courant|année|années|avant|après|vers|été|automne|printemps|hiver|horizon|d'ici|jusqu'en|saison|"
    r"rentrée|exercice|de|du|et|à|au|pour|entre|édition|projet|mandat|janvier|février|mars|avril|mai|juin|juillet|août|septembre|octobre|novembre|décembre|l'année|an)"
    r"(?: l'année| à)? ?-?|\(|, |/)$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class ReadFigure:
    """A figure before validation; `raw` and `label` are pieces of the block's text."""

    value: float
    high: float | None
    kind: FigureKind
    qualifier: Qualifier
    nature: Nature
    label: str
    raw: MappedText
    section: SectionKey | None
    rule: str
    confidence: float
    unit_read: bool
    qualifier_rule: str | None = None
    nature_rule: str | None = None


@dataclass(frozen=True, slots=True)
class _Noun:
    """The noun after a number: its kind (None where the word is unknown) and where it ends in the text."""

    kind: FigureKind | None
    end: int
    word: str


class FigureReader:
    """Reads the figures of blocks. One reader serves a whole run."""

    def __init__(self, rules: FiguresFile, words: FigureWordsFile) -> None:
        self._rules = rules
        self._words = WordReader(words, rules)

    @cached_property
    def _kinds(self) -> dict[str, FigureKind]:
        """Kind by noun: as printed in lower case, and without accents where that is not another noun (`aidé`, `aide`)."""
        exact = {noun: rule.kind for rule in reversed(self._rules.nouns) for noun in rule.nouns}
        return {fold(noun): kind for noun, kind in exact.items() if fold(noun) not in exact} | exact

    @cached_property
    def _abstract(self) -> frozenset[str]:
        return frozenset(fold(word) for word in self._rules.not_counted_in_words)

    def read(
        self,
        block: Block,
        section: SectionKey | None,
        acronyms: Acronyms,
        default: Nature = Nature.RESULT,
        *,
        announced: bool = False,
        named: Sequence[int] | None = None,
        columns: Sequence[Told] = (),
        setting: Setting | None = None,
    ) -> Iterator[ReadFigure]:
        """The figures of a block, in order; `default` is what they tell where nothing in the sentence says so.

        `columns` are the cells of a row below heads that say what their figures tell.
        Where a heading or label above has `announced` it, much must speak against it. `named` are the places in the text
        where somebody is named, for texts in which sentences about nobody in particular tell how things are. Where no cue
        tells what a figure tells, and no column either, the words around it are weighed in the `setting` of its fiche.
        """
        leaning = usual = leaning_of(section, default, announced=announced)
        plain = self._masked(_with_edges(block))
        row, head = _head_of_row(block)
        previous: ReadFigure | None = None
        told = False
        for start, end in _sentences(plain):
            if named is not None:
                told = any(start <= at < end for at in named) or (told and bool(_GOES_ON.match(plain, start, end)))
                leaning = usual if told else leaning_of(None, Nature.CONTEXT, announced=False)
            beside: tuple[ReadFigure, int] | None = None
            for quantity in (_moved(found, start) for found in read_quantities(plain[start:end])):
                told_here = next((nature for first, last, nature in columns if first <= quantity.start < last), None)
                here = leaning if told_here is None else leaning_of(None, told_here, announced=True)
                lead = head if quantity.start > row else ""
                sentence = _in_sentence(block.text, plain, (start, end), quantity, lead)
                figure = self._figure(block.text, plain, (start, end), quantity, sentence, section, acronyms, here, previous, lead)
                if figure:
                    if figure.nature_rule is None and beside and _JOINED.match(plain[beside[1] : quantity.start]):
                        figure = replace(figure, nature=beside[0].nature, nature_rule=beside[0].nature_rule)
                    elif figure.nature_rule is None and setting and told_here is None:
                        nature = self._words.nature(sentence, figure.kind, here, setting)
                        figure = replace(figure, nature=nature, nature_rule=BY_WORDS)
                    beside = figure, quantity.end
                    yield figure
                    if figure.kind in {FigureKind.PEOPLE, FigureKind.COUNT}:
                        previous = figure

    def _masked(self, plain: str) -> str:
        plain = plain.replace("[", "(").replace("]", ")")
        for rule in self._rules.masked:
            plain = rule.regex.sub(lambda m: _BLANK * len(m.group()), plain)
        return plain

    def _figure(
        self,
        text: MappedText,
        plain: str,
        sentence: tuple[int, int],
        quantity: Quantity,
        told: InSentence,
        section: SectionKey | None,
        acronyms: Acronyms,
        leaning: Leaning,
        previous: ReadFigure | None,
        lead: str,
    ) -> ReadFigure | None:
        """The figure of a quantity; `lead` is the label that stands before it, where the text between tells of another."""
        before, after = told.before, told.after
        noun = self._noun(plain, quantity, sentence[1], acronyms)
        if self._is_no_quantity(quantity, plain, before, after, noun):
            return None
        kind, unit_read = self._kind(quantity, noun, before, after, previous)
        raw_end = quantity.end if quantity.unit or noun is None else noun.end
        raw = text[quantity.start : raw_end].strip()
        qualifier, qualifier_rule = self._qualifier(quantity, before, after)
        nature, nature_rule = by_cues(self._rules.natures, told, leaning)
        return ReadFigure(
            value=quantity.value,
            high=quantity.high,
            kind=kind,
            qualifier=qualifier,
            nature=nature,
            label=lead.strip(" :") or label_of(text.text, plain, quantity, sentence),
            raw=raw,
            section=section,
            rule=f"figure.{quantity.form}",
            confidence=0.95 if unit_read else 0.6,
            unit_read=unit_read,
            qualifier_rule=qualifier_rule,
            nature_rule=nature_rule,
        )

    def _is_no_quantity(self, quantity: Quantity, plain: str, before: str, after: str, noun: _Noun | None) -> bool:
        number = plain[quantity.start : quantity.end]
        window = f"{before[-90:]}[{number}]{after[:90]}"
        if any(rule.regex.search(window) for rule in self._rules.excluded):
            return True
        if quantity.form is Form.WORDS and quantity.unit is None:
            if noun is None or _leans(before, noun):
                elliptic = (
                    _ELLIPTIC_BEFORE.search(before),
                    _OF_THEM.match(after),
                    _AT_MOST.match(after),
                    _IN_GROUPS.search(before),
                    _OTHERS.match(after),
                    _MORE.match(after),
                    noun is None and any(told.search(before) for told in (_PERSONS, _OF_IT, _COMPARED)),
                    noun is None and (_IN_ALL.match(after) or (_TOLD_AT.search(before) and _OBJECT.match(after))),
                    quantity.value >= 2 and _VERB_AFTER.match(after) and _CLAUSE_BEGINS.search(before),
                )
                return not (any(elliptic) or self._kinds_in(_LISTED.match(after)))
            return not self._countable_in_words(noun)
        if quantity.form is not Form.DIGITS or quantity.unit:
            return False
        if _is_year(number, before, noun):
            return True
        return _is_name(number, before, after, noun)

    def _countable_in_words(self, noun: _Noun) -> bool:
        key = fold(noun.word)
        if key in self._abstract or _singular(key) in self._abstract:
            return False
        if noun.kind is None and noun.word.istitle() and not noun.word.isupper():
            return False  # "les Trois Vallons" is a name
        return noun.kind is not None or (noun.word.isupper() and len(noun.word) > 1) or key.endswith(("s", "x"))

    def _noun(self, plain: str, quantity: Quantity, end: int, acronyms: Acronyms) -> _Noun | None:
        """The noun that follows the number, through adjectives; None where a verb, preposition or mark follows."""
        at = quantity.end
        for position, match in enumerate(_WORD.finditer(plain, at, end)):
            gap, printed = plain[at : match.start()], match.group().lower()
            opened = position == 0 and gap == ") " and plain[: quantity.start].endswith("(")  # "(10 à 12) parents"
            if (gap.strip(" \u00a0") not in {"", "«"} and not opened) or (position == 0 and not gap and not printed[0].isalpha()):
                return None
            if position == 0 and not _can_follow(quantity, printed):
                return None
            word = _ELIDED.sub("", match.group())
            at = match.end()
            if printed.startswith(("qu'", "l'", "n'", "s'", "d'ici")) and not plain[: match.start()].endswith(" de "):
                return None  # "les soixante qu'elle compte", "sept nouvelles d'ici 2028"
            if position == 0 and printed == "du" and quantity.form is Form.DIGITS:
                return None  # "3,4 millions d'euros, dont 1,1 million du Département"
            if printed == "plus" and plain[:at].endswith("de plus"):
                return None  # "en créer deux de plus"
            if printed in {"de", "des", "du"} or number_or_none(word) is not None:
                if _TIME_AFTER.match(plain, at):
                    return None  # "contre 186 dix ans plus tôt"
                continue
            if fold(word) in _FUNCTION_WORDS or printed in _FUNCTION_WORDS or (quantity.value >= 2 and _VERB_ENDING.match(word)):
                return None
            kind = self._kind_of(plain, match.end(), word, acronyms)
            if kind is None and _EUROS_BEFORE.search(plain[max(0, quantity.start - 150) : quantity.start]):
                return None  # "250 000 euros, dont 150 000 apportés par la fondation"
            if kind or fold(word) not in _ADJECTIVES:
                return _Noun(kind, match.end(), word)
        return None

    def _kind_of(self, plain: str, end: int, word: str, acronyms: Acronyms) -> FigureKind | None:
        following = [m.group() for m in itertools.islice(_WORD.finditer(plain, end), 2)]
        phrases = [" ".join([word, *following[:n]]).lower() for n in (2, 1, 0)]
        forms = [form for phrase in phrases for form in (phrase, _singular(phrase))]
        single = _singular(fold(word))
        for key in (*forms, fold(word), *_masculine(_singular(word.lower())), *_masculine(single)):
            if key in self._kinds:
                kind = self._kinds[key]
                if key == "poste" and re.search(r"libre accès|informatique|ordinateur", plain, re.IGNORECASE):
                    return FigureKind.COUNT
                return kind
        if word.isupper() and len(word) > 1:
            stands_for = acronyms.head(word)
            return self._kind_of("", 0, stands_for, acronyms) if stands_for and not stands_for.isupper() else None
        if _DEMONYM.match(word):
            return FigureKind.PEOPLE
        if fold(word) not in _ADJECTIVES and all(rule.regex.search(word.lower()) for rule in self._rules.person_suffix):
            return FigureKind.PEOPLE
        head, _, rest = word.partition("-")
        return self._kind_of("", 0, head, acronyms) if rest and head.endswith("s") else None  # "auditeurs-reporters"

    def _kind(
        self, quantity: Quantity, noun: _Noun | None, before: str, after: str, previous: ReadFigure | None
    ) -> tuple[FigureKind, bool]:
        if quantity.unit is Unit.EUR:
            return FigureKind.EUR, True
        if quantity.unit is Unit.PERCENT:
            return FigureKind.PERCENT, True
        if noun and noun.word.lower() in {"point", "points"} and _OF_A_RATE.search(before + after):
            return FigureKind.PERCENT, True
        if noun and noun.kind:
            return noun.kind, True
        kind = self._kind_told_around(quantity, noun, before, after, previous)
        return (kind, True) if kind else (FigureKind.COUNT, noun is not None)

    def _kind_told_around(
        self, quantity: Quantity, noun: _Noun | None, before: str, after: str, previous: ReadFigure | None
    ) -> FigureKind | None:
        """What a number counts that has no noun of a known kind behind it, by the words around it."""
        named = [_BEFORE_COUNT.search(before), _AT_NUMBER_OF.search(before), _TOLD_AT.search(before) and _OBJECT.match(after)]
        if noun is None:
            named += [_SUBJECT.search(before), _LABELLED.search(before)]
        if kinds := self._kinds_in(*named):
            return kinds[0]
        of_them = _OF_THEM.match(after)
        if of_them and of_them["feminine"] and previous and previous.raw.plain in before:
            return previous.kind  # "Vingt communes participent, dix d'entre elles paient"
        if previous and noun is None and _OUT_OF.search(before):
            return previous.kind
        if of_them or (noun is None and any(rule.regex.match(after) for rule in self._rules.person_verb)):
            households = previous and previous.kind is FigureKind.COUNT and _HOUSEHOLDS.match(previous.label)
            return FigureKind.COUNT if households else FigureKind.PEOPLE
        of_it = _OF_IT.search(before) if noun is None else None
        if noun is None and (_IN_GROUPS.search(before) or (of_it and of_it["hires"])):
            return FigureKind.PEOPLE
        if noun is None and _ASIDE.match(after) and (kinds := self._kinds_in(_NAMED_BEFORE.search(before))):
            return kinds[0]
        if noun is None and (kinds := self._kinds_in(_LISTED.match(after))):
            return kinds[0]
        if noun is None and (
            _IN_EUROS.search(before) or (_EUROS_BEFORE.search(before) and (quantity.value >= 100 or _INSTEAD.search(before)))
        ):
            return FigureKind.EUR
        if (noun is None or _leans(before, noun)) and previous:
            return previous.kind
        if noun is not None:
            return None
        if _PERSONS.search(before):
            return FigureKind.PEOPLE
        kinds = self._kinds_in(_PART_OF.search(before))[-1:] or self._kinds_in(_APPOSED.search(before))
        return kinds[0] if kinds else None

    def _kinds_in(self, *named: re.Match[str] | None) -> list[FigureKind]:
        """The kinds of the nouns in the group `noun` of the first match that has any."""
        return next((kinds for match in named if match and (kinds := self._known_kinds(match["noun"]))), [])

    def _known_kinds(self, words: str) -> list[FigureKind]:
        """The kinds of the nouns among some words, in order."""
        singular = (_singular(_ELIDED.sub("", word).lower()) for word in _WORD.findall(words))
        return [self._kinds[noun] for noun in singular if noun in self._kinds]

    def _qualifier(self, quantity: Quantity, before: str, after: str) -> tuple[Qualifier, str | None]:
        """How exact the number is, and the rule that says so."""
        left, right = before[-70:] + "[", "]" + after[:50]
        for rule in self._rules.qualifiers:
            if rule.regex.search(left if rule.side == "before" else right):
                return rule.qualifier, rule.id
        return (Qualifier.APPROX if quantity.form is Form.COLLECTIVE else Qualifier.EXACT), None


def _with_edges(block: Block) -> str:
    """The plain text of a block; in a row, a bar stands between two numbers, so that none reaches into the next cell."""
    plain = block.text.plain
    for _, end in cell_ranges(block) if block.kind is BlockKind.TABLE_ROW else ():
        if plain[end - 1 : end].isdigit() and plain[end + 1 : end + 2].isdigit():
            plain = f"{plain[:end]}|{plain[end + 1 :]}"
    return plain


def _head_of_row(block: Block) -> tuple[int, str]:
    """Where the cells behind the first one begin, and the words of that one as a label; none where it holds a number."""
    if block.kind is not BlockKind.TABLE_ROW or len(block.cells) < _ROW or any(c.isdigit() for c in block.cells[0].plain):
        return len(block.text), ""
    return len(block.cells[0]), f"{block.cells[0].plain} : "


def _in_sentence(text: MappedText, plain: str, sentence: tuple[int, int], quantity: Quantity, lead: str) -> InSentence:
    """A number in its sentence; `lead` is the label that stands before it, where the text between tells of another."""
    before = lead or plain[max(sentence[0], quantity.start - _REACH) : quantity.start]
    return InSentence(before, text[quantity.start : quantity.end], plain[quantity.end : min(sentence[1], quantity.end + _REACH)])


def _sentences(plain: str) -> Iterator[tuple[int, int]]:
    start = 0
    for match in _SENTENCE.finditer(plain):
        yield start, match.start()
        start = match.end()
    yield start, len(plain)


def _moved(quantity: Quantity, by: int) -> Quantity:
    return Quantity(
        quantity.start + by, quantity.end + by, quantity.number_end + by, quantity.value, quantity.high, quantity.form, quantity.unit
    )


def _singular(word: str) -> str:
    """A rough singular of a folded noun (all words of it).

    >>> _singular("locaux"), _singular("places"), _singular("lieux"), _singular("aides techniques"), _singular("sages-femmes")
    ('local', 'place', 'lieu', 'aide technique', 'sage-femme')
    """
    if word.endswith(("eaux", "ieux")):
        word = word[:-1]
    elif word.endswith("aux"):
        word = word[:-3] + "al"
    return re.sub(r"\b(\w{3,})[sx]\b", r"\1", word)


def _can_follow(quantity: Quantity, word: str) -> bool:
    """A collective counts "de …" ("une centaine de lits"); digits do not ("dont 10 d'accueil temporaire"), but millions do."""
    if quantity.form is Form.COLLECTIVE:
        return word in {"de", "des", "du"} or word.startswith("d'")
    millions = quantity.number_end < quantity.end or quantity.value % 1e6 == 0 < quantity.value
    return quantity.form is not Form.DIGITS or millions or not word.startswith("d'")


def _leans(before: str, noun: _Noun) -> bool:
    """Whether a number counts what the number before it counted ("895 salariés dont 830 CDI")."""
    return noun.kind is None and _ELLIPTIC_BEFORE.search(before) is not None


def _masculine(word: str) -> tuple[str, ...]:
    """A folded singular noun, and what it may be the feminine of.

    >>> _masculine("animatrice"), _masculine("professionnelle"), _masculine("salariée")
    (('animatrice', 'animateur'), ('professionnelle', 'professionnel'), ('salariée', 'salarié'))
    """
    for feminine, masculine in (
        ("trice", "teur"),
        ("euse", "eur"),
        ("elle", "el"),
        ("enne", "en"),
        ("ère", "er"),
        ("ere", "er"),
        ("e", ""),
    ):
        if word.endswith(feminine):
            return word, word.removesuffix(feminine) + masculine
    return (word,)


def _is_year(number: str, before: str, noun: _Noun | None) -> bool:
    if not re.fullmatch(r"(?:19|20)\d\d", number):
        return False
    if noun is None or noun.kind is None or _YEAR_BEFORE.search(before):
        return True
    return not noun.word.endswith(("s", "x"))


def _is_name(number: str, before: str, after: str, noun: _Noun | None) -> bool:
    """A number that ends a name ("Job 41 est", "Lille 3."): after a capitalised word, with nothing counted after it."""
    if noun is None and after.startswith((" »", "»", '"')) and not before.endswith(("« ", "«", '"')):
        return True
    word = re.search(r"(?:\b[ld]')?([\wÀ-Ýà-ÿ'.-]+) $", before)
    if re.search(r"\d \d{3}", number):
        return False  # "la CAF 8 000"
    if word is None or not word[1][0].isupper() or (word[1].endswith(".") and word[1].count(".") < 2):
        return False
    local = _DEPARTMENT.fullmatch(number) and fold(word[1]) not in _FUNCTION_WORDS
    if local and noun is not None and noun.kind is None and noun.word.islower() and not noun.word.endswith(("s", "x", "z")):
        noun = None  # "Vacances Bleues 28 réserve les lits": what follows is no noun of several
    if noun is not None:
        return word[1].isupper() and len(word[1]) > 1 and noun.kind is None and not noun.word.endswith(("s", "x"))
    starts_sentence = word.start() == 0 and after.strip() != "" and not (local and _ACTS.match(after))
    return not starts_sentence and not re.match(r" ?(?:%|€)", after)
