"""Registered unemployment rate and net new jobs: U1–U3, J1–J2 of domain §4.3."""

import pytest

from tests.indicators.asking import asked, rows, shown
from tests.indicators.reported import CITY, figure, groups, workforce
from tests.ledger import record

RATE, JOBS = "registered-unemployment-rate", "net-new-jobs"
COUNTIES = ("440703", "440704", "440705")


@pytest.mark.parametrize(
    ("at_work", "unemployed", "rate", "exact", "published"),
    [
        pytest.param(9_650, 350, "3.50", True, True, id="U1"),
        pytest.param(9_649, 351, "3.51", False, False, id="U2"),
        pytest.param(964_956, 35_044, "3.50", False, True, id="U3"),
        pytest.param(0, 0, None, None, None, id="nobody"),
    ],
)
def test_within_3_5_percent(ledger, at_work, unemployed, rate, exact, published):
    record(ledger, workforce(at_work, unemployed))
    row = rows(ledger, RATE, asked("2004-12-31"))[CITY, "all"]
    assert shown(row, "rate", "target", "met", "source") == (rate, "3.50", exact, "reported")
    row = rows(ledger, RATE, asked("2004-12-31"), met_by="published")[CITY, "all"]
    assert shown(row, "rate", "met") == (rate, published)


def test_what_was_not_reported_is_null(ledger):
    record(ledger, [figure("registered_unemployed", 350)])
    row = rows(ledger, RATE, asked("2004-12-31"))[CITY, "all"]
    columns = ("numerator", "denominator", "rate", "met", "period_end", "source", "parts_add_up")
    assert shown(row, *columns) == (None,) * 7
    jobs = rows(ledger, JOBS, asked("2004-12-31"))[CITY, "all"]
    measures = ("employed_at_end", "net", "met", "newly_employed", "natural_attrition", "new")
    assert shown(jobs, *measures) == (None,) * 6


def test_the_latest_day_for_which_both_are_reported(ledger):
    lines = [*workforce(900, 100, day="2004-06-30"), figure("employed_total", 950)]
    record(ledger, [*lines, *workforce(1, 99, day="2005-01-01")])
    row = rows(ledger, RATE, asked("2004-12-31"))[CITY, "all"]
    assert shown(row, "rate", "period_end") == ("10.00", "2004-06-30")


def test_without_a_total_the_three_groups_together(ledger):
    unemployed = figure("registered_unemployed", 50)
    record(ledger, [*groups(600, 300, 50, "2004-12-31"), unemployed])
    assert rows(ledger, RATE, asked("2004-12-31"))[CITY, "all"]["denominator"] == 1000


def test_two_groups_are_no_total(ledger):
    unemployed = figure("registered_unemployed", 50)
    record(ledger, [*groups(600, 300, 50, "2004-12-31")[:2], unemployed])
    assert rows(ledger, RATE, asked("2004-12-31"))[CITY, "all"]["rate"] is None


def test_the_city_is_the_sum_of_its_counties_where_it_did_not_report(ledger):
    lines = [row for unit in COUNTIES for row in workforce(950, 50, unit=unit)]
    record(ledger, lines[:-1])
    assert rows(ledger, RATE, asked("2004-12-31"))[CITY, "all"]["rate"] is None
    record(ledger, lines[-1:])
    answer = rows(ledger, RATE, asked("2004-12-31"))
    found = shown(answer[CITY, "all"], "numerator", "denominator", "source", "parts_add_up")
    assert found == (150, 3000, "sum_of_counties", None)
    assert shown(answer["440703", "all"], "rate", "source") == ("5.00", "reported")


@pytest.mark.parametrize(("unemployed", "add_up"), [(150, True), (151, False)])
def test_the_city_s_own_figure_comes_first_and_is_checked(ledger, unemployed, add_up):
    lines = [row for unit in COUNTIES for row in workforce(950, 50, unit=unit)]
    record(ledger, [*lines, *workforce(2850, unemployed)])
    row = rows(ledger, RATE, asked("2004-12-31"))[CITY, "all"]
    found = shown(row, "numerator", "source", "parts_add_up")
    assert found == (unemployed, "reported", add_up)


def test_a_figure_reported_again_holds_from_then_on(ledger):
    again = figure("registered_unemployed", 300, recorded="2005-03-01")
    record(ledger, [*workforce(9_700, 400), again])
    before = asked("2004-12-31", known_at="2005-01-05T23:59:59+08:00")
    assert rows(ledger, RATE, before)[CITY, "all"]["numerator"] == 400
    assert rows(ledger, RATE, asked("2004-12-31"))[CITY, "all"]["numerator"] == 300


def test_j1_net_is_end_less_start(ledger):
    start = groups(61_000, 34_000, 5_000, "2003-12-31")
    record(ledger, [*start, *groups(64_200, 43_300, 7_500, "2004-12-31")])
    row = rows(ledger, JOBS, asked("2004-12-31"))[CITY, "all"]
    columns = ("employed_at_start", "employed_at_end", "net", "target", "met")
    assert shown(row, *columns) == (100_000, 115_000, 15_000, "15000", True)
    assert shown(row, "start_on", "end_on", "new") == ("2003-12-31", "2004-12-31", None)


def test_j1_one_job_less_is_not_met(ledger):
    start = groups(61_000, 34_000, 5_000, "2003-12-31")
    record(ledger, [*start, *groups(64_200, 43_300, 7_499, "2004-12-31")])
    assert shown(rows(ledger, JOBS, asked("2004-12-31"))[CITY, "all"], "net", "met") == (
        14_999,
        False,
    )


def test_j2_new_is_newly_employed_less_attrition_and_never_mixed_with_net(ledger):
    quarters = ("2004-03-31", "2004-06-30", "2004-09-30", "2004-12-31")
    lines = [figure("newly_employed", 5_500, day) for day in quarters]
    lines += [figure("natural_attrition", 1_625, day) for day in quarters]
    lines += [figure("newly_employed", 9_999, day) for day in ("2003-12-31", "2005-01-31")]
    lines += [figure("employed_total", 100_000, "2003-12-31"), figure("employed_total", 115_000)]
    record(ledger, [told | {"recorded_at": "2005-02-03T09:00:00+08:00"} for told in lines])
    row = rows(ledger, JOBS, asked("2004-12-31"))[CITY, "all"]
    columns = ("newly_employed", "natural_attrition", "new", "net")
    assert shown(row, *columns) == (22_000, 6_500, 15_500, 15_000)
    assert row["periods"] == list(quarters)


def test_new_is_null_where_a_period_lacks_one_of_the_two(ledger):
    lines = [figure("newly_employed", 5_500, day) for day in ("2004-06-30", "2004-12-31")]
    record(ledger, [*lines, figure("natural_attrition", 1_625, "2004-12-31")])
    row = rows(ledger, JOBS, asked("2004-12-31"))[CITY, "all"]
    assert shown(row, "newly_employed", "natural_attrition", "new") == (11_000, 1_625, None)


def test_net_needs_a_figure_of_the_period_itself(ledger):
    record(ledger, [figure("employed_total", 9, day) for day in ("2003-06-30", "2003-12-31")])
    assert rows(ledger, JOBS, asked("2004-12-31"))[CITY, "all"]["net"] is None


def test_net_of_the_counties_together_and_their_own_targets(ledger):
    ends = (("2003-12-31", 1_000), ("2004-12-31", 1_100))
    lines = [figure("employed_total", n, day, unit) for unit in COUNTIES for day, n in ends]
    target = {
        "command": "set-target",
        "unit": "440703",
        "year": 2004,
        "indicator": JOBS,
        "value": "101",
        "reference": "分解",
        "effective_on": "2004-01-01",
        "recorded_at": "2004-01-02T09:00:00+08:00",
    }
    record(ledger, [*lines, target])
    answer = rows(ledger, JOBS, asked("2004-12-31"))
    assert shown(answer[CITY, "all"], "net", "met", "source") == (300, False, "sum_of_counties")
    assert shown(answer["440703", "all"], "net", "target", "met") == (100, "101", False)
    assert shown(answer["440704", "all"], "net", "target", "met") == (100, None, None)
