"""A cursor is one that the list itself has given, and a page has its bounds."""

from base64 import urlsafe_b64encode

import orjson
import pytest

from application.kernel.paging import CursorInvalid, LimitOutOfBounds
from application.read_models.search import Search
from tests.read_models.office import Office, day

TODAY = day("2004-12-31")


def forged(*values: object) -> str:
    return urlsafe_b64encode(orjson.dumps(values)).decode()


@pytest.mark.parametrize(
    "cursor",
    [
        "",
        "x",
        "陈",
        "=" * 5000,
        forged(),
        forged(1),
        forged("Search"),
        forged("Search", 0, "a", "not a worker"),
        forged("Search", True, "a", "00000000-0000-0000-0000-000000000000"),
        forged("Search", "0", "a", "00000000-0000-0000-0000-000000000000"),
        forged("Search", 2**63, "a", "00000000-0000-0000-0000-000000000000"),
        forged("Search", 0, 1, "00000000-0000-0000-0000-000000000000"),
        forged("CertificateList", 0, "a", "00000000-0000-0000-0000-000000000000"),
        urlsafe_b64encode(b'{"Search": 1}').decode(),
        urlsafe_b64encode(b"[" * 3000).decode(),
    ],
)
def test_a_forged_cursor_is_refused(office: Office, cursor: str):
    office.register()
    with pytest.raises(CursorInvalid):
        office.ask(Search("陈", TODAY, cursor=cursor))


@pytest.mark.parametrize("limit", [0, 201])
def test_a_page_has_its_bounds(limit: int):
    with pytest.raises(LimitOutOfBounds):
        Search("陈", TODAY, limit=limit)
