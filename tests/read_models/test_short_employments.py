"""Jobs that ended soon, and the figures in which they were counted."""

from typing import Any

import pytest

from application.read_models.short_employments import HowManyShort, ShortEmployments
from tests.oracle.book import identity_number
from tests.read_models.office import ELSEWHERE, STATION, Office, day, pick

TODAY = day("2005-06-30")
PERIOD = (day("2004-01-01"), day("2004-12-31"), TODAY)
RATE, OLDER = "reemployment-rate", "older-reemployment-rate"


def worked(office: Office, worker: str, since: str, until: str, kind="labour_contract") -> None:
    office.tell("start-employment", since, worker=worker, kind=kind, employer="某厂")
    office.tell("end-employment", until, worker=worker, reason="dismissed")


def found(office: Office, *columns: str, **asked: Any) -> list[tuple[Any, ...]]:
    return pick(office, ShortEmployments(*PERIOD, **asked), *columns)


@pytest.mark.parametrize(
    ("since", "until", "short"),
    [
        ("2004-01-31", "2004-07-30", True),
        ("2004-01-31", "2004-07-31", False),
        ("2004-03-31", "2004-09-29", True),
        ("2004-03-31", "2004-09-30", False),
        ("2004-05-10", "2004-05-11", True),
    ],
)
def test_a_job_is_short_that_ended_before_its_months_were_full(
    office: Office, since: str, until: str, short: bool
):
    worked(office, office.register(), since, until)
    assert bool(found(office, "name")) is short


def test_the_months_are_those_of_the_rule(office: Office):
    worked(office, office.register(), "2004-01-05", "2004-04-05")
    assert found(office, "months") == [(3,)]
    office.tell(
        "set-parameter", "2004-06-01", name="short_employment_months", value="3", reference="某号"
    )
    assert found(office, "months") == []


def test_the_job_is_told_with_the_rates_it_was_counted_in(office: Office):
    young = identity_number("1964-01-05", "male", 7)
    worked(office, office.register("甲"), "2004-02-02", "2004-03-01")
    worked(office, office.register("乙", id_number=young), "2004-02-03", "2004-03-02")
    columns = ("name", "employer", "end_reason", "counted_on", "counted_at", "counted_in")
    assert found(office, *columns) == [
        ("乙", "某厂", "dismissed", day("2004-02-03"), STATION, [RATE]),
        ("甲", "某厂", "dismissed", day("2004-02-02"), STATION, [RATE, OLDER]),
    ]


def test_it_was_counted_where_and_when_the_re_employment_was(office: Office):
    worker = office.register("甲")
    office.tell("start-employment", "2003-11-01", worker=worker, kind="flexible")
    office.tell("transfer-case", "2004-03-01", worker=worker, to_station=ELSEWHERE)
    office.tell("end-employment", "2004-03-02", worker=worker, reason="other")
    assert found(office, "counted_on", "counted_at") == [(day("2004-02-01"), STATION)]
    assert found(office, "name", area="440703") == []
    assert found(office, "name", area=ELSEWHERE) == [("甲",)]


def test_of_one_year_only_the_first_re_employment_is_counted(office: Office):
    born = identity_number("1954-03-15", "male", 8)
    worker = office.register(id_number=born)
    worked(office, worker, "2004-02-02", "2004-03-01")
    office.tell("transfer-case", "2004-03-02", worker=worker, to_station=ELSEWHERE)
    worked(office, worker, "2004-04-01", "2004-05-01")
    worked(office, worker, "2004-12-01", "2005-01-10")
    worked(office, worker, "2005-01-10", "2005-02-01")
    both_years = ShortEmployments(day("2004-01-01"), day("2005-06-30"), TODAY)
    assert pick(office, both_years, "started_on", "counted_at", "counted_in") == [
        (day("2005-01-10"), ELSEWHERE, [RATE, OLDER]),
        (day("2004-12-01"), None, []),
        (day("2004-04-01"), None, []),
        (day("2004-02-02"), STATION, [RATE]),
    ]


def test_what_never_counted_is_in_no_rate(office: Office):
    worked(office, office.register("甲"), "2004-02-02", "2004-03-01", "flexible")
    worked(office, office.register("乙", able_to_work=False), "2004-02-02", "2004-03-02")
    beside = office.register("丙")
    office.tell("start-employment", "2004-01-02", worker=beside, kind="labour_contract")
    office.tell("start-employment", "2004-02-02", worker=beside, kind="flexible")
    office.tell(
        "end-employment", "2004-05-31", worker=beside, reason="other", started_on="2004-02-02"
    )
    assert found(office, "name", "counted_on", "counted_in") == [
        ("丙", None, []),
        ("乙", None, []),
        ("甲", None, []),
    ]


def test_who_left_the_ledger_at_work_lost_no_job(office: Office):
    worker = office.register()
    office.tell("start-employment", "2004-02-02", worker=worker, kind="labour_contract")
    office.tell("close-case", "2004-03-01", worker=worker, reason="retired")
    assert found(office, "name") == []


def test_a_corrected_or_void_job_is_as_it_is_known_now(office: Office):
    one, two, three = office.register("甲"), office.register("乙"), office.register("丙")
    for worker in (one, two, three):
        worked(office, worker, "2004-02-02", "2004-03-01")
    job = {"started_on": "2004-02-02", "reason": "错"}
    office.tell(
        "correct-employment",
        "2003-10-09",
        "2004-09-01",
        worker=one,
        kind="labour_contract",
        ended_on="2004-08-01",
        **job,
    )
    office.tell(
        "void-employment", "2004-04-02", worker=two, started_on="2004-02-02", reason="fraud"
    )
    office.tell("void-registration", "2004-04-03", worker=three, reason="fraud")
    assert found(office, "name") == []


def test_the_count_holds_on_while_nobody_loses_a_job(
    office: Office, monkeypatch: pytest.MonkeyPatch
):
    worker, other = office.register("甲"), office.register("乙")
    worked(office, worker, "2004-02-02", "2004-03-01")
    question, counted = HowManyShort(ShortEmployments(*PERIOD)), HowManyShort.answer
    assert office.ask(question) == 1
    monkeypatch.setattr(HowManyShort, "answer", None)
    office.register("丙", "2004-04-01")
    office.tell("record-follow-up", "2004-04-01", worker=worker, outcome="not_reached")
    office.certify(other, "2004-04-02", "44070304000001")
    office.tell("enrol-in-training", "2004-04-03", worker=other, course="家政", hours=10)
    assert office.ask(question) == 1
    monkeypatch.setattr(HowManyShort, "answer", counted)
    worked(office, other, "2004-05-02", "2004-06-01")
    assert office.ask(question) == 2
    office.tell("void-registration", "2004-07-01", worker=worker, reason="fraud")
    assert office.ask(question) == 1
