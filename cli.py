"""The command line: one thin function a command.

Exit codes: 0 all good; 1 some documents failed (no fiche read, or not readable); 2 wrong usage or broken rules.
"""

import sys
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

from pipeline.compare import show as changes_shown
from pipeline.compare.changes import changes_between
from pipeline.draft import show as drafts
from pipeline.draft.draft import draft
from pipeline.emit import explanation, terminal
from pipeline.emit.dictionary import Dictionary
from pipeline.emit.folder import write_folder
from pipeline.emit.json_file import read_json
from pipeline.emit.markdown import to_markdown, write_markdown
from pipeline.emit.page_image import target, write_page_image
from pipeline.errors import FileExistsAlreadyError, InputNotFoundError, NothingRepeatsError, RecueilError
from pipeline.evaluate.baseline import Baseline, baseline_text, compare, read_baseline, updated
from pipeline.evaluate.evaluation import GROUPS, Evaluation
from pipeline.evaluate.reading import already_read, gold_of, read_and_score
from pipeline.evaluate.rule_stats import rule_stats
from pipeline.evaluate.show import terminal as shown
from pipeline.evaluate.show.files import check_report_name, write_file, write_report
from pipeline.evaluate.show.rules import remarks, rules_table
from pipeline.export.export import export as write_export
from pipeline.export.export import export_public
from pipeline.export.formats import Edition, Format
from pipeline.export.sources import read_sources
from pipeline.gazetteer import Gazetteer
from pipeline.load import load
from pipeline.rulebook import (
    FILES,
    Rulebook,
    check_rulebook,
    default_rulebook,
    failing_examples,
    read_accuracy,
    read_rulebook,
    read_thresholds,
    slow_patterns,
)
from pipeline.rules.editor import write_schemas
from pipeline.run import Pipeline, input_files
from pipeline.segment.detect import fits
from pipeline.segment.divide import Divider
from schemas.dataset import Dataset

DATA = Path("data/out")

app = typer.Typer(
    help="Turn the reports of French departments into checked, sourced data.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode="markdown",
)
RULES_ENV = "RECUEIL_RULES"
Rules = Annotated[
    Path | None, typer.Option("--rules", metavar="DIR", envvar=RULES_ENV, help="Your own rules: a folder of the shape of rules/.")
]
Pack = Annotated[Path | None, typer.Argument(metavar="[DIR]", help="Your own rules, as with --rules.", show_default=False)]
Out = Annotated[Path, typer.Option("--out", help="Folder that holds fiches.json and the CSV tables.")]


def _console(*, stderr: bool = False) -> Console:
    """A console that keeps tables readable in pipes and logs."""
    console = Console(stderr=stderr, highlight=False)
    return console if console.is_terminal else Console(stderr=stderr, highlight=False, width=120)


def _rulebook(pack: Path | None) -> Rulebook:
    """The built-in rules, with those of a pack."""
    return read_rulebook(pack=pack) if pack else default_rulebook()


def _dataset(path: Path) -> Dataset:
    """The dataset of a fiches.json, or of the folder that holds it."""
    file = path / "fiches.json" if path.is_dir() else path
    if not file.exists():
        # both sides bear the same name: the error has to say which one is missing
        raise InputNotFoundError(file, "does not exist; give a fiches.json, or a folder that `recueil run --out` wrote")
    return read_json(file)


@app.command(epilog="Example: `recueil run recueil-2025.txt --out data/out`")
def run(
    paths: Annotated[list[Path] | None, typer.Argument(help="Documents, or folders of documents. Default: data/raw.")] = None,
    out: Out = DATA,
    profile: Annotated[str | None, typer.Option(help="Force a profile (see `recueil profiles`).")] = None,
    ner: Annotated[bool, typer.Option("--ner/--no-ner", help="Ask the language model where no rule decides.")] = True,
    rules: Rules = None,
) -> None:
    """Read documents and write fiches.json and the CSV tables.

    Exit code 0: every document gave fiches; 1: some document gave none (the others are complete); 2: wrong usage.
    """
    files = input_files(paths or [Path("data/raw")])
    pipeline = Pipeline(_rulebook(rules), profile=profile, ner=ner)
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
        errors.print(line, style="red", markup=False, soft_wrap=True)
    raise typer.Exit(1 if terminal.failed_documents(dataset) else 0)


@app.command(epilog="Example: `recueil show recueil-2025 --page 12 --image page-12.png --from recueil-2025.pdf`")
def show(
    fiche_id: Annotated[
        str,
        typer.Argument(metavar="FICHE", help="The id of a fiche, or any part of it that fits only one; with --image also of a document."),
    ],
    out: Out = DATA,
    image: Annotated[Path | None, typer.Option(metavar="PNG", help="Draw a page with the boxes of what was read instead.")] = None,
    source: Annotated[Path | None, typer.Option("--from", metavar="PDF", help="The PDF to draw: the very file that was run.")] = None,
    page: Annotated[int | None, typer.Option(help="Page to draw, from 1. Default: the one the fiche starts on.")] = None,
) -> None:
    """Show one fiche with the lines each value was read from, or draw a page of a PDF with their boxes."""
    dataset = read_json(out / "fiches.json")
    if image is None:
        if source or page:
            raise typer.BadParameter("--page and --from go with --image")
        _console().print(terminal.fiche(terminal.find(dataset, fiche_id)))
        return
    if source is None or image.suffix.lower() != ".png":
        raise typer.BadParameter("--image takes a name that ends in .png, and --from the PDF to draw")
    wanted = target(dataset, fiche_id)
    number = page or wanted.first_page
    boxes = write_page_image(wanted, source, number, image)
    _console().print(f"{image}: page {number} with {boxes} boxes.", markup=False, soft_wrap=True)


@app.command(epilog="Example: `recueil convert recueil-2025.docx --out recueil-2025.md`")
def convert(
    file: Annotated[Path, typer.Argument(help="A document of any format that can be read.")],
    out: Annotated[Path | None, typer.Option("--out", help="Markdown file to write. Default: the terminal.")] = None,
) -> None:
    """Write what was understood of a document as Markdown: its headings, lists, tables and pages.

    The Markdown can be mended by hand and read instead of the document.
    """
    document = load(file)
    if out is None:
        typer.echo(to_markdown(document), nl=False)
    else:
        write_markdown(document, out)


class Model(StrEnum):
    """Whether documents are read with the language model."""

    OFF = "off"
    ON = "on"
    BOTH = "both"


class Group(StrEnum):
    """What scores can be told apart by."""

    DOCUMENT, KIND, PROFILE = GROUPS


@app.command(epilog="Example: `recueil evaluate tests/gold --documents data/raw --against tests/baseline.json`")
def evaluate(
    gold: Annotated[list[Path], typer.Argument(help="Gold files, each named after its document, or folders of them.")],
    documents: Annotated[
        list[Path] | None, typer.Option(help="Read these documents (or folders) now and score that; may be repeated. Default: --out.")
    ] = None,
    out: Out = DATA,
    ner: Annotated[
        Model, typer.Option(help="With --documents: read them with the language model, without, or both side by side.")
    ] = Model.OFF,
    against: Annotated[Path | None, typer.Option(metavar="BASELINE", help="Name every gold item that was right and is wrong.")] = None,
    fail_under: Annotated[Path | None, typer.Option(metavar="YAML", help="The F1 each field must reach.")] = None,
    write_baseline: Annotated[Path | None, typer.Option(metavar="BASELINE", help="Keep today's outcomes of these documents.")] = None,
    by: Annotated[list[Group] | None, typer.Option(help="Also tell F1 by document, kind or profile; may be repeated.")] = None,
    errors: Annotated[int, typer.Option(min=0, metavar="N", help="List up to N errors a field, with cause, line and rule.")] = 0,
    report: Annotated[
        list[Path] | None, typer.Option(metavar="FILE", help="Also write .md, .json or .xml (JUnit); may be repeated.")
    ] = None,
    show_contacts: Annotated[bool, typer.Option("--show-contacts", help="Show names and addresses of people in errors.")] = False,
    rules: Rules = None,
) -> None:
    """Score the data against gold annotations, say what is wrong and why, and guard what was right.

    Exit code 0: as good as asked for; 1: below a bar, or something that was right in the baseline is wrong; 2: wrong usage.
    """
    for file in report or []:
        check_report_name(file)
    baseline = read_baseline(against) if against else None
    kept = read_baseline(write_baseline) if write_baseline and write_baseline.exists() else Baseline(version=1)
    bars = read_thresholds(fail_under).f1 if fail_under else {}
    golds = gold_of(gold)
    if not documents and ner is not Model.OFF:
        raise typer.BadParameter("--ner goes with --documents: what was run before was read as it was")
    reading = read_and_score(golds, documents, _rulebook(rules), ner=ner is Model.ON) if documents else already_read(golds, out)
    second = read_and_score(golds, documents, _rulebook(rules), ner=True).report if documents and ner is Model.BOTH else None
    changes = compare(reading.report, reading.errors, baseline) if baseline else None
    evaluation = Evaluation(reading.report, reading.errors, changes, bars, second)
    console = _console()
    console.print(*shown.tables(evaluation, by or [], console.width))
    for line in shown.lines(evaluation, errors, contacts=show_contacts):
        console.print(line, markup=False, soft_wrap=True)
    for line in terminal.failures(reading.dataset) if documents else []:
        _console(stderr=True).print(line, style="red", markup=False, soft_wrap=True)
    for file in report or []:
        write_report(evaluation, file, contacts=show_contacts)
    if write_baseline:
        write_file(write_baseline, baseline_text(updated(kept, reading.report)))
    raise typer.Exit(1 if evaluation.fails else 0)


class Audience(StrEnum):
    """Who an export is for."""

    FULL = "full"
    PUBLIC = "public"


@app.command(epilog="Example: `recueil export --format xlsx --format package --sources data/sources.yaml`")
def export(
    formats: Annotated[list[Format] | None, typer.Option("--format", help="May be repeated. Default: all of them.")] = None,
    out: Out = DATA,
    to: Annotated[Path | None, typer.Option("--to", help="Folder to write to. Default: `export` or `public` in --out.")] = None,
    audience: Annotated[Audience, typer.Option(help="`public` leaves persons out, and proves it.")] = Audience.FULL,
    sources: Annotated[
        Path | None, typer.Option(metavar="YAML", help="Title, publisher and licence of the data, and where the documents come from.")
    ] = None,
    rules: Rules = None,
) -> None:
    """Write the data of a run in formats to take away: for spreadsheets, statistics, databases, maps and catalogues.

    csv: open-data CSV; excel: CSV that Excel in French opens; xlsx: a workbook; jsonl; parquet; sqlite: with full-text search; geo: for
    maps; datasette: the database with its metadata; package: CSV with datapackage.json, DCAT and a card that tells what the data is.

    Exit code 0: written; 2: wrong usage, or a public file would still hold a person.
    """
    rulebook = _rulebook(rules)
    dataset = _dataset(out)
    told = read_sources(sources, [document.id for document in dataset.documents]) if sources else None
    edition = Edition(dataset, Dictionary(rulebook.dictionary), read_accuracy(), told)
    folder = to or out / ("public" if audience is Audience.PUBLIC else "export")
    wanted = formats or list(Format)
    public = audience is Audience.PUBLIC
    with rulebook.naming_slow_patterns(out / "fiches.json"):
        written = export_public(edition, wanted, folder, rulebook) if public else write_export(edition, wanted, folder)
    persons = f"; none holds any of the {sum(len(fiche.contacts) for fiche in dataset.fiches)} contacts" if public else ""
    _console().print(f"{len(written)} files written to {folder}{persons}.", markup=False, soft_wrap=True)


@app.command(epilog="Example: `recueil diff data/out-2025 data/out --markdown changes.md`")
def diff(
    old: Annotated[Path, typer.Argument(metavar="OLD", help="The earlier fiches.json, or the folder that holds it.")],
    new: Annotated[Path, typer.Argument(metavar="NEW", help="The later one.")],
    json: Annotated[Path | None, typer.Option("--json", metavar="FILE", help="Also write the changes as JSON.")] = None,
    markdown: Annotated[Path | None, typer.Option("--markdown", metavar="FILE", help="Also write them as Markdown.")] = None,
    show_contacts: Annotated[bool, typer.Option("--show-contacts", help="Show names and addresses of people.")] = False,
) -> None:
    """Say what changed between two runs or two editions: fiches that came, went, or say something else, field by field.

    A fiche is known by its id, or, in another edition, by its title, department and text. Where and how a value was read makes no difference.

    Exit code 0: nothing changed; 1: something changed; 2: wrong usage.
    """
    changes = changes_between(_dataset(old), _dataset(new))
    _console().print(changes_shown.to_terminal(changes, contacts=show_contacts))
    if json:
        write_file(json, changes_shown.to_json(changes, contacts=show_contacts))
    if markdown:
        write_file(markdown, changes_shown.to_markdown(changes, contacts=show_contacts))
    raise typer.Exit(1 if changes.differs else 0)


rules_app = typer.Typer(help="Check, try and look into the rules.", no_args_is_help=True)
app.add_typer(rules_app, name="rules")


@rules_app.command("check", epilog="Example: `recueil rules check my-rules`")
def rules_check(pack: Pack = None, rules: Rules = None) -> None:
    """Check every rule file, the built-in ones and your own: one line a problem, with file, line, column and cure.

    Exit code 0: all is well; 2: something is wrong.
    """
    checked = check_rulebook(pack=pack or rules)
    problems: list[object] = [*checked.problems]
    if checked.rulebook:
        problems += [*failing_examples(checked.rulebook), *slow_patterns(checked.rulebook, pack or rules)]
    for problem in problems:
        _console(stderr=True).print(str(problem), style="red", markup=False, soft_wrap=True)
    if checked.rulebook and not problems:
        _console().print(f"{checked.files} rule files with {len(checked.rulebook.placed)} rules are fine.")
    raise typer.Exit(2 if problems else 0)


@rules_app.command("test", epilog="Example: `recueil rules test my-rules`")
def rules_test(pack: Pack = None, rules: Rules = None) -> None:
    """Run the examples of every rule, the built-in ones and your own: one line for each that fails.

    Exit code 0: every pattern finds its `match` and leaves its `no_match`; 1: some do not; 2: a rule file is broken.
    """
    rulebook = read_rulebook(pack=pack or rules)
    failing = failing_examples(rulebook)
    for error in failing:
        _console(stderr=True).print(str(error), style="red", markup=False, soft_wrap=True)
    examples = sum(len(one.rule.match) + len(one.rule.no_match) for one in rulebook.placed.values())
    _console().print(f"{examples - len(failing)} of {examples} examples of {len(rulebook.placed)} rules are as they should be.")
    raise typer.Exit(1 if failing else 0)


@rules_app.command("schema", epilog="Example: `recueil rules schema --out my-rules/schemas`")
def rules_schema(
    out: Annotated[Path, typer.Option("--out", help="Folder to write to.")] = Path("schemas/json"),
) -> None:
    """Write the JSON Schemas of the rule files, by which editors help to write them."""
    written = write_schemas(FILES, out)
    _console().print(f"{len(written)} JSON Schemas written to {out}.", soft_wrap=True)


@rules_app.command("stats", epilog="Example: `recueil rules stats tests/gold --documents data/raw --group figures`")
def rules_stats(
    gold: Annotated[list[Path], typer.Argument(help="Gold files, or folders of them, that judge what the rules decide.")],
    documents: Annotated[list[Path], typer.Option(help="The documents (or folders of them) to watch the rules on; may be repeated.")],
    group: Annotated[
        str, typer.Option(help="Only rules of lists whose name begins so (figures, figures.natures, profiles.recueil…).")
    ] = "",
    rules: Rules = None,
) -> None:
    """Watch every rule at work: how often it fires, how often gold confirms it, what it costs, which never fire or overlap."""
    stats = [rule for rule in rule_stats(gold_of(gold), documents, pack=rules) if rule.group.startswith(group)]
    console = _console()
    console.print(rules_table(stats))
    for line in remarks(stats):
        console.print(line, markup=False, soft_wrap=True)


profiles_app = typer.Typer(
    help="List, explain and draft profiles: the families of documents that can be read.", invoke_without_command=True
)
app.add_typer(profiles_app, name="profiles", epilog="Example: `recueil profiles --explain schema-2030.txt`")


@profiles_app.callback()
def profiles(
    context: typer.Context,
    explain: Annotated[Path | None, typer.Option(metavar="FILE", help="Say which profile is chosen for a document, and why.")] = None,
    rules: Rules = None,
) -> None:
    """List the profiles: the families of documents that can be read."""
    if context.invoked_subcommand:
        if explain:
            raise typer.BadParameter("--explain goes without a command")
        return
    rulebook = _rulebook(rules)
    console = _console()
    if explain is None:
        console.print(terminal.profiles(rulebook.profiles))
        return
    document = load(explain)
    gazetteer = Gazetteer(rulebook.departments)
    with rulebook.naming_slow_patterns(explain):
        choice = Divider(rulebook, gazetteer).choose(document, fits(document, rulebook, gazetteer))
    console.print(explanation.table(choice))
    for line in explanation.lines(choice, explain):
        console.print(line, markup=False, soft_wrap=True)


@profiles_app.command("draft", epilog="Example: `recueil profiles draft guide-2031.txt --out my-rules/profiles/guide.yaml`")
def profiles_draft(
    file: Annotated[Path, typer.Argument(help="A document of a family that no profile reads.")],
    out: Annotated[Path | None, typer.Option("--out", metavar="PROFILE.yaml", help="File to write. Default: the terminal.")] = None,
    force: Annotated[bool, typer.Option("--force", help="Overwrite --out where it exists.")] = False,
    rules: Rules = None,
) -> None:
    """Propose a profile for a document of an unknown family, as commented YAML to edit, and show what it would extract.

    Exit code 0: a profile was drafted; 1: nothing in the document repeats like fiches; 2: wrong usage.
    """
    if out and out.exists() and not force:
        raise FileExistsAlreadyError(out)
    rulebook = _rulebook(rules)
    document = load(file)
    try:
        with rulebook.naming_slow_patterns(file):
            drafted = draft(document, rulebook)
    except NothingRepeatsError as error:
        _console(stderr=True).print(str(error), style="red", markup=False, soft_wrap=True)
        raise typer.Exit(1) from error
    if out:
        out.parent.mkdir(parents=True, exist_ok=True)
        write_file(out, drafted.text)
    else:
        typer.echo(drafted.text, nl=False)
    console = _console(stderr=out is None)
    console.print(drafts.table(drafted))
    for line in drafts.lines(drafted, file, out):
        console.print(line, markup=False, soft_wrap=True)


def main() -> None:
    """Run the command line; an error made by the user is one line on stderr."""
    try:
        app()
    except RecueilError as error:
        _console(stderr=True).print(str(error), style="red", markup=False, soft_wrap=True)
        sys.exit(2)


if __name__ == "__main__":
    main()
