"""The units of the city: looked at, searched, taken away as a workbook, loaded from a file."""

from collections.abc import Callable
from io import BytesIO

import pytest
from fastapi import FastAPI
from python_calamine import CalamineWorkbook

from application.kernel.writing.rules_in_force import UNITS
from application.tracker import CaseTracker
from interfaces.accounts.accounts import add_account
from interfaces.http.office import Office
from tests.api.requests import LI, OTHER_STATION, registration
from tests.ledger import record
from tests.web.conftest import NOW
from tests.web.visitor import PASSWORD, Shown, Visitor

SignIn = Callable[[str], Visitor]
HEADER = "code,name,level,parent,kind,valid_from,valid_until,successor\n"


def entered(app: FastAPI, name: str) -> Visitor:
    visitor = Visitor(app)
    visitor.press(visitor.open("/sign-in"), "登录", name=name, password=PASSWORD)
    return visitor


def row(shown: Shown, code: str) -> list[str]:
    """The cells of a unit's row."""
    for each in shown.main.one("tbody").all("tr"):
        cells = [part.text for part in each.inside if not isinstance(part, str)]
        if cells[0] == code:
            return cells
    raise AssertionError(f"no row of {code}: {shown.text[:400]}")


def codes(shown: Shown) -> list[str]:
    return [each.all("td")[0].text for each in shown.main.one("tbody").all("tr")]


def sent(admin: Visitor, text: str, name: str = "机构表.csv") -> Shown:
    begin = admin.open("/units/load")
    return admin.press(begin, "查看变化", files={"file": (name, text.encode())})


@pytest.fixture
def admin(app: FastAPI) -> Visitor:
    return entered(app, "admin")


@pytest.fixture
def people(tracker: CaseTracker) -> None:
    lines = [registration(), registration(id_number=LI, name="李小红", station=OTHER_STATION)]
    record(tracker, [{"command": "register-worker", **line} for line in lines])


@pytest.mark.usefixtures("people")
def test_counties_and_streets_stand_with_their_codes_and_cases(reviewer: Visitor):
    shown = reviewer.open("/units")
    assert row(shown, "440703")[1:3] == ["蓬江区", "县（市、区）级"]
    assert row(shown, "440703")[-2:] == ["6", "2"]
    assert row(shown, "440703002")[1:4] == ["白沙街道", "街道（镇）级", "街道"]
    assert row(shown, "440703002")[-1] == "1"
    assert row(shown, "440704")[-1] == "—"


@pytest.mark.usefixtures("people")
def test_a_station_counts_its_own_people_alone(clerk: Visitor):
    shown = clerk.open("/units")
    assert row(shown, "440703002")[-1] == "1"
    assert row(shown, OTHER_STATION)[-1] == row(shown, "440703")[-1] == "—"


def test_a_street_opens_to_its_communities(clerk: Visitor):
    street = clerk.open(clerk.open("/units").link("白沙街道"))
    assert codes(street)[0] == "440703002"
    assert all(code.startswith("440703002") for code in codes(street))
    assert codes(clerk.open(street.link("蓬江区")))[0] == "440703"


@pytest.mark.parametrize(
    ("sought", "first"),
    [("白沙街", "440703002"), ("4407030021", "440703002101"), ("蓬江区白沙街道", "440703002")],
)
def test_a_unit_is_found_by_characters_of_its_name_or_code(clerk: Visitor, sought: str, first: str):
    shown = clerk.press(clerk.open("/units"), "查找", q=sought)
    assert codes(shown)[0] == first
    assert row(shown, first)[1].startswith("蓬江区白沙街道")


def test_what_is_not_found_is_told_with_what_to_do(clerk: Visitor):
    assert "没有这样的机构" in clerk.open("/units", q="无此街道").text


def test_the_list_leaves_as_it_is_shown(clerk: Visitor):
    shown = clerk.open("/units", unit="440703")
    book = clerk.open(shown.link("导出Excel")).response.content
    text = str(CalamineWorkbook.from_filelike(BytesIO(book)).get_sheet_by_index(0).to_python())
    assert "蓬江区机构一览表" in text
    assert all(code in text for code in codes(shown))


def test_who_may_load_units_sees_them_too_without_anybodys_figures(app: FastAPI, admin: Visitor):
    assert "在册人数" not in admin.open("/units").text
    for name in ("clerk", "reviewer", "office", "auditor"):
        visitor = entered(app, name)
        assert "在册人数" in visitor.open("/units").text
        assert "载入机构表" not in visitor.open("/units").text
        assert visitor.open("/units/load").status == visitor.open("/units/file").status == 403
        assert visitor.post("/units/load", text=HEADER, name="a", checked="1").status == 403


def test_a_changed_table_is_looked_at_and_then_loaded(admin: Visitor, tracker: CaseTracker):
    table = admin.open("/units/file").response.content.decode("utf-8-sig")
    assert table.startswith(HEADER.strip()) and "440703002,白沙街道" in table
    changed = table.replace("白沙街道", "白沙街道办") + "440703009,新街道,street,440703,street,,,\n"
    check = sent(admin, changed.replace("潮连街道,street,440703,street,,,", ENDS))
    assert "新增或变更3个" in check.text
    assert "白沙街道 改为 白沙街道办" in check.text
    assert "承接单位：（空） 改为 440703002" in check.text
    assert "蓬江区新街道" in check.text
    assert "440703009" not in tracker.rules.units
    loaded = admin.press(check, "载入这3个机构")
    assert "新增或变更3个机构" in loaded.main.one("p", class_="done").text
    assert tracker.rules.units["440703002"].name == "白沙街道办"
    assert row(loaded, OTHER_STATION)[4:6] == ["—2005-01-31", "白沙街道办"]
    (*_, last) = tracker.register.stream(UNITS)
    assert last.envelope.recorded_by == "admin"


ENDS = "潮连街道,street,440703,street,,2005-01-31,440703002"


def test_a_table_that_changes_nothing_is_told_so(admin: Visitor):
    table = admin.open("/units/file").response.content.decode("utf-8-sig")
    check = sent(admin, table)
    assert "没有需要载入的" in check.text
    assert not [each for each in check.main.all("button") if "载入" in each.text]


def test_excel_in_chinese_writes_a_table_that_is_read(admin: Visitor):
    text = HEADER + "440703009,新街道,street,440703,,,,\n"
    begin = admin.open("/units/load")
    files = {"file": ("a.csv", text.encode("gb18030"))}
    assert "蓬江区新街道" in admin.press(begin, "查看变化", files=files).text


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "缺少必需的列"),
        ("code,name\n1,a\n", "缺少必需的列：level、parent"),
        (HEADER + "44070300,x,street,440703,,,,\n440,y,street,440703,,,,\n", "第3行"),
        (HEADER + "440703009,x,village,440703,,,,\n", "第2行"),
        (HEADER + "440703009,x,street,449999,,,,\n", "上级单位449999不在单位表中"),
        (HEADER + "440703009,x,community,440703,,,,\n", "不是高一级的单位"),
        (HEADER + "440800,湛江市,city,,,,,\n", "有且只有一个市级单位"),
        (HEADER + "440703002,x,street,440703,,,2004-01-01,440703009\n", "承接单位不在单位表中"),
        ("code,name,level,parent\n440703009,\0,street,440703\n", "第2行"),
        (HEADER + 2 * "440703009,x,street,440703,,,,\n", "第3行的单位代码前面已经有了"),
    ],
)
def test_a_table_that_cannot_be_used_is_told_and_nothing_is_loaded(
    admin: Visitor, tracker: CaseTracker, text: str, words: str
):
    before = tracker.rules.units
    refused = sent(admin, text)
    assert refused.status == 422
    assert words in refused.main.one("div", class_="wrong").text
    assert tracker.rules.units is before


def test_what_is_no_text_is_told_so(admin: Visitor):
    files = {"file": ("a.csv", b"PK\x03\x04\xff\xff\xfe")}
    refused = admin.press(admin.open("/units/load"), "查看变化", files=files)
    assert (refused.status, "不是 UTF-8 编码的 CSV" in refused.text) == (422, True)


def test_no_file_is_a_plain_request_for_one(admin: Visitor):
    refused = admin.post("/units/load")
    assert (refused.status, "请先选择机构表文件" in refused.text) == (422, True)


def test_a_county_loads_its_own_units_alone(app: FastAPI, office: Office):
    add_account(office.accounts, "county", "admin", "440703", "区管理员", PASSWORD, now=NOW)
    county = entered(app, "county")
    own = HEADER + "440703009,新街道,street,440703,,,,\n"
    assert "蓬江区新街道" in sent(county, own).text
    for line in (
        "440704009,新街道,street,440704,,,,\n",
        "440704001,x,street,440703,,,,\n",
        "440703002,x,street,440704,,,,\n",
        "440700,x,city,,,,,\n",
    ):
        refused = sent(county, HEADER + line)
        assert (refused.status, "辖区" in refused.text) == (403, True), line
        checked = county.post("/units/load", text=HEADER + line, name="a.csv", checked="1")
        assert checked.status == 403
    assert "440704009" not in office.tracker.rules.units
