"""Many days in one pass, remembered from one position to the next: the plain answer every time."""

import random
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import pytest

from application.indicators.period import Asked
from application.indicators.reemployed_on_days import counted_on
from application.indicators.reemployed_people import people, rules_for, sums
from application.indicators.reporting_periods import Kind, ReportingPeriod
from application.indicators.units import add_to
from application.kernel.answering import remembered
from application.kernel.answering.query import Sight
from application.kernel.answering.remembered import Counts, Summed
from tests.databases import histories
from tests.indicators.asking import person, registered
from tests.ledger import record
from tests.oracle.histories import random_history
from tests.properties.test_two_clocks import SWITCHED

KNOWN = (None, "2004-07-05T23:59:59+08:00", "2005-01-05T23:59:59+08:00")


def by_sex(counts: Counts) -> Counts:
    sums: Counts = {}
    for (_, sex, _), numbers in counts.items():
        add_to(sums, (sex,), numbers)
    return sums


BY_SEX = Summed("sex", by_sex)


@dataclass(frozen=True)
class BothWays:
    """The counts of many days in one pass with their sums, and those of each day by itself."""

    asked: Asked
    days: list[date]
    switches: dict[str, Any]

    def answer(self, sight: Sight) -> tuple[list[Counts], list[Counts]]:
        rules = rules_for(self.asked, self.switches, sight)
        plain: dict[Any, list[int]] = {}
        for nth, day in enumerate(self.days):
            alone = Asked(day, self.asked.first, self.asked.known_at)
            for station, sex, older, counts, persons in sight.connection.execute(
                sums(people(alone, rules))
            ):
                numbers = plain.setdefault((station, sex, bool(older)), [0] * 2 * len(self.days))
                numbers[2 * nth : 2 * nth + 2] = counts, persons
        one_by_one = {key: tuple(numbers) for key, numbers in plain.items()}
        together = [
            counted_on(sight, self.asked, self.days, rules, summed) for summed in (None, BY_SEX)
        ]
        return together, [one_by_one, by_sex(one_by_one)]


def question(rng: random.Random) -> BothWays:
    first = date(rng.choice((2003, 2004, 2005)), rng.choice((1, 1, 4, 7)), 1)
    days = sorted({first.replace(month=rng.randint(first.month, 12)) for _ in range(6)})
    known = rng.choice(KNOWN)
    moment = datetime.fromisoformat(known) if known else None
    return BothWays(Asked(days[-1], first, moment), days, dict(rng.sample(SWITCHED, 3)))


@histories(range(24))
def test_many_days_at_any_position_are_as_each_day_by_itself(new_ledger, seed, monkeypatch):
    rng = random.Random(seed)
    monkeypatch.setattr(remembered, "MOST_FACTS", rng.choice((2, 400)))
    monkeypatch.setattr(remembered, "BEHIND", 0)
    tracker, lines = new_ledger(), random_history(rng, workers=6)
    tracker.engines.large = rng.choice((0, 10**9))
    questions = [question(rng) for _ in range(4)]
    while lines:
        size = rng.randint(1, 12)
        record(tracker, lines[:size])
        lines = lines[size:]
        if rng.random() < 0.3:
            tracker.engines.remembered.go_along()
            tracker.engines.reports.sync()
        for each in rng.sample(questions, 2):
            together, one_by_one = tracker.ask(each)
            assert together == one_by_one, each


@dataclass(frozen=True)
class People:
    """By station; `counted` is told of the databases in which they were counted."""

    counted: list[str]

    def answer(self, sight: Sight) -> Counts:
        def count(connection: Any) -> Counts:
            aside = connection.engine.url.database is None and connection.dialect.name == "sqlite"
            self.counted.append("aside" if aside else connection.dialect.name)
            found = connection.exec_driver_sql(
                "SELECT station, count(*) FROM episodes GROUP BY station"
            )
            return {station: (number,) for station, number in found if number}

        return sight.remembered.counts(sight.connection, sight.position, "stations", count)


def test_a_count_goes_on_without_counting_the_city_again(ledger):
    question = People([])
    record(ledger, [registered("2004-01-05", person(1))])
    assert list(ledger.ask(question).values()) == [(1,)]
    record(ledger, [registered("2004-02-05", person(2))])
    assert list(ledger.ask(question).values()) == [(2,)]
    assert list(ledger.ask(question).values()) == [(2,)]
    assert question.counted[1:] == ["aside"]


@pytest.mark.parametrize(
    ("behind", "lately", "goes"), [(0, 60, True), (1_000, 60, False), (0, -1, False)]
)
def test_a_count_that_was_asked_lately_goes_along_with_the_log(
    ledger, monkeypatch, behind, lately, goes
):
    monkeypatch.setattr(remembered, "BEHIND", behind)
    monkeypatch.setattr(remembered, "LATELY_SECONDS", lately)
    question = People([])
    record(ledger, [registered("2004-01-05", person(1))])
    ledger.ask(question)
    record(ledger, [registered("2004-02-05", person(2))])
    ledger.engines.remembered.go_along()
    assert question.counted[1:] == ["aside"] * goes
    assert list(ledger.ask(question).values()) == [(2,)]
    assert question.counted[1:] == ["aside"], "whoever asks next need not go along"


def test_everybody_is_counted_in_columns_on_a_large_ledger(ledger):
    question = People([])
    ledger.engines.large = 0
    record(ledger, [registered("2004-01-05", person(1))])
    ledger.engines.reports.sync()
    record(ledger, [registered("2004-02-05", person(2))])
    assert list(ledger.ask(question).values()) == [(2,)]
    record(ledger, [registered("2004-02-05", person(3))])
    assert list(ledger.ask(question).values()) == [(3,)]
    assert question.counted == ["duckdb", "aside"]


def test_many_who_ask_at_once_while_facts_arrive_get_the_count_of_their_position(ledger):
    question = BothWays(Asked(date(2004, 12, 31)), [date(2004, 6, 30), date(2004, 12, 31)], {})

    def ask(_: int) -> bool:
        together, one_by_one = ledger.ask(question)
        return bool(together == one_by_one)

    with ThreadPoolExecutor(8) as people_asking:
        answers = people_asking.map(ask, range(80))
        for nth in range(20):
            record(ledger, [registered("2004-02-05", person(nth))])
        assert all(answers)


@pytest.mark.parametrize(
    ("kind", "as_of", "since", "year_before", "before"),
    [
        ("year_to_date", "2005-02-28", "2005-01-01", "2004-02-29", "2005-01-31"),
        ("year_to_date", "2005-01-15", "2005-01-01", "2004-01-15", None),
        ("half_year", "2005-09-10", "2005-07-01", "2004-09-10", "2005-03-10"),
        ("quarter", "2005-03-31", "2005-01-01", "2004-03-31", "2004-12-31"),
        ("month", "2005-03-31", "2005-03-01", "2004-03-31", "2005-02-28"),
        ("own_period", "2005-03-31", "2004-10-01", "2004-03-31", "2005-02-28"),
    ],
)
def test_a_period_and_those_it_is_compared_with(kind, as_of, since, year_before, before):
    own = date(2004, 10, 1) if kind == "own_period" else None
    period = ReportingPeriod(Kind(kind), date.fromisoformat(as_of), own)
    assert period.since.isoformat() == since
    assert period.year_before.as_of.isoformat() == year_before
    assert (period.before and period.before.as_of.isoformat()) == before


def test_the_months_of_a_period_and_of_the_year_before():
    period = ReportingPeriod(Kind.YEAR, date(2005, 3, 15))
    days = [each.as_of.isoformat() for each in period.months]
    assert days == ["2005-01-31", "2005-02-28", "2005-03-15"]
    past = [each.as_of.isoformat() for each in period.months_of_the_year_before]
    assert (len(past), past[1], past[-1]) == (12, "2004-02-29", "2004-12-31")
    own = ReportingPeriod(Kind.OWN, date(2005, 3, 31), date(2004, 12, 10))
    assert [e.as_of.month for e in own.months] == [12, 1, 2, 3]
    assert [e.since.isoformat() for e in own.months_of_the_year_before] == ["2003-12-10"] * 4
