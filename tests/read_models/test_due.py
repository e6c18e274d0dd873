"""What is due, to whom, and who is left alone."""

from datetime import date
from typing import Any

import pytest

from application.read_models.certificates import (
    ApplicationsPending,
    CertificateList,
    CertificatesDue,
)
from application.read_models.due import CrossingAge, FollowUpsDue
from application.read_models.jobs import FlexibleReaching
from domain.unit.units import UnitUnknown
from tests.oracle.book import identity_number
from tests.read_models.office import ELSEWHERE, Office, day, pick

TODAY = day("2005-02-01")


def test_a_follow_up_is_due_until_the_next_one(office: Office):
    names = ("甲", "乙", "丙", "丁", "戊")
    workers = {name: office.register(name) for name in names}
    for name, worker in workers.items():
        office.tell(
            "record-follow-up",
            "2004-10-01",
            worker=worker,
            outcome="at_work",
            next_on="2005-01-10" if name != "戊" else "2005-02-03",
        )
    office.tell("record-follow-up", "2004-12-01", worker=workers["乙"], outcome="left_job")
    office.tell("close-case", "2004-12-02", worker=workers["丙"], reason="left_city")
    office.tell("merge-worker", "2004-12-02", worker=workers["丁"], into=workers["甲"])
    # A visit told late was before the one that names the next.
    office.tell(
        "record-follow-up", "2004-09-01", "2004-12-03", worker=workers["甲"], outcome="not_reached"
    )
    columns = ("name", "next_follow_up_on", "days_left")
    assert pick(office, FollowUpsDue(day("2005-02-03"), TODAY), *columns) == [
        ("甲", day("2005-01-10"), -22),
        ("戊", day("2005-02-03"), 2),
    ]
    assert pick(office, FollowUpsDue(day("2005-02-02"), TODAY), "name") == [("甲",)]


def test_flexible_work_is_told_before_it_counts_while_it_runs(office: Office):
    running, ended, contract = (office.register(name) for name in ("甲", "乙", "丙"))
    for worker in (running, ended):
        office.tell(
            "start-employment", "2004-11-30", worker=worker, kind="flexible", employer="早餐档"
        )
    office.tell("start-employment", "2004-11-30", worker=contract, kind="labour_contract")
    office.tell("end-employment", "2005-01-01", worker=ended, reason="other")
    # A second job beside it does not hide the first.
    office.tell("start-employment", "2005-01-02", worker=running, kind="labour_contract")
    columns = ("name", "started_on", "counts_from", "employer")
    reaching = FlexibleReaching(day("2005-02-28"), day("2005-02-28"), TODAY)
    assert pick(office, reaching, *columns) == [
        ("甲", day("2004-11-30"), day("2005-02-28"), "早餐档")
    ]
    for span in (("2005-02-01", "2005-02-27"), ("2005-03-01", "2005-03-31")):
        assert pick(office, FlexibleReaching(day(span[0]), day(span[1]), TODAY), "name") == []
    office.tell("close-case", "2005-01-03", worker=running, reason="left_city")
    assert pick(office, reaching, "name") == []


@pytest.mark.parametrize(
    ("born", "sex", "from_", "to", "older_on"),
    [
        ("1955-02-10", "male", "2005-02-10", "2005-02-10", "2005-02-10"),
        ("1955-02-10", "male", "2005-02-11", "2005-03-31", None),
        ("1955-02-10", "male", "2005-02-01", "2005-02-09", None),
        ("1965-02-10", "female", "2005-02-01", "2005-02-28", "2005-02-10"),
        ("1965-02-10", "male", "2005-02-01", "2005-02-28", None),
        ("1956-02-29", "male", "2006-03-01", "2006-03-01", "2006-03-01"),
        ("1956-02-29", "male", "2006-02-01", "2006-02-28", None),
        ("1956-02-29", "male", "2006-03-02", "2006-03-31", None),
        ("1964-02-29", "female", "2004-02-29", "2004-02-29", "2004-02-29"),
        ("1964-02-29", "female", "2004-03-01", "2004-03-31", None),
    ],
)
def test_a_birthday_is_within_the_span_or_not(
    office: Office, born: str, sex: str, from_: str, to: str, older_on: str | None
):
    office.register(id_number=identity_number(born, sex))
    found = pick(office, CrossingAge(day(from_), day(to), TODAY), "older_on", "older_age")
    assert found == ([(day(older_on), 50 if sex == "male" else 40)] if older_on else [])


def test_the_age_is_that_of_the_policy_book_and_closed_cases_are_left_out(office: Office):
    worker = office.register(id_number=identity_number("1957-02-10", "male"))
    crossing = CrossingAge(date.min, TODAY.replace(month=12), TODAY)
    assert pick(office, crossing, "name") == []
    office.tell("set-parameter", "2005-01-01", name="older_male", value="48", reference="试")
    assert pick(office, crossing, "older_on") == [(day("2005-02-10"),)]
    office.tell("close-case", "2005-01-08", worker=worker, reason="left_city")
    assert pick(office, crossing, "older_on") == []


def test_only_those_whom_an_assessment_would_help_are_left(office: Office):
    told: dict[str, dict[str, Any]] = {
        "合适": {},
        "无能力": {"able_to_work": False},
        "无愿望": {"willing_to_work": False},
        "已就业": {},
        "已认定": {},
        "未认定": {},
    }
    workers = {
        name: office.register(name, id_number=identity_number("1955-02-10", "male", n), **fields)
        for n, (name, fields) in enumerate(told.items())
    }
    office.tell("start-employment", "2005-01-01", worker=workers["已就业"], kind="labour_contract")
    for name, hard in (("已认定", True), ("未认定", False)):
        office.tell("assess-assistance", "2005-02-10", worker=workers[name], hard_to_place=hard)
    span = (day("2005-02-01"), day("2005-02-28"), TODAY)
    assert len(pick(office, CrossingAge(*span), "name")) == 6
    helped = pick(office, CrossingAge(*span, unassisted=True), "name")
    assert sorted(helped) == [("合适",), ("未认定",)]


@pytest.mark.parametrize(
    "asked",
    [
        (CertificatesDue, (day("2005-12-31"), TODAY)),
        (CertificateList, (TODAY,)),
        (ApplicationsPending, (TODAY,)),
        (FollowUpsDue, (day("2005-12-31"), TODAY)),
        (FlexibleReaching, (day("2003-01-01"), day("2005-12-31"), TODAY)),
        (CrossingAge, (day("2003-01-01"), day("2005-12-31"), TODAY)),
    ],
    ids=lambda asked: asked[0].__name__,
)
def test_every_list_pages_in_its_order_and_keeps_to_the_area(
    office: Office, asked: tuple[type, tuple[Any, ...]]
):
    for count in range(6):
        station = {"station": ELSEWHERE} if count == 5 else {}
        worker = office.register(f"甲{count}", **station)
        office.tell("apply-for-certificate", "2004-03-01", worker=worker)
        if asked[0] is not ApplicationsPending:
            office.tell(
                "issue-certificate", "2004-03-01", worker=worker, certificate_no=f"NO{9 - count:02}"
            )
        office.tell(
            "record-follow-up", "2004-03-01", worker=worker, outcome="at_work", next_on="2005-01-01"
        )
        office.tell("start-employment", "2004-12-01", worker=worker, kind="flexible")
    query, given = asked
    whole = office.ask(query(*given)).items
    assert len(whole) == 6
    here = office.ask(query(*given, area="440703")).items
    assert len(here) == 5
    paged, cursor = [], None
    for _ in range(3):
        page = office.ask(query(*given, limit=2, cursor=cursor))
        paged += page.items
        cursor = page.cursor
    assert (paged, cursor) == (whole, None)
    with pytest.raises(UnitUnknown):
        office.ask(query(*given, area="999999"))
