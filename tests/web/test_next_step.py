"""One step is offered first: what waits, what has a day, what helps on."""

from typing import Any

import pytest

from application.tracker import CaseTracker
from tests.web.cases import JOB, YOUNG, at, opened
from tests.web.visitor import Visitor

NEXT = {
    "a 大龄 person whom nobody judged": ((), {}, "clerk", "申请就业援助认定"),
    "a judgement that is waited for": (
        (at("2005-02-01", "apply-for-assistance"),),
        {},
        "reviewer",
        "就业援助认定",
    ),
    "an application that came back": (
        (
            at("2005-02-01", "apply-for-assistance"),
            at("2005-02-03", "return-assistance", reason="缺证明"),
        ),
        {},
        "clerk",
        "申请就业援助认定",
    ),
    "a category that qualifies": ((), {"id_number": YOUNG}, "clerk", "申请优惠证"),
    "an application for a certificate": (
        (at("2005-02-01", "apply-for-certificate", YOUNG),),
        {"id_number": YOUNG},
        "reviewer",
        "核发优惠证",
    ),
    "a certificate to be reviewed": (
        (
            at("2004-02-01", "apply-for-certificate", YOUNG),
            at("2004-02-09", "issue-certificate", YOUNG, certificate_no="44070304000001"),
        ),
        {"id_number": YOUNG},
        "reviewer",
        "优惠证年检",
    ),
    "a follow-up that is due": (
        (at("2005-01-01", "record-follow-up", outcome="at_work", next_on="2005-03-01"),),
        {},
        "clerk",
        "登记回访",
    ),
    "a job that nobody looked after": ((JOB,), {}, "clerk", "登记回访"),
    "nobody but a job can help": (
        (),
        {"id_number": YOUNG, "category": "other_unemployed"},
        "clerk",
        "登记就业",
    ),
    "a course that goes on": (
        (at("2005-02-01", "enrol-in-training", course="家政"),),
        {},
        "clerk",
        "培训结业",
    ),
    "a wish withdrawn": (
        (at("2005-02-01", "close-case", reason="wish_withdrawn"),),
        {},
        "reviewer",
        "确认退出",
    ),
    "a case closed for good": ((at("2005-02-01", "close-case", reason="died"),), {}, "clerk", None),
}


@pytest.mark.parametrize(("lines", "fields", "who", "step"), NEXT.values(), ids=NEXT.keys())
def test_one_next_step_is_offered(
    request: pytest.FixtureRequest,
    tracker: CaseTracker,
    lines: tuple[dict[str, Any], ...],
    fields: dict[str, Any],
    who: str,
    step: str | None,
):
    visitor: Visitor = request.getfixturevalue(who)
    person = opened(visitor, tracker, *lines, **fields).main.one("div", class_="person")
    assert [each.text for each in person.all("a")] == ([step] if step else [])
