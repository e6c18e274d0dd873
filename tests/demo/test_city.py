"""The made-up city: always the same, always possible, and like a city."""

import itertools
from collections import defaultdict
from datetime import date

from id_validator import validator  # type: ignore[import-untyped]

from application.demo.people import checked
from tests.demo.made_up import QUALIFYING, WORKERS, of, units, written
from tests.oracle.book import Book, number_18
from tests.oracle.life import Replay


def test_the_same_seed_tells_the_same_story():
    assert written(workers=300, seed=7) == written(workers=300, seed=7)


def test_another_seed_tells_another_story():
    assert written(workers=300, seed=7) != written(workers=300, seed=8)


def test_lines_come_in_the_order_of_recording_within_the_two_years(lines):
    moments = [line["recorded_at"] for line in lines]
    assert moments == sorted(moments)
    assert moments[0] >= "2003-07-01" and moments[-1] < "2005-08-01"
    assert all(moment.endswith("+08:00") for moment in moments)


def test_nothing_is_recorded_before_its_day(lines):
    assert not [line for line in lines if line["effective_on"] > line["recorded_at"][:10]]


def test_every_worker_is_registered_once_and_first(lines, by_worker):
    assert len(of(lines, "register-worker")) == WORKERS == len(by_worker)
    for told in by_worker.values():
        assert [line["command"] for line in told].index("register-worker") == 0
        assert len(of(told, "register-worker")) == 1


def test_every_life_is_possible_after_each_line(lines):
    book = Book()
    for line in lines:
        book.enter(line)
        if "worker" in line:
            Replay(book.life(line))


def test_nothing_of_a_life_is_recorded_after_its_end_but_a_reopening(by_worker):
    ends = {"close-case", "void-registration", "merge-worker"}
    for told in by_worker.values():
        for line, following in itertools.pairwise(told):
            if line["command"] in ends:
                assert (line["command"], following["command"]) == ("close-case", "reopen-case")


def test_no_worker_moves_or_starts_twice_on_one_day(by_worker):
    for told in by_worker.values():
        days = [line["effective_on"] for line in of(told, "transfer-case", "start-employment")]
        assert len(days) == len(set(days))


def test_identity_numbers_are_valid_and_those_of_people_of_working_age(lines):
    for line in of(lines, "register-worker"):
        number = number_18(line["id_number"])
        assert number == checked(number[:17])
        born = date(int(number[6:10]), int(number[10:12]), int(number[12:14]))
        assert 1944 <= born.year <= 1984
        assert line["unemployed_since"] <= line["effective_on"]


def test_another_validator_takes_the_numbers_whose_address_code_it_knows(lines):
    numbers = [line["id_number"] for line in of(lines, "register-worker")]
    known = ("440703", "440704", "440705", "440781", "440782", "440783", "440784", "440785")
    for code in known:
        sample = [number for number in numbers if number.startswith(code) and len(number) == 18][:6]
        assert len(sample) == 6
        assert all(validator.is_valid(number) for number in sample)


def test_stations_are_streets_towns_and_their_communities(lines):
    rows = {unit.code: unit for unit in units()}
    used = {line["station"] for line in of(lines, "register-worker")}
    used |= {line["to_station"] for line in of(lines, "transfer-case")}
    for unit in (rows[code] for code in used):
        street = rows[unit.parent] if unit.level == "community" else unit
        assert (street.level, street.kind in ("street", "town")) == ("street", True)
        assert unit.level == "street" or unit.kind == "community"
    keepers = {rows[code].parent for code in used if rows[code].level == "community"}
    assert keepers and not keepers & used, "a street keeps the ledger, or its communities do"


def test_certificates_go_to_those_who_qualify_and_one_at_a_time(lines, by_worker):
    numbers = [
        line["certificate_no"] for line in of(lines, "issue-certificate", "replace-certificate")
    ]
    assert len(numbers) == len(set(numbers)) and all(len(number) == 14 for number in numbers)
    for told in by_worker.values():
        (registered,) = of(told, "register-worker")
        assert len(of(told, "issue-certificate")) <= 1
        for applied in of(told, "apply-for-certificate"):
            assert registered["category"] in QUALIFYING
            assert registered.get("able_to_work", True) and registered.get("willing_to_work", True)
            if registered["category"] == "minimum_living":
                since = date.fromisoformat(registered["unemployed_since"])
                assert (date.fromisoformat(applied["effective_on"]) - since).days >= 366


FOLLOWS: dict[str, set[str | None]] = {
    "apply-for-certificate": {None},
    "issue-certificate": {"apply-for-certificate"},
    "refuse-certificate": {"apply-for-certificate"},
    "suspend-certificate": {"live"},
    "resume-certificate": {"suspend-certificate"},
    "review-certificate": {"live"},
    "replace-certificate": {"live"},
    "withdraw-certificate": {"live"},
}
LIVE = ("issue-certificate", "resume-certificate", "replace-certificate")


def test_a_certificate_goes_through_its_states(by_worker):
    for told in by_worker.values():
        state = None
        for line in (line for line in told if line["command"].endswith("-certificate")):
            assert state in FOLLOWS[line["command"]], line
            passed = line["command"] == "review-certificate" and line["passed"]
            state = "live" if line["command"] in LIVE or passed else line["command"]


def test_reviews_are_of_the_year_before_and_in_its_window(lines):
    for line in of(lines, "review-certificate"):
        day = date.fromisoformat(line["effective_on"])
        assert (line["year"], day.month <= 3) == (day.year - 1, True)


def test_certificates_and_courses_end_with_the_case(by_worker):
    for told in by_worker.values():
        closed = [line["effective_on"] for line in of(told, "close-case")]
        for line in told:
            if "certificate" in line["command"] or "training" in line["command"]:
                assert not closed or line["effective_on"] < closed[0]


def test_a_course_is_enrolled_once_and_left_or_completed_once(by_worker):
    for told in by_worker.values():
        begun = [line["course"] for line in of(told, "enrol-in-training")]
        over = [line["course"] for line in of(told, "complete-training", "leave-training")]
        assert len(begun) == len(set(begun)) and len(over) == len(set(over))
        assert set(over) <= set(begun)


def test_a_duplicate_is_merged_into_somebody_registered_before(lines, by_worker):
    merged = of(lines, "merge-worker")
    assert len(merged) == WORKERS // 500
    for line in merged:
        original, twin = (
            of(by_worker[line[key]], "register-worker")[0] for key in ("into", "worker")
        )
        assert line["effective_on"] == twin["effective_on"] > original["effective_on"]
        assert twin["station"] != original["station"]
        assert twin["name"] == original["name"]
        assert line["worker"][:14] == line["into"][:14]


def test_a_few_are_registered_twice_and_nobody_has_seen_it(lines):
    merged = {line["worker"] for line in of(lines, "merge-worker")}
    seen = defaultdict(set)
    for line in of(lines, "register-worker"):
        number = number_18(line["id_number"])
        seen[line["name"], number[:14], line.get("phone")].add((number, line["station"]))
    twice = [pair for pair in seen.values() if len(pair) > 1]
    unseen = [pair for pair in twice if not {number for number, _ in pair} & merged]
    assert len(unseen) == WORKERS // 2_000
    assert all(len({station for _, station in pair}) == 2 for pair in unseen)


def test_every_line_is_signed_where_the_case_is(lines, by_worker):
    for told in by_worker.values():
        station = told[0]["station"]
        for line in told:
            signed = line["recorded_station"]
            assert signed == station or (len(signed) == 6 and station.startswith(signed))
            station = line.get("to_station", station)


def test_each_unit_has_one_name_to_sign_with(lines):
    names = defaultdict(set)
    for line in lines:
        names[line["recorded_station"]].add(line["recorded_by"])
    assert {len(of_unit) for of_unit in names.values()} == {1}
    assert {line["recorded_station"] for line in of(lines, "set-target")} == {"440700"}
    assert all(len(line["recorded_station"]) == 6 for line in of(lines, "issue-certificate"))
