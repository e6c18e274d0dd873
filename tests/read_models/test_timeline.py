"""The timeline keeps every fact, in the order of the world, and tells what put which right."""

from typing import Any
from uuid import UUID, uuid4

import pytest

from application.kernel.actors import OutsideArea
from application.read_models.timeline import Timeline
from domain.worker.errors import WorkerNotFound
from tests.read_models.office import ELSEWHERE, Office, day, moment

Facts = list[dict[str, Any]]


def timeline(office: Office, worker: str, known: str | None = None) -> Facts:
    return office.ask(Timeline(UUID(worker), None, moment(known) if known else None))


def links(facts: Facts) -> dict[str, tuple[list[int], int | None, bool]]:
    """(corrects, corrected_by, struck) by version and fact."""
    return {
        f"{fact['version']} {fact['fact']}": (
            fact["corrects"],
            fact["corrected_by"],
            fact["struck"],
        )
        for fact in sorted(facts, key=lambda fact: fact["version"])
    }


def test_a_fact_is_told_with_its_envelope_and_details(office: Office):
    worker = office.register()
    office.tell(
        "record-follow-up",
        "2004-05-01",
        "2004-05-03",
        worker=worker,
        outcome="at_work",
        next_on="2004-08-01",
        note="电话回访",
    )
    fact = timeline(office, worker)[1]
    assert fact.pop("recorded_at").isoformat() == "2004-05-03T18:00:00+08:00"
    assert fact.pop("position") > 1
    assert fact == {
        "version": 2,
        "effective_on": day("2004-05-01"),
        "recorded_by": "陈丽",
        "station": None,
        "fact": "follow_up.recorded",
        "details": {"outcome": "at_work", "next_on": "2004-08-01"},
        "note": "电话回访",
        "corrects": [],
        "corrected_by": None,
        "struck": False,
    }


def test_facts_stand_in_the_order_of_the_world_not_of_the_record(office: Office):
    worker = office.register()
    office.tell("start-employment", "2004-06-01", worker=worker, kind="labour_contract")
    office.tell("end-employment", "2004-08-01", worker=worker, reason="dismissed")
    office.tell("start-employment", "2004-08-01", worker=worker, kind="labour_contract")
    office.tell("transfer-case", "2004-08-01", worker=worker, to_station=ELSEWHERE)
    office.tell("close-case", "2004-08-01", worker=worker, reason="left_city")
    office.tell("confirm-closing", "2004-08-01", worker=worker)
    office.tell("reopen-case", "2004-08-01", worker=worker, reason="误")
    office.tell("record-follow-up", "2004-05-01", "2004-08-02", worker=worker, outcome="at_work")
    assert [fact["version"] for fact in timeline(office, worker)] == [1, 9, 2, 5, 3, 4, 6, 7, 8]


def test_a_case_reopened_before_it_closes_again_is_told_so(office: Office):
    worker = office.register()
    office.tell("close-case", "2004-02-01", worker=worker, reason="left_city")
    office.tell("reopen-case", "2004-08-01", worker=worker, reason="回来")
    office.tell("close-case", "2004-08-01", worker=worker, reason="enlisted")
    assert [fact["version"] for fact in timeline(office, worker)] == [1, 2, 3, 4]


def test_a_void_job_is_struck_with_its_end_and_its_corrections(office: Office):
    worker = office.register()
    office.tell("start-employment", "2004-02-01", worker=worker, kind="labour_contract")
    office.tell("end-employment", "2004-03-01", worker=worker, reason="dismissed")
    corrected = {"worker": worker, "started_on": "2004-02-01", "reason": "合同"}
    office.tell("correct-employment", "2004-02-05", "2004-03-02", **corrected)
    void = {"worker": worker, "started_on": "2004-02-05", "reason": "entered_in_error"}
    office.tell("void-employment", "2004-03-03", **void)
    assert links(timeline(office, worker)) == {
        "1 worker.registered": ([], None, False),
        "2 employment.started": ([], 5, True),
        "3 employment.ended": ([], 5, True),
        "4 employment.corrected": ([2], 5, True),
        "5 employment.voided": ([2, 3, 4], None, False),
    }
    assert links(timeline(office, worker, "2004-03-02T20:00")) == {
        "1 worker.registered": ([], None, False),
        "2 employment.started": ([], 4, True),
        "3 employment.ended": ([], None, False),
        "4 employment.corrected": ([2], None, False),
    }


def test_a_correction_of_the_end_strikes_the_end(office: Office):
    worker = office.register()
    office.tell("start-employment", "2004-02-01", worker=worker, kind="labour_contract")
    office.tell("end-employment", "2004-03-01", worker=worker, reason="dismissed")
    office.tell(
        "correct-employment",
        "2004-02-01",
        "2004-03-10",
        worker=worker,
        started_on="2004-02-01",
        ended_on="2004-03-05",
        reason="合同",
    )
    assert links(timeline(office, worker))["4 employment.corrected"] == ([2, 3], None, False)


def test_the_job_that_is_void_is_the_one_that_is_struck(office: Office):
    worker = office.register()
    for began, ended in (("2004-02-01", "2004-03-01"), ("2004-04-01", "2004-05-01")):
        office.tell("start-employment", began, worker=worker, kind="labour_contract")
        office.tell("end-employment", ended, worker=worker, reason="dismissed")
    office.tell(
        "void-employment", "2004-06-01", worker=worker, started_on="2004-02-01", reason="fraud"
    )
    struck = [fact["version"] for fact in timeline(office, worker) if fact["struck"]]
    assert struck == [2, 3]


def test_registration_corrected_and_void(office: Office):
    worker = office.register()
    office.tell("correct-worker", "2004-02-01", worker=worker, phone="13800000000", reason="改号")
    office.tell("void-registration", "2004-03-01", worker=worker, reason="fraud")
    assert links(timeline(office, worker)) == {
        "1 worker.registered": ([], 3, True),
        "2 worker.corrected": ([1], None, False),
        "3 worker.registration_voided": ([1], None, False),
    }


def test_a_confirmed_closing_stands(office: Office):
    worker = office.register()
    office.tell("close-case", "2004-02-01", worker=worker, reason="wish_withdrawn")
    office.tell("confirm-closing", "2004-02-01", worker=worker)
    assert links(timeline(office, worker)) == {
        "1 worker.registered": ([], None, False),
        "2 case.closed": ([], 3, False),
        "3 case.closing_confirmed": ([2], None, False),
    }


def test_a_merge_undone_is_struck_in_both_files(office: Office):
    duplicate, kept = office.register(), office.register()
    office.tell("merge-worker", "2004-02-01", worker=duplicate, into=kept)
    office.tell("unmerge-worker", "2004-03-01", worker=duplicate, into=kept)
    for worker in (duplicate, kept):
        assert [(fact["corrects"], fact["struck"]) for fact in timeline(office, worker)] == [
            ([], False),
            ([], True),
            ([2], False),
        ]


def test_of_several_duplicates_the_released_one_is_struck(office: Office):
    first, second, kept = office.register(), office.register(), office.register()
    office.tell("merge-worker", "2004-02-01", worker=first, into=kept)
    office.tell("merge-worker", "2004-02-02", worker=second, into=kept)
    office.tell("unmerge-worker", "2004-03-01", worker=first, into=kept)
    assert links(timeline(office, kept)) == {
        "1 worker.registered": ([], None, False),
        "2 worker.duplicate_absorbed": ([], 4, True),
        "3 worker.duplicate_absorbed": ([], None, False),
        "4 worker.duplicate_released": ([2], None, False),
    }


def test_nothing_is_known_before_it_is_recorded(office: Office):
    worker = office.register()
    assert timeline(office, worker, "2003-10-08T17:59") == []
    assert len(timeline(office, worker, "2003-10-08T18:00")) == 1


def test_a_timeline_is_read_within_the_area_only(office: Office):
    worker = UUID(office.register())
    with pytest.raises(OutsideArea):
        office.ask(Timeline(worker, ELSEWHERE))
    with pytest.raises(WorkerNotFound):
        office.ask(Timeline(uuid4()))


def test_closed_again_on_the_day_on_which_it_was_reopened(office: Office):
    worker = office.register()
    for command, reason in (("close", "left_city"), ("reopen", "回到本市"), ("close", "enlisted")):
        office.tell(f"{command}-case", "2004-03-01", worker=worker, reason=reason)
    assert [fact["version"] for fact in timeline(office, worker)] == [1, 2, 3, 4]
