"""A worker's whole file, now and as it was known at a moment."""

from uuid import UUID

import pytest

from application.kernel.actors import OutsideArea
from application.read_models.whole_file import Whole, WholeFile
from application.read_models.worker_file import WorkerFile
from domain.worker.errors import WorkerNotFound
from tests.read_models.office import OTHER_STATION, STATION, Office, day, moment

TODAY = day("2004-12-31")


def whole(office: Office, worker: str, known: str = "2005-01-01") -> Whole:
    found = office.ask(WholeFile(UUID(worker), None, TODAY, moment(f"{known}T23:59")))
    assert found is not None
    return found


def test_the_file_is_that_of_every_list(office: Office):
    """Whatever time alone changes has changed: flexible work counts, certificates lapse."""
    worker = office.register()
    office.certify(worker, "2003-11-03", "44070303000001")
    office.tell("start-employment", "2003-12-01", worker=worker, kind="flexible")
    for on in ("2003-12-31", "2004-02-29", "2004-03-01", "2005-03-31", "2005-07-01", "2006-01-01"):
        listed = office.ask(WorkerFile(UUID(worker), None, day(on)))
        asked = office.ask(WholeFile(UUID(worker), None, day(on)))
        assert asked is not None
        assert asked.file == listed


def test_only_what_was_recorded_by_then_is_told(office: Office):
    worker = office.register()
    office.tell(
        "start-employment", "2004-04-01", known="2004-06-10", worker=worker, kind="labour_contract"
    )
    before, after = (whole(office, worker, known=on) for on in ("2004-06-09", "2004-06-10"))
    assert (before.file["status"], before.jobs) == ("unemployed", [])
    assert (after.file["status"], len(after.jobs)) == ("reemployed", 1)
    assert office.ask(WholeFile(UUID(worker), None, TODAY, moment("2003-10-08T17:59"))) is None


def test_it_is_told_as_it_stood_on_the_day_when_it_was_known(office: Office):
    worker = office.register()
    office.certify(worker, "2003-11-03", "44070303000001")
    standing = {
        known: str(whole(office, worker, known).file["certificate_standing"])
        for known in ("2003-11-04", "2004-06-30", "2004-07-01")
    }
    assert list(standing.values()) == ["in_force", "in_force", "lapsed"]


def test_a_job_is_told_as_corrected(office: Office):
    worker = office.register()
    office.tell(
        "start-employment", "2004-04-01", worker=worker, kind="labour_contract", employer="蓬江百货"
    )
    office.tell("end-employment", "2004-08-01", worker=worker, reason="resigned")
    office.tell(
        "correct-employment",
        "2004-04-05",
        known="2004-09-01",
        worker=worker,
        started_on="2004-04-01",
        reason="到岗日期有误",
        monthly_wage="650",
    )
    (job,) = whole(office, worker).jobs
    assert (job.started_on, job.until, job.reason) == (
        day("2004-04-05"),
        day("2004-08-01"),
        "resigned",
    )
    assert job.terms["employer"] == "蓬江百货"
    assert str(job.terms["monthly_wage"]) == "650"
    (known_before,) = whole(office, worker, known="2004-08-31").jobs
    assert known_before.started_on == day("2004-04-01")


def test_a_void_job_is_no_job(office: Office):
    worker = office.register()
    office.tell("start-employment", "2004-04-01", worker=worker, kind="flexible")
    office.tell(
        "void-employment",
        "2004-05-01",
        worker=worker,
        started_on="2004-04-01",
        reason="entered_in_error",
    )
    assert whole(office, worker).jobs == []


def test_a_closing_cuts_off_a_job_that_is_too_short_to_count(office: Office):
    worker = office.register()
    office.tell("start-employment", "2004-04-01", worker=worker, kind="flexible")
    office.tell("close-case", "2004-05-01", worker=worker, reason="died")
    (job,) = whole(office, worker).jobs
    assert (job.until, job.reason, job.counts) == (day("2004-05-01"), None, False)


def test_courses_are_told_from_enrolment_to_their_end(office: Office):
    worker = office.register()
    office.tell("enrol-in-training", "2004-04-01", worker=worker, course="家政")
    office.tell("enrol-in-training", "2004-05-01", worker=worker, course="电脑")
    office.tell("leave-training", "2004-05-10", worker=worker, course="家政", reason="找到工作")
    told = whole(office, worker)
    assert [(stay.enrolled.course, str(stay.outcome)) for stay in told.courses] == [
        ("家政", "left"),
        ("电脑", "attending"),
    ]
    assert told.attending == ["电脑"]


def test_it_is_told_when_a_person_becomes_older(office: Office):
    told = whole(office, office.register())
    assert (told.older_age, told.older_on) == (50, day("2003-03-15"))


def test_it_is_told_so_by_the_rules_that_were_known(office: Office):
    worker, rule = office.register(), {"name": "older_male", "value": "55", "reference": "某号"}
    office.tell("set-parameter", "2004-01-01", "2004-06-01", **rule)
    assert whole(office, worker, "2004-05-31").older_age == 50
    assert whole(office, worker, "2004-06-01").older_age == 55


def test_a_file_is_for_its_area(office: Office):
    worker = UUID(office.register(station=STATION))
    with pytest.raises(OutsideArea):
        office.ask(WholeFile(worker, OTHER_STATION, TODAY))
    with pytest.raises(WorkerNotFound):
        office.ask(WholeFile(UUID(int=0), None, TODAY))
