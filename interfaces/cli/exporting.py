"""`taizhang export`: the ledger as a history file, or its rows as Parquet."""

import sys
from pathlib import Path
from typing import Annotated

import typer

from interfaces.cli.failures import fail
from interfaces.cli.ledger import ledger
from interfaces.cli.progress import stages

PARTS = 16


def export(
    history: Annotated[
        Path | None, typer.Option("--history", help="The file to write (.jsonl).")
    ] = None,
    parquet: Annotated[
        Path | None, typer.Option("--parquet", help="The folder to write, for other engines.")
    ] = None,
    parts: Annotated[
        int, typer.Option("--parts", min=1, max=4096, help="Into how many parts, by person.")
    ] = PARTS,
) -> None:
    """Write every accepted command as a line, in the order in which they were recorded.

    Imported into an empty ledger the file gives the same answers to every question. Units are
    no commands: units loaded beyond the packaged file are not in it; load them there first. The
    file names people and can be read by its owner only.

    With --parquet the rows from which indicators are counted, without names and numbers.
    """
    if (history is None) == (parquet is None):
        raise fail("either --history FILE or --parquet FOLDER")
    if history:
        _history(history)
    elif parquet:
        _parquet(parquet, parts)


def _history(file: Path) -> None:
    from application.exports.history import write_whole

    with ledger() as opened, stages() as stage:
        advance = stage("exporting", None)
        count = write_whole(file, opened.history(), advance)
    print(f"{count} commands written to {file}", file=sys.stderr)


def _parquet(folder: Path, parts: int) -> None:
    from application.exports.parquet import write_parquet

    with ledger() as opened, opened.engines.reports.reading() as connection:
        count = write_parquet(connection, folder, parts)
    print(f"{count} rows in {parts} parts written to {folder}", file=sys.stderr)
