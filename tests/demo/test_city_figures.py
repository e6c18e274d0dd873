"""The figures of the made-up city: they add up, and are like those of a city."""

import itertools
from collections import Counter
from datetime import date
from random import Random

from application.demo.places import places_of
from tests.demo.made_up import OUT_OF_PLACE, UNITS_FILE, WORKERS, of, units
from tests.oracle.book import number_18
from tests.oracle.rate import rate
from tests.oracle.units import read_units


def test_targets_of_the_counties_add_up_to_the_citys(lines):
    rows = {unit.code: unit for unit in units()}
    for year in (2004, 2005):
        jobs = [
            line
            for line in of(lines, "set-target")
            if (line["year"], line["indicator"]) == (year, "net-new-jobs")
        ]
        counties = [int(line["value"]) for line in jobs if rows[line["unit"]].level == "county"]
        assert 15_000 <= sum(counties) <= 15_500 and len(counties) == 7


def test_reported_figures_add_up(lines):
    rows = {unit.code: unit for unit in units()}
    values = {
        (line["unit"], line["period_end"], line["figure"]): line["value"]
        for line in of(lines, "report-figure")
    }
    for (unit, period, figure), value in values.items():
        if figure == "employed_total":
            parts = ("employed_units", "employed_private", "employed_community")
            assert value == sum(values[unit, period, part] for part in parts)
        if rows[unit].level == "city":
            counties = [code for code, row in rows.items() if row.parent == unit]
            assert value == sum(values[code, period, figure] for code in counties)


def test_enterprises_have_names(lines):
    firms = [line.get("previous_employer") for line in of(lines, "register-worker")]
    waves = Counter(firm for firm in firms if firm and not firm.endswith("店"))
    assert 50 <= len(waves) <= 60
    assert not [
        line
        for line in lines
        if "" in (line.get("employer"), line.get("previous_employer"), line.get("name"))
    ]


def test_the_city_is_like_a_city(lines):
    registered = of(lines, "register-worker")
    share = Counter(
        itertools.chain.from_iterable(
            (
                f"digits {len(line['id_number'])}",
                f"station {len(line['station'])}",
                "man" if int(number_18(line["id_number"])[16]) % 2 else "woman",
                f"name {len(line['name'])}",
            )
            for line in registered
        )
    )
    bands = {
        "digits 15": (0.09, 0.15),
        "station 12": (0.25, 0.5),
        "man": (0.48, 0.56),
        "name 2": (0.1, 0.25),
        "name 4": (0.001, 0.03),
    }
    for what, (low, high) in bands.items():
        assert low <= share[what] / WORKERS <= high, what
    moved = len(of(lines, "transfer-case")) / WORKERS
    assert 0.02 <= moved <= 0.045


def test_one_in_ten_entries_is_late(lines):
    delays = [
        (
            date.fromisoformat(line["recorded_at"][:10]) - date.fromisoformat(line["effective_on"])
        ).days
        for line in lines
        if "worker" in line and line["command"] not in OUT_OF_PLACE
    ]
    late = sum(delay > 4 for delay in delays) / len(delays)
    assert 0.07 <= late <= 0.15


def test_the_rates_of_2004_are_plausible_and_differ(lines):
    rows = rate(lines, "2004-12-31", units=read_units(UNITS_FILE))
    found = {(row["unit"], row["group"]): float(row["rate"]) for row in rows}
    assert 55 <= found["440700", "all"] <= 65
    assert 45 <= found["440700", "older"] <= 56
    counties = [value for (unit, group), value in found.items() if group == "all"]
    assert max(counties) - min(counties) >= 6


def test_every_place_has_people_and_some_are_hard_to_find_work_in():
    places = places_of(units(), Random(2003))
    assert len(places) == 73
    assert min(place.people for place in places) >= 1
    assert 0 < sum(place.ease < 0.66 for place in places) < 20
