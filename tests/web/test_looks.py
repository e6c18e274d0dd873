"""Who looked at whom: noted by itself, told to the auditor alone, without a name or a number."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from fastapi.routing import APIRoute
from sqlalchemy import select

from application.kernel.clock import FixedClock
from application.tracker import CaseTracker
from interfaces.accounts.accounts import account_named
from interfaces.accounts.tables import looks_table
from interfaces.api.app import CHANNEL as API
from interfaces.http.looked import PERSONS, asked
from interfaces.http.office import Office
from interfaces.web.app import CHANNEL as PAGES
from interfaces.web.office.look_words import WORDS
from tests.ledger import record
from tests.web.cases import REGISTERED, of, registered
from tests.web.test_quality import rows
from tests.web.visitor import Visitor

SignIn = Callable[[str], Visitor]


@pytest.fixture
def file(tracker: CaseTracker) -> str:
    """The page of 陈建国 of the clerk's station."""
    record(tracker, [registered(recorded_at=REGISTERED)])
    return of(tracker)


def noted(office: Office) -> list[tuple[str, str, str | None, int, str]]:
    c = looks_table.c
    with office.accounts.connect() as connection:
        found = connection.execute(
            select(c.account, c.route, c.worker, c.people, c.asked).order_by(c.id)
        )
        return [tuple(row) for row in found]


def test_reading_a_file_is_noted(office: Office, clerk: Visitor, file: str):
    clerk.open(file)
    assert noted(office) == [("clerk", "/workers/{worker}", file.rpartition("/")[2], 1, "")]


def test_looks_at_the_same_page_within_five_minutes_are_one(
    office: Office, clerk: Visitor, file: str, clock: FixedClock
):
    clerk.open(file)
    clock.at += timedelta(minutes=4)
    clerk.open(f"{file}?tab=jobs")
    assert len(noted(office)) == 1
    clock.at += timedelta(minutes=1)
    clerk.open(file)
    assert len(noted(office)) == 2


def test_who_is_refused_has_not_looked(office: Office, signed_in: SignIn, file: str):
    stranger = signed_in("stranger")
    assert stranger.open(file).status == 403
    assert stranger.open("/workers/nobody").status == 422
    assert stranger.open(f"/quality/duplicates/{file.rpartition('/')[2]}/nobody").status == 422
    assert noted(office) == []


def test_a_list_is_noted_when_it_leaves_with_how_many_and_never_by_which_words(
    office: Office, clerk: Visitor, file: str
):
    clerk.open("/people", q="陈建国")
    assert noted(office) == []
    clerk.open("/people", q="陈建国", status="unemployed", format="xlsx")
    assert noted(office) == [
        ("clerk", "/people", None, 1, "status=unemployed&format=xlsx&q"),
    ]


def test_the_people_behind_a_figure_are_noted(office: Office, clerk: Visitor, file: str):
    clerk.open("/figures/reemployment-rate/people", as_of="2004-12-31")
    (look,) = noted(office)
    assert look[1:4] == ("/figures/{indicator}/people", None, 1)
    assert look[4] == "as_of=2004-12-31&indicator=reemployment-rate"


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ({"unit": "440703002", "as_of": "2004-12-31"}, "unit=440703002&as_of=2004-12-31"),
        ({"q": "陈建国"}, "q"),
        ({"status": "陈建国"}, ""),
        ({"standing": "44070319530315021X", "from": "13907501234"}, ""),
        ({"unit": "44070319530315021X", "phone": "13907501234"}, ""),
    ],
)
def test_what_is_kept_of_a_question_can_hold_no_person(given: dict[str, str], kept: str):
    assert asked(given) == kept


def test_the_auditor_sees_who_looked(clerk: Visitor, signed_in: SignIn, file: str):
    clerk.open(file)
    auditor = signed_in("auditor")
    shown = auditor.open("/log/looks")
    assert rows(shown) == [
        [
            "2005-03-01 12:00",
            "clerk的帐号（帐号 clerk）",
            "蓬江区白沙街道",
            "人员档案",
            "陈建国",
            "1",
            "",
            "",
        ]
    ]
    assert shown.link("陈建国") == file
    assert "没有符合条件的记录。" in auditor.open("/log/looks", by="reviewer").text
    assert "没有符合条件的记录。" in auditor.open("/log/looks", **{"from": "20050302"}).text
    assert rows(auditor.open("/log/looks", to="20050301", by="clerk")) == rows(shown)
    assert auditor.open("/log/looks", to="昨天").status == 422


def test_from_the_file_the_auditor_comes_to_who_looked_at_it(
    clerk: Visitor, signed_in: SignIn, file: str
):
    clerk.open(file)
    clerk.open("/people", q="", format="xlsx")
    auditor = signed_in("auditor")
    shown = auditor.open(auditor.open(file).link("谁看过此人"))
    assert [row[1][:5] for row in rows(shown)] == ["audit", "clerk"]
    assert "只列查看过陈建国的记录。" in shown.text
    assert len(rows(auditor.open(shown.link("全部人员")))) == 3
    assert "谁看过此人" not in clerk.open(file).text


def test_looks_leave_as_a_workbook_and_are_paged(
    office: Office, clerk: Visitor, signed_in: SignIn, file: str, clock: FixedClock
):
    for _ in range(52):
        clock.at += timedelta(minutes=1)
        clerk.open("/people", q="", format="xlsx")
    auditor = signed_in("auditor")
    first = auditor.open("/log/looks", by="clerk")
    second = auditor.open(first.link("更早的记录"))
    assert (len(rows(first)), len(rows(second))) == (50, 2)
    assert auditor.open(first.link("导出Excel")).response.content[:2] == b"PK"
    assert noted(office)[-1][:4] == ("auditor", "/log/looks", None, 52)


@pytest.mark.parametrize("account", ["clerk", "reviewer", "office", "admin"])
@pytest.mark.parametrize("path", ["/log/looks", "/log/acts", "/log/urgent"])
def test_only_the_auditor_sees_it(signed_in: SignIn, account: str, path: str):
    assert signed_in(account).open(path).status == 403


def test_what_is_done_with_accounts_is_told(office: Office, signed_in: SignIn):
    admin = signed_in("admin")
    account = account_named(office.accounts, "clerk")
    admin.press(admin.open(f"/accounts/{account.id}/sign-out"), "全部退出登录")
    auditor = signed_in("auditor")
    shown = auditor.open("/log/acts", by="clerk")
    ((at, by, act, whose),) = rows(shown)
    assert (at, act) == ("2005-03-01 12:00", "全部退出登录")
    assert (by, whose) == ("admin的帐号（帐号 admin）", "clerk的帐号（帐号 clerk）")
    assert "没有符合条件的记录。" in auditor.open("/log/acts", by="reviewer").text
    assert auditor.open(shown.link("导出Excel")).response.content[:2] == b"PK"


def test_every_route_that_shows_people_has_words():
    told = set(WORDS)
    for channel in (*API, *PAGES):
        for route in channel.routes:
            assert isinstance(route, APIRoute)
            names = any(f"{{{place}}}" in route.path for place in PERSONS)
            if names and not getattr(route.endpoint, "shows_nobody", False):
                assert route.path in told
