"""A table with one header row, whichever kind of file it comes from."""

import re
from collections.abc import Iterable, Sequence
from datetime import date, datetime, time
from typing import NamedTuple

from application.imports.columns import is_date, is_number_in_words, iso_day
from application.imports.lines import BadLine, Limits, Line, Names, UnusableFile

# Excel keeps 15 significant digits; what is as long or longer cannot be trusted as a number.
_FIRST_LONG_NUMBER = 10**14
_SHOWN_SHORT = re.compile(r"\d\.\d+E\+\d\d")
HEADER_AMONG = 5
"""The first filled rows, among which the header row is looked for."""


class Table(NamedTuple):
    """The columns of a table: one field's name each, empty where the column has no heading."""

    fields: tuple[str, ...]
    command: str | None
    sheet: str | None = None

    def line(self, number: int, cells: Sequence[object]) -> Line | BadLine | None:
        """The row as a line; None when all its cells are empty."""
        found: dict[str, object] = {}
        wrong: list[tuple[str | None, str, int]] = []
        for column, cell in enumerate(cells):
            value = cell.strip() if isinstance(cell, str) else cell
            if value is None or value == "":
                continue
            field = self.fields[column] if column < len(self.fields) else ""
            if not field:
                wrong.append((None, "cell-without-heading", column))
            elif is_number_in_words(field) and _has_lost_digits(value):
                wrong.append((field, "number-as-float", column))
                # As a sheet shows it, and nobody's number.
                found[field] = value if isinstance(value, str) else f"{value:.14E}"
            elif isinstance(value, str):
                found[field] = iso_day(value) if is_date(field) else value
            else:
                found[field] = _value(field, value)
        if found and self.command is not None:
            found.setdefault("command", self.command)
        if wrong:
            field_, problem, column = wrong[0]
            facts: dict[str, object] = {"column": column_letters(column)}
            return BadLine(number, field_, problem, facts, self.sheet, found)
        return Line(number, found, self.sheet) if found else None


def titles_above(rows: Iterable[Sequence[object]], names: Names) -> int:
    """How many of the first filled rows stand above the header row, such as a title."""
    return next((place for place, cells in enumerate(rows) if names.has_headings(cells)), 0)


def fields_of(heading: Sequence[object], names: Names, limits: Limits) -> tuple[str, ...]:
    """The fields that a header row names, empty headings at its end left out.

    Raises `UnusableFile`: `too-many-columns`, `duplicate-column`.
    """
    fields = [names.field_of(cell) for cell in heading]
    while fields and not fields[-1]:
        fields.pop()
    if len(fields) > limits.columns:
        raise UnusableFile("too-many-columns", {"limit": limits.columns})
    for place, field in enumerate(fields):
        if field and field in fields[:place]:
            raise UnusableFile("duplicate-column", {"column": field})
    return tuple(fields)


def column_letters(column: int) -> str:
    """The letters under which a sheet shows a column: 0 is A, 26 is AA."""
    letters = ""
    column += 1
    while column:
        column, letter = divmod(column - 1, 26)
        letters = chr(ord("A") + letter) + letters
    return letters


def _has_lost_digits(value: object) -> bool:
    if isinstance(value, str):
        return _SHOWN_SHORT.fullmatch(value) is not None
    return isinstance(value, int | float) and abs(value) >= _FIRST_LONG_NUMBER


def _value(field: str, value: object) -> object:
    """A cell that is no text as the commands take it: text, except that a yes or no stays one."""
    if isinstance(value, bool):
        return value
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    if isinstance(value, datetime) and value.time() == time.min and is_date(field):
        value = value.date()
    if isinstance(value, date):
        return value.isoformat()
    text = str(value)
    return iso_day(text) if is_date(field) else text
