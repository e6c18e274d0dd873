"""How the cells of a statistics table look in a workbook."""

from decimal import Decimal
from typing import Any

from application.exports.sheets import Cell
from application.exports.tables import MARK, Column, Row

_NUMBERS = {
    "text": "@",
    "identity": "@",
    "number": "#,##0",
    "rate": "0.00",
    "change": "+0.00;-0.00;0.00",
    "day": "yyyy-mm-dd",
}
_BROKEN, _WHOLE_CHANGE = "#,##0.00", "+#,##0;-#,##0;0"
_FRAME = {"border": 1, "border_color": "#8EA0B5", "valign": "vcenter"}
_TOTAL = {"bold": True, "bg_color": "#FDF8E7"}
_HEAD = {"bold": True, "bg_color": "#E8EFF8", "align": "center", "text_wrap": True}
_SIDES = {"number": "right", "rate": "right", "change": "right", "day": "center"}


class Shapes:
    """The formats of one workbook, each made once."""

    def __init__(self, book: Any) -> None:
        self._book = book
        self._made: dict[object, Any] = {}
        self.title = book.add_format(
            {"bold": True, "font_size": 16, "align": "center", "valign": "vcenter"}
        )
        self.head = book.add_format(_FRAME | _HEAD)
        self.note = book.add_format({"text_wrap": True, "valign": "top", "font_color": "#4F5B6B"})

    def beside(self, side: str) -> Any:
        """Text without a frame, at a side of the place it has."""
        return self._format(("beside", side), {"align": side, "valign": "vcenter"})

    def cell(self, column: Column, row: Row, place: int, names: bool) -> Any:
        """`names` says that the column is the one that is indented."""
        number = _number_format(column, row.cells[place])
        if place in row.marked:
            number = f'{number}"{MARK}"'
        indent = row.depth if names else 0
        side = _SIDES.get(column.kind, "left")
        key = (number, side, indent, row.total)
        if key in self._made:
            return self._made[key]
        shape = _FRAME | {"num_format": number, "align": side, "indent": indent}
        shape |= {"text_wrap": column.kind == "text"} | (_TOTAL if row.total else {})
        return self._format(key, shape)

    def _format(self, key: object, shape: dict[str, Any]) -> Any:
        if key not in self._made:
            self._made[key] = self._book.add_format(shape)
        return self._made[key]


def _number_format(column: Column, cell: Cell) -> str:
    if column.kind == "number" and isinstance(cell, float | Decimal) and cell % 1:
        return _BROKEN
    if column.kind == "change" and isinstance(cell, int):
        return _WHOLE_CHANGE
    return _NUMBERS[column.kind]
