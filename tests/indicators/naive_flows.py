"""Stock and flow counted naively: every life lived again, one change after another.

Written from the definition alone, on the lives of the independent calculation.
"""

from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import product
from typing import NamedTuple

from tests.oracle.book import Book, Line, day_of
from tests.oracle.life import CLOSED, NOT_YET, REEMPLOYED, UNEMPLOYED, Life, Replay
from tests.oracle.rate import DEFAULT_RULES, GROUPS, able_and_willing, age_on, asked, known, sex_of
from tests.oracle.units import UNITS, ancestor

Counts = Counter[str]
Step = tuple[date, str, str, str]
DAY = timedelta(days=1)


class Person(NamedTuple):
    """Steps are (day, why, status, station) after each change."""

    steps: list[Step]
    sex: str
    older_from: date


def flows(
    lines: list[Line], as_of: str, from_: str, known_at: str | None, level: str
) -> dict[tuple[str, str], Counts]:
    """Counts by unit and group; the streets' own people are left out at level community."""
    lives = Book(known(lines, known_at)).distinct_lives()
    people = [
        Person(list(_steps(life)), sex_of(life), _older_from(life))
        for life in lives
        if not life.void and life.merged_into is None and able_and_willing(life)
    ]
    counts: dict[tuple[str, str], Counts] = {}
    for unit, group in product(asked(UNITS, level), GROUPS):
        of = (person for person in people if _of_sex(person.sex, group))
        since, until = day_of(from_), day_of(as_of)
        counts[unit, group] = sum(
            (_of(person, unit, group, since, until, level) for person in of), Counter()
        )
    return counts


def _steps(life: Life) -> Iterator[Step]:
    replay = Replay(life)
    moves = dict(life.transfers)
    days = sorted({change.day for change in replay.changes} | set(moves))
    status, station = NOT_YET, str(life.registration["station"])
    for day in days:
        changes = [change for change in replay.changes if change.day == day]
        if changes and changes[0].before in (NOT_YET, CLOSED):
            change = changes.pop(0)
            status = change.after
            yield day, "registered" if change.before == NOT_YET else "reopened", status, station
        if day in moves:
            station = moves[day]
            yield day, "moved", status, station
        for change in changes:
            status = change.after
            yield day, _why(life, change.before, change.after, day), status, station


def _why(life: Life, before: str, after: str, day: date) -> str:
    if after == CLOSED:
        return next(closing.reason for closing in life.closings if closing.day == day)
    if before == CLOSED:
        return "reopened"
    return "reemployed" if after == REEMPLOYED else "job_lost"


def _of(person: Person, unit: str, group: str, since: date, until: date, level: str) -> Counts:
    """Follow whether the person is in the stock of a unit and group, and why that changes."""
    counts: Counts = Counter()
    aged = [(person.older_from, "reached_age", "", "")] if group.startswith("older") else []
    marks = [(since, "opening", "", ""), (until + DAY, "closing", "", "")]
    inside, opened, older = False, False, not aged
    status, station = NOT_YET, ""
    for _, why, new_status, new_station in sorted(
        [*marks, *aged, *person.steps], key=lambda step: (step[0], step[3] != "")
    ):
        opened = opened or why == "opening"
        if why in ("opening", "closing"):
            counts[why] += inside
            if why == "closing":
                break
        status, station = new_status or status, new_station or station
        older = older or why == "reached_age"
        now = status == UNEMPLOYED and older and _in(unit, station, level)
        if now != inside and opened:
            counts[_flow(why, now)] += 1
        inside = now
    return +counts


def _flow(why: str, into: bool) -> str:
    return ("moved_in" if into else "moved_out") if why == "moved" else why


def _of_sex(sex: str, group: str) -> bool:
    return group in ("all", "older", sex, f"older_{sex}")


def _older_from(life: Life) -> date:
    """The first day on which the full age is reached."""
    age = int(DEFAULT_RULES[f"older_{sex_of(life)}"])
    day = date(1970, 1, 1)
    while age_on(life, day.replace(year=day.year + 1)) < age:
        day = day.replace(year=day.year + 1)
    while age_on(life, day) < age:
        day += DAY
    return day


def _in(unit: str, station: str, level: str) -> bool:
    if UNITS[unit][0] == "city":
        return True
    row = station if level == "community" else ancestor(UNITS, station, level)
    return row == unit
