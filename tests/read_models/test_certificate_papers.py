"""What stands on the printed certificate."""

from uuid import UUID, uuid4

import pytest

from application.kernel.actors import OutsideArea
from application.read_models.certificate_papers import CertificatePapers, Papers
from domain.certificate.certificates import Standing
from domain.certificate.errors import CertificateNotInForce
from domain.worker.errors import RegistrationIsVoid, WorkerIsMerged, WorkerNotFound
from tests.read_models.office import ELSEWHERE, STATION, Office, day

TODAY = day("2005-02-01")


def holder(office: Office) -> str:
    worker = office.register()
    office.certify(worker, "2004-02-01", "44070304000001")
    return worker


def papers(office: Office, worker: str, on: str = "2005-02-01") -> Papers:
    return office.ask(CertificatePapers(UUID(worker), STATION, day(on)))


def told(facts: list[dict[str, object]]) -> list[tuple[object, object]]:
    return [(fact["fact"], fact["effective_on"]) for fact in facts]


def test_a_certificate_tells_how_it_was_issued_and_that_it_is_in_force(office: Office):
    found = papers(office, holder(office))
    assert found.issued["effective_on"] == day("2004-02-01")
    assert found.issued["details"]["category"] == "soe_laid_off"
    assert (found.standing, found.changes, found.reviews) == (Standing.IN_FORCE, [], [])
    assert found.file["certificate_no"] == "44070304000001"


def test_reviews_and_changes_are_told_in_the_order_of_the_world(office: Office):
    worker = holder(office)
    office.tell("review-certificate", "2005-01-05", worker=worker, year=2004, passed=True)
    office.tell(
        "replace-certificate",
        "2004-05-10",
        "2005-01-06",
        worker=worker,
        reason="遗失",
        certificate_no="44070304000009",
    )
    office.tell("suspend-certificate", "2005-01-07", worker=worker, reason="核查")
    office.tell("resume-certificate", "2005-01-08", worker=worker, reason="查清")
    found = papers(office, worker)
    assert told(found.reviews) == [("certificate.reviewed", day("2005-01-05"))]
    assert told(found.changes) == [
        ("certificate.replaced", day("2004-05-10")),
        ("certificate.suspended", day("2005-01-07")),
        ("certificate.resumed", day("2005-01-08")),
    ]
    assert found.standing is Standing.IN_FORCE
    assert found.file["certificate_no"] == "44070304000009"


def test_a_suspended_certificate_tells_since_when_and_why_whatever_came_later(office: Office):
    worker = holder(office)
    office.tell("suspend-certificate", "2005-01-05", worker=worker, reason="核查")
    office.tell("review-certificate", "2005-01-06", worker=worker, year=2004, passed=True)
    found = papers(office, worker)
    assert found[4:] == (Standing.SUSPENDED, day("2005-01-05"), "核查")


def test_a_review_that_was_not_passed_suspends(office: Office):
    worker = holder(office)
    office.tell(
        "review-certificate",
        "2005-01-05",
        worker=worker,
        year=2004,
        passed=False,
        reason="证件转借他人",
    )
    assert papers(office, worker)[4:] == (Standing.SUSPENDED, day("2005-01-05"), "证件转借他人")


def test_a_withdrawn_and_an_ended_certificate_tell_why(office: Office):
    worker, other = holder(office), office.register()
    office.tell("withdraw-certificate", "2005-01-06", worker=worker, reason="转借")
    assert papers(office, worker)[4:] == (Standing.WITHDRAWN, day("2005-01-06"), "转借")
    office.certify(other, "2004-02-01", "44070304000002")
    office.tell("close-case", "2005-01-08", worker=other, reason="retired")
    assert papers(office, other)[4:] == (Standing.ENDED, day("2005-01-08"), "retired")


def test_time_alone_ends_a_certificate(office: Office):
    worker, other = holder(office), office.register()
    assert papers(office, worker, "2005-06-30").standing is Standing.IN_FORCE
    assert papers(office, worker, "2005-07-01")[4:] == (Standing.LAPSED, day("2005-07-01"), None)
    office.tell("apply-for-certificate", "2004-02-01", worker=other)
    issue = {"certificate_no": "44070304000002", "valid_until": "2004-12-31"}
    office.tell("issue-certificate", "2004-02-01", worker=other, **issue)
    assert papers(office, other)[4:] == (Standing.EXPIRED, day("2005-01-01"), None)


def test_of_two_certificates_only_the_last_is_printed(office: Office):
    worker = holder(office)
    office.tell("review-certificate", "2005-01-05", worker=worker, year=2004, passed=True)
    office.tell("withdraw-certificate", "2005-01-06", worker=worker, reason="交回")
    office.certify(worker, "2005-01-07", "44070305000001")
    found = papers(office, worker)
    assert found.issued["effective_on"] == day("2005-01-07")
    assert (found.reviews, found.changes) == ([], [])


def test_nothing_is_printed_while_there_is_no_certificate(office: Office):
    worker = office.register()
    with pytest.raises(CertificateNotInForce, match="none"):
        papers(office, worker)
    office.tell("apply-for-certificate", "2004-02-01", worker=worker)
    with pytest.raises(CertificateNotInForce, match="applied"):
        papers(office, worker)
    office.tell("close-case", "2004-03-01", worker=worker, reason="died")
    with pytest.raises(CertificateNotInForce, match="ended"):
        papers(office, worker)


def test_nothing_is_printed_for_a_registration_that_is_void_or_merged(office: Office):
    void, gone, into = holder(office), office.register(), office.register()
    office.tell("void-registration", "2005-01-07", worker=void, reason="fraud")
    with pytest.raises(RegistrationIsVoid):
        papers(office, void)
    office.certify(gone, "2004-02-01", "44070304000002")
    office.tell("merge-worker", "2005-01-07", worker=gone, into=into)
    with pytest.raises(WorkerIsMerged):
        papers(office, gone)


def test_only_who_is_of_the_area_is_printed(office: Office):
    worker = holder(office)
    with pytest.raises(OutsideArea):
        office.ask(CertificatePapers(UUID(worker), ELSEWHERE, TODAY))
    with pytest.raises(WorkerNotFound):
        papers(office, str(uuid4()))
