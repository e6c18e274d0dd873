"""Stations that have open cases and have recorded nothing for long."""

from uuid import uuid4

import pytest

from application.kernel.actors import Actor, Right
from application.kernel.writing.sitting import Request
from application.read_models.silent_stations import SilentStations
from application.tracker import HANDLERS
from domain.unit.units import UnitUnknown
from tests.read_models.office import ELSEWHERE, OTHER_STATION, STATION, Office, day, moment

COMMUNITY = "440703002101"


def silent(office: Office, today: str, area: str | None = None) -> list[tuple[object, ...]]:
    found = office.ask(SilentStations(day(today), area))
    return [(s.station, s.unemployed, s.last_recorded_on, s.days_silent) for s in found]


def test_a_station_falls_silent_after_the_days_of_the_rule(office: Office):
    office.register(on="2004-01-01")
    assert silent(office, "2004-01-31") == []
    assert silent(office, "2004-02-01") == [(STATION, 1, day("2004-01-01"), 31)]
    office.tell(
        "set-parameter", "2004-01-31", name="silent_station_days", value="29", reference="某号"
    )
    assert silent(office, "2004-01-31") == [(STATION, 1, day("2004-01-01"), 30)]


@pytest.mark.parametrize("who", ["community", "street"])
def test_a_street_and_its_communities_speak_for_each_other(office: Office, who: str):
    workers = {
        "community": office.register(on="2004-01-01", station=COMMUNITY),
        "street": office.register(on="2004-01-01"),
    }
    assert silent(office, "2004-03-01") == [(STATION, 2, day("2004-01-01"), 60)]
    office.tell("record-follow-up", "2004-02-20", worker=workers[who], outcome="at_work")
    assert silent(office, "2004-03-01") == []


def test_what_the_county_records_does_not_speak_for_the_station(office: Office):
    worker = office.register(on="2004-01-01")
    body = HANDLERS["record-follow-up"].command.model_validate(
        {"effective_on": "2004-02-20", "worker": worker, "outcome": "at_work"}
    )
    office.clock.at = moment("2004-02-20T18:00")
    office.tracker.do(Request(body, Actor("陈丽", "440703", frozenset(Right)), uuid4()))
    assert silent(office, "2004-03-01") == [(STATION, 1, day("2004-01-01"), 60)]


def test_open_cases_are_told_by_their_status(office: Office):
    at_work, coming = office.register(on="2004-01-01"), office.register(on="2004-01-01")
    office.register(on="2004-01-01")
    office.tell("start-employment", "2004-01-02", worker=at_work, kind="labour_contract")
    office.tell("start-employment", "2004-01-02", worker=coming, kind="flexible")
    for today, counted in (("2004-03-01", (2, 1)), ("2004-05-01", (1, 2))):
        (found,) = office.ask(SilentStations(day(today)))
        assert (found.unemployed, found.reemployed) == counted


def test_without_open_cases_there_is_nothing_to_say(office: Office):
    gone, void = office.register(on="2004-01-01"), office.register(on="2004-01-01")
    office.tell("close-case", "2004-01-02", worker=gone, reason="died")
    office.tell("void-registration", "2004-01-02", worker=void, reason="fraud")
    assert silent(office, "2004-12-31") == []


def test_the_longest_silent_comes_first_in_the_own_area(office: Office):
    office.register(on="2004-01-01", station=OTHER_STATION)
    office.register(on="2004-01-02", station=ELSEWHERE)
    moved = office.register(on="2004-01-03")
    office.tell("transfer-case", "2004-02-01", worker=moved, to_station="440784001")
    # The transfer was recorded for the station that took the case.
    assert [row[0] for row in silent(office, "2004-04-01")] == [
        OTHER_STATION,
        ELSEWHERE,
        "440784001",
    ]
    assert [row[0] for row in silent(office, "2004-04-01", "440703")] == [OTHER_STATION]
    assert [row[0] for row in silent(office, "2004-04-01", OTHER_STATION)] == [OTHER_STATION]
    with pytest.raises(UnitUnknown):
        silent(office, "2004-04-01", "449999")


def test_who_never_recorded_anything_comes_before_all(office: Office):
    office.register(on="2004-01-01")
    moved = office.register(on="2004-01-01")
    body = HANDLERS["transfer-case"].command.model_validate(
        {"effective_on": "2004-01-02", "worker": moved, "to_station": ELSEWHERE}
    )
    office.clock.at = moment("2004-01-02T18:00")
    office.tracker.do(Request(body, Actor("陈丽", STATION, frozenset(Right)), uuid4()))
    assert silent(office, "2004-04-01")[0] == (ELSEWHERE, 1, None, None)
