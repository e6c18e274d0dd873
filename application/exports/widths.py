"""How wide the columns of a table are in a workbook, in characters of a sheet."""

import re
from collections.abc import Iterator, Sequence
from datetime import date, datetime
from itertools import accumulate

from application.exports.sheets import Cell, width_of
from application.exports.tables import Column, Table

WIDE = 92
"""More characters beside each other than this do not fit on A4 upright."""
_WIDEST = 48
_WORDS = re.compile(r"[!-,.-~]+-?")  # are not broken, as Chinese is anywhere


def widths_of(table: Table, narrowest: int = 8, longest_head: int = 14) -> list[int]:
    """Wide enough for what stands in them; longer heads and texts go over several lines."""
    widths = [
        max(narrowest, min(_WIDEST, _width(table, place, longest_head) + 2))
        for place in range(len(table.columns))
    ]
    for start, end, head in upper_heads(table):
        _widen(widths, start, end, width_of(head) + 2)
    title = width_of(table.title) * 3 // 2
    head_line = sum(width_of(text) + 2 for text in table.head_line)
    _widen(widths, 0, len(widths) - 1, max(title, head_line))
    return widths


def upper_heads(table: Table) -> Iterator[tuple[int, int, str]]:
    """First and last column of each upper head."""
    place = 0
    for head, span in table.heads:
        if head:
            yield place, place + span - 1, head
        place += span


def spread(widths: Sequence[int], count: int) -> list[tuple[int, int]] | None:
    """First and last column of `count` places of about the same width; None for too few columns."""
    if len(widths) < count:
        return None
    ends = list(accumulate(widths))
    places, start = [], 0
    for number in range(1, count + 1):
        last = len(widths) - 1 - (count - number)
        end = start
        while end < last and ends[end] < ends[-1] * number / count:
            end += 1
        places.append((start, last if number == count else end))
        start = end + 1
    return places


def lines_of(text: str, width: int) -> int:
    """How many lines a text takes in a cell."""
    return sum(max(1, -(-width_of(line) // max(1, width - 1))) for line in text.split("\n"))


def _width(table: Table, place: int, longest_head: int) -> int:
    column = table.columns[place]
    words = _WORDS.findall(column.head)
    widest = max(min(width_of(column.head), longest_head), *map(len, words), 0)
    names = place == table.named_by
    for row in table.rows:
        taken = _shown(row.cells[place], column) + (2 * row.depth if names else 0)
        widest = max(widest, taken)
    return widest


def _shown(cell: Cell, column: Column) -> int:
    if cell is None:
        return 0
    if column.kind == "day" and isinstance(cell, date) and not isinstance(cell, datetime):
        return 10
    if column.kind in ("number", "change"):
        return len(f"{cell:,}") + 1
    return width_of(str(cell))


def _widen(widths: list[int], start: int, end: int, needed: int) -> None:
    """Widen neighbours alike until together they hold what stands over them."""
    count = end - start + 1
    missing = needed - sum(widths[start : end + 1])
    if missing > 0:
        for place in range(start, end + 1):
            widths[place] += -(-missing // count)
