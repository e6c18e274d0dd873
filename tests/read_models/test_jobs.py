"""Jobs that were recorded lately, and those told without their papers."""

from typing import Any

from application.read_models.jobs import JobsRecorded, JobsWithoutPapers
from tests.read_models.office import ELSEWHERE, Office, day, moment, pick

TODAY = day("2005-02-01")
CONTRACT: dict[str, Any] = {"kind": "labour_contract", "employer": "江门造船厂"}


def test_a_job_is_recent_by_the_day_on_which_it_was_recorded(office: Office):
    early, late, gone = (office.register(name) for name in ("甲", "乙", "丙"))
    office.tell("start-employment", "2004-12-01", worker=early, **CONTRACT)
    office.tell("start-employment", "2004-03-01", "2005-01-10", worker=late, **CONTRACT)
    office.tell("start-employment", "2005-01-11", worker=gone, **CONTRACT)
    office.tell("end-employment", "2005-01-20", worker=late, reason="resigned")
    office.tell("close-case", "2005-01-20", worker=gone, reason="left_city")
    recent = JobsRecorded(moment("2005-01-01T00:00"), TODAY)
    assert pick(office, recent, "name", "started_on", "ended_on") == [
        ("乙", day("2004-03-01"), day("2005-01-20"))
    ]
    longer = JobsRecorded(moment("2004-12-01T00:00"), TODAY)
    assert pick(office, longer, "name") == [("乙",), ("甲",)]


def test_a_job_is_recorded_once_however_often_it_is_corrected(office: Office):
    worker = office.register("甲")
    office.tell("start-employment", "2004-12-01", worker=worker, **CONTRACT)
    office.tell(
        "correct-employment",
        "2004-12-06",
        "2005-01-10",
        worker=worker,
        started_on="2004-12-01",
        reason="合同日期",
        employer="新会纸厂",
    )
    columns = ("started_on", "employer", "kind")
    assert pick(office, JobsRecorded(moment("2004-12-01T00:00"), TODAY), *columns) == [
        (day("2004-12-06"), "新会纸厂", "labour_contract")
    ]
    assert pick(office, JobsRecorded(moment("2004-12-02T00:00"), TODAY), *columns) == []


def test_papers_are_missing_until_both_months_and_evidence_are_told(office: Office):
    names = ("齐", "缺期限", "缺证明", "个体", "已结束", "已补")
    workers = {name: office.register(name) for name in names}
    told: dict[str, dict[str, Any]] = {
        "齐": {"contract_months": 12, "evidence": "劳动合同"},
        "缺期限": {"evidence": "劳动合同"},
        "缺证明": {"contract_months": 12},
        "个体": {"kind": "self_employment"},
        "已结束": {},
        "已补": {},
    }
    for number, name in enumerate(names, 1):
        fields = CONTRACT | told[name]
        office.tell("start-employment", f"2004-12-0{number}", worker=workers[name], **fields)
    office.tell("end-employment", "2005-01-01", worker=workers["已结束"], reason="other")
    office.tell(
        "correct-employment",
        "2004-12-06",
        "2005-01-10",
        worker=workers["已补"],
        started_on="2004-12-06",
        reason="补交合同",
        contract_months=12,
        evidence="劳动合同",
    )
    assert pick(office, JobsWithoutPapers(TODAY), "name", "contract_months", "evidenced") == [
        ("缺期限", None, True),
        ("缺证明", 12, False),
    ]


def test_a_job_is_that_of_the_station_where_the_case_is_now(office: Office):
    worker = office.register("甲")
    office.tell("start-employment", "2004-12-01", worker=worker, **CONTRACT)
    office.tell("transfer-case", "2004-12-20", worker=worker, to_station=ELSEWHERE)
    since = moment("2004-01-01T00:00")
    assert pick(office, JobsRecorded(since, TODAY, "440703"), "name") == []
    assert pick(office, JobsWithoutPapers(TODAY, "440703"), "name") == []
    assert pick(office, JobsRecorded(since, TODAY, ELSEWHERE), "name") == [("甲",)]
    assert pick(office, JobsWithoutPapers(TODAY, ELSEWHERE), "name") == [("甲",)]
