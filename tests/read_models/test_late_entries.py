"""What was recorded long after it took effect: counted by unit, and told one by one."""

from datetime import date

import pytest

from application.read_models.late_entries import LateEntries, LateFacts
from domain.unit.units import UnitUnknown
from tests.read_models.office import ELSEWHERE, OTHER_STATION, STATION, Office, day

YEAR = (day("2004-01-01"), day("2004-12-31"))
COMMUNITY = "440703002101"


def rows(
    office: Office, area: str | None = None, period: tuple[date, date] = YEAR
) -> list[tuple[object, ...]]:
    return [
        (row.unit, row.facts, row.late_facts, row.median_days, row.longest_days)
        for row in office.ask(LateEntries(*period, area))
    ]


def late(office: Office, area: str | None = None, **more) -> list[tuple[str | None, int]]:
    page = office.ask(LateFacts(*YEAR, area=area, **more))
    return [(row["name"], row["days_late"]) for row in page.items]


def visited(office: Office, worker: str, on: str, known: str) -> None:
    office.tell("record-follow-up", on, known, worker=worker, outcome="at_work")


@pytest.fixture
def told(office: Office) -> Office:
    """Registered in 2003; in 2004 甲 and 乙 are visited, known after 30, 31, 40 and 100 days."""
    one, two = office.register("甲"), office.register("乙", station=ELSEWHERE)
    visited(office, one, "2004-01-01", "2004-01-31")
    visited(office, one, "2004-01-01", "2004-02-01")
    visited(office, two, "2004-01-01", "2004-02-10")
    visited(office, one, "2004-01-01", "2004-04-10")
    return office


def test_a_fact_is_late_when_more_days_have_passed_than_the_rule_allows(told: Office):
    assert rows(told) == [
        ("440700", 4, 3, 40, 100),
        ("440703", 3, 2, 31, 100),
        ("440704", 1, 1, 40, 40),
    ]
    assert late(told) == [("甲", 100), ("乙", 40), ("甲", 31)]


def test_the_rule_is_that_of_the_last_day_of_the_period(told: Office):
    told.tell("set-parameter", "2004-06-01", name="late_entry_days", value="60", reference="某号")
    assert rows(told)[0][1:] == (4, 1, 100, 100)
    assert rows(told, period=(day("2004-01-01"), day("2004-05-31")))[0][1:] == (4, 3, 40, 100)


def test_the_period_is_that_of_the_record_not_of_the_fact(told: Office):
    assert rows(told, period=(day("2004-02-01"), day("2004-02-10")))[0][1:] == (2, 2, 31, 40)
    assert rows(told, period=(day("2004-02-02"), day("2004-02-09"))) == [
        ("440700", 0, 0, None, None)
    ]


def test_an_area_is_shown_by_its_parts_and_its_own_records_as_itself(told: Office):
    people = (
        told.register("丙", "2004-05-01", station=COMMUNITY),
        told.register("丁", "2004-05-01", station=OTHER_STATION),
    )
    assert len(people) == 2
    assert rows(told, "440703") == [
        ("440703", 5, 2, 31, 100),
        (STATION, 4, 2, 31, 100),
        (OTHER_STATION, 1, 0, None, None),
    ]
    assert rows(told, STATION) == [
        (STATION, 4, 2, 31, 100),
        (STATION, 3, 2, 31, 100),
        (COMMUNITY, 1, 0, None, None),
    ]
    assert late(told, "440703") == [("甲", 100), ("甲", 31)]
    assert late(told, unit="440704") == [("乙", 40)]
    assert late(told, "440703", unit="440704") == []
    with pytest.raises(UnitUnknown):
        rows(told, "449999")


def test_what_puts_right_is_not_late(office: Office):
    worker = office.register()
    job = {"worker": worker, "kind": "labour_contract"}
    office.tell("start-employment", "2004-01-05", **job)
    changed = {"started_on": "2004-01-05", "reason": "错"}
    office.tell("correct-employment", "2004-01-06", "2004-09-01", **job, **changed)
    office.tell("correct-worker", "2003-10-09", "2004-09-01", worker=worker, phone="1", reason="错")
    office.tell("close-case", "2004-05-01", "2004-09-02", worker=worker, reason="wish_withdrawn")
    office.tell("confirm-closing", "2004-05-01", "2004-12-01", worker=worker)
    assert [row["fact"] for row in office.ask(LateFacts(*YEAR)).items] == ["case.closed"]
    assert rows(office)[0][1:3] == (2, 1)


def test_a_certificate_that_ended_by_itself_is_nobodys_delay(office: Office):
    worker = office.register()
    office.certify(worker, "2004-01-05", "44070304000001")
    office.tell("close-case", "2004-02-01", "2004-09-01", worker=worker, reason="retired")
    assert [row["fact"] for row in office.ask(LateFacts(*YEAR)).items] == ["case.closed"]


def test_whoever_stands_elsewhere_now_is_counted_and_not_named(told: Office):
    worker = told.ask(LateFacts(*YEAR)).items[0]["worker"]
    told.tell("transfer-case", "2004-06-01", worker=str(worker), to_station=ELSEWHERE)
    assert rows(told, "440703")[0][1:3] == (3, 2)
    assert late(told, "440703") == [(None, 100), (None, 31)]
