"""Every error the pipeline raises on purpose; each prints as one line that says what to do."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any


class RecueilError(Exception):
    """Base of all errors; catching it never hides a bug. It can be pickled: files are read in a process of their own."""

    def __reduce__(self) -> tuple[Callable[..., "RecueilError"], tuple[Any, ...]]:
        return _rebuilt, (type(self), self.args, self.__dict__)


def _rebuilt(kind: type[RecueilError], args: tuple[Any, ...], attributes: dict[str, Any]) -> RecueilError:
    """The error as it was raised: `__init__` takes the parts of the message, `args` holds the whole of it."""
    error = kind.__new__(kind, *args)
    error.__dict__.update(attributes)
    return error


class InputNotFoundError(RecueilError):
    """A path given by the user does not exist, or a folder holds no document."""

    def __init__(self, path: Path, hint: str) -> None:
        self.path = path
        super().__init__(f"{path}: {hint}")


class UnsupportedFormatError(RecueilError):
    """The file is not of a format that a loader reads."""

    def __init__(self, path: Path, found: str, advice: str) -> None:
        self.path = path
        self.found = found
        super().__init__(f"{path.name}: {found} cannot be read; {advice}")


class BrokenPackageError(RecueilError):
    """A part of an office file is missing, damaged, protected or too large; `load` says of which file."""

    def __init__(self, problem: str) -> None:
        self.problem = problem
        super().__init__(problem)


class EmptyDocumentError(RecueilError):
    """The file holds no text."""

    def __init__(self, path: Path) -> None:
        self.path = path
        super().__init__(f"{path.name}: holds no text; check that the export worked")


class UnreadableFileError(RecueilError):
    """The operating system refuses to give the file."""

    def __init__(self, path: Path, reason: str) -> None:
        self.path = path
        super().__init__(f"{path.name}: cannot be read ({reason}); check its permissions")


class DocumentError(RecueilError):
    """The file is of a format that is read, but nothing can be read from this one."""

    def __init__(self, path: Path, message: str) -> None:
        self.path = path
        super().__init__(f"{path.name}: {message}")


class BrokenDocumentError(DocumentError):
    """The file is damaged; `problem` says how, in plain words."""

    def __init__(self, path: Path, problem: str) -> None:
        self.problem = problem
        super().__init__(path, f"{problem}; open it in its program and save a new copy, or ask for the original")


class NoPagesError(BrokenDocumentError):
    """The file opens but holds no page."""

    def __init__(self, path: Path) -> None:
        super().__init__(path, "holds no page")


class ProtectedDocumentError(DocumentError):
    """A password is needed to open the file."""

    def __init__(self, path: Path) -> None:
        super().__init__(path, "is protected by a password; open it with the password and save a copy without protection")


class NothingRepeatsError(DocumentError):
    """Nothing in a document repeats as fiches do, so that no profile can be drafted."""

    def __init__(self, path: Path) -> None:
        super().__init__(path, "nothing in it repeats like fiches (headers, labels, section headings, numbers); no profile was drafted")


class FileExistsAlreadyError(RecueilError):
    """A file would be overwritten that may have been edited."""

    def __init__(self, path: Path) -> None:
        self.path = path
        super().__init__(f"{path}: exists already and may have been edited; give another name, or --force to overwrite it")


class SlowDocumentError(DocumentError):
    """Reading took too long; `page` (1-based) is the page it stopped at, None before the first."""

    def __init__(self, path: Path, page: int | None, seconds: float) -> None:
        self.page = page
        self.seconds = seconds
        where = f"page {page} is not read" if page else "not a page is read"
        super().__init__(path, f"{where} after {seconds:.0f} s; print the file to a new PDF, or take that page out")


class OversizedDocumentError(DocumentError):
    """Reading needs more memory than it may take."""

    def __init__(self, path: Path, gigabytes: float) -> None:
        self.gigabytes = gigabytes
        super().__init__(path, f"needs more than {gigabytes:g} GB of memory; print the file to a new PDF, or split it")


class ScannedDocumentError(DocumentError):
    """The pages are images without text; `remedy` says what to do about text recognition."""

    def __init__(self, path: Path, pages: Sequence[int], remedy: str) -> None:
        self.pages = tuple(pages)
        self.remedy = remedy
        super().__init__(path, f"{page_list(pages)} without text (a scan); {remedy}")


def page_list(pages: Sequence[int]) -> str:
    """Page numbers in short, in order.

    >>> page_list([3]), page_list([1, 2, 3, 7])
    ('page 3', 'pages 1-3, 7')
    """
    runs: list[list[int]] = []
    for page in sorted(pages):
        if runs and page == runs[-1][1] + 1:
            runs[-1][1] = page
        else:
            runs.append([page, page])
    shown = ", ".join(f"{first}-{last}" if last > first else f"{first}" for first, last in runs)
    return f"{'pages' if len(pages) > 1 else 'page'} {shown}"


class DuplicateDocumentError(RecueilError):
    """Two input files would get the same document id."""

    def __init__(self, path: Path, other: Path) -> None:
        self.path = path
        self.other = other
        super().__init__(f"{path.name}: has the same name as {other.parent.name}/{other.name}; rename one of them")


class RuleFileError(RecueilError):
    """A rule file is broken; the message names file, line and column (1-based), field, what is wrong and the cure."""

    def __init__(self, path: Path, line: int, column: int, field: str, problem: str) -> None:
        self.path = path
        self.line = line
        self.column = column
        self.field = field
        where = place_text(path, line, column)
        super().__init__(f"{where}: {field}: {problem}" if field else f"{where}: {problem}")


def place_text(path: Path, line: int, column: int) -> str:
    """A place as editors and terminals follow it; the path is shown from the working folder where it lies there."""
    shown = path.relative_to(Path.cwd()) if path.is_relative_to(Path.cwd()) else path
    return f"{shown}:{line}:{column}"


class SlowPatternError(RecueilError):
    """The pattern of a rule was stopped because it took too long on one text; it is named with its file and line.

    `document` is the one it was searched in, None where it was only tried.
    """

    def __init__(self, rule: str, path: Path, line: int, seconds: float, document: Path | None = None) -> None:
        self.rule = rule
        self.path = path
        self.line = line
        self.seconds = seconds
        self.document = document
        # the message is kept in the dataset, which does not depend on where the rules lie
        where = f"{path.parent.name}/{path.name}:{line}"
        cure = "repeat no group that itself repeats, as in (a+)+, and bound what repeats, as in {0,80}"
        of = f"{document.name}: " if document else ""
        super().__init__(f"{of}{where}: {rule}: the pattern takes more than {seconds:g} s on one text and was stopped; {cure}")


class UnknownProfileError(RecueilError):
    """`--profile` names a profile that does not exist."""

    def __init__(self, name: str, known: list[str]) -> None:
        self.name = name
        super().__init__(f"no profile is called {name!r}; choose one of {', '.join(known)}")


class ModelMissingError(RecueilError):
    """The spaCy model is not installed."""

    def __init__(self, model: str) -> None:
        self.model = model
        super().__init__(f"the language model {model} is not installed; run `make setup`, or use --no-ner")


class GoldError(RecueilError):
    """A gold file cannot be used."""

    def __init__(self, path: Path, line: int, problem: str) -> None:
        self.path = path
        self.line = line
        super().__init__(f"{path.name}:{line}: {problem}")


class BaselineError(RecueilError):
    """A baseline of scores cannot be used."""

    def __init__(self, path: Path, problem: str) -> None:
        self.path = path
        super().__init__(f"{path.name}: {problem}")


class ReportFormatError(RecueilError):
    """A report is asked for under a name that tells no format."""

    def __init__(self, path: Path, endings: Sequence[str]) -> None:
        self.path = path
        super().__init__(f"{path.name}: a report ends in {', '.join(endings)}")


class OtherFileError(DocumentError):
    """A file is not the one the dataset was made from, though it may bear its name."""

    def __init__(self, path: Path, document: str) -> None:
        self.document = document
        super().__init__(path, f"is not the file {document!r} was read from (its contents differ); give that file, or run this one again")


class NoSuchPageError(DocumentError):
    """A page is asked for that the document does not have; `count` is 0 where its format has no pages."""

    def __init__(self, path: Path, page: int, count: int) -> None:
        self.page = page
        self.count = count
        super().__init__(path, f"has no page {page}; " + (f"it has {count}" if count else "only PDF documents have pages to draw"))


class DatasetError(RecueilError):
    """`fiches.json` is missing or not what this version writes."""

    def __init__(self, path: Path, problem: str) -> None:
        self.path = path
        super().__init__(f"{path.name}: {problem}")


class OutputError(RecueilError):
    """The output folder cannot be written."""

    def __init__(self, path: Path, reason: str) -> None:
        self.path = path
        super().__init__(f"{path}: cannot be written ({reason}); nothing was changed there")


class PartlyWrittenError(RecueilError):
    """Writing failed, and so did putting back the earlier files; each file is whole, old or new."""

    def __init__(self, path: Path, names: list[str], kept: Path, reason: str) -> None:
        self.path = path
        self.kept = kept
        super().__init__(f"{path}: cannot be written ({reason}); the earlier {', '.join(names)} are kept in {kept}")


class TooManyRowsError(RecueilError):
    """A table has more rows than a sheet of a spreadsheet holds."""

    def __init__(self, table: str, rows: int, most: int) -> None:
        self.table = table
        self.rows = rows
        self.most = most
        super().__init__(f"the table {table} has {rows} rows, a sheet holds {most}; export it as CSV or Parquet")


class TableRuleError(RecueilError):
    """Rows break a rule of their table: an id stands twice, or names a row that does not exist."""

    def __init__(self, table: str, rule: str) -> None:
        self.table = table
        self.rule = rule
        super().__init__(f"the table {table} breaks a rule of the database ({rule}); mend fiches.json, or run again")


class PersonalDataLeftError(RecueilError):
    """A public file still holds personal data of a contact; the message never shows the data itself."""

    def __init__(self, file: str, place: str, kind: str, fiche: str, others: int) -> None:
        self.file = file
        self.place = place
        self.kind = kind
        self.fiche = fiche
        self.others = others
        more = f" (and {others} more)" if others else ""
        super().__init__(f"{file}, {place}: holds the {kind} of a contact of the fiche {fiche!r}{more}; this edition must not be published")


class OtherFilesError(RecueilError):
    """The folder of a public edition holds files that are not of it, which nobody has checked for persons."""

    def __init__(self, path: Path, others: list[str]) -> None:
        self.path = path
        self.others = others
        shown = ", ".join(others[:3]) + (", …" if len(others) > 3 else "")
        super().__init__(f"{path}: holds other files ({shown}); a public edition goes into a folder of its own")


class FicheNotFoundError(RecueilError):
    """No fiche, or more than one, has the id given."""

    def __init__(self, fiche_id: str, candidates: list[str]) -> None:
        self.fiche_id = fiche_id
        self.candidates = candidates
        if candidates:
            shown = ", ".join(candidates[:5]) + (", …" if len(candidates) > 5 else "")
            super().__init__(f"{fiche_id!r} fits {len(candidates)} fiches ({shown}); give more of the id")
        else:
            super().__init__(f"no fiche has an id that holds {fiche_id!r}; ids are in the column `id` of fiches.csv")
