"""Whatever is asked, the question is answered or it is told what is wrong with it."""

import pytest

from application.tracker import CaseTracker
from tests.api.requests import CHEN

RATE = "indicators/reemployment-rate?as_of=2004-12-31"
PEOPLE = "indicators/reemployment-rate/people?as_of=2004-12-31"


@pytest.fixture
def tracker(left_alone: CaseTracker) -> CaseTracker:
    return left_alone


@pytest.mark.parametrize(
    ("path", "status", "code"),
    [
        ("workers?limit=0", 422, "request-invalid"),
        ("workers?limit=201", 422, "request-invalid"),
        ("workers?limit=1e3", 422, "request-invalid"),
        ("workers?limit=" + "9" * 4000, 422, "request-invalid"),
        ("workers?q=" + "a" * 5000, 414, "http-414"),
        ("workers?q=a&q=b", 422, "repeated-parameter"),
        ("workers?nobody=1", 422, "request-invalid"),
        ("workers?status=happy", 422, "request-invalid"),
        ("workers?station=999999999", 422, "unit-unknown"),
        ("workers?cursor=!!", 422, "cursor-invalid"),
        ("workers?cursor=bnVsbA==", 422, "cursor-invalid"),
        ("workers?q=%00", 200, None),
        ("workers?q=%ff%fe", 200, None),
        ("workers?q=%ed%a0%80", 200, None),
        ("workers?q=%25_%5C%7C", 200, None),
        (f"workers?q={CHEN}", 422, "identity-number-in-url"),
        ("workers?q=%EF%BC%94%EF%BC%94%EF%BC%90" + CHEN[3:], 422, "identity-number-in-url"),
        (f"workers?q=陈 {CHEN[:15]}", 422, "identity-number-in-url"),
        (f"workers?station={CHEN[:15]}", 422, "identity-number-in-url"),
        (f"workers/{CHEN}", 422, "identity-number-in-url"),
        (f"workers/{CHEN}/timeline", 422, "identity-number-in-url"),
        ("workers/nobody", 422, "request-invalid"),
        ("workers/%00", 422, "request-invalid"),
        ("units?cursor=!!", 422, "cursor-invalid"),
        ("units?cursor=é", 422, "cursor-invalid"),
        ("units?level=galaxy", 422, "request-invalid"),
        ("due/ages?from=0001-01-01", 422, "request-invalid"),
        ("due/ages?to=9999-12-31", 422, "request-invalid"),
        ("due/certificates?by=9999-12-31", 422, "request-invalid"),
        ("indicators/happiness?as_of=2004-12-31", 404, "http-404"),
        ("indicators/reemployment-rate", 422, "request-invalid"),
        ("indicators/reemployment-rate?as_of=0001-01-01", 422, "request-invalid"),
        ("indicators/stock-and-flow?as_of=1900-01-01&from=1900-01-01", 200, None),
        ("indicators/stock-and-flow?as_of=2199-12-31", 200, None),
        (f"{RATE}&from=2005-01-01", 422, "period-upside-down"),
        (f"{RATE}&known_at=2004-12-31", 422, "request-invalid"),
        (f"{RATE}&known_at=0", 422, "request-invalid"),
        (f"{RATE.replace('2004-12-31', '1104451200')}", 422, "request-invalid"),
        (f"{RATE}&known_at=9999-12-31T23:59:59Z", 422, "request-invalid"),
        (f"{RATE}&denominator=gross", 422, "parameter-out-of-bounds"),
        (f"{RATE}&older_male=9", 422, "parameter-out-of-bounds"),
        (f"{RATE}&flexible_months=1", 422, "request-invalid"),
        (f"{PEOPLE}&unit=440703&group=young", 422, "group-unknown"),
        (f"{PEOPLE}&unit=440703&cursor=eA==", 422, "cursor-invalid"),
        (f"{PEOPLE}&unit=999999", 422, "unit-unknown"),
        ("nowhere", 404, "http-404"),
        ("commands/register-worker", 405, "http-405"),
        ("commands/fire-worker", 404, "http-404"),
        ("workers/", 404, "http-404"),
    ],
)  # fmt: skip
def test_a_question_that_cannot_be_is_refused(as_, path: str, status: int, code: str | None):
    answer = as_("reviewer").client.get(f"/api/v1/{path}")
    assert answer.status_code == status, answer.text
    assert status == 200 or answer.json()["code"] == code
