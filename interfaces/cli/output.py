"""Answers on standard output: a table for people, JSON, CSV and workbooks for programs."""

import csv
import sys
from collections.abc import Iterator, Sequence
from datetime import date, datetime
from enum import StrEnum
from io import TextIOWrapper
from pathlib import Path
from typing import Annotated, Any, NamedTuple, TextIO

import typer

from interfaces.cli.failures import fail


class Format(StrEnum):
    TABLE = "table"
    JSON = "json"
    CSV = "csv"
    XLSX = "xlsx"


FormatOption = Annotated[Format, typer.Option("--format", help="How the answer is shown.")]
OutputOption = Annotated[
    Path | None,
    typer.Option("--output", "-o", help="Write to this file instead of standard output."),
]


class Answer(NamedTuple):
    """`document` is what JSON shows; rows stand under their headings."""

    title: str
    headings: Sequence[str]
    rows: Sequence[Sequence[Any]]
    document: Any


def show(answer: Answer, form: Format, output: Path | None) -> None:
    if form is Format.XLSX:
        _write_workbook(answer, output)
    elif output is not None:
        with output.open("w", encoding="utf-8", newline="") as file:
            _write(answer, form, file)
    else:
        _write(answer, form, _standard_output(form))


def _standard_output(form: Format) -> TextIO:
    """A program reads UTF-8, whatever the locale."""
    if sys.stdout is None:
        raise fail("there is no standard output: use --output FILE")
    if form is not Format.TABLE and isinstance(sys.stdout, TextIOWrapper):
        sys.stdout.reconfigure(encoding="utf-8")
    return sys.stdout


def _write_workbook(answer: Answer, output: Path | None) -> None:
    from application.exports.template import write_table

    if output is None:
        raise fail("--format xlsx needs --output FILE")
    asked = list(_asked(answer.document))
    write_table(output, answer.title, answer.headings, answer.rows, asked)


def _asked(document: Any) -> Iterator[tuple[str, Any]]:
    """What an answer says besides its rows: period, rules, moment of knowledge, position."""
    for name, value in document.items() if isinstance(document, dict) else ():
        if isinstance(value, dict):
            yield from ((f"{name}.{part}", each) for part, each in value.items())
        elif not isinstance(value, list):
            yield name, value


def _write(answer: Answer, form: Format, file: Any) -> None:
    if form is Format.JSON:
        import orjson

        text = orjson.dumps(answer.document, dict, orjson.OPT_INDENT_2)  # rows are read-only
        file.write(text.decode() + "\n")
    elif form is Format.CSV:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(answer.headings)
        writer.writerows([_plain(cell) for cell in row] for row in answer.rows)
    else:
        _write_table(answer, file)


def _write_table(answer: Answer, file: Any) -> None:
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    table = Table()
    for place, heading in enumerate(answer.headings):
        figures = all(_is_figure(row[place]) for row in answer.rows)
        table.add_column(heading, justify="right" if figures else "left", overflow="fold")
    for row in answer.rows:
        table.add_row(*(Text(str(_plain(cell))) for cell in row))
    # A pipe has no width: nothing is to be folded in it.
    console = Console(file=file) if file.isatty() else Console(file=file, width=1_000)
    console.print(Text(answer.title))
    console.print(table)


def _is_figure(cell: Any) -> bool:
    return cell is None or (
        not isinstance(cell, bool) and str(cell).replace(".", "").lstrip("-").isdigit()
    )


def _plain(cell: Any) -> Any:
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return str(cell).lower()
    return cell.isoformat() if isinstance(cell, datetime | date) else cell
