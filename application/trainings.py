"""Free training for laid-off workers (江府[2003]43号 三(二)2(1), 2(20))."""

from typing import Annotated, Any
from uuid import UUID

from pydantic import Field

from application.kernel.commands import CaseCommand, Handler, Line, Text
from application.kernel.writing.desk import Desk
from domain.kernel.calendar import months_after
from domain.training import trainings as training
from domain.training.rules import required_hours
from domain.worker.errors import CaseIsClosed

Hours = Annotated[int, Field(ge=0, le=10_000)]


class EnrolInTraining(CaseCommand):
    name_ = "enrol-in-training"

    course: Line
    provider: Line | None = None
    trade: Line | None = None
    hours: Annotated[int, Field(ge=1, le=10_000)] | None = None
    free: bool = True


class CompleteTraining(CaseCommand):
    """The course is over; it counts as completed with enough attendance and the test passed."""

    name_ = "complete-training"

    course: Line
    attended_hours: Hours
    passed: bool
    training_certificate_no: Line | None = None


class LeaveTraining(CaseCommand):
    name_ = "leave-training"

    course: Line
    reason: Text


def enrol_in_training(command: EnrolInTraining, desk: Desk) -> UUID:
    case = desk.live_case(command.worker, command.effective_on)
    if not case.worker.life.open_on(command.effective_on):
        raise CaseIsClosed(on=command.effective_on)
    case.trainings.decide(training.EnrolledInTraining(**command.model_dump(exclude={"worker"})))
    return case.id


def complete_training(command: CompleteTraining, desk: Desk) -> UUID:
    case = desk.live_case(command.worker, command.effective_on)
    on = command.effective_on
    hours = case.trainings.hours(command.course, on)
    if hours is not None and command.attended_hours > hours:
        raise training.AttendedMoreThanHeld(attended_hours=command.attended_hours, hours=hours)
    required = required_hours(hours, on, desk.policy)
    given: dict[str, Any] = command.model_dump(exclude={"worker"})
    given["required_hours"] = required
    if command.passed and command.attended_hours >= required:
        until = months_after(on, desk.policy.number("placement_months", on))
        case.trainings.decide(training.TrainingCompleted(**given, placement_until=until))
    else:
        case.trainings.decide(training.TrainingFailed(**given))
    return case.id


def leave_training(command: LeaveTraining, desk: Desk) -> UUID:
    case = desk.live_case(command.worker, command.effective_on)
    case.trainings.decide(training.TrainingLeft(**command.model_dump(exclude={"worker"})))
    return case.id


HANDLERS = (
    Handler(EnrolInTraining, enrol_in_training),
    Handler(CompleteTraining, complete_training),
    Handler(LeaveTraining, leave_training),
)
