"""Builders of extracted fiches from what an annotator would write."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import pytest

from pipeline.evaluate.gold import GoldFiche
from schemas.dataset import Dataset
from schemas.fiche import Fiche
from tests.evaluate.lune import Lune, read_lune

#: JSON as an annotator writes it.
Annotated = dict[str, Any]
MakeDataset = Callable[[Mapping[str, Sequence[Annotated]]], Dataset]

_EVIDENCE = {"char_start": 0, "char_end": 1, "line": 1, "text": "x", "rule": "test.rule"}
_RANGE = {"char_start": 0, "char_end": 1}


def _departments(codes: Sequence[str]) -> list[Annotated]:
    return [{"code": code, "name": "N", "region": "R", "region_code": "75", "evidence": _EVIDENCE} for code in codes]


def _extracted(number: int, document: str, record: Annotated) -> Fiche:
    """The fiche a perfect extraction gives for an annotation."""
    gold = GoldFiche.model_validate(record).model_dump(mode="json")
    kept = {key: gold[key] for key in ("kind", "chapter", "section", "title")}
    seen = {"evidence": _EVIDENCE}
    parts: Annotated = {"name": None, "role": None, "phones": [], "emails": []}
    return Fiche.model_validate(
        kept
        | {
            "id": f"{document}.{number}",
            "document": document,
            "title_evidence": _EVIDENCE,
            "source": _RANGE | {"line_start": gold["title_line"]},
            "departments": _departments(gold["departments"]),
            "related_departments": _departments(gold["related_departments"]),
            "period": gold["period"] and gold["period"] | seen,
            "status": gold["status"] and gold["status"] | seen,
            "carriers": [carrier | seen for carrier in gold["carriers"]],
            "contacts": [contact | seen | {"parts": parts} for contact in gold["contacts"]],
            "figures": [figure | seen | {"section": None} for figure in gold["figures"]],
            "organisations": [],
            "legal_references": [],
            "sections": [{"key": key, "heading": None, "text": "", "source": _RANGE} for key in ("header", *gold["section_keys"])],
            "issues": [],
            "confidence": 1,
        }
    )


@pytest.fixture
def make_dataset() -> MakeDataset:
    """Makes the dataset of a perfect extraction from annotations by document."""

    def make(annotations: Mapping[str, Sequence[Annotated]]) -> Dataset:
        return Dataset(
            documents=(),
            fiches=tuple(
                _extracted(number, document, record) for document, records in annotations.items() for number, record in enumerate(records)
            ),
        )

    return make


@pytest.fixture
def annotations() -> list[Annotated]:
    """Annotations of a made-up recueil that hold every field."""
    return [
        {
            "title_line": 10,
            "kind": "fiche",
            "chapter": {"number": 1, "name": "Mobilité"},
            "section": "Rouler à petit prix",
            "title": "L'atelier des rayons voilés",
            "departments": ["23"],
            "related_departments": ["87", "19"],
            "period": {"raw": "2016", "start_year": 2016, "end_year": None, "ongoing": False},
            "status": {"raw": "Réalisé", "code": "done"},
            "carriers": [
                {"name": "Conseil départemental de la Creuse", "type": "department"},
                {"name": "Les Rayons", "type": "association"},
            ],
            "contacts": [
                {
                    "name": "Odile MARNIER",
                    "role": "Cheffe du service Vélo",
                    "phones": ["+33199000001"],
                    "emails": ["odile.marnier@creuse.example"],
                },
                {"name": None, "role": "Accueil", "phones": ["+33199000002"], "emails": []},
            ],
            "figures": [
                _figure(40, "count", "vélos prêtés"),
                _figure(40, "count", "vélos réparés", nature="target"),
                _figure(66.67, "percent", "des élèves", qualifier="approx", nature="context"),
                _figure(10, "eur", "la location", high=12.5),
            ],
            "section_keys": ["context", "description", "impact"],
        },
        {
            "title_line": 60,
            "kind": "fiche",
            "chapter": {"number": 1, "name": "Mobilité"},
            "section": None,
            "title": "Le car qui attend",
            "departments": ["36"],
            "related_departments": [],
            "period": {"raw": "Depuis 2014", "start_year": 2014, "end_year": None, "ongoing": True},
            "status": {"raw": "En cours", "code": "ongoing"},
            "carriers": [{"name": "Communauté de communes du Val Perdu", "type": "local_authority"}],
            "contacts": [{"name": "Hugues Perrot", "role": None, "phones": ["+33199000003"], "emails": ["h.perrot@val.example"]}],
            "figures": [_figure(12, "people", "chauffeurs bénévoles"), _figure(1500000, "eur", "de budget")],
            "section_keys": ["description", "innovation"],
        },
        {
            "title_line": 100,
            "kind": "brief",
            "chapter": {"number": 1, "name": "Mobilité"},
            "section": "Autres démarches",
            "title": "Permis de revivre",
            "departments": ["18"],
            "related_departments": ["45"],
            "period": {"raw": None, "start_year": 2012, "end_year": 2015, "ongoing": False},
            "status": None,
            "carriers": [{"name": "Garage associatif du Cher", "type": "association"}],
            "contacts": [],
            "figures": [_figure(30, "people", "stagiaires", qualifier="approx")],
            "section_keys": [],
        },
        {
            "title_line": 104,
            "kind": "brief",
            "chapter": {"number": 1, "name": "Mobilité"},
            "section": "Autres démarches",
            "title": "Trottinettes pour tous",
            "departments": ["18"],
            "carriers": [{"name": "Conseil départemental du Cher", "type": "department"}],
        },
        {
            "title_line": 200,
            "kind": "fiche",
            "chapter": {"number": 2, "name": "Grand âge"},
            "section": "Bien vieillir",
            "title": "La veillée des voisins",
            "departments": ["24"],
            "related_departments": ["47"],
            "period": {"raw": "nc", "start_year": None, "end_year": None, "ongoing": False},
            "status": {"raw": "En projet", "code": "planned"},
            "carriers": [{"name": "MDPH de la Dordogne", "type": "mdph"}],
            "contacts": [
                {
                    "name": "Inès Castagnol",
                    "role": "Chargée de mission veillées",
                    "phones": ["+33199000004", "+33199000005"],
                    "emails": ["ines@veillee.example"],
                }
            ],
            "figures": [_figure(3, "count", "veillées", qualifier="min", nature="target")],
            "section_keys": ["context", "further"],
        },
        {
            "title_line": 260,
            "kind": "focus",
            "chapter": None,
            "section": None,
            "title": "Un jardin sur le toit",
            "departments": ["33", "40"],
            "carriers": [{"name": "Bailleur du Toit", "type": "housing_body"}],
            "figures": [_figure(200, "count", "mètres carrés")],
        },
    ]


@pytest.fixture(scope="session")
def lune(tmp_path_factory: pytest.TempPathFactory) -> Lune:
    """A small recueil that was really read, with gold that finds nothing wrong."""
    return read_lune(tmp_path_factory.mktemp("lune"))


def _figure(
    value: float, kind: str, label: str, *, high: float | None = None, qualifier: str = "exact", nature: str = "result"
) -> Annotated:
    raw = f"{value} {label}"
    return {
        "value": value,
        "high": high,
        "kind": kind,
        "qualifier": qualifier,
        "nature": nature,
        "label": label,
        "raw": raw,
    }
