"""`taizhang import`, and the forms to be filled in for it."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from interfaces.cli.failures import fail
from interfaces.cli.ledger import ledger, settings
from interfaces.cli.progress import Advance, stages

if TYPE_CHECKING:
    from application.imports.importing import Import, Report
    from application.tracker import CaseTracker

MOST_SHOWN = 50
REFUSED = 1
STOPPED_LATE = (
    "stopped, but the good lines are written; their read models are made ready when the ledger "
    "is opened next"
)


File = Annotated[Path, typer.Argument(help="A history file: .jsonl, .xlsx or .csv.")]
Named = Annotated[
    str | None,
    typer.Option(help="The command of rows that do not name theirs, e.g. register-worker."),
]
DryRun = Annotated[bool, typer.Option("--dry-run", help="Check, and write nothing.")]
AcceptGood = Annotated[
    bool, typer.Option("--accept-good", help="Write the good lines though others are bad.")
]
Errors = Annotated[
    Path | None,
    typer.Option(help="Collect the bad lines with the reason: .jsonl, .csv or .xlsx."),
]


def import_(
    file: File,
    command: Named = None,
    dry_run: DryRun = False,
    accept_good: AcceptGood = False,
    errors: Errors = None,
) -> None:
    """Check a file of commands, then write all of it, or nothing when a line is bad.

    The same file imported twice changes nothing. Exit status: 0 all written, 1 some lines
    refused, 2 unusable file or arguments.
    """
    from application.kernel.split_off import begin_for

    size = file.stat().st_size if file.is_file() else 0
    begin_for(size)
    from application.imports.importing import Import
    from application.kernel.actors import operator
    from interfaces.files.bad_lines import FORMATS, write_bad_lines
    from interfaces.files.reading import lines_in
    from interfaces.texts import language, spoken

    if errors and errors.suffix.lower() not in FORMATS:
        raise fail(f"--errors must end in one of: {', '.join(FORMATS)}")
    _refuse_unknown(command)
    lines = lines_in(file, command, settings().max_import_bytes)
    lines()
    wanted = Import(lines, operator("import"), accept_good, dry_run, spoken, size)
    with ledger(new=True) as opened, stages() as stage:
        checking = stage("checking lines", _lines(file))
        report = _brought(opened, wanted, checking, stage("read models", None))
    _tell(report, dry_run)
    if errors:
        write_bad_lines(errors, report.refused, language())
    raise typer.Exit(REFUSED if report.refused else 0)


def _brought(
    opened: "CaseTracker", wanted: "Import", checking: Advance, projecting: Advance
) -> "Report":
    in_the_log = False

    def written(facts: int) -> None:
        nonlocal in_the_log
        in_the_log = True
        projecting(facts)

    try:
        return opened.bring(wanted, checking, written)
    except KeyboardInterrupt:
        if in_the_log:
            print(STOPPED_LATE, file=sys.stderr)
        raise


def template(
    command: Annotated[str, typer.Argument(help="The command, e.g. register-worker.")],
    file: Annotated[Path, typer.Argument(help="The workbook to write (.xlsx).")],
) -> None:
    """Write an empty workbook for the rows of one command, to be filled in and imported."""
    from application.exports.template import write_template
    from interfaces.files.forms import columns_of
    from interfaces.texts import language

    _refuse_unknown(command)
    if file.suffix.lower() != ".xlsx":
        raise fail("a template is a workbook: its name must end in .xlsx")
    write_template(file, command, columns_of(command, language()))


def _refuse_unknown(command: str | None) -> None:
    from application.tracker import HANDLERS

    if command is not None and command not in HANDLERS:
        raise fail(f"there is no command {command!r}; there are: {', '.join(HANDLERS)}")


def _lines(file: Path) -> int | None:
    """How many lines the bar has to go; nobody counts the rows of a workbook beforehand."""
    if file.suffix.lower() == ".xlsx" or not file.is_file() or not sys.stderr.isatty():
        return None
    with file.open("rb") as opened:
        return sum(block.count(b"\n") for block in iter(lambda: opened.read(1 << 20), b""))


def _tell(report: "Report", dry_run: bool) -> None:
    from interfaces.files.bad_lines import sentences
    from interfaces.texts import language

    for refused in report.refused[:MOST_SHOWN]:
        for sentence in sentences(refused, language()):
            print(sentence, file=sys.stderr)
    if (more := len(report.refused) - MOST_SHOWN) > 0:
        print(f"… and {more} more bad lines; --errors FILE collects all", file=sys.stderr)
    if report.written:
        outcome = "written" if report.good else "nothing to write"
    else:
        outcome = "nothing written (--dry-run)" if dry_run else "nothing written"
    print(
        f"{report.good} good, {report.already_there} already there, "
        f"{len(report.refused)} bad: {outcome}",
        file=sys.stderr,
    )
