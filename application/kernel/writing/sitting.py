"""Carrying out one command after another on one shelf."""

import hmac
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from application.kernel.actors import Actor, Signature
from application.kernel.case import Case
from application.kernel.commands import Command, Handler
from application.kernel.log.log import Answer
from application.kernel.writing.desk import Desk
from application.kernel.writing.shelf import Shelf
from domain.kernel.errors import DomainError, Refusal
from domain.kernel.fact import Fact

_DIGEST_KEPT = 8
"""Bytes; enough that no two bodies are taken for one."""


class CommandIdReused(DomainError):
    """The same command id came with another body."""

    code = "command-id-reused"
    sort = Refusal.MALFORMED


class Trade(NamedTuple):
    """Every handler by the name of its command, and what follows by itself."""

    handlers: Mapping[str, Handler]
    processes: tuple[Callable[[Fact, Case], None], ...]


@dataclass(frozen=True)
class Request:
    """A command with who asks.

    `recorded_at` and `signed`, who recorded it and where, only for history files; else the clock
    and the actor give them. `digest` is that of the command, where it is known already.
    """

    command: Command
    by: Actor
    command_id: UUID
    recorded_at: datetime | None = None
    expected_version: int | None = None
    signed: Signature | None = None
    digest: bytes | None = None


def digest_of(command: Command, key: bytes) -> bytes:
    """Tells a command with its content from every other; an absent field is one that is None.

    It stays in the database for ever: without the key nobody can try names and numbers out.
    """
    body = command.__pydantic_serializer__.to_json(command, exclude_none=True)
    return hmac.digest(key, command.name_.encode() + b" " + body, "sha256")


@dataclass(frozen=True, slots=True)
class Outcome:
    """`replayed` tells that the command had been answered before, and nothing was written."""

    worker: UUID | None
    version: int
    position: int
    replayed: bool = False


def perform(shelf: Shelf, trade: Trade, request: Request, now: datetime) -> Outcome:
    """Carry out a command; what it records waits on the shelf for the save.

    Raises every `DomainError` of the command's handler, and `CommandIdReused`.
    """
    digest = request.digest or digest_of(request.command, shelf.key)
    if answered := shelf.answer(request.command_id):
        if not answered.was_to(digest):
            raise CommandIdReused()
        return Outcome(answered.worker, answered.version, answered.position, replayed=True)
    handler = trade.handlers[request.command.name_]
    request.by.require(handler.right)
    desk = Desk(
        shelf, request.by, now, request.recorded_at, request.expected_version, request.signed
    )
    worker = handler.carry_out(request.command, desk)
    for case in desk.cases:
        for fact in tuple(case.draft.facts):
            for process in trade.processes:
                process(fact, case)
    desk.settle(request.command_id)
    version = shelf.case(worker).version if worker else 0
    shelf.take_answer(Answer(request.command_id, digest[:_DIGEST_KEPT], worker, version))
    return Outcome(worker, version, 0)
