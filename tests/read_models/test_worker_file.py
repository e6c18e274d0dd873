"""The worker's file shows what is known, as it stands on the day of the question."""

from datetime import date, datetime
from typing import Any
from uuid import UUID, uuid4

import pytest

from application.kernel.actors import OutsideArea
from application.read_models.worker_file import WorkerFile
from domain.worker.errors import WorkerNotFound
from tests.oracle.book import identity_number
from tests.read_models.office import ELSEWHERE, STATION, Office, day

TODAY = day("2004-12-31")


def file_of(office: Office, worker: str, today: date = TODAY) -> dict[str, Any]:
    return office.ask(WorkerFile(UUID(worker), None, today))


def test_a_registration_is_shown_whole(office: Office):
    worker = office.register(
        phone="0750-3301234", previous_employer="江门某机械厂", education="初中"
    )
    file = file_of(office, worker)
    recorded_at = file.pop("last_recorded_at")
    assert isinstance(recorded_at, datetime)
    assert recorded_at.isoformat() == "2003-10-08T18:00:00+08:00"
    assert {name: value for name, value in file.items() if value is not None} == {
        "worker": UUID(worker),
        "name": "陈建国",
        "id_number": identity_number("1953-03-15", "male", 1),
        "sex": "male",
        "birth": day("1953-03-15"),
        "category": "soe_laid_off",
        "station": STATION,
        "status": "unemployed",
        "status_since": day("2003-10-08"),
        "without_work_since": day("2003-10-08"),
        "registered_on": day("2003-10-08"),
        "unemployed_since": day("2003-09-30"),
        "previous_employer": "江门某机械厂",
        "phone": "0750-3301234",
        "education": "初中",
        "able_to_work": True,
        "willing_to_work": True,
        "certificate_standing": "none",
        "version": 1,
    }


def test_the_running_job_is_shown_as_corrected(office: Office):
    worker = office.register()
    office.tell("start-employment", "2004-04-01", worker=worker, kind="labour_contract")
    office.tell(
        "correct-employment",
        "2004-04-05",
        worker=worker,
        started_on="2004-04-01",
        employer="江门某纸业",
        reason="合同",
    )
    file = file_of(office, worker)
    assert (file["employment_kind"], file["employer"]) == ("labour_contract", "江门某纸业")
    assert file["employed_since"] == file["counts_from"] == day("2004-04-05")
    assert (file["status"], file["status_since"]) == ("reemployed", day("2004-04-05"))


def test_a_transfer_does_not_begin_the_status_anew(office: Office):
    worker = office.register()
    office.tell("transfer-case", "2004-02-01", worker=worker, to_station=ELSEWHERE)
    file = file_of(office, worker)
    assert (file["station"], file["status_since"]) == (ELSEWHERE, day("2003-10-08"))


@pytest.mark.parametrize(
    ("today", "status", "since"),
    [
        ("2004-06-29", "unemployed", "2004-02-01"),
        ("2004-06-30", "reemployed", "2004-06-30"),
    ],
)
def test_flexible_work_counts_from_its_day_on(office: Office, today: str, status: str, since: str):
    worker = office.register()
    office.tell("start-employment", "2004-01-01", worker=worker, kind="labour_contract")
    office.tell("end-employment", "2004-02-01", worker=worker, reason="dismissed")
    office.tell("start-employment", "2004-03-31", worker=worker, kind="flexible")
    file = file_of(office, worker, day(today))
    assert (file["status"], file["status_since"]) == (status, day(since))


def test_losing_the_job_begins_a_new_spell_without_work(office: Office):
    worker = office.register()
    office.tell("start-employment", "2004-04-01", worker=worker, kind="self_employment")
    office.tell("end-employment", "2004-07-01", worker=worker, reason="business_closed")
    file = file_of(office, worker)
    assert (file["status"], file["status_since"]) == ("unemployed", day("2004-07-01"))
    assert file["without_work_since"] == day("2004-07-01")
    assert file["employment_kind"] is None


@pytest.mark.parametrize(
    ("today", "standing"), [("2005-06-30", "in_force"), ("2005-07-01", "lapsed")]
)
def test_a_certificate_never_reviewed_lapses_by_itself(office: Office, today: str, standing: str):
    worker = office.register()
    office.certify(worker, "2004-02-02", "44070304000001")
    file = file_of(office, worker, day(today))
    assert (file["certificate_standing"], file["review_due_on"]) == (standing, day("2005-03-31"))


@pytest.mark.parametrize(
    ("valid_until", "today", "standing"),
    [
        ("2004-12-31", "2004-12-31", "in_force"),
        ("2004-12-31", "2005-01-01", "expired"),
        ("2004-12-31", "2005-07-01", "expired"),
        ("2005-06-30", "2005-07-01", "expired"),
        ("2005-07-01", "2005-07-02", "lapsed"),
    ],
)
def test_a_certificate_expires_after_its_last_day_and_lapses_no_more(
    office: Office, valid_until: str, today: str, standing: str
):
    worker = office.register()
    office.tell("apply-for-certificate", "2004-02-02", worker=worker)
    office.tell(
        "issue-certificate",
        "2004-02-02",
        worker=worker,
        certificate_no="44070304000001",
        valid_until=valid_until,
    )
    assert file_of(office, worker, day(today))["certificate_standing"] == standing


def test_a_new_application_shows_nothing_of_the_old_certificate(office: Office):
    worker = office.register()
    office.certify(worker, "2004-02-02", "44070304000001")
    office.tell("withdraw-certificate", "2004-03-01", worker=worker, reason="转借")
    assert file_of(office, worker)["certificate_no"] == "44070304000001"
    office.tell("apply-for-certificate", "2004-04-01", worker=worker)
    file = file_of(office, worker)
    assert (file["certificate_standing"], file["certificate_no"]) == ("applied", None)
    assert file["certificate_since"] == day("2004-04-01")


def test_the_last_assessment_of_the_world_is_shown_with_its_rule(office: Office):
    worker = office.register()
    office.tell("assess-assistance", "2004-05-01", worker=worker, hard_to_place=True)
    office.tell("assess-assistance", "2004-02-01", "2004-05-02", worker=worker, hard_to_place=False)
    file = file_of(office, worker)
    assert (file["assistance"], file["assessed_on"]) == ("granted", day("2004-05-01"))
    assert (file["older_age"], file["assistance_reference"]) == (50, "江府[2003]43号 三(二)1(4)")


def test_void_and_merged_registrations_are_marked(office: Office):
    void, merged, kept = office.register(), office.register(), office.register()
    office.tell("void-registration", "2004-02-01", worker=void, reason="fraud")
    office.tell("merge-worker", "2004-02-02", worker=merged, into=kept)
    file = file_of(office, void)
    assert (file["status"], file["void_since"]) == ("void", day("2004-02-01"))
    file = file_of(office, merged)
    assert (file["status"], file["merged_into"]) == ("merged", UUID(kept))
    office.tell("unmerge-worker", "2004-03-02", worker=merged, into=kept)
    file = file_of(office, merged)
    assert (file["status"], file["merged_into"]) == ("unemployed", None)


def test_a_file_is_read_within_the_area_only(office: Office):
    worker = UUID(office.register())
    assert office.ask(WorkerFile(worker, "440703", TODAY))["worker"] == worker
    with pytest.raises(OutsideArea):
        office.ask(WorkerFile(worker, ELSEWHERE, TODAY))
    with pytest.raises(WorkerNotFound):
        office.ask(WorkerFile(uuid4(), None, TODAY))
