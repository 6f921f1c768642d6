"""Writing the source of a format that is not text: what was read, in reading order, with the way back to it."""

from pipeline.document import MappedText


class SourceWriter:
    r"""Collects the text of a file and says at which offsets it stands.

    >>> writer = SourceWriter()
    >>> title = writer.line("Le jardin partagé")
    >>> year = writer.line("2016")
    >>> writer.source, year.source_range
    ('Le jardin partagé\n2016\n', (18, 22))
    """

    def __init__(self) -> None:
        self._parts: list[str] = []
        self._length = 0

    @property
    def source(self) -> str:
        """All that was written."""
        return "".join(self._parts)

    def line(self, text: str) -> MappedText:
        """Write a line; the text as it stands in the source."""
        start = self._length
        self._parts += [text, "\n"]
        self._length += len(text) + 1
        return MappedText(text, tuple(range(start, start + len(text))))
