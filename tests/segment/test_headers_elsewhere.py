"""Headers in other shapes than lines: lists, rows of cells, a department above several fiches, contacts that close a text."""

import pytest

from pipeline.segment.model import Segmentation
from schemas.enums import HeaderSlot
from tests.support import Reader

TEXT = "Des bénévoles passent chaque jeudi dans les bourgs du canton et y tiennent table ouverte."
SECTIONS = f"CONTEXTE\n\n{TEXT}\n\nDESCRIPTION\n\n{TEXT}\n\n"
PLACES = ("Département de l'Ain", "Département du Lot", "Département de la Haute-Corse")
TITLES = ("Un toit pour deux", "La ferme du jeudi", "Le bus des soins")


def recueil(below: str, *, marked: bool = True) -> str:
    """Three fiches, each of a title and what stands below it; `{place}` is where its department goes."""
    name, level = ("# ", "### ") if marked else ("", "")
    fiches = (f"{level}{title}\n\n{below.format(place=place)}" for title, place in zip(TITLES, PLACES, strict=True))
    return f"{name}Recueil d'initiatives\n\n" + "".join(fiches)


def header(found: Segmentation) -> list[list[str]]:
    return [[line.text.text for line in segment.header] for segment in found.segments]


def titles(found: Segmentation) -> list[str]:
    return [segment.title.text for segment in found.segments]


def contacts(found: Segmentation) -> list[list[str]]:
    return [[line.text.text for line in segment.header if line.slot is HeaderSlot.CONTACT] for segment in found.segments]


def test_header_printed_as_a_list(read: Reader) -> None:
    found = read(recueil(f"- {{place}}\n- 2022\n- Association Lien\n\n{SECTIONS}"), "recueil")
    assert titles(found) == list(TITLES)
    assert header(found) == [[place, "2022", "Association Lien"] for place in PLACES]


def test_list_of_what_was_done_is_no_header(read: Reader) -> None:
    found = read(recueil("{place}\n\nCONTEXTE\n\n- Département de l'Ain associé ;\n- 2022 ;\n\n"), "recueil")
    assert [len(segment.sections[0].blocks) for segment in found.segments] == [2, 2, 2]


def test_department_again_as_carrier_below_what_says_when(read: Reader) -> None:
    found = read(recueil(f"{{place}}\n\n2023\n\nEn projet\n\nCollectivité de Corse\n\n{SECTIONS}"), "recueil")
    assert titles(found) == list(TITLES)
    assert header(found)[2] == [PLACES[2], "2023", "En projet", "Collectivité de Corse"]


def test_department_that_carries_with_others_is_not_joined_to_its_place(read: Reader) -> None:
    found = read(recueil(f"{{place}}\n\n{{place}} et Croix d'azur\n\n{SECTIONS}"), "recueil")
    assert header(found) == [[place, f"{place} et Croix d'azur"] for place in PLACES]


@pytest.mark.parametrize("when", ["2021", "nc"])
def test_carrier_and_state_in_a_row_below_the_banner(when: str, read: Reader) -> None:
    found = read(recueil(f"| {{place}} | {when} |\n|---|---|\n| Association Lien | En cours |\n\n{SECTIONS}"), "recueil")
    assert header(found) == [[place, when, "Association Lien", "En cours"] for place in PLACES]


def test_department_above_several_fiches(read: Reader) -> None:
    def fiche(title: str) -> str:
        return f"{title}\n\nAnnée : 2022\nPorteur : Association Lien\nContact : Lise Doré, 01 99 00 12 34\n\n{SECTIONS}"

    groups = (
        "Département de l'Ain\n\n" + fiche("Un toit pour deux") + fiche("La ferme du jeudi"),
        "Département du Lot\n\n" + fiche("Le bus des soins"),
    )
    listed = "Recueil d'initiatives\n\nSommaire\n\n" + "".join(f"{title} ........ {page}\n" for page, title in enumerate(TITLES, 3))
    found = read(f"{listed}\n{''.join(groups)}", "lines")
    lines = [segment.department_line for segment in found.segments]
    assert titles(found) == list(TITLES)
    assert [line and line.text.text for line in lines] == ["Département de l'Ain", "Département de l'Ain", "Département du Lot"]


def test_title_like_a_section_right_above_a_header(read: Reader) -> None:
    slots = "- **Pilote** : Association Lien\n- **Calendrier** : 2022\n- **Contact** : Lise Doré, 01 99 00 12 34\n\n"
    actions = "".join(f"### {title}\n\n{slots}{TEXT}\n\n" for title in ("Bilan de santé des aînés", *TITLES))
    found = read(f"# Feuille de route\n\n### Mode de lecture\n\n{TEXT}\n\n## Axe A – Prévenir\n\n{actions}", "plan")
    assert titles(found) == ["Bilan de santé des aînés", *TITLES]


def test_contacts_that_close_fiches_are_no_appendix(read: Reader) -> None:
    closing = "Vos interlocuteurs\nLise Doré, cheffe de projet – 01 99 00 12 34\nPaul Vanne – p.vanne@lien.example\n\n"
    found = read(recueil(f"{{place}}\n2022\n\n{SECTIONS}{closing}", marked=False), "recueil")
    assert [len(lines) for lines in contacts(found)] == [2, 2, 2]


def test_contact_rows_without_a_label_are_other_contacts(read: Reader) -> None:
    table = "| Lieu | {place} |\n|---|---|\n| Année | 2022 |\n| Contacts | Lise Doré – 01 99 00 12 34 |\n| | Paul Vanne – p.vanne@lien.example |\n\n"
    found = read(recueil(f"{table}{SECTIONS}"), "labelled")
    assert contacts(found) == [["Lise Doré – 01 99 00 12 34", "Paul Vanne – p.vanne@lien.example"]] * 3


def test_somebody_above_the_address_is_of_the_contacts(read: Reader) -> None:
    closing = "**Contact**\n\nLise Doré, directrice – l.dore@lien.example\n\nPaul Vanne, pilote\n\n01 99 00 12 34\n\n"
    found = read(recueil(f"{{place}}\n\n2022\n\n{SECTIONS}{closing}"), "recueil")
    assert contacts(found)[0] == ["Lise Doré, directrice – l.dore@lien.example", "Paul Vanne, pilote", "01 99 00 12 34"]


def test_each_fiche_below_a_line_of_its_own_keeps_its_department(read: Reader) -> None:
    found = read(recueil(f"{{place}}\n\n2022\n\n{SECTIONS}"), "recueil")
    assert [segment.department_line and segment.department_line.text.text for segment in found.segments] == list(PLACES)


def test_cover_of_several_lines_is_no_fiche(read: Reader) -> None:
    slots = "- **Porteur** : Association Lien\n- **Calendrier** : 2022\n- **Contact** : Lise Doré, 01 99 00 12 34\n\n"
    actions = "".join(f"## {title}\n\n{slots}{TEXT}\n\n" for title in TITLES)
    found = read(f"# Livret des initiatives\n\n### L'Ain invente\n\nDépartement de l'Ain – Édition 2024\n\n{actions}", "labelled")
    assert titles(found) == list(TITLES)


def test_contacts_above_the_parts_of_a_sheet(read: Reader) -> None:
    sheets = "".join(
        f"## {title}\n\n**Référente :** Lise Doré – l.dore@lien.example\n\n### Diagnostic\n\n{TEXT}\n\n### Indicateurs\n\nAllô : 01 99 00 12 34\n\n"
        for title in TITLES
    )
    listed = "".join(f"- {title}\n" for title in TITLES)
    found = read(f"# Contrat\n\nTexte.\n\n{listed}\n{sheets}", "strategy")
    assert contacts(found) == [["Lise Doré – l.dore@lien.example"]] * 3
    assert [len(segment.sections) for segment in found.segments] == [2, 2, 2]


def test_theme_above_the_briefs_of_a_bulletin_is_their_section(read: Reader) -> None:
    told = f"Louer sans trembler – {TEXT}\n\n{TEXT}\n\n"
    text = f"Le fil des départements\n\n» Habitat\n\nDépartement de l'Aube\n\n{told}» Autres démarches\n\nDépartement du Lot\n\n{told}"
    assert [segment.section for segment in read(text, "recueil").segments] == ["Habitat", "Autres démarches"]


def test_places_in_the_tags_above_the_titles_of_a_page(read: Reader) -> None:
    told = (
        "Depuis 2021, le Département et la Mutuelle du Lac animent 48 parcours, que 1 650 marcheurs suivent avec une infirmière et des bénévoles. "
        * 2
    )
    names = ("Mon quartier bouge", "Le centre dentaire", "Des lunettes pour tous", "Une crèche du soir")
    places = ("Ille-et-Vilaine", "Mayenne", "Maine-et-Loire", "Vendée")
    cards = "".join(f"{place} | Santé\n\n## {name}\n\n{told}\n\n" for name, place in zip(names, places, strict=True))
    found = read(f"# Dossier de presse\n\nLe Département agit.\n\n{cards}", "told")
    assert [segment.department_line and segment.department_line.text.text for segment in found.segments] == list(places)
    assert [len(segment.body) for segment in found.segments] == [1, 1, 1, 1]
