"""The command that a recorded fact came from, as a history file tells it (contract §3)."""

from collections.abc import Iterable, Mapping
from datetime import timedelta, timezone
from typing import Any

from application.kernel.clock import moment
from application.kernel.commands import Command, Handler
from application.kernel.log.packing import Recorded
from domain.kernel.fact import ERASED, LOCKED
from domain.kernel.identity_number import birth_date, sex

_STANDARD_TIME = timezone(timedelta(hours=8))
"""The city's zone had odd offsets before 1992; a written moment has this one."""

Told = dict[str, Any]
"""The fields of a line, plain values, the command's name under `command`."""


def command_told(recorded: Recorded, handlers: Mapping[str, Handler]) -> Told | None:
    """The fields of the command behind a fact; None where the fact followed from another.

    What the ledger decided itself is left out, so that the command, carried out again on the
    same history, decides it again.
    """
    fact = recorded.fact
    if not fact.command or getattr(fact, "id_number", None) in (ERASED, LOCKED):
        return None
    known = handlers[fact.command].command.model_fields
    fields = {
        name: value
        for name, value in fact.model_dump(mode="json", exclude_none=True).items()
        if name in known
    }
    if fact.command == "register-worker":
        _leave_to_the_number(fields)
    if "worker" in known:
        fields = {"worker": str(recorded.stream), **fields}
    return {"command": fact.command, **fields}


def line_told(recorded: Recorded, handlers: Mapping[str, Handler]) -> Told | None:
    """The same with what the record itself adds: when, by whom, where, and the command's id."""
    fields = command_told(recorded, handlers)
    if fields is None:
        return None
    envelope = recorded.envelope
    fields["recorded_at"] = moment(envelope.recorded_at).astimezone(_STANDARD_TIME).isoformat()
    fields["recorded_by"] = envelope.recorded_by
    if envelope.station:
        fields["recorded_station"] = envelope.station
    if envelope.command_id:
        fields["command_id"] = str(envelope.command_id)
    return fields


def command_of(facts: Iterable[Recorded], handlers: Mapping[str, Handler]) -> Command | None:
    """The command as it is told, that recorded these facts; None where none of them tells one."""
    for recorded in facts:
        if fields := command_told(recorded, handlers):
            return handlers[fields.pop("command")].command.model_validate(fields)
    return None


def _leave_to_the_number(fields: Told) -> None:
    """Sex and birth date stand in a registration only where they differ from the number."""
    number = fields["id_number"]
    if fields["sex"] == sex(number):
        del fields["sex"]
    if fields["birth_date"] == birth_date(number).isoformat():
        del fields["birth_date"]
