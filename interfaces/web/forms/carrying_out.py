"""Handing what a form says to the ledger."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from application.kernel.actors import OutsideArea, RightMissing
from application.kernel.commands import Command
from application.kernel.register import Conflict, LedgerUnavailable
from application.kernel.sitting import Outcome, Request
from domain.kernel.errors import DomainError
from interfaces.http.refusals import WORDS, LedgerBusy
from interfaces.web.forms.form import Form
from interfaces.web.visit import Visit

_UNITS = {"station", "to_station", "successor", "unit"}


def carry_out(visit: Visit, form: Form) -> Outcome | None:
    """What the form asks for, done once however often it is sent; None when it was refused.

    The refusal is then shown in the form, and nothing typed is lost. Raises `OutsideArea`,
    `RightMissing`: no change of the form would help.
    """
    command = form.read()
    if command is None:
        return None
    try:
        outcome = visit.tracker.do(_request(visit, form, command))
    except (OutsideArea, RightMissing):
        raise
    except LedgerUnavailable as unavailable:
        form.refuse(unavailable)
        form.status = 503
        return None
    except DomainError as refusal:
        form.refuse(refusal, named(visit, refusal.facts))
        return None
    except Conflict:
        form.refusal = WORDS[LedgerBusy.code][form.language]
        form.status = LedgerBusy.status
        return None
    visit.office.metrics.carried_out(form.name, outcome.replayed)
    return outcome


def rehearse(visit: Visit, form: Form) -> bool:
    """Whether the ledger would take what the form says; nothing is written.

    What is wrong is then shown in the form. Raises `OutsideArea`, `RightMissing`.
    """
    command = form.read()
    if command is None:
        return False
    try:
        visit.tracker.rehearse(_request(visit, form, command))
    except (OutsideArea, RightMissing):
        raise
    except DomainError as refusal:
        form.refuse(refusal, named(visit, refusal.facts))
        return False
    return True


def named(visit: Visit, facts: Mapping[str, Any]) -> dict[str, str]:
    """The units among the facts of a refusal by name: nobody knows them by their codes."""
    return {name: visit.place(str(facts[name])) for name in _UNITS & facts.keys()}


def _request(visit: Visit, form: Form, command: Command) -> Request:
    version = int(form.version) if form.version.isdecimal() else None
    return Request(command, visit.caller.actor, UUID(form.command_id), expected_version=version)
