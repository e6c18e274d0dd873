"""One life on the ledger, from the registration on, as history lines."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from random import Random

from application.demo.certificates import write_certificate
from application.demo.closings import Closing, closing_after, closing_of, reopening_of
from application.demo.courses import write_training
from application.demo.days import LAST_DAY, birthday, working_day
from application.demo.entries import Entry
from application.demo.pen import Line, Pen
from application.demo.people import Person, name_of, phone_of
from application.demo.places import Place
from application.demo.work import Job, follow_up, jobs_of, write_jobs

_CHANCE = 1 / 155
"""Of finding work on a day, before what the place and the person make of it."""
_OLDER, _WOMAN, _NOT_OLDER = 0.74, 0.94, 1.15


@dataclass(slots=True)
class Surroundings:
    """What a life takes from the city."""

    places: Sequence[Place]
    weights: Sequence[float]
    employers: list[str]

    def another(self, place: Place, rng: Random) -> Place:
        while (found := rng.choices(self.places, cum_weights=self.weights)[0]) is place:
            pass
        return found


@dataclass(slots=True)
class Life:
    """What was written of a person, and what the city still needs to know of it."""

    person: Person
    registered: int
    pen: Pen
    over: bool = False
    """The registration is void, or the case closed: no other record is merged into it."""

    @property
    def lines(self) -> list[Line]:
        return self.pen.lines


@dataclass(slots=True)
class _Stretch:
    """The open stretch of a life while it is being written."""

    entry: Entry
    jobs: list[Job]
    until: int
    free: range = field(init=False)
    """Days of the first stretch without work."""

    def __post_init__(self) -> None:
        first_job = self.jobs[0].first_day if self.jobs else self.until
        self.free = range(self.entry.day + 1, min(first_job, self.until))


def live(entry: Entry, city: Surroundings, rng: Random) -> Life:
    """Write a whole life."""
    person, pen = entry.person, Pen(entry.person.number, rng)
    life = Life(person, entry.day, pen)
    pen.register(entry.day, **entry.fields)
    if rng.random() < 0.0015 and entry.day + 130 < LAST_DAY:
        _void(life, entry, city, rng)
        return life
    closing = closing_of(person, entry.day, rng)
    until = closing.day if closing else LAST_DAY
    stretch = _Stretch(entry, _jobs(entry, entry.day, until, rng), until)
    if entry.counted:
        _write_support(pen, stretch, rng)
    write_jobs(pen, person, stretch.jobs, until, city.employers, rng)
    _write_visits(pen, stretch, rng)
    if rng.random() < 0.034:
        _write_transfer(pen, stretch, city, rng)
    if rng.random() < 0.03:
        _write_correction(pen, stretch, rng)
    if closing:
        life.over = True
        _close(pen, stretch, closing_after(stretch.jobs, closing), city, rng)
    return life


def _jobs(entry: Entry, since: int, until: int, rng: Random) -> list[Job]:
    if not entry.counted:
        return []
    person = entry.person
    older = since >= birthday(person.born, person.older_from_age)
    chance = _CHANCE * person.place.ease * (1 if person.male else _WOMAN)
    chance *= _OLDER if older else _NOT_OLDER
    return jobs_of(chance, older, since, until, rng)


def _void(life: Life, entry: Entry, city: Surroundings, rng: Random) -> None:
    """A registration that should never have been made, found out after some weeks."""
    life.over = True
    found_out = entry.day + rng.randint(15, 120)
    jobs = _jobs(entry, entry.day, found_out, rng)
    write_jobs(life.pen, life.person, jobs, found_out, city.employers, rng)
    reason = "fraud" if rng.random() < 0.4 else "entered_in_error"
    life.pen.seal("void-registration", entry.day, found_out, reason=reason)


def _write_support(pen: Pen, stretch: _Stretch, rng: Random) -> None:
    entry, person = stretch.entry, stretch.entry.person
    aided = max(entry.day, birthday(person.born, person.older_from_age)) + rng.randint(3, 50)
    if aided in stretch.free and rng.random() < 0.65:
        hard = rng.random() < 0.88
        evidence = {"evidence": "就业困难人员认定表"} if hard else {}
        pen.write("aid", "assess-assistance", aided, hard_to_place=hard, **evidence)
    county = person.place.county.code
    write_certificate(
        pen,
        category=entry.category,
        unemployed_since=entry.unemployed_since,
        county=county,
        free=stretch.free,
        until=stretch.until,
        rng=rng,
    )
    if rng.random() < 0.3:
        write_training(pen, county, stretch.free, stretch.until, rng)


def _write_visits(pen: Pen, stretch: _Stretch, rng: Random) -> None:
    """Follow-ups that find nobody at home, while there is no work."""
    if len(stretch.free) > 60 and rng.random() < 0.25:
        day = working_day(rng.choice(stretch.free[30:]))
        if day in stretch.free:
            follow_up(pen, "visits", day, "not_reached", rng)


def _write_transfer(pen: Pen, stretch: _Stretch, city: Surroundings, rng: Random) -> None:
    taken = {day for job in stretch.jobs for day in (job.start, job.told, job.end)}
    days = range(stretch.entry.day + 15, stretch.until)
    if not days or (day := rng.choice(days)) in taken:
        return
    place = city.another(stretch.entry.person.place, rng)
    pen.write("moves", "transfer-case", day, to_station=place.station(rng).code)


def _write_correction(pen: Pen, stretch: _Stretch, rng: Random) -> None:
    days = range(stretch.entry.day + 5, stretch.until)
    if not days:
        return
    person, choice = stretch.entry.person, rng.random()
    if choice < 0.5:
        fields = {"phone": phone_of(rng), "reason": "更换电话"}
    elif choice < 0.8:
        fields = {"household_address": f"{person.address}之二", "reason": "门牌登记有误"}
    else:
        last = name_of(person.male, rng)[-1]
        fields = {"name": f"{person.name[:-1]}{last}", "reason": "与户口簿姓名不符"}
    pen.write("person", "correct-worker", rng.choice(days), **fields)


def _close(pen: Pen, stretch: _Stretch, closing: Closing, city: Surroundings, rng: Random) -> None:
    pen.seal("close-case", closing.day, reason=closing.reason)
    again = reopening_of(stretch.jobs, closing, rng)
    if again is None:
        return
    day, reason = again
    pen.seal("reopen-case", day, reason=reason)
    jobs = _jobs(stretch.entry, day, LAST_DAY, rng)
    write_jobs(pen, stretch.entry.person, jobs, LAST_DAY, city.employers, rng)
