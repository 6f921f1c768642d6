"""The views of the database: the questions that readers ask first, each answered by one query."""

from dataclasses import dataclass

from pipeline.emit.dictionary import Dictionary
from schemas.rules import BothLanguages, Words


@dataclass(frozen=True, slots=True)
class View:
    """A view; columns that `view_column` knows no words for are those of the table `of`."""

    name: str
    of: str
    words: BothLanguages
    sql: str


def both(fr: str, fr_description: str, en: str, en_description: str) -> BothLanguages:
    """Titles and descriptions for French and for English readers."""
    return BothLanguages(fr=Words(title=fr, description=fr_description), en=Words(title=en, description=en_description))


_FICHE_OVERVIEW = View(
    "fiche_overview",
    "fiches",
    both(
        "Vue d'ensemble des fiches",
        "Une ligne par fiche : départements, années, avancement, porteurs, et combien de contacts, chiffres et points à vérifier.",
        "Overview of fiches",
        "One row a fiche: departments, years, status, carriers, and the number of contacts, figures and findings.",
    ),
    """\
SELECT f.rowid AS number, f.id, f.document, d.title AS document_title, f.title, f.kind, f.chapter_name, f.section, f.departments,
  (SELECT group_concat(name, ' | ')
   FROM (SELECT name FROM departments WHERE fiche = f.id AND relation = 'runs' ORDER BY rowid)) AS department_names,
  (SELECT group_concat(region, ' | ')
   FROM (SELECT region FROM departments WHERE fiche = f.id AND relation = 'runs' GROUP BY region ORDER BY min(rowid))) AS regions,
  f.period_start_year AS start_year, f.period_end_year AS end_year, f.period_ongoing AS ongoing, f.status,
  (SELECT group_concat(name, ' | ') FROM (SELECT name FROM carriers WHERE fiche = f.id ORDER BY rowid)) AS carriers,
  (SELECT count(*) FROM contacts WHERE fiche = f.id) AS contact_count,
  (SELECT count(*) FROM figures WHERE fiche = f.id) AS figure_count,
  (SELECT count(*) FROM issues WHERE fiche = f.id) AS finding_count,
  f.confidence, f.line_start, f.page_start, f.printed_page
FROM fiches f JOIN documents d ON d.id = f.document
ORDER BY f.rowid""",
)

_BUDGETS = View(
    "budgets",
    "figures",
    both(
        "Montants en euros",
        "Tous les montants, du plus grand au plus petit ; un même montant peut être imprimé plusieurs fois, ou être un prix. "
        "La portée (nature) dit s'il est constaté, prévu ou une donnée de contexte.",
        "Amounts in euros",
        "All amounts, the biggest first; the same amount may be printed several times, or be a price. "
        "The nature tells whether it is reported, planned, or a fact of the context.",
    ),
    """\
SELECT g.id, g.document, g.fiche, f.title, f.departments, g.value AS euros, g.high AS euros_high,
  g.qualifier, g.nature, g.label, g.raw, g.line, g.page
FROM figures g LEFT JOIN fiches f ON f.id = g.fiche
WHERE g.kind = 'eur'
ORDER BY coalesce(g.high, g.value) DESC, g.rowid""",
)

_CONTACTS_TO_CHECK = View(
    "contacts_to_check",
    "contacts",
    both(
        "Contacts à vérifier",
        "Contacts sur lesquels porte un point à vérifier, ou sans téléphone ni courriel. Dans l'édition publique, qui n'a ni téléphones "
        "ni courriels, seulement les premiers.",
        "Contacts to check",
        "Contacts that a finding speaks of, or without phone and e-mail. In the public edition, which has no phones and e-mails, "
        "only the former.",
    ),
    # a finding is of the contact in whose words it was made; one without a place is of all contacts of its fiche
    """\
SELECT c.id, c.document, c.fiche, f.title, c.name, c.role, c.phones, c.emails,
  group_concat(i.message, ' | ') AS findings, group_concat(i.suggestion, ' | ') AS suggestions, c.line, c.page
FROM contacts c JOIN fiches f ON f.id = c.fiche
  LEFT JOIN issues i ON i.fiche = c.fiche AND i.field = 'contacts'
    AND (i.char_start IS NULL OR (i.char_start >= c.char_start AND i.char_end <= c.char_end))
GROUP BY c.id
HAVING count(i.id) > 0 OR (
  c.phones IS NULL AND c.emails IS NULL
  AND EXISTS (SELECT 1 FROM contacts WHERE phones IS NOT NULL OR emails IS NOT NULL))
ORDER BY c.rowid""",
)

_BY_DEPARTMENT = View(
    "fiches_by_department",
    "departments",
    both(
        "Fiches par département",
        "Combien de fiches chaque département mène ou accueille, dans combien de documents. Une fiche de deux départements compte pour chacun.",
        "Fiches by department",
        "How many fiches each department runs or hosts, in how many documents. A fiche of two departments counts for each.",
    ),
    """\
SELECT code, name, region_code, region, count(DISTINCT fiche) AS fiche_count, count(DISTINCT document) AS document_count
FROM departments WHERE relation = 'runs'
GROUP BY code ORDER BY code""",
)

_BY_REGION = View(
    "fiches_by_region",
    "departments",
    both(
        "Fiches par région",
        "Combien de fiches les départements de chaque région mènent ou accueillent. Une fiche compte une fois par région.",
        "Fiches by region",
        "How many fiches the departments of each region run or host. A fiche counts once a region.",
    ),
    """\
SELECT region_code, region, count(DISTINCT code) AS department_count, count(DISTINCT fiche) AS fiche_count,
  count(DISTINCT document) AS document_count
FROM departments WHERE relation = 'runs'
GROUP BY region_code ORDER BY region_code""",
)

_BY_CHAPTER = View(
    "fiches_by_chapter",
    "fiches",
    both(
        "Fiches par chapitre et rubrique",
        "Combien de fiches tient chaque rubrique de chaque chapitre, de combien de départements, dans l'ordre imprimé.",
        "Fiches by chapter and running heading",
        "How many fiches each running heading of each chapter holds, of how many departments, in printed order.",
    ),
    """\
SELECT f.document, f.chapter_number, f.chapter_name, f.section, count(DISTINCT f.id) AS fiche_count,
  count(DISTINCT d.code) AS department_count
FROM fiches f LEFT JOIN departments d ON d.fiche = f.id AND d.relation = 'runs'
GROUP BY f.document, f.chapter_number, f.chapter_name, f.section
ORDER BY min(f.rowid)""",
)

VIEWS = (_FICHE_OVERVIEW, _BUDGETS, _CONTACTS_TO_CHECK, _BY_DEPARTMENT, _BY_REGION, _BY_CHAPTER)

#: The columns of views that no table has, or that mean another thing there; they mean the same in every view.
_COLUMNS = {
    "number": both("Rang", "Rang de la fiche dans les données, à partir de 1.", "Number", "Place of the fiche in the data, from 1."),
    "title": both("Titre", "Titre de la fiche, tel qu'imprimé.", "Title", "Title of the fiche as printed."),
    "document_title": both(
        "Titre du document", "Titre du document, tel qu'imprimé.", "Title of the document", "Title of the document as printed."
    ),
    "departments": both(
        "Départements",
        "Codes INSEE des départements de la fiche, séparés par « | ».",
        "Departments",
        "INSEE codes of the departments of the fiche, parted by « | ».",
    ),
    "department_names": both(
        "Noms des départements",
        "Noms des départements de la fiche, séparés par « | ».",
        "Names of departments",
        "Names of the departments of the fiche, parted by « | ».",
    ),
    "regions": both(
        "Régions", "Noms des régions de la fiche, séparés par « | ».", "Regions", "Names of the regions of the fiche, parted by « | »."
    ),
    "contact_count": both("Contacts", "Nombre de contacts de la fiche.", "Contacts", "Number of contacts of the fiche."),
    "figure_count": both("Chiffres", "Nombre de chiffres de la fiche.", "Figures", "Number of figures of the fiche."),
    "finding_count": both("Points à vérifier", "Nombre de points à vérifier de la fiche.", "Findings", "Number of findings of the fiche."),
    "euros": both("Euros", "Montant en euros ; borne inférieure d'une fourchette.", "Euros", "Amount in euros; lower bound of a range."),
    "euros_high": both(
        "Borne supérieure", "Borne supérieure d'une fourchette, en euros.", "Upper bound", "Upper bound of a range, in euros."
    ),
    "findings": both("Constats", "Ce qui a été constaté, séparé par « | ».", "Findings", "What was found, in French, parted by « | »."),
    "suggestions": both(
        "Propositions", "Ce qui pourrait être juste, séparé par « | ».", "Suggestions", "What might be right, parted by « | »."
    ),
    "fiche_count": both("Fiches", "Nombre de fiches.", "Fiches", "Number of fiches."),
    "department_count": both("Départements", "Nombre de départements.", "Departments", "Number of departments."),
    "document_count": both("Documents", "Nombre de documents.", "Documents", "Number of documents."),
}


def view_column(view: View, name: str, dictionary: Dictionary) -> BothLanguages:
    """The words of a column of a view. KeyError where it has none.

    >>> from pipeline.rulebook import default_rulebook
    >>> words = Dictionary(default_rulebook().dictionary)
    >>> [view_column(_BUDGETS, name, words).fr.title for name in ("euros", "label")]
    ['Euros', 'Libellé']
    """
    return _COLUMNS[name] if name in _COLUMNS else dictionary.column(view.of, name)
