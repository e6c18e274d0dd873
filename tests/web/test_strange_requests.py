"""Whatever a browser sends to the pages about people, the answer says what is wrong with it."""

import pytest

from application.tracker import CaseTracker
from tests.web.cases import APPLIED, JOB, TWIN, form_of, of
from tests.web.visitor import Visitor

BORN_LATER = "44070399990101101"


@pytest.mark.parametrize(
    "query",
    [
        "known_at=0001-01-01T00:00:00%2B14:00",
        "known_at=9999-12-31T23:59:59-12:00",
        "known_at=0001-01-01",
        "known_at=9999-12-31",
        "known_at=%00&tab=%F0%9F%98%80&order=x",
    ],
)
def test_the_file_of_a_person(clerk: Visitor, tracker: CaseTracker, query: str):
    path = form_of(clerk, tracker, "correct-worker").path.rpartition("/")[0]
    assert clerk.open(f"{path}?{query}").status == 200


@pytest.mark.parametrize(
    ("query", "status"),
    [
        ("q=&cursor=x", 422),
        ("q=&cursor=WyJTZWFyY2giXQ==", 422),
        ("q=" + "x" * 3000, 200),
        ("q=%00%25_", 200),
        ("status=x&category=y&standing=z&then=w", 200),
        ("unit=x", 422),
    ],
)
def test_a_search(clerk: Visitor, query: str, status: int):
    assert clerk.open(f"/people?{query}").status == status


@pytest.mark.parametrize(
    "fields",
    [
        {"id_number": BORN_LATER + "0", "effective_on": "9999-12-31"},
        {"id_number": "440703195303150", "effective_on": "0001-01-01"},
        {"id_number": "x" * 500, "name": "|" * 500},
        {"effective_on": "二〇〇五年", "station": "x", "command_id": "x", "version": "x"},
    ],
)
def test_a_registration(clerk: Visitor, fields: dict[str, str]):
    for last in "0123456789X":
        number = {"id_number": BORN_LATER + last} if "9999" in fields.get("id_number", "") else {}
        assert clerk.post("/register/told", None, **(fields | number)).status == 200
    assert clerk.post("/register", None, **fields).status == 422


@pytest.mark.parametrize(
    ("command", "fields"),
    [
        ("record-follow-up", {"look": "1", "q": "陈"}),
        ("start-employment", {"kind": "flexible", "effective_on": "9999-12-31"}),
        ("start-employment", {"kind": "x", "monthly_wage": "1e9", "contract_months": "-1"}),
        ("correct-employment", {"started_on": "x", "effective_on": "2004-01-01"}),
        ("correct-employment", {"started_on": "2004-04-01", "kind": "flexible"}),
        ("end-employment", {"started_on": "9999-12-31", "reason": "resigned"}),
        ("issue-certificate", {"effective_on": "9999-12-31", "certificate_no": "|"}),
        ("review-certificate", {"effective_on": "2005-03-01", "year": "99999", "passed": "true"}),
        ("merge-worker", {"into": "x"}),
        ("merge-worker", {"into": "00000000-0000-4000-8000-000000000000"}),
        ("transfer-case", {"to_station": "x"}),
        ("review-certificate", {"year": "9" * 5000, "passed": "true"}),
        ("record-follow-up", {"outcome": "at_work", "version": "9" * 5000}),
        ("close-case", {"reason": "x", "version": "999"}),
    ],
)
def test_a_command(reviewer: Visitor, tracker: CaseTracker, command: str, fields: dict[str, str]):
    page = form_of(reviewer, tracker, command, JOB, TWIN, APPLIED)
    path = f"{of(tracker)}/{command}"
    fields = {"effective_on": "2005-03-01", **fields}
    assert page.status == 200
    assert reviewer.post(f"{path}/told", None, **fields).status == 200
    assert reviewer.post(path, None, **fields).status in {200, 404, 409, 412, 422}
    query = {name: text for name, text in fields.items() if name not in ("look", "q")}
    assert reviewer.open(path, **query).status in {200, 414}


@pytest.mark.parametrize(
    ("path", "says"),
    [
        ("/workers/x", ["台帐编号不对。请填写完整的 UUID。"]),
        ("/people?q=&cursor=x", ["翻页标记不对。请用上一页给出的标记，或从第一页看起。"]),
    ],
)
def test_an_error_page_says_each_thing_once_and_sends_nobody_to_a_list(
    clerk: Visitor, path: str, says: list[str]
):
    alert = clerk.open(path).main.one("section", role="alert")
    assert [each.text for each in alert.all("p")][:-2] == says
