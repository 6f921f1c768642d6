"""Lines around the titles of a recueil: prizes, numbers, banners of departments, covers, and what stands in headers."""

import pytest

from pipeline.segment.model import Segment, Segmentation
from schemas.enums import FicheKind
from tests.support import Reader

TEXT = "Une équipe de bénévoles passe chaque jeudi, de bourg en bourg, avec un car aménagé."
TITLES = ["Un toit pour deux", "Le car des soins", "Le café des pères"]
PLACES = ["Lot", "Gard", "Jura"]
SECTIONS = f"CONTEXTE\n\n{TEXT}\n\nDESCRIPTION\n\n{TEXT}\n\n"


def told(fiche: str, opening: str = "Recueil d'initiatives\n\n") -> str:
    """A recueil of three fiches in a layout."""
    return opening + "".join(fiche.format(n=n, t=t, p=p) for n, (t, p) in enumerate(zip(TITLES, PLACES, strict=True), 1))


def titles(found: Segmentation) -> list[str]:
    return [segment.title.text for segment in found.segments]


def places(found: Segmentation) -> list[str | None]:
    return [segment.department_line.text.text if segment.department_line else None for segment in found.segments]


def header(segment: Segment) -> list[tuple[str | None, str]]:
    return [(line.slot.value if line.slot else None, line.text.text) for line in segment.header]


def body(segment: Segment) -> list[str]:
    return [block.text.text for block in segment.body]


LINES = "Département du {p}\n2019\nAssociation Le Gué\n\n"


@pytest.mark.parametrize("prize", ["★ {n}e prix", "LAURÉAT N° {n}"])
def test_prize_above_a_title_is_no_title(prize: str, read: Reader) -> None:
    found = read(told(f"{prize}\n{{t}}\n{LINES}{SECTIONS}"))
    assert titles(found) == TITLES
    assert places(found) == [f"Département du {place}" for place in PLACES]


def test_heading_above_a_prize_is_the_section(read: Reader) -> None:
    found = read(told(f"HABITER AUTREMENT\n\nLAURÉAT N° {{n}}\n{{t}}\n{LINES}{SECTIONS}"))
    assert [(s.title.text, s.section) for s in found.segments] == [(title, "HABITER AUTREMENT") for title in TITLES]


GLUED = {
    "Catégorie Prévention Grand Prix": "Catégorie Prévention",
    "CATÉGORIE PRÉVENTION COUP DE CŒUR DU JURY": "CATÉGORIE PRÉVENTION",
    "Axe 2 – Prévenir Trophée d'or": "Axe 2 – Prévenir",
    "Prévention Grand Prix": "Prévention Grand Prix",
    "Catégorie Prévention": "Catégorie Prévention",
}


@pytest.mark.parametrize(("heading", "section"), GLUED.items(), ids=GLUED)
def test_prize_behind_a_category_is_no_part_of_it(heading: str, section: str, read: Reader) -> None:
    found = read(told(f"{heading}\n\n{{t}}\n\n{LINES}{SECTIONS}"))
    assert [(s.title.text, s.section) for s in found.segments] == [(title, section) for title in TITLES]
    assert [body(segment) for segment in found.segments] == [[TEXT, TEXT]] * 3


def test_number_above_a_title(read: Reader) -> None:
    assert titles(read(told(f"Fiche {{n}}\n\n{{t}}\n\n{LINES}{SECTIONS}"))) == TITLES


BANNERS = {"lines": "# {p}\n\ndepuis 2019\n\n", "row": "| {p} | 2019 |\n\n", "department": "# {p}\n\n"}


@pytest.mark.parametrize("banner", BANNERS.values(), ids=BANNERS)
def test_banner_above_titles(banner: str, read: Reader) -> None:
    found = read(told(f"{banner}## {{t}}\n\nAssociation Le Gué\n\n### Contexte\n\n{TEXT}\n\n### Description\n\n{TEXT}\n\n"))
    assert titles(found) == TITLES
    assert places(found) == PLACES


def test_contents_that_announce_sections_make_no_titles_of_them(read: Reader) -> None:
    opening = "Recueil d'initiatives\n\nSommaire\n\nHabiter autrement ..... 3\nVivre ensemble ..... 9\n\n"
    named = zip([*TITLES, "La malle aux jeux"], [*PLACES, "Cher"], strict=True)
    fiches = [f"{title}\n\n{LINES}{SECTIONS}".format(p=place) for title, place in named]
    found = read(f"{opening}Habiter autrement\n\n{fiches[0]}{fiches[1]}Vivre ensemble\n\n{fiches[2]}{fiches[3]}")
    assert titles(found) == [*TITLES, "La malle aux jeux"]


def test_cover_above_a_foreword_starts_no_fiche(read: Reader) -> None:
    opening = f"Recueil d'initiatives\n\nDépartement de l'Aube\n\nParis, le 6 février 2024\n\nAvant-propos\n\n{TEXT}\n\n"
    assert titles(read(told(f"{{t}}\n\n{LINES}{SECTIONS}", opening))) == TITLES


def behind(heading: str) -> str:
    """A recueil with two departments below a heading behind its last fiche."""
    named = (f"Département de l'{place}\n\nDirection de l'autonomie - {TEXT}\n\n" for place in ("Aube", "Orne"))
    return told(f"{{t}}\n\n{LINES}{SECTIONS}") + f"{heading}\n\n" + "".join(named)


@pytest.mark.parametrize("heading", ["Liste des contributeurs", "Les correspondants de la démarche", "Vos contacts"])
def test_departments_in_a_list_of_contributors_tell_no_briefs(heading: str, read: Reader) -> None:
    found = read(behind(heading))
    assert titles(found) == TITLES
    assert body(found.segments[-1]) == [TEXT, TEXT]


def test_departments_behind_the_last_fiche_tell_briefs(read: Reader) -> None:
    assert [segment.kind.value for segment in read(behind("Autres démarches")).segments] == ["fiche"] * 3 + ["brief"] * 2


def test_briefs_above_a_list_of_contributors_are_kept(read: Reader) -> None:
    text = f"{behind('Autres démarches')}Liste des contributeurs\n\nDépartement du Cher\n\nService habitat - {TEXT}\n\n"
    assert titles(read(text)) == [*TITLES, "Direction de l'autonomie", "Direction de l'autonomie"]


QUOTED = "« Ici, chacun retrouve le goût de cuisiner »"


@pytest.mark.parametrize("line", [QUOTED, "Dotation : 8 000 €"])
def test_line_of_a_header_that_is_text(line: str, read: Reader) -> None:
    found = read(told(f"{{t}}\n\nDépartement du {{p}}\n\n2019\n\n{line}\n\n{SECTIONS}"))
    assert titles(found) == TITLES
    for segment in found.segments:
        assert body(segment)[0] == line
        assert line not in [text for _, text in header(segment)]


LABELLED = "### {t}\n\nTerritoire : {p}\nPilote : Direction de l'enfance (Mme Doré, 05 36 49 10 21)\n\n#### Contexte\n\n" + TEXT + "\n\n"


def test_contact_in_brackets_behind_a_carrier(read: Reader) -> None:
    for segment in read(told(LABELLED), "labelled").segments:
        assert ("carrier", "Direction de l'enfance") in header(segment)
        assert ("contact", "Mme Doré, 05 36 49 10 21") in header(segment)


def test_brackets_without_an_address_are_of_the_carrier(read: Reader) -> None:
    found = read(told(LABELLED.replace("Mme Doré, 05 36 49 10 21", "pôle familles")), "labelled")
    assert [("carrier", "Direction de l'enfance (pôle familles)") in header(segment) for segment in found.segments] == [True] * 3


CONTACTS = {
    "two lines": ("Contact : Claire Lenoir - c.lenoir@toit.example\nPaul Brun - p.brun@car.example", ["Claire Lenoir - c.lenoir@toit.example", "Paul Brun - p.brun@car.example"]),
    "resources": ("Ressources : Claire Lenoir - 05 36 49 10 21", ["Claire Lenoir - 05 36 49 10 21"]),
}  # fmt: skip


@pytest.mark.parametrize(("lines", "wanted"), CONTACTS.values(), ids=CONTACTS)
def test_contacts(lines: str, wanted: list[str], read: Reader) -> None:
    text = told(LABELLED).replace("Pilote : Direction de l'enfance (Mme Doré, 05 36 49 10 21)", f"Pilote : Association Le Gué\n{lines}")
    found = read(text, "labelled")
    assert titles(found) == TITLES
    for segment in found.segments:
        assert [text for slot, text in header(segment) if slot == "contact"] == wanted


def test_briefs_of_a_chapter_whose_fiches_are_counted_stand_between_them(read: Reader) -> None:
    told = "Depuis 2019, douze bénévoles y reçoivent chaque jeudi les habitants des hameaux voisins."
    sheet = "FICHE {n}\n\nUn toit n° {n}\n\nTerritoire : Département de l'Ain\nPorteur : Association Lien\nDate : 2019\n\nCONTEXTE\n\n{told}\n\n"
    briefs = "Autres démarches\n\nDépartement du Jura\n\nLe café - {told}\n\nDépartement du Lot\n\nLa malle - {told}\n\n"
    text = "Recueil d'initiatives\n\n" + "".join(sheet.format(n=n, told=told) for n in (1, 2)) + briefs.format(told=told)
    text += "Chapitre 2 – Habiter\n\n" + "".join(sheet.format(n=n, told=told) for n in (3, 4)) + briefs.format(told=told)
    found = read(text, "labelled").segments
    assert [s.kind.value for s in found] == ["fiche", "fiche", "brief", "brief"] * 2
    assert [s.title.text for s in found if s.kind is FicheKind.BRIEF] == ["Le café", "La malle"] * 2
    assert {s.section for s in found if s.kind is FicheKind.BRIEF} == {"Autres démarches"}
