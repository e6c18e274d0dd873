"""The route of a command, which does by itself what the signature of its endpoint asks.

The framework solves every signature anew for every request, which costs more than a command
(docs/decisions/0059). The description of the interface still comes from the signature.
"""

import json
from collections.abc import Awaitable, Callable
from inspect import signature
from typing import Any, TypeVar, get_args

from fastapi import Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import Response
from pydantic import BaseModel, ValidationError
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect

from interfaces.api.headers import sent_with
from interfaces.http.callers import Asks, caller_at
from interfaces.http.straight import Handler, StraightRoute

JSON = "application/json"
Body = TypeVar("Body", bound=BaseModel)


class CommandRoute(StraightRoute):
    """For endpoints of `command`, `caller` and `sent`, which return the response itself."""

    def straight(self) -> Handler:
        parameters = signature(self.endpoint).parameters
        body: type[BaseModel] = parameters["command"].annotation
        asks: Asks = get_args(parameters["caller"].annotation)[1].dependency
        carry_out: Callable[..., Awaitable[Response]] = self.endpoint

        async def answer(request: Request) -> Response:
            told = await _told(request)
            caller = await asks(await caller_at(request))
            sent = sent_with(request)
            return await carry_out(_read(told, body), caller, sent)

        return answer


async def _told(request: Request) -> Any:
    """Raises HTTPException for JSON that is none; what does not call itself JSON is not read."""
    if request.headers.get("content-type", "").partition(";")[0].strip().lower() != JSON:
        return None
    try:
        return json.loads(await request.body() or b"null")
    except (ValueError, RecursionError, ClientDisconnect) as unreadable:
        raise HTTPException(400) from unreadable


def _read(told: Any, body: type[Body]) -> Body:
    """Raises RequestValidationError."""
    if told is None:
        raise RequestValidationError([{"type": "missing", "loc": ("body",), "input": None}])
    try:
        return body.model_validate(told, from_attributes=True)
    except ValidationError as invalid:
        raise RequestValidationError([_in_body(error) for error in invalid.errors()]) from None


def _in_body(error: Any) -> dict[str, Any]:
    return {**error, "loc": ("body", *error["loc"])}
