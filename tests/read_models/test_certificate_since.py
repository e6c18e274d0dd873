"""Since when a certificate stands as it does: the file, the lists, the papers and the figures."""

from typing import Any
from uuid import UUID

import pytest

from application.indicators.certificates import Certificates
from application.indicators.period import Asked
from application.read_models.certificate_papers import CertificatePapers
from application.read_models.certificates import CertificateList
from application.read_models.whole_file import WholeFile
from application.read_models.worker_file import WorkerFile
from domain.certificate.errors import CertificateNotInForce
from tests.read_models.office import STATION, Office, day, pick

COLUMNS = ("certificate_standing", "certificate_since")


def holder(office: Office) -> str:
    worker = office.register()
    office.certify(worker, "2004-02-01", "44070304000001")
    return worker


def stands(office: Office, worker: str, on: str) -> tuple[Any, ...]:
    """As all tell it alike: how, and since when; then why."""
    whole = office.ask(WholeFile(UUID(worker), STATION, day(on)))
    file = office.ask(WorkerFile(UUID(worker), STATION, day(on)))
    papers = office.ask(CertificatePapers(UUID(worker), STATION, day(on)))
    assert whole
    told = [tuple(each[name] for name in COLUMNS) for each in (file, whole.file, papers.file)]
    told += [papers[4:6], *pick(office, CertificateList(day(on)), *COLUMNS)]
    assert len(set(told)) == 1, told
    return *told[0], papers.reason


def test_reviewed_or_replaced_it_is_in_force_since_its_issue(office: Office):
    worker, why = holder(office), {"reason": "遗失", "certificate_no": "44070304000009"}
    office.tell("replace-certificate", "2004-05-10", worker=worker, **why)
    office.tell("review-certificate", "2005-01-05", worker=worker, year=2004, passed=True)
    assert stands(office, worker, "2005-02-01") == ("in_force", day("2004-02-01"), None)


def test_suspended_it_is_so_since_the_first_of_what_suspended_it(office: Office):
    worker = holder(office)
    office.tell("suspend-certificate", "2005-01-05", worker=worker, reason="核查")
    office.tell("review-certificate", "2005-01-06", worker=worker, year=2004, passed=False)
    office.tell("review-certificate", "2005-01-07", worker=worker, year=2004, passed=True)
    assert stands(office, worker, "2005-02-01") == ("suspended", day("2005-01-05"), "核查")


@pytest.mark.parametrize(
    ("valid_until", "standing", "since"),
    [(None, "lapsed", "2005-07-01"), ("2004-12-31", "expired", "2005-01-01")],
)
def test_ended_by_time_it_is_so_since_that_day(
    office: Office, valid_until: str | None, standing: str, since: str
):
    worker = office.register()
    office.tell("apply-for-certificate", "2004-02-01", worker=worker)
    issue = {"certificate_no": "44070304000002", "valid_until": valid_until}
    office.tell("issue-certificate", "2004-02-01", worker=worker, **issue)
    assert stands(office, worker, "2005-07-15") == (standing, day(since), None)


def test_withdrawn_before_the_holder_retired_it_is_withdrawn_however_late_that_is_known(
    office: Office,
):
    worker = holder(office)
    office.tell("close-case", "2004-05-01", worker=worker, reason="retired")
    office.tell("withdraw-certificate", "2004-03-01", "2004-06-01", worker=worker, reason="转借")
    assert stands(office, worker, "2004-07-01") == ("withdrawn", day("2004-03-01"), "转借")
    (row, *_) = office.ask(Certificates(Asked(day("2004-12-31"))))["rows"]
    assert (row["withdrawn"], row["ended"], row["out"]) == (1, 0, 1)


def test_who_retired_while_applying_again_has_nothing_of_the_earlier_one(office: Office):
    worker = holder(office)
    office.tell("withdraw-certificate", "2004-03-01", worker=worker, reason="转借")
    office.tell("apply-for-certificate", "2004-04-01", worker=worker)
    office.tell("close-case", "2004-05-01", worker=worker, reason="retired")
    file = office.ask(WorkerFile(UUID(worker), STATION, day("2004-07-01")))
    assert (file["certificate_standing"], file["certificate_no"]) == ("ended", None)
    with pytest.raises(CertificateNotInForce, match="ended"):
        office.ask(CertificatePapers(UUID(worker), STATION, day("2004-07-01")))
