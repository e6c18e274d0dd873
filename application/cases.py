"""Handing a case over, closing it, and opening it again."""

from uuid import UUID

from application.kernel.actors import Right
from application.kernel.commands import CaseCommand, Handler, Text, UnitCode
from application.kernel.writing.desk import Desk
from domain.worker import errors, events
from domain.worker.vocabulary import CloseReason


class TransferCase(CaseCommand):
    """Another station is responsible from `effective_on` on."""

    name_ = "transfer-case"

    to_station: UnitCode


class CloseCase(CaseCommand):
    name_ = "close-case"

    reason: CloseReason


class ConfirmClosing(CaseCommand):
    """The second level confirms the closing of `effective_on` (JM-2003 R4: a withdrawn wish is
    subtracted from the denominator only then)."""

    name_ = "confirm-closing"


class ReopenCase(CaseCommand):
    name_ = "reopen-case"

    reason: Text


def transfer_case(command: TransferCase, desk: Desk) -> UUID:
    on = desk.not_in_future(command.effective_on)
    case = desk.case(command.worker)
    to_station = desk.station(command.to_station, on, "to_station")
    case.worker.record_in_life(
        events.CaseTransferred(effective_on=on, note=command.note, to_station=to_station)
    )
    return case.id


def close_case(command: CloseCase, desk: Desk) -> UUID:
    on = desk.not_in_future(command.effective_on)
    case = desk.case(command.worker)
    case.worker.record_in_life(
        events.CaseClosed(effective_on=on, note=command.note, reason=command.reason)
    )
    return case.id


def confirm_closing(command: ConfirmClosing, desk: Desk) -> UUID:
    case = desk.case(command.worker)
    known = [closing.closed.on for closing in case.worker.life.closings]
    if command.effective_on not in known:
        raise errors.ClosingNotFound(
            on=command.effective_on, known=[day.isoformat() for day in known]
        )
    case.worker.record_in_life(
        events.ClosingConfirmed(
            effective_on=command.effective_on,
            note=command.note,
            closed_on=command.effective_on,
        )
    )
    return case.id


def reopen_case(command: ReopenCase, desk: Desk) -> UUID:
    on = desk.not_in_future(command.effective_on)
    case = desk.case(command.worker)
    case.worker.record_in_life(
        events.CaseReopened(effective_on=on, note=command.note, reason=command.reason)
    )
    return case.id


HANDLERS = (
    Handler(TransferCase, transfer_case),
    Handler(CloseCase, close_case),
    Handler(ConfirmClosing, confirm_closing, Right.REVIEW_CASES),
    Handler(ReopenCase, reopen_case),
)
