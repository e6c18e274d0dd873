"""Erasing a person by law on the pages: one account asks, another carries out."""

from collections.abc import Callable

from application.tracker import CaseTracker
from tests.api.requests import CHEN, LI
from tests.ledger import record
from tests.web.cases import REGISTERED, at, form_of, of, registered, save
from tests.web.visitor import Visitor

ERASURE = {"reason": "consent_withdrawn", "legal_reference": "个人信息保护法第四十七条"}


def test_one_asks_and_another_carries_it_out(
    clerk: Visitor, reviewer: Visitor, tracker: CaseTracker
):
    form = form_of(clerk, tracker, "request-erasure")
    asked = save(clerk, form, "request-erasure", **ERASURE)
    assert "待另一帐号确认" in asked.text
    waiting = reviewer.open("/today/erasures")
    assert "个人信息保护法第四十七条" in waiting.text
    for shown in (asked, waiting):
        assert "clerk的帐号" in shown.text
    form = reviewer.open(f"{of(tracker)}/erase-worker")
    assert "备份中也不能" in form.text
    done = save(reviewer, form, "erase-worker")
    assert done.heading == "已依法删除"
    assert "陈建国" not in done.text
    assert CHEN not in done.text
    assert "业务办理" not in done.text


def test_what_stays_in_another_registration_of_the_person_is_told(
    reviewer: Visitor, tracker: CaseTracker
):
    def told(number: str) -> bool:
        return "不随之删除" in reviewer.open(f"{of(tracker, number)}/request-erasure").text

    both = [registered(recorded_at=REGISTERED, id_number=number) for number in (CHEN, LI)]
    record(tracker, both)
    assert not told(CHEN)
    record(tracker, [at("2004-03-01", "merge-worker", LI, into=CHEN)])
    assert told(CHEN) and told(LI)
    record(tracker, [at("2004-03-02", "unmerge-worker", LI, into=CHEN)])
    assert not told(CHEN) and not told(LI)


def test_nobody_carries_out_what_they_asked_for(reviewer: Visitor, tracker: CaseTracker):
    form = form_of(reviewer, tracker, "request-erasure")
    save(reviewer, form, "request-erasure", **ERASURE)
    refused = reviewer.press(reviewer.open(f"{of(tracker)}/erase-worker"), "下一步：核对")
    assert "提出申请的帐号不能自己删除" in refused.text


def test_a_locked_ledger_says_so_on_every_page(
    clerk: Visitor, signed_in: Callable[[str], Visitor], tracker: CaseTracker
):
    form_of(clerk, tracker, "record-follow-up")
    page = of(tracker)
    tracker.keys.lock("master-key-missing", "/srv/taizhang.master")
    tracker.people.forget()
    shown = clerk.open(page)
    assert "人员信息已锁定" in shown.text
    assert shown.heading == "已锁定"
    assert "业务办理" not in shown.text and "显示" not in shown.text
    form = clerk.open(f"{page}/record-follow-up")
    refused = save(clerk, form, "record-follow-up", outcome="at_work")
    assert "放回原来的主密钥" in refused.text, refused.text
    assert signed_in("office").open("/dashboard").status == 200
