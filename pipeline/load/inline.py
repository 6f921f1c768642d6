"""From the runs of a paragraph (pieces of text in one style) to a clean block, for every format but plain text."""

import itertools
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from pipeline.document import Block, BlockKind, MappedText
from pipeline.load.characters import Ranges, is_blank, resolved
from pipeline.load.text import BULLET
from pipeline.load.writer import SourceWriter

#: What a browser shows as one blank; the no-break space and its kin are kept in the source.
_WHITE = re.compile(r"[ \t\n\r\f\v\x85\u2028\u2029]+")
_RUNNING_HEADING = re.compile(r"(?P<mark>»|§(?=\s+[^\W\d]))\s+(?=\S)")
#: A line that ends with a break is one of several lines, not of a paragraph, when it is not longer.
_LINE = 90
#: What counts the commitments, sheets or levers of a document, alone above their titles.
_COUNTED_LABEL = re.compile(
    r"\s*(?:engagement|action|fiche(?:[ -](?:action|projet|mesure))?|mesure|levier|piste|objectif|initiative|projet)\s*(?:n\s*°\s*)?\d{1,2}(?:\.\d{1,2})*[\s.:–-]*",
    re.IGNORECASE,
)
#: No label of a field has more characters.
_LABEL = 60
_BLANK = " \t\r\n\xa0"
#: What joins the number of a title to its words on one line.
_JOINTS = ":.,-–—"


@dataclass(frozen=True, slots=True)
class Run:
    """A piece of text in one style; `size` in points, 0 where the format does not say."""

    text: str
    bold: bool = False
    italic: bool = False
    size: float = 0.0


#: A line break inside a paragraph (`<br>`, `w:br`, `text:line-break`); known by its identity, as text may hold line ends.
BREAK = Run("\n")


def write_block(
    writer: SourceWriter, runs: Iterable[Run], kind: BlockKind = BlockKind.PARAGRAPH, level: int = 0, marker: str = ""
) -> Block | None:
    r"""Write the runs as one line of the source; the clean block over it, None where they hold no visible character.

    A paragraph that starts with a typed bullet or number is a list item; `level` tells how deep or far it is set in.

    >>> writer = SourceWriter()
    >>> block = write_block(writer, [Run("Un e\ufb03cace "), Run(" relais\n", bold=True)])
    >>> writer.source, block.text.text, block.bold
    ('Un eﬃcace relais\n', 'Un efficace relais', ((12, 18),))
    """
    parts: list[str] = []
    bold: list[bool] = []
    italic: list[bool] = []
    sizes: Counter[float] = Counter()
    after_blank = True
    for run in runs:
        part = _WHITE.sub(" ", run.text)
        if after_blank:
            part = part.removeprefix(" ")
        if part:
            parts.append(part)
            bold += [run.bold] * len(part)
            italic += [run.italic] * len(part)
            sizes[run.size] += len(part.strip())
            after_blank = part.endswith(" ")
    line = "".join(parts).rstrip(" ")
    if is_blank(line):
        return None
    written = writer.line(line)
    text = resolved(written)
    if kind is BlockKind.PARAGRAPH:
        kind, marker, text = _marked(text)
        level = 0 if kind is BlockKind.HEADING else level
    start = written.offsets[0]
    in_bold = [bold[offset - start] for offset in text.offsets]
    in_italic = [italic[offset - start] for offset in text.offsets]
    return Block(
        kind,
        text,
        level,
        marker,
        bold=_ranges(text.text, in_bold),
        italic=_ranges(text.text, in_italic),
        size=max(sizes, key=sizes.__getitem__),
    )


def lines_of(runs: Sequence[Run], *, separate: bool = True) -> list[list[Run]]:
    """The runs of a paragraph cut at those of its line breaks that separate lines.

    Two breaks in a row separate paragraphs. One break separates a bold line from the text under it, a line from
    one that starts with bold words (a label), and the lines of a paragraph that has only short ones (an address, a
    header); in running text, and where lines are not to be separated (in a list item), it is a blank. A line of
    several labelled fields is a line for each.

    >>> address = [Run("Maison des aidants"), BREAK, Run("2 place du Lavoir")]
    >>> [line[0].text for line in lines_of(address)]
    ['Maison des aidants', '2 place du Lavoir']
    """
    paragraphs: list[list[list[Run]]] = [[[]]]
    breaks = 0
    for run in runs:
        if run is BREAK:
            breaks += 1
            continue
        if breaks and run.text.strip():
            if breaks > 1:
                paragraphs.append([[]])
            else:
                paragraphs[-1].append([])
            breaks = 0
        paragraphs[-1][-1].append(run)
    filled = ([part for line in lines if _printed(line).strip() for part in _fields(line)] for lines in paragraphs)
    return [line for lines in filled for line in (_separated(lines) if separate else _joined(lines))]


def heading_lines(runs: list[Run]) -> list[list[Run]]:
    r"""The runs of a heading; its label and its title apart, where a break parts a label that counts from the title below it.

    Any other break is a blank, and the number of an axis stays part of its name.

    >>> [[run.text for run in line] for line in heading_lines([Run("Action n° 2"), BREAK, Run("Rouler"), BREAK, Run("mieux")])]
    [['Action n° 2'], ['Rouler', '\n', 'mieux']]
    >>> len(heading_lines([Run("Axe 2"), BREAK, Run("Se loger")]))
    1
    """
    at = next((at for at, run in enumerate(runs) if run is BREAK), len(runs))
    title = _printed(runs[at + 1 :]).lstrip(_BLANK)
    if is_counted_label(_printed(runs[:at])) and title and title[0] not in _JOINTS:
        return [runs[:at], runs[at + 1 :]]
    return [runs]


def is_counted_label(text: str) -> bool:
    """Whether a text is nothing but a word with a number that count what is told ("Engagement 1", "Fiche action n° 12")."""
    return _COUNTED_LABEL.fullmatch(text) is not None


def _fields(line: list[Run]) -> list[list[Run]]:
    """A line that holds several fields, each with its label in bold and a colon, as a line for each; any other as it is."""
    starts = [at for at in range(len(line)) if _is_label(line, at)]
    first = next((at for at, run in enumerate(line) if run.text.strip()), 0)
    if len(starts) < 2 or starts[0] != first:
        return [line]
    return [line[start:end] for start, end in itertools.pairwise([0, *starts[1:], len(line)])]


def _is_label(line: Sequence[Run], at: int) -> bool:
    """Whether a label starts at a run: bold, short, a colon at its end or right after it."""
    if not line[at].bold or not line[at].text.strip(_BLANK) or (at and line[at - 1].bold):
        return False
    end = next((end for end in range(at, len(line)) if not line[end].bold), len(line))
    label = _printed(line[at:end]).strip(_BLANK)
    behind = _printed(line[end:]).lstrip(_BLANK)
    return len(label) <= _LABEL and label[0].isupper() and (label.endswith(":") or behind.startswith(":")) and ":" not in label[:-1]


def _joined(lines: list[list[Run]]) -> list[list[Run]]:
    return [[run for line in lines for run in (*line, BREAK)]] if lines else []


def _separated(lines: list[list[Run]]) -> list[list[Run]]:
    """Lines of one paragraph, those that go on in the next joined."""
    all_short = all(len(_printed(line)) <= _LINE for line in lines)
    result: list[list[Run]] = []
    for line in lines:
        typed_bullet = BULLET.match(_printed(line).lstrip()) is not None
        goes_on = _printed(line).lstrip()[0].islower() and not typed_bullet
        starts_anew = all_short or typed_bullet or _is_bold(result[-1] if result else line) or _starts_bold(line)
        if result and (goes_on or not starts_anew):
            result[-1] += [BREAK, *line]
        else:
            result.append(list(line))
    return result


def _printed(line: Sequence[Run]) -> str:
    return "".join(run.text for run in line)


def _is_bold(line: Sequence[Run]) -> bool:
    return len(_printed(line)) <= _LINE and all(run.bold for run in line if run.text.strip(" \xa0\n:"))


def _starts_bold(line: Sequence[Run]) -> bool:
    return next((run.bold for run in line if run.text.strip()), False)


def _marked(text: MappedText) -> tuple[BlockKind, str, MappedText]:
    """Kind, marker and text of a paragraph that may start with a typed bullet or the mark of a running heading."""
    bullet = BULLET.match(text.text)
    if bullet and bullet.end() < len(text):
        return BlockKind.LIST_ITEM, bullet["mark"], text[bullet.end() :]
    running = _RUNNING_HEADING.match(text.text)
    if running:
        return BlockKind.HEADING, running["mark"], text[running.end() :]
    return BlockKind.PARAGRAPH, "", text


def _ranges(text: str, flags: Sequence[bool]) -> Ranges:
    """The stretches of a text that are flagged; a blank between two of them does not part them."""
    ranges: list[tuple[int, int]] = []
    if not any(flags):
        return ()
    for match in re.finditer(r"\S+", text):
        start = match.start()
        for at in range(match.start(), match.end() + 1):
            if at == match.end() or not flags[at]:
                if at > start:
                    if ranges and ranges[-1][1] >= start - 1 and not text[ranges[-1][1] : start].strip():
                        ranges[-1] = (ranges[-1][0], at)
                    else:
                        ranges.append((start, at))
                start = at + 1
    return tuple(ranges)
