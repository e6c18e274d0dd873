"""The one thing that a browser keeps of a visit: the token of its session."""

from fastapi import Request
from fastapi.responses import Response

from interfaces.http.front import is_private

COOKIE = "taizhang"
BOUND_TO_HOST = "__Host-"
"""Where there is TLS: a browser takes such a cookie from this host alone, for all of its paths."""


def session_cookie(request: Request) -> str:
    return BOUND_TO_HOST + COOKIE if is_private(request.scope) else COOKIE


def session_token(request: Request) -> str:
    """What the browser shows for a session; empty for none."""
    return request.cookies.get(session_cookie(request), "")


def give_session(request: Request, answer: Response, token: str) -> None:
    answer.set_cookie(
        session_cookie(request),
        token,
        secure=is_private(request.scope),
        httponly=True,
        samesite="lax",
    )


def take_session(request: Request, answer: Response) -> None:
    answer.delete_cookie(
        session_cookie(request), secure=is_private(request.scope), httponly=True, samesite="lax"
    )
