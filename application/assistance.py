"""Judging whether a worker is to be assisted (江府[2003]43号 三(二)1(4))."""

from typing import Any
from uuid import UUID

from application.kernel.actors import Right
from application.kernel.commands import CaseCommand, Handler, Text
from application.kernel.desk import Desk
from domain.kernel.calendar import age_on
from domain.worker import errors, events


class AssessAssistance(CaseCommand):
    """Men of 50 and women of 40 full years, able and willing, hard to place, are to be assisted."""

    name_ = "assess-assistance"

    hard_to_place: bool
    evidence: Text | None = None


def assess_assistance(command: AssessAssistance, desk: Desk) -> UUID:
    on = command.effective_on
    case = desk.live_case(command.worker, on)
    worker = case.worker
    if not worker.life.open_on(on):
        raise errors.CaseIsClosed(on=on)
    rule = desk.policy.on(f"older_{worker.details['sex']}", on)
    age, older_age = age_on(worker.details["birth_date"], on), int(rule.value)
    conditions = {
        "age": age >= older_age,
        "able_to_work": worker.details["able_to_work"],
        "willing_to_work": worker.details["willing_to_work"],
        "hard_to_place": command.hard_to_place,
    }
    unmet = tuple(name for name, met in conditions.items() if not met)
    applied: dict[str, Any] = {"age": age, "older_age": older_age, "reference": rule.reference}
    given: dict[str, Any] = command.model_dump(exclude={"worker"})
    worker.record(
        events.AssistanceDeclined(**given, **applied, unmet=unmet)
        if unmet
        else events.AssistanceGranted(**given, **applied)
    )
    return case.id


HANDLERS = (Handler(AssessAssistance, assess_assistance, Right.REVIEW_CASES),)
