"""`taizhang seal`: signed proof of what the log was, to be kept elsewhere."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from interfaces.cli.ledger import ledger
from interfaces.cli.output import Answer, Format, FormatOption, OutputOption, show
from interfaces.cli.progress import stages

if TYPE_CHECKING:
    from application.kernel.integrity.signed_history import SignedHistory
    from application.tracker import CaseTracker
    from interfaces.cli.progress import Stage

app = typer.Typer(no_args_is_help=True, help="Seals of the log: now, list, key, export.")


@app.command(epilog="Example: taizhang seal now")
def now(
    new_key: Annotated[
        bool,
        typer.Option("--new-key", help="Go on with another key: the one that sealed is lost."),
    ] = False,
) -> None:
    """Seal what is recorded by now; the server does it by itself after each midnight."""
    with ledger() as opened:
        seal = opened.seals.seal(new_key=new_key)
    if seal:
        print(f"seal {seal.number} of {seal.day}: position {seal.position}", file=sys.stderr)
    else:
        print("everything is sealed already", file=sys.stderr)


@app.command("list", epilog="Example: taizhang seal list --format json")
def list_(form: FormatOption = Format.TABLE, output: OutputOption = None) -> None:
    """Show the seals: number, day, last position and the hash at the end of the chain."""
    with ledger() as opened:
        seals = opened.register.seals.all()
    headings = ("number", "day", "position", "head")
    rows = [(seal.number, seal.day, seal.position, seal.head.hex()) for seal in seals]
    show(Answer("Seals", headings, rows, [seal.told() for seal in seals]), form, output)


@app.command(epilog="Example: taizhang seal key > taizhang-public.pem")
def key() -> None:
    """Print the public key of the seals (PEM), for whoever is to check them."""
    with ledger() as opened:
        print(opened.seals.public_key(), end="")


@app.command(epilog="Example: taizhang seal export seals.jsonl --history ledger.jsonl")
def export(
    file: Annotated[Path, typer.Argument(help="The file to write (.jsonl).")],
    hashes: Annotated[
        bool, typer.Option("--hashes", help="With the hash of every fact, to name one exactly.")
    ] = False,
    history: Annotated[
        Path | None,
        typer.Option("--history", help="Export the history too, and sign its lines."),
    ] = None,
) -> None:
    """Write the seals with their public keys, to be checked on another machine."""
    from application.exports.history import write_whole
    from application.kernel.integrity.seal_file import seal_lines

    with ledger() as opened, stages() as stage:
        signed = _signed_history(opened, history, stage) if history else None
        log = opened.register.seals
        write_whole(file, seal_lines(log.all(), log.hashes() if hashes else (), signed))
    print(f"seals written to {file}", file=sys.stderr)


def _signed_history(opened: "CaseTracker", file: Path, stage: "Stage") -> "SignedHistory":
    from application.exports.history import write_whole
    from application.kernel.integrity.signed_history import MARK_BYTES, heads

    count = write_whole(file, opened.history(), stage("exporting", None))
    head, marks = b"", []
    with file.open("rb") as lines:
        for head in heads(lines):
            marks.append(head[:MARK_BYTES])
    print(f"{count} commands written to {file}", file=sys.stderr)
    return opened.seals.sign_history(count, head, marks)
