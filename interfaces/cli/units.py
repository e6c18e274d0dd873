"""`taizhang units`: the units of the city."""

import sys
from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from interfaces.cli.ledger import ledger
from interfaces.cli.output import Answer, Format, FormatOption, OutputOption, show

app = typer.Typer(no_args_is_help=True, help="The units of the city: load, list.")


@app.command(epilog="Example: taizhang units load city-units.csv")
def load(
    file: Annotated[Path, typer.Argument(help="CSV: code, name, level, parent, …")],
) -> None:
    """Put the units of a file on the ledger; a code that is there takes the new description."""
    with ledger(new=True) as opened:
        count = opened.load_units(file, "units load")
    print(f"{count} units new or changed", file=sys.stderr)


@app.command("list", epilog="Example: taizhang units list --format csv")
def list_(form: FormatOption = Format.TABLE, output: OutputOption = None) -> None:
    """Show the units, with the days between which they stand."""
    with ledger() as opened:
        units = sorted(opened.rules.units.units.values(), key=lambda unit: unit.code)
    documents = [unit.model_dump(mode="json") for unit in units]
    headings = tuple(documents[0])
    rows = [tuple(_shown(value) for value in unit.values()) for unit in documents]
    show(Answer("Units", headings, rows, documents), form, output)


def _shown(value: object) -> object:
    return value.isoformat() if isinstance(value, date) else value
