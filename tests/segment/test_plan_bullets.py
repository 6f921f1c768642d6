"""Plans of contracts: names of actions, sentences below bullets, lists that nothing announces."""

from pathlib import Path

from pipeline.rulebook import default_rulebook
from pipeline.run import Pipeline, input_files
from pipeline.segment.plan import named_bullets
from schemas.fiche import Fiche
from tests.support import document

_FRONT = (
    "Communiqué de presse\n\nLe contrat entre le Département de l'Ain et l'État, une convention de 3 M€, est signé. "
    "Cette convention court trois ans.\n\n"
)


def read(folder: Path, plan: str) -> list[Fiche]:
    path = folder / "contrat.txt"
    path.write_text(_FRONT + plan, encoding="utf-8")
    return list(Pipeline(default_rulebook(), profile="contract", ner=False).run(input_files([path])).fiches)


def test_what_follows_the_name_of_an_action_begins_without_its_mark(tmp_path: Path) -> None:
    fiches = read(
        tmp_path,
        "Le plan d'actions du contrat :\n\n• **La navette** – Depuis 2016, le Département anime ce réseau.\n\n"
        "• **Handi'Sport 2.0**. Un club accueille 12 enfants.\n\n• Un car 2.0 : il part à midi.\n",
    )
    assert [fiche.title for fiche in fiches] == ["La navette", "Handi'Sport 2.0", "Un car 2.0"]
    assert fiches[0].period is not None
    assert fiches[0].period.start_year == 2016
    assert fiches[0].sections[0].text == "- Depuis 2016, le Département anime ce réseau."


def test_sentences_below_a_bullet_belong_to_its_action(tmp_path: Path) -> None:
    fiches = read(
        tmp_path,
        "Le plan d'actions du contrat :\n\n• **La navette** : elle roule.\n\nElle compte 8 places.\n\nElle est gratuite.\n\n"
        "• **Le relais** : il ouvre.\n\nLe financement est partagé.\n\n- 300 € de l'État ;\n- 200 € du Département.\n",
    )
    assert [fiche.title for fiche in fiches] == ["La navette", "Le relais"]
    assert [figure.value for figure in fiches[0].figures] == [8]
    assert fiches[1].figures == ()


def test_sentences_below_bullets_that_open_with_a_name_belong_to_them(tmp_path: Path) -> None:
    named = "• La navette des bourgs : elle roule chaque jeudi dans le canton.\n\nElle compte 8 places.\n\n• Le relais des parents : il ouvre en mars au bourg, près de la halle.\n"
    fiches = read(
        tmp_path,
        f"Le plan d'actions du contrat :\n\n{named}\nLe financement est partagé.\n\n- 300 € de l'État ;\n- 200 € du Département.\n",
    )
    assert [fiche.title for fiche in fiches] == ["La navette des bourgs", "Le relais des parents"]
    assert [figure.value for figure in fiches[0].figures] == [8]


def test_a_plan_that_nothing_announces_is_known_by_names_in_bold(tmp_path: Path) -> None:
    fiches = read(
        tmp_path,
        "CE QUI VA CHANGER\n\n▪ **La navette** : elle roule.\n\n▪ **Le relais** : il ouvre.\n\n▪ **Le guichet** : il reçoit.\n\n"
        "Le financement\n\n- l'État\n- le Département\n- la CAF\n",
    )
    assert [fiche.title for fiche in fiches] == ["La navette", "Le relais", "Le guichet"]


def test_names_before_a_full_stop_behind_a_mark_that_no_mere_list_bears(tmp_path: Path) -> None:
    told = "Depuis 2023, trois travailleuses sociales sillonnent les campagnes et poussent la porte de 187 maisons."
    plan = "".join(
        f"{{mark}} {name}. {told}\n    – jusqu'à 600 euros ;\n" for name in ("Une équipe mobile", "Un fonds de secours", "Une halte")
    )
    fiches = read(tmp_path, plan.format(mark="▶"))
    assert [fiche.title for fiche in fiches] == ["Une équipe mobile", "Un fonds de secours", "Une halte"]
    assert {figure.raw for figure in fiches[0].figures} == {"trois travailleuses", "187 maisons", "600 euros"}
    assert read(tmp_path, plan.format(mark="-")) == []


def test_articles_behind_the_actions_are_none(tmp_path: Path) -> None:
    told = "Le Département verse 2 200 euros par place et par an aux gestionnaires de la commune."
    names = {"Grandir": ["Une crèche pour les tout-petits", "Un car du soir"], "Habiter": ["Une halte de nuit", "Un bail rebond"]}
    actions = "".join(
        f"## Axe {n} – {axis}\n\n" + "".join(f"### {title}\n\n{told}\n\n" for title in titles)
        for n, (axis, titles) in enumerate(names.items(), 1)
    )
    fiches = read(tmp_path, f"{actions}## Article 3 – Gouvernance\n\nUn comité se réunit.\n\nFait à Agen, le 3 mai 2024\n\n{told}\n")
    assert [fiche.title for fiche in fiches] == [title for titles in names.values() for title in titles]


def test_bullets_that_open_with_a_name_in_bold_are_told_by_their_mark() -> None:
    def count(bullet: str) -> int:
        return named_bullets(document("".join(f"- {bullet}\n" for _ in range(3))).blocks)

    told = "Dès septembre, trois travailleuses sociales sillonnent les campagnes du canton."
    assert count(f"**Une équipe mobile.** {told}") == 3
    assert count(f"**Une équipe mobile** : {told}") == 3
    assert count(f"**Une équipe mobile** qui part chaque jour. {told}") == 0


def test_bold_bullets_above_text_are_actions_below_their_axes(tmp_path: Path) -> None:
    told = "Depuis 2023, trois travailleuses sociales sillonnent les campagnes et poussent la porte de 187 maisons."
    axes = (("Axe 1 : Aller vers", ("La navette", "Le relais")), ("Axe 2 : Loger", ("Le guichet", "La halte")))
    listed = "".join(f"{axis}\n\n{'  '.join(names)}\n\n" for axis, names in axes)
    plan = "".join(f"{axis}\n\n" + "".join(f"• **{name}**\n\n{told}\n\n" for name in names) for axis, names in axes)
    fiches = read(tmp_path, f"{listed}Une ambition commune\n\n{told}\n\nLe plan d'action\n\n{plan}")
    assert [(fiche.section, fiche.title) for fiche in fiches] == [(axis, name) for axis, names in axes for name in names]
