"""Office files as they are packed: a zip file of XML parts, opened without trusting its sizes or its entities."""

import io
import zipfile
import zlib

from lxml.etree import XMLParser, XMLSyntaxError, _Element, fromstring

#: No part of a report is larger unpacked; a packed file of some kilobytes can claim to hold gigabytes.
MAX_PART = 100_000_000


class BrokenPackageError(Exception):
    """A part is missing, damaged, protected or not what it should be; `problem` says which and how."""

    def __init__(self, problem: str) -> None:
        self.problem = problem
        super().__init__(problem)


class Package:
    """The parts of an office file.

    Raises BrokenPackageError where the file is no whole zip file.
    """

    def __init__(self, data: bytes) -> None:
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
        except (zipfile.BadZipFile, OSError, ValueError, EOFError) as error:
            raise BrokenPackageError("the file is damaged or was cut off") from error

    @property
    def names(self) -> frozenset[str]:
        """The names of all parts."""
        return frozenset(self._zip.namelist())

    def part(self, name: str) -> _Element:
        """The root element of a part.

        Raises BrokenPackageError where the part is missing, damaged, too large, or declares entities.
        """
        try:
            with self._zip.open(name) as packed:
                content = packed.read(MAX_PART + 1)
        except KeyError as error:
            raise BrokenPackageError(f"it has no part {name}") from error
        except RuntimeError as error:
            raise BrokenPackageError("it is protected by a password") from error
        except (zipfile.BadZipFile, zlib.error, OSError, EOFError, NotImplementedError) as error:
            raise BrokenPackageError(f"its part {name} is damaged") from error
        if len(content) > MAX_PART:
            raise BrokenPackageError(f"its part {name} is larger than {MAX_PART // 1_000_000} MB unpacked")
        return _parsed(content, name)

    def optional_part(self, name: str) -> _Element | None:
        """The root element of a part, None where there is none."""
        return self.part(name) if name in self.names else None


def _parsed(content: bytes, name: str) -> _Element:
    parser = XMLParser(resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True, remove_pis=True)
    try:
        root = fromstring(content, parser)
    except XMLSyntaxError as error:
        raise BrokenPackageError(f"its part {name} is not well-formed XML") from error
    if root.getroottree().docinfo.internalDTD is not None:
        raise BrokenPackageError(f"its part {name} declares a document type, which no office program writes")
    return root
