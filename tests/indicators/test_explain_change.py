"""Why a figure changed: the people between two answers, and the facts that moved them."""

import random
from datetime import datetime
from typing import Any

import pytest

from application.indicators.change_causes import AGE, RULES
from application.indicators.explain import Explain
from application.indicators.explain_change import Change, ExplainChange
from application.indicators.rate_row import GroupUnknown
from application.indicators.units import GROUPS
from application.tracker import CaseTracker
from tests.databases import histories
from tests.indicators.asking import WEST, asked, in_order, line, person, registered
from tests.ledger import rate_rows, record
from tests.oracle.histories import random_history
from tests.oracle.units import UNITS
from tests.properties.test_two_clocks import SWITCHED

CLOSED_BOOKS = "2005-01-05T23:59:59+08:00"
MOMENTS = (None, "2004-03-05T23:59:59+08:00", "2004-10-05T12:00:00+08:00", CLOSED_BOOKS)
DAYS = ("2003-12-31", "2004-03-31", "2004-06-30", "2004-12-31", "2005-06-30")


def changes(change: Change) -> list[tuple[str, int, int, str]]:
    return [
        (each.name, each.numerator, each.denominator, each.cause.kind) for each in change.people
    ]


def between_books(tracker: CaseTracker, unit: str = "440703", group: str = "all") -> Change:
    """2004 as the books were closed, and as it is known now."""
    then, now = asked("2004-12-31", known_at=CLOSED_BOOKS), asked("2004-12-31")
    return tracker.ask(ExplainChange(then, now, unit, group))


@histories(range(30))
def test_what_the_people_changed_is_the_difference_exactly(ledger, seed):
    rng = random.Random(seed)
    record(ledger, random_history(rng, workers=8))
    for _ in range(6):
        level = rng.choice(("county", "street", "community"))
        questions = [(rng.choice(DAYS), rng.choice(MOMENTS)) for _ in range(2)]
        rules: dict[str, Any] = dict(rng.sample(SWITCHED, rng.randint(0, 2)))
        unit = rng.choice([code for code, (of, _) in UNITS.items() if of in (level, "city")])
        group = rng.choice(list(GROUPS))
        first, second = (asked(day, known_at=moment, level=level) for day, moment in questions)
        change = ledger.ask(ExplainChange(first, second, unit, group, rules))
        figures = []
        for (day, moment), side in zip(questions, (change.before, change.after), strict=True):
            row = rate_rows(ledger, day, moment, level, rules)[unit, group]
            assert (side.rate.numerator, side.rate.denominator) == (
                row["numerator"],
                row["denominator"],
            )
            figures.append((row["numerator"], row["denominator"]))
        sums = [
            sum(getattr(p, part) for p in change.people) for part in ("numerator", "denominator")
        ]
        assert sums == [after - before for before, after in zip(*figures, strict=True)]
        assert sums == [sum(cause[place] for cause in change.causes) for place in (2, 3)]
        assert sum(cause.people for cause in change.causes) == change.count == len(change.people)


@histories(range(30, 50))
def test_every_person_changed_by_late_knowledge_has_the_facts_recorded_in_between(ledger, seed):
    rng = random.Random(seed)
    record(ledger, random_history(rng, workers=8))
    then, now = sorted(rng.sample(MOMENTS[1:], 2)), asked(rng.choice(DAYS))
    first, second = (asked(f"{now.as_of}", known_at=moment) for moment in then)
    for each in ledger.ask(ExplainChange(first, second, "440700")).people:
        assert each.cause.facts
        for fact in each.cause.facts:
            recorded = datetime.fromisoformat(fact["recorded_at"])
            assert datetime.fromisoformat(then[0]) < recorded <= datetime.fromisoformat(then[1])


def hired(day: str, worker: str, recorded: str | None = None) -> dict[str, Any]:
    return line("start-employment", day, worker, recorded, kind="self_employment")


def test_a_late_entry_moves_a_person_into_the_numerator(ledger):
    record(ledger, [registered("2004-03-01", person(1)), registered("2004-03-01", person(2))])
    record(ledger, [hired("2004-12-20", person(1), "2005-01-20")])
    change = between_books(ledger)
    assert changes(change) == [("陈建国", 1, 0, "employment.started")]
    [fact] = change.people[0].cause.facts
    assert (fact["version"], fact["recorded_by"]) == (2, "tests")
    assert (change.before.rate.numerator, change.after.rate.numerator) == (0, 1)


def test_a_registration_void_afterwards_leaves_the_figure(ledger):
    worker = person(1)
    record(ledger, [registered("2004-03-01", worker), hired("2004-05-01", worker)])
    void = line("void-registration", "2004-03-01", worker, "2005-02-01", reason="fraud")
    record(ledger, [void])
    assert changes(between_books(ledger)) == [("陈建国", -1, -1, "worker.registration_voided")]


def test_a_transfer_told_late_takes_from_one_unit_and_gives_to_another(ledger):
    record(ledger, [registered("2004-03-01", person(1))])
    moved = line("transfer-case", "2004-11-01", person(1), "2005-02-01", to_station="440704001")
    record(ledger, [moved])
    assert changes(between_books(ledger, "440703")) == [("陈建国", 0, -1, "case.transferred")]
    assert changes(between_books(ledger, "440704")) == [("陈建国", 0, 1, "case.transferred")]
    assert changes(between_books(ledger, "440700")) == []


def test_between_two_days_the_facts_that_took_effect_between_them(ledger):
    worker = person(1)
    flexible = line("start-employment", "2004-02-15", worker, kind="flexible")
    record(ledger, [registered("2004-01-05", worker), flexible])
    change = ledger.ask(ExplainChange(asked("2004-04-30"), asked("2004-05-31"), "440703"))
    assert changes(change) == [("陈建国", 1, 0, "employment.started")]


def test_a_job_corrected_to_begin_after_the_day_is_the_cause(ledger):
    worker = person(1)
    record(ledger, [registered("2004-03-01", worker), hired("2004-12-20", worker)])
    correction = {"started_on": "2004-12-20", "reason": "合同日期有误"}
    put_right = line("correct-employment", "2005-01-02", worker, "2005-01-27", **correction)
    record(ledger, [put_right])
    assert changes(between_books(ledger)) == [("陈建国", -1, 0, "employment.corrected")]


def test_a_correction_is_a_cause_on_the_days_that_it_puts_right(ledger):
    ends = {"started_on": "2003-12-01", "ended_on": "2005-03-01", "reason": "日期有误"}
    later = {"registered_on": "2004-05-05", "reason": "日期有误"}
    lines = [
        *(registered("2003-10-08", person(nth)) for nth in (1, 2)),
        hired("2003-12-01", person(1)),
        line("end-employment", "2003-12-20", person(1), reason="dismissed"),
        line("correct-employment", "2003-12-01", person(1), "2005-04-01", **ends),
        line("correct-worker", "2003-10-08", person(2), "2005-04-01", **later),
    ]
    record(ledger, in_order(lines))
    change = ledger.ask(ExplainChange(asked("2005-02-01"), asked("2005-03-01"), "440703"))
    assert changes(change) == [("陈建国", 0, 1, "employment.corrected")]
    change = ledger.ask(ExplainChange(asked("2004-05-01"), asked("2004-06-01"), "440703"))
    assert changes(change) == [("陈建国", 0, 1, "worker.corrected")]


def test_what_took_effect_after_the_day_is_no_cause(ledger):
    worker = person(1)
    late = registered("2004-12-20", worker) | {"recorded_at": "2005-01-10T10:00:00+08:00"}
    record(ledger, [late, hired("2005-02-01", worker)])
    [each] = between_books(ledger).people
    assert [fact["fact"] for fact in each.cause.facts] == ["worker.registered"]


def test_a_birthday_moves_a_person_into_the_group_of_the_older(ledger):
    record(ledger, [registered("2004-01-05", person(1, "1954-05-05"))])
    change = ledger.ask(ExplainChange(asked("2004-04-30"), asked("2004-05-31"), "440703", "older"))
    assert changes(change) == [("陈建国", 0, 1, AGE)]


def test_a_rule_set_in_between_is_a_cause_without_facts(ledger):
    record(ledger, [registered("2004-01-05", person(1, "1958-05-05"))])
    at = {"recorded_at": "2005-02-01T10:00:00+08:00", "effective_on": "2004-01-01"}
    rule = {"name": "older_male", "value": "45", "reference": "江府[2005]1号"}
    record(ledger, [{"command": "set-parameter", **rule, **at}])
    change = between_books(ledger, group="older")
    assert changes(change) == [("陈建国", 0, 1, RULES)]
    assert (change.before.rules["older_male"], change.after.rules["older_male"]) == (50, 45)


def test_people_come_in_pages_and_an_area_limits_them(ledger):
    record(ledger, [registered("2004-03-01", person(n), name=f"人{n}") for n in range(1, 6)])
    record(ledger, [hired("2004-12-20", person(n), "2005-01-20") for n in range(1, 6)])
    then, now = asked("2004-12-31", known_at=CLOSED_BOOKS), asked("2004-12-31")
    page = ledger.ask(ExplainChange(then, now, "440703", limit=2, seen=2))
    assert ([each.name for each in page.people], page.count) == (["人3", "人4"], 5)
    nobody = ledger.ask(ExplainChange(then, now, "440700", area="440704"))
    assert (nobody.count, nobody.after.rate.denominator) == (0, 0)
    assert ledger.ask(Explain(now, WEST))["numerator"] == 5


def test_a_group_that_there_is_not_is_refused(ledger):
    with pytest.raises(GroupUnknown):
        between_books(ledger, group="children")
