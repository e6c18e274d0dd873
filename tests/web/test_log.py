"""Who recorded what, on whom, and who was signed in."""

from datetime import timedelta

import pytest
from fastapi import FastAPI

from application.kernel.clock import FixedClock
from application.tracker import CaseTracker
from tests.exports.workbooks import shown as sheet_of
from tests.ledger import record
from tests.web.lives import arrived, person, told
from tests.web.test_quality import rows
from tests.web.visitor import PASSWORD, Shown, Visitor


@pytest.fixture
def busy(tracker: CaseTracker, clerk: Visitor) -> str:
    """甲 registered and visited by the history; a clerk of the station corrects the phone.

    Returns the way to the file.
    """
    one = person("甲", 1)
    record(tracker, [one, told("record-follow-up", one, "2005-02-01", outcome="at_work")])
    address = clerk.open("/people", q="甲").link("甲").partition("?")[0]
    form = clerk.open(f"{address}/correct-worker")
    saved = clerk.press(form, "保存更正", reason="换号", phone="0750-3912345")
    assert saved.status == 200, saved.text
    return address


@pytest.fixture
def auditor(app: FastAPI) -> Visitor:
    visitor = Visitor(app)
    visitor.press(visitor.open("/log"), "登录", name="auditor", password=PASSWORD)
    return visitor


def facts(shown: Shown) -> list[str]:
    return [row[3] for row in rows(shown)]


def test_the_newest_record_comes_first_with_who_where_and_on_whom(busy, auditor: Visitor):
    shown = auditor.open("/log")
    assert rows(shown)[0] == [
        "2005-03-01 12:00",
        "clerk的帐号（帐号 clerk）",
        "蓬江区白沙街道",
        "更正登记",
        "甲",
        "2005-03-01",
    ]
    assert facts(shown)[:3] == ["更正登记", "回访", "登记"]
    assert shown.link("甲").startswith(f"{busy}#t-")
    assert auditor.open(shown.link("甲")).heading.startswith("甲")


@pytest.mark.parametrize(
    ("narrowed", "found"),
    [
        ({"by": "clerk"}, ["更正登记"]),
        ({"fact": "follow_up.recorded"}, ["回访"]),
        ({"unit": "440703002"}, ["更正登记", "回访", "登记"]),
        ({"by": "clerk", "fact": "follow_up.recorded"}, []),
        ({"from": "20050302"}, []),
        ({"from": "20050301", "to": "20050301", "by": "clerk"}, ["更正登记"]),
    ],
)
def test_the_log_is_narrowed(busy, auditor: Visitor, narrowed: dict[str, str], found: list[str]):
    shown = auditor.open("/log", **narrowed)
    if found:
        assert facts(shown) == found
    else:
        assert "没有符合条件的记录。" in shown.text


def test_pages_lead_back_in_time_and_to_the_newest(busy, auditor: Visitor, tracker: CaseTracker):
    record(tracker, [person(f"某{nth}", nth) for nth in range(100, 160)])
    first = auditor.open("/log", fact="worker.registered")
    assert len(rows(first)) == 50
    second = auditor.open(first.link("更早的记录"))
    assert len(rows(second)) == 11
    assert not {row[4] for row in rows(first)} & {row[4] for row in rows(second)}
    assert rows(auditor.open(second.link("最新的记录"))) == rows(first)


def test_a_day_that_is_none_is_said_and_kept(busy, auditor: Visitor):
    shown = auditor.open("/log", to="昨天")
    assert shown.status == 422
    assert "日期写法不对" in shown.main.one("div", class_="wrong").text
    assert shown.form("查看").values()["to"] == "昨天"


def test_the_log_leaves_as_a_workbook(busy, auditor: Visitor):
    shown = auditor.open("/log", by="clerk")
    cells = sheet_of(auditor.open(shown.link("导出Excel")).response.content)
    assert cells[0][0] == "记录日志"
    assert "更正登记" in [row[3] for row in cells if len(row) > 3]


def test_names_are_offered_with_the_persons_behind_them(busy, auditor: Visitor):
    options = auditor.open("/log").main.one("datalist").all("option")
    assert ("clerk", "clerk的帐号") in [(each.attributes["value"], each.text) for each in options]


@pytest.mark.parametrize("account", ["clerk", "reviewer", "office", "admin"])
@pytest.mark.parametrize("path", ["/log", "/log/sign-ins"])
def test_only_who_may_read_the_log_sees_it(app: FastAPI, account: str, path: str):
    assert arrived(app, account, path).status == 403


def test_sign_ins_are_told_with_their_end(app: FastAPI, clock: FixedClock):
    Visitor(app).sign_in("reviewer")
    leaving = Visitor(app).sign_in("clerk")
    clock.at += timedelta(minutes=5)
    leaving.press(leaving.open("/people"), "退出")
    clock.at += timedelta(hours=3)
    visitor = Visitor(app)
    shown = visitor.press(visitor.open("/log/sign-ins"), "登录", name="auditor", password=PASSWORD)
    assert sorted((row[1], row[0], row[3], row[4]) for row in rows(shown)) == [
        ("auditor的帐号（帐号 auditor）", "2005-03-01 15:05", "", "登录中"),
        ("clerk的帐号（帐号 clerk）", "2005-03-01 12:00", "2005-03-01 12:05", "退出"),
        ("reviewer的帐号（帐号 reviewer）", "2005-03-01 12:00", "2005-03-01 14:00", "超时退出"),
    ]
    narrowed = visitor.press(shown, "查看", by="clerk")
    assert [row[4] for row in rows(narrowed)] == ["退出"]
    cells = sheet_of(visitor.open(narrowed.link("导出Excel")).response.content)
    assert cells[0][0] == "登录记录"


def test_sign_ins_are_told_page_by_page(app: FastAPI, clock: FixedClock):
    for _ in range(52):
        clock.at += timedelta(minutes=1)
        Visitor(app).sign_in("clerk")
    visitor = Visitor(app)
    first = visitor.press(visitor.open("/log/sign-ins"), "登录", name="auditor", password=PASSWORD)
    second = visitor.open(first.link("更早的记录"))
    assert (len(rows(first)), len(rows(second))) == (50, 3)
    assert rows(second)[-1][0] == "2005-03-01 12:01"
    assert visitor.open("/log/sign-ins", before="无此会话").status == 200
