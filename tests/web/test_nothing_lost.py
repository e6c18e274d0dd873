"""Nothing typed in a form is lost, and nothing is carried out twice."""

from datetime import timedelta

from application.kernel.clock import FixedClock
from application.tracker import CaseTracker
from tests.api.requests import STATION
from tests.ledger import record
from tests.web.cases import JOB, at, form_of, of, story
from tests.web.visitor import PASSWORD, Visitor


def test_pressing_twice_carries_out_once(clerk: Visitor, tracker: CaseTracker):
    page = form_of(clerk, tracker, "record-follow-up")
    for _ in range(2):
        done = clerk.press(page, "保存回访", outcome="at_work")
    assert done.status == 200
    assert [fact for _, fact in story(done)] == ["回访", "登记"]


def test_going_back_to_a_saved_form_and_changing_it_asks_once_more(
    clerk: Visitor, tracker: CaseTracker
):
    page = form_of(clerk, tracker, "enrol-in-training")
    clerk.press(page, "保存报名", course="家政")
    again = clerk.press(page, "保存报名", course="电脑")
    assert again.status == 409
    assert "这张表刚才已经保存过" in again.text
    assert again.form("保存报名").values()["course"] == "电脑"
    saved = clerk.press(again, "保存报名")
    assert [fact for _, fact in story(saved)] == ["报名培训", "报名培训", "登记"]


def test_what_others_wrote_meanwhile_is_shown_and_nothing_typed_is_lost(
    clerk: Visitor, tracker: CaseTracker
):
    page = form_of(clerk, tracker, "record-follow-up")
    record(tracker, [at("2005-02-01", "start-employment", kind="labour_contract", employer="百货")])
    stale = clerk.press(page, "保存回访", outcome="not_reached", note="门锁着")
    assert stale.status == 412
    assert "您打开此表后，档案有了新的记录" in stale.text
    assert "核对后可再按一次保存" in stale.main.one("div", id="wrong").text
    assert "2005-02-01 就业" in stale.text
    values = stale.form("保存回访").values()
    assert (values["outcome"], values["note"]) == ("not_reached", "门锁着")
    saved = clerk.press(stale, "保存回访")
    assert [fact for _, fact in story(saved)] == ["回访", "就业", "登记"]


def test_what_was_typed_outlives_a_queue_that_is_full(clerk: Visitor, tracker: CaseTracker):
    page = form_of(clerk, tracker, "record-follow-up")
    tracker.committer.most_waiting = 0
    tracker.committer.begin()
    full = clerk.press(page, "保存回访", outcome="not_reached", note="门锁着")
    assert (full.status, full.response.headers["retry-after"]) == (503, "1")
    assert "这一件没有记入" in full.main.one("div", id="wrong").text
    tracker.committer.most_waiting = 1
    saved = clerk.press(full, "保存回访")
    assert "备注：门锁着" in saved.text


def test_what_was_typed_outlives_the_session(
    clerk: Visitor, tracker: CaseTracker, clock: FixedClock
):
    page = form_of(clerk, tracker, "record-follow-up")
    clock.at += timedelta(hours=3)
    late = clerk.press(page, "保存回访", outcome="not_reached", note="门锁着")
    assert late.status == 401
    kept = clerk.press(late, "登录", name="clerk", password=PASSWORD)
    saved = clerk.press(kept, "继续保存")
    assert "备注：门锁着" in saved.text


def test_a_refusal_names_units_and_keeps_what_was_typed(clerk: Visitor, tracker: CaseTracker):
    page = form_of(clerk, tracker, "start-employment", JOB)
    refused = clerk.press(page, "保存就业登记", kind="self_employment", employer="陈记")
    assert refused.status == 409
    assert "此人已有未结束的就业" in refused.main.one("div", id="wrong").text
    assert refused.form("保存就业登记").values()["employer"] == "陈记"
    transfer = clerk.open(f"{of(tracker)}/transfer-case")
    refused = clerk.press(transfer, "下一步：核对", to_station=STATION)
    assert "已属该劳动保障机构（蓬江区白沙街道）" in refused.text
