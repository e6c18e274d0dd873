"""How values are put into the cells of a workbook."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime
from decimal import Decimal
from io import BytesIO
from pathlib import Path
from typing import Any, BinaryIO

from xlsxwriter import Workbook

Cell = str | int | float | Decimal | date | None

_NAME_FORBIDS = re.compile(r"[\[\]:*?/\\\x00-\x1f]")
_NAME_TAKEN = "history"  # the one name that Excel keeps for itself
# A sheet keeps 15 significant digits of a number.
_FIRST_LONG_NUMBER = 10**15


class SheetOverflow(ValueError):
    """More rows, columns or text in a cell than a sheet can hold."""


@contextmanager
def new_workbook(target: Path | BinaryIO) -> Iterator[Any]:
    """A workbook written to `target` at the end; text in it is never taken for anything else.

    Until then it is in memory alone: names and numbers of people lie in no folder for files that
    nobody keeps. Raises `OSError` where the file cannot be made.
    """
    settings = {
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
        "in_memory": True,
    }
    made = BytesIO()
    with Workbook(made, settings) as book:
        yield book
    if isinstance(target, Path):
        target.write_bytes(made.getbuffer())
    else:
        target.write(made.getbuffer())


def sheet_name(title: str) -> str:
    """`title` as a sheet may be called: at most 31 characters, none of `[]:*?/\\`."""
    name = _NAME_FORBIDS.sub(" ", title).strip(" '")
    while len(name.encode("utf-16-le")) > 2 * 31:
        name = name[:-1]
    name = name.strip(" '")
    return "1" if name.lower() in {"", _NAME_TAKEN} else name


def width_of(text: str) -> int:
    """In characters of a sheet: a Chinese character takes two."""
    # Chinese characters are three bytes long in UTF-8, so this counts them without a loop.
    return (len(text.encode("utf-8", "replace")) + len(text) + 1) // 2


def put(sheet: Any, row: int, column: int, cell: Cell, shape: Any = None) -> None:
    """Write one cell: numbers as numbers, days as ISO text, all other text as text.

    Raises `SheetOverflow` where the sheet would leave the value out in silence.
    """
    if cell is None:
        outcome = sheet.write_blank(row, column, None, shape)
    elif isinstance(cell, bool):
        outcome = sheet.write_boolean(row, column, cell, shape)
    elif isinstance(cell, int | float | Decimal):
        outcome = _put_number(sheet, row, column, cell, shape)
    else:
        outcome = sheet.write_string(row, column, _text(cell), shape)
    if outcome != 0:
        raise SheetOverflow(f"row {row + 1}, column {column + 1}")


def _put_number(sheet: Any, row: int, column: int, cell: int | float | Decimal, shape: Any) -> int:
    outcome: int
    if -_FIRST_LONG_NUMBER < cell < _FIRST_LONG_NUMBER:
        outcome = sheet.write_number(row, column, cell, shape)
    else:
        outcome = sheet.write_string(row, column, str(cell), shape)
    return outcome


def _text(cell: object) -> str:
    if isinstance(cell, datetime | date):
        return cell.isoformat()
    return str(cell)
