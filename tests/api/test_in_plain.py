"""People of whom something was recorded before there were keys."""

from typing import Any

from application.kernel.log import additions
from application.kernel.log.packing import packed
from tests.api.requests import LI, Desk


def test_whoever_was_recorded_before_there_were_keys_cannot_be_erased(clerk: Desk, monkeypatch):
    with monkeypatch.context() as before:
        before.setattr(additions, "packed", lambda fact, envelope, *_: packed(fact, envelope))
        worker = clerk.register()
    seen: dict[str, Any] = {
        "worker": worker,
        "effective_on": "2004-12-01",
        "outcome": "at_work",
        "note": "在家",
    }
    clerk.make("record-follow-up", **seen)
    reason = {"reason": "consent_withdrawn", "legal_reference": "个人信息保护法第四十七条"}
    asked: dict[str, Any] = {"worker": worker, "effective_on": "2005-02-01", **reason}
    refused = clerk.do("request-erasure", **asked)
    assert (refused.status_code, refused.json()["code"]) == (409, "erasure-impossible")
    other = clerk.register(LI, name="李红")
    clerk.make("request-erasure", **asked | {"worker": other})
