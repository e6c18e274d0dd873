"""The dashboard's figures are the indicators' answers, beside targets and other periods."""

import random
from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction
from itertools import chain

import pytest

from application.indicators.measured import Lamp, Measured, rate_of, worst
from application.indicators.reporting_periods import Kind, ReportingPeriod
from application.indicators.target_completion import Board, TargetCompletion
from application.tracker import CaseTracker
from domain.unit.units import Level
from tests.databases import histories
from tests.indicators.asking import WEST, line, person, registered
from tests.ledger import rate_rows, record
from tests.oracle.histories import random_history
from tests.properties.test_two_clocks import SWITCHED

YEAR_2004 = ReportingPeriod(Kind.YEAR, date(2004, 12, 31))
NOBODY = {"numerator": 0, "denominator": 0, "rate": None, "met": None}
EVERYTHING = ("440703", "440704", "440705", "440703002", "440703005", "440704001")


def board(tracker: CaseTracker, unit: str = "440700", opened: tuple[str, ...] = ()) -> Board:
    return tracker.ask(TargetCompletion(YEAR_2004, unit, opened=opened))


def hired(day: str, worker: str) -> dict[str, object]:
    return line("start-employment", day, worker, kind="self_employment")


@histories(range(12))
def test_every_line_is_a_row_of_the_indicator(ledger, seed):
    rng = random.Random(seed)
    record(ledger, random_history(rng, workers=8))
    kind, year = rng.choice(list(Kind)), rng.choice((2003, 2004, 2005))
    as_of = date(year, rng.choice((2, 6, 12)), 28)
    period = ReportingPeriod(kind, as_of, date(year, 1, 15) if kind is Kind.OWN else None)
    known_at = rng.choice((None, "2004-07-05T23:59:59+08:00"))
    rules = dict(rng.sample(SWITCHED, 2))
    moment = datetime.fromisoformat(known_at) if known_at else None
    question = TargetCompletion(period, "440700", moment, rules, EVERYTHING)
    shown = ledger.ask(question)
    for then in (period, period.year_before, period.before):
        if then is None:
            assert {each.all.before for each in shown.lines} == {None}
            continue
        answers = {
            level: rate_rows(ledger, f"{then.as_of}", known_at, level, rules, f"{then.since}")
            for level in Level
        }
        for each in (shown.total, *shown.lines):
            for group, rate in each.rates.items():
                row = answers[each.level].get((each.unit.code, group), NOBODY)
                beside = rate[(period, period.year_before, period.before).index(then)]
                assert beside is not None
                counts = (beside.numerator, beside.denominator)
                assert counts == (row["numerator"], row["denominator"])
                assert beside.shown == (row["rate"] and Decimal(row["rate"]))
                assert then is not period or beside.met == row["met"]


@histories(range(12, 18))
def test_lines_below_add_up_to_the_line_above(ledger, seed):
    record(ledger, random_history(random.Random(seed), workers=8))
    shown = board(ledger, opened=EVERYTHING)
    for above in (shown.total, *(each for each in shown.lines if each.open)):
        below = board(ledger, above.unit.code).lines
        for count in ("numerator", "denominator"):
            parts = [getattr(each.older.now, count) for each in below]
            assert sum(parts) == getattr(above.older.now, count)


@histories(range(18, 22))
def test_the_course_is_the_rate_of_each_month(ledger, seed):
    record(ledger, random_history(random.Random(seed), workers=8))
    shown = board(ledger, "440703")
    assert [*map(len, shown.courses)] == [12, 12]
    for point in chain(*shown.courses):
        rows = rate_rows(ledger, f"{point.period.as_of}")
        for group, rate in point.rates.items():
            row = rows["440703", group]
            assert (rate.numerator, rate.denominator) == (row["numerator"], row["denominator"])


def test_the_best_comes_first_and_equals_share_a_rank(ledger):
    people = [(WEST, 1), (WEST, 2), ("440704001", 3), ("440704001", 4), ("440705001", 5)]
    lines = [registered("2004-01-05", person(nth), station) for station, nth in people]
    record(ledger, [*lines, *(hired("2004-03-01", person(nth)) for nth in (1, 3, 5))])
    shown = board(ledger)
    ranks = [(each.unit.code, each.rank, each.all.now.done_percent) for each in shown.lines]
    assert ranks == [
        ("440705", 1, Decimal("166.67")),
        ("440703", 2, Decimal("83.33")),
        ("440704", 2, Decimal("83.33")),
    ]
    assert (shown.total.rank, shown.total.all.now.shown) == (None, Decimal("60.00"))
    assert shown.total.lamp is Lamp.MET


def test_where_nobody_is_there_is_no_rank_and_no_lamp(ledger):
    record(ledger, [registered("2004-01-05", person(1))])
    empty = next(each for each in board(ledger).lines if each.unit.code == "440705")
    assert (empty.rank, empty.lamp, empty.all.now.shown) == (None, None, None)


def test_a_streets_own_people_have_a_line_beside_its_communities(ledger):
    community = "440703002101"
    record(
        ledger,
        [registered("2004-01-05", person(1)), registered("2004-01-06", person(2), community)],
    )
    lines = [
        (each.unit.code, each.own, each.all.now.denominator) for each in board(ledger, WEST).lines
    ]
    assert lines == [(community, False, 1), ("440703002102", False, 0), (WEST, True, 1)]


def test_changes_are_differences_of_the_rates_as_shown(ledger):
    record(ledger, [registered("2003-01-05", person(nth)) for nth in (1, 2, 3)])
    record(ledger, [hired("2003-12-01", person(1)), hired("2004-12-05", person(2))])
    rate = board(ledger).total.all
    assert (rate.now.shown, rate.a_year_before.shown) == (Decimal("50.00"), Decimal("33.33"))
    assert (rate.since_last_year, rate.since_before) == (Decimal("16.67"), Decimal("50.00"))


@pytest.mark.parametrize(
    ("numerator", "denominator", "lamp"),
    [(60, 100, "met"), (59, 100, "near"), (57, 100, "near"), (5699, 10_000, "missed")],
)
def test_near_misses_a_target_by_a_twentieth_at_most(numerator, denominator, lamp):
    assert rate_of(numerator, denominator, Decimal(60)).lamp(95) == lamp


@pytest.mark.parametrize(
    ("rate", "lamp"), [("3.5", "met"), ("3.51", "near"), ("3.675", "near"), ("3.68", "missed")]
)
def test_what_is_not_to_be_exceeded_is_near_above_its_target(rate, lamp):
    exact, target = Fraction(rate), Decimal("3.5")
    kept = Measured(exact, target, exact <= target, at_most=True)
    assert kept.lamp(95) == lamp


def test_one_lamp_for_two_targets_is_the_worse():
    assert worst([Lamp.MET, None, Lamp.NEAR]) is Lamp.NEAR
    assert worst([None]) is None


def test_an_area_sees_its_own_unit_and_what_is_below(ledger):
    record(
        ledger,
        [registered("2004-01-05", person(1)), registered("2004-01-05", person(2), "440704001")],
    )
    shown = board(ledger, "440703")
    assert shown.total.all.now.denominator == 1
    assert {each.unit.code for each in shown.lines} == {"440703002", "440703005"}
