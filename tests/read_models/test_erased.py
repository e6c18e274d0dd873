"""Who was erased by law is in no byte of the ledger any more; what happened still counts."""

import pickle
from datetime import date
from pathlib import Path
from shutil import copy
from uuid import UUID

import pytest

from application.kernel.clock import FixedClock
from application.read_models.certificate_numbers import NextCertificateNumber
from application.read_models.certificate_papers import CertificatePapers
from application.read_models.duplicates import LikelyDuplicates
from application.read_models.erasures import ErasuresRequested
from application.read_models.search import FindByNumber, Search
from application.read_models.timeline import Timeline
from application.read_models.worker_file import WorkerFile
from application.tracker import CaseTracker
from domain.erasure.erasures import (
    ErasureAlreadyRequested,
    ErasureByOneAccount,
    ErasureNotRequested,
    PersonErased,
)
from domain.kernel.fact import ERASED
from tests.databases import copied
from tests.oracle.book import identity_number
from tests.read_models.erasing import (
    CERTIFICATE,
    NUMBER,
    PLANTED,
    REASON,
    TODAY,
    carry_out,
    erase,
    lived,
    planted_in,
    told_of,
)
from tests.read_models.office import Office, moment, office, pick

__all__ = ["office"]
TYPED = ("ouyangcangjin", "oycj", "ou1yang2cang2jin1", "藏例外")


def test_everything_planted_is_told_before(office: Office):
    worker = lived(office)
    told = " ".join(told_of(office.tracker, worker))
    assert [text for text in PLANTED if text not in told and text not in TYPED] == []


def test_a_stolen_database_tells_nobody(office: Office):
    lived(office)
    assert planted_in(office.tracker.database) == []


def test_afterwards_nothing_personal_is_in_any_file_or_answer(office: Office):
    worker = lived(office)
    office.register("陈建国")
    erase(office, worker)
    assert planted_in(office.tracker.database) == []
    told = " ".join(told_of(office.tracker, worker))
    assert [text for text in PLANTED if text in told] == []
    assert office.ask(WorkerFile(UUID(worker), None, TODAY))["name"] == ERASED
    assert pick(office, Search(ERASED, TODAY), "name") == [(ERASED,)]
    assert office.tracker.verify() == []
    office.tracker.rebuild()
    assert office.tracker.verify() == []
    assert office.ask(WorkerFile(UUID(worker), None, TODAY))["name"] == ERASED


def test_an_older_backup_tells_nothing_with_the_keys_of_today(
    office: Office, request: pytest.FixtureRequest, tmp_path: Path
):
    worker = lived(office)
    office.tracker.close()
    today, backup = office.tracker.database, tmp_path / "backup"
    backup.mkdir()
    with copied(today, request, backup) as restored:
        with CaseTracker(today, clock=office.clock) as office.tracker:
            erase(office, worker)
        for key in (".keys", ".master"):
            copy(today.beside(key), restored.beside(key))
        with CaseTracker(restored, clock=FixedClock(moment("2005-03-01T08:00"))) as old:
            told = " ".join(told_of(old, worker))
            assert [text for text in PLANTED if text in told] == []
            old.rebuild()
            told = " ".join(told_of(old, worker))
            assert [text for text in PLANTED if text in told] == []
            assert old.verify() == []
        assert planted_in(restored) == []


def test_the_key_is_destroyed_though_somebody_was_stopped_right_after_the_log(
    office: Office, monkeypatch: pytest.MonkeyPatch
):
    worker = lived(office)
    office.tell("request-erasure", "2005-02-01", worker=worker, **REASON)
    with monkeypatch.context() as stopped:
        stopped.setattr(office.tracker.projector, "catch_up", lambda *_, **__: None)
        carry_out(office, worker)
    assert office.tracker.keys.store.counts()[1] == 0
    with CaseTracker(office.tracker.database, clock=office.clock) as again:
        assert again.keys.store.counts()[1] == 1
        assert again.ask(WorkerFile(UUID(worker), None, TODAY))["name"] == ERASED
    assert office.ask(WorkerFile(UUID(worker), None, TODAY))["name"] == ERASED
    assert pick(office, Search("欧阳", TODAY), "name") == []


def test_another_process_lets_go_of_the_person_too(office: Office):
    worker = lived(office)
    with CaseTracker(office.tracker.database, clock=office.clock) as other:
        assert other.ask(Search("西门", TODAY)).items
        erase(office, worker)
        assert other.ask(Search("西门", TODAY)).items == []
        told = " ".join(told_of(other, worker))
        assert [text for text in PLANTED if text in told] == []


def test_who_asked_may_not_carry_it_out(office: Office):
    worker = office.register()
    with pytest.raises(ErasureNotRequested):
        carry_out(office, worker)
    office.tell("request-erasure", "2005-02-01", worker=worker, **REASON)
    with pytest.raises(ErasureAlreadyRequested):
        office.tell("request-erasure", "2005-02-01", worker=worker, **REASON)
    with pytest.raises(ErasureByOneAccount):
        office.tell("erase-worker", "2005-02-01", worker=worker)
    waiting = ErasuresRequested(TODAY)
    columns = ("erasure_requested_by", "legal_reference")
    assert pick(office, waiting, *columns) == [("陈丽", REASON["legal_reference"])]
    carry_out(office, worker)
    assert pick(office, waiting, "name") == []


def test_a_request_that_is_declined_leaves_everything(office: Office):
    worker = office.register()
    office.tell("request-erasure", "2005-02-01", worker=worker, **REASON)
    office.tell("decline-erasure", "2005-02-02", worker=worker, note="法律要求保存")
    assert pick(office, ErasuresRequested(TODAY), "name") == []
    with pytest.raises(ErasureNotRequested):
        carry_out(office, worker, "2005-02-03")
    assert office.ask(WorkerFile(UUID(worker), None, TODAY))["name"] == "陈建国"


def test_nothing_more_is_recorded_of_the_person_and_the_number_is_free(office: Office):
    worker = office.register(id_number=NUMBER)
    erase(office, worker)
    for reference in (worker, NUMBER):
        with pytest.raises(PersonErased):
            office.tell("record-follow-up", "2005-02-02", worker=reference, outcome="at_work")
    new = office.register("陈建国", on="2005-02-02", id_number=NUMBER)
    assert new != worker
    (found,) = office.ask(FindByNumber(NUMBER, TODAY))
    assert (str(found["worker"]), found["name"]) == (new, "陈建国")


def test_what_a_process_has_at_hand_tells_nobody_whom_another_erased(office: Office):
    worker = lived(office)
    another = pickle.loads(pickle.dumps(office.tracker.again))
    with another() as other:
        assert "藏原单位" in str(other.ask(Timeline(UUID(worker))))
        erase(office, worker)
        told = str(other.ask(Timeline(UUID(worker))))
    assert [text for text in PLANTED if text in told] == []


def test_nobody_prints_a_certificate_of_the_erased(office: Office):
    worker = lived(office)
    erase(office, worker)
    with pytest.raises(PersonErased):
        office.ask(CertificatePapers(UUID(worker), None, TODAY))


def test_two_who_were_erased_are_no_likely_duplicates(office: Office):
    for n in (1, 2):
        worker = office.register(id_number=identity_number("1953-03-15", "male", 50 + n))
        erase(office, worker)
    assert office.ask(LikelyDuplicates()).pairs == ()


def test_a_certificate_number_is_given_once_for_ever(office: Office):
    worker = office.register()
    office.certify(worker, "2004-01-09", CERTIFICATE)
    erase(office, worker)
    proposed = office.ask(NextCertificateNumber("440703002", date(2004, 5, 1)))
    assert proposed != CERTIFICATE
