"""Files to bring by the pages, and waiting for what becomes of them."""

import re
import time
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from io import BytesIO
from urllib.parse import unquote

import xlsxwriter
from python_calamine import CalamineWorkbook

from application.tracker import CaseTracker
from tests.api.requests import STATION
from tests.oracle.book import identity_number
from tests.web.visitor import Shown, Visitor

HEADINGS = ("身份证号", "姓名", "人员类别", "失业日期", "劳动保障机构", "生效日期")
FIVE_BAD = {11: "公民身份号码", 51: "人员类别", 101: "", 151: "生效日期", 201: "姓名"}
"""By the number of the bad row what is wrong in it; 101 is of another street."""


def people(count: int, station: str = STATION) -> list[list[str]]:
    """Rows of people with good numbers, told in the words of a station."""
    born = (date(1960, 1, 1) + timedelta(days=place) for place in range(count))
    return [
        [
            identity_number(f"{day:%Y-%m-%d}", "female", place % 400),
            f"林{'秀英建国志强'[place % 6]}",
            "国有企业下岗职工",
            "20040930",
            station,
            "2005-02-01",
        ]
        for place, day in enumerate(born)
    ]


def with_five_bad(rows: Sequence[Sequence[str]]) -> list[list[str]]:
    spoiled = [list(row) for row in rows]
    number = spoiled[9][0]
    spoiled[9][0] = number[:-1] + ("1" if number[-1] != "1" else "2")
    spoiled[49][2] = "富人"
    spoiled[99][4] = "潮连街道"
    spoiled[149][5] = "2999-01-01"
    spoiled[199][1] = ""
    return spoiled


def workbook(
    rows: Iterable[Sequence[object]], headings: Sequence[str] = HEADINGS, sheet: str = "登记"
) -> bytes:
    target = BytesIO()
    with xlsxwriter.Workbook(target) as book:
        page = book.add_worksheet(sheet)
        for place, row in enumerate([headings, *rows]):
            page.write_row(place, 0, row)
    return target.getvalue()


def cells(content: bytes) -> list[list[object]]:
    """The first sheet of a workbook, its headings first."""
    sheet = CalamineWorkbook.from_filelike(BytesIO(content)).get_sheet_by_index(0)
    return [list(row) for row in sheet.to_python()]


def mended(content: bytes, right: Mapping[int, Sequence[str]]) -> bytes:
    """A file of bad rows whose first cells are put right, by their number in the first file."""
    headings, *rows = cells(content)
    line = headings.index("原行号")
    place = [headings.index(name) for name in ("公民身份号码", *HEADINGS[1:])]
    for row in rows:
        for column, cell in zip(place, right[int(str(row[line]).removesuffix(".0"))], strict=True):
            row[column] = cell
    return workbook(rows, [str(name) for name in headings], "有误的行")


def brought(visitor: Visitor, content: bytes, name: str = "登记.xlsx", **typed: str) -> Shown:
    """Upload a file; the page when its check is over."""
    begin = visitor.open("/import")
    shown = visitor.press(begin, "上传并检查", files={"file": (name, content)}, **typed)
    return settled(visitor, shown)


def settled(visitor: Visitor, shown: Shown) -> Shown:
    for _ in range(100):
        if not shown.main.all("section", id="progress"):
            return shown
        time.sleep(0.1)
        shown = visitor.open(shown.path)
    raise AssertionError(shown.text)


def tally(shown: Shown) -> list[int]:
    """Good, already there, bad."""
    numbers = [each.text for each in shown.main.one("dl", class_="counts").all("dd")]
    return [int(number.replace(",", "")) for number in numbers[:3]]


def bad_rows(shown: Shown) -> dict[int, str]:
    """What is wrong, by the number of the row."""
    rows = shown.main.one("table", class_="rows").one("tbody").all("tr")
    return {int(row.one("th").text.split()[-1]): row.all("td")[0].text for row in rows}


def on_the_ledger(tracker: CaseTracker) -> int:
    """How many commands there are."""
    return sum(1 for _ in tracker.history())


def file_name(shown: Shown) -> str:
    """The name under which a file is sent, as a browser would keep it."""
    header = shown.response.headers["content-disposition"]
    found = re.search(r"filename\*=UTF-8''(\S+)", header)
    assert found, header
    return unquote(found[1])
