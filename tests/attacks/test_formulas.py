"""No cell of a file that leaves the ledger is a formula, whatever people have written."""

import csv
from io import BytesIO, StringIO
from zipfile import ZipFile

import pytest

from application.tracker import CaseTracker
from application.units.loading import units_in
from domain.unit.units import Level, Unit
from tests.ledger import record
from tests.web.cases import REGISTERED, registered
from tests.web.imports_at_hand import HEADINGS, brought, people, workbook
from tests.web.visitor import Shown, Visitor

BEGINNINGS = "=+-@"
FORMULAS = [
    "=1+1",
    '=HYPERLINK("http://evil.example","x")',
    "=cmd|' /C calc'!A0",
    "+1+1",
    "-1+1",
    "@SUM(1)",
    "\t=1+1",
    "＝1+1",
    '"=1+1',
    " =1+1",
]


def sheets(content: bytes) -> str:
    """The source of every sheet of a workbook."""
    with ZipFile(BytesIO(content)) as parts:
        names = [name for name in parts.namelist() if name.startswith("xl/worksheets/")]
        return "".join(parts.read(name).decode() for name in names)


@pytest.mark.parametrize("text", FORMULAS)
def test_a_list_as_a_workbook(reviewer: Visitor, tracker: CaseTracker, text: str):
    record(tracker, [registered(recorded_at=REGISTERED, name=text)])
    answer = reviewer.client.get("/people", params={"q": text.strip(), "format": "xlsx"})
    assert answer.status_code == 200
    source = sheets(answer.content)
    assert "<f>" not in source
    assert "hyperlink" not in source.lower()


def bad(text: str) -> list[list[str]]:
    good = people(1)[0]
    return [[good[0], text, text, "20040930", good[4], text]]


@pytest.mark.parametrize("text", FORMULAS)
def test_bad_rows_as_a_workbook(clerk: Visitor, text: str):
    shown = brought(clerk, workbook(bad(text)), command="register-worker")
    source = sheets(bad_rows_of(clerk, shown))
    assert "<f>" not in source


@pytest.mark.parametrize("text", FORMULAS)
def test_bad_rows_as_text(clerk: Visitor, text: str):
    target = StringIO()
    csv.writer(target).writerows([HEADINGS, *bad(text)])
    shown = brought(clerk, target.getvalue().encode(), "登记.csv", command="register-worker")
    cells = [cell for row in rows_of(bad_rows_of(clerk, shown)) for cell in row]
    assert not [cell for cell in cells if cell.strip()[:1] in (*BEGINNINGS, "＝") and cell.strip()]


def test_what_was_made_harmless_is_read_as_it_was(clerk: Visitor, tracker: CaseTracker):
    """A name may begin with a sign; put right elsewhere in its row, it comes back as it stood."""
    target = StringIO()
    row = [*people(1)[0]]
    csv.writer(target).writerows([HEADINGS, [row[0], "=陈", "富人", *row[3:]]])
    shown = brought(clerk, target.getvalue().encode(), "登记.csv", command="register-worker")
    content = bad_rows_of(clerk, shown).decode("utf-8-sig").replace("富人", row[2])
    again = brought(clerk, content.encode(), "登记.csv", command="register-worker")
    clerk.press(again, again.main.all("button", class_="main")[0].text)
    assert [b'"=\xe9\x99\x88"' in line for line in tracker.history()] == [True]


def test_units_as_text(signed_in, tracker: CaseTracker):
    named = Unit(code="440703099", name="=1+1", level=Level.STREET, parent="440703")
    tracker.take_units([named], "test", "admin")
    content = signed_in("admin").client.get("/units/file").content
    for row in rows_of(content):
        assert not [cell for cell in row if cell[:1] in BEGINNINGS and cell]
    again = units_in(StringIO(content.decode("utf-8-sig")), "test")
    assert named in again


def bad_rows_of(visitor: Visitor, shown: Shown) -> bytes:
    answer = visitor.client.get(f"{shown.path}/bad-rows")
    assert answer.status_code == 200, answer.text
    content: bytes = answer.content
    return content


def rows_of(content: bytes) -> list[list[str]]:
    return list(csv.reader(StringIO(content.decode("utf-8-sig"))))
