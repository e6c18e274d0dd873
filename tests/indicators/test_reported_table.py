"""Figures from outside by unit and period, and what is to add up."""

from datetime import date

import pytest

from application.indicators.reported_table import Reported, ReportedTable, Sum
from application.tracker import CaseTracker
from domain.figure.figures import Figure
from tests.ledger import record
from tests.use_cases.words import reported

CITY = "440700"
TODAY = date(2005, 3, 1)
TOTAL = Figure.EMPLOYED_TOTAL


def table(ledger: CaseTracker, unit: str = CITY, end: date | None = None) -> Reported:
    return ledger.ask(ReportedTable(unit, end, TODAY))


def told(ledger: CaseTracker, unit: str, **figures: int) -> None:
    record(ledger, [reported(unit, figure=name, value=value) for name, value in figures.items()])


def test_the_latest_period_is_shown_unless_another_is_asked_for(ledger: CaseTracker):
    assert table(ledger).period_end is None
    record(
        ledger, [reported("440703", value=5), reported("440703", value=4, period_end="2004-06-30")]
    )
    assert table(ledger).periods == [date(2004, 12, 31), date(2004, 6, 30)]
    assert table(ledger).rows["440703"] == {TOTAL: 5}
    assert table(ledger, end=date(2004, 6, 30)).rows["440703"] == {TOTAL: 4}
    assert table(ledger, "440704").periods == []


def test_a_figure_reported_again_takes_the_place_of_the_one_before(ledger: CaseTracker):
    told(ledger, "440703", employed_total=5)
    told(ledger, "440703", employed_total=6)
    assert table(ledger).rows["440703"] == {TOTAL: 6}


@pytest.mark.parametrize(("community", "adds_up"), [(10, True), (9, False)])
def test_the_three_groups_are_to_be_the_total(ledger: CaseTracker, community: int, adds_up: bool):
    groups = {"employed_units": 60, "employed_private": 30}
    told(ledger, "440703", employed_total=100, **groups)
    assert table(ledger).sums == []
    told(ledger, "440703", employed_community=community)
    (found,) = table(ledger).sums
    assert found == Sum("440703", TOTAL, False, 100, 90 + community)
    assert found.adds_up is adds_up


def test_the_units_below_are_to_be_the_whole_once_all_have_reported(ledger: CaseTracker):
    told(ledger, CITY, employed_total=100)
    assert table(ledger).sums == []
    told(ledger, "440703", employed_total=60)
    told(ledger, "440704", employed_total=30)
    (found,) = table(ledger).sums
    assert (found.adds_up, found.without) == (None, ("440705",))
    told(ledger, "440705", employed_total=9)
    (found,) = table(ledger).sums
    assert (found.together, found.adds_up) == (99, False)
    told(ledger, "440705", employed_total=10)
    (found,) = table(ledger).sums
    assert found.adds_up is True
