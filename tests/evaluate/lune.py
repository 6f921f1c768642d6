"""A small recueil that is really read, and the gold of a careful reader: what was read, to be spoilt by each test."""

import json
from collections.abc import Mapping, Sequence
from copy import deepcopy
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pipeline.document import Document
from pipeline.evaluate.causes import ScoreError, errors
from pipeline.evaluate.gold import Gold, GoldFiche, as_gold
from pipeline.evaluate.scores import Report, evaluate
from pipeline.rulebook import default_rulebook
from pipeline.run import Pipeline, input_files
from schemas.dataset import Dataset

#: JSON as an annotator writes it.
Annotated = dict[str, Any]

LUNE = "recueil-lune"

TEXT = """\
Recueil d'actions sociales des départements

Chapitre 1

Mobilité

» Rouler à petit prix

L'atelier des rayons voilés

Département de la Creuse

Conseil départemental de la Creuse & Association Sillons du vélo

2016

En cours

Odile MARNIER, Cheffe du service Vélo - 05 36 49 10 20 - odile.marnier@creuse.example

OBJECTIFS/CONTEXTE

Selon l'enquête, 38 % des élèves n'ont pas de vélo.

DESCRIPTION DE L'ACTION

Le Département a ouvert un atelier où les vélos réformés sont remis en état. Près de 40 vélos ont été prêtés en 2017 à des élèves qui habitent loin de la gare, dans les villages du sud et dans ceux du nord, où le car ne passe plus depuis longtemps, et 12 bénévoles les entretiennent.

Le car qui attend

Département de l'Indre

Conseil départemental de l'Indre

2014

Réalisé

Hugues PERROT, Directeur des transports - 05 36 49 10 21 - h.perrot@indre.example

OBJECTIFS/CONTEXTE

Les trains de nuit arrivent en retard.

DESCRIPTION DE L'ACTION

Un car attend les voyageurs. Il compte 7 chauffeurs.

La veillée des voisins

Département de la Dordogne

MDPH de la Dordogne

2015

Réalisé

Inès CASTAGNOL, Chargée de mission - 05 36 49 10 22 - ines@veillee.example

OBJECTIFS/CONTEXTE

Des aînés vivent seuls.

DESCRIPTION DE L'ACTION

Des voisins veillent. La mission compte 25 veilleurs.
"""


@dataclass(frozen=True)
class Lune:
    """The recueil as it was read, in a folder with its gold: `documents/` and `gold/`."""

    folder: Path
    documents: Mapping[str, Document]
    dataset: Dataset

    @property
    def records(self) -> list[Annotated]:
        """Gold that finds nothing wrong."""
        return [as_gold(fiche).model_dump(mode="json") for fiche in self.dataset.fiches]

    def report(self, records: Sequence[Annotated]) -> Report:
        return evaluate(self.dataset, [Gold(LUNE, (), tuple(GoldFiche.model_validate(record) for record in records))])

    def errors(self, records: Sequence[Annotated]) -> list[ScoreError]:
        return list(errors(self.report(records), self.documents))


def read_lune(folder: Path, text: str = TEXT, ending: str = ".txt") -> Lune:
    """Write the recueil to a folder, read it, and write the gold beside it."""
    documents = folder / "documents"
    documents.mkdir()
    (documents / f"{LUNE}{ending}").write_text(text, encoding="utf-8")
    loaded: dict[str, Document] = {}
    pipeline = Pipeline(default_rulebook(), ner=False)
    dataset = pipeline.run(input_files([documents]), on_document=lambda document: loaded.update({document.id: document}))
    lune = Lune(folder, loaded, dataset)
    write_gold(folder / "gold", lune.records)
    return lune


def write_gold(folder: Path, records: Sequence[Annotated], name: str = LUNE) -> Path:
    """Write the gold of a document as an annotator would, and give its folder."""
    folder.mkdir(exist_ok=True)
    lines = [json.dumps(record, ensure_ascii=False) for record in records]
    (folder / f"{name}.gold.jsonl").write_text("\n".join(lines) + "\n", encoding="utf-8")
    return folder


def spoilt(records: Sequence[Annotated]) -> list[Annotated]:
    """Gold that finds something wrong in a contact, a carrier, a figure and a judgement."""
    changed = deepcopy(list(records))
    changed[0]["contacts"][0] |= {"name": "Gilles TOURNOIS", "phones": ["+33536491099"]}
    changed[0]["figures"][1]["qualifier"] = "exact"
    changed[1]["figures"][0]["value"] = 9
    changed[2]["carriers"][0]["name"] = "Bailleur du Toit | <Sud>"
    return changed
