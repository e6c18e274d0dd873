"""For each code with which a command is refused: what went before, the command, the answer.

`worker` is put in where a command has none of its own.
"""

from typing import Any, NamedTuple

from tests.api.requests import CHEN, LI, OTHER_STATION, STATION, registration

Step = tuple[str, dict[str, Any]]


def step(command: str, on: str, **fields: Any) -> Step:
    return command, {"effective_on": on, **fields}


class Case(NamedTuple):
    """`before` are commands that are accepted, on the worker who was registered first."""

    code: str
    status: int
    before: tuple[Step, ...]
    refused: Step


JOB = step("start-employment", "2004-04-01", kind="labour_contract")
LOST = step("end-employment", "2004-06-01", reason="dismissed")
MOVED = step("transfer-case", "2004-02-01", to_station=OTHER_STATION)
CLOSED = step("close-case", "2004-05-01", reason="emigrated")
DIED = step("close-case", "2004-05-01", reason="died")
APPLIED = step("apply-for-certificate", "2003-11-01")
ISSUED = step("issue-certificate", "2003-11-10", certificate_no="44070303000001")
SUSPENDED = step("suspend-certificate", "2004-01-10", reason="核查")
ENROLLED = step("enrol-in-training", "2004-01-05", course="电工", hours=100)
TRAINED = step("complete-training", "2004-03-05", course="电工", attended_hours=90, passed=True)
VOID = step("void-registration", "2004-01-01", reason="entered_in_error")
SECOND: Step = ("register-worker", registration(id_number=LI, name="李红"))
MERGED = step("merge-worker", "2004-01-01", into=LI)
PLAIN = registration(id_number=LI, name="李红")


def registering(**fields: Any) -> Step:
    return "register-worker", PLAIN | fields


ASKED = step("apply-for-assistance", "2004-01-10")
SENT_BACK = step("return-assistance", "2004-01-12", reason="缺少证明")
ERASURE: dict[str, Any] = {"reason": "by_other_law", "legal_reference": "个人信息保护法 第四十七条"}
ERASURE_ASKED: Step = step("request-erasure", "2004-01-10", **ERASURE)
ERASURE_ASKED_AGAIN: Step = step("request-erasure", "2004-01-11", **ERASURE)
ERASED = step("erase-worker", "2004-01-12")
FIRST_CASES = (
    Case(
        "already-ruled-out",
        409,
        (SECOND, step("rule-out-duplicate", "2004-01-01", other=LI)),
        step("rule-out-duplicate", "2004-01-02", other=LI),
    ),
    Case("another-than-itself", 409, (), step("rule-out-duplicate", "2004-01-01", other=CHEN)),
    Case(
        "assistance-already-applied-for",
        409,
        (ASKED,),
        step("apply-for-assistance", "2004-01-11"),
    ),
    Case("assistance-not-applied-for", 409, (), SENT_BACK),
    Case("age-out-of-bounds", 409, (), registering(id_number="44070319950101003X")),
    Case("already-at-station", 409, (), step("transfer-case", "2004-02-01", to_station=STATION)),
    Case(
        "already-employed",
        409,
        (JOB,),
        step("start-employment", "2004-05-01", kind="labour_contract"),
    ),
    Case(
        "already-enrolled", 409, (ENROLLED,), step("enrol-in-training", "2004-01-06", course="电工")
    ),
    Case(
        "attended-more-than-held",
        409,
        (ENROLLED,),
        step("complete-training", "2004-03-05", course="电工", attended_hours=101, passed=True),
    ),
    Case("before-registration", 409, (), step("start-employment", "2003-10-07", kind="flexible")),
    Case("birth-date-differs-from-number", 409, (), registering(birth_date="1960-01-02")),
    Case(
        "case-is-closed",
        409,
        (CLOSED,),
        step("transfer-case", "2004-06-01", to_station=OTHER_STATION),
    ),
    Case("case-not-closed", 409, (), step("reopen-case", "2004-06-01", reason="回来")),
    Case(
        "category-does-not-qualify",
        409,
        (step("correct-worker", "2003-10-09", category="other_unemployed", reason="错"),),
        APPLIED,
    ),
    Case(
        "certificate-already-applied-for",
        409,
        (APPLIED,),
        step("apply-for-certificate", "2003-11-02"),
    ),
    Case(
        "certificate-already-held",
        409,
        (APPLIED, ISSUED),
        step("apply-for-certificate", "2003-12-02"),
    ),
    Case("certificate-not-applied-for", 409, (), ISSUED),
    Case("certificate-not-in-force", 409, (), SUSPENDED),
    Case(
        "certificate-not-suspended",
        409,
        (APPLIED, ISSUED),
        step("resume-certificate", "2004-02-01", reason="核实"),
    ),
    Case(
        "certificate-number-missing",
        422,
        (APPLIED, ISSUED),
        step("replace-certificate", "2004-02-01", reason="遗失"),
    ),
    Case(
        "certificate-number-taken",
        409,
        (APPLIED, ISSUED, SECOND, step("apply-for-certificate", "2003-11-01", worker=LI)),
        step("issue-certificate", "2003-11-10", worker=LI, certificate_no="44070303000001"),
    ),
    Case("closing-not-found", 409, (CLOSED,), step("confirm-closing", "2004-05-02")),
    Case("day-in-the-future", 422, (), step("start-employment", "2005-03-02", kind="flexible")),
    Case(
        "employment-not-found",
        409,
        (JOB,),
        step("void-employment", "2004-04-02", started_on="2004-04-02", reason="fraud"),
    ),
    Case(
        "figure-out-of-bounds",
        422,
        (),
        step(
            "report-figure",
            "2005-01-01",
            unit="440703",
            period_end="2004-12-31",
            figure="employed_total",
            value=10**400,
            source="统计局",
        ),
    ),
    Case("holder-case-not-open", 409, (CLOSED,), step("apply-for-certificate", "2004-06-01")),
    Case(
        "holder-not-able-or-willing",
        409,
        (step("correct-worker", "2003-10-09", willing_to_work=False, reason="错"),),
        APPLIED,
    ),
)
