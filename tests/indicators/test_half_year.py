"""The half-year table adds up, and says what the indicators say."""

import random
from datetime import date, datetime
from decimal import Decimal

import pytest

from application.indicators.half_year import PEOPLE, HalfYear, Line, Summary
from application.indicators.halves import Half, ReportedHalf, end_of, last_ended
from application.indicators.period import Asked
from application.tracker import CaseTracker
from domain.unit.units import UnitUnknown
from tests.databases import histories
from tests.indicators.asking import SOUTH, WEST, asked, in_order, line, person, registered, rows
from tests.indicators.reported import figure, workforce
from tests.ledger import record
from tests.oracle.histories import random_history

CITY, COUNTY = "440700", "440703"


def summary(
    ledger: CaseTracker,
    unit: str = CITY,
    as_of: str = "2004-06-30",
    since: str = "2004-01-01",
    known_at: str | None = None,
) -> Summary:
    return ledger.ask(HalfYear(unit, asked(as_of, since, known_at)))


def lines(found: Summary) -> dict[str, Line]:
    return {line.unit: line for line in found.lines}


@histories(range(12))
def test_every_total_is_the_sum_of_its_rows_and_stocks_go_on(ledger: CaseTracker, seed: int):
    rng = random.Random(seed)
    record(ledger, random_history(rng, workers=8))
    half = ReportedHalf(rng.choice((2003, 2004, 2005)), rng.choice(list(Half)))
    known_at = rng.choice((None, "2004-07-05T23:59:59+08:00"))
    for unit in (CITY, COUNTY, WEST, "440703002101"):
        found = summary(ledger, unit, f"{half.last}", f"{half.first}", known_at)
        for name in PEOPLE:
            added = sum(line.counts[name] or 0 for line in found.lines)
            assert found.total.counts[name] == added
        for each in (found.total, *found.lines):
            opening, inflow, outflow, moved, closing = (each.counts[n] or 0 for n in PEOPLE[-5:])
            assert opening + inflow - outflow + moved == closing


def test_what_lay_below_a_county_that_ended_is_in_the_table_of_its_successor(ledger, tmp_path):
    record(ledger, [registered("2004-01-08", person(1), "440705001")])
    file = tmp_path / "merged.csv"
    file.write_text(
        "code,name,level,parent,valid_until,successor\n"
        f"440705,旧县,county,{CITY},2004-03-31,{COUNTY}\n"
    )
    ledger.load_units(file, "tests")
    of_city, own = lines(summary(ledger)), summary(ledger, COUNTY)
    assert own.total == of_city[COUNTY]
    assert lines(own)["440705001"].counts["closing"] == own.total.counts["closing"] == 1
    assert summary(ledger, "440705", "2004-03-31").total.counts["closing"] == 1


@histories(range(12, 20))
def test_a_county_says_of_itself_what_the_city_says_of_it(ledger: CaseTracker, seed: int):
    record(ledger, random_history(random.Random(seed), workers=8))
    of_city = summary(ledger, CITY, "2004-12-31", "2004-07-01")
    for county in of_city.lines:
        own = summary(ledger, county.unit, "2004-12-31", "2004-07-01")
        assert own.total == county


def test_its_numbers_are_those_of_the_indicators(ledger: CaseTracker):
    record(ledger, random_history(random.Random(7), workers=8))
    question = asked("2004-12-31", "2004-07-01")
    found = summary(ledger, CITY, "2004-12-31", "2004-07-01")
    rate = rows(ledger, "reemployment-rate", question)
    certificates = rows(ledger, "certificates", question)
    training = rows(ledger, "training", question)
    flow = rows(ledger, "stock-and-flow", question)
    for each in (found.total, *found.lines):
        counts, of = each.counts, (each.unit, "all")
        assert counts["denominator"] == rate[of]["denominator"]
        assert counts["older_numerator"] == rate[each.unit, "older"]["numerator"]
        assert counts["issued"] == certificates[*of, "all"]["issued"]
        assert counts["held"] == certificates[*of, "all"]["stock_end"]
        assert counts["completed"] == training[of]["completed"]
        assert counts["placed"] == training[of]["placed"]
        assert counts["closing"] == flow[of]["closing"]
        assert counts["inflow"] == flow[of]["inflow"] - flow[of]["moved_in"]
        assert counts["moved"] == flow[of]["moved_in"] - flow[of]["moved_out"]


def test_a_move_takes_from_one_unit_what_it_gives_to_another(ledger: CaseTracker):
    who = person(1)
    moved = line("transfer-case", "2004-03-01", who, to_station=SOUTH)
    record(ledger, [registered("2003-10-01", who), moved])
    found = summary(ledger)
    by_unit = {line.unit: line.counts["moved"] for line in found.lines}
    assert (by_unit[COUNTY], by_unit["440704"]) == (-1, 1)
    assert found.total.counts["moved"] == 0
    assert (found.total.counts["inflow"], found.total.counts["outflow"]) == (0, 0)


def test_what_was_recorded_after_the_cut_off_is_not_in_it(ledger: CaseTracker):
    late = registered("2004-06-20", person(2), recorded="2004-07-06")
    record(ledger, in_order([registered("2004-06-20", person(1)), late]))
    cut_off = end_of(ReportedHalf(2004, Half.FIRST).cut_off_on).isoformat()
    assert summary(ledger).total.counts["inflow"] == 2
    assert summary(ledger, known_at=cut_off).total.counts["inflow"] == 1


def test_what_is_reported_stands_in_the_total_as_the_unit_reported_it(ledger: CaseTracker):
    record(
        ledger,
        in_order(
            [
                *workforce(9_000, 300, day="2003-12-31"),
                *workforce(9_600, 350, day="2004-06-30", recorded="2004-07-02"),
                figure("employed_total", 1_000, "2003-12-31", COUNTY),
                figure("employed_total", 1_050, "2004-06-30", COUNTY, "2004-07-02"),
            ]
        ),
    )
    found = summary(ledger)
    assert [found.total.counts[n] for n in ("net", "unemployed", "workforce")] == [600, 350, 9_950]
    assert lines(found)[COUNTY].counts["net"] == 50
    assert lines(found)["440704"].counts["net"] is None
    assert summary(ledger, COUNTY).total.counts["net"] == 50


def test_each_line_carries_the_targets_of_the_year(ledger: CaseTracker):
    target = {
        "command": "set-target",
        "unit": COUNTY,
        "year": 2004,
        "indicator": "reemployment-rate",
        "value": "65",
        "reference": "蓬府[2004]1号",
        "effective_on": "2004-01-05",
        "recorded_at": "2004-01-05T09:00:00+08:00",
    }
    record(ledger, [target])
    found = summary(ledger)
    assert (found.total.rate_target, found.total.older_rate_target) == (Decimal(60), Decimal(50))
    assert lines(found)[COUNTY].rate_target == 65
    assert lines(summary(ledger, COUNTY))[WEST].rate_target == 65
    assert (found.total.net_target, lines(found)[COUNTY].net_target) == (Decimal(15_000), None)


def test_the_rows_are_the_units_below(ledger: CaseTracker):
    assert list(lines(summary(ledger))) == ["440703", "440704", "440705"]
    assert list(lines(summary(ledger, COUNTY))) == ["440703002", "440703005"]
    assert list(lines(summary(ledger, "440703002101"))) == ["440703002101"]
    record(ledger, [registered("2004-03-01", person(1))])
    assert list(lines(summary(ledger, WEST))) == [WEST, "440703002101", "440703002102"]
    with pytest.raises(UnitUnknown):
        summary(ledger, "990000")


def test_halves_their_days_and_their_cut_offs():
    first, second = ReportedHalf(2004, Half.FIRST), ReportedHalf(2004, Half.SECOND)
    assert (first.first, first.last) == (date(2004, 1, 1), date(2004, 6, 30))
    assert (second.first, second.last) == (date(2004, 7, 1), date(2004, 12, 31))
    whole = ReportedHalf(2004, Half.YEAR)
    assert (whole.first, whole.last) == (date(2004, 1, 1), date(2004, 12, 31))
    assert (first.cut_off_on, second.cut_off_on) == (date(2004, 7, 5), date(2005, 1, 5))
    assert end_of(date(2004, 7, 5)) == datetime.fromisoformat("2004-07-05T23:59:59+08:00")


@pytest.mark.parametrize(
    ("today", "year", "half"),
    [
        ("2005-06-30", 2004, Half.SECOND),
        ("2005-07-01", 2005, Half.FIRST),
        ("2005-12-31", 2005, Half.FIRST),
        ("2006-01-01", 2005, Half.SECOND),
    ],
)
def test_the_half_being_reported_is_the_last_that_is_over(today: str, year: int, half: Half):
    assert last_ended(date.fromisoformat(today)) == ReportedHalf(year, half)


def test_the_level_of_the_question_is_not_looked_at(ledger: CaseTracker):
    street = HalfYear(CITY, asked("2004-06-30", "2004-01-01", level="street"))
    assert ledger.ask(street) == ledger.ask(HalfYear(CITY, Asked(date(2004, 6, 30))))
