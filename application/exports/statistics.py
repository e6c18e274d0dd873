"""A table as a workbook: the columns, heads, totals and signature line that the page shows."""

from collections.abc import Sequence
from contextlib import suppress
from datetime import date, datetime
from io import BytesIO
from typing import Any

from application.exports.shapes import Shapes
from application.exports.sheets import Cell, SheetOverflow, new_workbook, put, sheet_name
from application.exports.sums import Formulas
from application.exports.tables import Column, Table
from application.exports.widths import WIDE, lines_of, spread, upper_heads, widths_of

_ROWS = 1_048_576
_FIRST_YEAR = 1900  # a sheet knows no days before it
_LINE = 15  # the height of a line of text, in points
_A4 = 9  # its number for a printer
_MARGIN = 0.5  # inches
_SIDES = ("left", "center", "right")


def workbook_of(table: Table) -> bytes:
    """An .xlsx file with one sheet. Text stays text, whatever it looks like.

    Raises `SheetOverflow` when a sheet cannot hold it; nothing is left out in silence.
    """
    around = 4 + len(table.notes) + 1
    if len(table.rows) + around > _ROWS:
        raise SheetOverflow(f"{len(table.rows)} rows")
    target = BytesIO()
    with new_workbook(target) as book:
        _Drawing(book, table).draw()
    return target.getvalue()


class _Drawing:
    """One table being drawn on its sheet, from the top down; `_row` is where it has come to."""

    def __init__(self, book: Any, table: Table) -> None:
        self._table = table
        self._sheet = book.add_worksheet(sheet_name(table.title))
        self._shapes = Shapes(book)
        self._widths = widths_of(table)
        self._row = 0

    def draw(self) -> None:
        for place, width in enumerate(self._widths):
            self._sheet.set_column(place, place, width)
        self._title()
        first_head = self._row
        self._heads()
        self._sheet.freeze_panes(self._row, self._table.named_by + 1)
        self._prepare_printing(first_head)
        self._body()
        self._foot()

    def _title(self) -> None:
        self._across(self._table.title, self._shapes.title, height=30)
        if any(self._table.head_line):
            self._beside_each_other(self._table.head_line, _SIDES, height=20)

    def _heads(self) -> None:
        table, head = self._table, self._shapes.head
        two = int(table.two_level)
        for place, column in enumerate(table.columns):
            if two and not column.above:
                self._merge(self._row, place, self._row + 1, place, column.head, head)
            else:
                put(self._sheet, self._row + two, place, column.head, head)
        for start, end, title in upper_heads(table):
            self._merge(self._row, start, self._row, end, title, head)
        lines = max(map(self._lines_of_head, range(len(table.columns))))
        self._sheet.set_row(self._row + two, 5 + _LINE * lines)
        self._row += 1 + two

    def _body(self) -> None:
        table, formulas = self._table, Formulas(self._table, self._row)
        for number, row in enumerate(table.rows):
            for place, cell in enumerate(row.cells):
                column = table.columns[place]
                shape = self._shapes.cell(column, row, place, place == table.named_by)
                if (formula := formulas.of(number, place)) is None:
                    self._put(place, cell, column, shape)
                else:
                    self._sheet.write_formula(self._row, place, formula, shape, cell)
            self._row += 1

    def _put(self, place: int, cell: Cell, column: Column, shape: Any) -> None:
        if column.kind == "day" and (day := _day(cell)):
            self._sheet.write_datetime(self._row, place, day, shape)
        elif column.kind == "identity" and cell is not None:
            put(self._sheet, self._row, place, str(cell), shape)
        else:
            put(self._sheet, self._row, place, cell, shape)

    def _foot(self) -> None:
        for note in self._table.notes:
            lines = lines_of(note, sum(self._widths))
            self._across(note, self._shapes.note, height=_LINE * lines)
        if self._table.signatures:
            sides = ["left"] * len(self._table.signatures)
            self._beside_each_other(self._table.signatures, sides, height=28)

    def _prepare_printing(self, first_head: int) -> None:
        sheet = self._sheet
        sheet.set_paper(_A4)
        if sum(self._widths) > WIDE:
            sheet.set_landscape()
        sheet.set_margins(_MARGIN, _MARGIN, _MARGIN, 1.5 * _MARGIN)
        sheet.center_horizontally()
        sheet.repeat_rows(first_head, self._row - 1)
        sheet.fit_to_pages(1, 0)
        line = self._table.page_line.replace("&", "&&").format(page="&P", pages="&N")
        sheet.set_footer(f"&C{line}")

    def _across(self, text: str, shape: Any, height: int) -> None:
        """A line of its own over all columns."""
        self._sheet.set_row(self._row, height)
        self._merge(self._row, 0, self._row, len(self._widths) - 1, text, shape)
        self._row += 1

    def _beside_each_other(self, texts: Sequence[str], sides: Sequence[str], height: int) -> None:
        """Texts in one line; of a table with fewer columns, one after the other."""
        places = spread(self._widths, len(texts))
        if places is None:
            together = "\u3000\u3000".join(filter(None, texts))
            self._across(together, self._shapes.beside("left"), height)
            return
        self._sheet.set_row(self._row, height)
        for text, side, (start, end) in zip(texts, sides, places, strict=True):
            self._merge(self._row, start, self._row, end, text, self._shapes.beside(side))
        self._row += 1

    def _merge(self, top: int, left: int, bottom: int, right: int, text: str, shape: Any) -> None:
        if (top, left) != (bottom, right):
            self._sheet.merge_range(top, left, bottom, right, "", shape)
        put(self._sheet, top, left, text, shape)

    def _lines_of_head(self, place: int) -> int:
        return lines_of(self._table.columns[place].head, self._widths[place])


def _day(cell: Cell) -> date | None:
    """The day, also one that is told in words (2004-06-01), where a sheet can hold it as a day."""
    if isinstance(cell, str):
        with suppress(ValueError):
            return _day(date.fromisoformat(cell))
    if not isinstance(cell, date) or isinstance(cell, datetime):
        return None
    return cell if cell.year >= _FIRST_YEAR else None
