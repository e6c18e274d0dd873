"""Cells of a text file that a spreadsheet would take for formulas, made plain text and back.

A spreadsheet that opens a text file computes what begins with one of a few signs, and may send
what it computed elsewhere. Behind an apostrophe it is text, and our own reader leaves that out.
"""

from collections.abc import Iterable

_SIGNS = frozenset("=+-@＝＋－＠")
_PLAIN = "'"


def plain(cell: object) -> str:
    """The text of a cell, with an apostrophe before what a spreadsheet would compute."""
    text = "" if cell is None else str(cell)
    return _PLAIN + text if _computes(text.lstrip(_PLAIN)) else text


def plain_row(cells: Iterable[object]) -> list[str]:
    return [plain(cell) for cell in cells]


def as_it_stood(cell: str) -> str:
    """What `plain` was given."""
    return cell[1:] if cell[:1] == _PLAIN and _computes(cell.lstrip(_PLAIN)) else cell


def _computes(text: str) -> bool:
    return text.lstrip()[:1] in _SIGNS
