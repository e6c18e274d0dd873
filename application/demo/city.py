"""Two years of a made-up city, as a history file has them (contract §3)."""

from collections.abc import Iterator, Sequence
from itertools import accumulate
from operator import itemgetter
from random import Random

from application.demo.at_hand import at_hand
from application.demo.days import LAST_DAY, LAST_RECORDED, day_of, rfc3339, working_day
from application.demo.enterprises import employers_of, waves_of
from application.demo.entries import Entry, Inflow
from application.demo.lives import Life, Surroundings, live
from application.demo.office import office_lines
from application.demo.pen import Line, Pen
from application.demo.places import UnitRow, places_of
from application.demo.signing import Signing

_TWICE = 500
"""One record in so many is a second one of somebody, which is found out."""
_UNSEEN = 2_000
"""One in so many is, and nobody has seen it yet."""
_NUMBERED = ("issue-certificate", "replace-certificate")


def history(
    units: Sequence[UnitRow], *, workers: int = 20_000, seed: int = 2003
) -> Iterator[dict[str, object]]:
    """Yield the history lines in the order of `recorded_at`; the same for the same seed.

    `workers` counts registrations, duplicates among them. Needs a city and streets or towns of
    at least two places among the units.
    """
    rng = Random(seed)
    lines = _lines(units, workers, rng, Random(f"{seed} at hand"))
    lines.sort(key=itemgetter(0))
    yield from Signing(units, seed).sign(_in_order(lines))


def _in_order(lines: list[Line]) -> Iterator[dict[str, object]]:
    issued: dict[str, int] = {}
    for at, line in lines:
        if day_of(at) > LAST_RECORDED:
            return
        if line["command"] in _NUMBERED:
            line["certificate_no"] = _next_number(line, issued)
        yield {**line, "recorded_at": rfc3339(at)}


def _lines(units: Sequence[UnitRow], workers: int, rng: Random, july: Random) -> list[Line]:
    places = places_of(units, rng)
    city = next(unit for unit in units if unit.level == "city")
    weights = list(accumulate(place.people for place in places))
    around = Surroundings(places, weights, employers_of(places, rng))
    inflow = Inflow(places, waves_of(places, rng), rng)
    lines = office_lines(city, places, rng)
    duplicates, unseen = workers // _TWICE, workers // _UNSEEN
    waiting = duplicates
    doubled: list[Entry] = []
    for _ in range(workers - duplicates - unseen):
        entry = inflow.draw()
        life = live(entry, around, rng)
        lines += life.lines + at_hand(entry, life, around, july)
        if waiting and _may_be_doubled(life):
            waiting -= 1
            lines += _duplicate(entry, inflow, around, rng)
        elif len(doubled) < unseen and _may_be_doubled(life):
            doubled.append(entry)
    for entry in doubled:
        lines += _twin(entry, inflow, around, rng)[0].lines
    return lines


def _may_be_doubled(life: Life) -> bool:
    return not life.over and life.registered < LAST_DAY - 240


def _duplicate(entry: Entry, inflow: Inflow, around: Surroundings, rng: Random) -> list[Line]:
    """The person registers again elsewhere; weeks later somebody sees that it is one person.

    By then the first registration has been recorded, however late it was.
    """
    pen, day = _twin(entry, inflow, around, rng)
    note = "同一人，身份证号录入有误"
    found_out = day + rng.randint(15, 60)
    pen.seal("merge-worker", day, found_out, into=entry.person.number, note=note)
    return pen.lines


def _twin(entry: Entry, inflow: Inflow, around: Surroundings, rng: Random) -> tuple[Pen, int]:
    """The second registration of somebody, and its day."""
    day = working_day(entry.day + rng.randint(60, 120))
    twin = inflow.mistyped(entry, around.another(entry.person.place, rng), day)
    pen = Pen(twin.person.number, rng)
    pen.register(day, **twin.fields)
    return pen, day


def _next_number(line: dict[str, object], issued: dict[str, int]) -> str:
    """County, year of issue and serial (domain §5.2), in the order of recording."""
    prefix = f"{line['certificate_no']}{str(line['effective_on'])[2:4]}"
    issued[prefix] = issued.get(prefix, 0) + 1
    return f"{prefix}{issued[prefix]:06}"
