"""The dataset card: what a reader must know before the data is used, in French with an English summary, as Markdown."""

import hashlib
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence

from pipeline.emit.dictionary import Dictionary
from pipeline.emit.tables import Table
from schemas.accuracy import AccuracyFile, Score
from schemas.dataset import Dataset
from schemas.document import DocumentRecord
from schemas.enums import FieldName
from schemas.sources import Sources

#: How the file of the card is called.
CARD = "LISEZMOI.md"

#: The fields of which readers ask how far they can be trusted.
_FIELDS = {
    FieldName.FICHE: "fiches trouvées",
    FieldName.TITLE: "titres",
    FieldName.DEPARTMENTS: "départements",
    FieldName.PERIOD: "périodes",
    FieldName.STATUS: "avancement",
    FieldName.CARRIERS: "porteurs annoncés dans un en-tête",
    FieldName.CARRIERS_TEXT: "porteurs dits dans le texte",
    FieldName.CONTACT_NAME: "noms des contacts",
    FieldName.FIGURES: "chiffres",
    FieldName.FIGURE_NATURE: "portée des chiffres (résultat, objectif, contexte)",
}
_NOT_FOR = (
    "compter ou classer les départements : une action peut exister sans être dans ces documents ;",
    "additionner les chiffres sans les relire : un même nombre peut être imprimé plusieurs fois, être un objectif, ou porter sur le contexte ;",
    "dire l'état présent d'une action : les données disent ce qui était imprimé à la date du document ;",
    "démarcher ou évaluer les personnes nommées dans les documents.",
)


def card(
    dataset: Dataset,
    tables: Sequence[Table],
    dictionary: Dictionary,
    accuracy: AccuracyFile,
    sources: Sources | None,
    files: Mapping[str, bytes],
    *,
    public: bool = False,
) -> str:
    """The text of the card; `public` where the dataset is the edition without persons.

    `files` are the data files by path from the card, to be cited by their checksums. What only the user knows is left
    out without `sources`. The card shows no row of a table, hence no person. Raises KeyError where a table or a column
    has no words.
    """
    parts = [
        f"# {_text(sources.title) if sources else 'Données extraites de documents de départements'}",
        *_summaries(dataset, tables, sources, public=public),
        "## Provenance",
        *_provenance(dataset, sources),
        "## Contenu",
        *_contents(tables, dictionary),
        "## Exactitude",
        *_accuracy(accuracy),
        "## Ce qu'il ne faut pas en faire",
        "Ces données ne sont pas faites pour :",
        "\n".join(f"- {use}" for use in _NOT_FOR),
        "## Données personnelles",
        _persons(dataset, public=public),
        "## Licence",
        *_licences(sources),
        "## Citer ces données",
        *_citation(sources, files),
    ]
    return "\n\n".join(parts) + "\n"


def _summaries(dataset: Dataset, tables: Sequence[Table], sources: Sources | None, *, public: bool) -> Iterator[str]:
    if sources and sources.description:
        yield sources.description
    documents, fiches, rows = len(dataset.documents), len(dataset.fiches), sum(len(table.rows) for table in tables)
    yield (
        f"{_number(documents)} documents, {_number(fiches)} fiches, {len(tables)} tables, {_number(rows)} lignes. Chaque valeur garde "
        "l'endroit du document où elle a été lue. Les données ont été extraites par programme (recueil) ; elles n'ont pas été relues une à une."
    )
    told = ["**In English.**"]
    if sources:
        title = f"{sources.en.title}." if sources.en.title else None
        told += filter(None, (title, sources.en.description, f"Licence: {sources.licence.title}."))
    yield "\n".join(
        f"> {line}"
        for line in (
            " ".join(told),
            f"{documents:,} documents, {fiches:,} fiches (actions of departments), {len(tables)} tables, {rows:,} rows, read by a program "
            "(recueil) and not checked one by one; every value keeps the place it was read from. "
            + ("Public edition, without persons. " if public else "Holds personal data of contacts. ")
            + "Columns are described in English in `datapackage.json` (`title@en`, `description@en`).",
        )
    )


def _provenance(dataset: Dataset, sources: Sources | None) -> Iterator[str]:
    counts = Counter(fiche.document for fiche in dataset.fiches)
    rows = [_document(document, counts[document.id], sources) for document in dataset.documents]
    yield _table(("document", "titre", "profil de lecture", "fiches", "publié", "licence", "SHA-256 du fichier lu"), rows)
    if dataset.failures:
        count = len(dataset.failures)
        yield f"{count} fichier{'s' if count > 1 else ''} n'{'ont' if count > 1 else 'a'} pas pu être lu{'s' if count > 1 else ''}."


def _document(document: DocumentRecord, fiches: int, sources: Sources | None) -> list[str]:
    told = sources.document(document.id) if sources else None
    title = _text((told and told.title) or document.title or "")
    linked = f"[{title or told.url}](<{told.url}>)" if told and told.url else title
    printed = document.published.date if document.published else ""
    return [
        f"`{document.id}`",
        linked,
        document.profile or "aucun",
        _number(fiches),
        (told and told.published) or printed,
        _text((told and told.licence) or ""),
        f"`{document.source.sha256}`",
    ]


def _contents(tables: Iterable[Table], dictionary: Dictionary) -> Iterator[str]:
    rows = []
    for table in tables:
        words = dictionary.table(table.name).fr
        rows.append([f"`{table.name}`", words.title, _number(len(table.rows)), words.description])
    yield _table(("table", "titre", "lignes", "contenu"), rows)
    yield "Une cellule vide veut dire que le document ne dit rien. Les colonnes de chaque table :"
    for table in tables:
        columns = []
        for column in table.columns:
            words = dictionary.column(table.name, column.name).fr
            columns.append([f"`{column.name}`", words.title, column.type.value, words.description])
        summary = f"<summary><code>{table.name}</code> ({len(columns)} colonnes)</summary>"
        yield f"<details>{summary}\n\n{_table(('colonne', 'titre', 'type', 'contenu'), columns)}\n\n</details>"


def _accuracy(accuracy: AccuracyFile) -> Iterator[str]:
    yield (
        f"Mesurée le {accuracy.measured_on} par le projet recueil, sur des documents annotés à la main, **et non sur ce jeu de données** "
        f"({accuracy.conditions.fr}). F1, de 0 à 1, suivi entre parenthèses du nombre de valeurs annotées."
    )
    rows = [[name, *(_score(measured.fields.get(field)) for measured in accuracy.sets)] for field, name in _FIELDS.items()]
    rows.append(["fiches justes en tous leurs champs", *(_score(measured.whole_fiches) for measured in accuracy.sets)])
    yield _table(("champ", *(measured.name.fr for measured in accuracy.sets)), rows)
    yield "La table `issues` dit ce qui est à vérifier, la colonne `confidence` ce que vaut chaque lecture."


def _persons(dataset: Dataset, *, public: bool) -> str:
    if public:
        return (
            "Édition publique : noms, courriels et téléphones de personnes en ont été retirés, aussi dans les textes ; fonctions et "
            "organismes restent. Signalez à l'éditeur toute personne qui y serait encore nommée."
        )
    named = sum(contact.name is not None for fiche in dataset.fiches for contact in fiche.contacts)
    return (
        f"Cette édition contient des données personnelles ({_number(named)} contacts nommés, avec leurs courriels et téléphones ; des noms "
        "aussi dans les textes) : le RGPD s'y applique. Ne la publiez pas ; l'édition publique "
        "(`recueil export --audience public`) est faite pour cela."
    )


def _licences(sources: Sources | None) -> Iterator[str]:
    if sources:
        yield f"Ce jeu de données : [{_text(sources.licence.title)}](<{sources.licence.url}>) (`{sources.licence.id}`)."
    else:
        yield "Ce jeu de données : non précisée."
    yield "Les textes cités restent sous la licence de leur document, indiquée ci-dessus là où elle est connue."


def _citation(sources: Sources | None, files: Mapping[str, bytes]) -> Iterator[str]:
    if sources:
        version = f", version {sources.version}" if sources.version else ""
        address = f" <{sources.publisher.url}>" if sources.publisher.url else ""
        publisher, title, licence = map(_text, (sources.publisher.name, sources.title, sources.licence.title))
        yield f"> {publisher}. *{title}* [jeu de données]{version}. {licence}.{address}"
    if files:
        yield "Pour désigner ces données à l'octet près, joignez l'empreinte du fichier employé :"
        rows = [[f"`{path}`", _number(len(content)), f"`{hashlib.sha256(content).hexdigest()}`"] for path, content in files.items()]
        yield _table(("fichier", "octets", "SHA-256"), rows)


def _score(score: Score | None) -> str:
    return f"{score.f1:.3f} ({_number(score.support)})".replace(".", ",") if score else "–"


def _number(count: int) -> str:
    """A whole number as French prints it, its thousands parted by a narrow blank that does not break.

    >>> _number(1234567)
    '1\u202f234\u202f567'
    """
    return f"{count:,}".replace(",", "\u202f")


def _table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    lines = [head, ["---"] * len(head), *([cell.replace("|", "\\|") for cell in row] for row in rows)]
    return "\n".join(f"| {' | '.join(cells)} |" for cells in lines)


def _text(printed: str) -> str:
    """Printed words inside a line of Markdown: on one line, what would be taken for a mark made harmless."""
    return re.sub(r"([\\`*_<>\[\]])", r"\\\1", " ".join(printed.split()))
