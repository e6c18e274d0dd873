"""The reports behind a number that rests on reported figures."""

import pytest

from application.indicators.explain_figures import ExplainFigures
from application.indicators.head_count import CellUnknown
from application.indicators.net_new_jobs import NetNewJobs
from application.indicators.registered_unemployment import RegisteredUnemploymentRate
from tests.indicators.asking import asked
from tests.indicators.reported import CITY, figure, groups, workforce
from tests.ledger import record

GROUPS = ("units", "private", "community")


def reports(ledger, question, unit=CITY):
    found = ledger.ask(ExplainFigures(question, unit))["facts"]
    return [(f["unit"], f["figure"], f["period_end"], f["value"], f["version"]) for f in found]


def test_the_reports_behind_a_rate_are_those_known_of_its_day(ledger):
    again = figure("registered_unemployed", 300, recorded="2005-03-01")
    other_day = figure("registered_unemployed", 1, "2004-06-30")
    record(ledger, [*workforce(9_700, 400), other_day, again])
    total = (CITY, "employed_total", "2004-12-31", 9_700, 1)
    assert reports(ledger, RegisteredUnemploymentRate(asked("2004-12-31"))) == [
        total,
        (CITY, "registered_unemployed", "2004-12-31", 300, 4),
    ]
    before = asked("2004-12-31", known_at="2005-01-05T23:59:59+08:00")
    assert reports(ledger, RegisteredUnemploymentRate(before)) == [
        total,
        (CITY, "registered_unemployed", "2004-12-31", 400, 2),
    ]


def test_the_reports_behind_net_jobs_are_those_of_both_ends(ledger):
    start = groups(61_000, 34_000, 5_000, "2003-12-31")
    record(ledger, [*start, figure("employed_total", 115_000), figure("newly_employed", 7)])
    found = reports(ledger, NetNewJobs(asked("2004-12-31")))
    assert [(name, day) for _, name, day, _, _ in found] == [
        *((name, "2003-12-31") for name in sorted(f"employed_{g}" for g in GROUPS)),
        ("employed_total", "2004-12-31"),
        ("newly_employed", "2004-12-31"),
    ]


def test_a_unit_without_a_row_has_no_reports(ledger):
    with pytest.raises(CellUnknown):
        reports(ledger, NetNewJobs(asked("2004-12-31")), "999999")
