"""Work found and lost: the facts from which re-employment is counted."""

from decimal import Decimal
from typing import Annotated, Any
from uuid import UUID

from pydantic import Field

from application.kernel.commands import CaseCommand, Day, Handler, Line, Text
from application.kernel.writing.desk import Desk
from domain.worker import events
from domain.worker.employment import counted
from domain.worker.vocabulary import EmploymentKind, EndReason, VoidReason

Months = Annotated[int, Field(ge=0, le=600)]
Yuan = Annotated[Decimal, Field(ge=0, le=1_000_000, decimal_places=2)]


class StartEmployment(CaseCommand):
    """A job began on `effective_on`. `monthly_wage` in yuan."""

    name_ = "start-employment"

    kind: EmploymentKind
    employer: Line | None = None
    licence_no: Line | None = None
    contract_months: Months | None = None
    monthly_wage: Yuan | None = None
    evidence: Text | None = None


class EndEmployment(CaseCommand):
    """The running job ended; `started_on` names it where several are running."""

    name_ = "end-employment"

    reason: EndReason
    started_on: Day | None = None


class CorrectEmployment(CaseCommand):
    """The job recorded as begun on `started_on` began on `effective_on`, and is as given."""

    name_ = "correct-employment"

    started_on: Day
    reason: Text
    kind: EmploymentKind | None = None
    employer: Line | None = None
    licence_no: Line | None = None
    contract_months: Months | None = None
    monthly_wage: Yuan | None = None
    evidence: Text | None = None
    ended_on: Day | None = None
    end_reason: EndReason | None = None


class VoidEmployment(CaseCommand):
    """The job was entered in error: as if it had never been."""

    name_ = "void-employment"

    started_on: Day
    reason: VoidReason


def start_employment(command: StartEmployment, desk: Desk) -> UUID:
    on = desk.not_in_future(command.effective_on)
    case = desk.case(command.worker)
    counts_from, rule = counted(command.kind, on, desk.policy)
    case.worker.record_in_life(
        events.EmploymentStarted(
            counts_from=counts_from, counted_by=rule, **command.model_dump(exclude={"worker"})
        )
    )
    return case.id


def end_employment(command: EndEmployment, desk: Desk) -> UUID:
    desk.not_in_future(command.effective_on)
    case = desk.case(command.worker)
    case.worker.record_in_life(events.EmploymentEnded(**command.model_dump(exclude={"worker"})))
    return case.id


def correct_employment(command: CorrectEmployment, desk: Desk) -> UUID:
    on = desk.not_in_future(command.effective_on)
    if command.ended_on:
        desk.not_in_future(command.ended_on, "ended_on")
    case = desk.case(command.worker)
    case.worker.refuse_unless_alive()
    recorded = case.worker.employment(command.started_on)
    given: dict[str, Any] = command.model_dump(exclude={"worker"}, exclude_none=True)
    kind = command.kind or recorded.kind
    assert kind is not None
    counts_from, rule = counted(kind, on, desk.policy)
    given |= {"kind": kind, "counts_from": counts_from, "counted_by": rule}
    case.worker.record_in_life(events.EmploymentCorrected(**given))
    return case.id


def void_employment(command: VoidEmployment, desk: Desk) -> UUID:
    on = desk.not_in_future(command.effective_on)
    case = desk.case(command.worker)
    case.worker.refuse_unless_alive()
    case.worker.employment(command.started_on)
    end = case.worker.employment_end(command.started_on)
    case.worker.record_in_life(
        events.EmploymentVoided(
            effective_on=on,
            note=command.note,
            started_on=command.started_on,
            reason=command.reason,
            ended_on=end.on if end else None,
        )
    )
    return case.id


HANDLERS = (
    Handler(StartEmployment, start_employment),
    Handler(EndEmployment, end_employment),
    Handler(CorrectEmployment, correct_employment),
    Handler(VoidEmployment, void_employment),
)
