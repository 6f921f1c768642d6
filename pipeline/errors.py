"""Every error the pipeline raises on purpose; each prints as one line that says what to do."""

from pathlib import Path


class RecueilError(Exception):
    """Base of all errors; catching it never hides a bug."""


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


class BrokenDocumentError(RecueilError):
    """The file is of a format that is read, but it is damaged, protected or not to be trusted."""

    def __init__(self, path: Path, problem: str) -> None:
        self.path = path
        self.problem = problem
        super().__init__(f"{path.name}: cannot be read, {problem}; open it where it was made and save it again")


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


class DuplicateDocumentError(RecueilError):
    """Two input files would get the same document id."""

    def __init__(self, path: Path, other: Path) -> None:
        self.path = path
        self.other = other
        super().__init__(f"{path.name}: has the same name as {other.parent.name}/{other.name}; rename one of them")


class RuleFileError(RecueilError):
    """A rule file is broken; the message names file, line and field."""

    def __init__(self, path: Path, line: int, field: str, problem: str) -> None:
        self.path = path
        self.line = line
        self.field = field
        where = f"{path.name}:{line}"
        super().__init__(f"{where}: {field}: {problem}" if field else f"{where}: {problem}")


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
