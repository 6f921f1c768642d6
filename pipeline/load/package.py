"""Office files as they are packed: a zip file of XML parts, opened without trusting its sizes or its entities."""

import io
import lzma
import struct
import zipfile
import zlib

from lxml.etree import XMLParser, XMLSyntaxError, _Element, fromstring

from pipeline.errors import BrokenPackageError

#: No part of a report is larger unpacked; a packed file of some kilobytes can claim to hold gigabytes.
MAX_PART = 100_000_000


#: What reading a damaged zip file raises, beside RuntimeError for one that is protected.
ZIP_ERRORS = (
    zipfile.BadZipFile,
    zlib.error,
    lzma.LZMAError,
    struct.error,
    OSError,
    EOFError,
    ValueError,
    OverflowError,
    NotImplementedError,
)


class Package:
    """The parts of an office file.

    Raises BrokenPackageError where the file is no whole zip file.
    """

    def __init__(self, data: bytes) -> None:
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
        except ZIP_ERRORS as error:
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
        except ZIP_ERRORS as error:
            raise BrokenPackageError(f"its part {name} is damaged") from error
        except RuntimeError as error:
            raise BrokenPackageError("it is protected by a password") from error
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
