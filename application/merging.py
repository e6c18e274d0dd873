"""Two records of one person: merged, and taken apart again."""

from uuid import UUID

from application.kernel.actors import Right
from application.kernel.commands import CaseCommand, Handler, WorkerReference
from application.kernel.desk import Desk
from domain.worker import errors, events


class MergeWorker(CaseCommand):
    """The worker is a duplicate of `into` and leaves every figure; both stay readable."""

    name_ = "merge-worker"

    into: WorkerReference


class UnmergeWorker(CaseCommand):
    """The worker was no duplicate of `into` after all."""

    name_ = "unmerge-worker"

    into: WorkerReference


def merge_worker(command: MergeWorker, desk: Desk) -> UUID:
    on = desk.not_in_future(command.effective_on)
    duplicate, survivor = desk.case(command.worker), desk.case(command.into)
    if duplicate.id == survivor.id:
        raise errors.MergeIntoItself()
    duplicate.worker.refuse_unless_alive()
    survivor.worker.refuse_unless_alive()
    duplicate.worker.record(
        events.WorkerMerged(effective_on=on, note=command.note, into=survivor.id)
    )
    survivor.worker.record(events.DuplicateAbsorbed(effective_on=on, duplicate=duplicate.id))
    return duplicate.id


def unmerge_worker(command: UnmergeWorker, desk: Desk) -> UUID:
    on = desk.not_in_future(command.effective_on)
    duplicate, survivor = desk.case(command.worker), desk.case(command.into)
    if duplicate.worker.merged_into != survivor.id:
        raise errors.WorkerNotMerged(merged_into=duplicate.worker.merged_into)
    duplicate.worker.record(
        events.WorkerUnmerged(effective_on=on, note=command.note, into=survivor.id)
    )
    survivor.worker.record(events.DuplicateReleased(effective_on=on, duplicate=duplicate.id))
    return duplicate.id


HANDLERS = (
    Handler(MergeWorker, merge_worker, Right.REVIEW_CASES),
    Handler(UnmergeWorker, unmerge_worker, Right.REVIEW_CASES),
)
