"""Schemes whose axes are known by how they are set, insets below a label of their own, and plans told in named bullets."""

import pytest

from pipeline.gazetteer import Gazetteer
from pipeline.rulebook import Rulebook
from pipeline.segment.cut import cut
from pipeline.segment.model import Segmentation
from tests.support import document

TEXT = "Une équipe passe chaque jeudi dans les bourgs du canton."

Outline = list[tuple[str, str, str | None, list[str]]]


def read(text: str, profile: str, rulebook: Rulebook, gazetteer: Gazetteer) -> Segmentation:
    return cut(document(text), rulebook.profile(profile), rulebook, gazetteer)[0]


def outline(found: Segmentation) -> Outline:
    return [(s.kind.value, s.title.text, s.section, [b.text.text for b in s.body]) for s in found.segments]


# -- axes in capitals

CAPITALS = f"""\
Schéma départemental de l'autonomie 2024-2028

PRÉVENIR PLUS TÔT

Repérer les fragilités

- former les facteurs
- visiter les maisons

Adapter les logements

{TEXT}

- rénover

RESTER CHEZ SOI

Soutenir les proches

- ouvrir une halte

Suivi du schéma

Un comité se réunit chaque année.
"""

COMMITMENTS = [
    ("commitment", "Repérer les fragilités", "PRÉVENIR PLUS TÔT", ["former les facteurs", "visiter les maisons"]),
    ("commitment", "Adapter les logements", "PRÉVENIR PLUS TÔT", [TEXT, "rénover"]),
    ("commitment", "Soutenir les proches", "RESTER CHEZ SOI", ["ouvrir une halte"]),
]


def test_axes_in_capitals_without_numbers(rulebook: Rulebook, gazetteer: Gazetteer) -> None:
    assert outline(read(CAPITALS, "scheme", rulebook, gazetteer)) == COMMITMENTS


def test_axes_set_like_their_commitments_are_not_known(rulebook: Rulebook, gazetteer: Gazetteer) -> None:
    plain = CAPITALS.replace("PRÉVENIR PLUS TÔT", "Prévenir plus tôt").replace("RESTER CHEZ SOI", "Rester chez soi")
    assert read(plain, "scheme", rulebook, gazetteer).segments == ()


def test_one_heading_in_capitals_is_no_axis(rulebook: Rulebook, gazetteer: Gazetteer) -> None:
    assert read(CAPITALS.replace("RESTER CHEZ SOI\n\n", ""), "scheme", rulebook, gazetteer).segments == ()


def test_headings_in_capitals_without_lists_below_are_no_axes(rulebook: Rulebook, gazetteer: Gazetteer) -> None:
    assert read(CAPITALS.replace("- ", ""), "scheme", rulebook, gazetteer).segments == ()


def test_axes_by_the_level_of_their_headings(rulebook: Rulebook, gazetteer: Gazetteer) -> None:
    marked = CAPITALS.replace("PRÉVENIR PLUS TÔT", "## Prévenir plus tôt").replace("RESTER CHEZ SOI", "## Rester chez soi")
    for title in ("Repérer les fragilités", "Adapter les logements", "Soutenir les proches"):
        marked = marked.replace(title, f"### {title}")
    assert outline(read(marked, "scheme", rulebook, gazetteer)) == [
        (kind, title, str(section).capitalize(), body) for kind, title, section, body in COMMITMENTS
    ]


# -- the number of an axis on a line of its own

NUMBERED = CAPITALS.replace("PRÉVENIR PLUS TÔT", "ORIENTATION 1\n\nPrévenir plus tôt").replace(
    "RESTER CHEZ SOI", "ORIENTATION 2\n\nRester chez soi"
)


def test_title_set_like_the_axes_is_none_of_them(rulebook: Rulebook, gazetteer: Gazetteer) -> None:
    axis = "# {}\n\n## {}\n\n- former les facteurs\n- visiter les maisons\n\n"
    text = "# Schéma de l'autonomie 2024-2029\n\n## Édito\n\nCe schéma est le vôtre.\n\n"
    text += axis.format("Rester chez soi", "Repérer les fragilités") + axis.format("Vivre ailleurs", "Moderniser les résidences")
    found = read(text, "scheme", rulebook, gazetteer)
    assert [(title, section) for _, title, section, _ in outline(found)] == [
        ("Repérer les fragilités", "Rester chez soi"),
        ("Moderniser les résidences", "Vivre ailleurs"),
    ]


def test_name_below_the_number_of_an_axis(rulebook: Rulebook, gazetteer: Gazetteer) -> None:
    assert outline(read(NUMBERED, "scheme", rulebook, gazetteer)) == [
        (kind, title, str(section).capitalize(), body) for kind, title, section, body in COMMITMENTS
    ]


def test_number_and_name_of_an_axis_on_one_line(rulebook: Rulebook, gazetteer: Gazetteer) -> None:
    joined = NUMBERED.replace("ORIENTATION 1\n\n", "ORIENTATION 1 – ").replace("ORIENTATION 2\n\n", "ORIENTATION 2 – ")
    assert [section for _, _, section, _ in outline(read(joined, "scheme", rulebook, gazetteer))] == [
        "ORIENTATION 1 – Prévenir plus tôt",
        "ORIENTATION 1 – Prévenir plus tôt",
        "ORIENTATION 2 – Rester chez soi",
    ]


# -- a label above the title of an inset


def with_insets(label: str) -> str:
    halt, tour = f"{label}\n\nLa halte du lundi\n\n{TEXT}\n\n", f"{label}\n\nLe car des aînés\n\n{TEXT}\n\n"
    return NUMBERED.replace("Adapter les logements", f"{halt}Adapter les logements").replace("Suivi du schéma", f"{tour}Suivi du schéma")


def test_labels_alone_above_insets(rulebook: Rulebook, gazetteer: Gazetteer) -> None:
    first, second, third = ((kind, title, str(section).capitalize(), body) for kind, title, section, body in COMMITMENTS)
    wanted = [
        first,
        ("focus", "La halte du lundi", "Prévenir plus tôt", [TEXT]),
        second,
        third,
        ("focus", "Le car des aînés", "Rester chez soi", [TEXT]),
    ]
    for label in ("FOCUS", "Zoom", "Encadré"):
        assert outline(read(with_insets(label), "scheme", rulebook, gazetteer)) == wanted


# -- bullets that open with a name

BULLETS = """\
Communiqué de presse

Le Département signe un contrat pour la santé

Les principales actions

Aller vers les habitants

• Le car dentaire : deux fauteuils roulent de bourg en bourg et soignent 400 personnes chaque année
• La halte du soir : une équipe reçoit sans rendez-vous les familles du canton jusqu'à vingt-deux heures

Former ceux qui soignent

• La bourse des internes : douze étudiants reçoivent 400 euros par mois contre trois ans dans la vallée
• La maison des stages : un presbytère rénové loge les jeunes médecins pendant leur semestre

Prévenir plus tôt

• Le bilan de rentrée : une infirmière examine les élèves de sixième dans chaque collège du canton

Contact presse
"""


def test_named_bullets_below_headings_are_the_actions(rulebook: Rulebook, gazetteer: Gazetteer) -> None:
    found = read(BULLETS, "contract", rulebook, gazetteer)
    assert [(kind, title, section) for kind, title, section, _ in outline(found)] == [
        ("action", "Le car dentaire", "Aller vers les habitants"),
        ("action", "La halte du soir", "Aller vers les habitants"),
        ("action", "La bourse des internes", "Former ceux qui soignent"),
        ("action", "La maison des stages", "Former ceux qui soignent"),
        ("action", "Le bilan de rentrée", "Prévenir plus tôt"),
    ]
    assert outline(found)[0][3] == ["deux fauteuils roulent de bourg en bourg et soignent 400 personnes chaque année"]
    assert all(segment.planned for segment in found.segments)


SUMMED_UP = "Le plan d'actions compte trois volets :\n\n- Le car dentaire\n- La halte du soir\n- La bourse des internes\n\n"
TOLD = "".join(f"{title}\n\n{TEXT}\n\n" for title in ("Le car dentaire", "La halte du soir", "La bourse des internes"))


def test_list_of_actions_told_below_it_is_no_plan(rulebook: Rulebook, gazetteer: Gazetteer) -> None:
    found = read(SUMMED_UP + TOLD, "contract", rulebook, gazetteer)
    assert [(title, body) for _, title, _, body in outline(found)] == [
        ("Le car dentaire", [TEXT]),
        ("La halte du soir", [TEXT]),
        ("La bourse des internes", [TEXT]),
    ]


def test_list_of_actions_told_nowhere_else_is_the_plan(rulebook: Rulebook, gazetteer: Gazetteer) -> None:
    found = read(SUMMED_UP, "contract", rulebook, gazetteer)
    assert [(title, body) for _, title, _, body in outline(found)] == [
        ("Le car dentaire", []),
        ("La halte du soir", []),
        ("La bourse des internes", []),
    ]


# -- headings behind a mark or a number, and contents lists without pages


def commitments(mark: str, measure: str) -> str:
    titles = ("Repérer les fragilités", "Consolider l'aide à domicile", "Ouvrir l'habitat partagé", "Moderniser les résidences")
    told = [
        f"{mark.format(n)} {title}\n\n{TEXT}\n\n{measure} ouvrir dix places ;\n{measure} former.\n" for n, title in enumerate(titles, 1)
    ]
    axes = ("AXE 1 - RESTER CHEZ SOI", "AXE 2 - CHOISIR SON TOIT")
    below = (told[0] + "\n" + told[1].replace(TEXT + "\n\n", ""), told[2] + "\n" + told[3])
    return "Schéma départemental de l'autonomie\n\n" + "\n\n".join(f"{a}\n\n{b}" for a, b in zip(axes, below, strict=True))


@pytest.mark.parametrize(("mark", "measure"), [("❖", "   o"), ("■", "•"), ("➢", "-"), ("{}.", "•"), ("1.{}", "•"), ("{})", "-")])
def test_commitments_behind_marks(mark: str, measure: str, rulebook: Rulebook, gazetteer: Gazetteer) -> None:
    found = outline(read(commitments(mark, measure), "scheme", rulebook, gazetteer))
    assert [(title, section) for _, title, section, _ in found] == [
        ("Repérer les fragilités", "AXE 1 - RESTER CHEZ SOI"),
        ("Consolider l'aide à domicile", "AXE 1 - RESTER CHEZ SOI"),
        ("Ouvrir l'habitat partagé", "AXE 2 - CHOISIR SON TOIT"),
        ("Moderniser les résidences", "AXE 2 - CHOISIR SON TOIT"),
    ]


def test_marks_of_measures_make_no_commitment(rulebook: Rulebook, gazetteer: Gazetteer) -> None:
    text = commitments("", "■").replace("former.", "former les équipes\n    - du canton ;\n    - du bourg.")
    assert len(read(text, "scheme", rulebook, gazetteer).segments) == 4


def test_contents_list_without_pages_holds_no_commitment(rulebook: Rulebook, gazetteer: Gazetteer) -> None:
    listed = [
        "SOMMAIRE",
        "AXE 1 - RESTER CHEZ SOI",
        "1.1 Repérer les fragilités",
        "AXE 2 - CHOISIR SON TOIT",
        "2.1 Ouvrir l'habitat partagé",
        "AXE 3 - DÉCIDER",
    ]
    told = [
        f"AXE 1\nRESTER CHEZ SOI\n\n1.1 Repérer les fragilités\n\n{TEXT}\n\n• former.",
        f"AXE 2\nCHOISIR SON TOIT\n\n2.1 Ouvrir l'habitat partagé\n\n{TEXT}\n\n• loger.",
        f"AXE 3\nDÉCIDER\n\n{TEXT}\n\n• réunir un conseil.",
    ]
    text = "\n\n".join(["Schéma départemental de l'autonomie", "\n".join(listed), *told])
    found = outline(read(text, "scheme", rulebook, gazetteer))
    assert [(title, section) for _, title, section, _ in found] == [
        ("Repérer les fragilités", "RESTER CHEZ SOI"),
        ("Ouvrir l'habitat partagé", "CHOISIR SON TOIT"),
        ("DÉCIDER", None),
    ]
