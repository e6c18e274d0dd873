"""Every command on a case can be carried out through its form, by whoever has the right."""

from collections.abc import Mapping
from typing import Any, NamedTuple

import pytest

from application.tracker import HANDLERS, CaseTracker
from domain.catalogue import FACTS
from interfaces.accounts.roles import Permission
from interfaces.texts import vocabulary
from interfaces.web.forms.layouts import ON_A_CASE
from tests.api.requests import OTHER_STATION
from tests.web.cases import (
    APPLIED,
    ASKED,
    CLOSED,
    ENROLLED,
    ISSUED,
    JOB,
    MERGED,
    TWIN,
    at,
    form_of,
    of,
    save,
    story,
)
from tests.web.visitor import Visitor

NOTHING: Mapping[str, str] = {}


class Done(NamedTuple):
    """What stands on record before, and what is typed; the rest is what the form proposes."""

    before: tuple[dict[str, Any], ...] = ()
    typed: Mapping[str, str] = NOTHING


ERASURE = {"reason": "consent_withdrawn", "legal_reference": "个人信息保护法第四十七条"}

FORMS: dict[str, Done] = {
    "correct-worker": Done(typed={"reason": "门牌有误", "household_address": "白沙大道1号"}),
    "start-employment": Done(typed={"kind": "flexible", "effective_on": "20050201"}),
    "end-employment": Done((JOB,), {"reason": "resigned"}),
    "correct-employment": Done((JOB,), {"reason": "到岗有误", "effective_on": "20040405"}),
    "void-employment": Done((JOB,), {"reason": "entered_in_error"}),
    "transfer-case": Done(typed={"to_station": OTHER_STATION}),
    "close-case": Done(typed={"reason": "retired"}),
    "confirm-closing": Done((CLOSED,)),
    "reopen-case": Done((CLOSED,), {"reason": "本人重新提出就业愿望"}),
    "void-registration": Done(typed={"reason": "fraud"}),
    "merge-worker": Done((TWIN,)),
    "unmerge-worker": Done((TWIN, MERGED)),
    "rule-out-duplicate": Done((TWIN,)),
    "apply-for-assistance": Done(typed={"evidence": "就业困难人员认定表"}),
    "return-assistance": Done((ASKED,), {"reason": "缺证明"}),
    "assess-assistance": Done((ASKED,), {"hard_to_place": "true"}),
    "apply-for-certificate": Done(),
    "issue-certificate": Done((APPLIED,)),
    "refuse-certificate": Done((APPLIED,), {"reason": "公示期间有异议"}),
    "review-certificate": Done((APPLIED, ISSUED), {"passed": "true"}),
    "suspend-certificate": Done((APPLIED, ISSUED), {"reason": "用工情况待核实"}),
    "resume-certificate": Done(
        (APPLIED, ISSUED, at("2004-06-01", "suspend-certificate", reason="待核实")),
        {"reason": "核实无误"},
    ),
    "withdraw-certificate": Done((APPLIED, ISSUED), {"reason": "转借他人"}),
    "replace-certificate": Done((APPLIED, ISSUED), {"reason": "遗失"}),
    "enrol-in-training": Done(typed={"course": "家政", "hours": "100"}),
    "complete-training": Done((ENROLLED,), {"attended_hours": "90", "passed": "true"}),
    "leave-training": Done((ENROLLED,), {"reason": "找到工作"}),
    "request-erasure": Done(typed=ERASURE),
    "erase-worker": Done((at("2005-02-01", "request-erasure", **ERASURE),)),
    "decline-erasure": Done((at("2005-02-01", "request-erasure", **ERASURE),)),
    "record-follow-up": Done(typed={"outcome": "at_work", "next_on": "20050501"}),
}


def recorded_as(command: str) -> set[str]:
    """What the facts that a command records are called."""
    return {vocabulary(fact.stored_as, "zh") for fact in FACTS if fact.command == command}


def test_every_command_on_a_case_is_tried_here():
    assert set(FORMS) == set(ON_A_CASE)
    assert set(HANDLERS) - set(ON_A_CASE) == {
        "register-worker",
        "set-parameter",
        "set-target",
        "report-figure",
    }


@pytest.mark.parametrize("command", FORMS)
def test_a_command_is_carried_out_through_its_form(
    request: pytest.FixtureRequest, tracker: CaseTracker, command: str
):
    reviewed = Permission(HANDLERS[command].right.value) is Permission.REVIEW_CASES
    visitor: Visitor = request.getfixturevalue("reviewer" if reviewed else "clerk")
    before, typed = FORMS[command]
    page = form_of(visitor, tracker, command, *before)
    if command in ("merge-worker", "rule-out-duplicate"):
        page = visitor.open(visitor.press(page, "查询", q="李小红").link("李小红"))
    done = save(visitor, page, command, **typed)
    assert done.status == 200, done.text
    assert "已保存" in done.main.all("p", role="status")[0].text
    if command != "transfer-case":  # the station has handed the file over
        assert recorded_as(command) & {heading.split()[0] for _, heading in story(done)}


@pytest.mark.parametrize("command", ON_A_CASE)
def test_a_right_that_is_missing_shows_no_form(clerk: Visitor, tracker: CaseTracker, command: str):
    reviewed = Permission(HANDLERS[command].right.value) is Permission.REVIEW_CASES
    page = form_of(clerk, tracker, command)
    assert page.status == (403 if reviewed else 200)
    if reviewed:
        assert clerk.post(page.path, effective_on="2005-03-01").status == 403


def test_another_command_is_not_there(clerk: Visitor, tracker: CaseTracker):
    assert form_of(clerk, tracker, "no-such-command").status == 404
    assert clerk.open(f"{of(tracker)}/register-worker").status == 404
