"""Every code with which a command can be refused is provoked once, over HTTP."""

from collections.abc import Callable
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from fastapi.testclient import TestClient

from application.kernel.clock import FixedClock
from application.kernel.database import Database
from application.kernel.log.register import Conflict, LedgerUnavailable
from application.tracker import HANDLERS, CaseTracker
from interfaces.accounts.roles import Permission
from interfaces.api.app import create_app
from interfaces.http.codes import ledger_refusals
from interfaces.http.office import Office
from tests.api.conftest import NOW
from tests.api.more_refusals import CASES
from tests.api.refusals import Case, Step
from tests.api.requests import STATION, Desk, registration

ELSEWHERE = {
    # Provoked in other tests, each of them by its own way of asking.
    *("command-id-reused", "stale-version", "unit-not-in-force", "outside-area"),
    *(
        "ledger-unavailable",
        "ledger-overrun",
        "cursor-invalid",
        "period-upside-down",
        "group-unknown",
        "cell-unknown",
    ),
    *("person-erased", "people-locked", "erasure-impossible"),
}
NOT_OVER_HTTP = {
    # Said by the body's own check, before there is a command.
    *("identity-number-invalid", "certificate-number-invalid", "limit-out-of-bounds"),
    # The door asks for the permission before the ledger asks for the right.
    "right-missing",
    # Only `taizhang units load` loads units.
    "units-unusable",
    # Said when a ledger is opened or sealed.
    *("master-key-unreadable", "master-key-in-environment", "seal-broken"),
    *("ledger-newer", "ledger-outdated"),
    # Over HTTP the store answers where another engine cannot.
    *("reports-unavailable", "rows-missing", "spark-missing", "spark-unavailable"),
    # Only history files say when something was recorded.
    *("recorded-backwards", "recorded-in-the-future"),
}

Sender = Callable[[str], Desk]


def send(as_: Sender, step: Step, worker: str) -> Any:
    command, fields = step
    handler = HANDLERS[command]
    who = "office" if handler.right == Permission.SET_RULES else "reviewer"
    if "worker" in handler.command.model_fields and command != "register-worker":
        fields = {"worker": worker} | fields
    return as_(who).do(command, **fields)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.code)
def test_a_refusal_is_a_problem_with_its_code(case: Case, as_: Sender):
    worker = as_("clerk").register()
    for step in case.before:
        answer = send(as_, step, worker)
        assert answer.status_code == 201, answer.text
    refused = send(as_, case.refused, worker)
    told = refused.json()
    assert (refused.status_code, told["code"]) == (case.status, case.code), refused.text
    assert refused.headers["content-type"] == "application/problem+json"
    assert told["type"] == f"urn:taizhang:refusal:{case.code}"
    assert told["status"] == case.status
    assert told["instance"] == f"/api/v1/commands/{case.refused[0]}"
    assert told["title"] and told["detail"]
    assert [error["code"] for error in told["errors"]] == [case.code] * (case.status == 422)


def test_every_code_of_the_ledger_is_provoked():
    provoked = {case.code for case in CASES} | ELSEWHERE
    codes = {refusal.code for refusal in ledger_refusals()}
    assert codes - provoked == NOT_OVER_HTTP & codes
    assert provoked - codes == set()


def test_a_clash_is_named(clerk: Desk):
    worker = clerk.register()
    job: dict[str, Any] = {"worker": worker, "kind": "labour_contract"}
    clerk.make("start-employment", **job, effective_on="2004-04-01")
    clash = clerk.do("start-employment", **job, effective_on="2004-05-01").json()
    named = clash["facts"]["clashes_with"]
    assert (named["fact"], named["effective_on"]) == ("employment.started", "2004-04-01")


def test_a_refused_command_writes_nothing(clerk: Desk, tracker: CaseTracker):
    before = tracker.register.position()
    assert clerk.do("register-worker", **registration(unemployed_since="2003-10-09")).is_error
    assert tracker.register.position() == before


def test_the_words_are_in_the_language_that_is_asked_for(clerk: Desk, anybody: TestClient):
    wrong = registration(unemployed_since="2003-10-09")
    english = clerk.do("register-worker", **wrong)
    chinese = clerk.do("register-worker", {"Accept-Language": "zh-CN"}, **wrong)
    assert (english.headers["content-language"], chinese.headers["content-language"]) == (
        "en",
        "zh",
    )
    assert english.json()["detail"].isascii()
    assert not chinese.json()["detail"].isascii()
    assert anybody.get("/nowhere").headers["content-language"] == "zh"


def test_a_unit_that_has_ended_takes_nobody(accounts, tokens, database: Database, tmp_path: Path):
    units = tmp_path / "units.csv"
    units.write_text(
        "code,name,level,parent,kind,valid_from,valid_until,successor\n"
        "440700,江门市,city,,,,,\n440703,蓬江区,county,440700,,,,\n"
        f"{STATION},白沙街道,street,440703,street,,2003-09-30,\n",
        encoding="utf-8",
    )
    with CaseTracker(database, clock=FixedClock(NOW), units_file=units) as tracker:
        client = TestClient(create_app(Office(tracker, accounts)))
        headers = {"Authorization": f"Bearer {tokens['clerk']}"}
        url = "/api/v1/commands/register-worker"
        refused = client.post(url, json=registration(), headers=headers)
    assert (refused.status_code, refused.json()["code"]) == (409, "unit-not-in-force")


@pytest.mark.parametrize(
    ("failure", "code"),
    [(LedgerUnavailable(reason="disk full"), "ledger-unavailable"), (Conflict(), "ledger-busy")],
)
def test_a_ledger_that_cannot_write_now_asks_to_come_again(
    failure: Exception, code: str, clerk: Desk, tracker: CaseTracker, monkeypatch
):
    def fail(*_: object) -> int:
        raise failure

    monkeypatch.setattr(tracker.register, "save", fail)
    refused = clerk.do("register-worker", **registration())
    assert (refused.status_code, refused.json()["code"]) == (503, code)
    assert refused.headers["retry-after"] == "1"
    assert "disk" not in refused.text


def test_a_queue_that_is_full_asks_to_come_again(clerk: Desk, tracker: CaseTracker):
    tracker.committer.most_waiting = 0
    tracker.committer.begin()
    refused = clerk.do("register-worker", **registration())
    assert (refused.status_code, refused.json()["code"]) == (503, "ledger-overrun")
    assert refused.headers["retry-after"] == "1"
    tracker.committer.most_waiting = 1
    assert clerk.register()


def test_an_unforeseen_error_tells_nothing(office, tokens, tracker: CaseTracker, monkeypatch):
    def fail(*_: object) -> int:
        raise RuntimeError("陈建国 44070319530315021X")

    monkeypatch.setattr(tracker, "do", fail)
    headers = {"Authorization": f"Bearer {tokens['clerk']}", "X-Request-Id": str(uuid4())}
    client = TestClient(create_app(office), raise_server_exceptions=False, headers=headers)
    answer = client.post("/api/v1/commands/register-worker", json=registration())
    assert (answer.status_code, answer.json()["code"]) == (500, "internal-error")
    assert answer.headers["x-request-id"] == headers["X-Request-Id"]
    assert "陈" not in answer.text
    written = office.journal.getvalue()
    assert '"kind": "builtins.RuntimeError"' in written
    assert "陈" not in written and "4407" not in written.replace("440703002", "")
