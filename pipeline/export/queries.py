"""The queries that Datasette offers by name; each asks for its parameters, and an empty one asks nothing."""

from dataclasses import dataclass

from pipeline.export.sqlite_file import SEARCH
from pipeline.export.views import both
from schemas.rules import BothLanguages


@dataclass(frozen=True, slots=True)
class Query:
    """A query by the name it has in its address; its parameters, in the order they are asked for, stand in the SQL as `:name`."""

    name: str
    params: tuple[str, ...]
    words: BothLanguages
    sql: str


_INITIATIVES = Query(
    "initiatives-par-theme-et-departement",
    ("theme", "departement"),
    both(
        "Initiatives par thème et département",
        "Le thème est le chapitre, ou la rubrique où il n'y en a pas. theme : une partie du nom de l'un ou de l'autre, accents compris ; "
        "departement : code INSEE ou nom entier.",
        "Initiatives by theme and department",
        "The theme is the chapter, or the running heading where there is none. theme: a part of the name of either, with accents; "
        "departement: INSEE code or whole name.",
    ),
    # DISTINCT: a fiche may print a department twice
    """\
SELECT DISTINCT coalesce(f.chapter_name, f.section) AS theme, f.section, t.code, t.name AS department, f.title,
  f.period_start_year AS start_year, f.period_end_year AS end_year, f.status, t.carriers, f.document, f.id AS fiche
FROM fiches f LEFT JOIN territories t ON t.fiche = f.id
WHERE (:theme = '' OR f.chapter_name LIKE '%' || :theme || '%' OR f.section LIKE '%' || :theme || '%')
  AND (:departement = '' OR t.code = upper(:departement) OR t.name LIKE :departement)
ORDER BY theme IS NULL, theme, t.code, f.rowid""",
)

_BUDGETS = Query(
    "plus-gros-budgets",
    ("minimum", "portee"),
    both(
        "Plus gros budgets",
        "Montants en euros, du plus grand au plus petit. minimum : en euros ; portee : result (constaté), target (prévu) ou context.",
        "Biggest budgets",
        "Amounts in euros, the biggest first. minimum: in euros; portee (nature): result (reported), target (planned) or context.",
    ),
    """\
SELECT euros, euros_high, label, nature, qualifier, raw, title, departments, document, fiche, line, page
FROM budgets
WHERE (:minimum = '' OR coalesce(euros_high, euros) >= CAST(:minimum AS REAL)) AND (:portee = '' OR nature = :portee)
ORDER BY coalesce(euros_high, euros) DESC, id""",
)

_CONTACTS = Query(
    "contacts-a-verifier",
    ("document",),
    both(
        "Contacts à vérifier",
        "Contacts sur lesquels porte un point à vérifier, ou sans téléphone ni courriel. document : son identifiant.",
        "Contacts to check",
        "Contacts that a finding speaks of, or without phone and e-mail. document: its identifier.",
    ),
    """\
SELECT name, role, phones, emails, findings, suggestions, title, document, fiche, line, page
FROM contacts_to_check
WHERE (:document = '' OR document = :document)
ORDER BY document, coalesce(line, page), id""",
)

_SEARCH = Query(
    "recherche",
    ("mots",),
    both(
        "Recherche dans les fiches",
        "Fiches qui contiennent tous les mots, accents ou non, les plus proches d'abord. mots : par exemple « acces logement ».",
        "Search in fiches",
        "Fiches that hold all the words, with or without accents, the nearest first. mots (words): for example « acces logement ».",
    ),
    # each word in quotes, so that an apostrophe or a hyphen is no syntax
    f"""\
SELECT f.title, snippet({SEARCH}, -1, '[', ']', ' … ', 24) AS extract, f.departments, f.period_start_year AS start_year,
  f.status, f.document, f.id AS fiche
FROM {SEARCH} JOIN fiches f ON f.rowid = {SEARCH}.rowid
WHERE {SEARCH} MATCH '"' || replace(replace(:mots, '"', ' '), ' ', '" "') || '"'
ORDER BY {SEARCH}.rank, f.rowid""",  # noqa: S608 - our own name
)

QUERIES = (_INITIATIVES, _BUDGETS, _CONTACTS, _SEARCH)
