"""Jobs found and lost, and what the station wrote of them."""

from collections.abc import Sequence
from random import Random
from typing import NamedTuple

from application.demo.days import LAST_DAY, iso, working_day
from application.demo.enterprises import contract_evidence
from application.demo.pen import Pen
from application.demo.people import Person

_KINDS = ("labour_contract", "self_employment", "public_welfare_post", "flexible")
_WEIGHTS, _OLDER_WEIGHTS = (54, 17, 9, 20), (25, 10, 35, 30)
_MEAN_DAYS = {
    "labour_contract": 900,
    "self_employment": 2400,
    "public_welfare_post": 1100,
    "flexible": 420,
}
_END_REASONS = {
    "labour_contract": ("contract_ended", "dismissed", "resigned", "resigned", "business_closed"),
    "self_employment": ("business_closed", "business_closed", "other"),
    "public_welfare_post": ("contract_ended", "resigned", "other"),
    "flexible": ("other", "other", "resigned"),
}
_FOLLOW_UPS = ((30, 0.55), (90, 0.6), (180, 0.45), (360, 0.4))


class Job(NamedTuple):
    """A job from `start` to `end`, first recorded as begun on `told`.

    With `voided` it never was: the station found out on that day.
    """

    kind: str
    start: int
    told: int
    end: int | None = None
    voided: int | None = None

    @property
    def first_day(self) -> int:
        return min(self.start, self.told)


def jobs_of(chance: float, older: bool, since: int, until: int, rng: Random) -> list[Job]:
    """The jobs of one stretch of an open case, one after the other.

    `chance` is that of finding work on a day; the days `since` and `until` stay free.
    """
    found: list[Job] = []
    free = since
    while (start := free + 4 + int(rng.expovariate(chance))) < until - 1:
        job = _job(older, free, start, until, rng)
        found.append(job)
        last = job.voided or job.end
        if last is None:
            break
        free = last
    return found


def _job(older: bool, free: int, start: int, until: int, rng: Random) -> Job:
    kind = rng.choices(_KINDS, _OLDER_WEIGHTS if older else _WEIGHTS)[0]
    found_out = start + rng.randint(10, 45)
    if rng.random() < 0.004 and found_out < until:
        return Job(kind, start, start, voided=found_out)
    if kind == "flexible" and rng.random() < 0.22:
        end = start + rng.randint(12, 80)
    else:
        end = start + 20 + int(rng.expovariate(1 / _MEAN_DAYS[kind]))
    told = start
    if rng.random() < 0.015:
        told += rng.choice((-3, -2, -1, 1, 2, 3, 5, 7))
    if not free < told < min(end, until) - 1:
        told = start
    return Job(kind, start, told, end if end < until else None)


def write_jobs(
    pen: Pen, person: Person, jobs: Sequence[Job], until: int, employers: list[str], rng: Random
) -> None:
    for job in jobs:
        terms = _terms(person, job, employers, rng)
        pen.write("work", "start-employment", job.told, kind=job.kind, **terms)
        if job.voided:
            _write_void(pen, job, job.voided, rng)
            continue
        if job.told != job.start:
            _write_correction(pen, job, rng)
        _write_follow_ups(pen, job, until, rng)
        if job.end:
            _write_end(pen, job, job.end, rng)


def _terms(person: Person, job: Job, employers: list[str], rng: Random) -> dict[str, object]:
    if job.kind == "self_employment":
        return {"licence_no": f"{person.place.county.code}0{rng.randrange(1_000_000):06}"}
    if job.kind == "flexible":
        return {"evidence": "社区证明"} if rng.random() < 0.8 else {}
    terms: dict[str, object] = {
        "employer": rng.choice(employers),
        "contract_months": rng.choice((12, 12, 24, 36)),
        "monthly_wage": 10 * rng.randint(48, 125),
    }
    if job.kind == "public_welfare_post":
        post = rng.choice(("社区保洁", "治安联防", "绿化养护", "交通协管", "后勤服务"))
        terms |= {"employer": f"{person.place.unit.name}{post}公益性岗位", "contract_months": 12}
    if rng.random() < 0.7:
        terms["evidence"] = contract_evidence(job.start, rng)
    return terms


def _write_void(pen: Pen, job: Job, found_out: int, rng: Random) -> None:
    reason = "fraud" if rng.random() < 0.2 else "entered_in_error"
    told = iso(job.told)
    pen.write("work", "void-employment", job.told, found_out, started_on=told, reason=reason)


def _write_correction(pen: Pen, job: Job, rng: Random) -> None:
    noticed = job.told + rng.randint(8, 60)
    reason = rng.choice(("合同日期与台帐不符", "录入有误", "用人单位更正到岗日期"))
    told = iso(job.told)
    pen.write("work", "correct-employment", job.start, noticed, started_on=told, reason=reason)


def _write_follow_ups(pen: Pen, job: Job, until: int, rng: Random) -> None:
    for after, share in _FOLLOW_UPS:
        day = working_day(job.first_day + after + rng.randint(-6, 12))
        if day >= min(job.end or until, until):
            return
        if rng.random() < share:
            outcome = "not_reached" if rng.random() < 0.13 else "at_work"
            follow_up(pen, "work", day, outcome, rng)


def _write_end(pen: Pen, job: Job, end: int, rng: Random) -> None:
    noticed = end
    if rng.random() < 0.3:
        # Often it is the visit that finds the job gone; the end is then a late fact.
        noticed = working_day(end + rng.randint(1, 3))
        follow_up(pen, "work", noticed, "left_job", rng)
    reason = rng.choice(_END_REASONS[job.kind])
    pen.write("work", "end-employment", end, noticed, reason=reason)


def follow_up(pen: Pen, thread: str, day: int, outcome: str, rng: Random) -> None:
    fields: dict[str, object] = {"outcome": outcome}
    if outcome != "at_work" or rng.random() < 0.5:
        due = working_day(day + rng.choice((14, 30, 60, 90)))
        # Earlier visits were made, or are as good as made; a few were forgotten.
        if due > LAST_DAY + 20 or due % 60 == 0:
            fields["next_on"] = iso(due)
    pen.write(thread, "record-follow-up", day, **fields)
