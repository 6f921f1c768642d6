"""The files of an edition in a folder; a public edition is proved to hold no contact before a file is written."""

from collections.abc import Collection
from dataclasses import replace
from pathlib import Path

from pipeline.emit.folder import write_files
from pipeline.errors import OtherFilesError
from pipeline.export.formats import Edition, Format, files_of
from pipeline.public.edition import public_edition
from pipeline.public.leaks import check_no_leaks
from pipeline.rulebook import Rulebook


def export(edition: Edition, formats: Collection[Format], folder: Path) -> list[Path]:
    """Write the files of some formats, all or none; the paths written, in a fixed order. Raises OutputError."""
    return write_files(files_of(edition, formats), folder)


def export_public(full: Edition, formats: Collection[Format], folder: Path, rulebook: Rulebook) -> list[Path]:
    """The same without persons.

    Raises PersonalDataLeftError where a file would still hold a contact of the full edition, and OtherFilesError where
    the folder holds files of something else: nothing is written then.
    """
    files = files_of(replace(full, dataset=public_edition(full.dataset, rulebook), public=True), formats)
    check_no_leaks(full.dataset, files)
    found = (path for path in folder.rglob("*") if path.is_file()) if folder.is_dir() else ()
    others = sorted(name for path in found if (name := path.relative_to(folder).as_posix()) not in files)
    if others:
        raise OtherFilesError(folder, others)
    return write_files(files, folder)
