"""A table as people read it: the same columns, heads and signature line on screen and paper.

Words and numbers come ready from whoever asks; what is drawn from a table are the page, the
workbook (`statistics.workbook_of`) and the PDF (`documents.table_pdf`).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

from application.exports.sheets import Cell

Kind = Literal["text", "identity", "number", "rate", "change", "day"]
"""`identity` is a number that nobody calculates with, `rate` percent with two decimals, `change`
percentage points with their sign."""
MARK = "\uff0a"
"""Stands behind a number that is to be read with care."""


@dataclass(frozen=True, slots=True)
class Column:
    """`above` is a head that neighbours share; `summed` says that a total is the sum of its rows.

    `ratio` names the columns, by their places, of the numerator and the denominator of a rate in
    percent. In a workbook a total that is a sum and a rate that has a `ratio` are formulas.
    """

    head: str
    kind: Kind = "text"
    above: str = ""
    summed: bool = False
    ratio: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True)
class Row:
    """`cells` in the order of the columns; `links` open one, by its place.

    Those at the places `marked` carry a `MARK`, which a note of the table explains. `depth` above
    0 is 其中: indented, and never added again. A `total` comes first.
    """

    cells: Sequence[Cell]
    depth: int = 0
    total: bool = False
    links: Mapping[int, str] = field(default_factory=dict)
    marked: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Table:
    """All its words are ready, in the language of whoever reads it.

    `head_line` stands above the heads: 填报单位 left, 报表期 in the middle, 计量单位 right.
    `notes` say what every figure carries: definition, known at. `signatures` stand at the foot,
    `page_line` on each sheet of paper, with `{page}` and `{pages}`. `language` is its words' own.
    """

    title: str
    columns: Sequence[Column]
    rows: Sequence[Row]
    head_line: tuple[str, str, str] = ("", "", "")
    notes: Sequence[str] = ()
    signatures: Sequence[str] = ()
    page_line: str = "{page} / {pages}"
    language: str = "zh"

    @property
    def two_level(self) -> bool:
        return any(column.above for column in self.columns)

    @property
    def named_by(self) -> int:
        """The place of the column that says what a row is about: its first text."""
        kinds = [column.kind for column in self.columns]
        return kinds.index("text") if "text" in kinds else 0

    @property
    def heads(self) -> list[tuple[str, int]]:
        """The upper heads, each with how many columns it spans; empty where a column has none."""
        found: list[tuple[str, int]] = []
        for column in self.columns:
            if column.above and found and found[-1][0] == column.above:
                found[-1] = (column.above, found[-1][1] + 1)
            else:
                found.append((column.above, 1))
        return found

    def shown(self, row: Row, place: int) -> str:
        """A cell as it is read on the page and on paper."""
        cell = row.cells[place]
        if cell is None:
            return "—"
        kind = self.columns[place].kind
        form = "+," if kind == "change" and cell else "," if kind in ("number", "change") else ""
        return f"{cell:{form}}{MARK if place in row.marked else ''}"
