"""Totals and rates of a table as formulas of a workbook, so that whoever goes on with the sheet
sees them follow."""

from collections.abc import Iterator
from decimal import ROUND_HALF_UP, Decimal

from xlsxwriter.utility import xl_rowcol_to_cell

from application.exports.sheets import Cell
from application.exports.tables import Table

_MOST_ARGUMENTS, _LONGEST_FORMULA = 255, 8_192  # what Excel takes


class Formulas:
    """The formulas of `table` when its first row stands in the row `first` of a sheet.

    A cell has one only where it gives exactly the number that the table shows: a sum may be
    shown over more than its rows (an area of which only a part is listed).
    """

    def __init__(self, table: Table, first: int) -> None:
        self._table = table
        self._first = first
        self._parts = {
            place: list(_parts_of_total(table, place))
            for place, row in enumerate(table.rows)
            if row.total
        }

    def of(self, row: int, place: int) -> str | None:
        """The formula for a cell; None where the cell is a plain value."""
        column = self._table.columns[place]
        if column.summed and row in self._parts:
            return self._sum(row, place)
        return self._rate(row, place, column.ratio) if column.ratio else None

    def _sum(self, row: int, place: int) -> str | None:
        parts, rows = self._parts[row], self._table.rows
        added = sum(_number(rows[part].cells[place]) or 0 for part in parts)
        if not parts or added != _number(rows[row].cells[place]):
            return None
        spans = [self._span(start, end, place) for start, end in _runs(parts)]
        formula = f"=SUM({','.join(spans)})"
        fits = len(spans) <= _MOST_ARGUMENTS and len(formula) <= _LONGEST_FORMULA
        return formula if fits else None

    def _rate(self, row: int, place: int, ratio: tuple[int, int]) -> str | None:
        cells = self._table.rows[row].cells
        above, below = (_number(cells[part]) for part in ratio)
        if above is None or not below or _percent(above, below) != cells[place]:
            return None
        over, under = (self._cell(row, part) for part in ratio)
        return f'=IF({under}=0,"",ROUND(100*{over}/{under},2))'

    def _span(self, start: int, end: int, place: int) -> str:
        first = self._cell(start, place)
        return first if start == end else f"{first}:{self._cell(end, place)}"

    def _cell(self, row: int, place: int) -> str:
        return str(xl_rowcol_to_cell(self._first + row, place))


def _parts_of_total(table: Table, total: int) -> Iterator[int]:
    """The rows that are added: after the totals, up to the next total, none of them 其中."""
    begun = False
    for place in range(total + 1, len(table.rows)):
        row = table.rows[place]
        if row.total and begun:
            return
        if not row.total:
            begun = True
            if row.depth == 0:
                yield place


def _runs(places: list[int]) -> Iterator[tuple[int, int]]:
    start = end = places[0]
    for place in places[1:]:
        if place != end + 1:
            yield start, end
            start = place
        end = place
    yield start, end


def _number(cell: Cell) -> Decimal | None:
    return Decimal(str(cell)) if isinstance(cell, int | float | Decimal) else None


def _percent(above: Decimal, below: Decimal) -> Decimal:
    return (100 * above / below).quantize(Decimal("0.01"), ROUND_HALF_UP)
