"""Urgent access outside one's area: for a reason, three hours, reading alone, and never unseen."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from application.kernel.clock import FixedClock
from application.tracker import CaseTracker
from interfaces.accounts.accounts import account_named
from interfaces.http.office import Office
from tests.ledger import record
from tests.web.cases import REGISTERED, of, registered
from tests.web.test_quality import rows
from tests.web.visitor import Shown, Visitor

SignIn = Callable[[str], Visitor]
REASON, WORDS = "at_counter", "本人到窗口办理"


@pytest.fixture
def file(tracker: CaseTracker) -> str:
    """The page of 陈建国 of the clerk's station, which is not the stranger's."""
    record(tracker, [registered(recorded_at=REGISTERED)])
    return of(tracker)


@pytest.fixture
def stranger(signed_in: SignIn) -> Visitor:
    return signed_in("stranger")


def opened(visitor: Visitor, file: str, reason: str = REASON) -> Shown:
    checked = visitor.press(visitor.open(file), "下一步：核对", reason=reason)
    assert "陈建国" not in checked.response.text
    return visitor.press(checked, "开始紧急查阅")


def test_the_file_of_another_area_opens_after_a_reason_and_a_last_check(
    stranger: Visitor, file: str
):
    refused = stranger.open(file)
    assert (refused.status, "陈建国" in refused.response.text) == (403, False)
    shown = opened(stranger, file)
    assert (shown.status, shown.path) == (200, file)
    assert shown.heading == "陈建国"
    assert f"紧急查阅，只能查看，2005-03-01 15:00 到期。事由：{WORDS}" in shown.text
    assert "业务办理" not in shown.text


@pytest.mark.parametrize("reason", ["", "找陈建国", " at_counter"])
def test_without_a_reason_of_the_list_nothing_opens(stranger: Visitor, file: str, reason: str):
    refused = stranger.post(f"{file}/urgent", reason=reason, checked="1")
    assert refused.status == 422
    assert "请选择事由" in refused.main.one("div", class_="wrong").text
    assert stranger.open(file).status == 403


def test_the_reason_may_be_changed_at_the_last_check(stranger: Visitor, file: str):
    checked = stranger.press(stranger.open(file), "下一步：核对", reason=REASON)
    back = stranger.press(checked, "返回修改")
    assert back.form("下一步：核对").values()["reason"] == REASON


def test_it_is_never_a_right_to_write_or_to_see_others(
    stranger: Visitor, file: str, tracker: CaseTracker
):
    opened(stranger, file)
    position = tracker.register.position()
    for path in ("/record-follow-up", "/certificate.pdf", "/transfer-case"):
        assert stranger.open(f"{file}{path}").status == 403
    posted = stranger.post(f"{file}/record-follow-up", outcome="at_work", effective_on="2005-03-01")
    assert posted.status == 403
    assert tracker.register.position() == position
    assert "没有找到" in stranger.open("/people", q="陈建国").text
    record(tracker, [registered(id_number="440703196001010021", name="李红", station="440703002")])
    assert stranger.open(of(tracker, "440703196001010021")).status == 403


def test_it_ends_by_the_clock(stranger: Visitor, file: str, clock: FixedClock):
    opened(stranger, file)
    clock.at += timedelta(hours=1, minutes=59)
    assert stranger.open(file).status == 200
    clock.at += timedelta(hours=1)
    assert stranger.open(file).status == 200
    clock.at += timedelta(minutes=1)
    assert stranger.open(file).status == 403


def test_it_is_one_account_s_alone(stranger: Visitor, signed_in: SignIn, file: str):
    opened(stranger, file)
    assert signed_in("elsewhere").open(file).status == 403


def test_the_own_station_is_told_who_looked_and_why(
    stranger: Visitor, clerk: Visitor, file: str, clock: FixedClock
):
    opened(stranger, file)
    said = f"辖区外紧急查阅：蓬江区潮连街道stranger的帐号，2005-03-01 12:00。事由：{WORDS}"
    assert said in clerk.open(file).text
    assert said not in stranger.open(file).text
    clock.at += timedelta(days=30)
    assert "紧急查阅" not in clerk.sign_in("clerk").open(file).text


def test_each_look_is_noted_with_the_reason(stranger: Visitor, signed_in: SignIn, file: str):
    opened(stranger, file)
    stranger.open(file)
    auditor = signed_in("auditor")
    looked = rows(auditor.open("/log/looks", urgent="1"))
    assert [(row[1], row[7]) for row in looked] == [("stranger的帐号（帐号 stranger）", WORDS)] * 2
    acts = rows(auditor.open("/log/acts"))
    assert [row[2] for row in acts] == ["开始紧急查阅"]


def test_the_auditor_sees_it_and_ends_it(stranger: Visitor, signed_in: SignIn, file: str):
    opened(stranger, file)
    auditor = signed_in("auditor")
    shown = auditor.open("/log/urgent")
    assert WORDS in shown.text
    assert auditor.open(shown.link("导出Excel")).response.content[:2] == b"PK"
    ended = auditor.press(shown, "收回 陈建国")
    assert "已收回" in ended.text
    assert stranger.open(file).status == 403
    assert rows(auditor.open("/log/acts"))[0][2] == "收回紧急查阅"


def test_an_administrator_ends_it_on_the_page_of_the_account(
    stranger: Visitor, signed_in: SignIn, file: str, office: Office
):
    opened(stranger, file)
    admin = signed_in("admin")
    page = admin.open(f"/accounts/{account_named(office.accounts, 'stranger').id}")
    assert WORDS in page.text
    assert "紧急查阅" not in admin.press(page, "收回").text
    assert stranger.open(file).status == 403
    assert stranger.post("/log/urgent/00000000-0000-4000-8000-000000000000").status == 403
    nobody = admin.post("/log/urgent/00000000-0000-4000-8000-000000000000")
    assert nobody.status == 404


def test_whoever_reaches_the_file_anyway_needs_none(clerk: Visitor, signed_in: SignIn, file: str):
    assert clerk.open(f"{file}/urgent").path == file
    assert clerk.post(f"{file}/urgent", reason=REASON, checked="1").path == file
    for name in ("auditor", "office", "admin"):
        assert signed_in(name).open(f"{file}/urgent").status == 403
    admins = signed_in("admin").open(file)
    assert (admins.status, "紧急查阅" in admins.text) == (403, False)
