"""What waits for a judgement, what went back to the station, and the conditions one by one."""

from uuid import UUID

import pytest

from application.kernel.actors import OutsideArea
from application.read_models.assistance import (
    AssistanceConditions,
    AssistanceReturned,
    AssistanceWaiting,
)
from application.read_models.timeline import Timeline
from application.read_models.worker_file import WorkerFile
from domain.unit.units import UnitUnknown
from tests.oracle.book import identity_number
from tests.read_models.office import ELSEWHERE, OTHER_STATION, STATION, Office, day, pick

TODAY = day("2005-02-01")
WOMAN = identity_number("1964-02-29", "female")


@pytest.fixture
def asked(office: Office) -> dict[str, str]:
    """Workers by name, who asked one day after the other; 丙 first of all."""
    workers = {name: office.register(name) for name in ("甲", "乙", "丁", "戊", "己")}
    workers["丙"] = office.register("丙", station=ELSEWHERE)
    for on, name in enumerate(("丙", "甲", "乙", "丁", "戊"), 1):
        office.tell("apply-for-assistance", f"2005-01-0{on}", worker=workers[name], evidence=name)
    return workers


def test_the_longest_waiting_comes_first(office: Office, asked: dict[str, str]):
    columns = ("name", "assistance_applied_for_on", "assistance_evidence", "days_waiting")
    assert pick(office, AssistanceWaiting(TODAY), *columns)[:2] == [
        ("丙", day("2005-01-01"), "丙", 31),
        ("甲", day("2005-01-02"), "甲", 30),
    ]
    assert pick(office, AssistanceWaiting(TODAY, STATION), "name") == [
        ("甲",),
        ("乙",),
        ("丁",),
        ("戊",),
    ]
    with pytest.raises(UnitUnknown):
        office.ask(AssistanceWaiting(TODAY, "449999"))


def test_an_answer_ends_the_waiting(office: Office, asked: dict[str, str]):
    office.tell("assess-assistance", "2005-01-10", worker=asked["甲"], hard_to_place=True)
    office.tell("assess-assistance", "2005-01-10", worker=asked["乙"], hard_to_place=False)
    office.tell("return-assistance", "2005-01-10", worker=asked["丙"], reason="看不清")
    assert pick(office, AssistanceWaiting(TODAY), "name") == [("丁",), ("戊",)]
    columns = ("name", "assistance_returned_on", "assistance_return_reason")
    assert pick(office, AssistanceReturned(TODAY), *columns) == [
        ("丙", day("2005-01-10"), "看不清")
    ]
    assert pick(office, AssistanceReturned(TODAY, STATION), "name") == []
    office.tell("apply-for-assistance", "2005-01-11", worker=asked["丙"])
    assert pick(office, AssistanceReturned(TODAY), "name") == []
    assert pick(office, AssistanceWaiting(TODAY), "name")[-1] == ("丙",)


def test_who_left_the_ledger_or_the_area_waits_no_more_there(office: Office, asked: dict[str, str]):
    office.tell("close-case", "2005-01-10", worker=asked["甲"], reason="left_city")
    office.tell("merge-worker", "2005-01-10", worker=asked["乙"], into=asked["己"])
    office.tell("transfer-case", "2005-01-10", worker=asked["丁"], to_station=OTHER_STATION)
    assert pick(office, AssistanceWaiting(TODAY, STATION), "name") == [("戊",)]
    assert pick(office, AssistanceWaiting(TODAY, OTHER_STATION), "name") == [("丁",)]
    office.tell("reopen-case", "2005-01-12", worker=asked["甲"], reason="回来")
    assert pick(office, AssistanceWaiting(TODAY, STATION), "name") == [("甲",), ("戊",)]


def test_a_late_judgement_answers_only_what_was_asked_before_it(
    office: Office, asked: dict[str, str]
):
    office.tell(
        "assess-assistance", "2004-12-31", "2005-01-20", worker=asked["甲"], hard_to_place=True
    )
    assert ("甲",) in pick(office, AssistanceWaiting(TODAY), "name")


def test_the_file_shows_where_the_asking_stands_and_why_it_was_declined(office: Office):
    worker = office.register()
    office.tell("apply-for-assistance", "2005-01-01", worker=worker, evidence="社区证明")
    names = (
        "assistance_applied_for_on",
        "assistance_evidence",
        "assistance_returned_on",
        "assistance_return_reason",
        "assistance",
        "decline_reason",
    )

    def told() -> tuple[object, ...]:
        file = office.ask(WorkerFile(UUID(worker), None, TODAY))
        return tuple(file[name] for name in names)

    assert told() == (day("2005-01-01"), "社区证明", None, None, None, None)
    office.tell("return-assistance", "2005-01-02", worker=worker, reason="看不清")
    assert told() == (None, None, day("2005-01-02"), "看不清", None, None)
    office.tell(
        "assess-assistance", "2005-01-03", worker=worker, hard_to_place=False, reason="other"
    )
    assert told() == (None, None, None, None, "declined", "other")


def test_each_condition_stands_on_a_line_of_its_own(office: Office):
    worker = UUID(
        office.register(id_number=WOMAN, willing_to_work=False, unemployed_since="2003-01-01")
    )
    lines = office.ask(AssistanceConditions(worker, day("2004-02-28"), hard_to_place=True))
    assert [(str(line.condition), line.value, line.limit, line.met) for line in lines] == [
        ("age", 39, 40, False),
        ("able_to_work", True, True, True),
        ("willing_to_work", False, True, False),
        ("hard_to_place", True, True, True),
    ]
    assert {line.reference for line in lines} == {"江府[2003]43号 三(二)1(4)"}
    with pytest.raises(OutsideArea):
        office.ask(AssistanceConditions(worker, TODAY, ELSEWHERE))


def test_on_one_day_the_timeline_tells_the_asking_in_the_order_of_the_record(office: Office):
    worker = office.register()
    for command, fields in (
        ("apply-for-assistance", {}),
        ("return-assistance", {"reason": "看不清"}),
        ("apply-for-assistance", {}),
        ("assess-assistance", {"hard_to_place": True}),
    ):
        office.tell(command, "2005-01-01", worker=worker, **fields)
    facts = [fact["fact"] for fact in office.ask(Timeline(UUID(worker)))]
    assert facts == [
        "worker.registered",
        "assistance.applied_for",
        "assistance.returned",
        "assistance.applied_for",
        "assistance.granted",
    ]
