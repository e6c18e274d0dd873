"""Which certificates are due, how each stands, and which applications wait."""

from application.read_models.certificates import (
    ApplicationsPending,
    CertificateList,
    CertificatesDue,
)
from domain.certificate.certificates import Standing
from tests.read_models.office import ELSEWHERE, Office, day, pick

TODAY = day("2005-02-01")


def holders(office: Office) -> dict[str, str]:
    """Workers by name, each with a certificate of 2004 that is due by the end of March 2005."""
    workers = {}
    for number, name in enumerate(("陈甲", "陈乙", "陈丙", "陈丁", "陈戊"), 1):
        workers[name] = office.register(name)
        office.certify(workers[name], f"2004-02-0{number}", f"4407030400000{number}")
    return workers


def test_certificates_in_force_are_due_until_they_are_reviewed(office: Office):
    workers = holders(office)
    office.tell("review-certificate", "2005-01-05", worker=workers["陈乙"], year=2004, passed=True)
    office.tell("suspend-certificate", "2005-01-06", worker=workers["陈丙"], reason="核查")
    office.tell("void-registration", "2005-01-07", worker=workers["陈丁"], reason="fraud")
    office.tell("close-case", "2005-01-08", worker=workers["陈戊"], reason="retired")
    due = [("陈甲", day("2005-03-31"), 58)]
    columns = ("name", "review_due_on", "days_left")
    assert pick(office, CertificatesDue(day("2005-03-31"), TODAY), *columns) == due
    assert pick(office, CertificatesDue(day("2005-03-30"), TODAY), *columns) == []
    overdue = pick(office, CertificatesDue(day("2005-06-30"), day("2005-06-30")), *columns)
    assert overdue == [("陈甲", day("2005-03-31"), -91)]
    assert pick(office, CertificatesDue(day("2005-07-01"), day("2005-07-01")), *columns) == []


def test_the_list_of_certificates_tells_how_each_stands_today(office: Office):
    workers = holders(office)
    office.register("无证")
    office.tell("review-certificate", "2005-01-05", worker=workers["陈乙"], year=2004, passed=True)
    office.tell("withdraw-certificate", "2005-01-06", worker=workers["陈丙"], reason="转借")
    office.tell("void-registration", "2005-01-07", worker=workers["陈丁"], reason="fraud")
    office.tell("close-case", "2005-01-08", worker=workers["陈戊"], reason="died")
    columns = ("certificate_no", "certificate_standing")
    assert pick(office, CertificateList(day("2005-07-01")), *columns) == [
        ("44070304000001", "lapsed"),
        ("44070304000002", "in_force"),
        ("44070304000003", "withdrawn"),
        ("44070304000005", "ended"),
    ]
    lapsed = CertificateList(day("2005-07-01"), standing=Standing.LAPSED)
    assert pick(office, lapsed, "name") == [("陈甲",)]


def test_applications_wait_until_they_are_answered(office: Office):
    first, second, third = (office.register(name) for name in ("甲", "乙", "丙"))
    for worker, on in ((second, "2004-05-01"), (first, "2004-06-01"), (third, "2004-07-01")):
        office.tell("apply-for-certificate", on, worker=worker)
    office.tell("refuse-certificate", "2004-07-02", worker=third, reason="材料不全")
    assert pick(office, ApplicationsPending(TODAY), "name", "applied_on") == [
        ("乙", day("2004-05-01")),
        ("甲", day("2004-06-01")),
    ]
    assert pick(office, ApplicationsPending(TODAY, ELSEWHERE), "name") == []


def test_a_certificate_is_found_by_a_piece_of_its_number(office: Office):
    for number in ("44070304000001", "44070304000012"):
        office.certify(office.register(), "2004-03-01", number)
    found = CertificateList(day("2004-04-01"), number="00001")
    assert pick(office, found, "certificate_no") == [
        ("44070304000001",),
        ("44070304000012",),
    ]
    found = CertificateList(day("2004-04-01"), number="0012")
    assert pick(office, found, "certificate_no") == [("44070304000012",)]
    assert pick(office, CertificateList(day("2004-04-01"), number="%"), "name") == []


def test_applications_are_told_by_the_day_on_which_they_were_made(office: Office):
    for name, on in (("甲", "2004-03-01"), ("乙", "2004-03-02")):
        office.tell("apply-for-certificate", on, worker=office.register(name))
    pending = ApplicationsPending(day("2004-04-01"), applied_by=day("2004-03-01"))
    assert pick(office, pending, "name", "applied_on") == [("甲", day("2004-03-01"))]
