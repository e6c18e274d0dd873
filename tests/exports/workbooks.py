"""Workbooks read back, as a spreadsheet shows them and as they are written."""

import re
from io import BytesIO
from zipfile import ZipFile

from python_calamine import CalamineWorkbook


def shown(content: bytes) -> list[list[object]]:
    """What stands in the cells; of a formula, the value it was saved with."""
    book = CalamineWorkbook.from_filelike(BytesIO(content))
    return [list(row) for row in book.get_sheet_by_index(0).to_python()]


def sheet_names(content: bytes) -> list[str]:
    return list(CalamineWorkbook.from_filelike(BytesIO(content)).sheet_names)


def parts(content: bytes) -> dict[str, str]:
    with ZipFile(BytesIO(content)) as archive:
        return {name: archive.read(name).decode() for name in archive.namelist()}


def sheet(content: bytes) -> str:
    return parts(content)["xl/worksheets/sheet1.xml"]


def formulas(content: bytes) -> dict[str, str]:
    """By the name of their cells."""
    return dict(re.findall(r'<c r="([A-Z]+\d+)"[^>]*><f>(.*?)</f>', sheet(content)))


def merged(content: bytes) -> set[str]:
    return set(re.findall(r'<mergeCell ref="(.*?)"', sheet(content)))
