"""Judging whether a worker is to be assisted (江府[2003]43号 三(二)1(4))."""

from typing import Any
from uuid import UUID

from application.kernel.actors import Right
from application.kernel.case import Case
from application.kernel.commands import CaseCommand, Handler, Text
from application.kernel.writing.desk import Desk
from domain.assistance import errors, events
from domain.assistance.rules import conditions
from domain.assistance.vocabulary import DeclineReason
from domain.worker.errors import CaseIsClosed


class ApplyForAssistance(CaseCommand):
    """A station asks for the judgement whether the worker is to be assisted."""

    name_ = "apply-for-assistance"

    evidence: Text | None = None


class ReturnAssistance(CaseCommand):
    """The application goes back to the station to be completed; it may be made again."""

    name_ = "return-assistance"

    reason: Text


class AssessAssistance(CaseCommand):
    """Men of 50 and women of 40 full years, able and willing, hard to place, are to be assisted.

    `reason` says why somebody is not hard to place. It answers an application that waits, and
    needs none.
    """

    name_ = "assess-assistance"

    hard_to_place: bool
    reason: DeclineReason | None = None
    evidence: Text | None = None


def _open_case(command: CaseCommand, desk: Desk) -> Case:
    case = desk.live_case(command.worker, command.effective_on)
    if not case.worker.life.open_on(command.effective_on):
        raise CaseIsClosed(on=command.effective_on)
    return case


def apply_for_assistance(command: ApplyForAssistance, desk: Desk) -> UUID:
    case = _open_case(command, desk)
    fact = events.AssistanceAppliedFor(**command.model_dump(exclude={"worker"}))
    case.applications.decide(fact)
    return case.id


def return_assistance(command: ReturnAssistance, desk: Desk) -> UUID:
    case = _open_case(command, desk)
    fact = events.AssistanceReturned(**command.model_dump(exclude={"worker"}))
    case.applications.decide(fact)
    return case.id


def assess_assistance(command: AssessAssistance, desk: Desk) -> UUID:
    on = command.effective_on
    if command.hard_to_place and command.reason:
        raise errors.ReasonWithoutDeclining(reason=command.reason)
    case = _open_case(command, desk)
    age, *others = conditions(case.worker.details, on, desk.policy, command.hard_to_place)
    unmet = tuple(str(line.condition) for line in (age, *others) if not line.met)
    applied = {"age": age.value, "older_age": age.limit, "reference": age.reference}
    given: dict[str, Any] = command.model_dump(exclude={"worker", "reason"}) | applied
    case.applications.decide(
        events.AssistanceDeclined(**given, unmet=unmet, reason=command.reason)
        if unmet
        else events.AssistanceGranted(**given)
    )
    return case.id


HANDLERS = (
    Handler(ApplyForAssistance, apply_for_assistance),
    Handler(ReturnAssistance, return_assistance, Right.REVIEW_CASES),
    Handler(AssessAssistance, assess_assistance, Right.REVIEW_CASES),
)
