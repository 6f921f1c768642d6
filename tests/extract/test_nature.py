"""What figures tell where no cue speaks: by the words around them, weighed as they were learned."""

import re

import pytest

from pipeline.document import Block, BlockKind
from pipeline.extract.acronyms import Acronyms
from pipeline.extract.figures import FigureReader, ReadFigure
from pipeline.extract.nature import BY_WORDS, InSentence, Setting, WordReader, leaning_of
from pipeline.extract.phase import Phase
from pipeline.rulebook import Rulebook
from schemas.enums import FicheKind, FigureKind, Nature, SectionKey
from schemas.rules import FigureWordsFile
from tests.support import document, mapped

RESULT, TARGET, CONTEXT = Nature.RESULT, Nature.TARGET, Nature.CONTEXT
#: What a sign may begin with.
PLACES = re.compile(r"always$|(?:after|before|heading|label|period) \S+$|(?:balance|kind|unit|usual) ")


def setting(text: str, heading: str = "", period: str = "") -> Setting:
    return Setting(FicheKind.ACTION, Phase(begun=False, to_come=False, balance=0), period, heading, text)


def read(rulebook: Rulebook, signs: dict[str, tuple[int, int]], text: str, default: Nature = RESULT) -> ReadFigure:
    """The only figure of a text, with these signs in place of the learned ones."""
    reader = FigureReader(rulebook.figures, FigureWordsFile(signs=signs))
    block = Block(BlockKind.PARAGRAPH, mapped(text))
    (figure,) = reader.read(block, None, Acronyms(document(text)), default, setting=setting(text))
    return figure


def test_words_decide_where_no_cue_speaks(rulebook: Rulebook) -> None:
    text = "La grange abrite 12 métiers à tisser."
    assert read(rulebook, {}, text).nature is RESULT
    assert read(rulebook, {"before grange": (80, 0)}, text).nature is TARGET
    assert read(rulebook, {"before grange": (80, 0), "after tisser": (0, 90)}, text).nature is CONTEXT
    assert read(rulebook, {"before grange": (80, 0), "always": (-90, -90)}, text).nature is RESULT
    assert read(rulebook, {"before grange": (80, 0)}, text).nature_rule == BY_WORDS


def test_what_is_usual_is_a_sign_among_others(rulebook: Rulebook) -> None:
    text = "La grange abrite 12 métiers à tisser."
    signs = {"usual target": (100, 0), "before abrite": (-40, 0)}
    assert read(rulebook, signs, text, TARGET).nature is TARGET
    assert read(rulebook, signs, text, RESULT).nature is RESULT


def test_a_cue_outranks_all_words(rulebook: Rulebook) -> None:
    figure = read(rulebook, {"before grange": (0, 900)}, "La grange abritera 12 métiers à tisser.")
    assert (figure.nature, figure.nature_rule) == (TARGET, "figure.future")


def test_without_the_setting_of_a_fiche_no_words_are_weighed(rulebook: Rulebook) -> None:
    text = "La grange abrite 12 métiers à tisser."
    reader = FigureReader(rulebook.figures, FigureWordsFile(signs={"before grange": (80, 0)}))
    (figure,) = reader.read(Block(BlockKind.PARAGRAPH, mapped(text)), None, Acronyms(document(text)), RESULT)
    assert (figure.nature, figure.nature_rule) == (RESULT, None)


def test_signs_are_the_words_around_and_what_is_usual(rulebook: Rulebook) -> None:
    told = InSentence("Moyens : ", mapped("12"), " postes en 2024.")
    signs = WordReader(rulebook.figure_words, rulebook.figures).signs(
        told,
        FigureKind.PEOPLE,
        leaning_of(None, TARGET, announced=True),
        setting("Moyens : 12 postes en 2024.", "Indicateurs", "Depuis 2021"),
    )
    assert signs == [
        "after #",
        "after .",
        "after en",
        "after postes",
        "always",
        "balance 0",
        "before :",
        "before moyens",
        "heading indicateurs",
        "kind action",
        "label moyens",
        "period #",
        "period depuis",
        "unit people",
        "usual target",
        "usual target action",
        "usual target action people",
        "usual target announced",
        "usual target people",
    ]


def test_learned_signs_are_signs_that_are_asked_for(rulebook: Rulebook) -> None:
    learned = rulebook.figure_words.signs
    assert len(learned) > 500
    assert [sign for sign in learned if not PLACES.match(sign)] == []


@pytest.mark.parametrize(
    ("text", "default", "nature"),
    [
        ("L'équipe compte 3 éducatrices et se déplace à domicile.", TARGET, RESULT),
        ("Une enveloppe de 120 000 euros.", TARGET, TARGET),
        ("Une enveloppe de 120 000 euros.", RESULT, RESULT),
    ],
)
def test_learned_words_tell(text: str, default: Nature, nature: Nature, rulebook: Rulebook) -> None:
    assert read(rulebook, dict(rulebook.figure_words.signs), text, default).nature is nature


def test_what_has_been_is_context_below_a_diagnosis(rulebook: Rulebook) -> None:
    text = "412 visites ont été refusées."
    reader = FigureReader(rulebook.figures, rulebook.figure_words)
    block = Block(BlockKind.PARAGRAPH, mapped(text))
    natures = [next(reader.read(block, section, Acronyms(document(text)))).nature for section in (SectionKey.CONTEXT, SectionKey.IMPACT)]
    assert natures == [CONTEXT, RESULT]


def test_what_the_actor_did_is_a_result_even_there(rulebook: Rulebook) -> None:
    text = "Le Département a ouvert en 2019 une ressourcerie de village (plus de 30 bénévoles)."
    reader = FigureReader(rulebook.figures, rulebook.figure_words)
    (figure,) = reader.read(Block(BlockKind.PARAGRAPH, mapped(text)), SectionKey.CONTEXT, Acronyms(document(text)))
    assert figure.nature is RESULT
