"""Accounts as an administrator sees to them."""

from collections.abc import Callable
from io import BytesIO

import pytest
from fastapi import FastAPI
from python_calamine import CalamineWorkbook

from interfaces.accounts.accounts import account_named, add_account
from interfaces.accounts.passwords import check_password
from interfaces.http.office import Office
from tests.web.accounts_at_hand import carried_out, listed, opened, page_of, secret_of
from tests.web.conftest import NOW
from tests.web.visitor import PASSWORD, Visitor

SignIn = Callable[[str], Visitor]
NOBODY = "00000000-0000-4000-8000-000000000000"


@pytest.fixture
def admin(signed_in: SignIn) -> Visitor:
    return signed_in("admin")


def test_an_account_is_opened_with_a_password_that_is_shown_once(
    app: FastAPI, admin: Visitor, office: Office
):
    shown = opened(admin)
    first = secret_of(shown)
    assert "已开设帐号“chen.li”（陈丽，蓬江区白沙街道）" in shown.text
    assert first not in page_of(admin, office, "chen.li").text
    assert "初始密码未改" in page_of(admin, office, "chen.li").text
    chen = Visitor(app)
    door = chen.press(chen.open("/sign-in"), "登录", name="chen.li", password=first)
    assert door.heading == "修改密码"


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ({"name": ""}, "帐号 ： 所填内容"),
        ({"name": "clerk"}, "帐号 ： 这个帐号名已有人使用"),
        ({"display_name": " "}, "显示名称 ： 所填内容"),
        ({"unit": ""}, "单位 ： 请选择单位"),
        ({"unit": "999999"}, "单位 ： 请选择单位"),
        ({"role": "chief"}, "角色 ： 请选择角色"),
    ],
)
def test_what_is_wrong_with_a_new_account_is_told_at_its_field(
    admin: Visitor, typed: dict[str, str], words: str
):
    refused = opened(admin, **typed)
    assert refused.status == 422
    assert words.replace(" ", "") in refused.main.one("div", class_="wrong").text.replace(" ", "")
    kept = refused.form("开设帐号").values()
    assert kept["name"] == typed.get("name", "chen.li").strip()
    (invalid,) = [
        each.attributes["id"]
        for tag in ("input", "select", "div")
        for each in refused.main.all(tag, aria_invalid="true")
    ]
    assert invalid == next(iter(typed))


def test_accounts_are_found_by_name_role_unit_and_state(admin: Visitor, office: Office):
    begin = admin.open("/accounts")
    assert listed(begin) == [
        "admin",
        "auditor",
        "clerk",
        "elsewhere",
        "office",
        "reviewer",
        "stranger",
    ]
    assert listed(admin.press(begin, "查找", q="CLER")) == ["clerk"]
    assert listed(admin.press(begin, "查找", role="clerk")) == ["clerk", "stranger"]
    assert listed(admin.press(begin, "查找", unit="440703")) == ["clerk", "reviewer", "stranger"]
    assert listed(admin.press(begin, "查找", state="disabled")) == []
    carried_out(admin, office, "stranger", "停用帐号")
    assert listed(admin.press(begin, "查找", state="disabled")) == ["stranger"]
    assert "没有这样的帐号" in admin.press(begin, "查找", q="nobody").text


def test_many_accounts_come_page_by_page_and_leave_whole(admin: Visitor, office: Office):
    for nth in range(60):
        unit = f"44070300{nth % 2 * 3 + 2}"
        add_account(office.accounts, f"x{nth:02}", "clerk", unit, f"员{nth}", PASSWORD, now=NOW)
    first = admin.open("/accounts", q="员")
    assert "共60个帐号" in first.text
    assert listed(first)[0] == "x00" and len(listed(first)) == 50
    assert listed(admin.open(first.link("下一页"))) == [f"x{nth}" for nth in range(50, 60)]
    book = admin.open(first.link("导出Excel")).response.content
    rows = CalamineWorkbook.from_filelike(BytesIO(book)).get_sheet_by_index(0).to_python()
    assert sum(str(cell).startswith("x") for row in rows for cell in row) == 60


def test_a_new_one_time_password_ends_the_old_one_and_every_session(
    admin: Visitor, clerk: Visitor, office: Office
):
    shown = carried_out(admin, office, "clerk", "设一次性密码")
    assert check_password(office.accounts, "clerk", PASSWORD) is None
    assert check_password(office.accounts, "clerk", secret_of(shown)) is not None
    assert clerk.open("/me").status == 401


def test_a_disabled_account_stays_out_until_it_is_enabled(
    admin: Visitor, clerk: Visitor, office: Office, app: FastAPI
):
    shown = carried_out(admin, office, "clerk", "停用帐号")
    assert "已停用" in shown.text
    assert not [each for each in shown.main.all("a") if each.text == "设一次性密码"]
    assert clerk.open("/me").status == 401
    visitor = Visitor(app)
    door = visitor.press(visitor.open("/sign-in"), "登录", name="clerk", password=PASSWORD)
    assert door.status == 401
    carried_out(admin, office, "clerk", "启用帐号")
    assert clerk.open("/me").status == 401
    assert Visitor(app).sign_in("clerk").open("/me").status == 200


def test_the_last_administrator_is_not_locked_out(admin: Visitor, office: Office):
    refused = carried_out(admin, office, "admin", "停用帐号")
    assert (refused.status, "最后一个管理员" in refused.text) == (409, True)
    opened(admin, name="second", role="admin", unit="440700")
    check = admin.open(page_of(admin, office, "admin").link("停用帐号"))
    assert "这是您自己的帐号" in check.text
    assert admin.press(check, "停用帐号").status == 401


def test_whoever_goes_to_another_station_keeps_the_account(
    admin: Visitor, clerk: Visitor, office: Office
):
    form = admin.open(page_of(admin, office, "clerk").link("变更帐号"))
    assert "name" not in form.form("变更帐号").values()
    wrong = admin.press(form, "变更帐号", None, unit="", display_name=" ")
    assert (wrong.status, "请选择单位" in wrong.text) == (422, True)
    shown = admin.press(form, "变更帐号", None, unit="440703005", role="reviewer")
    assert "复核员 · 蓬江区潮连街道" in shown.text
    assert "潮连街道" in clerk.open("/me").text


def test_the_last_administrator_stays_one_where_it_is(admin: Visitor, office: Office):
    form = admin.open(page_of(admin, office, "admin").link("变更帐号"))
    for wish in ({"role": "clerk"}, {"unit": "440703"}):
        refused = admin.press(form, "变更帐号", None, **wish)
        assert (refused.status, "最后一个管理员" in refused.text) == (422, True)
    assert admin.press(form, "变更帐号", None, display_name="管理员甲").status == 200
    opened(admin, name="second", role="admin", unit="440700")
    assert admin.press(form, "变更帐号", None, role="clerk").status == 403
    assert account_named(office.accounts, "admin").role == "clerk"


def test_an_account_is_signed_out_everywhere(admin: Visitor, clerk: Visitor, office: Office):
    sessions = page_of(admin, office, "clerk").main.all("tbody")[0].all("tr")
    assert len(sessions) == 1
    shown = carried_out(admin, office, "clerk", "全部退出登录")
    assert "现在没有登录" in shown.text
    assert clerk.open("/me").status == 401


def test_what_is_not_there_is_told(admin: Visitor, office: Office):
    clerk = account_named(office.accounts, "clerk").id
    for path in (f"/accounts/{NOBODY}", f"/accounts/{clerk}/promote"):
        assert admin.open(path).status == 404
    assert admin.post(f"/accounts/{clerk}/promote").status == 404
