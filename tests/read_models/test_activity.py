"""The log as people read it: who recorded what, for which unit, on whom, the newest first."""

from typing import Any
from uuid import UUID, uuid4

import pytest
from sqlalchemy import select

from application.kernel.actors import Actor, Right, operator
from application.kernel.answering.paging import CursorInvalid
from application.kernel.writing.sitting import Request
from application.read_models.activity import Activity, WhoRecorded
from application.read_models.activity_rows import ACTIVITY, KINDS, NUMBERS, of_kind
from application.tracker import HANDLERS
from domain.unit.units import UnitUnknown
from tests.read_models.office import ELSEWHERE, OTHER_STATION, STATION, Office, day, moment

COMMUNITY = "440703002101"


def listed(office: Office, **asked: Any) -> list[str]:
    page = office.ask(Activity(**asked))
    assert page.cursor is None
    return [row["fact"] for row in page.items]


def record(office: Office, by: str, unit: str | None, command: str, on: str, **fields: Any) -> None:
    office.clock.at = max(office.clock.at, moment(f"{on}T18:00"))
    body = HANDLERS[command].command.model_validate({"effective_on": on, **fields})
    actor = Actor(by, unit, frozenset(Right))
    office.tracker.do(Request(body, actor, uuid4()))


@pytest.fixture
def busy(office: Office) -> dict[str, str]:
    """Two workers; two clerks and the office record in turn, in 2004."""
    workers = {"甲": office.register("甲"), "乙": office.register("乙", station=ELSEWHERE)}
    visit = {"outcome": "at_work"}
    record(office, "王芳", STATION, "record-follow-up", "2004-01-05", worker=workers["甲"], **visit)
    record(
        office,
        "李红",
        ELSEWHERE,
        "enrol-in-training",
        "2004-01-06",
        worker=workers["乙"],
        course="电工",
    )
    record(office, "王芳", STATION, "apply-for-certificate", "2004-02-01", worker=workers["甲"])
    office.clock.at = moment("2004-03-01T18:00")
    rule = {"name": "small_group", "value": "20", "reference": "某号"}
    body = HANDLERS["set-parameter"].command.model_validate({"effective_on": "2004-03-01", **rule})
    office.tracker.do(Request(body, operator("王办"), uuid4()))
    return workers


def test_the_newest_comes_first_and_says_everything(office: Office, busy: dict[str, str]):
    rows = office.ask(Activity(limit=3)).items
    assert [row["fact"] for row in rows] == [
        "policy.parameter_set",
        "certificate.applied_for",
        "training.enrolled",
    ]
    told = {name: rows[1][name] for name in ("recorded_by", "station", "name", "version")}
    assert told == {"recorded_by": "王芳", "station": STATION, "name": "甲", "version": 3}
    assert rows[1]["worker"] == UUID(busy["甲"])
    assert (rows[1]["recorded_at"], rows[1]["effective_on"]) == (
        moment("2004-02-01T18:00"),
        day("2004-02-01"),
    )
    assert (rows[0]["worker"], rows[0]["name"], rows[0]["station"]) == (None, None, None)


@pytest.mark.parametrize(
    ("asked", "facts"),
    [
        ({"by": "王芳"}, ["certificate.applied_for", "follow_up.recorded"]),
        ({"by": "王"}, []),
        ({"fact": "training.enrolled"}, ["training.enrolled"]),
        ({"by": "李红", "fact": "follow_up.recorded"}, []),
        ({"unit": ELSEWHERE}, ["training.enrolled", "worker.registered"]),
        ({"unit": OTHER_STATION}, []),
        ({"from_": day("2004-02-01"), "to": day("2004-02-01")}, ["certificate.applied_for"]),
        ({"from_": day("2004-02-02"), "to": day("2004-02-28")}, []),
        ({"from_": day("2004-03-01"), "unit": STATION}, []),
        ({"area": "440704"}, ["training.enrolled", "worker.registered"]),
        ({"area": "440704", "unit": STATION}, []),
    ],
)
def test_the_log_is_narrowed(office: Office, busy, asked: dict[str, Any], facts: list[str]):
    assert listed(office, **asked) == facts


def test_days_are_those_of_the_city(office: Office):
    worker = office.register()
    office.clock.at = moment("2004-05-10T23:59")
    office.tell("record-follow-up", "2004-01-05", worker=worker, outcome="at_work")
    office.clock.at = moment("2004-05-11T00:01")
    office.tell("transfer-case", "2004-01-06", worker=worker, to_station=ELSEWHERE)
    of_day = {on: listed(office, from_=day(on), to=day(on)) for on in ("2004-05-10", "2004-05-11")}
    assert of_day == {"2004-05-10": ["follow_up.recorded"], "2004-05-11": ["case.transferred"]}


def test_the_last_and_the_first_day_of_all_are_days_too(office: Office, busy):
    assert listed(office, from_=day("0001-01-01"), to=day("9999-12-31")) == listed(office)


def test_pages_follow_each_other_without_gap_or_repetition(office: Office, busy):
    seen, cursor = [], None
    for _ in range(10):
        page = office.ask(Activity(limit=2, cursor=cursor, to=day("2005-12-31")))
        seen += [row["fact"] for row in page.items]
        cursor = page.cursor
        if cursor is None:
            break
    assert seen == listed(office, to=day("2005-12-31"))
    with pytest.raises(CursorInvalid):
        office.ask(Activity(cursor="x"))
    with pytest.raises(UnitUnknown):
        office.ask(Activity(unit="449999"))


def test_unsigned_it_stands_with_the_last_station_of_the_case_whatever_is_known_late(
    office: Office,
):
    worker = office.register(station=COMMUNITY)
    office.tell("transfer-case", "2004-01-06", worker=worker, to_station=ELSEWHERE)
    late = {"worker": worker, "to_station": STATION}
    office.tell("transfer-case", "2004-01-02", "2004-01-08", **late)
    office.tell("correct-worker", "2004-01-09", worker=worker, station=OTHER_STATION, reason="错")
    office.tell("record-follow-up", "2004-01-10", worker=worker, outcome="not_reached")
    assert office.ask(Activity()).items[0]["station"] == ELSEWHERE


def test_what_no_unit_signed_stands_with_the_station_that_had_the_case(office: Office):
    worker = office.register(station=COMMUNITY)
    office.tell("correct-worker", "2004-01-05", worker=worker, station=OTHER_STATION, reason="错")
    office.tell("transfer-case", "2004-01-06", worker=worker, to_station=ELSEWHERE)
    office.tell("record-follow-up", "2004-01-07", worker=worker, outcome="at_work")
    stations = {row["fact"]: row["station"] for row in office.ask(Activity()).items}
    assert stations == {
        "worker.registered": COMMUNITY,
        "worker.corrected": OTHER_STATION,
        "case.transferred": ELSEWHERE,
        "follow_up.recorded": ELSEWHERE,
        "unit.loaded": None,
    }


def test_whoever_stands_elsewhere_now_is_not_named_to_the_area(office: Office):
    worker = office.register()
    record(
        office, "王芳", STATION, "record-follow-up", "2004-01-05", worker=worker, outcome="at_work"
    )
    record(
        office, "王芳", STATION, "transfer-case", "2004-01-06", worker=worker, to_station=ELSEWHERE
    )
    ours = office.ask(Activity(area=STATION)).items
    assert [(row["name"], row["worker"], row["version"]) for row in ours] == [(None,) * 3] * 3
    assert {row["name"] for row in office.ask(Activity(area="440700", unit=STATION)).items} == {
        "陈建国"
    }


def test_the_names_under_the_record_are_offered(office: Office, busy):
    assert office.ask(WhoRecorded()) == ["taizhang", "李红", "王办", "王芳", "陈丽"]


def test_numbers_and_claims_are_not_in_the_log(office: Office, busy):
    assert not [fact for fact in listed(office) if fact.startswith("claim.")]


def test_no_two_facts_have_one_number():
    assert len(set(NUMBERS.values())) == len(KINDS)


@pytest.mark.parametrize("fact", ["worker.merged", "follow_up.recorded"])
def test_only_what_is_rare_is_found_in_an_index_of_its_own(office: Office, fact: str):
    asked = select(ACTIVITY.c.position).where(of_kind(fact)).order_by(ACTIVITY.c.recorded_at)
    with office.tracker.store.reading() as connection:
        explain = "EXPLAIN QUERY PLAN"
        if connection.dialect.name == "postgresql":
            connection.exec_driver_sql("SET LOCAL enable_seqscan = off")
            explain = "EXPLAIN"
        sql = asked.compile(connection, compile_kwargs={"literal_binds": True})
        plan = str(connection.exec_driver_sql(f"{explain} {sql}").all())
    assert ("ix_activity_rare" in plan) == (fact == "worker.merged")
