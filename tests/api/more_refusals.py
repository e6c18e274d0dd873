"""The second half of the refusals, by code."""

from typing import Any

from tests.api.refusals import (
    APPLIED,
    ASKED,
    CLOSED,
    ENROLLED,
    FIRST_CASES,
    ISSUED,
    JOB,
    LOST,
    MERGED,
    MOVED,
    SECOND,
    SENT_BACK,
    TRAINED,
    VOID,
    Case,
    Step,
    registering,
    step,
)
from tests.api.requests import CHEN, LI

ERASURE: dict[str, Any] = {"reason": "by_other_law", "legal_reference": "个人信息保护法 第四十七条"}
ERASURE_ASKED: Step = step("request-erasure", "2004-01-10", **ERASURE)
ERASURE_ASKED_AGAIN: Step = step("request-erasure", "2004-01-11", **ERASURE)
ERASED = step("erase-worker", "2004-01-12")
CASES = (
    *FIRST_CASES,
    Case(
        "later-assistance-fact-impossible",
        409,
        (ASKED, SENT_BACK),
        step("assess-assistance", "2004-01-11", hard_to_place=True),
    ),
    Case(
        "reason-without-declining",
        422,
        (),
        step("assess-assistance", "2004-01-11", hard_to_place=True, reason="other"),
    ),
    Case(
        "later-certificate-fact-impossible",
        409,
        (APPLIED, ISSUED),
        step("refuse-certificate", "2003-11-05", reason="不符"),
    ),
    Case(
        "later-fact-impossible", 409, (JOB,), step("close-case", "2004-03-01", reason="emigrated")
    ),
    Case(
        "later-training-fact-impossible",
        409,
        (ENROLLED, TRAINED),
        step("leave-training", "2004-02-01", course="电工", reason="病"),
    ),
    Case("merge-into-itself", 409, (), step("merge-worker", "2004-01-01", into=CHEN)),
    Case(
        "next-before-follow-up",
        409,
        (),
        step("record-follow-up", "2004-01-01", outcome="at_work", next_on="2004-01-01"),
    ),
    Case("not-a-station", 409, (), registering(station="440703")),
    Case("not-employed", 409, (), LOST),
    Case("not-enrolled", 409, (), TRAINED),
    Case(
        "not-on-minimum-living",
        409,
        (
            step(
                "correct-worker",
                "2003-10-09",
                category="minimum_living",
                minimum_living_since="2004-06-01",
                reason="错",
            ),
        ),
        APPLIED,
    ),
    Case("nothing-corrected", 422, (), step("correct-worker", "2003-10-09", reason="错")),
    Case(
        "parameter-out-of-bounds",
        422,
        (),
        step("set-parameter", "2005-01-01", name="older_male", value="5", reference="某号"),
    ),
    Case(
        "parameter-unknown",
        422,
        (),
        step("set-parameter", "2005-01-01", name="oldest", value="5", reference="某号"),
    ),
    Case(
        "period-not-over",
        422,
        (),
        step(
            "report-figure",
            "2005-01-01",
            unit="440703",
            period_end="2005-12-31",
            figure="employed_total",
            value=1,
            source="统计局",
        ),
    ),
    Case("registration-is-void", 409, (VOID,), JOB),
    Case(
        "reopened-that-day-already",
        409,
        (CLOSED, step("reopen-case", "2004-05-01", reason="回来")),
        step("reopen-case", "2004-05-01", reason="回来"),
    ),
    Case(
        "review-year-out-of-bounds",
        409,
        (APPLIED, ISSUED),
        step("review-certificate", "2004-02-01", year=2005, passed=True),
    ),
    Case("sex-differs-from-number", 409, (), registering(sex="male")),
    Case(
        "started-that-day-already",
        409,
        (step("start-employment", "2004-04-01", kind="flexible"),),
        step("start-employment", "2004-04-01", kind="flexible"),
    ),
    Case(
        "target-indicator-unknown",
        422,
        (),
        step(
            "set-target",
            "2005-01-01",
            unit="440703",
            year=2005,
            indicator="happiness",
            value="1",
            reference="某号",
        ),
    ),
    Case(
        "target-out-of-bounds",
        422,
        (),
        step(
            "set-target",
            "2005-01-01",
            unit="440703",
            year=2005,
            indicator="reemployment-rate",
            value="101",
            reference="某号",
        ),
    ),
    Case(
        "transferred-that-day-already",
        409,
        (MOVED,),
        step("transfer-case", "2004-02-01", to_station="440703006"),
    ),
    Case("unemployed-after-registration", 409, (), registering(unemployed_since="2003-10-09")),
    Case(
        "unemployed-too-short",
        409,
        (step("correct-worker", "2003-10-09", category="minimum_living", reason="错"),),
        APPLIED,
    ),
    Case("unit-unknown", 422, (), registering(station="999999999")),
    Case(
        "valid-until-before-issue",
        409,
        (APPLIED,),
        step(
            "issue-certificate",
            "2003-11-10",
            certificate_no="44070303000001",
            valid_until="2003-11-09",
        ),
    ),
    Case("worker-already-registered", 409, (), registering(id_number=CHEN)),
    Case("worker-is-merged", 409, (SECOND, MERGED), JOB),
    Case(
        "worker-not-found",
        404,
        (),
        step("start-employment", "2004-04-01", worker=LI, kind="flexible"),
    ),
    Case("worker-not-merged", 409, (SECOND,), step("unmerge-worker", "2004-01-01", into=LI)),
    Case(
        "year-already-reviewed",
        409,
        (APPLIED, ISSUED, step("review-certificate", "2004-01-10", year=2003, passed=True)),
        step("review-certificate", "2004-01-20", year=2003, passed=True),
    ),
    Case("erasure-not-requested", 409, (), ERASED),
    Case("erasure-already-requested", 409, (ERASURE_ASKED,), ERASURE_ASKED_AGAIN),
    Case("erasure-by-one-account", 403, (ERASURE_ASKED,), ERASED),
)
