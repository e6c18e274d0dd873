"""The certificate and its yearly reviews, printed."""

from collections.abc import Callable
from typing import Any
from uuid import UUID, uuid4

import pytest

from application.kernel.actors import Actor, Right
from application.kernel.writing.sitting import Request
from application.tracker import HANDLERS, CaseTracker
from interfaces.accounts.accounts import add_account
from interfaces.http.office import Office
from tests.api.requests import CHEN, LI, registration
from tests.exports.papers import pages, sizes, whole
from tests.web.visitor import PASSWORD, Visitor

NUMBER = "44070304000001"


WANG = Actor("wang", "440703", frozenset(Right))


def tell(tracker: CaseTracker, command: str, on: str = "2003-10-08", **fields: Any) -> UUID:
    """Carry out a command in the county; return the worker."""
    given = registration() if command == "register-worker" else {"worker": CHEN}
    body = HANDLERS[command].command.model_validate({**given, "effective_on": on, **fields})
    worker = tracker.do(Request(body, WANG, uuid4())).worker
    assert worker is not None
    return worker


@pytest.fixture
def chen(tracker: CaseTracker) -> UUID:
    """A man whose certificate is in force."""
    worker = tell(tracker, "register-worker", household_address="东风社区建设路18号")
    tell(tracker, "apply-for-certificate", "2004-02-01")
    issue = {"certificate_no": NUMBER, "valid_until": "2005-12-31"}
    tell(tracker, "issue-certificate", "2004-02-03", **issue)
    return worker


def certificate(visitor: Visitor, worker: UUID) -> bytes:
    shown = visitor.open(f"/workers/{worker}/certificate.pdf")
    assert shown.status == 200, shown.text
    return shown.response.content


def review(visitor: Visitor, worker: UUID) -> bytes:
    return visitor.open(f"/workers/{worker}/review.pdf").response.content


def test_the_certificate_says_who_holds_it_and_who_issued_it(clerk: Visitor, chen: UUID):
    outside, inside = pages(certificate(clerk, chen))
    for words in ("再就业优惠证", NUMBER, "使用说明（粤劳社[2003]12号）", "不得转让、出借"):
        assert words in outside
    for words in ("陈建国", "男", "1953-03-15", CHEN, "国有企业下岗职工", "东风社区建设路18号"):
        assert words in inside
    for words in ("蓬江区劳动和社会保障局", "2004-02-03", "2005-12-31", "2005-03-31", "照片"):
        assert words in inside
    assert "本证现状" not in inside


def test_it_is_a_booklet_on_a4(clerk: Visitor, chen: UUID):
    assert sizes(certificate(clerk, chen)) == [(297, 210)] * 2
    assert sizes(review(clerk, chen)) == [(297, 210)]


def test_the_file_is_a_pdf_whose_name_tells_nobody_whose_it_is(clerk: Visitor, chen: UUID):
    for path in ("certificate.pdf", "review.pdf"):
        response = clerk.open(f"/workers/{chen}/{path}").response
        assert response.headers["content-type"] == "application/pdf"
        kept = response.headers["content-disposition"]
        assert "filename*=UTF-8''" in kept
        for told in (CHEN, NUMBER, "%E9%99%88", str(chen)):
            assert told not in kept


@pytest.mark.parametrize(
    ("command", "fields", "told"),
    [
        ("suspend-certificate", {"reason": "核查"}, "暂停使用（自2005-01-10起）。原因：核查"),
        ("withdraw-certificate", {"reason": "转借他人"}, "收回（自2005-01-10起）。原因：转借他人"),
        ("close-case", {"reason": "died"}, "终止（自2005-01-10起）。原因：死亡"),
    ],
)
def test_a_certificate_that_is_not_in_force_says_so_on_every_page(
    clerk: Visitor,
    tracker: CaseTracker,
    chen: UUID,
    command: str,
    fields: dict[str, str],
    told: str,
):
    tell(tracker, command, "2005-01-10", **fields)
    outside, inside = pages(certificate(clerk, chen))
    mark = told.partition("（")[0]
    assert f"本证现状：{told}" in inside
    assert f"本证现状：{told}" in whole(review(clerk, chen))
    assert outside.count(mark) >= 2


def test_a_replaced_certificate_shows_both_numbers(
    clerk: Visitor, tracker: CaseTracker, chen: UUID
):
    number = "44070305000009"
    tell(tracker, "replace-certificate", "2005-01-10", reason="遗失", certificate_no=number)
    outside, inside = pages(certificate(clerk, chen))
    assert number in outside
    assert NUMBER not in outside
    assert f"遗失（原证号{NUMBER}作废）" in inside


def test_the_reviews_stand_on_their_page_with_room_for_more(
    clerk: Visitor, office: Office, tracker: CaseTracker, chen: UUID
):
    now = tracker.clock.now()
    add_account(office.accounts, "wang", "reviewer", "440703", "王芳", PASSWORD, now=now)
    tell(tracker, "review-certificate", "2005-01-10", year=2004, passed=True)
    failed = {"year": 2005, "passed": False, "reason": "已就业"}
    tell(tracker, "review-certificate", "2005-02-10", **failed)
    told = whole(review(clerk, chen))
    assert "2004合格2005-01-10蓬江区王芳（章）" in told
    assert "2005不合格已就业2005-02-10蓬江区" in told
    assert told.count("（章）") == 2 + 2 * 6  # in the heads and in every line


def test_more_reviews_than_a_sheet_holds_go_on_on_the_next(
    clerk: Visitor, tracker: CaseTracker, chen: UUID
):
    for day in range(10, 24):
        on, why = f"2005-01-{day}", f"第{day}次核查"
        tell(tracker, "review-certificate", on, year=2004, passed=False, reason=why)
        tell(tracker, "resume-certificate", on, reason="查清")
    sheets = pages(review(clerk, chen))
    assert len(sheets) == 2
    assert "第10次核查" in sheets[0]
    assert "第23次核查" in sheets[1]


def test_in_english_the_labels_are_english(clerk: Visitor, chen: UUID):
    clerk.post("/language", to="en")
    told = whole(certificate(clerk, chen))
    for words in ("PreferentialCertificateforRe-employment", "Issuedby", "Photo", "Male"):
        assert words in told


def test_where_there_is_no_certificate_the_page_says_so(clerk: Visitor, tracker: CaseTracker):
    li = tell(tracker, "register-worker", id_number=LI, name="李小红")
    for path in ("certificate.pdf", "review.pdf"):
        shown = clerk.open(f"/workers/{li}/{path}")
        assert shown.status == 409
        assert "没有可办理的再就业优惠证（现状：从未申领）" in shown.text


def test_what_the_fonts_cannot_draw_is_told_where_it_is_printed(
    tracker: CaseTracker, clerk: Visitor
):
    worker = tell(tracker, "register-worker", household_address="\U00020bb7祥里\U00020bb7号")
    tell(tracker, "apply-for-certificate", "2004-02-01")
    tell(tracker, "issue-certificate", "2004-02-03", certificate_no=NUMBER)
    where = f"/workers/{worker}?tab=certificate"
    assert "字库中没有“\U00020bb7”，纸上印成方框" in clerk.open(where).text
    tell(tracker, "correct-worker", household_address="龘\u4dae里·1号", reason="entered_in_error")
    assert "字库中没有" not in clerk.open(where).text


def test_nobody_of_another_area_prints_it(signed_in: Callable[[str], Visitor], chen: UUID):
    for name in ("stranger", "elsewhere"):
        for path in ("certificate.pdf", "review.pdf"):
            assert signed_in(name).open(f"/workers/{chen}/{path}").status == 403
    unknown = f"/workers/{UUID(int=7)}/certificate.pdf"
    assert signed_in("reviewer").open(unknown).status == 404
