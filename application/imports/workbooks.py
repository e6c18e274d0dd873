"""Workbooks (.xlsx): each sheet is a table of one command, or has a column that names it."""

from collections.abc import Iterator
from contextlib import contextmanager
from itertools import chain, islice
from pathlib import Path

from python_calamine import (
    CalamineError,
    CalamineSheet,
    CalamineWorkbook,
    SheetTypeEnum,
    SheetVisibleEnum,
)

from application.imports.lines import BadLine, Limits, Line, Names, UnusableFile
from application.imports.tables import HEADER_AMONG, Table, fields_of, titles_above
from application.imports.workbook_bounds import admit_workbook

_MOST_SHEETS = 100

_Rows = Iterator[tuple[int, list[object]]]


def workbook_lines(
    path: Path, names: Names, command: str | None, limits: Limits
) -> Iterator[Line | BadLine]:
    """The rows of every sheet that says its command; hidden sheets are left out.

    A sheet that does not say it is read as rows of `command` where it has headings. Without any
    such sheet, the first with content is.
    """
    admit_workbook(path)
    with _own_refusals(), CalamineWorkbook.from_path(path) as book:
        count = 0
        for table, rows in _tables(book, names, command, limits):
            for number, cells in rows:
                line = table.line(number, cells)
                if line is not None:
                    count += 1
                    limits.admit_row(count)
                    yield line


@contextmanager
def _own_refusals() -> Iterator[None]:
    try:
        yield
    except CalamineError as error:
        raise UnusableFile("broken-workbook") from error
    except BaseException as error:
        # The reader's panics are no `Exception`, and their class cannot be imported.
        if type(error).__name__ != "PanicException":
            raise
        raise UnusableFile("broken-workbook") from error


def _tables(
    book: CalamineWorkbook, names: Names, command: str | None, limits: Limits
) -> Iterator[tuple[Table, _Rows]]:
    found = False
    spare: str | None = None
    titles = _visible(book)
    # A sheet takes long to open: the only one is not left to be opened again.
    of_the_only = command if len(titles) == 1 else None
    for title in titles:
        heading, rows = _headed(book, title, names)
        if not heading:
            continue
        spoken_of = names.command_of(title) or of_the_only
        if spoken_of is None and "command" not in map(names.field_of, heading):
            if not names.has_headings(heading):
                spare = spare or title
                continue
            if command is None:
                raise UnusableFile("sheet-without-command", {"sheet": title})
        found = True
        yield Table(fields_of(heading, names, limits), spoken_of or command, title), rows
    if not found:
        yield _spare_table(book, spare, names, command, limits)


def _spare_table(
    book: CalamineWorkbook,
    title: str | None,
    names: Names,
    command: str | None,
    limits: Limits,
) -> tuple[Table, _Rows]:
    if title is None or command is None:
        raise UnusableFile("no-command")
    heading, rows = _headed(book, title, names)
    return Table(fields_of(heading, names, limits), command, title), rows


def _visible(book: CalamineWorkbook) -> list[str]:
    sheets = [
        sheet.name
        for sheet in book.sheets_metadata
        if sheet.typ == SheetTypeEnum.WorkSheet and sheet.visible == SheetVisibleEnum.Visible
    ]
    if len(sheets) > _MOST_SHEETS:
        raise UnusableFile("too-many-sheets", {"limit": _MOST_SHEETS})
    return sheets


def _headed(book: CalamineWorkbook, title: str, names: Names) -> tuple[list[object], _Rows]:
    """The header row of a sheet, and the rows below it; nothing where there is no content."""
    rows = _filled_rows(book.get_sheet_by_name(title))
    first = list(islice(rows, HEADER_AMONG))
    cells = [cells for _, cells in first]
    place = titles_above(cells, names)
    return cells[place] if cells else [], chain(first[place + 1 :], rows)


def _filled_rows(sheet: CalamineSheet) -> _Rows:
    for place, cells in enumerate(sheet.iter_rows()):
        if cells.count("") < len(cells):
            yield place + 1, list(cells)
