"""Late entries that go along with the log are those that counting every fact anew finds."""

from collections import Counter, defaultdict
from collections.abc import Iterator
from datetime import date, timedelta
from random import Random
from statistics import median_low
from typing import Any

import pytest

from application.kernel import each_second
from application.kernel.answering.remembered import Remembered
from application.kernel.clock import day_of
from application.read_models.activity import Activity
from application.read_models.late_entries import LateEntries, Lateness
from domain.kernel.errors import DomainError
from tests.ledger import record
from tests.read_models.erasing import erase
from tests.read_models.office import ELSEWHERE, OTHER_STATION, STATION, Office, day
from tests.read_models.test_people_index import until

STEPS, LATE_DAYS = 30, 30
FIRST = day("2004-01-01")
PERIODS = (
    (date.min, date.max),
    (FIRST, day("2004-03-31")),
    (FIRST, day("2006-12-31")),
    (day("2004-02-01"), day("2005-01-31")),
)
AREAS = {None: ("440700", 6), "440703": ("440703", 9), STATION: (STATION, 9)}
"""What an area is called, and how much of a station's code tells the part that it lies in."""


def facts(office: Office) -> Iterator[dict[str, Any]]:
    """All that tells something new, page by page of the log as people read it."""
    question = Activity(limit=200)
    while True:
        page = office.ask(question)
        yield from (row for row in page.items if row["days_late"] is not None)
        if page.cursor is None:
            return
        question = Activity(limit=200, cursor=page.cursor)


def counted(told: list[dict[str, Any]], from_: date, to: date, area: str | None) -> Any:
    name, length = AREAS[area]
    late: defaultdict[str, list[int]] = defaultdict(list)
    all_: Counter[str] = Counter()
    for row in told:
        inside = area is None or row["station"].startswith(area)
        if inside and from_ <= day_of(row["recorded_at"]) <= to:
            part = row["station"][:length]
            all_[part] += 1
            late[part] += [row["days_late"]] * (row["days_late"] > LATE_DAYS)
    whole = _lateness(name, all_.total(), [days for part in late.values() for days in part])
    return whole, *(_lateness(part, all_[part], late[part]) for part in sorted(all_))


def _lateness(unit: str, count: int, late: list[int]) -> Lateness:
    return Lateness(
        unit, count, len(late), (late and median_low(late)) or None, max(late, default=None)
    )


def as_asked(office: Office) -> list[Any]:
    return [office.ask(LateEntries(*period, area)) for period in PERIODS for area in AREAS]


def as_counted(office: Office) -> list[Any]:
    told = list(facts(office))
    return [counted(told, *period, area) for period in PERIODS for area in AREAS]


class Lives:
    """What an office records at random, on time or late."""

    def __init__(self, office: Office) -> None:
        self.office = office
        self.chance = Random(1)
        self.people: list[str] = []

    def step(self) -> None:
        often = (self.register, self.visit, self.visit, self.hire)
        rarely = (self.correct, self.move, self.merge, self.void, self.erase)
        few = len(self.people) < 3
        self.chance.choice((self.register,) if few else (*often, *rarely))()

    def days(self) -> dict[str, str]:
        """Of a fact, and of its record some days later."""
        on = max(day_of(self.office.clock.at), FIRST) + timedelta(days=self.chance.randint(0, 30))
        late = self.chance.choice((0, 1, 30, 31, 45, 90))
        return {"on": str(on - timedelta(days=late)), "known": str(on)}

    def tell(self, command: str, **fields: Any) -> None:
        worker = self.chance.choice(self.people)
        self.office.tell(command, **self.days(), worker=worker, **fields)

    def register(self) -> None:
        station = self.chance.choice((STATION, OTHER_STATION, ELSEWHERE))
        self.people.append(self.office.register(station=station))

    def visit(self) -> None:
        self.tell("record-follow-up", outcome="not_reached")

    def hire(self) -> None:
        self.tell("start-employment", kind="labour_contract")

    def correct(self) -> None:
        self.tell("correct-worker", station=OTHER_STATION, reason="错")

    def move(self) -> None:
        self.tell("transfer-case", to_station=ELSEWHERE)

    def merge(self) -> None:
        one, into = self.chance.sample(self.people, 2)
        self.office.tell("merge-worker", **self.days(), worker=one, into=into)

    def void(self) -> None:
        self.tell("void-registration", reason="fraud")

    def erase(self) -> None:
        erase(self.office, self.chance.choice(self.people), self.days()["known"])


def test_kept_up_the_figures_are_those_of_all_facts(office: Office):
    lives = Lives(office)
    for _ in range(STEPS):
        try:
            lives.step()
        except DomainError:
            continue
        assert as_asked(office) == as_counted(office)
    assert max(row.late_facts for row in office.ask(LateEntries(*PERIODS[0]))) > 3
    kept_up = as_asked(office)
    office.tracker.rebuild()
    assert as_asked(office) == kept_up


def test_what_was_recorded_long_ago_and_comes_now_is_counted_where_it_belongs(office: Office):
    worker = office.register(on="2004-02-10")
    office.register(on="2005-02-10")
    before = as_asked(office)
    visit = {"command": "record-follow-up", "worker": worker, "outcome": "not_reached"}
    at = {"effective_on": "2004-02-11", "recorded_at": "2004-12-31T23:59:59+08:00"}
    record(office.tracker, [visit | at])
    assert as_asked(office) == as_counted(office) != before


def test_whoever_looks_at_a_former_snapshot_sees_its_figures(office: Office):
    tracker, question = office.tracker, LateEntries(*PERIODS[0])
    visit = {"worker": office.register(on="2004-02-10"), "outcome": "not_reached"}
    assert office.ask(question)[0].facts == 1
    office.tell("record-follow-up", "2004-03-01", **visit)
    with tracker.store.reading() as snapshot:
        former = tracker.engines.sight(snapshot, tracker.rules, tracker.store.name)
        assert former.position
        office.tell("record-follow-up", "2004-03-02", "2004-12-01", **visit)
        for _ in range(2):
            assert question.answer(former)[0] == Lateness("440700", 2, 0, None, None)
            assert office.ask(question)[0] == Lateness("440700", 3, 1, 274, 274)


def test_while_it_serves_the_count_goes_along(office: Office, monkeypatch: pytest.MonkeyPatch):
    gone: list[Remembered] = []

    def go_along(some: Remembered) -> None:
        gone.append(some)

    monkeypatch.setattr(each_second, "SECONDS", 0.01)
    monkeypatch.setattr(Remembered, "go_along", go_along)
    engines = office.tracker.engines
    with engines.kept():
        until(lambda: {engines.remembered, engines.activity} <= set(gone))
