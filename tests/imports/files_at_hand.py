"""Files to read in these specs: good workbooks, and archives no program would write."""

import zipfile
from collections.abc import Callable, Iterable
from io import BytesIO
from pathlib import Path

import pytest
import xlsxwriter

from application.imports.files import BadLine, Line, UnusableFile, lines_of

SHEET = "xl/worksheets/sheet1.xml"
TEXTS = "xl/sharedStrings.xml"
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"


def written(path: Path, content: bytes) -> Path:
    path.write_bytes(content)
    return path


def read(path: Path, **options) -> list[Line | BadLine]:
    return list(lines_of(path, **options))


def fields(path: Path, **options) -> list[dict[str, object]]:
    """The fields of all lines; a bad line fails the spec."""
    lines = read(path, **options)
    assert all(isinstance(line, Line) for line in lines), lines
    return [line.fields for line in lines if isinstance(line, Line)]


def refusal(path: Path, **options) -> str:
    with pytest.raises(UnusableFile) as refused:
        read(path, **options)
    return refused.value.code


def workbook(path: Path, fill: Callable[[xlsxwriter.Workbook], object]) -> Path:
    with xlsxwriter.Workbook(str(path), {"strings_to_numbers": False}) as book:
        fill(book)
    return path


def table(path: Path, *rows: Iterable[object], sheet: str = "register-worker") -> Path:
    def fill(book: xlsxwriter.Workbook) -> None:
        page = book.add_worksheet(sheet)
        for number, row in enumerate(rows):
            page.write_row(number, 0, row)

    return workbook(path, fill)


def with_part(path: Path, part: str, content: bytes) -> Path:
    """An ordinary workbook, one part of its archive replaced."""
    plain = BytesIO(table(path, ["name"], ["陈建国"]).read_bytes())
    with zipfile.ZipFile(plain) as source, zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as out:
        for name in source.namelist():
            out.writestr(name, content if name == part else source.read(name))
    return path


def sheet_xml(rows: bytes) -> bytes:
    return b'<worksheet xmlns="%s"><sheetData>%s</sheetData></worksheet>' % (MAIN.encode(), rows)
