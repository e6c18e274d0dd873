"""Signing in and out, as people do it."""

from collections.abc import Callable
from datetime import timedelta

from fastapi import FastAPI

from application.kernel.clock import FixedClock
from interfaces.accounts.passwords import set_password
from interfaces.http.office import Office
from tests.web.visitor import PASSWORD, Visitor

NOBODY = "00000000-0000-4000-8000-000000000000"
SignIn = Callable[[str], Visitor]


def test_name_and_password_open_the_page_where_the_day_begins(app: FastAPI):
    visitor = Visitor(app)
    door = visitor.open("/")
    assert door.status == 401
    assert door.heading == "登录"
    assert visitor.press(door, "登录", name="clerk", password=PASSWORD).path == "/people"


def test_a_wrong_password_and_an_unknown_name_are_told_alike(app: FastAPI):
    visitor = Visitor(app)
    door = visitor.open("/sign-in")
    wrong = visitor.press(door, "登录", name="clerk", password="wrong-password")
    unknown = visitor.press(door, "登录", name="nobody", password="wrong-password")
    assert wrong.status == unknown.status == 401
    assert "帐号或密码不对" in wrong.text
    assert unknown.text == wrong.text


def test_failing_again_and_again_is_slowed_down_and_then_forgotten(app: FastAPI, clock: FixedClock):
    visitor = Visitor(app)
    door = visitor.open("/sign-in")
    for _ in range(6):
        visitor.press(door, "登录", name="clerk", password="wrong-password")
    slowed = visitor.press(door, "登录", name="clerk", password=PASSWORD)
    assert slowed.status == 429
    assert "失败的次数太多" in slowed.text
    clock.at += timedelta(minutes=1)
    assert visitor.press(door, "登录", name="clerk", password=PASSWORD).status == 200


def test_a_session_ends_after_two_idle_hours_and_after_twelve(clerk: Visitor, clock: FixedClock):
    clock.at += timedelta(minutes=119)
    assert clerk.open("/me").status == 200
    clock.at += timedelta(minutes=121)
    assert clerk.open("/me").status == 401


def test_a_busy_session_ends_after_twelve_hours(clerk: Visitor, clock: FixedClock):
    for _ in range(11):
        clock.at += timedelta(hours=1)
        assert clerk.open("/me").status == 200
    clock.at += timedelta(hours=1)
    assert clerk.open("/me").status == 401


def test_signing_out_everywhere_ends_every_session(signed_in: SignIn):
    here, there = signed_in("clerk"), signed_in("clerk")
    here.press(here.open("/me"), "全部退出")
    assert there.open("/me").status == 401
    assert here.open("/me").status == 401


def test_signing_out_ends_this_session_alone(signed_in: SignIn):
    here, there = signed_in("clerk"), signed_in("clerk")
    here.press(here.open("/me"), "退出")
    assert here.open("/me").status == 401
    assert there.open("/me").status == 200


def test_a_first_password_must_be_changed_before_all_else(app: FastAPI, office: Office):
    first = set_password(office.accounts, "clerk")
    assert first is not None
    visitor = Visitor(app)
    shown = visitor.press(visitor.open("/sign-in"), "登录", name="clerk", password=first)
    assert shown.heading == "修改密码"
    assert visitor.open("/people").heading == "修改密码"
    changed = visitor.press(
        shown, "修改密码", old=first, new="另一个好记的长长的密码", again="另一个好记的长长的密码"
    )
    assert changed.path.startswith("/people")


def test_a_page_of_another_site_writes_nothing(clerk: Visitor, office: Office):
    answer = clerk.client.post(
        "/language", data={"to": "en"}, headers={"Origin": "http://evil.test"}
    )
    assert answer.status_code == 403
    assert "不是从台帐页面发出的" in answer.text
    silent = clerk.client.post("/language", data={"to": "en"})
    assert silent.status_code == 403
    assert clerk.open("/me").heading == "我的帐号"


def test_the_language_is_kept_with_the_account(signed_in: SignIn):
    here = signed_in("clerk")
    here.post("/language", to="en")
    assert here.open("/me").heading == "My account"
    assert signed_in("clerk").open("/me").heading == "My account"


def test_a_form_on_its_way_when_the_session_ended_is_offered_again(
    clerk: Visitor, clock: FixedClock
):
    clock.at += timedelta(hours=3)
    late = clerk.post(f"/workers/{NOBODY}/close-case", reason="retired")
    assert late.status == 401
    assert "登录已过期" in late.text
    kept = clerk.press(late, "登录", name="clerk", password=PASSWORD)
    assert kept.heading == "继续保存"
    assert kept.form("继续保存").values()["reason"] == "retired"
