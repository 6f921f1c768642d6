from pathlib import Path

import pytest

from pipeline.emit.json_file import write_json
from pipeline.public.leaks import find_leaks
from pipeline.rulebook import default_rulebook
from pipeline.run import Pipeline, input_files
from schemas.dataset import Dataset, Failure
from schemas.issue import Rejected
from tests.public.invented import contact, holding, made_public
from tests.support import evidences

REPORT = """Recueil d'actions sociales présentées par les départements

Sommaire

| Chapitre 1 Insertion et emploi | 3 |
| » Lever les freins à l'emploi | 3 |
| Le garage solidaire de Mme Vernet-Dubuis | 3 |
| La caravane des démarches | 4 |

Chapitre 1
Insertion et emploi

» Lever les freins à l'emploi

Le garage solidaire de Mme Vernet-Dubuis

Département de la Creuse

Association Monsieur Vincent

2016

Marie-Paule VERNET-DUBUIS, Cheffe du service Insertion - 01 99 00 10 20 - marie- paule.vernet@creuse.example

OBJECTIFS/CONTEXTE

À l'initiative de Marie-Paule Vernet-Dubuis et de M. Olivier Castan, président de la Fondation Abbé Pierre, le garage a ouvert en mai 2016. M. le Préfet et Mme la Présidente l'ont inauguré avec l'association Monsieur Vincent.

DESCRIPTION DE L'ACTION

VERNET-DUBUIS Marie-Paule reçoit 40 personnes. Joindre le 01.99.00.10.20, le +33 (0)1 99 00 77 66, contact@garage.example ou Mme Vernet.

IMPACT

Près de 60 % des 164 conducteurs ont trouvé un emploi, dit le Dr Rosa Lindt.

» Lever les freins à l'emploi

La caravane des démarches

Département de la Haute-Vienne

Conseil départemental de la Haute-Vienne

Depuis 2017

Paul Ginet, paul.ginet@hautevienne

OBJECTIFS/CONTEXTE

La caravane de Paul
Ginet s'arrête au lycée Jean Moulin. P. Ginet et Ginet, Paul la conduisent.

DESCRIPTION DE L'ACTION

Deux agents accueillent 300 habitants chaque année pour 12 000 euros.
"""


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> Dataset:
    path = tmp_path_factory.mktemp("report") / "recueil-essai.txt"
    path.write_text(REPORT, encoding="utf-8")
    return Pipeline(default_rulebook(), ner=False).run(input_files([path]))


def test_contacts_keep_their_role_and_nothing_else(dataset: Dataset) -> None:
    (kept,) = made_public(dataset).fiches[1].contacts
    assert (kept.name, kept.role, kept.phones, kept.emails) == (None, "Cheffe d'atelier", (), ())
    assert kept.evidence.text == "█████\r███████"


def test_evidence_of_a_contact_shows_its_role_alone(report: Dataset) -> None:
    (kept,) = made_public(report).fiches[0].contacts
    assert kept.evidence.text.strip("█ ") == "Cheffe du service Insertion"
    assert kept.parts.role is not None
    assert kept.parts.role.text == "Cheffe du service Insertion"
    assert (kept.parts.name, kept.parts.phones, kept.parts.emails) == (None, (), ())


def test_a_contact_without_role_is_left_out(report: Dataset) -> None:
    assert [len(fiche.contacts) for fiche in report.fiches] == [1, 1]
    assert [len(fiche.contacts) for fiche in made_public(report).fiches] == [1, 0]


def test_a_report_that_names_its_contacts_everywhere_has_no_person_left(report: Dataset) -> None:
    public = made_public(report)
    assert find_leaks(report, {"fiches.json": write_json(report)})
    assert find_leaks(report, {"fiches.json": write_json(public)}) == []
    written = write_json(public).decode().lower()
    for part in ("vernet", "dubuis", "castan", "lindt", "ginet", "garage.example", "99 00", "99.00"):
        assert part not in written


def test_functions_and_organisations_of_a_report_stay(report: Dataset) -> None:
    written = write_json(made_public(report)).decode()
    for part in (
        "Fondation Abbé Pierre",
        "lycée Jean Moulin",
        "l'association Monsieur Vincent",
        "M. le Préfet et Mme la Présidente",
        "164 conducteurs",
    ):
        assert part in written
    assert [carrier.name for fiche in made_public(report).fiches for carrier in fiche.carriers] == ["Association Monsieur Vincent"]


def test_a_public_dataset_is_valid_and_its_evidence_as_long_as_before(report: Dataset, dataset: Dataset) -> None:
    for full in (report, dataset):
        public = made_public(full)
        assert Dataset.model_validate(public.model_dump(mode="json")) == public
        for fiche, before in zip(public.fiches, full.fiches, strict=True):
            held = evidences(before.model_copy(update={"contacts": ()}))
            shown = evidences(fiche.model_copy(update={"contacts": ()}))
            assert [(e.char_start, e.char_end, len(e.text)) for e in shown] == [(e.char_start, e.char_end, len(e.text)) for e in held]


def test_a_public_edition_of_a_public_edition_is_the_same(report: Dataset) -> None:
    once = made_public(report)
    assert made_public(once) == once


def test_a_dataset_without_persons_stays_as_it_is(empty_dataset: Dataset) -> None:
    plain = holding("En 2018, 1 234 567 890 euros pour C@P25, du 01/09/2015-31/08/2018.", organisations=("Maison Simone Veil",))
    assert made_public(plain) == plain
    assert made_public(empty_dataset) == empty_dataset


def test_ids_made_from_a_title_with_a_person_are_covered_and_still_join(report: Dataset) -> None:
    public = made_public(report)
    ids = [fiche.id for fiche in public.fiches]
    assert ids[0].startswith("recueil-essai.█")
    assert ids[0].rpartition(".")[2] == report.fiches[0].id.rpartition(".")[2]
    assert ids[1] == report.fiches[1].id
    quoting = report.fiches[1].issues[0].model_copy(update={"message": f"La même action que « {report.fiches[0].id} »."})
    other = report.fiches[1].model_copy(update={"issues": (quoting,)})
    quoted = made_public(report.model_copy(update={"fiches": (report.fiches[0], other)}))
    assert quoted.fiches[1].issues[0].message == f"La même action que « {ids[0]} »."
    check = public.documents[0].contents_check
    assert check is not None
    assert {announced.fiche for announced in check.announced} - {None} == set(ids)


def test_ids_of_two_documents_never_become_one(dataset: Dataset) -> None:
    renamed = {"note-soleil": "rose-lunel", "recueil-lune": "rose lunel"}
    documents = tuple(d.model_copy(update={"id": renamed[d.id]}) for d in dataset.documents)
    fiches = tuple(f.model_copy(update={"document": renamed[f.document]}) for f in dataset.fiches)
    fiches = (fiches[0].model_copy(update={"contacts": (contact("Rose Lunel"),)}), fiches[1])
    public = made_public(dataset.model_copy(update={"documents": documents, "fiches": fiches}))
    ids = [document.id for document in public.documents]
    assert len(set(ids)) == 2
    assert [fiche.document for fiche in public.fiches] == ids


def test_a_checksum_that_looks_like_a_phone_number_stays(dataset: Dataset) -> None:
    checksum = "ab" * 20 + "0612345678" + "cd" * 7
    document = dataset.documents[0]
    odd = document.model_copy(update={"source": document.source.model_copy(update={"sha256": checksum})})
    public = made_public(dataset.model_copy(update={"documents": (odd,)}))
    assert public.documents[0].source.sha256 == checksum


def test_what_nobody_knows_to_make_public_is_an_error(dataset: Dataset) -> None:
    odd = dataset.fiches[0].model_copy(update={"sections": {"body": "Odile Marnier"}})
    with pytest.raises(TypeError, match="dict"):
        made_public(dataset.model_copy(update={"fiches": (odd,)}))


def test_findings_about_contacts_do_not_quote_them(report: Dataset) -> None:
    (finding,) = [issue for fiche in made_public(report).fiches for issue in fiche.issues if issue.field == "contacts"]
    assert finding.message == "Le courriel n'a pas d'extension : le domaine est « ███████████ »."
    assert finding.evidence is not None
    assert set(finding.evidence.text) == {"█"}


def test_values_set_aside_that_look_personal_are_covered_whole(dataset: Dataset) -> None:
    given_up = (
        Rejected(document="recueil-lune", fiche=None, field="contacts", value="Nom illisible", reason="no phone"),
        Rejected(document="recueil-lune", fiche=None, field="carriers", value="atelier d'Odile Marnier", reason="too long"),
        Rejected(document="recueil-lune", fiche=None, field="figures", value="999999 %", reason="more than 1000 %"),
    )
    public = made_public(dataset.model_copy(update={"rejected": given_up}))
    assert [rejected.value for rejected in public.rejected] == ["███ █████████", "███████ ███████ ███████", "999999 %"]


def test_paths_of_documents_and_failures_are_covered(dataset: Dataset) -> None:
    failed = Failure(path="lot-1/odile-marnier.txt", error="EmptyDocumentError", message="odile-marnier.txt: holds no text")
    (failure,) = made_public(dataset.model_copy(update={"failures": (failed,)})).failures
    assert (failure.path, failure.message) == ("lot-1/█████████████.txt", "█████████████.txt: holds no text")


def test_five_real_documents_hold_no_contact(shared: Path) -> None:
    full = Pipeline(default_rulebook(), ner=False).run(input_files([shared / "corpus"]))
    assert sum(len(fiche.contacts) for fiche in full.fiches) > 100
    assert find_leaks(full, {"fiches.json": write_json(made_public(full))}) == []
