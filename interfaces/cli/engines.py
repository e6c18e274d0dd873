"""Which engine answers, and `taizhang reports`: the file of the report engine."""

import sys
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from interfaces.cli.ledger import ledger
from interfaces.cli.progress import stages

if TYPE_CHECKING:
    from application.kernel.engines import Engine
    from application.tracker import CaseTracker

app = typer.Typer(no_args_is_help=True, help="The report engine, which answers large ledgers.")


class EngineName(StrEnum):
    STORE = "store"
    REPORTS = "reports"


EngineOption = Annotated[
    EngineName | None, typer.Option("--engine", help="What answers; by default what is quickest.")
]


def chosen(opened: "CaseTracker", name: EngineName | None) -> "Engine | None":
    """The engine of that name; None leaves the choice to the ledger."""
    match name:
        case None:
            return None
        case EngineName.STORE:
            return opened.store
        case EngineName.REPORTS:
            return opened.engines.reports


@app.command(epilog="Example: taizhang reports sync")
def sync() -> None:
    """Bring the file of the report engine to the position of the ledger; make it where missing.

    Reports take in by themselves what came after it, so this only has to be done now and then:
    every night, say. A server does it when it is due.
    """
    with ledger() as opened, stages() as stage:
        position = opened.engines.reports.sync(stage("rows", None))
        file = opened.engines.file
    print(f"{file} is at position {position}", file=sys.stderr)
