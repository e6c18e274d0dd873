"""Handing what a form says to the ledger."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from application.kernel.actors import OutsideArea, RightMissing
from application.kernel.commands import Command
from application.kernel.log.register import Conflict
from application.kernel.writing.sitting import CommandIdReused, Outcome, Request
from domain.kernel.errors import DomainError
from interfaces.http.journal import note_command
from interfaces.http.refusals import LedgerBusy
from interfaces.http.words import WORDS
from interfaces.web.forms.form import Form
from interfaces.web.visit import Visit

CONFLICT = 409
_PEOPLE = {"into", "merged_into"}


def carry_out(visit: Visit, form: Form) -> Outcome | None:
    """What the form asks for, done once however often it is sent; None when it was refused.

    The refusal is then shown in the form, and nothing typed is lost. Raises `OutsideArea`,
    `RightMissing`: no change of the form would help.
    """
    command = form.read()
    if command is None:
        return None
    try:
        request = _request(visit, form, command)
        note_command(visit.request, request.command_id)
        outcome = visit.tracker.do(request)
    except (OutsideArea, RightMissing):
        raise
    except DomainError as refusal:
        _refuse(visit, form, refusal)
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
        _refuse(visit, form, refusal)
        return False
    return True


def _refuse(visit: Visit, form: Form, refusal: DomainError) -> None:
    form.refuse(refusal, named(visit, refusal.facts))
    if isinstance(refusal, CommandIdReused):
        # Somebody went back to a form that was saved, and wrote something else into it.
        form.renew()
        form.refusal = visit.words.say(
            "这张表刚才已经保存过，现在的内容不同。确要再办一次的，请再按一次保存。"
        )
        form.status = CONFLICT


def named(visit: Visit, facts: Mapping[str, Any]) -> dict[str, Any]:
    """The facts of a refusal as a form tells them: another person is left out of the words, the
    page links to them.
    """
    return visit.by_name(facts) | dict.fromkeys(_PEOPLE & facts.keys(), "")


def _request(visit: Visit, form: Form, command: Command) -> Request:
    version = int(form.version) if form.version.isdecimal() else None
    return Request(command, visit.caller.actor, UUID(form.command_id), expected_version=version)
