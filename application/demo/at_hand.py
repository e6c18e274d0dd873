"""What the stations have at hand when the demo begins: July 2005, after the last figures.

Applications wait for a judgement or a certificate, courses run, a few cases have just come from
elsewhere. Chance of its own decides, so that no life and no figure depends on it.
"""

from collections.abc import Iterator
from datetime import date
from random import Random

from application.demo.certificates import QUALIFYING
from application.demo.courses import PROVIDERS, TRADES
from application.demo.days import LAST_RECORDED, birthday, day_of, iso, moment, working_day
from application.demo.entries import Entry
from application.demo.lives import Life, Surroundings
from application.demo.pen import Line

_FIRST = date(2005, 7, 1).toordinal()
_A_YEAR = 366
_OPENS, _SHUTS = 9 * 3600, 17 * 3600
_EVIDENCE = ("社区证明、户口簿复印件", "社区证明", "低保证、社区证明", "求职登记卡、社区证明")
_LACKING = ("缺低保或家庭困难证明", "申请表填写不全", "证明材料不清晰或已过期")
_BUSY = frozenset({"start-employment", "transfer-case", "merge-worker", "close-case"})

Told = tuple[int, str, dict[str, object]]
"""The day, the command and its other fields."""


def at_hand(entry: Entry, life: Life, city: Surroundings, rng: Random) -> list[Line]:
    """What July brings to somebody who has been out of work all the time."""
    written = {str(line["command"]) for _, line in life.lines}
    if life.over or not entry.counted or entry.day >= _FIRST or written & _BUSY:
        return []
    after = max(at for at, _ in life.lines)
    lines: list[Line] = []
    for day, command, fields in _told(entry, written, city, rng):
        after = max(moment(day, rng.randrange(_OPENS, _SHUTS)), after + rng.randrange(60, 900))
        if day_of(after) > LAST_RECORDED:
            break
        worker = entry.person.number
        line = {"command": command, "worker": worker, **fields, "effective_on": iso(day)}
        lines.append((after, line))
    return lines


def _told(entry: Entry, written: set[str], city: Surroundings, rng: Random) -> Iterator[Told]:
    luck, day = rng.random(), working_day(_FIRST + rng.randrange(26))
    if luck < 0.04 and "enrol-in-training" not in written:
        yield _enrolled(entry, rng)
    elif luck < 0.12 and _may_apply(entry, written, day):
        yield day, "apply-for-certificate", {}
    elif luck < 0.2 and "assess-assistance" not in written and _older(entry, day):
        yield day, "apply-for-assistance", {"evidence": rng.choice(_EVIDENCE)}
        if rng.random() < 0.25:
            yield working_day(day + 2), "return-assistance", {"reason": rng.choice(_LACKING)}
    elif luck > 0.99:
        place = city.another(entry.person.place, rng)
        yield day, "transfer-case", {"to_station": place.station(rng).code}


def _enrolled(entry: Entry, rng: Random) -> Told:
    """In one of the courses of the county, of which each trade has one this month."""
    county, trade = entry.person.place.county.code, rng.choice(list(TRADES)[:4])
    code, hours = TRADES[trade]
    held = Random(f"{county} {code}")
    begins = working_day(_FIRST + held.randrange(3, 18))
    provider = held.choice(PROVIDERS)
    course = f"{county}-200507-{code}"
    fields: dict[str, object] = {"course": course, "provider": provider, "trade": trade}
    return begins, "enrol-in-training", fields | {"hours": hours}


def _may_apply(entry: Entry, written: set[str], day: int) -> bool:
    if entry.category not in QUALIFYING or "apply-for-certificate" in written:
        return False
    return entry.category != "minimum_living" or day - entry.unemployed_since > _A_YEAR


def _older(entry: Entry, day: int) -> bool:
    return birthday(entry.person.born, entry.person.older_from_age) <= day
