"""The sentences of the specifications: each makes one line of a history file."""

from typing import Any

from tests.oracle.book import identity_number
from tests.use_cases.specification import Line, id_of

HE, SHE = identity_number("1953-03-15", "male"), identity_number("1963-10-01", "female")
BAISHA, CHAOLIAN, JIANGNAN = "440703002", "440703005", "440704001"
COMMUNITY = "440703002101"


def line(command: str, on: str, worker: str = HE, **fields: Any) -> Line:
    return {"command": command, "effective_on": on, "worker": worker, **fields}


def registered(worker: str = HE, on: str = "2003-10-08", **fields: Any) -> Line:
    said = {
        "id_number": worker,
        "name": "陈建国" if worker == HE else "李秀英",
        "category": "soe_laid_off",
        "unemployed_since": "2003-01-31",
        "station": BAISHA,
    }
    return line("register-worker", on, str(id_of(worker)), **said | fields)


def corrected(on: str = "2005-01-10", **fields: Any) -> Line:
    return line("correct-worker", on, **{"reason": "登记有误"} | fields)


def started(on: str, kind: str = "labour_contract", **fields: Any) -> Line:
    return line("start-employment", on, kind=kind, **fields)


def ended(on: str, **fields: Any) -> Line:
    return line("end-employment", on, **{"reason": "dismissed"} | fields)


def job_corrected(started_on: str, on: str | None = None, **fields: Any) -> Line:
    said = {"started_on": started_on, "reason": "日期有误", **fields}
    return line("correct-employment", on or started_on, **said)


def job_voided(started_on: str, on: str = "2005-06-01") -> Line:
    return line("void-employment", on, started_on=started_on, reason="entered_in_error")


def transferred(on: str, to_station: str = CHAOLIAN, worker: str = HE) -> Line:
    return line("transfer-case", on, worker, to_station=to_station)


def closed(on: str, reason: str = "left_city", **fields: Any) -> Line:
    return line("close-case", on, reason=reason, **fields)


def confirmed(on: str) -> Line:
    return line("confirm-closing", on)


def reopened(on: str) -> Line:
    return line("reopen-case", on, reason="回到本市")


def voided(on: str = "2005-01-10", worker: str = HE) -> Line:
    return line("void-registration", on, worker, reason="entered_in_error")


def merged(worker: str = HE, into: str = SHE, on: str = "2005-01-10") -> Line:
    return line("merge-worker", on, worker, into=into)


def unmerged(worker: str = HE, into: str = SHE, on: str = "2005-02-10") -> Line:
    return line("unmerge-worker", on, worker, into=into)


def ruled_out(worker: str = HE, other: str = SHE, on: str = "2005-01-10") -> Line:
    return line("rule-out-duplicate", on, worker, other=other)


def assistance_applied(on: str, worker: str = HE, **fields: Any) -> Line:
    return line("apply-for-assistance", on, worker, **fields)


def assistance_returned(on: str, worker: str = HE) -> Line:
    return line("return-assistance", on, worker, reason="缺少社区证明")


def assessed(on: str, worker: str = HE, hard_to_place: bool = True, **fields: Any) -> Line:
    return line("assess-assistance", on, worker, hard_to_place=hard_to_place, **fields)


def applied(on: str, worker: str = HE) -> Line:
    return line("apply-for-certificate", on, worker)


def issued(on: str, number: str = "44070304000001", worker: str = HE, **fields: Any) -> Line:
    return line("issue-certificate", on, worker, certificate_no=number, **fields)


def reviewed(on: str, year: int, passed: bool = True) -> Line:
    return line("review-certificate", on, year=year, passed=passed)


def replaced(on: str, number: str | None = "44070304000002") -> Line:
    return line("replace-certificate", on, reason="遗失", certificate_no=number)


def of_certificate(command: str, on: str) -> Line:
    """refuse-, suspend-, resume- or withdraw-certificate."""
    return line(command, on, reason="材料核查")


def enrolled(on: str, course: str = "家政服务", **fields: Any) -> Line:
    return line("enrol-in-training", on, course=course, **fields)


def completed(on: str, attended_hours: int, passed: bool = True, course: str = "家政服务") -> Line:
    return line(
        "complete-training", on, course=course, attended_hours=attended_hours, passed=passed
    )


def left(on: str, course: str = "家政服务") -> Line:
    return line("leave-training", on, course=course, reason="找到工作")


def followed_up(on: str, **fields: Any) -> Line:
    return line("record-follow-up", on, **{"outcome": "at_work"} | fields)


def ruled(on: str, name: str, value: str) -> Line:
    return {
        "command": "set-parameter",
        "effective_on": on,
        "name": name,
        "value": value,
        "reference": "江劳社[2004]7号",
    }


def target(unit: str = "440703", **fields: Any) -> Line:
    said = {
        "command": "set-target",
        "effective_on": "2004-01-15",
        "unit": unit,
        "year": 2004,
        "indicator": "reemployment-rate",
        "value": "62.5",
        "reference": "蓬江府[2004]3号",
    }
    return said | fields


def reported(unit: str = "440703", **fields: Any) -> Line:
    said = {
        "command": "report-figure",
        "effective_on": "2005-01-05",
        "unit": unit,
        "period_end": "2004-12-31",
        "figure": "employed_total",
        "value": 9650,
        "source": "统计局",
    }
    return said | fields


ERASING = (
    line(
        "request-erasure",
        "2005-03-01",
        reason="consent_withdrawn",
        legal_reference="个人信息保护法第四十七条",
    ),
    line("decline-erasure", "2005-03-01"),
    line("erase-worker", "2005-03-01"),
)
"""Void and merged registrations are erased as any other."""
