"""Which engine answers, and `taizhang reports`: the file of the report engine."""

import sys
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from interfaces.cli.failures import fail
from interfaces.cli.ledger import ledger
from interfaces.cli.progress import stages

if TYPE_CHECKING:
    from application.kernel.answering.engines import Engine
    from application.tracker import CaseTracker

app = typer.Typer(no_args_is_help=True, help="The report engine, which answers large ledgers.")


class EngineName(StrEnum):
    STORE = "store"
    REPORTS = "reports"
    SPARK = "spark"


EngineOption = Annotated[
    EngineName | None, typer.Option("--engine", help="What answers; by default what is quickest.")
]

ParquetOption = Annotated[
    Path | None,
    typer.Option("--parquet", help="The folder that `taizhang export` wrote, for spark."),
]
MasterOption = Annotated[
    str, typer.Option("--master", help="The cluster, for spark: spark://HOST:PORT or local[*].")
]


def chosen(
    opened: "CaseTracker", name: EngineName | None, parquet: Path | None, master: str
) -> "Engine | None":
    """The engine of that name; None leaves the choice to the ledger."""
    match name:
        case None:
            return None
        case EngineName.STORE:
            return opened.store
        case EngineName.REPORTS:
            return opened.engines.reports
        case EngineName.SPARK:
            from application.kernel.spark.engine import Spark

            if parquet is None:
                raise fail("--engine spark needs --parquet FOLDER")
            return Spark(parquet, master)


def seen_by(opened: "CaseTracker", answer: dict[str, Any]) -> str:
    """Which engine counted, and up to which fact of the ledger; JSON has the position alone."""
    last = opened.register.recorded_at(answer["position"])
    told = [answer.pop("engine")]
    told.append(f"ledger up to {last:%Y-%m-%d %H:%M}, fact {answer['position']:,}" if last else "")
    told.append(f"as known at {answer['known_at']}" if answer["known_at"] else "")
    return ", ".join(filter(None, told))


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
