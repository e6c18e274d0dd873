"""Two records that may be one person: merged, taken apart again, or found to be two people."""

from uuid import UUID

from application.kernel.actors import Right
from application.kernel.commands import CaseCommand, Handler, WorkerReference
from application.kernel.writing.desk import Desk
from domain.worker import errors, events


class MergeWorker(CaseCommand):
    """The worker is a duplicate of `into` and leaves every figure; both stay readable."""

    name_ = "merge-worker"

    into: WorkerReference


class UnmergeWorker(CaseCommand):
    """The worker was no duplicate of `into` after all."""

    name_ = "unmerge-worker"

    into: WorkerReference


class RuleOutDuplicate(CaseCommand):
    """The worker and `other` look like one person and are two.

    A merger of the two takes this back; undoing a merger says it as well.
    """

    name_ = "rule-out-duplicate"

    other: WorkerReference


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


def rule_out_duplicate(command: RuleOutDuplicate, desk: Desk) -> UUID:
    on = desk.not_in_future(command.effective_on)
    one, other = desk.case(command.worker), desk.case(command.other)
    if one.id == other.id:
        raise errors.AnotherThanItself()
    one.worker.refuse_unless_alive()
    other.worker.refuse_unless_alive()
    if since := one.worker.ruled_out.get(other.id):
        raise errors.AlreadyRuledOut(on=since)
    one.worker.record(events.DuplicateRuledOut(effective_on=on, note=command.note, other=other.id))
    other.worker.record(events.RuledOutAsDuplicate(effective_on=on, other=one.id))
    return one.id


HANDLERS = (
    Handler(MergeWorker, merge_worker, Right.REVIEW_CASES),
    Handler(UnmergeWorker, unmerge_worker, Right.REVIEW_CASES),
    Handler(RuleOutDuplicate, rule_out_duplicate, Right.REVIEW_CASES),
)
