"""How a case ends, and how a few begin again."""

from collections.abc import Sequence
from random import Random
from typing import NamedTuple

from application.demo.days import LAST_DAY, birthday
from application.demo.people import Person
from application.demo.work import Job

_A_YEAR = 365.25
_YEARLY = {
    "left_city": 0.016,
    "wish_withdrawn": 0.010,
    "died": 0.004,
    "emigrated": 0.004,
    "lost_capacity": 0.004,
    "imprisoned": 0.0015,
}
_ALL = sum(_YEARLY.values())
_WHILE_AT_WORK = ("died", "retired", "left_city", "emigrated")
_COME_BACK = {
    "left_city": "返回本市居住",
    "wish_withdrawn": "本人重新提出就业愿望",
    "imprisoned": "刑满释放，重新登记",
    "lost_capacity": "恢复劳动能力",
}


class Closing(NamedTuple):
    day: int
    reason: str


def closing_of(person: Person, registered: int, rng: Random) -> Closing | None:
    """The first end that meets the person, if any does before the last day."""
    found = [Closing(LAST_DAY, "")]
    pension = birthday(person.born, 60 if person.male else 50) + rng.randint(1, 40)
    if pension > registered + 20 and rng.random() < 0.85:
        found.append(Closing(pension, "retired"))
    day = registered + 20 + int(rng.expovariate(_ALL / _A_YEAR))
    reason = rng.choices(list(_YEARLY), list(_YEARLY.values()))[0]
    if person.male and registered - person.born < 23 * _A_YEAR and rng.random() < 0.5:
        reason = "enlisted"
    found.append(Closing(day, reason))
    first = min(found)
    return first if first.reason else None


def closing_after(jobs: Sequence[Job], closing: Closing) -> Closing:
    """The closing as it fits the work: nobody at work withdraws the wish to work."""
    if at_work(jobs) and closing.reason not in _WHILE_AT_WORK:
        return closing._replace(reason="left_city")
    return closing


def at_work(jobs: Sequence[Job]) -> bool:
    """Whether the last job still runs."""
    return bool(jobs) and jobs[-1].end is None and jobs[-1].voided is None


def reopening_of(jobs: Sequence[Job], closing: Closing, rng: Random) -> tuple[int, str] | None:
    """The day and reason of a new beginning: rare, and never of someone who left at work."""
    if at_work(jobs) or closing.reason not in _COME_BACK or rng.random() > 0.15:
        return None
    day = closing.day + rng.randint(45, 240)
    return (day, _COME_BACK[closing.reason]) if day < LAST_DAY - 30 else None
