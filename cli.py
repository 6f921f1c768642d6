"""The command line: one thin function a command.

Exit codes: 0 all good; 1 some documents failed (no fiche read, or not readable); 2 wrong usage or broken rules.
"""

import sys
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

from pipeline.emit import terminal
from pipeline.emit.folder import write_folder
from pipeline.emit.json_file import read_json
from pipeline.errors import RecueilError
from pipeline.evaluate.gold import read_gold
from pipeline.evaluate.scores import evaluate as evaluate_dataset
from pipeline.evaluate.table import errors_text, scores_table
from pipeline.gazetteer import Gazetteer
from pipeline.load import load
from pipeline.rulebook import default_rulebook
from pipeline.run import Pipeline, input_files
from pipeline.segment.detect import fits
from schemas.dataset import Dataset

DATA = Path("data/out")

app = typer.Typer(
    help="Turn the reports of French departments into checked, sourced data.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode="markdown",
)
Out = Annotated[Path, typer.Option("--out", help="Folder that holds fiches.json and the CSV tables.")]


def _console(*, stderr: bool = False) -> Console:
    """A console that keeps tables readable in pipes and logs."""
    console = Console(stderr=stderr, highlight=False)
    return console if console.is_terminal else Console(stderr=stderr, highlight=False, width=120)


@app.command(epilog="Example: `recueil run recueil-2025.txt --out data/out`")
def run(
    paths: Annotated[list[Path] | None, typer.Argument(help="Documents, or folders of documents. Default: data/raw.")] = None,
    out: Out = DATA,
    profile: Annotated[str | None, typer.Option(help="Force a profile (see `recueil profiles`).")] = None,
    ner: Annotated[bool, typer.Option("--ner/--no-ner", help="Ask the language model where no rule decides.")] = True,
) -> None:
    """Read documents and write fiches.json and the CSV tables.

    Exit code 0: every document gave fiches; 1: some document gave none (the others are complete); 2: wrong usage.
    """
    files = input_files(paths or [Path("data/raw")])
    pipeline = Pipeline(default_rulebook(), profile=profile, ner=ner)
    errors = _console(stderr=True)
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
    with Progress(*columns, console=errors, transient=True, disable=not errors.is_terminal) as progress:
        bar = progress.add_task("", total=len(files))
        dataset = pipeline.run(files, lambda done, _, name: progress.update(bar, completed=done, description=name))
    written = write_folder(dataset, out)
    console = _console()
    console.print(terminal.summary(dataset))
    console.print(f"{out / written[0].name} and {len(written) - 1} CSV tables written.")
    for line in terminal.failures(dataset):
        errors.print(line, style="red", markup=False)
    raise typer.Exit(1 if terminal.failed_documents(dataset) else 0)


@app.command(epilog="Example: `recueil show recueil-exemple.la-caravane`")
def show(
    fiche_id: Annotated[str, typer.Argument(help="The id of a fiche, or any part of it that fits only one.")],
    out: Out = DATA,
) -> None:
    """Show one fiche with the lines each value was read from."""
    _console().print(terminal.fiche(terminal.find(read_json(out / "fiches.json"), fiche_id)))


@app.command(epilog="Example: `recueil evaluate tests/gold/*.gold.jsonl --errors 5`")
def evaluate(
    gold: Annotated[list[Path], typer.Argument(help="Gold files, each named after its document.")],
    out: Out = DATA,
    errors: Annotated[int, typer.Option(min=0, metavar="N", help="List up to N errors a field.")] = 0,
) -> None:
    """Score the data against gold annotations: precision, recall, F1 and support of each field."""
    dataset: Dataset = read_json(out / "fiches.json")
    report = evaluate_dataset(dataset, [read_gold(path) for path in gold])
    console = _console()
    console.print(scores_table(report))
    if errors:
        console.print(errors_text(report, errors), markup=False, soft_wrap=True)


@app.command(epilog="Example: `recueil profiles --explain schema-2030.txt`")
def profiles(
    explain: Annotated[Path | None, typer.Option(metavar="FILE", help="Say how well each profile fits a document, and why.")] = None,
) -> None:
    """List the profiles: the families of documents that can be read."""
    rulebook = default_rulebook()
    console = _console()
    if explain is None:
        console.print(terminal.profiles(rulebook.profiles))
    else:
        console.print(terminal.fit([(f.profile, f.score, f.found) for f in fits(load(explain), rulebook, Gazetteer(rulebook.departments))]))


def main() -> None:
    """Run the command line; an error made by the user is one line on stderr."""
    try:
        app()
    except RecueilError as error:
        _console(stderr=True).print(str(error), style="red", markup=False, soft_wrap=True)
        sys.exit(2)


if __name__ == "__main__":
    main()
