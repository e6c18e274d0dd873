"""Random histories are what they promise, and the calculation obeys the laws on them."""

import random
from collections import Counter
from datetime import date, timedelta
from itertools import pairwise
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.oracle.book import Line, day_of, moment_of, number_18
from tests.oracle.clerk import Clerk, acceptable
from tests.oracle.histories import CHINA, another_order, histories, permutations, random_history
from tests.oracle.life import Spell, counts_on
from tests.oracle.rate import rate

CUT_OFFS = ("2003-12-31", "2004-06-30", "2004-12-31", "2005-12-31")
DATED = ("effective_on", "registered_on", "ended_on", "unemployed_since")
LATE = timedelta(days=2)


def facts(history: list[Line]) -> list[list[tuple[str, Any]]]:
    bare = ({k: v for k, v in line.items() if k != "recorded_at"} for line in history)
    return sorted(sorted(line.items()) for line in bare)


def assert_well_recorded(history: list[Line]) -> None:
    """Acceptable line by line, in the order of the moments, nothing before it was known."""
    assert acceptable(history) is not None
    moments = [moment_of(line["recorded_at"]) for line in history]
    assert moments == sorted(moments)
    for line, moment in zip(history, moments, strict=True):
        days = [line[field] for field in DATED if field in line]
        assert min(days) >= "2002-12-01"
        assert max(days) <= moment.astimezone(CHINA).date().isoformat() <= "2005-12-31"


@given(histories())
def test_every_line_is_acceptable_when_it_is_recorded(history: list[Line]) -> None:
    assert_well_recorded(history)


@given(st.data())
@settings(deadline=None)
def test_any_order_of_arrival_gives_the_same_answer(data: st.DataObject) -> None:
    history = data.draw(histories())
    other = data.draw(permutations(history))
    assert_well_recorded(other)
    assert facts(other) == facts(history)
    for as_of in CUT_OFFS:
        assert rate(other, as_of, level="street") == rate(history, as_of, level="street")


@given(histories(), st.sampled_from(CUT_OFFS), st.sampled_from(("event", "as_of")))
def test_the_parts_add_up_to_the_whole(history: list[Line], as_of: str, at: str) -> None:
    rules = {"attribution": at, "age_at": at}
    streets = rate(history, as_of, level="street", rules=rules)
    for row in rate(history, as_of, level="county", rules=rules):
        below = [r for r in streets if r["group"] == row["group"] and len(r["unit"]) == 9]
        if not row["unit"].endswith("00"):
            below = [r for r in below if r["unit"].startswith(row["unit"])]
        assert row["numerator"] == sum(r["numerator"] for r in below) <= row["denominator"]
        assert row["denominator"] == sum(r["denominator"] for r in below)


def test_many_histories_reach_the_edges() -> None:
    seen: Counter[str] = Counter()
    for seed in range(150):
        history = random_history(random.Random(seed), workers=8)
        seen.update(line["command"] for line in history)
        seen.update(_edges(history))
    rare = {name: seen[name] for name in (*_COMMANDS, *_EDGES) if seen[name] < 10}
    assert not rare


def test_another_order_is_another_order() -> None:
    made = [random_history(random.Random(seed), workers=4) for seed in range(60)]
    others = [another_order(random.Random(1), history) for history in made]
    changed = [_by_worker(a) != _by_worker(b) for a, b in zip(made, others, strict=True)]
    assert sum(changed) > 30


def _by_worker(history: list[Line]) -> list[tuple[str, str, str]]:
    steps = [(_who(line), line["command"], line["effective_on"]) for line in history]
    return sorted(steps, key=lambda step: step[0])


_COMMANDS = (
    "register-worker",
    "correct-worker",
    "start-employment",
    "end-employment",
    "correct-employment",
    "void-employment",
    "transfer-case",
    "close-case",
    "confirm-closing",
    "reopen-case",
    "void-registration",
    "merge-worker",
    "unmerge-worker",
)
_EDGES = (
    "recorded late",
    "out of order",
    "ended on the mark",
    "ended the day before the mark",
    "overlapping",
    "changed jobs on one day",
    "reopened after closing",
)


def _who(line: Line) -> str:
    return number_18(line.get("worker") or line["id_number"])


def _edges(history: list[Line]) -> list[str]:
    clerk, found, last_day = Clerk(), [], dict[str, str]()
    for line in history:
        clerk.take(line)
        day = line["effective_on"]
        if moment_of(line["recorded_at"]).astimezone(CHINA).date() > day_of(day) + LATE:
            found.append("recorded late")
        if day < last_day.get(_who(line), day):
            found.append("out of order")
        last_day[_who(line)] = max(day, last_day.get(_who(line), day))
    for _, _, spells, ended, closings, _, reopened, _ in clerk.story().values():
        ends = dict(ended)
        for started_on, kind in spells:
            if kind == "flexible" and started_on in ends:
                found += _around(ends[started_on], started_on)
        days = [(start, ends.get(start)) for start, _ in spells]
        found += ["overlapping" for a, b in pairwise(days) if a[1] is None or a[1] > b[0]]
        found += ["changed jobs on one day" for a, b in pairwise(days) if a[1] == b[0]]
        found += ["reopened after closing" for c in closings if any(d > c[0] for d in reopened)]
    return found


def _around(ended_on: date, started_on: date) -> list[str]:
    days = {0: "ended on the mark", -1: "ended the day before the mark"}
    distance = (ended_on - counts_on(Spell(started_on, "flexible"))).days
    return [days[distance]] if distance in days else []
