"""The yearly review of a pile of certificates, with the hands on the keys."""

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.ledger import record
from tests.oracle.book import identity_number
from tests.web.cases import at, registered

pytestmark = pytest.mark.xdist_group("browser")
NAMES = ("陈一", "陈二", "陈三")


@pytest.fixture(autouse=True)
def _holders(tracker):
    """Three certificates of last year, due for their review."""
    record(tracker, [line for nth, name in enumerate(NAMES, 1) for line in _held(name, nth)])


def _held(name: str, nth: int) -> Iterator[dict[str, Any]]:
    number = identity_number(f"1960-01-{nth:02}", "male", nth)
    began = {"id_number": number, "effective_on": "2004-01-05", "unemployed_since": "2003-12-01"}
    yield registered(name=name, recorded_at="2004-01-05T12:00:00+08:00", **began)
    yield at("2004-01-06", "apply-for-certificate", number)
    yield at("2004-01-20", "issue-certificate", number, certificate_no=f"4407030400000{nth}")


def test_a_pile_is_reviewed_without_a_mouse(signed_in):
    page = signed_in("reviewer")
    page.goto("/certificates/reviews")
    names = page.locator("tbody th a").all_inner_texts()
    assert sorted(names) == sorted(NAMES)
    _tab_to(page, "input[type=radio]")
    keys = page.keyboard
    keys.press("1")
    keys.press("1")
    keys.press("n")
    keys.insert_text("证照不符")
    expect(page.locator(":focus")).to_have_value("证照不符")
    keys.press("Control+Enter")
    expect(page.get_by_role("status").filter(has_text="已保存 3 人。")).to_be_visible()


def _tab_to(page: Page, what: str) -> None:
    for _ in range(60):
        page.keyboard.press("Tab")
        if page.locator(f"{what}:focus").count():
            return
    raise AssertionError(f"Tab never comes to {what}")
