"""Erasing who somebody is: asked for by one account, carried out by another."""

from uuid import UUID

from application.kernel.actors import Right
from application.kernel.claims import Claimed
from application.kernel.commands import CaseCommand, Handler, Line
from application.kernel.writing.desk import Desk
from domain.erasure import erasures


class RequestErasure(CaseCommand):
    """Ask that a person's name, numbers and texts be erased, with the law that demands it."""

    name_ = "request-erasure"

    reason: erasures.ErasureReason
    legal_reference: Line


class DeclineErasure(CaseCommand):
    """Leave a person as they are; the request is answered."""

    name_ = "decline-erasure"


class EraseWorker(CaseCommand):
    """Carry out an erasure that another account asked for. It cannot be undone.

    The key of the person is destroyed. Every figure stays; the identity number may be registered
    again, as that of somebody new.
    """

    name_ = "erase-worker"


def request_erasure(command: RequestErasure, desk: Desk) -> UUID:
    desk.not_in_future(command.effective_on)
    case = desk.case(command.worker)
    if desk.shelf.in_plain(case.id):
        raise erasures.ErasureImpossible()
    given = command.model_dump(exclude={"worker"})
    case.erasure.request(erasures.ErasureRequested(**given, requested_by=desk.signature.name))
    return case.id


def decline_erasure(command: DeclineErasure, desk: Desk) -> UUID:
    desk.not_in_future(command.effective_on)
    case = desk.case(command.worker)
    case.erasure.asked()
    case.erasure.record(erasures.ErasureDeclined(**command.model_dump(exclude={"worker"})))
    return case.id


def erase_worker(command: EraseWorker, desk: Desk) -> UUID:
    desk.not_in_future(command.effective_on)
    case = desk.case(command.worker)
    asked = case.erasure.refuse_own(desk.signature.name)
    number = case.worker.details["id_number"]
    if desk.holder(Claimed.IDENTITY_NUMBER, number) == case.id:
        desk.release(Claimed.IDENTITY_NUMBER, number, case.id)
    told = asked.model_dump(include={"reason", "legal_reference", "requested_by"})
    case.erasure.record(erasures.WorkerErased(**command.model_dump(exclude={"worker"}), **told))
    return case.id


HANDLERS = (
    Handler(RequestErasure, request_erasure),
    Handler(DeclineErasure, decline_erasure, Right.REVIEW_CASES),
    Handler(EraseWorker, erase_worker, Right.REVIEW_CASES),
)
