"""Targets set and outside figures reported, on the scale of a city of 190,000 urban workers."""

from collections.abc import Sequence
from math import ceil
from random import Random

from application.demo.days import moment, ordinal, working_day
from application.demo.pen import Line
from application.demo.places import Place, UnitRow

_CITY_JOBS = 15_000
_EMPLOYED = 190_000
_GROWTH = 7_800
"""Net new jobs of half a year: a little more than half of the target."""
_STARTED, _ATTRITION = 11_200, 3_300
_NINE = 9 * 3600
_PERIODS = ("2003-06-30", "2003-12-31", "2004-06-30", "2004-12-31", "2005-06-30")
_SET_ON = {2004: ("2003-12-24", "2004-01-12"), 2005: ("2004-12-27", "2005-01-14")}
"""By year: the day of the city's own targets, and the day of those of the streets."""
_CITY_REFERENCE = "江府[2003]43号 三(一)"
_SHARED_OUT = "江府[2003]43号 三(二)1(1)"
_SOURCES = {
    "employed_total": "统计局",
    "employed_units": "统计局",
    "employed_private": "工商局",
    "employed_community": "劳动保障局",
    "registered_unemployed": "劳动保障局",
    "newly_employed": "劳动保障局",
    "natural_attrition": "统计局",
}


def office_lines(city: UnitRow, places: Sequence[Place], rng: Random) -> list[Line]:
    """The lines of the city's office, in no particular order."""
    shares: dict[str, float] = {}
    everybody = sum(place.people for place in places)
    for place in places:
        code = place.county.code
        shares[code] = shares.get(code, 0.0) + place.people / everybody
    lines: list[Line] = []
    for year in _SET_ON:
        lines += _targets(year, city, shares, places, rng)
    return lines + _figures(city, shares, rng)


def _targets(
    year: int, city: UnitRow, shares: dict[str, float], places: Sequence[Place], rng: Random
) -> list[Line]:
    """60 and 50 per cent and 15,000 jobs for the city, shared out level by level.

    The counties' jobs add up to the city's or slightly more (domain C33); rates do not add up.
    """
    early, late = _SET_ON[year]
    lines = _rates(city.code, year, 60, 50, early, _CITY_REFERENCE)
    jobs = ("net-new-jobs", _CITY_JOBS)
    lines.append(_target(city.code, year, *jobs, early, _CITY_REFERENCE))
    of_county: dict[str, tuple[int, int]] = {}
    for code, share in shares.items():
        of_county[code] = rng.choice((58, 60, 60, 62)), rng.choice((48, 50, 50, 52))
        lines += _rates(code, year, *of_county[code], early, _SHARED_OUT)
        jobs = ("net-new-jobs", 50 * ceil(_CITY_JOBS * share / 50))
        lines.append(_target(code, year, *jobs, early, _SHARED_OUT))
    for place in places:
        rate, older = of_county[place.county.code]
        step = rng.choice((-2, 0, 0, 0, 1, 2))
        lines += _rates(place.unit.code, year, rate + step, older + step, late, _SHARED_OUT)
    return lines


def _rates(unit: str, year: int, rate: int, older: int, day: str, reference: str) -> list[Line]:
    return [
        _target(unit, year, "reemployment-rate", rate, day, reference),
        _target(unit, year, "older-reemployment-rate", older, day, reference),
    ]


def _target(unit: str, year: int, indicator: str, value: int, day: str, reference: str) -> Line:
    return moment(ordinal(day), _NINE), {
        "command": "set-target",
        "unit": unit,
        "year": year,
        "indicator": indicator,
        "value": str(value),
        "reference": reference,
        "effective_on": day,
    }


def _figures(city: UnitRow, shares: dict[str, float], rng: Random) -> list[Line]:
    """Half-yearly figures; `newly_employed` and `natural_attrition` are those of the half-year."""
    employed = {code: _EMPLOYED * share * rng.uniform(0.95, 1.05) for code, share in shares.items()}
    lines: list[Line] = []
    for period in _PERIODS:
        total = dict.fromkeys(_SOURCES, 0)
        for code, share in shares.items():
            figures = _of_county(employed[code], share, rng)
            employed[code] += _GROWTH * share * rng.uniform(0.92, 1.12)
            lines += _reported(code, period, figures, rng)
            total = {name: total[name] + value for name, value in figures.items()}
        lines += _reported(city.code, period, total, rng)
    return lines


def _of_county(employed: float, share: float, rng: Random) -> dict[str, int]:
    units = round(employed * 0.58)
    private = round(employed * 0.355)
    community = round(employed * 0.065)
    workers = units + private + community
    return {
        "employed_total": workers,
        "employed_units": units,
        "employed_private": private,
        "employed_community": community,
        "registered_unemployed": round(workers * rng.uniform(0.0325, 0.0368)),
        "newly_employed": round(_STARTED * share * rng.uniform(0.94, 1.08)),
        "natural_attrition": round(_ATTRITION * share * rng.uniform(0.94, 1.06)),
    }


def _reported(unit: str, period: str, figures: dict[str, int], rng: Random) -> list[Line]:
    lines: list[Line] = []
    for name, value in figures.items():
        day = working_day(ordinal(period) + rng.randint(3, 16))
        line: dict[str, object] = {
            "command": "report-figure",
            "unit": unit,
            "period_end": period,
            "figure": name,
            "value": value,
            "source": _SOURCES[name],
            "effective_on": period,
        }
        lines.append((moment(day, _NINE + rng.randrange(7 * 3600)), line))
    return lines
