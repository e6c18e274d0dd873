"""`taizhang export`: the ledger as a history file."""

import sys
from pathlib import Path
from typing import Annotated

import typer

from interfaces.cli.ledger import ledger
from interfaces.cli.progress import stages


def export(
    history: Annotated[Path, typer.Option("--history", help="The file to write (.jsonl).")],
) -> None:
    """Write every accepted command as a line, in the order in which they were recorded.

    Imported into an empty ledger the file gives the same answers to every question. Units are
    no commands: units loaded beyond the packaged file are not in it; load them there first. The
    file names people and can be read by its owner only.
    """
    from application.exports.history import write_whole

    with ledger() as opened, stages() as stage:
        advance = stage("exporting", None)
        count = write_whole(history, opened.history(), advance)
    print(f"{count} commands written to {history}", file=sys.stderr)
