"""What an exported history has since a backup, carried out again up to a moment."""

import sys
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from interfaces.cli.failures import fail
from interfaces.cli.ledger import settings

if TYPE_CHECKING:
    from application.imports.lines import BadLine, Line
    from application.tracker import CaseTracker
    from interfaces.cli.progress import Stage

Lines = Callable[[], "Iterator[Line | BadLine]"]
MOST_SHOWN = 5


def bring_again(opened: "CaseTracker", lines: Lines, stage: "Stage") -> None:
    from application.imports.importing import Import
    from application.kernel.actors import operator
    from interfaces.files.bad_lines import sentences
    from interfaces.texts import language, spoken

    wanted = Import(lines, operator("restore"), spoken=spoken)
    report = opened.bring(wanted, stage("history", None), stage("read models", None))
    for refused in report.refused[:MOST_SHOWN]:
        for sentence in sentences(refused, language()):
            print(sentence, file=sys.stderr)
    if report.refused:
        raise fail(f"{len(report.refused)} lines of the history are refused; nothing changed")
    print(
        f"{report.good} commands carried out again, {report.already_there} already there",
        file=sys.stderr,
    )


def moment_of(until: str | None, history: Path | None) -> datetime | None:
    if until is None:
        return None
    if history is None:
        raise fail("--until needs --history FILE")
    try:
        moment = datetime.fromisoformat(until)
    except ValueError:
        raise fail("--until wants a moment like 2005-01-05T23:59:59+08:00") from None
    if moment.tzinfo is None:
        raise fail("--until wants a moment with its time zone, like …T23:59:59+08:00")
    return moment


def lines_until(history: Path | None, until: datetime | None) -> Lines | None:
    """The lines of a history that were recorded by a moment."""
    if history is None:
        return None
    from application.imports.lines import Line
    from interfaces.files.reading import lines_in

    every = lines_in(history, None, max(history.stat().st_size, settings().max_import_bytes))

    def wanted() -> "Iterator[Line | BadLine]":
        for line in every():
            if until and isinstance(line, Line) and _recorded_after(line, until):
                continue
            yield line

    return wanted


def _recorded_after(line: "Line", until: datetime) -> bool:
    try:
        return datetime.fromisoformat(str(line.fields["recorded_at"])) > until
    except (KeyError, ValueError, TypeError):
        # Let through, so that whoever reads the line says what is wrong with it.
        return False
