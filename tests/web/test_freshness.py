"""Whoever reads a figure is told up to which recorded moment and which fact it counts."""

from collections.abc import Callable

import pytest

from application.tracker import CaseTracker
from tests.exports.papers import whole
from tests.exports.workbooks import shown
from tests.ledger import record
from tests.web.figures_at_hand import BOOKS, people_of_2004, reported
from tests.web.visitor import Visitor

RATE = f"/figures/reemployment-rate/people?as_of={BOOKS}"
PAGES = (
    f"/dashboard?as_of={BOOKS}",
    f"/composition?as_of={BOOKS}",
    f"/composition/certificates?as_of={BOOKS}",
    RATE,
    f"/figures/net-new-jobs/reports?as_of={BOOKS}",
    "/half-year",
    "/quality?from=2004-01-01",
    "/quality/silent",
    "/quality/duplicates",
    "/quality/short",
    "/rules/figures",
    "/units",
)
LAST = "2005-02-01 20:00"


@pytest.fixture
def desk(tracker: CaseTracker, signed_in: Callable[[str], Visitor]) -> Visitor:
    record(tracker, [reported("employed_total", BOOKS, 900), *people_of_2004()])
    return signed_in("office")


@pytest.mark.parametrize("address", PAGES)
def test_a_page_of_figures_says_how_fresh_they_are(
    desk: Visitor, tracker: CaseTracker, address: str
):
    assert f"台帐至 {LAST}（第 {tracker.position:,} 条）" in desk.open(address).text
    desk.post("/language", to="en")
    assert f"Ledger up to {LAST} (fact {tracker.position:,})" in desk.open(address).text


def test_the_next_fact_makes_it_fresher(desk: Visitor, tracker: CaseTracker):
    at = "2005-02-20T09:30:00+08:00"
    record(tracker, [reported("registered_unemployed", BOOKS, 100) | {"recorded_at": at}])
    told = f"台帐至 2005-02-20 09:30（第 {tracker.position:,} 条）"
    assert [told in desk.open(address).text for address in PAGES] == [True] * len(PAGES)


@pytest.mark.parametrize("address", [page for page in PAGES if "dup" not in page])
def test_what_leaves_says_so_at_its_foot(desk: Visitor, tracker: CaseTracker, address: str):
    told = f"台帐至 {LAST}（第 {tracker.position:,} 条）"
    page = desk.open(address)
    if "导出Excel" in page.text:
        book = shown(desk.open(page.link("导出Excel")).response.content)
        assert told in [cell for row in book for cell in row]
    if "导出PDF" in page.text:
        assert told.replace(" ", "") in whole(desk.open(page.link("导出PDF")).response.content)


def test_a_moment_of_knowledge_is_told_instead(desk: Visitor):
    for address in (PAGES[0], PAGES[1], RATE):
        page = desk.open(f"{address}&known_at=2005-01-05")
        assert "只计 2005-01-05 23:59 前已入帐的记录" in page.text
        assert "台帐至" not in page.text
