"""Workbooks that leave the ledger: a form to fill in for one command, a table as shown."""

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any, BinaryIO, NamedTuple

from xlsxwriter.utility import xl_range_abs

from application.exports.sheets import Cell, new_workbook, put, sheet_name, width_of

_LAST_ROW = 1_048_575
_CHOICES = "_choices"
_ASKED = "asked"
_WIDEST = 48


class Column(NamedTuple):
    """A field of a command as a column: `heading` is what the reader of files maps to `field`.

    `only` says that nothing but the choices may be entered.
    """

    field: str
    heading: str
    required: bool
    example: str
    choices: tuple[str, ...] = ()
    only: bool = True


def write_template(target: Path | BinaryIO, title: str, columns: Sequence[Column]) -> None:
    """A form for a command: one sheet, a header row that stays in sight, no rows.

    `title` is the command's name or the words for it, by which the reader of files knows it.

    Required headings stand out. The example shows beside the cell being filled in, so that it is
    never imported as somebody's entry. Choices are offered as a list.
    """
    with new_workbook(target) as book:
        sheet = book.add_worksheet(sheet_name(title))
        choices = book.add_worksheet(_CHOICES)
        choices.hide()
        # Typed into a cell of text, identity numbers, codes and days stay as they were typed.
        as_text = book.add_format({"num_format": "@"})
        optional = book.add_format({"bold": True, "num_format": "@", "bottom": 1})
        required = book.add_format(
            {"bold": True, "num_format": "@", "bottom": 1, "bg_color": "#FFE699"}
        )
        for place, column in enumerate(columns):
            sheet.set_column(place, place, _width([column.heading, column.example]), as_text)
            put(sheet, 0, place, column.heading, required if column.required else optional)
            _list_choices(choices, place, column)
            sheet.data_validation(1, place, _LAST_ROW, place, _advice(place, column))
        sheet.freeze_panes(1, 0)


def write_table(
    path: Path,
    title: str,
    headings: Sequence[str],
    rows: Iterable[Sequence[Cell]],
    asked: Sequence[Sequence[Cell]] = (),
) -> None:
    """A table as it was shown: numbers as numbers, text (identity numbers among it) as text.

    What was `asked` stands on a sheet of its own, so that the first one has rows alone.
    Raises `SheetOverflow` when a sheet cannot hold it; nothing is left out in silence.
    """
    with new_workbook(path) as book:
        _fill(book, book.add_worksheet(sheet_name(title)), headings, rows)
        if asked:
            _fill(book, book.add_worksheet(_ASKED), (_ASKED, ""), asked)


def _fill(book: Any, sheet: Any, headings: Sequence[str], rows: Iterable[Sequence[Cell]]) -> None:
    bold = book.add_format({"bold": True, "bottom": 1})
    as_text = book.add_format({"num_format": "@"})
    widths = [_width([heading]) for heading in headings]
    for place, heading in enumerate(headings):
        put(sheet, 0, place, heading, bold)
    for number, row in enumerate(rows, start=1):
        for place, cell in enumerate(row):
            put(sheet, number, place, cell, as_text if isinstance(cell, str) else None)
            widths[place] = max(widths[place], _width([cell]))
    for place, width in enumerate(widths):
        sheet.set_column(place, place, width)
    sheet.freeze_panes(1, 0)


def _list_choices(sheet: Any, place: int, column: Column) -> None:
    for row, choice in enumerate(column.choices):
        put(sheet, row, place, choice)


def _advice(place: int, column: Column) -> dict[str, object]:
    """A list inside the rule itself ends at 255 characters, so the choices stand in a sheet."""
    advice: dict[str, object] = {"validate": "any"}
    if column.choices:
        span = xl_range_abs(0, place, len(column.choices) - 1, place)
        source = f"={_CHOICES}!{span}"
        advice = {"validate": "list", "source": source, "show_error": column.only}
    if column.example:
        advice |= {"input_title": column.heading[:32], "input_message": column.example[:255]}
    return advice


def _width(cells: Sequence[Cell]) -> int:
    widest = max(width_of("" if cell is None else str(cell)) for cell in cells)
    return min(_WIDEST, max(8, widest + 2))
