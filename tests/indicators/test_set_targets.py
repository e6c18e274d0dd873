"""Targets by unit and year, broken down so that the parts reach the whole."""

from decimal import Decimal

from application.indicators.set_targets import SetTargets
from application.tracker import CaseTracker
from domain.target.targets import NET_NEW_JOBS, REEMPLOYMENT
from tests.ledger import record
from tests.use_cases.words import target

CITY, COUNTY, STREET = "440700", "440703", "440703002"
COUNTIES = ("440703", "440704", "440705")


def jobs(unit: str, value: int) -> dict[str, object]:
    return target(unit, indicator=NET_NEW_JOBS, value=str(value), year=2005)


def test_a_rate_holds_below_until_a_unit_has_its_own(ledger: CaseTracker):
    record(ledger, [target(value="62.5", year=2005)])
    rows = ledger.ask(SetTargets(CITY, 2005)).rows
    assert list(rows) == [CITY, *COUNTIES]
    assert rows[COUNTY][REEMPLOYMENT] == (Decimal("62.5"), COUNTY)
    assert rows["440704"][REEMPLOYMENT] == (Decimal(60), CITY)
    street = ledger.ask(SetTargets(COUNTY, 2005)).rows[STREET]
    assert street[REEMPLOYMENT] == (Decimal("62.5"), COUNTY)


def test_net_new_jobs_are_a_units_own_or_none(ledger: CaseTracker):
    rows = ledger.ask(SetTargets(CITY, 2005)).rows
    assert rows[CITY][NET_NEW_JOBS] == (Decimal(15_000), CITY)
    assert NET_NEW_JOBS not in rows[COUNTY]


def test_a_year_without_a_plan_has_no_targets(ledger: CaseTracker):
    rows = ledger.ask(SetTargets(CITY, 2009)).rows
    assert rows[CITY] == {}


def test_the_parts_are_to_reach_the_whole(ledger: CaseTracker):
    (parts,) = ledger.ask(SetTargets(CITY, 2005)).parts
    assert (parts.enough, parts.without) == (None, COUNTIES)
    record(ledger, [jobs("440703", 6_000), jobs("440704", 4_000)])
    (parts,) = ledger.ask(SetTargets(CITY, 2005)).parts
    assert (parts.whole, parts.together) == (Decimal(15_000), Decimal(10_000))
    assert (parts.enough, parts.without) == (False, ("440705",))
    record(ledger, [jobs("440705", 5_000)])
    (parts,) = ledger.ask(SetTargets(CITY, 2005)).parts
    assert (parts.enough, parts.without) == (True, ())
    record(ledger, [jobs("440705", 4_999)])
    (parts,) = ledger.ask(SetTargets(CITY, 2005)).parts
    assert parts.enough is False


def test_a_county_is_broken_down_to_its_streets(ledger: CaseTracker):
    record(ledger, [jobs(COUNTY, 500), jobs(STREET, 300), jobs("440703005", 200)])
    (parts,) = ledger.ask(SetTargets(COUNTY, 2005)).parts
    assert (parts.together, parts.enough) == (Decimal(500), True)


def test_a_street_is_broken_down_no_further(ledger: CaseTracker):
    answer = ledger.ask(SetTargets(STREET, 2005))
    assert (list(answer.rows), answer.parts) == ([STREET], ())
