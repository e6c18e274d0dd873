"""What is behind the numbers of the half-year table."""

import pytest

from application.tracker import CaseTracker
from tests.indicators.reported import figure
from tests.ledger import record
from tests.web.half_years import STREET, numbers, officer, people, table
from tests.web.visitor import Visitor

__all__ = ["officer", "people"]


@pytest.mark.parametrize("unit", ["440700", "440703", STREET])
def test_every_number_opens_to_as_many_as_it_says(officer: Visitor, unit: str):
    page = officer.open("/half-year", unit=unit)
    opened = 0
    for name in table(page):
        for cell in numbers(page, name):
            for link in cell.all("a"):
                behind = officer.open(link.attributes["href"])
                assert behind.status == 200, behind.text
                assert len(behind.main.one("tbody").all("tr")) == int(cell.text)
                opened += 1
    assert opened >= 2 * 6


def test_a_reported_number_opens_to_its_reports(officer: Visitor, tracker: CaseTracker):
    figures = [
        figure("employed_total", 9_000, "2004-06-30", recorded="2004-07-02"),
        figure("employed_total", 9_600, "2004-12-31"),
    ]
    record(tracker, figures)
    page = officer.open("/half-year")
    net = numbers(page, "合计")[8]
    assert net.text == "600"
    assert "9,600" in officer.open(net.one("a").attributes["href"]).text
