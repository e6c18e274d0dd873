"""`POST /api/v1/commands/{command}`: a route for each command, with its own body."""

from collections.abc import Awaitable, Callable
from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter
from fastapi.responses import Response
from pydantic import BaseModel, Field

from application.kernel.commands import Command, Handler
from application.kernel.writing.sitting import Outcome, Request
from application.registration import RegisterWorker
from application.tracker import HANDLERS
from interfaces.accounts.roles import Permission
from interfaces.api.command_route import CommandRoute
from interfaces.api.headers import SentAsJson, etag
from interfaces.http.callers import Caller, may
from interfaces.http.committing import done
from interfaces.http.refusals import WorkerIdGiven

router = APIRouter(prefix="/api/v1/commands", tags=["commands"], route_class=CommandRoute)


class Done(BaseModel):
    """Where the command was recorded."""

    worker: UUID | None = Field(
        description="Whose case it was; null for a command on the whole ledger."
    )
    version: int = Field(description="Facts on the case by now, also the ETag; 0 without a worker.")
    position: int = Field(description="The last fact of the command in the log.")


HEADERS = {
    "ETag": {"description": "The version in quotes, for If-Match.", "schema": {"type": "string"}},
    "Idempotent-Replay": {
        "description": "`true` when this was answered before, and nothing was written now.",
        "schema": {"type": "string"},
    },
}


def _endpoint(handler: Handler) -> Callable[..., Awaitable[Response]]:
    body = handler.command
    permission = Permission(handler.right.value)

    async def carry_out(
        command: body,  # type: ignore[valid-type]
        caller: Annotated[Caller, may(permission)],
        sent: SentAsJson,
    ) -> Response:
        _refuse_worker_id(command)
        office, told = caller.office, sent.expected_version
        request = Request(command, caller.actor, sent.command_id, expected_version=told)
        outcome = await done(office, request)
        office.metrics.carried_out(handler.name, outcome.replayed)
        return _answer(outcome)

    return carry_out


def _answer(outcome: Outcome) -> Response:
    done = Done(worker=outcome.worker, version=outcome.version, position=outcome.position)
    headers = {"ETag": etag(outcome.version)} if outcome.worker else {}
    if outcome.replayed:
        headers["Idempotent-Replay"] = "true"
    return Response(done.model_dump_json(), 201, headers, "application/json")


def _refuse_worker_id(command: Command) -> None:
    # A chosen id could be that of a stream which is no case: rules, targets, units.
    if isinstance(command, RegisterWorker) and command.worker is not None:
        raise WorkerIdGiven()


def _described(handler: Handler) -> dict[str, Any]:
    right = handler.right.value
    return {
        "summary": handler.name,
        "description": f"{handler.command.__doc__ or ''}\n\nAsks for `{right}`.".strip(),
        "operation_id": handler.name,
    }


for _handler in HANDLERS.values():
    router.add_api_route(
        f"/{_handler.name}",
        _endpoint(_handler),
        methods=["POST"],
        response_model=Done,
        status_code=201,
        responses={201: {"headers": HEADERS}},
        **_described(_handler),
    )
