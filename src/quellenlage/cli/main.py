"""The commands. Exit codes: 0 ok, 1 findings or a failed check, 2 wrong usage, 3 unreadable."""

from __future__ import annotations

import getpass
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from enum import StrEnum
from pathlib import Path
from typing import Annotated, BinaryIO

import typer
from rich.console import Console

from quellenlage import __version__
from quellenlage.cli.printable import printable
from quellenlage.errors import QuellenlageError, UsageError

UNREADABLE = 3

app = typer.Typer(
    name="quellenlage",
    help="Quellenlage, the state of the sources: from many reports of one story to a verifiable ledger "
    "of who said what, how many according to whom, and what is confirmed by whom since when.",
    epilog="Exit codes: 0 ok · 1 findings above the asked level, or a check failed · 2 wrong usage · "
    "3 an input or a ledger cannot be read.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)


class FailOn(StrEnum):
    """From which severity on findings make the exit code 1."""

    never = "never"
    warning = "warning"
    error = "error"


class ReadFormat(StrEnum):
    """What `read` can write."""

    readings = "readings"
    quotes_json = "quotes-json"
    timex_json = "timex-json"


class ReaderChoice(StrEnum):
    """What reads reports."""

    model = "model"
    rules = "rules"


class Interface(StrEnum):
    """Languages of the page."""

    de = "de"
    en = "en"


Inputs = Annotated[
    list[str],
    typer.Argument(
        metavar="INPUT...",
        show_default=False,
        help="Files and folders of .txt, .html, .jsonl (one report a line); '-' reads standard input. "
        "A meta.csv or meta.jsonl in a folder overrides what its reports say of themselves.",
    ),
]
Folder = Annotated[Path, typer.Argument(metavar="DIR", help="A folder that `quellenlage compile` wrote.")]
Workers = Annotated[
    int, typer.Option("--workers", "-j", min=1, help="Processes; the result does not depend on it.")
]
MaxBytes = Annotated[int, typer.Option(min=1, help="Larger inputs are not read, and become a finding.")]
Reader = Annotated[
    ReaderChoice | None,
    typer.Option(
        envvar="QUELLENLAGE_READER",
        help="Read with the trained model beside the rules (default, where installed), or by rules alone.",
    ),
]
Cache = Annotated[
    Path | None,
    typer.Option(
        envvar="QUELLENLAGE_CACHE", help="A folder that keeps readings, so that no report is read twice."
    ),
]
AsJson = Annotated[bool, typer.Option("--json", help="Write JSON to standard output.")]
Quiet = Annotated[bool, typer.Option("--quiet", "-q", help="No progress and no summary.")]


@app.command("compile", epilog="Example: quellenlage compile reports/ --out dossier/")
def compile_(
    inputs: Inputs,
    out: Annotated[Path, typer.Option("--out", "-o", help="Folder for ledger, page and JSON.")],
    workers: Workers = 1,
    max_bytes: MaxBytes = 20_000_000,
    reader: Reader = None,
    cache: Cache = None,
    decisions: Annotated[
        Path | None,
        typer.Option(help="What people decided; otherwise decisions.jsonl in the folder, if it is there."),
    ] = None,
    interface: Annotated[Interface, typer.Option(help="Language the page opens in.")] = Interface.de,
    fail_on: Annotated[
        FailOn, typer.Option(help="Exit with 1 from this severity of findings on.")
    ] = FailOn.never,
    json: AsJson = False,
    quiet: Quiet = False,
) -> None:
    """Read reports, reconcile them, write ledger and dossier.

    This is the main job. DIR/index.html is the dossier for a browser, DIR/ledger.sqlite what every line of
    it is kept in, DIR/ledger.json the same for programs. What cannot be read becomes a finding: it is
    listed with its reason and never stops the rest.
    """
    from quellenlage.api import Settings, compile_reports
    from quellenlage.cli.progress import reading_bar
    from quellenlage.cli.show import compiled_json, show_compiled

    chosen = (reader or ReaderChoice.model).value
    settings = Settings(workers, max_bytes, interface.value, chosen, cache)
    with reading_bar(quiet or json) as progress:
        compiled = compile_reports(inputs, out, settings, progress, sys.stdin.buffer, decisions)
    if json:
        typer.echo(compiled_json(compiled))
    elif not quiet:
        show_compiled(compiled, Console())
    raise typer.Exit(_exit_code(fail_on, {f.severity.value for f in compiled.dossier.findings}))


@app.command(epilog="Example: quellenlage read report.txt --to readings | jq .statements")
def read(
    inputs: Inputs,
    to: Annotated[
        ReadFormat, typer.Option(help="What to write, one JSON object a report.")
    ] = ReadFormat.readings,
    out: Annotated[
        Path | None, typer.Option("--out", "-o", help="A file instead of standard output.")
    ] = None,
    workers: Workers = 1,
    max_bytes: MaxBytes = 20_000_000,
    reader: Reader = None,
    cache: Cache = None,
    quiet: Quiet = False,
) -> None:
    """Write what each report yields on its own, a line of JSON each.

    Statements, figures, times, participants and layout, before anything is reconciled. Also reads
    collections with gold: documents with `documentName` and `originalText` (quotes-json scores against
    them) or `doc_id`, `text` and `dct` (timex-json).
    """
    from quellenlage.api import Settings, read_reports
    from quellenlage.cli.progress import reading_bar
    from quellenlage.cli.show import finding_line
    from quellenlage.exporters.readings import reading_writer

    write = reading_writer(to.value)
    chosen = (reader or ReaderChoice.model).value
    with reading_bar(quiet or out is None) as progress:
        result = read_reports(
            inputs, Settings(workers, max_bytes, reader=chosen, cache=cache), progress, sys.stdin.buffer
        )
        with _sink(out) as sink:
            for reading in result.readings:
                sink.write(write(reading) + b"\n")
    for finding in result.findings:
        typer.echo(finding_line(finding), err=True)


@app.command(epilog="Example: quellenlage export dossier/ --to csv --out dossier.csv")
def export(
    folder: Folder,
    to: Annotated[str, typer.Option(help="json, jsonl, csv or predictions.")] = "json",
    out: Annotated[
        Path | None, typer.Option("--out", "-o", help="A file instead of standard output.")
    ] = None,
) -> None:
    """Write a compiled dossier in another format.

    json: everything in one document (docs/reference/ledger.schema.json). jsonl: a ledger line a line.
    csv: statements, figures, positions, links and findings as one table. predictions: what scorers read.
    """
    from quellenlage.api import open_dossier
    from quellenlage.exporters.table import exporter

    writer = exporter(to)
    dossier = open_dossier(folder)
    with _sink(out) as sink:
        writer.export(dossier, sink)


@app.command(epilog="Example: quellenlage verify dossier/")
def verify(folder: Folder, json: AsJson = False) -> None:
    """Prove a ledger: re-read every text, span and line.

    Exits with 1 and names the lines that do not hold. Works offline and trusts nothing the ledger says of
    itself: lines are cut anew from the texts and compared.
    """
    from quellenlage.api import verify_dossier
    from quellenlage.cli.show import show_verification
    from quellenlage.ledger.codec import encode

    result = verify_dossier(folder)
    if json:
        typer.echo(encode(result).decode())
    else:
        show_verification(result, Console(), Console(stderr=True))
    raise typer.Exit(1 if result.faults else 0)


@app.command(epilog="Example: quellenlage explain dossier/ cl-3f2a")
def explain(
    folder: Folder,
    entry: Annotated[str, typer.Argument(help="A line's id (st-…, fi-…, cl-…), or the beginning of one.")],
    json: AsJson = False,
) -> None:
    """Tell why a line stands in the ledger.

    Shows its spans with file and line, the rule that made it, the reasons with their scores, and the lines
    it is folded from.
    """
    from quellenlage.api import explain as explain_line
    from quellenlage.cli.show import show_explanation
    from quellenlage.ledger.codec import encode

    explanation = explain_line(folder, entry)
    if json:
        typer.echo(encode(explanation).decode())
    else:
        show_explanation(explanation, Console())


@app.command(epilog="Example: quellenlage diff dossier-monday/ dossier-tuesday/")
def diff(
    old: Annotated[Path, typer.Argument(metavar="OLD", help="A folder that `quellenlage compile` wrote.")],
    new: Annotated[Path, typer.Argument(metavar="NEW", help="Another one, of the same story.")],
    json: AsJson = False,
) -> None:
    """Tell what two dossiers say differently.

    Reports that came or went, and for the others: statements, figures, stories, actors, utterances, series,
    claims with their status and positions, links, lost attributions, bounds of dates.
    """
    from quellenlage.api import diff_dossiers
    from quellenlage.cli.show import show_diff
    from quellenlage.ledger.codec import encode

    found = diff_dossiers(old, new)
    if json:
        typer.echo(encode(found).decode())
    else:
        show_diff(found, Console())


@app.command(epilog="Example: quellenlage evaluate examples/sample-story/gold")
def evaluate(
    gold: Annotated[
        Path, typer.Argument(metavar="GOLD_DIR", help="A folder of gold (docs/reference/gold-format.md).")
    ],
    reports: Annotated[
        Path | None, typer.Option(help="Folder of the gold's reports; otherwise ../reports beside the gold.")
    ] = None,
    reader: Reader = None,
    json: AsJson = False,
    errors: Annotated[bool, typer.Option("--errors", help="Also list what went wrong.")] = False,
) -> None:
    """Score against a hand-made gold.

    Compiles the reports that the gold is about and compares the result with it.
    """
    from quellenlage.api import evaluate_gold
    from quellenlage.cli.show import show_scores
    from quellenlage.ledger.codec import encode

    scored = evaluate_gold(gold, reports, (reader or ReaderChoice.model).value)
    if json:
        typer.echo(encode(scored).decode())
    else:
        show_scores(scored, Console(), errors)


@app.command(epilog="Example: quellenlage serve dossier/ --port 8765")
def serve(
    folder: Folder,
    host: Annotated[
        str, typer.Option(help="Address to listen on; others than this machine's are a risk.")
    ] = ("127.0.0.1"),
    port: Annotated[int, typer.Option(min=1, max=65535, help="Port to listen on.")] = 8765,
    edit: Annotated[
        bool, typer.Option("--edit", help="Let whoever opens the printed address make decisions.")
    ] = False,
    author: Annotated[
        str | None, typer.Option(help="In whose name decisions are made (default: who is logged in).")
    ] = None,
) -> None:
    """Open a compiled dossier in the browser.

    The same views as the page, over a ledger of any size, with filters and search. Nothing is fetched from
    anywhere. Without --edit nothing can be changed. The first start makes an index beside the ledger.
    """
    try:
        from quellenlage.web.serve import serve as serve_folder
    except ModuleNotFoundError as error:
        raise UsageError(f"serve needs the extra 'web': pip install quellenlage[web] ({error})") from error
    name = (author or getpass.getuser()) if edit else None
    serve_folder(folder, host, port, lambda line: typer.echo(line, err=not line.startswith("http")), name)


def _version(asked: bool) -> None:
    if asked:
        typer.echo(f"quellenlage {__version__}")
        raise typer.Exit


@app.callback()
def _root(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version.")
    ] = False,
) -> None:
    pass


def _exit_code(fail_on: FailOn, severities: set[str]) -> int:
    failing = {FailOn.never: set(), FailOn.warning: {"warning", "error"}, FailOn.error: {"error"}}[fail_on]
    return 1 if severities & failing else 0


@contextmanager
def _sink(out: Path | None) -> Iterator[BinaryIO]:
    """Standard output, or a file that is complete or absent."""
    if out is None:
        yield sys.stdout.buffer
        sys.stdout.buffer.flush()
        return
    if out.is_dir():
        raise UsageError(f"{out}: is a folder; --out takes a file here")
    partial = out.with_name(out.name + ".tmp")
    try:
        with partial.open("wb") as sink:
            yield sink
        partial.replace(out)
    finally:
        partial.unlink(missing_ok=True)


def main() -> None:
    """Run a command; errors of ours become one line on standard error and an exit code."""
    if hasattr(signal, "SIGPIPE"):  # a reader that goes away (head, less) ends us as it ends other tools
        signal.signal(signal.SIGPIPE, signal.SIG_DFL)
    try:
        app()
    except QuellenlageError as error:
        typer.echo(f"quellenlage: {printable(str(error))}", err=True)
        sys.exit(error.exit_code)
    except OSError as error:  # a full disk, a missing permission
        place = f"{error.filename}: " if error.filename else ""
        typer.echo(f"quellenlage: {printable(f'{place}{error.strerror or error}')}", err=True)
        sys.exit(UNREADABLE)


if __name__ == "__main__":
    main()
