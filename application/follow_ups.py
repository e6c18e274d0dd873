"""Following up: how the worker was found, and when to look again."""

from uuid import UUID

from application.kernel.commands import CaseCommand, Day, Handler
from application.kernel.writing.desk import Desk
from domain.follow_up.follow_ups import Outcome, follow_up


class RecordFollowUp(CaseCommand):
    name_ = "record-follow-up"

    outcome: Outcome
    next_on: Day | None = None


def record_follow_up(command: RecordFollowUp, desk: Desk) -> UUID:
    on = command.effective_on
    case = desk.live_case(command.worker, on)
    case.record(follow_up(command.outcome, on, command.next_on, command.note))
    return case.id


HANDLERS = (Handler(RecordFollowUp, record_follow_up),)
