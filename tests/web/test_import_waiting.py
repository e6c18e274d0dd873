"""Between upload and confirmation: what waits, how long, and what comes in between."""

from collections.abc import Callable
from datetime import timedelta
from threading import Event

from application.kernel.clock import FixedClock
from application.tracker import CaseTracker
from interfaces.http.aside import Progress
from interfaces.http.office import Office
from interfaces.web.imports.uploads import State, move
from interfaces.web.imports.work import folder_of, recover, tidy
from tests.api.requests import registration
from tests.ledger import record
from tests.web.imports_at_hand import (
    brought,
    on_the_ledger,
    people,
    settled,
    tally,
    workbook,
)
from tests.web.visitor import Visitor

SignIn = Callable[[str], Visitor]


def hold_up(office: Office, gate: Event) -> None:
    """Nothing is done aside until the gate opens."""

    def busy(_: Progress) -> None:
        gate.wait(30)

    for name in ("first", "second"):
        office.aside.begin(name, busy)


def test_one_file_at_a_time(clerk: Visitor, office: Office):
    waiting = brought(clerk, workbook(people(2)), "第一份.xlsx")
    begin = clerk.open("/import")
    assert "第一份.xlsx" in begin.main.one("p", class_="note").text
    refused = clerk.post("/import", files={"file": ("第二份.xlsx", workbook(people(3)))})
    assert refused.status == 409
    assert "请先写入或取消" in refused.text
    kept = folder_of(office).path
    assert len([*kept.glob("*.xlsx")]) == 1
    assert kept.stat().st_mode & 0o777 == 0o700
    assert {each.stat().st_mode & 0o777 for each in kept.iterdir()} == {0o600}
    clerk.press(waiting, "取消，不写入")
    assert [*kept.iterdir()] == []
    assert "已取消" in clerk.open(waiting.path).text
    assert tally(brought(clerk, workbook(people(3)), "第二份.xlsx")) == [3, 0, 0]


def test_what_is_not_confirmed_within_a_day_is_forgotten(
    signed_in: SignIn, office: Office, clock: FixedClock
):
    path = brought(signed_in("clerk"), workbook(people(2))).path
    clock.at += timedelta(hours=23)
    tidy(office)
    assert "待确认" in (late := signed_in("clerk")).open(path).text
    clock.at += timedelta(hours=1, minutes=1)
    tidy(office)
    late = signed_in("clerk")
    assert "过期未确认" in late.open(path).text
    assert [*folder_of(office).path.iterdir()] == []
    late.post(f"{path}/confirm")
    assert on_the_ledger(office.tracker) == 0


def test_while_a_large_file_is_checked_the_page_says_how_far_it_is(
    clerk: Visitor, office: Office, tracker: CaseTracker
):
    gate = Event()
    hold_up(office, gate)
    shown = clerk.post("/import", files={"file": ("a.xlsx", workbook(people(2)))})
    assert shown.main.one("section", id="progress").one("h2").text == "排队等候"
    assert shown.page.one("noscript").one("meta").attributes["content"] == "2"
    polled = clerk.client.get(shown.path, headers={"HX-Request": "true"})
    assert polled.status_code == 200
    gate.set()
    checked = settled(clerk, shown)
    assert tally(checked) == [2, 0, 0]
    assert not checked.page.all("noscript")
    polled = clerk.client.get(shown.path, headers={"HX-Request": "true"})
    assert (polled.status_code, polled.headers["HX-Redirect"]) == (204, shown.path)


def test_a_server_that_goes_down_gives_up_what_it_has_not_written(clerk: Visitor, office: Office):
    office.aside._stopping.set()
    stopped = brought(clerk, workbook(people(2)))
    assert "没有做完" in stopped.text
    assert [*folder_of(office).path.iterdir()] == []
    assert clerk.open("/import").form("上传并检查").tag == "form"


def test_what_a_server_never_came_to_is_told_when_it_is_back(clerk: Visitor, office: Office):
    gate = Event()
    hold_up(office, gate)
    shown = clerk.post("/import", files={"file": ("a.xlsx", workbook(people(2)))})
    gate.set()
    office.aside.close()
    recover(office)
    assert "没有做完" in clerk.open(shown.path).text
    assert [*folder_of(office).path.iterdir()] == []


def test_a_server_that_begins_leaves_to_another_what_that_has_in_hand(
    clerk: Visitor, office: Office
):
    gate = Event()
    hold_up(office, gate)
    shown = clerk.post("/import", files={"file": ("a.xlsx", workbook(people(2)))})
    recover(office)
    gate.set()
    checked = settled(clerk, shown)
    assert tally(checked) == [2, 0, 0]
    gate = Event()
    hold_up(office, gate)
    writing = clerk.press(checked, "写入全部2行")
    recover(office)
    gate.set()
    assert "已写入2行" in settled(clerk, writing).text


def test_what_a_server_had_in_hand_when_it_was_killed_is_told_where_another_goes_on(
    clerk: Visitor, office: Office
):
    shown = brought(clerk, workbook(people(2)))
    upload = shown.path.removeprefix("/import/")
    with folder_of(office).hold(upload, ".xlsx"):
        move(office.accounts, upload, (State.CHECKED,), State.WRITING)
        elsewhere = clerk.open(shown.path).main.one("section", id="progress")
        assert elsewhere.one("h2").text == "正在写入"
    assert "没有做完" in clerk.open(shown.path).text
    assert clerk.open("/import").form("上传并检查").tag == "form"


def test_rows_that_went_bad_meanwhile_stop_the_writing(clerk: Visitor, tracker: CaseTracker):
    rows = people(3)
    checked = brought(clerk, workbook(rows))
    taken = registration(id_number=rows[1][0], name="林先到")
    record(tracker, [{"command": "register-worker", **taken}])
    stopped = settled(clerk, clerk.press(checked, "写入全部3行"))
    assert "什么都没有写入" in stopped.main.one("div", class_="wrong").text
    assert tally(stopped) == [2, 0, 1]
    assert on_the_ledger(tracker) == 1
    written = settled(clerk, clerk.press(stopped, "写入正确的2行"))
    assert tally(written) == [2, 0, 1]
    assert on_the_ledger(tracker) == 3
