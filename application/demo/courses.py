"""Free training of those out of work."""

from datetime import date
from random import Random

from application.demo.days import working_day
from application.demo.pen import Pen

TRADES = {
    "计算机操作": ("JSJ", 120),
    "家政服务": ("JZ", 60),
    "中式烹调": ("PT", 160),
    "电工": ("DG", 180),
    "制衣": ("ZY", 100),
    "物业管理": ("WY", 80),
    "创业培训": ("CY", 90),
    "养老护理": ("HL", 72),
}
PROVIDERS = ("霁云职业培训学校", "岚榕技工学校", "葵风妇女培训中心", "鹭汀再就业培训基地")


def write_training(pen: Pen, county: str, free: range, later: int, rng: Random) -> None:
    """At most two courses, of different trades, begun within the days `free` (open, no work).

    `later` is the last day of the open case: who finds work leaves the course.
    """
    day = free.start
    for trade in rng.sample(list(TRADES), 1 if rng.random() < 0.92 else 2):
        begins = working_day(day + 8 + int(rng.expovariate(1 / 60)))
        ends = working_day(begins + rng.randint(20, 60))
        if begins + 1 not in free or ends >= later:
            return
        course = _enrol(pen, county, trade, begins, rng)
        if ends >= free.stop:
            _leave(pen, course, free.stop - 1, "已找到工作")
            return
        if rng.random() < 0.07:
            _leave(pen, course, rng.randint(begins + 1, ends), rng.choice(("身体原因", "家庭原因")))
        else:
            _complete(pen, course, TRADES[trade][1], ends, rng)
        day = ends


def _enrol(pen: Pen, county: str, trade: str, day: int, rng: Random) -> str:
    code, hours = TRADES[trade]
    begins = date.fromordinal(day)
    course = f"{county}-{begins:%Y%m}-{code}"
    fields = {"provider": rng.choice(PROVIDERS), "trade": trade, "hours": hours}
    pen.write("training", "enrol-in-training", day, course=course, **fields)
    return course


def _leave(pen: Pen, course: str, day: int, reason: str) -> None:
    pen.write("training", "leave-training", day, course=course, reason=reason)


def _complete(pen: Pen, course: str, hours: int, day: int, rng: Random) -> None:
    fields: dict[str, object] = {"passed": rng.random() < 0.88}
    if fields["passed"]:
        fields["attended_hours"] = round(hours * rng.uniform(0.9, 1))
        number = f"{course[:6]}{date.fromordinal(day):%y}{rng.randrange(10**8):08}"
        fields["training_certificate_no"] = number
    else:
        fields["attended_hours"] = round(hours * rng.uniform(0.3, 1))
    pen.write("training", "complete-training", day, course=course, **fields)
