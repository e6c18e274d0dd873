"""Stock and flow: worked by hand, naively recounted, and its identity."""

import pytest

from application.indicators.stock_and_flow import IN, OUT
from domain.policy.book import ParameterOutOfBounds, ParameterUnknown
from tests.indicators.asking import (
    EAST,
    SOUTH,
    WEST,
    asked,
    in_order,
    line,
    person,
    registered,
    rows,
    shown,
)
from tests.ledger import record

NAME = "stock-and-flow"
MARKS = ("opening", *IN, *OUT, "closing")


def test_s1_of_the_domain_file(ledger):
    """120 + 40 + 6 + 2 − 70 − 5 − 1 − 3 = 89 (domain §4.3)."""
    people = [person(n) for n in range(171)]
    stock, new, again, movers = people[:120], people[120:160], people[160:166], people[166:168]
    lines = [registered("2003-06-02", who) for who in [*stock, *again]]
    lines += [registered("2003-06-02", who, SOUTH) for who in movers]
    hired = {"kind": "labour_contract"}
    lines += [line("start-employment", "2003-07-01", who, **hired) for who in again]
    lines += [registered("2004-03-01", who) for who in new]
    lines += [line("end-employment", "2004-04-01", who, reason="dismissed") for who in again]
    lines += [line("transfer-case", "2004-05-10", who, to_station=WEST) for who in movers]
    lines += [line("start-employment", "2004-06-01", who, **hired) for who in stock[:70]]
    lines += [line("close-case", "2004-07-01", who, reason="retired") for who in stock[70:75]]
    lines += [line("close-case", "2004-07-01", stock[75], reason="died")]
    lines += [line("transfer-case", "2004-08-01", who, to_station=SOUTH) for who in stock[76:79]]
    record(ledger, in_order(lines))
    row = rows(ledger, NAME, asked("2004-12-31"))["440703", "all"]
    reasons = ("registered", "job_lost", "moved_in", "reemployed", "retired", "died", "moved_out")
    assert shown(row, "opening", *reasons, "closing") == (120, 40, 6, 2, 70, 5, 1, 3, 89)
    assert shown(row, "inflow", "outflow") == (48, 79)
    city = rows(ledger, NAME, asked("2004-12-31"))["440700", "all"]
    assert shown(city, "opening", "moved_in", "moved_out", "closing") == (122, 0, 0, 92)


def test_a_spell_of_one_day_has_both_flows(ledger):
    worker = person(1)
    hired = line("start-employment", "2004-03-01", worker, kind="self_employment")
    record(ledger, [registered("2004-03-01", worker), hired])
    row = rows(ledger, NAME, asked("2004-12-31"))["440700", "all"]
    assert shown(row, "opening", "registered", "reemployed", "closing") == (0, 1, 1, 0)


@pytest.mark.parametrize(
    ("as_of", "reached", "closing"), [("2004-03-14", 0, 0), ("2004-03-15", 1, 1)]
)
def test_reaching_the_age_is_an_inflow_of_the_older_groups(ledger, as_of, reached, closing):
    record(ledger, [registered("2003-10-08", person(1, "1954-03-15"))])
    answer = rows(ledger, NAME, asked(as_of))
    for group in ("older", "older_male"):
        assert shown(answer["440703", group], "reached_age", "closing") == (reached, closing)
    for group in ("all", "male"):
        assert shown(answer["440703", group], "opening", "reached_age", "closing") == (1, 0, 1)


def test_registered_on_the_birthday_one_is_older_from_the_start(ledger):
    record(ledger, [registered("2004-03-15", person(1, "1954-03-15"))])
    row = rows(ledger, NAME, asked("2004-12-31"))["440703", "older"]
    assert shown(row, "registered", "reached_age", "closing") == (1, 0, 1)


def test_born_on_29_february_the_age_is_reached_on_1_march_of_a_common_year(ledger):
    record(ledger, [registered("2004-10-08", person(1, "1960-02-29"))])
    rule = {"older_male": 45}
    february = rows(ledger, NAME, asked("2005-02-28"), **rule)["440703", "older"]
    march = rows(ledger, NAME, asked("2005-03-31", "2005-03-01"), **rule)["440703", "older"]
    assert shown(february, "reached_age", "closing") == (0, 0)
    assert shown(march, "opening", "reached_age", "closing") == (0, 1, 1)


def test_a_move_is_a_flow_only_between_units_of_the_level(ledger):
    worker = person(1)
    moved = line("transfer-case", "2004-05-10", worker, to_station=EAST)
    record(ledger, [registered("2004-01-08", worker), moved])
    streets = rows(ledger, NAME, asked("2004-12-31", level="street"))
    assert shown(streets[WEST, "all"], "registered", "moved_out", "closing") == (1, 1, 0)
    assert shown(streets[EAST, "all"], "moved_in", "closing") == (1, 1)
    county = rows(ledger, NAME, asked("2004-12-31"))["440703", "all"]
    assert shown(county, "moved_in", "moved_out", "closing") == (0, 0, 1)


def test_a_street_s_own_people_are_a_row_of_their_own_among_communities(ledger):
    worker = person(1)
    moved = line("transfer-case", "2004-05-10", worker, to_station="440703002101")
    record(ledger, [registered("2004-01-08", worker), moved])
    answer = rows(ledger, NAME, asked("2004-12-31", level="community"))
    assert shown(answer[WEST, "all"], "registered", "moved_out", "closing") == (1, 1, 0)
    assert shown(answer["440703002101", "all"], "moved_in", "closing") == (1, 1)


def test_one_category_alone(ledger):
    record(
        ledger,
        [
            registered("2004-01-08", person(1)),
            registered("2004-01-09", person(2), category="minimum_living"),
        ],
    )
    answer = rows(ledger, NAME, asked("2004-12-31"), category="minimum_living")
    assert answer["440703", "all"]["registered"] == 1


def test_a_late_fact_is_in_no_answer_of_what_was_known_before(ledger):
    worker = person(1)
    late = line("start-employment", "2004-06-01", worker, recorded="2005-02-01", kind="flexible")
    record(ledger, [registered("2004-01-08", worker), late])
    columns = ("reemployed", "closing")
    before = asked("2004-12-31", known_at="2005-01-05T23:59:59+08:00")
    assert shown(rows(ledger, NAME, before)["440700", "all"], *columns) == (0, 1)
    assert shown(rows(ledger, NAME, asked("2004-12-31"))["440700", "all"], *columns) == (1, 0)


def test_a_succession_of_units_is_no_flow(ledger, tmp_path):
    record(ledger, [registered("2004-01-08", person(1), EAST)])
    file = tmp_path / "merged.csv"
    file.write_text(
        "code,name,level,parent,valid_until,successor\n"
        f"{EAST},旧街道,street,440703,2004-06-30,{SOUTH}\n"
    )
    ledger.load_units(file, "tests")
    answer = rows(ledger, NAME, asked("2004-12-31", level="street"))
    assert shown(answer[SOUTH, "all"], "registered", "moved_in", "closing") == (1, 0, 1)
    assert (EAST, "all") not in answer


def test_switches_that_are_none(ledger):
    with pytest.raises(ParameterUnknown) as unknown:
        rows(ledger, NAME, asked("2004-12-31"), numerator="ever")
    assert unknown.value.field == "numerator"
    with pytest.raises(ParameterOutOfBounds) as bounds:
        rows(ledger, NAME, asked("2004-12-31"), older_male="900")
    assert bounds.value.field == "older_male"
