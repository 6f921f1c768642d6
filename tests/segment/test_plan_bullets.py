"""Plans of contracts: names of actions, sentences below bullets, lists that nothing announces."""

from pathlib import Path

from pipeline.rulebook import default_rulebook
from pipeline.run import Pipeline, input_files
from schemas.fiche import Fiche

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


def test_a_plan_that_nothing_announces_is_known_by_names_in_bold(tmp_path: Path) -> None:
    fiches = read(
        tmp_path,
        "CE QUI VA CHANGER\n\n▪ **La navette** : elle roule.\n\n▪ **Le relais** : il ouvre.\n\n▪ **Le guichet** : il reçoit.\n\n"
        "Le financement\n\n- l'État\n- le Département\n- la CAF\n",
    )
    assert [fiche.title for fiche in fiches] == ["La navette", "Le relais", "Le guichet"]
