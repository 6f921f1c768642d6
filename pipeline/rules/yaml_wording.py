"""What makes a file no YAML, in plain words and with a cure."""

from collections.abc import Sequence

import yaml

_QUOTE = "put the whole text in quotes"

#: What the YAML library says, whether the place is where it began to read (else where it stopped), and what to tell;
#: `{char}` is the character there, `{two}` it and the next.
_TOLD: tuple[tuple[str, bool, str], ...] = (
    ("found character that cannot start", False, f"a text cannot start with `{{char}}`; {_QUOTE}"),
    ("scanning a directive", True, f"a text cannot start with `{{char}}`; {_QUOTE}"),
    ("found undefined alias", False, f"a text cannot start with `*`, which stands for an anchor (no `&` above bears this name); {_QUOTE}"),
    ("scanning an alias", True, f"a text cannot start with `{{char}}`; {_QUOTE}"),
    ("scanning an anchor", True, f"a text cannot start with `{{char}}`; {_QUOTE}"),
    ("a tag", True, f"a text cannot start with `{{char}}`; {_QUOTE}"),
    ("scanning a block scalar", True, f"a text cannot start with `{{char}}`; {_QUOTE}"),
    ("found unknown escape", False, "`{two}` in double quotes; write the backslash twice (`\\{two}`), or use single quotes"),
    ("quoted scalar", True, "the quotation mark is not closed; add another at the end of the text"),
    ("could not find expected ':'", True, "this line is no `key: value`; put a colon and a blank behind the key"),
    ("block sequence entries", False, f"a list whose items begin with `- ` starts on a line of its own; or it is a text: {_QUOTE}"),
    ("expected node content", False, f"a value is missing before `{{char}}`; write it, or if this is a text, {_QUOTE}"),
    ("another document", False, "`---` cuts the file in two; delete that line"),
)


def in_plain_words(text: str, error: yaml.MarkedYAMLError) -> tuple[int, int, str]:
    """Line, column (from 1) and problem of a text that is not YAML."""
    lines = [*text.split("\n"), ""]
    mark, start = error.problem_mark, error.context_mark
    here = (mark.line, mark.column) if mark else (0, 0)
    began = (start.line, start.column) if start else here
    told = str(error.problem)
    at, problem = _tab(lines, here) or _bracket(lines, began, here, str(error.context)) or _line(lines, here, told) or (here, "")
    if not problem:
        said = f"{error.context}: {told}"
        at, problem = next(
            ((began if first else here, cure) for words, first, cure in _TOLD if words in said),
            (here, f"is not YAML ({told}); check quotes, brackets and indentation here"),
        )
    line, column = at
    two = lines[line][column : column + 2]
    return line + 1, column + 1, problem.replace("{char}", two[:1]).replace("{two}", two)


_At = tuple[int, int]


def _tab(lines: Sequence[str], here: _At) -> tuple[_At, str] | None:
    line, column = lines[here[0]], here[1]
    indent = line[: len(line) - len(line.lstrip())]
    if "\t" in indent or line[column : column + 1] == "\t":
        return (here[0], line.index("\t")), "a tab stands here; indent with blanks"
    return None


def _bracket(lines: Sequence[str], began: _At, here: _At, context: str) -> tuple[_At, str] | None:
    """A list or record in brackets that does not end, or whose parts no comma parts."""
    if context == "while parsing a flow node" and not "".join(lines[here[0] :])[here[1] :].strip():
        # the file ends behind a bracket or a comma: the last bracket was opened last
        began = next((n, max(line.rfind("["), line.rfind("{"))) for n, line in reversed([*enumerate(lines)]) if "[" in line or "{" in line)
        context = f"while parsing a flow {'sequence' if lines[began[0]][began[1]] == '[' else 'mapping'}"
    if not context.startswith(("while parsing a flow sequence", "while parsing a flow mapping")):
        return None
    opened, closing = ("[", "]") if "sequence" in context else ("{", "}")
    if here[0] > began[0]:
        return began, f"the bracket `{opened}` is not closed; add `{closing}` at the end of the list"
    return here, f"a comma or `{closing}` is missing here; put texts that hold `: `, commas, brackets or quotes in quotes"


def _line(lines: Sequence[str], here: _At, problem: str) -> tuple[_At, str] | None:
    """A line that does not fit those around it, or a value that is cut in two."""
    before = lines[here[0]][: here[1]].strip().removeprefix("- ")
    if problem.startswith("mapping values are not allowed"):
        if ": " in before:
            return here, f"the text holds `: `; {_QUOTE}"
        return here, "this key does not fit the line above; align it, and see that a blank stands behind the colon above"
    if problem in {"did not find expected key", "did not find expected '-' indicator"}:
        odd = next((n for n, line in enumerate(lines[: here[0]]) if line.count('"') % 2), None)
        if before and odd is not None:
            return (odd, lines[odd].rindex('"')), "the quotation mark is not closed; add another at the end of the text"
        if before:
            return here, f"this does not belong to the text before it; {_QUOTE}"
        return here, "this line is not indented like those around it; align it with them"
    return None
