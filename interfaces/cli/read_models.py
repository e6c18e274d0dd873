"""`taizhang read-models`: what is kept ready for questions, and whether it is what the log says."""

import sys
from dataclasses import asdict

import typer

from interfaces.cli.ledger import ledger
from interfaces.cli.output import Answer, Format, FormatOption, OutputOption, show
from interfaces.cli.progress import stages

app = typer.Typer(no_args_is_help=True, help="The read models: rebuild, status, verify.")


@app.command(epilog="Example: taizhang read-models rebuild")
def rebuild() -> None:
    """Make all read models anew from the log; questions are answered meanwhile."""
    with ledger() as opened, stages() as stage:
        position = opened.rebuild(stage("rebuilding", opened.register.position()))
    print(f"rebuilt up to {position}", file=sys.stderr)


@app.command(epilog="Example: taizhang read-models status --format json")
def status(form: FormatOption = Format.TABLE, output: OutputOption = None) -> None:
    """Show how far each read model has come."""
    with ledger() as opened:
        standings = [asdict(model) | {"behind": model.behind} for model in opened.status()]
    headings = ("name", "version", "position", "log_position", "behind")
    rows = [[standing[name] for name in headings] for standing in standings]
    show(Answer("Read models", headings, rows, standings), form, output)


@app.command(epilog="Example: taizhang read-models verify")
def verify(form: FormatOption = Format.TABLE, output: OutputOption = None) -> None:
    """Replay the log and compare. Exit status 1 when a read model says something else."""
    with ledger() as opened, stages() as stage:
        found = opened.verify(stage("comparing", opened.register.position()))
    headings = ("table", "stream", "missing", "surplus")
    differences = [asdict(difference) for difference in found]
    if differences or form is not Format.TABLE:
        rows = [[difference[name] for name in headings] for difference in differences]
        show(Answer("Differences", headings, rows, differences), form, output)
    print(f"{len(differences)} differences", file=sys.stderr)
    raise typer.Exit(1 if differences else 0)
