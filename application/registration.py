"""Registering a worker, and putting a registration right."""

from datetime import date
from typing import Any
from uuid import UUID

from application.kernel.actors import Right
from application.kernel.case import Case
from application.kernel.claims import Claimed
from application.kernel.commands import (
    CaseCommand,
    Command,
    Day,
    Handler,
    IdentityNumber,
    Line,
    Text,
    UnitCode,
)
from application.kernel.writing.desk import Desk
from application.kernel.writing.rules_in_force import LEDGER_STREAMS
from domain.kernel import identity_number
from domain.kernel.fact import ERASED
from domain.kernel.identity_number import Sex
from domain.worker import errors, events
from domain.worker.registration import check, personal
from domain.worker.vocabulary import Category, VoidReason


class RegisterWorker(Command):
    """Put a worker on the ledger of a station (江府[2003]43号 三(二)2(20)).

    `worker`, a UUID, is for history files that a ledger has exported; elsewhere the ledger
    makes one.
    """

    name_ = "register-worker"

    id_number: IdentityNumber
    name: Line
    category: Category
    unemployed_since: Day
    station: UnitCode
    previous_employer: Line | None = None
    household_address: Line | None = None
    phone: Line | None = None
    education: Line | None = None
    able_to_work: bool = True
    willing_to_work: bool = True
    minimum_living_since: Day | None = None
    sex: Sex | None = None
    birth_date: Day | None = None
    override_reason: Text | None = None
    worker: UUID | None = None


class CorrectWorker(CaseCommand):
    """Restate the registration: the given fields were wrong from the beginning."""

    name_ = "correct-worker"

    reason: Text
    id_number: IdentityNumber | None = None
    name: Line | None = None
    category: Category | None = None
    unemployed_since: Day | None = None
    registered_on: Day | None = None
    station: UnitCode | None = None
    previous_employer: Line | None = None
    household_address: Line | None = None
    phone: Line | None = None
    education: Line | None = None
    able_to_work: bool | None = None
    willing_to_work: bool | None = None
    minimum_living_since: Day | None = None
    sex: Sex | None = None
    birth_date: Day | None = None
    override_reason: Text | None = None


class VoidRegistration(CaseCommand):
    """The person should never have been on the ledger, and leaves every figure."""

    name_ = "void-registration"

    reason: VoidReason


def register_worker(command: RegisterWorker, desk: Desk) -> UUID:
    on = desk.not_in_future(command.effective_on)
    station = desk.station(command.station, on)
    desk.require_area(station)
    details = personal(command.model_dump(exclude={"effective_on", "note", "worker"}))
    check(details, on, desk.policy)
    _refuse_if_held(desk, details["id_number"])
    worker = command.worker or desk.shelf.new_worker()
    if command.worker and (worker in LEDGER_STREAMS or desk.shelf.case(worker).facts):
        raise errors.WorkerAlreadyRegistered(worker=worker)
    case = desk.new_case(worker)
    case.worker.record(events.WorkerRegistered(effective_on=on, note=command.note, **details))
    desk.claim(Claimed.IDENTITY_NUMBER, details["id_number"], worker)
    return worker


def _refuse_if_held(desk: Desk, number: str) -> None:
    """Whoever was erased holds no number, though a restored older backup says so."""
    if holder := desk.holder(Claimed.IDENTITY_NUMBER, number):
        case = desk.shelf.case(holder)
        if case.worker.details["id_number"] == ERASED:
            desk.release(Claimed.IDENTITY_NUMBER, number, holder)
            return
        raise errors.WorkerAlreadyRegistered(
            worker=holder,
            station=case.worker.life.station,
            registered_on=case.worker.life.registered.on,
            merged_into=case.worker.merged_into,
        )


def correct_worker(command: CorrectWorker, desk: Desk) -> UUID:
    on = desk.not_in_future(command.effective_on)
    case = desk.case(command.worker)
    worker = case.worker
    worker.refuse_unless_alive()
    changed = command.model_dump(
        exclude={"effective_on", "note", "worker", "reason"}, exclude_none=True
    )
    if not changed:
        raise errors.NothingCorrected()
    registered_on = command.registered_on or worker.life.registered.on
    desk.not_in_future(registered_on, "registered_on")
    if registered_on > worker.life.registered.on:
        _refuse_after_other_facts(case, registered_on)
    if command.station:
        desk.require_area(desk.station(command.station, registered_on))
    details = personal(_restated(worker.details, changed))
    check(details, registered_on, desk.policy)
    if command.id_number and details["id_number"] != worker.details["id_number"]:
        _refuse_if_held(desk, details["id_number"])
        desk.release(Claimed.IDENTITY_NUMBER, worker.details["id_number"], case.id)
        desk.claim(Claimed.IDENTITY_NUMBER, details["id_number"], case.id)
    if command.id_number:
        changed |= {name: details[name] for name in ("id_number", "sex", "birth_date")}
    worker.record_in_life(
        events.WorkerCorrected(effective_on=on, note=command.note, reason=command.reason, **changed)
    )
    return case.id


def _refuse_after_other_facts(case: Case, registered_on: date) -> None:
    """Raises `LaterFactImpossible`; the facts of the life itself are checked with the life."""
    version, first = case.first_beside_life() or (0, None)
    if first and first.effective_on < registered_on:
        raise errors.LaterFactImpossible(
            problem=errors.BeforeRegistration.code,
            clashes_with={
                "fact": first.stored_as,
                "effective_on": first.effective_on.isoformat(),
                "version": version,
            },
            registered_on=registered_on,
        )


def _restated(details: dict[str, Any], changed: dict[str, Any]) -> dict[str, Any]:
    """The details as corrected; another number tells anew what had not been overridden."""
    kept = details | {name: value for name, value in changed.items() if name != "registered_on"}
    if "id_number" not in changed:
        return kept
    told = {
        "sex": identity_number.sex(details["id_number"]),
        "birth_date": identity_number.birth_date(details["id_number"]),
    }
    forgotten = {
        name: None for name, value in told.items() if name not in changed and details[name] == value
    }
    return kept | forgotten


def void_registration(command: VoidRegistration, desk: Desk) -> UUID:
    on = desk.not_in_future(command.effective_on)
    case = desk.case(command.worker)
    case.worker.refuse_unless_alive()
    case.worker.record(
        events.RegistrationVoided(effective_on=on, note=command.note, reason=command.reason)
    )
    desk.release(Claimed.IDENTITY_NUMBER, case.worker.details["id_number"], case.id)
    return case.id


HANDLERS = (
    Handler(RegisterWorker, register_worker),
    Handler(CorrectWorker, correct_worker),
    Handler(VoidRegistration, void_registration, Right.REVIEW_CASES),
)
