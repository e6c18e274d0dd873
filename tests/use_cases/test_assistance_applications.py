"""A station asks for the judgement; the reviewer gives it, or sends the asking back."""

import pytest

from domain.assistance import errors
from domain.assistance.events import (
    AssistanceAppliedFor,
    AssistanceDeclined,
    AssistanceGranted,
    AssistanceReturned,
)
from domain.worker.errors import BeforeRegistration, CaseIsClosed, DayInTheFuture
from tests.oracle.book import day_of
from tests.use_cases.specification import given
from tests.use_cases.words import (
    assessed,
    assistance_applied,
    assistance_returned,
    closed,
    registered,
    reopened,
)

APPLIED = assistance_applied("2004-03-01")
RETURNED = assistance_returned("2004-03-05")


def test_a_station_asks_with_the_evidence_it_has():
    given(registered()).when(assistance_applied("2004-03-01", evidence="社区证明")).then(
        AssistanceAppliedFor(effective_on=day_of("2004-03-01"), evidence="社区证明")
    )


def test_the_reviewer_sends_it_back_to_be_completed():
    given(registered(), APPLIED).when(RETURNED).then(
        AssistanceReturned(effective_on=day_of("2004-03-05"), reason="缺少社区证明")
    )


def test_one_application_waits_at_a_time():
    given(registered(), APPLIED).when(assistance_applied("2004-03-02")).then_refused(
        errors.AssistanceAlreadyAppliedFor, applied_on="2004-03-01"
    )


@pytest.mark.parametrize(
    "before",
    [[], [APPLIED, RETURNED], [APPLIED, assessed("2004-03-04")]],
    ids=["never asked", "sent back already", "judged already"],
)
def test_what_does_not_wait_cannot_be_sent_back(before):
    given(registered(), *before).when(assistance_returned("2004-03-06")).then_refused(
        errors.AssistanceNotAppliedFor, on="2004-03-06"
    )


@pytest.mark.parametrize(
    "answer",
    [RETURNED, assessed("2004-03-05"), assessed("2004-03-05", hard_to_place=False)],
    ids=["sent back", "granted", "declined"],
)
@pytest.mark.parametrize("on", ["2004-03-05", "2004-06-01"])
def test_after_an_answer_one_may_ask_again(answer, on):
    given(registered(), APPLIED, answer).when(assistance_applied(on)).then_of(AssistanceAppliedFor)


def test_on_one_day_it_is_sent_back_completed_and_judged():
    on = "2004-03-01"
    ledger = given(registered(), APPLIED, assistance_returned(on), assistance_applied(on))
    ledger.when(assessed(on)).then_of(AssistanceGranted)


@pytest.mark.parametrize("line", [assistance_applied, assistance_returned])
def test_an_open_case_asks(line):
    ledger = given(registered(), APPLIED, closed("2004-03-03"))
    ledger.when(line("2004-03-04")).then_refused(CaseIsClosed, on="2004-03-04")
    ledger.when(line("2003-10-07")).then_refused(BeforeRegistration)
    ledger.when(line("2005-07-01")).then_refused(DayInTheFuture)


def test_what_waited_at_the_closing_waits_after_the_reopening():
    ledger = given(registered(), APPLIED, closed("2004-03-03"), reopened("2004-06-01"))
    ledger.when(assistance_applied("2004-06-02")).then_refused(errors.AssistanceAlreadyAppliedFor)
    ledger.when(assistance_returned("2004-06-02")).then_of(AssistanceReturned)


def test_a_late_application_must_fit_between_what_is_recorded():
    ledger = given(registered(), APPLIED, RETURNED)
    ledger.when(assistance_applied("2004-02-01")).then_refused(
        errors.LaterAssistanceFactImpossible,
        problem="assistance-already-applied-for",
        clashes_with={"fact": "assistance.applied_for", "effective_on": "2004-03-01"},
    )
    ledger.when(assessed("2004-03-04")).then_refused(
        errors.LaterAssistanceFactImpossible, problem="assistance-not-applied-for"
    )
    ledger.when(assistance_applied("2004-03-06")).then_of(AssistanceAppliedFor)


def test_why_somebody_is_not_hard_to_place_is_kept():
    line = assessed("2004-03-05", hard_to_place=False, reason="has_livelihood")
    given(registered()).when(line).then_of(
        AssistanceDeclined, reason="has_livelihood", hard_to_place=False
    )


def test_a_reason_for_declining_contradicts_the_judgement_that_they_are():
    line = assessed("2004-03-05", hard_to_place=True, reason="has_livelihood")
    given(registered()).when(line).then_refused(errors.ReasonWithoutDeclining)
