"""Papers as PDF. What stands in them is given as data; no text ever becomes part of a template.

The same content gives the same bytes: no clock, no machine's own fonts.
"""

from concurrent.futures import ThreadPoolExecutor
from functools import cache
from pathlib import Path
from typing import Any

import orjson
import pylopdf_fonts_zh_cn
import typst

from application.exports.tables import Row, Table
from application.exports.widths import WIDE, widths_of

FONTS = Path(pylopdf_fonts_zh_cn.sans_path()).parent
_READABLE = 170  # characters beside each other on A4 in letters that are not small
# Every thread that sets a paper would keep its own memory of the last ones.
_TYPESETTER = ThreadPoolExecutor(max_workers=1, thread_name_prefix="typesetter")
_TEMPLATES = Path(__file__).parent / "paper"


def table_pdf(table: Table) -> bytes:
    """A statistics table on A4: heads on every page, pages counted, signatures at the end."""
    widths = widths_of(table)
    if sum(widths) > _READABLE:
        widths = widths_of(table, narrowest=5, longest_head=6)
    given = {
        "language": table.language,
        "title": table.title,
        "head_line": table.head_line,
        "heads": _heads(table),
        "head_rows": 2 if table.two_level else 1,
        "kinds": [column.kind for column in table.columns],
        "widths": widths,
        "wide": sum(widths) > WIDE,
        "named_by": table.named_by,
        "rows": [_row(table, row) for row in table.rows],
        "notes": table.notes,
        "signatures": table.signatures,
        "page_line": table.page_line,
    }
    return pdf_of("table", orjson.dumps(given))


def pdf_of(template: str, given: bytes) -> bytes:
    """The PDF of a template in `paper/` for what is given as JSON."""
    return _TYPESETTER.submit(_set, template, given.decode()).result()


def _set(template: str, given: str) -> bytes:
    compiler = typst.Compiler(
        str(_TEMPLATES / f"{template}.typ"),
        root=str(_TEMPLATES),
        font_paths=_fonts(),
        sys_inputs={"given": given},
    )
    content = compiler.compile(format="pdf", timestamp=0)
    assert isinstance(content, bytes)
    return content


def _row(table: Table, row: Row) -> dict[str, Any]:
    cells = [table.shown(row, place) for place in range(len(row.cells))]
    return {"cells": cells, "depth": row.depth, "total": row.total}


def _heads(table: Table) -> list[dict[str, Any]]:
    """The heads as they are set: the upper row, then the lower one."""
    upper, lower, place = [], [], 0
    for words, span in table.heads:
        if words:
            upper.append({"words": words, "columns": span, "rows": 1})
            below = table.columns[place : place + span]
            lower += [{"words": column.head, "columns": 1, "rows": 1} for column in below]
        else:
            rows = 2 if table.two_level else 1
            upper.append({"words": table.columns[place].head, "columns": 1, "rows": rows})
        place += span
    return upper + lower


@cache
def _fonts() -> typst.Fonts:
    """The fonts that come with the application, and no others."""
    return typst.Fonts(
        include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(FONTS)]
    )
